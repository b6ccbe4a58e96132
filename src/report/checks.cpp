#include "ipt/report/checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/text.hpp"
#include "report/check_parts.hpp"
#include "report/milestone_parts.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

std::vector<CheckedRule> rules_of(const CourseRecord& record, const Catalogue& catalogue,
                                  Date as_of, School school) {
  const std::vector<Measure> all = measures(record, catalogue);
  return checked(CheckedCourse{record, all, as_of, school});
}

// A course that needs a second look.
struct Attention {
  const CourseRecord* record = nullptr;
  std::vector<CheckedRule> findings;
};

Phrase course_heading(const CourseRecord& record, Date as_of) {
  const Position where = position(record, as_of);
  const FocusEpisode* focus = focus_on(record, FocusRank::primary, as_of);
  const auto& end = record.course.end;
  const Phrase stage = end           ? fmt::format(", ended {}", end->date.iso())
                       : where.phase ? fmt::format(", {}", phase_phrase(*where.phase))
                                     : Phrase{};
  return fmt::format("{}  session {} of {}{}, {}", reference_of(record).text(), where.sessions,
                     where.planned, stage, focus == nullptr ? "open" : name_of(focus->focus));
}

// Rule, reason and source of a finding, and what may be done about it.
Facts finding_facts(const CheckedRule& finding, const std::string& reference, std::size_t index) {
  const Check& check = *finding.check;
  Facts block{.heading = fmt::format("{}  {}", level_of(finding.judgement.result), check.name)};
  block.facts = {{"Found", fmt::format("{{findings.{}.text:said}}", index)},
                 {"Rule", std::string{check.rule}},
                 {"Why", std::string{check.reason}},
                 {"Source", std::string{check.source}},
                 {"Answer", fmt::format("{{findings.{}.command}}", index)}};
  const bool may_be_dismissed = check.name != undismissable;
  block.facts.push_back({"Dismiss", may_be_dismissed
                                        ? fmt::format("ipt check {} --dismiss {} --reason TEXT",
                                                      reference, check.name)
                                        : "never: it is answered by recording what was done"});
  return block;
}

List dismissed_list(const std::vector<CheckedRule>& rules) {
  List list;
  for (const CheckedRule& rule : rules) {
    if (rule.dismissal == nullptr) continue;
    list.emplace_back(Object{}
                          .add("name", rule.check->name)
                          .add("date", rule.dismissal->date)
                          .add("text", rule.judgement.text)
                          .add("reason", rule.dismissal->reason));
  }
  return list;
}

std::string names_with(const std::vector<CheckedRule>& rules, CheckResult result) {
  std::vector<std::string> names;
  for (const CheckedRule& rule : rules) {
    if (rule.judgement.result == result && rule.dismissal == nullptr) {
      names.emplace_back(rule.check->name);
    }
  }
  return names.empty() ? "none" : joined(names, ", ");
}

Table dismissed_table() {
  return {
      .heading = "DISMISSED",
      .rows = "dismissed",
      .row_name = "{name}",
      .columns = {
          {"check", "{name}"}, {"on", "{date}"}, {"found", "{text:said}"}, {"reason", "{reason}"}}};
}

}  // namespace

Report course_checks(const CourseRecord& record, const Catalogue& catalogue, Date as_of,
                     School school) {
  const std::vector<Measure> all = measures(record, catalogue);
  const CheckedCourse course{record, all, as_of, school};
  const std::vector<CheckedRule> rules = checked(course);
  const std::vector<CheckedRule> found = findings(rules);
  const std::string reference = reference_of(record).text();
  const CheckTally counts = tally(rules);

  Report report{.schema = "ipt.check/1", .title = "CHECKS " + reference, .as_of = as_of};
  report.gravity = gravity_of(found);
  report.data.add("reference", reference)
      .add("course", course_object(record, as_of))
      .add("tally", tally_object(counts))
      .add("findings", finding_list(found, reference))
      .add("checks", rule_list(rules))
      .add("dismissed", dismissed_list(rules));

  report.blocks.emplace_back(Note{.text = tally_text(counts)});
  for (std::size_t i = 0; i < found.size(); ++i) {
    report.blocks.emplace_back(finding_facts(found[i], reference, i));
  }
  report.blocks.emplace_back(dismissed_table());
  std::vector<Fact> others{{"ok", names_with(rules, CheckResult::pass)},
                           {"not yet", names_with(rules, CheckResult::not_due)},
                           {"n/a", names_with(rules, CheckResult::not_applicable)}};
  const List soon = coming_list(reminders(course, rules));
  if (!soon.empty()) others.insert(others.begin() + 2, {"coming", "{coming:said}"});
  report.data.add("coming", soon);
  report.blocks.emplace_back(Facts{.heading = "THE OTHER CHECKS", .facts = std::move(others)});
  return report;
}

