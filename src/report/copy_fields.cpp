#include "report/copy_fields.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/date.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/check.hpp"
#include "ipt/domain/focus.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::report {
namespace {

std::string day(const std::string& value, const Catalogue& /*catalogue*/) {
  const auto date = Date::from_iso(value);
  return date ? with_weekday(*date) : value;
}

std::string days(const std::string& value, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const std::string_view each : split(value, ',')) {
    parts.push_back(day(std::string{each}, catalogue));
  }
  return joined(parts, ", ");
}

template <typename Id>
std::string term(const std::string& value, const Catalogue& /*catalogue*/) {
  const auto id = find_term<Id>(value);
  return id ? std::string{label_of(*id)} : value;
}

template <typename Id>
std::string terms(const std::string& value, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const std::string_view each : split(value, ',')) {
    parts.push_back(term<Id>(std::string{each}, catalogue));
  }
  return joined(parts, ", ");
}

// `2026-10-05=partly,2026-11-23=met`
template <typename Id>
std::string dated_terms(const std::string& value, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const std::string_view each : split(value, ',')) {
    const std::size_t mark = std::min(each.find('='), each.size());
    const std::string_view name = each.substr(std::min(mark + 1, each.size()));
    parts.push_back(fmt::format("{} on {}", term<Id>(std::string{name}, catalogue),
                                day(std::string{each.substr(0, mark)}, catalogue)));
  }
  return joined(parts, "; ");
}

std::string attendance(const std::string& value, const Catalogue& catalogue) {
  if (value == "dna") return "missed without notice";
  return term<Attendance>(value, catalogue);
}

std::string yes_or_no(const std::string& value, const Catalogue& /*catalogue*/) {
  return value == "0" ? "no" : "yes";
}

std::string points(const std::string& value, const Catalogue& /*catalogue*/) {
  const auto hundredths = whole_number(value);
  return hundredths ? written(Points::hundredths(*hundredths)) : value;
}

std::string weekday(const std::string& value, const Catalogue& /*catalogue*/) {
  const auto found = weekday_from(value);
  return found ? std::string{weekday_name(*found)} : value;
}

std::string instruments(const std::string& value, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const std::string_view each : split(value, ',')) {
    const Instrument* found = catalogue.find_code(each);
    parts.push_back(found == nullptr ? std::string{each} : found->name);
  }
  return joined(parts, ", ");
}

// `course 1` of `K7/1`.
std::string course_number(const std::string& value, const Catalogue& /*catalogue*/) {
  return "course " + value.substr(value.find('/') + 1);
}

std::string check_title(const std::string& value, const Catalogue& /*catalogue*/) {
  const auto found = std::ranges::find(checks(), value, &Check::name);
  return found == checks().end() ? value : std::string{found->title};
}

using enum FieldRole;

