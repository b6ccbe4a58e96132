#include "ipt/domain/reference.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view expected,
                         std::string_view example) {
  throw Error({.exit = Exit::usage,
               .code = "reference_malformed",
               .wrong = fmt::format("'{}' does not name {}", text, expected),
               .allowed = "K7 is a client's course, K7/2 the second one, K7.9 session 9, "
                          "K7@2026-11-16 the appointment of a day.",
               .attempt = std::string{example}});
}

std::optional<int> ordinal(std::string_view text) {
  if (text.empty() || text.size() > 4 || !is_digit(text.front()) || text.front() == '0') {
    return std::nullopt;
  }
  return whole_number(text);
}

CourseReference course_part(std::string_view part, std::string_view whole) {
  const std::size_t slash = part.find('/');
  if (slash == std::string_view::npos) {
    return {.client = ClientCode::read(part, "client code"), .number = std::nullopt};
  }
  const auto number = ordinal(part.substr(slash + 1));
  if (!number) refuse(whole, "a course", "K7/2");
  return {.client = ClientCode::read(part.substr(0, slash), "client code"), .number = number};
}

}  // namespace

std::string CourseReference::text() const {
  return number ? fmt::format("{}/{}", client.text(), *number) : client.text();
}

std::string AppointmentReference::text() const {
  if (const int* number = std::get_if<int>(&which)) {
    return fmt::format("{}.{}", course.text(), *number);
  }
  return fmt::format("{}@{}", course.text(), std::get<Date>(which).iso());
}

std::string RecordReference::text() const {
  return fmt::format("{}:{}{}", course.text(), kind, number);
}

std::optional<int> find_break_number(std::string_view text) {
  return text.starts_with('b') ? ordinal(text.substr(1)) : std::nullopt;
}

CourseReference read_course_reference(std::string_view text) {
  if (text.find_first_of(".@:") != std::string_view::npos) refuse(text, "a course", "K7, or K7/2");
  return course_part(text, text);
}

AppointmentReference read_appointment_reference(std::string_view text) {
  const std::size_t mark = text.find_first_of(".@");
  if (mark == std::string_view::npos) {
    refuse(text, "an appointment", fmt::format("{}.1, or {}@2026-11-16", text, text));
  }
  const std::string_view rest = text.substr(mark + 1);
  CourseReference course = course_part(text.substr(0, mark), text);
  if (text[mark] == '.') {
    const auto number = ordinal(rest);
    if (!number) refuse(text, "a session", "K7.9");
    return {.course = std::move(course), .which = *number};
  }
  const auto date = Date::from_iso(rest);
  if (!date) refuse(text, "the appointment of a day", "K7@2026-11-16");
  return {.course = std::move(course), .which = *date};
}

RecordReference read_record_reference(std::string_view text, std::string_view kinds) {
  std::string example;
  for (const char kind : kinds)
    example += fmt::format("{}K7:{}1", example.empty() ? "" : ", ", kind);
  const std::size_t colon = text.find(':');
  const bool named = colon != std::string_view::npos && colon + 1 < text.size();
  if (!named || kinds.find(text[colon + 1]) == std::string_view::npos) {
    refuse(text, "such a record", example);
  }
  const auto number = ordinal(text.substr(colon + 2));
  if (!number) refuse(text, "such a record", example);
  return {.course = course_part(text.substr(0, colon), text),
          .kind = text[colon + 1],
          .number = *number};
}

}  // namespace ipt
