#pragma once

#include <string>
#include <string_view>

// The language of manual pages, as far as one is made from plain text; see man(7).
namespace ipt::cli::roff {

/// Text in which nothing is an escape of roff.
std::string escaped(std::string_view text);

std::string bold(std::string_view text);

/// Running text, each sentence on a line of its own: roff sets the space after it.
std::string filled(std::string_view text);

/// An entry of a list; `lead` is roff already.
std::string entry(std::string_view lead, std::string_view text);

/// Plain text as help shows it: paragraphs, parted by blank lines. What is indented is a list,
/// where each line names something, two spaces, what it is; else it stands as it is.
std::string body(std::string_view text);

}  // namespace ipt::cli::roff
