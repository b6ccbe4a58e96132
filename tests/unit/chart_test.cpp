// The picture of a measure over a course, in text, HTML and Markdown.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/render/html.hpp"
#include "ipt/render/json.hpp"
#include "ipt/render/markdown.hpp"
#include "ipt/render/text.hpp"
#include "report/trend.hpp"
#include "unit/courses.hpp"

using namespace ipt;
using report::Report;
using test::day;

namespace {

Report drawn(report::Value trend) {
  Report report{.schema = "ipt.test/1"};
  report.data.add("trend", std::move(trend));
  report.blocks.emplace_back(
      report::Trend{.heading = "{trend.name} OVER THE SESSIONS", .path = "trend"});
  return report;
}

Report drawn(const CourseRecord& record) {
  return drawn(report::trend_value(record, measures(record, Catalogue{})));
}

// 19, 10, a missed appointment, 9 after a life event; the focus is agreed with the second session.
CourseRecord course() {
  CourseRecord record = test::acute_course("2026-01-05", 16);
  record.appointments = {test::session("2026-01-05"), test::session("2026-01-12"),
                         test::missed("2026-01-19"), test::session("2026-01-26")};
  record.scores = {test::total(test::phq9(), "2026-01-05", 19),
                   test::total(test::phq9(), "2026-01-12", 10),
                   test::total(test::phq9(), "2026-01-26", 9)};
  record.focus_episodes = {{.number = 1, .focus = Focus::grief, .from = day("2026-01-12")}};
  record.events = {{.number = 1, .date = day("2026-01-20"), .text = "a marker word"}};
  return record;
}

CourseRecord long_course(int sessions) {
  CourseRecord record = test::with_sessions(sessions, sessions);
  record.course.kind = CourseKind::maintenance;
  for (int i = 0; i < sessions; ++i) {
    record.scores.push_back(
        {.score = Score::from_total(test::phq9(), record.course.start.plus_days(7 * i),
                                    Points::whole(i % 28))});
  }
  return record;
}

report::Value scale(report::Value lowest, report::Value highest, report::Value cut_off,
                    const std::vector<report::Value>& totals) {
  report::List points;
  int session = 0;
  for (const report::Value& total : totals) {
    ++session;
    points.emplace_back(report::Object{}
                            .add("date", day("2026-01-05").plus_days(7 * session))
                            .add("session", session)
                            .add("attendance", "attended")
                            .add("label", "attended")
                            .add("total", total)
                            .add("prorated", false)
                            .add("events", 0));
  }
  return report::Object{}
      .add("name", "SCALE")
      .add("lowest", std::move(lowest))
      .add("highest", std::move(highest))
      .add("higher_is_worse", false)
      .add("cut_off", std::move(cut_off))
      .add("points", std::move(points));
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string_view line : split(text, '\n')) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

bool says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a bar touches the line of the cut-off exactly when the total does") {
  CHECK(render::text(drawn(course()), {.width = 80}) ==
        "PHQ-9 OVER THE SESSIONS\n"
        "          19  ▄▄▄▄\n"
        "              ████\n"
        "              ████\n"
        "              ████\n"
        "  cut-off 10  ████┄▄▄▄▄┄┄┄┄┄┄┄┄┄┄\n"
        "              ████ ████      ████\n"
        "              ████ ████      ████\n"
        "              ████ ████      ████\n"
        "              ████ ████      ████\n"
        "           0  ───────────────────\n"
        "       total    19   10    .    9\n"
        "     session     1    2    -    3\n"
        "       phase  initial────────────\n"
        "       focus  open grief─────────\n"
        "       event                    ◆\n");
}

TEST_CASE("in ASCII nothing else stands in it") {
  const std::string text = render::text(drawn(course()), {.width = 80, .voice = {.ascii = true}});
  CHECK(std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; }));
  CHECK(says(text, "  cut-off 10  ####-####----------\n"));
  CHECK(says(text, "       event                    ^\n"));
}

TEST_CASE("in plain text the figures are said in words, and nothing is drawn") {
  CHECK(render::text(drawn(course()), {.voice = {.plain = true}}) ==
        "PHQ-9 OVER THE SESSIONS: 19 at session 1, 10 at session 2, missing on 2026-01-19 (DNA),\n"
        "PHQ-9 OVER THE SESSIONS: 9 at session 3 after 1 life event\n"
        "PHQ-9 OVER THE SESSIONS: cut-off 10\n");
}

TEST_CASE("a chart fits any terminal, and says what it leaves out") {
  for (const int sessions : {2, 12, 16, 20, 60, 200}) {
    for (const int width : {40, 60, 80, 132}) {
      CAPTURE(sessions);
      CAPTURE(width);
      const std::string text = render::text(drawn(long_course(sessions)), {.width = width});
      CHECK(widest_line(text) <= static_cast<std::size_t>(width));
      const std::string of = " of " + std::to_string(sessions) + " appointments.";
      if (sessions == 200) CHECK(says(text, of));
      if (sessions <= 12 && width >= 80) CHECK_FALSE(says(text, of));
    }
  }
}

TEST_CASE("fewer than two totals are not drawn") {
  CourseRecord record = course();
  record.scores.erase(record.scores.begin() + 1, record.scores.end());
  CHECK(render::text(drawn(record), {}).empty());
  CHECK_FALSE(says(render::html(std::vector{drawn(record)}, {}), "<svg"));
  CHECK(render::text(drawn(test::with_sessions(3)), {}).empty());
  CHECK(render::text(drawn(report::Value{}), {}).empty());
}

