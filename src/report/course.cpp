#include "ipt/report/course.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

#include "ipt/base/text.hpp"
#include "report/course_terms.hpp"
#include "report/parts.hpp"
#include "report/practice_parts.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

Report echo(const std::string& schema, const CourseRecord& record, Date today, Outcome outcome) {
  Report report{.schema = schema, .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("reference", reference_of(record).text())
      .add("course", course_object(record, today))
      .add("position", position_object(position(record, today)));
  return report;
}

std::string headline(Outcome outcome, const CourseRecord& record, std::string_view what) {
  return fmt::format("{} {}: {}", outcome_word(outcome), reference_of(record).text(), what);
}

Fact next_fact(const Position& where) {
  Phrase text = "{position.next:day}";
  if (!where.next) return {"Next", "not known yet"};
  return {"Next", text};
}

}  // namespace

Report course_created(const CourseRecord& record, const Catalogue& catalogue, Date today,
                      Outcome outcome) {
  Report report = echo("ipt.course.create/1", record, today, outcome);
  const auto all = measures(record, catalogue);
  report.data.add("goals", goal_list(record)).add("measures", measure_list(record, all));
  const std::string kind{label_of(record.course.kind)};
  report.blocks.emplace_back(
      Note{.text = headline(outcome, record, kind + " course from {course.start:day}")});
  std::vector<Fact> facts{{"Contract", contract_phrase(record)},
                          {"Planned end", "{position.planned_end:day}"},
                          {"Measures", "{course.instruments:list}"}};
  if (record.course.linked) facts.push_back({"Follows", "{course.linked_course}"});
  if (!record.focus_episodes.empty()) facts.push_back({"Focus", "{course.focus}"});
  if (!record.course.diagnosis.empty()) facts.push_back({"Diagnosis", "{course.diagnosis}"});
  if (record.course.therapist) facts.push_back({"Therapist", "{course.therapist}"});
  std::ranges::move(goal_facts(record, "goals"), std::back_inserter(facts));
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all[i].readings.size(); ++j) {
      facts.push_back(
          {all[i].instrument->name,
           fmt::format("{{measures.{0}.scores.{1}:score}} on {{measures.{0}.scores.{1}.date:day}}",
                       i, j)});
    }
  }
  facts.push_back(next_fact(position(record, today)));
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  warn_if_long_ago(report, record.course.start, today);
  if (record.course.kind == CourseKind::maintenance && record.only_course) {
    report.warnings.push_back({"no_acute_course", "there is no acute course to link this one to"});
  }
  return report;
}

