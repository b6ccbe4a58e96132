// Reading. Each query is written beside the code that reads its columns, by their order.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/error.hpp"
#include "ipt/store/store.hpp"
#include "store/chain.hpp"
#include "store/fields.hpp"
#include "store/reading.hpp"
#include "store/revisions.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {
namespace {

struct CourseRow {
  CourseId id{};
  Course course;
  bool only_course = true;
};

// The columns that `course_row` reads, in its order.
constexpr const char* course_columns =
    "SELECT course.id, client.code, course.number, course.kind, course.start_date, "
    "course.planned, course.cadence_days, course.split_rule, course.split_initial, "
    "course.split_ending, course.instruments, course.day, course.therapist, course.diagnosis, "
    "course.end_status, course.end_date, course.end_reason, "
    "(SELECT count(*) FROM course AS other WHERE other.client_id = course.client_id) = 1, "
    "course.milestones, course.relapse_plan, "
    "(SELECT number FROM course AS other WHERE other.id = course.linked_course) "
    "FROM course JOIN client ON client.id = course.client_id ";

CourseRow course_row(const Statement& row) {
  Course course{.client = ClientCode::read(row.text(1), "client code"),
                .number = stored_int(row, 2),
                .kind = stored_term<CourseKind>(row.text(3)),
                .start = stored_date(row, 4),
                .contract = contract_at(row, 5),
                .instruments = words_in(row.text(10))};
  if (const auto day = row.optional_text(11)) course.day = weekday_from(*day);
  if (const auto code = row.optional_text(12)) {
    course.therapist = TherapistCode::read(*code, "therapist code");
  }
  course.diagnosis = row.optional_text(13).value_or("");
  if (const auto status = stored_optional_term<EndStatus>(row, 14)) {
    course.end = CourseEnd{.status = *status,
                           .date = stored_date(row, 15),
                           .reason = row.optional_text(16).value_or("")};
  }
  if (const auto milestones = row.optional_text(18)) {
    course.milestones = milestones_from(*milestones);
  }
  course.relapse_plan = row.optional_text(19).value_or("");
  course.linked = stored_optional_int(row, 20);
  return {.id = CourseId{row.integer(0)},
          .course = std::move(course),
          .only_course = row.integer(17) != 0};
}

std::vector<CourseRow> rows_of(Statement& statement) {
  std::vector<CourseRow> rows;
  while (statement.step()) rows.push_back(course_row(statement));
  return rows;
}

std::vector<CourseRow> rows_of_client(Database& database, const ClientCode& client) {
  static const std::string query =
      std::string{course_columns} + "WHERE client.code = ? ORDER BY course.number";
  Statement& statement = database.statement(query.c_str());
  statement.bind(client.text());
  return rows_of(statement);
}

// Two questions, so that the one about open courses is answered by an index.
std::vector<CourseRow> rows_of_filter(Database& database, const CourseFilter& filter) {
  static const std::string rest =
      "AND (?2 IS NULL OR course.therapist = ?2) AND (?3 IS NULL OR course.start_date <= ?3) "
      "ORDER BY client.code, course.number";
  static const std::string all = std::string{course_columns} + "WHERE ?1 IS NULL " + rest;
  static const std::string open = std::string{course_columns} +
                                  "WHERE (course.end_date IS NULL OR course.end_date >= ?1) " +
                                  rest;
  Statement& statement = database.statement((filter.ended_too ? all : open).c_str());
  statement.bind(filter.ended_too ? std::nullopt : date_or_null(filter.ended_from),
                 filter.therapist ? std::optional{filter.therapist->text()} : std::nullopt,
                 date_or_null(filter.begun_by));
  return rows_of(statement);
}

std::vector<ContractChange> contract_changes(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, from_date, planned, cadence_days, split_rule, split_initial, split_ending, "
      "reason, agreed_on FROM contract_change WHERE course_id = ? ORDER BY from_date, number");
  row.bind(raw(course));
  std::vector<ContractChange> changes;
  while (row.step()) {
    changes.push_back({.number = stored_int(row, 0),
                       .from = stored_date(row, 1),
                       .contract = contract_at(row, 2),
                       .reason = row.text(7),
                       .agreed_on = stored_optional_date(row, 8)});
  }
  return changes;
}

