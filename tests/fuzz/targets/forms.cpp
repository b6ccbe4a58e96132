// The form of a session: what is read is read again from a form that is filled with it, and a mark
// of a mistake changes nothing that is said.
#include <string>
#include <vector>

#include "cli/form.hpp"
#include "cli/form_keys.hpp"
#include "cli/tokens.hpp"
#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"

using namespace ipt;
using namespace ipt::cli;
using namespace ipt::fuzz;

namespace {

using Entries = std::vector<FormEntry>;

bool say_the_same(const Entries& one, const Entries& other) {
  return std::ranges::equal(one, other, [](const auto& a, const auto& b) { return a.says(b); });
}

void check_entries(const Entries& entries, std::span<const FormKey> keys) {
  int line = 0;
  for (const FormEntry& entry : entries) {
    require(std::ranges::find(keys, entry.key, &FormKey::name) != keys.end(), "an unknown key");
    require(entry.line > line, "lines do not ascend");
    require(is_utf8(entry.value), "a value is not UTF-8");
    require(entry.value.find('\0') == std::string::npos, "a value holds a NUL");
    require(entry.value == trimmed(entry.value), "a value has blanks at its ends");
    line = entry.line;
  }
}

void check_form(std::string_view text, const Entries& entries, std::span<const FormKey> keys) {
  check_entries(entries, keys);
  FormDraft draft{.heading = {"What is known", std::string{text.substr(0, 40)}}};
  for (const FormEntry& entry : entries) {
    draft.fields.push_back({.key = entry.key, .value = entry.value, .comment = "what is allowed"});
  }
  require(say_the_same(read_form(form_text(draft), keys), entries), "a form reads otherwise");
  const std::string message{text.substr(0, 200)};
  for (const FormEntry& entry : entries) {
    const MarkedForm once = marked(text, entry.line, message);
    require(say_the_same(read_form(once.text, keys), entries), "a mark changes what is said");
    const MarkedForm twice = marked(once.text, once.line, message);
    require(twice.text == once.text, "a mark is not taken out again");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<FormKey> keys =
      form_keys(find_group("session")->commands.front(), Catalogue{});
  const std::string_view text = text_of(data, size);
  const auto entries = accepted([&] { return read_form(text, keys); });
  if (entries) check_form(text, *entries, keys);
  return 0;
}
