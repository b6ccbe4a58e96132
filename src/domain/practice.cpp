#include "ipt/domain/practice.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "domain/refusal.hpp"
#include "ipt/base/error.hpp"

namespace ipt {
namespace {

[[noreturn]] void refuse_missing(const CourseRecord& record, std::string name,
                                 std::string_view noun) {
  throw Error({.exit = Exit::not_found,
               .code = "record_not_found",
               .wrong = fmt::format("there is no {}", name),
               .allowed = fmt::format("'ipt {} list' names what there is.", noun),
               .attempt = fmt::format("ipt {} list {}", noun, reference_of(record).text())});
}

template <typename Record>
const Record& numbered(const CourseRecord& record, const std::vector<Record>& all, int number,
                       char kind, std::string_view noun) {
  const auto found = std::ranges::find(all, number, &Record::number);
  if (found != all.end()) return *found;
  refuse_missing(record, reference_of(record, kind, number).text(), noun);
}

}  // namespace

RecordReference reference_of(const CourseRecord& record, char kind, int number) {
  return {.course = reference_of(record), .kind = kind, .number = number};
}

const Goal& goal(const CourseRecord& record, int number) {
  return numbered(record, record.goals, number, 'g', "goal");
}

const LifeEvent& life_event(const CourseRecord& record, int number) {
  return numbered(record, record.events, number, 'e', "event");
}

const Contact& contact(const CourseRecord& record, int number) {
  return numbered(record, record.contacts, number, 'c', "contact");
}

const Question& question(const CourseRecord& record, int number) {
  return numbered(record, record.questions, number, 'q', "supervision");
}

const Person* find_person(const CourseRecord& record, std::string_view label) {
  const auto found = std::ranges::find(record.persons, label, &Person::label);
  return found == record.persons.end() ? nullptr : &*found;
}

const Person& person(const CourseRecord& record, std::string_view label) {
  if (const Person* found = find_person(record, label)) return *found;
  refuse_missing(record, fmt::format("{} {}", reference_of(record).text(), label), "person");
}

std::optional<GoalStanding> standing(const Goal& goal) {
  if (goal.ratings.empty()) return std::nullopt;
  auto since = goal.ratings.rbegin();
  const GoalStatus status = since->status;
  while (std::next(since) != goal.ratings.rend() && std::next(since)->status == status) ++since;
  return GoalStanding{.status = status, .since = since->date};
}

void rate(Goal& goal, const GoalRating& rating) {
  std::erase_if(goal.ratings, [&](const GoalRating& each) { return each.date == rating.date; });
  goal.ratings.push_back(rating);
  std::ranges::sort(goal.ratings, {}, &GoalRating::date);
}

const PersonVersion& version_on(const Person& person, Date date) {
  const auto later = std::ranges::upper_bound(person.versions, date, {}, &PersonVersion::date);
  return later == person.versions.begin() ? person.versions.front() : *std::prev(later);
}

std::optional<Relation> relation_in(std::string_view label) {
  return find_term<Relation>(label.substr(0, label.find_last_not_of("0123456789") + 1));
}

const Formulation* formulation_on(const CourseRecord& record, Date date) {
  const auto later = std::ranges::upper_bound(record.formulations, date, {}, &Formulation::date);
  return later == record.formulations.begin() ? nullptr : &*std::prev(later);
}

void require_coherent(const std::vector<Risk>& risks) {
  const auto holds = [&](Risk risk) { return std::ranges::find(risks, risk) != risks.end(); };
  if (risks.size() < 2 || (!holds(Risk::none) && !holds(Risk::not_asked))) return;
  refuse_value("risk_contradiction", "--risk none or not-asked stands beside another answer",
               "none and not-asked stand alone.", "--risk with what was reported");
}

void require_answer_after(const Question& question, Date answered_on) {
  if (answered_on >= question.asked_on) return;
  refuse_state("answer_before_question",
               fmt::format("an answer of {} lies before the question of {}", answered_on.iso(),
                           question.asked_on.iso()),
               "A question is answered on the day on which it was asked, or later.",
               "--date with a later day");
}

void require_answer_kept(const CourseRecord& record, const Appointment& stored,
                         const Appointment& amended) {
  if (stored.question.empty()) return;
  const auto found = std::ranges::find_if(record.questions, [&](const Question& each) {
    return each.appointment == stored.date && each.answered_on;
  });
  if (found == record.questions.end()) return;
  if (!amended.question.empty()) {
    Question moved = *found;
    moved.asked_on = amended.date;
    return require_answer_after(moved, *found->answered_on);
  }
  const RecordReference name = reference_of(record, 'q', found->number);
  refuse_state(
      "question_answered",
      fmt::format("{} was answered in supervision, and would be lost with its answer", name.text()),
      "A question that was answered stays; it may be put in other words.",
      "--question with other words");
}

std::vector<AnsweredRiskItem> risk_items_answered(const CourseRecord& before,
                                                  const std::vector<Measure>& measures,
                                                  const Contact& contact) {
  std::vector<AnsweredRiskItem> answered;
  if (contact.risk_action.empty()) return answered;
  for (const Measure& measure : measures) {
    const auto state = risk_item_state(before, measure);
    // Where a later form left the item out, it is not said whether the contact came before it.
    if (!state || !state->positive || state->unanswered || state->followed_up.value_or(true)) {
      continue;
    }
    if (contact.date >= *state->date) answered.push_back({state->instrument, *state->date});
  }
  return answered;
}

}  // namespace ipt
