#pragma once

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipt {

/// A code for a person: 1 to 32 of `A-Z a-z 0-9 - _`, with at least one letter and one digit, so
/// that it is neither a name nor a number such as a health-service number. Shown as it was first
/// written. Refused as well: what a spreadsheet changes when it opens a file (`1E5`, `MAR1`), and a
/// leading hyphen.
///
/// `Kind` keeps client and therapist codes apart.
template <typename Kind>
class Code {
 public:
  /// Throws `Error` (usage, `code_malformed`); `what` names the argument in it.
  static Code read(std::string_view text, std::string_view what);

  [[nodiscard]] const std::string& text() const { return text_; }

  auto operator<=>(const Code&) const = default;

 private:
  explicit Code(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

struct ClientKind {};
struct TherapistKind {};
using ClientCode = Code<ClientKind>;
using TherapistCode = Code<TherapistKind>;

/// Whether two codes are the same: letter case is ignored.
template <typename Kind>
bool same_code(const Code<Kind>& a, const Code<Kind>& b);

/// Who made a change, as the history shows it: 1 to 32 of the characters of a code. Throws `Error`
/// (usage, `code_malformed`).
std::string read_actor(std::string_view text);

/// A person in the client's life: `P1` to `P99`, or a relation word with an optional number
/// (`partner`, `sibling2`). Never a name. Throws `Error` (usage, `person_malformed`).
std::string read_person_label(std::string_view text, std::string_view what);

/// Whether one label stands before another in a list: by the word, then by the number, so that P2
/// stands before P10.
bool label_before(std::string_view a, std::string_view b);

/// What the course treats: `depression`, `perinatal-depression`, `ptsd`, `social-anxiety`,
/// `bulimia`, `binge-eating`, `other`, or the user's own label: a letter, then 1 to 39 letters,
/// digits and hyphens, kept in lower case. Throws `Error` (usage, `diagnosis_malformed`), also for
/// a near miss of one of the seven that is not among the labels of the user's `own`.
std::string read_diagnosis(std::string_view text, std::string_view what,
                           std::span<const std::string> own = {});

/// Labels of the user's own, joined by commas, in lower case; near misses too. Throws `Error`
/// (usage, `diagnosis_malformed`).
std::vector<std::string> read_own_diagnoses(std::string_view list, std::string_view what);

}  // namespace ipt
