// ipt instrument …
#include "ipt/report/instrument.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "cli/allowed.hpp"
#include "cli/flags.hpp"
#include "cli/groups.hpp"
#include "cli/instrument_flags.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/domain/definition.hpp"

namespace ipt::cli {
namespace {

void list(Invocation& invocation) {
  invocation.print(report::instrument_list(invocation.catalogue()));
}

void show(Invocation& invocation) {
  const Catalogue& catalogue = invocation.catalogue();
  const std::string& word = invocation.arguments().word(0);
  invocation.print(report::instrument_shown(catalogue, read_instrument_version(catalogue, word)));
}

const Instrument* find_published(std::string_view code) { return Catalogue{}.find_code(code); }

// A new code needs what nothing else can tell.
Instrument begun(const Arguments& arguments, const std::string& code) {
  require_free_code(code);
  arguments.require(flags::direction);
  const Flag& first = arguments.given(flags::items) ? flags::items : flags::total_min;
  const Flag& last = arguments.given(flags::items) ? flags::item_max : flags::total_max;
  if (!arguments.given(first) || !arguments.given(last)) {
    throw Error({.exit = Exit::usage,
                 .code = "flag_missing",
                 .wrong = fmt::format("the range of {} is missing", code),
                 .allowed = "A new instrument has --total-min and --total-max, or --items and "
                            "--item-max.",
                 .attempt = fmt::format("{} N {} N", first.name, last.name)});
  }
  return {.code = code, .version = 0, .name = code, .entry = Entry::total};
}

constexpr const char* user_figure = "definition";

// Reasons have several lines, sources have one.
Source user_as_source(Date today, std::string reason) {
  std::ranges::replace_if(
      reason, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  std::string said = fmt::format("defined by the user on {}", today.iso());
  if (!reason.empty()) said += fmt::format(": {}", reason);
  return {.figure = user_figure, .reference = std::move(said)};
}

// What the user gave as the source of earlier versions, whose figures are taken over.
std::vector<Source> said_before(const Instrument* before) {
  std::vector<Source> sources;
  if (before == nullptr) return sources;
  std::ranges::copy_if(before->sources, std::back_inserter(sources),
                       [](const Source& source) { return source.figure == user_figure; });
  return sources;
}

// What the program says of a figure that it leaves unknown does not hold once the user has set it.
std::vector<Source> sources_that_hold(const Instrument& published, const Instrument& now) {
  std::vector<Source> sources = published.sources;
  const auto drop = [&](bool is_set, std::string_view figure) {
    if (!is_set) return;
    std::erase_if(sources, [&](const Source& source) { return source.figure == figure; });
  };
  drop(!published.case_at && now.case_at, "cut-off");
  drop(!published.reliable_change && !published.error && (now.reliable_change || now.error),
       "reliable change");
  drop(!published.remission_at && now.remission_at, "remission");
  return sources;
}

// The definition that the flags make of the one before, or of nothing.
Instrument defined(const Invocation& invocation, const Instrument* before, const std::string& code,
                   bool has_scores) {
  Instrument now = before == nullptr ? begun(invocation.arguments(), code) : *before;
  apply_definition(invocation, now);
  const Instrument* published = find_published(now.code);
  if (published != nullptr) require_published(*published, now);
  if (before != nullptr && has_scores) require_same_total(*before, now);
  check_definition(invocation, now);
  now.version += 1;
  now.sources = said_before(before);
  if (published != nullptr) {
    const std::vector<Source> hold = sources_that_hold(*published, now);
    now.sources.insert(now.sources.begin(), hold.begin(), hold.end());
  }
  now.sources.push_back(user_as_source(invocation.today(), invocation.text(flags::reason)));
  return now;
}

void define(Invocation& invocation) {
  const std::string code = read_instrument_code(invocation.arguments().word(0));
  invocation.change(invocation.text(flags::reason), [&](store::Changes& changes) {
    const Instrument* before = invocation.catalogue().find_code(code);
    const bool has_scores = before != nullptr && changes.has_scores(before->code);
    Instrument now = defined(invocation, before, code, has_scores);
    require_free_name(invocation.catalogue(), now);
    if (before != nullptr && says_the_same(*before, now)) {
      now = *before;
    } else {
      changes.add_instrument(now);
    }
    const Catalogue catalogue = changes.catalogue();
    return Change{.reference = fmt::format("{}/{}", now.code, now.version),
                  .report = report::instrument_defined(catalogue, now, invocation.today(),
                                                       invocation.outcome(changes))};
  });
}

constexpr std::array show_words = {
    Positional{"CODE", "such as phq9; mood/1 is an earlier version", true, instrument_words}};
constexpr std::array define_words = {
    Positional{"CODE", "a new one, or one to define anew", true, instrument_words}};

constexpr std::array define_flags = std::to_array<const Flag*>(
    {&flags::name,         &flags::measures,    &flags::total_min,    &flags::total_max,
     &flags::decimals,     &flags::direction,   &flags::items,        &flags::item_min,
     &flags::item_max,     &flags::topics,      &flags::reverse,      &flags::scoring,
     &flags::max_missing,  &flags::bands,       &flags::case_at,      &flags::reliable_change,
     &flags::sd,           &flags::reliability, &flags::remission_at, &flags::response,
     &flags::clinical,     &flags::functional,  &flags::risk_item,    &flags::risk_at,
     &flags::risk_max,     &flags::risk_topic,  &flags::loinc_panel,  &flags::loinc_total,
     &flags::snomed_total, &flags::licence,     &flags::reason});

constexpr std::array commands = std::to_array<Command>({
    {.verb = "list",
     .summary = "The rating scales: those of the program, and yours",
     .positionals = {},
     .flags = {},
     .run = list},
    {.verb = "show",
     .summary = "How it is typed, range, bands, cut-off, reliable change, sources",
     .positionals = show_words,
     .flags = {},
     .run = show,
     .details = "  ipt instrument show core10\n"
                "  ipt instrument show mood/1"},
    {.verb = "define",
     .summary = "Define an instrument of your own, or define it anew",
     .positionals = define_words,
     .flags = define_flags,
     .effect = Effect::writes,
     .run = define,
     .details = "A new code needs --direction, and either --total-min and --total-max or --items\n"
                "and --item-max. A code that is there gets its next version: what is not given\n"
                "stays, an empty value ('') clears. Scores keep the version that they were\n"
                "entered with, and a course is judged by that of its latest score. Once there\n"
                "are scores, what a total is stays as it is. Of an instrument of the program only\n"
                "what its row leaves unknown may be set. A decimal has a point: 2.5.\n"
                "\n"
                "  ipt instrument define mood --total-min 0 --total-max 10 \\\n"
                "    --direction higher-better --case-at 4 --bands 0=low,5=fair,8=good\n"
                "  ipt instrument define worry --items 10 --item-min 1 --item-max 5 \\\n"
                "    --direction higher-worse --max-missing 1 --sd 6.18 --reliability 0.89\n"
                "  ipt instrument define wsas --reliable-change 8 --reason \"Zahra 2014\""},
});

}  // namespace

const Group instrument_group{.noun = "instrument",
                             .section = "COURSES",
                             .summary = "list | show | define    PHQ-9, GAD-7, ... and your own",
                             .commands = commands};

}  // namespace ipt::cli
