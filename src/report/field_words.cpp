#include "report/field_words.hpp"

#include <algorithm>
#include <array>

namespace ipt::report {
namespace {

// Fields whose name in the store is not the word that a person types or reads.
struct Wording {
  std::string_view field;
  std::string_view words;
};

constexpr std::array wordings = std::to_array<Wording>({
    {"from_date", "from"},
    {"to_date", "to"},
    {"next_date", "next"},
    {"start_date", "start"},
    {"end_date", "ended on"},
    {"end_status", "ended as"},
    {"end_reason", "reason of the end"},
    {"planned", "planned sessions"},
    {"cadence_days", "days apart"},
    {"split_rule", "phases"},
    {"split_initial", "initial sessions"},
    {"split_ending", "ending sessions"},
    {"linked_course", "follows"},
    {"techniques", "technique"},
    {"milestones", "milestone"},
    {"risks", "risk"},
    {"status_since", "since"},
    {"ratings", "rated"},
    {"causes", "about the days"},
});

}  // namespace

std::string field_words(std::string_view field) {
  const auto* found = std::ranges::find(wordings, field, &Wording::field);
  std::string words{found == wordings.end() ? field : found->words};
  if (words.ends_with(of_points)) words.resize(words.size() - of_points.size());
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string_view deed_words(RevisionKind kind) {
  switch (kind) {
    case RevisionKind::insert:
      return "recorded";
    case RevisionKind::update:
      return "changed";
    case RevisionKind::remove:
      break;
  }
  return "taken out";
}

}  // namespace ipt::report
