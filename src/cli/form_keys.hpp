#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/flags.hpp"
#include "cli/form.hpp"
#include "ipt/domain/catalogue.hpp"

namespace ipt::cli {

/// What every command with a form takes.
inline constexpr std::array<const Flag*, 2> form_flags = {&flags::edit, &flags::form};

/// The name of a flag in a form: `risk-action` of `--risk-action`.
std::string key_of(const Flag& flag);

/// The key of a text that is a word of the command line: it stands in the form like any other.
inline constexpr std::string_view text_key = "text";

/// The last word of a command line when it is a text: `ipt goal add K7 TEXT`. In a form it is the
/// key `text`, and then it need not be typed.
const Positional* find_text_word(const Command& command);

/// Whether a command has a form: it writes, and takes a text that should not have to be an
/// argument.
bool takes_form(const Command& command);

/// The flags that are keys of its form, by their names without `--`; scores are keys by the code of
/// their instrument. Flags that are short for another one are not: the other one is the key.
std::vector<const Flag*> key_flags(const Command& command);

std::vector<FormKey> form_keys(const Command& command, const Catalogue& catalogue);

/// Whether anything was typed that the form holds too.
bool typed_content(const Command& command, const Arguments& arguments);

/// What the first lines of a form say of how it is filled in.
std::string form_heading(const Command& command, const Arguments& typed);

/// The form of a command without one of its own: a line for each flag, filled with what was typed.
FormDraft draft_of_flags(const Command& command, const Arguments& typed,
                         const Catalogue& catalogue);

/// The heading of a form that is opened with what is stored, where blank lines clear.
std::vector<std::string> stored_heading(std::string_view what);

/// Fills the line of a flag, where nothing was typed for it.
void set_stored(FormDraft& draft, const Flag& flag, const std::string& value);

/// `typed` with what the form says in its place. Throws `Error` (usage): `value_unknown` for a
/// switch that is neither `yes` nor `no`, `word_missing` for a text that is needed.
Arguments filled_in(const Command& command, Arguments typed, const std::vector<FormEntry>& entries,
                    const Catalogue& catalogue);

}  // namespace ipt::cli
