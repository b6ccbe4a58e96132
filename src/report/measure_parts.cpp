// The parts of reports that are made of scores.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ipt/base/text.hpp"
#include "ipt/domain/outcome.hpp"
#include "ipt/domain/risk.hpp"
#include "report/parts.hpp"
#include "report/trend.hpp"

namespace ipt::report {
namespace {

Value reading_value(const Measure& measure, const std::optional<Reading>& reading) {
  if (!reading) return {};
  return Object{}
      .add("date", reading->date)
      .add("total", value_of(reading->total))
      .add("severity", reading->total
                           ? text_value(std::string{severity(*measure.instrument, *reading->total)})
                           : Value{})
      .add("prorated", reading->prorated);
}

const PlacedAppointment* placed_on(const std::vector<PlacedAppointment>& places, Date date) {
  const auto found = std::ranges::find_if(
      places, [&](const PlacedAppointment& each) { return each.appointment->date == date; });
  return found == places.end() ? nullptr : &*found;
}

}  // namespace

std::string_view reliable_name(Reliable reliable) {
  switch (reliable) {
    case Reliable::improved:
      return "improved";
    case Reliable::deteriorated:
      return "deteriorated";
    case Reliable::no:
      break;
  }
  return "no";
}

Value value_of(Points points) {
  const int hundredths = points.in_hundredths();
  if (hundredths % 100 == 0) return hundredths / 100;
  if (hundredths % 10 == 0) return Decimal{hundredths / 10, 1};
  return Decimal{hundredths, 2};
}

Value value_of(const std::optional<Points>& points) { return points ? value_of(*points) : Value{}; }

Value score_value(const Reading* reading) {
  if (reading == nullptr) return {};
  return Object{}.add("total", value_of(reading->total)).add("prorated", reading->prorated);
}

std::string labels_of(const std::vector<Risk>& risks) {
  std::string text;
  for (const Risk risk : risks) {
    if (!text.empty()) text += ", ";
    text += label_of(risk);
  }
  return text;
}

Value items_value(const Score& score) {
  if (score.answers().empty()) return {};
  List items;
  for (const auto& answer : score.answers()) items.emplace_back(answer);
  return items;
}

namespace {

// What the first and the latest score say; the category only once the course has ended.
void add_verdicts(Object& object, const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  const auto of = [](const std::optional<Reading>& reading, const auto& judge) -> Value {
    return reading ? Value{judge(*reading->total)} : Value{};
  };
  const auto clinical = [&](Points total) { return is_case(instrument, total); };
  const auto beyond = [&](Points total) { return value_of(beyond_cut_off(instrument, total)); };
  const auto remitted = [&](Points total) { return remission(instrument, total); };
  Value halved;
  Value quartered;
  if (measure.change && instrument.response_by_half) {
    halved = response(*measure.baseline->total, *measure.latest->total);
    quartered = partial_response(*measure.baseline->total, *measure.latest->total);
  }
  Value label;
  const auto pair = record.course.end ? score_pair(record, measure) : std::nullopt;
  if (pair) {
    const auto found = category(instrument, *pair->first.total, *pair->last.total);
    if (found) label = written(*found);
  }
  object.add("category", label)
      .add("response", halved)
      .add("partial_response", quartered)
      .add("remission", of(measure.latest, remitted))
      .add("case_start", of(measure.baseline, clinical))
      .add("case_latest", of(measure.latest, clinical))
      .add("beyond_cut_off", of(measure.latest, beyond));
}

}  // namespace

namespace {

List totals_so_far(const CourseRecord& record, const Measure& measure) {
  List totals;
  for (const Reading* each : readings_over(record, measure)) {
    totals.push_back(each == nullptr ? Value{} : value_of(each->total));
  }
  return totals;
}

}  // namespace

Object measure_object(const CourseRecord& record, const Measure& measure) {
  const Instrument& instrument = *measure.instrument;
  const auto places = timeline(record);
  List scores;
  for (const FiledScore& filed : record.scores) {
    if (filed.score.instrument() != instrument.code) continue;
    const Reading reading = read(filed.score, instrument);
    const PlacedAppointment* placed = placed_on(places, reading.date);
    scores.emplace_back(Object{}
                            .add("date", reading.date)
                            .add("session", placed == nullptr ? Value{} : Value{placed->session})
                            .add("week", course_week(record.course.start, reading.date))
                            .add("total", value_of(reading.total))
                            .add("prorated", reading.prorated)
                            .add("missing", reading.missing)
                            .add("items", items_value(filed.score)));
  }
  Value percent;
  Value percent_change;  // with the sign of the change
  if (measure.percent_reduction) {
    percent = Decimal{std::llround(*measure.percent_reduction * 10), 1};
    percent_change = Decimal{-std::llround(*measure.percent_reduction * 10), 1};
  }
  Object object;
  object.add("instrument", instrument.code)
      .add("name", instrument.name)
      .add("range", instrument.range())
      .add("lowest", value_of(instrument.total_min))
      .add("highest", value_of(instrument.total_max))
      .add("session_totals", session_totals(record, measure))
      .add("totals_so_far", totals_so_far(record, measure))
      .add("baseline", reading_value(measure, measure.baseline))
      .add("previous", reading_value(measure, measure.previous))
      .add("latest", reading_value(measure, measure.latest))
      .add("change", value_of(measure.change))
      .add("percent_reduction", percent)
      .add("percent_change", percent_change)
      .add("reliable", measure.reliable ? Value{reliable_name(*measure.reliable)} : Value{})
      .add("reliable_change", value_of(instrument.reliable_change))
      .add("judgement", measure.baseline ? judgement(measure) : unscored_text(record, measure));
  add_verdicts(object, record, measure);
  object.add("scores", std::move(scores));
  return object;
}

List measure_list(const CourseRecord& record, const std::vector<Measure>& measures) {
  List list;
  for (const Measure& measure : measures) list.emplace_back(measure_object(record, measure));
  return list;
}

void add_primary_measure(Object& row, const std::vector<Measure>& measures) {
  const Measure* primary = measures.empty() ? nullptr : &measures.front();
  const bool scored = primary != nullptr && primary->baseline;
  row.add("measure", primary == nullptr ? Value{} : Value{primary->instrument->name})
      .add("first_total", scored ? value_of(primary->baseline->total) : Value{})
      .add("latest_total", scored ? value_of(primary->latest->total) : Value{})
      .add("change", primary == nullptr ? Value{} : value_of(primary->change));
}

namespace {

// Every answer of the risk item by date; a form on which it was left out has none.
List risk_answers(const Measure& measure) {
  List answers;
  for (const Reading& reading : measure.readings) answers.emplace_back(reading.risk_answer);
  return answers;
}

// Whether the last answer is higher than the one before it.
bool has_risen(const Measure& measure) {
  std::optional<int> before;
  std::optional<int> last;
  for (const Reading& reading : measure.readings) {
    if (!reading.risk_answer) continue;
    before = last;
    last = reading.risk_answer;
  }
  return before && *last > *before;
}

// The last positive answer before others that are not, and how soon something was done about it.
Value last_positive(const CourseRecord& record, const RiskItemState& state,
                    const Measure& measure) {
  const auto answers = positive_risk_answers(record, measure);
  if (state.positive || answers.empty()) return {};
  const PositiveRiskAnswer& last = answers.back();
  std::string text = fmt::format("last {} on {}", last.answer, last.date.iso());
  text += last.action_on
              ? fmt::format(", a risk action recorded {} later",
                            counted(last.action_on->days_since(last.date), "day", "days"))
              : ", no risk action recorded then";
  return Object{}
      .add("date", last.date)
      .add("answer", last.answer)
      .add("action_on", last.action_on)
      .add("text", text);
}

Object risk_item_object(const CourseRecord& record, const RiskItemState& state,
                        const Measure& measure) {
  const RiskItem& item = *state.instrument->risk;
  Object object;
  object.add("instrument", state.instrument->code)
      .add("name", state.instrument->name)
      .add("item", item.number)
      .add("topic", item.topic)
      .add("latest", state.latest)
      .add("date", state.date)
      .add("positive", state.positive)
      .add("unanswered", state.unanswered)
      .add("followed_up", state.followed_up)
      .add("risen", has_risen(measure))
      .add("last_positive", last_positive(record, state, measure))
      .add("earlier_without_action",
           List(state.earlier_without_action.begin(), state.earlier_without_action.end()))
      .add("answers", risk_answers(measure));
  return object;
}

bool is_positive(const Value& item) { return is_true(item, "positive"); }

bool has_earlier_open(const Value& item) {
  const auto* days = std::get_if<List>(&at(item, "earlier_without_action").content());
  return days != nullptr && !days->empty();
}

// Of the one earlier day that is open, the last positive answer has said so already.
bool is_last_positive_alone(const Value& item) {
  const auto* days = std::get_if<List>(&at(item, "earlier_without_action").content());
  const bool is_said =
      !at(item, "last_positive").is_null() && at(item, "last_positive.action_on").is_null();
  return is_said && days != nullptr && days->size() == 1;
}

bool is_latest_open(const Value& item) {
  const auto* followed = std::get_if<bool>(&at(item, "followed_up").content());
  return followed != nullptr && !*followed;
}

// What the alert says of one item; nothing where each answer was followed by an action.
Phrase open_risk_phrase(const Value& item, std::string_view path) {
  const auto field = [&](std::string_view key) { return fmt::format("{{{}.{}}}", path, key); };
  const Phrase name = field("name") + " item " + field("item");
  const Phrase days = field("earlier_without_action:list");
  if (is_latest_open(item)) {
    return fmt::format("{} was {} on {} and no risk action is recorded{}.", name, field("latest"),
                       field("date"), has_earlier_open(item) ? ", nor for " + days : Phrase{});
  }
  if (!has_earlier_open(item)) return {};
  return fmt::format("{} was positive on {} and no risk action is recorded before the next form.",
                     name, days);
}

}  // namespace

bool is_latest_risk_open(const List& items) { return std::ranges::any_of(items, is_latest_open); }

void add_risk_alerts(std::vector<Block>& blocks, const List& items, std::string_view settle) {
  const std::string way_out =
      settle.empty() ? std::string{} : fmt::format("\nRecord what was done: {}", settle);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Phrase text = open_risk_phrase(items[i], fmt::format("risk_items.{}", i));
    if (text.empty()) continue;
    blocks.emplace_back(
        Note{.text = fmt::format("RISK: {} ipt does not assess risk.{}", text, way_out),
             .tone = Tone::alert});
  }
}

