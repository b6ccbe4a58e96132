#include "ipt/base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace ipt;
using Texts = std::vector<std::string>;
using CodePoints = std::vector<char32_t>;

namespace {

constexpr std::string_view combined_e = "e\xCC\x81";  // e and a combining acute accent

std::string without_spaces(std::string_view text) {
  std::string result{text};
  std::erase(result, ' ');
  return result;
}

std::string utf8(char32_t point) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | (point >> 6)), byte(0x80 | (point & 0x3F))};
  if (point < 0x10000) {
    return {byte(0xE0 | (point >> 12)), byte(0x80 | ((point >> 6) & 0x3F)),
            byte(0x80 | (point & 0x3F))};
  }
  return {byte(0xF0 | (point >> 18)), byte(0x80 | ((point >> 12) & 0x3F)),
          byte(0x80 | ((point >> 6) & 0x3F)), byte(0x80 | (point & 0x3F))};
}

}  // namespace

TEST_CASE("every character but the surrogates is UTF-8, up to U+10FFFF") {
  for (char32_t point = 0; point <= 0x110200; ++point) {
    const bool is_character = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    if (is_utf8(utf8(point)) != is_character) FAIL_CHECK(static_cast<unsigned>(point));
  }
}

TEST_CASE("overlong, cut and stray bytes are not UTF-8, wherever they stand") {
  for (const std::string_view bytes : {"\x80",
                                       "\xBF",
                                       "\xC0\x80",
                                       "\xC1\xBF",
                                       "\xE0\x80\x80",
                                       "\xE0\x9F\xBF",
                                       "\xF0\x80\x80\x80",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xED\xA0\x80",
                                       "\xED\xBF\xBF",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xF8\x88\x80\x80\x80",
                                       "\xFE",
                                       "\xFF",
                                       "\xC3",
                                       "\xE2\x82",
                                       "\xF0\x9F\x98",
                                       "\xC3\x28",
                                       "\xE2\x28\xA1",
                                       "\xE2\x82\x28",
                                       "\xF0\x28\x8C\xBC",
                                       "\xF0\x9F\x28\xBC",
                                       "\xC3\xC3\xA9",
                                       "\xC3\xA9\xA9"}) {
    CAPTURE(bytes);
    CHECK(!is_utf8(bytes));
    CHECK(!is_utf8("before " + std::string{bytes}));
    CHECK(!is_utf8(std::string{bytes} + " after"));
  }
  CHECK(is_utf8(""));
  CHECK(is_utf8("before \xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x98\x80 after"));
}

TEST_CASE("a control character reaches the terminal as its number") {
  CHECK(escaped_for_terminal("\x1b[31mred") == "\\x1b[31mred");
  CHECK(escaped_for_terminal("a\nb\tc\r") == "a\\x0ab\\x09c\\x0d");
  CHECK(escaped_for_terminal(std::string(1, '\0')) == "\\x00");
  CHECK(escaped_for_terminal("\x7f") == "\\x7f");
  CHECK(escaped_for_terminal("\xC2\x9B"
                             "31m") == "\\x9b31m");
  for (char32_t point = 0; point < 0x20; ++point) {
    CHECK(escaped_for_terminal(utf8(point)).size() == 4);
  }
  for (char32_t point = 0x80; point < 0xA0; ++point) {
    CHECK(escaped_for_terminal(utf8(point)).size() == 4);
  }
}

TEST_CASE("a character that reorders text reaches the terminal as its number") {
  CHECK(escaped_for_terminal("a" + utf8(0x202E) + "b") == "a\\u{202e}b");
  for (const char32_t point :
       CodePoints{0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067,
                  0x2068, 0x2069, 0x2028, 0x2029, 0xFEFF}) {
    CAPTURE(static_cast<unsigned>(point));
    CHECK(escaped_for_terminal(utf8(point)).starts_with("\\u{"));
  }
  CHECK(escaped_for_terminal(utf8(0xE0001)) == "\\u{e0001}");
}

TEST_CASE("a code point that is no character reaches the terminal as its number") {
  for (const char32_t point : CodePoints{0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF}) {
    CAPTURE(static_cast<unsigned>(point));
    CHECK(escaped_for_terminal(utf8(point)).starts_with("\\u{"));
  }
  CHECK(escaped_for_terminal(utf8(0xFFFD)) == utf8(0xFFFD));
}

