// ipt db …
#include <fmt/core.h>

#include <array>

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

void info(Invocation& invocation) {
  const store::StoreFacts facts =
      invocation.read([](const store::Records& records) { return records.facts(); });
  Report report{.schema = "ipt.db.info/1", .as_of = invocation.as_of()};
  report.data.add("path", facts.path)
      .add("schema", facts.schema)
      .add("bytes", facts.bytes)
      .add("clients", facts.clients)
      .add("courses", facts.courses)
      .add("open_courses", facts.open_courses)
      .add("appointments", facts.appointments)
      .add("sessions", facts.sessions)
      .add("scores", facts.scores)
      .add("revisions", facts.revisions)
      .add("last_change", facts.last_change);
  report.blocks.emplace_back(
      Facts{.heading = "",
            .facts = {{"Store", "{path}"},
                      {"Schema", "{schema}"},
                      {"Size", "{bytes:byte/bytes}"},
                      {"Clients", "{clients}"},
                      {"Courses", "{courses}, {open_courses} open"},
                      {"Appointments", "{appointments}, {sessions} attended"},
                      {"Scores", "{scores}"},
                      {"History", "{revisions:change/changes}"},
                      {"Last change", facts.last_change ? "{last_change}" : "none yet"}}});
  invocation.print(report);
}

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
     .flags = {},
     .run = info},
});

}  // namespace

const Group db_group{
    .noun = "db", .section = "RECORDS", .summary = "init | info", .commands = commands};

}  // namespace ipt::cli
