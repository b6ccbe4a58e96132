#include "support/temporary_folder.hpp"

#include <unistd.h>

#include <cstdlib>

namespace ipt::test {

// Not in TMPDIR: the program wraps the paths that it prints, and what it prints must not depend on
// how long a caller's path is.
TemporaryFolder::TemporaryFolder() {
  std::string name = "/tmp/ipt-test-XXXXXX";
  path_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace ipt::test
