#include "ipt/domain/late.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "domain/late_fields.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/score.hpp"

namespace ipt {
namespace {

using Fields = std::vector<StoredField>;
using Text = std::optional<std::string>;

// The field that dates a record of that kind.
std::string_view date_field(std::string_view record) {
  if (record == "course") return "start_date";
  if (record == "note") return "appointment";
  const bool begins = record == "focus" || record == "absence" || record == "contract_change";
  return begins ? "from_date" : "date";
}

std::optional<Date> date_in(const Fields& fields, std::string_view name) {
  const Text text = field(fields, name);
  return text ? Date::from_iso(*text) : std::nullopt;
}

// The entries of `2025-03-18=impasse,2025-04-15=renegotiation` before a day.
std::string entries_before(const Text& list, Date day) {
  std::string entries;
  if (!list) return entries;
  for (const std::string_view entry : split(*list, ',')) {
    if (entry.substr(0, entry.find('=')) < day.iso()) entries += std::string{entry} + ',';
  }
  return entries;
}

std::optional<Reading> reading_in(const Fields& fields, const Catalogue& catalogue) {
  const auto date = date_in(fields, "date");
  const Text code = field(fields, "instrument");
  const Instrument* instrument = code ? catalogue.find_code(*code) : nullptr;
  if (!date || instrument == nullptr) return std::nullopt;
  if (const Text answers = field(fields, "answers")) {
    return read(Score::from_answers(*instrument, *date, answers_from(*answers)), *instrument);
  }
  const auto total = whole_number(field(fields, "total_hundredths").value_or(""));
  if (!total) return std::nullopt;
  const Text risk = field(fields, "risk_answer");
  return read(Score::from_total(*instrument, *date, Points::hundredths(*total),
                                risk ? whole_number(*risk) : std::nullopt),
              *instrument);
}

Text total_of(const std::optional<Reading>& reading) {
  if (!reading || !reading->total) return std::nullopt;
  return written(*reading->total) + (reading->prorated ? "*" : "");
}

Text risk_answer_of(const std::optional<Reading>& reading) {
  if (!reading || !reading->risk_answer) return std::nullopt;
  return std::to_string(*reading->risk_answer);
}

bool tells_of_risk(const Fields& contact) {
  return field(contact, "risks") || field(contact, "risk_action");
}

// Gathers the entries that one change makes.
class Teller {
 public:
  Teller(const NetChange& net, Date first, const Catalogue& catalogue,
         std::vector<LateEntry>& entries)
      : net_(net),
        change_(net.change),
        first_(first),
        catalogue_(catalogue),
        entries_(entries),
        was_(date_in(change_.before, date_field(change_.record))),
        is_(date_in(change_.after, date_field(change_.record))) {}

  void tell();

 private:
  [[nodiscard]] bool is_early(const std::optional<Date>& date) const {
    return date && *date < first_;
  }

  void tell_whole(LateKind kind, std::string record, Date date, Text value = {});
  void tell_corrections();
  void tell_field(const ChangedField& changed);
  void tell_score();
  void tell_end();
  void tell_absence_end();
  LateEntry& add(LateKind kind, std::string record, Date date);
  void correct(std::string_view field, Telling telling, Text before, Text after);

