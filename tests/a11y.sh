#!/usr/bin/env bash
# Lets axe-core look at real pages in headless Chromium, in light and in dark. AXE is the path of
# axe.min.js (npm install axe-core), IPT that of the program. Where one of them is missing it says
# so and succeeds: this needs more than a package manager of the system gives.
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

while read -r command; do
  # shellcheck disable=SC2086 # words
  must $command --format html
  cp "$out" "$work/page.html"
  for mode in 0 1; do
    for size in 1200,900 400,800; do
      said="$(findings "$work/page.html" "$mode" "$size")"
      name="axe: ipt $command, colour scheme $mode, $size"
      if [[ $said =~ ^passes\ [1-9][0-9]*$ ]]; then
        ok "$name"
      else
        not_ok "$name" "${said:-axe said nothing}"
      fi
    done
  done
done <<'COMMANDS'
report progress K7 --with-notes
report outcomes --by focus
prep K7
course list
COMMANDS

finish
