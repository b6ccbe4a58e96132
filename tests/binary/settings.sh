#!/usr/bin/env bash
# The settings file: what it is read for, what it stops, and who the history says made a change.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

settings="$HOME/.config/ipt/config"
mkdir -p "${settings%/*}"

# values: each setting with its value, without what it comes from.
values() {
  "$IPT" config show --json >"$out"
  sqlite3 -batch -noheader :memory: "
    SELECT json_extract(value, '\$.key'), json_extract(value, '\$.value')
    FROM json_each(CAST(readfile('$out') AS TEXT), '\$.data.settings')"
}

# --- config show reads back -------------------------------------------------------------------

full="therapist = TH1
weeks = 13
phases = 4/8/4
instruments = gad7, PHQ-9
minutes = 50
mode = video
school = stuart
plain = yes
color = never
diagnoses = others, burnout"
while read -r name content; do
  printf '%b' "$content" >"$settings"
  before="$(values)"
  must config show
  cp "$out" "$settings"
  same "config show of $name reads back to the same values" "$before" "$(values)"
  must config show -o "$work/shown"
  cp "$settings" "$work/first"
  cp "$work/shown" "$settings"
  must config show
  same_bytes "config show of $name repeats itself" "$work/shown" "$out"
  rm "$work/shown"
done <<EOF
nothing
a-byte-order-mark \xEF\xBB\xBFweeks=14
CRLF weeks=14\r\n\r\n# x\r\nactor=TH9\r\n
everything ${full//$'\n'/\\n}
EOF

long="$work/$(printf 'long%.0s' {1..30})"
mkdir -p "$long/ipt"
cp "$settings" "$long/ipt/config"
run env XDG_CONFIG_HOME="$long" IPT_DB="$long/none.db" "$IPT" config show
same "the path of the file stands on one line however long it is" \
  "# File: $long/ipt/config" "$(sed -n 2p "$out")"
same "every line is a comment, a setting or empty" "" "$(grep -Ev '^(#.*|[a-z]+ = .+|)$' "$out")"
run env -u HOME "$IPT" config show
ended "config show without a home" 0
check "config show makes no store" test ! -e "$HOME/.local"

# --- Who made a change ------------------------------------------------------------------------

# actor_is NAME ACTOR ENVIRONMENT... -- ARGUMENT...
actor_is() {
  local name="$1" wanted="$2" variables=()
  shift 2
  while [[ $1 != -- ]]; do
    variables+=("$1")
    shift
  done
  shift
  rm -f "$work/actor.db"
  must db init --db "$work/actor.db"
  run env "${variables[@]}" "$IPT" course create K7 --db "$work/actor.db" "$@"
  same "$name" "$wanted" \
    "$(sqlite3 -batch -readonly "$work/actor.db" 'SELECT DISTINCT actor FROM revision')"
}

rm "$settings"
actor_is "without any setting the actor is user" user USER=anna LOGNAME=anna --
printf 'therapist = TH1\n' >"$settings"
actor_is "the therapist of the settings is the actor" TH1 USER=anna --
actor_is "a therapist of this course alone is not" TH1 USER=anna -- --therapist TH5
printf 'therapist = TH1\nactor = clerk\n' >"$settings"
actor_is "the actor of the settings stands above the therapist" clerk USER=anna --
actor_is "an empty IPT_ACTOR is none" clerk IPT_ACTOR= --
actor_is "IPT_ACTOR stands above the settings" TH3 IPT_ACTOR=TH3 --
actor_is "--actor stands above IPT_ACTOR" TH4 IPT_ACTOR=TH3 -- --actor TH4

# --- What the file stops ----------------------------------------------------------------------

printf 'week = 14\n' >"$settings"
for command in "course list" "prep K7" "log K7" "db info" "db init" "config show"; do
  # shellcheck disable=SC2086
  refused "a wrong setting stops 'ipt $command'" 2 setting_unknown $command
done
check "a wrong setting keeps the store from being made" test ! -e "$HOME/.local"
for command in "--help" "--version" "help" "help dates" "course create --help" "config --help" ""; do
  # shellcheck disable=SC2086
  ends_with "a wrong setting does not stop 'ipt $command'" 0 "$IPT" $command
done
printf 'weeks = 14\n# caf\xe9\n' >"$settings"
refused "settings that are not UTF-8" 2 not_utf8 course list
head -c 70000 /dev/zero | tr '\0' '\n' >"$settings"
refused "settings of more than 64 KiB" 2 settings_too_long course list
rm "$settings"
mkdir "$settings"
refused "a folder in the place of the settings" 1 settings_unreadable course list
rmdir "$settings"
ln -s "$work/nowhere" "$settings"
refused "a link to nowhere is no settings file" 5 store_missing course list
rm "$settings"
printf 'weeks = 14\n' >"$settings"
chmod 000 "$settings"
if [[ -r $settings ]]; then
  skip "settings that cannot be read" "this user reads everything"
else
  refused "settings that cannot be read" 1 settings_unreadable course list
  ends_with "settings that cannot be read do not stop help" 0 "$IPT" course --help
fi

finish
