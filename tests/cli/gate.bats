#!/usr/bin/env bats
# muster gate and muster diff: the answer of a run, and what changed since another.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence src
	echo 'int main(void) { return 0; }' > src/main.c
	cat > checklists/release.md <<-'EOF'
		# Release

		- [x] Unit tests pass. Evidence: `evidence/unit.xml`
		- [x] End-to-end tests pass. Evidence: `evidence/e2e.xml`
	EOF
	commit_all code
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	junit 2 0 "$(git rev-parse HEAD)" > evidence/e2e.xml
	commit_all evidence
}

@test "the exit status is the answer: ready, not ready, could not judge" {
	run "$MUSTER" gate
	echo "$output"
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == "READY "* ]]
	junit 2 1 > evidence/e2e.xml
	commit_all broken
	run "$MUSTER" gate
	echo "$output"
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == "NOT-READY "* ]]
	[[ ${lines[1]} == "Of 2 required items, 1 contradicted." ]]
	printf '<testsuites><testsuite name="a" tests="1">' > evidence/e2e.xml
	commit_all unreadable
	run "$MUSTER" gate
	echo "$output"
	[ "$status" -eq 3 ]
	[[ ${lines[0]} == "INDETERMINATE "* ]]
	run "$MUSTER" gate --profile nowhere
	[ "$status" -eq 2 ]
}

@test "the profile release wants evidence that says what it is about" {
	run "$MUSTER" gate --profile release
	[ "$status" -eq 0 ]
	junit 3 0 > evidence/unit.xml
	commit_all undeclared
	run "$MUSTER" gate
	[ "$status" -eq 0 ]
	run "$MUSTER" gate --profile release
	echo "$output"
	[ "$status" -eq 1 ]
}

@test "ages count from now, not from the commit" {
	sed -i 's/<testsuite /&timestamp="2026-01-02T00:00:00Z" /' evidence/unit.xml
	cat > muster.conf <<-'EOF'
		[rule "tests"]
			item = "Unit tests*"
			evidence = "junit:evidence/unit.xml failed = 0"
			max-age = 14d
	EOF
	commit_all rule
	run "$MUSTER" audit --json
	[ "$(jq -r '.items[0].verdict' <<< "$output")" = verified ]
	run "$MUSTER" gate --json
	[ "$status" -eq 1 ]
	[ "$(jq -r '.items[0].reason' <<< "$output")" = too-old ]
}

@test "a bypass has a name and a reason, and stands in what is recorded" {
	junit 2 1 > evidence/e2e.xml
	commit_all broken
	run "$MUSTER" gate --bypass "fix for the outage"
	[ "$status" -eq 2 ]
	[[ $output == *"--as"* ]]
	run "$MUSTER" gate --bypass " " --as ada@example.org
	[ "$status" -eq 2 ]
	run "$MUSTER" gate --as ada@example.org
	[ "$status" -eq 2 ]
	run "$MUSTER" gate --bypass "fix for the outage" --as ada@example.org
	echo "$output"
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == "BYPASSED "* ]]
	[[ ${lines[1]} == 'Overridden by ada@example.org: "fix for the outage". Without that: NOT-READY. '*"1 contradicted"* ]]
	run "$MUSTER" log --json
	[ "$(jq -r '.[0].result' <<< "$output")" = BYPASSED ]
	run "$MUSTER" build --bypass "fix for the outage" --as ada@example.org
	[ "$(jq -r '.result | .outcome + " " + .bypass.by + " " + .bypass.why' site/report/bundle.json)" = \
		"BYPASSED ada@example.org fix for the outage" ]
	for page in index.html plan/index.html evidence/index.html about.html; do
		grep -q Bypassed "site/report/$page"
	done
	grep -q 'fix for the outage' site/report/index.html
}

@test "a bypass that is not needed overrides nothing" {
	run "$MUSTER" gate --bypass reason --as ada@example.org
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"the bypass was not needed"* ]]
	[[ $output == *"READY "* && $output != *BYPASSED* ]]
}

@test "no worse than a baseline is yes, worse is no" {
	junit 2 1 > evidence/e2e.xml
	commit_all broken
	run "$MUSTER" audit
	echo >> src/main.c
	junit 2 2 > evidence/e2e.xml
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all "as bad"
	run "$MUSTER" gate --baseline last --quiet
	echo "$output"
	[ "$status" -eq 1 ]
	git revert -n HEAD && commit "as it was"
	run "$MUSTER" gate --baseline 1
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"Yes: no worse than the baseline."* ]]
	rm evidence/unit.xml
	commit_all gone
	run "$MUSTER" gate --baseline 1
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"Newly broken (1)"*"Unit tests pass"*"No: worse than the baseline."* ]]
	run "$MUSTER" gate --baseline 99
	[ "$status" -eq 2 ]
	[[ $output == *'no run is called "99"'* ]]
}

