#include "cli/progress_line.hpp"

#include <fmt/core.h>

namespace ipt::cli {
namespace {

constexpr std::chrono::milliseconds between_looks{200};
constexpr std::string_view wipe = "\r\x1b[K";

}  // namespace

ProgressLine::~ProgressLine() {
  if (is_shown_) world_.show_now(wipe);
}

void ProgressLine::step() {
  ++done_;
  if (!world_.show_now || world_.elapsed() < next_) return;
  next_ = world_.elapsed() + between_looks;
  is_shown_ = true;
  world_.show_now(fmt::format("{}ipt: {} of {} {}", wipe, done_, total_, what_));
}

}  // namespace ipt::cli
