#include <fmt/core.h>

#include <variant>

#include "report/check_parts.hpp"
#include "report/weekly_parts.hpp"

namespace ipt::report {
namespace {

using enum Column::Align;

int number_at(const Report& report, std::string_view path) {
  const auto* number = std::get_if<std::int64_t>(&at(report.data, path).content());
  return number == nullptr ? 0 : static_cast<int>(*number);
}

bool is_empty(const Report& report, std::string_view list) {
  const Value* value = report.data.find(list);
  const auto* rows = value == nullptr ? nullptr : std::get_if<List>(&value->content());
  return rows == nullptr || rows->empty();
}

// `, waiting 2`, unless there is none.
Phrase counted_phrase(const Object& totals, std::string_view key, std::string_view words) {
  const auto* number = std::get_if<std::int64_t>(&totals.find(key)->content());
  if (number == nullptr || *number == 0) return {};
  return fmt::format(", {} {{totals.{}}}", words, key);
}

Facts totals_block(const Report& report, const WeeklyScope& scope) {
  const auto& totals = std::get<Object>(report.data.find("totals")->content());
  Facts block;
  block.facts.push_back({"Week", "{period.from:day} to {period.to:day}"});
  if (scope.therapist) block.facts.push_back({"Therapist", "{therapist}"});
  block.facts.push_back({"Open", "{totals.open}: active {totals.active}" +
                                     counted_phrase(totals, "paused", "paused") +
                                     counted_phrase(totals, "waiting", "waiting") +
                                     counted_phrase(totals, "maintenance", "maintenance")});
  block.facts.push_back({"Appointments",
                         "{totals.appointments}: attended {totals.attended}, DNA {totals.dna}, "
                         "cancelled {totals.cancelled}" +
                             counted_phrase(totals, "late_not_seen", "too late to be seen")});
  block.facts.push_back({"Measures", "at {totals.measured} of {totals.attended} attended"});
  return block;
}

std::vector<Column> course_columns(const WeeklyTables& tables) {
  std::vector<Column> columns = {
      {"code", "{reference}", left},
      {"held", "{place}", right},
      {"phase", "{stage:word}", left},
      {"focus", "{focus_label}", left},
      {tables.measure.empty() ? "measure" : tables.measure,
       tables.measure.empty() ? "{measure.name} {measure:pair}" : "{measure:pair}", left},
      {"last", "{last}", left}};
  if (tables.has_therapists) {
    columns.insert(columns.begin() + 1, {"therapist", "{therapist}", left});
  }
  return columns;
}

// Sections that hold nothing are named together, after all others.
class Sections {
 public:
  explicit Sections(Report& report) : report_(report) {}
  Sections(const Sections&) = delete;
  Sections& operator=(const Sections&) = delete;
  Sections(Sections&&) = delete;
  Sections& operator=(Sections&&) = delete;
  ~Sections() = default;

  void add(std::string name, Table table, bool empty) {
    if (empty) {
      none_.facts.push_back({std::move(name), "none"});
      return;
    }
    report_.blocks.emplace_back(std::move(table));
  }

  void name_empty_ones() {
    if (!none_.facts.empty()) report_.blocks.emplace_back(std::move(none_));
  }

 private:
  Report& report_;
  Facts none_ = {.heading = "ALSO", .facts = {}};
};

Table list_table(std::string heading, std::string rows, std::vector<Column> columns) {
  return {.heading = std::move(heading),
          .rows = std::move(rows),
          .row_name = "{reference}",
          .columns = std::move(columns)};
}

void add_courses(Sections& sections, const Report& report, const WeeklyTables& tables) {
  Table attention = list_table("NEEDS ATTENTION", "attention", course_columns(tables));
  if (tables.attention_has_states) attention.columns.push_back({"state", "{state}", left});
  attention.within.push_back(findings_table("", "reasons"));
  sections.add("Needs attention", std::move(attention), is_empty(report, "attention"));

  Table on_course = list_table("ON COURSE", "", course_columns(tables));
  on_course.row_paths = tables.on_course;
  on_course.columns.push_back({"state", "{state}", left});
  sections.add("On course", std::move(on_course), tables.on_course.empty());
}

}  // namespace

void add_weekly_blocks(Report& report, const WeeklyScope& scope, const WeeklyTables& tables) {
  report.blocks.emplace_back(totals_block(report, scope));
  Sections sections{report};
  const auto add = [&](std::string heading, std::string name, const std::string& rows,
                       std::vector<Column> columns) {
    sections.add(std::move(name), list_table(std::move(heading), rows, std::move(columns)),
                 is_empty(report, rows));
  };
  if (number_at(report, "totals.open") > 0 || !is_empty(report, "attention"))
    add_courses(sections, report, tables);
  add("LATE", "Late", "late", {{"", "{reference}", left}, {"", "{text:said}", left}});
  add("STARTED", "Started", "started",
      {{"", "{reference}", left}, {"", "{start:day}", left}, {"", "{text}", left}});
  const bool has_one_measure = !tables.measure.empty();
  add("ENDED", "Ended", "ended",
      {{"code", "{reference}", left},
       {"ended", "{end_date}", left},
       {"held", "{place}", right},
       {has_one_measure ? tables.measure : "measure",
        has_one_measure ? "{measure:pair}" : "{measure.name} {measure:pair}", left},
       {"status", "{text}", left}});
  add("UNRECORDED", "Unrecorded", "unrecorded",
      {{"", "{reference}", left},
       {"", "session {session}", left},
       {"", "due {due:day}", left},
       {"", "{command}", left}});
  add("NEXT WEEK", "Next week", "next_week",
      {{"", "{reference}", left}, {"", "{date}", left}, {"", "{text:said}", left}});
  sections.name_empty_ones();
}

}  // namespace ipt::report
