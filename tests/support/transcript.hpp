#pragma once

#include <string>
#include <string_view>

namespace ipt::test {

/// Runs a transcript in-process, in a fresh home, and returns it with what came out now. Lines:
///
///   $ ipt course list       a command; what follows until the next line of another kind came out
///   2> ...                  a line of standard error
///   [exit 2]                the exit status, when it is not 0
///   @ today 2026-11-23      sets the world for what follows: today, width (a terminal of that many
///                           columns; 0: a pipe), input (standard input), env NAME=VALUE,
///                           file PATH CONTENT (\n ends a line, for input too)
///   @ editor STEP; STEP     what is done the next time that a form is open; a line for each time:
///                           `show` prints the form, `KEY: VALUE` fills in a line (`\n` is a line
///                           end), `delete KEY` and `empty` take away, `save` saves it as it is,
///                           `fail` is an editor that fails, `stop` one that is stopped
///   | ...                   a line of a form that was shown
///   # ...                   a comment; output that looks like one is shown as \# ...
///
/// The home folder is written `~`.
std::string replay(std::string_view transcript);

}  // namespace ipt::test
