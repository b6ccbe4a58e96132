#!/usr/bin/env bash
# Lets axe-core look at real pages in headless Chromium, in light and in dark. AXE is the path of
# axe.min.js (npm install axe-core), IPT that of the program. Where one of them is missing it says
# so and succeeds: this needs more than a package manager of the system gives.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/binary/lib.bash"

skipped() {
  echo "skipped: $1 is not there"
  exit 0
}

[[ ${AXE-} && -r $AXE ]] || skipped "axe-core (AXE=path of axe.min.js)"
browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)" ||
  skipped "Chromium"

export IPT_DB="$work/pages.db"
must db init
must course create K7 --start 2026-09-07 --instruments phq9,gad7 --weeks 12 --goal "Two contacts"
must session log K7 --date 2026-09-07 --phq9 222222221 --gad7 2222222 --risk passive-ideation
must course focus K7 grief --from 2026-09-14
must session log K7 --date 2026-09-14 --phq9 22222222- -m "a note"
must session log K7 --date 2026-09-21 --dna
must event add K7 "moved house" --date 2026-09-23
must session log K7 --date 2026-09-28 --phq9 111111110

must supervision ask K7 "is this a dispute?"
must course create K9 --start 2026-06-01
must session log K9 --date 2026-06-01 --phq9 111111110
must course end K9 --status completed --date 2026-06-15

# with_axe PAGE: the page that looks at itself: it may run a script, and shows what axe found.
with_axe() {
  sed -e '/Content-Security-Policy/d' -e '/^<\/body>/,$d' "$1"
  printf '<script>\n'
  cat "$AXE"
  cat <<'SCRIPT'
</script>
<script>
axe.run(document).then(found => {
  const said = found.violations.map(each =>
    each.id + ' (' + each.impact + '): ' + each.nodes.map(node => node.html).slice(0, 3).join(' '));
  document.body.innerHTML = '';
  const list = document.createElement('pre');
  list.id = 'axe-result';
  list.textContent = 'passes ' + found.passes.length + '\n' + said.join('\n');
  document.body.append(list);
});
</script>
</body>
</html>
SCRIPT
}

# findings PAGE MODE SIZE: what axe says, by lines; the first one counts what passed. Mode 0 is dark.
findings() {
  with_axe "$1" >"$work/axe.html"
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --virtual-time-budget=20000 \
    --user-data-dir="$work/browser" --window-size="$3" --blink-settings="preferredColorScheme=$2" \
    --dump-dom "file://$work/axe.html" 2>/dev/null |
    sed -n '/<pre id="axe-result">/,/<\/pre>/p' | sed 's/.*<pre id="axe-result">//; s/<\/pre>.*//'
}

# A page with a fault, lest silence be taken for praise.
must prep K7 --format html
sed 's/<main>/<main><p style="color: #999999">faint<\/p>/; s/ lang="en"//' "$out" >"$work/faulty.html"
said="$(findings "$work/faulty.html" 1 1200,900)"
for fault in color-contrast html-has-lang; do
  check "axe: $fault is found where it is planted" grep -q "^$fault" <<<"$said"
done

# looked_at NAME: what axe says of $work/page.html, on two screens, in light and in dark.
looked_at() {
  local mode size said
  for mode in 0 1; do
    for size in 1200,900 400,800; do
      said="$(findings "$work/page.html" "$mode" "$size")"
      if [[ $said =~ ^passes\ [1-9][0-9]*$ ]]; then
        ok "axe: $1, colour scheme $mode, $size"
      else
        not_ok "axe: $1, colour scheme $mode, $size" "${said:-axe said nothing}"
      fi
    done
  done
}

while read -r command; do
  # shellcheck disable=SC2086 # words
  must $command --format html
  cp "$out" "$work/page.html"
  looked_at "ipt $command"
done <<'COMMANDS'
report progress K7 --with-notes
report progress --all
report outcomes --by focus
report weekly
report ending K9
report supervision
client copy K7
todo
prep K7
course list
COMMANDS

"$root/examples/weekly-reports/weekly-reports.sh" --ipt "$IPT" "$work/reports" >/dev/null || true
cp "$work/reports/index.html" "$work/page.html"
looked_at "the index page of the week's files"

finish
