#include "ipt/domain/milestone.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

// What has a record of its own, whose date is that of the milestone.
enum class OwnRecord { contract, focus, formulation };

struct Row {
  std::string_view name;
  Phase phase;
  std::variant<Technique, Milestone, OwnRecord> dated_by;
};

constexpr auto rows = std::to_array<Row>({
    {"contract", Phase::initial, OwnRecord::contract},
    {"diagnosis-named", Phase::initial, Milestone::diagnosis_named},
    {"risk-assessment", Phase::initial, Milestone::risk_assessment},
    {"psychoeducation", Phase::initial, Technique::psychoeducation},
    {"sick-role", Phase::initial, Technique::sick_role},
    {"inventory", Phase::initial, Technique::inventory},
    {"timeline", Phase::initial, Technique::timeline},
    {"focus-agreed", Phase::initial, OwnRecord::focus},
    {"formulation", Phase::initial, OwnRecord::formulation},
    {"mid-review", Phase::middle, Milestone::mid_review},
    {"ending", Phase::ending, Technique::ending},
    {"feelings-about-ending", Phase::ending, Milestone::feelings_about_ending},
    {"gains-review", Phase::ending, Technique::gains_review},
    {"warning-signs", Phase::ending, Technique::warning_signs},
    {"relapse-plan", Phase::ending, Technique::relapse_plan},
    {"next-step", Phase::ending, Milestone::next_step},
});

constexpr auto tasks = std::to_array<std::string_view>({
    "ending",
    "feelings-about-ending",
    "gains-review",
    "warning-signs",
    "relapse-plan",
    "next-step",
});

std::optional<Date> earlier(const std::optional<Date>& one, const std::optional<Date>& other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

std::optional<Date> date_of(const CourseRecord& record, Technique technique) {
  for (const Appointment& each : record.appointments) {
    const bool ticked = std::ranges::find(each.techniques, technique) != each.techniques.end();
    if (ticked && was_seen(each.attendance)) return each.date;
  }
  return std::nullopt;
}

std::optional<Date> date_of(const CourseRecord& record, Milestone milestone) {
  std::optional<Date> first;
  for (const DatedMilestone& each : record.course.milestones) {
    if (each.id == milestone) first = earlier(first, each.date);
  }
  for (const Appointment& each : record.appointments) {
    if (std::ranges::find(each.milestones, milestone) != each.milestones.end()) {
      first = earlier(first, each.date);
    }
  }
  return first;
}

std::optional<Date> date_of(const CourseRecord& record, OwnRecord own) {
  std::optional<Date> first;
  switch (own) {
    case OwnRecord::contract:
      return record.course.start;
    case OwnRecord::focus:
      for (const FocusEpisode& each : record.focus_episodes) {
        if (each.rank == FocusRank::primary) first = earlier(first, each.from);
      }
      return first;
    case OwnRecord::formulation:
      break;
  }
  for (const Formulation& each : record.formulations) first = earlier(first, each.agreed_on);
  return first;
}

}  // namespace

std::vector<ReachedMilestone> milestones(const CourseRecord& record) {
  std::vector<ReachedMilestone> result;
  if (record.course.kind != CourseKind::acute) return result;
  result.reserve(rows.size());
  for (const Row& row : rows) {
    ReachedMilestone milestone{.name = row.name, .phase = row.phase};
    milestone.date = std::visit([&](auto id) { return date_of(record, id); }, row.dated_by);
    if (milestone.date) milestone.session = std::max(1, sessions_by(record, *milestone.date));
    result.push_back(milestone);
  }
  return result;
}

bool is_reached(const std::vector<ReachedMilestone>& milestones, std::string_view name) {
  return std::ranges::any_of(milestones, [&](const ReachedMilestone& each) {
    return each.name == name && each.date.has_value();
  });
}

std::span<const std::string_view> ending_tasks() { return tasks; }

}  // namespace ipt
