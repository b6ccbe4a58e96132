#pragma once

#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/erasure.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// A line each client: courses, and when the last one ended. With `ended_before` only those whose
/// every course had ended before that day. Courses are ordered by client.
Report client_list(const std::vector<CourseRecord>& records, std::optional<Date> ended_before,
                   Date as_of);

/// After `client recode`.
Report client_recoded(const ClientCode& before, const ClientCode& now, int courses, Date today,
                      Outcome outcome);

/// What a purge took out and what it cannot reach. `backups` are the places that the store noted.
struct KnownBackup {
  Date made_on;
  std::string path;
};
Report client_purged(const Erasure& erased, PurgeGround ground,
                     const std::vector<KnownBackup>& backups, Date today, Outcome outcome);

}  // namespace ipt::report
