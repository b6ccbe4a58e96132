// What was written is what is read: random records, and text of every byte that UTF-8 allows.

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/base/text.hpp"
#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"
#include "store/fixture.hpp"

using namespace std::string_view_literals;
using namespace ipt;
using namespace ipt::test;
using store::Changes;
using store::Commit;
using store::CourseId;
using store::Records;
using store::Store;

namespace {

std::string utf8(char32_t point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  std::string bytes;
  if (point < 0x80) {
    bytes += byte(point);
  } else if (point < 0x800) {
    bytes += byte(0xC0 | (point >> 6));
    bytes += byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    bytes += byte(0xE0 | (point >> 12));
    bytes += byte(0x80 | ((point >> 6) & 0x3F));
    bytes += byte(0x80 | (point & 0x3F));
  } else {
    bytes += byte(0xF0 | (point >> 18));
    bytes += byte(0x80 | ((point >> 12) & 0x3F));
    bytes += byte(0x80 | ((point >> 6) & 0x3F));
    bytes += byte(0x80 | (point & 0x3F));
  }
  return bytes;
}

// Every ASCII character but NUL, then characters with every leading and every following byte that
// UTF-8 has, those that are no characters and those that turn text round among them.
std::string every_byte() {
  std::string text;
  for (char32_t point = 1; point < 0x800; ++point) text += utf8(point);
  for (char32_t point = 0x800; point < 0x10000; point += 0x3FF) {
    if (point < 0xD800 || point > 0xDFFF) text += utf8(point);
  }
  for (char32_t point = 0x10000; point < 0x110000; point += 0x8FFF) text += utf8(point);
  for (const char32_t point : U"\uFEFF\u202E\u2028\uFFFE\uFFFF\U0010FFFF\uD7FF\uE000"sv) {
    text += utf8(point);
  }
  return text;
}

// Records at random, always the same ones.
class Chance {
 public:
  int number(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }
  bool often() { return number(1, 3) > 1; }
  bool seldom() { return number(1, 4) == 1; }

  Date date() { return day("2026-01-01").plus_days(number(0, 364)); }

  std::string text() {
    std::string text;
    for (int i = number(1, 40); i > 0; --i) {
      const int kind = number(1, 8);
      if (kind == 1) {
        text += utf8(static_cast<char32_t>(number(0x80, 0x2FFF)));
      } else if (kind == 2) {
        text += utf8(static_cast<char32_t>(number(0x1F300, 0x1F6FF)));
      } else if (kind == 3) {
        text += "\"'\\`;%_?-\n\t"[number(0, 10)];
      } else {
        text += static_cast<char>(number(1, 126));
      }
    }
    return text;
  }
  std::string text_or_none() { return often() ? text() : std::string{}; }

  template <typename Id>
  Id one() {
    const auto terms = vocabulary<Id>();
    return terms[static_cast<std::size_t>(number(0, static_cast<int>(terms.size()) - 1))].id;
  }

  template <typename Id>
  std::optional<Id> one_or_none() {
    return often() ? std::optional{one<Id>()} : std::nullopt;
  }

  template <typename Id>
  std::vector<Id> some() {
    std::vector<Id> ids;
    for (const auto& term : vocabulary<Id>()) {
      if (seldom()) ids.push_back(term.id);
    }
    return ids;
  }

  // Days that differ, in any order.
  std::vector<Date> dates(int most) {
    std::set<Date> days;
    for (int i = number(0, most); i > 0; --i) days.insert(date());
    std::vector<Date> list(days.begin(), days.end());
    std::ranges::shuffle(list, random_);
    return list;
  }

