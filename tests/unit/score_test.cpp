#include "ipt/domain/score.hpp"
#include "ipt/domain/catalogue.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "unit/courses.hpp"
#include "unit/refusal.hpp"

using namespace ipt;
using test::day;
using test::gad7;
using test::phq9;

namespace {

const Date today = day("2026-11-20");

Score read_it(std::string_view text) { return read_score(Catalogue{}, text, today); }

Explanation explained(std::string_view text) {
  return test::explanation_of([&] { return read_it(text); });
}

std::string refused(std::string_view text) {
  return test::refusal([&] { return read_it(text); });
}

std::string total_of(const Score& score, const Instrument& instrument) {
  const Reading reading = read(score, instrument);
  return reading.total ? written(*reading.total) : "none";
}

Answers all(const Instrument& instrument, int answer) {
  return Answers(static_cast<std::size_t>(instrument.items()), answer);
}

// The answers that give the highest total.
Answers highest(const Instrument& instrument) {
  Answers answers = all(instrument, instrument.item_max);
  for (const int number : instrument.reversed) {
    answers.at(static_cast<std::size_t>(number) - 1) = instrument.item_min;
  }
  return answers;
}

Score scored(const Instrument& instrument, Answers answers) {
  return Score::from_answers(instrument, today, std::move(answers));
}

// A form with two items turned round, decimals, and a risk item that is positive from 2.
Instrument own_form() {
  return {.code = "own",
          .name = "Own form",
          .topics = {"a", "b", "c", "d"},
          .item_max = 4,
          .reversed = {2, 3},
          .max_missing = 1,
          .total_max = Points::whole(16),
          .decimals = 2,
          .risk = RiskItem{.number = 4, .at = 2, .topic = "d"}};
}

// A scale that is entered as a total with one decimal.
Instrument own_total() {
  return {.code = "own-total",
          .name = "Own total",
          .entry = Entry::total,
          .total_max = Points::whole(40),
          .decimals = 1};
}

struct Refused {
  std::string_view text;
  std::string_view code;
};

}  // namespace

TEST_CASE("the answers of a form are written in one word, with spaces or with commas") {
  const Score expected = scored(phq9(), {1, 1, 2, 3, 0, 1, 2, 1, 0});
  for (const std::string_view text :
       {"phq9=112301210", "phq9=1 1 2 3 0 1 2 1 0", "phq9=1,1,2,3,0,1,2,1,0",
        "phq9=1, 1, 2, 3, 0, 1, 2, 1, 0", "phq9= 112301210 ", "phq9=1  1 2 3 0  1 2 1 0 ",
        "PHQ9=112301210", " PHQ-9 =112301210"}) {
    CAPTURE(text);
    CHECK(read_it(text) == expected);
  }
  CHECK(expected.instrument() == "phq9");
  CHECK(expected.version() == phq9().version);
  CHECK(expected.date() == today);
  CHECK(!expected.entered_total());
  CHECK(total_of(expected, phq9()) == "11");
}

TEST_CASE("an answer left out is written as a hyphen") {
  for (const std::string_view text :
       {"phq9=11-301210", "phq9=1 1 - 3 0 1 2 1 0", "phq9=1,1,-,3,0,1,2,1,0"}) {
    CAPTURE(text);
    const Score score = read_it(text);
    CHECK(!score.answers().at(2));
    CHECK(score.answers().at(1) == 1);
    CHECK(read(score, phq9()).missing == 1);
    CHECK(read(score, phq9()).prorated);
  }
}

TEST_CASE("a total is entered as such") {
  for (const std::string_view text : {"phq9=total:11", "phq9=TOTAL:11", "phq9= total: 11 ",
                                      "phq9=total:11.0", "phq9=total:11.00", "phq9=total:011"}) {
    CAPTURE(text);
    const Score score = read_it(text);
    CHECK(score.entered_total() == Points::whole(11));
    CHECK(score.answers().empty());
    const Reading reading = read(score, phq9());
    CHECK(reading.total == Points::whole(11));
    CHECK(reading.missing == 0);
    CHECK(!reading.prorated);
    CHECK(!reading.risk_answer);
    CHECK(!reading.risk_positive);
  }
  CHECK(refused("phq9=total:0") == "0 done");
  CHECK(refused("phq9=total:27") == "0 done");
}

