#include "ipt/domain/focus_change.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "domain/refusal.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

void require_fields_of(Focus focus, const FocusFields& fields) {
  const auto refuse = [&](std::string_view flags, Focus owner) {
    refuse_value("focus_field_not_allowed",
                 fmt::format("{} does not belong to the focus {}", flags, name_of(focus)),
                 fmt::format("It describes the focus {}.", name_of(owner)),
                 fmt::format("leaving it out, or the focus {}", name_of(owner)));
  };
  if (focus != Focus::dispute && (fields.stage || !fields.other_party.empty())) {
    refuse("--stage or --with", Focus::dispute);
  }
  if (focus != Focus::grief && !fields.deceased.empty()) refuse("--deceased", Focus::grief);
  if (focus != Focus::transition && !(fields.old_role.empty() && fields.new_role.empty())) {
    refuse("--old-role or --new-role", Focus::transition);
  }
}

void merge(FocusEpisode& episode, const FocusFields& fields, Date from) {
  const auto set = [](std::string& field, const std::string& given) {
    if (!given.empty()) field = given;
  };
  set(episode.reason, fields.reason);
  set(episode.person, fields.other_party);
  set(episode.person, fields.deceased);
  set(episode.old_role, fields.old_role);
  set(episode.new_role, fields.new_role);
  if (!fields.stage) return;
  std::erase_if(episode.stages, [&](const DatedStage& each) { return each.date == from; });
  episode.stages.push_back({.date = from, .stage = *fields.stage});
  std::ranges::sort(episode.stages, {}, &DatedStage::date);
}

// The episode that the same area again is about: the one in force, or the next one of that rank.
const FocusEpisode* same_area(const CourseRecord& record, Focus focus, FocusRank rank, Date from) {
  const FocusEpisode* in_force = focus_on(record, rank, from);
  if (in_force != nullptr && in_force->focus == focus) return in_force;
  const auto next = std::ranges::find_if(record.focus_episodes, [&](const FocusEpisode& each) {
    return each.rank == rank && each.from > from;
  });
  if (next == record.focus_episodes.end() || next->focus != focus) return nullptr;
  return &*next;
}

void require_secondary(const CourseRecord& record, Focus focus, Date from) {
  const FocusEpisode* primary = focus_on(record, FocusRank::primary, from);
  if (primary != nullptr && primary->focus != focus) return;
  refuse_state("secondary_focus_refused",
               primary == nullptr ? "there is no primary focus yet"
                                  : fmt::format("{} is the primary focus already", name_of(focus)),
               "A secondary focus stands beside a different primary one.",
               "the primary focus first, without --secondary");
}

void require_free_focus_day(const CourseRecord& record, FocusRank rank, Date from,
                            const FocusEpisode* updated) {
  const auto other = std::ranges::find_if(record.focus_episodes, [&](const FocusEpisode& each) {
    return each.rank == rank && each.from == from && &each != updated;
  });
  if (other == record.focus_episodes.end()) return;
  refuse_state(
      "focus_day_taken",
      fmt::format("the {} focus from {} is {}", name_of(rank), from.iso(), name_of(other->focus)),
      "One focus of a rank begins on a day.", "--from with a later day");
}

}  // namespace

FocusChange focus_change(const CourseRecord& record, Focus focus, FocusRank rank, Date from,
                         const FocusFields& fields) {
  require_open(record);
  require_started(record, from, "a focus from");
  require_fields_of(focus, fields);
  if (rank == FocusRank::secondary) require_secondary(record, focus, from);

  const FocusEpisode* existing = same_area(record, focus, rank, from);
  require_free_focus_day(record, rank, from, existing);
  if (existing != nullptr) {
    FocusChange change{.episode = *existing};
    change.episode.from = std::min(change.episode.from, from);
    merge(change.episode, fields, from);
    return change;
  }
  const FocusEpisode* in_force = focus_on(record, rank, from);
  if (in_force != nullptr && fields.reason.empty()) {
    refuse_value("reason_missing",
                 fmt::format("the {} focus is {} since {}; a change needs a reason", name_of(rank),
                             name_of(in_force->focus), in_force->from.iso()),
                 "A later change of focus is possible, and is explained.", "--reason TEXT");
  }
  FocusChange change{.episode = {.focus = focus, .rank = rank, .from = from}, .is_new = true};
  merge(change.episode, fields, from);
  return change;
}

}  // namespace ipt