 private:
  std::mt19937 random_{20261123};  // NOLINT(cert-msc51-cpp): the same records in every run
};

Contract any_contract(Chance& chance, CourseKind kind) {
  const int planned = kind == CourseKind::acute ? chance.number(12, 16) : chance.number(1, 200);
  PhaseSplit split = quarter_split(planned);
  if (chance.seldom()) split = {.rule = SplitRule::custom, .initial = 0, .ending = 1};
  if (chance.seldom() && planned > 5) split = stuart_split();
  return {.planned = planned, .cadence_days = chance.number(1, 366), .split = split};
}

Score any_score(Chance& chance, const Instrument& instrument, Date date) {
  if (instrument.entry == Entry::total || chance.seldom()) {
    const bool answered = instrument.risk && chance.often();
    return Score::from_total(
        instrument, date,
        Points::whole(chance.number(0, instrument.total_max.in_hundredths() / 100)),
        answered ? std::optional{chance.number(0, instrument.risk->max)} : std::nullopt);
  }
  Answers answers(static_cast<std::size_t>(instrument.items()));
  for (auto& answer : answers) {
    if (chance.often()) answer = chance.number(instrument.item_min, instrument.item_max);
  }
  answers.front() = instrument.item_max;
  return Score::from_answers(instrument, date, answers);
}

Course any_course(Chance& chance, const std::string& code) {
  Course course = acute_course(code);
  course.kind = chance.seldom() ? CourseKind::maintenance : CourseKind::acute;
  course.start = day("2025-12-31").plus_days(-chance.number(0, 100));
  course.contract = any_contract(chance, course.kind);
  if (chance.often()) course.instruments = {"gad7", "phq9"};
  if (chance.often()) course.day = course.start.weekday();
  if (chance.often()) {
    course.therapist = TherapistCode::read(fmt::format("t{}", chance.number(1, 9)), "therapist");
  }
  if (chance.often()) course.diagnosis = "depression";
  return course;
}

Appointment any_appointment(Chance& chance, Date date) {
  Appointment appointment{.date = date,
                          .attendance = chance.one<Attendance>(),
                          .mode = chance.one_or_none<Mode>(),
                          .focus = chance.one_or_none<Focus>(),
                          .link = chance.text_or_none(),
                          .techniques = chance.some<Technique>(),
                          .task = chance.text_or_none(),
                          .question = chance.text_or_none(),
                          .milestones = chance.some<Milestone>(),
                          .risks = chance.some<Risk>(),
                          .risk_action = chance.text_or_none(),
                          .recorded = chance.seldom(),
                          .note = chance.text_or_none()};
  if (chance.often()) appointment.minutes = chance.number(1, 480);
  if (chance.often()) appointment.next = date.plus_days(chance.number(1, 30));
  return appointment;
}

FocusEpisode any_focus(Chance& chance, Date from) {
  FocusEpisode episode{.focus = chance.one<Focus>(),
                       .rank = chance.one<FocusRank>(),
                       .from = from,
                       .reason = chance.text_or_none(),
                       .person = chance.text_or_none(),
                       .old_role = chance.text_or_none(),
                       .new_role = chance.text_or_none()};
  for (const Date date : chance.dates(3)) {
    episode.stages.push_back({.date = date, .stage = chance.one<DisputeStage>()});
  }
  std::ranges::sort(episode.stages, {}, &DatedStage::date);
  return episode;
}

PersonVersion any_version(Chance& chance, Date date) {
  PersonVersion version{.date = date,
                        .relation = chance.one_or_none<Relation>(),
                        .status = chance.one_or_none<PersonStatus>(),
                        .ring = chance.one_or_none<Ring>(),
                        .key = chance.seldom(),
                        .text = chance.text_or_none()};
  if (version.status && chance.often()) version.status_since = chance.date();
  return version;
}

Contact any_contact(Chance& chance, Date date) {
  return {.date = date,
          .mode = chance.one_or_none<Mode>(),
          .with = chance.often() ? "sibling2" : "",
          .risks = chance.some<Risk>(),
          .risk_action = chance.text_or_none(),
          .text = chance.text_or_none()};
}

Formulation any_formulation(Chance& chance, Date date) {
  Formulation version{
      .date = date, .sentence = chance.text_or_none(), .text = chance.text_or_none()};
  if (chance.often()) version.agreed_on = chance.date();
  if (chance.often()) version.shared_on = chance.date();
  return version;
}

void answer(Chance& chance, Question& question) {
  question.answered_on = chance.date();
  if (chance.often()) question.minutes = chance.number(1, 480);
  question.answer = chance.text_or_none();
}

template <typename Record>
void by_date(std::vector<Record>& records, Date Record::*date) {
  std::ranges::stable_sort(records, {}, date);
}

// The inventory, with labels in an order that is not that of the alphabet.
void add_persons(Changes& changes, Chance& chance, CourseId id, CourseRecord& record) {
  for (const char* label : {"P2", "P10", "sibling"}) {
    const std::vector<Date> dates = chance.dates(3);
    if (dates.empty()) continue;
    record.persons.push_back({.label = label});
    for (const Date date : dates) {
      record.persons.back().versions.push_back(any_version(chance, date));
      changes.add_person(id, label, record.persons.back().versions.back());
    }
    by_date(record.persons.back().versions, &PersonVersion::date);
  }
}

// Questions of sessions, then one outside; some of both are answered.
void add_questions(Changes& changes, Chance& chance, CourseId id, CourseRecord& record) {
  for (const Appointment& each : record.appointments) {
    if (each.question.empty()) continue;
    record.questions.push_back(
        {.asked_on = each.date, .text = each.question, .appointment = each.date});
    record.questions.back().number = static_cast<int>(record.questions.size());
  }
  record.questions.push_back({.asked_on = chance.date(), .text = chance.text()});
  record.questions.back().number = changes.add_question(id, record.questions.back());
  for (Question& each : record.questions) {
    if (chance.seldom()) continue;
    answer(chance, each);
    changes.answer_question(id, each);
  }
}

void add_practice(Changes& changes, Chance& chance, CourseId id, CourseRecord& record) {
  for (const Date set_on : chance.dates(3)) {
    record.goals.push_back({.text = chance.text(), .set_on = set_on});
    Goal& goal = record.goals.back();
    goal.number = changes.add_goal(id, goal);
    for (const Date date : chance.dates(3)) {
      goal.ratings.push_back({.date = date, .status = chance.one<GoalStatus>()});
    }
    by_date(goal.ratings, &GoalRating::date);
    changes.update_goal(id, goal);
  }
  add_persons(changes, chance, id, record);
  for (const Date date : chance.dates(4)) {
    record.events.push_back({.date = date, .text = chance.text()});
    record.events.back().number = changes.add_event(id, record.events.back());
    record.contacts.push_back(any_contact(chance, date));
    record.contacts.back().number = changes.add_contact(id, record.contacts.back());
    record.formulations.push_back(any_formulation(chance, date));
    changes.write_formulation(id, record.formulations.back());
    record.dismissals.push_back(
        {.check = "focus-kept", .date = date, .causes = {date}, .reason = chance.text()});
    if (chance.often()) record.dismissals.back().causes.push_back(date.plus_days(7));
    record.dismissals.back().number = changes.add_dismissal(id, record.dismissals.back());
  }
  add_questions(changes, chance, id, record);
  by_date(record.events, &LifeEvent::date);
  by_date(record.contacts, &Contact::date);
  by_date(record.formulations, &Formulation::date);
  by_date(record.dismissals, &Dismissal::date);
  by_date(record.questions, &Question::asked_on);
}

// Makes a record in the order of its lists, sets the numbers that the store gives, and then orders
// the lists by date as they are read.
CourseRecord written(Changes& changes, Chance& chance, const std::string& code) {
  CourseRecord record{.course = any_course(chance, code)};
  const CourseId id = changes.add_course(record.course);
  for (const Date date : chance.dates(4)) {
    record.course.milestones.push_back({.id = chance.one<Milestone>(), .date = date});
  }
  record.course.relapse_plan = chance.text_or_none();
  changes.update_course(id, record.course);
  for (const Date from : chance.dates(3)) {
    record.contract_changes.push_back({.from = from,
                                       .contract = any_contract(chance, record.course.kind),
                                       .reason = chance.text_or_none()});
    ContractChange& change = record.contract_changes.back();
    if (chance.often()) change.agreed_on = chance.date();
    change.number = changes.add_contract_change(id, change);
  }
  for (const Date from : chance.dates(4)) {
    record.focus_episodes.push_back(any_focus(chance, from));
    record.focus_episodes.back().number = changes.add_focus(id, record.focus_episodes.back());
  }
  for (const Date from : chance.dates(3)) {
    record.absences.push_back({.from = from, .reason = chance.text_or_none()});
    Absence& pause = record.absences.back();
    if (chance.often()) pause.to = from.plus_days(chance.number(0, 20));
    pause.number = changes.add_absence(id, pause);
  }
  for (const Date date : chance.dates(16)) {
    record.appointments.push_back(any_appointment(chance, date));
    changes.add_appointment(id, record.appointments.back());
  }
  for (const Date date : chance.dates(16)) {
    for (const Instrument& instrument : built_in_instruments()) {
      if (chance.seldom()) continue;
      FiledScore filed{.score = any_score(chance, instrument, date)};
      filed.number = changes.add_score(id, filed.score, chance.seldom());
      record.scores.push_back(filed);
    }
  }
  add_practice(changes, chance, id, record);
  if (chance.seldom()) {
    record.course.end = CourseEnd{.status = chance.one<EndStatus>(),
                                  .date = day("2027-01-01"),
                                  .reason = chance.text_or_none()};
    changes.end_course(id, *record.course.end);
  }
  by_date(record.contract_changes, &ContractChange::from);
  by_date(record.focus_episodes, &FocusEpisode::from);
  by_date(record.absences, &Absence::from);
  by_date(record.appointments, &Appointment::date);
  std::ranges::sort(record.scores, {}, [](const FiledScore& filed) {
    return std::pair{filed.score.date(), filed.score.instrument()};
  });
  return record;
}

// Every field of a record in words. The bindings do not compile once a field is added.

std::string words(const std::optional<Date>& date) { return date ? date->iso() : "none"; }

template <typename Number>
std::string words_of_number(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : "none";
}

template <typename Id>
std::string words_of(const std::optional<Id>& id) {
  return id ? std::string{name_of(*id)} : "none";
}

template <typename Id>
std::string words_of(const std::vector<Id>& ids) {
  std::string text;
  for (const Id id : ids) text += fmt::format("{} ", name_of(id));
  return text;
}

std::string words(const Contract& contract) {
  const auto& [planned, cadence, split] = contract;
  const auto& [rule, initial, ending] = split;
  return fmt::format("{} every {}, {} {} {}", planned, cadence, name_of(rule), initial, ending);
}

std::string words(const Course& course) {
  const auto& [client, number, kind, start, contract, instruments, weekday, therapist, diagnosis,
               linked, milestones, relapse_plan, end] = course;
  std::string text =
      fmt::format("{}/{} {} {} | {} | {} | {} | {} | {} | {} | {}", client.text(), number,
                  name_of(kind), start.iso(), words(contract), joined(instruments, ","),
                  weekday ? weekday_name(*weekday) : "none", therapist ? therapist->text() : "none",
                  diagnosis, linked.value_or(0), relapse_plan);
  for (const auto& [id, date] : milestones) text += fmt::format(" {} {}", name_of(id), date.iso());
  if (!end) return text;
  const auto& [status, date, reason] = *end;
  return text + fmt::format(" | {} {} {}", name_of(status), date.iso(), reason);
}

std::string words(const ContractChange& change) {
  const auto& [number, from, contract, reason, agreed_on] = change;
  return fmt::format("contract {} {} | {} | {} | {}", number, from.iso(), words(contract), reason,
                     words(agreed_on));
}

std::string words(const FocusEpisode& episode) {
  const auto& [number, focus, rank, from, reason, person, old_role, new_role, stages] = episode;
  std::string text = fmt::format("focus {} {} {} {} | {} | {} | {} | {}", number, name_of(focus),
                                 name_of(rank), from.iso(), reason, person, old_role, new_role);
  for (const auto& [date, stage] : stages) {
    text += fmt::format(" {}={}", date.iso(), name_of(stage));
  }
  return text;
}

std::string words(const Absence& absence) {
  const auto& [kind, number, from, to, reason, recorded_on] = absence;
  return fmt::format("absence {} {} {} {} | {}", static_cast<int>(kind), number, from.iso(),
                     words(to), reason);
}

std::string words(const Appointment& appointment) {
  const auto& [date, attendance, minutes, mode, focus, link, techniques, task, question, milestones,
               risks, risk_action, recorded, next, note] = appointment;
  return fmt::format("appointment {} {} {} {} {} | {} | {} | {} | {} | {} | {} | {} | {} {} | {}",
                     date.iso(), name_of(attendance), words_of_number(minutes), words_of(mode),
                     words_of(focus), link, words_of(techniques), task, question,
                     words_of(milestones), words_of(risks), risk_action, recorded, words(next),
                     note);
}

std::string words(const FiledScore& filed) {
  const auto& [score, number] = filed;
  return fmt::format("score {} {} v{} | {} | {}", words_of_number(number), score.instrument(),
                     score.version(), score.date().iso(), ipt::written(score));
}

std::string words(const Goal& goal) {
  const auto& [number, text, set_on, ratings] = goal;
  std::string all = fmt::format("goal {} {} | {}", number, set_on.iso(), text);
  for (const auto& [date, status] : ratings) {
    all += fmt::format(" {}={}", date.iso(), name_of(status));
  }
  return all;
}

std::string words(const Person& person) {
  const auto& [label, versions] = person;
  std::string all = "person " + label;
  for (const auto& [date, relation, status, since, ring, key, text] : versions) {
    all += fmt::format(" | {} {} {} {} {} {} {}", date.iso(), words_of(relation), words_of(status),
                       words(since), words_of(ring), key, text);
  }
  return all;
}

std::string words(const LifeEvent& event) {
  const auto& [number, date, text] = event;
  return fmt::format("event {} {} | {}", number, date.iso(), text);
}

std::string words(const Formulation& version) {
  const auto& [date, sentence, agreed_on, shared_on, text] = version;
  return fmt::format("formulation {} {} {} | {} | {}", date.iso(), words(agreed_on),
                     words(shared_on), sentence, text);
}

std::string words(const Contact& contact) {
  const auto& [number, date, mode, with, risks, risk_action, text] = contact;
  return fmt::format("contact {} {} {} {} | {} | {} | {}", number, date.iso(), words_of(mode), with,
                     words_of(risks), risk_action, text);
}

std::string words(const Question& question) {
  const auto& [number, asked_on, text, appointment, answered_on, minutes, answer] = question;
  return fmt::format("question {} {} {} {} {} | {} | {}", number, asked_on.iso(),
                     words(appointment), words(answered_on), words_of_number(minutes), text,
                     answer);
}

std::string words(const Dismissal& dismissal) {
  const auto& [number, check, date, causes, reason] = dismissal;
  std::string all = fmt::format("dismissal {} {} {} | {}", number, check, date.iso(), reason);
  for (const Date cause : causes) all += " " + cause.iso();
  return all;
}

// One entry a record, so that a failure shows the one that differs.
std::vector<std::string> words(const CourseRecord& record) {
  const auto& [course, only_course, contract_changes, focus_episodes, absences, appointments,
               scores, goals, persons, events, formulations, contacts, questions, dismissals] =
      record;
  std::vector<std::string> all = {words(course), only_course ? "only course" : "one of several"};
  const auto add = [&](const auto& list) {
    for (const auto& each : list) all.push_back(words(each));
  };
  add(contract_changes);
  add(focus_episodes);
  add(absences);
  add(appointments);
  add(scores);
  add(goals);
  add(persons);
  add(events);
  add(formulations);
  add(contacts);
  add(questions);
  add(dismissals);
  return all;
}

CourseRecord read_back(const Store& store, const std::string& code) {
  return store.read(
      [&](const Records& records) { return records.course(read_course_reference(code)).record; });
}

void check_equal(const CourseRecord& read, const CourseRecord& expected) {
  const std::vector<std::string> found = words(read);
  const std::vector<std::string> wanted = words(expected);
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == wanted[i]);
}

}  // namespace

