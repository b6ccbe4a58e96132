#include "cli/rendered.hpp"

#include <fmt/core.h>

#include "ipt/base/error.hpp"
#include "ipt/render/csv.hpp"
#include "ipt/render/html.hpp"
#include "ipt/render/json.hpp"
#include "ipt/render/markdown.hpp"
#include "ipt/render/text.hpp"

namespace ipt::cli {
namespace {

std::string csv_of(const report::Report& report) {
  if (!report.csv_rows.empty()) return render::csv(report);
  throw Error({.exit = Exit::usage,
               .code = "csv_not_available",
               .wrong = "there is no CSV of this report",
               .allowed = "CSV prints one list: the courses of the weekly report, and the groups "
                          "(--by) or the courses (--courses) of the report on outcomes.",
               .attempt = "--format json, which holds everything that a report says"});
}

}  // namespace

std::string rendered(std::span<const report::Report> reports, const Settings& settings) {
  if (settings.format == Format::markdown) return render::markdown(reports, settings.style.voice);
  if (settings.format == Format::html) return render::html(reports, settings.style.voice);
  std::string out;
  for (const report::Report& each : reports) {
    switch (settings.format) {
      case Format::json:
        out += render::json(each);
        break;
      case Format::csv:
        out += csv_of(each);
        break;
      default:
        if (!out.empty()) out += "\n\n";
        out += render::text(each, settings.style);
    }
  }
  return out;
}

}  // namespace ipt::cli
