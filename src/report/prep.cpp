#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/early_response.hpp"
#include "ipt/report/progress.hpp"
#include "report/check_parts.hpp"
#include "report/milestone_parts.hpp"
#include "report/parts.hpp"
#include "report/standing.hpp"
#include "report/trend.hpp"

namespace ipt::report {
namespace {

Fact held_fact(const Position& where) {
  Phrase text = "{position.session} of {position.planned} held, {position.left} left";
  if (where.week) text += "; week {position.week}";
  return {"Sessions", text};
}

// What the coming session is: its number, phase, and how near the ending is.
Fact coming_fact(const CourseRecord& record, const Position& where) {
  if (where.status == CourseStatus::ended) return {"Course", "ended {position.projected_end:day}"};
  if (where.left == 0) return {"Coming", "no planned session is left: end the course or extend it"};
  const int number = where.sessions + 1;
  Phrase text = fmt::format("session {}", number);
  if (where.next_phase) {
    const PhaseBounds bounds = bounds_of(*where.next_phase, contract_now(record));
    text += fmt::format(", {} phase ({}-{})", phase_phrase(*where.next_phase), bounds.first,
                        bounds.last);
  }
  text += where.next ? ", {position.next:day}" : ", on pause without an end";
  return {"Coming", text};
}

// The countdown to the last session and what belongs to it.
void add_ending(std::vector<Fact>& facts, const CourseRecord& record, const Position& where) {
  const Phrase countdown = ending_phrase(record, where);
  if (countdown.empty()) return;
  facts.push_back({"Ending", countdown});
  if (!record.course.relapse_plan.empty()) facts.push_back({"Relapse plan", "{relapse_plan}"});
}

Phrase focus_line(const FocusEpisode* episode) {
  if (episode == nullptr) return "open: none is agreed yet";
  Phrase text = "{focus.label:word}";
  if (!episode->old_role.empty() && !episode->new_role.empty()) {
    text += ": {focus.old_role} {->} {focus.new_role}";
  }
  if (!episode->person.empty()) text += " ({focus.person})";
  if (!episode->stages.empty()) text += fmt::format(", {}", label_of(episode->stages.back().stage));
  return text;
}

struct Said {
  std::string text;
  Date date;
};

template <typename Field>
std::optional<Said> last_said(const CourseRecord& record, Field field) {
  const auto said =
      std::ranges::find_if(record.appointments.rbegin(), record.appointments.rend(),
                           [&](const Appointment& each) { return !(each.*field).empty(); });
  if (said != record.appointments.rend()) return Said{.text = (*said).*field, .date = said->date};
  return std::nullopt;
}

Value said_value(const std::optional<Said>& said) {
  if (!said) return {};
  return Object{}.add("text", said->text).add("date", said->date);
}

// The scores so far, a gap at a session where one is missing.
List scores_so_far(const CourseRecord& record, const Measure& measure) {
  List scores;
  for (const Reading* each : readings_over(record, measure)) scores.push_back(score_value(each));
  return scores;
}

// Of each the total alone.
List totals_of(const List& scores) {
  List totals;
  for (const Value& score : scores) totals.push_back(at(score, "total"));
  return totals;
}

Phrase measure_line(const CourseRecord& record, const Measure& measure, std::size_t index) {
  if (!measure.baseline) return unscored_text(record, measure);
  const Instrument& instrument = *measure.instrument;
  Phrase text = fmt::format("{{trends.{}.scores:series}}", index);
  if (measure.change && *measure.change != Points{}) {
    text += fmt::format("; {{trends.{}.change:change}} than at the start, {}", index,
                        judgement(measure));
  } else {
    text += measure.change ? "; the same as at the start" : "; " + judgement(measure);
  }
  std::vector<std::string> now = {std::string{severity(instrument, *measure.latest->total)},
                                  cut_off_text(instrument, *measure.latest->total)};
  std::erase(now, "");
  return now.empty() ? text : text + "; now " + joined(now, ", ");
}

List trend_list(const CourseRecord& record, const std::vector<Measure>& measures) {
  List trends;
  for (const Measure& measure : measures) {
    const List scores = scores_so_far(record, measure);
    trends.emplace_back(Object{}
                            .add("instrument", measure.instrument->code)
                            .add("totals", totals_of(scores))
                            .add("scores", scores)
                            .add("change", value_of(measure.change)));
  }
  return trends;
}

Value focus_value(const CourseRecord& record, const FocusEpisode* focus) {
  if (focus == nullptr) return {};
  const List history = focus_list(record, Notes::shown, Names::omitted);
  return history.at(static_cast<std::size_t>(focus - record.focus_episodes.data()));
}

// How what was done about the risk is recorded; nothing where no risk item is open.
std::string way_out(const std::vector<CheckedRule>& found) {
  return has_open_risk(found) ? found.front().judgement.settle : std::string{};
}

// What was said last and what the scores did.
void add_content(std::vector<Fact>& facts, const CourseRecord& record,
                 const std::vector<Measure>& measures, const List& risk) {
  if (last_said(record, &Appointment::link)) {
    facts.push_back({"Last link", "{last_link.text} ({last_link.date})"});
  }
  if (last_said(record, &Appointment::task)) {
    facts.push_back({"Last task", "{last_task.text} ({last_task.date})"});
  }
  for (std::size_t i = 0; i < measures.size(); ++i) {
    facts.push_back({measures[i].instrument->name, measure_line(record, measures[i], i)});
  }
  facts.push_back({"Risk", stated_risk_text(record)});
  for (std::size_t i = 0; i < risk.size(); ++i) {
    facts.push_back({"Risk item", risk_item_phrase(risk[i], fmt::format("risk_items.{}", i))});
  }
}

void add_goals(std::vector<Fact>& facts, const CourseRecord& record) {
  for (std::size_t i = 0; i < record.goals.size(); ++i) {
    facts.push_back({fmt::format("Goal {}", record.goals[i].number),
                     fmt::format("{{goals.{0}.text}}: {{goals.{0}.status_text}}", i)});
  }
}

// What is to be asked or done soon, and what waits for supervision.
void add_coming(std::vector<Fact>& facts, const CourseRecord& record, const List& due) {
  if (!due.empty()) facts.push_back({"Due", "{due:said}"});
  const auto open = std::ranges::count_if(record.questions,
                                          [](const Question& each) { return !each.answered_on; });
  if (open == 0) return;
  facts.push_back(
      {"Supervision", fmt::format("{} open: ipt supervision list {}",
                                  counted(static_cast<int>(open), "question is", "questions are"),
                                  reference_of(record).text())});
}

// The worst findings; the screen is read in ten seconds.
void add_findings(Report& report, const std::vector<CheckedRule>& found,
                  const std::optional<StatusLine>& status, std::optional<Phase> phase,
                  const std::string& reference) {
  constexpr std::size_t most = 3;
  std::vector<CheckedRule> shown = not_said_by(status, found, phase);
  const std::size_t all = shown.size();
  shown.resize(std::min(all, most));
  report.data.add("shown_findings", finding_list(shown, reference));
  report.blocks.emplace_back(findings_table("SECOND LOOK", "shown_findings"));
  if (all <= most) return;
  report.blocks.emplace_back(Note{
      .text = fmt::format("{} more: ipt check {}", all - most, reference), .tone = Tone::aside});
}

}  // namespace

Report prep(const CourseRecord& record, const Catalogue& catalogue, Date as_of, School school) {
  const auto all = measures(record, catalogue);
  const CheckedCourse course{record, all, as_of, school};
  const Position& where = course.position;
  const std::vector<CheckedRule> rules = checked(course);
  const std::vector<CheckedRule> found = findings(rules);
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, as_of);
  const List risk = risk_list(record, all);
  const Value status = status_value(record, all, as_of);
  const std::string reference = reference_of(record).text();
  const List due = due_list(reminders(course, rules));

