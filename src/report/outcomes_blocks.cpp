// What the report on outcomes shows a person.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "report/outcomes_parts.hpp"

namespace ipt::report {
namespace {

using enum Column::Align;

// `3 of 18 ended courses (16.7 %)`; of nothing there is no rate, which is null.
Phrase share(std::string_view path, const Proportion& rate, std::string_view of_whom) {
  if (rate.of == 0) return fmt::format("{{{}.percent}}", path);
  return fmt::format("{{{0}.n}} of {{{0}.of}} {1} ({{{0}.percent}} %)", path, of_whom);
}

// `12 completed, 3 ended early by the client`
std::string ended_by_text(const Outcomes& outcomes) {
  std::string text;
  for (const auto& [status, count] : outcomes.ended_by) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, label_of(status));
  }
  return text;
}

Phrase sessions_phrase(const std::optional<SessionRange>& sessions) {
  if (!sessions) return "{sessions_attended.median}";
  return "median {sessions_attended.median}, range {sessions_attended.min} to "
         "{sessions_attended.max}, in finished courses";
}

Phrase unpaired_phrase(const Outcomes& outcomes) {
  Phrase text = "{without_second_score} without a second score";
  if (outcomes.not_judgeable > 0) {
    text += ", {not_judgeable} without a measure that has both a cut-off and a reliable change";
  }
  return text;
}

std::string caution_on(int paired) {
  if (paired >= enough_courses) return {};
  return fmt::format(
      "\nCaution: {} paired; with fewer than {} each course moves a percentage by "
      "more than ten points.",
      counted(paired, "course is", "courses are"), enough_courses);
}

std::vector<Column> effect_columns() {
  return {{"measure", "{name}", left},    {"n", "{n}", right},       {"first", "{pre_mean}", right},
          {"last", "{post_mean}", right}, {"SD", "{sd_pre}", right}, {"d", "{d}", right},
          {"low", "{low}", right},        {"high", "{high}", right}, {"g", "{g}", right},
          {"", "{remark}", left}};
}

std::string_view grouping(GroupBy by) {
  switch (by) {
    case GroupBy::focus:
      return "primary focus";
    case GroupBy::diagnosis:
      return "diagnosis";
    case GroupBy::year:
      break;
  }
  return "year of the end";
}

// A long name stands at the end, where it is wrapped.
std::vector<Column> group_columns(const std::vector<OutcomeGroup>& groups) {
  constexpr std::size_t long_name = 22;
  std::vector<Column> columns = {
      {"ended", "{ended.total}", right},
      {"improved", "{reliable_improvement.n}/{reliable_improvement.of}", right},
      {"%", "{reliable_improvement.percent}", right},
      {"recovered", "{reliable_recovery.n}/{reliable_recovery.of}", right},
      {"%", "{reliable_recovery.percent}", right},
      {"worse", "{reliable_deterioration.n}/{reliable_deterioration.of}", right}};
  const bool has_long_name = std::ranges::any_of(
      groups, [](const OutcomeGroup& group) { return group.name.size() > long_name; });
  columns.insert(has_long_name ? columns.end() : columns.begin(), Column{"group", "{text}", left});
  return columns;
}

}  // namespace

void add_flow(Report& report, const Outcomes& outcomes) {
  Phrase ended = "{ended.total}";
  if (outcomes.rates.courses > 0) ended += ": " + ended_by_text(outcomes);
  report.blocks.emplace_back(
      Facts{.heading = "FLOW",
            .facts = {{"Started", "{started}"},
                      {"Ended", ended},
                      {"Ended early",
                       share("ended_early", outcomes.ended_early, "ended courses, by the client")},
                      {"Finished", "{finished}: ended, with two or more sessions attended"},
                      {"Sessions", sessions_phrase(outcomes.sessions)},
                      {"DNA", share("dna_rate", outcomes.dna,
                                    "appointments of ended courses, cancelled ones among them")},
                      {"Open", "{open}"}}});
}

void add_completeness(Report& report, const Outcomes& outcomes) {
  const Proportion& complete = outcomes.rates.completeness;
  Facts block{
      .heading = "COMPLETENESS",
      .facts = {
          {"Paired", share("completeness", complete,
                           "finished courses have a first and a last score by which they can be "
                           "judged")}}};
  if (complete.of > 0) block.facts.push_back({"Unpaired", unpaired_phrase(outcomes)});
  report.blocks.emplace_back(std::move(block));
  const auto percent = complete.percent();
  if (percent && *percent < enough_complete) {
    report.blocks.emplace_back(
        Note{.text = fmt::format("Warning: below {} %. The outcomes may not hold for the courses "
                                 "that are left out.",
                                 enough_complete),
             .tone = Tone::aside});
  }
}

