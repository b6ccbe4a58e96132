#pragma once

#include <optional>
#include <vector>

#include "ipt/base/period.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What a supervision is about.
struct SupervisionScope {
  Days week;                                    ///< whose answers are told too
  std::optional<TherapistCode> therapist = {};  ///< whose courses these are; nothing: all
};

/// What to take to supervision, `ipt.supervision/1`: every open question, oldest first, and beside
/// it where the course stands, its focus, the primary measure and how long the question is open;
/// then what was answered within the week. Questions and answers are all the free text in it.
/// `records` hold what is known on `as_of`, ended courses too, by client.
Report supervision(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                   const SupervisionScope& scope, Date as_of);

}  // namespace ipt::report
