#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/choice.hpp"
#include "cli/settings.hpp"
#include "cli/world.hpp"
#include "ipt/base/date_grammar.hpp"
#include "ipt/domain/course.hpp"
#include "ipt/domain/school.hpp"
#include "ipt/report/outcome.hpp"
#include "ipt/report/report.hpp"
#include "ipt/store/restore.hpp"
#include "ipt/store/store.hpp"

namespace ipt::cli {

/// What a writing command did, and the reference of what it wrote.
struct Change {
  std::string reference;
  report::Report report;
};

/// A copy of the store, and whether the store could note where it lies.
struct BackedUp {
  store::StoreFacts copy;
  bool is_noted = false;
};

/// A text that may be stored, without blanks at its ends. Throws `Error` (usage): `text_too_long`,
/// `not_utf8`.
std::string checked_text(const std::string& text, std::string_view what);

/// One run of one command: what was typed, and the ways to the store and to the output.
class Invocation {
 public:
  Invocation(World& world, Arguments arguments)
      : world_(world),
        arguments_(std::move(arguments)),
        config_file_(find_config(world)),
        settings_(read_settings(world, arguments_, config_file_.config)) {}

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  [[nodiscard]] const ConfigFile& config_file() const { return config_file_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] Date today() const { return settings_.today; }
  [[nodiscard]] Date as_of() const { return settings_.as_of; }

  /// What holds for a key when no flag of the command says otherwise.
  [[nodiscard]] Choice choice(Key key) const {
    return cli::choice(world_, arguments_, config_file_.config, key);
  }

  /// Whose words and defaults are used.
  [[nodiscard]] School school() const {
    return find_term<School>(*choice(Key::school).value).value_or(School::weissman);
  }

  /// The day that a flag names. Throws `Error` (usage), see `resolve_date`.
  [[nodiscard]] std::optional<Date> date(const Flag& flag, Ahead ahead) const;

  /// The text of a flag, of a file (`-` is standard input), or empty. Throws `Error` for text that
  /// is not UTF-8 or longer than a record may be.
  [[nodiscard]] std::string text(const Flag& flag) const;
  /// The same of a flag that is needed. Throws `Error` (usage, `flag_missing`).
  [[nodiscard]] std::string required_text(const Flag& flag) const;
  [[nodiscard]] std::string text_of_file(const Flag& flag) const;
  /// A word that is a text. Throws `Error` as `text`, and (usage, `value_empty`) for an empty one.
  [[nodiscard]] std::string text_word(std::size_t index) const;

  /// The course that a reference means, as it was known on `--as-of`.
  [[nodiscard]] CourseRecord course(const std::string& reference);

  /// The courses of a list, as they were known on `--as-of`.
  [[nodiscard]] std::vector<CourseRecord> courses(const store::CourseFilter& filter);

  /// Which courses a list of the caseload is about: those that had started by `--as-of`, of one
  /// therapist where `--therapist` names one.
  [[nodiscard]] store::CourseFilter caseload() const;

  /// The courses that were open on `--as-of`, of one therapist where `--therapist` names one.
  [[nodiscard]] std::vector<CourseRecord> open_courses();

  /// What the store knows of instruments; without one, those of the program. It is read once.
  [[nodiscard]] const Catalogue& catalogue();
  /// The same for a command that may make the store: what a crash left of one has no instruments,
  /// and what is wrong with another is said when it is opened for writing.
  void look_up_catalogue_to_begin();

  /// `work` within one reading transaction.
  template <typename Work>
  auto read(const Work& work) {
    const store::Store store = open_for_reading();
    return store.read(work);
  }

  /// Runs `work` within one writing transaction and prints what it did. With `--dry-run` nothing is
  /// kept; a repeated `--op-id` answers with what was saved the first time.
  void change(const std::string& reason, const std::function<Change(store::Changes&)>& work);
  /// The same, where the default store is made first when there is none.
  void change_or_begin(const std::string& reason,
                       const std::function<Change(store::Changes&)>& work);

  /// Makes the store at its place, but for a dry run; whether it was made just now.
  bool make_store();
  [[nodiscard]] std::string store_path() const;

  /// Copies the store into that file or folder, and notes it there; with `--dry-run` only says what
  /// would be copied, and where to. Throws `Error` as `Store::back_up`; exit 4 `output_is_store`.
  [[nodiscard]] BackedUp back_up(const std::string& path);

  /// Checks the store; see `store::Verification`.
  [[nodiscard]] store::Verification verify(store::Thoroughness how,
                                           const std::vector<store::Head>& noted);

  /// See `store::restore`.
  [[nodiscard]] store::Restored restore(const std::string& file, store::Commit commit);

  /// `is_confirmed`: nothing has to be asked. `confirm` asks for a word to be typed, before what
  /// cannot be taken back; `about` says what that is and `before` what could be done first, unless
  /// `--yes` or `--dry-run` is given. Throws `Error` (exit 4): `not_confirmed` for another answer,
  /// `confirmation_needed` where nobody can be asked.
  [[nodiscard]] bool is_confirmed() const;
  void confirm(const std::string& word, const std::string& about, const std::string& before) const;

  /// Runs `work` as `change` does, and writes the file anew afterwards. Throws `Error`
  /// (`rewrite_unfinished`) when that fails: then the next writing command does it.
  void erase(const std::string& reason, const std::function<Change(store::Changes&)>& work);

  /// What was done to the store: nothing, when everything was there already.
  [[nodiscard]] report::Outcome outcome(const store::Changes& changes) const;
  [[nodiscard]] bool is_dry_run() const;

  /// Prints a result: to stdout, `--output` or `--output-dir`; warnings to stderr.
  void print(const report::Report& report);
  /// The same; the exit status is that of findings when something at least as grave as `--fail-on`
  /// (without it: `usual`) stands in the report. `Gravity::none` asks for nothing.
  void print_and_judge(const report::Report& report, report::Gravity usual);
  /// The same of several reports, made one after another. With `--output-dir` each is written as
  /// soon as it is made, else they are printed together: as JSON within `together`, which also
  /// speaks where there is none. Only `--fail-on` asks for an exit status.
  void print_all_and_judge(report::Report together, std::size_t count,
                           const std::function<report::Report(std::size_t)>& make);
  /// Ends with that status although nothing is thrown: what was printed is what was asked for.
  void end_with(Exit exit) { exit_ = exit; }
  /// The exit status of a command that went well.
  [[nodiscard]] Exit exit() const { return exit_; }
  /// Prints what a writing command did; with `--quiet` only what needs attention.
  void print_echo(report::Report report);
  /// Prints one when it is not empty, else a line that says so.
  void print_or(report::Report report, bool empty, const std::string& nothing);

  /// A line on stderr.
  void remark(std::string_view text);

 private:
  [[nodiscard]] store::Store open_for_reading();
  [[nodiscard]] store::Store open_for_writing(bool may_begin);
  [[nodiscard]] store::Operation operation(const std::string& reason) const;
  Change commit(store::Store& store, const store::Operation& operation,
                const std::function<Change(store::Changes&)>& work);
  void print(std::span<const report::Report> reports);
  [[nodiscard]] report::Gravity least_gravity(report::Gravity usual) const;
  void judge(report::Gravity found, report::Gravity least);
  void tell_remarks();
  void tell_about(const store::Store& store, const std::string& path);

  World& world_;
  Arguments arguments_;
  ConfigFile config_file_;
  Settings settings_;
  std::string remarks_;
  std::vector<std::string> told_ = {};
  std::optional<Catalogue> catalogue_ = {};
  Exit exit_ = Exit::done;
};

}  // namespace ipt::cli
