#include "report/rules.hpp"

#include <algorithm>
#include <array>

namespace ipt::report {
namespace {

constexpr std::array rules = std::to_array<RuleText>({
    {"E0", "Simon et al. 2013, of item 9 of the PHQ-9",
     "ipt does not assess risk, and an answer of 0 does not say that there is none."},
    {"E1", "the reliable change of the instrument",
     "More than measurement error; it does not say why."},
    {"E2", "VAST-D; Szegedi et al. 2009; week 4 as Gunlicks-Stoessel & Mufson 2011",
     "From trials of medication and with adolescents; information, one of three."},
    {"E3", "MacArthur Initiative on Depression: response after 4 to 6 weeks",
     "Consensus, not validated, and not scaled to the baseline."},
    {"E4", "ICSI: 8 to 10 weeks before a change is decided; NHS Talking Therapies: 6 points",
     "It names options and chooses none."},
    {"E6", "an IPT trial: three weekly HAM-D17 of 7 or less, adapted to the PHQ-9",
     "No rule for ending a course."},
    {"recent", "our choice: three times the agreed spacing of sessions",
     "What the other rules would say is out of date."},
});

}  // namespace

const RuleText* rule_text(std::string_view rule) {
  const auto found = std::ranges::find(rules, rule, &RuleText::rule);
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace ipt::report
