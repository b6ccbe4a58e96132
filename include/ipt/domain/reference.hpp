#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ipt/base/date.hpp"
#include "ipt/domain/code.hpp"

namespace ipt {

/// A course as the command line names it: `K7` or, when it matters which, `K7/2`.
struct CourseReference {
  ClientCode client;
  std::optional<int> number = {};

  [[nodiscard]] std::string text() const;
};

/// An appointment: `K7.9` is the ninth attended session, `K7@2026-11-16` the appointment of a day.
struct AppointmentReference {
  CourseReference course;
  std::variant<int, Date> which;

  [[nodiscard]] std::string text() const;
};

/// What a record of a course other than an appointment is called: `K7:g1`, `K7/2:s3`.
struct RecordReference {
  CourseReference course;
  char kind = 'g';  ///< g goal, c contact, e event, q question, s score, p pause, f focus, x
                    ///< contract change
  int number = 0;

  [[nodiscard]] std::string text() const;
};

/// The number of a break that is named like `b1`; nothing for any other word.
std::optional<int> find_break_number(std::string_view text);

/// Each throws `Error` (usage, `reference_malformed` or `code_malformed`) that shows the forms.
CourseReference read_course_reference(std::string_view text);
AppointmentReference read_appointment_reference(std::string_view text);
/// `kinds` are the letters that are allowed, such as "pfx".
RecordReference read_record_reference(std::string_view text, std::string_view kinds);

}  // namespace ipt
