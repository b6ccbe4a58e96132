// The user's own instruments: a row a version, lists as one entry a line.
#include <algorithm>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/history.hpp"
#include "store/rows.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {
namespace {

std::optional<int> hundredths_or_null(const std::optional<Points>& points) {
  return points ? std::optional{points->in_hundredths()} : std::nullopt;
}

std::string numbers_text(const std::vector<int>& numbers) {
  std::vector<std::string> words;
  words.reserve(numbers.size());
  for (const int number : numbers) words.push_back(std::to_string(number));
  return joined(words, ",");
}

std::string bands_text(const std::vector<Band>& bands) {
  std::vector<std::string> lines;
  lines.reserve(bands.size());
  for (const Band& band : bands) lines.push_back(ipt::written(band.from) + "=" + band.label);
  return joined(lines, "\n");
}

std::string sources_text(const std::vector<Source>& sources) {
  std::vector<std::string> lines;
  lines.reserve(sources.size());
  for (const Source& source : sources) lines.push_back(source.figure + "\t" + source.reference);
  return joined(lines, "\n");
}

std::optional<std::string> norm_text(const std::optional<Norms>& norms, Norm Norms::*which) {
  if (!norms) return std::nullopt;
  const Norm& norm = (*norms).*which;
  return ipt::written(norm.mean) + "," + ipt::written(norm.sd);
}

std::optional<Points> points_at(const Statement& row, int column) {
  if (!row.optional_integer(column)) return std::nullopt;
  return Points::hundredths(stored_int(row, column));
}

std::vector<std::string> lines_at(const Statement& row, int column) {
  std::vector<std::string> lines;
  const auto text = row.optional_text(column);
  if (!text) return lines;
  for (const std::string_view line : split(*text, '\n')) lines.emplace_back(line);
  return lines;
}

double decimal_from(std::string_view text) {
  if (const auto number = find_decimal(text)) return *number;
  refuse_field("a number", text);
}

std::vector<int> numbers_at(const Statement& row, int column) {
  std::vector<int> numbers;
  const auto text = row.optional_text(column);
  if (!text) return numbers;
  for (const std::string_view word : split(*text, ',')) {
    const auto number = whole_number(word);
    if (!number) refuse_field("a number", word);
    numbers.push_back(*number);
  }
  return numbers;
}

// The two parts of a line on both sides of its first `mark`.
std::pair<std::string, std::string> parts_of(const std::string& line, char mark) {
  const std::size_t at = line.find(mark);
  if (at == std::string::npos) refuse_field("a list", line);
  return {line.substr(0, at), line.substr(at + 1)};
}

std::vector<Band> bands_at(const Statement& row, int column) {
  std::vector<Band> bands;
  for (const std::string& line : lines_at(row, column)) {
    auto [from, label] = parts_of(line, '=');
    const auto points = find_points(from);
    if (!points) refuse_field("a band", line);
    bands.push_back({.from = *points, .label = std::move(label)});
  }
  return bands;
}

std::vector<Source> sources_at(const Statement& row, int column) {
  std::vector<Source> sources;
  for (const std::string& line : lines_at(row, column)) {
    auto [figure, reference] = parts_of(line, '\t');
    sources.push_back({.figure = std::move(figure), .reference = std::move(reference)});
  }
  return sources;
}

Norm norm_from(const std::string& text) {
  const auto [mean, sd] = parts_of(text, ',');
  return {.mean = decimal_from(mean), .sd = decimal_from(sd)};
}

// A name out of those of an enumeration of two.
template <typename Named>
Named named(const std::string& text, Named one, Named other) {
  if (text == name_of(one)) return one;
  if (text == name_of(other)) return other;
  refuse_field("a word", text);
}

void read_judgement(const Statement& row, Instrument& instrument) {
  instrument.case_at = points_at(row, 14);
  instrument.reliable_change = points_at(row, 15);
  if (const auto sd = row.optional_text(16)) {
    instrument.error =
        MeasurementError{.sd = decimal_from(*sd), .reliability = decimal_from(row.text(17))};
  }
  instrument.remission_at = points_at(row, 18);
  instrument.response_by_half = row.integer(19) != 0;
  instrument.percent_per_point = stored_int(row, 20);
  if (const auto clinical = row.optional_text(21)) {
    instrument.norms =
        Norms{.clinical = norm_from(*clinical), .functional = norm_from(row.text(22))};
  }
  if (row.optional_integer(23)) {
    instrument.risk = RiskItem{.number = stored_int(row, 23),
                               .at = stored_int(row, 24),
                               .max = stored_int(row, 25),
                               .topic = row.optional_text(26).value_or("")};
  }
}

Instrument instrument_row(const Statement& row) {
  Instrument instrument{
      .code = row.text(0),
      .version = stored_int(row, 1),
      .name = row.text(2),
      .measures = row.optional_text(3).value_or(""),
      .entry = named(row.text(4), Entry::items, Entry::total),
      .topics = lines_at(row, 5),
      .item_min = stored_int(row, 6),
      .item_max = stored_int(row, 7),
      .reversed = numbers_at(row, 8),
      .scoring = named(row.text(9), Scoring::sum, Scoring::mean),
      .max_missing = stored_int(row, 10),
      .total_min = Points::hundredths(stored_int(row, 11)),
      .total_max = Points::hundredths(stored_int(row, 12)),
      .decimals = stored_int(row, 13),
      .direction = named(row.text(27), Direction::higher_worse, Direction::higher_better),
      .bands = bands_at(row, 28),
      .loinc_panel = row.optional_text(29).value_or(""),
      .loinc_total = row.optional_text(30).value_or(""),
      .snomed_total = row.optional_text(31).value_or(""),
      .licence = row.optional_text(32).value_or(""),
      .sources = sources_at(row, 33)};
  read_judgement(row, instrument);
  return instrument;
}

}  // namespace

