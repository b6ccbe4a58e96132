#include "report/progress_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "ipt/base/text.hpp"
#include "ipt/domain/milestone.hpp"
#include "ipt/domain/supervision.hpp"
#include "ipt/domain/timeline.hpp"
#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {

List absent_slots(const CourseRecord& record, const Position& where) {
  List list;
  for (const SlipReason& reason : where.reasons) {
    if (!reason.date || reason.attendance) continue;
    const bool leave = reason.kind == SlipReason::Kind::therapist_break;
    const std::string_view kind = leave ? "break" : "pause";
    list.emplace_back(Object{}
                          .add("ref", fmt::format("{} of {}", kind, reason.date->iso()))
                          .add("date", reason.date)
                          .add("week", course_week(record.course.start, *reason.date))
                          .add("kind", kind)
                          .add("techniques", List{})
                          .add("label", kind));
  }
  return list;
}

std::vector<std::string> session_rows(const CourseRecord& record, const List& absent) {
  std::vector<std::pair<Date, std::string>> rows;
  for (std::size_t i = 0; i < record.appointments.size(); ++i) {
    rows.emplace_back(record.appointments[i].date, fmt::format("sessions.{}", i));
  }
  for (std::size_t i = 0; i < absent.size(); ++i) {
    rows.emplace_back(std::get<Date>(at(absent[i], "date").content()),
                      fmt::format("absent_slots.{}", i));
  }
  std::ranges::stable_sort(rows, {}, &std::pair<Date, std::string>::first);
  std::vector<std::string> paths;
  paths.reserve(rows.size());
  for (auto& [date, path] : rows) paths.push_back(std::move(path));
  return paths;
}

Table goals_block() {
  return {
      .heading = "GOALS",
      .rows = "goals",
      .row_name = "Goal {number}",
      .columns = {{"", "{number}", Column::Align::right}, {"", "{status_text}"}, {"", "{text}"}}};
}

Facts milestones_block(const CourseRecord& record, const List& milestones) {
  std::vector<std::string> reached;
  std::vector<std::string> ahead;
  for (const Value& each : milestones) {
    const bool done = std::get<bool>(at(each, "reached").content());
    (done ? reached : ahead).push_back(std::get<std::string>(at(each, "text").content()));
  }
  Facts block{.heading = "MILESTONES (session at which each was reached)"};
  if (!reached.empty()) block.facts.push_back({"Reached", joined(reached, ", ")});
  if (!ahead.empty()) {
    block.facts.push_back({record.course.end ? "Not reached" : "Not yet", joined(ahead, ", ")});
  }
  return block;
}

Facts plan_block(const CourseRecord& record, const Position& where) {
  Facts block{.heading = "PLAN"};
  const auto all = milestones(record);
  const auto review = std::ranges::find(all, "mid-review", &ReachedMilestone::name);
  if (review != all.end() && review->session) {
    block.facts.push_back(
        {"Review", fmt::format("mid-course review held at session {}", *review->session)});
  }
  if (where.status != CourseStatus::ended && where.next) {
    block.facts.push_back({"Next", "{position.next:day}"});
  }
  const int held = sessions_held(record);
  block.facts.push_back({"Recorded", fmt::format("{{supervision.recorded}} of {}", held)});
  block.facts.push_back({"Supervised", fmt::format("{{supervision.supervised}} of {}, "
                                                   "{{supervision.minutes:minute/minutes}}",
                                                   held)});
  return block;
}

List progress_events(const CourseRecord& record, Notes notes) {
  List list;
  for (const LifeEvent& each : record.events) {
    Object object;
    object.add("date", each.date).add("session", session_up_to(record, each.date));
    if (notes == Notes::shown) object.add("text", each.text);
    list.emplace_back(std::move(object));
  }
  return list;
}

List progress_questions(const CourseRecord& record, Notes notes) {
  List list;
  for (const Question& each : record.questions) {
    Object object;
    object.add("asked_on", each.asked_on)
        .add("session", session_of(record, each))
        .add("answered_on", each.answered_on)
        .add("minutes", each.minutes);
    if (notes == Notes::shown) {
      object.add("text", each.text).add("answer", text_value(each.answer));
    }
    list.emplace_back(std::move(object));
  }
  return list;
}

List progress_contacts(const CourseRecord& record, Notes notes) {
  List list;
  for (const Contact& each : record.contacts) {
    Object object;
    object.add("date", each.date)
        .add("mode", name_value(each.mode))
        .add("with", text_value(each.with))
        .add("risk", name_list(each.risks));
    if (notes == Notes::shown) {
      object.add("risk_action", text_value(each.risk_action)).add("text", text_value(each.text));
    }
    list.emplace_back(std::move(object));
  }
  return list;
}

namespace {

// A contact in a line, with what was done about risk and what was said.
Facts contacts_block(const CourseRecord& record) {
  Facts block{.heading = "CONTACTS"};
  for (std::size_t i = 0; i < record.contacts.size(); ++i) {
    const Contact& each = record.contacts[i];
    Line line;
    line.add_if(each.mode.has_value(), each.mode ? label_of(*each.mode) : "");
    line.add_if(!each.with.empty(), "with " + each.with);
    line.add_if(!each.risks.empty(), "risk: " + labels_of(each.risks));
    line.add_text(!each.risk_action.empty(),
                  fmt::format("risk action: {{contacts.{}.risk_action}}", i));
    line.add_text(!each.text.empty(), fmt::format("{{contacts.{}.text}}", i));
    block.facts.push_back({each.date.iso(), line.text()});
  }
  return block;
}

// A question in a line, with what came of it; those of sessions are among them.
Facts questions_block(const CourseRecord& record) {
  Facts block{.heading = "QUESTIONS FOR SUPERVISION"};
  for (std::size_t i = 0; i < record.questions.size(); ++i) {
    const Question& each = record.questions[i];
    const std::string path = fmt::format("questions.{}", i);
    Phrase text = fmt::format("{{{}.text}}", path);
    if (each.answered_on) text += "; " + answered_phrase(each, path);
    if (!each.answer.empty()) text += fmt::format(": {{{}.answer}}", path);
    block.facts.push_back({each.asked_on.iso(), text});
  }
  return block;
}

}  // namespace

void add_timeline(std::vector<Block>& blocks, const CourseRecord& record) {
  if (!record.formulations.empty() && !record.formulations.back().text.empty()) {
    blocks.emplace_back(Facts{.heading = "FORMULATION", .facts = {{"Text", "{formulation.text}"}}});
  }
  blocks.emplace_back(contacts_block(record));
  blocks.emplace_back(
      Facts{.heading = "PERSONS", .facts = person_facts(record, "persons", Notes::shown)});
  blocks.emplace_back(Table{.heading = "LIFE EVENTS",
                            .rows = "events",
                            .row_name = "{date}",
                            .columns = {{"", "{date}"}, {"", "{text}"}}});
  blocks.emplace_back(questions_block(record));
}

}  // namespace ipt::report
