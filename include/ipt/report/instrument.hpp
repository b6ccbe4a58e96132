#pragma once

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/instrument.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// One line an instrument of the catalogue.
Report instrument_list(const Catalogue& catalogue);

/// Everything that the row of an instrument says, with its sources.
Report instrument_shown(const Instrument& instrument);

}  // namespace ipt::report
