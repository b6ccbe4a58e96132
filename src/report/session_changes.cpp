#include <fmt/core.h>

#include "ipt/base/text.hpp"
#include "ipt/report/session.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// What goes with an appointment wherever it goes.
std::string what_went(const CourseRecord& record, Date date) {
  std::vector<std::string> parts;
  for (const FiledScore& filed : record.scores) {
    if (filed.score.date() == date && !filed.number) parts.push_back(filed.score.instrument());
  }
  const Appointment& appointment = *appointment_on(record, date);
  if (!appointment.note.empty()) parts.emplace_back("note");
  if (!appointment.question.empty()) parts.emplace_back("question");
  return joined(parts, ", ");
}

// A score that has a name of its own stays where it is.
void warn_of_scores_left(Report& report, const CourseRecord& record, Date date) {
  for (const FiledScore& filed : record.scores) {
    if (filed.score.date() != date || !filed.number) continue;
    report.warnings.push_back(
        {"score_stays", fmt::format("{} of the same day stays: it was entered outside the session",
                                    record_name(record, 's', *filed.number))});
  }
}

Phrase next_phrase(const CourseRecord& record, Date today, std::string_view path) {
  const Position where = position(record, today);
  Phrase text = fmt::format("{} of {} held", where.sessions, where.planned);
  if (where.next) text += fmt::format("; next {{{}.next:day}}", path);
  return text;
}

}  // namespace

Report session_removed(const CourseRecord& before, const CourseRecord& after, Date date, Date today,
                       Outcome outcome) {
  Report report{.schema = "ipt.session.remove/1", .as_of = today};
  add_outcome(report.data, outcome);
  const auto changes = renumbered(before, after);
  report.data.add("reference", reference_of(before, placed_on(before, date)).text())
      .add("date", date)
      .add("course", course_object(after, today))
      .add("position", position_object(position(after, today)))
      .add("renumbered", renumbered_list(changes));
  report.blocks.emplace_back(Note{
      .text = fmt::format("{}: {{reference}} of {{date:day}} taken out", outcome_word(outcome))});
  std::vector<Fact> facts;
  if (const std::string with = what_went(before, date); !with.empty()) {
    facts.push_back({"With it", with});
  }
  const std::string course = reference_of(after).text();
  facts.push_back({course, next_phrase(after, today, "position")});
  facts.push_back({"History", fmt::format("ipt history {} keeps it", course)});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  add_renumbered(report, course, changes);
  warn_of_scores_left(report, after, date);
  return report;
}

Report session_moved(const CourseRecord& from, const CourseRecord& left, const CourseRecord& to,
                     const CourseRecord& joined, Date date, Date today, Outcome outcome) {
  Report report{.schema = "ipt.session.move/1", .as_of = today};
  add_outcome(report.data, outcome);
  const auto changes_left = renumbered(from, left);
  const auto changes_joined = renumbered(to, joined);
  report.data.add("was", reference_of(from, placed_on(from, date)).text())
      .add("reference", reference_of(joined, placed_on(joined, date)).text())
      .add("date", date)
      .add("from", position_object(position(left, today)))
      .add("to", position_object(position(joined, today)))
      .add("renumbered_from", renumbered_list(changes_left))
      .add("renumbered_to", renumbered_list(changes_joined));
  report.blocks.emplace_back(
      Note{.text = fmt::format("{}: {{was}} of {{date:day}} is now {{reference}}",
                               outcome_word(outcome))});
  std::vector<Fact> facts;
  if (const std::string with = what_went(from, date); !with.empty()) {
    facts.push_back({"With it", with});
  }
  facts.push_back({reference_of(left).text(), next_phrase(left, today, "from")});
  facts.push_back({reference_of(joined).text(), next_phrase(joined, today, "to")});
  report.blocks.emplace_back(Facts{.heading = "", .facts = std::move(facts)});
  add_renumbered(report, reference_of(left).text(), changes_left);
  add_renumbered(report, reference_of(joined).text(), changes_joined);
  warn_of_scores_left(report, left, date);
  return report;
}

Report score_removed(const CourseRecord& after, const Catalogue& catalogue,
                     const FiledScore& removed, Date today, Outcome outcome) {
  Report report{.schema = "ipt.score.remove/1", .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("reference", reference_text(after, removed))
      .add("date", removed.score.date())
      .add("instrument", removed.score.instrument())
      .add("measures", measure_list(after, measures(after, catalogue)));
  report.blocks.emplace_back(Note{
      .text = fmt::format("{}: {} of {{date:day}} taken out ({{reference}})", outcome_word(outcome),
                          catalogue.instrument(removed.score.instrument()).name)});
  return report;
}

}  // namespace ipt::report
