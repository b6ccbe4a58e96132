#pragma once

#include <string>
#include <vector>

#include "ipt/domain/catalogue.hpp"
#include "ipt/domain/code.hpp"
#include "ipt/domain/revision.hpp"
#include "ipt/report/report.hpp"

namespace ipt::report {

/// What a copy does with that which is about somebody else.
enum class Others { marked, left_out };

/// A copy for the client of everything that is held of them, `ipt.client.copy/1`, in plain words:
/// each record as it stands, then every change ever made, with when, by whom and why. What is about
/// another person is marked, or left out: people of the inventory, the other party of a focus,
/// contacts with others, and an appointment that was recorded here by mistake and given to another
/// client. That a free text speaks of somebody the program cannot see, and says so. `history` is
/// all that was ever recorded of the client.
Report client_copy(const ClientCode& client, const std::vector<RecordedOperation>& history,
                   const Catalogue& catalogue, Others others, Date as_of);

}  // namespace ipt::report
