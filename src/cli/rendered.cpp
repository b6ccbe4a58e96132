#include "cli/rendered.hpp"

#include "ipt/render/json.hpp"
#include "ipt/render/text.hpp"

namespace ipt::cli {
namespace {

std::string texts(std::span<const report::Report> reports, const render::TextStyle& style) {
  std::string all;
  for (const report::Report& report : reports) {
    if (!all.empty()) all += "\n\n";
    all += render::text(report, style);
  }
  return all;
}

}  // namespace

std::string rendered(std::span<const report::Report> reports, const Settings& settings) {
  if (settings.format == Format::text) return texts(reports, settings.style);
  return render::json(reports.front());
}

}  // namespace ipt::cli
