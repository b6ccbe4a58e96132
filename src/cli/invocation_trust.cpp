// What an invocation does with the store as a whole.
#include <fmt/core.h>

#include "cli/flags.hpp"
#include "cli/invocation.hpp"
#include "ipt/base/error.hpp"
#include "ipt/base/text.hpp"

namespace ipt::cli {

store::Verification Invocation::verify(store::Thoroughness how,
                                       const std::vector<store::Head>& noted) {
  const store::Store store = open_for_reading();
  return store.verify(how, noted);
}

store::Restored Invocation::restore(const std::string& file, store::Commit commit) {
  const StorePlace place = store_place(world_, arguments_);
  return store::restore(place.path, place.is_default, file, operation(""), commit);
}

bool Invocation::is_confirmed() const { return arguments_.given(flags::yes) || is_dry_run(); }

void Invocation::confirm(const std::string& word, const std::string& about,
                         const std::string& before) const {
  if (is_confirmed()) return;
  const Explanation needed{
      .exit = Exit::refused,
      .code = "confirmation_needed",
      .wrong = about + " cannot be taken back, and nobody can be asked",
      .allowed = before + ". Nothing was changed; in a script --yes confirms it.",
      .attempt = "--dry-run, which shows what it would do, then --yes"};
  if (!world_.ask) throw Error(needed);
  const std::string question =
      fmt::format("{} cannot be taken back; {}.\nType {} to go on: ", about, before, word);
  const std::string answer = world_.ask(question).value_or("");
  if (lower(std::string{trimmed(answer)}) == lower(word)) return;
  throw Error({.exit = Exit::refused,
               .code = "not_confirmed",
               .wrong = "that was not what was asked for",
               .allowed = "Nothing was changed.",
               .attempt = fmt::format("the same command again, and then {}", word)});
}

void Invocation::erase(const std::string& reason,
                       const std::function<Change(store::Changes&)>& work) {
  const store::Operation operation = this->operation(reason);
  store::Store store = open_for_writing(false);
  const Change done = commit(store, operation, work);
  try {
    if (!is_dry_run()) store.rewrite();
  } catch (const Error& error) {
    const Explanation& why = error.explanation();
    throw Error({.exit = Exit::failure,
                 .code = "rewrite_unfinished",
                 .wrong = "it is erased, but the file could not be written anew",
                 .allowed = "Until that is done, what was erased may be saved in free parts of the "
                            "file. The next command that writes does it. " +
                            why.allowed,
                 .attempt = "ipt db backup DIR, or any command that writes"});
  }
  print_echo(done.report);
}

}  // namespace ipt::cli
