// Groups of a caseload, none of them so small that it points at a client.
#include <fmt/core.h>

#include <algorithm>
#include <compare>

#include "domain/caseload_rules.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

// Places a group among the others.
struct Key {
  int place = 0;
  std::string text = {};

  auto operator<=>(const Key&) const = default;
};

struct Members {
  std::string name = {};
  std::vector<const CourseSummary*> courses = {};
  int ended = 0;
};

int year_of(const CourseSummary& course) {
  const Date date = course.end ? course.end->date : course.start;
  return *whole_number(date.iso().substr(0, 4));
}

Key key_of(const CourseSummary& course, GroupBy by) {
  constexpr int last = 9999;
  switch (by) {
    case GroupBy::focus:
      return {.place = course.focus ? static_cast<int>(*course.focus) : last};
    case GroupBy::diagnosis:
      return {.place = course.diagnosis.empty() ? last : 0, .text = course.diagnosis};
    case GroupBy::year:
      break;
  }
  return {.place = year_of(course)};
}

std::string name_of_group(const CourseSummary& course, GroupBy by) {
  switch (by) {
    case GroupBy::focus:
      return std::string{course.focus ? name_of(*course.focus) : "open"};
    case GroupBy::diagnosis:
      return course.diagnosis.empty() ? "not given" : course.diagnosis;
    case GroupBy::year:
      break;
  }
  return fmt::format("{}", year_of(course));
}

std::map<Key, Members> members_of(std::span<const CourseSummary> courses, const Period& period,
                                  GroupBy by) {
  std::map<Key, Members> groups;
  for (const CourseSummary& course : courses) {
    if (course.kind != CourseKind::acute || !concerns(course, period)) continue;
    Members& group = groups[key_of(course, by)];
    if (group.courses.empty()) group.name = name_of_group(course, by);
    group.courses.push_back(&course);
    group.ended += has_ended_within(course, period) ? 1 : 0;
  }
  return groups;
}

void join(Members& into, const Members& group) {
  into.courses.insert(into.courses.end(), group.courses.begin(), group.courses.end());
  into.ended += group.ended;
}

// What is left of the groups is large enough.
Members take_small(std::map<Key, Members>& groups) {
  Members other{.name = "other"};
  std::erase_if(groups, [&](const auto& each) {
    const bool is_small = each.second.ended < smallest_group;
    if (is_small) join(other, each.second);
    return is_small;
  });
  if (other.ended == 0 || other.ended >= smallest_group || groups.empty()) return other;
  const auto smallest =
      std::ranges::min_element(groups, {}, [](const auto& each) { return each.second.ended; });
  join(other, smallest->second);
  groups.erase(smallest);
  return other;
}

}  // namespace

std::vector<OutcomeGroup> grouped(std::span<const CourseSummary> courses, const Period& period,
                                  GroupBy by) {
  std::map<Key, Members> groups = members_of(courses, period, by);
  const Members other = take_small(groups);
  std::vector<OutcomeGroup> result;
  result.reserve(groups.size() + 1);
  for (const auto& [key, group] : groups) {
    result.push_back({.name = group.name, .outcomes = outcomes_of(group.courses, period)});
  }
  if (!other.courses.empty()) {
    result.push_back(
        {.name = other.name, .is_merged = true, .outcomes = outcomes_of(other.courses, period)});
  }
  return result;
}

}  // namespace ipt
