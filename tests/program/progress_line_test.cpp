#include "cli/progress_line.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace ipt::cli {
namespace {

// A terminal whose clock says what a test wants.
struct Terminal {
  std::chrono::milliseconds clock{0};
  std::vector<std::string> shown = {};

  World world() {
    World world;
    world.show_now = [this](std::string_view text) { shown.emplace_back(text); };
    world.elapsed = [this] { return clock; };
    return world;
  }
};

using std::chrono::milliseconds;

}  // namespace

TEST_CASE("a run that is done within a second shows no line of progress") {
  Terminal terminal;
  const World world = terminal.world();
  {
    ProgressLine line{world, 2, "reports"};
    terminal.clock = milliseconds{500};
    line.step();
    terminal.clock = milliseconds{999};
    line.step();
  }
  CHECK(terminal.shown.empty());
}

TEST_CASE("a longer run shows how far it is, now and then, and wipes it at the end") {
  Terminal terminal;
  const World world = terminal.world();
  {
    ProgressLine line{world, 9, "reports"};
    line.step();
    terminal.clock = milliseconds{1000};
    line.step();
    line.step();  // too soon after the last look
    terminal.clock = milliseconds{1250};
    line.step();
  }
  const std::vector<std::string> expected = {"\r\x1b[Kipt: 2 of 9 reports",
                                             "\r\x1b[Kipt: 4 of 9 reports", "\r\x1b[K"};
  CHECK(terminal.shown == expected);
}

TEST_CASE("without a terminal no line of progress is shown") {
  const World world;
  ProgressLine line{world, 1, "reports"};
  CHECK_NOTHROW(line.step());
}

}  // namespace ipt::cli
