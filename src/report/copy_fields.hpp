// Fields of stored records in words that a client understands.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/revision.hpp"

namespace ipt::report {

/// What is to be known of a field beside its value: that it is somebody else's, or that the title
/// of its record says it already.
enum class FieldRole { plain, about_other, in_title };

/// One field of one kind of record.
struct CopyField {
  std::string_view record;  ///< as the history names it: `appointment`
  std::string_view field;
  std::string_view words;  ///< what a client reads for it
  /// What a stored value says; null: it is shown as it is, as free text and numbers are.
  std::string (*spell)(const std::string& value, const Catalogue& catalogue) = nullptr;
  FieldRole role = FieldRole::plain;
};

/// Every field that a copy shows. What is not here is a name of a row that only the store needs.
std::span<const CopyField> copy_fields();

/// The row of a field; null for one that is not shown.
const CopyField* find_copy_field(std::string_view record, std::string_view field);

/// What kinds of records a course has, in the order in which a copy shows them; a note stands with
/// its appointment.
std::span<const std::string_view> copied_records();

/// What a record in that state is called: `Appointment of Mon 2026-11-16`.
std::string copy_title(std::string_view record, const std::vector<StoredField>& state,
                       const Catalogue& catalogue);

/// The day by which records of a kind are sorted; empty where there is none.
std::string copy_day(const std::vector<StoredField>& state);

}  // namespace ipt::report
