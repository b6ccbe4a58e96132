#include "report/practice_parts.hpp"

namespace ipt::report {

Report begun(const Echo& echo, std::string ref) {
  Report report{.schema = echo.schema, .as_of = echo.today};
  add_outcome(report.data, echo.outcome);
  report.data.add("ref", std::move(ref));
  return report;
}

Report listed(const CourseRecord& record, std::string schema, Date as_of) {
  Report report{.schema = std::move(schema), .as_of = as_of};
  report.data.add("reference", reference_of(record).text());
  return report;
}

Line& Line::add(std::string_view part) {
  if (!text_.empty()) text_ += ", ";
  text_ += part;
  return *this;
}

Line& Line::add_text(bool known, std::string_view part) {
  if (!known) return *this;
  if (!text_.empty()) text_ += "; ";
  text_ += part;
  return *this;
}

}  // namespace ipt::report