TEST_CASE("line ends stay where lines are escaped") {
  CHECK(escaped_lines("a\x1b\n\nb\r\n") == "a\\x1b\n\nb\\x0d\n");
  CHECK(escaped_lines("").empty());
}

TEST_CASE("letters of every script, accents and symbols reach the terminal as they are") {
  for (const char32_t point : CodePoints{0x41, 0x7E, 0xA0, 0xE9, 0x301, 0x3B1, 0x416, 0x5D0, 0x627,
                                         0x915, 0x2013, 0x20AC, 0x65E5, 0xAC00, 0x1F600}) {
    CAPTURE(static_cast<unsigned>(point));
    CHECK(escaped_for_terminal(utf8(point)) == utf8(point));
  }
}

TEST_CASE("what has been escaped is not escaped again, and is always UTF-8") {
  for (char32_t point = 0; point < 0x3000; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string once = escaped_for_terminal(utf8(point));
    if (escaped_for_terminal(once) != once) FAIL_CHECK(static_cast<unsigned>(point));
  }
  CHECK(escaped_for_terminal("a\xFF") == "a\\xff");
}

TEST_CASE("a wide character takes two columns and a combining mark none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("mood, sleep") == 11);
  CHECK(display_width("caf\xC3\xA9") == 4);
  CHECK(display_width(combined_e) == 1);
  CHECK(display_width("\xE6\x97\xA5\xE6\x9C\xAC") == 4);  // two Chinese characters
  CHECK(display_width("\xED\x95\x9C") == 2);              // Hangul
  CHECK(display_width("\xEF\xBC\xA1") == 2);              // fullwidth A
  CHECK(display_width("\xF0\x9F\x98\x80") == 2);          // an emoji
  CHECK(display_width("a\xE2\x80\x8B"
                      "b") == 2);                         // zero width space
  CHECK(display_width("\xE2\x9D\xA4\xEF\xB8\x8F") == 1);  // variation selector
  CHECK(display_width("\xCE\xB1\xD0\x96\xD7\x90") == 3);  // Greek, Cyrillic, Hebrew
}

TEST_CASE("text is broken at spaces") {
  CHECK(wrapped("the quick brown fox", 10) == Texts{"the quick", "brown fox"});
  CHECK(wrapped("the quick brown fox", 9) == Texts{"the quick", "brown fox"});
  CHECK(wrapped("the quick brown fox", 8) == Texts{"the", "quick", "brown", "fox"});
  CHECK(wrapped("the quick brown fox", 80) == Texts{"the quick brown fox"});
  CHECK(wrapped("", 10) == Texts{""});
}

TEST_CASE("a word that is longer than a line stands alone and is broken between characters") {
  CHECK(wrapped("see unbelievably long", 5) == Texts{"see", "unbel", "ievab", "ly", "long"});
  CHECK(wrapped("\xC3\xA9\xC3\xA9\xC3\xA9", 2) == Texts{"\xC3\xA9\xC3\xA9", "\xC3\xA9"});
}

TEST_CASE("a broken word of wide characters stays within the line") {
  const std::string wide = "\xE6\x97\xA5";
  CHECK(wrapped(wide + wide + wide, 5) == Texts{wide + wide, wide});
  CHECK(wrapped(wide + wide, 3) == Texts{wide, wide});
}

TEST_CASE("a broken word keeps an accent on its letter") {
  const std::string letter{combined_e};
  CHECK(wrapped(letter + letter + letter, 2) == Texts{letter + letter, letter});
}

TEST_CASE("a character that is wider than the line stands on a line of its own") {
  const std::string wide = "\xE6\x97\xA5";
  CHECK(wrapped(wide + wide, 1) == Texts{wide, wide});
  CHECK(wrapped("ab", 0) == Texts{"a", "b"});
}

