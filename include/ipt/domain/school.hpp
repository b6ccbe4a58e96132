#pragma once

namespace ipt {

/// Whose words and defaults are used: of Weissman, Markowitz & Klerman, or of Stuart & Robertson.
/// A setting: nothing that is stored, and no JSON, depends on it.
enum class School { weissman, stuart };

}  // namespace ipt
