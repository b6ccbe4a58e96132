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

PhaseSplit acute_split(const Invocation& invocation, int planned) {
  if (const auto typed = invocation.arguments().find(flags::phases)) {
    return read_split(*typed, planned);
  }
  return read_usual_split(*invocation.choice(Key::phases).value, planned);
}

Contract acute_contract(const Invocation& invocation) {
  const int planned = read_weeks(*invocation.find(flags::weeks, Key::weeks));
  return {.planned = planned, .split = acute_split(invocation, planned)};
}

// Near misses of the usual diagnoses that the user has declared to be meant.
std::vector<std::string> own_diagnoses(const Invocation& invocation) {
  const auto list = invocation.choice(Key::diagnoses).value;
  return list ? read_own_diagnoses(*list, name_of(Key::diagnoses)) : std::vector<std::string>{};
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

int read_weeks(const std::string& text) {
  return read_acute_number(text, flags::weeks.name,
                           "--weeks 12 to --weeks 16, or --kind maintenance for sessions after the "
                           "acute course");
}

int read_sessions(const Arguments& arguments) {
  return *arguments.number(flags::sessions, 1, most_maintenance_sessions);
}

int read_cadence(const Arguments& arguments) {
  return *arguments.number(flags::every, 1, longest_cadence);
}

std::optional<std::chrono::weekday> read_day(const Arguments& arguments) {
  const auto text = arguments.find(flags::day);
  if (!text) return std::nullopt;
  if (const auto day = weekday_from(*text)) return day;
  const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  refuse_word(*text, flags::day.name, days);
}

std::optional<TherapistCode> read_therapist(const std::string& code) {
  if (trimmed(code).empty()) return std::nullopt;
  return TherapistCode::read(code, flags::therapist.name);
}

std::string read_label(const Invocation& invocation) {
  const std::string label = invocation.arguments().text(flags::diagnosis);
  if (trimmed(label).empty()) return {};
  return read_diagnosis(label, flags::diagnosis.name, own_diagnoses(invocation));
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
                .contract = kind == CourseKind::acute ? acute_contract(invocation)
                                                      : maintenance_contract(arguments),
                .instruments = read_instruments(
                    built_in_instruments(), *invocation.find(flags::instruments, Key::instruments)),
                .day = read_day(arguments)};
  course.therapist = read_therapist(invocation.find(flags::therapist, Key::therapist).value_or(""));
  course.diagnosis = read_label(invocation);
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
