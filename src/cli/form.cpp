#include "cli/form.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr std::size_t form_width = 78;
constexpr std::string_view mark = "# >> ";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void refuse(int line, std::string code, std::string wrong, std::string allowed,
                         std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt),
               .line = line});
}

bool is_blank(std::string_view line) { return trimmed(line).empty(); }
bool is_comment(std::string_view line) { return line.starts_with('#'); }
bool is_continuation(std::string_view line) {
  return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

// The key of a `key: value` line, in lower case. What is no word of the shape of a key is none: it
// may be a sentence about the client, which no error repeats.
std::optional<std::string> key_of(std::string_view line) {
  constexpr std::size_t longest_key = 32;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string key = lower(trimmed(line.substr(0, colon)));
  const bool is_word = std::ranges::all_of(
      key, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
  if (key.empty() || key.size() > longest_key || !is_word) return std::nullopt;
  return key;
}

bool opens_note(std::string_view line) {
  return !is_comment(line) && !is_continuation(line) && key_of(line) == verbatim_key;
}

std::string without_carriage_returns(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    // Any number of them, so that what is left reads the same when it is read again.
    while (c == '\n' && result.ends_with('\r')) result.pop_back();
    result += c;
  }
  return result;
}

void require_text(std::string_view line, int number) {
  if (is_utf8(line) && line.find('\0') == std::string_view::npos) return;
  refuse(number, "not_utf8", "the form is not valid UTF-8 text",
         "A form is UTF-8 text without NUL bytes.", "saving the form as UTF-8");
}

std::vector<std::string> names_of(std::span<const FormKey> keys) {
  std::vector<std::string> names;
  names.reserve(keys.size());
  for (const FormKey& key : keys) names.push_back(key.name);
  return names;
}

class Reader {
 public:
  Reader(std::span<const FormKey> keys, const std::vector<std::string_view>& lines)
      : keys_(keys), lines_(lines) {}

  std::vector<FormEntry> read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      const std::string_view line = lines_[i];
      require_text(line, number);
      if (is_blank(line) || is_comment(line)) continue;
      if (is_continuation(line)) {
        continue_value(line, number);
        continue;
      }
      begin_value(line, number);
      if (entries_.back().key == verbatim_key) {
        take_rest(i + 1);
        break;
      }
    }
    return std::move(entries_);
  }

 private:
  void continue_value(std::string_view line, int number) {
    if (entries_.empty()) refuse_line(number);
    std::string& value = entries_.back().value;
    value += fmt::format("{}{}", value.empty() ? "" : " ", trimmed(line));
  }

  void begin_value(std::string_view line, int number) {
    const auto key = key_of(line);
    if (!key) refuse_line(number);
    const auto known = std::ranges::find(keys_, *key, &FormKey::name);
    if (known == keys_.end()) refuse_key(*key, number);
    const auto earlier = std::ranges::find(entries_, *key, &FormEntry::key);
    if (!known->repeats && earlier != entries_.end()) {
      refuse(number, "form_key_repeated", fmt::format("'{}' stands in the form twice", *key),
             fmt::format("It stands on line {} already, and once is enough.", earlier->line),
             fmt::format("one line '{}:'; a longer text goes on in lines that begin with a space",
                         *key));
    }
    entries_.push_back({.key = *key,
                        .value = std::string{trimmed(line.substr(line.find(':') + 1))},
                        .line = number});
  }

  void take_rest(std::size_t next) {
    std::string& value = entries_.back().value;
    for (std::size_t i = next; i < lines_.size(); ++i) {
      require_text(lines_[i], static_cast<int>(i) + 1);
      value += fmt::format("\n{}", lines_[i]);
    }
    value = std::string{trimmed(value)};
  }

  [[noreturn]] static void refuse_line(int number) {
    refuse(number, "form_line_malformed", "this is no line of the form",
           "A line is 'key: value', begins with # or goes on with a space in front.",
           "the key in front, or a space to go on with the line above");
  }

  [[noreturn]] void refuse_key(const std::string& key, int number) const {
    const std::vector<std::string> names = names_of(keys_);
    const auto meant = nearest(key, names);
    refuse(number, "form_key_unknown", fmt::format("the form has no key '{}'", key),
           fmt::format("It has: {}.", joined(names, ", ")),
           meant ? fmt::format("{}:", *meant)
                 : "one of these, or a space in front to go on with the line above");
  }

  std::span<const FormKey> keys_;
  const std::vector<std::string_view>& lines_;
  std::vector<FormEntry> entries_;
};

