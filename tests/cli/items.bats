# muster items: what a plan says, item by item.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR"
	cat >plan.md <<-'END'
		# Harbour release

		## Gates

		- [x] Unit tests pass (`reports/junit.xml`)
		- [ ] Pen test done (PENDING)
		- [x] Deploy (PENDING)

		## Sign-off

		- [ ] Tech lead: ____ Date: ____

		**Release approved!**
	END
}

@test "a table shows state, kind and text, and counts below" {
	run "$MUSTER" items plan.md
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == "plan.md  Harbour release" ]]
	[ "${lines[1]}" = "  Gates" ]
	grep -qE '^   5  done  task      [a-z2-7]{8}  Unit tests pass \(reports/junit.xml\)$' <<<"$output"
	grep -qE '^   7  open  task      [a-z2-7]{8}  Deploy \[C7\]$' <<<"$output"
	grep -qE '^  11  open  signoff   [a-z2-7]{8}  Tech lead$' <<<"$output"
	[[ $output == *"5 items (5 judged), 3 errors, 0 warnings, 0 notes"* ]]
	[[ $output == *"     3 tasks: 1 done, 2 open"* ]]
}

# Run it on a terminal of $1 columns; what it writes there.
on_terminal() {
	local columns=$1 command
	shift
	command="stty cols $columns; exec $(printf '%q ' "$MUSTER" "$@")"
	script -qec "$command" /dev/null </dev/null | tr -d '\r'
}

@test "on a terminal text is wrapped to its width, and coloured" {
	printf '# P\n\n- [x] %s\n' "$(printf 'word%.0s ' {1..30})" >wide.md
	run on_terminal 80 items wide.md
	[[ $output == *$'\033[32mdone'* ]]
	run on_terminal 60 items --no-color wide.md
	[[ $output != *$'\033'* ]]
	while IFS= read -r line; do
		[ "${#line}" -le 60 ]
	done <<<"$output"
	# thirty words, none lost
	[ "$(grep -o word <<<"$output" | wc -l)" -eq 30 ]
}

@test "NO_COLOR means no colour on a terminal too" {
	export NO_COLOR=1
	run on_terminal 80 items plan.md
	[[ $output == *"Unit tests pass"* ]]
	[[ $output != *$'\033'* ]]
}

@test "without a terminal an item is one line, uncut" {
	long=$(printf 'word%.0s ' {1..300})
	printf -- '- [x] %s\n' "$long" >long.md
	run "$MUSTER" items long.md
	[[ $output == *"${long% }"* ]]
}

@test "several files are shown one after the other, and added up" {
	printf -- '- [x] a\n' >a.md
	printf -- '- [ ] b\n- [ ] c\n' >b.md
	run "$MUSTER" items a.md b.md
	[ "$status" -eq 0 ]
	# without a heading a file's name is all that it is called
	[ "${lines[0]}" = "a.md" ]
	[[ $output == *$'\n'"b.md"$'\n'* ]]
	[ "${lines[-1]}" = "2 plans, 3 items (3 judged), 0 errors, 0 warnings, 0 notes" ]
	run "$MUSTER" items --json a.md - b.md <<<'- [x] d'
	[ "$(jq -r .plan <<<"$output" | tr '\n' ' ')" = "a.md (standard input) b.md b.md " ]
}

@test "what is not judged says why" {
	printf '# P\n\n## Next steps\n\n1. Ship it\n' >steps.md
	run "$MUSTER" items steps.md
	[[ $output == *"Ship it (a step)"* ]]
	[[ $output == *"1 item (0 judged)"* ]]
}

