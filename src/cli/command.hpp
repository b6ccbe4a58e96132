#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ipt::cli {

class Arguments;
class Invocation;
struct FormDraft;

/// A word that a value may be, and what a person reads for it.
struct AllowedWord {
  std::string_view word;
  std::string_view meaning;
};

/// Lists every word that a value may be; see allowed.hpp.
using AllowedWords = std::vector<AllowedWord> (*)();

/// A flag of the command line. One name means one thing in every command, so each flag is defined
/// once (in flags.hpp) and commands refer to it.
struct Flag {
  std::string_view name;   ///< `--weeks`
  std::string_view value;  ///< what it takes, as help shows it; empty for a switch
  std::string_view help;
  char letter = '\0';    ///< the short form, such as `-m`
  bool repeats = false;  ///< may be given several times
  /// The words of an `ID`; of a value such as `DATE`, `FILE` or `a|b` completion knows them itself.
  AllowedWords allowed = nullptr;
};

/// A word of the command line that is no flag.
struct Positional {
  std::string_view name;  ///< `K7`, as help shows it
  std::string_view help;
  bool required = true;
  AllowedWords allowed = nullptr;  ///< as of a flag
  bool names_course = false;       ///< its course is looked for before a form is opened
};

/// What a command needs of the world; also which of the common flags it takes. What maintains the
/// store looks after the file as a whole and changes no record, so it knows no day but today and
/// makes no history.
enum class Effect { nothing, reads, maintains, writes };

/// Whether what a command prints is a list that CSV can hold.
enum class Csv { none, offered };

/// What a line of a form without a value means: not given, or that the field is cleared.
enum class Blank { skipped, clears };

/// One command, as data: help, completion and the parser are made from it.
struct Command {
  std::string_view verb;  ///< empty for a group that is a command itself, such as `prep`
  std::string_view summary;
  std::span<const Positional> positionals;
  std::span<const Flag* const> flags;
  Effect effect = Effect::reads;
  void (*run)(Invocation&) = nullptr;
  std::string_view details = {};  ///< after the flags in help: rules and examples
  /// The form as it is opened, with what is known already; without it, the flags of the command.
  FormDraft (*draft)(const Command&, Invocation&) = nullptr;
  Blank blank = Blank::skipped;
  Csv csv = Csv::none;
  /// Instead of `run`, of a command that needs nothing: what it prints.
  std::string_view (*text)(const Arguments&) = nullptr;
};

/// A noun and its verbs.
struct Group {
  std::string_view noun;
  std::string_view section;  ///< heading in the overview
  std::string_view summary;  ///< one line in the overview
  std::span<const Command> commands;
};

/// Every group, in the order of the overview. A new group is its file, a declaration and an entry.
std::span<const Group* const> groups();

/// Flags that every command of that effect takes.
std::span<const Flag* const> common_flags(Effect effect);

/// Those of one command: its --format names only what it can print.
std::span<const Flag* const> common_flags(const Command& command);

}  // namespace ipt::cli
