#include "ipt/report/report.hpp"

namespace ipt::report {

List rows_of(const Table& table, const Value& root) {
  if (const auto* list = std::get_if<List>(&at(root, table.rows).content())) return *list;
  List rows;
  for (const std::string& path : table.row_paths) rows.push_back(at(root, path));
  return rows;
}

}  // namespace ipt::report
