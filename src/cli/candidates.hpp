#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/values.hpp"
#include "cli/world.hpp"

namespace ipt::cli {

/// What may stand in the place of the last word of a line.
struct Candidates {
  std::vector<Candidate> words = {};
  bool files = false;    ///< the shell completes a file name
  bool goes_on = false;  ///< no space follows: the word may go on
};

/// Where client codes come from that begin so: the store of that path, the default one if empty.
using FindCodes =
    std::function<std::vector<std::string>(const std::string& store, std::string_view beginning)>;

/// Where the user's own instruments come from: those of the store at that path, the default one if
/// empty.
using FindInstruments = std::function<std::vector<Candidate>(const std::string& store)>;

/// What a store is asked for, each only where it may be meant.
struct StoredWords {
  FindCodes codes;
  FindInstruments instruments = [](const std::string&) { return std::vector<Candidate>{}; };
};

/// The candidates for the last of these words, by the tables that parser and help are made from.
/// The words are those after the name of the program, at least one. Throws `Error` for words that
/// name no command, and what `stored` throws.
Candidates candidates(std::span<const std::string> words, const StoredWords& stored);

/// Whether a command line is a question of a completion script: `completion words -- WORD...`.
bool asks_for_candidates(std::span<const std::string> arguments);

/// Answers it, one candidate a line with its meaning after a tab, then `:files` and `:nospace`
/// where they apply. Whatever goes wrong, nothing is said: an error in the middle of a line that is
/// being typed helps nobody. Nothing is made or changed, and settings are not read.
void print_candidates(std::span<const std::string> arguments, World& world);

}  // namespace ipt::cli
