#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipt::cli {

/// A line of a form that is offered to be filled in.
struct FormField {
  std::string key;
  std::string value = {};
  std::string comment = {};  ///< what is allowed: stands above it, in `#` lines
};

/// A form as it is opened.
struct FormDraft {
  /// Takes the place of the first word: it names the same record while the form is open, although
  /// numbers change when somebody else writes.
  std::string reference = {};
  std::vector<std::string> heading = {};  ///< what is known already, in `#` lines
  std::vector<FormField> fields = {};
};

/// A key that a form may hold.
struct FormKey {
  std::string name;
  bool repeats = false;
};

/// What a form says: a key in lower case, and the line on which its value begins.
struct FormEntry {
  std::string key;
  std::string value;
  int line = 0;

  /// The same was said, wherever it stands.
  [[nodiscard]] bool says(const FormEntry& other) const {
    return key == other.key && value == other.value;
  }
};

/// This key is the last one: everything after it is its value as it stands, `#` lines too, but for
/// white space at both ends.
inline constexpr std::string_view verbatim_key = "note";

/// The form as text: the heading, the lines to fill in, what each key allows, and last the note.
std::string form_text(const FormDraft& draft);

/// Reads `key: value` lines. Keys in any letter case; empty lines and lines that begin with `#` are
/// skipped; a line that begins with a space or a tab continues the value before it; CRLF and a
/// byte-order mark are read. Throws `Error` (usage) with the line: `not_utf8`,
/// `form_line_malformed`, `form_key_unknown` with the nearest key, `form_key_repeated`.
std::vector<FormEntry> read_form(std::string_view text, std::span<const FormKey> keys);

/// A form with a mistake marked in it.
struct MarkedForm {
  std::string text;
  int line = 0;  ///< where the line that the mistake is about stands now; 0 when it is about none
};

/// `text` with `# >>` lines that say `message` above that line, never within the note; at the top
/// when `line` is 0. Marks of an earlier round are taken out, and `line` counts them.
MarkedForm marked(std::string_view text, int line, const std::string& message);

}  // namespace ipt::cli
