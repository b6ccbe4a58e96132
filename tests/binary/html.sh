#!/usr/bin/env bash
# The pages of real reports, as Tidy and the strict parser of html5lib see them.
example="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../examples/weekly-reports" && pwd)"
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

store="$work/pages.db"
export IPT_DB="$store"
must db init
must course create K7 --start 2026-09-07 --instruments phq9,gad7 --weeks 12 --therapist TH1 \
  --goal "<b>=1+1</b> & \"more\""
must session log K7 --date 2026-09-07 --phq9 222222221 --gad7 2222222 --risk passive-ideation
must course focus K7 transition --from 2026-09-14 --old-role "<i>old</i>" --new-role "new & other"
must session log K7 --date 2026-09-14 --phq9 22222222- -m $'first line\nsecond <line>'
must session log K7 --date 2026-09-21 --dna
must event add K7 "<script>moved</script>" --date 2026-09-23
must session log K7 --date 2026-09-28 --phq9 111111110 --link "]]> --> <!--"
must course create K8 --start 2026-11-16
must course create K9 --start 2026-06-01 --instruments who5
for day in 2026-06-01 2026-06-08 2026-06-15; do
  must session log K9 --date "$day" --score "who5=${day: -1}"
done
must course end K9 --status completed --date 2026-06-15
must supervision ask K7 "<b>Is</b> this & that a dispute?"

# tidy_says_nothing FILE: no error and no warning.
tidy_says_nothing() {
  local said
  said="$(tidy -e -q -utf8 "$1" 2>&1)" || { echo "$said" && false; }
  [[ ! $said ]] || { echo "$said" && false; }
}

# strictly_parsed FILE: Debian's own Python, which has html5lib.
strictly_parsed() {
  /usr/bin/python3 -c 'import html5lib, sys
html5lib.HTMLParser(strict=True).parse(open(sys.argv[1], "rb").read())' "$1"
}

while read -r command; do
  # shellcheck disable=SC2086 # words
  run "$IPT" $command --format html
  [[ $command != check* ]] || same "ipt $command finds something" 10 "$status"
  [[ $command == check* ]] || ended "ipt $command --format html" 0
  cp "$out" "$work/page.html"
  check "ipt $command: Tidy has nothing to say" tidy_says_nothing "$work/page.html"
  check "ipt $command: it is parsed strictly" strictly_parsed "$work/page.html"
done <<'COMMANDS'
report progress K7
report progress K7 --with-notes
report progress K7 --ascii
report progress K7 --plain
report progress K8
report progress K9
report progress --all
report outcomes --by focus --courses
report weekly
report weekly --therapist TH1
report ending K9
report supervision
client copy K7
check
check K7
prep
prep K7
todo
session list K7
session show K7.2
score list K7
course list --all
course show K7
goal list K7
instrument list
instrument show phq9
formulation show K7
history K7
config show
COMMANDS

# The page that leads to the others, of the example.
IPT_TODAY=2026-10-05 run "$example/weekly-reports.sh" --ipt "$IPT" "$work/reports"
ended "weekly-reports.sh writes its pages" 10
check "index.html: Tidy has nothing to say" tidy_says_nothing "$work/reports/index.html"
check "index.html: it is parsed strictly" strictly_parsed "$work/reports/index.html"

finish
