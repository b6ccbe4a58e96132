#include "ipt/render/json.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "ipt/base/characters.hpp"

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

void append(std::string& out, const Value& value);

// JSON is printed on terminals too, so it holds nothing raw that a terminal must not get; a reader
// of JSON finds it all the same. Characters beyond U+FFFF are two units of UTF-16.
std::string escaped(Unshown unshown) {
  if (unshown.kind == Unshown::Kind::byte) return "\\ufffd";
  const auto point = static_cast<std::uint32_t>(unshown.point);
  switch (point) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (point <= 0xFFFF) return fmt::format("\\u{:04x}", point);
  const std::uint32_t beyond = point - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (beyond >> 10), 0xDC00 + (beyond & 0x3FF));
}

void append(std::string& out, std::string_view text) {
  std::string quoted;
  quoted.reserve(text.size());
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  out += '"';
  out += with_unshown(quoted, escaped);
  out += '"';
}

void append(std::string& out, const List& list) {
  out += '[';
  for (const Value& each : list) {
    if (&each != list.data()) out += ',';
    append(out, each);
  }
  out += ']';
}

void append(std::string& out, const Object& object) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : object.members()) {
    if (!first) out += ',';
    first = false;
    append(out, std::string_view{key});
    out += ':';
    append(out, value);
  }
  out += '}';
}

// One overload for each kind of value.
struct Append {
  std::string& out;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += fmt::format("{}", value); }
  void operator()(const Decimal& value) const { out += written(value); }
  void operator()(const std::string& value) const { append(out, std::string_view{value}); }
  void operator()(const Date& value) const { append(out, std::string_view{value.iso()}); }
  void operator()(const List& value) const { append(out, value); }
  void operator()(const Object& value) const { append(out, value); }
};

void append(std::string& out, const Value& value) { std::visit(Append{out}, value.content()); }

}  // namespace

std::string json(const report::Report& report) {
  Object whole;
  whole.add("schema", report.schema).add("as_of", report.as_of).add("data", report.data);
  if (!report.withheld.empty()) {
    whole.add("withheld", List(report.withheld.begin(), report.withheld.end()));
  }
  List warnings;
  for (const report::Warning& warning : report.warnings) {
    warnings.emplace_back(Object{}.add("code", warning.code).add("message", warning.message));
  }
  whole.add("warnings", std::move(warnings));
  std::string out;
  append(out, whole);
  out += '\n';
  return out;
}

std::string json(const Explanation& error) {
  std::string hint = error.allowed;
  if (!error.attempt.empty()) {
    hint += fmt::format("{}Try: {}", hint.empty() ? "" : " ", error.attempt);
    std::ranges::replace(hint, '\n', ' ');
  }
  Object fields;
  fields.add("code", error.code)
      .add("exit", static_cast<int>(error.exit))
      .add("message", error.wrong)
      .add("hint", hint);
  if (error.line > 0) fields.add("line", error.line);
  std::string out;
  append(out, Object{}.add("error", std::move(fields)));
  out += '\n';
  return out;
}

}  // namespace ipt::render