TEST_CASE("a score that cannot be read one way only is refused") {
  for (const Refused& row : {Refused{"phq9=11", "score_ambiguous"},
                             Refused{"phq9=7", "score_ambiguous"},
                             Refused{"phq9=0", "score_ambiguous"},
                             Refused{"gad7=12", "score_ambiguous"},
                             Refused{"phq9=", "score_empty"},
                             Refused{"phq9=  ", "score_empty"},
                             Refused{"phq9=---------", "score_empty"},
                             Refused{"phq9=- - - - - - - - -", "score_empty"},
                             Refused{"phq9=12301210", "item_count_wrong"},
                             Refused{"phq9=123", "item_count_wrong"},
                             Refused{"phq9=1123012100", "item_count_wrong"},
                             Refused{"phq9=-1", "item_count_wrong"},
                             Refused{"phq9=11 12", "item_count_wrong"},
                             Refused{"gad7=112301210", "item_count_wrong"},
                             Refused{"phq9=112301214", "item_out_of_range"},
                             Refused{"phq9=9 1 2 3 0 1 2 1 0", "item_out_of_range"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 10", "item_out_of_range"},
                             Refused{"phq9=11230121x", "score_malformed"},
                             Refused{"phq9=eleven", "score_malformed"},
                             Refused{"phq9=1.5", "score_malformed"},
                             Refused{"phq9=1;1;2;3;0;1;2;1;0", "score_malformed"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 -1", "score_malformed"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 +1", "score_malformed"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 1.5", "score_malformed"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 --", "score_malformed"},
                             Refused{"phq9=1 1 2 3 0 1 2 1 99999999999", "score_malformed"},
                             Refused{"phq9=1,,2,3,0,1,2,1,0", "score_malformed"},
                             Refused{"phq9=1,1,2,3,0,1,2,1,", "score_malformed"},
                             Refused{"phq9=1 1,2,3,0,1,2,1,0", "score_malformed"},
                             Refused{"phq9", "score_malformed"},
                             Refused{"112301210", "score_malformed"},
                             Refused{"", "score_malformed"},
                             Refused{"phq9:112301210", "score_malformed"},
                             Refused{"phq9=total:28", "total_out_of_range"},
                             Refused{"phq9=total:1.5", "total_out_of_range"},
                             Refused{"phq9=total:0.01", "total_out_of_range"},
                             Refused{"phq9=total:100000", "total_out_of_range"},
                             Refused{"gad7=total:22", "total_out_of_range"},
                             Refused{"phq9=total:", "total_malformed"},
                             Refused{"phq9=total:-1", "total_malformed"},
                             Refused{"phq9=total:+5", "total_malformed"},
                             Refused{"phq9=total:x", "total_malformed"},
                             Refused{"phq9=total:1.", "total_malformed"},
                             Refused{"phq9=total:.5", "total_malformed"},
                             Refused{"phq9=total:1.555", "total_malformed"},
                             Refused{"phq9=total:1,5", "total_malformed"},
                             Refused{"phq9=total:1e1", "total_malformed"},
                             Refused{"phq9=total:1 1", "total_malformed"},
                             Refused{"phq9=total:1.-5", "total_malformed"},
                             Refused{"phq9=total:99999999999", "total_malformed"}}) {
    CAPTURE(row.text);
    CHECK(refused(row.text) == "2 " + std::string{row.code});
  }
}

TEST_CASE("a refused answer is named by its place") {
  CHECK(explained("phq9=11230121x").wrong == "phq9: answer 9 is 'x'");
  CHECK(explained("phq9=1,,2,3,0,1,2,1,0").wrong == "phq9: answer 2 is ''");
  CHECK(explained("phq9=512301210").wrong == "phq9: answer 1 is 5, which is not 0 to 3");
  CHECK(explained("phq9=total:28").wrong == "phq9: a total of 28 is not possible");
}

TEST_CASE("a bare number is answered with both readings") {
  const Explanation explanation = explained("phq9=11");
  CHECK(explanation.wrong == "phq9=11 could be a total or the first of 9 answers");
  CHECK(explanation.attempt == "phq9=total:11 for a total, or phq9=ANSWERS for 9 answers");
}

TEST_CASE("one answer short asks for the leading zero that a spreadsheet drops") {
  const Explanation explanation = explained("phq9=12301210");
  CHECK(explanation.attempt ==
        "'-' for the answer that was left out; or did a spreadsheet drop a leading zero? "
        "phq9=\"0 1 2 3 0 1 2 1 0\"");
  CHECK(read_it("phq9=0 1 2 3 0 1 2 1 0").answers().front() == 0);
  CHECK(explained("phq9=1 2 3 0 1 2 1 0").attempt == explanation.attempt);
  CHECK(explained("phq9=123012100").code == "done");
  CHECK(explained("phq9=2301210").attempt.find("spreadsheet") == std::string::npos);
  CHECK(explained("phq9=1123012100").attempt.find("spreadsheet") == std::string::npos);
}

TEST_CASE("a total and its risk item are possible together") {
  for (const std::string_view text : {"phq9=total:3,risk:3", "phq9=total:24,risk:0",
                                      "phq9=total:27,risk:3", "epds=2,risk:2", "epds=27,risk:0"}) {
    CAPTURE(text);
    CHECK(refused(text) == "0 done");
  }
  for (const std::string_view text : {"phq9=total:2,risk:3", "phq9=total:25,risk:0",
                                      "phq9=total:27,risk:2", "epds=1,risk:2", "epds=28,risk:0"}) {
    CAPTURE(text);
    CHECK(refused(text) == "2 risk_answer_impossible");
  }
}

TEST_CASE("of a total of the user's own nobody knows how it was made") {
  Instrument own{.code = "own",
                 .name = "OWN",
                 .entry = Entry::total,
                 .total_max = Points::whole(40),
                 .direction = Direction::higher_better,
                 .risk = RiskItem{.number = 1, .at = 1, .max = 3, .topic = "harm"}};
  CHECK(read_score(Catalogue{{own}}, "own=0,risk:3", today).risk_answer() == 3);
}

TEST_CASE("two digits may be two answers or a total, which is asked") {
  Instrument duo{.code = "duo", .name = "DUO", .topics = {"a", "b"}, .item_max = 9};
  duo.total_max = Points::whole(18);
  const Catalogue catalogue{{duo}};
  const auto read_duo = [&](std::string_view text) {
    return test::refusal([&] { return read_score(catalogue, text, today); });
  };
  CHECK(read_duo("duo=12") == "2 score_ambiguous");
  CHECK(read_duo("duo=99") == "0 done");
  CHECK(read_duo("duo=1 2") == "0 done");
}

TEST_CASE("what is no digit is shown as the whole character that it is") {
  CHECK(explained("gad7=\xef\xbc\x91\xef\xbc\x92").wrong == "gad7: answer 1 is '\xef\xbc\x91'");
}

TEST_CASE("what is tried instead of a refused score holds no made-up answers") {
  for (const std::string_view text : {"phq9=010101010", "phq9=total:0", "gad7=0101010"}) {
    CHECK(refused(text) == "0 done");
  }
  CHECK(explained("phq9=x").attempt == "phq9=ANSWERS with 9 answers, or phq9=total:N");
  CHECK(explained("gad7=x").attempt == "gad7=ANSWERS with 7 answers, or gad7=total:N");
  CHECK(explained("phq9=x").allowed ==
        "PHQ-9 has 9 answers of 0 to 3, '-' for one left out or not applicable, or total:N with "
        "0-27; after a total ',risk:N' with 0-3 is the answer to item 9.");
}

TEST_CASE("an unknown instrument is not found, and the nearest one is named") {
  for (const std::string_view text : {"phq8=112301210", "madrs=total:20", "=112301210", "phq=1"}) {
    CAPTURE(text);
    CHECK(refused(text) == "3 instrument_not_found");
  }
  CHECK(explained("phq8=112301210").attempt == "phq9");
}

TEST_CASE("a missing answer never counts as zero") {
  for (const Instrument& each : built_in_instruments()) {
    for (std::size_t left_out = 0; left_out < each.topics.size(); ++left_out) {
      CAPTURE(each.code);
      CAPTURE(left_out);
      Answers answers = highest(each);
      answers.at(left_out).reset();
      const Reading reading = read(scored(each, answers), each);
      CHECK(reading.total == each.total_max);
      CHECK(reading.missing == 1);
      CHECK(reading.prorated);
    }
  }
}

TEST_CASE("the mean of the others stands for as many missing answers as the form allows") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    Answers answers = all(each, each.item_max);
    for (int missing = 0; missing < each.items() - 1; ++missing) {
      CAPTURE(missing);
      const Reading reading = read(scored(each, answers), each);
      CHECK(reading.missing == missing);
      CHECK(reading.total.has_value() == (missing <= each.max_missing));
      CHECK(reading.prorated == (missing > 0 && missing <= each.max_missing));
      answers.at(static_cast<std::size_t>(missing)).reset();
    }
  }
}