Report focus_recorded(const CourseRecord& record, int number, bool is_new, Date today,
                      Outcome outcome) {
  Report report = echo("ipt.course.focus/1", record, today, outcome);
  const auto found = std::ranges::find(record.focus_episodes, number, &FocusEpisode::number);
  const auto index = found - record.focus_episodes.begin();
  report.data.add("focus_history", focus_list(record, Notes::shown, Names::given))
      .add("new_focus", is_new);
  const std::string path = fmt::format("focus_history.{}", index);
  report.blocks.emplace_back(Note{.text = headline(outcome, record,
                                                   fmt::format("{} focus {}", name_of(found->rank),
                                                               is_new ? "agreed" : "updated"))});
  std::vector<Fact> facts = focus_facts(*found, path);
  if (!found->reason.empty()) facts.push_back({"Reason", fmt::format("{{{}.reason}}", path)});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

Report pause_recorded(const CourseRecord& record, int number, const std::string& schema, Date today,
                      Outcome outcome) {
  Report report = echo(schema, record, today, outcome);
  const auto found = std::ranges::find_if(record.absences, [&](const Absence& absence) {
    return absence.kind == Absence::Kind::pause && absence.number == number;
  });
  report.data.add("pause", Object{}
                               .add("ref", record_name(record, 'p', number))
                               .add("from", found->from)
                               .add("to", found->to)
                               .add("reason", text_value(found->reason)));
  Phrase text = "pause from {pause.from:day}";
  text += found->to ? " to {pause.to:day}" : ", without an end yet";
  report.blocks.emplace_back(Note{.text = headline(outcome, record, text)});
  report.blocks.emplace_back(
      Facts{.heading = "", .facts = position_facts(record, position(record, today))});
  return report;
}

Report course_changed(const CourseRecord& record, const std::string& schema,
                      const std::string& what, Date today, Outcome outcome) {
  Report report = echo(schema, record, today, outcome);
  report.blocks.emplace_back(Note{.text = headline(outcome, record, what)});
  report.blocks.emplace_back(
      Facts{.heading = "", .facts = position_facts(record, position(record, today))});
  return report;
}

void tell_outcome(Report& report, const CourseRecord& record, const Catalogue& catalogue) {
  const auto all = measures(record, catalogue);
  report.data.add("outcome", outcome_value(record, all));
  report.blocks.emplace_back(outcome_block(record, all));
}

Report course_amended(const CourseRecord& record, Date today, Outcome outcome) {
  Report report = echo("ipt.course.amend/1", record, today, outcome);
  add_terms(report, record);
  report.blocks.emplace_back(Note{.text = headline(outcome, record, "what is agreed now")});
  std::vector<Fact> facts = terms_facts(record);
  facts.insert(facts.begin(), {"Start", "{course.start:day}"});
  if (!record.focus_episodes.empty()) facts.push_back({"Focus", "{course.focus}"});
  std::ranges::move(goal_facts(record, "goals"), std::back_inserter(facts));
  facts.push_back(next_fact(position(record, today)));
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

void tell_rephased(Report& report, const CourseRecord& before, const CourseRecord& after) {
  const auto places = timeline(after);
  for (const PlacedAppointment& old : timeline(before)) {
    const auto now = std::ranges::find_if(places, [&](const PlacedAppointment& each) {
      return each.appointment->date == old.appointment->date;
    });
    if (now == places.end() || !now->phase || !old.phase || now->phase == old.phase) continue;
    report.blocks.emplace_back(Note{
        .text = fmt::format("{} of {} is now in the {} phase", reference_of(after, *now).text(),
                            with_weekday(now->appointment->date), phase_phrase(*now->phase)),
        .tone = Tone::news});
  }
}

void warn_about_open_sessions(Report& report, const CourseRecord& record) {
  for (const PlacedAppointment& placed : timeline(record)) {
    if (!placed.session || placed.focus || !placed.phase || *placed.phase == Phase::initial) {
      continue;
    }
    report.warnings.push_back(
        {"session_without_focus",
         fmt::format("{} of {} is in the {} phase and has no focus now",
                     reference_of(record, placed).text(), with_weekday(placed.appointment->date),
                     label_of(*placed.phase))});
  }
}

void warn_about_area(Report& report, std::optional<Focus> area, School school) {
  if (!area || is_offered(*area, school)) return;
  report.warnings.push_back(
      {"focus_not_of_school",
       fmt::format("{} work with grief, dispute and transition; deficits is seen as a style of "
                   "attachment that complicates one of them",
                   label_of(school))});
}

namespace {

bool are_of_several_therapists(const std::vector<CourseRecord>& records) {
  std::set<std::string> therapists;
  for (const CourseRecord& each : records) {
    if (each.course.therapist) therapists.insert(each.course.therapist->text());
  }
  return therapists.size() > 1;
}

Table courses_table() {
  using enum Column::Align;
  return {.heading = "",
          .rows = "courses",
          .row_name = "{reference}",
          .columns = {{"code", "{reference}", left},
                      {"session", "{session}/{planned_sessions}", right},
                      {"phase", "{phase:word}", left},
                      {"focus", "{focus}", left},
                      {"measure", "{measure} {latest_total:score}", left},
                      {"change", "{change:signed}", right},
                      {"last", "{last_session}", left},
                      {"state", "{status}", left}}};
}

}  // namespace

Report course_list(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                   Date as_of) {
  Report report{.schema = "ipt.course.list/1", .as_of = as_of};
  List rows;
  for (const CourseRecord& record : records) {
    const Position where = position(record, as_of);
    Value last;
    for (const Appointment& each : record.appointments) {
      if (was_seen(each.attendance)) last = each.date;
    }
    Object row = course_object(record, as_of);
    row.add("reference", reference_of(record).text())
        .add("session", where.sessions)
        .add("phase", name_value(where.phase))
        .add("last_session", last)
        .add("next", where.next);
    add_primary_measure(row, measures(record, catalogue));
    rows.emplace_back(std::move(row));
  }
  report.data.add("courses", std::move(rows));
  Table table = courses_table();
  if (are_of_several_therapists(records)) {
    table.columns.insert(table.columns.begin() + 1, Column{"therapist", "{therapist}"});
  }
  report.blocks.emplace_back(std::move(table));
  return report;
}

}  // namespace ipt::report
