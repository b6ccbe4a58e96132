#pragma once

#include "ipt/domain/course.hpp"

namespace ipt {

/// What `course focus` makes of a record: a new episode, or fields of one in force.
struct FocusChange {
  FocusEpisode episode;
  bool is_new = false;
};

/// The fields that were given for a focus; empty ones stay as they are.
struct FocusFields {
  std::string reason = {};
  std::string other_party = {};  ///< of a dispute
  std::string deceased = {};     ///< of grief
  std::string old_role = {};
  std::string new_role = {};
  std::optional<DisputeStage> stage = {};
};

/// The same area again updates the episode in force on `from` (a stage is dated `from`) and is no
/// change of focus; an episode of the same area that begins later then begins on `from`. Another
/// area begins an episode on `from`: while one is in force that needs a reason (exit 2,
/// `reason_missing`). Exit 2 for fields that belong to another area; exit 4 before the course
/// starts, for a secondary focus without or equal to a primary one, or when the ended course is
/// closed.
FocusChange focus_change(const CourseRecord& record, Focus focus, FocusRank rank, Date from,
                         const FocusFields& fields);

}  // namespace ipt
