# The rights that every command gives up before it reads what strangers wrote.

load helper

@test "no command takes a word for --sandbox that is none" {
	new_repo pack
	echo '- [ ] task' > plan.md
	commit_all 'plan'
	"$MUSTER" key new --no-passphrase > allowed_signers
	for words in build audit 'items plan.md' 'facts plan.md' 'explain task' log \
		'seal --key seal.key' 'verify .' 'key show seal.crt'; do
		# shellcheck disable=SC2086 # words are words
		run "$MUSTER" $words --sandbox=perhaps
		echo "$words: $status $output"
		[ "$status" -eq 2 ]
		[[ $output == *'use auto, require or off'* ]]
	done
}

@test "a command that waits for its input is under seccomp already" {
	cd "$BATS_TEST_TMPDIR"
	mkfifo input
	for command in items facts; do
		"$MUSTER" "$command" - < input > /dev/null 3>&- &
		exec 4> input
		for _ in $(seq 600); do
			grep -q '^Seccomp:.*2' "/proc/$!/status" && break
			sleep 0.1
		done
		grep '^Seccomp:.*2' "/proc/$!/status"
		exec 4>&-
		wait "$!"
	done
}

# Whether the kernel has Landlock: what --sandbox=require needs.
has_landlock() {
	new_repo probe
	echo '- [ ] task' > plan.md
	commit_all 'plan'
	"$MUSTER" audit -q --sandbox=require --db "$BATS_TEST_TMPDIR/probe.db" 2> /dev/null ||
		skip 'no Landlock here'
}

@test "locked in, every kind of repository can be read and everything be written" {
	has_landlock
	new_repo pack
	mkdir evidence
	junit 2 0 > evidence/junit.xml
	echo '- [x] Unit tests pass (evidence/junit.xml)' > plan.md
	commit_all 'all'
	"$MUSTER" build -q --sandbox=require
	[ "$(sqlite3 .git/muster/muster.db 'SELECT sandbox FROM run')" = full ]
	[ "$("$MUSTER" audit --json | jq -r .sandbox)" = full ]

	# One that borrows its objects, a second work tree, a bare one; from elsewhere.
	git clone -q --shared . ../borrows
	git worktree add -q ../second
	git clone -q --bare . ../bare.git
	"$MUSTER" build -q --sandbox=require -C ../borrows
	"$MUSTER" build -q --sandbox=require -C ../second
	mkdir ../elsewhere && cd ../elsewhere
	mkdir reports && junit 1 1 > reports/more.xml
	"$MUSTER" build -q --sandbox=require --evidence reports ../bare.git \
		--out deep/down/report --db other/runs.db
	[ -f deep/down/report/index.html ]

	"$MUSTER" key new --no-passphrase > allowed_signers
	"$MUSTER" build -q --sandbox=require ../pack --key seal.key --bundle out/b.tar.gz
	run "$MUSTER" verify --sandbox=require out/b.tar.gz --trust allowed_signers
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output != *W_SANDBOX* ]]
	"$MUSTER" verify --sandbox=require site/report --trust allowed_signers
}

@test "what lies beside the repository is not read, whatever points at it" {
	has_landlock
	new_repo pack
	echo '- [ ] task' > plan.md
	commit_all 'plan'
	echo secret > ../secret
	ln -s ../secret evidence
	run "$MUSTER" build --sandbox=require --evidence ../secret
	[ "$status" -eq 2 ]
	"$MUSTER" build -q --sandbox=require
	! grep -r secret site/report/raw
}
