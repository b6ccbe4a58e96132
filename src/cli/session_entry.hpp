#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/flags.hpp"
#include "cli/invocation.hpp"

namespace ipt::cli {

/// What is entered with an appointment, in the order of help.
inline constexpr std::array entry_flags = {&flags::date,
                                           &flags::score,
                                           &flags::phq9,
                                           &flags::gad7,
                                           &flags::dna,
                                           &flags::cancelled_client,
                                           &flags::cancelled_therapist,
                                           &flags::attended_late,
                                           &flags::attendance,
                                           &flags::focus,
                                           &flags::link,
                                           &flags::technique,
                                           &flags::task,
                                           &flags::risk,
                                           &flags::risk_action,
                                           &flags::next,
                                           &flags::minutes,
                                           &flags::mode,
                                           &flags::milestone,
                                           &flags::question,
                                           &flags::recorded,
                                           &flags::note,
                                           &flags::note_file};

/// Changes in `appointment` what the flags say; an empty value clears the field. Throws `Error`
/// (usage) for a value that is not allowed and for flags that contradict each other.
void apply_flags(const Invocation& invocation, Appointment& appointment);

/// What the settings say of every session where nothing else was said; nothing of an appointment
/// that was missed.
void apply_settings(const Invocation& invocation, Appointment& appointment);

/// A score that was typed; without a value the score of that instrument is to be cleared.
struct TypedScore {
  std::string instrument;
  std::optional<Score> score = {};
};

enum class Clearing { refused, allowed };

/// Every score that was typed, of that day. Throws `Error`, see `read_score`; also for two of one
/// instrument.
std::vector<TypedScore> read_typed_scores(Invocation& invocation, Date date, Clearing clearing);

/// The flags that were typed but for the date, for a command line that amends with them. No text
/// that was written about the client is repeated.
std::string typed_flags(const Arguments& arguments);

}  // namespace ipt::cli
