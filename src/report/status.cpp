// The status line of a course in words, and the checks on early response.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/early_response.hpp"
#include "report/parts.hpp"
#include "report/rules.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

std::string points(Points points) {
  const std::string number = written(points);
  return fmt::format("{} {}", number, number == "1" ? "point" : "points");
}

std::string scored(const Reading& reading) {
  return fmt::format("{} on {}", total_text(reading), reading.date.iso());
}

// "PHQ-9 18 on 2026-09-07, 16 on 2026-10-19"
std::string both_scores(const StatusLine& line) {
  return fmt::format("{} {}, {}", line.instrument->name, scored(*line.from), scored(*line.to));
}

std::string risk_text(const CourseRecord& record, const std::vector<Measure>& measures,
                      const StatusLine& line) {
  const auto measure = std::ranges::find(measures, line.instrument, &Measure::instrument);
  const auto state = risk_item_state(record, *measure);
  std::vector<std::string> earlier;
  for (const Date each : state->earlier_without_action) earlier.push_back(each.iso());
  const std::string between = *state->followed_up ? "; none is recorded for " : ", nor for ";
  return fmt::format(
      "{} item {} was {} on {}; {}{}", line.instrument->name, line.instrument->risk->number,
      *state->latest, state->date->iso(),
      *state->followed_up ? "a risk action is recorded" : "no risk action is recorded",
      earlier.empty() ? "" : between + joined(earlier, ", "));
}

std::string no_recent_text(const StatusLine& line, Date as_of) {
  if (line.instrument == nullptr) return "the course has no measure";
  if (!line.from) return fmt::format("no {} score since session 1", line.instrument->name);
  return fmt::format("the last {} score is of {}, {} ago", line.instrument->name,
                     line.from->date.iso(),
                     counted(as_of.days_since(line.from->date), "day", "days"));
}

std::string fall_text(const StatusLine& line) {
  const Points fall = *line.from->total - *line.to->total;
  const std::string size = fall > Points{} ? fmt::format("a fall of {}", points(fall)) : "no fall";
  return fmt::format("{}: {} after 4 to 6 weeks ({} or more is adequate)", both_scores(line), size,
                     written(adequate_fall));
}

std::string on_track_text(const std::vector<Measure>& measures) {
  const bool has_phq9 = std::ranges::any_of(measures, [](const Measure& measure) {
    return measure.instrument->code == "phq9" && measure.baseline;
  });
  return has_phq9 ? "no rule raises a concern"
                  : "no rule raises a concern; without a PHQ-9 only risk items, deterioration and "
                    "the age of the last score are looked at";
}

std::string status_text(const CourseRecord& record, const std::vector<Measure>& measures,
                        const StatusLine& line, Date as_of) {
  switch (line.status) {
    case Status::risk:
      return risk_text(record, measures, line);
    case Status::deteriorated:
      return fmt::format("{}: reliably worse ({})", both_scores(line),
                         threshold_text(*line.instrument));
    case Status::not_on_track:
      return fmt::format(
          "{}: not reliably better ({}), and still {} or more; review formulation, focus, dose, "
          "medication",
          both_scores(line), written(on_track_improvement), written(still_clinical));
    case Status::no_recent_score:
      return no_recent_text(line, as_of);
    case Status::inadequate:
    case Status::possibly_inadequate:
      return fall_text(line);
    case Status::sustained_remission:
      return fmt::format("{} below {} three times, from {} to {}", line.instrument->name,
                         written(remission_below), line.from->date.iso(), line.to->date.iso());
    case Status::on_track:
      break;
  }
  return on_track_text(measures);
}

Value reading_value(const std::optional<Reading>& reading) {
  if (!reading) return {};
  return Object{}.add("date", reading->date).add("total", value_of(reading->total));
}

// `not-on-track` of `NOT ON TRACK`.
std::string code_of(Status status) {
  std::string code = lower(written(status));
  std::ranges::replace(code, ' ', '-');
  return code;
}

const Measure* phq9_of(const std::vector<Measure>& measures) {
  const auto found = std::ranges::find_if(
      measures, [](const Measure& measure) { return measure.instrument->code == "phq9"; });
  return found == measures.end() ? nullptr : &*found;
}

std::string fewer(Points fall) {
  if (fall == Points{}) return "no points fewer";
  return fall > Points{} ? points(fall) + " fewer" : points(-fall) + " more";
}

