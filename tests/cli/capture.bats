#!/usr/bin/env bats
# muster capture: evidence that is bound to what the command ran on.
bats_require_minimum_version 1.5.0
load helper

setup() {
	new_repo r
	mkdir -p src ops checklists
	echo 'int a;' > src/a.c
	printf '#!/bin/sh\ntest -f src/a.c\n' > ops/drill.sh
	chmod +x ops/drill.sh
	plan '- [x] Restore from backup works' '  - Evidence: `attest:evidence/restore.intoto.json`'
	commit_all start
}

plan() {
	printf '# Go live\n\n' > checklists/go.md
	printf '%s\n' "$@" >> checklists/go.md
}

judge() {
	json=$("$MUSTER" audit --json "$@")
}

# Verdict, reason and strength of the item in line 3, on one line.
first() {
	jq -r '.items[] | select(.line == 3) | [.verdict, .reason, .strength] | join(" ")' <<< "$json"
}

@test "a captured command verifies an item that cites it, at strength S3" {
	"$MUSTER" capture restore -- ops/drill.sh
	judge
	[ "$(first)" = "verified exact S3" ]
	commit_all evidence
	judge
	[ "$(first)" = "verified carried S3" ]
}

@test "a change in the scope makes it stale, a change of documents does not" {
	"$MUSTER" capture -q restore -- ops/drill.sh
	commit_all evidence
	echo more > README.md
	commit_all readme
	judge
	[ "$(first)" = "verified carried S3" ]
	echo 'int b;' >> src/a.c
	commit_all change
	judge
	[[ $(first) == "stale scope-changed"* ]]
}

@test "--scope says what it is about: other files may change" {
	"$MUSTER" capture -q restore --scope ops -- ops/drill.sh
	commit_all evidence
	echo 'int b;' >> src/a.c
	commit_all elsewhere
	judge
	[ "$(first)" = "verified carried S3" ]
	echo '# more' >> ops/drill.sh
	commit_all there
	judge
	[[ $(first) == "stale scope-changed"* ]]
}

@test "a scope that names nothing is refused, and nothing runs" {
	run "$MUSTER" capture restore --scope 'opps/**' -- touch ran
	[ "$status" -eq 2 ]
	[[ $output == *'matches no file'* ]]
	[ ! -e ran ]
}

@test "a command that fails contradicts, and its exit code goes through" {
	run "$MUSTER" capture restore -- sh -c 'exit 7'
	[ "$status" -eq 7 ]
	judge
	[[ $(first) == "contradicted evidence-fails"* ]]
}

@test "a command that cannot fail shows nothing" {
	for script in true 'make test || true' 'ops/drill.sh | tee log' 'ops/drill.sh; echo done'; do
		"$MUSTER" capture -q restore -- sh -c "$script" > /dev/null 2>&1
		judge
		[[ $(first) == "unsupported no-outcome"* ]]
	done
	"$MUSTER" capture -q restore -- true
	judge
	[[ $(first) == "unsupported no-outcome"* ]]
	rm log
	"$MUSTER" capture -q restore -- sh -c 'ops/drill.sh && echo done'
	judge
	[ "$(first)" = "verified exact S3" ]
}

@test "an item about tests wants their report, whatever the plan says of the capture" {
	"$MUSTER" capture -q restore -- ops/drill.sh
	for evidence in '`evidence/restore.intoto.json`' '`attest:evidence/restore.intoto.json` failed = 0'; do
		plan '- [x] All unit tests pass' "  - Evidence: $evidence"
		commit_all "$evidence"
		judge
		[[ $(first) == "unsupported no-outcome"* ]]
	done
	plan '- [x] Security review approved by the board' '  - Evidence: `attest:evidence/restore.intoto.json`'
	commit_all act
	judge
	[[ $(first) != verified* ]]
	plan '- [x] Release images are signed' '  - Evidence: `evidence/restore.intoto.json`'
	commit_all signed
	judge
	[[ $(first) != verified* ]]
}

