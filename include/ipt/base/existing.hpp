#pragma once

namespace ipt {

/// Whether a file that is there may be replaced.
enum class Existing { refuse, replace };

}  // namespace ipt
