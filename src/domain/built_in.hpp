#pragma once

#include <vector>

#include "ipt/domain/instrument.hpp"

// The rows of the instruments that the program brings, every figure with its source. "Our choice"
// says that no source prescribes a figure; what is "quoted from the literature, to be confirmed"
// was not read in the original.
namespace ipt {

/// Entered answer by answer; topics are in our own words, never the wording of a scale.
std::vector<Instrument> instruments_by_items();

/// Entered as a total: their wording is not free, or is not needed.
std::vector<Instrument> instruments_by_total();

}  // namespace ipt