std::vector<FocusEpisode> focus_episodes(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, area, rank, from_date, reason, person, old_role, new_role, stages "
      "FROM focus WHERE course_id = ? ORDER BY from_date, number");
  row.bind(raw(course));
  std::vector<FocusEpisode> episodes;
  while (row.step()) {
    FocusEpisode episode{.number = stored_int(row, 0),
                         .focus = stored_term<Focus>(row.text(1)),
                         .rank = stored_term<FocusRank>(row.text(2)),
                         .from = stored_date(row, 3),
                         .reason = row.optional_text(4).value_or(""),
                         .person = row.optional_text(5).value_or(""),
                         .old_role = row.optional_text(6).value_or(""),
                         .new_role = row.optional_text(7).value_or("")};
    if (const auto stages = row.optional_text(8)) episode.stages = stages_from(*stages);
    episodes.push_back(std::move(episode));
  }
  return episodes;
}

std::vector<Absence> read_absences(Statement& row, Absence::Kind kind) {
  std::vector<Absence> absences;
  while (row.step()) {
    absences.push_back({.kind = kind,
                        .number = stored_int(row, 0),
                        .from = stored_date(row, 1),
                        .to = stored_optional_date(row, 2),
                        .reason = row.optional_text(3).value_or(""),
                        .recorded_on = stored_optional_date(row, 4)});
  }
  return absences;
}

// The id of a record is the number of the revision that brought it.
std::vector<Absence> pauses(Database& database, CourseId course) {
  Statement& row = database.statement(
      "SELECT number, from_date, to_date, reason, (SELECT recorded_on FROM revision WHERE "
      "seq = absence.id) FROM absence WHERE course_id = ? ORDER BY from_date");
  row.bind(raw(course));
  return read_absences(row, Absence::Kind::pause);
}

std::vector<Absence> therapist_breaks(Database& database) {
  Statement& row = database.statement(
      "SELECT number, from_date, to_date, reason, (SELECT recorded_on FROM revision WHERE "
      "seq = absence.id) FROM absence WHERE course_id IS NULL ORDER BY from_date, number");
  row.bind();
  return read_absences(row, Absence::Kind::therapist_break);
}

// What every course of a list has in common.
struct Shared {
  std::vector<Absence> breaks;
  Catalogue catalogue;
};

StoredCourse whole_record(Database& database, CourseRow row, const Shared& shared) {
  CourseRecord record{.course = std::move(row.course), .only_course = row.only_course};
  record.contract_changes = contract_changes(database, row.id);
  record.focus_episodes = focus_episodes(database, row.id);
  record.absences = pauses(database, row.id);
  record.absences.insert(record.absences.end(), shared.breaks.begin(), shared.breaks.end());
  std::ranges::stable_sort(record.absences, {}, &Absence::from);
  add_appointments(database, row.id, shared.catalogue, record);
  add_practice(database, row.id, record);
  return {.id = row.id, .record = std::move(record)};
}

std::vector<StoredCourse> whole_records(Database& database, std::vector<CourseRow> rows,
                                        const Shared& shared) {
  std::vector<StoredCourse> result;
  result.reserve(rows.size());
  for (CourseRow& row : rows) result.push_back(whole_record(database, std::move(row), shared));
  return result;
}

[[noreturn]] void refuse_missing(std::string code, std::string wrong, std::string attempt) {
  throw Error({.exit = Exit::not_found,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = "ipt course list --all shows every course.",
               .attempt = std::move(attempt)});
}

std::vector<std::string> client_codes(Database& database) {
  Statement& row = database.statement("SELECT code FROM client ORDER BY code");
  row.bind();
  std::vector<std::string> codes;
  while (row.step()) codes.push_back(row.text(0));
  return codes;
}

