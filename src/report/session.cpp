#include "ipt/report/session.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/risk.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// Where what was done about risk is written down: with the appointment of the day, else as a
// contact.
std::string risk_command(const CourseRecord& record, Date date) {
  if (appointment_on(record, date) != nullptr) {
    return fmt::format("ipt session amend {} -e",
                       reference_of(record, placed_on(record, date)).text());
  }
  return fmt::format("ipt contact add {} --date {} -e", reference_of(record).text(), date.iso());
}

// A positive answer to a risk item comes before everything else, in words, and blocks nothing.
void add_risk_alert(Report& report, const std::vector<Measure>& measures, Date date,
                    bool action_recorded, const std::string& command) {
  for (const Measure& measure : measures) {
    const Reading* reading = reading_on(measure, date);
    if (reading == nullptr || !reading->risk_positive) continue;
    const RiskItem& item = *measure.instrument->risk;
    std::string text =
        fmt::format("{} item {} ({}) was answered {}: follow this up.\n", measure.instrument->name,
                    item.number, item.topic, *reading->risk_answer);
    text += action_recorded ? std::string{"A risk action is recorded. ipt does not assess risk."}
                            : "ipt does not assess risk. Record what was done: " + command;
    report.blocks.emplace_back(Note{.text = text, .tone = Tone::alert});
  }
}

// `9 mild; 10 lower than at the start (19); reliably better (6 or more)`
Phrase score_phrase(const CourseRecord& record, const Measure& measure, std::size_t index,
                    const Reading& reading) {
  if (!reading.total) {
    return fmt::format("no total: {} left out, at most {} may be",
                       counted(reading.missing, "answer is", "answers are"),
                       measure.instrument->max_missing);
  }
  Phrase text = written(*reading.total);
  const auto& risk = measure.instrument->risk;
  const bool unanswered = risk && !reading.risk_answer;
  const std::string_view band = severity(*measure.instrument, *reading.total);
  if (!band.empty()) text += fmt::format(" {}", band);
  if (reading.prorated)
    text += fmt::format(" (prorated, {} left out)", counted(reading.missing, "answer", "answers"));
  if (unanswered) text += fmt::format("; item {} ({}) not answered", risk->number, risk->topic);
  const bool is_latest = measure.latest && measure.latest->date == reading.date;
  const bool is_after_end = record.course.end && reading.date > record.course.end->date;
  if (is_after_end) return text + "; after the end of the course, so never its last score";
  if (!measure.baseline) return text + "; before session 1, so not a baseline";
  if (measure.baseline->date == reading.date) return text + "; the first score of the course";
  if (!is_latest || !measure.change) return text;
  if (*measure.change == Points{}) {
    return text + fmt::format("; the same as at the start, {{measures.{}.baseline.date}}", index);
  }
  return text + fmt::format(
                    "; {{measures.{0}.change:change}} than at the start "
                    "({{measures.{0}.baseline.total}}); {1}",
                    index, judgement(measure));
}

std::vector<Fact> score_facts(const CourseRecord& record, const std::vector<Measure>& measures,
                              Date date) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (const Reading* reading = reading_on(measures[i], date)) {
      facts.push_back(
          {measures[i].instrument->name, score_phrase(record, measures[i], i, *reading)});
    }
  }
  return facts;
}

Fact next_fact(const CourseRecord& record, const Position& where) {
  if (where.left == 0) {
    return {"Next", "that was the last planned session: end the course, or extend it"};
  }
  if (!where.next) return {"Next", "not known while the pause has no end"};
  Phrase text = fmt::format("{{position.next:day}}, session {}", where.sessions + 1);
  if (where.next_phase) {
    const PhaseBounds bounds = bounds_of(*where.next_phase, contract_now(record));
    const bool first = bounds.first == where.sessions + 1;
    text += fmt::format(", {}{} phase", first ? "the first of the " : "",
                        phase_phrase(*where.next_phase));
  }
  return {"Next", text + "; {position.left} left"};
}

