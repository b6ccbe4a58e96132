// Scores: whether they are there, and what they ask for.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "domain/check_rules.hpp"
#include "domain/counted_readings.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/milestone.hpp"

namespace ipt::rules {
namespace {

// The IPT Institute asks of a portfolio a score at intake and every four sessions.
constexpr std::ptrdiff_t sessions_in_a_row = 4;

bool has_score(const CheckedCourse& course, const PlacedAppointment& placed) {
  const Measure* primary = primary_measure(course);
  if (primary == nullptr) return false;
  const Reading* reading = reading_on(*primary, placed.appointment->date);
  return reading != nullptr && reading->total.has_value();
}

// How many sessions in a row without a score a session stands among; 0 with a score.
std::vector<std::ptrdiff_t> runs_without_score(const CheckedCourse& course) {
  const auto& sessions = course.sessions;
  std::vector<std::ptrdiff_t> runs(sessions.size(), 0);
  for (std::size_t from = 0; from < sessions.size();) {
    std::size_t to = from;
    while (to < sessions.size() && !has_score(course, sessions[to])) ++to;
    std::fill(runs.begin() + static_cast<std::ptrdiff_t>(from),
              runs.begin() + static_cast<std::ptrdiff_t>(to),
              static_cast<std::ptrdiff_t>(to - from));
    from = std::max(to, from + 1);
  }
  return runs;
}

// A positive answer to a risk item after which nothing was done.
struct OpenRisk {
  const Instrument* instrument = nullptr;
  PositiveRiskAnswer answer;
};

std::vector<OpenRisk> open_risks(const CheckedCourse& course) {
  std::vector<OpenRisk> open;
  for (const Measure& measure : course.measures) {
    for (const PositiveRiskAnswer& answer : positive_risk_answers(course.record, measure)) {
      if (!answer.action_on) {
        open.push_back({.instrument = measure.instrument, .answer = answer});
      }
    }
  }
  std::ranges::stable_sort(open, {}, [](const OpenRisk& each) { return each.answer.date; });
  return open;
}

std::string words_of(const OpenRisk& open, Date as_of) {
  const PositiveRiskAnswer& given = open.answer;
  const int days = given.next_form.value_or(as_of).days_since(given.date);
  return fmt::format("{} item {} = {} on {}, {}{}, no action", open.instrument->name,
                     open.instrument->risk->number, given.answer, given.date.iso(),
                     counted(days, "day", "days"), given.next_form ? " to the next form" : "");
}

bool any_risk_item(const CheckedCourse& course) {
  return std::ranges::any_of(course.measures,
                             [](const Measure& each) { return each.instrument->risk.has_value(); });
}

bool any_risk_answer(const CheckedCourse& course) {
  return std::ranges::any_of(course.measures, [](const Measure& measure) {
    return std::ranges::any_of(measure.readings,
                               [](const Reading& each) { return each.risk_answer.has_value(); });
  });
}

// The session at half of the planned number, rounded up, by the number then planned.
const PlacedAppointment* mid_session(const CheckedCourse& course) {
  const auto found = std::ranges::find_if(course.sessions, [&](const PlacedAppointment& each) {
    return 2 * *each.session >= contract_on(course.record, each.appointment->date).planned;
  });
  return found == course.sessions.end() ? nullptr : &*found;
}

// Whether the primary measure had not reliably improved by a day; not without two scores.
// The change of the primary measure up to that day; nothing while there are no two totals.
std::optional<Reliable> reliable_by(const CheckedCourse& course, Date date) {
  const Measure* primary = primary_measure(course);
  if (primary == nullptr || !primary->baseline) return std::nullopt;
  std::vector<Reading> readings = counted_readings(*primary);
  std::erase_if(readings, [&](const Reading& each) { return each.date > date; });
  if (readings.size() < 2) return std::nullopt;
  return reliable_change(*primary->instrument, *readings.back().total - *readings.front().total);
}

std::string worsening_of(const Measure& measure) {
  const Points points = *measure.change < Points{} ? -*measure.change : *measure.change;
  return fmt::format("{} {} on {}, {} points worse than at the start", measure.instrument->name,
                     written(*measure.latest->total), measure.latest->date.iso(), written(points));
}

}  // namespace

Judgement baseline_measure(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const Measure* primary = primary_measure(course);
  const PlacedAppointment* first = find_session(course, 1);
  const bool is_there = first != nullptr && primary != nullptr &&
                        std::ranges::any_of(primary->readings, [&](const Reading& each) {
                          return each.total && each.date <= first->appointment->date;
                        });
  if (is_there) return rule_holds();
  if (find_session(course, 2) == nullptr) {
    return not_due(fmt::format("{} to be there by session 1", primary_score_words(course)), 1);
  }
  return {.result = CheckResult::fail,
          .causes = {cause_of(*first)},
          .text = fmt::format("no {} by session 1", primary_score_words(course)),
          .settle = score_command(course, first->appointment->date)};
}

namespace {

// The longest run of sessions in a row among the causes.
int longest_run(const std::vector<Cause>& causes) {
  int longest = 0;
  int run = 0;
  std::optional<int> before;
  for (const Cause& each : causes) {
    run = before && each.session == *before + 1 ? run + 1 : 1;
    before = each.session;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

Judgement measure_each_session(const CheckedCourse& course, Dismissed dismissed) {
  if (course.sessions.empty()) return not_due();
  const auto runs = runs_without_score(course);
  std::vector<Breach> breaches;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i] == 0) continue;
    breaches.push_back(
        {.result = runs[i] >= sessions_in_a_row ? CheckResult::fail : CheckResult::warn,
         .cause = cause_of(course.sessions[i])});
  }
  auto finding = standing(breaches, dismissed);
  if (!finding) return rule_holds();
  finding->text =
      fmt::format("no {} at {}", primary_score_words(course), sessions_words(finding->causes));
  if (finding->result == CheckResult::fail) {
    finding->text += fmt::format(", {} in a row", longest_run(finding->causes));
  }
  finding->settle = score_command(course, finding->causes.back().date);
  return *finding;
}

Judgement end_measure(const CheckedCourse& course, Dismissed /*dismissed*/) {
  if (is_open(course)) return not_due();
  if (course.sessions.empty() || course.record.course.end->status == EndStatus::deceased) {
    return not_applicable();
  }
  const PlacedAppointment& last = course.sessions.back();
  if (has_score(course, last)) return rule_holds();
  return {.result = CheckResult::fail,
          .causes = {cause_of(last)},
          .text = fmt::format("no {} at the last session, session {}", primary_score_words(course),
                              *last.session),
          .settle = score_command(course, last.appointment->date)};
}

namespace {

// What is open, by day.
std::map<Date, std::vector<OpenRisk>> by_day(const std::vector<OpenRisk>& open) {
  std::map<Date, std::vector<OpenRisk>> days;
  for (const OpenRisk& each : open) days[each.answer.date].push_back(each);
  return days;
}

std::vector<std::string> names_of(const std::vector<OpenRisk>& open) {
  std::vector<std::string> names;
  names.reserve(open.size());
  for (const OpenRisk& each : open) names.push_back(each.instrument->name);
  return names;
}

// Every answer of the last day, then the days before it, with the instruments where they are
// others.
std::string open_words(const std::vector<OpenRisk>& open, Date as_of) {
  const auto days = by_day(open);
  const std::vector<OpenRisk>& latest = days.rbegin()->second;
  std::vector<std::string> parts;
  parts.reserve(latest.size() + 1);
  for (const OpenRisk& each : latest) parts.push_back(words_of(each, as_of));
  std::vector<std::string> earlier;
  for (auto day = days.begin(); std::next(day) != days.end(); ++day) {
    const std::vector<std::string> names = names_of(day->second);
    earlier.push_back(names == names_of(latest)
                          ? day->first.iso()
                          : fmt::format("{} ({})", day->first.iso(), listed(names)));
  }
  if (!earlier.empty()) parts.push_back(fmt::format("earlier on {}", listed(earlier)));
  return joined(parts, "; ");
}

std::vector<const Instrument*> instruments_of(const std::vector<OpenRisk>& open) {
  std::vector<const Instrument*> instruments;
  for (const OpenRisk& each : open) {
    const auto known = std::ranges::find(instruments, each.instrument);
    if (known == instruments.end()) instruments.push_back(each.instrument);
  }
  return instruments;
}

}  // namespace

Judgement risk_item_followed(const CheckedCourse& course, Dismissed dismissed) {
  if (!any_risk_item(course)) return not_applicable();
  const std::vector<OpenRisk> open = open_risks(course);
  std::vector<Cause> causes;
  causes.reserve(open.size());
  for (const OpenRisk& each : open) causes.push_back(cause_on(course, each.answer.date));
  auto finding = standing(CheckResult::fail, causes, dismissed);
  if (!finding) return any_risk_answer(course) ? rule_holds() : not_due();
  const Date latest = open.back().answer.date;
  finding->text = open_words(open, course.as_of);
  finding->instruments = instruments_of(open);
  // Nothing is amended in an ended course, but a contact is taken.
  const bool is_with_appointment =
      !course.record.course.end && appointment_on(course.record, latest) != nullptr;
  finding->settle = is_with_appointment ? amend_command(course, finding->causes.back())
                                        : fmt::format("ipt contact add {} --date {} -e",
                                                      reference_text(course), latest.iso());
  return *finding;
}

Judgement mid_review(const CheckedCourse& course, Dismissed /*dismissed*/) {
  const PlacedAppointment* mid = mid_session(course);
  if (mid == nullptr) {
    const int session = (contract_now(course.record).planned + 1) / 2;
    return not_due(fmt::format("mid-course review at session {}", session), session);
  }
  const bool is_missing = !is_reached(milestones(course.record), "mid-review");
  const auto change = reliable_by(course, mid->appointment->date);
  const bool is_unchanged = change && *change != Reliable::improved;
  if (!is_missing && !is_unchanged) return rule_holds();
  std::vector<std::string> parts;
  if (is_missing) {
    parts.push_back(fmt::format("no mid-course review at session {}", *mid->session));
  }
  if (is_unchanged) {
    parts.push_back(fmt::format("no reliable {} yet at session {}, take to supervision",
                                *change == Reliable::no ? "change" : "improvement", *mid->session));
  }
  return {.result = CheckResult::warn,
          .causes = {cause_of(*mid)},
          .text = joined(parts, "; "),
          .settle = is_missing ? fmt::format("ipt course amend {} --milestone mid-review@DATE",
                                             reference_text(course))
                               : supervision_command(course)};
}

Judgement deterioration(const CheckedCourse& course, Dismissed dismissed) {
  bool any_pair = false;
  bool any_threshold = false;
  std::vector<Cause> causes;
  for (const Measure& each : course.measures) {
    any_threshold = any_threshold || each.instrument->reliable_change || each.instrument->error;
    any_pair = any_pair || each.reliable.has_value();
    if (each.reliable == Reliable::deteriorated) {
      causes.push_back(cause_on(course, each.latest->date));
    }
  }
  auto finding = standing(CheckResult::warn, causes, dismissed);
  if (!finding) {
    if (!any_threshold) return not_applicable();
    return any_pair ? rule_holds() : not_due();
  }
  std::vector<std::string> parts;
  for (const Measure& each : course.measures) {
    const bool is_named = each.reliable == Reliable::deteriorated &&
                          std::ranges::find(finding->causes, each.latest->date, &Cause::date) !=
                              finding->causes.end();
    if (!is_named) continue;
    parts.push_back(worsening_of(each));
    finding->instruments.push_back(each.instrument);
  }
  if (course.position.phase == Phase::ending) {
    parts.emplace_back("symptoms can rise as the ending approaches");
  }
  finding->text = joined(parts, "; ");
  finding->settle = supervision_command(course);
  return *finding;
}

}  // namespace ipt::rules
