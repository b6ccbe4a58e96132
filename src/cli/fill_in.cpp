#include "cli/fill_in.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "cli/draft_file.hpp"
#include "cli/explain.hpp"
#include "cli/flags.hpp"
#include "cli/form.hpp"
#include "cli/form_keys.hpp"
#include "cli/invocation.hpp"
#include "cli/output.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {
namespace {

constexpr int most_rounds = 20;

bool is_input(const Arguments& arguments, const Flag& flag) { return arguments.text(flag) == "-"; }

void require_one_source(const Arguments& typed) {
  if (typed.given(flags::edit) && typed.given(flags::form)) {
    refuse_together("--edit and --form", "A form is filled in now, or it is there already.");
  }
  if (is_input(typed, flags::form) && is_input(typed, flags::note_file)) {
    refuse_together("--form - and --note-file -", "Standard input is read once.");
  }
}

std::string stem_of(const Request& wanted, const Arguments& typed, const World& world) {
  return draft_stem(world, typed.words().empty() ? "" : typed.word(0),
                    name_of(*wanted.group, *wanted.command));
}

// What the form says is wrong, for one who looks at it.
std::string sentence(const Explanation& error) {
  std::string text = error.wrong + ".";
  if (!error.allowed.empty()) text += " " + error.allowed;
  if (!error.attempt.empty()) text += " Try: " + error.attempt;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// The refusals that a person can answer in the form; a line of it may also name what is not there.
bool is_mistake(const Explanation& error) {
  return error.exit == Exit::usage || error.exit == Exit::refused ||
         (error.exit == Exit::not_found && error.line > 0);
}

// A form and the command that it is for.
class Filling {
 public:
  Filling(const Request& wanted, Arguments typed, World& world)
      : wanted_(wanted), command_(*wanted.command), typed_(std::move(typed)), world_(world) {}

  void from_editor() {
    take_note_file();
    Invocation look{world_, typed_};
    learn_keys(look);
    const FormDraft opening = draft(look);
    if (!opening.reference.empty()) typed_.set_word(0, opening.reference);
    const std::string text = form_text(opening);
    opened_ = read_form(text, keys_);
    DraftFile file = DraftFile::make(world_, stem_of(wanted_, typed_, world_), text);
    bool saved = false;
    try {
      saved = rounds(file, text);
    } catch (const std::exception& fault) {
      give_up(file, text, explanation_of(fault));
    }
    finish(file, saved, look);
  }

  void from_file() {
    const bool input = is_input(typed_, flags::form);
    const std::string text = input ? world_.read_input(longest_form + 1)
                                   : read_file(typed_.text(flags::form), longest_form + 1);
    if (!input) {
      require_form_size(text);
      run_or_say(text);
      if (!typed_.given(flags::dry_run)) remove_kept(world_, typed_.text(flags::form));
      return;
    }
    try {
      require_form_size(text);
      run_or_say(text);
    } catch (const std::exception& fault) {
      Explanation error = explanation_of(fault);
      if (error.code != unchanged_code) keep_input(text, error);
      throw Error(std::move(error));
    }
  }

 private:
  static constexpr std::string_view unchanged_code = "form_unchanged";

  // Scores are keys by the codes of instruments, which stand in the store: it may be unreadable.
  void learn_keys(Invocation& look) {
    const auto& flags = command_.flags;
    if (std::ranges::find(flags, &flags::score) != flags.end()) catalogue_ = look.catalogue();
    keys_ = form_keys(command_, catalogue_);
  }

  // Also looks whether the course is there, before anything is typed in vain.
  FormDraft draft(Invocation& look) const {
    if (command_.draft != nullptr) return command_.draft(command_, look);
    if (!typed_.words().empty()) {
      const std::string& word = typed_.word(0);
      const std::size_t end = word.find_first_of(".@:");
      if (command_.positionals.front().names_course) {
        static_cast<void>(look.course(word.substr(0, end)));
      }
    }
    return draft_of_flags(command_, typed_, catalogue_);
  }

  // A note from a file is a note that was typed.
  void take_note_file() {
    if (!typed_.given(flags::note_file) || typed_.given(flags::note)) return;
    std::string note = Invocation{world_, typed_}.text_of_file(flags::note_file);
    typed_.erase(flags::note_file);
    typed_.add(flags::note, {std::move(note)});
  }

  void run_or_say(const std::string& text) {
    Invocation look{world_, typed_};
    learn_keys(look);
    if (!run(text)) say_nothing_changed(look);
  }

  // Opens the form until it can be saved; whether there was something to save.
  bool rounds(const DraftFile& file, std::string given) {
    Explanation mistake;
    int line = 0;
    for (int round = 1; round <= most_rounds; ++round) {
      edit(file, line);
      const std::string filled = file.text();
      if (round > 1 && filled == given) break;
      // Left without saving: whatever was typed beside -e is not meant either.
      if (round == 1 && filled == given && !file.was_written()) return false;
      try {
        return run(filled);
      } catch (const Error& error) {
        mistake = error.explanation();
      }
      if (!is_mistake(mistake)) break;
      const MarkedForm again = marked(filled, mistake.line, sentence(mistake));
      file.replace(again.text);
      given = again.text;
      mistake.line = line = again.line;
      if (!wants_json()) world_.err(error_text(mistake));
    }
    throw Error(std::move(mistake));
  }

  void edit(const DraftFile& file, int line) {
    std::string editor = "vi";
    for (const char* name : {"EDITOR", "VISUAL"}) {
      editor = environment(world_, name).value_or(editor);
    }
    const Edited ended = world_.edit(editor, file.path(), line);
    if (ended.stopped) {
      throw Error({.exit = Exit::interrupted,
                   .code = "form_interrupted",
                   .wrong = "the program was told to stop while the form was open",
                   .allowed = "Nothing was saved.",
                   .attempt = "the same command again"});
    }
    if (ended.status == 0) return;
    throw Error({.exit = Exit::failure,
                 .code = "editor_failed",
                 .wrong = fmt::format("the editor '{}' ended with status {}", editor, ended.status),
                 .allowed = "Nothing was saved. The editor is VISUAL, else EDITOR, else vi.",
                 .attempt = "EDITOR with an editor that is there, or --form FILE"});
  }

  // Runs the command; false when the form says nothing that could be saved.
  bool run(const std::string& text) {
    std::vector<FormEntry> entries = read_form(text, keys_);
    if (says_nothing(entries)) return false;
    Arguments arguments = typed_;
    if (!opened_.empty()) leave_out_untouched(entries, arguments);
    Invocation invocation{world_, filled_in(command_, std::move(arguments), entries, catalogue_)};
    command_.run(invocation);
    return true;
  }

  // Emptied, or left as it was opened. An emptied line says something where it clears a field.
  [[nodiscard]] bool says_nothing(const std::vector<FormEntry>& entries) const {
    const bool clears = command_.blank == Blank::clears;
    const bool emptied = std::ranges::all_of(
        entries, [&](const FormEntry& entry) { return !clears && entry.value.empty(); });
    if (emptied && (!opened_.empty() || typed_only_a_day())) return true;
    if (typed_content(command_, typed_)) return false;
    return emptied || (std::ranges::all_of(entries, [&](const auto& e) { return is_opened(e); }) &&
                       (clears || entries.size() == opened_.size()));
  }

  // A day alone says nothing of what happened on it.
  [[nodiscard]] bool typed_only_a_day() const {
    return find_text_word(command_) == nullptr &&
           std::ranges::none_of(command_.flags, [&](const Flag* flag) {
             return flag != &flags::date && typed_.given(*flag);
           });
  }

  // Whether a line stands in the form as it did when it was opened.
  [[nodiscard]] bool is_opened(const FormEntry& entry) const {
    return std::ranges::any_of(opened_, [&](const FormEntry& each) { return each.says(entry); });
  }

  // In a form that was opened, a line that is gone takes back what was typed; where blank lines
  // clear, one that is as it was leaves the field alone.
  void leave_out_untouched(std::vector<FormEntry>& entries, Arguments& arguments) const {
    if (command_.blank == Blank::skipped) {
      for (const Flag* flag : command_.flags) arguments.erase(*flag);
      return;
    }
    // A text that the command needs is taken as it stands.
    const bool needs_text = find_text_word(command_) != nullptr;
    std::erase_if(entries, [&](const FormEntry& entry) {
      return is_opened(entry) && !(needs_text && entry.key == text_key);
    });
  }

  void finish(DraftFile& file, bool saved, Invocation& look) {
    if (saved && typed_.given(flags::dry_run)) {
      file.keep(world_);
      world_.err(fmt::format("ipt: nothing was saved; the form is kept: {}\n", file.path()));
      return;
    }
    file.remove();
    if (!saved) say_nothing_changed(look);
  }

  void say_nothing_changed(Invocation& look) const {
    if (command_.blank == Blank::clears) {
      std::string name = name_of(*wanted_.group, command_);
      std::ranges::replace(name, ' ', '.');
      report::Report report{.schema = fmt::format("ipt.{}/1", name)};
      add_outcome(report.data, report::Outcome::already_saved);
      report.blocks.emplace_back(report::Note{.text = "Nothing was changed."});
      look.print_echo(report);
      return;
    }
    const bool opened = typed_.given(flags::edit);
    throw Error({.exit = Exit::refused,
                 .code = std::string{unchanged_code},
                 .wrong = opened ? "nothing was saved: the form was left as it was, or emptied"
                                 : "nothing was saved: the form is empty",
                 .allowed = "A form that says nothing of its own is not recorded.",
                 .attempt = fmt::format("ipt {} --help", name_of(*wanted_.group, command_))});
  }

  // Keeps what was typed, and says where. A form that nobody has touched is not kept.
  [[noreturn]] void give_up(DraftFile& file, const std::string& opened, Explanation error) {
    if (is_untouched(file, opened)) {
      file.remove();
    } else {
      file.keep(world_);
      if (file.is_there()) name_kept(file, error);
    }
    throw Error(std::move(error));
  }

  static bool is_untouched(const DraftFile& file, const std::string& opened) {
    try {
      return file.text() == opened && !file.has_leftovers();
    } catch (const Error&) {
      return false;
    }
  }

  void keep_input(const std::string& text, Explanation& error) const {
    try {
      name_kept(DraftFile::make_kept(world_, stem_of(wanted_, typed_, world_), text), error);
    } catch (const Error& second) {
      error.allowed += fmt::format("{}The form could not be kept: {}.",
                                   error.allowed.empty() ? "" : " ", second.what());
    }
  }

  void name_kept(const DraftFile& file, Explanation& error) const {
    const std::string again = fmt::format("{} --form {}", command_line(), shell_word(file.path()));
    const bool has_answer = is_mistake(error) && !error.attempt.empty();
    const std::string answer = has_answer ? error.attempt + ". Correct" : "looking through";
    error.attempt = fmt::format("{} the kept form, then:\nipt {}", answer, again);
  }

  // The command and its words, with the flags that the form does not hold.
  [[nodiscard]] std::string command_line() const {
    std::string line = name_of(*wanted_.group, command_);
    const std::size_t most =
        command_.positionals.size() - (find_text_word(command_) != nullptr ? 1 : 0);
    for (std::size_t i = 0; i < std::min(most, typed_.words().size()); ++i) {
      line += " " + shell_word(typed_.word(i));
    }
    if (opened_.empty()) line += typed_.typed(command_.flags);
    return line + typed_.typed(common_flags(Effect::writes));
  }

  [[nodiscard]] bool wants_json() const {
    return typed_.given(flags::json) || typed_.text(flags::format) == "json";
  }

  const Request& wanted_;
  const Command& command_;
  Arguments typed_;
  World& world_;
  Catalogue catalogue_ = {};
  std::vector<FormKey> keys_ = {};
  std::vector<FormEntry> opened_ = {};
};

}  // namespace

void run_filled_in(const Request& wanted, Arguments typed, World& world) {
  require_one_source(typed);
  const bool edits = typed.given(flags::edit);
  Filling filling{wanted, std::move(typed), world};
  edits ? filling.from_editor() : filling.from_file();
}

}  // namespace ipt::cli
