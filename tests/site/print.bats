# The overview and the dossier as PDF: what is attached to a release.

load ../cli/helper

setup() {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	command -v pdftotext > /dev/null || skip "there is no pdftotext: make deps-test"
}

# What stands on page N of FILE, or on all of them, its lines joined.
text() { pdftotext -layout ${2:+-f "$2" -l "$2"} "$1.pdf" - | tr -s ' \n' ' '; }
pages() { pdfinfo "$1.pdf" | sed -n 's/^Pages: *//p'; }
print() {
	run node "$BATS_TEST_DIRNAME/print.mjs" . site/report/index.html site/report/signoff.html
	[ "$status" -ne 77 ] || skip "playwright-core or Chromium is not installed: tests/site/modules"
	[ "$status" -eq 0 ]
}

# 120 items in six sections, twelve fields to sign.
make_pack() {
	new_repo repo
	mkdir checklists
	{
		echo '# Release'
		for section in 1 2 3 4 5 6; do
			printf '\n## Section %s\n\n' "$section"
			for item in $(seq 20); do
				echo "- [x] Step $section.$item of the release is done and has been looked at by somebody else"
			done
		done
		printf '\n## Sign-off\n\n'
		for field in $(seq 12); do echo "- [ ] Role $field: ____________ Date: ________"; done
	} > checklists/release.md
	commit_all plan
	"$MUSTER" build -q
}

@test "the overview prints its decision on page one, and nothing is left out" {
	make_pack
	print
	[ "$(pages 1)" -le 3 ]
	first=$(text 1 1)
	for words in 'Not ready.' 'claims are unproven' 'What to do next' 'sign-offs' 'Report digest' \
		"$(git rev-parse --short=12 HEAD | cut -c1-7)"; do
		[[ $first == *"$words"* ]]
	done
	all=$(text 1)
	for section in 1 2 3 4 5 6; do [[ $all == *"Section $section 0 of 20"* ]]; done
	# Navigation stays on the screen; every page says which it is.
	[[ $all != *'Skip to content'* ]]
	[[ $all != *'Verify this report'* ]]
	for page in $(seq "$(pages 1)"); do
		[[ $(text 1 "$page" | tr -d " ") == *"readinessreport$page/$(pages 1)"* ]]
	done
}

@test "the dossier has every field whole and every item, with heads on every page" {
	make_pack
	print
	all=$(text 2)
	[[ $all == *"$(git rev-parse HEAD)"* ]]
	[[ $all == *"sha256:$(sha256sum < site/report/report.json | cut -d' ' -f1)"* ]]
	for section in 1 2 3 4 5 6; do
		for item in $(seq 20); do [[ $all == *"Step $section.$item of"* ]]; done
	done
	seen=0
	for page in $(seq "$(pages 2)"); do
		here=$(text 2 "$page")
		# A card is on one page: as many names of fields as lines to sign on.
		names=$(grep -o 'Role [0-9]* has not signed' <<< "$here" | wc -l)
		lines=$(grep -o 'Signature' <<< "$here" | wc -l)
		[ "$names" -eq "$lines" ]
		seen=$((seen + names))
		! grep -q 'Step [0-9]*\.[0-9]* of' <<< "$here" || [[ $here == *'Verdict Item Why'* ]]
	done
	[ "$seen" -eq 12 ]
	# Nobody can press a button on paper.
	[[ $all != *'Save the statement'* ]]
	[[ $all != *'ssh-keygen'* ]]
}