@test "a report that the command wrote is bound by the statement" {
	plan '- [x] All unit tests pass' '  - Evidence: `evidence/junit.xml`'
	commit_all plan
	junit 3 0 > "$BATS_TEST_TMPDIR/made.xml"
	mkdir -p evidence
	"$MUSTER" capture -q unit --out evidence/junit.xml -- cp "$BATS_TEST_TMPDIR/made.xml" evidence/junit.xml
	judge
	[ "$(first)" = "verified exact S3" ]
	commit_all evidence
	judge
	[ "$(first)" = "verified carried S3" ]
	echo 'int b;' >> src/a.c
	commit_all change
	judge
	[[ $(first) == "stale scope-changed"* ]]
}

@test "a report that names another commit than the statement is ambiguous" {
	plan '- [x] All unit tests pass' '  - Evidence: `evidence/junit.xml`'
	commit_all plan
	first=$(git rev-parse HEAD~1)
	junit 3 0 "$first" > "$BATS_TEST_TMPDIR/made.xml"
	mkdir -p evidence
	"$MUSTER" capture -q unit --out evidence/junit.xml -- cp "$BATS_TEST_TMPDIR/made.xml" evidence/junit.xml
	judge
	[[ $(first) == "indeterminate ambiguous"* ]]
}

@test "an old report that the command did not write is bound to nothing" {
	plan '- [x] All unit tests pass' '  - Evidence: `evidence/junit.xml`'
	mkdir -p evidence
	junit 3 0 > evidence/junit.xml
	run "$MUSTER" capture unit --out evidence/junit.xml -- ops/drill.sh
	[ "$status" -eq 0 ]
	[[ $output == *"not written by the command: evidence/junit.xml"* ]]
	[ "$(jq -r .predicate.result evidence/unit.intoto.json)" = WARNED ]
	judge
	[[ $(first) != verified* ]]
}

@test "changes that are not committed bind to the commit that holds them, and to no other" {
	echo 'int b;' >> src/a.c
	run "$MUSTER" capture restore -- ops/drill.sh
	[ "$status" -eq 0 ]
	[[ $output == *"bound to no commit: 1 file in its scope is not as HEAD has it: src/a.c"* ]]
	jq -e '[.subject[].digest | has("gitCommit")] | any | not' evidence/restore.intoto.json
	judge
	[[ $(first) == "stale scope-changed"* ]]
	commit_all both
	judge
	[ "$(first)" = "verified exact S3" ]
	echo 'int c;' >> src/a.c
	commit_all more
	judge
	[[ $(first) == "stale scope-changed"* ]]
}

@test "a new file in the scope is a change, an ignored one and one that the command makes are not" {
	echo build/ > .gitignore
	commit_all ignore
	mkdir build && echo x > build/x
	"$MUSTER" capture -q restore -- sh -c 'ops/drill.sh && touch made && mkdir -p build && touch build/y'
	jq -e '.subject[0].digest.gitCommit' evidence/restore.intoto.json
	run "$MUSTER" capture restore -- ops/drill.sh
	[[ $output == *"bound to no commit"*": made"* ]]
}

@test "a tracked file that changes while the command runs binds it to nothing" {
	run "$MUSTER" capture restore -- sh -c 'ops/drill.sh && echo x >> src/a.c'
	[ "$status" -eq 0 ]
	[[ $output == *"while it ran, this changed: src/a.c"* ]]
	commit_all evidence
	judge
	[[ $(first) == "partial undated"* ]]
}

@test "output goes through unchanged and in order, and only its digest is kept" {
	"$MUSTER" capture -q restore -- sh -c 'for i in 1 2 3; do echo out$i; echo err$i >&2; done' > log 2>&1
	[ "$(tr '\n' ' ' < log)" = "out1 err1 out2 err2 out3 err3 " ]
	[ "$(jq -r '.predicate.muster_capture.logs[0].sha256' evidence/restore.intoto.json)" = "$(sha256sum < log | cut -d' ' -f1)" ]
	rm log
	"$MUSTER" capture -q restore -- sh -c 'echo out; echo err >&2' > out 2> err
	[ "$(cat out)" = out ] && [ "$(cat err)" = err ]
	"$MUSTER" capture -q restore -- sh -c 'printf "%s%s" aaa bbb'
	! grep -q aaabbb evidence/restore.intoto.json
}

@test "no secret of the command line is kept" {
	"$MUSTER" capture -q restore -- sh -c 'exit 0' x --password hunter2hunter2 \
		--token=abcdefabcdef12345 https://u:pa55word@example.org/x
	! grep -qE 'hunter2|abcdefabcdef|pa55word' evidence/restore.intoto.json
}

