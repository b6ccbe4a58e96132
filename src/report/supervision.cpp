#include <fmt/core.h>

#include <algorithm>

#include "report/parts.hpp"
#include "report/practice_parts.hpp"

namespace ipt::report {
namespace {

// The appointment with which a question was recorded; null where it was asked by itself.
Value appointment_name(const CourseRecord& record, const Question& question) {
  if (!question.appointment) return {};
  return reference_of(record, placed_on(record, *question.appointment)).text();
}

bool is_meant(const Question& question, Questions which) {
  return which == Questions::all || !question.answered_on;
}

struct Listed {
  const CourseRecord* record;
  const Question* question;
};

std::vector<Listed> in_order(const std::vector<CourseRecord>& records, Questions which) {
  std::vector<Listed> all;
  for (const CourseRecord& record : records) {
    for (const Question& each : record.questions) {
      if (is_meant(each, which)) all.push_back({&record, &each});
    }
  }
  std::ranges::stable_sort(all, {}, [](const Listed& each) { return each.question->asked_on; });
  return all;
}

Fact fact_of(const Listed& listed, std::string_view path) {
  const Question& question = *listed.question;
  Phrase text = fmt::format("asked {{{}.asked_on:day}}", path);
  if (question.appointment) text += fmt::format(" with {{{}.appointment}}", path);
  text += fmt::format(": {{{}.text}}", path);
  if (question.answered_on) text += "; " + answered_phrase(question, path);
  if (!question.answer.empty()) text += fmt::format(": {{{}.answer}}", path);
  return {record_name(*listed.record, 'q', question.number), text};
}

}  // namespace

Phrase answered_phrase(const Question& question, std::string_view path) {
  Phrase text = fmt::format("answered {{{}.answered_on:day}}", path);
  if (question.minutes) text += fmt::format(", {{{}.minutes:minute/minutes}}", path);
  return text;
}

Object question_object(const CourseRecord& record, const Question& question) {
  return Object{}
      .add("ref", record_name(record, 'q', question.number))
      .add("number", question.number)
      .add("asked_on", question.asked_on)
      .add("appointment", appointment_name(record, question))
      .add("text", question.text)
      .add("answered_on", question.answered_on)
      .add("minutes", question.minutes)
      .add("answer", text_value(question.answer));
}

Report question_saved(const CourseRecord& record, int number, const Echo& echo) {
  const Question& saved = question(record, number);
  Report report = begun(echo, record_name(record, 'q', number));
  report.data.add("question", question_object(record, saved));
  const Phrase what = saved.answered_on ? answered_phrase(saved, "question")
                                        : "for supervision, asked {question.asked_on:day}";
  report.blocks.emplace_back(
      Note{.text = fmt::format("{} {{ref}}: {}", outcome_word(echo.outcome), what)});
  std::vector<Fact> facts{{"Question", "{question.text}"}};
  if (!saved.answer.empty()) facts.push_back({"Answer", "{question.answer}"});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

Report questions_listed(const std::vector<CourseRecord>& records, Questions which, Date as_of) {
  Report report{.schema = "ipt.supervision.list/1", .as_of = as_of};
  List list;
  std::vector<Fact> facts;
  for (const Listed& each : in_order(records, which)) {
    facts.push_back(fact_of(each, fmt::format("questions.{}", list.size())));
    list.emplace_back(question_object(*each.record, *each.question));
  }
  report.data.add("questions", std::move(list));
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  return report;
}

bool has_questions(const std::vector<CourseRecord>& records, Questions which) {
  return std::ranges::any_of(records, [&](const CourseRecord& record) {
    return std::ranges::any_of(record.questions,
                               [&](const Question& each) { return is_meant(each, which); });
  });
}

}  // namespace ipt::report
