#pragma once

#include <string>
#include <string_view>

#include "ipt/base/date.hpp"

namespace ipt {

/// Whether a day after today makes sense where a date is asked for.
enum class Ahead { refused, allowed };

/// The day that a person wrote, counted from `today`:
/// `2026-11-23`, `today`, `yesterday`, `-3d`, `-2w`, `mon` to `sun` (the most recent such day,
/// today included); with `Ahead::allowed` also `tomorrow`, `+3d`, `+2w`, `next-mon` (the first such
/// day after today).
///
/// `what` names the flag in errors. Throws `Error` (usage): `date_ambiguous` for `03/04/2026` and
/// its like with both readings, `date_impossible` for a day that does not exist, `date_in_future`,
/// `date_malformed`.
Date resolve_date(std::string_view text, Date today, Ahead ahead, std::string_view what);

}  // namespace ipt
