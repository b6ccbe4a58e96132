#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/report/progress.hpp"
#include "report/parts.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

// Weissman, Markowitz & Klerman 2000: the ending is named at least two to four sessions ahead.
constexpr int countdown_from = 4;

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
    text +=
        fmt::format(", {} phase ({}-{})", label_of(*where.next_phase), bounds.first, bounds.last);
  }
  text += where.next ? ", {position.next:day}" : ", on pause without an end";
  return {"Coming", text};
}

void add_ending(std::vector<Fact>& facts, const CourseRecord& record, const Position& where) {
  const bool acute = record.course.kind == CourseKind::acute;
  if (!acute || where.status == CourseStatus::ended || where.left == 0 ||
      where.left > countdown_from) {
    return;
  }
  const bool named = std::ranges::any_of(record.appointments, [](const Appointment& each) {
    return std::ranges::find(each.techniques, Technique::ending) != each.techniques.end();
  });
  const std::string count = where.left == 1
                                ? "the last session is next"
                                : fmt::format("{} sessions left with the next one", where.left);
  facts.push_back({"Ending", count + (named ? "; the ending has been named"
                                            : "; the ending has not been named yet")});
}

Phrase focus_line(const FocusEpisode* episode) {
  if (episode == nullptr) return "open: none is agreed yet";
  Phrase text = "{focus.label}";
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

// The totals at the attended sessions so far, a gap where one is missing.
List totals_of(const List& scores) {
  List totals;
  for (const Value& score : scores) totals.push_back(at(score, "total"));
  return totals;
}

List scores_so_far(const CourseRecord& record, const Measure& measure) {
  List scores;
  for (const Appointment& each : record.appointments) {
    if (was_seen(each.attendance)) scores.push_back(score_value(reading_on(measure, each.date)));
  }
  return scores;
}

Phrase measure_line(const Measure& measure, std::size_t index) {
  if (measure.readings.empty()) return "no score yet";
  if (!measure.baseline) return "no score since session 1";
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

Phrase risk_line(const CourseRecord& record) {
  Phrase text = "never recorded";
  for (const Appointment& each : record.appointments) {
    if (each.risks.empty()) continue;
    text = fmt::format("{} ({})", labels_of(each.risks), each.date.iso());
  }
  return text;
}

// Sessions without a primary score or without a word on risk: what the record lacks.
std::vector<std::string> missing_facts(const CourseRecord& record,
                                       const std::vector<Measure>& measures) {
  std::vector<std::string> unscored;
  std::vector<std::string> unasked;
  for (const PlacedAppointment& placed : timeline(record)) {
    if (!placed.session) continue;
    const Date date = placed.appointment->date;
    const std::string number = std::to_string(*placed.session);
    const Reading* reading = measures.empty() ? nullptr : reading_on(measures.front(), date);
    if (!measures.empty() && (reading == nullptr || !reading->total)) unscored.push_back(number);
    if (placed.appointment->risks.empty()) unasked.push_back(number);
  }
  std::vector<std::string> missing;
  const auto tell = [&](const std::vector<std::string>& sessions, std::string_view what) {
    if (sessions.empty()) return;
    missing.push_back(fmt::format("{} at session {}", what, joined(sessions, ", ")));
  };
  if (!measures.empty()) tell(unscored, measures.front().instrument->name);
  tell(unasked, "risk not recorded");
  return missing;
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

// The risk that nobody wrote an action for comes before everything else.
void add_open_risk(Report& report, const List& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto* followed = std::get_if<bool>(&at(items[i], "followed_up").content());
    if (followed == nullptr || *followed) continue;
    const auto field = [&](std::string_view key) {
      return fmt::format("{{risk_items.{}.{}}}", i, key);
    };
    report.blocks.emplace_back(
        Note{.text = fmt::format("RISK: {} item {} was {} on {} and no risk action is recorded. "
                                 "ipt does not assess risk.",
                                 field("name"), field("item"), field("latest"), field("date")),
             .tone = Tone::alert});
  }
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
    facts.push_back({measures[i].instrument->name, measure_line(measures[i], i)});
  }
  facts.push_back({"Risk", risk_line(record)});
  for (std::size_t i = 0; i < risk.size(); ++i) {
    facts.push_back({"Risk item", risk_item_phrase(risk[i], fmt::format("risk_items.{}", i))});
  }
}

}  // namespace

Report prep(const CourseRecord& record, const Catalogue& catalogue, Date as_of) {
  const auto all = measures(record, catalogue);
  const Position where = position(record, as_of);
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, as_of);
  const std::vector<std::string> missing = missing_facts(record, all);
  const List risk = risk_list(record, all);
  const Value status = status_value(record, all, as_of);

  Report report{
      .schema = "ipt.prep/1", .title = "PREP " + reference_of(record).text(), .as_of = as_of};
  report.data.add("reference", reference_of(record).text())
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
      .add("missing", List(missing.begin(), missing.end()));

  add_open_risk(report, risk);
  std::vector<Fact> facts{coming_fact(record, where), held_fact(where)};
  add_ending(facts, record, where);
  // A risk that is open stands above already, and comes before any other status.
  if (!status.is_null() && report.blocks.empty()) facts.push_back({"Status", status_phrase()});
  const bool running = where.status != CourseStatus::ended;
  if (running && where.slip_days && *where.slip_days > 0) {
    facts.push_back({"End",
                     "projected {position.projected_end:day}, {position.slip_days:day/days} later "
                     "than planned"});
  }
  facts.push_back({"Focus", focus_line(focus)});
  add_content(facts, record, all, risk);
  if (!missing.empty()) facts.push_back({"Missing", joined(missing, "; ")});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

}  // namespace ipt::report
