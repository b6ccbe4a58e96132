#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "ipt/base/error.hpp"

namespace ipt::cli {

/// What was typed after the command or into its form, as text; the caller turns it into values.
///
/// What comes from a form knows its line there: whatever is read through `read`, `number`,
/// `require` or `at` is refused with that line, and with the key of the form in place of the flag.
class Arguments {
 public:
  /// A value and the line of the form that holds it; 0 when it was typed on the command line.
  struct Value {
    std::string text;
    int line = 0;
  };

  Arguments() = default;
  explicit Arguments(std::string command, Effect effect = Effect::reads)
      : command_(std::move(command)), effect_(effect) {}

  void add_word(std::string word) { words_.push_back(std::move(word)); }
  /// Puts a word at that place, which is not beyond the end.
  void set_word(std::size_t index, std::string word) {
    if (index == words_.size()) words_.emplace_back();
    words_.at(index) = std::move(word);
  }
  void add(const Flag& flag, const std::vector<std::string>& values);
  /// One more value, from a form.
  void add_line(const Flag& flag, Value value);
  /// A line of the form is about this flag, also when it gives no value.
  void set_line(const Flag& flag, int line) { lines_[flag.name] = line; }
  void erase(const Flag& flag) { values_.erase(flag.name); }
  /// Takes away the values for which `unwanted` is true; without any the flag is not given.
  void erase_if(const Flag& flag, const std::function<bool(const std::string&)>& unwanted);

  /// `session log`
  [[nodiscard]] const std::string& command() const { return command_; }
  [[nodiscard]] Effect effect() const { return effect_; }
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
  /// The positional at that place, which the command requires.
  [[nodiscard]] const std::string& word(std::size_t index) const { return words_.at(index); }

  /// Whether a flag was given; a switch of which a form says `no` was not.
  [[nodiscard]] bool given(const Flag& flag) const;
  /// Whether a form says `no` to a switch.
  [[nodiscard]] bool denied(const Flag& flag) const;
  /// The value of a flag that is given at most once.
  [[nodiscard]] std::optional<std::string> find(const Flag& flag) const;
  /// The same, empty when it was not given.
  [[nodiscard]] std::string text(const Flag& flag) const { return find(flag).value_or(""); }
  [[nodiscard]] std::vector<std::string> all(const Flag& flag) const;
  [[nodiscard]] const std::vector<Value>& values(const Flag& flag) const;
  /// A whole number from `least` to `most`. Throws `Error` (usage, `number_not_allowed`).
  [[nodiscard]] std::optional<int> number(const Flag& flag, int least, int most) const;
  /// Throws `Error` (usage, `flag_missing`) unless it was given.
  std::string require(const Flag& flag) const;

  /// What `reader` makes of the value of a flag; nothing when it was not given.
  template <typename Reader>
  auto read(const Flag& flag, const Reader& reader) const
      -> std::optional<decltype(reader(std::string{}))> {
    const auto value = find(flag);
    if (!value) return std::nullopt;
    return at(flag, line(flag), [&] { return reader(*value); });
  }

  /// What an error calls a value (`--risk`, `phq9=`), and what it calls it in a form (`risk`).
  struct FormName {
    std::string_view name;
    std::string_view key;
  };

  /// Does `work` on what stands in that line: an `Error` is thrown on with the line.
  template <typename Work>
  static auto at(const FormName& name, int line, const Work& work) -> decltype(work()) {
    if (line == 0) return work();
    try {
      return work();
    } catch (const Error& error) {
      throw in_form(error, name, line);
    }
  }
  template <typename Work>
  static auto at(const Flag& flag, int line, const Work& work) -> decltype(work()) {
    return at({.name = flag.name, .key = flag.name.substr(2)}, line, work);
  }

  /// The line of the form that is about a flag; 0 when none is.
  [[nodiscard]] int line(const Flag& flag) const;

  /// Everything that says what is to be saved: the command, its words, and each flag but those that
  /// every writing command has.
  [[nodiscard]] std::vector<std::string> request() const;

  /// Those flags as they were typed on the command line, for one to try next. No text about the
  /// client is repeated.
  [[nodiscard]] std::string typed(std::span<const Flag* const> flags) const;

 private:
  static Error in_form(const Error& error, const FormName& name, int line);

  std::string command_;
  Effect effect_ = Effect::reads;
  std::vector<std::string> words_;
  std::map<std::string_view, std::vector<Value>> values_;
  std::map<std::string_view, int> lines_;
};

/// Throws `Error` (usage, `flags_contradict`): `flags_named` do not go together.
[[noreturn]] void refuse_together(std::string_view flags_named, std::string_view allowed);

/// A word as a shell reads it back.
std::string shell_word(std::string_view word);

}  // namespace ipt::cli
