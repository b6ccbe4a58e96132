#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ipt/base/date.hpp"
#include "ipt/report/value.hpp"

namespace ipt::report {

// Words of a report are phrases: our own text with references to values in braces. A reference is a
// path into the data (in a table: into the row), and how to read the value may follow a colon:
//   {position.session}        as it is; a missing score is "."
//   {start:day}               a date with its weekday
//   {change:change}           "10 lower", "3 higher", "no change"
//   {change:signed}           "-10"; in plain text as `change`
//   {scores.phq9:score}       the total of a score, marked when answers were made up
//   {left:session/sessions}   "1 session", "5 sessions"
//   {reasons:list}            joined by commas
//   {measure:pair}            the first and the latest total and the change: "22>23 (+1)"; the one
//                             total that there is; of an object with these names
//   {scores:series}           joined by spaces, a missing one "."; totals or scores
//   {scores:spark low high}   the last of them as small bars, between the numbers at two paths
//                             (without these: from the least to the greatest); words in plain text
//   {position.phase:word}     a word that schools of IPT have different names for
//   {text:said}               a text of our own that may hold such words; a list joined by "; "
// So what is said stands in the report, and how a value looks in the renderer. `{->}` is an arrow;
// `{~ending}` is a word of our own that a school may call otherwise, as labels and headings are.
using Phrase = std::string;

struct Fact {
  std::string label;
  Phrase text;
};

/// Labelled facts under a heading, which may be empty. Nothing is drawn when there is none.
struct Facts {
  Phrase heading = {};
  std::vector<Fact> facts = {};
};

struct Column {
  enum class Align { left, right };

  std::string heading;
  Phrase text;  ///< about the row
  Align align = Align::left;
};

/// One row for each value of a list. Nothing is drawn when the list is empty.
struct Table {
  Phrase heading;
  std::string rows;  ///< path of the list
  Phrase row_name;   ///< names a row where there are no columns, as in plain text
  std::vector<Column> columns;
  /// Instead of a list: the paths of the rows, where each has a key of its own.
  std::vector<std::string> row_paths = {};
  /// About the row, on a line of its own: a command, never broken. It stands once, with the last of
  /// the rows in succession that share it.
  Phrase beneath = {};
  /// Tables about what belongs to a row, drawn beneath it before the next row: their `rows` is a
  /// path within the row.
  std::vector<Table> within = {};
};

/// The rows of a table, which lie in `root`, the data of its report.
std::vector<const Value*> rows_of(const Table& table, Root root);

/// An aside is a remark on the block before it; news is said although a command is told to be
/// quiet, and so is an alert.
enum class Tone { plain, aside, news, alert };

/// A sentence of its own.
struct Note {
  Phrase text;
  Tone tone = Tone::plain;
};

/// Lines that another program or a file may take: each stands as it is, however long.
struct Lines {
  std::vector<Phrase> lines;
};

/// A measure over the appointments of a course, as a picture. `path` names an object: {name,
/// lowest, highest, higher_is_worse, cut_off, baseline, reliable_change, reliable_change_text,
/// bands: [{from, label}], points: [{date, session, attendance, label, total, prorated, phase,
/// focus, events}]}; what is not known is null, as is the attendance of a day without appointment.
/// Nothing is drawn when there are fewer than two totals.
struct Trend {
  Phrase heading;
  std::string path;
};

using Block = std::variant<Note, Facts, Table, Lines, Trend>;

/// Something that the reader should know beside the result; the code is stable.
struct Warning {
  std::string code;
  std::string message;
};

/// The gravest finding that stands in a report: what `--fail-on` asks for.
enum class Gravity { none, warn, fail, risk };

/// A report as a value: what it says, as data and as a list of blocks that point into the data. How
/// it looks is left to the renderers.
struct Report {
  std::string schema;  ///< such as `ipt.progress/1`
  std::string title = {};
  std::string about = {};      ///< of one course among others: its reference, `K7`
  Phrase verdict = {};         ///< the report in a sentence, before everything else
  std::string file_name = {};  ///< of a file of its own, without extension: `weekly-2026-W47`
  std::string csv_rows = {};   ///< path of the list that CSV prints; empty where there is none
  /// Its columns, such as `position_week`; without them, whatever the list holds.
  std::vector<std::string> csv_columns = {};
  std::optional<Date> as_of = {};  ///< the day as which "today" was taken
  Object data = {};
  std::vector<std::string> withheld = {};  ///< keys that are left out unless notes are asked for
  std::vector<Block> blocks = {};
  std::vector<Warning> warnings = {};
  Gravity gravity = Gravity::none;
};

/// Puts the data of reports of one kind into `together` as its list `reports`, with what they
/// withhold and warn of.
void add_all(Report& together, std::vector<Report> reports);

}  // namespace ipt::report
