#pragma once

#include <string>
#include <string_view>

namespace ipt {

/// What no reader should get as it is stored.
struct Unshown {
  enum class Kind {
    byte,     ///< not UTF-8; `point` is its value
    control,  ///< C0, DEL or C1
    mark,     ///< reorders text, changes what stands around it, or is no character at all
  };

  Kind kind = Kind::control;
  char32_t point = 0;
};

/// The text with `escaped` in place of everything that is unshown. All of it is UTF-8 then.
std::string with_unshown(std::string_view text, std::string (*escaped)(Unshown));

}  // namespace ipt
