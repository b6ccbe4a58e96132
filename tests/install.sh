#!/usr/bin/env bash
# Installs what is missing of the named parts of packages.txt: tests/install.sh build [test]
# Says nothing when nothing is missing.
set -euo pipefail

list="$(dirname "${BASH_SOURCE[0]}")/packages.txt"

packages_of() { awk -v part="$1" '/^#/ { current = $2; next } NF && current == part' "$list"; }

fail() {
  echo "ipt: error: $1" >&2
  exit 1
}

wanted=()
for part in "$@"; do
  mapfile -t -O "${#wanted[@]}" wanted < <(packages_of "$part")
done
((${#wanted[@]})) || fail "no packages listed for: $*"

command -v dpkg-query >/dev/null ||
  fail "not a Debian system; build with cmake once you have: ${wanted[*]}"

# dpkg-query complains of packages it never heard of; those are missing too.
missing="$(comm -23 \
  <(printf '%s\n' "${wanted[@]}" | sort -u) \
  <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
    sed -n 's/^installed //p' | sort -u))"
[[ $missing ]] || exit 0
mapfile -t missing <<<"$missing"

# With a terminal sudo may ask for the password; without one it must not have to.
sudo_works() { command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; }

as_root=()
if ((EUID != 0)); then
  sudo_works || fail "not root and no sudo; ask an administrator for: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=120 -q -y "$@" >>"$log" 2>&1
}

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
echo "Installing ${missing[*]} ..." >&2
# An update that fails (one source of several is away) need not keep the packages away.
apt update || true
apt install --no-install-recommends "${missing[@]}" || {
  cat "$log" >&2
  fail "apt-get could not install: ${missing[*]}"
}
