// What the checks share: how a finding is made of breaches, and how it is put into words.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/check.hpp"

namespace ipt {

using Dismissed = std::span<const Date>;

Judgement rule_holds();
Judgement not_applicable();
Judgement not_due(std::string text = {}, std::optional<int> remind_from = {});

/// One cause and how grave it is.
struct Breach {
  CheckResult result = CheckResult::warn;
  Cause cause;
};

/// A finding without its words: the breaches that are left once those of dismissed days are set
/// aside, and how grave they are. Nothing when none is left.
std::optional<Judgement> standing(const std::vector<Breach>& breaches, Dismissed dismissed);

/// The same for causes of which none is graver than another.
std::optional<Judgement> standing(CheckResult result, const std::vector<Cause>& causes,
                                  Dismissed dismissed);

Cause cause_on(const CheckedCourse& course, Date date);
Cause cause_of(const PlacedAppointment& placed);

/// Session `number`; null while it was not held.
const PlacedAppointment* find_session(const CheckedCourse& course, int number);

/// The sessions of the middle phase that were held, by date.
std::vector<PlacedAppointment> middle_sessions(const CheckedCourse& course);

/// The first session held with which the initial phase was at its end, by the split in force on its
/// day.
const PlacedAppointment* end_of_initial_phase(const CheckedCourse& course);

/// The primary focus in force; null while none is agreed.
const FocusEpisode* primary_focus(const CheckedCourse& course);

bool used(const PlacedAppointment& placed, std::span<const Technique> any_of);

bool is_open(const CheckedCourse& course);

/// Days after `from` up to `to`, but for those that a pause or a break covers.
int uncovered_days(const CourseRecord& record, Date from, Date to);

/// The primary measure; null in a course without any.
const Measure* primary_measure(const CheckedCourse& course);

/// `PHQ-9 score`, or `score` in a course without a measure.
std::string primary_score_words(const CheckedCourse& course);

/// `a`, `a and b`, `a, b and c`; of a long list the first ones and how many more.
std::string listed(const std::vector<std::string>& parts);

/// `session 3`, `sessions 3, 4 and 7`, `sessions 3 to 9`.
std::string sessions_words(const std::vector<Cause>& causes);

/// `2025-05-07 and 2025-05-14`.
std::string days_words(const std::vector<Cause>& causes);

/// `K7F2`: the course as commands name it.
std::string reference_text(const CheckedCourse& course);

/// `ipt session amend K7F2.3 -e`; without a session of that day, by its date.
std::string amend_command(const CheckedCourse& course, const Cause& cause,
                          std::string_view flags = "-e");

/// The same with techniques ticked beside those that are ticked already.
std::string tick_command(const CheckedCourse& course, const PlacedAppointment& placed,
                         const std::vector<Technique>& techniques);

/// `ipt score add K7F2 phq9=ANSWERS --date 2025-05-13`.
std::string score_command(const CheckedCourse& course, Date date);

/// `ipt supervision ask K7F2 TEXT`: where nothing can be mended and something is to be decided.
std::string supervision_command(const CheckedCourse& course);

/// `ipt check K7F2 --dismiss NAME --reason TEXT`: where it is too late for anything else.
std::string dismiss_command(const CheckedCourse& course, std::string_view check);

}  // namespace ipt
