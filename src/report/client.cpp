#include "ipt/report/client.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/domain/vocabulary.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// The courses of one client.
struct Held {
  std::string client;
  int courses = 0;
  int open = 0;
  Date first;
  std::optional<Date> last_end = {};
};

std::vector<Held> by_client(const std::vector<CourseRecord>& records) {
  std::vector<Held> clients;
  for (const CourseRecord& record : records) {
    const Course& course = record.course;
    if (clients.empty() || clients.back().client != course.client.text()) {
      clients.push_back({.client = course.client.text(), .first = course.start});
    }
    Held& held = clients.back();
    ++held.courses;
    held.first = std::min(held.first, course.start);
    if (!course.end) {
      ++held.open;
    } else if (!held.last_end || *held.last_end < course.end->date) {
      held.last_end = course.end->date;
    }
  }
  return clients;
}

}  // namespace

Report client_list(const std::vector<CourseRecord>& records, std::optional<Date> ended_before,
                   Date as_of) {
  Report report{.schema = "ipt.client.list/1", .as_of = as_of};
  List rows;
  for (const Held& held : by_client(records)) {
    const bool ended = held.open == 0 && held.last_end;
    if (ended_before && !(ended && *held.last_end < *ended_before)) continue;
    rows.emplace_back(Object{}
                          .add("client", held.client)
                          .add("courses", held.courses)
                          .add("open_courses", held.open)
                          .add("first_start", held.first)
                          .add("last_end", ended ? held.last_end : std::nullopt));
  }
  report.data.add("clients", std::move(rows));
  using enum Column::Align;
  report.blocks.emplace_back(Table{.heading = "",
                                   .rows = "clients",
                                   .row_name = "{client}",
                                   .columns = {{"code", "{client}", left},
                                               {"courses", "{courses}", right},
                                               {"open", "{open_courses}", right},
                                               {"first start", "{first_start}", left},
                                               {"last end", "{last_end}", left}}});
  return report;
}

Report client_recoded(const ClientCode& before, const ClientCode& now, int courses, Date today,
                      Outcome outcome) {
  Report report{.schema = "ipt.client.recode/1", .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("before", before.text()).add("client", now.text()).add("courses", courses);
  report.blocks.emplace_back(
      Note{.text = fmt::format("{}: {{before}} is now {{client}}, {{courses:course/courses}}; the "
                               "history keeps the earlier code",
                               outcome_word(outcome))});
  return report;
}

Report client_purged(const Erasure& erased, PurgeGround ground,
                     const std::vector<KnownBackup>& backups, Date today, Outcome outcome) {
  Report report{.schema = "ipt.client.purge/1", .as_of = today};
  add_outcome(report.data, outcome);
  List places;
  for (const KnownBackup& each : backups) {
    places.emplace_back(Object{}.add("made_on", each.made_on).add("path", each.path));
  }
  report.data.add("ground", name_of(ground))
      .add("courses", erased.courses)
      .add("appointments", erased.appointments)
      .add("records", erased.records)
      .add("changes", erased.changes)
      .add("elsewhere", List(erased.elsewhere.begin(), erased.elsewhere.end()))
      .add("backups", std::move(places));
  const bool done = outcome == Outcome::saved;
  // The code is erased, so nothing says it again.
  report.blocks.emplace_back(Note{
      .text = fmt::format("{} everything held of the client: {{courses:course/courses}}, "
                          "{{appointments:appointment/appointments}}, {{records:record/records}} "
                          "in all, and what {{changes:change/changes}} of the history held",
                          done ? "Erased" : "Would erase")});
  if (!erased.elsewhere.empty()) {
    report.blocks.emplace_back(Note{
        .text = "With it what was moved to another client: {elsewhere:list}", .tone = Tone::news});
  }
  report.blocks.emplace_back(beyond_erasing());
  if (!backups.empty()) {
    using enum Column::Align;
    report.blocks.emplace_back(Table{.heading = "Backups that were noted",
                                     .rows = "backups",
                                     .row_name = "{path}",
                                     .columns = {{"", "{made_on}", left}, {"", "{path}", left}}});
  }
  return report;
}

}  // namespace ipt::report
