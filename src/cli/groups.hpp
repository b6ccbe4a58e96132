#pragma once

#include "cli/command.hpp"

namespace ipt::cli {

extern const Group prep_group;
extern const Group session_group;
extern const Group todo_group;
extern const Group check_group;
extern const Group course_group;
extern const Group score_group;
extern const Group instrument_group;
extern const Group formulation_group;
extern const Group goal_group;
extern const Group person_group;
extern const Group event_group;
extern const Group contact_group;
extern const Group break_group;
extern const Group supervision_group;
extern const Group report_group;
extern const Group client_group;
extern const Group undo_group;
extern const Group history_group;
extern const Group db_group;
extern const Group config_group;
extern const Group completion_group;

}  // namespace ipt::cli
