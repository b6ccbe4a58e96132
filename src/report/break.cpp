#include <fmt/core.h>

#include "ipt/report/course.hpp"
#include "report/parts.hpp"

namespace ipt::report {

Report break_recorded(const Absence& leave, Date today, Outcome outcome) {
  Report report{.schema = "ipt.break.add/1", .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("ref", fmt::format("b{}", leave.number))
      .add("from", leave.from)
      .add("to", leave.to)
      .add("reason", text_value(leave.reason));
  report.blocks.emplace_back(Note{
      .text = fmt::format("{} {{ref}}: break from {{from:day}} to {{to:day}}, for all open courses",
                          outcome_word(outcome))});
  return report;
}

Report break_removed(const Absence& leave, Date today, Outcome outcome) {
  Report report = break_recorded(leave, today, outcome);
  report.schema = "ipt.break.remove/1";
  report.blocks = {
      Note{.text = fmt::format("{}: break {{ref}} from {{from:day}} to {{to:day}} taken back",
                               outcome_word(outcome))}};
  return report;
}

Report break_list(const std::vector<Absence>& breaks) {
  Report report{.schema = "ipt.break.list/1"};
  List rows;
  for (const Absence& leave : breaks) {
    rows.emplace_back(Object{}
                          .add("ref", fmt::format("b{}", leave.number))
                          .add("from", leave.from)
                          .add("to", leave.to)
                          .add("reason", text_value(leave.reason)));
  }
  report.data.add("breaks", std::move(rows));
  report.blocks.emplace_back(Table{
      .heading = "",
      .rows = "breaks",
      .row_name = "{ref}",
      .columns = {{"ref", "{ref}"}, {"from", "{from}"}, {"to", "{to}"}, {"reason", "{reason}"}}});
  return report;
}

}  // namespace ipt::report
