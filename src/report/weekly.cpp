#include "ipt/report/weekly.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "report/check_parts.hpp"
#include "report/parts.hpp"
#include "report/weekly_parts.hpp"

namespace ipt::report {
namespace {

constexpr int days_of_week = 7;

struct Attention {
  Gravity gravity = Gravity::none;
  Object row;
  bool has_state = false;
};

// What happened within the week.
struct Totals {
  int active = 0;
  int paused = 0;
  int waiting = 0;
  int maintenance = 0;
  std::map<Attendance, int> appointments = {};
  int attended = 0;
  int measured = 0;
};

bool has_primary_total(const std::vector<Measure>& measures, Date date) {
  const Reading* reading = measures.empty() ? nullptr : reading_on(measures.front(), date);
  return reading != nullptr && reading->total.has_value();
}

void count_appointments(Totals& totals, const CheckedCourse& course, const Days& days) {
  for (const Appointment& each : course.record.appointments) {
    if (each.date < days.first || each.date > days.last) continue;
    ++totals.appointments[each.attendance];
    if (!was_seen(each.attendance)) continue;
    ++totals.attended;
    if (has_primary_total(course.measures, each.date)) ++totals.measured;
  }
}

void count_open(Totals& totals, const CheckedCourse& course) {
  if (course.record.course.kind == CourseKind::maintenance) {
    ++totals.maintenance;
  } else if (course.position.status == CourseStatus::waiting) {
    ++totals.waiting;
  } else if (course.position.status == CourseStatus::paused) {
    ++totals.paused;
  } else {
    ++totals.active;
  }
}

// The same also where no course, or none with a score, is open.
std::vector<std::string> course_columns() {
  return {"client",
          "course",
          "reference",
          "kind",
          "therapist",
          "status",
          "session",
          "planned",
          "place",
          "phase",
          "stage",
          "focus",
          "focus_label",
          "measure_instrument",
          "measure_name",
          "measure_first_total",
          "measure_first_prorated",
          "measure_latest_total",
          "measure_latest_prorated",
          "measure_change",
          "measure_reliable",
          "last",
          "next",
          "state",
          "findings",
          "worst",
          "risk",
          "week"};
}

}  // namespace

struct WeeklyReview::Rows {
  Totals totals = {};
  List courses = {};
  std::vector<std::string> on_course = {};
  std::vector<Attention> attention = {};
  SecondLook look = {};
  std::set<std::string> measures = {};
  List late = {};
  List started = {};
  List ended = {};
  List unrecorded = {};
  std::vector<ComingRow> coming = {};
  std::vector<Absence> breaks = {};  ///< of the week after

  std::set<std::string> therapists = {};  ///< of the courses that are shown
  std::string week = {};

