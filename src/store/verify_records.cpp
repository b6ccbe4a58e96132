// Each record beside the last change of it in the history.
#include <fmt/core.h>

#include "ipt/base/text.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"
#include "store/verify.hpp"

namespace ipt::store {
namespace {

// A state of an earlier schema lacks the columns that came later; they were NULL then, as a column
// is that JSON does not name.
std::string differs_in_a_column(const std::vector<std::string>& columns) {
  std::vector<std::string> differences;
  differences.reserve(columns.size());
  for (const std::string& column : columns) {
    differences.push_back(
        fmt::format("json_extract(last.payload, '$.state.{0}') COLLATE BINARY IS NOT "
                    "iif(typeof(record.{0}) = 'blob', lower(hex(record.{0})), record.{0})",
                    column));
  }
  return joined(differences, " OR ");
}

// The records of a table whose last change left something else, or that no change left.
std::string altered_records(const RecordTable& table, const std::vector<std::string>& columns) {
  const std::string course =
      table.course == nullptr ? std::string{"NULL"} : fmt::format("record.{}", table.course);
  return fmt::format(
      "SELECT record.id, last.seq FROM {0} AS record LEFT JOIN revision AS last ON last.seq = "
      "(SELECT max(seq) FROM revision WHERE entity = '{0}' AND entity_id = record.id AND course "
      "IS {1}) WHERE last.seq IS NULL OR last.kind = 'delete' OR last.payload IS NULL OR {2}",
      table.name, course, differs_in_a_column(columns));
}

void find_altered(Database& database, const RecordTable& table, Findings& findings) {
  const std::string sql = altered_records(table, columns_of(database, table.name));
  Statement row{database, sql.c_str()};
  row.bind();
  while (row.step()) {
    const auto last = row.optional_integer(1);
    findings.add(last ? fmt::format("record {} of {} is not what change {} left", row.integer(0),
                                    table.name, *last)
                      : fmt::format("record {} of {} is in no change of the history",
                                    row.integer(0), table.name));
  }
}

// Each record is altered by nothing but changes, so as many are there as came and did not go.
std::int64_t compare_counts(Database& database, const RecordTable& table, Findings& findings) {
  const std::int64_t there =
      first_number(database, fmt::format("SELECT count(*) FROM {}", table.name).c_str());
  Statement row{database,
                "SELECT ifnull(sum((kind = 'insert') - (kind = 'delete')), 0) FROM revision "
                "WHERE entity = ?"};
  row.bind(table.name).step();
  if (const std::int64_t left = row.integer(0); left != there) {
    findings.add(
        fmt::format("{} records of {} are there, the history left {}", there, table.name, left));
  }
  return there;
}

}  // namespace

VerifiedPart verified_records(Database& database) {
  Findings findings;
  std::int64_t records = 0;
  for (const RecordTable& table : record_tables()) {
    find_altered(database, table, findings);
    records += compare_counts(database, table, findings);
  }
  return {.id = "records",
          .text = fmt::format("{} records, each as its last change left it", records),
          .findings = findings.take()};
}

}  // namespace ipt::store
