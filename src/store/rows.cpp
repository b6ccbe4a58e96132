#include "store/rows.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
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

std::optional<std::string> dated_text(const std::vector<GoalRating>& ratings) {
  std::string text;
  for (const GoalRating& each : ratings) append_dated(text, each.date, name_of(each.status));
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

std::vector<GoalRating> ratings_from(const std::string& text) {
  std::vector<GoalRating> ratings;
  for (const std::string_view part : split(text, ',')) {
    const DatedName each = dated_name(part, "ratings");
    ratings.push_back({.date = each.date, .status = stored_term<GoalStatus>(each.name)});
  }
  return ratings;
}

std::string dates_text(const std::vector<Date>& dates) {
  std::string text;
  for (const Date date : dates) text += (text.empty() ? "" : ",") + date.iso();
  return text;
}

std::vector<Date> dates_from(const std::string& text) {
  std::vector<Date> dates;
  for (const std::string_view part : split(text, ',')) {
    const auto date = Date::from_iso(part);
    if (!date) refuse_field("a date", part);
    dates.push_back(*date);
  }
  return dates;
}

Contract contract_at(const Statement& row, int column) {
  return {.planned = stored_int(row, column),
          .cadence_days = stored_int(row, column + 1),
          .split = {.rule = stored_term<SplitRule>(row.text(column + 2)),
                    .initial = stored_int(row, column + 3),
                    .ending = stored_int(row, column + 4)}};
}

std::vector<std::string> words_in(const std::string& list) {
  std::vector<std::string> result;
  for (const std::string_view word : split(list, ',')) result.emplace_back(word);
  return result;
}

Score score_at(const Statement& row, int column, const Catalogue& catalogue) {
  const Date date = stored_date(row, column);
  const std::string code = row.text(column + 1);
  const Instrument* found = catalogue.find(code, stored_int(row, column + 2));
  if (found == nullptr) refuse_field("an instrument", code);
  if (const auto answers = row.optional_text(column + 3)) {
    return Score::from_answers(*found, date, answers_from(*answers));
  }
  return Score::from_total(*found, date, Points::hundredths(stored_int(row, column + 4)),
                           stored_optional_int(row, column + 5));
}

TherapistCode require_therapist(Database& database, const TherapistCode& therapist) {
  Statement& row =
      database.statement("SELECT therapist FROM course WHERE therapist = ? ORDER BY id LIMIT 1");
  row.bind(therapist.text());
  const bool known = row.step();
  const std::string written = known ? row.text(0) : std::string{};
  row.reset();
  if (known) return TherapistCode::read(written, "therapist code");
  throw Error({.exit = Exit::not_found,
               .code = "therapist_not_found",
               .wrong = fmt::format("no course names the therapist {}", therapist.text()),
               .allowed = "A therapist is known by the code that a course was created with.",
               .attempt = "ipt course list --all"});
}

}  // namespace ipt::store
