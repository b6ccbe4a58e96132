#pragma once

#include <string_view>

namespace ipt {

/// How a corrected field is told: with its values where these are days, ids and numbers; by its
/// name where a user may have typed anything; in a list of dated entries only what is dated before
/// counts.
enum class Telling { values, name, dated };

struct ToldField {
  std::string_view record;
  std::string_view field;
  Telling telling;
};

// What is not listed here says nothing of an earlier week, as the day that was booked next does.

/// Null for a field that says nothing of an earlier week, as the day that was booked next does.
const ToldField* told_field(std::string_view record, std::string_view field);

}  // namespace ipt
