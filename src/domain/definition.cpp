#include "ipt/domain/definition.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "domain/refusal.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/change.hpp"

namespace ipt {
namespace {

constexpr std::size_t longest_name = 32;  // as a code, which is the name until one is given
constexpr std::size_t longest_label = 80;
constexpr std::size_t longest_sentence = 200;

// Keys of forms and columns of tables that are no instruments.
constexpr auto reserved = std::to_array<std::string_view>(
    {"client",   "date",      "attendance", "focus",     "link",  "technique", "task",
     "question", "milestone", "recorded",   "next",      "note",  "risk",      "risk-action",
     "minutes",  "mode",      "reason",     "text",      "score", "total",     "instrument",
     "start",    "weeks",     "diagnosis",  "therapist", "day",   "goal",      "instruments",
     "phases",   "kind",      "sessions",   "every"});

std::string without_hyphens(std::string_view code) {
  std::string bare{code};
  std::erase(bare, '-');
  return bare;
}

std::size_t characters(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues_character));
}

void check_text(std::string_view flag, std::string_view text, std::size_t longest) {
  const bool plain = escaped_for_terminal(text) == text && trimmed(text) == text &&
                     text.find_first_of("{}\n\t") == std::string_view::npos;
  if (plain && !text.empty() && characters(text) <= longest) return;
  if (text.empty()) {
    refuse_value("definition_text", fmt::format("{} holds an empty text", flag),
                 fmt::format("It has 1 to {} characters.", longest),
                 fmt::format("{} with a text, or leaving it out", flag));
  }
  refuse_value("definition_text", fmt::format("{} is not a text that may stand in reports", flag),
               fmt::format("It has 1 to {} characters, on one line, without braces and control "
                           "characters.",
                           longest),
               fmt::format("{} with a shorter or plainer text", flag));
}

void check_optional_text(std::string_view flag, std::string_view text, std::size_t longest) {
  if (!text.empty()) check_text(flag, text, longest);
}

bool in_range(const Instrument& instrument, Points points) {
  return points >= instrument.total_min && points <= instrument.total_max;
}

// Points of a flag lie in the range and have no more decimals than totals have.
void require_total(const Instrument& instrument, std::string_view code, std::string_view flag,
                   Points points) {
  if (!in_range(instrument, points)) {
    refuse_value(std::string{code},
                 fmt::format("{} {} lies outside the range", flag, written(points)),
                 fmt::format("{} ranges from {} to {}.", instrument.code,
                             written(instrument.total_min), written(instrument.total_max)),
                 fmt::format("{} {}", flag, written(instrument.total_max)));
  }
  if (fits_decimals(instrument, points)) return;
  const int decimals = points.in_hundredths() % 10 == 0 ? 1 : 2;
  refuse_value(std::string{code},
               fmt::format("{} {} has more decimals than totals of {}", flag, written(points),
                           instrument.code),
               fmt::format("{} needs --decimals {}.", written(points), decimals),
               fmt::format("--decimals {}", decimals));
}

}  // namespace

void require_free_code(std::string_view code) {
  const auto same = [&](std::string_view word) {
    return without_hyphens(word) == without_hyphens(code);
  };
  const bool taken = std::ranges::any_of(reserved, same) || code.starts_with("course-") ||
                     code.ends_with("-items") || code.ends_with("-risk");
  if (!taken) return;
  refuse_value("instrument_code_reserved", fmt::format("the code {} is taken", code),
               "Forms and tables of scores have a field of that name, or one that begins with "
               "course- or ends in -items or -risk.",
               fmt::format("ipt instrument define my-{}-scale", code));
}

void check_texts(const Instrument& instrument) {
  check_text("--name", instrument.name, longest_name);
  check_optional_text("--measures", instrument.measures, longest_sentence);
  check_optional_text("--licence", instrument.licence, longest_sentence);
  for (const std::string& topic : instrument.topics) check_text("--topics", topic, longest_label);
  for (const Band& band : instrument.bands) check_text("--bands", band.label, longest_label);
  if (instrument.risk) check_text("--risk-topic", instrument.risk->topic, longest_label);
  check_optional_text("--loinc-panel", instrument.loinc_panel, longest_label);
  check_optional_text("--loinc-total", instrument.loinc_total, longest_label);
  check_optional_text("--snomed-total", instrument.snomed_total, longest_label);
}

void check_items(const Instrument& instrument) {
  if (instrument.entry == Entry::total) {
    if (instrument.item_max == 0 && instrument.item_min == 0 && instrument.topics.empty()) return;
    refuse_value("definition_items",
                 fmt::format("{} has answers, but not how many", instrument.code),
                 "Answers are counted by --items; without it only the total is entered.",
                 "--items N --item-max N");
  }
  if (instrument.item_min < instrument.item_max) return;
  refuse_value(
      "definition_items",
      fmt::format("answers from {} to {} are no range", instrument.item_min, instrument.item_max),
      "The highest answer, --item-max, lies above the lowest, --item-min.",
      fmt::format("--item-max {}", instrument.item_min + 1));
}

