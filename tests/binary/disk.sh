#!/usr/bin/env bash
# A disk that is full, a folder or file that may only be read, a store of which something is gone:
# the documented exit status, one error, and nothing is written. What is no store at all, limits on
# file sizes and /dev/full are in process.sh.
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

base="$work/base.db"
must db init --db "$base"
must course create K7 --start 2026-10-05 --focus grief --db "$base"
for date in 2026-10-05 2026-10-12 2026-10-19; do
  must session log K7 --date "$date" --phq9 112301210 -m "a note" --db "$base"
done

reading=(report progress K7 --with-notes)
writing=(session log K7 --date 2026-10-26 --phq9 111111110)

# The folder that a check looks at, and the store in it.
folder="$work/place" store="$work/place/ipt.db"
new_store() {
  chmod -f 700 "$folder" || true
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  cp "$base" "$store"
}

# state_of FOLDER: every name, kind, mode and byte in it.
state_of() (
  cd "$1"
  find . -printf '%P %y %m\n' | sort
  find . -type f -exec sha256sum {} + | sort
)

# --- A full disk ------------------------------------------------------------------------------

# fill_up FOLDER KIB: leaves so much room on its disk.
fill_up() {
  cat /dev/zero >"$1/filling" 2>/dev/null || true
  truncate -s "-$2K" "$1/filling"
}

