// ipt completion …
#include <algorithm>
#include <array>

#include "cli/arguments.hpp"
#include "cli/groups.hpp"
#include "ipt/domain/vocabulary.hpp"

namespace ipt::cli {
namespace {

// The scripts know no word of ipt: they hand the words of the line to the program and show what it
// answers, so they never go out of step with it.

// bash splits words at '=', ':' and '@' as well, so the words are put together again from the line,
// and only what stands after such a character is replaced.
constexpr std::string_view bash_script =
    R"(# Completion of ipt for bash: source <(ipt completion bash)
_ipt() {
  local IFS=$' \t\n' line="${COMP_LINE:0:COMP_POINT}" words=() piece bare answer i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece="${COMP_WORDS[i]}"
    bare="${line#"${line%%[![:space:]]*}"}"
    [[ $bare == "$piece"* ]] || piece="$bare" # the cursor stands within the word
    if ((i == 0)) || [[ $bare != "$line" ]]; then
      words+=("$piece")
    else
      words[${#words[@]} - 1]+="$piece"
    fi
    line="${bare#"$piece"}"
  done
  COMPREPLY=()
  local last="${words[${#words[@]} - 1]}"
  if ((${#words[@]} > 1)) && [[ $last == [\<\>]* || ${words[${#words[@]} - 2]} == *[\<\>] ]]; then
    compopt -o default # a redirection
    return
  fi
  words=("${words[@]//[\"\'\\]/}")
  last="${words[${#words[@]} - 1]}"
  local start="${last%"${last##*[=:@]}"}"
  [[ $COMP_WORDBREAKS == *=* ]] || start=
  compopt -o nosort 2>/dev/null
  while IFS= read -r answer; do
    case "$answer" in
      :files) compopt -o default ;;
      :nospace) compopt -o nospace ;;
      *)
        answer="${answer%%$'\t'*}"
        COMPREPLY+=("${answer:${#start}}")
        ;;
    esac
  done < <(command ipt completion words -- "${words[@]:1}" 2>/dev/null)
}
complete -F _ipt ipt
)";

constexpr std::string_view zsh_script = R"(#compdef ipt
# Completion of ipt for zsh: source <(ipt completion zsh) after compinit, or this file as _ipt in a
# folder of $fpath.
_ipt() {
  local -a store answers candidates suffix
  local answer files= found=1
  store=(${(Q)${(M)${(z)LBUFFER}:#IPT_DB=*}})
  store=("${store[@]/#IPT_DB=\~/IPT_DB=$HOME}")
  answers=("${(@f)$(command env "${store[@]}" ipt completion words -- \
    "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  for answer in $answers; do
    case $answer in
      (:files) files=yes ;;
      (:nospace) suffix=(-S '') ;;
      (*$'\t'*) candidates+=("${${answer%%$'\t'*}//:/\\:}:${answer#*$'\t'}") ;;
      (?*) candidates+=("${answer//:/\\:}") ;;
    esac
  done
  if (( $#candidates )); then
    _describe -V ipt candidates -M 'm:{a-zA-Z}={A-Za-z}' "${suffix[@]}" && found=0
  fi
  if [[ -n $files ]]; then
    compset -P '--*='
    _files && found=0
  fi
  return found
}
if [[ $funcstack[1] == _ipt ]]; then
  _ipt "$@"
elif (( $+functions[compdef] )); then
  compdef _ipt ipt
fi
)";

constexpr std::string_view fish_script =
    R"(# Completion of ipt for fish: ipt completion fish | source
function __ipt_candidates
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    while string match -qr -- '^\w+=' "$words[1]" # fish has set it already
        set -e words[1]
    end
    for answer in (command ipt completion words -- $words[2..] "$last" 2>/dev/null)
        switch $answer
            case :files
                set -l flag (string match -r -- '^--[a-z-]+=' "$last")
                set -l path (string replace -r -- '^--[a-z-]+=' '' "$last")
                __fish_complete_path "$path" | string replace -r '^' -- "$flag"
            case :nospace
            case '*'
                printf '%s\n' $answer
        end
    end
end
complete -c ipt -f -a '(__ipt_candidates)'
)";

struct Shell {
  std::string_view name;
  std::string_view meaning;
  std::string_view script;
};

constexpr std::array shells = std::to_array<Shell>({
    {"bash", "source <(ipt completion bash)", bash_script},
    {"zsh", "source <(ipt completion zsh), after compinit", zsh_script},
    {"fish", "ipt completion fish | source", fish_script},
});

std::vector<AllowedWord> shell_words() {
  std::vector<AllowedWord> words;
  words.reserve(shells.size());
  for (const Shell& shell : shells) words.push_back({shell.name, shell.meaning});
  return words;
}

std::string_view script(const Arguments& arguments) {
  const std::string_view name = arguments.word(0);
  const auto* found = std::ranges::find(shells, name, &Shell::name);
  if (found != shells.end()) return found->script;
  std::vector<std::string> names;
  names.reserve(shells.size());
  for (const Shell& shell : shells) names.emplace_back(shell.name);
  refuse_word(name, "ipt completion", names);
}

constexpr std::array words = {Positional{"SHELL", "bash, zsh or fish", true, shell_words}};

constexpr std::array commands = std::to_array<Command>({
    {.verb = "",
     .summary = "A script that completes commands, flags and codes",
     .positionals = words,
     .flags = {},
     .effect = Effect::nothing,
     .details = "The tab key then completes commands, flags, their values and the codes of\n"
                "clients, of open courses where one fits. In the file that the shell starts with:\n"
                "\n"
                "  source <(ipt completion bash)    # ~/.bashrc\n"
                "  source <(ipt completion zsh)     # ~/.zshrc, after compinit\n"
                "  ipt completion fish | source     # ~/.config/fish/config.fish\n"
                "\n"
                "The scripts ask the program: 'ipt completion words -- WORD...' prints what may\n"
                "stand in the place of the last WORD, one a line, its meaning after a tab. The\n"
                "line ':files' says that a file name may stand there, ':nospace' that no space\n"
                "follows. Only codes are read from the store, nothing is written, and there is\n"
                "never an error.",
     .text = script},
});

}  // namespace

const Group completion_group{.noun = "completion",
                             .section = "RECORDS",
                             .summary = "A script for bash, zsh or fish: the tab key completes",
                             .commands = commands};

}  // namespace ipt::cli
