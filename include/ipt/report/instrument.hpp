#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// `instrument list`: the latest version of each.
Report instrument_list(const Catalogue& catalogue);

/// `instrument show`: everything that a row says. The instrument is one of the catalogue.
Report instrument_shown(const Catalogue& catalogue, const Instrument& instrument);

/// The echo of `instrument define`, with what holds now.
Report instrument_defined(const Catalogue& catalogue, const Instrument& instrument, Date today,
                          Outcome outcome);

}  // namespace ipt::report