Catalogue Records::catalogue() const {
  Statement& row = database_.statement(
      "SELECT code, version, name, measures, entry, topics, item_min, item_max, reversed, scoring, "
      "max_missing, total_min_hundredths, total_max_hundredths, decimals, case_at_hundredths, "
      "reliable_change_hundredths, sd, reliability, remission_at_hundredths, response_by_half, "
      "percent_per_point, clinical, functional, risk_item, risk_at, risk_max, risk_topic, "
      "direction, bands, loinc_panel, loinc_total, snomed_total, licence, sources "
      "FROM instrument ORDER BY code, version");
  row.bind();
  std::vector<Instrument> own;
  while (row.step()) own.push_back(instrument_row(row));
  return Catalogue{std::move(own)};
}

bool Records::has_scores(const std::string& instrument) const {
  Statement& row = database_.statement("SELECT 1 FROM score WHERE instrument = ? LIMIT 1");
  row.bind(instrument);
  const bool found = row.step();
  row.reset();
  return found;
}

void Changes::add_instrument(const Instrument& instrument) {
  const Instrument& each = instrument;
  const auto risk = [&](int RiskItem::*field) {
    return each.risk ? std::optional{(*each.risk).*field} : std::nullopt;
  };
  const auto error = [&](double MeasurementError::*field) {
    return each.error ? std::optional{ipt::written((*each.error).*field)} : std::nullopt;
  };
  database()
      .statement(
          "INSERT INTO instrument (id, uuid, code, version, name, measures, entry, topics, "
          "item_min, item_max, reversed, scoring, max_missing, total_min_hundredths, "
          "total_max_hundredths, decimals, direction, bands, case_at_hundredths, "
          "reliable_change_hundredths, sd, reliability, remission_at_hundredths, "
          "response_by_half, percent_per_point, clinical, functional, risk_item, risk_at, "
          "risk_max, risk_topic, loinc_panel, loinc_total, snomed_total, licence, sources) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(next_id(), Blob{fresh_uuid()}, each.code, each.version, each.name,
            text_or_null(each.measures), name_of(each.entry),
            text_or_null(joined(each.topics, "\n")), each.item_min, each.item_max,
            text_or_null(numbers_text(each.reversed)), name_of(each.scoring), each.max_missing,
            each.total_min.in_hundredths(), each.total_max.in_hundredths(), each.decimals,
            name_of(each.direction), text_or_null(bands_text(each.bands)),
            hundredths_or_null(each.case_at), hundredths_or_null(each.reliable_change),
            error(&MeasurementError::sd), error(&MeasurementError::reliability),
            hundredths_or_null(each.remission_at), each.response_by_half ? 1 : 0,
            each.percent_per_point, norm_text(each.norms, &Norms::clinical),
            norm_text(each.norms, &Norms::functional), risk(&RiskItem::number), risk(&RiskItem::at),
            risk(&RiskItem::max), each.risk ? text_or_null(each.risk->topic) : std::nullopt,
            text_or_null(each.loinc_panel), text_or_null(each.loinc_total),
            text_or_null(each.snomed_total), text_or_null(each.licence),
            text_or_null(sources_text(each.sources)))
      .run();
}

}  // namespace ipt::store
