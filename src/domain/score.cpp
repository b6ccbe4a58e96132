#include "ipt/domain/score.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

constexpr int one_digit = 9;  // items above 9 need separators

// `, with at most 1 decimal`
std::string decimals_of(const Instrument& instrument) {
  if (instrument.decimals == 0) return "";
  return fmt::format(", with at most {}", counted(instrument.decimals, "decimal", "decimals"));
}

// `; after a total ',risk:N' with 0-3 is the answer to item 10`
std::string risk_form_of(const Instrument& instrument) {
  if (!instrument.risk) return "";
  return fmt::format("; after a total ',risk:N' with {}-{} is the answer to item {}",
                     instrument.item_min, instrument.risk->max, instrument.risk->number);
}

std::string forms_of(const Instrument& instrument) {
  if (instrument.entry == Entry::total) {
    return fmt::format("{} is entered as a total of {}{}{}.", instrument.name, instrument.range(),
                       decimals_of(instrument), risk_form_of(instrument));
  }
  return fmt::format(
      "{} has {} answers of {} to {}, '-' for one left out or not applicable, or total:N with "
      "{}{}.",
      instrument.name, instrument.items(), instrument.item_min, instrument.item_max,
      instrument.range(), risk_form_of(instrument));
}

// In words: an answer that nobody gave is not to be pasted.
std::string example_of(const Instrument& instrument) {
  if (instrument.entry == Entry::items) {
    return fmt::format("{0}=ANSWERS with {1} answers, or {0}=total:N", instrument.code,
                       instrument.items());
  }
  if (!instrument.risk) return fmt::format("{}=N", instrument.code);
  return fmt::format("{0}=N, or {0}=N,risk:ANSWER", instrument.code);
}

[[noreturn]] void refuse(const Instrument& instrument, std::string code, std::string wrong,
                         std::string attempt = {}) {
  if (attempt.empty()) attempt = example_of(instrument);
  throw Error({.exit = Exit::usage,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = forms_of(instrument),
               .attempt = std::move(attempt)});
}

// `1` of `risk:1`.
int read_risk_answer(const Instrument& instrument, std::string_view text) {
  const auto answer = whole_number(text);
  if (answer && is_digit(text.front())) return *answer;
  refuse(instrument, "risk_answer_malformed",
         fmt::format("{}: '{}' is not an answer to the risk item", instrument.code, text),
         "leaving ',risk:' out when the item was not answered");
}

// `11`, `14,risk:1`
// A form by items, or a total of the program's own that has a risk item.
bool is_sum_of_answers(const Instrument& instrument) {
  if (instrument.entry == Entry::items) return true;
  return std::ranges::find(built_in_instruments(), instrument.code, &Instrument::code) !=
         built_in_instruments().end();
}

// The other answers of a sum can make up neither more nor less than the rest of the total. How the
// user's own totals are made is not known.
void require_possible(const Instrument& instrument, Points total, int answer) {
  const RiskItem& risk = *instrument.risk;
  const bool is_turned =
      std::ranges::find(instrument.reversed, risk.number) != instrument.reversed.end();
  if (instrument.scoring != Scoring::sum || is_turned || !is_sum_of_answers(instrument)) return;
  const Points least = instrument.total_min - Points::whole(instrument.item_min - answer);
  const Points most = instrument.total_max - Points::whole(risk.max - answer);
  if (total >= least && total <= most) return;
  refuse(instrument, "risk_answer_impossible",
         fmt::format("{}: a total of {} cannot hold an answer of {} to item {}", instrument.code,
                     written(total), answer, risk.number));
}

