#include "ipt/domain/agreement.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "domain/refusal.hpp"
#include "ipt/domain/entry.hpp"
#include "ipt/domain/timeline.hpp"

namespace ipt {
namespace {

std::string course_name(const CourseRecord& record) { return reference_of(record).text(); }

// Whether the contract may change from that day on.
void require_change(const CourseRecord& record, Date from, std::string_view what,
                    std::string_view flag) {
  require_open(record);
  require_started(record, from, what);
  if (record.contract_changes.empty() || from >= record.contract_changes.back().from) return;
  const Date last = record.contract_changes.back().from;
  refuse_state("before_contract_change",
               fmt::format("the contract of {} was changed on {}, after {}", course_name(record),
                           last.iso(), from.iso()),
               "A change of the contract is dated on or after the one before it.",
               fmt::format("{} {}, or a later day", flag, last.iso()));
}

void require_acute_number(const CourseRecord& record, int planned, std::string_view what,
                          std::string_view verb, int usual) {
  if (record.course.kind != CourseKind::acute) return;
  read_acute_number(
      std::to_string(planned), what,
      fmt::format("ipt course {} {} {} --reason TEXT", verb, course_name(record), usual));
}

void require_room_for_held(const CourseRecord& record, int planned) {
  const int held = sessions_held(record);
  if (planned >= held) return;
  refuse_state(
      "sessions_held",
      fmt::format("{} has had {} sessions, more than {}", course_name(record), held, planned),
      "The planned number is never below the sessions that were held.",
      fmt::format("a number from {}, or ipt course end {} --status ID", held, course_name(record)));
}

ContractChange with_number(const CourseRecord& record, int planned, Date from) {
  const Contract& now = contract_now(record);
  return {.from = from,
          .contract = {.planned = planned,
                       .cadence_days = now.cadence_days,
                       .split = resplit(now.split, planned)}};
}

[[noreturn]] void refuse_direction(const CourseRecord& record, std::string code, int planned,
                                   std::string_view is_no, std::string_view rule,
                                   std::string_view where) {
  const int agreed = contract_now(record).planned;
  refuse_state(std::move(code),
               fmt::format("{} has {} planned sessions; {} is no {}", course_name(record), agreed,
                           planned, is_no),
               std::string{rule}, fmt::format("a number {} {}", where, agreed));
}

// The record as it would be without one of its episodes or changes.
template <typename Record>
void take_out(std::vector<Record>& records, int number) {
  std::erase_if(records, [&](const Record& each) { return each.number == number; });
}

}  // namespace

ContractChange extension(const CourseRecord& record, int planned, Date from) {
  require_change(record, from, "an extension agreed on", "--agreed-on");
  require_acute_number(record, planned, "an extension to", "extend", most_acute_sessions);
  if (planned <= contract_now(record).planned) {
    refuse_direction(record, "not_an_extension", planned, "extension",
                     "An extension plans more sessions than are agreed now.", "above");
  }
  return with_number(record, planned, from);
}

ContractChange shortening(const CourseRecord& record, int planned, Date from) {
  require_change(record, from, "a shortening agreed on", "--agreed-on");
  require_acute_number(record, planned, "a shortening to", "shorten", least_acute_sessions);
  if (planned >= contract_now(record).planned) {
    refuse_direction(record, "not_a_shortening", planned, "shortening",
                     "A shortening plans fewer sessions than are agreed now.", "below");
  }
  require_room_for_held(record, planned);
  return with_number(record, planned, from);
}

ContractChange cadence_change(const CourseRecord& record, int days, Date from) {
  require_change(record, from, "a cadence from", "--from");
  const Contract& now = contract_now(record);
  if (days == now.cadence_days) {
    refuse_state(
        "same_cadence",
        fmt::format("the sessions of {} are {} days apart already", course_name(record), days),
        "A change of the cadence gives another number of days.", "another number of days");
  }
  Contract contract = now;
  contract.cadence_days = days;
  return {.from = from, .contract = contract};
}

ContractChange phases_change(const CourseRecord& record, const PhaseSplit& split, Date today) {
  Date from = std::max(today, record.course.start);
  for (const Appointment& each : record.appointments) {
    if (was_seen(each.attendance)) from = std::max(from, each.date.plus_days(1));
  }
  require_change(record, from, "phases from", "amending on");
  Contract contract = contract_now(record);
  if (split == contract.split) {
    refuse_state("same_phases", fmt::format("{} has these phases already", course_name(record)),
                 "Nothing was changed.", "--phases with another split");
  }
  contract.split = split;
  return {.from = from, .contract = contract};
}

Absence resumed(const CourseRecord& record, Date date) {
  require_open(record);
  const auto found = std::ranges::find_if(record.absences, [&](const Absence& each) {
    return each.kind == Absence::Kind::pause && each.covers(date);
  });
  if (found == record.absences.end()) {
    refuse_state("not_on_pause",
                 fmt::format("{} is not on pause on {}", course_name(record), with_weekday(date)),
                 "A pause ends on the day before sessions go on.",
                 fmt::format("ipt course show {}", course_name(record)));
  }
  if (found->from == date) {
    refuse_state(
        "pause_begins_then",
        fmt::format("the pause of {} begins on {}", course_name(record), with_weekday(date)),
        "Nothing would be left of it.",
        fmt::format("ipt course remove {}:p{} --reason TEXT", course_name(record), found->number));
  }
  Absence pause = *found;
  pause.to = date.plus_days(-1);
  return pause;
}

void require_amendable(const CourseRecord& record, const Course& now) {
  require_open(record);
  std::vector<Date> dates;
  for (const Appointment& each : record.appointments) dates.push_back(each.date);
  for (const FocusEpisode& each : record.focus_episodes) dates.push_back(each.from);
  for (const ContractChange& each : record.contract_changes) dates.push_back(each.from);
  for (const Absence& each : record.absences) {
    if (each.kind == Absence::Kind::pause) dates.push_back(each.from);
  }
  const auto first = std::ranges::min_element(dates);
  if (now.start > record.course.start && first != dates.end() && *first < now.start) {
    refuse_state("start_after_record",
                 fmt::format("{} has a record of {}, before {}", course_name(record),
                             with_weekday(*first), now.start.iso()),
                 "Nothing of a course lies before its start.",
                 fmt::format("--start {}, or an earlier day", first->iso()));
  }
  if (now.contract == record.course.contract) return;
  if (!record.contract_changes.empty()) {
    refuse_state("contract_changed",
                 fmt::format("what {} agreed at the start was changed on {}", course_name(record),
                             record.contract_changes.front().from.iso()),
                 "Only the latest agreement can be changed, by a new one.",
                 fmt::format("ipt course extend, shorten or cadence, or ipt course remove {}:x{}",
                             course_name(record), record.contract_changes.back().number));
  }
  require_room_for_held(record, now.contract.planned);
}

void require_contract_without(const CourseRecord& record, int number) {
  require_open(record);
  const ContractChange& last = record.contract_changes.back();
  if (last.number != number) {
    refuse_state("not_the_last_change",
                 fmt::format("the contract of {} was changed again on {}", course_name(record),
                             last.from.iso()),
                 "A change of the contract is taken back from the last one on.",
                 fmt::format("ipt course remove {}:x{} --reason TEXT first", course_name(record),
                             last.number));
  }
  CourseRecord without = record;
  take_out(without.contract_changes, number);
  require_room_for_held(record, contract_now(without).planned);
}

void require_focus_without(const CourseRecord& record, int number) {
  require_open(record);
  CourseRecord without = record;
  take_out(without.focus_episodes, number);
  for (const FocusEpisode& each : without.focus_episodes) {
    if (each.rank == FocusRank::primary) continue;
    const FocusEpisode* primary = focus_on(without, FocusRank::primary, each.from);
    if (primary != nullptr && primary->focus != each.focus) continue;
    refuse_state("secondary_focus_stands",
                 fmt::format("the secondary focus {} of {} would stand alone", name_of(each.focus),
                             course_name(record)),
                 "A secondary focus stands beside a different primary one.",
                 fmt::format("ipt course remove {}:f{} --reason TEXT first", course_name(record),
                             each.number));
  }
}

}  // namespace ipt
