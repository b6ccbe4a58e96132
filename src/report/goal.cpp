#include <fmt/core.h>

#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

// `met (since session 8)`
std::string status_text(const std::optional<GoalStanding>& now, std::optional<int> session) {
  if (!now) return "not rated yet";
  std::string text{label_of(now->status)};
  const bool is_settled = now->status == GoalStatus::met || now->status == GoalStatus::dropped;
  if (!is_settled || !session) return text;
  return text + " (since session " + std::to_string(*session) + ")";
}

Object goal_object(const CourseRecord& record, const Goal& goal) {
  const auto now = standing(goal);
  const auto session = now ? session_up_to(record, now->since) : std::nullopt;
  List ratings;
  for (const GoalRating& each : goal.ratings) {
    ratings.emplace_back(
        Object{}
            .add("date", each.date)
            .add("status", name_of(each.status))
            .add("text", fmt::format("{} on {}", label_of(each.status), each.date.iso())));
  }
  return Object{}
      .add("ref", record_name(record, 'g', goal.number))
      .add("number", goal.number)
      .add("text", goal.text)
      .add("set_on", goal.set_on)
      .add("status", now ? Value{name_of(now->status)} : Value{})
      .add("status_label", now ? label_of(now->status) : "not rated yet")
      .add("since", now ? Value{now->since} : Value{})
      .add("since_session", session)
      .add("status_text", status_text(now, session))
      .add("ratings", std::move(ratings));
}

std::string status_phrase(const Goal& goal, std::string_view path) {
  return standing(goal) ? fmt::format("{{{0}.status_label}} since {{{0}.since:day}}", path)
                        : fmt::format("{{{}.status_label}}", path);
}

std::vector<Fact> facts_of(const Goal& goal) {
  std::vector<Fact> facts{{"Goal", "{goal.text}"}};
  facts.push_back({"Status", status_phrase(goal, "goal")});
  if (goal.ratings.size() > 1) facts.push_back({"Ratings", "{goal.ratings:list}"});
  return facts;
}

void warn_of_many(Report& report, const CourseRecord& record) {
  const int goals = static_cast<int>(record.goals.size());
  if (goals <= usual_goals) return;
  report.warnings.push_back(
      {"many_goals", fmt::format("{} has {} goals; a course of IPT has 1 to 3 interpersonal ones "
                                 "and one of symptoms",
                                 reference_of(record).text(), goals)});
}

Report told(const CourseRecord& record, const Goal& goal, const Echo& echo, Phrase what) {
  Report report = begun(echo, record_name(record, 'g', goal.number));
  report.data.add("goal", goal_object(record, goal));
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{ref}}: {}", outcome_word(echo.outcome), what)});
  report.blocks.emplace_back(Facts{.heading = "", .facts = facts_of(goal)});
  return report;
}

}  // namespace

List goal_list(const CourseRecord& record) {
  List list;
  for (const Goal& goal : record.goals) list.emplace_back(goal_object(record, goal));
  return list;
}

std::vector<Fact> goal_facts(const CourseRecord& record, std::string_view path) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.goals.size(); ++i) {
    const std::string place = fmt::format("{}.{}", path, i);
    Phrase text = fmt::format("{{{}.text}}", place);
    if (standing(record.goals[i])) text += "; " + status_phrase(record.goals[i], place);
    facts.push_back({record_name(record, 'g', record.goals[i].number), std::move(text)});
  }
  return facts;
}

Report goal_saved(const CourseRecord& record, int number, const Echo& echo) {
  Report report = told(record, goal(record, number), echo, "goal of {goal.set_on:day}");
  warn_of_many(report, record);
  return report;
}

Report goal_rated(const CourseRecord& record, int number, Date date, const Echo& echo) {
  const Goal& rated = goal(record, number);
  const auto rating = std::ranges::find(rated.ratings, date, &GoalRating::date);
  Report report = told(record, rated, echo, "{rating.status_label} on {rating.date:day}");
  report.data.add("rating", Object{}
                                .add("date", date)
                                .add("status", name_of(rating->status))
                                .add("status_label", label_of(rating->status)));
  if (rating->date != rated.ratings.back().date) {
    report.blocks.emplace_back(Note{.text = "A later rating counts: that of " +
                                            with_weekday(rated.ratings.back().date) + "."});
  }
  warn_if_long_ago(report, date, echo.today);
  return report;
}

Report goals_listed(const CourseRecord& record, Date as_of) {
  Report report = listed(record, "ipt.goal.list/1", as_of);
  report.data.add("goals", goal_list(record));
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "goals",
                                   .row_name = "{ref}",
                                   .columns = {{"ref", "{ref}"},
                                               {"set on", "{set_on}"},
                                               {"status", "{status_label}"},
                                               {"since", "{since}"},
                                               {"goal", "{text}"}}});
  return report;
}

}  // namespace ipt::report
