#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipt {

/// A number of points on a rating scale, kept to two decimals without rounding error.
class Points {
 public:
  constexpr Points() = default;
  static constexpr Points whole(int points) { return Points{points * per_point}; }
  static constexpr Points hundredths(int hundredths) { return Points{hundredths}; }

  [[nodiscard]] constexpr int in_hundredths() const { return hundredths_; }
  [[nodiscard]] constexpr Points operator-(Points other) const {
    return Points{hundredths_ - other.hundredths_};
  }
  [[nodiscard]] constexpr Points operator-() const { return Points{-hundredths_}; }
  constexpr auto operator<=>(const Points&) const = default;

 private:
  static constexpr int per_point = 100;
  constexpr explicit Points(int hundredths) : hundredths_(hundredths) {}

  int hundredths_ = 0;
};

enum class Direction { higher_worse, higher_better };

/// `higher-worse`, `higher-better`.
std::string_view name_of(Direction direction);

/// How a score comes in: every answer of the form, or the total alone.
enum class Entry { items, total };

/// `items`, `total`.
std::string_view name_of(Entry entry);

/// How answers become a total.
enum class Scoring { sum, mean };

/// `sum`, `mean`.
std::string_view name_of(Scoring scoring);

/// A severity band: from `from` up to the next band.
struct Band {
  Points from = {};
  std::string label = {};

  bool operator==(const Band&) const = default;
};

/// The item that asks about suicide or harm, and the answer from which a person must look at it.
struct RiskItem {
  int number = 0;  ///< counted from 1
  int at = 1;      ///< this answer or a higher one is positive
  int max = 3;     ///< the highest answer there is; the lowest is 0
  std::string topic = {};

  bool operator==(const RiskItem&) const = default;
};

/// How far scores of one person scatter by themselves: what Jacobson & Truax 1991 compute a
/// reliable change from.
struct MeasurementError {
  double sd = 0;           ///< of the scores before treatment, above 0
  double reliability = 0;  ///< 0 up to, but not including, 1

  bool operator==(const MeasurementError&) const = default;
};

/// Mean and standard deviation of a published sample.
struct Norm {
  double mean = 0;
  double sd = 0;

  bool operator==(const Norm&) const = default;
};

/// Samples from which the cut-offs a, b and c of Jacobson & Truax 1991 follow.
struct Norms {
  Norm clinical;
  Norm functional;

  bool operator==(const Norms&) const = default;
};

/// Where a figure of the definition comes from.
struct Source {
  std::string figure = {};
  std::string reference = {};

  bool operator==(const Source&) const = default;
};

/// A rating scale: one row of the catalogue, or a definition of the user's own of the same shape.
/// What is not known is absent, and then no flag is computed from it.
struct Instrument {
  std::string code = {};  ///< `phq9`: lower-case letters, digits, hyphens
  int version = 1;        ///< a score names the version that it was made with
  std::string name = {};
  std::string measures = {};
  Entry entry = Entry::items;
  std::vector<std::string> topics = {};  ///< one per item, in our own words; never the wording
  int item_min = 0;
  int item_max = 0;
  std::vector<int> reversed = {};  ///< items whose answers are turned round, counted from 1
  Scoring scoring = Scoring::sum;
  int max_missing = 0;  ///< so many missing answers are made up by the mean of the others
  Points total_min = {};
  Points total_max = {};
  int decimals = 0;  ///< of the total: 0, 1 or 2
  Direction direction = Direction::higher_worse;
  std::vector<Band> bands = {};        ///< ascending; the first begins at `total_min`
  std::optional<Points> case_at = {};  ///< clinical from here in the worse direction, inclusive
  std::optional<Points> reliable_change =
      {};  ///< smallest change that exceeds measurement error, inclusive
  /// Instead of `reliable_change`: a change is reliable when it is larger than 1.96 standard errors
  /// of the difference.
  std::optional<MeasurementError> error = {};
  std::optional<Points> remission_at =
      {};                         ///< remission from here in the better direction, inclusive
  bool response_by_half = false;  ///< half the points fewer than at the start count as a response
  int percent_per_point = 0;      ///< the total as a percentage is this often the points; 0: never
  std::optional<Norms> norms = {};
  std::optional<RiskItem> risk = {};
  std::string loinc_panel = {};
  std::string loinc_total = {};
  std::string snomed_total = {};
  std::string licence = {};
  std::vector<Source> sources = {};

  [[nodiscard]] int items() const { return static_cast<int>(topics.size()); }
  /// `0-27`.
  [[nodiscard]] std::string range() const;

  bool operator==(const Instrument&) const = default;
};

/// The instruments that the program brings, in the order in which they are listed; an earlier
/// version of one stands before the later ones.
const std::vector<Instrument>& built_in_instruments();

/// A code in lower case: a letter, then letters, digits and hyphens, 32 at most. Throws `Error`
/// (usage, `instrument_code_malformed`).
std::string read_instrument_code(std::string_view text);

/// The label of the severity band in which a total lies; empty where the definition has no bands.
std::string_view severity(const Instrument& instrument, Points total);

/// Whether a total lies in the clinical range; nothing where the definition has no cut-off.
std::optional<bool> is_case(const Instrument& instrument, Points total);

/// The total as a percentage, where the instrument is read so: WHO-5 times 4.
std::optional<int> percent_of(const Instrument& instrument, Points total);

/// Whether a number of points has no more decimals than the totals of the instrument.
bool fits_decimals(const Instrument& instrument, Points points);

/// A number that is no points, such as a standard deviation: digits, a point and at most six
/// digits; nothing for anything else, an exponent included.
std::optional<double> find_decimal(std::string_view text);

/// A number as `find_decimal` reads it again.
std::string written(double number);

/// Points as they are typed: digits, a point and at most two digits; nothing for anything else.
std::optional<Points> find_points(std::string_view text);

/// Points as they are written: `11`, `2.5`.
std::string written(Points points);

}  // namespace ipt
