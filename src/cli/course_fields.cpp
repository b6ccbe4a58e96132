#include "cli/course_fields.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "cli/session_entry.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

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
  const auto typed = invocation.arguments().read(
      flags::phases, [&](const std::string& text) { return read_split(text, planned); });
  return typed ? *typed : read_usual_split(*invocation.choice(Key::phases).value, planned);
}

Contract acute_contract(const Invocation& invocation) {
  const auto typed = read_weeks(invocation.arguments());
  const int planned = typed ? *typed : whole_number(*invocation.choice(Key::weeks).value).value();
  return {.planned = planned, .split = acute_split(invocation, planned)};
}

std::vector<std::string> usual_measures(Invocation& invocation) {
  const Choice usual = invocation.choice(Key::instruments);
  try {
    return read_instruments(invocation.catalogue(), *usual.value);
  } catch (const Error& error) {
    if (!usual.line) throw;
    Explanation explanation = error.explanation();
    explanation.wrong = fmt::format("{}, line {}: {}", *invocation.config_file().path, *usual.line,
                                    explanation.wrong);
    throw Error(std::move(explanation));
  }
}

// A setting is not asked where a flag stands above it.
std::vector<std::string> agreed_measures(Invocation& invocation) {
  auto typed = read_measures(invocation);
  return typed ? *std::move(typed) : usual_measures(invocation);
}

std::optional<TherapistCode> usual_therapist(const Invocation& invocation) {
  const auto code = invocation.choice(Key::therapist).value;
  if (!code) return std::nullopt;
  return TherapistCode::read(*code, name_of(Key::therapist));
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
    if (trimmed(arguments.text(*flag)).empty()) continue;
    refuse_for_kind(*flag, name_of(kind),
                    acute ? "--weeks 12..16, or --kind maintenance" : "--sessions N --every DAYS");
  }
}

std::optional<int> read_weeks(const Arguments& arguments) {
  return arguments.read(flags::weeks, [](const std::string& text) {
    return read_acute_number(text, flags::weeks.name,
                             "--weeks 12 to --weeks 16, or --kind maintenance for sessions after "
                             "the acute course");
  });
}

int read_sessions(const Arguments& arguments) {
  return *arguments.number(flags::sessions, 1, most_maintenance_sessions);
}

int read_cadence(const Arguments& arguments) {
  return *arguments.number(flags::every, 1, longest_cadence);
}

std::optional<std::vector<std::string>> read_measures(Invocation& invocation) {
  return invocation.arguments().read(flags::instruments, [&](const std::string& list) {
    return read_instruments(invocation.catalogue(), list);
  });
}

std::optional<std::chrono::weekday> read_day(const Arguments& arguments) {
  return arguments.read(flags::day, [](const std::string& text) {
    if (const auto day = weekday_from(text)) return *day;
    const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    refuse_word(text, flags::day.name, days);
  });
}

std::optional<TherapistCode> read_therapist(const Arguments& arguments) {
  return arguments.read(flags::therapist, [](const std::string& code) {
    return TherapistCode::read(code, flags::therapist.name);
  });
}

std::optional<std::string> read_label(const Invocation& invocation) {
  return invocation.arguments().read(flags::diagnosis, [&](const std::string& text) {
    return read_diagnosis(text, flags::diagnosis.name, own_diagnoses(invocation));
  });
}

std::optional<Focus> read_area(const Invocation& invocation) {
  return invocation.arguments().read(flags::focus, [&](const std::string& word) {
    return read_focus(word, flags::focus.name, invocation.school());
  });
}

Course read_course(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const auto read_kind = [](const std::string& word) {
    return read_term<CourseKind>(word, flags::kind.name);
  };
  const CourseKind kind = arguments.read(flags::kind, read_kind).value_or(CourseKind::acute);
  refuse_flags_of_kind(arguments, kind);
  Course course{.client = ClientCode::read(arguments.word(0), "client code"),
                .kind = kind,
                .start = invocation.date(flags::start, Ahead::allowed).value_or(invocation.today()),
                .contract = kind == CourseKind::acute ? acute_contract(invocation)
                                                      : maintenance_contract(arguments),
                .instruments = agreed_measures(invocation),
                .day = read_day(arguments)};
  course.therapist =
      arguments.given(flags::therapist) ? read_therapist(arguments) : usual_therapist(invocation);
  course.diagnosis = read_label(invocation).value_or("");
  return course;
}

std::vector<Goal> read_goals(const Arguments& arguments, Date set_on) {
  std::vector<Goal> goals;
  for (const Arguments::Value& each : arguments.values(flags::goal)) {
    const std::string text = Arguments::at(
        flags::goal, each.line, [&] { return checked_text(each.text, flags::goal.name); });
    if (text.empty() && each.line != 0) continue;  // a line of a form that was not filled in
    if (text.empty()) {
      throw Error({.exit = Exit::usage,
                   .code = "value_empty",
                   .wrong = "--goal is empty",
                   .allowed = "A goal is what the course is for, in a few words.",
                   .attempt = "--goal TEXT"});
    }
    goals.push_back({.text = text, .set_on = set_on});
  }
  return goals;
}

std::vector<Score> read_scores(Invocation& invocation, Date date) {
  std::vector<Score> scores;
  for (const TypedScore& typed : read_typed_scores(invocation, date, Clearing::refused)) {
    scores.push_back(*typed.score);
  }
  return scores;
}

}  // namespace ipt::cli
