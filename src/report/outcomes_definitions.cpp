// What every figure of the report on outcomes means, each explained once, and where it comes from.
#include <fmt/core.h>

#include "report/outcomes_parts.hpp"

namespace ipt::report {
namespace {

std::vector<Fact> rules() {
  return {
      {"Counted",
       "acute courses. Started: first day in the period. Ended: end in the period. "
       "Finished: ended, with two or more sessions attended (NHS England)."},
      {"Pairing",
       "first score: the earliest from session 1 on; last score: the latest from session "
       "2 on, up to the end (NHS England). Nothing is made up for a missing score."},
      {"Judged on",
       "PHQ-9 and GAD-7, as far as they have both scores; where neither has, the "
       "primary measure of the course."},
      {"Case", "at the cut-off or beyond it on any of these measures."},
      {"Recovery", "a case at the start, on no measure a case at the end (NHS Talking Therapies)."},
      {"Reliable improvement",
       "better by more than measurement error on one measure, worse so on none (NHS Talking "
       "Therapies)."},
      {"Reliable recovery", "recovery and reliable improvement."},
      {"Reliable deterioration",
       "worse by more than measurement error on one measure, better so on none (Gyani et al. "
       "2013)."},
      {"No reliable change", "neither, or mixed."},
      {"Response",
       "half the points of the first PHQ-9 or fewer (ICSI); asked only of a first PHQ-9 of 10 or "
       "more."},
      {"Remission", "a last PHQ-9 below 5 (ICSI); asked of the same."},
      {"DNA", "did not attend and gave no notice."},
      {"Interval", "from low to high, Wilson 1927, 95 %."},
      {"d and g", "Becker 1988 with the SD at intake; Hedges 1981."},
  };
}

std::vector<Fact> statuses() {
  return {
      {"RISK",
       "the last answer to a risk item was at its limit or above. ipt does not assess risk."},
      {"DETERIORATED", "reliably worse than at the start."},
      {"NOT ON TRACK", "after 8 to 10 weeks no reliable improvement of the PHQ-9, and 10 or more."},
      {"NO RECENT SCORE", "none for three times the agreed spacing of sessions."},
  };
}

Fact limits() {
  return {"Limits",
          "In the style of NHS Talking Therapies, not a submission to it. Nothing is adjusted for "
          "case mix: who was ill, and how badly, differs between caseloads. Without a comparison "
          "group a change is not an effect of the therapy. Small numbers are unstable. No ranking "
          "of therapists or services can be read from this."};
}

}  // namespace

void add_definitions(Report& report, bool has_open_courses) {
  using enum Column::Align;
  report.blocks.emplace_back(Table{.heading = "LIMITS APPLIED",
                                   .rows = "judged_on",
                                   .row_name = "{name}",
                                   .columns = {{"measure", "{name}", left},
                                               {"case", "{case}", left},
                                               {"reliable change", "{reliable_change}", left},
                                               {"source", "{source}", left}}});
  Facts definitions{.heading = "DEFINITIONS", .facts = rules()};
  if (has_open_courses) {
    for (Fact& fact : statuses()) definitions.facts.push_back(std::move(fact));
  }
  definitions.facts.push_back(limits());
  report.blocks.emplace_back(std::move(definitions));
}

}  // namespace ipt::report
