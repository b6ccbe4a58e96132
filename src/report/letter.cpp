#include "ipt/report/letter.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/domain/milestone.hpp"
#include "ipt/domain/practice.hpp"
#include "ipt/domain/risk.hpp"
#include "ipt/domain/timeline.hpp"
#include "report/letter_parts.hpp"
#include "report/parts.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

// What the therapist has to fill in. Blanks are marked in the text and listed in the data by one
// hand, so that neither can miss one.
class Blanks {
 public:
  std::string operator()(std::string_view key, std::string_view asked) {
    if (std::ranges::find(keys_, key) == keys_.end()) keys_.emplace_back(key);
    return fmt::format("<{}>", asked);
  }
  [[nodiscard]] List keys() const { return {keys_.begin(), keys_.end()}; }

 private:
  std::vector<std::string> keys_;
};

bool has_died(const CourseRecord& record) {
  return record.course.end && record.course.end->status == EndStatus::deceased;
}

bool was_not_started(const CourseRecord& record) {
  return record.course.end && record.course.end->status == EndStatus::not_started;
}

Phrase draft_line(const CourseRecord& record) {
  Phrase text = "DRAFT - complete and sign before sending. What stands in <...> is not recorded.";
  if (!record.course.end) text += " The course has not ended yet.";
  if (has_died(record)) text += " The client has died: this letter does not go to the client.";
  return text;
}

Facts address_block(const CourseRecord& record, Blanks& blank) {
  std::vector<Fact> facts{{"To", blank("recipient", "GP name, practice")}};
  if (!has_died(record)) facts.push_back({"Copy", blank("copy", "client")});
  facts.push_back({"Date", "{date:day}"});
  facts.push_back({"Re", blank("client_identity", "client name, date of birth, NHS number")});
  facts.push_back({"Our ref", "{reference}"});
  return {.heading = "", .facts = std::move(facts)};
}

// The score that a diagnosis is read beside.
Phrase score_at_start(const std::vector<Measure>& measures) {
  if (measures.empty() || !measures.front().baseline) return {};
  return ", {measures.0.name} {measures.0.first:score} at the start";
}

Phrase diagnosis_phrase(const CourseRecord& record, const std::vector<Measure>& measures,
                        Blanks& blank) {
  const Phrase name = record.course.diagnosis.empty() ? blank("diagnosis", "diagnosis")
                                                      : Phrase{"{course.diagnosis}"};
  return name + score_at_start(measures) + ". " + blank("onset", "onset");
}

// Areas with the sessions in which they were agreed: no person, no role.
List focus_rows(const CourseRecord& record) {
  List list;
  for (const FocusEpisode& each : record.focus_episodes) {
    list.emplace_back(Object{}
                          .add("focus", name_of(each.focus))
                          .add("label", letter_label(each.focus))
                          .add("rank", name_of(each.rank))
                          .add("agreed_on", each.from)
                          .add("agreed", agreed_text(record, each.from)));
  }
  return list;
}

Phrase focus_phrase(const CourseRecord& record, Blanks& blank) {
  Phrase text;
  for (std::size_t i = 0; i < record.focus_episodes.size(); ++i) {
    if (i > 0) text += "; ";
    if (record.focus_episodes[i].rank == FocusRank::secondary) text += "beside it ";
    text += fmt::format("{{focus.{0}.label:word}}, {{focus.{0}.agreed}}", i);
  }
  if (text.empty()) text = record.course.end ? "None was agreed" : "None is agreed yet";
  return text + ". " + blank("formulation", "formulation in plain words");
}

void add_goals(std::vector<Fact>& facts, const CourseRecord& record, Blanks& blank) {
  for (std::size_t i = 0; i < record.goals.size(); ++i) {
    Phrase text = fmt::format("{{goals.{}.text}}: ", i);
    text += standing(record.goals[i]) ? fmt::format("{{goals.{}.status_label}}", i)
                                      : blank("goal_reached", "how far it was reached");
    facts.push_back({fmt::format("Goal {}", i + 1), std::move(text)});
  }
  if (record.goals.empty()) {
    facts.push_back({"Goals", "None is recorded. " + blank("goals", "what the client wanted")});
  }
}

Facts course_block(const CourseRecord& record, const std::vector<Measure>& measures, Blanks& blank,
                   Date until) {
  Facts block{.heading = subject_of_letter(record)};
  auto& facts = block.facts;
  if (!record.course.end) facts.push_back({"Type", blank("ending_type", "type of {~ending}")});
  facts.push_back({"Diagnosis", diagnosis_phrase(record, measures, blank)});
  facts.push_back({"Treatment", treatment_phrase(record)});
  if (record.course.linked) facts.push_back({"Follows", "the acute course {course.linked_course}"});
  const std::string attendance = attendance_text(record, until);
  if (!attendance.empty()) facts.push_back({"Attendance", attendance});
  facts.push_back({"Focus", focus_phrase(record, blank)});
  if (!was_not_started(record)) {
    facts.push_back({"Work done", blank("work_done", "what was worked on")});
  }
  add_goals(facts, record, blank);
  if (was_not_started(record)) return block;
  facts.push_back({"Change", blank("change", "what changed between people")});
  return block;
}

