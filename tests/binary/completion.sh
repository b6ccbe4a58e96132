#!/usr/bin/env bash
# The completion scripts in real shells. Lines are typed into a terminal of their own, ended by the
# tab key; what the line became is compared.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

must db init
for code in K7 K70 M1; do must course create "$code" --focus grief; done
store="$HOME/.local/share/ipt/ipt.db"
mkdir "$work/bin" "$work/folder"
ln -s "$IPT" "$work/bin/ipt"
export PATH="$work/bin:$PATH" TERM=xterm
cd "$work/folder"
echo note >notes.txt
mkdir "with space"
cp "$store" "with space/store.db"
must course create Q5 --db "with space/store.db"

for shell in bash zsh fish; do
  "$IPT" completion "$shell" >"$work/script.$shell"
done
check "shellcheck finds nothing in the script for bash" shellcheck -s bash "$work/script.bash"
check "zsh reads its script" zsh -fn "$work/script.zsh"
check "fish reads its script" fish --no-config --no-execute "$work/script.fish"

# --- A terminal for each shell -------------------------------------------------------------------

# Control-G prints the line between marks and empties it.
cat >"$work/start.bash" <<'END'
shown() { printf '\nLINE_%s_END\n' "$READLINE_LINE"; READLINE_LINE= READLINE_POINT=0; }
bind -x '"\C-g": shown'
bind 'set bell-style none' 'set page-completions off' 'set completion-query-items 0'
bind 'set enable-bracketed-paste off'
PS1='READY '
source <(ipt completion bash)
END
cat >"$work/.zshrc" <<'END'
autoload -Uz compinit
compinit -u -D
unsetopt beep list_beep
shown() { print -r -- $'\n'"LINE_${BUFFER}_END"; BUFFER=; }
zle -N shown
bindkey '^G' shown
bindkey '^I' complete-word
PS1='READY '
(( $+functions[_ipt] )) || source <(ipt completion zsh)
END
cat >"$work/start.fish" <<'END'
function fish_prompt; echo 'READY '; end
function fish_greeting; end
function shown
    printf '\nLINE_%s_END\n' (commandline | string collect)
    commandline ''
end
bind \cg shown
ipt completion fish | source
END

# Types lines into a shell and prints what each became; zsh holds the terminal.
cat >"$work/type.zsh" <<'END'
zmodload zsh/zpty
shell=$1
shift
case $shell in
  (bash) zpty typed bash --noprofile --rcfile $WORK/start.bash -i ;;
  (zsh) zpty typed env ZDOTDIR=$WORK zsh -d -i ;;
  (fish) zpty typed "fish --no-config -i -C 'source $WORK/start.fish'" ;;