  void add_open(const CheckedCourse& course, const Days& next_week);
  void add_ended(const CheckedCourse& course);
  void add_attention(const CheckedCourse& course, const std::vector<CheckedRule>& found,
                     Object row);
  [[nodiscard]] Object course_row(const CheckedCourse& course,
                                  const std::vector<CheckedRule>& found);
  void add_breaks(const CourseRecord& record, const Days& next_week);
  [[nodiscard]] Object totals_object() const;
  [[nodiscard]] List attention_list();
  [[nodiscard]] List next_week_list();
};

void WeeklyReview::Rows::add_open(const CheckedCourse& course, const Days& next_week) {
  const std::vector<CheckedRule> rules = checked(course);
  const std::vector<CheckedRule> found = findings(rules);
  Object row = course_row(course, found);
  count_open(totals, course);
  ++look.open;
  if (found.empty()) {
    on_course.push_back(fmt::format("courses.{}", courses.size()));
  } else {
    add_attention(course, found, row);
  }
  courses.emplace_back(std::move(row));
  if (auto due = unrecorded_row(course)) unrecorded.emplace_back(*std::move(due));
  if (auto next = coming_row(course, rules, next_week)) coming.push_back(*std::move(next));
}

// Ending a course answers no risk item.
void WeeklyReview::Rows::add_ended(const CheckedCourse& course) {
  const std::vector<CheckedRule> found = caseload_findings(course, checked(course));
  if (!found.empty()) add_attention(course, found, course_row(course, found));
}

Object WeeklyReview::Rows::course_row(const CheckedCourse& course,
                                      const std::vector<CheckedRule>& found) {
  const auto& therapist = course.record.course.therapist;
  if (therapist) therapists.insert(therapist->text());
  Object row = weekly_course_row(course, found);
  row.add("risk", has_open_risk(found) ? "open" : "none").add("week", week);
  return row;
}

void WeeklyReview::Rows::add_attention(const CheckedCourse& course,
                                       const std::vector<CheckedRule>& found, Object row) {
  const auto* state = std::get_if<std::string>(&row.find("state")->content());
  const bool has_state = state == nullptr || *state != "ok";
  look.count(course.record, found);
  row.add("reasons", finding_list(found, reference_of(course.record).text()));
  measures.insert(course.measures.empty() ? "" : course.measures.front().instrument->name);
  attention.push_back(
      {.gravity = gravity_of(found), .row = std::move(row), .has_state = has_state});
}

void WeeklyReview::Rows::add_breaks(const CourseRecord& record, const Days& next_week) {
  if (!breaks.empty()) return;  // they are the same for all courses
  std::ranges::copy_if(record.absences, std::back_inserter(breaks), [&](const Absence& each) {
    return each.kind == Absence::Kind::therapist_break && each.from <= next_week.last &&
           each.to >= next_week.first;
  });
}

Object WeeklyReview::Rows::totals_object() const {
  const auto count = [&](Attendance attendance) {
    const auto found = totals.appointments.find(attendance);
    return found == totals.appointments.end() ? 0 : found->second;
  };
  int all = 0;
  for (const auto& [attendance, number] : totals.appointments) all += number;
  const int by_client = count(Attendance::cancelled_client);
  const int by_therapist = count(Attendance::cancelled_therapist);
  Object object;
  object.add("open", static_cast<int>(courses.size()))
      .add("active", totals.active)
      .add("paused", totals.paused)
      .add("waiting", totals.waiting)
      .add("maintenance", totals.maintenance)
      .add("attention", look.attention)
      .add("risk", look.risks)
      .add("appointments", all)
      .add("attended", totals.attended)
      .add("attended_late", count(Attendance::attended_late))
      .add("late_not_seen", count(Attendance::late_not_seen))
      .add("dna", count(Attendance::dna))
      .add("cancelled", by_client + by_therapist)
      .add("cancelled_client", by_client)
      .add("cancelled_therapist", by_therapist)
      .add("measured", totals.measured);
  return object;
}

// Worst first; courses came by code, and stay so within a degree of gravity.
List WeeklyReview::Rows::attention_list() {
  std::ranges::stable_sort(attention, std::ranges::greater{}, &Attention::gravity);
  List list;
  list.reserve(attention.size());
  for (Attention& each : attention) list.emplace_back(std::move(each.row));
  return list;
}

// By day, then code; what has no day comes last.
List WeeklyReview::Rows::next_week_list() {
  std::ranges::stable_sort(coming, {}, [](const ComingRow& each) {
    return std::tuple{!each.date, each.date};
  });
  List list;
  for (ComingRow& each : coming) list.emplace_back(std::move(each.row));
  for (const Absence& each : breaks) list.emplace_back(coming_break_row(each));
  return list;
}

WeeklyReview::WeeklyReview(WeeklyScope scope, const Catalogue& catalogue)
    : scope_(std::move(scope)), catalogue_(catalogue), rows_(std::make_unique<Rows>()) {
  rows_->week = week_name(scope_.week.first);
}

WeeklyReview::~WeeklyReview() = default;
WeeklyReview::WeeklyReview(WeeklyReview&&) noexcept = default;

void WeeklyReview::add(const CourseRecord& record) {
  const std::vector<Measure> all = measures(record, catalogue_);
  const CheckedCourse course{record, all, scope_.as_of, scope_.school};
  const Days next_week{scope_.week.first.plus_days(days_of_week),
                       scope_.week.last.plus_days(days_of_week)};
  const Days days = scope_.days();
  const auto& end = record.course.end;
  const bool has_ended_now = end && days.contains(end->date);
  count_appointments(rows_->totals, course, days);
  if (days.contains(record.course.start)) rows_->started.emplace_back(started_row(record));
  if (has_ended_now) rows_->ended.emplace_back(ended_row(course));
  if (!end || has_ended_now) {
    rows_->measures.insert(all.empty() ? "" : all.front().instrument->name);
  }
  if (end) return rows_->add_ended(course);
  rows_->add_open(course, next_week);
  rows_->add_breaks(record, next_week);
}

void WeeklyReview::add_late(const LateEntry& entry, const CourseRecord* record) {
  rows_->late.emplace_back(late_row(entry, record, catalogue_));
}

Report WeeklyReview::report() {
  const std::string& week = rows_->week;
  const std::string therapist = scope_.therapist ? scope_.therapist->text() : "";
  Report report{.schema = "ipt.weekly/1", .title = "IPT WEEKLY REVIEW " + week};
  report.as_of = scope_.as_of;
  report.file_name = fmt::format("weekly-{}{}{}", week, therapist.empty() ? "" : "-", therapist);
  report.csv_rows = "courses";
  report.csv_columns = course_columns();
  report.verdict = second_look_verdict(rows_->look);
  for (const Attention& each : rows_->attention) {
    report.gravity = std::max(report.gravity, each.gravity);
  }
  WeeklyTables tables{
      .on_course = std::move(rows_->on_course),
      .attention_has_states = std::ranges::any_of(rows_->attention, &Attention::has_state),
      .has_therapists = !scope_.therapist && rows_->therapists.size() > 1};
  if (rows_->measures.size() == 1) tables.measure = *rows_->measures.begin();
  report.data
      .add("period",
           Object{}.add("week", week).add("from", scope_.week.first).add("to", scope_.week.last))
      .add("therapist", text_value(therapist))
      .add("totals", rows_->totals_object())
      .add("attention", rows_->attention_list())
      .add("courses", std::move(rows_->courses))
      .add("late", std::move(rows_->late))
      .add("started", std::move(rows_->started))
      .add("ended", std::move(rows_->ended))
      .add("unrecorded", std::move(rows_->unrecorded))
      .add("next_week", rows_->next_week_list());
  add_weekly_blocks(report, scope_, tables);
  return report;
}

}  // namespace ipt::report
