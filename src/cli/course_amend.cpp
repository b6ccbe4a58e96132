// ipt course amend
#include <fmt/core.h>

#include <algorithm>

#include "cli/course.hpp"
#include "cli/course_fields.hpp"
#include "cli/flags.hpp"
#include "cli/form_keys.hpp"
#include "cli/given.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/agreement.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/course.hpp"

namespace ipt::cli::course {
namespace {

// What `course amend` was given, applied to the course as it is.
class Amendment {
 public:
  Amendment(Invocation& invocation, const CourseRecord& record)
      : invocation_(invocation),
        arguments_(invocation.arguments()),
        record_(record),
        course_(record.course) {
    read_texts();
    read_contract();
    read_milestones();
  }

  [[nodiscard]] const Course& course() const { return course_; }
  /// Phases for the sessions to come, where sessions were held already.
  [[nodiscard]] const std::optional<ContractChange>& phases() const { return phases_; }

 private:
  void read_texts() {
    if (const auto start = invocation_.date(flags::start, Ahead::allowed)) course_.start = *start;
    if (auto measures = read_measures(invocation_)) course_.instruments = *std::move(measures);
    if (arguments_.given(flags::day)) {
      course_.day = is_emptied(flags::day) ? std::nullopt : read_day(arguments_);
    }
    if (arguments_.given(flags::therapist)) {
      course_.therapist = is_emptied(flags::therapist) ? std::nullopt : read_therapist(arguments_);
    }
    if (arguments_.given(flags::diagnosis)) {
      course_.diagnosis = is_emptied(flags::diagnosis) ? "" : read_label(invocation_).value_or("");
    }
    if (arguments_.given(flags::relapse_plan)) {
      course_.relapse_plan = invocation_.text(flags::relapse_plan);
    }
  }

  void read_contract() {
    refuse_flags_of_kind(arguments_, course_.kind);
    if (course_.kind == CourseKind::maintenance) {
      if (arguments_.given(flags::sessions)) course_.contract.planned = read_sessions(arguments_);
      if (arguments_.given(flags::every)) course_.contract.cadence_days = read_cadence(arguments_);
      return;
    }
    if (const auto weeks = read_weeks(arguments_)) {
      course_.contract.planned = *weeks;
      course_.contract.split = resplit(course_.contract.split, course_.contract.planned);
    }
    if (arguments_.given(flags::phases)) read_phases();
  }

  void read_phases() {
    const bool is_new = sessions_held(record_) == 0 && record_.contract_changes.empty();
    const bool at_start = is_new || arguments_.given(flags::weeks);
    const int planned = at_start ? course_.contract.planned : contract_now(record_).planned;
    const PhaseSplit split = *arguments_.read(
        flags::phases, [&](const std::string& text) { return read_split(text, planned); });
    if (at_start) {
      course_.contract.split = split;
    } else {
      phases_ = phases_change(record_, split, invocation_.today());
      phases_->reason = invocation_.text(flags::reason);
    }
  }

  [[nodiscard]] bool is_emptied(const Flag& flag) const {
    return trimmed(arguments_.text(flag)).empty();
  }

  void read_milestones() {
    for (const Arguments::Value& each : arguments_.values(flags::dated_milestone)) {
      if (each.line != 0 && trimmed(each.text).empty()) continue;
      Arguments::at(flags::dated_milestone, each.line, [&] { read_milestone(each.text); });
    }
    std::ranges::stable_sort(course_.milestones, {}, &DatedMilestone::date);
  }

  void read_milestone(const std::string& text) {
    const std::size_t mark = text.find('@');
    const auto id = read_term<Milestone>(text.substr(0, mark), flags::dated_milestone.name);
    if (mark == std::string::npos) refuse_undated(text);
    std::erase_if(course_.milestones, [&](const DatedMilestone& each) { return each.id == id; });
    const std::string date = text.substr(mark + 1);
    if (date.empty()) return;
    course_.milestones.push_back({.id = id,
                                  .date = resolve_date(date, invocation_.today(), Ahead::refused,
                                                       flags::dated_milestone.name)});
  }

  [[noreturn]] static void refuse_undated(const std::string& text) {
    throw Error({.exit = Exit::usage,
                 .code = "milestone_undated",
                 .wrong = fmt::format("--milestone '{}' has no date", text),
                 .allowed = "A milestone of the course is entered with its day; without one, "
                            "'ID@' takes it back.",
                 .attempt = fmt::format("--milestone {}@today", text)});
  }

