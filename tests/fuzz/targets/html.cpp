// Any text on a page of HTML stays text: it brings no tag and no entity, ends no attribute, and the
// page is UTF-8 without a character that HTML forbids.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "fuzz/support.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/html.hpp"
#include "render/html_text.hpp"

using namespace ipt;
using namespace ipt::fuzz;

namespace {

struct Entity {
  std::string_view name;
  char means;
};
constexpr auto entities = std::to_array<Entity>(
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}});

// What a browser shows of a text or of the value of an attribute.
std::string unescaped(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    require(std::string_view{"<>\""}.find(text.front()) == std::string_view::npos,
            "a text holds markup");
    if (text.front() != '&') {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto* entity = std::ranges::find_if(
        entities, [&](const Entity& each) { return text.starts_with(each.name); });
    require(entity != entities.end(), "a text holds an entity of its own");
    plain += entity->means;
    text.remove_prefix(entity->name.size());
  }
  return plain;
}

// A tag with the names of its attributes: `td class`.
std::string shape_of(std::string_view tag) {
  std::string shape;
  for (std::size_t quote = tag.find('"'); quote != std::string_view::npos; quote = tag.find('"')) {
    const std::size_t end = tag.find('"', quote + 1);
    require(end != std::string_view::npos && tag[quote - 1] == '=', "an attribute has no quotes");
    static_cast<void>(unescaped(tag.substr(quote + 1, end - quote - 1)));
    shape += tag.substr(0, quote - 1);
    tag.remove_prefix(end + 1);
  }
  return shape + std::string{tag};
}

// The shapes of the tags of a page in their order, its texts being looked at.
std::vector<std::string> shapes_of(std::string_view page) {
  std::vector<std::string> shapes;
  while (!page.empty()) {
    const std::size_t open = page.find('<');
    const std::size_t close = page.find('>', open);
    if (shapes.empty() || shapes.back() != "style") {
      static_cast<void>(unescaped(page.substr(0, open)));
    }
    if (open == std::string_view::npos) break;
    require(close != std::string_view::npos, "a tag does not end");
    shapes.push_back(shape_of(page.substr(open + 1, close - open - 1)));
    page.remove_prefix(close + 1);
  }
  return shapes;
}

std::string name_of(std::string_view shape) {
  return std::string{shape.substr(0, shape.find_first_of(" /"))};
}

void check_nesting(const std::vector<std::string>& shapes) {
  static const std::set<std::string> empty = {"!DOCTYPE", "meta", "br"};
  std::vector<std::string> open;
  for (const std::string& shape : shapes) {
    if (shape.starts_with('/')) {
      require(!open.empty() && open.back() == shape.substr(1), "elements are not nested");
      open.pop_back();
    } else if (!empty.contains(name_of(shape)) && !shape.ends_with('/')) {
      open.push_back(name_of(shape));
    }
  }
  require(open.empty(), "an element does not end");
}

std::vector<std::string> shapes_of_report(std::string_view text) {
  const report::Report report = report_of(text);
  const std::string page = render::html({&report, 1}, {});
  check_printable(page);
  return shapes_of(page);
}

// What stands on a page whatever the text is.
std::set<std::string> known_shapes() {
  std::set<std::string> known = {"br"};
  for (const std::string_view text : {"", "word", "two words", "2026-11-23"}) {
    for (std::string& shape : shapes_of_report(text)) known.insert(std::move(shape));
  }
  return known;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::set<std::string> known = known_shapes();
  const std::string_view text = text_of(data, size);
  require(unescaped(render::html_text(text)) == escaped_lines(text), "a text is shown otherwise");
  const std::vector<std::string> shapes = shapes_of_report(text);
  for (const std::string& shape : shapes) require(known.contains(shape), "a text brings a tag");
  check_nesting(shapes);
  return 0;
}
