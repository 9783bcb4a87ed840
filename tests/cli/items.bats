# muster items: what a plan says, item by item.

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
	[[ ${lines[0]} == "plan.md  Harbour release"* ]]
	[[ $output == *"     5  done         task "*"Unit tests pass"* ]]
	[[ $output == *"    11  open         signoff "*"Tech lead"* ]]
	[[ $output == *"3 tasks: 1 done, 2 open"* ]]
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
	"$MUSTER" items --repair damaged.md >repaired.md
	cmp whole.md repaired.md
	run "$MUSTER" items --findings damaged.md
	[[ $output == *"[P-ENC-MOJIBAKE]"* ]]
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
