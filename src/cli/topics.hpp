#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ipt::cli {

/// A page of help that is about no command: `ipt help dates`.
struct Topic {
  std::string_view name;
  std::string_view summary;  ///< one line in the overview
  /// A heading, then paragraphs; what is indented stands as it is, a line in capitals is a heading.
  std::string_view text;
  std::string_view page = {};       ///< the manual page of its own that it has, in section 7
  std::string (*rest)() = nullptr;  ///< what follows the text and is made from the domain
};

/// The whole text of a topic.
std::string text_of(const Topic& topic);

/// Every topic, in the order of the overview.
std::span<const Topic> topics();

/// The topic of that name, or nothing.
const Topic* find_topic(std::string_view name);

}  // namespace ipt::cli