constexpr std::array fields = std::to_array<CopyField>({
    {"client", "code", "code"},
    {"course", "number", "number", nullptr, in_title},
    {"course", "kind", "kind of course", term<CourseKind>},
    {"course", "start_date", "first day", day},
    {"course", "planned", "planned sessions"},
    {"course", "cadence_days", "days from one session to the next"},
    {"course", "split_rule", "how the sessions are divided", term<SplitRule>},
    {"course", "split_initial", "sessions of the first phase"},
    {"course", "split_ending", "sessions of the last phase"},
    {"course", "instruments", "questionnaires", instruments},
    {"course", "day", "usual weekday", weekday},
    {"course", "therapist", "therapist (code)"},
    {"course", "diagnosis", "what the course treats"},
    {"course", "linked_course", "follows", course_number},
    {"course", "end_status", "how it ended", term<EndStatus>},
    {"course", "end_date", "ended on", day},
    {"course", "end_reason", "reason of the end"},
    {"course", "milestones", "steps that were reached", dated_terms<Milestone>},
    {"course", "relapse_plan", "plan for signs of a relapse"},
    {"contract_change", "from_date", "from", day, in_title},
    {"contract_change", "planned", "planned sessions"},
    {"contract_change", "cadence_days", "days from one session to the next"},
    {"contract_change", "split_rule", "how the sessions are divided", term<SplitRule>},
    {"contract_change", "split_initial", "sessions of the first phase"},
    {"contract_change", "split_ending", "sessions of the last phase"},
    {"contract_change", "reason", "reason"},
    {"contract_change", "agreed_on", "agreed with you on", day},
    {"focus", "area", "area", term<Focus>},
    {"focus", "rank", "rank", term<FocusRank>},
    {"focus", "from_date", "from", day, in_title},
    {"focus", "reason", "reason"},
    {"focus", "person", "other person", nullptr, about_other},
    {"focus", "old_role", "old role"},
    {"focus", "new_role", "new role"},
    {"focus", "stages", "stage of the dispute", dated_terms<DisputeStage>},
    {"absence", "kind", "kind", nullptr, in_title},
    {"absence", "from_date", "from", day, in_title},
    {"absence", "to_date", "to", day},
    {"absence", "reason", "reason"},
    {"appointment", "date", "day", day, in_title},
    {"appointment", "attendance", "what came of it", attendance},
    {"appointment", "minutes", "minutes"},
    {"appointment", "mode", "how you met", term<Mode>},
    {"appointment", "focus", "area", term<Focus>},
    {"appointment", "link", "what happened and how it moved the symptoms"},
    {"appointment", "techniques", "what was used", terms<Technique>},
    {"appointment", "task", "task until the next session"},
    {"appointment", "milestones", "steps that were reached", terms<Milestone>},
    {"appointment", "risks", "risk that was asked about or reported", terms<Risk>},
    {"appointment", "risk_action", "what was done about risk"},
    {"appointment", "recorded", "recorded on audio or video", yes_or_no},
    {"appointment", "next_date", "next appointment", day},
    {"note", "appointment", "of the appointment of", day, in_title},
    {"note", "text", "note"},
    {"question", "appointment", "asked with the appointment of", day},
    {"question", "asked_on", "asked on", day, in_title},
    {"question", "text", "question"},
    {"question", "answered_on", "answered on", day},
    {"question", "minutes", "minutes of supervision"},
    {"question", "answer", "answer"},
    {"score", "date", "day", day, in_title},
    {"score", "instrument", "questionnaire", instruments, in_title},
    {"score", "answers", "answers"},
    {"score", "total_hundredths", "total, entered as such", points},
    {"score", "risk_answer", "answer to the question about risk"},
    {"goal", "text", "goal"},
    {"goal", "set_on", "set on", day, in_title},
    {"goal", "ratings", "how far it was reached", dated_terms<GoalStatus>},
    {"person", "label", "label", nullptr, in_title},
    {"person", "date", "as of", day, in_title},
    {"person", "relation", "relation to you", term<Relation>},
    {"person", "status", "the tie", term<PersonStatus>},
    {"person", "status_since", "since", day},
    {"person", "ring", "closeness", term<Ring>},
    {"person", "key", "important for the focus", yes_or_no},
    {"person", "text", "what was said"},
    {"event", "date", "day", day, in_title},
    {"event", "text", "what happened"},
    {"formulation", "date", "written on", day, in_title},
    {"formulation", "sentence", "in short"},
    {"formulation", "agreed_on", "agreed with you on", day},
    {"formulation", "shared_on", "given to you in writing on", day},
    {"formulation", "text", "at length"},
    {"contact", "date", "day", day, in_title},
    {"contact", "mode", "how", term<Mode>},
    {"contact", "person", "with"},
    {"contact", "risks", "risk that was asked about or reported", terms<Risk>},
    {"contact", "risk_action", "what was done about risk"},
    {"contact", "text", "what was said"},
    {"dismissal", "name", "what was asked", check_title},
    {"dismissal", "date", "put aside on", day, in_title},
    {"dismissal", "causes", "about the days", days},
    {"dismissal", "reason", "reason"},
});

constexpr std::array<std::string_view, 13> kinds = {
    "course", "contract_change", "focus", "absence",  "goal",   "formulation", "appointment",
    "score",  "contact",         "event", "question", "person", "dismissal"};

}  // namespace

std::span<const std::string_view> copied_records() { return kinds; }

std::span<const CopyField> copy_fields() { return fields; }

const CopyField* find_copy_field(std::string_view record, std::string_view field) {
  const auto found = std::ranges::find_if(
      fields, [&](const CopyField& each) { return each.record == record && each.field == field; });
  return found == fields.end() ? nullptr : &*found;
}

std::string copy_day(const std::vector<StoredField>& state) {
  for (const std::string_view name : {"date", "from_date", "asked_on", "set_on", "appointment"}) {
    if (auto value = field(state, name)) return *std::move(value);
  }
  return {};
}

std::string copy_title(std::string_view record, const std::vector<StoredField>& state,
                       const Catalogue& catalogue) {
  const auto value = [&](std::string_view name) { return field(state, name).value_or(""); };
  const std::string on = day(copy_day(state), catalogue);
  if (record == "client") return "The code that stands for you";
  if (record == "course") return "The course";
  if (record == "contract_change") return "Agreed anew from " + on;
  if (record == "focus") return "Focus from " + on;
  if (record == "absence") return "Pause from " + on;
  if (record == "note") return "Note on the appointment of " + on;
  if (record == "question") return "Question for supervision of " + on;
  if (record == "score") return instruments(value("instrument"), catalogue) + " of " + on;
  if (record == "person") return fmt::format("Person {} as of {}", value("label"), on);
  if (record == "event") return "Life event of " + on;
  if (record == "dismissal") return "Remark of the program put aside on " + on;
  std::string kind{record};
  kind.front() = static_cast<char>(kind.front() - 'a' + 'A');
  return kind + " of " + on;
}

}  // namespace ipt::report
