#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ipt/domain/instrument.hpp"

namespace ipt {

/// Every definition that a store knows: the instruments that the program brings, the user's own,
/// and the earlier versions of both, which the scores that were made with them still name.
/// Instruments that it answers with live as long as any copy of it.
class Catalogue {
 public:
  /// The instruments that the program brings, alone.
  Catalogue() : Catalogue(std::vector<Instrument>{}) {}
  /// And the user's own, every version of each. A definition of the user's own stands before one of
  /// the program with the same code.
  explicit Catalogue(std::vector<Instrument> own);

  /// The latest version of each: the program's own in their order, then the user's by code.
  [[nodiscard]] const std::vector<const Instrument*>& instruments() const { return current_; }

  /// The latest version of that code or name; letter case, hyphens and spaces do not matter.
  [[nodiscard]] const Instrument* find(std::string_view code) const;
  /// The same, but not by a name.
  [[nodiscard]] const Instrument* find_code(std::string_view code) const;
  /// That version of it, as a score names it.
  [[nodiscard]] const Instrument* find(std::string_view code, int version) const;

  /// Every version of that code, the latest one first; empty for an unknown code.
  [[nodiscard]] std::vector<const Instrument*> versions(std::string_view code) const;
  /// Whether the user defined it, an addition to one of the program included.
  [[nodiscard]] bool is_own(const Instrument& instrument) const;

  /// As `find`. Throws `Error` (not found, `instrument_not_found`) with the nearest code.
  [[nodiscard]] const Instrument& instrument(std::string_view code) const;

 private:
  void take(const Instrument& instrument);

  std::shared_ptr<const std::vector<Instrument>> own_;
  std::vector<const Instrument*> current_;
};

/// `mood` is the latest version, `mood/1` an earlier one. Throws `Error` (not found):
/// `instrument_not_found`, `instrument_version_not_found`.
const Instrument& read_instrument_version(const Catalogue& catalogue, std::string_view text);

/// The codes of instruments that a list joined by commas names, each once, in its order. Throws
/// `Error` (not found, `instrument_not_found`).
std::vector<std::string> read_instruments(const Catalogue& catalogue, std::string_view list);

}  // namespace ipt
