#include "domain/spelling.hpp"

#include <algorithm>

#include "ipt/base/text.hpp"

namespace ipt {

std::string spelt(std::string_view word) {
  std::string result = lower(trimmed(word));
  std::ranges::replace(result, ' ', '-');
  return result;
}

}  // namespace ipt
