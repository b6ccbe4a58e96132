#include "ipt/domain/score.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

constexpr int one_digit = 9;  // items above 9 need separators

std::string example_answers(const Instrument& instrument) {
  std::string digits;
  for (int i = 0; i < instrument.items(); ++i) digits += static_cast<char>('0' + i % 2);
  return digits;
}

std::string forms_of(const Instrument& instrument) {
  if (instrument.entry == Entry::total) {
    return fmt::format("{} is entered as a total of {}.", instrument.name, instrument.range());
  }
  return fmt::format("{} has {} answers of {} to {}, '-' for one left out, or total:N with {}.",
                     instrument.name, instrument.items(), instrument.item_min, instrument.item_max,
                     instrument.range());
}

[[noreturn]] void refuse(const Instrument& instrument, std::string code, std::string wrong,
                         std::string attempt = {}) {
  if (attempt.empty()) {
    attempt = fmt::format("{}={}, or {}=total:{}", instrument.code, example_answers(instrument),
                          instrument.code, written(instrument.total_min));
  }
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = forms_of(instrument),
               .attempt = std::move(attempt)});
}

// A decimal number of at most two places, with a point.
std::optional<Points> read_points(std::string_view text) {
  const std::size_t point = text.find('.');
  const auto units = whole_number(text.substr(0, point));
  if (!units || *units < 0 || *units > 100000 || !is_digit(text.front())) return std::nullopt;
  if (point == std::string_view::npos) return Points::whole(*units);
  std::string places{text.substr(point + 1)};
  if (places.empty() || places.size() > 2 || !std::ranges::all_of(places, is_digit)) {
    return std::nullopt;
  }
  places.resize(2, '0');
  return Points::hundredths(*units * 100 + *whole_number(places));
}

Score read_total(const Instrument& instrument, std::string_view text, Date date) {
  const auto total = read_points(trimmed(text));
  if (!total) {
    refuse(instrument, "total_malformed",
           fmt::format("{}: '{}' is not a total", instrument.code, text));
  }
  return Score::from_total(instrument, date, *total);
}

std::vector<std::string_view> separated(std::string_view text) {
  std::vector<std::string_view> parts;
  const bool commas = text.find(',') != std::string_view::npos;
  for (const std::string_view part : split(text, commas ? ',' : ' ')) {
    const std::string_view word = trimmed(part);
    if (commas || !word.empty()) parts.push_back(word);
  }
  return parts;
}

std::vector<std::string_view> one_a_character(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < text.size(); ++i) parts.push_back(text.substr(i, 1));
  return parts;
}

// A bare `11` could be a total or the start of an answer string: never guess between them.
void refuse_bare_number(const Instrument& instrument, std::string_view text) {
  const bool bare = text.size() <= 2 && std::ranges::all_of(text, is_digit);
  if (!bare || static_cast<int>(text.size()) == instrument.items()) return;
  refuse(instrument, "score_ambiguous",
         fmt::format("{}={} could be a total or the first of {} answers", instrument.code, text,
                     instrument.items()),
         fmt::format("{0}=total:{1} for a total, or {0}={2} for the answers", instrument.code, text,
                     example_answers(instrument)));
}

Answers read_answers(const Instrument& instrument, std::string_view text) {
  const bool has_separators = text.find_first_of(" ,") != std::string_view::npos;
  if (!has_separators) refuse_bare_number(instrument, text);
  if (!has_separators && instrument.item_max > one_digit) {
    refuse(instrument, "score_malformed",
           fmt::format("{} has answers above 9, which need spaces between them", instrument.code));
  }
  Answers answers;
  for (const std::string_view part : has_separators ? separated(text) : one_a_character(text)) {
    const auto number = whole_number(part);
    const bool plain = number && is_digit(part.front());
    if (!plain && part != "-") {
      refuse(instrument, "score_malformed",
             fmt::format("{}: answer {} is '{}'", instrument.code, answers.size() + 1, part));
    }
    answers.push_back(plain ? number : std::nullopt);
  }
  return answers;
}

}  // namespace

Score Score::from_answers(const Instrument& instrument, Date date, Answers answers) {
  const int given = static_cast<int>(answers.size());
  if (given != instrument.items()) {
    const bool one_short = given == instrument.items() - 1;
    refuse(
        instrument, "item_count_wrong",
        fmt::format("{} has {} answers, {} were given", instrument.code, instrument.items(), given),
        one_short ? fmt::format("did a spreadsheet drop a leading zero? {}=\"0 {}\"",
                                instrument.code, written(answers))
                  : std::string{});
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] && (*answers[i] < instrument.item_min || *answers[i] > instrument.item_max)) {
      refuse(instrument, "item_out_of_range",
             fmt::format("{}: answer {} is {}, which is not {} to {}", instrument.code, i + 1,
                         *answers[i], instrument.item_min, instrument.item_max));
    }
  }
  if (std::ranges::none_of(answers, [](const auto& answer) { return answer.has_value(); })) {
    refuse(instrument, "score_empty", fmt::format("{}: no answer is given", instrument.code));
  }
  Score score{instrument, date};
  score.answers_ = std::move(answers);
  return score;
}

