#pragma once

#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/settings.hpp"
#include "cli/world.hpp"
#include "ipt/base/existing.hpp"

namespace ipt::cli {

/// Whether the result goes into a file: with `--output` or `--output-dir`.
bool is_for_file(const Arguments& arguments);

/// Whether a file that is there may be replaced: with `--force`.
Existing existing(const Arguments& arguments);

/// Refuses a path that belongs to the store: it is no place for a report or for a copy of itself,
/// not even with --force. Throws `Error`: exit 2 `value_empty`, exit 4 `output_is_store`.
void require_not_the_store(const World& world, const Arguments& arguments, const std::string& path);

/// What a result is called in a folder: `weekly-2026-W47.html`.
std::string file_name(std::string_view name, Format format);

/// Hands over a result as it is to be read: prints it, writes it to the new file of `--output`, or
/// as `name` to the folder of `--output-dir`, where it replaces the file of that name unless it
/// holds just this. The path of a file is printed but for `--quiet`. Throws `Error` as `write_file`
/// does, and for both flags at once (usage, `flags_contradict`).
void deliver(World& world, const Arguments& arguments, const Settings& settings,
             std::string_view content, const std::string& name);

}  // namespace ipt::cli