void check_reversed(const Instrument& instrument) {
  std::vector<int> seen;
  for (const int number : instrument.reversed) {
    const bool known = number >= 1 && number <= instrument.items();
    const bool again = std::ranges::find(seen, number) != seen.end();
    if (known && !again) {
      seen.push_back(number);
      continue;
    }
    refuse_value("definition_reverse",
                 fmt::format("--reverse names item {}{}", number, again ? " twice" : ""),
                 fmt::format("{} has {}, counted from 1; each is named once.", instrument.code,
                             counted(instrument.items(), "item", "items")),
                 "--reverse 2,3");
  }
}

void check_missing(const Instrument& instrument) {
  const bool fits = instrument.entry == Entry::items ? instrument.max_missing < instrument.items()
                                                     : instrument.max_missing == 0;
  if (fits) return;
  refuse_value("definition_missing",
               fmt::format("--max-missing {} is too many", instrument.max_missing),
               fmt::format("{} has {}; at least one must be answered.", instrument.code,
                           counted(instrument.items(), "item", "items")),
               "--max-missing 0");
}

PointRange range_of_answers(const Instrument& instrument) {
  const int parts = instrument.scoring == Scoring::sum ? instrument.items() : 1;
  return {.least = Points::whole(parts * instrument.item_min),
          .most = Points::whole(parts * instrument.item_max)};
}

void check_range(const Instrument& instrument) {
  if (instrument.total_min >= instrument.total_max) {
    refuse_value("definition_range",
                 fmt::format("totals from {} to {} are no range", written(instrument.total_min),
                             written(instrument.total_max)),
                 "The highest total, --total-max, lies above the lowest, --total-min.",
                 fmt::format("--total-min 0 --total-max {}",
                             written(std::max(instrument.total_min, Points::whole(1)))));
  }
  require_total(instrument, "definition_range", "--total-min", instrument.total_min);
  require_total(instrument, "definition_range", "--total-max", instrument.total_max);
  if (instrument.entry == Entry::total) return;
  const PointRange answers = range_of_answers(instrument);
  if (instrument.total_min == answers.least && instrument.total_max == answers.most) return;
  refuse_value("definition_range",
               fmt::format("a range of {} does not follow from the answers", instrument.range()),
               fmt::format("{} of {} to {} give totals from {} to {}.",
                           counted(instrument.items(), "answer", "answers"), instrument.item_min,
                           instrument.item_max, written(answers.least), written(answers.most)),
               "leaving --total-min and --total-max out");
}

void check_bands(const Instrument& instrument) {
  const std::vector<Band>& bands = instrument.bands;
  const auto refuse = [&](std::string wrong) {
    refuse_value("definition_bands", std::move(wrong),
                 fmt::format("Bands begin at {}, ascend up to {} at most, and have labels of their "
                             "own.",
                             written(instrument.total_min), written(instrument.total_max)),
                 fmt::format("--bands {}=low,N=high", written(instrument.total_min)));
  };
  for (std::size_t i = 0; i < bands.size(); ++i) {
    require_total(instrument, "definition_bands", "--bands", bands[i].from);
    if (i == 0 && bands[i].from != instrument.total_min) {
      refuse(fmt::format("the first band begins at {}", written(bands[i].from)));
    }
    if (i > 0 && bands[i].from <= bands[i - 1].from) {
      refuse(fmt::format("the band from {} does not lie above the one before it",
                         written(bands[i].from)));
    }
    if (std::ranges::count(bands, bands[i].label, &Band::label) > 1) {
      refuse("two bands have the same label");
    }
  }
}

void check_case_at(const Instrument& instrument) {
  if (!instrument.case_at) return;
  const Points cut_off = *instrument.case_at;
  require_total(instrument, "definition_cut_off", "--case-at", cut_off);
  const bool worse_up = instrument.direction == Direction::higher_worse;
  if (cut_off != (worse_up ? instrument.total_min : instrument.total_max)) return;
  refuse_value("definition_cut_off",
               fmt::format("--case-at {} makes every total clinical", written(cut_off)),
               fmt::format("{}: a total of the cut-off or {} is clinical.",
                           name_of(instrument.direction), worse_up ? "above" : "below"),
               "--case-at within the range");
}

void check_response(const Instrument& instrument) {
  if (!instrument.response_by_half || instrument.direction == Direction::higher_worse) return;
  refuse_value("definition_response", "--response does not go with --direction higher-better",
               "A response is half the points of the start or fewer, which is worse here.",
               "leaving --response out");
}

void require_free_name(const Catalogue& catalogue, const Instrument& instrument) {
  const auto is_other = [&](const Instrument* found) {
    return found != nullptr && found->code != instrument.code;
  };
  const bool is_named = is_other(catalogue.find(instrument.name));
  const std::string& word = is_named ? instrument.name : instrument.code;
  const Instrument* other = catalogue.find(word);
  if (!is_other(other)) return;
  refuse_value("definition_text", fmt::format("'{}' already means {}", word, other->code),
               "Two instruments of one name cannot be told apart in reports.",
               is_named ? fmt::format("--name \"{} 2\"", word)
                        : fmt::format("ipt instrument define my-{}-scale", word));
}

