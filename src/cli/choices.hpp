#pragma once

#include <vector>

#include "cli/command.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/vocabulary.hpp"

// The words that a value may be, listed from the tables of the domain.
namespace ipt::cli {

template <typename Id>
std::vector<Choice> choices_of() {
  std::vector<Choice> choices = {};
  for (const Term<Id>& term : vocabulary<Id>()) choices.push_back({term.name, term.label});
  return choices;
}

inline std::vector<Choice> instrument_choices() {
  std::vector<Choice> choices = {};
  for (const Instrument& each : built_in_instruments()) choices.push_back({each.code, each.name});
  return choices;
}

}  // namespace ipt::cli