Report caseload_checks(const std::vector<CourseRecord>& records, const Catalogue& catalogue,
                       Date as_of, School school) {
  std::vector<Attention> attention;
  List clear;
  SecondLook look;
  for (const CourseRecord& record : records) {
    const bool is_open = !record.course.end;
    if (is_open) ++look.open;
    const std::vector<Measure> all = measures(record, catalogue);
    const CheckedCourse course{record, all, as_of, school};
    Attention each{.record = &record, .findings = caseload_findings(course, checked(course))};
    if (!each.findings.empty()) {
      look.count(record, each.findings);
      attention.push_back(std::move(each));
    } else if (is_open) {
      clear.emplace_back(reference_of(record).text());
    }
  }
  // Records come by code, and stay so within a degree of gravity.
  std::ranges::stable_sort(attention, std::ranges::greater{},
                           [](const Attention& each) { return gravity_of(each.findings); });

  Report report{.schema = "ipt.check.caseload/1", .title = "CHECKS", .as_of = as_of};
  if (!attention.empty()) report.gravity = gravity_of(attention.front().findings);
  List rows;
  rows.reserve(attention.size());
  for (const Attention& each : attention)
    rows.emplace_back(attention_object(*each.record, each.findings));
  report.data.add("open_courses", static_cast<int>(look.open))
      .add("attention", std::move(rows))
      .add("no_finding", clear);
  report.blocks.emplace_back(Note{.text = second_look_verdict(look)});
  for (std::size_t i = 0; i < attention.size(); ++i) {
    report.blocks.emplace_back(findings_table(course_heading(*attention[i].record, as_of),
                                              fmt::format("attention.{}.reasons", i)));
  }
  Facts rest;
  if (!clear.empty()) rest.facts.push_back({"No finding", "{no_finding:list}"});
  if (!attention.empty()) {
    rest.facts.push_back({"More", fmt::format("ipt check {}, for rule, reason and source",
                                              reference_of(*attention.front().record).text())});
    rest.heading = "ALSO";
  }
  report.blocks.emplace_back(std::move(rest));
  return report;
}

void tell_what_is_due(Report& report, const CourseRecord& record, const Catalogue& catalogue,
                      Date today, School school) {
  const std::vector<Measure> all = measures(record, catalogue);
  const CheckedCourse course{record, all, today, school};
  Facts block;
  const Phrase countdown = ending_phrase(record, course.position);
  if (!countdown.empty()) block.facts.push_back({"Ending", countdown});
  const List due = due_list(reminders(course, checked(course)));
  if (!due.empty()) block.facts.push_back({"Due", "{due:said}"});
  report.data.add("due", due);
  report.blocks.emplace_back(std::move(block));
}

void tell_what_is_open(Report& report, const CourseRecord& record, const Catalogue& catalogue,
                       Date today, School school) {
  constexpr std::array<std::string_view, 5> asked_at_the_end = {
      undismissable, "end-measure", "ending-tasks", "next-step", "closed-properly"};
  std::vector<CheckedRule> open = findings(rules_of(record, catalogue, today, school));
  std::erase_if(open, [&](const CheckedRule& each) {
    return std::ranges::find(asked_at_the_end, each.check->name) == asked_at_the_end.end();
  });
  report.data.add("findings", finding_list(open, reference_of(record).text()));
  report.blocks.emplace_back(findings_table("STILL OPEN", "findings"));
}

Report check_dismissed(const CourseRecord& record, int number, Date today, Outcome outcome) {
  const auto found = std::ranges::find(record.dismissals, number, &Dismissal::number);
  Report report{.schema = "ipt.check.dismiss/1", .as_of = today};
  add_outcome(report.data, outcome);
  List dates(found->causes.begin(), found->causes.end());
  report.data.add("reference", reference_of(record).text())
      .add("name", found->check)
      .add("date", found->date)
      .add("dates", std::move(dates))
      .add("reason", found->reason);
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{reference}}: {{name}} is dismissed for what was found on "
                               "{{dates:list}}; a new finding is shown again",
                               outcome_word(outcome))});
  report.blocks.emplace_back(Facts{.facts = {{"Reason", "{reason}"}}});
  return report;
}

}  // namespace ipt::report
