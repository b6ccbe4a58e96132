#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"

namespace ipt {

/// The answers of a form, item by item; a missing answer is empty, never 0.
using Answers = std::vector<std::optional<int>>;

/// One filled form of a client on one day: the answers, or a total that was entered as such, with
/// the answer to the risk item where it is known. Made only within the range of its instrument.
class Score {
 public:
  /// Throws `Error` (usage): `item_count_wrong`, `item_out_of_range`, `score_empty`.
  static Score from_answers(const Instrument& instrument, Date date, Answers answers);

  /// Throws `Error` (usage): `total_out_of_range`, `risk_item_missing` where the instrument has no
  /// risk item, `risk_answer_out_of_range`.
  static Score from_total(const Instrument& instrument, Date date, Points total,
                          std::optional<int> risk_answer = {});

  [[nodiscard]] const std::string& instrument() const { return instrument_; }
  [[nodiscard]] int version() const { return version_; }
  [[nodiscard]] Date date() const { return date_; }
  /// Empty when only the total is known.
  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] const std::optional<Points>& entered_total() const { return entered_total_; }
  /// Beside a total that was entered as such: the answer to the risk item; absent when it is not
  /// known. With answers it is one of them.
  [[nodiscard]] const std::optional<int>& risk_answer() const { return risk_answer_; }

  /// The same form, filled in the same way; the version of the definition may differ.
  bool operator==(const Score& other) const;

 private:
  Score(const Instrument& instrument, Date date)
      : instrument_(instrument.code), version_(instrument.version), date_(date) {}

  std::string instrument_;
  int version_;
  Date date_;
  Answers answers_;
  std::optional<Points> entered_total_;
  std::optional<int> risk_answer_;
};

/// What a score says once its instrument has been applied to it.
struct Reading {
  Date date;
  std::optional<Points> total = {};     ///< absent when too many answers are missing
  int missing = 0;                      ///< answers left out
  bool prorated = false;                ///< missing answers made up by the mean of the others
  std::optional<int> risk_answer = {};  ///< of the risk item; never made up
  bool risk_positive = false;
};

/// The total is the sum (or mean) of the answers; with at most `max_missing` left out, sum * n /
/// answered, rounded half up to the decimals of the instrument; with more, absent.
Reading read(const Score& score, const Instrument& instrument);

/// Reads `phq9=112301210`, `phq9="1 1 2 3 0 1 2 1 0"`, with commas, `-` for an answer left out, or
/// `phq9=total:11`; of a scale that is entered as a total `epds=14`. A risk item may stand beside a
/// total: `epds=14,risk:1`. Throws `Error`: usage for anything malformed or out of range, with both
/// readings of a bare one- or two-digit number; not found for an unknown instrument.
Score read_score(const Catalogue& catalogue, std::string_view text, Date date);

/// The same for the part after `=`, when the instrument is known.
Score read_score_of(const Instrument& instrument, std::string_view value, Date date);

/// `1 1 2 3 0 1 2 1 0`, `-` for a missing answer: how answers are shown, stored and exported.
std::string written(const Answers& answers);

/// A score as it may be typed again: `1 1 2 3 0 1 2 1 0`, `total:11`, `total:14,risk:1`.
std::string written(const Score& score);

/// The reverse of `written` for answers, for what the store holds. Throws `Error` (store) when it
/// is damaged.
Answers answers_from(std::string_view text);

}  // namespace ipt