TEST_CASE("a half point that the mean leaves is rounded up") {
  CHECK(total_of(scored(phq9(), {std::nullopt, 1, 1, 1, 1, 0, 0, 0, 0}), phq9()) == "5");  // 4.5
  CHECK(total_of(scored(gad7(), {std::nullopt, 1, 1, 1, 0, 0, 0}), gad7()) == "4");        // 3.5
  CHECK(total_of(scored(phq9(), {std::nullopt, 1, 1, 1, 0, 0, 0, 0, 0}), phq9()) == "3");  // 3.375
}

TEST_CASE("whatever is answered, the total is the mean of the answers times the items") {
  std::mt19937 random{9};
  for (int round = 0; round < 2000; ++round) {
    Answers answers = all(phq9(), 0);
    int sum = 0;
    for (auto& answer : answers) {
      answer = static_cast<int>(random() % 4);
      sum += *answer;
    }
    const std::size_t left_out = random() % answers.size();
    sum -= *answers.at(left_out);
    answers.at(left_out).reset();
    CAPTURE(written(answers));
    const int total = read(scored(phq9(), answers), phq9()).total->in_hundredths() / 100;
    CHECK(2 * 8 * total <= 2 * 9 * sum + 8);
    CHECK(2 * 8 * total > 2 * 9 * sum - 8);
  }
}