@test "a command that is not there or cannot be run answers like a shell" {
	run -127 "$MUSTER" capture restore -- no-such-command
	[[ $output == *"no-such-command: cannot run it"* ]]
	run "$MUSTER" capture restore -- ./src/a.c
	[ "$status" -eq 126 ]
	[ ! -e evidence/restore.intoto.json ]
}

@test "a command that a signal ends is a failure, with 128 and its number" {
	run "$MUSTER" capture restore -- sh -c 'kill -SEGV $$'
	[ "$status" -eq 139 ]
	[ "$(jq -r .predicate.muster_capture.exitCode evidence/restore.intoto.json)" = 139 ]
}

@test "a signal goes on to the command, and an interrupted run states nothing" {
	"$MUSTER" capture restore -- sh -c 'trap "echo got; exit 3" TERM; echo up; while :; do sleep 0.1; done' > log 2>&1 3>&- &
	pid=$!
	for _ in $(seq 600); do grep -q up log && break; sleep 0.05; done
	kill -TERM $pid
	code=0
	wait $pid || code=$?
	[ "$code" -eq 3 ]
	grep -q got log
	grep -q 'nothing is recorded' log
	[ ! -e evidence/restore.intoto.json ]
}

@test "killed in the middle it leaves no statement, whole or half" {
	"$MUSTER" capture restore -- sleep 5 > /dev/null 2>&1 3>&- &
	pid=$!
	sleep 0.5
	kill -KILL $pid
	wait $pid || true
	[ -z "$(ls evidence)" ]
}

@test "a reader that goes away does not end the command" {
	"$MUSTER" capture -q restore -- sh -c 'ops/drill.sh && seq 100000' | head -1 > one
	[ "$(cat one)" = 1 ]
	[ "$(jq -r .predicate.result evidence/restore.intoto.json)" = PASSED ]
}

@test "a target that cannot be written is an error before anything runs" {
	run "$MUSTER" capture restore -o /proc/no/such.json -- touch ran
	[ "$status" -eq 4 ]
	[ ! -e ran ]
}

@test "what it leaves running does not keep it waiting" {
	SECONDS=0
	"$MUSTER" capture -q restore -- sh -c 'ops/drill.sh && (sleep 60 & ) && exit 0' 3>&-
	[ "$SECONDS" -lt 50 ]
}

@test "wrong use is refused: no command, no name, a bare repository, no commit" {
	run "$MUSTER" capture restore
	[ "$status" -eq 2 ]
	run "$MUSTER" capture ../x -- true
	[ "$status" -eq 2 ]
	git clone -q --bare . ../bare
	run "$MUSTER" -C ../bare capture restore -- true
	[ "$status" -eq 2 ]
	git init -q ../empty
	run "$MUSTER" capture -C ../empty restore -- true
	[ "$status" -eq 2 ]
	run "$MUSTER" capture -C / restore -- true
	[ "$status" -eq 2 ]
}

