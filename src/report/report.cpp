#include "ipt/report/report.hpp"

namespace ipt::report {

std::vector<const Value*> rows_of(const Table& table, const Value& root) {
  std::vector<const Value*> rows;
  if (const auto* list = std::get_if<List>(&at(root, table.rows).content())) {
    rows.reserve(list->size());
    for (const Value& each : *list) rows.push_back(&each);
  }
  for (const std::string& path : table.row_paths) rows.push_back(&at(root, path));
  return rows;
}

}  // namespace ipt::report
