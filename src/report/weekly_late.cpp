// What was written late, in words.
#include <fmt/core.h>

#include "report/field_words.hpp"
#include "report/parts.hpp"
#include "report/weekly_parts.hpp"

namespace ipt::report {
namespace {

using Text = std::optional<std::string>;

const std::vector<StoredField>& fields_of(const LateEntry& entry) {
  const Revision& change = entry.change->change;
  return change.kind == RevisionKind::remove || change.after.empty() ? change.before : change.after;
}

// The appointment that the entry is about, as it stands now.
std::optional<PlacedAppointment> placed(const LateEntry& entry, const CourseRecord* record) {
  if (record == nullptr) return std::nullopt;
  const Text now =
      field(fields_of(entry), entry.change->change.record == "note" ? "appointment" : "date");
  const auto date = now ? Date::from_iso(*now) : std::nullopt;
  if (!date || appointment_on(*record, *date) == nullptr) return std::nullopt;
  return placed_on(*record, *date);
}

std::string course_text(const LateEntry& entry, const CourseRecord* record) {
  return record == nullptr ? entry.change->change.course : reference_of(*record).text();
}

bool is_in_session(const LateEntry& entry) {
  return entry.record == "appointment" ||
         (entry.record == "score" && !field(fields_of(entry), "number"));
}

// As the command line names it.
std::string reference(const LateEntry& entry, const CourseRecord* record) {
  std::string course = course_text(entry, record);
  if (is_in_session(entry)) {
    if (const auto found = placed(entry, record)) return reference_of(*record, *found).text();
    return fmt::format("{}@{}", course, entry.date.iso());
  }
  const std::string number = field(fields_of(entry), "number").value_or("");
  if (entry.record == "absence") return course.empty() ? "b" + number : course + ":p" + number;
  if (entry.record == "score") return course + ":s" + number;
  if (entry.record == "contact") return course + ":c" + number;
  if (entry.record == "focus") return course + ":f" + number;
  if (entry.record == "contract_change") return course + ":x" + number;
  return course;
}

std::string instrument_name(const LateEntry& entry, const Catalogue& catalogue) {
  const std::string code = field(fields_of(entry), "instrument").value_or("");
  const Instrument* instrument = catalogue.find_code(code);
  return instrument == nullptr ? code : instrument->name;
}

std::string appointment_text(const LateEntry& entry, const CourseRecord* record) {
  const auto found = placed(entry, record);
  if (found && found->session) {
    return fmt::format("session {} of {}", *found->session, entry.date.iso());
  }
  const auto attendance =
      found ? std::optional{found->appointment->attendance}
            : find_term<Attendance>(field(fields_of(entry), "attendance").value_or(""));
  const bool is_missed = attendance && !was_seen(*attendance);
  return fmt::format("{} of {}", is_missed ? label_of(*attendance) : "session", entry.date.iso());
}

// What the entry is about.
std::string subject(const LateEntry& entry, const CourseRecord* record) {
  const std::string date = entry.date.iso();
  const auto value = [&](std::string_view name) {
    return field(fields_of(entry), name).value_or("");
  };
  if (is_in_session(entry)) return appointment_text(entry, record);
  if (entry.record == "contact") return "contact of " + date;
  if (entry.record == "end") return "end of " + date;
  if (entry.record == "course") return "course from " + date;
  if (entry.record == "focus") return fmt::format("focus {} from {}", value("area"), date);
  if (entry.record == "contract_change") {
    return fmt::format("contract from {}: {} sessions, {} days apart", date, value("planned"),
                       value("cadence_days"));
  }
  return entry.record == "absence" ? fmt::format("{} from {}", value("kind"), date) : "";
}

// What of it: of a score the instrument, of a correction the field.
std::string part(const LateEntry& entry, const Catalogue& catalogue) {
  if (entry.record != "score") return entry.field.empty() ? "" : field_words(entry.field);
  std::string name = instrument_name(entry, catalogue);
  if (entry.field == "date") return name + " date";
  if (entry.field != "risk_item") return name;
  const Instrument* instrument =
      catalogue.find_code(field(fields_of(entry), "instrument").value_or(""));
  return instrument == nullptr || !instrument->risk
             ? name + " risk item"
             : fmt::format("{} item {}", name, instrument->risk->number);
}

std::string_view verb(const LateEntry& entry) {
  if (entry.kind == LateKind::recorded) return "recorded";
  if (entry.kind == LateKind::taken_out) return "taken out";
  if (entry.has_values) return "corrected";
  const Revision& change = entry.change->change;
  const std::string_view name = entry.field == "note" ? "text" : std::string_view{entry.field};
  if (!field(change.before, name)) return "added";
  return field(change.after, name) ? "changed" : "taken out";
}

std::string text_of(const LateEntry& entry, const CourseRecord* record,
                    const Catalogue& catalogue) {
  std::string what = subject(entry, record);
  std::string of_what = part(entry, catalogue);
  if (entry.record == "score" && !is_in_session(entry)) {
    what = fmt::format("{} of {}", of_what, entry.date.iso());
    of_what.clear();
  }
  std::string text = what + ", ";
  if (!of_what.empty()) text += of_what + ' ';
  text += fmt::format("{} {}", verb(entry), entry.recorded_on.iso());
  if (!entry.has_values) return text;
  if (entry.kind != LateKind::corrected) {
    return text + ": " + entry.after.value_or(entry.before.value_or("none"));
  }
  if (entry.before == entry.after) {
    return text + ": other answers, the total is " + entry.after.value_or("none");
  }
  return text +
         fmt::format(": {} to {}", entry.before.value_or("none"), entry.after.value_or("none"));
}

}  // namespace

Object late_row(const LateEntry& entry, const CourseRecord* record, const Catalogue& catalogue) {
  const std::string course = course_text(entry, record);
  const auto code = [&]() -> Value {
    if (entry.record != "score") return {};
    return Value{field(fields_of(entry), "instrument")};
  };
  Object row;
  row.add("ref", reference(entry, record))
      .add("reference", course.empty() ? "all" : course)
      .add("date", entry.date)
      .add("recorded_on", entry.recorded_on)
      .add("kind", name_of(entry.kind))
      .add("record", entry.record)
      .add("instrument", code())
      .add("field", entry.field.empty() ? Value{} : Value{entry.field})
      .add("before", entry.before)
      .add("after", entry.after)
      .add("text", text_of(entry, record, catalogue));
  return row;
}

}  // namespace ipt::report
