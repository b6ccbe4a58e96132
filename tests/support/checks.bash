# What the scripts that try the store print: "ok - ..." or "not ok - ..." lines. The scripts that use
# it source this file and end with `exit "$failed"`.
# shellcheck disable=SC2034 # the script that sources this ends with it
failed=0

ok() { echo "ok - $1"; }
not_ok() {
  echo "not ok - $1"
  failed=1
}
# check NAME COMMAND...: one line for what the command says.
check() {
  local name="$1"
  shift
  if "$@"; then ok "$name"; else not_ok "$name"; fi
}
