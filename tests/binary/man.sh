#!/usr/bin/env bash
# The manual pages: well-formed, whole, the same each time, and made from nothing but the program.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

page="$work/ipt.1"
ends_with "the page is printed" 0 "$IPT" help man
cp "$out" "$page"
same "mandoc finds nothing" "" "$(mandoc -Tlint -Wall "$page" || true)"
same "mandoc finds a fault that is planted" yes \
  "$(sed '5i .XX' "$page" | mandoc -Tlint -Wall >/dev/null || echo yes)"

run env XDG_CONFIG_HOME="$work/nowhere" IPT_TODAY=nonsense IPT_DB=/dev/null "$IPT" help man
same_bytes "nothing around the program reaches the page" "$page" "$out"

mandoc -Tascii "$page" | sed 's/.\x08//g' >"$work/shown"
has() { check "the page has $1" grep -qE -- "$2" "$work/shown"; }
for section in NAME SYNOPSIS DESCRIPTION COMMANDS 'COMMON FLAGS' DATES 'EXIT STATUS' MEASURES PRIVACY \
  ENVIRONMENT FILES EXAMPLES 'SEE ALSO'; do
  has "the section $section" "^$section$"
done
has "the other page named" '^ +ipt-practice\(7\)$'
has "an option as it is typed" '^ +--attended-late$'
has "a quote as it is typed" "'-' for one left out"
has "an example that can be copied" '^ +ipt log K7 --date mon --dna$'

# Every command, and each of its flags, is on the page as in help.
missing=()
while read -r noun; do
  mapfile -t verbs < <("$IPT" completion words -- "$noun" '' | cut -f 1)
  "$IPT" "$noun" --help | grep -q '^Usage: .* VERB' || verbs=('')
  for verb in "${verbs[@]}"; do
    grep -qF "   ipt $noun${verb:+ $verb}" "$work/shown" || missing+=("$noun $verb")
    while read -r flag; do
      grep -qE -- "^ +(-., )?$flag( |$)" "$work/shown" || missing+=("$noun $verb $flag")
    done < <("$IPT" "$noun" ${verb:+"$verb"} --help | grep -oE '^ +(-., )? *--[a-z0-9-]+' |
      grep -oE -- '--[a-z0-9-]+')
  done
done < <("$IPT" completion words -- '' | cut -f 1 | grep -vE '^(log|help)$')
same "every command and flag of help is on the page" "" "${missing[*]-}"

# The page on the therapy says what help says, section by section.
practice="$work/ipt-practice.7"
ends_with "the page on the therapy is printed" 0 "$IPT" help man ipt
cp "$out" "$practice"
same "mandoc finds nothing in it" "" "$(mandoc -Tlint -Wall "$practice" || true)"
mandoc -Tascii "$practice" | sed 's/.\x08//g' >"$work/shown"
same "its headings are those of help" "$("$IPT" help ipt | tail -n +2 | grep -E '^[A-Z ,]+$')" \
  "$(grep -E '^[A-Z ,]+$' "$work/shown" | grep -vE '^(NAME|DESCRIPTION|SEE ALSO)$')"
words_of() { tr -cs '[:alnum:]' '\n' | sort; }
same "and so are its words" "$("$IPT" help ipt | tail -n +2 | words_of)" \
  "$(sed '1,/^DESCRIPTION$/d; /^SEE ALSO$/,$d' "$work/shown" | words_of)"
has "a table as it stands" '^ +split +3/6/3 +3/7/3'

finish
