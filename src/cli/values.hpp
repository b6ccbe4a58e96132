#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace ipt::cli {

/// A word that may stand at the end of the line, and what a person reads for it.
struct Candidate {
  std::string word;
  std::string meaning = {};
};

/// What may stand for a value.
struct Values {
  std::vector<Candidate> words = {};
  bool files = false;            ///< also a file, whose name the shell completes
  bool clients = false;          ///< also the code of a client
  bool instruments = false;      ///< also an instrument of the user's own
  std::string_view ending = {};  ///< of such an instrument, as of the words: `=`
  bool goes_on = false;          ///< more may follow within the word: `phq9=`, `K7.`
  bool is_list = false;          ///< several, joined by commas
};

/// What help shows for a value, such as `DATE`, `auto|always|never`, `12..16` or `FILE|-`, as the
/// words that it may be; with the words of its vocabulary where it has one.
Values values_of(std::string_view shown, AllowedWords allowed);

}  // namespace ipt::cli
