// ipt break …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
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
        .report = report::break_recorded(leave, invocation.today(), invocation.outcome(changes))};
  });
}

int read_number(const std::string& word) {
  if (const auto number = find_break_number(word)) return *number;
  throw Error({.exit = Exit::usage,
               .code = "reference_malformed",
               .wrong = fmt::format("'{}' does not name a break", word),
               .allowed = "A break has the name that 'ipt break list' prints.",
               .attempt = "ipt break remove b1 --reason TEXT"});
}

void remove(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const int number = read_number(word);
  const std::string reason = invocation.required_text(flags::reason);
  invocation.change(reason, [&](store::Changes& changes) {
    const std::vector<Absence> breaks = changes.breaks();
    const auto leave = std::ranges::find(breaks, number, &Absence::number);
    if (leave == breaks.end()) {
      throw Error({.exit = Exit::not_found,
                   .code = "break_not_found",
                   .wrong = fmt::format("there is no break {}", word),
                   .allowed = "'ipt break list' shows every break.",
                   .attempt = "ipt break list"});
    }
    changes.remove_absence(std::nullopt, number);
    return Change{
        .reference = word,
        .report = report::break_removed(*leave, invocation.today(), invocation.outcome(changes))};
  });
}

void list(Invocation& invocation) {
  const auto breaks =
      invocation.read([](const store::Records& records) { return records.breaks(); });
  invocation.print_or(report::break_list(breaks), breaks.empty(), "No break is recorded.");
}

constexpr std::array add_flags = {&flags::from, &flags::to, &flags::reason};

constexpr std::array remove_flags = {&flags::reason};
constexpr std::array remove_words = {Positional{"b1", "as 'ipt break list' prints it"}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "The therapist's leave: no sessions of any course",
     .positionals = {},
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "  ipt break add --from 2026-12-21 --to 2027-01-03"},
    {.verb = "remove",
     .summary = "Take back a break",
     .positionals = remove_words,
     .flags = remove_flags,
     .effect = Effect::writes,
     .run = remove,
     .details = "  ipt break remove b1 --reason \"the journey was called off\""},
    {.verb = "list", .summary = "Every break", .positionals = {}, .flags = {}, .run = list},
});

}  // namespace

const Group break_group{
    .noun = "break",
    .section = "COURSES",
    .summary = "add | list | remove     the therapist's leave, for all open courses",
    .commands = commands};

}  // namespace ipt::cli
