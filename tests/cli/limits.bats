#!/usr/bin/env bats
# [limit]: the tree may lower what one run reads, the operator alone may raise it.
load helper

setup() {
	new_repo r
	mkdir -p src evidence checklists/checks
	echo x > src/a
	commit_all sources
	junit 200 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	printf -- '# Go\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n' > checklists/go.md
	commit_all plan
}

conf() {
	printf '[limit]\n\t%s\n' "$1" > muster.conf
	commit_all conf
	json=$("$MUSTER" audit --json)
}

@test "a report over artifact-size cannot be judged, also where an earlier run read it" {
	json=$("$MUSTER" audit --json)
	[ "$(verdict_at checklists/go.md:3)" = "verified carried" ]
	conf 'artifact-size = 1KiB'
	[ "$(verdict_at checklists/go.md:3)" = "indeterminate limit" ]
	json=$("$MUSTER" audit --json --no-cache)
	[ "$(verdict_at checklists/go.md:3)" = "indeterminate limit" ]
}

@test "evidence-size ends what one run reads" {
	conf 'evidence-size = 2KiB'
	[ "$(verdict_at checklists/go.md:3)" = "indeterminate limit" ]
}

@test "check-steps ends a check" {
	echo "SELECT 1 AS ok, 'x' AS expected, count(*) AS actual, a.artifact_id AS artifact FROM test_case x, test_case y, artifact a" > checklists/checks/all-pairs.sql
	printf -- '- [x] Unit tests pass in pairs\n  - Check: `all-pairs`\n' >> checklists/go.md
	conf 'check-steps = 10000'
	[ "$(verdict_at checklists/go.md:4)" = "indeterminate limit" ]
	conf 'check-steps = 10000000'
	[ "$(verdict_at checklists/go.md:4)" = "verified carried" ]
}

@test "the tree cannot raise one, the operator can" {
	conf 'evidence-size = 8GiB'
	[ "$(jq -r '.findings[] | select(.code == "config-widens") | .line' <<< "$json")" = 2 ]
	cp muster.conf "$BATS_TEST_TMPDIR/own.conf"
	json=$("$MUSTER" audit --json --config "$BATS_TEST_TMPDIR/own.conf")
	[ "$(jq -c '[.findings[] | select(.code == "config-widens")]' <<< "$json")" = '[]' ]
}

@test "a limit that is none is refused with its line" {
	for value in 'artifact-size = 0' 'artifact-size = 65MiB' 'artifact-size = big' 'artefact-size = 1MiB' 'check-steps = -1'; do
		printf '[limit]\n\t%s\n' "$value" > muster.conf
		commit_all conf
		run "$MUSTER" audit
		[ "$status" -eq 2 ]
		[[ $output == *muster.conf:2* ]]
	done
}
