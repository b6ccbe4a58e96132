#include "cli/instrument_flags.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/flags.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/definition.hpp"

namespace ipt::cli {
namespace {

constexpr int most_items = 200;
constexpr int highest_answer = 100;
constexpr int usual_risk_max = 3;

[[noreturn]] void refuse_number(const Flag& flag, std::string_view text, std::string_view allowed) {
  throw Error({.exit = Exit::usage,
               .code = "number_not_allowed",
               .wrong = fmt::format("{} '{}' is not allowed", flag.name, text),
               .allowed = std::string{allowed},
               .attempt = fmt::format("{} {}", flag.name, flag.value)});
}

// Whether a flag is there to clear its field.
bool is_cleared(const Arguments& arguments, const Flag& flag) {
  const auto text = arguments.find(flag);
  return text && trimmed(*text).empty();
}

bool is_set(const Arguments& arguments, const Flag& flag) {
  return arguments.given(flag) && !is_cleared(arguments, flag);
}

Points read_points(const Flag& flag, const std::string& text) {
  if (const auto points = find_points(trimmed(text))) return *points;
  refuse_number(flag, text,
                "A number of points is 0 or more: digits, and a point with one or two more.");
}

double read_decimal(const Flag& flag, std::string_view text) {
  if (const auto number = find_decimal(trimmed(text))) return *number;
  refuse_number(flag, text,
                "A number is written as 6.18: digits, and a point with up to six more.");
}

Norm read_norm(const Flag& flag, const std::string& text) {
  const auto parts = split(text, ',');
  if (parts.size() != 2) refuse_number(flag, text, "A sample is its mean, a comma, and its SD.");
  return {.mean = read_decimal(flag, parts[0]), .sd = read_decimal(flag, parts[1])};
}

std::vector<int> read_numbers(const Flag& flag, const std::string& text) {
  std::vector<int> numbers;
  for (const std::string_view part : split(text, ',')) {
    const auto number = whole_number(trimmed(part));
    if (!number) refuse_number(flag, text, "Items are named by their numbers, joined by commas.");
    numbers.push_back(*number);
  }
  return numbers;
}

std::vector<Band> read_bands(const std::string& text) {
  std::vector<Band> bands;
  for (const std::string_view part : split(text, ',')) {
    const std::size_t equals = part.find('=');
    const auto from = find_points(trimmed(part.substr(0, equals)));
    if (!from || equals == std::string_view::npos) {
      refuse_number(flags::bands, part, "A band is the total it begins at, '=', and its label.");
    }
    bands.push_back({.from = *from, .label = std::string{trimmed(part.substr(equals + 1))}});
  }
  return bands;
}

// One of two words.
template <typename Named>
Named read_named(const Flag& flag, const std::string& text, Named one, Named other) {
  if (text == name_of(one)) return one;
  if (text == name_of(other)) return other;
  const std::vector<std::string> words = {std::string{name_of(one)}, std::string{name_of(other)}};
  refuse_word(text, flag.name, words);
}

// A field that may be unknown.
template <typename Field, typename Reader>
void set_or_clear(const Arguments& arguments, const Flag& flag, Field& field,
                  const Reader& reader) {
  if (is_cleared(arguments, flag)) field = {};
  if (is_set(arguments, flag)) field = *arguments.read(flag, reader);
}

void set_number(const Arguments& arguments, const Flag& flag, int most, int& field) {
  if (arguments.given(flag)) field = *arguments.number(flag, 0, most);
}

void apply_texts(const Invocation& invocation, Instrument& instrument) {
  const auto set = [&](const Flag& flag, std::string& field) {
    if (invocation.arguments().given(flag)) field = invocation.text(flag);
  };
  set(flags::name, instrument.name);
  set(flags::measures, instrument.measures);
  set(flags::loinc_panel, instrument.loinc_panel);
  set(flags::loinc_total, instrument.loinc_total);
  set(flags::snomed_total, instrument.snomed_total);
  set(flags::licence, instrument.licence);
}

std::vector<std::string> read_topics(const Arguments& arguments, int items) {
  std::vector<std::string> topics;
  const std::string list = arguments.text(flags::topics);
  for (const std::string_view part : split(list, ',')) topics.emplace_back(trimmed(part));
  if (static_cast<int>(topics.size()) == items) return topics;
  refuse_number(flags::topics, list,
                fmt::format("{} given, and {} counted by --items.",
                            counted(static_cast<int>(topics.size()), "topic is", "topics are"),
                            counted(items, "item is", "items are")));
}

void apply_topics(const Arguments& arguments, Instrument& instrument) {
  const int items = arguments.number(flags::items, 1, most_items).value_or(instrument.items());
  if (items > 0) instrument.entry = Entry::items;
  if (is_set(arguments, flags::topics)) {
    instrument.topics = *arguments.read(
        flags::topics, [&](const std::string&) { return read_topics(arguments, items); });
  } else if (items != instrument.items() || is_cleared(arguments, flags::topics)) {
    instrument.topics.clear();
    for (int i = 1; i <= items; ++i) instrument.topics.push_back(fmt::format("item {}", i));
  }
}

void apply_answers(const Arguments& arguments, Instrument& instrument) {
  apply_topics(arguments, instrument);
  set_number(arguments, flags::item_min, highest_answer, instrument.item_min);
  set_number(arguments, flags::item_max, highest_answer, instrument.item_max);
  set_number(arguments, flags::max_missing, most_items, instrument.max_missing);
  set_or_clear(arguments, flags::reverse, instrument.reversed,
               [](const std::string& text) { return read_numbers(flags::reverse, text); });
  if (arguments.given(flags::scoring)) {
    instrument.scoring = *arguments.read(flags::scoring, [](const std::string& text) {
      return read_named(flags::scoring, text, Scoring::sum, Scoring::mean);
    });
    constexpr int decimals_of_mean = 2;
    if (instrument.scoring == Scoring::mean) instrument.decimals = decimals_of_mean;
  }
}

void apply_total(const Arguments& arguments, Instrument& instrument) {
  constexpr int most_decimals = 2;
  set_number(arguments, flags::decimals, most_decimals, instrument.decimals);
  if (arguments.given(flags::direction)) {
    instrument.direction = *arguments.read(flags::direction, [](const std::string& text) {
      return read_named(flags::direction, text, Direction::higher_worse, Direction::higher_better);
    });
  }
  if (instrument.entry == Entry::items) {
    const PointRange range = range_of_answers(instrument);
    instrument.total_min = range.least;
    instrument.total_max = range.most;
  }
  for (const auto& [flag, field] : {std::pair{&flags::total_min, &Instrument::total_min},
                                    std::pair{&flags::total_max, &Instrument::total_max}}) {
    if (!arguments.given(*flag)) continue;
    instrument.*field = *arguments.read(
        *flag, [flag = flag](const std::string& text) { return read_points(*flag, text); });
  }
}

// Neither says anything without the other.
void require_both(const Arguments& arguments, const Flag& one, const Flag& other) {
  if (is_set(arguments, one) && is_set(arguments, other)) return;
  const Flag& missing = is_set(arguments, one) ? other : one;
  throw Error({.exit = Exit::usage,
               .code = "flag_missing",
               .wrong = fmt::format("{} is missing", missing.name),
               .allowed = fmt::format("{} and {} go together.", one.name, other.name),
               .attempt = "--sd 6.18 --reliability 0.89"});
}

void apply_reliable_change(const Arguments& arguments, Instrument& instrument) {
  const bool by_error = is_set(arguments, flags::sd) || is_set(arguments, flags::reliability);
  if (is_set(arguments, flags::reliable_change) && by_error) {
    refuse_together("--reliable-change and --sd with --reliability",
                    "A reliable change is given in points, or computed from both others.");
  }
  set_or_clear(arguments, flags::reliable_change, instrument.reliable_change,
               [](const std::string& text) { return read_points(flags::reliable_change, text); });
  const bool clears = is_cleared(arguments, flags::sd) || is_cleared(arguments, flags::reliability);
  if (is_set(arguments, flags::reliable_change) || clears) instrument.error.reset();
  if (!by_error) return;
  if (!instrument.error) {
    require_both(arguments, flags::sd, flags::reliability);
    instrument.error.emplace();
  }
  const auto set = [&](const Flag& flag, double& field) {
    if (is_set(arguments, flag)) {
      field =
          *arguments.read(flag, [&](const std::string& text) { return read_decimal(flag, text); });
    }
  };
  set(flags::sd, instrument.error->sd);
  set(flags::reliability, instrument.error->reliability);
  instrument.reliable_change.reset();
}

void apply_norms(const Arguments& arguments, Instrument& instrument) {
  const bool clears =
      is_cleared(arguments, flags::clinical) || is_cleared(arguments, flags::functional);
  if (clears) instrument.norms.reset();
  if (!is_set(arguments, flags::clinical) && !is_set(arguments, flags::functional)) return;
  if (!instrument.norms) {
    arguments.require(flags::clinical);
    arguments.require(flags::functional);
    instrument.norms.emplace();
  }
  const auto set = [&](const Flag& flag, Norm& field) {
    set_or_clear(arguments, flag, field,
                 [&](const std::string& text) { return read_norm(flag, text); });
  };
  set(flags::clinical, instrument.norms->clinical);
  set(flags::functional, instrument.norms->functional);
}

void apply_judgement(const Arguments& arguments, Instrument& instrument) {
  set_or_clear(arguments, flags::bands, instrument.bands, read_bands);
  set_or_clear(arguments, flags::case_at, instrument.case_at,
               [](const std::string& text) { return read_points(flags::case_at, text); });
  set_or_clear(arguments, flags::remission_at, instrument.remission_at,
               [](const std::string& text) { return read_points(flags::remission_at, text); });
  if (arguments.given(flags::response)) instrument.response_by_half = true;
  if (arguments.denied(flags::response)) instrument.response_by_half = false;
  apply_reliable_change(arguments, instrument);
  apply_norms(arguments, instrument);
}

std::string topic_of(const Instrument& instrument, int number) {
  const bool known = number >= 1 && number <= instrument.items();
  return known ? instrument.topics[static_cast<std::size_t>(number) - 1]
               : fmt::format("item {}", number);
}

void require_risk_item(const Arguments& arguments) {
  for (const Flag* flag : {&flags::risk_at, &flags::risk_max, &flags::risk_topic}) {
    if (is_set(arguments, *flag)) arguments.require(flags::risk_item);
  }
}

void apply_risk(const Invocation& invocation, Instrument& instrument) {
  const Arguments& arguments = invocation.arguments();
  const bool by_items = instrument.entry == Entry::items;
  if (is_cleared(arguments, flags::risk_item)) instrument.risk.reset();
  if (is_set(arguments, flags::risk_item)) {
    const int number = *arguments.number(flags::risk_item, 1, most_items);
    if (!instrument.risk) instrument.risk = RiskItem{.max = usual_risk_max};
    if (number != instrument.risk->number) instrument.risk->topic.clear();
    instrument.risk->number = number;
  }
  if (!instrument.risk) return require_risk_item(arguments);
  RiskItem& risk = *instrument.risk;
  if (by_items) risk.max = instrument.item_max;
  set_number(arguments, flags::risk_at, highest_answer, risk.at);
  set_number(arguments, flags::risk_max, highest_answer, risk.max);
  if (arguments.given(flags::risk_topic)) risk.topic = invocation.text(flags::risk_topic);
  if (risk.topic.empty()) risk.topic = topic_of(instrument, risk.number);
}

}  // namespace

void apply_definition(const Invocation& invocation, Instrument& instrument) {
  const Arguments& arguments = invocation.arguments();
  apply_texts(invocation, instrument);
  apply_answers(arguments, instrument);
  apply_total(arguments, instrument);
  apply_judgement(arguments, instrument);
  apply_risk(invocation, instrument);
}

void check_definition(const Invocation& invocation, const Instrument& instrument) {
  struct Check {
    const Flag* flag;
    void (*check)(const Instrument&);
  };
  static constexpr std::array checks = std::to_array<Check>({
      {&flags::item_max, check_items},
      {&flags::reverse, check_reversed},
      {&flags::max_missing, check_missing},
      {&flags::total_max, check_range},
      {&flags::bands, check_bands},
      {&flags::case_at, check_case_at},
      {&flags::remission_at, check_remission_at},
      {&flags::response, check_response},
      {&flags::reliable_change, check_reliable_change},
      {&flags::sd, check_error},
      {&flags::clinical, check_norms},
      {&flags::risk_item, check_risk},
  });
  const Arguments& arguments = invocation.arguments();
  check_texts(instrument);
  for (const Check& each : checks) {
    Arguments::at(*each.flag, arguments.line(*each.flag), [&] { each.check(instrument); });
  }
}

}  // namespace ipt::cli
