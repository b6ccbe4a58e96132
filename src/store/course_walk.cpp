// A walk over every course. The tables are read side by side, each once and in the order of the
// courses, as they are clustered: one statement a table instead of six a course.
#include <algorithm>

#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {
namespace {

// The rows of one table, whose first column is the course. Courses that are asked for come in
// rising order; rows of the others are passed over.
class Cursor {
 public:
  explicit Cursor(Statement& row) : row_(row), has_row_(row.step()) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  Cursor(Cursor&&) = delete;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor() { row_.reset(); }

  template <typename Take>
  void each_of(std::int64_t course, const Take& take) {
    while (has_row_ && row_.integer(0) < course) has_row_ = row_.step();
    for (; has_row_ && row_.integer(0) == course; has_row_ = row_.step()) take(row_);
  }

 private:
  Statement& row_;
  bool has_row_;
};

Statement& ready(Statement& statement) { return statement.bind(); }

// All that hangs on a course, table by table.
class Details {
 public:
  Details(Database& database, const Catalogue& catalogue, std::vector<Absence> breaks)
      : catalogue_(catalogue),
        breaks_(std::move(breaks)),
        contracts_(ready(database.statement(
            "SELECT course_id, from_date, planned, cadence_days, split_rule, split_initial, "
            "split_ending FROM contract_change ORDER BY course_id, from_date, number"))),
        focuses_(ready(database.statement("SELECT course_id, area, rank, from_date FROM focus "
                                          "ORDER BY course_id, from_date, number"))),
        pauses_(ready(database.statement(
            "SELECT course_id, from_date, to_date FROM absence WHERE course_id IS NOT NULL "
            "ORDER BY course_id, from_date"))),
        appointments_(ready(database.statement(
            "SELECT course_id, date, attendance FROM appointment ORDER BY course_id, date"))),
        scores_(ready(database.statement(
            "SELECT course_id, date, instrument, version, answers, total_hundredths, risk_answer "
            "FROM score ORDER BY course_id, date, instrument"))) {}

  void add_to(CourseRecord& record, std::int64_t course);

 private:
  void add_agreements(CourseRecord& record, std::int64_t course);
  void add_absences(CourseRecord& record, std::int64_t course);

  const Catalogue& catalogue_;
  std::vector<Absence> breaks_;
  Cursor contracts_;
  Cursor focuses_;
  Cursor pauses_;
  Cursor appointments_;
  Cursor scores_;
};

void Details::add_agreements(CourseRecord& record, std::int64_t course) {
  contracts_.each_of(course, [&](const Statement& row) {
    record.contract_changes.push_back(
        {.from = stored_date(row, 1), .contract = contract_at(row, 2)});
  });
  focuses_.each_of(course, [&](const Statement& row) {
    record.focus_episodes.push_back({.focus = stored_term<Focus>(row.text(1)),
                                     .rank = stored_term<FocusRank>(row.text(2)),
                                     .from = stored_date(row, 3)});
  });
}

void Details::add_absences(CourseRecord& record, std::int64_t course) {
  pauses_.each_of(course, [&](const Statement& row) {
    record.absences.push_back({.from = stored_date(row, 1), .to = stored_optional_date(row, 2)});
  });
  record.absences.insert(record.absences.end(), breaks_.begin(), breaks_.end());
  std::ranges::stable_sort(record.absences, {}, &Absence::from);
}

void Details::add_to(CourseRecord& record, std::int64_t course) {
  add_agreements(record, course);
  add_absences(record, course);
  appointments_.each_of(course, [&](const Statement& row) {
    record.appointments.push_back(
        {.date = stored_date(row, 1), .attendance = stored_term<Attendance>(row.text(2))});
  });
  scores_.each_of(course, [&](const Statement& row) {
    record.scores.push_back({.score = score_at(row, 1, catalogue_)});
  });
}

Course course_at(const Statement& row) {
  Course course{.client = ClientCode::read(row.text(1), "client code"),
                .number = stored_int(row, 2),
                .kind = stored_term<CourseKind>(row.text(3)),
                .start = stored_date(row, 4),
                .contract = contract_at(row, 5),
                .instruments = words_in(row.text(10)),
                .diagnosis = row.optional_text(11).value_or("")};
  if (const auto code = row.optional_text(15)) {
    course.therapist = TherapistCode::read(*code, "therapist code");
  }
  if (const auto status = stored_optional_term<EndStatus>(row, 12)) {
    course.end = CourseEnd{.status = *status, .date = stored_date(row, 13)};
  }
  return course;
}

}  // namespace

void Records::each_course(const CourseFilter& filter,
                          const std::function<void(CourseRecord)>& visit) const {
  if (filter.therapist) require_therapist(database_, *filter.therapist);
  const Catalogue known = catalogue();
  Details details{database_, known, breaks()};
  Statement& row = database_.statement(
      "SELECT course.id, client.code, course.number, course.kind, course.start_date, "
      "course.planned, course.cadence_days, course.split_rule, course.split_initial, "
      "course.split_ending, course.instruments, course.diagnosis, course.end_status, "
      "course.end_date, "
      "(SELECT count(*) FROM course AS other WHERE other.client_id = course.client_id) = 1, "
      "course.therapist FROM course JOIN client ON client.id = course.client_id "
      "WHERE (?1 OR course.end_date IS NULL OR course.end_date >= ?3) "
      "AND (?2 IS NULL OR course.therapist = ?2) AND (?4 IS NULL OR course.start_date <= ?4) "
      "ORDER BY course.id");
  row.bind(filter.ended_too ? 1 : 0,
           filter.therapist ? std::optional{filter.therapist->text()} : std::nullopt,
           date_or_null(filter.ended_from), date_or_null(filter.begun_by));
  while (row.step()) {
    CourseRecord record{.course = course_at(row), .only_course = row.integer(14) != 0};
    details.add_to(record, row.integer(0));
    visit(std::move(record));
  }
}

}  // namespace ipt::store
