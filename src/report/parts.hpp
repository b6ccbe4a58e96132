#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/course.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/measure.hpp"
#include "ipt/domain/position.hpp"
#include "ipt/domain/timeline.hpp"
#include "ipt/report/notes.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

Value value_of(Points points);
Value value_of(const std::optional<Points>& points);

/// The total of a score and whether missing answers were made up; null without a score.
Value score_value(const Reading* reading);

/// `improved`, `deteriorated` or `no`.
std::string_view reliable_name(Reliable reliable);

/// `17`, or `17 (prorated)` when missing answers were made up. Of a reading with a total.
std::string total_text(const Reading& reading);

/// `passive suicidal ideation, self-harm`
std::string labels_of(const std::vector<Risk>& risks);

/// The ids of a vocabulary, as they are typed.
template <typename Id>
Value name_value(const std::optional<Id>& id) {
  return id ? Value{name_of(*id)} : Value{};
}

template <typename Id>
List name_list(const std::vector<Id>& ids) {
  List list;
  for (const Id id : ids) list.emplace_back(name_of(id));
  return list;
}

/// An empty text is not known.
Value text_value(const std::string& text);

/// The name of a phase as a phrase: schools call the last one differently.
Phrase phase_phrase(Phase phase);

/// `K7:g1`
std::string record_name(const CourseRecord& record, char kind, int number);

/// The answers of a form, null where one is missing; null when only the total is known.
Value items_value(const Score& score);

/// `4/8/4`; null for a maintenance course, which has no phases.
Value phases_value(const CourseRecord& record, const Contract& contract);

/// What was agreed of a course, and how it ended.
Object course_object(const CourseRecord& record, Date as_of);
/// Where it stands: how far it is, what is next, when it ends and why then.
Object position_object(const Position& position);
/// Appointments by what came of them.
Object attendance_object(const CourseRecord& record);
/// What an instrument says over a course, with every score.
Object measure_object(const CourseRecord& record, const Measure& measure);
List measure_list(const CourseRecord& record, const std::vector<Measure>& measures);
/// The primary measure in a row of a list: its name, first and latest total, the change.
void add_primary_measure(Object& row, const std::vector<Measure>& measures);
Object appointment_object(const CourseRecord& record, const PlacedAppointment& placed,
                          const std::vector<Measure>& measures, Notes notes);
List appointment_list(const CourseRecord& record, const std::vector<Measure>& measures,
                      Notes notes);
/// Whether records are named as the command line names them. Numbers follow the order of entry, and
/// a report must not.
enum class Names { omitted, given };

List focus_list(const CourseRecord& record, Notes notes, Names names);
List absence_list(const CourseRecord& record, Names names);

/// Whether days without sessions took anything of the course: the therapist's leave before it began
/// or after it ended did not.
bool touches_course(const CourseRecord& record, const Absence& absence);
List goal_list(const CourseRecord& record);
/// The risk items of the instruments that were filled in, the positive ones first.
List risk_list(const CourseRecord& record, const std::vector<Measure>& measures);

/// Whether no risk action is recorded since the last answer of one of these items, a positive one.
bool is_latest_risk_open(const List& items);

/// Of each such item, and of each with an earlier positive answer that nothing was done about, an
/// alert. The items are the data at `risk_items`; `settle` is the command that records what was
/// done, or empty.
void add_risk_alerts(std::vector<Block>& blocks, const List& items, std::string_view settle);

/// What was last said of risk, when, and whether something was done about it.
std::string stated_risk_text(const CourseRecord& record);

/// What such an entry says; `path` is where it stands in the data.
Phrase risk_item_phrase(const Value& item, std::string_view path);

/// From where on a change is reliable: "6 or more", "more than 5.68". For an instrument with a
/// threshold.
std::string threshold_text(const Instrument& instrument);

/// What a change is worth, in words: "reliably better (6 or more)".
std::string judgement(const Measure& measure);

/// On which side of the cut-off a total lies, and how far: "1 below the cut-off of 10"; empty
/// without one.
std::string cut_off_text(const Instrument& instrument, Points total);

/// Why a measure has no first score: none at all, none with a total, or none within the course.
std::string unscored_text(const CourseRecord& record, const Measure& measure);

/// Severity at the start and now, what the change is worth, and the side of the cut-off.
Phrase standing_phrase(const CourseRecord& record, const Measure& measure);

/// What is known of an episode, as facts about an entry of `focus_list`.
std::vector<Fact> focus_facts(const FocusEpisode& episode, std::string_view path);

/// Where the course stands: facts that refer to `course` and `position` of the data.
std::vector<Fact> position_facts(const CourseRecord& record, const Position& position);

/// `ipt log K7 --date 2026-11-16`: what records the session that was due then.
std::string log_command(const CourseRecord& record, Date due);

/// Sessions that have new numbers: a line each, and the same as data.
void add_renumbered(Report& report, const std::string& course,
                    const std::vector<Renumbered>& renumbered);
List renumbered_list(const std::vector<Renumbered>& renumbered);

/// A day that lies far back may be a slip of the keyboard.
void warn_if_long_ago(Report& report, Date date, Date today);

/// Columns for a list of appointments: number, date, week, scores, focus or what came of it.
std::vector<Column> appointment_columns(const std::vector<Measure>& measures);

/// What a purge and a redaction do not reach.
Note beyond_erasing();

}  // namespace ipt::report
