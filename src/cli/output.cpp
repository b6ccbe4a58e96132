#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "ipt/base/error.hpp"

namespace ipt::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(Exit exit, std::string code, std::string wrong, std::string attempt) {
  throw Error({.exit = exit,
               .code = std::move(code),
               .wrong = std::move(wrong),
               .allowed = "No file was changed.",
               .attempt = std::move(attempt)});
}

[[noreturn]] void fail_writing(const std::string& path, int fault) {
  fail(Exit::failure, "file_write_failed",
       fmt::format("{} cannot be written: {}", path, std::strerror(fault)), "another place");
}

[[noreturn]] void fail_reading(const std::string& path, int fault) {
  fail(Exit::failure, "file_read_failed",
       fmt::format("{} cannot be read: {}", path, std::strerror(fault)), "a readable file");
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  FileDescriptor(FileDescriptor&&) = delete;
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// A file that is removed again unless it was given its name.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(target.string() + fmt::format(".{}.part", ::getpid())),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                           S_IRUSR | S_IWUSR)) {
    if (descriptor_.get() < 0) fail_writing(path_, errno);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  void write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(descriptor_.get(), content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail_writing(path_, errno);
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor_.get()) != 0) fail_writing(path_, errno);
  }

  void rename_to(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) fail_writing(target, errno);
    path_.clear();
  }

 private:
  std::string path_;
  FileDescriptor descriptor_;
};

}  // namespace

void write_file(const std::string& path, std::string_view content, Existing existing) {
  std::error_code fault;
  const fs::path target = fs::absolute(path, fault);
  const fs::path folder = target.parent_path();
  const fs::file_status parent = fs::status(folder, fault);
  if (parent.type() == fs::file_type::none) fail_writing(path, fault.value());
  if (!fs::is_directory(parent) && fs::exists(parent)) {
    fail(Exit::not_found, "folder_not_found", fmt::format("{} is a file", folder.string()),
         "an existing folder");
  }
  if (!fs::is_directory(parent)) {
    fail(Exit::not_found, "folder_not_found", fmt::format("there is no folder {}", folder.string()),
         "an existing folder");
  }
  const bool is_there = fs::exists(fs::symlink_status(target, fault));
  if (fs::is_directory(target, fault)) {
    fail(Exit::refused, "file_exists", fmt::format("{} is a folder", path),
         "the name of a file, or --output-dir where a report names its file");
  }
  if (is_there && (existing == Existing::refuse || !fs::is_regular_file(target, fault))) {
    fail(Exit::refused, "file_exists", fmt::format("{} exists already", path),
         "another name, or --force to replace a file");
  }
  TemporaryFile file{target};
  file.write(content);
  file.rename_to(target.string());
}

std::string read_file(const std::string& path, std::size_t most) {
  if (auto content = find_file(path, most)) return *std::move(content);
  fail(Exit::not_found, "file_not_found", fmt::format("there is no file {}", path),
       "the path of a file, or - for standard input");
}

std::optional<std::string> find_file(const std::string& path, std::size_t most) {
  const FileDescriptor descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (descriptor.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (descriptor.get() < 0) fail_reading(path, errno);
  std::string content;
  std::array<char, 16384> buffer{};
  while (content.size() < most) {
    const ssize_t got = ::read(descriptor.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_reading(path, errno);
    if (got == 0) break;
    content.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return content;
}

}  // namespace ipt::cli
