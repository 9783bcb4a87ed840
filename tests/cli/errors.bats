# What goes wrong is told with where, what and a fix, and never half done.

load helper

pack() {
	new_repo pack
	mkdir checklists
	printf '# Release\n\n- [ ] task\n' > checklists/release.md
	commit_all 'plan'
}

# COMMAND... ends with STATUS, says WORDS, and says how to go on.
refuses() {
	local status_wanted=$1 words=$2
	shift 2
	run "$@"
	echo "$status: $output"
	[ "$status" -eq "$status_wanted" ]
	[[ $output == *"$words"* ]]
	[[ $output == *'fix: '* ]]
}

@test "a folder of templates that is not there is no wish for the built-in ones" {
	pack
	refuses 2 'no folder "nowhere"' "$MUSTER" build --templates nowhere
	[ ! -e site ]
}

@test "--jobs takes a number and nothing else" {
	pack
	refuses 2 '--jobs is "1025"' "$MUSTER" build -j 1025
	refuses 2 '--jobs is "many"' "$MUSTER" build --jobs=many
	"$MUSTER" build -q -j 2
	"$MUSTER" build -q -j auto
}

@test "an option before the command is put where it belongs" {
	refuses 2 'name the command first' "$MUSTER" -C /tmp build
}

@test "an option is suggested for a slip, not for another word" {
	refuses 2 'did you mean --commit?' "$MUSTER" build --comit HEAD
	refuses 2 'lists its options' "$MUSTER" build --zebra x
}

@test "no fix names an option that is not there" {
	mkdir "$BATS_TEST_TMPDIR/none" && cd "$BATS_TEST_TMPDIR/none"
	export GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR
	refuses 2 'no git repository' "$MUSTER" build
	[[ $output != *--repo* ]]
}

@test "a file that is not there is told with a fix" {
	pack
	refuses 2 nowhere "$MUSTER" items nowhere
	refuses 2 nowhere "$MUSTER" facts nowhere
	refuses 2 nowhere "$MUSTER" key show nowhere
}

@test "a folder that nobody may write is told as that" {
	pack
	refuses 4 /proc/nowhere "$MUSTER" build --out /proc/nowhere/report
	if [ "$(id -u)" -eq 0 ]; then
		chmod 755 "$BATS_TEST_TMPDIR"
		mkdir -m 755 "$BATS_TEST_TMPDIR/closed"
		cp "$MUSTER" "$BATS_TEST_TMPDIR/muster"
		su nobody -s /bin/sh -c "cd / && '$BATS_TEST_TMPDIR/muster' --version" ||
			skip 'nobody cannot come here'
		refuses 4 'Permission denied' su nobody -s /bin/sh -c \
			"'$BATS_TEST_TMPDIR/muster' build '$PWD' --trust-repo-owner \
			--out '$BATS_TEST_TMPDIR/closed/deep/report'"
	fi
}

@test "a database that cannot be written costs the history, not the run" {
	[ "$(id -u)" -eq 0 ] && ! unshare -m true 2>/dev/null && skip 'needs a mount of its own'
	pack
	"$MUSTER" build -q
	if [ "$(id -u)" -eq 0 ]; then
		run unshare -m sh -c 'mount --bind .git .git && mount -o remount,ro,bind .git &&
			"$0" build --no-color' "$MUSTER"
	else
		chmod -R a-w .git/muster
		run "$MUSTER" build --no-color
		chmod -R u+w .git/muster
	fi
	echo "$status: $output"
	[ "$status" -eq 0 ]
	[[ $output == *'no history is kept'* ]]
}

@test "a plan that hits a limit is named with the limit's own command" {
	pack
	{ printf -- '- [x] '; head -c 100000 /dev/zero | tr '\0' a; } > checklists/long.md
	commit_all 'one long line'
	run "$MUSTER" build
	[ "$status" -eq 0 ]
	[[ $output == *'muster items --findings'* ]]
}

@test "a refuted claim that nobody requires is counted apart, and listed" {
	pack
	printf '# R\n\n- [ ] task\n\n## Files Created\n\n```\ndocs/\n  gone.md\n```\n\n- ✅ `docs/gone.md` - the guide\n' > checklists/release.md
	commit_all 'a refuted deliverable'
	json=$("$MUSTER" audit --json)
	[ "$(jq '[.items[] | select(.verdict == "contradicted" and (.required | not))] | length' <<<"$json")" -gt 0 ]
	run "$MUSTER" audit
	[[ $output == *'Of 1 required item, 1 open. Besides, '*' that nobody requires '*' contradicted.'* ]]
	[[ $output == *'Contradicted    checklists/release.md:'* ]]
}

@test "one of a kind is singular, and two tallies are no tallys" {
	cd "$BATS_TEST_TMPDIR"
	printf '# P\n\n- [ ] one\n' > plan.md
	run "$MUSTER" items plan.md
	[[ $output == *'1 item (1 judged), 0 errors'* ]]
	printf '# P\n\nAgents: 4/4 ✅\n\nDone: 3/3 ✅\n' > plan.md
	run "$MUSTER" items plan.md
	[[ $output != *tallys* ]]
}
