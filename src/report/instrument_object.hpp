#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/report/value.hpp"

namespace ipt::report {

/// Every field of a definition.
Object instrument_object(const Catalogue& catalogue, const Instrument& instrument);

/// A version in the list of all of them.
Object version_object(const Catalogue& catalogue, const Instrument& instrument);

}  // namespace ipt::report
