#include "cli/report_letters.hpp"

#include <fmt/core.h>

#include "cli/course_fields.hpp"
#include "cli/week.hpp"
#include "ipt/report/letter.hpp"
#include "ipt/report/supervision.hpp"

namespace ipt::cli {
void report_ending(Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  invocation.print(report::ending_letter(record, invocation.catalogue(), invocation.as_of(),
                                         invocation.school()));
}

void report_supervision(Invocation& invocation) {
  report::SupervisionScope scope{.week = read_week(invocation),
                                 .therapist = read_therapist(invocation.arguments())};
  const Date day = day_of(invocation, scope.week);
  Catalogue catalogue;
  std::vector<CourseRecord> records;
  for (store::StoredCourse& each : invocation.read([&](const store::Records& stored) {
         catalogue = stored.catalogue();
         if (scope.therapist) scope.therapist = stored.therapist(*scope.therapist);
         return stored.courses_with_questions(scope.week.first, scope.therapist);
       })) {
    records.push_back(known_on(std::move(each.record), day, invocation.today()));
  }
  const report::Report report = report::supervision(records, catalogue, scope, day);
  const auto* courses = std::get_if<report::List>(&report.data.find("courses")->content());
  invocation.print_or(
      report, courses->empty(),
      fmt::format("No question for supervision is open, and none was answered in {}.",
                  week_name(scope.week.first)));
}

}  // namespace ipt::cli