TEST_CASE("200 random records are read as they were written, field by field") {
  const Place place;
  Chance chance;
  std::vector<CourseRecord> expected;
  Store store = new_store(place.store());
  for (int tens = 0; tens < 20; ++tens) {
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      for (int i = 0; i < 10; ++i) {
        expected.push_back(written(changes, chance, fmt::format("K{}", tens * 10 + i)));
      }
      return 0;
    });
  }
  const Store reopened = Store::open(place.store(), Store::Access::read);
  for (const CourseRecord& record : expected) {
    check_equal(read_back(reopened, record.course.client.text()), record);
  }
  CHECK(differences_from_history(reopened).empty());
  CHECK(texts(reopened, "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
}

TEST_CASE("an appointment can become any other appointment") {
  const Place place;
  Chance chance;
  Store store = new_store(place.store());
  const CourseId course = add_course(store, acute_course("K7"));
  Appointment now = any_appointment(chance, chance.date());
  store.write(operation(), Commit::keep, [&](Changes& changes) {
    changes.add_appointment(course, now);
    return 0;
  });
  for (int i = 0; i < 50; ++i) {
    const Appointment next = any_appointment(chance, chance.date());
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      changes.update_appointment(course, now.date, next);
      return 0;
    });
    now = next;
    const CourseRecord record = read_back(store, "K7");
    REQUIRE(record.appointments.size() == 1);
    CHECK(words(record.appointments.front()) == words(now));
    CHECK(record.appointments.front() == now);
  }
  CHECK(differences_from_history(store).empty());
}