// Of a client's courses the one that `K7` means, or `K7/2` names.
std::size_t chosen(const std::vector<CourseRow>& rows, const CourseReference& reference) {
  if (reference.number) {
    const auto found = std::ranges::find_if(
        rows, [&](const CourseRow& row) { return row.course.number == *reference.number; });
    if (found == rows.end()) {
      refuse_missing("course_not_found",
                     fmt::format("{} has no course {}", reference.client.text(), *reference.number),
                     fmt::format("{}/{}", reference.client.text(), rows.back().course.number));
    }
    return static_cast<std::size_t>(found - rows.begin());
  }
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].course.end) open.push_back(i);
  }
  if (open.size() > 1) {
    const auto name = [&](std::size_t i) {
      return fmt::format("{}/{}", reference.client.text(), rows[i].course.number);
    };
    throw Error({.exit = Exit::refused,
                 .code = "course_ambiguous",
                 .wrong = fmt::format("{} has two open courses", reference.client.text()),
                 .allowed = fmt::format("{} is {}, {} is {}.", name(open[0]),
                                        label_of(rows[open[0]].course.kind), name(open[1]),
                                        label_of(rows[open[1]].course.kind)),
                 .attempt = fmt::format("{}, or {}", name(open[0]), name(open[1]))});
  }
  return open.empty() ? rows.size() - 1 : open.front();
}

}  // namespace

StoredCourse Records::course(const CourseReference& reference) const {
  std::vector<CourseRow> rows = rows_of_client(database_, reference.client);
  if (rows.empty()) {
    const auto meant = nearest(reference.client.text(), client_codes(database_));
    refuse_missing("client_not_found",
                   fmt::format("there is no client {}", reference.client.text()),
                   meant.value_or(fmt::format("ipt client list, or ipt course create {}",
                                              reference.client.text())));
  }
  CourseRow row = std::move(rows[chosen(rows, reference)]);
  return whole_record(database_, std::move(row), {breaks(), catalogue()});
}

std::vector<Course> Records::courses_of(const ClientCode& client) const {
  std::vector<Course> courses;
  for (CourseRow& row : rows_of_client(database_, client)) courses.push_back(std::move(row.course));
  return courses;
}

std::vector<StoredCourse> Records::courses(const CourseFilter& filter) const {
  std::vector<StoredCourse> result;
  each_record(filter, [&](StoredCourse course) { result.push_back(std::move(course)); });
  return result;
}

void Records::each_record(const CourseFilter& filter,
                          const std::function<void(StoredCourse)>& visit) const {
  if (filter.therapist) require_therapist(database_, *filter.therapist);
  const Shared shared{.breaks = breaks(), .catalogue = catalogue()};
  for (CourseRow& row : rows_of_filter(database_, filter)) {
    visit(whole_record(database_, std::move(row), shared));
  }
}

std::vector<StoredCourse> Records::courses_with_questions(
    Date answered_from, const std::optional<TherapistCode>& therapist) const {
  if (therapist) require_therapist(database_, *therapist);
  static const std::string query =
      std::string{course_columns} +
      "WHERE course.id IN (SELECT course_id FROM question "
      "WHERE answered_on IS NULL OR answered_on >= ?1) "
      "AND (?2 IS NULL OR course.therapist = ?2) ORDER BY client.code, course.number";
  Statement& statement = database_.statement(query.c_str());
  statement.bind(answered_from.iso(), therapist ? std::optional{therapist->text()} : std::nullopt);
  return whole_records(database_, rows_of(statement), {breaks(), catalogue()});
}

TherapistCode Records::therapist(const TherapistCode& code) const {
  return require_therapist(database_, code);
}

std::vector<Absence> Records::breaks() const { return therapist_breaks(database_); }

StoreFacts Records::facts() const {
  Statement& row = database_.statement(
      "SELECT (SELECT user_version FROM pragma_user_version), "
      "(SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size), "
      "(SELECT count(*) FROM client), (SELECT count(*) FROM course), "
      "(SELECT count(*) FROM course WHERE end_status IS NULL), "
      "(SELECT count(*) FROM appointment), "
      "(SELECT count(*) FROM appointment WHERE attendance IN ('attended', 'attended-late')), "
      "(SELECT count(*) FROM score), (SELECT count(*) FROM revision), "
      "(SELECT at FROM revision ORDER BY seq DESC LIMIT 1)");
  row.bind();
  row.step();
  StoreFacts facts{.path = database_.path(),
                   .schema = row.integer(0),
                   .bytes = row.integer(1),
                   .clients = row.integer(2),
                   .courses = row.integer(3),
                   .open_courses = row.integer(4),
                   .appointments = row.integer(5),
                   .sessions = row.integer(6),
                   .scores = row.integer(7),
                   .revisions = row.integer(8),
                   .last_change = row.optional_text(9)};
  row.reset();
  facts.head = head_of(database_);
  return facts;
}

}  // namespace ipt::store
