#include "ipt/render/json.hpp"

#include <fmt/core.h>

#include <algorithm>

#include <string_view>

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

void append(std::string& out, const Value& value);

void append(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
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
