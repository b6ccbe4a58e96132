// ipt db …
#include <array>
#include <utility>
#include <vector>

#include "cli/db.hpp"
#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/report/report.hpp"

namespace ipt::cli {
namespace {

using report::Facts;
using report::Note;
using report::Report;

void init(Invocation& invocation) {
  const bool made = invocation.make_store();
  const bool dry = invocation.is_dry_run();
  Report report{.schema = "ipt.db.init/1", .as_of = invocation.today()};
  add_outcome(report.data, made  ? report::Outcome::saved
                           : dry ? report::Outcome::would_save
                                 : report::Outcome::already_saved);
  report.data.add("path", invocation.store_path());
  report.blocks.emplace_back(Note{.text = made  ? "Made the store {path}"
                                          : dry ? "Would make the store {path}, unless it is there"
                                                : "The store {path} is there already"});
  invocation.print_echo(report);
}

report::Value head_value(const std::optional<store::Head>& head) {
  return head ? report::Value{head->text()} : report::Value{};
}

report::Value note_value(const std::optional<store::BackupNote>& note) {
  if (!note) return {};
  return report::Object{}.add("made_on", note->made_on).add("path", note->path);
}

}  // namespace

namespace db {

void add_facts(report::Object& data, const store::StoreFacts& facts) {
  data.add("path", facts.path)
      .add("schema", facts.schema)
      .add("bytes", facts.bytes)
      .add("clients", facts.clients)
      .add("courses", facts.courses)
      .add("open_courses", facts.open_courses)
      .add("appointments", facts.appointments)
      .add("sessions", facts.sessions)
      .add("scores", facts.scores)
      .add("revisions", facts.revisions)
      .add("last_change", facts.last_change)
      .add("head", head_value(facts.head));
}

std::vector<report::Fact> facts_held() {
  return {{"Schema", "{schema}"},
          {"Size", "{bytes:byte/bytes}"},
          {"Clients", "{clients}"},
          {"Courses", "{courses}, {open_courses} open"},
          {"Appointments", "{appointments}, {sessions} attended"},
          {"Scores", "{scores}"},
          {"History", "{revisions:change/changes}"}};
}

}  // namespace db

namespace {

void info(Invocation& invocation) {
  const auto [facts, last] = invocation.read([&](const store::Records& records) {
    return std::pair{records.facts(), records.last_backup(invocation.as_of())};
  });
  Report report{.schema = "ipt.db.info/1", .as_of = invocation.as_of()};
  db::add_facts(report.data, facts);
  report.data.add("last_backup", note_value(last));
  if (invocation.arguments().given(flags::head)) {
    if (facts.head) report.blocks.emplace_back(report::Lines{.lines = {"{head}"}});
    return invocation.print_or(report, !facts.head, "Nothing was written into the store yet.");
  }
  Facts shown{.facts = db::facts_held()};
  shown.facts.insert(shown.facts.begin(), {"Store", "{path}"});
  shown.facts.push_back({"Last change", facts.last_change ? "{last_change}" : "none yet"});
  shown.facts.push_back(
      {"Last backup", last ? "{last_backup.made_on:day}" : "none yet; see ipt db backup"});
  if (last) shown.facts.push_back({"Backup file", "{last_backup.path}"});  // never broken up
  report.blocks.emplace_back(std::move(shown));
  invocation.print(report);
}

void backup(Invocation& invocation) {
  const BackedUp done = invocation.back_up(invocation.arguments().word(0));
  const bool dry = invocation.is_dry_run();
  Report report{.schema = "ipt.db.backup/1", .as_of = invocation.today()};
  add_outcome(report.data, dry ? report::Outcome::would_save : report::Outcome::saved);
  db::add_facts(report.data, done.copy);
  report.data.add("noted", done.is_noted);
  report.blocks.emplace_back(Note{.text = dry ? "Would save {path}" : "Saved {path}"});
  report.blocks.emplace_back(Facts{.facts = db::facts_held()});
  if (!dry && !done.is_noted) {
    report.warnings.push_back(
        {.code = "backup_not_noted",
         .message = "the backup is made; the store cannot be written, so 'ipt db info' will not "
                    "tell of it"});
  }
  invocation.print_echo(report);
}

constexpr std::array info_flags = {&flags::head};
constexpr std::array<const Flag*, 2> backup_flags = {&flags::force, &flags::dry_run};

constexpr std::array backup_words = std::to_array<Positional>(
    {{.name = "FILE|DIR", .help = "a new file, or a folder that takes one named by the day"}});

constexpr std::array restore_words = {Positional{"FILE", "a backup"}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "init",
     .summary = "Make the store, at its default place or at --db FILE",
     .positionals = {},
     .flags = {},
     .effect = Effect::writes,
     .run = init,
     .details = "The first 'ipt course create' makes the default store by itself. The store is a\n"
                "file that only you can read; it is not encrypted: use disk encryption."},
    {.verb = "info",
     .summary = "Where the store is, what it holds",
     .positionals = {},
     .flags = info_flags,
     .run = info,
     .details = "The head is the number and the hash of the last change; it depends on every\n"
                "change before it. Write it down elsewhere (it says nothing about anybody), and\n"
                "'ipt db verify --anchors' shows later that nothing was taken out of the store.\n"
                "\n"
                "  ipt db info --head >> ~/heads.txt"},
    {.verb = "verify",
     .summary = "Check that the store is as the program left it",
     .positionals = {},
     .flags = db::verify_flags,
     .run = db::verify,
     .details = "pages       the file can be read from beginning to end\n"
                "references  what belongs to a course has one\n"
                "schema      tables and rules are those of this program\n"
                "chain       each change of the history follows the one before it and holds what\n"
                "            was written; what is blank was blanked by a purge or a redaction\n"
                "records     each record is as its last change left it\n"
                "heads       the heads in --anchors FILE are in the history\n"
                "\n"
                "A finding ends with status 5. What the check cannot see: that the end of the\n"
                "history was cut off, or all of it written anew; heads that were noted elsewhere\n"
                "show that. It does not prove that what was written is true, or the clock right.\n"
                "\n"
                "  ipt db verify\n"
                "  ipt db verify --anchors ~/heads.txt"},
    {.verb = "backup",
     .summary = "Copy the store into a file of its own, and check the copy",
     .positionals = backup_words,
     .flags = backup_flags,
     .effect = Effect::maintains,
     .run = backup,
     .details = "The copy is the store as it stands at one moment, whoever else is writing. It is\n"
                "put on the disk, read again and compared before it gets its name. It is a store\n"
                "itself: --db FILE reads it. It is as sensitive as the store, for you alone\n"
                "(mode 0600) and not encrypted. 'ipt db info' tells of the last backup.\n"
                "\n"
                "  ipt db backup ~/backups             in that folder, named by the day and the\n"
                "                                      head: ipt-2026-11-27-42-0250adab.db\n"
                "  ipt db backup /media/stick/ipt.db   a file of that name"},
    {.verb = "restore",
     .summary = "Put a backup in the place of the store, which is kept",
     .positionals = restore_words,
     .flags = db::restore_flags,
     .effect = Effect::maintains,
     .run = db::restore,
     .details = "The backup is checked first, as 'ipt db verify' does; one with a finding is not\n"
                "restored (status 5). The store that is there is kept beside it, as\n"
                "ipt.db.before-restore-2026-11-27. 'ipt undo' never goes back past a restore.\n"
                "\n"
                "  ipt db restore ~/backups/ipt-2026-11-27-42-0250adab.db --test\n"
                "  ipt db restore ~/backups/ipt-2026-11-27-42-0250adab.db"},
});

}  // namespace

const Group db_group{.noun = "db",
                     .section = "RECORDS",
                     .summary = "init | info | verify | backup | restore",
                     .commands = commands};

}  // namespace ipt::cli