std::string verdict(const EarlyCheck& check, Points baseline) {
  if (check.improved_early) {
    return *check.improved_early
               ? fmt::format("early improvement ({} % or more)", early_improvement_percent)
               : "no early improvement (information, 1 of 3)";
  }
  if (check.response) {
    return fmt::format("{} ({}; {} or more fewer are adequate)", written(*check.response),
                       fewer(baseline - *check.score->total), written(adequate_fall));
  }
  return *check.not_on_track
             ? fmt::format("not on track: not reliably better ({}), and still {} or more",
                           written(on_track_improvement), written(still_clinical))
             : "on track";
}

std::string early_text(const EarlyCheck& check, const Measure& phq9) {
  const Date from = phq9.baseline->date.plus_days(check.window.from);
  const Date to = phq9.baseline->date.plus_days(check.window.to);
  switch (check.state) {
    case EarlyCheck::State::not_yet:
      return fmt::format("not yet, it looks at {} to {}", from.iso(), to.iso());
    case EarlyCheck::State::no_score:
      return fmt::format("no score in window ({} to {})", from.iso(), to.iso());
    case EarlyCheck::State::judged:
      break;
  }
  return fmt::format("{}, {}: {}", scored(*phq9.baseline), scored(*check.score),
                     verdict(check, *phq9.baseline->total));
}

std::string_view state_name(EarlyCheck::State state) {
  switch (state) {
    case EarlyCheck::State::not_yet:
      return "not-yet";
    case EarlyCheck::State::no_score:
      return "no-score";
    case EarlyCheck::State::judged:
      break;
  }
  return "judged";
}

// What an ended course did not come to is not to come. A maintenance course keeps what was reached.
std::vector<EarlyCheck> checks_of(const CourseRecord& record, const Measure& phq9, Date as_of) {
  if (record.course.kind != CourseKind::acute) return {};
  if (!record.course.end) return early_checks(phq9, as_of);
  auto checks = early_checks(phq9, record.course.end->date);
  std::erase_if(checks,
                [](const EarlyCheck& check) { return check.state == EarlyCheck::State::not_yet; });
  return checks;
}

std::string_view week_of(std::string_view rule) {
  if (rule == "E2") return "After 4 weeks (E2)";
  return rule == "E3" ? "After 4-6 weeks (E3)" : "After 8-10 weeks (E4)";
}

}  // namespace

Value status_value(const CourseRecord& record, const std::vector<Measure>& measures, Date as_of) {
  const auto line = status_line(record, measures, as_of);
  if (!line) return {};
  const RuleText* rule = rule_text(line->rule);
  Object object;
  object.add("code", code_of(line->status))
      .add("label", written(line->status))
      .add("text", status_text(record, measures, *line, as_of))
      .add("rule", text_value(std::string{line->rule}))
      .add("instrument", line->instrument == nullptr ? Value{} : Value{line->instrument->code})
      .add("from", reading_value(line->from))
      .add("to", reading_value(line->to))
      .add("source", rule == nullptr ? Value{} : Value{rule->source})
      .add("limit", rule == nullptr ? Value{} : Value{rule->limit});
  return object;
}

Phrase status_phrase() { return "{status_line.label}: {status_line.text}"; }

Facts status_block(const Value& status) {
  if (status.is_null()) return {};
  Facts block{.heading = "STATUS", .facts = {{"Status", status_phrase()}}};
  if (at(status, "source").is_null()) return block;
  block.facts.push_back({"Rule", "{status_line.rule}, after {status_line.source}"});
  block.facts.push_back({"Limit", "{status_line.limit}"});
  return block;
}

List early_list(const CourseRecord& record, const std::vector<Measure>& measures, Date as_of) {
  List list;
  const Measure* phq9 = phq9_of(measures);
  if (phq9 == nullptr) return list;
  for (const EarlyCheck& check : checks_of(record, *phq9, as_of)) {
    list.emplace_back(
        Object{}
            .add("rule", check.rule)
            .add("state", state_name(check.state))
            .add("score", reading_value(check.score))
            .add("improved_early", check.improved_early)
            .add("response", check.response ? Value{written(*check.response)} : Value{})
            .add("not_on_track", check.not_on_track)
            .add("text", early_text(check, *phq9)));
  }
  return list;
}

Facts early_block(const List& early) {
  Facts block{.heading = "EARLY RESPONSE (PHQ-9)"};
  for (std::size_t i = 0; i < early.size(); ++i) {
    const auto& rule = std::get<std::string>(at(early[i], "rule").content());
    block.facts.push_back(
        {std::string{week_of(rule)}, fmt::format("{{early_response.{}.text}}", i)});
  }
  return block;
}

}  // namespace ipt::report
