#include "ipt/report/progress.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/early_response.hpp"
#include "ipt/domain/practice.hpp"
#include "report/check_parts.hpp"
#include "report/milestone_parts.hpp"
#include "report/parts.hpp"
#include "report/practice_parts.hpp"
#include "report/progress_parts.hpp"
#include "report/standing.hpp"
#include "report/trend.hpp"

namespace ipt::report {
namespace {

Facts header(const CourseRecord& record) {
  const Course& course = record.course;
  Phrase what = "{course.client}, course {course.number}, {course.kind}";
  if (!course.diagnosis.empty()) what += ", {course.diagnosis}";
  Phrase contract = "{course.planned_sessions:session/sessions}";
  contract += contract_now(record).cadence_days == weekly ? ", weekly"
                                                          : ", every {course.cadence_days} days";
  if (course.kind == CourseKind::acute) contract += ", phases {course.phases}";
  std::vector<Fact> facts{{"Client", what}};
  if (course.therapist) facts.push_back({"Therapist", "{course.therapist}"});
  facts.push_back({"Contract", contract});
  if (course.end) facts.push_back({"Status", std::string{label_of(course.end->status)}});
  return {.heading = "", .facts = std::move(facts)};
}

// `P1 partner (key), P3 sibling`
std::string persons_text(const CourseRecord& record) {
  std::vector<std::string> texts;
  for (const Person& person : record.persons) {
    const PersonVersion& latest = person.versions.back();
    std::string text = person.label;
    if (latest.relation && latest.relation != relation_in(person.label)) {
      text += fmt::format(" {}", label_of(*latest.relation));
    }
    if (latest.key) text += " (key)";
    texts.push_back(std::move(text));
  }
  return joined(texts, ", ");
}

Facts focus_block(const CourseRecord& record) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.focus_episodes.size(); ++i) {
    for (Fact& fact : focus_facts(record.focus_episodes[i], fmt::format("focus_history.{}", i))) {
      facts.push_back(std::move(fact));
    }
  }
  if (facts.empty()) facts.push_back({"Primary", "open: none is agreed yet"});
  if (!record.formulations.empty() && !record.formulations.back().sentence.empty()) {
    facts.push_back({"Formulation", "{formulation.sentence}"});
  }
  if (!record.persons.empty()) facts.push_back({"Persons", persons_text(record)});
  return {.heading = "FOCUS", .facts = std::move(facts)};
}

Facts attendance_block(const CourseRecord& record) {
  const auto count = [&](Absence::Kind kind) {
    return std::ranges::count_if(record.absences, [&](const Absence& each) {
      return each.kind == kind && touches_course(record, each);
    });
  };
  Phrase cancelled =
      "client {attendance.cancelled_client}, therapist {attendance.cancelled_therapist}";
  return {
      .heading = "ATTENDANCE",
      .facts = {{"Offered", "{attendance.offered}"},
                {"Attended", "{attendance.attended}, late {attendance.attended_late}"},
                {"Missed", "DNA {attendance.dna}, too late to be seen {attendance.late_not_seen}"},
                {"Cancelled", cancelled},
                {"Absences", fmt::format("pauses {}, breaks {}", count(Absence::Kind::pause),
                                         count(Absence::Kind::therapist_break))}}};
}

Table measures_block() {
  using enum Column::Align;
  return {.heading = "MEASURES",
          .rows = "measures",
          .row_name = "{name} ({range})",
          .columns = {{"", "{name} ({range})", left},
                      {"baseline", "{baseline:score}", right},
                      {"previous", "{previous:score}", right},
                      {"latest", "{latest:score}", right},
                      {"change", "{change:signed}", right},
                      {"%", "{percent_change:signed}", right},
                      {"so far", "{totals_so_far:spark lowest highest}", left}}};
}

// What the row of each instrument means.
Facts standings_block(const CourseRecord& record, const std::vector<Measure>& measures) {
  Facts block;
  for (const Measure& each : measures) {
    block.facts.push_back({each.instrument->name, standing_phrase(record, each)});
  }
  return block;
}

// How complete the primary measure is, and that nothing is judged before the end.
Note completeness(const CourseRecord& record, const Measure& primary) {
  int recorded = 0;
  for (const Appointment& appointment : record.appointments) {
    const Reading* reading = reading_on(primary, appointment.date);
    if (was_seen(appointment.attendance) && reading != nullptr && reading->total) ++recorded;
  }
  std::string text = fmt::format("{} recorded at {} of {} sessions.", primary.instrument->name,
                                 recorded, sessions_held(record));
  if (!record.course.end) text += " Interim figures; the outcome is judged at the end.";
  if (std::ranges::any_of(primary.readings, &Reading::prorated)) {
    text += " * prorated: answers were left out.";
  }
  return {.text = text, .tone = Tone::aside};
}

