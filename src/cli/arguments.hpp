#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace ipt::cli {

/// What was typed after the command, as text; the caller turns it into values.
class Arguments {
 public:
  explicit Arguments(std::string command = {}) : command_(std::move(command)) {}

  void add_word(std::string word) { words_.push_back(std::move(word)); }
  void add(const Flag& flag, std::vector<std::string> values) {
    values_[flag.name] = std::move(values);
  }

  /// `session log`
  [[nodiscard]] const std::string& command() const { return command_; }
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
  /// The positional at that place, which the command requires.
  [[nodiscard]] const std::string& word(std::size_t index) const { return words_.at(index); }

  [[nodiscard]] bool given(const Flag& flag) const { return values_.contains(flag.name); }
  /// The value of a flag that is given at most once.
  [[nodiscard]] std::optional<std::string> find(const Flag& flag) const;
  /// The same, empty when it was not given.
  [[nodiscard]] std::string text(const Flag& flag) const { return find(flag).value_or(""); }
  [[nodiscard]] std::vector<std::string> all(const Flag& flag) const;
  /// A whole number from `least` to `most`. Throws `Error` (usage, `number_not_allowed`).
  [[nodiscard]] std::optional<int> number(const Flag& flag, int least, int most) const;
  /// Throws `Error` (usage, `flag_missing`) unless it was given.
  std::string require(const Flag& flag) const;

 private:
  std::string command_;
  std::vector<std::string> words_;
  std::map<std::string_view, std::vector<std::string>> values_;
};

}  // namespace ipt::cli