TEST_CASE("a score can become any other score of its instrument and day, and go to another day") {
  const Place place;
  Chance chance;
  Store store = new_store(place.store());
  const CourseId course = add_course(store, acute_course("K7"));
  const Instrument& phq = Catalogue{}.instrument("phq9");
  Score now = phq9("2026-01-01", 17);
  store.write(operation(), Commit::keep,
              [&](Changes& changes) { return changes.add_score(course, now, true); });
  for (int i = 1; i <= 30; ++i) {
    const Score next = any_score(chance, phq, day("2026-01-01").plus_days(i));
    store.write(operation(), Commit::keep, [&](Changes& changes) {
      changes.move_score(course, "phq9", now.date(), next.date());
      changes.update_score(course, next);
      return 0;
    });
    now = next;
    const CourseRecord record = read_back(store, "K7");
    REQUIRE(record.scores.size() == 1);
    CHECK(record.scores.front().score == now);
    CHECK(record.scores.front().number == 1);
  }
  CHECK(differences_from_history(store).empty());
}

TEST_CASE("text of every byte that UTF-8 allows comes back in every field that takes text") {
  const Place place;
  const std::string nasty = every_byte();
  REQUIRE(is_utf8(nasty));
  std::set<char> bytes(nasty.begin(), nasty.end());
  CHECK(bytes.size() == 256 - 1 - 2 - 11);  // no NUL, no C0 and C1, nothing from F5 on

  Store store = new_store(place.store());
  CourseRecord record{.course = acute_course("K7")};
  record.course.diagnosis = nasty;
  record.course.end =
      CourseEnd{.status = EndStatus::completed, .date = day("2026-12-01"), .reason = nasty};
  record.contract_changes = {{.number = 1,
                              .from = day("2026-10-05"),
                              .contract = {.planned = 14, .split = quarter_split(14)},
                              .reason = nasty}};
  record.focus_episodes = {{.number = 1,
                            .focus = Focus::transition,
                            .from = day("2026-09-21"),
                            .reason = nasty,
                            .person = nasty,
                            .old_role = nasty,
                            .new_role = nasty}};
  record.absences = {{.number = 1, .from = day("2026-10-12"), .reason = nasty}};
  record.appointments = {full_appointment("2026-09-07")};
  Appointment& appointment = record.appointments.front();
  appointment.link = appointment.task = appointment.question = nasty;
  appointment.risk_action = appointment.note = nasty;
  const Date first = day("2026-09-07");
  record.goals = {{.number = 1, .text = nasty, .set_on = first}};
  record.persons = {{.label = "P1", .versions = {{.date = first, .text = nasty}}}};
  record.events = {{.number = 1, .date = first, .text = nasty}};
  record.formulations = {{.date = first, .sentence = nasty, .text = nasty}};
  record.contacts = {{.number = 1, .date = first, .risk_action = nasty, .text = nasty}};
  record.questions = {{.number = 1,
                       .asked_on = first,
                       .text = nasty,
                       .appointment = first,
                       .answered_on = first,
                       .answer = nasty}};
  record.dismissals = {
      {.number = 1, .check = "cadence", .date = first, .causes = {first}, .reason = nasty}};

  store.write(operation(nasty), Commit::keep, [&](Changes& changes) {
    const CourseId id = changes.add_course(record.course);
    changes.add_contract_change(id, record.contract_changes.front());
    changes.add_focus(id, record.focus_episodes.front());
    changes.add_absence(id, record.absences.front());
    changes.add_appointment(id, appointment);
    changes.add_goal(id, record.goals.front());
    changes.add_person(id, "P1", record.persons.front().versions.front());
    changes.add_event(id, record.events.front());
    changes.write_formulation(id, record.formulations.front());
    changes.add_contact(id, record.contacts.front());
    changes.answer_question(id, record.questions.front());
    changes.add_dismissal(id, record.dismissals.front());
    changes.end_course(id, *record.course.end);
    return 0;
  });
  check_equal(read_back(store, "K7"), record);
  CHECK(differences_from_history(store).empty());
  CHECK(texts(store, "SELECT DISTINCT json_extract(payload, '$.reason') FROM revision") ==
        std::vector<std::string>{nasty});
}
