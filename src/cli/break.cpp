// ipt break …
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli {
namespace {

void add(Invocation& invocation) {
  invocation.arguments().require(flags::from);
  invocation.arguments().require(flags::to);
  Absence leave{.kind = Absence::Kind::therapist_break,
                .from = *invocation.date(flags::from, Ahead::allowed),
                .to = invocation.date(flags::to, Ahead::allowed),
                .reason = invocation.text(flags::reason)};

  invocation.change(leave.reason, [&](store::Changes& changes) {
    require_break(changes.breaks(), leave);
    leave.number = changes.add_absence(std::nullopt, leave);
    return Change{
        .reference = "b" + std::to_string(leave.number),
        .report = report::break_recorded(leave, invocation.today(), invocation.outcome())};
  });
}

void list(Invocation& invocation) {
  const auto breaks =
      invocation.read([](const store::Records& records) { return records.breaks(); });
  invocation.print_or(report::break_list(breaks), breaks.empty(), "No break is recorded.");
}

constexpr std::array add_flags = {&flags::from, &flags::to, &flags::reason};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "The therapist's leave: no sessions of any course",
     .positionals = {},
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "  ipt break add --from 2026-12-21 --to 2027-01-03"},
    {.verb = "list", .summary = "Every break", .positionals = {}, .flags = {}, .run = list},
});

}  // namespace

const Group break_group{
    .noun = "break",
    .section = "COURSES",
    .summary = "add | list              the therapist's leave, for all open courses",
    .commands = commands};

}  // namespace ipt::cli
