#include "fuzz/support.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include "cli/explain.hpp"
#include "cli/json_names.hpp"
#include "ipt/base/text.hpp"
#include "ipt/domain/score.hpp"
#include "unit/hostile.hpp"

namespace ipt::fuzz {
namespace {

// The bytes of UTF-8 that begin what no terminal may get: C1 controls, the Arabic letter mark, and
// the marks, separators, embeddings, overrides and isolates of direction.
constexpr auto unprintable = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"\xC2\x80", "\xC2\x9F"},
     {"\xD8\x9C", "\xD8\x9C"},
     {"\xE2\x80\x8E", "\xE2\x80\x8F"},
     {"\xE2\x80\xA8", "\xE2\x80\xAE"},
     {"\xE2\x81\xA6", "\xE2\x81\xA9"}});

bool is_unprintable(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  if (first < 0x80) return (first < 0x20 && first != '\n') || first == 0x7F;
  return std::ranges::any_of(unprintable, [&](const auto& range) {
    const std::string_view bytes = rest.substr(0, range.first.size());
    return bytes.size() == range.first.size() && bytes >= range.first && bytes <= range.second;
  });
}

report::Object point(int session, int total, const std::string& text) {
  return report::Object{}
      .add("date", *Date::of(2026, 11, static_cast<unsigned>(session)))
      .add("session", session)
      .add("label", text)
      .add("total", total)
      .add("prorated", session % 2 == 0)
      .add("phase", text)
      .add("focus", text)
      .add("events", 1);
}

report::Object trend(const std::string& text) {
  using report::List;
  using report::Object;
  return Object{}
      .add("name", text)
      .add("lowest", 0)
      .add("highest", 27)
      .add("higher_is_worse", true)
      .add("cut_off", 10)
      .add("baseline", 19)
      .add("reliable_change", 6)
      .add("reliable_change_text", text)
      .add("bands", List{Object{}.add("from", 0).add("label", text),
                         Object{}.add("from", 14).add("label", text)})
      .add("points", List{point(2, 19, text), point(9, 12, text), point(16, 8, text)});
}

}  // namespace

void require(bool holds, std::string_view what) {
  if (!holds) throw std::logic_error(std::string{what});
}

void check_refusal(const Explanation& error) {
  require(cli::is_listed(error.code, error.exit), "the code of an error is not documented");
  require(!error.wrong.empty(), "an error does not say what is wrong");
  require(error.code != "internal", "an internal fault");
  check_printable(cli::error_text(error));
}

void check_printable(std::string_view text) {
  require(is_utf8(text), "what is printed is not UTF-8");
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] >= ' ' && text[at] <= '~') continue;  // nearly all
    require(!is_unprintable(text.substr(at)), "a character is printed that no terminal may get");
  }
}

std::vector<std::string> words_of(std::string_view input) {
  std::vector<std::string> words;
  for (const std::string_view line : split(input, '\n')) {
    words.emplace_back(line);
    std::ranges::replace(words.back(), '\0', '\n');
  }
  return words;
}

cli::World empty_world(std::string& out, std::string& err) {
  return {
      .today = [] { return *Date::of(2026, 11, 23); },
      .now = {},
      .environment =
          [](const std::string& name) {
            return name == "IPT_DB" ? std::optional<std::string>{"nowhere/ipt.db"} : std::nullopt;
          },
      .read_input = [](std::size_t) { return std::string{}; },
      .out = [&](std::string_view text) { out += text; },
      .err = [&](std::string_view text) { err += text; },
      .edit = [](const std::string&, const std::string&, int) { return cli::Edited{.status = 1}; }};
}

report::Report report_of(std::string_view text) {
  using namespace report;
  const std::string typed{text};
  Report report = test::hostile_report({typed});
  report.data.add("typed", typed).add("list", List{typed, typed}).add("trend", trend(typed));
  report.blocks.emplace_back(Note{.text = "{typed}", .tone = Tone::aside});
  report.blocks.emplace_back(Note{.text = "{typed:said}, {list:list}, {typed:word} {typed:day}"});
  const Table within{.heading = "",
                     .rows = "list",
                     .row_name = "{}",
                     .columns = {{"", "{}"}, {"", "of {}"}},
                     .beneath = "ipt {}"};
  report.blocks.emplace_back(Table{.heading = "WITHIN",
                                   .rows = "",
                                   .row_name = "{typed}",
                                   .columns = {{"A", "{typed}"}, {"B", "{list:list}"}},
                                   .row_paths = {""},
                                   .within = {within}});
  report.blocks.emplace_back(Trend{.heading = "TREND", .path = "trend"});
  return report;
}

void check_score(const Instrument& instrument, std::string_view text) {
  const Date day = *Date::of(2026, 11, 23);
  const auto score = accepted([&] { return read_score_of(instrument, text, day); });
  if (!score) return;
  const Reading reading = read(*score, instrument);
  if (reading.total) {
    require(*reading.total >= instrument.total_min, "a total lies below the range");
    require(*reading.total <= instrument.total_max, "a total lies above the range");
    require(fits_decimals(instrument, *reading.total), "a total has too many decimals");
  } else {
    require(reading.missing > instrument.max_missing, "a total is missing without a reason");
  }
  require(reading.prorated == (reading.total && reading.missing > 0), "prorated for no reason");
  require(!reading.risk_answer || (instrument.risk && *reading.risk_answer >= instrument.item_min &&
                                   *reading.risk_answer <= instrument.risk->max),
          "the answer to the risk item lies outside its range");
  const std::string shown = written(*score);
  require(read_score_of(instrument, shown, day) == *score, "what is shown reads otherwise");
  if (score->entered_total()) return;
  require(answers_from(written(score->answers())) == score->answers(), "what is stored differs");
}

}  // namespace ipt::fuzz
