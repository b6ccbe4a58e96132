#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/measure.hpp"

namespace ipt {

// Goals, people, events, the formulation, contacts and supervision: which record is meant, what it
// says on a day, and what may be recorded.

/// `K7:g1`: what a record of that kind and number is called.
RecordReference reference_of(const CourseRecord& record, char kind, int number);

/// The record of that number, or the person of that label. Each throws `Error` (exit 3,
/// `record_not_found`) with the command that lists what there is. They point into `record`.
const Goal& goal(const CourseRecord& record, int number);
const Person& person(const CourseRecord& record, std::string_view label);
const LifeEvent& life_event(const CourseRecord& record, int number);
const Contact& contact(const CourseRecord& record, int number);
const Question& question(const CourseRecord& record, int number);

/// The same; null where there is none.
const Person* find_person(const CourseRecord& record, std::string_view label);

/// A course of IPT has 1 to 3 interpersonal goals and one of symptoms (our reading of what manuals
/// call a few goals); more are accepted with a remark.
inline constexpr int usual_goals = 4;

/// What the latest rating of a goal says, and the first day of those in a row that say so.
struct GoalStanding {
  GoalStatus status = GoalStatus::not_started;
  Date since;
};

/// Nothing while the goal was never rated.
std::optional<GoalStanding> standing(const Goal& goal);

/// Puts a rating in its place by date; it replaces that of its day.
void rate(Goal& goal, const GoalRating& rating);

/// What was said of a person on a day: the last version up to it, else the first one.
const PersonVersion& version_on(const Person& person, Date date);

/// The relation that a label names: of `sibling2` a sibling, of `P1` nothing.
std::optional<Relation> relation_in(std::string_view label);

/// The version of the formulation that held on a day; null before the first one.
const Formulation* formulation_on(const CourseRecord& record, Date date);

/// Exit 2, `risk_contradiction`: `none` or `not-asked` beside another risk.
void require_coherent(const std::vector<Risk>& risks);

/// Exit 4, `answer_before_question`.
void require_answer_after(const Question& question, Date answered_on);

/// Exit 4: the question of an appointment would be taken out although supervision has answered it
/// (`question_answered`), or come after its answer (`answer_before_question`).
void require_answer_kept(const CourseRecord& record, const Appointment& stored,
                         const Appointment& amended);

/// A positive answer to a risk item that a contact answers: what was done was not recorded before.
struct AnsweredRiskItem {
  const Instrument* instrument = nullptr;
  Date date;
};

/// Those of `before`, the record without the contact.
std::vector<AnsweredRiskItem> risk_items_answered(const CourseRecord& before,
                                                  const std::vector<Measure>& measures,
                                                  const Contact& contact);

}  // namespace ipt
