#include "ipt/domain/check.hpp"

namespace ipt {

std::span<const Check> checks() { return {}; }

}  // namespace ipt
