#include "ipt/domain/code.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt {
namespace {

constexpr std::size_t longest_code = 32;
constexpr std::string_view rule =
    "A code is 1 to 32 letters, digits, - or _, with at least one letter and one digit; never a "
    "name.";

constexpr std::array<std::string_view, 24> month_words = {
    "january", "february", "march",    "april", "june", "july", "august", "september",
    "october", "november", "december", "jan",   "feb",  "mar",  "apr",    "may",
    "jun",     "jul",      "aug",      "sept",  "sep",  "oct",  "nov",    "dec"};

constexpr std::array<std::string_view, 7> diagnoses = {
    "depression", "perinatal-depression", "ptsd", "social-anxiety",
    "bulimia",    "binge-eating",         "other"};

bool is_code_character(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// `1E5`, `12e-3`: a spreadsheet reads a number in scientific notation.
bool reads_as_number(std::string_view code) {
  const std::size_t e = code.find('e');
  if (e == std::string_view::npos || !all_digits(code.substr(0, e))) return false;
  std::string_view exponent = code.substr(e + 1);
  if (exponent.starts_with('-')) exponent.remove_prefix(1);
  return all_digits(exponent);
}

std::string_view without_hyphens(std::string_view text) {
  while (text.starts_with('-')) text.remove_prefix(1);
  while (text.ends_with('-')) text.remove_suffix(1);
  return text;
}

// `MAR1`, `1-mar`, `3-sep-26`: a spreadsheet reads a date.
bool reads_as_date(std::string_view code) {
  for (const std::string_view month : month_words) {
    const std::size_t at = code.find(month);
    if (at == std::string_view::npos) continue;
    const std::string_view before = without_hyphens(code.substr(0, at));
    const std::string_view after = without_hyphens(code.substr(at + month.size()));
    const bool before_fits = before.empty() || (all_digits(before) && before.size() <= 4);
    const bool after_fits = after.empty() || (all_digits(after) && after.size() <= 4);
    if (before_fits && after_fits) return true;
  }
  return false;
}

[[noreturn]] void refuse_code(std::string_view text, std::string_view what, std::string reason,
                              std::string attempt) {
  throw Error({.exit = Exit::usage,
               .code = "code_malformed",
               .wrong = fmt::format("{} '{}' {}", what, text, reason),
               .allowed = std::string{rule},
               .attempt = std::move(attempt)});
}

void require_code_characters(std::string_view text, std::string_view what) {
  if (text.empty() || text.size() > longest_code || !std::ranges::all_of(text, is_code_character)) {
    refuse_code(text, what, "is not a code", "K7");
  }
  if (text.starts_with('-')) refuse_code(text, what, "starts with a hyphen", "K7");
}

bool is_diagnosis_label(std::string_view label) {
  return label.size() >= 2 && label.size() <= 40 && is_letter(label.front()) &&
         std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

[[noreturn]] void refuse_diagnosis(std::string_view text, std::string_view what,
                                   std::string_view meant) {
  const std::vector<std::string> known(diagnoses.begin(), diagnoses.end());
  throw Error({.exit = Exit::usage,
               .code = "diagnosis_malformed",
               .wrong = fmt::format("{} '{}' is not a diagnosis label", what, text),
               .allowed = fmt::format("Allowed: {}; or your own label: a letter, then 1 to 39 "
                                      "letters, digits and hyphens.",
                                      joined(known, ", ")),
               .attempt = fmt::format("{} {}", what, meant)});
}

}  // namespace

template <typename Kind>
Code<Kind> Code<Kind>::read(std::string_view text, std::string_view what) {
  require_code_characters(text, what);
  if (std::ranges::none_of(text, is_digit)) {
    refuse_code(text, what, "has no digit, so it could be a name", "K7");
  }
  if (std::ranges::none_of(text, is_letter)) {
    refuse_code(text, what, "has no letter, so it could be a number of another register",
                fmt::format("K{}", text));
  }
  const std::string lowered = lower(text);
  if (reads_as_number(lowered) || reads_as_date(lowered)) {
    refuse_code(text, what, "is a code that a spreadsheet would turn into a number or a date",
                fmt::format("K{}", text));
  }
  return Code{std::string{text}};
}

template <typename Kind>
bool same_code(const Code<Kind>& a, const Code<Kind>& b) {
  return lower(a.text()) == lower(b.text());
}

template class Code<ClientKind>;
template class Code<TherapistKind>;
template bool same_code(const Code<ClientKind>&, const Code<ClientKind>&);
template bool same_code(const Code<TherapistKind>&, const Code<TherapistKind>&);

std::string read_actor(std::string_view text) {
  require_code_characters(text, "--actor");
  return std::string{text};
}

std::string read_person_label(std::string_view text, std::string_view what) {
  std::string label = lower(trimmed(text));
  std::string_view number = label;
  if (label.starts_with('p') && label.size() <= 3 && all_digits(label.substr(1)) &&
      label[1] != '0') {
    return "P" + label.substr(1);
  }
  for (const Term<Relation>& relation : vocabulary<Relation>()) {
    if (!label.starts_with(relation.name)) continue;
    number = std::string_view{label}.substr(relation.name.size());
    if (number.empty() || (all_digits(number) && number.size() <= 2)) return label;
  }
  throw Error(
      {.exit = Exit::usage,
       .code = "person_malformed",
       .wrong = fmt::format("{} '{}' is not a label for a person", what, text),
       .allowed = fmt::format("A person is P1 to P99, or one of {}, with a number when there "
                              "are several; never a name.",
                              joined(names<Relation>(), ", ")),
       .attempt = "P1, partner, or sibling2"});
}

bool label_before(std::string_view a, std::string_view b) {
  const auto word_of = [](std::string_view label) {
    return label.substr(0, label.find_last_not_of("0123456789") + 1);
  };
  const std::string_view word = word_of(a);
  if (word != word_of(b)) return word < word_of(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string read_diagnosis(std::string_view text, std::string_view what,
                           std::span<const std::string> own) {
  std::string label = lower(trimmed(text));
  const std::vector<std::string> known(diagnoses.begin(), diagnoses.end());
  if (std::ranges::find(known, label) != known.end()) return label;
  if (std::ranges::find(own, label) != own.end()) return label;
  const auto meant = nearest(label, known);
  if (is_diagnosis_label(label) && !meant) return label;
  refuse_diagnosis(text, what, meant.value_or("other"));
}

std::vector<std::string> read_own_diagnoses(std::string_view list, std::string_view what) {
  std::vector<std::string> labels;
  for (const std::string_view part : split(list, ',')) {
    std::string label = lower(trimmed(part));
    if (!is_diagnosis_label(label)) refuse_diagnosis(label, what, "grief-reaction");
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace ipt