@test "a new item that blocks is worse, and a report's folder can be the baseline" {
	run "$MUSTER" build --out "$BATS_TEST_TMPDIR/before"
	junit 2 1 > evidence/e2e.xml
	commit_all broken
	run "$MUSTER" gate --baseline "$BATS_TEST_TMPDIR/before"
	echo "$output"
	[ "$status" -eq 1 ]
	run "$MUSTER" build --out "$BATS_TEST_TMPDIR/broken"
	run "$MUSTER" gate --baseline "$BATS_TEST_TMPDIR/broken/muster.db"
	[ "$status" -eq 0 ]
	echo '- [x] Load test passed' >> checklists/release.md
	commit_all "one more"
	run "$MUSTER" gate --baseline "$BATS_TEST_TMPDIR/broken"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"New (1)"*"Load test passed"* ]]
}

@test "diff tells what broke first, what changed, and the commits between" {
	run "$MUSTER" diff
	[ "$status" -eq 2 ]
	[[ $output == *"no run is recorded yet"* ]]
	"$MUSTER" audit -q
	run "$MUSTER" diff
	[ "$status" -eq 2 ]
	[[ $output == *"no earlier run"* ]]
	echo >> src/main.c
	commit_all "touch the code"
	junit 2 1 "$(git rev-parse HEAD)" > evidence/e2e.xml
	commit_all "new report"
	"$MUSTER" audit -q
	run "$MUSTER" diff
	echo "$output"
	[ "$status" -eq 0 ]
	[[ ${lines[2]} == *" new report" && ${lines[3]} == *" touch the code" ]]
	[[ $output == *"2 broken, 0 as they were"* ]]
	[[ $output == *"Newly broken (2)"*"Verified -> Stale, required"*"code in its scope (src/main.c)"* ]]
	[[ $output == *"Verified -> Contradicted, required"*"changed: the evidence"* ]]
	run "$MUSTER" diff 2 1
	[[ $output == *"2 fixed, 0 as they were"* ]]
	[[ $output == *"Fixed (2)"* ]]
	run "$MUSTER" diff --json
	[ "$(jq -c '[.changes[] | .kind, (.changed | join("+")), .before.verdict, .after.verdict]' <<< "$output")" = \
		'["broken","scope","verified","stale","broken","evidence","verified","contradicted"]' ]
	run "$MUSTER" diff 1 1
	[[ $output == *"2 as they were"* ]]
}

@test "diff follows a reworded item, and names new ones and those that are gone" {
	"$MUSTER" audit -q
	cat > checklists/release.md <<-'EOF'
		# Release

		- [x] All unit tests pass. Evidence: `evidence/unit.xml`
		- [x] Load test passed
	EOF
	commit_all reworded
	"$MUSTER" audit -q
	run "$MUSTER" diff
	echo "$output"
	[[ $output == *"1 gone, 1 new, 1 as it was"* ]]
	[[ $output == *"No longer in the plans (1)"*"End-to-end tests pass"*"New (1)"*"Load test passed"* ]]
}

@test "what counted until a day is good until then" {
	lapse() { jq -r .result.goodUntil site/report/bundle.json; }
	"$MUSTER" build -q
	[ "$(lapse)" = null ]
	sed -i 's/<testsuite /&timestamp="2026-01-02T00:00:00Z" /' evidence/unit.xml
	cat > muster.conf <<-'EOF'
		[rule "tests"]
			item = "Unit tests*"
			evidence = "junit:evidence/unit.xml failed = 0"
			max-age = 14d
	EOF
	commit_all rule
	run "$MUSTER" build
	echo "$output"
	[[ $output == *"Good until 2026-01-16T00:00:01Z, when something that counted lapses"* ]]
	[ "$(lapse)" = 2026-01-16T00:00:01Z ]
	# One second before, it counts; then it does not, and cannot lapse any more.
	[ "$("$MUSTER" audit --json --as-of 2026-01-16T00:00:00Z | jq -r '.items[0].verdict')" = verified ]
	[ "$("$MUSTER" audit --json --as-of 2026-01-16T00:00:01Z | jq -r '.items[0].verdict')" = stale ]
	run "$MUSTER" build --as-of 2026-01-16T00:00:01Z
	[ "$(lapse)" = null ]
	# A waiver that ends sooner, on the last second of its day.
	echo '- [x] Penetration test' >> checklists/release.md
	printf '\t- Waiver: until 2026-01-10 by @lee, owner @sam - report under embargo\n' >> checklists/release.md
	commit_all waiver
	"$MUSTER" build -q
	[ "$(lapse)" = 2026-01-11T00:00:00Z ]
	run "$MUSTER" query "SELECT good_until FROM run ORDER BY run_id DESC LIMIT 1" --csv
	[[ $output == *"2026-01-11T00:00:00Z"* ]]
}
