#include "ipt/domain/contract.hpp"

#include <fmt/core.h>

#include <optional>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

// The sum of `I/M/E` when it is a number that an acute course may have.
std::optional<int> acute_sum(std::string_view text) {
  int sum = 0;
  for (const std::string_view part : split(text, '/')) {
    const auto number = whole_number(part);
    if (!number || *number < 1 || *number > most_acute_sessions) return std::nullopt;
    sum += *number;
  }
  if (sum < least_acute_sessions || sum > most_acute_sessions) return std::nullopt;
  return sum;
}

}  // namespace

PhaseSplit quarter_split(int planned) {
  return {.rule = SplitRule::quarter, .initial = (planned + 1) / 4, .ending = planned / 4};
}

PhaseSplit stuart_split() { return {.rule = SplitRule::stuart, .initial = 3, .ending = 2}; }

PhaseSplit read_split(std::string_view text, int planned) {
  const std::string word = lower(trimmed(text));
  if (word == "quarter") return quarter_split(planned);
  if (word == "stuart") return stuart_split();
  const auto parts = split(word, '/');
  if (parts.size() == 3) {
    const auto initial = whole_number(parts[0]);
    const auto middle = whole_number(parts[1]);
    const auto ending = whole_number(parts[2]);
    if (initial && middle && ending && *initial > 0 && *middle > 0 && *ending > 0 &&
        *initial < planned && *middle < planned && *ending == planned - *initial - *middle) {
      return {.rule = SplitRule::custom, .initial = *initial, .ending = *ending};
    }
  }
  const PhaseSplit usual = quarter_split(planned);
  throw Error({.exit = Exit::usage,
               .code = "phases_not_allowed",
               .wrong = fmt::format("--phases '{}' does not split {} sessions", text, planned),
               .allowed = "Phases are quarter, stuart, or initial/middle/ending, each at least 1, "
                          "whose sum is the planned number.",
               .attempt = fmt::format("--phases {}/{}/{}", usual.initial,
                                      planned - usual.initial - usual.ending, usual.ending)});
}

PhaseSplit read_usual_split(std::string_view text, int planned) {
  return resplit(read_split(text, acute_sum(trimmed(text)).value_or(planned)), planned);
}

PhaseSplit resplit(const PhaseSplit& split, int planned) {
  if (split.rule == SplitRule::quarter) return quarter_split(planned);
  if (split.initial + split.ending < planned) return split;
  throw Error({.exit = Exit::usage,
               .code = "phases_not_allowed",
               .wrong = fmt::format(
                   "{} initial and {} ending sessions leave no middle phase of {} sessions",
                   split.initial, split.ending, planned),
               .allowed = "In a course of another number the initial and the ending phase stay, "
                          "and the middle phase has at least one session.",
               .attempt = fmt::format(
                   "--phases quarter, or --phases I/M/E of {}, with ipt course create or "
                   "amend",
                   planned)});
}

Phase phase_of(int number, const Contract& contract) {
  if (number <= contract.split.initial) return Phase::initial;
  if (number <= contract.planned - contract.split.ending) return Phase::middle;
  return Phase::ending;
}

PhaseBounds bounds_of(Phase phase, const Contract& contract) {
  const int last_middle = contract.planned - contract.split.ending;
  switch (phase) {
    case Phase::initial:
      return {.first = 1, .last = contract.split.initial};
    case Phase::middle:
      return {.first = contract.split.initial + 1, .last = last_middle};
    case Phase::ending:
      break;
  }
  return {.first = last_middle + 1, .last = contract.planned};
}

int read_acute_number(std::string_view text, std::string_view what, std::string_view attempt) {
  const auto planned = whole_number(text);
  if (planned && *planned >= least_acute_sessions && *planned <= most_acute_sessions)
    return *planned;
  throw Error({.exit = Exit::usage,
               .code = "weeks_not_allowed",
               .wrong = fmt::format("{} {} is not allowed", what, text),
               .allowed = fmt::format("An acute course has {} to {} planned weekly sessions.",
                                      least_acute_sessions, most_acute_sessions),
               .attempt = std::string{attempt}});
}

}  // namespace ipt
