// ipt db verify
#include <fmt/core.h>

#include "cli/db.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli::db {
namespace {

using enum report::Column::Align;

// A line each: a head, and after a space whatever the note says beside it. An empty line, and one
// that begins with #, is none.
std::vector<store::Head> noted_heads(const std::string& text) {
  std::vector<store::Head> heads;
  int line = 0;
  for (const std::string_view each : split(text, '\n')) {
    ++line;
    const std::string_view noted = trimmed(each);
    if (noted.empty() || noted.starts_with('#')) continue;
    const auto head = store::find_head(noted.substr(0, noted.find_first_of(" \t")));
    if (!head) {
      throw Error(
          {.exit = Exit::usage,
           .code = "head_malformed",
           .wrong =
               fmt::format("line {} of {} is not the head of a store", line, flags::anchors.name),
           .allowed = "A head is the number of a change, a colon, and 8 to 64 digits of its "
                      "hash, such as 42:0250adab.",
           .attempt = "ipt db info --head, which prints one"});
    }
    heads.push_back(*head);
  }
  return heads;
}

report::List texts(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

}  // namespace

void add_verification(report::Report& report, const store::Verification& verification) {
  report::List parts;
  report::Facts shown;
  for (std::size_t i = 0; i < verification.parts.size(); ++i) {
    const store::VerifiedPart& part = verification.parts[i];
    const bool ok = part.findings.empty();
    parts.emplace_back(report::Object{}
                           .add("part", part.id)
                           .add("ok", ok)
                           .add("text", part.text)
                           .add("findings", texts(part.findings))
                           .add("remarks", texts(part.remarks)));
    report::Phrase text = fmt::format("{}{{parts.{}.text}}", ok ? "ok: " : "WRONG: ", i);
    for (std::size_t k = 0; k < part.findings.size(); ++k) {
      text += fmt::format("; {{parts.{}.findings.{}}}", i, k);
    }
    for (std::size_t k = 0; k < part.remarks.size(); ++k) {
      text += fmt::format("; {{parts.{}.remarks.{}}}", i, k);
    }
    shown.facts.push_back({part.id, text});
  }
  report.data.add("sound", verification.is_sound())
      .add("head", verification.head ? report::Value{verification.head->text()} : report::Value{})
      .add("parts", std::move(parts));
  report.blocks.emplace_back(std::move(shown));
}

void verify(Invocation& invocation) {
  const auto noted = noted_heads(invocation.text_of_file(flags::anchors));
  const auto how = invocation.arguments().given(flags::quick) ? store::Thoroughness::quick
                                                              : store::Thoroughness::full;
  const store::Verification verification = invocation.verify(how, noted);
  report::Report report{.schema = "ipt.db.verify/1", .as_of = invocation.as_of()};
  report.data.add("path", invocation.store_path());
  const bool sound = verification.is_sound();
  report.verdict = sound ? "{path} is sound" : "{path} is NOT as the program left it";
  add_verification(report, verification);
  if (verification.head) {
    report.blocks.emplace_back(report::Facts{.facts = {{"head", "{head}"}}});
  }
  if (!sound) {
    report.blocks.emplace_back(
        report::Note{.text = "Keep this file as it is, and restore a backup: ipt db restore FILE",
                     .tone = report::Tone::alert});
    invocation.end_with(Exit::store);
  }
  invocation.print(report);
}

}  // namespace ipt::cli::db