  Report report{.schema = "ipt.prep/1", .title = "PREP " + reference, .as_of = as_of};
  report.data.add("reference", reference)
      .add("course", course_object(record, as_of))
      .add("position", position_object(where))
      .add("focus", focus_value(record, focus))
      .add("last_link", said_value(last_said(record, &Appointment::link)))
      .add("last_task", said_value(last_said(record, &Appointment::task)))
      .add("trends", trend_list(record, all))
      .add("measures", measure_list(record, all))
      .add("status_line", status)
      .add("risk", risk.empty() ? Value{} : risk.front())
      .add("risk_items", risk)
      .add("goals", goal_list(record))
      .add("milestones", milestone_list(record))
      .add("relapse_plan", text_value(record.course.relapse_plan))
      .add("due", due)
      .add("findings", finding_list(found, reference));

  // The risk that nobody wrote an action for comes before everything else.
  add_risk_alerts(report.blocks, risk, way_out(found));
  std::vector<Fact> facts{coming_fact(record, where), held_fact(where)};
  add_ending(facts, record, where);
  // A risk that is open stands above already, and comes before any other status.
  if (!status.is_null() && !is_latest_risk_open(risk)) facts.push_back({"Status", status_phrase()});
  const bool running = where.status != CourseStatus::ended;
  if (running && where.slip_days && *where.slip_days > 0) {
    facts.push_back({"End",
                     "projected {position.projected_end:day}, {position.slip_days:day/days} later "
                     "than planned"});
  }
  facts.push_back({"Focus", focus_line(focus)});
  add_content(facts, record, all, risk);
  add_goals(facts, record);
  add_coming(facts, record, due);
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  add_findings(report, found, status_line(record, all, as_of), where.phase, reference);
  return report;
}

}  // namespace ipt::report