@test "with a key it is a Sigstore bundle that openssl verifies" {
	"$BATS_TEST_DIRNAME/../keys/make-keys.sh" "$BATS_TEST_TMPDIR/keys"
	key=$BATS_TEST_TMPDIR/keys/p256.key
	plan '- [x] Restore from backup works' '  - Evidence: `evidence/restore.sigstore.json`'
	commit_all plan
	"$MUSTER" capture -q restore --key "$key" -- ops/drill.sh
	jq -r .dsseEnvelope.payload evidence/restore.sigstore.json | base64 -d > payload
	jq -r '.dsseEnvelope.signatures[0].sig' evidence/restore.sigstore.json | base64 -d > sig
	type=application/vnd.in-toto+json
	{ printf 'DSSEv1 %s %s %s ' "${#type}" "$type" "$(stat -c %s payload)"; cat payload; } > pae
	openssl pkey -in "$key" -pubout > pub
	openssl dgst -sha256 -verify pub -signature sig pae
	[ "$(jq -r .predicateType payload)" = https://in-toto.io/attestation/test-result/v0.1 ]
	rm payload sig pae pub
	judge
	[ "$(first)" = "verified exact S3" ]
}

@test "the command cannot read the key through a descriptor" {
	"$BATS_TEST_DIRNAME/../keys/make-keys.sh" "$BATS_TEST_TMPDIR/keys"
	run "$MUSTER" capture restore --key-fd 7 -- sh -c '! cat <&7' 7< "$BATS_TEST_TMPDIR/keys/p256.key"
	[ "$status" -eq 0 ]
}

@test "SOURCE_DATE_EPOCH is the time of both ends, so the bytes are the same" {
	export SOURCE_DATE_EPOCH=1767312000
	"$MUSTER" capture -q restore -- ops/drill.sh
	cp evidence/restore.intoto.json "$BATS_TEST_TMPDIR/one"
	"$MUSTER" capture -q restore -- ops/drill.sh
	cmp evidence/restore.intoto.json "$BATS_TEST_TMPDIR/one"
	[ "$(jq -r .predicate.muster_capture.startedAt evidence/restore.intoto.json)" = 2026-01-02T00:00:00Z ]
}

@test "the scope and the folder of evidence are the configuration's, or the operator's" {
	printf '[pack]\n\tscope = ops/**\n\tevidence = proof\n' > muster.conf
	commit_all conf
	"$MUSTER" capture -q restore -- ops/drill.sh
	[ "$(jq -c .predicate.muster_capture.scope.include proof/restore.intoto.json)" = '["ops/**"]' ]
	printf '[pack]\n\tscope = src/**\n' > "$BATS_TEST_TMPDIR/own.conf"
	"$MUSTER" capture -q restore --config "$BATS_TEST_TMPDIR/own.conf" -- ops/drill.sh
	[ "$(jq -c .predicate.muster_capture.scope.include evidence/restore.intoto.json)" = '["src/**"]' ]
}

@test "explain says what a capture is about" {
	"$MUSTER" capture -q restore --scope ops --scope 'src/*.c' -- ops/drill.sh
	commit_all evidence
	"$MUSTER" audit -q
	run "$MUSTER" explain checklists/go.md:3
	[[ $output == *'about      ops/** src/*.c'* ]]
	[[ $output == *'history    1 commit since it, 0 touched its scope'* ]]
}

@test "files that git is told not to look at are looked at" {
	for flag in --assume-unchanged --skip-worktree; do
		git update-index $flag src/a.c
		echo 'int other;' >> src/a.c
		[ -z "$(git status --porcelain)" ]
		run "$MUSTER" capture -o "$BATS_TEST_TMPDIR/s.json" restore -- ops/drill.sh
		[[ $output == *"bound to no commit: 1 file in its scope is not as HEAD has it: src/a.c"* ]]
		git update-index "--no-${flag#--}" src/a.c
		git checkout -q src/a.c
	done
}

@test "line ends as git converts them, links, odd names and folders below are no changes" {
	git config core.autocrlf true
	printf 'a\r\nb\r\n' > src/crlf.txt
	ln -s a.c src/link
	mkdir 'src/odd [x] *'
	echo x > 'src/odd [x] */ä"q'
	commit_all odd
	rm src/crlf.txt
	git checkout -q src/crlf.txt
	cd src
	"$MUSTER" capture -q restore --out ../evidence/made.txt -- sh -c '../ops/drill.sh; mkdir -p ../evidence; echo x > ../evidence/made.txt; test -f a.c'
	cd ..
	[ "$(jq -r '.subject[0].digest.gitCommit' evidence/restore.intoto.json)" = "$(git rev-parse HEAD)" ]
	[ "$(jq -r '.subject[2].name' evidence/restore.intoto.json)" = evidence/made.txt ]
	rm src/link
	ln -s ../ops/drill.sh src/link
	run "$MUSTER" capture restore -- ops/drill.sh
	[[ $output == *"not as HEAD has it: src/link"* ]]
	[ "$(jq -r '.predicate.muster_capture.scope.files' evidence/restore.intoto.json)" = "$(git ls-files | grep -cv 'checklists\|evidence')" ]
}

@test "a linked worktree is a working tree" {
	git worktree add -q ../other -b other
	cd ../other
	"$MUSTER" capture -q restore -- ops/drill.sh
	[ "$(jq -r '.subject[0].digest.gitCommit' evidence/restore.intoto.json)" = "$(git rev-parse HEAD)" ]
}
