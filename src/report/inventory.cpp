// The interpersonal inventory: people, and the events of a life.
#include <fmt/core.h>

#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

Value ring_value(const std::optional<Ring>& ring) {
  return ring ? Value{name_of(*ring).front() - '0'} : Value{};
}

Object version_object(const PersonVersion& version, Notes notes) {
  Object object;
  object.add("date", version.date)
      .add("relation", name_value(version.relation))
      .add("ring", ring_value(version.ring))
      .add("status", name_value(version.status))
      .add("status_since", version.status_since)
      .add("key", version.key);
  if (notes == Notes::shown) object.add("text", text_value(version.text));
  return object;
}

// What was said in one line; the text is referred to at `path`.
Phrase version_phrase(const PersonVersion& version, std::string_view path, Notes notes) {
  Line line;
  if (version.relation) line.add(label_of(*version.relation));
  if (version.ring) line.add(label_of(*version.ring));
  if (version.status) {
    std::string status{label_of(*version.status)};
    if (version.status_since) status += fmt::format(" ({{{}.status_since}})", path);
    line.add(status);
  }
  line.add_if(version.key, "key person of the focus");
  line.add_text(notes == Notes::shown && !version.text.empty(), fmt::format("{{{}.text}}", path));
  return line.text().empty() ? "nothing is known yet" : line.text();
}

std::vector<Fact> version_facts(const PersonVersion& version) {
  std::vector<Fact> facts;
  const auto add = [&](bool known, std::string label, Phrase text) {
    if (known) facts.push_back({std::move(label), std::move(text)});
  };
  const auto words = [](const auto& id) { return id ? std::string{label_of(*id)} : std::string{}; };
  add(version.relation.has_value(), "Relation", words(version.relation));
  add(version.ring.has_value(), "Ring", words(version.ring));
  add(version.status.has_value(), "Status",
      words(version.status) + (version.status_since ? " ({person.status_since:day})" : ""));
  add(version.key, "Key", "a key person of the focus");
  add(!version.text.empty(), "Text", "{person.text}");
  return facts;
}

Object event_object(const CourseRecord& record, const LifeEvent& event) {
  return Object{}
      .add("ref", record_name(record, 'e', event.number))
      .add("number", event.number)
      .add("date", event.date)
      .add("text", event.text);
}

Report told(const CourseRecord& record, const LifeEvent& event, const Echo& echo, Phrase text) {
  Report report = begun(echo, record_name(record, 'e', event.number));
  report.data.add("event", event_object(record, event));
  report.blocks.emplace_back(Note{.text = std::move(text)});
  report.blocks.emplace_back(Facts{.heading = "", .facts = {{"Event", "{event.text}"}}});
  return report;
}

}  // namespace

List person_list(const CourseRecord& record, Notes notes) {
  List list;
  for (const Person& each : record.persons) {
    Object object;
    object.add("label", each.label);
    const Object latest = version_object(each.versions.back(), notes);
    for (const auto& [key, value] : latest.members()) object.add(key, value);
    List versions;
    for (const PersonVersion& version : each.versions) {
      versions.emplace_back(version_object(version, notes));
    }
    list.emplace_back(std::move(object.add("versions", std::move(versions))));
  }
  return list;
}

std::vector<Fact> person_facts(const CourseRecord& record, std::string_view path, Notes notes) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.persons.size(); ++i) {
    const Person& each = record.persons[i];
    facts.push_back(
        {each.label, version_phrase(each.versions.back(), fmt::format("{}.{}", path, i), notes)});
  }
  return facts;
}

List event_list(const CourseRecord& record) {
  List list;
  for (const LifeEvent& event : record.events) list.emplace_back(event_object(record, event));
  return list;
}

std::vector<Fact> event_facts(const CourseRecord& record, std::string_view path) {
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.events.size(); ++i) {
    facts.push_back({record_name(record, 'e', record.events[i].number),
                     fmt::format("{{{0}.{1}.date:day}}: {{{0}.{1}.text}}", path, i)});
  }
  return facts;
}

Report person_saved(const CourseRecord& record, const std::string& label, Date version,
                    const Echo& echo) {
  const Person& saved = person(record, label);
  const PersonVersion& said = version_on(saved, version);
  Report report = begun(echo, fmt::format("{} {}", reference_of(record).text(), label));
  Object object;
  object.add("label", label);
  const Object content = version_object(said, Notes::shown);
  for (const auto& [key, value] : content.members()) object.add(key, value);
  report.data.add("person", std::move(object))
      .add("versions", static_cast<int>(saved.versions.size()));
  report.blocks.emplace_back(Note{
      .text = fmt::format("{} {{ref}}: as of {{person.date:day}}", outcome_word(echo.outcome))});
  report.blocks.emplace_back(Facts{.heading = "", .facts = version_facts(said)});
  if (said.date != saved.versions.back().date) {
    report.blocks.emplace_back(Note{.text = "A later version holds now: that of " +
                                            with_weekday(saved.versions.back().date) + "."});
  }
  warn_if_long_ago(report, version, echo.today);
  return report;
}

Report persons_listed(const CourseRecord& record, Date as_of) {
  Report report = listed(record, "ipt.person.list/1", as_of);
  report.data.add("persons", person_list(record, Notes::shown));
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < record.persons.size(); ++i) {
    const Person& each = record.persons[i];
    for (std::size_t j = each.versions.size(); j-- > 0;) {
      const std::string path = fmt::format("persons.{}.versions.{}", i, j);
      const std::string day = each.versions[j].date.iso();
      facts.push_back({fmt::format("{} of {}", each.label, day),
                       version_phrase(each.versions[j], path, Notes::shown)});
    }
  }
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

Report event_saved(const CourseRecord& record, int number, const Echo& echo) {
  const LifeEvent& saved = life_event(record, number);
  return told(record, saved, echo,
              fmt::format("{} {{ref}}: event of {{event.date:day}}", outcome_word(echo.outcome)));
}

Report event_removed(const CourseRecord& record, const LifeEvent& event, const Echo& echo) {
  return told(record, event, echo,
              fmt::format("{}: {{ref}}, event of {{event.date:day}}, taken out",
                          outcome_word(echo.outcome)));
}

Report events_listed(const CourseRecord& record, Date as_of) {
  Report report = listed(record, "ipt.event.list/1", as_of);
  report.data.add("events", event_list(record));
  report.blocks.emplace_back(
      Table{.heading = "",
            .rows = "events",
            .row_name = "{ref}",
            .columns = {{"ref", "{ref}"}, {"date", "{date:day}"}, {"event", "{text}"}}});
  return report;
}

}  // namespace ipt::report
