#include "domain/refusal.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"

namespace ipt {

void refuse_value(std::string code, std::string wrong, std::string allowed, std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

void refuse_state(std::string code, std::string wrong, std::string allowed, std::string attempt) {
  throw Error({.exit = Exit::refused,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = std::move(allowed),
               .attempt = std::move(attempt)});
}

void require_started(const CourseRecord& record, Date date, std::string_view what) {
  if (date >= record.course.start) return;
  refuse_state(
      "before_course_start",
      fmt::format("{} {} is before {} starts", what, date.iso(), reference_of(record).text()),
      fmt::format("The course starts on {}.", with_weekday(record.course.start)), "a later day");
}

}  // namespace ipt
