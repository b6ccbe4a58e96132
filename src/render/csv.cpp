#include "ipt/render/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"

namespace ipt::render {
namespace {

using report::Decimal;
using report::List;
using report::Object;
using report::Value;

// After any number of apostrophes, so that taking one away gives back what was there.
bool looks_like_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view{"=+-@\t\r"}.find(text[first]) != std::string_view::npos;
}

// An empty list does not say what it would hold: it makes no column by itself.
bool is_empty_list(const Value& value) {
  const auto* list = std::get_if<List>(&value.content());
  return list != nullptr && list->empty();
}

bool is_nested(const Value& value) {
  if (std::holds_alternative<Object>(value.content())) return true;
  const auto* list = std::get_if<List>(&value.content());
  return list != nullptr && std::ranges::any_of(*list, is_nested);
}

// One overload for each kind of value.
struct Write {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(const Decimal& value) const { return written(value); }
  std::string operator()(const Date& value) const { return value.iso(); }
  std::string operator()(const std::string& value) const { return escaped_lines(value); }
  std::string operator()(const List& value) const {
    std::string text;
    for (const Value& each : value) {
      if (&each != value.data()) text += "; ";
      text += std::visit(*this, each.content());
    }
    return text;
  }
  std::string operator()(const Object&) const { return {}; }  // its members have cells of their own
};

// Numbers, dates and booleans are taken for what they are; only text can pose as something else.
bool holds_text(const Value& value) {
  if (std::holds_alternative<std::string>(value.content())) return true;
  const auto* list = std::get_if<List>(&value.content());
  return list != nullptr && std::ranges::any_of(*list, holds_text);
}

std::string cell_of(const Value& value) {
  std::string cell = std::visit(Write{}, value.content());
  if (holds_text(value) && looks_like_formula(cell)) cell.insert(0, 1, '\'');
  return cell;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string{c};
  return text + "\"";
}

struct Sheet {
  std::vector<std::string> columns = {};
  std::set<std::string> nested = {};  // names that hold objects in some row and so are no columns
  std::vector<std::map<std::string, std::string>> rows = {};

  void add(const Object& object, const std::string& prefix);
};

void Sheet::add(const Object& object, const std::string& prefix) {
  for (const auto& [key, value] : object.members()) {
    const std::string name = prefix + key;
    if (is_nested(value)) {
      nested.insert(name);
      if (const auto* within = std::get_if<Object>(&value.content())) add(*within, name + "_");
      continue;
    }
    if (is_empty_list(value)) continue;
    if (std::ranges::find(columns, name) == columns.end()) columns.push_back(name);
    rows.back()[name] = cell_of(value);
  }
}

std::string record_of(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) line += ',';
    line += quoted(cell);
  }
  return line + "\r\n";
}

}  // namespace

std::string csv(const report::Report& report) {
  Sheet sheet;
  if (const auto* list = std::get_if<List>(&report::at(report.data, report.csv_rows).content())) {
    for (const Value& each : *list) {
      sheet.rows.emplace_back();
      if (const auto* object = std::get_if<Object>(&each.content())) sheet.add(*object, "");
    }
  }
  std::vector<std::string> columns = report.csv_columns;
  if (columns.empty()) {
    columns = sheet.columns;
    std::erase_if(columns, [&](const std::string& name) { return sheet.nested.contains(name); });
  }
  std::string out = columns.empty() ? std::string{} : record_of(columns);
  for (auto& row : sheet.rows) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const std::string& name : columns) cells.push_back(row[name]);
    out += record_of(cells);
  }
  return out;
}

}  // namespace ipt::render
