#include "cli/course_fields.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr int most_maintenance_sessions = 200;
constexpr int longest_cadence = 366;

[[noreturn]] void refuse_for_kind(const Flag& flag, std::string_view kind,
                                  std::string_view instead) {
  throw Error({.exit = Exit::usage,
               .code = "flag_not_allowed",
               .wrong = fmt::format("{} does not go with a course of kind {}", flag.name, kind),
               .allowed = "An acute course takes --weeks and --phases, a maintenance course "
                          "--sessions and --every.",
               .attempt = std::string{instead}});
}

Contract maintenance_contract(const Arguments& arguments) {
  arguments.require(flags::sessions);
  arguments.require(flags::every);
  return {.planned = read_sessions(arguments),
          .cadence_days = read_cadence(arguments),
          .split = {.rule = SplitRule::custom}};
}

Contract acute_contract(const Arguments& arguments) {
  const int planned = arguments.given(flags::weeks) ? read_weeks(arguments) : most_acute_sessions;
  return {.planned = planned,
          .split = read_split(arguments.find(flags::phases).value_or("quarter"), planned)};
}

}  // namespace

void refuse_flags_of_kind(const Arguments& arguments, CourseKind kind) {
  const bool acute = kind == CourseKind::acute;
  const std::array<const Flag*, 2> others = acute ? std::array{&flags::sessions, &flags::every}
                                                  : std::array{&flags::weeks, &flags::phases};
  for (const Flag* flag : others) {
    if (!arguments.given(*flag)) continue;
    refuse_for_kind(*flag, name_of(kind),
                    acute ? "--weeks 12..16, or --kind maintenance" : "--sessions N --every DAYS");
  }
}

int read_weeks(const Arguments& arguments) {
  return read_acute_number(arguments.text(flags::weeks), flags::weeks.name,
                           "--weeks 12 to --weeks 16, or --kind maintenance for sessions after the "
                           "acute course");
}

int read_sessions(const Arguments& arguments) {
  return *arguments.number(flags::sessions, 1, most_maintenance_sessions);
}

int read_cadence(const Arguments& arguments) {
  return *arguments.number(flags::every, 1, longest_cadence);
}

std::vector<std::string> read_instruments(const Arguments& arguments) {
  const std::string list = arguments.find(flags::instruments).value_or("phq9");
  std::vector<std::string> codes;
  for (const std::string_view word : split(list, ',')) {
    const std::string& code = instrument(built_in_instruments(), trimmed(word)).code;
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  }
  return codes;
}

std::optional<std::chrono::weekday> read_day(const Arguments& arguments) {
  const auto text = arguments.find(flags::day);
  if (!text) return std::nullopt;
  if (const auto day = weekday_from(*text)) return day;
  const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  refuse_word(*text, flags::day.name, days);
}

std::optional<TherapistCode> read_therapist(const Arguments& arguments) {
  const std::string code = arguments.text(flags::therapist);
  if (trimmed(code).empty()) return std::nullopt;
  return TherapistCode::read(code, flags::therapist.name);
}

std::string read_label(const Arguments& arguments) {
  const std::string label = arguments.text(flags::diagnosis);
  return trimmed(label).empty() ? std::string{} : read_diagnosis(label, flags::diagnosis.name);
}

Course read_course(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const auto kind_text = arguments.find(flags::kind);
  const CourseKind kind =
      kind_text ? read_term<CourseKind>(*kind_text, flags::kind.name) : CourseKind::acute;
  refuse_flags_of_kind(arguments, kind);
  Course course{.client = ClientCode::read(arguments.word(0), "client code"),
                .kind = kind,
                .start = invocation.date(flags::start, Ahead::allowed).value_or(invocation.today()),
                .contract = kind == CourseKind::acute ? acute_contract(arguments)
                                                      : maintenance_contract(arguments),
                .instruments = read_instruments(arguments),
                .day = read_day(arguments)};
  course.therapist = read_therapist(arguments);
  course.diagnosis = read_label(arguments);
  return course;
}

std::vector<Goal> read_goals(const Arguments& arguments, Date set_on) {
  std::vector<Goal> goals;
  for (const std::string& text : arguments.all(flags::goal)) {
    if (!trimmed(text).empty())
      goals.push_back({.text = std::string{trimmed(text)}, .set_on = set_on});
  }
  return goals;
}

std::vector<Score> read_scores(const Arguments& arguments, Date date) {
  std::vector<Score> scores;
  for (const std::string& text : arguments.all(flags::score)) {
    scores.push_back(read_score(built_in_instruments(), text, date));
  }
  return scores;
}

}  // namespace ipt::cli
