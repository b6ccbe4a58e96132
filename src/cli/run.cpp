#include "cli/run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>

#include "cli/candidates.hpp"
#include "cli/explain.hpp"
#include "cli/fill_in.hpp"
#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/help.hpp"
#include "cli/invocation.hpp"
#include "cli/json_names.hpp"
#include "cli/parse.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"
#include "ipt/render/json.hpp"

namespace ipt::cli {
namespace {

bool asks_for_json(std::span<const std::string> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--json" || arguments[i] == "--format=json") return true;
    if (arguments[i] == "--format" && i + 1 < arguments.size() && arguments[i + 1] == "json")
      return true;
  }
  return false;
}

int fail(const Explanation& error, std::span<const std::string> arguments, World& world) {
  assert(is_listed(error.code, error.exit) && "a code is a promise: add it to json_names.cpp");
  world.err(asks_for_json(arguments) ? render::json(error) : error_text(error));
  return static_cast<int>(error.exit);
}

// One line on the state of the store, or how to start.
std::string store_line(const World& world) {
  const Arguments none;
  try {
    const StorePlace place = store_place(world, none);
    const store::Store store = store::Store::open(place.path, store::Store::Access::read);
    const store::StoreFacts facts =
        store.read([](const store::Records& records) { return records.facts(); });
    return fmt::format("\nThe store {} has {}, {} open.\n", escaped_for_terminal(place.path),
                       counted(static_cast<int>(facts.courses), "course", "courses"),
                       facts.open_courses);
  } catch (const Error& error) {
    if (error.explanation().code == "store_missing") {
      return "\nThere is no store yet. The first course makes it: ipt course create K7\n";
    }
    return fmt::format("\n{}\n", escaped_for_terminal(error.explanation().wrong));
  }
}

Exit run_command(const Request& wanted, World& world) {
  const std::string name = name_of(*wanted.group, *wanted.command);
  Arguments arguments = parse(*wanted.command, name, wanted.rest);
  if (wanted.command->text != nullptr) {
    world.out(wanted.command->text(arguments));
    return Exit::done;
  }
  if (arguments.given(flags::edit) || arguments.given(flags::form)) {
    run_filled_in(wanted, std::move(arguments), world);
    return Exit::done;
  }
  Invocation invocation{world, std::move(arguments)};
  wanted.command->run(invocation);
  return invocation.exit();
}

void refuse_bare_flags(const Request& wanted) {
  for (const std::string& each : wanted.rest) {
    throw Error({.exit = Exit::usage,
                 .code = "command_missing",
                 .wrong = fmt::format("'{}' stands without a command", each),
                 .allowed = "A command comes first: ipt NOUN VERB.",
                 .attempt = "ipt --help"});
  }
}

Exit dispatch(std::span<const std::string> arguments, World& world) {
  const Request wanted = request(arguments);
  if (wanted.topics) {
    world.out(help_on(*wanted.topics));
  } else if (wanted.command != nullptr) {
    if (!wanted.wants_help) return run_command(wanted, world);
    world.out(help_of(*wanted.group, *wanted.command));
  } else if (wanted.group != nullptr) {
    if (!wanted.wants_help) {
      const std::string noun{wanted.group->noun};
      throw Error({.exit = Exit::usage,
                   .code = "verb_missing",
                   .wrong = fmt::format("'ipt {}' needs a verb", noun),
                   .allowed = fmt::format("{}.", wanted.group->summary),
                   .attempt = fmt::format("ipt {} --help", noun)});
    }
    world.out(help_of(*wanted.group));
  } else if (wanted.wants_version) {
    world.out("ipt " IPT_VERSION "\n");
  } else if (wanted.wants_help) {
    world.out(overview());
  } else {
    refuse_bare_flags(wanted);
    world.out(weekly_commands() + store_line(world));
  }
  return Exit::done;
}

}  // namespace

int run(std::span<const std::string> arguments, World& world) {
  if (asks_for_candidates(arguments)) {
    print_candidates(arguments, world);
    return static_cast<int>(Exit::done);
  }
  try {
    return static_cast<int>(dispatch(arguments, world));
  } catch (const std::exception& fault) {
    return fail(explanation_of(fault), arguments, world);
  }
}

}  // namespace ipt::cli