TEST_CASE("wrapping loses nothing but spaces and keeps to the width") {
  std::mt19937 random{20261120};
  const std::array<std::string, 7> pieces = {
      "a",        "word",         "antidisestablishment", " ",
      "\xC3\xA9", "\xE6\x97\xA5", std::string{combined_e}};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (auto left = random() % 30; left > 0; --left) text += pieces.at(random() % pieces.size());
    const std::size_t width = 2 + random() % 20;
    CAPTURE(text);
    CAPTURE(width);
    std::string all;
    for (const std::string& line : wrapped(text, width)) {
      CHECK(display_width(line) <= width);
      CHECK(is_utf8(line));
      all += line;
    }
    CHECK(without_spaces(all) == without_spaces(text));
  }
}

TEST_CASE("a whole number has an optional sign and one to nine digits") {
  CHECK(whole_number("0") == 0);
  CHECK(whole_number("16") == 16);
  CHECK(whole_number("007") == 7);
  CHECK(whole_number("+7") == 7);
  CHECK(whole_number("-7") == -7);
  CHECK(whole_number("-0") == 0);
  CHECK(whole_number("999999999") == 999999999);
  CHECK(whole_number("-999999999") == -999999999);
  for (const std::string_view text :
       {"",         "+",          "-",           "+-5",        "-+5",
        "--5",      "++5",        "1.0",         "1,000",      "1e3",
        "0x10",     "1a",         "a1",          " 1",         "1 ",
        "1 2",      "1000000000", "2147483648",  "4294967297", "99999999999999999999",
        "\xC2\xBD", "\xD9\xA1",   "\xEF\xBC\x91"}) {
    CAPTURE(text);
    CHECK(!whole_number(text));
  }
}

TEST_CASE("the nearest word is at most two slips away") {
  const Texts words = {"grief", "dispute", "transition", "deficits"};
  CHECK(nearest("grief", words) == "grief");
  CHECK(nearest("GRIEF", words) == "grief");
  CHECK(nearest("greif", words) == "grief");
  CHECK(nearest("gri", words) == "grief");
  CHECK(nearest("griefxx", words) == "grief");
  CHECK(!nearest("griefxxx", words));
  CHECK(nearest("disputes", words) == "dispute");
  CHECK(nearest("trxnsxtion", words) == "transition");
  CHECK(!nearest("trxnsxtixn", words));
  CHECK(!nearest("bereavement", words));
  CHECK(!nearest("", words));
  CHECK(!nearest("grief", Texts{}));
}

TEST_CASE("a word of which half is wrong is near to nothing") {
  CHECK(nearest("dnx", Texts{"dna"}) == "dna");
  CHECK(!nearest("dxx", Texts{"dna"}));
  CHECK(!nearest("xx", Texts{"no"}));
  CHECK(!nearest("x", Texts{"no"}));
}

TEST_CASE("of two words as near the first is meant") {
  CHECK(nearest("middl", Texts{"riddle", "middle"}) == "middle");
  CHECK(nearest("piddle", Texts{"riddle", "middle"}) == "riddle");
}

TEST_CASE("a word is lowered in its ASCII letters only") {
  CHECK(lower("K7F2-Ab_9") == "k7f2-ab_9");
  CHECK(lower("@[`{\xC3\x89") == "@[`{\xC3\x89");
}

TEST_CASE("blanks go from both ends and from nowhere else") {
  CHECK(trimmed(" \t\r\n a b \n") == "a b");
  CHECK(trimmed("ab") == "ab");
  CHECK(trimmed(" \t ").empty());
  CHECK(trimmed("").empty());
}

TEST_CASE("splitting keeps empty parts, and joining undoes it") {
  CHECK(split("a,b", ',') == std::vector<std::string_view>{"a", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split(",a,,", ',') == std::vector<std::string_view>{"", "a", "", ""});
  for (const std::string_view text : {"", ",", "a", "a,b", ",a,,b,"}) {
    const auto parts = split(text, ',');
    CHECK(joined(Texts(parts.begin(), parts.end()), ",") == text);
  }
  CHECK(joined(Texts{}, ", ").empty());
}

TEST_CASE("one thing is counted in the singular, all else in the plural") {
  CHECK(counted(1, "day", "days") == "1 day");
  CHECK(counted(-1, "day", "days") == "-1 day");
  CHECK(counted(0, "day", "days") == "0 days");
  CHECK(counted(2, "day", "days") == "2 days");
}
