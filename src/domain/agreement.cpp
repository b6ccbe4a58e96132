#include "ipt/domain/agreement.hpp"

#include <fmt/core.h>

#include "domain/refusal.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {

ContractChange extension(const CourseRecord& record, int planned, Date from) {
  require_open(record);
  require_started(record, from, "an extension agreed on");
  if (record.course.kind == CourseKind::acute) {
    read_acute_number(std::to_string(planned), "an extension to",
                      fmt::format("ipt course extend {} {} --reason TEXT",
                                  reference_of(record).text(), most_acute_sessions));
  }
  const Contract& now = contract_now(record);
  if (planned <= now.planned) {
    refuse_state("not_an_extension",
                 fmt::format("{} has {} planned sessions; {} is no extension",
                             reference_of(record).text(), now.planned, planned),
                 "An extension plans more sessions than are agreed now.",
                 fmt::format("a number above {}", now.planned));
  }
  if (!record.contract_changes.empty() && from < record.contract_changes.back().from) {
    const Date last = record.contract_changes.back().from;
    refuse_state("before_contract_change",
                 fmt::format("the contract of {} was changed on {}, after {}",
                             reference_of(record).text(), last.iso(), from.iso()),
                 "A change of the contract is dated on or after the one before it.",
                 fmt::format("--agreed-on {}, or a later day", last.iso()));
  }
  return {.from = from,
          .contract = {.planned = planned,
                       .cadence_days = now.cadence_days,
                       .split = resplit(now.split, planned)}};
}

}  // namespace ipt
