// What was changed within some days, read from the history by the day of entry.
#include <algorithm>
#include <map>
#include <tuple>

#include "ipt/store/store.hpp"
#include "store/fields.hpp"
#include "store/revisions.hpp"
#include "store/sqlite.hpp"

namespace ipt::store {
namespace {

// A revision of these days.
struct DatedRow {
  RevisionRow row;
  Date recorded_on;
  std::optional<std::string> day = {};  ///< what the record is about
  bool is_imported = false;
};

// All revisions of one record within these days.
struct Changed {
  DatedRow first;
  DatedRow last;

  [[nodiscard]] bool is_new() const { return first.row.kind == "insert"; }
  [[nodiscard]] bool is_removed() const { return last.row.kind == "delete"; }
};

std::vector<DatedRow> rows_within(Database& database, const Days& days) {
  Statement& row = database.statement(
      "SELECT seq, kind, entity, entity_id, course, recorded_on, "
      "coalesce(json_extract(payload, '$.state.date'), json_extract(payload, '$.state.from_date'), "
      "json_extract(payload, '$.state.start_date')), "
      "json_extract(payload, '$.command') IS 'import' "
      "FROM revision WHERE recorded_on BETWEEN ? AND ? AND entity IN ('course', 'contract_change', "
      "'focus', 'absence', 'appointment', 'note', 'score', 'contact') AND payload IS NOT NULL "
      "ORDER BY seq");
  row.bind(days.first.iso(), days.last.iso());
  std::vector<DatedRow> rows;
  while (row.step()) {
    rows.push_back({.row = {.sequence = row.integer(0),
                            .kind = row.text(1),
                            .entity = row.text(2),
                            .entity_id = row.integer(3),
                            .course = row.optional_integer(4)},
                    .recorded_on = stored_date(row, 5),
                    .day = row.optional_text(6),
                    .is_imported = row.integer(7) != 0});
  }
  return rows;
}

using Key = std::tuple<std::string, std::optional<std::int64_t>, std::int64_t>;

Key key_of(const RevisionRow& row) { return {row.entity, row.course, row.entity_id}; }

// A note came with its appointment when that is new as well.
bool came_with(const Changed& changed, const std::map<Key, std::size_t>& places,
               const std::vector<Changed>& all) {
  const RevisionRow& row = changed.first.row;
  if (row.entity != "note") return false;
  const auto owner = places.find({"appointment", row.course, row.entity_id});
  return owner != places.end() && all[owner->second].is_new();
}

// What it came to; nothing when it came to nothing.
std::optional<NetChange> net_change(Database& database, const Changed& changed) {
  const auto earlier = changed.is_new() ? std::nullopt : earlier_state(database, changed.first.row);
  if (!earlier && changed.is_removed()) return std::nullopt;
  if (earlier && is_blank(database, *earlier)) return std::nullopt;  // nobody can say any more
  NetChange net{.change = revision_of(database, changed.last.row),
                .first_on = changed.first.recorded_on,
                .last_on = changed.last.recorded_on};
  net.change.before.clear();
  if (earlier) net.change.before = state_in(database, changed.first.row, *earlier);
  if (!changed.is_removed()) {
    net.change.kind = earlier ? RevisionKind::update : RevisionKind::insert;
  }
  if (net.change.kind == RevisionKind::update && changed_fields(net.change).empty()) {
    return std::nullopt;
  }
  return net;
}

}  // namespace

std::vector<NetChange> Records::changed_within(const Days& days) const {
  std::vector<Changed> all;
  std::map<Key, std::size_t> places;
  for (DatedRow& row : rows_within(database_, days)) {
    const auto [place, is_first] = places.try_emplace(key_of(row.row), all.size());
    if (is_first) all.push_back({.first = row, .last = row});
    all[place->second].last = std::move(row);
  }
  std::vector<NetChange> changes;
  for (const Changed& each : all) {
    if (each.is_new() && (each.is_removed() || each.first.is_imported)) continue;
    const bool is_current = each.last.day && *each.last.day >= days.first.iso();
    if (each.is_new() && (is_current || came_with(each, places, all))) continue;
    if (auto net = net_change(database_, each)) changes.push_back(*std::move(net));
  }
  return changes;
}

}  // namespace ipt::store