TEST_CASE("the risk item is what was answered and never made up") {
  Answers answers = all(phq9(), 3);
  CHECK(read(scored(phq9(), answers), phq9()).risk_answer == 3);
  CHECK(read(scored(phq9(), answers), phq9()).risk_positive);
  answers.back() = 0;
  CHECK(read(scored(phq9(), answers), phq9()).risk_answer == 0);
  CHECK(!read(scored(phq9(), answers), phq9()).risk_positive);
  answers.back().reset();
  CHECK(!read(scored(phq9(), answers), phq9()).risk_answer);
  CHECK(!read(scored(phq9(), answers), phq9()).risk_positive);
}

TEST_CASE("the risk item is known even when too many other answers are missing") {
  Answers answers(9);
  answers.back() = 2;
  const Reading reading = read(scored(phq9(), answers), phq9());
  CHECK(!reading.total);
  CHECK(reading.risk_answer == 2);
  CHECK(reading.risk_positive);
}

TEST_CASE("a form without a risk item says nothing of risk") {
  const Reading reading = read(scored(gad7(), all(gad7(), 3)), gad7());
  CHECK(!reading.risk_answer);
  CHECK(!reading.risk_positive);
}

TEST_CASE("answers to reversed items are turned round, the risk item has a limit of its own") {
  const Instrument form = own_form();
  CHECK(total_of(scored(form, {0, 4, 4, 0}), form) == "0");
  CHECK(total_of(scored(form, {0, 0, 0, 0}), form) == "8");
  CHECK(total_of(scored(form, {4, 0, 1, 4}), form) == "15");
  CHECK(!read(scored(form, {0, 0, 0, 1}), form).risk_positive);
  CHECK(read(scored(form, {0, 0, 0, 2}), form).risk_positive);
}

