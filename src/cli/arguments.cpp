#include "cli/arguments.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cli/groups.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::string_view plain_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=,:-+_/.@";

// `text` with the key of a form, `risk`, where it names the flag, `--risk`; other flags that begin
// like it stay.
std::string with_key(std::string text, std::string_view name, std::string_view key) {
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    const std::size_t end = at + name.size();
    const bool is_longer =
        is_letter(name.back()) && end < text.size() && (is_letter(text[end]) || text[end] == '-');
    if (is_longer) {
      at = end;
      continue;
    }
    text.replace(at, name.size(), key);
    at += key.size();
  }
  return text;
}

}  // namespace

void Arguments::add(const Flag& flag, const std::vector<std::string>& values) {
  std::vector<Value>& list = values_[flag.name];
  for (const std::string& text : values) list.push_back({.text = text});
}

void Arguments::add_line(const Flag& flag, Value value) {
  set_line(flag, value.line);
  values_[flag.name].push_back(std::move(value));
}

void Arguments::erase_if(const Flag& flag,
                         const std::function<bool(const std::string&)>& unwanted) {
  const auto found = values_.find(flag.name);
  if (found == values_.end()) return;
  std::erase_if(found->second, [&](const Value& value) { return unwanted(value.text); });
  if (found->second.empty()) values_.erase(found);
}

const std::vector<Arguments::Value>& Arguments::values(const Flag& flag) const {
  static const std::vector<Value> none;
  const auto found = values_.find(flag.name);
  return found == values_.end() ? none : found->second;
}

bool Arguments::given(const Flag& flag) const {
  return values_.contains(flag.name) && !denied(flag);
}

bool Arguments::denied(const Flag& flag) const {
  return flag.value.empty() && find(flag).value_or("yes") == "no";
}

std::optional<std::string> Arguments::find(const Flag& flag) const {
  const std::vector<Value>& list = values(flag);
  if (list.empty()) return std::nullopt;
  return list.front().text;
}

std::vector<std::string> Arguments::all(const Flag& flag) const {
  std::vector<std::string> texts;
  for (const Value& value : values(flag)) texts.push_back(value.text);
  return texts;
}

int Arguments::line(const Flag& flag) const {
  const auto found = lines_.find(flag.name);
  return found == lines_.end() ? 0 : found->second;
}

std::optional<int> Arguments::number(const Flag& flag, int least, int most) const {
  return read(flag, [&](const std::string& text) {
    const auto value = whole_number(text);
    if (value && *value >= least && *value <= most) return *value;
    throw Error({.exit = Exit::usage,
                 .code = "number_not_allowed",
                 .wrong = fmt::format("{} '{}' is not allowed", flag.name, text),
                 .allowed = fmt::format("A whole number from {} to {}.", least, most),
                 .attempt = fmt::format("{} {}", flag.name, least)});
  });
}

std::string Arguments::require(const Flag& flag) const {
  if (auto value = find(flag); value && !trimmed(*value).empty()) return *value;
  return at(flag, line(flag), [&]() -> std::string {
    throw Error({.exit = Exit::usage,
                 .code = "flag_missing",
                 .wrong = fmt::format("{} is missing", flag.name),
                 .allowed = fmt::format("This command needs it: {}.", flag.help),
                 .attempt = fmt::format("{} {}", flag.name, flag.value)});
  });
}

std::string Arguments::typed(std::span<const Flag* const> flags) const {
  std::string typed;
  for (const Flag* flag : flags) {
    if (flag->value.empty() && given(*flag)) typed += fmt::format(" {}", flag->name);
    for (const Value& value : values(*flag)) {
      if (value.line > 0 || flag->value.empty()) continue;
      typed += fmt::format(" {} {}", flag->name,
                           flag->value == "TEXT" ? "TEXT" : shell_word(value.text));
    }
  }
  return typed;
}

std::vector<std::string> Arguments::request() const {
  std::vector<std::string> request = {command_};
  request.insert(request.end(), words_.begin(), words_.end());
  const auto common = common_flags(Effect::writes);
  for (const auto& [name, values] : values_) {
    if (std::ranges::find(common, name, &Flag::name) != common.end()) continue;
    request.emplace_back(name);
    for (const Value& value : values) request.push_back(value.text);
  }
  return request;
}

Error Arguments::in_form(const Error& error, const FormName& form_name, int line) {
  const auto& [name, key] = form_name;
  Explanation explanation = error.explanation();
  explanation.attempt =
      with_key(std::move(explanation.attempt), fmt::format("{} ", name), fmt::format("{}: ", key));
  for (std::string* part : {&explanation.wrong, &explanation.allowed, &explanation.attempt}) {
    *part = with_key(std::move(*part), name, key);
  }
  if (explanation.line == 0) explanation.line = line;
  return Error(std::move(explanation));
}

void refuse_together(std::string_view flags_named, std::string_view allowed) {
  throw Error({.exit = Exit::usage,
               .code = "flags_contradict",
               .wrong = fmt::format("{} are given together", flags_named),
               .allowed = std::string{allowed},
               .attempt = "one of them"});
}

std::string shell_word(std::string_view word) {
  const bool is_plain =
      !word.empty() && word.find_first_not_of(plain_characters) == std::string_view::npos;
  if (is_plain) return std::string{word};
  std::string result = "'";
  for (const char c : word) result += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return result + "'";
}

}  // namespace ipt::cli
