#include "domain/late_fields.hpp"

#include <algorithm>
#include <array>

namespace ipt {
namespace {

constexpr std::array told_fields = std::to_array<ToldField>({
    {"appointment", "date", Telling::values},
    {"appointment", "attendance", Telling::values},
    {"appointment", "minutes", Telling::values},
    {"appointment", "mode", Telling::values},
    {"appointment", "focus", Telling::values},
    {"appointment", "techniques", Telling::values},
    {"appointment", "milestones", Telling::values},
    {"appointment", "risks", Telling::values},
    {"appointment", "risk_action", Telling::name},
    {"appointment", "link", Telling::name},
    {"appointment", "task", Telling::name},
    {"contact", "date", Telling::values},
    {"contact", "mode", Telling::values},
    {"contact", "risks", Telling::values},
    {"contact", "risk_action", Telling::name},
    {"contact", "person", Telling::name},
    {"contact", "text", Telling::name},
    {"focus", "area", Telling::values},
    {"focus", "rank", Telling::values},
    {"focus", "from_date", Telling::values},
    {"focus", "reason", Telling::name},
    {"focus", "person", Telling::name},
    {"focus", "old_role", Telling::name},
    {"focus", "new_role", Telling::name},
    {"focus", "stages", Telling::dated},
    {"absence", "from_date", Telling::values},
    {"absence", "reason", Telling::name},
    {"contract_change", "from_date", Telling::values},
    {"contract_change", "planned", Telling::values},
    {"contract_change", "cadence_days", Telling::values},
    {"contract_change", "split_initial", Telling::values},
    {"contract_change", "split_ending", Telling::values},
    {"contract_change", "agreed_on", Telling::values},
    {"contract_change", "reason", Telling::name},
    {"course", "start_date", Telling::values},
    {"course", "planned", Telling::values},
    {"course", "cadence_days", Telling::values},
    {"course", "split_initial", Telling::values},
    {"course", "split_ending", Telling::values},
    {"course", "instruments", Telling::values},
    {"course", "therapist", Telling::values},
    {"course", "diagnosis", Telling::name},
    {"course", "milestones", Telling::dated},
});

}  // namespace

const ToldField* told_field(std::string_view record, std::string_view field) {
  const auto* found = std::ranges::find_if(told_fields, [&](const ToldField& each) {
    return each.record == record && each.field == field;
  });
  return found == told_fields.end() ? nullptr : found;
}

}  // namespace ipt