void check_remission_at(const Instrument& instrument) {
  if (!instrument.remission_at) return;
  require_total(instrument, "definition_remission", "--remission-at", *instrument.remission_at);
  if (!is_case(instrument, *instrument.remission_at).value_or(false)) return;
  refuse_value(
      "definition_remission",
      fmt::format("--remission-at {} is clinical", written(*instrument.remission_at)),
      fmt::format("{} is the cut-off, which is clinical itself; remission lies on its better side.",
                  written(*instrument.case_at)),
      "--remission-at beyond the cut-off");
}

void check_reliable_change(const Instrument& instrument) {
  if (!instrument.reliable_change) return;
  const Points change = *instrument.reliable_change;
  const Points widest = instrument.total_max - instrument.total_min;
  if (change > Points{} && change <= widest) return;
  refuse_value(
      "definition_reliable_change",
      fmt::format("--reliable-change {} is not possible", written(change)),
      fmt::format("It lies above 0 and is {} points at most, the whole range.", written(widest)),
      "--reliable-change N, or --sd X --reliability R");
}

void check_error(const Instrument& instrument) {
  if (!instrument.error) return;
  const MeasurementError& error = *instrument.error;
  if (error.sd <= 0) {
    refuse_value("definition_error", "--sd 0 is not possible", "A standard deviation is above 0.",
                 "--sd 6.18");
  }
  if (error.reliability < 0 || error.reliability >= 1) {
    refuse_value("definition_error",
                 fmt::format("--reliability {} is not possible", written(error.reliability)),
                 "A reliability is 0 up to, but not including, 1.", "--reliability 0.89");
  }
  const double needed = reliable_change_index(error, 0, 0).smallest_at_95;
  const Points widest = instrument.total_max - instrument.total_min;
  if (needed < widest.in_hundredths() / 100.0) return;
  refuse_value("definition_error",
               fmt::format("--sd {} with --reliability {} makes no change reliable",
                           written(error.sd), written(error.reliability)),
               fmt::format("A change would have to exceed {:.2f} points; the whole range is {}.",
                           needed, written(widest)),
               "--sd and --reliability of this scale");
}

void check_norms(const Instrument& instrument) {
  if (!instrument.norms) return;
  const auto refuse = [](std::string wrong, std::string allowed) {
    refuse_value("definition_norms", std::move(wrong), std::move(allowed),
                 "--clinical 19.7,7.7 --functional 4.7,4.8");
  };
  constexpr double per_point = 100;
  const double least = instrument.total_min.in_hundredths() / per_point;
  const double most = instrument.total_max.in_hundredths() / per_point;
  const auto& [clinical, functional] = *instrument.norms;
  for (const Norm& norm : {clinical, functional}) {
    if (norm.sd <= 0) refuse("a sample has an SD of 0", "A standard deviation is above 0.");
    if (norm.sd > most - least) {
      refuse(fmt::format("an SD of {} is wider than the range", written(norm.sd)),
             fmt::format("{} ranges from {} to {}.", instrument.code, written(instrument.total_min),
                         written(instrument.total_max)));
    }
    if (norm.mean < least || norm.mean > most) {
      refuse(fmt::format("a mean of {} lies outside the range", written(norm.mean)),
             fmt::format("{} ranges from {} to {}.", instrument.code, written(instrument.total_min),
                         written(instrument.total_max)));
    }
  }
  const bool worse_up = instrument.direction == Direction::higher_worse;
  if (worse_up ? clinical.mean > functional.mean : clinical.mean < functional.mean) return;
  refuse("the clinical sample is not worse than the functional one",
         fmt::format("{}: the mean of --clinical lies {} that of --functional.",
                     name_of(instrument.direction), worse_up ? "above" : "below"));
}

void check_risk(const Instrument& instrument) {
  if (!instrument.risk) return;
  const RiskItem& risk = *instrument.risk;
  const bool by_items = instrument.entry == Entry::items;
  if (risk.number < 1 || (by_items && risk.number > instrument.items())) {
    refuse_value("definition_risk", fmt::format("--risk-item {} is no item", risk.number),
                 by_items
                     ? fmt::format("{} has items 1 to {}.", instrument.code, instrument.items())
                     : "Items are counted from 1.",
                 "--risk-item 1");
  }
  if (by_items && risk.max != instrument.item_max) {
    refuse_value(
        "definition_risk", fmt::format("--risk-max {} is not the highest answer", risk.max),
        fmt::format("Answers go up to {}.", instrument.item_max), "leaving --risk-max out");
  }
  if (risk.at > instrument.item_min && risk.at <= risk.max) return;
  refuse_value(
      "definition_risk", fmt::format("--risk-at {} is not possible", risk.at),
      fmt::format("The limit is an answer from {} to {}.", instrument.item_min + 1, risk.max),
      fmt::format("--risk-at {}", instrument.item_min + 1));
}

}  // namespace ipt
