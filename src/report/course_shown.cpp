// Everything that is agreed and written down about one course.
#include <fmt/core.h>

#include "ipt/base/text.hpp"
#include "ipt/report/course.hpp"
#include "report/course_terms.hpp"
#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

// Each episode of the focus with what is known of it.
std::vector<Fact> focus_history_facts(const CourseRecord& record) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.focus_episodes.size(); ++i) {
    const FocusEpisode& episode = record.focus_episodes[i];
    const std::string path = fmt::format("focus_history.{}", i);
    Phrase text = fmt::format("{{{0}.label}}, {{{0}.rank}}, from {{{0}.from:day}}", path);
    const std::vector<Fact> details = focus_facts(episode, path);
    for (auto fact = details.begin() + 1; fact != details.end(); ++fact) {
      text += fmt::format("; {}: {}", lower(fact->label), fact->text);
    }
    if (!episode.reason.empty()) text += fmt::format("; reason: {{{}.reason}}", path);
    facts.push_back({record_name(record, 'f', episode.number), text});
  }
  return facts;
}

List contract_change_list(const CourseRecord& record) {
  List changes;
  for (const ContractChange& change : record.contract_changes) {
    changes.emplace_back(Object{}
                             .add("ref", record_name(record, 'x', change.number))
                             .add("from", change.from)
                             .add("planned_sessions", change.contract.planned)
                             .add("cadence_days", change.contract.cadence_days)
                             .add("phases", phases_value(record, change.contract))
                             .add("reason", change.reason)
                             .add("agreed_on", change.agreed_on));
  }
  return changes;
}

// A table of records, each named as the command line names it.
void add_table(Report& report, std::string heading, std::string rows, std::vector<Column> columns) {
  columns.insert(columns.begin(), Column{.heading = "ref", .text = "{ref}"});
  report.blocks.emplace_back(Table{.heading = std::move(heading),
                                   .rows = std::move(rows),
                                   .row_name = "{ref}",
                                   .columns = std::move(columns)});
}

std::vector<Fact> formulation_facts(const CourseRecord& record) {
  if (record.formulations.empty()) return {};
  const Formulation& now = record.formulations.back();
  std::vector<Fact> facts;
  if (!now.sentence.empty()) facts.push_back({"Sentence", "{formulation.sentence}"});
  facts.push_back({"Agreed", now.agreed_on ? "{formulation.agreed_on:day}" : "not yet"});
  return facts;
}

}  // namespace

Report course_shown(const CourseRecord& record, Date as_of) {
  Report report{.schema = "ipt.course.show/1", .title = "IPT COURSE", .as_of = as_of};
  const Position where = position(record, as_of);
  report.data.add("course", course_object(record, as_of))
      .add("position", position_object(where))
      .add("attendance", attendance_object(record))
      .add("contract_changes", contract_change_list(record))
      .add("focus_history", focus_list(record, Notes::shown, Names::given))
      .add("absences", absence_list(record, Names::given));
  add_terms(report, record);
  report.data.add("persons", person_list(record, Notes::shown))
      .add("events", event_list(record))
      .add("formulation", formulation_value(record, Notes::shown))
      .add("contacts", static_cast<int>(record.contacts.size()));

  std::vector<Fact> facts = terms_facts(record);
  facts.insert(facts.begin(), {{"Client", "{course.client}, course {course.number}, {course.kind}"},
                               {"Status", "{course.status}"}});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  report.blocks.emplace_back(Facts{.heading = "POSITION", .facts = position_facts(record, where)});
  using enum Column::Align;
  add_table(report, "CONTRACT CHANGES", "contract_changes",
            {{"from", "{from}", left},
             {"sessions", "{planned_sessions}", right},
             {"days apart", "{cadence_days}", right},
             {"phases", "{phases}", left},
             {"reason", "{reason}", left}});
  if (!record.focus_episodes.empty()) {
    report.blocks.emplace_back(Facts{.heading = "FOCUS", .facts = focus_history_facts(record)});
  }
  add_table(report, "PAUSES AND BREAKS", "absences",
            {{"from", "{from}", left},
             {"to", "{to}", left},
             {"kind", "{kind}", left},
             {"reason", "{reason}", left}});
  report.blocks.emplace_back(Facts{.heading = "GOALS", .facts = goal_facts(record, "goals")});
  report.blocks.emplace_back(Facts{.heading = "FORMULATION", .facts = formulation_facts(record)});
  report.blocks.emplace_back(
      Facts{.heading = "PERSONS", .facts = person_facts(record, "persons", Notes::withheld)});
  report.blocks.emplace_back(Facts{.heading = "EVENTS", .facts = event_facts(record, "events")});
  if (!record.contacts.empty()) {
    report.blocks.emplace_back(
        Facts{.heading = "CONTACTS", .facts = {{"Recorded", "{contacts:contact/contacts}"}}});
  }
  return report;
}

}  // namespace ipt::report