esac
zpty -r typed seen '*READY*'
for line; do
  zpty -w -n typed "$line"$'\t\a'
  zpty -r typed seen '*LINE_*_END*'
  seen=${${seen##*LINE_}%%_END*}
  print -r -- $seen
done
zpty -d typed
END

# became SHELL LINE EXPECTED [LINE EXPECTED]...: so each line stands after the tab key.
became() {
  local shell="$1" lines=() expected=() i=0 actual
  shift
  while (($#)); do
    lines+=("$1") expected+=("$2")
    shift 2
  done
  mapfile -t actual < <(WORK="$work" timeout 60 zsh -f "$work/type.zsh" "$shell" "${lines[@]}")
  for ((i = 0; i < ${#lines[@]}; i++)); do
    same "$shell: ${lines[i]}" "${expected[i]}|" "${actual[i]-nothing}|"
  done
}

common=(
  'ipt se' 'ipt session '
  'ipt course cr' 'ipt course create '
  'ipt help exi' 'ipt help exit-codes '
  'ipt log K7 --focus gr' 'ipt log K7 --focus grief '
  'ipt log K7 --focus=gr' 'ipt log K7 --focus=grief '
  'ipt log m' 'ipt log M1 '
  'ipt score add K7 ph' 'ipt score add K7 phq9='
  'ipt log K7 --score=ph' 'ipt log K7 --score=phq9='
  'ipt log K7 --note-file no' 'ipt log K7 --note-file notes.txt '
  'ipt log K7 --note-file=no' 'ipt log K7 --note-file=notes.txt '
  'ipt prep K7 > no' 'ipt prep K7 > notes.txt '
  'ipt log --db with\ space/store.db Q' 'ipt log --db with\ space/store.db Q5 '
  "ipt log --db='with space/store.db' Q" "ipt log --db='with space/store.db' Q5 "
  'ipt log K7:g' 'ipt log K7:g'
  'ipt log K7@' 'ipt log K7@'
  'ipt nonsense k' 'ipt nonsense k'
)
ends_in_list=(
  'ipt log K7 --technique link,aff' 'ipt log K7 --technique link,affect'
  'ipt log K7 --technique=link,aff' 'ipt log K7 --technique=link,affect'
  'ipt session show M' 'ipt session show M1'
)
became bash "${common[@]}" "${ends_in_list[@]}" \
  'ipt log k' 'ipt log K7' 'ipt prep K7 >no' 'ipt prep K7 >notes.txt '
became zsh "${common[@]}" "${ends_in_list[@]}" \
  'ipt log k' 'ipt log K7' \
  "IPT_DB='with space/store.db' ipt log Q" "IPT_DB='with space/store.db' ipt log Q5 "
became fish "${common[@]}" 'ipt log K70' 'ipt log K70 ' \
  "IPT_DB='with space/store.db' ipt log Q" "IPT_DB='with space/store.db' ipt log Q5 "

# As a file of $fpath, as it is installed.
mkdir "$work/fpath"
cp "$work/script.zsh" "$work/fpath/_ipt"
sed -i "1i fpath=($work/fpath \$fpath)" "$work/.zshrc"
sed -i 's/^((.*/whence -v _ipt/' "$work/.zshrc"
became zsh 'ipt log m' 'ipt log M1 ' 'ipt log K7 --focus=gr' 'ipt log K7 --focus=grief '

# shellcheck disable=SC2016
same "fish shows what a candidate means" $'--focus=grief\tGrief (complicated bereavement)' \
  "$(fish --no-config -c 'source $argv[1]; complete -C "ipt log K7 --focus=g"' "$work/script.fish")"

# --- Nothing is said and nothing is changed ------------------------------------------------------

# silent NAME COMMAND...: neither an answer nor an error, exit status 0.
silent() {
  local name="$1"
  shift
  run timeout 5 "$@"
  same "$name" "0||" "$status|$(cat "$out")|$(cat "$err")"
}
ask=("$IPT" completion words --)
head -c 5000 "$store" >damaged.db
cp damaged.db damaged.before
head -c 4096 /dev/urandom >noise.db
mkfifo pipe.db
for place in damaged.db noise.db pipe.db /dev/zero nowhere/ipt.db . ""; do
  silent "no store at '$place'" env IPT_DB="$place" HOME="$work/nohome" "${ask[@]}" log K
done
same_bytes "a damaged store stays as it is" damaged.before damaged.db
check "no store is made" test ! -e "$work/nohome"
silent "bytes that are no text" "${ask[@]}" log $'\xff\xfe'
silent "a flag that is open without end" "${ask[@]}" log K7 --note x --note --note
mkdir -p "$HOME/.config/ipt"
echo nonsense >"$HOME/.config/ipt/config"
ends_with "settings that are wrong stop a command" 2 "$IPT" course list
for words in "words -- log m" bash; do
  # shellcheck disable=SC2086
  ends_with "but not: completion $words" 0 env IPT_TODAY=nonsense "$IPT" completion $words
  same "nor is anything said" "" "$(cat "$err")"
done
ends_with "nor an answer" 0 "${ask[@]}" log m
same "which is there" M1 "$(cat "$out")"
rm "$HOME/.config/ipt/config"

# A store of an older schema is upgraded by the next command, not by a key.
mkdir older
cp "$store" older/ipt.db
sqlite3 older/ipt.db "PRAGMA user_version = 1"
before="$(sum_of older/ipt.db)"
ends_with "an older store is asked" 0 "${ask[@]}" --db older/ipt.db log m
same "and answers" M1 "$(cat "$out")"
same "and stays as it is" "$before ipt.db" "$(sum_of older/ipt.db) $(ls older)"

# Another process holds the store: no waiting.
coproc writer { sqlite3 "$store"; }
writer_process=$!
echo 'BEGIN EXCLUSIVE; SELECT 1;' >&"${writer[1]}"
read -r -u "${writer[0]}" _
silent "a store that is being written" "${ask[@]}" log K
printf 'ROLLBACK;\n.quit\n' >&"${writer[1]}"
wait "$writer_process"
before="$(sum_of "$store")"
chmod 400 "$store"
ends_with "a store that may only be read is read" 0 "${ask[@]}" log m
same "and answers" M1 "$(cat "$out")"
same "asking changes nothing" "$before" "$(sum_of "$store")"

finish
