#pragma once

#include <span>
#include <string_view>

#include "ipt/domain/vocabulary.hpp"

namespace ipt {

/// Whose words and defaults are used: of Weissman, Markowitz & Klerman, or of Stuart & Robertson.
/// A setting: nothing that is stored depends on it, and no word of JSON; which checks apply does.
enum class School { weissman, stuart };

template <>
std::span<const Term<School>> vocabulary();

/// A word or a sentence of the program and what a school says instead.
struct SchoolWord {
  std::string_view usual;
  std::string_view instead;
};

/// What a school calls otherwise: for Stuart & Robertson 2012 acute treatment does not terminate
/// but concludes, grief is not bound to a death, and maintenance is discussed with every client.
/// Sentences stand before the words in them.
std::span<const SchoolWord> words_of(School school);

/// What a school says for a word or a sentence; the same where it has none of its own.
std::string_view said_by(School school, std::string_view usual);

}  // namespace ipt