# On a disk with so many KiB left, in `store`: all or nothing, and a report works.
wrong_with_room() {
  local before said
  rm -f "${store%/*}"/*
  cp "$base" "$store"
  fill_up "${store%/*}" "$1"
  before="$(state_of "${store%/*}")"
  run "$IPT" "${reading[@]}" --db "$store"
  ((status == 0)) || wrong+=("$1 KiB: a report ends with $status")
  run "$IPT" --json "${writing[@]}" --db "$store"
  said="$(error_code)"
  case "$status" in
    0) [[ $(rows "$store" appointment) == 4 ]] || wrong+=("$1 KiB: exit 0, and not saved") ;;
    1)
      refusals=$((refusals + 1))
      [[ $said == store_write_failed ]] || wrong+=("$1 KiB: code '$said'")
      [[ $(state_of "${store%/*}") == "$before" ]] || wrong+=("$1 KiB: exit 1, and written")
      ;;
    *) wrong+=("$1 KiB: exit $status") ;;
  esac
  sound "$store" >/dev/null || wrong+=("$1 KiB: not sound")
}

mkdir "$work/disk"
if mount -t tmpfs -o size=1m none "$work/disk" 2>"$err"; then
  store="$work/disk/ipt.db" wrong=() refusals=0
  for kib in {0..80..4}; do wrong_with_room "$kib"; done
  same "a disk with 0 to 80 KiB left: 1 and as before, or 0 and saved" "" "${wrong[*]-}"
  check "a disk with too little room refuses ($refusals of 21)" \
    test "$refusals" -gt 0 -a "$refusals" -lt 21
  fill_up "$work/disk" 0
  before="$(state_of "$work/disk")"
  refused "a report onto a full disk" 1 file_write_failed \
    "${reading[@]}" -o "$work/disk/report.txt" --db "$store"
  refused "a store on a full disk" 1 store_write_failed db init --db "$work/disk/new.db"
  rm -f "$work/disk/new.db"
  same "neither leaves anything" "$before" "$(state_of "$work/disk")"
  rm "$work/disk/filling"
  cp "$base" "$store"
  mount -o remount,ro "$work/disk"
  ends_with "a disk that may only be read: a report works" 0 \
    "$IPT" "${reading[@]}" --db "$store"
  refused "a disk that may only be read: a record is refused" 5 store_not_writable \
    "${writing[@]}" --db "$store"
  umount "$work/disk"
  store="$folder/ipt.db"
else
  skip "a full disk" "no file system can be mounted here"
fi

# --- Without rights ---------------------------------------------------------------------------

# Root may do everything, so it gives its rights up where that is possible.
as_user=()
if ((EUID == 0)); then
  as_user=(setpriv --bounding-set=-all --inh-caps=-all)
  "${as_user[@]}" true 2>"$err" || as_user=()
fi

# with_modes NAME FOLDER_MODE FILE_MODE READING WRITING: how a report and a record end.
with_modes() {
  local before said
  new_store
  chmod "$3" "$store"
  before="$(state_of "$folder")"
  chmod "$2" "$folder"
  run "${as_user[@]}" "$IPT" --json "${reading[@]}" --db "$store"
  said="$status $(error_code)"
  run "${as_user[@]}" "$IPT" --json "${writing[@]}" --db "$store"
  same "$1: a report ends with $4, a record with $5" "$4, $5" "${said% }, $status $(error_code)"
  chmod 700 "$folder"
  same "$1: nothing is written" "$before" "$(state_of "$folder")"
}

if ((EUID == 0)) && ((${#as_user[@]} == 0)); then
  skip "files without rights" "root cannot give up its rights here"
else
  with_modes "a file that may only be read" 700 400 0 "5 store_not_writable"
  with_modes "a folder that may only be read" 500 600 0 "5 store_not_writable"
  with_modes "both may only be read" 500 400 0 "5 store_not_writable"
  with_modes "a file without rights" 700 000 "5 store_not_writable" "5 store_not_writable"
  with_modes "a folder without rights" 000 600 "5 store_not_readable" "5 store_not_readable"
fi

# --- A store of which something is gone -------------------------------------------------------

size="$(stat -c %s "$base")"
page=4096
run "$IPT" "${reading[@]}" --db "$base"
cp "$out" "$work/whole"

# Looks at the store as it is: a report is right or is refused with 5, a record is saved or is
# refused with 5; what is refused writes nothing. Adds to `wrong` and, for each refusal, to
# `refusals`.
look_at() {
  local what="$1" before
  before="$(sum_of "$store")"
  run timeout 10 "$IPT" "${reading[@]}" --db "$store"
  case "$status" in
    0) cmp -s "$out" "$work/whole" || wrong+=("$what: another report") ;;
    5) refusals=$((refusals + 1)) ;;
    *) wrong+=("$what: a report ends with $status") ;;
  esac
  [[ $(sum_of "$store") == "$before" ]] || wrong+=("$what: a report writes")
  run timeout 10 "$IPT" "${writing[@]}" --db "$store"
  case "$status" in
    0) ;;
    5)
      refusals=$((refusals + 1))
      [[ $(grep -c '^ipt: error: ' "$err") == 1 ]] || wrong+=("$what: not one error")
      [[ $(sum_of "$store") == "$before" ]] || wrong+=("$what: refused, and written")
      ;;
    *) wrong+=("$what: a record ends with $status") ;;
  esac
  [[ $(ls -A "$folder") == ipt.db ]] || wrong+=("$what: it leaves $(ls -A "$folder")")
}

wrong=() refusals=0 cuts=0
for ((at = 512; at < size; at += 1536)); do
  new_store
  truncate -s "$at" "$store"
  look_at "cut off at $at"
  cuts=$((cuts + 1))
done
same "a store that is cut off at any of $cuts places is never read wrongly, nor written" "" \
  "${wrong[*]-}"
same "and is always refused" $((2 * cuts)) "$refusals"

# with_page NUMBER SOURCE: puts other bytes in the place of a page.
with_page() {
  new_store
  dd if="$2" of="$store" bs=$page seek="$1" count=1 conv=notrunc status=none
}
head -c $page /dev/zero >"$work/zeros"
RANDOM=7
for ((i = 0; i < page; i++)); do
  printf -v byte '\\x%02x' $((RANDOM % 256))
  printf '%b' "$byte"
done >"$work/noise"
for kind in zeros noise; do
  wrong=() refusals=0
  for ((number = 0; number < size / page; number++)); do
    with_page "$number" "$work/$kind"
    look_at "page $number"
  done
  same "a store with a page of $kind is never read wrongly, and a refusal writes nothing" "" \
    "${wrong[*]-}"
  check "some of $((size / page)) such pages are noticed ($refusals refusals)" test "$refusals" -gt 10
done

finish
