#include "ipt/report/report.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ipt::report {

std::vector<const Value*> rows_of(const Table& table, Root root) {
  std::vector<const Value*> rows;
  if (const auto* list = std::get_if<List>(&at(root, table.rows).content())) {
    rows.reserve(list->size());
    for (const Value& each : *list) rows.push_back(&each);
  }
  for (const std::string& path : table.row_paths) rows.push_back(&at(root, path));
  return rows;
}

void add_all(Report& together, std::vector<Report> reports) {
  List list;
  list.reserve(reports.size());
  for (Report& each : reports) {
    list.emplace_back(std::move(each.data));
    together.withheld = std::move(each.withheld);
    std::ranges::move(each.warnings, std::back_inserter(together.warnings));
  }
  together.data.add("reports", std::move(list));
}

}  // namespace ipt::report
