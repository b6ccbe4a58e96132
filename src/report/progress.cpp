#include "ipt/report/progress.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "report/parts.hpp"
#include "report/standing.hpp"

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

Facts focus_block(const CourseRecord& record) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.focus_episodes.size(); ++i) {
    for (Fact& fact : focus_facts(record.focus_episodes[i], fmt::format("focus_history.{}", i))) {
      facts.push_back(std::move(fact));
    }
  }
  if (facts.empty()) facts.push_back({"Primary", "open: none is agreed yet"});
  return {.heading = "FOCUS", .facts = std::move(facts)};
}

Facts attendance_block(const CourseRecord& record) {
  const auto count = [&](Absence::Kind kind) {
    return std::ranges::count(record.absences, kind, &Absence::kind);
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
                      {"%", "{percent_change:signed}", right}}};
}

// What the row of each instrument means.
Facts standings_block(const std::vector<Measure>& measures) {
  Facts block;
  for (const Measure& each : measures) {
    block.facts.push_back({each.instrument->name, standing_phrase(each)});
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

Table sessions_block(const std::vector<Measure>& measures) {
  Table table{.heading = "SESSIONS",
              .rows = "sessions",
              .row_name = "{ref}",
              .columns = appointment_columns(measures)};
  table.columns.push_back({"techniques", "{techniques:list}"});
  return table;
}

// Referral scores, follow-ups, and what was filled in between two sessions.
List other_scores(const CourseRecord& record, const std::vector<Measure>& measures) {
  List list;
  for (const Measure& measure : measures) {
    for (const Reading& reading : measure.readings) {
      if (appointment_on(record, reading.date) != nullptr) continue;
      std::string_view when = "between sessions";
      if (record.course.end && reading.date > record.course.end->date) {
        when = "after the end, so never the last score";
      } else if (!measure.baseline || reading.date < measure.baseline->date) {
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

Facts goals_block(const CourseRecord& record) {
  std::vector<Fact> facts;
  facts.reserve(record.goals.size());
  for (std::size_t i = 0; i < record.goals.size(); ++i) {
    facts.push_back(
        {fmt::format("Goal {}", record.goals[i].number), fmt::format("{{goals.{}.text}}", i)});
  }
  return {.heading = "GOALS", .facts = std::move(facts)};
}

Facts risk_block(const CourseRecord& record, const List& items) {
  int asked = 0;
  std::string latest = "none recorded";
  for (const Appointment& appointment : record.appointments) {
    const bool was_asked =
        !appointment.risks.empty() && appointment.risks.front() != Risk::not_asked;
    if (!was_asked) continue;
    if (was_seen(appointment.attendance)) ++asked;
    latest = fmt::format("{} ({})", labels_of(appointment.risks), appointment.date.iso());
  }
  std::vector<Fact> facts{
      {"Asked", fmt::format("at {} of {} sessions", asked, sessions_held(record))},
      {"Latest", latest}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    facts.push_back({"Item", risk_item_phrase(items[i], fmt::format("risk_items.{}", i))});
  }
  return {.heading = "RISK", .facts = std::move(facts)};
}

Facts plan_block(const CourseRecord& record) {
  const auto recorded = std::ranges::count_if(record.appointments, &Appointment::recorded);
  return {
      .heading = "PLAN",
      .facts = {{"Recorded", fmt::format("{} of {} sessions", recorded, sessions_held(record))}}};
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
    add("Question", appointment.question, "question");
    add("Risk action", appointment.risk_action, "risk_action");
    add("Note", appointment.note, "note");
    if (facts.empty()) continue;
    const std::string heading =
        fmt::format("NOTES {} {}", reference_of(record, places[i]).text(), appointment.date.iso());
    blocks.emplace_back(Facts{.heading = heading, .facts = std::move(facts)});
  }
}

}  // namespace

Report progress(const CourseRecord& record, const Catalogue& catalogue, Date as_of, Notes notes) {
  const std::vector<Measure> all = measures(record, catalogue);
  const Position where = position(record, as_of);
  Report report{.schema = "ipt.progress/1", .title = "IPT PROGRESS REPORT", .as_of = as_of};
  const List risk = risk_list(record, all);
  const Value status = status_value(record, all, as_of);
  const List early = early_list(record, all, as_of);
  const List definitions = definitions_list(all, status, early);
  report.data.add("course", course_object(record, as_of))
      .add("position", position_object(where))
      .add("status_line", status)
      .add("attendance", attendance_object(record))
      .add("focus_history", focus_list(record, notes, Names::omitted))
      .add("absences", absence_list(record, Names::omitted))
      .add("measures", measure_list(record, all))
      .add("early_response", early)
      .add("outcome", outcome_value(record, all))
      .add("risk", risk.empty() ? Value{} : risk.front())
      .add("risk_items", risk)
      .add("goals", goal_list(record))
      .add("sessions", appointment_list(record, all, notes))
      .add("other_scores", other_scores(record, all))
      .add("definitions", definitions);
  if (notes == Notes::withheld) {
    report.withheld = {"reason", "risk_action", "link", "task", "question", "note"};
  }

  report.blocks.emplace_back(header(record));
  report.blocks.emplace_back(status_block(status));
  report.blocks.emplace_back(Facts{.heading = "POSITION", .facts = position_facts(record, where)});
  report.blocks.emplace_back(focus_block(record));
  report.blocks.emplace_back(attendance_block(record));
  report.blocks.emplace_back(measures_block());
  report.blocks.emplace_back(standings_block(all));
  if (!all.empty()) report.blocks.emplace_back(completeness(record, all.front()));
  report.blocks.emplace_back(early_block(early));
  report.blocks.emplace_back(outcome_block(record, all));
  report.blocks.emplace_back(sessions_block(all));
  report.blocks.emplace_back(other_scores_block());
  report.blocks.emplace_back(goals_block(record));
  report.blocks.emplace_back(risk_block(record, risk));
  report.blocks.emplace_back(plan_block(record));
  if (notes == Notes::shown) add_notes(report.blocks, record);
  report.blocks.emplace_back(definitions_block(definitions));
  return report;
}

}  // namespace ipt::report
