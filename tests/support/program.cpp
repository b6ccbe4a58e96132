#include "support/program.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "cli/run.hpp"
#include "ipt/base/text.hpp"

namespace ipt::test {

Program::Program(Date today) : today_(today), store_(folder() + "/ipt.db") {
  must({"db", "init", "--db", store_});
}

Program::~Program() { std::filesystem::remove_all(folder()); }

int Program::run(const Words& words) {
  printed_.clear();
  errors_.clear();
  cli::World world{.today = [this] { return today_; },
                   .now = {},
                   .environment = [&](const std::string& name) -> std::optional<std::string> {
                     if (name == "IPT_DB") return store_;
                     return std::nullopt;
                   },
                   .read_input = [](std::size_t) { return std::string{}; },
                   .out = [&](std::string_view text) { printed_ += text; },
                   .err = [&](std::string_view text) { errors_ += text; }};
  const int status = cli::run(words, world);
  if (status == 0) told_ += joined(words, " ") + "\n";
  return status;
}

std::string Program::must(const Words& words) {
  const int status = run(words);
  if (status != 0) throw std::runtime_error(joined(words, " ") + ": " + errors_);
  return printed_;
}

// Where the disk is memory, a command takes a tenth of the time.
std::string Program::folder() const {
  const std::filesystem::path memory{"/dev/shm"};
  std::error_code none;
  if (!std::filesystem::is_directory(memory, none)) return spare_.path().string();
  const auto path = memory / spare_.path().filename();
  std::filesystem::create_directories(path);
  return path.string();
}

}  // namespace ipt::test