void add_measures(std::vector<Block>& blocks, const CourseRecord& record,
                  const std::vector<Measure>& measures) {
  blocks.emplace_back(measures_block());
  blocks.emplace_back(standings_block(record, measures));
  if (!measures.empty()) blocks.emplace_back(completeness(record, measures.front()));
  blocks.emplace_back(Trend{.heading = "{trend.name} OVER THE SESSIONS", .path = "trend"});
}

Table sessions_block(const std::vector<Measure>& measures, std::vector<std::string> rows) {
  Table table{.heading = "SESSIONS",
              .rows = "",
              .row_name = "{ref}",
              .columns = appointment_columns(measures),
              .row_paths = std::move(rows)};
  table.columns.push_back({"techniques", "{techniques:list}"});
  return table;
}

// Referral scores, follow-ups, and what was filled in between two sessions.
List other_scores(const CourseRecord& record, const std::vector<Measure>& measures) {
  List list;
  const auto first = find_first_session(record);
  for (const Measure& measure : measures) {
    for (const Reading& reading : measure.readings) {
      if (appointment_on(record, reading.date) != nullptr) continue;
      std::string_view when = "between sessions";
      if (record.course.end && reading.date > record.course.end->date) {
        when = "follow-up; not counted in the outcome";
      } else if (!first || reading.date < *first) {
        when = "before session 1, so not a baseline";
      }
      list.emplace_back(Object{}
                            .add("date", reading.date)
                            .add("instrument", measure.instrument->code)
                            .add("name", measure.instrument->name)
                            .add("total", value_of(reading.total))
                            .add("prorated", reading.prorated)
                            .add("when", when));
    }
  }
  return list;
}

Table other_scores_block() {
  using enum Column::Align;
  return {.heading = "SCORES OUTSIDE SESSIONS",
          .rows = "other_scores",
          .row_name = "{date} {name}",
          .columns = {{"date", "{date}", left},
                      {"measure", "{name}", left},
                      {"total", "{:score}", right},
                      {"", "{when}", left}}};
}

// The tally, each finding, and what is asked for soon.
void add_checks(Report& report, const CheckedCourse& course, const std::vector<CheckedRule>& rules,
                const std::optional<StatusLine>& status) {
  const std::vector<CheckedRule> found = findings(rules);
  const List soon = coming_list(reminders(course, rules));
  const std::string reference = reference_of(course.record).text();
  report.gravity = gravity_of(found);
  report.data.add("findings", finding_list(found, reference))
      .add("shown_findings",
           finding_list(not_said_by(status, found, course.position.phase), reference))
      .add("coming", soon);
  std::vector<Fact> facts{{"Tally", tally_text(tally(rules))}};
  if (!soon.empty()) facts.push_back({"Next", "{coming:said}"});
  report.blocks.emplace_back(Facts{.heading = "CHECKS", .facts = std::move(facts)});
  report.blocks.emplace_back(findings_table("", "shown_findings"));
}

Facts risk_block(const CourseRecord& record, const List& items) {
  const auto asked = std::ranges::count_if(record.appointments, [](const Appointment& each) {
    return was_seen(each.attendance) && !each.risks.empty() &&
           each.risks.front() != Risk::not_asked;
  });
  std::vector<Fact> facts{
      {"Asked", fmt::format("at {} of {} sessions", asked, sessions_held(record))},
      {"Latest", stated_risk_text(record)}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    facts.push_back({"Item", risk_item_phrase(items[i], fmt::format("risk_items.{}", i))});
  }
  return {.heading = "RISK", .facts = std::move(facts)};
}

// Free text, only where it was asked for: one group of facts a session.
void add_notes(std::vector<Block>& blocks, const CourseRecord& record) {
  const auto places = timeline(record);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Appointment& appointment = *places[i].appointment;
    const auto path = [&](std::string_view key) {
      return fmt::format("{{sessions.{}.{}}}", i, key);
    };
    std::vector<Fact> facts;
    const auto add = [&](std::string label, const std::string& text, std::string_view key) {
      if (!text.empty()) facts.push_back({std::move(label), path(key)});
    };
    add("Link", appointment.link, "link");
    add("Task", appointment.task, "task");
    add("Risk action", appointment.risk_action, "risk_action");
    add("Note", appointment.note, "note");
    if (facts.empty()) continue;
    const std::string heading =
        fmt::format("NOTES {} {}", reference_of(record, places[i]).text(), appointment.date.iso());
    blocks.emplace_back(Facts{.heading = heading, .facts = std::move(facts)});
  }
}

