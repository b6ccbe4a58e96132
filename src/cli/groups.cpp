#include "cli/groups.hpp"

#include <array>

#include "cli/flags.hpp"

namespace ipt::cli {
namespace {

constexpr std::array<const Group*, 21> all_groups = {
    &prep_group,      &session_group,    &todo_group,        &check_group,       &course_group,
    &score_group,     &instrument_group, &formulation_group, &goal_group,        &person_group,
    &event_group,     &contact_group,    &break_group,       &supervision_group, &client_group,
    &report_group,    &undo_group,       &history_group,     &db_group,          &config_group,
    &completion_group};

constexpr std::array<const Flag*, 1> plain_flags = {&flags::help};

constexpr std::array<const Flag*, 9> maintaining_flags = {
    &flags::db,    &flags::echo_format, &flags::json,  &flags::quiet, &flags::verbose,
    &flags::color, &flags::ascii,       &flags::plain, &flags::help};

constexpr std::array<const Flag*, 12> reading_flags = {
    &flags::as_of, &flags::output,  &flags::force, &flags::db,    &flags::format, &flags::json,
    &flags::quiet, &flags::verbose, &flags::color, &flags::ascii, &flags::plain,  &flags::help};

constexpr std::array<const Flag*, 12> page_flags = {
    &flags::as_of,       &flags::output, &flags::force, &flags::db,
    &flags::page_format, &flags::json,   &flags::quiet, &flags::verbose,
    &flags::color,       &flags::ascii,  &flags::plain, &flags::help};

constexpr std::array<const Flag*, 13> writing_flags = {
    &flags::dry_run,     &flags::op_id, &flags::actor, &flags::yes,     &flags::db,
    &flags::echo_format, &flags::json,  &flags::quiet, &flags::verbose, &flags::color,
    &flags::ascii,       &flags::plain, &flags::help};

}  // namespace

std::span<const Group* const> groups() { return all_groups; }

std::span<const Flag* const> common_flags(Effect effect) {
  switch (effect) {
    case Effect::nothing:
      return plain_flags;
    case Effect::reads:
      return reading_flags;
    case Effect::maintains:
      return maintaining_flags;
    case Effect::writes:
      break;
  }
  return writing_flags;
}

std::span<const Flag* const> common_flags(const Command& command) {
  const bool is_page = command.effect == Effect::reads && command.csv == Csv::none;
  return is_page ? std::span<const Flag* const>{page_flags} : common_flags(command.effect);
}

}  // namespace ipt::cli
