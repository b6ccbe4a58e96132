#pragma once

#include <string>
#include <string_view>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"

namespace ipt {

// What a definition of the user's own must be. Each check refuses one thing, `Error` (usage), with
// what would be allowed. Texts become words of reports, so they are one line without braces or
// control characters: names, topics and labels of 1 to 32 characters, `measures` and the licence of
// at most 200. Negative points are not carried by the rounding of totals and are never read.

/// Throws `instrument_code_reserved`: forms, and tables of scores, have a field of that name.
void require_free_code(std::string_view code);

/// Throws `definition_text` when another instrument has that name, or a code like it.
void require_free_name(const Catalogue& catalogue, const Instrument& instrument);

/// Throws `definition_text`.
void check_texts(const Instrument& instrument);
/// Throws `definition_items`: answers range upwards, and a scale entered as a total has none.
void check_items(const Instrument& instrument);
/// Throws `definition_reverse`: items of the form, each once.
void check_reversed(const Instrument& instrument);
/// Throws `definition_missing`: fewer than all.
void check_missing(const Instrument& instrument);
/// Throws `definition_range`: upwards, in the decimals of the instrument, and what the answers
/// give.
void check_range(const Instrument& instrument);
/// Throws `definition_bands`: from the least total on, ascending, in the range, with labels of
/// their own.
void check_bands(const Instrument& instrument);
/// Throws `definition_cut_off`: in the range, and not so that every total is clinical.
void check_case_at(const Instrument& instrument);
/// Throws `definition_remission`: in the range, and not clinical.
void check_remission_at(const Instrument& instrument);
/// Throws `definition_response`: only where more points are worse.
void check_response(const Instrument& instrument);
/// Throws `definition_reliable_change`: above 0, and no larger than the range.
void check_reliable_change(const Instrument& instrument);
/// Throws `definition_error`: an SD above 0, a reliability of 0 up to, but not including, 1, and
/// some change within the range that is reliable by them.
void check_error(const Instrument& instrument);
/// Throws `definition_norms`: SDs above 0, means in the range, the clinical one on the worse side.
void check_norms(const Instrument& instrument);
/// Throws `definition_risk`: an item of the form, with a limit among its answers.
void check_risk(const Instrument& instrument);

/// The least and the highest total that answers can give.
struct PointRange {
  Points least;
  Points most;
};
PointRange range_of_answers(const Instrument& instrument);

/// Whether two definitions say the same; version and sources are left aside.
bool says_the_same(const Instrument& one, const Instrument& other);

/// What a total is may not change once there are scores: they would mean something else. Throws
/// `Error` (exit 4, `instrument_in_use`).
void require_same_total(const Instrument& before, const Instrument& now);

/// Of an instrument of the program only what its row leaves unknown may be set. Throws `Error`
/// (exit 4, `instrument_built_in`) with the published value.
void require_published(const Instrument& published, const Instrument& now);

}  // namespace ipt
