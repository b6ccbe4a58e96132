#include "report/check_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/text.hpp"

namespace ipt::report {
namespace {

struct ResultWords {
  CheckResult result;
  std::string_view key;
  std::string_view level;
};

constexpr std::array result_words = std::to_array<ResultWords>({
    {CheckResult::fail, "fail", "act"},
    {CheckResult::warn, "warn", "look"},
    {CheckResult::pass, "pass", "ok"},
    {CheckResult::not_due, "not_due", "not yet"},
    {CheckResult::not_applicable, "not_applicable", "n/a"},
});

const ResultWords& words_of(CheckResult result) {
  return *std::ranges::find(result_words, result, &ResultWords::result);
}

void add_causes(Object& object, const std::vector<Cause>& causes) {
  List sessions;
  List dates;
  for (const Cause& cause : causes) {
    dates.emplace_back(cause.date);
    if (cause.session) sessions.emplace_back(*cause.session);
  }
  object.add("sessions", std::move(sessions)).add("dates", std::move(dates));
}

}  // namespace

std::string_view level_of(CheckResult result) { return words_of(result).level; }

std::string_view key_of(CheckResult result) { return words_of(result).key; }

Gravity gravity_of(const std::vector<CheckedRule>& findings) {
  if (findings.empty()) return Gravity::none;
  if (has_open_risk(findings)) return Gravity::risk;
  return findings.front().judgement.result == CheckResult::fail ? Gravity::fail : Gravity::warn;
}

Object tally_object(const CheckTally& tally) {
  Object object;
  object.add("fail", tally.fail)
      .add("warn", tally.warn)
      .add("pass", tally.pass)
      .add("not_due", tally.not_due)
      .add("not_applicable", tally.not_applicable)
      .add("dismissed", tally.dismissed);
  return object;
}

List rule_list(const std::vector<CheckedRule>& rules) {
  List list;
  for (const CheckedRule& rule : rules) {
    Object object;
    object.add("name", rule.check->name).add("result", key_of(rule.judgement.result));
    add_causes(object, rule.judgement.causes);
    object.add("text", rule.judgement.text)
        .add("command", rule.judgement.settle.empty() ? Value{} : Value{rule.judgement.settle})
        .add("dismissed", rule.dismissal != nullptr);
    list.emplace_back(std::move(object));
  }
  return list;
}

List finding_list(const std::vector<CheckedRule>& findings, std::string_view reference) {
  List list;
  for (const CheckedRule& finding : findings) {
    const Judgement& judgement = finding.judgement;
    Object object;
    object.add("reference", reference)
        .add("name", finding.check->name)
        .add("result", key_of(judgement.result))
        .add("level", level_of(judgement.result));
    add_causes(object, judgement.causes);
    object.add("text", judgement.text).add("command", judgement.settle);
    list.emplace_back(std::move(object));
  }
  return list;
}

std::vector<CheckedRule> not_said_by(const std::optional<StatusLine>& status,
                                     std::vector<CheckedRule> findings,
                                     std::optional<Phase> phase) {
  if (!status) return findings;
  const auto is_of_day = [&](const Cause& cause) {
    return (status->from && status->from->date == cause.date) ||
           (status->to && status->to->date == cause.date);
  };
  std::erase_if(findings, [&](const CheckedRule& each) {
    // The status speaks of one instrument; what another said, the finding alone says.
    if (each.judgement.instruments != std::vector{status->instrument}) return false;
    if (each.check->name == undismissable) {
      return status->status == Status::risk && each.judgement.causes.size() == 1 &&
             is_of_day(each.judgement.causes.front());
    }
    // In the ending phase the check alone says that symptoms can rise then.
    return each.check->name == "deterioration" && status->status == Status::deteriorated &&
           phase != Phase::ending;
  });
  return findings;
}

Table findings_table(std::string heading, std::string rows) {
  return {.heading = std::move(heading),
          .rows = std::move(rows),
          .row_name = "{reference} {level} {name}",
          .columns = {{"", "{level}"}, {"", "{name}"}, {"", "{text:said}"}},
          .beneath = "{command}"};
}

void SecondLook::count(const CourseRecord& record, const std::vector<CheckedRule>& findings) {
  const bool has_ended = record.course.end.has_value();
  if (!has_ended) ++attention;
  if (!has_open_risk(findings)) return;
  ++risks;
  if (has_ended) ++ended_risks;
}

namespace {

std::string attention_sentence(const SecondLook& look) {
  if (look.open == 0) return "No open course.";
  const std::string open = counted(look.open, "open course", "open courses");
  if (look.attention == 0) return fmt::format("None of {} needs a second look.", open);
  return fmt::format("{} of {} {} a second look.", look.attention, open,
                     look.attention == 1 ? "needs" : "need");
}

// "1 course has", "1 ended course has", "3 courses, 1 of them ended, have"
std::string risk_courses(const SecondLook& look) {
  const std::string number = look.risks == look.ended_risks
                                 ? counted(look.risks, "ended course", "ended courses")
                                 : counted(look.risks, "course", "courses");
  const bool is_mixed = look.ended_risks > 0 && look.ended_risks < look.risks;
  return fmt::format("{}{} {}", number,
                     is_mixed ? fmt::format(", {} of them ended,", look.ended_risks) : "",
                     look.risks == 1 ? "has" : "have");
}

}  // namespace

std::string second_look_verdict(const SecondLook& look) {
  std::string text = attention_sentence(look);
  if (look.risks == 0) return text;
  return text + fmt::format(
                    " {} a positive risk item with no recorded action. ipt does not assess "
                    "risk.",
                    risk_courses(look));
}

Object attention_object(const CourseRecord& record, const std::vector<CheckedRule>& findings) {
  const std::string reference = reference_of(record).text();
  Object object;
  object.add("client", record.course.client.text())
      .add("course", record.course.number)
      .add("reference", reference)
      .add("reasons", finding_list(findings, reference));
  return object;
}

std::string tally_text(const CheckTally& tally) {
  std::string text = fmt::format("act {}   look {}   ok {}   not yet {}   n/a {}", tally.fail,
                                 tally.warn, tally.pass, tally.not_due, tally.not_applicable);
  if (tally.dismissed > 0) text += fmt::format("   dismissed {}", tally.dismissed);
  return text;
}

List coming_list(const std::vector<CheckedRule>& reminders) {
  List list;
  for (const CheckedRule& each : reminders) {
    list.emplace_back(
        Object{}
            .add("name", each.check->name)
            .add("asks", each.judgement.text)
            .add("text", fmt::format("{} ({})", each.check->name, each.judgement.text)));
  }
  return list;
}

List due_list(const std::vector<CheckedRule>& reminders) {
  List list;
  list.reserve(reminders.size());
  for (const CheckedRule& each : reminders) list.emplace_back(each.judgement.text);
  return list;
}

}  // namespace ipt::report
