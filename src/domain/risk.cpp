#include "ipt/domain/risk.hpp"

#include <algorithm>

namespace ipt {

bool is_reported(const std::vector<Risk>& risks) {
  return std::ranges::any_of(
      risks, [](Risk each) { return each != Risk::none && each != Risk::not_asked; });
}

std::optional<Date> first_risk_action(const CourseRecord& record, Date from,
                                      std::optional<Date> before) {
  std::optional<Date> first;
  const auto look = [&](const auto& each) {
    if (each.risk_action.empty() || each.date < from || (before && each.date >= *before)) return;
    if (!first || each.date < *first) first = each.date;
  };
  std::ranges::for_each(record.appointments, look);
  std::ranges::for_each(record.contacts, look);
  return first;
}

std::optional<StatedRisk> latest_stated_risk(const CourseRecord& record) {
  std::optional<StatedRisk> latest;
  const auto take = [&](const auto& each, std::optional<int> contact) {
    if (each.risks.empty() || (latest && each.date < latest->date)) return;
    latest = StatedRisk{.date = each.date, .risks = each.risks, .contact = contact};
  };
  for (const Appointment& each : record.appointments) take(each, std::nullopt);
  for (const Contact& each : record.contacts) take(each, each.number);
  if (latest) latest->action_on = first_risk_action(record, latest->date, std::nullopt);
  return latest;
}

}  // namespace ipt
