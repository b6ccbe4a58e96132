#include "cli/session_entry.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cli/given.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

std::optional<Attendance> read_attendance(const Arguments& arguments) {
  struct Short {
    const Flag* flag;
    Attendance attendance;
  };
  constexpr std::array<Short, 4> shorts = {
      {{&flags::dna, Attendance::dna},
       {&flags::cancelled_client, Attendance::cancelled_client},
       {&flags::cancelled_therapist, Attendance::cancelled_therapist},
       {&flags::attended_late, Attendance::attended_late}}};
  auto attendance = arguments.read(flags::attendance, [](const std::string& word) {
    return read_term<Attendance>(word, flags::attendance.name);
  });
  for (const Short& each : shorts) {
    if (!arguments.given(*each.flag)) continue;
    if (attendance)
      refuse_together("two flags of attendance", "An appointment has one attendance.");
    attendance = each.attendance;
  }
  return attendance;
}

std::string read_note(const Invocation& invocation) {
  const Arguments& arguments = invocation.arguments();
  if (arguments.given(flags::note) && arguments.given(flags::note_file)) {
    refuse_together("-m and --note-file", "A session has one note.");
  }
  return arguments.given(flags::note_file) ? invocation.text_of_file(flags::note_file)
                                           : invocation.text(flags::note);
}

}  // namespace

void apply_flags(const Invocation& invocation, Appointment& appointment) {
  const Arguments& arguments = invocation.arguments();
  const auto set_text = [&](const Flag& flag, std::string& field) {
    if (arguments.given(flag)) field = invocation.text(flag);
  };
  if (const auto date = invocation.date(flags::date, Ahead::refused)) appointment.date = *date;
  if (const auto attendance = read_attendance(arguments)) appointment.attendance = *attendance;
  set_given(arguments, flags::minutes, appointment.minutes, [&](const std::string&) {
    return *arguments.number(flags::minutes, 1, flags::most_minutes);
  });
  set_given(arguments, flags::mode, appointment.mode,
            [](const std::string& word) { return read_term<Mode>(word, flags::mode.name); });
  set_given(arguments, flags::focus, appointment.focus, [&](const std::string& word) {
    return read_focus(word, flags::focus.name, invocation.school());
  });
  set_given(arguments, flags::technique, appointment.techniques, [](const std::string& list) {
    return read_terms<Technique>(list, flags::technique.name);
  });
  set_given(arguments, flags::milestone, appointment.milestones, [](const std::string& list) {
    return read_terms<Milestone>(list, flags::milestone.name);
  });
  set_given(arguments, flags::risk, appointment.risks,
            [](const std::string& list) { return read_terms<Risk>(list, flags::risk.name); });
  set_given(arguments, flags::next, appointment.next,
            [&](const std::string&) { return *invocation.date(flags::next, Ahead::allowed); });
  set_text(flags::link, appointment.link);
  set_text(flags::task, appointment.task);
  set_text(flags::question, appointment.question);
  set_text(flags::risk_action, appointment.risk_action);
  if (arguments.given(flags::recorded)) appointment.recorded = true;
  if (arguments.denied(flags::recorded)) appointment.recorded = false;
  if (arguments.given(flags::note) || arguments.given(flags::note_file)) {
    appointment.note = read_note(invocation);
  }
}

namespace {

TypedScore read_typed_score(const Catalogue& catalogue, const std::string& text, Date date,
                            Clearing clearing) {
  if (clearing == Clearing::allowed && text.ends_with('=')) {
    return {.instrument = catalogue.instrument(text.substr(0, text.size() - 1)).code};
  }
  Score score = read_score(catalogue, text, date);
  std::string code = score.instrument();
  return {.instrument = std::move(code), .score = std::move(score)};
}

// In a form the instrument is the key: `phq9: 112301210`.
TypedScore read_score_line(const Catalogue& catalogue, const Arguments::Value& value, Date date,
                           Clearing clearing) {
  const std::string name = value.text.substr(0, value.text.find('=') + 1);
  const std::string key = fmt::format("{}: ", name.substr(0, name.size() - (name.empty() ? 0 : 1)));
  return Arguments::at({.name = name, .key = key}, value.line,
                       [&] { return read_typed_score(catalogue, value.text, date, clearing); });
}

}  // namespace

void apply_settings(const Invocation& invocation, Appointment& appointment) {
  if (!was_seen(appointment.attendance)) return;
  // An emptied line of a form says that it is not known.
  const auto is_said = [&](const Flag& flag) {
    return invocation.arguments().given(flag) || invocation.arguments().line(flag) != 0;
  };
  if (!is_said(flags::minutes)) {
    if (const auto text = invocation.choice(Key::minutes).value)
      appointment.minutes = whole_number(*text);
  }
  if (!is_said(flags::mode)) {
    if (const auto word = invocation.choice(Key::mode).value)
      appointment.mode = read_term<Mode>(*word, name_of(Key::mode));
  }
}

std::vector<TypedScore> read_typed_scores(Invocation& invocation, Date date, Clearing clearing) {
  const Arguments& arguments = invocation.arguments();
  std::vector<Arguments::Value> typed = arguments.values(flags::score);
  if (const auto answers = arguments.find(flags::phq9)) typed.push_back({"phq9=" + *answers});
  if (const auto answers = arguments.find(flags::gad7)) typed.push_back({"gad7=" + *answers});
  std::vector<TypedScore> scores;
  for (const Arguments::Value& value : typed) {
    TypedScore each = read_score_line(invocation.catalogue(), value, date, clearing);
    if (std::ranges::find(scores, each.instrument, &TypedScore::instrument) != scores.end()) {
      refuse_together(fmt::format("two scores of {}", each.instrument),
                      "An instrument has one score a day.");
    }
    scores.push_back(std::move(each));
  }
  return scores;
}

std::string typed_flags(const Arguments& arguments) {
  std::vector<const Flag*> flags(entry_flags.begin(), entry_flags.end());
  std::erase(flags, &flags::date);
  return arguments.typed(flags);
}

}  // namespace ipt::cli
