#pragma once

#include <string_view>

#include "ipt/domain/school.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt {

/// The four interpersonal problem areas of IPT. A session on which none has been agreed yet is
/// open: that is the absence of a focus, not a fifth one.
enum class Focus { grief, dispute, transition, deficits };

template <>
std::span<const Term<Focus>> vocabulary();

/// The focus area that was typed: an id or one of its synonyms (`bereavement`, `role-dispute`,
/// `life-change`, `loneliness`, ...), letter case ignored. With `School::stuart` `loss` is grief.
///
/// Throws `Error` (usage, `focus_ambiguous`) for words that could mean two areas (`loss`,
/// `divorce`, `family`, ...), with the question that decides; `focus_unknown` for any other word.
Focus read_focus(std::string_view word, std::string_view what, School school);

/// Whether a school works with the area. Stuart & Robertson 2012 have three: they see sensitivity
/// as a style of attachment that complicates one of the others. It is accepted all the same.
bool is_offered(Focus focus, School school);

}  // namespace ipt
