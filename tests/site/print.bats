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

# 60 plans of 30 items and a field each: 1,800 items, none of them shown by anything.
make_many() {
	new_repo many
	mkdir checklists
	for plan in $(seq -w 60); do
		{
			printf '# Plan %s\n\n' "$plan"
			for item in $(seq 20); do echo "- [x] Step $plan.$item was taken and looked at"; done
			for item in $(seq 10); do echo "- [ ] Task $plan.$item is still to be done"; done
			printf '\n## Sign-off\n\n- [ ] Release manager: ____________ Date: ________\n'
		} > "checklists/plan-$plan.md"
	done
	commit_all plans
	"$MUSTER" build -q
}

@test "the dossier of 60 plans is a dozen pages that count all of them" {
	make_many
	print
	[ "$(pages 2)" -le 12 ]
	all=$(text 2)
	[[ $all == *'1,800 items are not verified outright'* ]]
	# Fields that read alike are one row.
	[[ $all == *'Release manager Needs sign-off'*' 60 '* ]]
	[[ $all == *'20 other plans'*'plan/index.html'* ]]
	# What is listed and what is counted come to all of each verdict.
	listed=$(grep -o 'Step [0-9]*\.[0-9]* was' <<< "$all" | wc -l)
	open=$(grep -o 'Task [0-9]*\.[0-9]* is' <<< "$all" | wc -l)
	[ "$listed" -ge 100 ]
	[ "$open" -ge 10 ]
	[[ $all == *"$((1200 - listed)) more, on the page plan/index.html"* ||
		$all == *"1,$(printf %03d $((200 - listed))) more, on the page plan/index.html"* ]]
	[[ $all == *"$((600 - open)) more, on the page plan/index.html"* ]]
}
