#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/domain/code.hpp"
#include "ipt/domain/contract.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/reference.hpp"
#include "ipt/domain/score.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt {

/// How and when a course ended.
struct CourseEnd {
  EndStatus status = EndStatus::unknown;
  Date date;
  std::string reason = {};
};

/// A milestone that was entered for the course, not with a session.
struct DatedMilestone {
  Milestone id = Milestone::diagnosis_named;
  Date date;

  bool operator==(const DatedMilestone&) const = default;
};

/// One contract with one client, as it was agreed at the start.
struct Course {
  ClientCode client;
  int number = 1;  ///< counted per client, in the order of creation
  CourseKind kind = CourseKind::acute;
  Date start;
  Contract contract = {};
  std::vector<std::string> instruments = {};     ///< codes; the first is the primary measure
  std::optional<std::chrono::weekday> day = {};  ///< the usual weekday
  std::optional<TherapistCode> therapist = {};
  std::string diagnosis = {};      ///< empty while none is given
  std::optional<int> linked = {};  ///< number of the acute course that a maintenance course follows
  std::vector<DatedMilestone> milestones = {};  ///< by date
  std::string relapse_plan = {};                ///< foreseeable stressors, coping, whom to call
  std::optional<CourseEnd> end = {};
};

/// The number, the spacing or the phases agreed anew from a day on.
struct ContractChange {
  int number = 0;
  Date from;
  Contract contract = {};
  std::string reason = {};
  std::optional<Date> agreed_on = {};
};

/// The stage of a role dispute as seen on a day; it is expected to move.
struct DatedStage {
  Date date;
  DisputeStage stage = DisputeStage::renegotiation;

  bool operator==(const DatedStage&) const = default;
};

/// A focus area from the day it was agreed until the next one of its rank.
struct FocusEpisode {
  int number = 0;
  Focus focus;
  FocusRank rank = FocusRank::primary;
  Date from;
  std::string reason = {};
  std::string person = {};  ///< label of the other party of a dispute, or of the person who died
  std::string old_role = {};
  std::string new_role = {};
  std::vector<DatedStage> stages = {};  ///< by date
};

/// Days without sessions: a pause of one course, or a break, the therapist's leave, for all. Both
/// ends are included; without `to` the end is not known yet.
struct Absence {
  enum class Kind { pause, therapist_break };

  Kind kind = Kind::pause;
  int number = 0;
  Date from;
  std::optional<Date> to = {};
  std::string reason = {};
  std::optional<Date> recorded_on = {};  ///< when it was first written down; absent: not known

  [[nodiscard]] bool covers(Date date) const { return from <= date && (!to || date <= *to); }
};

/// A booked slot and what came of it. One on which the client was seen is a session; its number,
/// week and phase are derived, never stored.
struct Appointment {
  Date date;
  Attendance attendance = Attendance::attended;
  std::optional<int> minutes = {};
  std::optional<Mode> mode = {};
  std::optional<Focus> focus = {};  ///< only when it was named
  std::string link = {};            ///< what happened between people and how it moved symptoms
  std::vector<Technique> techniques = {};
  std::string task = {};      ///< between-session task
  std::string question = {};  ///< for supervision
  std::vector<Milestone> milestones = {};
  std::vector<Risk> risks = {};
  std::string risk_action = {};
  bool recorded = false;          ///< audio or video recorded
  std::optional<Date> next = {};  ///< the next appointment, when one was booked
  std::string note = {};

  bool operator==(const Appointment&) const = default;
};

/// How far a goal was reached, as seen on a day.
struct GoalRating {
  Date date;
  GoalStatus status = GoalStatus::not_started;

  bool operator==(const GoalRating&) const = default;
};

/// What the course is for.
struct Goal {
  int number = 0;
  std::string text = {};
  Date set_on;
  std::vector<GoalRating> ratings = {};  ///< by date, one a day
};

/// What was said about a person in the client's life, as of a day. Every field is optional.
struct PersonVersion {
  Date date;
  std::optional<Relation> relation = {};
  std::optional<PersonStatus> status = {};
  std::optional<Date> status_since = {};
  std::optional<Ring> ring = {};
  bool key = false;  ///< a key person of the focus
  std::string text = {};

  bool operator==(const PersonVersion&) const = default;
};

/// A person of the interpersonal inventory: a label, never a name. Closeness and disputes change,
/// so what is said is dated.
struct Person {
  std::string label;
  std::vector<PersonVersion> versions = {};  ///< by date, at least one
};

/// Something that happened in the client's life: with the symptoms it makes the timeline.
struct LifeEvent {
  int number = 0;
  Date date;
  std::string text = {};
};

/// The link of symptoms and focus, as it was written on a day.
struct Formulation {
  Date date;
  std::string sentence = {};           ///< one or two sentences in the client's words
  std::optional<Date> agreed_on = {};  ///< with the client
  std::optional<Date> shared_on = {};  ///< in writing: a letter or a diagram
  std::string text = {};

  bool operator==(const Formulation&) const = default;
};

/// A call, a letter or a meeting outside the sessions. It is never numbered, and there may be
/// several a day.
struct Contact {
  int number = 0;
  Date date;
  std::optional<Mode> mode = {};
  std::string with = {};  ///< the client when empty, else the label of a person
  std::vector<Risk> risks = {};
  std::string risk_action = {};
  std::string text = {};

  bool operator==(const Contact&) const = default;
};

/// A question for supervision and what came of it.
struct Question {
  int number = 0;
  Date asked_on;
  std::string text = {};
  std::optional<Date> appointment = {};  ///< the one with which it was recorded
  std::optional<Date> answered_on = {};
  std::optional<int> minutes = {};  ///< of supervision
  std::string answer = {};
};

/// A finding of a check that a therapist has looked at and put aside, with the reason.
struct Dismissal {
  int number = 0;
  std::string check;  ///< the name of the check
  Date date;
  std::vector<Date> causes = {};  ///< the days that it covers, by date
  std::string reason = {};
};

/// A score, and its number when it was entered outside a session.
struct FiledScore {
  Score score;
  std::optional<int> number = {};
};

/// Everything that is recorded of one course, each list by date.
struct CourseRecord {
  Course course;
  bool only_course = true;  ///< the client has no other, so that `K7` says enough
  std::vector<ContractChange> contract_changes = {};
  std::vector<FocusEpisode> focus_episodes = {};
  std::vector<Absence> absences = {};  ///< pauses of this course and breaks of the therapist
  std::vector<Appointment> appointments = {};
  std::vector<FiledScore> scores = {};
  std::vector<Goal> goals = {};
  std::vector<Person> persons = {};  ///< by label
  std::vector<LifeEvent> events = {};
  std::vector<Formulation> formulations = {};  ///< one a day; the last one holds
  std::vector<Contact> contacts = {};
  std::vector<Question> questions = {};
  std::vector<Dismissal> dismissals = {};
};

/// `K7`, or `K7/2` when the client has more than one course.
CourseReference reference_of(const CourseRecord& record);

/// What stood in the record on `as_of`: whatever is dated later is left out, an answer of
/// supervision too, and a course ended later is open. Pauses, breaks and changes of the contract
/// that begin later are known plans when seen from `today`; on a day before it, pauses and breaks
/// are, if they were written down by then.
CourseRecord known_on(CourseRecord record, Date as_of, Date today);

}  // namespace ipt
