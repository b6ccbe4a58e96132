#pragma once

#include <string>
#include <vector>

#include "ipt/base/date.hpp"
#include "support/temporary_folder.hpp"

namespace ipt::test {

/// The words of a command line.
using Words = std::vector<std::string>;

/// The program on a day, with a store of its own, and all that it was told.
class Program {
 public:
  explicit Program(Date today);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  Program(Program&&) = delete;
  Program& operator=(Program&&) = delete;

  /// The exit status of a command.
  int run(const Words& words);
  /// What a command prints; throws `std::runtime_error` when it fails.
  std::string must(const Words& words);

  [[nodiscard]] const std::string& told() const { return told_; }
  /// Of the last command.
  [[nodiscard]] const std::string& printed() const { return printed_; }
  [[nodiscard]] const std::string& errors() const { return errors_; }

 private:
  [[nodiscard]] std::string folder() const;

  Date today_;
  TemporaryFolder spare_;
  std::string store_;
  std::string printed_ = {};
  std::string errors_ = {};
  std::string told_ = {};
};

}  // namespace ipt::test
