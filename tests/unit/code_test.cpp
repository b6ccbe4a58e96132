#include "ipt/domain/code.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "unit/refusal.hpp"

using namespace ipt;

namespace {

Explanation code_explained(std::string_view text) {
  return test::explanation_of([&] { return ClientCode::read(text, "client code"); });
}

std::string code_refused(std::string_view text) {
  return test::refusal([&] { return ClientCode::read(text, "client code"); });
}

std::string person_refused(std::string_view text) {
  return test::refusal([&] { return read_person_label(text, "--with"); });
}

Explanation diagnosis_explained(std::string_view text) {
  return test::explanation_of([&] { return read_diagnosis(text, "--diagnosis"); });
}

const std::vector<std::string> months = {
    "jan",  "january",   "feb",  "february", "mar",  "march",    "apr",    "april",
    "may",  "jun",       "june", "jul",      "july", "aug",      "august", "sep",
    "sept", "september", "oct",  "october",  "nov",  "november", "dec",    "december"};

const std::vector<std::string> relations = {
    "partner",   "ex-partner", "parent",    "child",        "sibling",   "other-family", "friend",
    "colleague", "manager",    "neighbour", "professional", "community", "other"};

struct Read {
  std::string_view text;
  std::string_view meant;
};

}  // namespace

TEST_CASE("a code with a letter and a digit is kept as it was written") {
  const std::string longest = "K" + std::string(31, '7');
  for (const std::string_view text :
       {"K7",   "k7",    "A1",     "1A",          "K-7",    "K_7",      "_K7",
        "7-k",  "K7F2",  "TH1",    "client-2026", "E5",     "5E",       "1E5K",
        "K1E5", "MARY1", "a1mar1", "MAR12345",    "1-mara", "Junebug2", "3sepia"}) {
    CAPTURE(text);
    CHECK(ClientCode::read(text, "client code").text() == text);
    CHECK(TherapistCode::read(text, "therapist code").text() == text);
  }
  CHECK(ClientCode::read(longest, "client code").text() == longest);
}

TEST_CASE("a code without a digit could be a name") {
  for (const std::string_view text : {"K", "Anna", "anna-smith", "_", "March"}) {
    CAPTURE(text);
    CHECK(code_refused(text) == "2 code_malformed");
    CHECK(code_explained(text).wrong.find("could be a name") != std::string::npos);
    CHECK(code_explained(text).attempt == "K7");
  }
}

TEST_CASE("a code without a letter could be a number of another register") {
  for (const std::string_view text : {"7", "1234567890", "2026-11-23", "943-476-5919", "1_2"}) {
    CAPTURE(text);
    CHECK(code_refused(text) == "2 code_malformed");
    CHECK(code_explained(text).wrong.find("another register") != std::string::npos);
  }
}

TEST_CASE("a code that a spreadsheet would change is refused") {
  for (const std::string_view text : {"1E5", "1e5", "12E3", "1e-3", "0e0", "3-sep-26", "SEPT2",
                                      "MAR1", "1-mar", "1mar", "Dec-2026", "mar--1"}) {
    CAPTURE(text);
    CHECK(code_refused(text) == "2 code_malformed");
    CHECK(code_explained(text).wrong.find("spreadsheet") != std::string::npos);
  }
  for (const std::string& month : months) {
    CAPTURE(month);
    CHECK(code_refused(month + "1") == "2 code_malformed");
    CHECK(code_refused(month + "-31") == "2 code_malformed");
    CHECK(code_refused("1" + month) == "2 code_malformed");
    CHECK(code_refused("1-" + month + "-2026") == "2 code_malformed");
    CHECK(code_refused("K" + month + "1") == "0 done");
  }
}

TEST_CASE("a code has no other character, no leading hyphen and at most 32 characters") {
  for (const std::string_view text : {"",
                                      " ",
                                      "K 7",
                                      " K7",
                                      "K7 ",
                                      "K7\n",
                                      "K7/2",
                                      "K7.1",
                                      "K7@1",
                                      "K7:g1",
                                      "K+7",
                                      "K,7",
                                      "K7\xC3\xA4",
                                      "\xC3\x9C"
                                      "1",
                                      "K7'",
                                      "K7;",
                                      "*7K",
                                      "-K7",
                                      "--K7",
                                      "-1K"}) {
    CAPTURE(text);
    CHECK(code_refused(text) == "2 code_malformed");
  }
  CHECK(code_refused("K" + std::string(32, '7')) == "2 code_malformed");
  CHECK(code_refused(std::string("K7\0", 3)) == "2 code_malformed");
}

TEST_CASE("what is tried instead of a refused code is itself a code") {
  for (const std::string_view text :
       {"", "Anna", "7", "1234567890", "1E5", "MAR1", "march", "1-mar", "-K7", "K7/2"}) {
    CAPTURE(text);
    CHECK(code_refused(code_explained(text).attempt) == "0 done");
  }
}

TEST_CASE("a refusal names the argument and shows what was typed") {
  CHECK(code_explained("Anna").wrong == "client code 'Anna' has no digit, so it could be a name");
}

TEST_CASE("a therapist's code is held to the same rule") {
  for (const std::string_view text : {"", "Anna", "7", "1E5", "MAR1", "-T1", "T/1"}) {
    CAPTURE(text);
    CHECK(test::refusal([&] { return TherapistCode::read(text, "--therapist"); }) ==
          "2 code_malformed");
  }
}

