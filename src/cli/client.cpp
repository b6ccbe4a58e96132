// ipt client …
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/revision.hpp"
#include "ipt/domain/vocabulary.hpp"
#include "ipt/report/client.hpp"
#include "ipt/report/client_copy.hpp"

namespace ipt::cli {
namespace {

void list(Invocation& invocation) {
  const auto before = invocation.date(flags::ended_before, Ahead::allowed);
  const auto report =
      report::client_list(invocation.courses({.ended_too = true}), before, invocation.as_of());
  const auto* rows = std::get_if<report::List>(&report.data.find("clients")->content());
  invocation.print_or(report, rows == nullptr || rows->empty(),
                      before ? "No client's last course ended before that day."
                             : "No client yet. Start a course: ipt course create K7");
}

// The code as it was first written, not as it was typed now.
ClientCode as_written(const ClientCode& typed, const std::vector<RecordedOperation>& history) {
  std::optional<ClientCode> written;
  for (const RecordedOperation& operation : history) {
    for (const Revision& revision : operation.revisions) {
      if (revision.record != "client") continue;
      if (const auto code = field(state_of(revision), "code")) {
        written = ClientCode::read(*code, "client code");
      }
    }
  }
  return written.value_or(typed);
}

void require_known(const store::Records& records, const ClientCode& code) {
  static_cast<void>(records.course({.client = code, .number = 1}));
}

void require_free(const store::Records& records, const ClientCode& code, const ClientCode& now) {
  if (code == now) {
    throw Error({.exit = Exit::refused,
                 .code = "same_code",
                 .wrong = fmt::format("{} is the code already", now.text()),
                 .allowed = "Nothing was changed.",
                 .attempt = "another code"});
  }
  if (same_code(code, now) || records.courses_of(now).empty()) return;
  throw Error({.exit = Exit::refused,
               .code = "code_taken",
               .wrong = fmt::format("there is another client {}", now.text()),
               .allowed = "A code stands for one client.",
               .attempt = "another code"});
}

void recode(Invocation& invocation) {
  const auto code = ClientCode::read(invocation.arguments().word(0), "client code");
  const auto now = ClientCode::read(invocation.arguments().word(1), "new client code");
  invocation.change(invocation.text(flags::reason), [&](store::Changes& changes) {
    require_known(changes, code);
    require_free(changes, code, now);
    const std::vector<Course> courses = changes.courses_of(code);
    changes.recode(code, now);
    return Change{.reference = now.text(),
                  .report = report::client_recoded(
                      courses.front().client, now, static_cast<int>(courses.size()),
                      invocation.today(), invocation.outcome(changes))};
  });
}

// What a redaction blanked is not held any more.
void leave_out_erased(std::vector<RecordedOperation>& history) {
  for (RecordedOperation& operation : history) {
    std::erase_if(operation.revisions, [](const Revision& revision) {
      return revision.erased || revision.record == "redaction";
    });
  }
  std::erase_if(history, [](const RecordedOperation& each) { return each.revisions.empty(); });
}

void copy(Invocation& invocation) {
  const auto code = ClientCode::read(invocation.arguments().word(0), "client code");
  const auto others = invocation.arguments().given(flags::without_others) ? report::Others::left_out
                                                                          : report::Others::marked;
  Catalogue catalogue;
  auto history = invocation.read([&](const store::Records& records) {
    catalogue = records.catalogue();
    return records.history({.client = code});
  });
  std::erase_if(history, [&](const RecordedOperation& each) {
    return each.recorded_on > invocation.as_of();
  });
  leave_out_erased(history);
  invocation.print(report::client_copy(as_written(code, history), history, catalogue, others,
                                       invocation.as_of()));
}

PurgeGround ground_of(const Arguments& arguments) {
  const auto word = arguments.find(flags::ground);
  if (word) return read_term<PurgeGround>(*word, flags::ground.name);
  throw Error({.exit = Exit::usage,
               .code = "flag_missing",
               .wrong = "--ground is missing",
               .allowed = fmt::format("Why it is erased stays in the store: {}.",
                                      joined(names<PurgeGround>(), ", ")),
               .attempt = "--ground retention-ended"});
}

void purge(Invocation& invocation) {
  const auto code = ClientCode::read(invocation.arguments().word(0), "client code");
  const PurgeGround ground = ground_of(invocation.arguments());
  if (!invocation.is_confirmed()) {  // whoever is not known is not asked about
    static_cast<void>(invocation.read(
        [&](const store::Records& records) { return records.history({.client = code}); }));
  }
  invocation.confirm(code.text(), fmt::format("erasing {}", code.text()),
                     fmt::format("'ipt client copy {}' prints what is held", code.text()));
  invocation.erase("", [&](store::Changes& changes) {
    const Erasure erased = changes.purge(code, ground);
    std::vector<report::KnownBackup> backups;
    for (const store::BackupNote& each : changes.backups()) {
      backups.push_back({.made_on = each.made_on, .path = each.path});
    }
    return Change{.reference = std::to_string(erased.number),
                  .report = report::client_purged(erased, ground, backups, invocation.today(),
                                                  invocation.outcome(changes))};
  });
}

constexpr std::array purge_words = {Positional{"K7", "the client's code"}};
constexpr std::array purge_flags = {&flags::ground};
constexpr std::array copy_words = {Positional{"K7", "the client's code"}};
constexpr std::array copy_flags = {&flags::without_others};
constexpr std::array list_flags = {&flags::ended_before};
constexpr std::array recode_flags = {&flags::reason};
constexpr std::array recode_words = {Positional{"K7", "the code until now"},
                                     Positional{"M3", "the new one: letters, digits, - and _"}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "list",
     .summary = "Every client, a line each",
     .positionals = {},
     .flags = list_flags,
     .run = list,
     .details = "  ipt client list --ended-before 2019-01-01"},
    {.verb = "copy",
     .summary = "Everything held of a client, in plain words, for the client",
     .positionals = copy_words,
     .flags = copy_flags,
     .run = copy,
     .details = "Every record of every course as it stands, with each answer of each\n"
                "questionnaire, notes and links; then every change ever made: when, by whom,\n"
                "why, from what to what. What is about somebody else is marked [about another\n"
                "person]: people of the inventory, the other party of a focus, contacts with\n"
                "others, what was recorded here by mistake and given to another client.\n"
                "--without-others leaves that out. Whether a note or a link speaks of others the\n"
                "program cannot see: read the copy before you give it away. Your own leave is no\n"
                "record of a client, and is not in it.\n"
                "\n"
                "  ipt client copy K7 -o copy.txt\n"
                "  ipt client copy K7 --without-others --json -o copy.json"},
    {.verb = "recode",
     .summary = "Give a client another code, everywhere",
     .positionals = recode_words,
     .flags = recode_flags,
     .effect = Effect::writes,
     .run = recode,
     .details = "Reports that were written before keep the earlier code, and so does the history.\n"
                "\n"
                "  ipt client recode K7 M3"},
    {.verb = "purge",
     .summary = "Erase everything held of a client, for good",
     .positionals = purge_words,
     .flags = purge_flags,
     .effect = Effect::writes,
     .run = purge,
     .details = "Every record, in every table, in the history and in what deleted records left\n"
                "in the file; also a record of the client that was moved to somebody else. What\n"
                "stays is the day, the ground, and a mark by which an import knows the client\n"
                "again; it tells nothing to anybody else. It cannot be undone. Print 'ipt client\n"
                "copy' first where the client may want it.\n"
                "\n"
                "Not reached: backups (those that were noted are listed), exports, reports and\n"
                "letters, what the disk keeps of files that are gone. On a terminal the code is\n"
                "asked for; in a script --yes confirms.\n"
                "\n"
                "  ipt client purge K7 --ground retention-ended --dry-run\n"
                "  ipt client purge K7 --ground retention-ended"},
});

}  // namespace

const Group client_group{.noun = "client",
                         .section = "COURSES",
                         .summary = "list | copy | recode | purge",
                         .commands = commands};

}  // namespace ipt::cli
