#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

/// Appointments and scores of a course.
void add_appointments(Database& database, CourseId course, const Catalogue& catalogue,
                      CourseRecord& record);

/// What makes the record one of IPT: goals, people, events, formulation, contacts, supervision,
/// dismissals.
void add_practice(Database& database, CourseId course, CourseRecord& record);

}  // namespace ipt::store