TEST_CASE("letter case does not make another code") {
  const auto code = [](std::string_view text) { return ClientCode::read(text, "client code"); };
  CHECK(same_code(code("K7f2"), code("k7F2")));
  CHECK(!same_code(code("K7F2"), code("K7F3")));
  CHECK(!same_code(code("K7"), code("K77")));
  CHECK(same_code(TherapistCode::read("th1", "therapist code"),
                  TherapistCode::read("TH1", "therapist code")));
}

TEST_CASE("who made a change is named with the characters of a code, a digit or not") {
  for (const std::string_view text : {"TH1", "supervisor", "7", "a_b-c"}) {
    CAPTURE(text);
    CHECK(read_actor(text) == text);
  }
  const std::string too_long(33, 'a');
  for (const std::string_view text : {"", "a b", "-a", "\xC3\xA4", "a@b", too_long.c_str()}) {
    CAPTURE(text);
    CHECK(test::refusal([&] { return read_actor(text); }) == "2 code_malformed");
  }
}

TEST_CASE("a person is P1 to P99") {
  for (int number = 1; number <= 99; ++number) {
    const std::string label = "P" + std::to_string(number);
    CHECK(read_person_label(label, "--with") == label);
  }
  CHECK(read_person_label(" p7 ", "--with") == "P7");
  for (const std::string_view text : {"P", "P0", "P01", "P100", "P-1", "P+1", "Px", "PP1"}) {
    CAPTURE(text);
    CHECK(person_refused(text) == "2 person_malformed");
  }
}

TEST_CASE("a person is a relation word with an optional number") {
  for (const std::string& relation : relations) {
    CAPTURE(relation);
    CHECK(read_person_label(relation, "--with") == relation);
    CHECK(read_person_label(relation + "2", "--with") == relation + "2");
    CHECK(read_person_label(relation + "12", "--with") == relation + "12");
    CHECK(person_refused(relation + "123") == "2 person_malformed");
    CHECK(person_refused(relation + "s") == "2 person_malformed");
  }
  CHECK(read_person_label(" Sibling2", "--with") == "sibling2");
}

TEST_CASE("a person is never a name") {
  for (const std::string_view text :
       {"", " ", "Anna", "mother", "part", "partner Anna", "partner-1", "other-anna", "sibling 2",
        "2partner", "ex", "K7", "\xC3\x84nna"}) {
    CAPTURE(text);
    CHECK(person_refused(text) == "2 person_malformed");
  }
}

TEST_CASE("the seven diagnoses and labels of one's own are read, in lower case") {
  for (const Read& row :
       {Read{"depression", "depression"}, Read{"perinatal-depression", "perinatal-depression"},
        Read{"ptsd", "ptsd"}, Read{"social-anxiety", "social-anxiety"}, Read{"bulimia", "bulimia"},
        Read{"binge-eating", "binge-eating"}, Read{"other", "other"}, Read{" PTSD ", "ptsd"},
        Read{"adhd", "adhd"}, Read{"Chronic-Pain2", "chronic-pain2"}, Read{"f32", "f32"},
        Read{"ab", "ab"}}) {
    CAPTURE(row.text);
    CHECK(read_diagnosis(row.text, "--diagnosis") == row.meant);
  }
  const std::string longest = "x" + std::string(39, '1');
  CHECK(read_diagnosis(longest, "--diagnosis") == longest);
}

TEST_CASE("a near miss of one of the seven diagnoses is not taken for a label of one's own") {
  for (const Read& row :
       {Read{"depresion", "depression"}, Read{"Deppression", "depression"}, Read{"ptsdd", "ptsd"},
        Read{"bulemia", "bulimia"}, Read{"others", "other"},
        Read{"social-anxeity", "social-anxiety"}, Read{"binge_eating", "binge-eating"},
        Read{"perinatal depression", "perinatal-depression"}}) {
    CAPTURE(row.text);
    const Explanation explanation = diagnosis_explained(row.text);
    CHECK(explanation.code == "diagnosis_malformed");
    CHECK(explanation.exit == Exit::usage);
    CHECK(explanation.attempt == "--diagnosis " + std::string{row.meant});
  }
}

TEST_CASE("a near miss that is declared as a label of one's own is meant") {
  const std::vector<std::string> own = read_own_diagnoses(" Others ,burnout", "diagnoses");
  CHECK(own == std::vector<std::string>{"others", "burnout"});
  CHECK(read_diagnosis("Others", "--diagnosis", own) == "others");
  CHECK(read_diagnosis("ptsd", "--diagnosis", own) == "ptsd");
  CHECK(read_diagnosis("adhd", "--diagnosis", own) == "adhd");
  CHECK(test::refusal([&] { return read_diagnosis("ptsdd", "--diagnosis", own); }) ==
        "2 diagnosis_malformed");
  for (const std::string_view list : {"", "burnout,", "two words", "9x"}) {
    CAPTURE(list);
    CHECK(test::refusal([&] { return read_own_diagnoses(list, "diagnoses"); }) ==
          "2 diagnosis_malformed");
  }
}

TEST_CASE("a label of one's own is a letter, then letters, digits and hyphens") {
  const std::string too_long(41, 'x');
  for (const std::string_view text :
       {"", "x", "9x", "-x", "two words", "a_b", "a/b", "a.b", "\xC3\xA4ngste", too_long.c_str()}) {
    CAPTURE(text);
    CHECK(diagnosis_explained(text).code == "diagnosis_malformed");
  }
}
