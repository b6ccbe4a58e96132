// ipt instrument …
#include <array>

#include "cli/allowed.hpp"
#include "cli/groups.hpp"
#include "cli/invocation.hpp"
#include "ipt/report/instrument.hpp"

namespace ipt::cli {
namespace {

void list(Invocation& invocation) {
  invocation.print(report::instrument_list(invocation.catalogue()));
}

void show(Invocation& invocation) {
  const std::string& code = invocation.arguments().word(0);
  invocation.print(report::instrument_shown(invocation.catalogue().instrument(code)));
}

constexpr std::array show_words = {Positional{"CODE", "such as phq9", true, instrument_words}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "list", .summary = "The rating scales", .positionals = {}, .flags = {}, .run = list},
    {.verb = "show",
     .summary = "Range, bands, cut-off, reliable change and their sources",
     .positionals = show_words,
     .flags = {},
     .run = show},
});

}  // namespace

const Group instrument_group{.noun = "instrument",
                             .section = "COURSES",
                             .summary = "list | show             PHQ-9, GAD-7",
                             .commands = commands};

}  // namespace ipt::cli