// Text in `#` lines; those after the first are indented as far as `rest` is long.
std::string commented(std::string_view text, std::string_view first, std::string_view rest) {
  std::string result;
  for (const std::string& line : wrapped(escaped_for_terminal(text), form_width - rest.size())) {
    result += fmt::format("{}{}\n", result.empty() ? first : rest, line);
  }
  return result;
}

std::string commented(std::string_view text) { return commented(text, "# ", "# "); }

std::string value_lines(const FormField& field) {
  std::string text = fmt::format("{}:", field.key);
  if (field.value.empty()) return text + "\n";
  if (field.key == verbatim_key) return text + fmt::format("\n{}\n", field.value);
  std::string value;
  for (const std::string_view line : split(field.value, '\n')) {
    if (!is_blank(line)) value += fmt::format("{}{}", value.empty() ? " " : "\n  ", trimmed(line));
  }
  return text + value + "\n";
}

// What each key allows, beside its name.
std::string key_lines(const std::vector<FormField>& fields) {
  std::size_t column = 0;
  for (const FormField& field : fields) column = std::max(column, field.key.size());
  std::string text;
  for (const FormField& field : fields) {
    if (field.comment.empty() || field.key == verbatim_key) continue;
    text += commented(field.comment, fmt::format("# {:<{}}  ", field.key, column),
                      fmt::format("# {:<{}}  ", "", column));
  }
  return text;
}

}  // namespace

std::string form_text(const FormDraft& draft) {
  std::string heading;
  std::string lines;
  std::string last;
  for (const std::string& line : draft.heading) heading += commented(line);
  for (const FormField& field : draft.fields) {
    if (field.key == verbatim_key) {
      last = (field.comment.empty() ? "" : commented(field.comment)) + value_lines(field);
    } else {
      lines += value_lines(field);
    }
  }
  const std::string keys = key_lines(draft.fields);
  std::string text;
  for (const std::string& part : {heading, lines, keys, last}) {
    if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
  }
  return text;
}

std::vector<FormEntry> read_form(std::string_view text, std::span<const FormKey> keys) {
  const std::string plain = without_carriage_returns(text);
  const std::vector<std::string_view> lines = split(plain, '\n');
  return Reader{keys, lines}.read();
}

MarkedForm marked(std::string_view text, int line, const std::string& message) {
  const std::string plain = without_carriage_returns(text);
  std::vector<std::string> lines;
  std::size_t place = 0;
  bool in_note = false;
  int number = 0;
  int removed = 0;
  for (const std::string_view each : split(plain, '\n')) {
    ++number;
    if (!in_note && each.starts_with(mark)) {
      if (number < line) ++removed;
      continue;
    }
    if (!in_note && number <= line) place = lines.size();
    in_note = in_note || opens_note(each);
    lines.emplace_back(each);
  }
  std::vector<std::string> said;
  for (const std::string& part : wrapped(escaped_for_terminal(message), form_width - mark.size())) {
    said.push_back(fmt::format("{}{}", mark, part));
  }
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place), said.begin(), said.end());
  const int now = line == 0 ? 0 : line - removed + static_cast<int>(said.size());
  return {.text = joined(lines, "\n"), .line = now};
}

}  // namespace ipt::cli
