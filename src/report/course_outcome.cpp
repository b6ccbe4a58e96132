// What an ended course came to, and the figures that it was judged by.
#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/outcome.hpp"
#include "report/parts.hpp"
#include "report/rules.hpp"
#include "report/standing.hpp"

namespace ipt::report {
namespace {

List codes_of(const std::vector<ScorePair>& pairs) {
  List codes;
  for (const ScorePair& pair : pairs) codes.emplace_back(pair.instrument->code);
  return codes;
}

std::string names_of(const std::vector<ScorePair>& pairs) {
  std::vector<std::string> names;
  names.reserve(pairs.size());
  for (const ScorePair& pair : pairs) names.push_back(pair.instrument->name);
  return names.size() == 1 ? names.front() + " alone" : joined(names, " and ");
}

std::string case_words(const CourseOutcome& outcome) {
  if (!*outcome.case_start) return "no case at the start";
  return *outcome.case_end ? "a case at the start and at the end"
                           : "a case at the start, not at the end";
}

std::string change_words(const CourseOutcome& outcome) {
  if (*outcome.mixed) {
    return "mixed: reliably better on one measure and worse on another, counted as no reliable "
           "change";
  }
  if (*outcome.reliable_recovery) return "reliable recovery";
  if (*outcome.reliable_improvement) return "reliable improvement";
  if (*outcome.reliable_deterioration) return "reliable deterioration";
  return *outcome.recovery ? "recovery, without reliable change" : "no reliable change";
}

std::string course_text(const CourseOutcome& outcome, const std::vector<ScorePair>& pairs) {
  if (!outcome.finished) {
    return fmt::format("not judged: fewer than {} sessions attended", sessions_of_finished_course);
  }
  if (!outcome.paired)
    return "not judged: no measure with a cut-off and a reliable change has both scores";
  return fmt::format("{}; {}; judged on {}", change_words(outcome), case_words(outcome),
                     names_of(pairs));
}

std::string why_no_category(const Instrument& instrument) {
  return fmt::format("no category: {} has no {}", instrument.name,
                     instrument.case_at ? "threshold of reliable change" : "cut-off");
}

std::string measure_text(const ScorePair& pair) {
  const Instrument& instrument = *pair.instrument;
  const Points first = *pair.first.total;
  const Points last = *pair.last.total;
  const auto found = category(instrument, first, last);
  std::string text = found ? std::string{written(*found)} : why_no_category(instrument);
  text += fmt::format(", {} on {}, {} on {}", total_text(pair.first), pair.first.date.iso(),
                      total_text(pair.last), pair.last.date.iso());
  if (crossed_without_reliable_change(instrument, first, last)) {
    text += "; crossed the cut-off without reliable change";
  }
  if (instrument.response_by_half && response(first, last)) {
    text += *response(first, last)           ? "; response"
            : *partial_response(first, last) ? "; partial response"
                                             : "; no response";
  }
  if (const auto remitted = remission(instrument, last)) {
    text += *remitted ? "; remission" : "; no remission";
  }
  return text;
}

std::string outcome_text(const CourseRecord& record, const Measure& measure) {
  const auto pair = score_pair(record, measure);
  return pair ? measure_text(*pair) : "no first and last score";
}

std::string name_and_version(const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  return instrument.version == 1
             ? instrument.name
             : fmt::format("{}, version {}", instrument.name, instrument.version);
}

std::string sources_of(const Instrument& instrument) {
  std::vector<std::string> sources;
  for (const Source& source : instrument.sources) {
    sources.push_back(fmt::format("{}: {}", source.figure, source.reference));
  }
  return joined(sources, "; ");
}

}  // namespace

Value outcome_value(const CourseRecord& record, const std::vector<Measure>& measures) {
  if (!record.course.end) return {};
  const auto pairs = outcome_pairs(record, measures);
  const CourseOutcome outcome = course_outcome(pairs, sessions_held(record));
  return outcome_object(outcome, course_text(outcome, pairs), codes_of(pairs));
}

Object outcome_object(const CourseOutcome& outcome, std::string_view text, List judged_on) {
  Object object;
  object.add("text", text)
      .add("judged_on", std::move(judged_on))
      .add("finished", outcome.finished)
      .add("paired", outcome.paired)
      .add("case_start", outcome.case_start)
      .add("case_end", outcome.case_end)
      .add("recovery", outcome.recovery)
      .add("reliable_improvement", outcome.reliable_improvement)
      .add("reliable_recovery", outcome.reliable_recovery)
      .add("reliable_deterioration", outcome.reliable_deterioration)
      .add("mixed", outcome.mixed)
      .add("no_reliable_change", outcome.no_reliable_change);
  return object;
}

Facts outcome_block(const CourseRecord& record, const std::vector<Measure>& measures) {
  Facts block{.heading = "OUTCOME"};
  if (!record.course.end) return block;
  for (const Measure& measure : measures) {
    block.facts.push_back({measure.instrument->name, outcome_text(record, measure)});
  }
  block.facts.push_back({"Course", "{outcome.text}"});
  return block;
}

List definitions_list(const std::vector<Measure>& measures, const Value& status,
                      const List& early) {
  List list;
  const auto add = [&](std::string_view name, std::string text) {
    list.emplace_back(Object{}.add("name", name).add("text", std::move(text)));
  };
  for (const Measure& measure : measures) {
    if (!measure.readings.empty()) add(name_and_version(measure), sources_of(*measure.instrument));
  }
  const auto* stated = std::get_if<std::string>(&at(status, "rule").content());
  for (const Value& check : early) {
    const auto& name = std::get<std::string>(at(check, "rule").content());
    const bool lies_ahead = std::get<std::string>(at(check, "state").content()) == "not-yet";
    const RuleText* rule = rule_text(name);
    if (lies_ahead || rule == nullptr || (stated != nullptr && *stated == name)) continue;
    add(name, fmt::format("{}. {}", rule->source, rule->limit));
  }
  return list;
}

Facts definitions_block(const List& definitions) {
  Facts block{.heading = "DEFINITIONS"};
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const auto& name = std::get<std::string>(at(definitions[i], "name").content());
    block.facts.push_back({name, fmt::format("{{definitions.{}.text}}", i)});
  }
  return block;
}

}  // namespace ipt::report
