#include "store/verify.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "ipt/base/error.hpp"
#include "store/chain.hpp"
#include "store/history.hpp"
#include "store/rows.hpp"
#include "store/schema.hpp"

namespace ipt::store {
namespace {

// Every row that a query answers with is a finding.
std::vector<std::string> findings_of(Database& database, const char* sql) {
  Findings findings;
  Statement row{database, sql};
  row.bind();
  while (row.step()) findings.add(row.text(0));
  return findings.take();
}

VerifiedPart verified_pages(Database& database, Thoroughness how) {
  const char* const check = how == Thoroughness::full ? "SELECT * FROM pragma_integrity_check(10)"
                                                      : "SELECT * FROM pragma_quick_check(10)";
  VerifiedPart part{
      .id = "pages",
      .text = fmt::format("{} pages of the file", first_number(database, "PRAGMA page_count")),
      .findings = findings_of(database, check)};
  if (part.findings == std::vector<std::string>{"ok"}) part.findings.clear();
  return part;
}

VerifiedPart verified_references(Database& database) {
  return {.id = "references",
          .text = "every record belongs to one that is there",
          .findings = findings_of(database,
                                  "SELECT 'a record of ' || \"table\" || ' belongs to one of ' || "
                                  "parent || ' that is not there' "
                                  "FROM pragma_foreign_key_check")};
}

using SchemaObjects = std::map<std::string, std::string>;

SchemaObjects schema_objects(Database& database) {
  Statement row{database,
                "SELECT type || ' ' || name, ifnull(tbl_name, '') || ': ' || ifnull(sql, '') "
                "FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"};
  SchemaObjects objects;
  row.bind();
  while (row.step()) objects.emplace(row.text(0), row.text(1));
  return objects;
}

// The schema that this program would write holds the rules of the history; one that was altered
// would let changes pass by it.
VerifiedPart verified_schema(Database& database) {
  Database built_in{":memory:", Database::Mode::create};
  migrate(built_in, 0);
  const SchemaObjects expected = schema_objects(built_in);
  const SchemaObjects found = schema_objects(database);
  VerifiedPart part{.id = "schema",
                    .text = fmt::format("schema {}, {} tables, views, indexes and triggers",
                                        schema_version, expected.size())};
  Findings findings;
  for (const auto& [name, text] : expected) {
    const auto there = found.find(name);
    if (there == found.end()) findings.add(fmt::format("the {} is missing", name));
    if (there != found.end() && there->second != text) {
      findings.add(fmt::format("the {} was altered", name));
    }
  }
  for (const auto& [name, text] : found) {
    if (!expected.contains(name)) findings.add(fmt::format("the {} is not part of a store", name));
  }
  part.findings = findings.take();
  return part;
}

// What stops a part from being checked is its finding, unless it passes.
void add_part(Verification& verification, std::string id,
              const std::function<VerifiedPart()>& check) {
  try {
    verification.parts.push_back(check());
  } catch (const Error& error) {
    const Explanation& why = error.explanation();
    if (why.exit == Exit::busy || why.code == out_of_memory) throw;
    verification.parts.push_back({.id = std::move(id),
                                  .text = "cannot be read",
                                  .findings = {fmt::format("{} ({})", why.wrong, why.allowed)}});
  }
}

}  // namespace

void Findings::add(std::string finding) {
  constexpr std::size_t most = 10;
  if (++count_ <= most) first_.push_back(std::move(finding));
}

std::vector<std::string> Findings::take() {
  if (count_ > first_.size()) {
    first_.push_back(fmt::format("and {} more of this kind", count_ - first_.size()));
  }
  return std::move(first_);
}

bool Verification::is_sound() const {
  return std::ranges::all_of(parts, [](const auto& part) { return part.findings.empty(); });
}

Verification verify(Database& database, Thoroughness how, const std::vector<Head>& noted) {
  Verification verification;
  add_part(verification, "pages", [&] { return verified_pages(database, how); });
  add_part(verification, "references", [&] { return verified_references(database); });
  add_part(verification, "schema", [&] { return verified_schema(database); });
  add_part(verification, "chain", [&] { return verified_chain(database); });
  if (how == Thoroughness::full) {
    add_part(verification, "records", [&] { return verified_records(database); });
  }
  if (!noted.empty()) {
    add_part(verification, "heads", [&] { return verified_heads(database, noted); });
  }
  if (verification.is_sound()) verification.head = head_of(database);
  return verification;
}

}  // namespace ipt::store
