#include "ipt/report/todo.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/text.hpp"
#include "ipt/domain/milestone.hpp"
#include "ipt/domain/risk.hpp"
#include "report/check_parts.hpp"
#include "report/milestone_parts.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// What is to be done, the most pressing first.
enum class Kind { risk, session, score, focus, contract, question, backup };

std::string_view key_of(Kind kind) {
  constexpr std::array<std::string_view, 7> keys = {"risk",     "session",  "score", "focus",
                                                    "contract", "question", "backup"};
  return keys.at(static_cast<std::size_t>(kind));
}

struct Item {
  Kind kind = Kind::risk;
  std::string reference = {};     ///< empty for what is about no course
  std::optional<Date> date = {};  ///< since when
  std::string text;
  std::string command;
};

// Which finding of a check is something to do.
struct Task {
  std::string_view check;
  Kind kind;
};

constexpr std::array tasks = std::to_array<Task>({{"risk-item-followed", Kind::risk},
                                                  {"measure-each-session", Kind::score},
                                                  {"focus-agreed", Kind::focus}});

void add_findings(std::vector<Item>& items, const CourseRecord& record,
                  const std::vector<CheckedRule>& found) {
  for (const CheckedRule& finding : found) {
    const auto task = std::ranges::find(tasks, finding.check->name, &Task::check);
    if (task == tasks.end()) continue;
    items.push_back({.kind = task->kind,
                     .reference = reference_of(record).text(),
                     .date = finding.judgement.causes.front().date,
                     .text = finding.judgement.text,
                     .command = finding.judgement.settle});
  }
}

// At the end what belongs to it is still in time, before the course is closed.
void add_open_tasks(std::vector<Item>& items, const CourseRecord& record) {
  const std::vector<std::string> open = open_ending_tasks(record);
  if (open.empty() || record.appointments.empty()) return;
  const Date last = record.appointments.back().date;
  items.push_back({.kind = Kind::contract,
                   .reference = reference_of(record).text(),
                   .date = last,
                   .text = fmt::format("not recorded of the ending: {}", joined(open, ", ")),
                   .command = fmt::format("ipt session amend {} -e",
                                          reference_of(record, placed_on(record, last)).text())});
}

void add_due(std::vector<Item>& items, const CheckedCourse& course) {
  const CourseRecord& record = course.record;
  const Position& where = course.position;
  const std::string name = reference_of(record).text();
  if (where.next && *where.next <= course.as_of && where.left > 0) {
    const bool today = *where.next == course.as_of;
    items.push_back(
        {.kind = Kind::session,
         .reference = name,
         .date = where.next,
         .text = fmt::format("session {} of {}, due {}, is not recorded", where.sessions + 1,
                             where.planned, today ? "today" : with_weekday(*where.next)),
         .command = today ? fmt::format("ipt log {} -e", name)
                          : log_command(record, *where.next) + " -e"});
  }
  if (where.left == 0) {
    add_open_tasks(items, record);
    items.push_back(
        {.kind = Kind::contract,
         .reference = name,
         .date = where.projected_end,
         .text = fmt::format("all {} sessions are held, the course is still open", where.planned),
         .command = fmt::format("ipt course end {} --status completed", name)});
  }
}

// Risk that was reported in words, without a word on what was done.
void add_stated_risk(std::vector<Item>& items, const CourseRecord& record) {
  const auto latest = latest_stated_risk(record);
  if (!latest || !latest->is_open()) return;
  const std::string name = reference_of(record).text();
  const bool with_contact = latest->contact.has_value();
  items.push_back(
      {.kind = Kind::risk,
       .reference = name,
       .date = latest->date,
       .text = fmt::format("{} recorded on {}, no risk action", labels_of(latest->risks),
                           latest->date.iso()),
       .command =
           with_contact
               ? fmt::format("ipt contact amend {} -e", record_name(record, 'c', *latest->contact))
               : fmt::format("ipt session amend {} -e",
                             reference_of(record, placed_on(record, latest->date)).text())});
}

void add_questions(std::vector<Item>& items, const CourseRecord& record) {
  for (const Question& question : record.questions) {
    if (question.answered_on) continue;
    const std::string name = record_name(record, 'q', question.number);
    items.push_back({.kind = Kind::question,
                     .reference = reference_of(record).text(),
                     .date = question.asked_on,
                     .text = fmt::format("a question for supervision of {} is open",
                                         with_weekday(question.asked_on)),
                     .command = fmt::format("ipt supervision answer {} -e", name)});
  }
}

void add_backup(std::vector<Item>& items, std::optional<Date> last, Date as_of) {
  if (last && as_of.days_since(*last) <= days_between_backups) return;
  const std::string text =
      last ? fmt::format("the last backup is of {}, {} ago", with_weekday(*last),
                         counted(as_of.days_since(*last), "day", "days"))
           : "no backup was ever made";
  items.push_back(
      {.kind = Kind::backup, .date = last, .text = text, .command = "ipt db backup DIR"});
}

List item_list(const std::vector<Item>& items) {
  List list;
  for (const Item& item : items) {
    list.emplace_back(Object{}
                          .add("kind", key_of(item.kind))
                          .add("reference", text_value(item.reference))
                          .add("label", item.reference.empty() ? "store" : item.reference)
                          .add("date", item.date)
                          .add("text", item.text)
                          .add("command", item.command));
  }
  return list;
}

}  // namespace

Report todo(const std::vector<CourseRecord>& records, const Catalogue& catalogue, Date as_of,
            School school, std::optional<Date> last_backup) {
  std::vector<Item> items;
  bool anything_held = false;
  for (const CourseRecord& record : records) {
    anything_held = anything_held || !record.appointments.empty() || !record.scores.empty();
    const std::vector<Measure> all = measures(record, catalogue);
    const CheckedCourse course{record, all, as_of, school};
    add_findings(items, record, caseload_findings(course, checked(course)));
    if (record.course.end) continue;
    add_stated_risk(items, record);
    add_due(items, course);
    add_questions(items, record);
  }
  if (anything_held) add_backup(items, last_backup, as_of);
  std::ranges::stable_sort(items, {}, &Item::kind);

  Report report{.schema = "ipt.todo/1", .title = "TODO", .as_of = as_of};
  report.data.add("items", item_list(items));
  if (items.empty()) report.blocks.emplace_back(Note{.text = "Nothing is left to do."});
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "items",
                                   .row_name = "{label} {kind}",
                                   .columns = {{"", "{label}"}, {"", "{text:said}"}},
                                   .beneath = "{command}"});
  return report;
}

}  // namespace ipt::report