Score Score::from_total(const Instrument& instrument, Date date, Points total) {
  constexpr std::array<int, 3> steps = {100, 10, 1};  // hundredths, by decimals of the total
  const int step = steps.at(static_cast<std::size_t>(instrument.decimals));
  if (total < instrument.total_min || total > instrument.total_max ||
      total.in_hundredths() % step != 0) {
    refuse(instrument, "total_out_of_range",
           fmt::format("{}: a total of {} is not possible", instrument.code, ipt::written(total)));
  }
  Score score{instrument, date};
  score.entered_total_ = total;
  return score;
}

bool Score::operator==(const Score& other) const {
  return instrument_ == other.instrument_ && date_ == other.date_ && answers_ == other.answers_ &&
         entered_total_ == other.entered_total_;
}

Reading read(const Score& score, const Instrument& instrument) {
  Reading reading{.date = score.date()};
  if (score.entered_total()) {
    reading.total = score.entered_total();
    return reading;
  }
  int sum = 0;
  int answered = 0;
  for (std::size_t i = 0; i < score.answers().size(); ++i) {
    const auto& answer = score.answers()[i];
    if (!answer) continue;
    const int number = static_cast<int>(i) + 1;
    const bool turned = std::ranges::find(instrument.reversed, number) != instrument.reversed.end();
    sum += turned ? instrument.item_min + instrument.item_max - *answer : *answer;
    ++answered;
  }
  reading.missing = instrument.items() - answered;
  if (instrument.risk) {
    reading.risk_answer = score.answers()[static_cast<std::size_t>(instrument.risk->number) - 1];
    reading.risk_positive = reading.risk_answer && *reading.risk_answer >= instrument.risk->at;
  }
  if (reading.missing > instrument.max_missing) return reading;
  reading.prorated = reading.missing > 0;
  const int parts = instrument.scoring == Scoring::sum ? instrument.items() : 1;
  constexpr std::array<int, 3> units = {1, 10, 100};  // smallest steps a point, by decimals
  const int unit = units.at(static_cast<std::size_t>(instrument.decimals));
  // sum * parts / answered, rounded half up in whole steps of the total
  const int rounded = (2 * sum * parts * unit + answered) / (2 * answered);
  reading.total = Points::hundredths(rounded * (100 / unit));
  return reading;
}

Score read_score_of(const Instrument& instrument, std::string_view value, Date date) {
  const std::string_view text = trimmed(value);
  if (text.empty()) {
    refuse(instrument, "score_empty", fmt::format("{}: no answer is given", instrument.code));
  }
  constexpr std::string_view total_mark = "total:";
  if (lower(text).starts_with(total_mark)) {
    return read_total(instrument, text.substr(total_mark.size()), date);
  }
  if (instrument.entry == Entry::total) return read_total(instrument, text, date);
  return Score::from_answers(instrument, date, read_answers(instrument, text));
}

Score read_score(const Catalogue& catalogue, std::string_view text, Date date) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    throw Error({.exit = Exit::usage,
                 .code = "score_malformed",
                 .wrong = fmt::format("'{}' is not a score", text),
                 .allowed = "A score is an instrument, '=', and its answers or total:N.",
                 .attempt = "phq9=112301210, or phq9=total:11"});
  }
  const Instrument& found = catalogue.instrument(trimmed(text.substr(0, equals)));
  return read_score_of(found, text.substr(equals + 1), date);
}

std::string written(const Answers& answers) {
  std::string text;
  for (const auto& answer : answers) {
    if (!text.empty()) text += ' ';
    text += answer ? std::to_string(*answer) : "-";
  }
  return text;
}

Answers answers_from(std::string_view text) {
  Answers answers;
  answers.reserve(text.size() / 2 + 1);  // a store holds millions of them
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view part = text.substr(start, end - start);
    const auto number = whole_number(part);
    if (!number && part != "-") {
      throw Error({.exit = Exit::store,
                   .code = "store_damaged",
                   .wrong = "the store holds answers that cannot be read",
                   .allowed = "Answers are whole numbers or '-', with spaces.",
                   .attempt = "restoring a backup"});
    }
    answers.push_back(number);
    start = end + 1;
  }
  return answers;
}

}  // namespace ipt