Score read_total(const Instrument& instrument, std::string_view text, Date date) {
  constexpr std::string_view risk_mark = "risk:";
  const std::size_t comma = text.find(',');
  const std::string_view beside =
      comma == std::string_view::npos ? "" : trimmed(text.substr(comma + 1));
  const bool has_risk = lower(beside).starts_with(risk_mark);
  const auto total = find_points(trimmed(has_risk ? text.substr(0, comma) : text));
  if (!total) {
    refuse(instrument, "total_malformed",
           fmt::format("{}: '{}' is not a total", instrument.code, text));
  }
  if (!has_risk) return Score::from_total(instrument, date, *total);
  const int answer = read_risk_answer(instrument, trimmed(beside.substr(risk_mark.size())));
  Score score = Score::from_total(instrument, date, *total, answer);
  require_possible(instrument, *total, answer);
  return score;
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

// A character may have several bytes; of what is no digit a person is shown all of it.
std::vector<std::string_view> one_a_character(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start + 1;
    while (end < text.size() && continues_character(text[end])) ++end;
    parts.push_back(text.substr(start, end - start));
    start = end;
  }
  return parts;
}

// A bare `11` could be a total or the start of an answer string: never guess between them.
void refuse_bare_number(const Instrument& instrument, std::string_view text) {
  const bool bare = text.size() <= 2 && std::ranges::all_of(text, is_digit);
  if (!bare) return;
  if (static_cast<int>(text.size()) == instrument.items()) {
    const auto total = find_points(text);
    const bool may_be_total =
        total && *total >= instrument.total_min && *total <= instrument.total_max;
    if (!may_be_total) return;
  }
  refuse(instrument, "score_ambiguous",
         fmt::format("{}={} could be a total or the first of {} answers", instrument.code, text,
                     instrument.items()),
         fmt::format("{0}=total:{1} for a total, or {0}=ANSWERS for {2} answers", instrument.code,
                     text, instrument.items()));
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

void require_risk_answer(const Instrument& instrument, int answer) {
  if (!instrument.risk) {
    refuse(instrument, "risk_item_missing",
           fmt::format("{} has no risk item, so risk:{} says nothing", instrument.code, answer));
  }
  if (answer >= instrument.item_min && answer <= instrument.risk->max) return;
  refuse(instrument, "risk_answer_out_of_range",
         fmt::format("{}: the answer to item {} is {}, which is not {} to {}", instrument.code,
                     instrument.risk->number, answer, instrument.item_min, instrument.risk->max));
}

}  // namespace

Score Score::from_answers(const Instrument& instrument, Date date, Answers answers) {
  const int given = static_cast<int>(answers.size());
  if (given != instrument.items()) {
    const bool one_short = given == instrument.items() - 1;
    refuse(
        instrument, "item_count_wrong",
        fmt::format("{} has {} answers, {} were given", instrument.code, instrument.items(), given),
        one_short ? fmt::format("'-' for the answer that was left out; or did a spreadsheet drop a "
                                "leading zero? {}=\"0 {}\"",
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

Score Score::from_total(const Instrument& instrument, Date date, Points total,
                        std::optional<int> risk_answer) {
  if (total < instrument.total_min || total > instrument.total_max ||
      !fits_decimals(instrument, total)) {
    refuse(instrument, "total_out_of_range",
           fmt::format("{}: a total of {} is not possible", instrument.code, ipt::written(total)));
  }
  if (risk_answer) require_risk_answer(instrument, *risk_answer);
  Score score{instrument, date};
  score.entered_total_ = total;
  score.risk_answer_ = risk_answer;
  return score;
}

bool Score::operator==(const Score& other) const {
  return instrument_ == other.instrument_ && date_ == other.date_ && answers_ == other.answers_ &&
         entered_total_ == other.entered_total_ && risk_answer_ == other.risk_answer_;
}

namespace {

void set_risk(Reading& reading, const Instrument& instrument, std::optional<int> answer) {
  reading.risk_answer = answer;
  reading.risk_positive = answer && instrument.risk && *answer >= instrument.risk->at;
}

}  // namespace

Reading read(const Score& score, const Instrument& instrument) {
  Reading reading{.date = score.date()};
  if (score.entered_total()) {
    reading.total = score.entered_total();
    set_risk(reading, instrument, score.risk_answer());
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
    set_risk(reading, instrument,
             score.answers()[static_cast<std::size_t>(instrument.risk->number) - 1]);
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

std::string written(const Score& score) {
  if (!score.entered_total()) return written(score.answers());
  std::string text = fmt::format("total:{}", written(*score.entered_total()));
  if (score.risk_answer()) text += fmt::format(",risk:{}", *score.risk_answer());
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
