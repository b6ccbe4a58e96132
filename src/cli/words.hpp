#pragma once

#include "cli/command.hpp"

// Words that several commands take.
namespace ipt::cli::words {

inline constexpr Positional course{
    .name = "K7", .help = "the client's course; K7/2 is the second one", .names_course = true};
inline constexpr Positional session{
    .name = "REF",
    .help = "K7.9 is session 9, K7@2026-11-16 the appointment of a day",
    .names_course = true};
inline constexpr Positional score{
    .name = "REF",
    .help = "K7:s1, K7.9 or K7@2026-11-16, as 'ipt score list' prints it",
    .names_course = true};

inline constexpr Positional person{"P1",
                                   "P1 to P99, or partner, sibling2, ...: a label, never a name"};

}  // namespace ipt::cli::words
