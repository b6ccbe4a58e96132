#include "ipt/domain/catalogue.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt {
namespace {

// So that `PHQ-9` finds `phq9`.
std::string bare_code(std::string_view text) {
  std::string result = lower(text);
  std::erase_if(result, [](char c) { return c == '-' || c == ' '; });
  return result;
}

const Instrument* find_version(const std::vector<Instrument>& all, std::string_view code,
                               int version) {
  const auto found = std::ranges::find_if(all, [&](const Instrument& each) {
    return each.version == version && bare_code(each.code) == code;
  });
  return found == all.end() ? nullptr : &*found;
}

const Instrument* find_by(const std::vector<const Instrument*>& all, std::string Instrument::*field,
                          std::string_view text) {
  const std::string wanted = bare_code(text);
  const auto found = std::ranges::find_if(
      all, [&](const Instrument* each) { return bare_code(each->*field) == wanted; });
  return found == all.end() ? nullptr : *found;
}

}  // namespace

Catalogue::Catalogue(std::vector<Instrument> own)
    : own_(std::make_shared<const std::vector<Instrument>>(std::move(own))) {
  for (const Instrument& each : built_in_instruments()) take(each);
  const std::size_t built_in = current_.size();
  for (const Instrument& each : *own_) take(each);
  std::sort(current_.begin() + static_cast<std::ptrdiff_t>(built_in), current_.end(),
            [](const Instrument* a, const Instrument* b) { return a->code < b->code; });
}

// Later definitions take the place of earlier ones.
void Catalogue::take(const Instrument& instrument) {
  const auto same = std::ranges::find(current_, instrument.code, &Instrument::code);
  if (same == current_.end()) {
    current_.push_back(&instrument);
  } else if (instrument.version >= (*same)->version) {
    *same = &instrument;
  }
}

const Instrument* Catalogue::find(std::string_view code) const {
  // A code goes before a name, which another instrument may have as its code.
  if (const Instrument* found = find_code(code)) return found;
  return find_by(current_, &Instrument::name, code);
}

const Instrument* Catalogue::find_code(std::string_view code) const {
  return find_by(current_, &Instrument::code, code);
}

const Instrument* Catalogue::find(std::string_view code, int version) const {
  const std::string wanted = bare_code(code);
  const Instrument* own = find_version(*own_, wanted, version);
  return own != nullptr ? own : find_version(built_in_instruments(), wanted, version);
}

std::vector<const Instrument*> Catalogue::versions(std::string_view code) const {
  std::vector<const Instrument*> found;
  const Instrument* latest = find(code);
  for (int version = latest == nullptr ? 0 : latest->version; version > 0; --version) {
    if (const Instrument* each = find(code, version)) found.push_back(each);
  }
  return found;
}

bool Catalogue::is_own(const Instrument& instrument) const {
  return std::ranges::any_of(*own_, [&](const Instrument& each) { return &each == &instrument; });
}

const Instrument& Catalogue::instrument(std::string_view code) const {
  if (const Instrument* found = find(code)) return *found;
  std::vector<std::string> codes;
  for (const Instrument* each : current_) codes.push_back(each->code);
  throw Error({.exit = Exit::not_found,
               .code = "instrument_not_found",
               .wrong = fmt::format("there is no instrument '{}'", code),
               .allowed = fmt::format("Known: {}.", joined(codes, ", ")),
               .attempt = nearest(code, codes).value_or("ipt instrument list")});
}

const Instrument& read_instrument_version(const Catalogue& catalogue, std::string_view text) {
  const std::size_t slash = text.find('/');
  const Instrument& latest = catalogue.instrument(text.substr(0, slash));
  if (slash == std::string_view::npos) return latest;
  const auto version = whole_number(text.substr(slash + 1));
  const Instrument* found = version ? catalogue.find(latest.code, *version) : nullptr;
  if (found != nullptr) return *found;
  throw Error(
      {.exit = Exit::not_found,
       .code = "instrument_version_not_found",
       .wrong = fmt::format("there is no version '{}' of {}", text.substr(slash + 1), latest.code),
       .allowed = fmt::format("The latest is version {}.", latest.version),
       .attempt = fmt::format("{}/{}", latest.code, latest.version)});
}

std::vector<std::string> read_instruments(const Catalogue& catalogue, std::string_view list) {
  std::vector<std::string> codes;
  for (const std::string_view word : split(list, ',')) {
    const std::string& code = catalogue.instrument(trimmed(word)).code;
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  }
  return codes;
}

}  // namespace ipt
