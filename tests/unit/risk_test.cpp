#include "ipt/domain/risk.hpp"

#include <doctest/doctest.h>

#include "unit/courses.hpp"

using namespace ipt;
using namespace ipt::test;

namespace {

CourseRecord asked(const std::vector<Risk>& risks) {
  CourseRecord record = with_sessions(2);
  record.appointments[1].risks = risks;
  return record;
}

}  // namespace

TEST_CASE("risk that was never recorded is not known") {
  CHECK(!latest_stated_risk(with_sessions(2)));
}

TEST_CASE("what was reported is open until somebody writes down what was done") {
  CourseRecord record = asked({Risk::plan_or_intent});
  CHECK(latest_stated_risk(record)->is_open());
  record.contacts.push_back({.number = 1, .date = day("2026-01-13"), .risk_action = "crisis team"});
  CHECK(!latest_stated_risk(record)->is_open());
  CHECK(latest_stated_risk(record)->action_on == day("2026-01-13"));
  CHECK(!latest_stated_risk(asked({Risk::none}))->is_open());
  CHECK(!latest_stated_risk(asked({Risk::not_asked}))->is_open());
}

TEST_CASE("an action of the day before answers nothing") {
  CourseRecord record = asked({Risk::self_harm});
  record.contacts.push_back({.number = 1, .date = day("2026-01-11"), .risk_action = "letter"});
  CHECK(latest_stated_risk(record)->is_open());
}

TEST_CASE("a contact is heard as a session is, the later of them") {
  CourseRecord record = asked({Risk::none});
  record.contacts.push_back(
      {.number = 3, .date = day("2026-01-12"), .risks = {Risk::passive_ideation}});
  const auto latest = latest_stated_risk(record);
  CHECK(latest->contact == 3);
  CHECK(latest->is_open());
  record.contacts.back().date = day("2026-01-06");
  CHECK(!latest_stated_risk(record)->contact);
}