  const NetChange& net_;
  const Revision& change_;
  Date first_;
  const Catalogue& catalogue_;
  std::vector<LateEntry>& entries_;
  std::optional<Date> was_;
  std::optional<Date> is_;
};

LateEntry& Teller::add(LateKind kind, std::string record, Date date) {
  entries_.push_back({.change = &net_,
                      .kind = kind,
                      .record = std::move(record),
                      .date = date,
                      .recorded_on = kind == LateKind::recorded ? net_.first_on : net_.last_on});
  return entries_.back();
}

void Teller::tell_whole(LateKind kind, std::string record, Date date, Text value) {
  LateEntry& entry = add(kind, std::move(record), date);
  entry.has_values = value.has_value();
  (kind == LateKind::taken_out ? entry.before : entry.after) = std::move(value);
}

void Teller::correct(std::string_view field, Telling telling, Text before, Text after) {
  const Date date = was_ ? *was_ : is_.value_or(first_);
  const std::string record = change_.record == "note" ? "appointment" : change_.record;
  LateEntry& entry = add(LateKind::corrected, record, date);
  entry.field = field;
  entry.has_values = telling == Telling::values;
  if (!entry.has_values) return;
  entry.before = std::move(before);
  entry.after = std::move(after);
}

void Teller::tell_field(const ChangedField& changed) {
  const ToldField* told = told_field(change_.record, changed.name);
  if (told == nullptr) return;
  const bool is_same = told->telling == Telling::dated && entries_before(changed.before, first_) ==
                                                              entries_before(changed.after, first_);
  if (!is_same) correct(changed.name, told->telling, changed.before, changed.after);
}

void Teller::tell_score() {
  const auto before = reading_in(change_.before, catalogue_);
  const auto after = reading_in(change_.after, catalogue_);
  if (was_ != is_) correct("date", Telling::values, was_->iso(), is_->iso());
  const auto changed = changed_fields(change_);
  const bool is_new_form = std::ranges::any_of(changed, [](const ChangedField& each) {
    return each.name == "answers" || each.name == "total_hundredths";
  });
  const bool same_risk = risk_answer_of(before) == risk_answer_of(after);
  if (total_of(before) != total_of(after) || (is_new_form && same_risk)) {
    correct("total", Telling::values, total_of(before), total_of(after));
  }
  if (!same_risk) {
    correct("risk_item", Telling::values, risk_answer_of(before), risk_answer_of(after));
  }
}

// A course that was ended, or opened again, before these days began.
void Teller::tell_end() {
  const auto was = date_in(change_.before, "end_date");
  const auto is = date_in(change_.after, "end_date");
  const Text status_before = field(change_.before, "end_status");
  const Text status_after = field(change_.after, "end_status");
  if (!was && is_early(is)) tell_whole(LateKind::recorded, "end", *is, status_after);
  if (!is && is_early(was)) tell_whole(LateKind::taken_out, "end", *was, status_before);
  if (!was || !is || (!is_early(was) && !is_early(is))) return;
  const auto tell = [&](std::string_view name, const Text& before, const Text& after) {
    if (before == after) return;
    LateEntry& entry = add(LateKind::corrected, "end", *was);
    entry.field = name;
    entry.has_values = true;
    entry.before = before;
    entry.after = after;
  };
  tell("end_date", was->iso(), is->iso());
  tell("end_status", status_before, status_after);
}

// That a pause ended within these days is no correction of what was said before them.
void Teller::tell_absence_end() {
  const auto was = date_in(change_.before, "to_date");
  const auto is = date_in(change_.after, "to_date");
  if (was == is || (!is_early(was) && !is_early(is))) return;
  correct("to_date", Telling::values, field(change_.before, "to_date"),
          field(change_.after, "to_date"));
}

void Teller::tell_corrections() {
  if (change_.record == "course") tell_end();
  if (!is_early(was_) && !is_early(is_)) return;
  if (change_.record == "score") return tell_score();
  if (change_.record == "note") return correct("note", Telling::name, {}, {});
  if (change_.record == "absence") tell_absence_end();
  for (const ChangedField& changed : changed_fields(change_)) tell_field(changed);
}

void Teller::tell() {
  const bool is_silent = change_.record == "contact" && !tells_of_risk(change_.before) &&
                         !tells_of_risk(change_.after);
  if (is_silent) return;
  if (change_.kind == RevisionKind::update) return tell_corrections();
  const auto date = change_.kind == RevisionKind::insert ? is_ : was_;
  if (!is_early(date)) return;
  if (change_.record == "note") {
    correct("note", Telling::name, {}, {});
  } else if (change_.record == "score") {
    const Text total = total_of(reading_in(state_of(change_), catalogue_));
    tell_whole(change_.kind == RevisionKind::insert ? LateKind::recorded : LateKind::taken_out,
               "score", *date, total);
  } else {
    tell_whole(change_.kind == RevisionKind::insert ? LateKind::recorded : LateKind::taken_out,
               change_.record, *date);
    if (change_.record == "course" && change_.kind == RevisionKind::insert) tell_end();
  }
}

// What goes without saying beside the same change of an appointment.
using Said = std::set<std::tuple<std::string, Date, LateKind, Text>>;

Said said_of_appointments(const std::vector<LateEntry>& entries) {
  Said said;
  for (const LateEntry& each : entries) {
    const bool is_whole = each.kind != LateKind::corrected;
    if (each.record != "appointment" || !(is_whole || each.field == "date")) continue;
    said.emplace(each.change->change.course, each.date, each.kind, each.after);
  }
  return said;
}

// A score or a note came, went or was dated anew with its session.
bool goes_with_appointment(const LateEntry& entry, const Said& said) {
  const Revision& change = entry.change->change;
  if (change.record == "note" && change.kind == RevisionKind::remove) {
    return said.contains({change.course, entry.date, LateKind::taken_out, std::nullopt});
  }
  if (entry.record != "score" || field(state_of(change), "number")) return false;
  if (entry.kind != LateKind::corrected) {
    return said.contains({change.course, entry.date, entry.kind, std::nullopt});
  }
  return entry.field == "date" &&
         said.contains({change.course, entry.date, entry.kind, entry.after});
}

// Within a day: what a course is before what was done in it.
std::size_t rank_of(std::string_view record) {
  constexpr std::array<std::string_view, 8> order = {
      "course", "contract_change", "focus", "absence", "appointment", "score", "contact", "end"};
  return static_cast<std::size_t>(std::ranges::find(order, record) - order.begin());
}

}  // namespace

std::string_view name_of(LateKind kind) {
  switch (kind) {
    case LateKind::recorded:
      return "recorded";
    case LateKind::corrected:
      return "corrected";
    case LateKind::taken_out:
      break;
  }
  return "taken_out";
}

std::vector<LateEntry> late_entries(const std::vector<NetChange>& changes, Date first,
                                    const Catalogue& catalogue) {
  std::vector<LateEntry> entries;
  for (const NetChange& net : changes) Teller{net, first, catalogue, entries}.tell();
  const Said said = said_of_appointments(entries);
  std::erase_if(entries, [&](const LateEntry& each) { return goes_with_appointment(each, said); });
  std::ranges::stable_sort(entries, {}, [](const LateEntry& each) {
    return std::tuple{lower(each.change->change.course), each.date, rank_of(each.record),
                      each.kind};
  });
  return entries;
}

}  // namespace ipt
