#include "cli/delivery.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "cli/flags.hpp"
#include "cli/output.hpp"
#include "ipt/base/error.hpp"

namespace ipt::cli {
namespace {

void require_path(const std::string& path, std::string_view what) {
  if (!path.empty()) return;
  throw Error({.exit = Exit::usage,
               .code = "value_empty",
               .wrong = fmt::format("the name of the {} is empty", what),
               .allowed = "What is written takes a path.",
               .attempt = fmt::format("the path of a {}", what)});
}

std::string_view extension(Format format) {
  switch (format) {
    case Format::json:
      return "json";
    case Format::markdown:
      return "md";
    case Format::html:
      return "html";
    case Format::csv:
      return "csv";
    case Format::text:
      break;
  }
  return "txt";
}

void keep_in_folder(World& world, const Arguments& arguments, const std::string& folder,
                    std::string_view content, const std::string& name, bool quiet) {
  if (arguments.given(flags::output)) {
    refuse_together("--output and --output-dir",
                    "--output names the file, --output-dir the folder of a file that the report "
                    "names.");
  }
  require_path(folder, "folder");
  const std::string path = (std::filesystem::path{folder} / name).string();
  require_not_the_store(world, arguments, path);
  // What is unchanged keeps its time, so that a copy or a mirror need not be made again.
  if (find_file(path, content.size() + 1) != content) {
    write_file(path, content, Existing::replace);
  }
  if (!quiet) world.out(path + "\n");
}

}  // namespace

bool is_for_file(const Arguments& arguments) {
  return arguments.given(flags::output) || arguments.given(flags::output_dir);
}

Existing existing(const Arguments& arguments) {
  return arguments.given(flags::force) ? Existing::replace : Existing::refuse;
}

void require_not_the_store(const World& world, const Arguments& arguments,
                           const std::string& path) {
  require_path(path, "file");
  const auto place = find_store_place(world, arguments);
  if (!place) return;
  const std::string& store = place->path;
  std::error_code none;
  const bool is_store = std::filesystem::equivalent(path, store, none);
  const bool is_journal = std::filesystem::weakly_canonical(path, none) ==
                          std::filesystem::weakly_canonical(store + "-journal", none);
  if (!is_store && !is_journal) return;
  throw Error({.exit = Exit::refused,
               .code = "output_is_store",
               .wrong = fmt::format("{} belongs to the store", path),
               .allowed = "Nothing that is written replaces the store.",
               .attempt = "another file"});
}

std::string file_name(std::string_view name, Format format) {
  return fmt::format("{}.{}", name, extension(format));
}

void deliver(World& world, const Arguments& arguments, const Settings& settings,
             std::string_view content, const std::string& name) {
  if (const auto folder = arguments.find(flags::output_dir)) {
    keep_in_folder(world, arguments, *folder, content, name, settings.quiet);
    return;
  }
  const auto path = arguments.find(flags::output);
  if (!path) {
    world.out(content);
    return;
  }
  require_not_the_store(world, arguments, *path);
  write_file(*path, content, existing(arguments));
  if (!settings.quiet) world.out(*path + "\n");
}

}  // namespace ipt::cli
