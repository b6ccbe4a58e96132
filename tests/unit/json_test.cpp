#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "ipt/render/json.hpp"

using namespace ipt;

namespace {

// The text as it stands in JSON, without its quotes.
std::string written(const std::string& text) {
  const std::string json = render::json(Explanation{.wrong = text});
  CHECK(nlohmann::json::accept(json));
  const std::size_t begin = json.find("\"message\":\"") + 11;
  return json.substr(begin, json.find("\",\"hint\"") - begin);
}

}  // namespace

TEST_CASE("what no terminal may get stands in JSON by its number") {
  CHECK(written("a\x1b[31m\x7f") == "a\\u001b[31m\\u007f");
  CHECK(written("\xC2\x9B"
                "1m") == "\\u009b1m");
  CHECK(written("\u202e\u2028\ufeff") == "\\u202e\\u2028\\ufeff");
  CHECK(written("\U000e0041") == "\\udb40\\udc41");
  CHECK(written("a\n\r\t\"\\/") == "a\\n\\r\\t\\\"\\\\/");
}

TEST_CASE("letters of every script stand in JSON as they are") {
  CHECK(written("\u00e9\u65e5\U0001f600") == "\u00e9\u65e5\U0001f600");
}

TEST_CASE("bytes that are no UTF-8 leave JSON that can be read") {
  CHECK(written("caf\xe9") == "caf\\ufffd");
}
