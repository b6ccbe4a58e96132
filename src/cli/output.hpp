#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ipt/base/existing.hpp"

namespace ipt::cli {

/// Writes a whole file of mode 0600 or nothing: a new file beside it is written, synced and
/// renamed. Throws `Error`: exit 4 `file_exists`, exit 3 `folder_not_found`, exit 1
/// `file_write_failed`.
void write_file(const std::string& path, std::string_view content, Existing existing);

/// The text of a file, or so many bytes of it. Throws `Error`: exit 3 `file_not_found`, exit 1
/// `file_read_failed`.
std::string read_file(const std::string& path, std::size_t most);

/// The same; nothing when there is no such file.
std::optional<std::string> find_file(const std::string& path, std::size_t most);

}  // namespace ipt::cli
