#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ipt {

/// An ISO 8601 week: weeks begin on Monday, week 1 holds the first Thursday of `year`.
struct IsoWeek {
  int year = 0;
  unsigned week = 0;  ///< 1 to 53

  auto operator<=>(const IsoWeek&) const = default;
};

/// A day that exists in the calendar. It has no time and no time zone, so that summer time cannot
/// move it.
class Date {
 public:
  /// The day, or nothing when there is no such day between 1900-01-01 and 2199-12-31. (A year
  /// outside that range is a slip of the keyboard in a record of therapy.)
  static std::optional<Date> of(int year, unsigned month, unsigned day);

  /// Reads `YYYY-MM-DD` and nothing else.
  static std::optional<Date> from_iso(std::string_view text);

  /// The day that many days after 1970-01-01.
  static Date from_days_since_epoch(int days) {
    return Date{std::chrono::sys_days{std::chrono::days{days}}};
  }

  /// `YYYY-MM-DD`.
  [[nodiscard]] std::string iso() const;

  /// `mon` to `sun`, as the command line writes them.
  [[nodiscard]] std::chrono::weekday weekday() const { return std::chrono::weekday{days_}; }

  [[nodiscard]] IsoWeek iso_week() const;

  /// Works across year ends; leaves the range of `of` without complaint.
  [[nodiscard]] Date plus_days(int days) const { return Date{days_ + std::chrono::days{days}}; }

  /// Whole days from `earlier` to this day; negative when `earlier` is later.
  [[nodiscard]] int days_since(Date earlier) const {
    return static_cast<int>((days_ - earlier.days_).count());
  }

  auto operator<=>(const Date&) const = default;

 private:
  explicit Date(std::chrono::sys_days days) : days_(days) {}

  std::chrono::sys_days days_;
};

/// `Mon` to `Sun`.
std::string_view weekday_name(std::chrono::weekday weekday);

/// Reads `mon` to `sun`, in any case.
std::optional<std::chrono::weekday> weekday_from(std::string_view text);

/// `Fri 2026-11-20`: how a resolved date is shown to a person.
std::string with_weekday(Date date);

}  // namespace ipt
