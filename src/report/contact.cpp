#include <fmt/core.h>

#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

Object contact_object(const CourseRecord& record, const Contact& contact) {
  Object object;
  object.add("ref", record_name(record, 'c', contact.number))
      .add("number", contact.number)
      .add("date", contact.date)
      .add("mode", name_value(contact.mode))
      .add("with", text_value(contact.with))
      .add("risk", name_list(contact.risks))
      .add("risk_action", text_value(contact.risk_action))
      .add("text", text_value(contact.text));
  return object;
}

// `contact of Mon 2026-11-23, phone, with P1`
Phrase headline(const Contact& contact, std::string_view path) {
  Line line;
  line.add(fmt::format("{{{}.date:day}}", path));
  if (contact.mode) line.add(label_of(*contact.mode));
  line.add(contact.with.empty() ? "with the client" : fmt::format("with {{{}.with}}", path));
  return line.text();
}

std::vector<Fact> facts_of(const Contact& contact) {
  std::vector<Fact> facts;
  if (!contact.risks.empty()) facts.push_back({"Risk", labels_of(contact.risks)});
  if (!contact.risk_action.empty()) facts.push_back({"Risk action", "{contact.risk_action}"});
  if (!contact.text.empty()) facts.push_back({"Text", "{contact.text}"});
  return facts;
}

Report told(const CourseRecord& record, const Contact& contact, const Echo& echo, Phrase text) {
  Report report = begun(echo, record_name(record, 'c', contact.number));
  report.data.add("contact", contact_object(record, contact));
  report.blocks.emplace_back(Note{.text = std::move(text)});
  report.blocks.emplace_back(Facts{.heading = "", .facts = facts_of(contact)});
  return report;
}

List contact_list(const CourseRecord& record) {
  List list;
  for (const Contact& each : record.contacts) list.emplace_back(contact_object(record, each));
  return list;
}

}  // namespace

Report contact_saved(const CourseRecord& record, int number,
                     const std::vector<AnsweredRiskItem>& answered, const Echo& echo) {
  const Contact& saved = contact(record, number);
  Report report = told(record, saved, echo,
                       fmt::format("{} {{ref}}: contact of {}", outcome_word(echo.outcome),
                                   headline(saved, "contact")));
  List items;
  for (const AnsweredRiskItem& each : answered) {
    const RiskItem& item = *each.instrument->risk;
    items.emplace_back(Object{}
                           .add("instrument", each.instrument->code)
                           .add("item", item.number)
                           .add("date", each.date));
    report.blocks.emplace_back(Note{
        .text =
            fmt::format("This is the risk action on {} item {} ({}) of {}.", each.instrument->name,
                        item.number, item.topic, with_weekday(each.date)),
        .tone = Tone::news});
  }
  report.data.add("risk_items_answered", std::move(items));
  warn_if_long_ago(report, saved.date, echo.today);
  return report;
}

Report contact_removed(const CourseRecord& record, const Contact& contact, const Echo& echo) {
  return told(record, contact, echo,
              fmt::format("{}: {{ref}}, contact of {}, taken out", outcome_word(echo.outcome),
                          headline(contact, "contact")));
}

Report contacts_listed(const CourseRecord& record, Date as_of) {
  Report report = listed(record, "ipt.contact.list/1", as_of);
  report.data.add("contacts", contact_list(record));
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.contacts.size(); ++i) {
    const Contact& each = record.contacts[i];
    const std::string path = fmt::format("contacts.{}", i);
    Line line;
    line.add(headline(each, path));
    line.add_text(!each.risks.empty(), "risk: " + labels_of(each.risks));
    line.add_text(!each.risk_action.empty(), fmt::format("risk action: {{{}.risk_action}}", path));
    line.add_text(!each.text.empty(), fmt::format("{{{}.text}}", path));
    facts.push_back({record_name(record, 'c', each.number), line.text()});
  }
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

}  // namespace ipt::report
