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
		for _ in $(seq 50); do
			grep -q '^Seccomp:.*2' "/proc/$!/status" && break
			sleep 0.1
		done
		grep '^Seccomp:.*2' "/proc/$!/status"
		exec 4>&-
		wait "$!"
	done
}