void add_rates(Report& report, const Outcomes& outcomes) {
  report.blocks.emplace_back(Table{
      .heading = "OUTCOME, with the 95 % interval of each percentage",
      .rows = {},
      .row_name = "{label}",
      .columns = {{"", "{label}", left},
                  {"n of N", "{n} of {of}", right},
                  {"%", "{percent}", right},
                  {"low", "{low}", right},
                  {"high", "{high}", right},
                  {"of whom", "{of_whom}", left}},
      .row_paths = {"reliable_improvement", "reliable_recovery", "recovery",
                    "reliable_deterioration", "no_reliable_change", "response", "remission"}});
  Phrase text =
      "Mixed, better on one measure and worse on another: {mixed}, counted as no "
      "reliable change. Not a case at the start: {not_case_at_start}, left out of both "
      "recovery rates.";
  if (outcomes.rates.paired > 0) text += caution_on(outcomes.rates.paired);
  report.blocks.emplace_back(Note{.text = text, .tone = Tone::aside});
}

void add_mean_scores(Report& report, const Outcomes& outcomes) {
  if (outcomes.effects.empty()) return;
  report.blocks.emplace_back(Table{.heading = "MEAN SCORES of finished courses with both scores",
                                   .rows = "effect_size",
                                   .row_name = "{name}",
                                   .columns = effect_columns()});
  report.blocks.emplace_back(
      Note{.text = fmt::format(
               "d is the mean improvement divided by SD, the standard deviation of "
               "the first scores; low and high are its 95 % interval; g is d "
               "corrected for small groups. Positive is better. Neither is given "
               "below n = {} or where the first or the last scores do not differ; below n = {} "
               "both are unstable.",
               least_for_effect, enough_courses),
           .tone = Tone::aside});
}

void add_open_courses(Report& report, const Outcomes& outcomes, Date as_of) {
  if (outcomes.open.total() == 0) return;
  report.blocks.emplace_back(Facts{
      .heading =
          fmt::format("NOW: {} open on {}", counted(outcomes.open.total(), "course", "courses"),
                      with_weekday(as_of)),
      .facts = {{std::string{written(Status::risk)}, "{open_status.risk}"},
                {std::string{written(Status::deteriorated)}, "{open_status.deteriorated}"},
                {std::string{written(Status::not_on_track)}, "{open_status.not_on_track}"},
                {std::string{written(Status::no_recent_score)}, "{open_status.no_recent_score}"},
                {"none of these", "{open_status.others}"}}});
  report.blocks.emplace_back(
      Note{.text = "Each once, under its most pressing status.", .tone = Tone::aside});
}

void add_groups(Report& report, GroupBy by, const std::vector<OutcomeGroup>& groups) {
  if (groups.empty()) return;
  report.blocks.emplace_back(Table{.heading = fmt::format("GROUPS by {}", grouping(by)),
                                   .rows = "groups",
                                   .row_name = "{text}",
                                   .columns = group_columns(groups)});
  std::string text = fmt::format(
      "Improved, recovered and worse are reliable changes, with the denominators of the table "
      "above. Groups with fewer than {} ended courses are merged as \"other\", and the "
      "smallest of the rest with them while \"other\" stays as small, so that none can be "
      "told by the difference.",
      smallest_group);
  text += groups.size() == 1 && groups.front().is_merged ? " Here that leaves one."
                                                         : " Their order is no ranking.";
  report.blocks.emplace_back(Note{.text = text, .tone = Tone::aside});
}

void add_course_table(Report& report) {
  report.blocks.emplace_back(Table{.heading = "ENDED COURSES",
                                   .rows = "courses",
                                   .row_name = "{reference}",
                                   .columns = {{"course", "{reference}", left},
                                               {"ended", "{end_date}", left},
                                               {"held", "{attended}", right},
                                               {"measure", "{name}", left},
                                               {"first", "{first:score}", right},
                                               {"last", "{last:score}", right},
                                               {"change", "{change:signed}", right},
                                               {"outcome", "{outcome.text}", left}}});
}

}  // namespace ipt::report
