// ipt event …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/course.hpp"
#include "cli/groups.hpp"
#include "cli/words.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/report/practice.hpp"

namespace ipt::cli {
namespace {

// On an ended course too: what came before or after belongs to the timeline as well.
void add(Invocation& invocation) {
  const CourseReference course = read_course_reference(invocation.arguments().word(0));
  const std::string text = invocation.text_word(1);
  invocation.arguments().require(flags::happened_on);
  const LifeEvent event{.date = *invocation.date(flags::happened_on, Ahead::refused), .text = text};
  int number = 0;
  course::change_course(
      invocation, course, "",
      [&](store::Changes& changes, const store::StoredCourse& before) {
        const auto& events = before.record.events;
        const auto same = std::ranges::find_if(events, [&](const LifeEvent& each) {
          return each.date == event.date && each.text == event.text;
        });
        number = same == events.end() ? changes.add_event(before.id, event) : same->number;
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after, 'e', number).text(),
                      .report = report::event_saved(
                          after, number, {"ipt.event.add/1", invocation.today(), outcome})};
      });
}

void remove(Invocation& invocation) {
  const RecordReference wanted = read_record_reference(invocation.arguments().word(0), "e");
  const std::string reason = invocation.required_text(flags::reason);
  LifeEvent removed{.date = invocation.today()};
  course::change_course(
      invocation, wanted.course, reason,
      [&](store::Changes& changes, const store::StoredCourse& before) {
        removed = life_event(before.record, wanted.number);
        changes.remove_event(before.id, wanted.number);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after, 'e', wanted.number).text(),
                      .report = report::event_removed(
                          after, removed, {"ipt.event.remove/1", invocation.today(), outcome})};
      });
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::events_listed(record, invocation.as_of()), record.events.empty(),
                      fmt::format("No event yet. Add one: ipt event add {} -e --date DATE", word));
}

constexpr std::array add_words = {words::course,
                                  Positional{"TEXT", "what happened, in a few words"}};
constexpr std::array course_words = {words::course};
constexpr std::array event_words = {Positional{
    .name = "REF", .help = "K7:e1, as 'ipt event list' prints it", .names_course = true}};
constexpr std::array add_flags = {&flags::happened_on};
constexpr std::array reason_flags = {&flags::reason};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "Something that happened in the client's life",
     .positionals = add_words,
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "With the symptoms, events make the timeline. --date is needed; it may lie before\n"
                "the course starts, and the course may have ended.\n"
                "\n"
                "  ipt event add K7 -e --date 2026-06-15\n"
                "  ipt event add K7 \"made redundant\" --date 2026-06-15"},
    {.verb = "list",
     .summary = "Every event, by date",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "remove",
     .summary = "Take out an event; it stays in the history",
     .positionals = event_words,
     .flags = reason_flags,
     .effect = Effect::writes,
     .run = remove,
     .details = "  ipt event remove K7:e1 --reason \"of another client\""},
});

}  // namespace

const Group event_group{.noun = "event",
                        .section = "COURSES",
                        .summary = "add | list | remove             life events beside the scores",
                        .commands = commands};

}  // namespace ipt::cli