// The recorded entry and the answers to the items, as they are; what they mean is a blank.
Phrase risk_phrase(const CourseRecord& record, const List& items, Blanks& blank) {
  Phrase text = latest_stated_risk(record)
                    ? fmt::format("Last recorded: {}.", stated_risk_text(record))
                    : "Nothing is recorded.";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto at_item = [&](std::string_view key) {
      return fmt::format("{{risk_items.{}.{}}}", i, key);
    };
    text += fmt::format(" {} item {} ({})", at_item("name"), at_item("item"), at_item("topic"));
    text += at(items[i], "latest").is_null()
                ? std::string{" was never answered"}
                : fmt::format(" was {} on {}", at_item("latest"), at_item("date:day"));
    if (is_true(items[i], "unanswered") && !at(items[i], "latest").is_null()) {
      text += ", and left out on the latest form";
    }
    text += '.';
  }
  return text + " " + blank("risk_assessment", "assessment");
}

Phrase next_step_phrase(const CourseRecord& record, School school, Blanks& blank) {
  const auto all = milestones(record);
  const auto found = std::ranges::find(all, "next-step", &ReachedMilestone::name);
  Phrase text;
  if (found != all.end() && found->session) {
    text = fmt::format("Discussed in session {}: ", *found->session);
  }
  return text + blank("next_step", next_step_asked(record, school));
}

bool needs_relapse_plan(const CourseRecord& record) {
  return !record.course.relapse_plan.empty() || !was_not_started(record);
}

Facts closing_block(const CourseRecord& record, const List& risk, School school, Blanks& blank) {
  Facts block{.heading = "Risk, and what comes next"};
  auto& facts = block.facts;
  facts.push_back(
      {record.course.end ? "Risk at end" : "Risk now", risk_phrase(record, risk, blank)});
  // Who has died needs no plan, no medicine and no next step.
  if (has_died(record)) {
    block.heading = "Risk, and what is asked";
    facts.push_back({"For the GP", blank("actions", "no action / ...")});
  } else {
    if (needs_relapse_plan(record)) {
      facts.push_back(
          {"Relapse plan", record.course.relapse_plan.empty()
                               ? blank("relapse_plan", "early signs, what helps, whom to call")
                               : Phrase{"{relapse_plan}"}});
    }
    facts.push_back({"Medication", blank("medication", "no change / as prescribed by you")});
    facts.push_back({"For the GP", blank("actions", "no action / review of medication / ...")});
    facts.push_back({"Next step", next_step_phrase(record, school, blank)});
  }
  facts.push_back({"Signed", blank("signature", "name, role, registration")});
  return block;
}

Value risk_value(const CourseRecord& record) {
  const auto stated = latest_stated_risk(record);
  if (!stated) return {};
  return Object{}
      .add("date", stated->date)
      .add("risk", name_list(stated->risks))
      .add("contact", stated->contact.has_value())
      .add("action_on", stated->action_on);
}

void add_sessions(Object& data, const CourseRecord& record) {
  Value first;
  Value last;
  for (const Appointment& each : record.appointments) {
    if (!was_seen(each.attendance)) continue;
    if (first.is_null()) first = each.date;
    last = each.date;
  }
  data.add("first_session", first).add("last_session", last);
}

}  // namespace

Report ending_letter(const CourseRecord& record, const Catalogue& catalogue, Date as_of,
                     School school) {
  const std::vector<Measure> all = measures(record, catalogue);
  const List risk = risk_list(record, all);
  const Course& course = record.course;
  Blanks blank;
  Report report{.schema = "ipt.ending/1",
                .title = "LETTER ABOUT A COURSE OF INTERPERSONAL PSYCHOTHERAPY",
                .verdict = draft_line(record),
                .file_name = fmt::format("ending-{}-{}", course.client.text(), course.number),
                .as_of = as_of};
  report.blocks.emplace_back(address_block(record, blank));
  report.blocks.emplace_back(course_block(record, all, blank, as_of));
  report.blocks.emplace_back(letter_measures_block(record));
  add_measure_remarks(report.blocks, record, all);
  report.blocks.emplace_back(closing_block(record, risk, school, blank));

  report.data.add("reference", reference_of(record).text())
      .add("date", as_of)
      .add("draft", true)
      .add("ended", course.end.has_value())
      .add("course", course_object(record, as_of));
  add_sessions(report.data, record);
  report.data.add("attendance", attendance_object(record))
      .add("focus", focus_rows(record))
      .add("goals", goal_list(record))
      .add("measures", letter_measures(record, all))
      .add("risk", risk_value(record))
      .add("risk_items", risk)
      .add("relapse_plan", text_value(course.relapse_plan))
      .add("blanks", blank.keys())
      .add("definitions", definitions_list(all, {}, {}));
  return report;
}

}  // namespace ipt::report
