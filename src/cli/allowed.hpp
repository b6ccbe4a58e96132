#pragma once

#include <vector>

#include "cli/command.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/vocabulary.hpp"

// The words that a value may be, listed from the tables of the domain.
namespace ipt::cli {

template <typename Id>
std::vector<AllowedWord> words_of() {
  std::vector<AllowedWord> words = {};
  for (const Term<Id>& term : vocabulary<Id>()) words.push_back({term.name, term.label});
  return words;
}

inline std::vector<AllowedWord> check_words() {
  std::vector<AllowedWord> words = {};
  for (const Check& each : checks()) words.push_back({each.name, each.title});
  return words;
}

inline std::vector<AllowedWord> instrument_words() {
  std::vector<AllowedWord> words = {};
  for (const Instrument& each : built_in_instruments()) words.push_back({each.code, each.name});
  return words;
}

}  // namespace ipt::cli
