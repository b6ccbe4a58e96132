#include "ipt/domain/reference.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;

namespace {

std::string course_refused(std::string_view text) {
  return test::refusal([&] { return read_course_reference(text); });
}

std::string appointment_refused(std::string_view text) {
  return test::refusal([&] { return read_appointment_reference(text); });
}

std::string record_refused(std::string_view text, char kind) {
  return test::refusal([&] { return read_record_reference(text, {&kind, 1}); });
}

constexpr std::string_view record_kinds = "gceqspfx";

}  // namespace

TEST_CASE("a course is a client's code, with a number when it matters") {
  CHECK(read_course_reference("K7").client.text() == "K7");
  CHECK(!read_course_reference("K7").number);
  CHECK(read_course_reference("K7/2").client.text() == "K7");
  CHECK(read_course_reference("K7/2").number == 2);
}

TEST_CASE("every reference to a course reads back from what it is written as") {
  for (const std::string_view text : {"K7", "k7f2", "K-7_x", "K7/1", "K7/2", "K7/12", "K7/9999"}) {
    CAPTURE(text);
    CHECK(read_course_reference(text).text() == text);
  }
}

TEST_CASE("what does not name a course is refused") {
  for (const std::string_view text :
       {"K7/", "K7/0", "K7/01", "K7/10000", "K7/-1", "K7/+1", "K7/x", "K7/2/3", "K7/ 2", "K7.9",
        "K7@2026-11-16", "K7:g1", ".", "K7/2.9"}) {
    CAPTURE(text);
    CHECK(course_refused(text) == "2 reference_malformed");
  }
  for (const std::string_view text : {"", "Anna", "7", "/2", "Anna/2", "K 7/2", "MAR1", "K7\\2"}) {
    CAPTURE(text);
    CHECK(course_refused(text) == "2 code_malformed");
  }
}

TEST_CASE("an appointment is a session by number or the appointment of a day") {
  const auto ninth = read_appointment_reference("K7.9");
  CHECK(ninth.course.text() == "K7");
  CHECK(std::get<int>(ninth.which) == 9);
  const auto of_a_day = read_appointment_reference("K7/2@2026-11-16");
  CHECK(of_a_day.course.number == 2);
  CHECK(std::get<Date>(of_a_day.which) == test::day("2026-11-16"));
}

TEST_CASE("every reference to an appointment reads back from what it is written as") {
  for (const std::string_view text :
       {"K7.1", "K7.9", "K7/2.9", "k7F2.16", "K7.9999", "K7@2026-11-16", "K7/2@1900-01-01"}) {
    CAPTURE(text);
    CHECK(read_appointment_reference(text).text() == text);
  }
}

TEST_CASE("what does not name an appointment is refused") {
  for (const std::string_view text : {"",
                                      "K7",
                                      "K7/2",
                                      "K7.",
                                      "K7.0",
                                      "K7.01",
                                      "K7.x",
                                      "K7.-1",
                                      "K7.+1",
                                      "K7.10000",
                                      "K7.9.1",
                                      "K7. 9",
                                      "K7@",
                                      "K7@2026-02-30",
                                      "K7@today",
                                      "K7@16/11/2026",
                                      "K7@2026-11-16.1",
                                      "K7.9@2026-11-16",
                                      "K7/0.9",
                                      "K7/x@2026-11-16",
                                      "K7:s1"}) {
    CAPTURE(text);
    CHECK(appointment_refused(text) == "2 reference_malformed");
  }
  for (const std::string_view text : {".1", "@2026-11-16", "Anna.1", "7.1", "Anna@2026-11-16"}) {
    CAPTURE(text);
    CHECK(appointment_refused(text) == "2 code_malformed");
  }
}

TEST_CASE("every reference to another record reads back from what it is written as") {
  for (const char kind : record_kinds) {
    for (const std::string course : {"K7", "K7/2"}) {
      const std::string text = course + ":" + kind + "12";
      CAPTURE(text);
      const RecordReference reference = read_record_reference(text, record_kinds);
      CHECK(reference.text() == text);
      CHECK(reference.course.text() == course);
      CHECK(reference.number == 12);
    }
  }
}

TEST_CASE("a record of another kind is not the one asked for") {
  for (const char asked : record_kinds) {
    for (const char typed : record_kinds) {
      const std::string text = std::string{"K7:"} + typed + "1";
      CAPTURE(text);
      CHECK(record_refused(text, asked) == (asked == typed ? "0 done" : "2 reference_malformed"));
    }
  }
}

TEST_CASE("what does not name a record is refused with an example of its kind") {
  for (const std::string_view text : {"", "K7", "K7:", "K7:g", "K7:g0", "K7:g01", "K7:G1", "K7:g1x",
                                      "K7:g-1", "K7:gg1", "K7g1", "K7/0:g1", ":", "K7: g1"}) {
    CAPTURE(text);
    CHECK(record_refused(text, 'g') == "2 reference_malformed");
  }
  CHECK(record_refused("Anna:g1", 'g') == "2 code_malformed");
  CHECK(record_refused(":g1", 'g') == "2 code_malformed");
  const auto explanation = test::explanation_of([] { return read_record_reference("K7", "pf"); });
  CHECK(explanation.attempt == "K7:p1, K7:f1");
}