TEST_CASE("totals with decimals, without a cut-off, and of a scale that does not begin at 0") {
  using report::Decimal;
  const std::string decimals =
      render::text(drawn(scale(0, 4, Decimal{125, 2}, {Decimal{25, 1}, 1, Decimal{125, 2}})), {});
  CHECK(says(decimals, "  cut-off 1.25  ████┄"));
  CHECK(says(decimals, "┄▄▄▄▄\n"));
  const std::string no_limit = render::text(drawn(scale(3, 36, report::Value{}, {3, 36})), {});
  CHECK_FALSE(says(no_limit, "cut-off"));
  CHECK(says(no_limit, "\n        3  ─────────\n"));
  CHECK(says(no_limit, "\n            ▁▁▁▁ ████\n") == false);
  const std::string ground = render::text(drawn(scale(0, 10, 0, {1, 10})), {});
  CHECK(says(ground, "         10       ████\n"));
}

TEST_CASE("the data of a trend says what is missing, and of life events only how many") {
  const std::string json = render::json(drawn(course()));
  CHECK(says(
      json,
      R"("session":null,"week":3,"attendance":"dna","label":"DNA","total":null,"prorated":false)"));
  CHECK(says(json, R"("cut_off":10,"reliable_change":6,)"));
  CHECK(says(json, R"("events":1)"));
  CHECK_FALSE(says(json, "marker"));
}

TEST_CASE("the picture of a page says every figure in words") {
  const std::string text = render::html(std::vector{drawn(course())}, {});
  CHECK(says(text, "role=\"img\" aria-label=\"PHQ-9 over 4 appointments\""));
  CHECK(says(text, "<title>PHQ-9 over 4 appointments</title>"));
  CHECK(says(text,
             "Scale 0 to 27, higher is worse. 19 at session 1, 10 at session 2, missing on "
             "2026-01-19 (DNA), 9 at session 3 after 1 life event. Phases: initial from session 1. "
             "Focus: open from session 1, grief from session 2. Cut-off 10. A change of 6 or more "
             "points is reliable. Bands: none/minimal from 0, mild from 5, moderate from 10, "
             "moderately severe from 15, severe from 20.</desc>"));
  CHECK(says(text, "class=\"cut-off\""));
  CHECK(says(text, "class=\"distance\""));
  CHECK(says(text, "class=\"event\""));
  CHECK(says(text, ">moderately severe</text>"));
  CHECK(says(text, "<figcaption>Dashed line: cut-off 10. Dotted line: reliable change"));
}

TEST_CASE("a score of a missed appointment and one outside any are points when they count") {
  CourseRecord record = course();
  record.scores = {
      test::total(test::phq9(), "2025-12-30", 21), test::total(test::phq9(), "2026-01-05", 19),
      test::total(test::phq9(), "2026-01-19", 8), test::total(test::phq9(), "2026-01-30", 4)};
  const std::string text = render::text(drawn(record), {.width = 80});
  CHECK(says(text, "       total    19    .    8    .    4\n"));
  CHECK(says(text, "     session     1    2    -    3    -\n"));
  const std::string page = render::html(std::vector{drawn(record)}, {});
  CHECK(says(page, "<title>PHQ-9 over 5 days</title>"));
  CHECK(says(page,
             "8 on 2026-01-19 (DNA), missing at session 3 after 1 life event, 4 on "
             "2026-01-30 (outside a session)."));
  CHECK(says(render::json(drawn(record)),
             R"("session":null,"week":4,"attendance":null,"label":"outside a session","total":4)"));
}

TEST_CASE("ids are unique in a page of several pictures, and what refers to them finds them") {
  const std::string text = render::html(std::vector{drawn(course()), drawn(course())}, {});
  std::set<std::string> ids;
  for (std::size_t at = text.find(" id=\""); at != std::string::npos;
       at = text.find(" id=\"", at + 1)) {
    const std::size_t from = at + 5;
    CHECK(ids.insert(text.substr(from, text.find('"', from) - from)).second);
  }
  CHECK(ids.size() == 2);
  for (const std::string& id : ids) CHECK(says(text, "aria-describedby=\"" + id + "\""));
}

TEST_CASE("a long course leaves room for its figures in a page too") {
  const std::string text = render::html(std::vector{drawn(long_course(200))}, {});
  CHECK(says(text, "The last 24 of 200 appointments."));
}

TEST_CASE("Markdown has the figures in a table") {
  const std::string text = render::markdown(std::vector{drawn(course())}, {});
  CHECK(says(text, "| session | date | PHQ-9 | phase | focus | life events |\n"));
  CHECK(says(text, "| DNA | 2026-01-19 | . | initial | grief | |\n"));
  CHECK(says(text, "| 3 | 2026-01-26 | 9 | initial | grief | 1 |\n"));
}

TEST_CASE("small bars have characters of their own in ASCII and words in plain text") {
  Report report{.schema = "ipt.test/1"};
  report.data.add("totals", report::List{27, report::Value{}, 0, 14}).add("low", 0).add("high", 27);
  report.blocks.emplace_back(report::Note{.text = "{totals:spark low high}"});
  CHECK(render::text(report, {}) == "█.▁▅\n");
  CHECK(render::text(report, {.voice = {.ascii = true}}) == "#._=\n");
  CHECK(render::text(report, {.voice = {.plain = true}}) == "27, missing, 0, 14\n");
}