void warn_about(Report& report, const CourseRecord& record, const std::vector<Measure>& measures,
                Date date, Date today) {
  warn_if_long_ago(report, date, today);
  const Absence* absence = absence_on(record, date);
  if (absence != nullptr && appointment_on(record, date) != nullptr) {
    report.warnings.push_back(
        {"within_absence",
         fmt::format("{} lies within a {}", with_weekday(date),
                     absence->kind == Absence::Kind::pause ? "pause of the course"
                                                           : "break of the therapist")});
  }
  const bool scored = std::ranges::any_of(
      measures, [&](const Measure& each) { return reading_on(each, date) != nullptr; });
  if (scored && date < record.course.start) {
    report.warnings.push_back(
        {"score_before_start",
         fmt::format("the score of {} lies before the course starts: a referral score, never the "
                     "baseline",
                     with_weekday(date))});
  }
}

Report about_course(const std::string& schema, const CourseRecord& record,
                    const std::vector<Measure>& measures, const std::string& reference,
                    Date as_of) {
  Report report{.schema = schema, .as_of = as_of};
  report.data.add("reference", reference)
      .add("course", course_object(record, as_of))
      .add("position", position_object(position(record, as_of)))
      .add("measures", measure_list(record, measures));
  return report;
}

Phrase session_headline(const PlacedAppointment& placed, Outcome outcome) {
  Phrase text = fmt::format("{} {{session.ref}}: {{session.date:day}}", outcome_word(outcome));
  if (!placed.session) {
    return text + fmt::format(", {}, week {{session.week}}; it takes no session number",
                              label_of(placed.appointment->attendance));
  }
  text += ", session {session.session} of {position.planned}, week {session.week}";
  if (placed.phase) text += fmt::format(", {} phase", phase_phrase(*placed.phase));
  return text;
}

}  // namespace

Report session_saved(const CourseRecord& record, const Catalogue& catalogue, Date date,
                     const std::vector<Renumbered>& renumbered, const std::string& schema,
                     Date today, Outcome outcome) {
  const auto all = measures(record, catalogue);
  const PlacedAppointment placed = placed_on(record, date);
  const Appointment& appointment = *placed.appointment;
  Report report = about_course(schema, record, all, reference_of(record, placed).text(), today);
  add_outcome(report.data, outcome);
  report.data.add("session", appointment_object(record, placed, all, Notes::shown))
      .add("renumbered", renumbered_list(renumbered));

  add_risk_alert(report, all, date, !appointment.risk_action.empty(), risk_command(record, date));
  report.blocks.emplace_back(Note{.text = session_headline(placed, outcome)});
  std::vector<Fact> facts = score_facts(record, all, date);
  if (placed.session) {
    facts.push_back({"Focus", placed.focus ? "{session.focus}" : "open: none is agreed yet"});
  }
  if (!appointment.risks.empty()) {
    const bool is_open = is_reported(appointment.risks) && appointment.risk_action.empty();
    facts.push_back(
        {"Risk", labels_of(appointment.risks) + (is_open ? "; no risk action is recorded" : "")});
  }
  facts.push_back(next_fact(record, position(record, today)));
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  const std::string course = reference_of(record).text();
  add_renumbered(report, course, renumbered);
  warn_about(report, record, all, date, today);
  return report;
}

Report session_list(const CourseRecord& record, const Catalogue& catalogue, Date as_of) {
  const auto all = measures(record, catalogue);
  Report report{.schema = "ipt.session.list/1", .as_of = as_of};
  report.data.add("reference", reference_of(record).text())
      .add("sessions", appointment_list(record, all, Notes::withheld));
  Table table{.heading = "",
              .rows = "sessions",
              .row_name = "{ref}",
              .columns = {{"ref", "{ref}"}, {"date", "{date:day}"}}};
  const auto columns = appointment_columns(all);
  table.columns.insert(table.columns.end(), columns.begin() + 2, columns.end());
  table.columns.push_back({"phase", "{phase:word}"});
  report.blocks.emplace_back(std::move(table));
  return report;
}

