#include "ipt/domain/caseload.hpp"

#include <algorithm>
#include <functional>

#include "domain/caseload_rules.hpp"
#include "ipt/domain/change.hpp"

namespace ipt {
namespace {

void count_open(OpenCourses& open, const CourseSummary& course) {
  switch (course.status.value_or(Status::on_track)) {
    case Status::risk:
      ++open.risk;
      break;
    case Status::deteriorated:
      ++open.deteriorated;
      break;
    case Status::not_on_track:
      ++open.not_on_track;
      break;
    case Status::no_recent_score:
      ++open.no_recent_score;
      break;
    default:
      ++open.others;
  }
}

// Response and remission are asked of the PHQ-9 from its clinical range on, where a fall by half
// means something.
void judge_response(Outcomes& result, const TotalPair& pair) {
  if (pair.instrument->code != "phq9" || !is_case(*pair.instrument, pair.first).value_or(false)) {
    return;
  }
  ++result.response.of;
  ++result.remission.of;
  if (response(pair.first, pair.last).value_or(false)) ++result.response.n;
  if (remission(*pair.instrument, pair.last).value_or(false)) ++result.remission.n;
}

// The scores of one instrument over the finished courses.
struct Scores {
  const Instrument* instrument = nullptr;
  std::vector<double> before = {};
  std::vector<double> after = {};
};

// What a total is stays the same over the versions of an instrument.
using ScoresByInstrument = std::map<std::string, Scores>;

double points(Points points) { return points.in_hundredths() / 100.0; }

void add_pair(ScoresByInstrument& all, const TotalPair& pair) {
  Scores& scores = all[pair.instrument->code];
  const bool is_later =
      scores.instrument == nullptr || scores.instrument->version < pair.instrument->version;
  if (is_later) scores.instrument = pair.instrument;
  scores.before.push_back(points(pair.first));
  scores.after.push_back(points(pair.last));
}

// The largest number first.
std::vector<InstrumentEffect> effects_of(const ScoresByInstrument& all) {
  std::vector<InstrumentEffect> effects;
  effects.reserve(all.size());
  for (const auto& [code, scores] : all) {
    effects.push_back(
        {.instrument = scores.instrument,
         .effect = effect_size(scores.before, scores.after, scores.instrument->direction)});
  }
  std::ranges::stable_sort(effects, std::greater<>{},
                           [](const InstrumentEffect& each) { return each.effect.n; });
  return effects;
}

std::optional<SessionRange> range_of(std::vector<int> sessions) {
  if (sessions.empty()) return std::nullopt;
  std::ranges::sort(sessions);
  const std::size_t middle = sessions.size() / 2;
  const bool is_odd = sessions.size() % 2 == 1;
  const double median = is_odd ? sessions[middle] : (sessions[middle - 1] + sessions[middle]) / 2.0;
  return SessionRange{.median = median, .min = sessions.front(), .max = sessions.back()};
}

void count_ended(Outcomes& result, const CourseSummary& course) {
  ++result.ended_by[course.end->status];
  ++result.ended_early.of;
  if (course.end->status == EndStatus::ended_early_client) ++result.ended_early.n;
  result.dna.of += course.appointments;
  result.dna.n += course.dna;
}

void count_finished(Outcomes& result, const CourseSummary& course) {
  if (!course.outcome.paired) {
    ++(course.can_be_judged ? result.without_second_score : result.not_judgeable);
  }
  for (const TotalPair& pair : course.pairs) judge_response(result, pair);
}

}  // namespace

bool has_ended_within(const CourseSummary& course, const Period& period) {
  return course.end && period.contains(course.end->date);
}

bool concerns(const CourseSummary& course, const Period& period) {
  return has_ended_within(course, period) || course.is_open() ||
         (course.has_begun && period.contains(course.start));
}

const TotalPair* judged_pair(const CourseSummary& course) {
  const auto found = std::ranges::find(course.pairs, true, &TotalPair::judged);
  return course.outcome.paired && found != course.pairs.end() ? &*found : nullptr;
}

Outcomes outcomes_of(Courses courses, const Period& period) {
  Outcomes result;
  std::vector<CourseOutcome> ended;
  std::vector<int> sessions;
  ScoresByInstrument scores;
  for (const CourseSummary* course : courses) {
    if (course->kind != CourseKind::acute) {
      result.maintenance += concerns(*course, period) ? 1 : 0;
      continue;
    }
    if (course->has_begun && period.contains(course->start)) ++result.started;
    if (course->is_open()) count_open(result.open, *course);
    if (!has_ended_within(*course, period)) continue;
    ended.push_back(course->outcome);
    count_ended(result, *course);
    if (!course->outcome.finished) continue;
    sessions.push_back(course->attended);
    count_finished(result, *course);
    for (const TotalPair& pair : course->pairs) add_pair(scores, pair);
  }
  result.rates = service_rates(ended);
  result.sessions = range_of(std::move(sessions));
  result.effects = effects_of(scores);
  return result;
}

Outcomes outcomes(std::span<const CourseSummary> courses, const Period& period) {
  std::vector<const CourseSummary*> all;
  all.reserve(courses.size());
  for (const CourseSummary& course : courses) all.push_back(&course);
  return outcomes_of(all, period);
}

std::vector<const CourseSummary*> ended_within(std::span<const CourseSummary> courses,
                                               const Period& period) {
  std::vector<const CourseSummary*> ended;
  for (const CourseSummary& course : courses) {
    const bool is_counted = course.kind == CourseKind::acute;
    if (is_counted && has_ended_within(course, period)) ended.push_back(&course);
  }
  return ended;
}

}  // namespace ipt
