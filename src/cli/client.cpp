// ipt client …
#include <fmt/core.h>

#include <array>

#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/report/client.hpp"

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
    {.verb = "recode",
     .summary = "Give a client another code, everywhere",
     .positionals = recode_words,
     .flags = recode_flags,
     .effect = Effect::writes,
     .run = recode,
     .details = "Reports that were written before keep the earlier code, and so does the history.\n"
                "\n"
                "  ipt client recode K7 M3"},
});

}  // namespace

const Group client_group{
    .noun = "client", .section = "COURSES", .summary = "list | recode", .commands = commands};

}  // namespace ipt::cli
