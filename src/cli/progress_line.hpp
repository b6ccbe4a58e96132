#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "cli/world.hpp"

namespace ipt::cli {

/// How far a long run is, as one line on the terminal of standard error: it appears once the run
/// has taken a second, and goes away with its owner. Without such a terminal it does nothing.
class ProgressLine {
 public:
  /// `what` is counted, such as "courses".
  ProgressLine(const World& world, std::size_t total, std::string what)
      : world_(world), total_(total), what_(std::move(what)) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ProgressLine(ProgressLine&&) = delete;
  ProgressLine& operator=(ProgressLine&&) = delete;
  ~ProgressLine();

  /// One more is done.
  void step();

 private:
  const World& world_;
  std::size_t total_;
  std::string what_;
  std::size_t done_ = 0;
  std::chrono::milliseconds next_{1000};  ///< since the start of the program
  bool is_shown_ = false;
};

}  // namespace ipt::cli
