#pragma once

#include <exception>
#include <string>

namespace ipt {

/// The exit status of the program. The numbers are a promise to scripts.
enum class Exit : int {
  done = 0,           ///< done; also an empty report and "no findings"
  failure = 1,        ///< input/output, a full disk, an internal fault
  usage = 2,          ///< the command line, or a value that is not allowed
  not_found = 3,      ///< no such course, session, instrument, therapist or file
  refused = 4,        ///< refused by the state of things
  store = 5,          ///< the store is missing, damaged, not ours, or newer than this program
  busy = 7,           ///< another process is writing
  findings = 10,      ///< findings, where they were asked for
  interrupted = 130,  ///< stopped by the user
  pipe_closed = 141,  ///< the reader of our output went away
};

/// What an error says: three parts for a person, a code for a script.
struct Explanation {
  Exit exit = Exit::failure;
  std::string code = {};     ///< stable id in snake_case, such as `course_not_found`
  std::string wrong = {};    ///< what is wrong: one line, no full stop
  std::string allowed = {};  ///< what is allowed or true: a sentence; may be empty
  std::string attempt = {};  ///< what to try, printed after "Try: "; may be empty;
                             ///< after a line end a command to be copied as it stands
  int line = 0;              ///< of a form; 0 when it came from elsewhere
};

/// The one error type of the program: thrown where the fault is known, caught once in `run`.
class Error : public std::exception {
 public:
  explicit Error(Explanation explanation) : explanation_(std::move(explanation)) {}

  [[nodiscard]] const Explanation& explanation() const noexcept { return explanation_; }
  [[nodiscard]] const char* what() const noexcept override { return explanation_.wrong.c_str(); }

 private:
  Explanation explanation_;
};

}  // namespace ipt
