#include <fmt/core.h>

#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

std::vector<Fact> facts_of(const Formulation& version, std::string_view path) {
  std::vector<Fact> facts;
  const auto add = [&](bool known, std::string label, std::string_view key) {
    if (known) facts.push_back({std::move(label), fmt::format("{{{}.{}}}", path, key)});
  };
  add(!version.sentence.empty(), "Sentence", "sentence");
  facts.push_back({"Agreed", version.agreed_on
                                 ? fmt::format("with the client on {{{}.agreed_on:day}}", path)
                                 : "not yet"});
  facts.push_back({"Shared", version.shared_on
                                 ? fmt::format("in writing on {{{}.shared_on:day}}", path)
                                 : "not in writing yet"});
  add(!version.text.empty(), "Text", "text");
  return facts;
}

// A version in one line, as it stood.
Phrase in_one_line(const Formulation& version, std::string_view path) {
  Line line;
  line.add_if(!version.sentence.empty(), fmt::format("{{{}.sentence}}", path));
  line.add_text(version.agreed_on.has_value(), fmt::format("agreed {{{}.agreed_on}}", path));
  line.add_text(version.shared_on.has_value(), fmt::format("shared {{{}.shared_on}}", path));
  line.add_text(!version.text.empty(), fmt::format("{{{}.text}}", path));
  return line.text();
}

Object formulation_object(const Formulation& version, Notes notes) {
  Object object;
  object.add("date", version.date)
      .add("sentence", text_value(version.sentence))
      .add("agreed_on", version.agreed_on)
      .add("shared_on", version.shared_on);
  if (notes == Notes::shown) object.add("text", text_value(version.text));
  return object;
}

}  // namespace

Value formulation_value(const CourseRecord& record, Notes notes) {
  if (record.formulations.empty()) return {};
  return formulation_object(record.formulations.back(), notes);
}

Report formulation_saved(const CourseRecord& record, Date version, const Echo& echo) {
  const Formulation& saved = *formulation_on(record, version);
  Report report = begun(echo, reference_of(record).text());
  report.data.add("formulation", formulation_object(saved, Notes::shown))
      .add("versions", static_cast<int>(record.formulations.size()));
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{ref}}: formulation of {{formulation.date:day}}",
                               outcome_word(echo.outcome))});
  report.blocks.emplace_back(Facts{.heading = "", .facts = facts_of(saved, "formulation")});
  if (saved.date != record.formulations.back().date) {
    report.blocks.emplace_back(Note{.text = "A later version holds now: that of " +
                                            with_weekday(record.formulations.back().date) + "."});
  }
  warn_if_long_ago(report, version, echo.today);
  return report;
}

Report formulation_shown(const CourseRecord& record, Date as_of) {
  Report report = listed(record, "ipt.formulation.show/1", as_of);
  List earlier;
  std::vector<Fact> facts;
  for (std::size_t i = record.formulations.size(); i-- > 1;) {
    const Formulation& version = record.formulations[i - 1];
    facts.push_back(
        {version.date.iso(), in_one_line(version, fmt::format("earlier.{}", earlier.size()))});
    earlier.emplace_back(formulation_object(version, Notes::shown));
  }
  report.data.add("formulation", formulation_value(record, Notes::shown))
      .add("earlier", std::move(earlier));
  if (!record.formulations.empty()) {
    report.blocks.emplace_back(Note{.text = "{reference}: formulation of {formulation.date:day}"});
    report.blocks.emplace_back(
        Facts{.heading = "", .facts = facts_of(record.formulations.back(), "formulation")});
  }
  report.blocks.emplace_back(Facts{.heading = "EARLIER VERSIONS", .facts = std::move(facts)});
  return report;
}

}  // namespace ipt::report
