#include "store/rows.hpp"

#include "store/fields.hpp"

namespace ipt::store {
namespace {

void append_dated(std::string& text, Date date, std::string_view name) {
  if (!text.empty()) text += ',';
  text += date.iso() + '=' + std::string{name};
}

struct DatedName {
  Date date;
  std::string_view name;
};

DatedName dated_name(std::string_view part, std::string_view what) {
  const std::size_t equals = part.find('=');
  const auto date = Date::from_iso(part.substr(0, equals));
  if (equals == std::string_view::npos || !date) refuse_field(what, part);
  return {.date = *date, .name = part.substr(equals + 1)};
}

}  // namespace

std::int64_t last_row(Statement& statement) {
  const bool found = statement.step();
  const std::int64_t value = found ? statement.optional_integer(0).value_or(0) : 0;
  statement.reset();
  return value;
}

std::int64_t first_number(Database& database, const char* sql) {
  Statement statement{database, sql};
  statement.bind();
  return statement.step() ? statement.integer(0) : 0;
}

int next_number(Statement& greatest, CourseId course) {
  greatest.bind(raw(course));
  return static_cast<int>(last_row(greatest)) + 1;
}

std::optional<std::string> dated_text(const std::vector<DatedStage>& stages) {
  std::string text;
  for (const DatedStage& each : stages) append_dated(text, each.date, name_of(each.stage));
  return text_or_null(text);
}

std::optional<std::string> dated_text(const std::vector<DatedMilestone>& milestones) {
  std::string text;
  for (const DatedMilestone& each : milestones) append_dated(text, each.date, name_of(each.id));
  return text_or_null(text);
}

std::vector<DatedStage> stages_from(const std::string& text) {
  std::vector<DatedStage> stages;
  for (const std::string_view part : split(text, ',')) {
    const DatedName each = dated_name(part, "stages");
    stages.push_back({.date = each.date, .stage = stored_term<DisputeStage>(each.name)});
  }
  return stages;
}

std::vector<DatedMilestone> milestones_from(const std::string& text) {
  std::vector<DatedMilestone> milestones;
  for (const std::string_view part : split(text, ',')) {
    const DatedName each = dated_name(part, "milestones");
    milestones.push_back({.id = stored_term<Milestone>(each.name), .date = each.date});
  }
  return milestones;
}

}  // namespace ipt::store
