#pragma once

#include <string_view>
#include <vector>

namespace ipt::render {

/// A word as reports have it, and what this reader calls it.
struct WordInstead {
  std::string_view usual;
  std::string_view instead;
};

/// How a report is worded, whatever it is drawn as.
struct Voice {
  bool ascii = false;  ///< no marks of our own outside ASCII
  bool plain = false;  ///< words for signs; for screen readers and grep
  std::vector<WordInstead> words = {};
};

}  // namespace ipt::render