  Invocation& invocation_;
  const Arguments& arguments_;
  const CourseRecord& record_;
  Course course_;
  std::optional<ContractChange> phases_;
};

// The focus that was agreed at the start, corrected; later changes are made by `course focus`.
void amend_focus(store::Changes& changes, const store::StoredCourse& course, Date start,
                 Focus area) {
  const auto& episodes = course.record.focus_episodes;
  if (episodes.empty()) {
    changes.add_focus(course.id, {.focus = area, .from = start});
    return;
  }
  if (episodes.size() == 1 && episodes.front().focus == area) return;
  const std::string name = reference_of(course.record).text();
  throw Error(
      {.exit = Exit::refused,
       .code = "focus_agreed",
       .wrong = fmt::format("a focus of {} is agreed already", name),
       .allowed = "Another one is a change of focus, or the one that was entered by mistake "
                  "is taken back.",
       .attempt = fmt::format("ipt course focus {0} {1} --reason TEXT, or ipt course remove "
                              "{0}:f{2} --reason TEXT",
                              name, name_of(area), episodes.back().number)});
}

// The next appointment is what the latest one says; before the first it is the start.
void amend_next(store::Changes& changes, const store::StoredCourse& course,
                std::optional<Date> next) {
  if (course.record.appointments.empty()) {
    throw Error(
        {.exit = Exit::refused,
         .code = "no_appointment",
         .wrong = fmt::format("{} has no appointment yet", reference_of(course.record).text()),
         .allowed = "The first appointment is the start of the course.",
         .attempt = "--start DATE"});
  }
  Appointment latest = course.record.appointments.back();
  latest.next = next;
  require_coherent(latest);
  changes.update_appointment(course.id, latest.date, latest);
}

// What does not belong to a course of this kind, or was agreed anew since.
std::vector<const Flag*> not_amendable(const CourseRecord& record) {
  std::vector<const Flag*> flags = {&flags::weeks, &flags::sessions, &flags::every};
  const bool acute = record.course.kind == CourseKind::acute;
  if (!acute) flags.push_back(&flags::phases);
  if (!record.contract_changes.empty()) return flags;
  std::erase_if(flags, [&](const Flag* flag) {
    return flag != &flags::phases && acute == (flag == &flags::weeks);
  });
  return flags;
}

std::string phases_text(const Contract& contract) {
  const PhaseSplit& split = contract.split;
  return fmt::format("{}/{}/{}", split.initial, contract.planned - split.initial - split.ending,
                     split.ending);
}

// What the form of `course amend` is opened with.
std::vector<std::pair<const Flag*, std::string>> stored_values(const CourseRecord& record) {
  const Course& course = record.course;
  const Contract& contract = course.contract;
  return {{&flags::start, course.start.iso()},
          {&flags::weeks, std::to_string(contract.planned)},
          {&flags::sessions, std::to_string(contract.planned)},
          {&flags::every, std::to_string(contract.cadence_days)},
          {&flags::phases, phases_text(contract_now(record))},
          {&flags::diagnosis, course.diagnosis},
          {&flags::therapist, course.therapist ? course.therapist->text() : ""},
          {&flags::day, course.day ? lower(weekday_name(*course.day)) : ""},
          {&flags::instruments, joined(course.instruments, ",")},
          {&flags::relapse_plan, course.relapse_plan}};
}

}  // namespace

FormDraft amend_form(const Command& command, Invocation& invocation) {
  const CourseRecord record = invocation.course(invocation.arguments().word(0));
  FormDraft draft = draft_of_flags(command, invocation.arguments(), invocation.catalogue());
  draft.heading = stored_heading(reference_of(record).text());
  for (const Flag* flag : not_amendable(record)) {
    std::erase_if(draft.fields, [&](const FormField& each) { return each.key == key_of(*flag); });
  }
  for (const auto& [flag, value] : stored_values(record)) set_stored(draft, *flag, value);
  return draft;
}

void amend(Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  require_given(arguments, amended_flags, "nothing to amend was given");
  const std::vector<Goal> goals = read_goals(arguments, invocation.today());
  const std::optional<Focus> focus = read_area(invocation);
  const bool has_next = arguments.given(flags::next);
  const auto next = trimmed(arguments.text(flags::next)).empty()
                        ? std::nullopt
                        : invocation.date(flags::next, Ahead::allowed);

  change_course(
      invocation, read_course_reference(arguments.word(0)), invocation.text(flags::reason),
      [&](store::Changes& changes, const store::StoredCourse& course) {
        const Amendment amendment{invocation, course.record};
        require_amendable(course.record, amendment.course());
        changes.update_course(course.id, amendment.course());
        if (amendment.phases()) changes.add_contract_change(course.id, *amendment.phases());
        if (focus) amend_focus(changes, course, amendment.course().start, *focus);
        if (has_next) amend_next(changes, course, next);
        for (const Goal& goal : goals) changes.add_goal(course.id, goal);
      },
      [&](const CourseRecord& after, report::Outcome outcome) {
        return Change{.reference = reference_of(after).text(),
                      .report = report::course_amended(after, invocation.today(), outcome)};
      });
}

}  // namespace ipt::cli::course
