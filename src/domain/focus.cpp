#include "ipt/domain/focus.hpp"

#include <fmt/core.h>

#include <array>

#include "domain/spelling.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

struct Synonym {
  std::string_view word;
  Focus focus;
};

// A word that could mean more than one area, and the question that tells them apart.
struct Ambiguity {
  std::string_view word;
  std::string_view question;
};

constexpr auto areas = std::to_array<Term<Focus>>({
    {Focus::grief, "grief", "Grief (complicated bereavement)"},
    {Focus::dispute, "dispute", "Interpersonal role dispute"},
    {Focus::transition, "transition", "Role transition"},
    {Focus::deficits, "deficits", "Interpersonal deficits / sensitivities"},
});

constexpr auto synonyms = std::to_array<Synonym>({
    {"bereavement", Focus::grief},
    {"complicated-bereavement", Focus::grief},
    {"complicated-grief", Focus::grief},
    {"death", Focus::grief},
    {"mourning", Focus::grief},
    {"role-dispute", Focus::dispute},
    {"role-disputes", Focus::dispute},
    {"interpersonal-dispute", Focus::dispute},
    {"conflict", Focus::dispute},
    {"role-conflict", Focus::dispute},
    {"disagreement", Focus::dispute},
    {"role-transition", Focus::transition},
    {"role-transitions", Focus::transition},
    {"change", Focus::transition},
    {"role-change", Focus::transition},
    {"life-change", Focus::transition},
    {"life-changes", Focus::transition},
    {"interpersonal-deficits", Focus::deficits},
    {"sensitivity", Focus::deficits},
    {"sensitivities", Focus::deficits},
    {"interpersonal-sensitivity", Focus::deficits},
    {"isolation", Focus::deficits},
    {"social-isolation", Focus::deficits},
    {"loneliness", Focus::deficits},
});

constexpr auto ambiguities = std::to_array<Ambiguity>({
    {"loss", "grief if someone died; transition for any other loss"},
    {"divorce", "dispute if it is still fought over; transition if the relationship is over"},
    {"separation", "dispute if it is still fought over; transition if the relationship is over"},
    {"family", "dispute if expectations clash; transition if a role changed; grief after a death"},
    {"work", "dispute if expectations clash; transition if the role changed"},
    {"ending", "the ending is no focus: keep the course's focus and add --technique ending"},
    {"termination", "the ending is no focus: keep the course's focus and add --technique ending"},
});

constexpr std::string_view four_areas =
    "A focus is one of grief, dispute, transition, deficits, or a synonym such as bereavement, "
    "conflict, life-change, loneliness.";
constexpr std::string_view three_areas =
    "A focus is one of grief, dispute, transition, or a synonym such as loss, conflict, "
    "life-change.";

std::string allowed_areas(School school) {
  return std::string{school == School::stuart ? three_areas : four_areas};
}

}  // namespace

template <>
std::span<const Term<Focus>> vocabulary() {
  return areas;
}

bool is_offered(Focus focus, School school) {
  return focus != Focus::deficits || school != School::stuart;
}

Focus read_focus(std::string_view word, std::string_view what, School school) {
  const std::string wanted = spelt(word);
  if (school == School::stuart && wanted == "loss") return Focus::grief;
  if (const auto focus = find_term<Focus>(wanted)) return *focus;
  const auto* synonym = std::ranges::find(synonyms, wanted, &Synonym::word);
  if (synonym != synonyms.end()) return synonym->focus;

  const auto* ambiguity = std::ranges::find(ambiguities, wanted, &Ambiguity::word);
  if (ambiguity != ambiguities.end()) {
    throw Error({.exit = Exit::usage,
                 .code = "focus_ambiguous",
                 .wrong = fmt::format("{} '{}' does not say which focus area is meant", what, word),
                 .allowed = allowed_areas(school),
                 .attempt = std::string{ambiguity->question}});
  }
  std::vector<std::string> words = names<Focus>();
  for (const Synonym& each : synonyms) words.emplace_back(each.word);
  const auto meant = nearest(wanted, words);
  throw Error({.exit = Exit::usage,
               .code = "focus_unknown",
               .wrong = fmt::format("{} '{}' is not a focus area", what, word),
               .allowed = allowed_areas(school),
               .attempt = meant.value_or(school == School::stuart
                                             ? "grief, dispute or transition"
                                             : "grief, dispute, transition or deficits")});
}

}  // namespace ipt
