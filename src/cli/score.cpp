// ipt score …
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/allowed.hpp"
#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "cli/words.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/session.hpp"

namespace ipt::cli {
namespace {

std::string saved_reference(const CourseRecord& record, const Score& score) {
  return reference_text(record, *score_on(record, score.instrument(), score.date()));
}

void add(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const CourseReference reference = read_course_reference(arguments.word(0));
  const Date date = invocation.date(flags::date, Ahead::refused).value_or(invocation.today());

  invocation.change("", [&](store::Changes& changes) {
    const Score score = read_score(invocation.catalogue(), arguments.word(1), date);
    store::StoredCourse course = changes.course(reference);
    const bool again = is_recorded(course.record, score);
    if (!again) {
      const bool in_session = appointment_on(course.record, date) != nullptr;
      changes.add_score(course.id, score, !in_session);
      course = changes.course(reference);
    }
    return Change{.reference = saved_reference(course.record, score),
                  .report = report::score_saved(course.record, invocation.catalogue(), score,
                                                "ipt.score.add/1", invocation.today(),
                                                invocation.outcome(changes))};
  });
}

// The day of the score that `K7:s1`, `K7.9` or `K7@2026-11-16` names.
struct ScorePlace {
  CourseReference course;
  std::optional<int> number = {};
  std::optional<AppointmentReference> appointment = {};
};

ScorePlace read_place(const std::string& word) {
  if (word.find(':') != std::string::npos) {
    const RecordReference reference = read_record_reference(word, "s");
    return {.course = reference.course, .number = reference.number};
  }
  const AppointmentReference reference = read_appointment_reference(word);
  return {.course = reference.course, .appointment = reference};
}

[[noreturn]] void refuse_missing(const std::string& word, const CourseRecord& record) {
  throw Error({.exit = Exit::not_found,
               .code = "score_not_found",
               .wrong = fmt::format("there is no such score as {}", word),
               .allowed = "A score has the name that 'ipt score list' prints.",
               .attempt = fmt::format("ipt score list {}", reference_of(record).text())});
}

Date date_of(const CourseRecord& record, const ScorePlace& place, const std::string& word) {
  if (place.number) {
    const auto found = std::ranges::find(record.scores, place.number, &FiledScore::number);
    if (found == record.scores.end()) refuse_missing(word, record);
    return found->score.date();
  }
  if (const Date* date = std::get_if<Date>(&place.appointment->which)) return *date;
  return ipt::appointment(record, *place.appointment).date;
}

void amend(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const std::string& word = arguments.word(0);
  const ScorePlace place = read_place(word);
  invocation.change(invocation.text(flags::reason), [&](store::Changes& changes) {
    // Read once for a date of its own, so that a wrong score is refused whatever it is to correct.
    const Score typed = read_score(invocation.catalogue(), arguments.word(1), invocation.today());
    const store::StoredCourse before = changes.course(place.course);
    const Date date = date_of(before.record, place, word);
    const FiledScore* stored = score_on(before.record, typed.instrument(), date);
    if (stored == nullptr) refuse_missing(word, before.record);
    const Score score = read_score(invocation.catalogue(), arguments.word(1), date);
    changes.update_score(before.id, score);
    const CourseRecord after = changes.course(place.course).record;
    return Change{
        .reference = saved_reference(after, score),
        .report = report::score_saved(after, invocation.catalogue(), score, "ipt.score.amend/1",
                                      invocation.today(), invocation.outcome(changes))};
  });
}

// The score that a place names; a day with several needs the instrument.
const FiledScore& score_at(const CourseRecord& record, const ScorePlace& place,
                           Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const std::string& word = arguments.word(0);
  const Date date = date_of(record, place, word);
  std::vector<const FiledScore*> found;
  for (const FiledScore& filed : record.scores) {
    const bool named = !place.number || filed.number == place.number;
    const bool wanted =
        arguments.words().size() < 2 ||
        filed.score.instrument() == invocation.catalogue().instrument(arguments.word(1)).code;
    if (filed.score.date() == date && named && wanted) found.push_back(&filed);
  }
  if (found.empty()) refuse_missing(word, record);
  if (found.size() == 1) return *found.front();
  throw Error({.exit = Exit::usage,
               .code = "score_ambiguous",
               .wrong = fmt::format("{} has {} scores", word, found.size()),
               .allowed = "The instrument says which one.",
               .attempt = fmt::format("ipt score remove {} {} --reason TEXT", word,
                                      found.front()->score.instrument())});
}

void remove(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  const ScorePlace place = read_place(arguments.word(0));
  const std::string reason = invocation.required_text(flags::reason);

  invocation.change(reason, [&](store::Changes& changes) {
    const store::StoredCourse before = changes.course(place.course);
    const FiledScore removed = score_at(before.record, place, invocation);
    changes.remove_score(before.id, removed.score.instrument(), removed.score.date());
    const CourseRecord after = changes.course(place.course).record;
    return Change{.reference = reference_text(after, removed),
                  .report = report::score_removed(after, invocation.catalogue(), removed,
                                                  invocation.today(), invocation.outcome(changes))};
  });
}

void list(Invocation& invocation) {
  const std::string& word = invocation.arguments().word(0);
  const CourseRecord record = invocation.course(word);
  invocation.print_or(report::score_list(record, invocation.catalogue(), invocation.as_of()),
                      record.scores.empty(),
                      fmt::format("No score yet. Add one: ipt score add {} phq9=ANSWERS", word));
}

constexpr std::array add_flags = {&flags::date};
constexpr std::array amend_flags = {&flags::reason};

constexpr std::array course_words = {words::course};
constexpr std::array add_words = {
    words::course,
    Positional{"CODE=ANSWERS", "such as phq9=112301210, phq9=total:11 or epds=14,risk:1"}};
constexpr std::array amend_words = {
    words::score,
    Positional{"CODE=ANSWERS", "such as phq9=112301210, phq9=total:11 or epds=14,risk:1"}};

constexpr std::array remove_words = {
    words::score, Positional{"CODE", "which one, where a day has several, such as phq9", false,
                             instrument_words}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "add",
     .summary = "A score outside a session: referral, baseline, follow-up",
     .positionals = add_words,
     .flags = add_flags,
     .effect = Effect::writes,
     .run = add,
     .details = "Scores of a session go with 'ipt log'. The baseline of a course is the first\n"
                "score on or after session 1; an earlier one is a referral score.\n"
                "\n"
                "  ipt score add K7 phq9=112301210 --date 2026-10-05\n"
                "  ipt score add K7 epds=14,risk:1\n"
                "\n"
                "'ipt help measures' says how scores are typed."},
    {.verb = "list",
     .summary = "Every score of a course",
     .positionals = course_words,
     .flags = {},
     .run = list},
    {.verb = "amend",
     .summary = "Correct a score; the earlier version stays in the history",
     .positionals = amend_words,
     .flags = amend_flags,
     .effect = Effect::writes,
     .run = amend,
     .details = "  ipt score amend K7:s1 phq9=112101210"},
    {.verb = "remove",
     .summary = "Take out a score; it stays in the history",
     .positionals = remove_words,
     .flags = amend_flags,
     .effect = Effect::writes,
     .run = remove,
     .details = "  ipt score remove K7:s1 --reason \"form of another client\"\n"
                "  ipt score remove K7.9 gad7 --reason \"form of another client\""},
});

}  // namespace

const Group score_group{.noun = "score",
                        .section = "COURSES",
                        .summary = "add | list | amend | remove      scores outside a session",
                        .commands = commands};

}  // namespace ipt::cli