TEST_CASE("a total keeps the decimals of its instrument") {
  const Instrument form = own_form();
  CHECK(total_of(scored(form, {1, 4, 4, std::nullopt}), form) == "1.33");  // 1 * 4 / 3
  CHECK(total_of(scored(form, {2, 4, 4, std::nullopt}), form) == "2.67");
  Instrument mean = own_form();
  mean.scoring = Scoring::mean;
  mean.reversed = {};
  CHECK(total_of(scored(mean, {1, 2, 4, 4}), mean) == "2.75");
  CHECK(total_of(scored(mean, {1, 2, 2, std::nullopt}), mean) == "1.67");
}

TEST_CASE("a scale entered by total needs no word for it") {
  const Instrument scale = own_total();
  const auto read_own = [&](std::string_view value) { return read_score_of(scale, value, today); };
  CHECK(read_own("11").entered_total() == Points::whole(11));
  CHECK(read_own("2.5").entered_total() == Points::hundredths(250));
  CHECK(read_own("total:2.5").entered_total() == Points::hundredths(250));
  CHECK(test::refusal([&] { return read_own("2.55"); }) == "2 total_out_of_range");
  CHECK(test::refusal([&] { return read_own("40.1"); }) == "2 total_out_of_range");
  CHECK(test::refusal([&] { return read_own("1 2"); }) == "2 total_malformed");
  CHECK(test::explanation_of([&] { return read_own("x"); }).allowed ==
        "Own total is entered as a total of 0-40, with at most 1 decimal.");
}

TEST_CASE("the answer to a risk item stands beside a total") {
  for (const std::string_view text :
       {"epds=14,risk:1", "epds=total:14,risk:1", "epds= 14 , risk: 1 ", "EPDS=TOTAL:14,RISK:1"}) {
    CAPTURE(text);
    const Score score = read_it(text);
    CHECK(score.entered_total() == Points::whole(14));
    CHECK(score.risk_answer() == 1);
    CHECK(written(score) == "total:14,risk:1");
    CHECK(read_it("epds=" + written(score)) == score);
  }
  const Instrument& epds = Catalogue{}.instrument("epds");
  CHECK(read(read_it("epds=14,risk:1"), epds).risk_positive);
  CHECK(!read(read_it("epds=14,risk:0"), epds).risk_positive);
  CHECK(read(read_it("epds=14,risk:0"), epds).risk_answer == 0);
  CHECK(read(read_it("phq9=total:11,risk:3"), phq9()).risk_answer == 3);
  CHECK(read(read_it("hamd17=20,risk:4"), Catalogue{}.instrument("hamd17")).risk_answer == 4);
}

TEST_CASE("a risk item that was not answered stays unknown, and is another score than 0") {
  const Instrument& epds = Catalogue{}.instrument("epds");
  const Reading reading = read(read_it("epds=0"), epds);
  CHECK(reading.total == Points{});
  CHECK(!reading.risk_answer);
  CHECK(!reading.risk_positive);
  CHECK(!(read_it("epds=0") == read_it("epds=0,risk:0")));
  CHECK(written(read_it("epds=0")) == "total:0");
}

