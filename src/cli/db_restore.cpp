// ipt db restore
#include <fmt/core.h>

#include "cli/db.hpp"

namespace ipt::cli::db {
namespace {

using store::BackupRelation;

struct RelationWords {
  std::string_view id;
  std::string_view text;
};

RelationWords words_for(BackupRelation relation) {
  switch (relation) {
    case BackupRelation::same:
      return {"same", "the same history as the store"};
    case BackupRelation::backup_older:
      return {"older", "an earlier state of the store: what was changed since is not in it"};
    case BackupRelation::backup_newer:
      return {"newer", "a later state of the store"};
    case BackupRelation::apart:
      return {"apart",
              "another history: the store holds changes that the backup does not, and the "
              "backup changes that the store does not"};
    case BackupRelation::unknown:
      break;
  }
  return {"unknown",
          "cannot be compared: there is no store that can be read, or the backup is of "
          "an earlier version"};
}

report::Value facts_value(const store::StoreFacts& facts) {
  report::Object object;
  add_facts(object, facts);
  return object;
}

// `K: before, in the backup` of what both hold.
report::Table counts_table() {
  using enum report::Column::Align;
  return {
      .heading = "WHAT THEY HOLD",
      .rows = "counts",
      .row_name = "{of}",
      .columns = {{"", "{of}", left}, {"store", "{store}", right}, {"backup", "{backup}", right}}};
}

report::List counts(const store::Restored& restored) {
  struct Count {
    std::string_view of;
    std::int64_t store::StoreFacts::*number;
  };
  constexpr std::array all =
      std::to_array<Count>({{"clients", &store::StoreFacts::clients},
                            {"courses", &store::StoreFacts::courses},
                            {"appointments", &store::StoreFacts::appointments},
                            {"scores", &store::StoreFacts::scores},
                            {"changes", &store::StoreFacts::revisions}});
  report::List list;
  for (const Count& each : all) {
    report::Object row;
    row.add("of", each.of);
    row.add("store",
            restored.current ? report::Value{(*restored.current).*each.number} : report::Value{});
    list.emplace_back(row.add("backup", restored.backup.*each.number));
  }
  return list;
}

std::string deed(const store::Restored& restored, bool only_looks) {
  if (!restored.verification.is_sound()) return "{file} is NOT sound; nothing was restored";
  return only_looks ? "{file} is sound; nothing was restored" : "Restored {path}";
}

}  // namespace

void restore(Invocation& invocation) {
  const bool only_looks = invocation.arguments().given(flags::test) || invocation.is_dry_run();
  const std::string& file = invocation.arguments().word(0);
  const store::Restored restored =
      invocation.restore(file, only_looks ? store::Commit::dry_run : store::Commit::keep);
  const bool sound = restored.verification.is_sound();
  const bool done = sound && !only_looks;
  const RelationWords relation = words_for(restored.relation);
  report::Report report{.schema = "ipt.db.restore/1", .as_of = invocation.today()};
  add_outcome(report.data, done ? report::Outcome::saved : report::Outcome::would_save);
  report.data.add("path", invocation.store_path())
      .add("file", file)
      .add("kept_as", restored.kept_as.empty() ? report::Value{} : report::Value{restored.kept_as})
      .add("relation", relation.id)
      .add("relation_text", relation.text);
  report.blocks.emplace_back(report::Note{.text = deed(restored, only_looks)});
  report::Facts places{.facts = {{"Backup", "{file}"}, {"It is", "{relation_text}"}}};
  if (!restored.kept_as.empty())
    places.facts.insert(places.facts.begin() + 1, {"Kept", "{kept_as}"});
  report.blocks.emplace_back(std::move(places));
  add_verification(report, restored.verification);
  report.data.add("store", restored.current ? facts_value(*restored.current) : report::Value{})
      .add("backup", facts_value(restored.backup))
      .add("counts", counts(restored));
  report.blocks.emplace_back(counts_table());
  if (!sound) invocation.end_with(Exit::store);
  invocation.print_echo(report);
}

}  // namespace ipt::cli::db