Report session_shown(const CourseRecord& record, const Catalogue& catalogue, Date date,
                     Date as_of) {
  const auto all = measures(record, catalogue);
  const PlacedAppointment placed = placed_on(record, date);
  const Appointment& each = *placed.appointment;
  Report report =
      about_course("ipt.session.show/1", record, all, reference_of(record, placed).text(), as_of);
  report.data.add("session", appointment_object(record, placed, all, Notes::shown));

  Phrase headline = "{session.ref}: {session.date:day}, week {session.week}";
  if (placed.phase) headline += fmt::format(", {} phase", phase_phrase(*placed.phase));
  report.blocks.emplace_back(Note{.text = headline});
  std::vector<Fact> facts{{"Attendance", std::string{label_of(each.attendance)}}};
  if (placed.session) {
    facts.push_back({"Focus", placed.focus ? "{session.focus}" : "open: none was agreed yet"});
  }
  for (Fact& fact : score_facts(record, all, date)) facts.push_back(std::move(fact));
  const auto add = [&](bool known, std::string label, Phrase text) {
    if (known) facts.push_back({std::move(label), std::move(text)});
  };
  add(each.minutes.has_value(), "Minutes", "{session.minutes}");
  add(each.mode.has_value(), "Mode", "{session.mode}");
  add(!each.techniques.empty(), "Techniques", "{session.techniques:list}");
  add(!each.milestones.empty(), "Milestones", "{session.milestones:list}");
  add(!each.risks.empty(), "Risk", labels_of(each.risks));
  add(!each.risk_action.empty(), "Risk action", "{session.risk_action}");
  add(!each.link.empty(), "Link", "{session.link}");
  add(!each.task.empty(), "Task", "{session.task}");
  add(!each.question.empty(), "Question", "{session.question}");
  add(each.recorded, "Recorded", "yes");
  add(each.next.has_value(), "Next", "{session.next:day}");
  add(!each.note.empty(), "Note", "{session.note}");
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

Report score_saved(const CourseRecord& record, const Catalogue& catalogue, const Score& score,
                   const std::string& schema, Date today, Outcome outcome) {
  const auto all = measures(record, catalogue);
  const FiledScore* filed = score_on(record, score.instrument(), score.date());
  const std::string reference = reference_text(record, *filed);
  Report report = about_course(schema, record, all, reference, today);
  add_outcome(report.data, outcome);
  report.data.add("date", score.date()).add("instrument", score.instrument());
  const Appointment* appointment = appointment_on(record, score.date());
  add_risk_alert(report, all, score.date(),
                 appointment != nullptr && !appointment->risk_action.empty(),
                 risk_command(record, score.date()));
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{reference}}: score of {{date:day}}", outcome_word(outcome))});
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Reading* reading = reading_on(all[i], score.date());
    if (reading == nullptr || all[i].instrument->code != score.instrument()) continue;
    facts.push_back({all[i].instrument->name, score_phrase(record, all[i], i, *reading)});
  }
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  warn_about(report, record, all, score.date(), today);
  return report;
}

namespace {

// The answers, or beside a total that to the risk item.
Value typed_value(const Score& score) {
  if (!score.answers().empty()) return ipt::written(score.answers());
  return score.risk_answer() ? Value{fmt::format("risk item {}", *score.risk_answer())} : Value{};
}

}  // namespace

Report score_list(const CourseRecord& record, const Catalogue& catalogue, Date as_of) {
  Report report{.schema = "ipt.score.list/1", .as_of = as_of};
  List rows;
  for (const FiledScore& filed : record.scores) {
    const Score& score = filed.score;
    const Instrument& used = *catalogue.find(score.instrument(), score.version());
    const Reading reading = read(score, used);
    Value ref;
    if (appointment_on(record, score.date()) != nullptr) {
      ref = reference_of(record, placed_on(record, score.date())).text();
    } else if (filed.number) {
      ref = record_name(record, 's', *filed.number);
    }
    rows.emplace_back(
        Object{}
            .add("ref", ref)
            .add("date", score.date())
            .add("instrument", used.code)
            .add("name", used.name)
            .add("total", value_of(reading.total))
            .add("prorated", reading.prorated)
            .add("severity",
                 reading.total ? text_value(std::string{severity(used, *reading.total)}) : Value{})
            .add("items", items_value(score))
            .add("risk_answer", reading.risk_answer)
            .add("answers", typed_value(score)));
  }
  report.data.add("reference", reference_of(record).text()).add("scores", std::move(rows));
  using enum Column::Align;
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "scores",
                                   .row_name = "{ref} {name}",
                                   .columns = {{"ref", "{ref}", left},
                                               {"date", "{date:day}", left},
                                               {"measure", "{name}", left},
                                               {"total", "{:score}", right},
                                               {"severity", "{severity}", left},
                                               {"answers", "{answers}", left}}});
  return report;
}

}  // namespace ipt::report
