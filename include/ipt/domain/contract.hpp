#pragma once

#include <string>
#include <string_view>

#include "ipt/domain/vocabulary.hpp"

namespace ipt {

/// An acute course has 12 to 16 planned weekly sessions, as the International Society of
/// Interpersonal Psychotherapy describes standard acute IPT; the program holds both ends.
constexpr int least_acute_sessions = 12;
constexpr int most_acute_sessions = 16;
constexpr int weekly = 7;
/// What is taken for a slip of the keyboard beyond: no manual knows more.
constexpr int longest_cadence = 366;
constexpr int most_maintenance_sessions = 200;

/// Where the three phases of a course lie. Sessions 1 to `initial` are the initial phase, the last
/// `ending` of the planned number the ending phase, and those between the middle phase.
struct PhaseSplit {
  SplitRule rule = SplitRule::quarter;
  int initial = 0;
  int ending = 0;

  bool operator==(const PhaseSplit&) const = default;
};

/// First and last session of a phase.
struct PhaseBounds {
  int first = 0;
  int last = 0;
};

/// What was agreed with the client: the number of sessions, their spacing in days, the phases.
struct Contract {
  int planned = most_acute_sessions;
  int cadence_days = weekly;
  PhaseSplit split = {};

  bool operator==(const Contract&) const = default;
};

/// The default split. With integer division, initial = (N + 1) / 4 and ending = N / 4. It gives the
/// published splits of 12 sessions (3/6/3: Markowitz 2017; IPT-A ends from session 10) and of 16
/// (4/8/4: IPT UK), and never names the ending later than three sessions before the last
/// (Weissman, Markowitz & Klerman 2000).
PhaseSplit quarter_split(int planned);

/// 3 / rest / 2, after Stuart & Robertson 2012.
PhaseSplit stuart_split();

/// Reads `quarter`, `stuart` or `I/M/E`, such as `4/8/4`, whose sum is `planned`. Throws `Error`
/// (usage, `phases_not_allowed`).
PhaseSplit read_split(std::string_view text, int planned);

/// The same as a habit for courses of any number: of an `I/M/E` whose sum is 12 to 16, initial and
/// ending stay, and the middle is the rest of `planned`. Throws `Error` (usage,
/// `phases_not_allowed`), also when nothing is left for the middle.
PhaseSplit read_usual_split(std::string_view text, int planned);

/// The same rule on another number of sessions; of a custom split, initial and ending stay. Throws
/// `Error` (usage, `phases_not_allowed`) when nothing is left between them.
PhaseSplit resplit(const PhaseSplit& split, int planned);

/// The phase of session `number` (from 1). A session beyond the planned number, which entry refuses
/// but an import can bring, belongs to the ending.
Phase phase_of(int number, const Contract& contract);

PhaseBounds bounds_of(Phase phase, const Contract& contract);

/// The planned number of an acute course as it was typed. Throws `Error` (usage,
/// `weeks_not_allowed`) for anything but 12 to 16; `what` and `attempt` go into it.
int read_acute_number(std::string_view text, std::string_view what, std::string_view attempt);

}  // namespace ipt
