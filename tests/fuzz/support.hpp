// What the fuzz targets share. A target takes any bytes and throws when the program does with them
// what it must never do: the fuzzer takes that for a crash, a test for a failure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/world.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/report/report.hpp"

namespace ipt::fuzz {

/// Throws `std::logic_error` with these words unless it holds.
void require(bool holds, std::string_view what);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view{}
                   : std::string_view{reinterpret_cast<const char*>(data), size};
}

/// An error that is documented, and whose text is safe to print.
void check_refusal(const Explanation& error);

/// UTF-8 without a control character but line ends, and without a mark that reorders text.
void check_printable(std::string_view text);

/// The lines of the input as the words of a command line. A NUL, which no word can hold, stands for
/// a line end within a word.
std::vector<std::string> words_of(std::string_view input);

/// A day in 2026, no store, no settings, no editor and no standard input.
cli::World empty_world(std::string& out, std::string& err);

/// A report that holds a text wherever a report may hold one.
report::Report report_of(std::string_view text);

/// Whatever a score of this instrument is made of, it lies in the range and reads back.
void check_score(const Instrument& instrument, std::string_view text);

/// What `reader` makes of the input; nothing when it refuses it, as is documented. What is done
/// with an accepted value stands outside, where it may not be refused any more.
template <typename Reader>
auto accepted(const Reader& reader) -> std::optional<decltype(reader())> {
  try {
    return reader();
  } catch (const Error& error) {
    check_refusal(error.explanation());
    return std::nullopt;
  }
}

}  // namespace ipt::fuzz
