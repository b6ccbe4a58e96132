#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/store/store.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {

inline std::int64_t raw(CourseId id) { return static_cast<std::int64_t>(id); }

/// The integer in the first column of the only row; 0 when there is no row or no value.
std::int64_t last_row(Statement& statement);

/// What a query without parameters, such as a pragma, answers in its first column; 0 without a row.
std::int64_t first_number(Database& database, const char* sql);

/// The number after the greatest one that a course has.
int next_number(Statement& greatest, CourseId course);

/// `2025-03-18=impasse,2025-04-15=renegotiation`; nothing for an empty list.
std::optional<std::string> dated_text(const std::vector<DatedStage>& stages);
std::optional<std::string> dated_text(const std::vector<DatedMilestone>& milestones);
std::optional<std::string> dated_text(const std::vector<GoalRating>& ratings);

/// What such a text says. Throws `Error` (exit 5, `store_damaged`).
std::vector<DatedStage> stages_from(const std::string& text);
std::vector<DatedMilestone> milestones_from(const std::string& text);
std::vector<GoalRating> ratings_from(const std::string& text);

/// `2025-03-18,2025-04-15`
std::string dates_text(const std::vector<Date>& dates);
std::vector<Date> dates_from(const std::string& text);

/// The contract in five columns: planned, cadence_days, split_rule, split_initial, split_ending.
Contract contract_at(const Statement& row, int column);

/// The words of a list joined by commas.
std::vector<std::string> words_in(const std::string& list);

/// The score in six columns: date, instrument, version, answers, total_hundredths, risk_answer. It
/// is judged by the definition that it names; its answers were checked against that when they were
/// entered.
Score score_at(const Statement& row, int column, const Catalogue& catalogue);

/// The code as it was first written. Throws `Error` (exit 3, `therapist_not_found`) for a therapist
/// that no course names.
TherapistCode require_therapist(Database& database, const TherapistCode& therapist);

}  // namespace ipt::store