void add_supervision(Object& data, const CourseRecord& record, Notes notes) {
  data.add("supervision", supervision_object(record))
      .add("questions", progress_questions(record, notes))
      .add("contacts", progress_contacts(record, notes));
}

// What stands in the data only where notes are asked for.
std::vector<std::string> withheld_keys() {
  return {"reason",
          "risk_action",
          "link",
          "task",
          "question",
          "note",
          "formulation.text",
          "persons.text",
          "events.text",
          "contacts.text",
          "contacts.risk_action",
          "questions.text",
          "questions.answer"};
}

// What comes first: an open risk item, whom the report is about, how it goes, where it stands.
void add_opening(std::vector<Block>& blocks, const CourseRecord& record, const List& risk,
                 const Value& status, const Position& where) {
  add_risk_alerts(blocks, risk, {});
  blocks.emplace_back(header(record));
  blocks.emplace_back(status_block(status));
  blocks.emplace_back(Facts{.heading = "POSITION", .facts = position_facts(record, where)});
}

void add_appointments(std::vector<Block>& blocks, const CourseRecord& record,
                      const std::vector<Measure>& all, const List& absent, Notes notes) {
  blocks.emplace_back(sessions_block(all, session_rows(record, absent)));
  blocks.emplace_back(other_scores_block());
  if (notes == Notes::shown) add_timeline(blocks, record);
}

}  // namespace

Report progress(const CourseRecord& record, const Catalogue& catalogue, Date as_of, Notes notes,
                School school) {
  const std::vector<Measure> all = measures(record, catalogue);
  const CheckedCourse course{record, all, as_of, school};
  const std::vector<CheckedRule> rules = checked(course);
  const Position& where = course.position;
  Report report{.schema = "ipt.progress/1",
                .title = "IPT PROGRESS REPORT",
                .about = reference_of(record).text(),
                .as_of = as_of};
  const List risk = risk_list(record, all);
  const Value status = status_value(record, all, as_of);
  const List early = early_list(record, all, as_of);
  const List definitions = definitions_list(all, status, early);
  const List absent = absent_slots(record, where);
  const List reached = milestone_list(record);
  report.data.add("course", course_object(record, as_of))
      .add("position", position_object(where))
      .add("status_line", status)
      .add("attendance", attendance_object(record))
      .add("focus_history", focus_list(record, notes, Names::omitted))
      .add("formulation", formulation_value(record, notes))
      .add("persons", person_list(record, notes))
      .add("absences", absence_list(record, Names::omitted))
      .add("measures", measure_list(record, all))
      .add("trend", trend_value(record, all))
      .add("early_response", early)
      .add("outcome", outcome_value(record, all))
      .add("risk", risk.empty() ? Value{} : risk.front())
      .add("risk_items", risk)
      .add("goals", goal_list(record))
      .add("sessions", appointment_list(record, all, notes))
      .add("absent_slots", absent)
      .add("events", progress_events(record, notes))
      .add("milestones", reached)
      .add("tally", tally_object(tally(rules)))
      .add("checks", rule_list(rules));
  add_supervision(report.data, record, notes);
  report.data.add("other_scores", other_scores(record, all)).add("definitions", definitions);
  if (notes == Notes::withheld) report.withheld = withheld_keys();
  report.file_name =
      fmt::format("progress-{}-{}", record.course.client.text(), record.course.number);

  add_opening(report.blocks, record, risk, status, where);
  report.blocks.emplace_back(focus_block(record));
  report.blocks.emplace_back(attendance_block(record));
  add_measures(report.blocks, record, all);
  report.blocks.emplace_back(early_block(early));
  report.blocks.emplace_back(outcome_block(record, all));
  add_appointments(report.blocks, record, all, absent, notes);
  report.blocks.emplace_back(goals_block());
  report.blocks.emplace_back(milestones_block(record, reached));
  add_checks(report, course, rules, status_line(record, all, as_of));
  report.blocks.emplace_back(risk_block(record, risk));
  report.blocks.emplace_back(plan_block(record, where));
  if (notes == Notes::shown) add_notes(report.blocks, record);
  report.blocks.emplace_back(definitions_block(definitions));
  return report;
}

Report progress_of_all(Date as_of) {
  Report report{.schema = "ipt.progress.all/1", .title = "IPT PROGRESS REPORTS", .as_of = as_of};
  report.blocks.emplace_back(Note{.text = "No open course."});
  return report;
}

}  // namespace ipt::report