List risk_list(const CourseRecord& record, const std::vector<Measure>& measures) {
  List list;
  for (const Measure& measure : measures) {
    const auto state = risk_item_state(record, measure);
    if (state) list.emplace_back(risk_item_object(record, *state, measure));
  }
  std::stable_partition(list.begin(), list.end(), is_positive);
  return list;
}

std::string stated_risk_text(const CourseRecord& record) {
  const auto latest = latest_stated_risk(record);
  if (!latest) return "never recorded";
  std::string text = fmt::format("{} ({}{})", labels_of(latest->risks), latest->date.iso(),
                                 latest->contact ? ", contact" : "");
  if (is_reported(latest->risks)) {
    text += latest->action_on ? "; a risk action is recorded" : "; no risk action is recorded";
  }
  return text;
}

Phrase risk_item_phrase(const Value& item, std::string_view path) {
  const auto field = [&](std::string_view key) { return fmt::format("{{{}.{}}}", path, key); };
  const auto says = [&](std::string_view key) {
    const auto* value = std::get_if<bool>(&at(item, key).content());
    return value == nullptr ? std::nullopt : std::optional{*value};
  };
  const Phrase name = field("name") + " item " + field("item");
  if (at(item, "latest").is_null()) return name + " was never answered";
  Phrase text = name + " was " + field("latest") + " on " + field("date");
  if (*says("risen")) text += ", higher than the time before";
  if (const auto followed = says("followed_up")) {
    text += *followed ? "; a risk action is recorded" : "; no risk action is recorded";
  }
  if (!at(item, "last_positive").is_null()) text += "; " + field("last_positive");
  if (has_earlier_open(item) && !is_last_positive_alone(item)) {
    text += is_latest_open(item) ? ", nor for " : "; none is recorded for ";
    text += field("earlier_without_action:list");
  }
  if (*says("unanswered")) text += "; left out on the latest form";
  const auto* answers = std::get_if<List>(&at(item, "answers").content());
  if (answers != nullptr && answers->size() > 1) {
    text += fmt::format("; so far {{{}.answers:series}}", path);
  }
  return text;
}

}  // namespace ipt::report
