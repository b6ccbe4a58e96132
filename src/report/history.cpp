#include "ipt/report/history.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ipt/base/text.hpp"
#include "ipt/domain/instrument.hpp"
#include "report/field_words.hpp"
#include "report/parts.hpp"

namespace ipt::report {
namespace {

// `partly on 2026-10-05, met on 2026-11-23`
std::string ratings_in_words(const std::string& ratings) {
  std::string text;
  for (const std::string_view each : split(ratings, ',')) {
    const std::size_t mark = each.find('=');
    if (!text.empty()) text += ", ";
    text += mark == std::string_view::npos
                ? std::string{each}
                : fmt::format("{} on {}", each.substr(mark + 1), each.substr(0, mark));
  }
  return text;
}

std::string shown(std::string_view field, const std::string& value) {
  constexpr std::array<std::string_view, 3> switches = {"recorded", "response_by_half", "key"};
  if (std::ranges::find(switches, field) != switches.end()) return value == "0" ? "no" : "yes";
  if (field.ends_with(of_points)) {
    if (const auto hundredths = whole_number(value))
      return written(Points::hundredths(*hundredths));
  }
  if (field == "ratings") return ratings_in_words(value);
  // Lists of an instrument hold an entry a line, and a tab within it.
  constexpr std::array<std::string_view, 3> lists = {"topics", "bands", "sources"};
  if (std::ranges::find(lists, field) == lists.end()) return value;
  std::string text;
  for (const char c : value) {
    if (c == '\n') text += "; ";
    if (c == '\t') text += ": ";
    if (c != '\n' && c != '\t') text += c;
  }
  return text;
}

std::string name_in_words(const Revision& revision) {
  if (revision.record == "redaction") return "redaction";
  if (revision.erased) return revision.record;
  const auto& state = state_of(revision);
  const auto value = [&](std::string_view name) { return field(state, name).value_or("?"); };
  if (revision.record == "client") return "client " + value("code");
  if (revision.record == "course") return "course " + revision.course;
  if (revision.record == "appointment") return "appointment " + value("date");
  if (revision.record == "note") return "note of " + value("appointment");
  if (revision.record == "score")
    return fmt::format("{} of {}", value("instrument"), value("date"));
  if (revision.record == "instrument")
    return fmt::format("instrument {}/{}", value("code"), value("version"));
  if (revision.record == "absence") {
    const bool pause = value("kind") == "pause";
    return fmt::format("{} {}{}", value("kind"), pause ? "p" : "b", value("number"));
  }
  if (revision.record == "person")
    return fmt::format("person {} of {}", value("label"), value("date"));
  if (revision.record == "formulation") return "formulation of " + value("date");
  if (revision.record == "dismissal") return "dismissal of " + value("name");
  if (revision.record == "contract_change") return "contract x" + value("number");
  return fmt::format("{} {}{}", revision.record, revision.record.front(), value("number"));
}

// What the name of a record says already.
bool is_in_name(const Revision& revision, std::string_view field) {
  if (field == "number" || field == "kind") return revision.record != "course";
  if (field == "version") return true;
  if (field == "code") return revision.kind != RevisionKind::update;
  if (revision.record == "person" && field == "label") return true;
  if (revision.record == "dismissal" && field == "name") return true;
  if (field == "appointment") return true;
  const bool dated_name =
      revision.record != "event" && revision.record != "contact" && revision.record != "dismissal";
  return revision.kind != RevisionKind::update &&
         ((field == "date" && dated_name) || field == "instrument");
}

Value field_value(const ChangedField& changed, const Revision& revision) {
  const RevisionKind kind = revision.kind;
  const std::string name = field_words(changed.name);
  const auto before =
      changed.before ? std::optional{shown(changed.name, *changed.before)} : std::nullopt;
  const auto after =
      changed.after ? std::optional{shown(changed.name, *changed.after)} : std::nullopt;
  std::string text = fmt::format("{}: {} -> {}", name,
                                 before.value_or(revision.erased_before ? "(erased)" : "(empty)"),
                                 after.value_or("(empty)"));
  if (kind == RevisionKind::insert) text = fmt::format("{}: {}", name, after.value_or("(empty)"));
  if (kind == RevisionKind::remove) text = fmt::format("{}: {}", name, before.value_or("(empty)"));
  return Object{}.add("name", name).add("before", before).add("after", after).add("text", text);
}

List field_list(const Revision& revision) {
  List list;
  for (const ChangedField& changed : changed_fields(revision)) {
    if (is_in_name(revision, changed.name)) continue;
    // That a session was not taped, or that a person is not a key one, is no news.
    if ((changed.name == "recorded" || changed.name == "key") &&
        revision.kind != RevisionKind::update && (changed.after == "0" || changed.before == "0")) {
      continue;
    }
    list.push_back(field_value(changed, revision));
  }
  return list;
}

Object operation_object(const RecordedOperation& operation) {
  List changes;
  for (const Revision& revision : operation.revisions) {
    changes.emplace_back(Object{}
                             .add("record", revision.record)
                             .add("name", name_in_words(revision))
                             .add("course", text_value(revision.course))
                             .add("kind", deed_words(revision.kind))
                             .add("erased", revision.erased)
                             .add("fields", field_list(revision)));
  }
  const auto clients = clients_of(operation);
  Object object;
  object.add("operation", operation.number)
      .add("at", operation.at)
      .add("recorded_on", operation.recorded_on)
      .add("actor", operation.actor)
      .add("command", text_value(operation.command))
      .add("reason", text_value(operation.reason))
      .add("takes_back", operation.takes_back)
      .add("brings_back", operation.brings_back)
      .add("clients", List(clients.begin(), clients.end()))
      .add("changes", std::move(changes));
  return object;
}

// `2026-11-23 20:04 UTC`
std::string minute(const std::string& at) {
  constexpr std::size_t day = 10;
  constexpr std::size_t end_of_minute = 16;
  if (at.size() < end_of_minute) return at;
  return fmt::format("{} {} UTC", at.substr(0, day), at.substr(day + 1, end_of_minute - day - 1));
}

// What was done: the command, or what it took back.
std::string deed(const RecordedOperation& operation) {
  if (operation.brings_back) return fmt::format("redo: {} holds again", *operation.brings_back);
  if (operation.takes_back) return fmt::format("undo of {}", *operation.takes_back);
  return operation.command.empty() ? "a change" : operation.command;
}

std::vector<Fact> change_facts(const RecordedOperation& operation, const std::string& path) {
  std::vector<Fact> facts;
  if (!operation.reason.empty()) facts.push_back({"reason", fmt::format("{{{}.reason}}", path)});
  for (std::size_t i = 0; i < operation.revisions.size(); ++i) {
    const Revision& revision = operation.revisions[i];
    Phrase text{revision.erased ? "what it held was erased" : deed_words(revision.kind)};
    if (!field_list(revision).empty())
      text += fmt::format(": {{{}.changes.{}.fields:list}}", path, i);
    facts.push_back({fmt::format("{}", name_in_words(revision)), text});
  }
  return facts;
}

}  // namespace

Report history(const std::string& reference, const std::vector<RecordedOperation>& operations) {
  Report report{.schema = "ipt.history/1", .title = "HISTORY " + reference};
  List list;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const RecordedOperation& each = operations[i];
    list.emplace_back(operation_object(each));
    report.blocks.emplace_back(Facts{
        .heading =
            fmt::format("{}  {}  {}  {}", each.number, minute(each.at), each.actor, deed(each)),
        .facts = change_facts(each, fmt::format("operations.{}", i))});
  }
  report.data.add("reference", reference).add("operations", std::move(list));
  return report;
}

