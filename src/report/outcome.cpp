#include "ipt/report/outcome.hpp"

namespace ipt::report {

std::string_view outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::saved:
      return "Saved";
    case Outcome::already_saved:
      return "Already saved as";
    case Outcome::would_save:
      break;
  }
  return "Would save";
}

void add_outcome(Object& data, Outcome outcome) {
  data.add("saved", outcome == Outcome::saved)
      .add("already_saved", outcome == Outcome::already_saved)
      .add("dry_run", outcome == Outcome::would_save);
}

}  // namespace ipt::report