# The caret's column on the screen is the one where the mark is seen: wide characters
# take two columns, marks on other characters none, a tab goes to the next eighth.
@test "the caret stands below its column" {
	{
		printf '| 項目 | 状態 | メモ |\n|---|---|---|\n'
		printf '| 日本 | ✅ 未完了 | x |\n'
		printf '\n>\t- [x] tab (PENDING)\n'
		printf '\n| e\xcc\x81 | Status |\n|---|---|\n| e\xcc\x81e | ✅ pending |\n'
	} >wide.md
	run "$MUSTER" items -q --findings wide.md
	# "| 日本 | " takes nine columns, ">", a tab and "- " ten, "| ée | " seven.
	[[ $output == *$'     3 | | 日本 | ✅ 未完了 | x |\n       |          ^\n'* ]]
	[[ $output == *$'     5 | >       - [x] tab (PENDING)\n       |           ^\n'* ]]
	[[ $output == *"     9 | | e"*$'e | ✅ pending |\n       |        ^\n'* ]]
}

@test "a long line is cut around the caret" {
	printf '| Item | Status |\n|---|---|\n| %s | ✅ pending |\n' "$(printf 'x%.0s' {1..300})" >long.md
	run "$MUSTER" items -q --findings long.md
	[[ $output == *"     3 | …xxx"*"x | ✅ pending |"* ]]
	caret=$(grep -A1 '^     3 | …' <<<"$output" | tail -1)
	source=$(grep '^     3 | …' <<<"$output")
	# The characters before the caret and before the tick are as many.
	before=${source%%✅*}
	[ "${#caret}" -eq $((${#before} + 1)) ]
}

@test "in repaired text the caret stands below the character that is meant" {
	printf '| Item | Status |\n|---|---|\n| é — ü | ✅ pending |\n| b | ✅ Done |\n' |
		iconv -f MACINTOSH -t UTF-8 >damaged.md
	run "$MUSTER" items -q --findings damaged.md
	# Nine columns before the tick as it is shown; in the stored bytes it is further on.
	[[ $output == *$'     3 | | é — ü | ✅ pending |\n       |           ^\n'* ]]
	[[ $output =~ damaged.md:3:([0-9]+):\ error ]]
	[ "$(head -3 damaged.md | tail -1 | head -c $((BASH_REMATCH[1] - 1)))" = \
		"$(printf '| é — ü | ' | iconv -f MACINTOSH -t UTF-8)" ]
}

@test "--json gives one object a line, in source order" {
	run "$MUSTER" items --json plan.md
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 5 ]
	[ "$(jq -r .line <<<"$output" | tr '\n' ' ')" = "5 6 7 11 13 " ]
	[ "$(jq -r 'select(.line==5).refs[0] | .kind + " " + .role + " " + .path' <<<"$output")" = \
		"path subject reports/junit.xml" ]
	[ "$(jq -r 'select(.line==7) | .claim + " " + .kind' <<<"$output")" = "open task" ]
	[ "$(jq -c 'select(.line==5).heading' <<<"$output")" = '["Harbour release","Gates"]' ]
}

@test "--findings shows the line and a caret, like a compiler" {
	run "$MUSTER" items --findings plan.md
	[ "$status" -eq 0 ]
	[[ $output == *"plan.md:7:3: error: "*"[C7]"* ]]
	[[ $output == *"     7 | - [x] Deploy (PENDING)"* ]]
	[[ $output == *"       |   ^"* ]]
	[[ $output == *"plan.md:13:"*"[C5]"* ]]
}

@test "--json --findings adds the findings as objects" {
	run "$MUSTER" items --json --findings plan.md
	[ "$status" -eq 0 ]
	[ "$(jq -r 'select(.finding=="C5").other_line' <<<"$output")" = "11" ]
}

@test "standard input is read as -" {
	run bash -c 'printf -- "- [x] a\n" | "$MUSTER" items --json -'
	[ "$status" -eq 0 ]
	[ "$(jq -r .claim <<<"$output")" = "done" ]
}

@test "--repair prints the text that damage hid" {
	# iconv does the damage: UTF-8 read as MacRoman
	printf -- '- \xe2\x9c\x85 Complete and shipped\n' | iconv -f MACINTOSH -t UTF-8 >damaged.md
	printf -- '- \xe2\x9c\x85 Complete and shipped\n' >whole.md
	"$MUSTER" items --repair damaged.md >repaired.md 2>said
	cmp whole.md repaired.md
	[ "$(cat said)" = "muster: damaged.md: UTF-8 was read as macroman and saved again: undone 1 time, first in line 1" ]
	"$MUSTER" items --repair whole.md 2>said | cmp whole.md -
	[ "$(cat said)" = "muster: whole.md: nothing to repair" ]
	run "$MUSTER" items --findings damaged.md
	[[ $output == *"[P-ENC-MOJIBAKE]"* ]]
}

@test "--repair says what it did to the bytes" {
	printf '\xef\xbb\xbf- [x] caf\xc3\xa9\n' >marked.md
	run --separate-stderr "$MUSTER" items --repair marked.md
	[ "$output" = "- [x] café" ]
	[ "$stderr" = "muster: marked.md: dropped the byte order mark" ]
	printf -- '- [x] caf\xe9\n' | { run --separate-stderr "$MUSTER" items --repair -
		[ "$output" = "- [x] café" ]
		[ "$stderr" = "muster: -: decoded from windows-1252" ]; }
	run --separate-stderr "$MUSTER" items -q --repair marked.md
	[ -z "$stderr" ]
	run "$MUSTER" items --repair marked.md plan.md
	[ "$status" -eq 2 ]
	printf 'a\000b' >binary.md
	run "$MUSTER" items --repair binary.md
	[ "$status" -eq 2 ]
	[[ $output == *"NUL"* ]]
}

@test "text of the plan cannot drive the terminal" {
	printf -- '- [x] evil \033[2J text\n' >evil.md
	run "$MUSTER" items --findings evil.md
	[ "$status" -eq 0 ]
	[[ $output != *$'\033'* ]]
	[[ $output == *'\x1b[2J'* ]]
}

@test "a file that is not there is a usage error with its name" {
	run "$MUSTER" items nothing.md
	[ "$status" -eq 2 ]
	[[ $output == *"nothing.md"* ]]
}

@test "what is no text is said, not guessed" {
	printf -- '- [x] a\000b\n' >binary.md
	run "$MUSTER" items --findings binary.md
	[ "$status" -eq 0 ]
	[[ $output == *"[P-BINARY]"* ]]
}

@test "without a file the plans of HEAD are read" {
	export GIT_CONFIG_NOSYSTEM=1 HOME=$BATS_TEST_TMPDIR
	git init -q repo
	mkdir repo/checklists
	cp plan.md repo/checklists/release.md
	printf 'words\n' >repo/notes.md
	git -C repo add .
	git -C repo -c user.name=a -c user.email=a@b commit -qm all
	run "$MUSTER" items -C repo --json
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 5 ]
	[ "$(jq -r .plan <<<"${lines[0]}")" = "checklists/release.md" ]
}

@test "counts are in English, whatever their number" {
	printf '%s\n' '# P' '' '- [x] a' '' '## Acceptance' '' '- ✅ b' '- ✅ c' '' \
		'Deliverables: 1/2 ✅' '' 'Phases: 2/2 ✅' >p.md
	run "$MUSTER" items p.md
	[ "$status" -eq 0 ]
	[[ $output == *"  1 task: 1 done"* ]]
	[[ $output == *"  2 criteria: 2 done"* ]]
	[[ $output == *"  2 tallies: "* ]]
	[[ $output != *"tallys"* ]]
}

@test "no line of the table ends in blanks" {
	run "$MUSTER" items plan.md
	[ "$status" -eq 0 ]
	! grep -q ' $' <<<"$output"
}

@test "an empty plan gives nothing, and no error" {
	: >empty.md
	for option in --json --quiet --findings; do
		run "$MUSTER" items "$option" empty.md
		[ "$status" -eq 0 ]
	done
	run "$MUSTER" items --json empty.md
	[ -z "$output" ]
	run --separate-stderr "$MUSTER" items --repair empty.md
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$stderr" = "muster: empty.md: nothing to repair" ]
	run "$MUSTER" items empty.md
	[[ $output == *"0 items, 0 errors, 0 warnings, 0 notes"* ]]
}