Report taken_back(const RecordedOperation& target, const RecordedOperation& done,
                  const std::vector<TouchedCourse>& courses, Date today, Outcome outcome) {
  Report report{.schema = "ipt.undo/1", .as_of = today};
  add_outcome(report.data, outcome);
  const bool redo = done.brings_back.has_value();
  const auto clients = clients_of(target);
  std::string of;
  if (!clients.empty()) of = " of " + joined(clients, ", ");
  report.data.add("redo", redo)
      .add("taken_back", operation_object(target))
      .add("operation", operation_object(done));
  const bool dry = outcome == Outcome::would_save;
  const std::string headline =
      redo ? fmt::format("{} operation {}{}", dry ? "Would bring back" : "Brought back",
                         *done.brings_back, of)
           : fmt::format("{} operation {}, {}{}, {} by {}", dry ? "Would take back" : "Took back",
                         target.number, deed(target), of, minute(target.at), target.actor);
  report.blocks.emplace_back(Note{.text = headline});
  report.blocks.emplace_back(Facts{.heading = "", .facts = change_facts(done, "operation")});
  for (const TouchedCourse& each : courses) {
    add_renumbered(report, reference_of(each.after).text(), renumbered(each.before, each.after));
  }
  if (!redo && !dry) {
    report.blocks.emplace_back(Note{.text = "ipt undo --redo brings it back", .tone = Tone::aside});
  }
  return report;
}

Report redacted(const std::string& reference, const Erasure& erased, Date today, Outcome outcome) {
  Report report{.schema = "ipt.history.redact/1", .as_of = today};
  add_outcome(report.data, outcome);
  report.data.add("reference", reference).add("changes", erased.changes);
  report.blocks.emplace_back(
      Note{.text = fmt::format(
               "{} what {{changes:earlier change/earlier changes}} of {{reference}} held",
               outcome == Outcome::would_save ? "Would blank" : "Blanked")});
  report.blocks.emplace_back(beyond_erasing());
  return report;
}

}  // namespace ipt::report
