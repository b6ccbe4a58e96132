#include "cli/topics.hpp"

#include <algorithm>
#include <array>

namespace ipt::cli {
namespace {

constexpr std::array all_topics = std::to_array<Topic>({
    {"dates", "how days are written",
     R"(DATES

A day is written in one of these ways:

  2026-11-23           year, month, day
  today, yesterday     by the clock of this machine
  mon, tue, ... sun    the most recent such day, today included
  -3d, -2w             days or weeks ago

Where a day ahead makes sense (--start, --next, --from and --to of a pause or a
break) also:

  tomorrow
  +3d, +2w             days or weeks ahead
  next-mon             the first such day after today

What can be read two ways, such as 03/04/2026 or 3.4.26, is refused, and what it
could have meant is named. So are days that do not exist, and sessions in the
future or before the course starts. More than 90 days back is accepted with a
warning. Every day is shown again with its weekday.

Weeks of a course count from its start: its first seven days are week 1. The
variable IPT_TODAY fixes today, for tests and reruns; commands that write then
say so.
)"},
    {"exit-codes", "what the exit status says",
     R"(EXIT CODES

  0    done; also an empty report
  1    unexpected failure: input or output, a full disk, an internal fault
  2    the command line, or a value that is not allowed
  3    no such client, course, session, instrument, therapist or file
  4    refused by the state of things: a course that ended, a second record of a
       day, a session too many, a focus that is missing
  5    the store is missing, damaged, not ours, or newer than this program
  7    busy: another process was writing for ten seconds
  130  interrupted
  141  the reader of the output went away

With --json an error is one object on stderr, and stdout is empty:
  {"error":{"code":"client_not_found","exit":3,"message":"...","hint":"..."}}
The code is stable; the words may improve. After 0 what was asked for is saved.
After 1 and 7 run the same command again: a session or score that was saved all
the same is recognised and not saved twice.
)"},
});

}  // namespace

std::span<const Topic> topics() { return all_topics; }

const Topic* find_topic(std::string_view name) {
  const auto found = std::ranges::find(all_topics, name, &Topic::name);
  return found == all_topics.end() ? nullptr : &*found;
}

}  // namespace ipt::cli
