#include "report/parts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ipt/base/text.hpp"
#include "ipt/domain/practice.hpp"

namespace ipt::report {
namespace {

std::string_view slip_kind(SlipReason::Kind kind) {
  switch (kind) {
    case SlipReason::Kind::missed:
      return "missed";
    case SlipReason::Kind::pause:
      return "pause";
    case SlipReason::Kind::therapist_break:
      return "break";
    case SlipReason::Kind::other:
      break;
  }
  return "other";
}

std::string slip_words(const SlipReason& reason) {
  switch (reason.kind) {
    case SlipReason::Kind::missed:
      return std::string{label_of(*reason.attendance)};
    case SlipReason::Kind::pause:
      return "pause";
    case SlipReason::Kind::therapist_break:
      return "break";
    case SlipReason::Kind::other:
      break;
  }
  return fmt::format("other ({})", counted(reason.days, "day", "days"));
}

List slip_list(const Position& position) {
  List list;
  for (const SlipReason& reason : position.reasons) {
    std::string text = slip_words(reason);
    if (reason.date) {
      const bool leave = reason.kind == SlipReason::Kind::therapist_break;
      text =
          fmt::format("1 {} ({}{})", text, reason.date->iso(), leave ? ", therapist's leave" : "");
    }
    list.emplace_back(Object{}
                          .add("kind", slip_kind(reason.kind))
                          .add("date", reason.date)
                          .add("attendance", name_value(reason.attendance))
                          .add("days", reason.days)
                          .add("text", text));
  }
  return list;
}

Fact session_fact(const CourseRecord& record, const Position& position) {
  Phrase text = "{position.session} of {position.planned} ({position.left} left)";
  if (position.phase) {
    const PhaseBounds bounds = bounds_of(*position.phase, contract_now(record));
    text +=
        fmt::format(", {} phase ({}-{})", phase_phrase(*position.phase), bounds.first, bounds.last);
  }
  return {"Session", text};
}

Fact end_fact(const Position& position) {
  if (position.status == CourseStatus::ended) {
    return {"End", "ended {position.projected_end:day}, planned {position.planned_end:day}"};
  }
  if (!position.projected_end) {
    return {"End", "planned {position.planned_end:day}, open while the pause has no end"};
  }
  return {"End", "planned {position.planned_end:day}, projected {position.projected_end:day}"};
}

Fact next_fact(const Position& position) {
  if (position.left == 0)
    return {"Next", "all planned sessions are held: end the course or extend it"};
  if (!position.next) return {"Next", "not known while the pause has no end"};
  return {"Next", "{position.next:day}"};
}

}  // namespace

Phrase phase_phrase(Phase phase) { return fmt::format("{{~{}}}", label_of(phase)); }

Value text_value(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

std::string record_name(const CourseRecord& record, char kind, int number) {
  return reference_of(record, kind, number).text();
}

Value phases_value(const CourseRecord& record, const Contract& contract) {
  if (record.course.kind != CourseKind::acute) return {};
  const PhaseSplit& split = contract.split;
  return fmt::format("{}/{}/{}", split.initial, contract.planned - split.initial - split.ending,
                     split.ending);
}

Object course_object(const CourseRecord& record, Date as_of) {
  const Course& course = record.course;
  const Contract& contract = contract_now(record);
  const Date day = course.end ? course.end->date : as_of;
  const auto focus_name = [&](FocusRank rank) -> Value {
    const FocusEpisode* episode = focus_on(record, rank, day);
    return episode == nullptr ? Value{} : Value{name_of(episode->focus)};
  };
  Object object;
  object.add("client", course.client.text())
      .add("number", course.number)
      .add("kind", name_of(course.kind))
      .add("status", status_name(record, as_of))
      .add("start", course.start)
      .add("planned_sessions", contract.planned)
      .add("cadence_days", contract.cadence_days)
      .add("phases", phases_value(record, contract))
      .add("focus", focus_name(FocusRank::primary))
      .add("secondary_focus", focus_name(FocusRank::secondary))
      .add("therapist", course.therapist ? Value{course.therapist->text()} : Value{})
      .add("diagnosis", text_value(course.diagnosis))
      .add("day", course.day ? Value{lower(weekday_name(*course.day))} : Value{})
      .add("instruments", List(course.instruments.begin(), course.instruments.end()))
      .add("linked_course", course.linked
                                ? Value{fmt::format("{}/{}", course.client.text(), *course.linked)}
                                : Value{})
      .add("end_status", course.end ? Value{name_of(course.end->status)} : Value{})
      .add("end_date", course.end ? Value{course.end->date} : Value{});
  return object;
}

Object position_object(const Position& position) {
  Object object;
  object.add("session", position.sessions)
      .add("planned", position.planned)
      .add("left", position.left)
      .add("week", position.week)
      .add("phase", name_value(position.phase))
      .add("next", position.next)
      .add("planned_end", position.planned_end)
      .add("projected_end", position.projected_end)
      .add("slip_days", position.slip_days)
      .add("slip_reasons", slip_list(position));
  return object;
}

Object attendance_object(const CourseRecord& record) {
  const auto count = [&](Attendance attendance) {
    return static_cast<int>(
        std::ranges::count(record.appointments, attendance, &Appointment::attendance));
  };
  Object object;
  object.add("offered", static_cast<int>(record.appointments.size()))
      .add("attended", sessions_held(record))
      .add("attended_late", count(Attendance::attended_late))
      .add("late_not_seen", count(Attendance::late_not_seen))
      .add("dna", count(Attendance::dna))
      .add("cancelled_client", count(Attendance::cancelled_client))
      .add("cancelled_therapist", count(Attendance::cancelled_therapist));
  return object;
}

List focus_list(const CourseRecord& record, Notes notes, Names names) {
  List list;
  for (const FocusEpisode& episode : record.focus_episodes) {
    List stages;
    for (const DatedStage& stage : episode.stages) {
      const std::string text = fmt::format("{} since {}", label_of(stage.stage), stage.date.iso());
      stages.emplace_back(
          Object{}.add("date", stage.date).add("stage", name_of(stage.stage)).add("text", text));
    }
    Object object;
    if (names == Names::given) object.add("ref", record_name(record, 'f', episode.number));
    object.add("focus", name_of(episode.focus))
        .add("label", label_of(episode.focus))
        .add("rank", name_of(episode.rank))
        .add("from", episode.from)
        .add("person", text_value(episode.person))
        .add("old_role", text_value(episode.old_role))
        .add("new_role", text_value(episode.new_role))
        .add("stages", std::move(stages));
    if (notes == Notes::shown) object.add("reason", text_value(episode.reason));
    list.emplace_back(std::move(object));
  }
  return list;
}

List absence_list(const CourseRecord& record, Names names) {
  List list;
  for (const Absence& absence : record.absences) {
    const bool pause = absence.kind == Absence::Kind::pause;
    Object object;
    if (names == Names::given) {
      object.add("ref", pause ? record_name(record, 'p', absence.number)
                              : fmt::format("b{}", absence.number));
    }
    object.add("kind", pause ? "pause" : "break").add("from", absence.from).add("to", absence.to);
    if (names == Names::given) object.add("reason", text_value(absence.reason));
    list.emplace_back(std::move(object));
  }
  return list;
}

bool touches_course(const CourseRecord& record, const Absence& absence) {
  const bool is_before = absence.to && *absence.to < record.course.start;
  const bool is_after = record.course.end && absence.from > record.course.end->date;
  return !is_before && !is_after;
}

std::vector<Fact> focus_facts(const FocusEpisode& episode, std::string_view path) {
  std::vector<Fact> facts{{std::string{label_of(episode.rank)},
                           fmt::format("{{{0}.label:word}}, agreed {{{0}.from:day}}", path)}};
  const auto add = [&](bool known, std::string label, std::string_view key) {
    if (known) facts.push_back({std::move(label), fmt::format("{{{}.{}}}", path, key)});
  };
  add(!episode.old_role.empty(), "Old role", "old_role");
  add(!episode.new_role.empty(), "New role", "new_role");
  add(!episode.person.empty(), episode.focus == Focus::grief ? "Who died" : "With", "person");
  add(!episode.stages.empty(), "Stage", "stages:list");
  return facts;
}

std::vector<Fact> position_facts(const CourseRecord& record, const Position& position) {
  std::vector<Fact> facts{session_fact(record, position)};
  facts.push_back({"Week", position.week
                               ? "{position.week} of the course, which started {course.start:day}"
                               : "before the start on {course.start:day}"});
  if (position.status == CourseStatus::paused) facts.push_back({"Pause", "on pause now"});
  if (position.status != CourseStatus::ended) facts.push_back(next_fact(position));
  facts.push_back(end_fact(position));
  if (position.status != CourseStatus::ended && position.slip_days && *position.slip_days != 0) {
    facts.push_back({"Slip", "{position.slip_days:day/days}: {position.slip_reasons:list}"});
  }
  return facts;
}

std::string log_command(const CourseRecord& record, Date due) {
  return fmt::format("ipt log {} --date {}", reference_of(record).text(), due.iso());
}

void add_renumbered(Report& report, const std::string& course,
                    const std::vector<Renumbered>& renumbered) {
  for (const Renumbered& each : renumbered) {
    report.blocks.emplace_back(
        Note{.text = fmt::format("{0}.{1} of {2} is now {0}.{3}", course, each.before,
                                 with_weekday(each.date), each.now),
             .tone = Tone::news});
  }
}

List renumbered_list(const std::vector<Renumbered>& renumbered) {
  List list;
  for (const Renumbered& each : renumbered) {
    list.emplace_back(
        Object{}.add("date", each.date).add("before", each.before).add("now", each.now));
  }
  return list;
}

void warn_if_long_ago(Report& report, Date date, Date today) {
  constexpr int long_ago = 90;
  const int days = today.days_since(date);
  if (days <= long_ago) return;
  report.warnings.push_back(
      {"date_long_ago", fmt::format("{} is {} days ago", with_weekday(date), days)});
}

Note beyond_erasing() {
  return {.text =
              "Not reached, and yours to delete: backups, exports, reports and letters that "
              "were written before, and copies of them.",
          .tone = Tone::news};
}

}  // namespace ipt::report