TEST_CASE("an answer to a risk item is refused out of its range, or where there is none") {
  for (const Refused& row :
       {Refused{"epds=14,risk:4", "risk_answer_out_of_range"},
        Refused{"hamd17=14,risk:5", "risk_answer_out_of_range"},
        Refused{"phq9=total:11,risk:4", "risk_answer_out_of_range"},
        Refused{"gad7=total:11,risk:1", "risk_item_missing"},
        Refused{"who5=11,risk:1", "risk_item_missing"},
        Refused{"epds=14,risk:", "risk_answer_malformed"},
        Refused{"epds=14,risk:x", "risk_answer_malformed"},
        Refused{"epds=14,risk:-1", "risk_answer_malformed"},
        Refused{"epds=14,risk:+1", "risk_answer_malformed"},
        Refused{"epds=14,risk:1.0", "risk_answer_malformed"},
        Refused{"epds=14,risk:1,risk:1", "risk_answer_malformed"},
        Refused{"epds=14,1", "total_malformed"}, Refused{"epds=14,risk", "total_malformed"},
        Refused{"epds=14 risk:1", "total_malformed"}, Refused{"epds=,risk:1", "total_malformed"},
        Refused{"epds=31,risk:1", "total_out_of_range"},
        Refused{"phq9=112301210,risk:1", "score_malformed"}}) {
    CAPTURE(row.text);
    CHECK(refused(row.text) == "2 " + std::string{row.code});
  }
  CHECK(explained("epds=x").attempt == "epds=N, or epds=N,risk:ANSWER");
  CHECK(explained("ors=x").allowed == "ORS is entered as a total of 0-40, with at most 1 decimal.");
}

TEST_CASE("of a scale that is entered as a total, no total is no score") {
  for (const std::string_view text : {"who5=", "who5= ", "who5=total:", "who5=-", "who5=."}) {
    CAPTURE(text);
    CHECK(refused(text).starts_with("2 "));
  }
  CHECK(read_it("who5=0").entered_total() == Points{});
}

TEST_CASE("answers above nine need spaces between them") {
  Instrument form = own_form();
  form.item_max = 10;
  form.total_max = Points::whole(40);
  const auto read_own = [&](std::string_view value) { return read_score_of(form, value, today); };
  CHECK(read_own("10 0 9 1").answers() == Answers{10, 0, 9, 1});
  CHECK(test::refusal([&] { return read_own("1091"); }) == "2 score_malformed");
}

TEST_CASE("a total of an instrument is made within its range only") {
  for (const Instrument& each : built_in_instruments()) {
    CAPTURE(each.code);
    const auto made = [&](Points total) {
      return test::refusal([&] { return Score::from_total(each, today, total); });
    };
    CHECK(made(each.total_min) == "0 done");
    CHECK(made(each.total_max) == "0 done");
    CHECK(made(each.total_min - Points::whole(1)) == "2 total_out_of_range");
    CHECK(made(each.total_max - Points::whole(-1)) == "2 total_out_of_range");
    CHECK(made(Points::hundredths(150)) ==
          (each.decimals == 0 ? "2 total_out_of_range" : "0 done"));
    CHECK(made(Points::hundredths(155)) ==
          (each.decimals <= 1 ? "2 total_out_of_range" : "0 done"));
  }
}

TEST_CASE("answers read back from what they are written as") {
  for (const Answers& answers :
       {Answers{1, 1, 2, 3, 0, 1, 2, 1, 0}, Answers{std::nullopt, 0, 10}, Answers{0},
        Answers{std::nullopt}, Answers{std::nullopt, std::nullopt, 3}}) {
    CAPTURE(written(answers));
    CHECK(answers_from(written(answers)) == answers);
  }
  CHECK(written(Answers{1, std::nullopt, 0}) == "1 - 0");
}

TEST_CASE("damaged answers of a store are reported, not read as fewer") {
  for (const std::string_view text : {"", " ", "1 x 2", "1  2", "1 2 ", "1,2", "--", "1 - - x"}) {
    CAPTURE(text);
    CHECK(test::refusal([&] { return answers_from(text); }) == "5 store_damaged");
  }
}
