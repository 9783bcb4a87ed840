# Every known way to a green that shows nothing.  Each is told apart by one thing from
# an item that is rightly verified, so that a guard taken out is seen.

load helper

setup() {
	new_repo vacuous
	mkdir -p src evidence docs checklists tests/fixtures scripts migrations
	echo 'int main(void) { return 0; }' > src/main.c
	{
		printf '# Drill runbook\n\n## Steps\n\n'
		printf 'Call the operators, restore the backup and count the rows again. %.0s' {1..3}
	} > docs/drill-runbook.md
	printf '#!/bin/sh\nexec true\n' > scripts/load-test.sh
	printf 'CREATE TABLE users (id bigint);\n' > migrations/0042_add_users.sql
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
}

# Commit the plan on standard input; all verdicts with their reasons, each once.
judged() {
	printf '# Plan\n\n' > checklists/plan.md
	cat >> checklists/plan.md
	commit_all 'plan and evidence'
	verdicts "$@"
}
verdicts() {
	"$MUSTER" audit --json "$@" > "$BATS_TEST_TMPDIR/audit.json" 2> /dev/null || true
	jq -r '.items | sort_by(.line) | .[] | .verdict + " " + .reason' \
		"$BATS_TEST_TMPDIR/audit.json" | sort -u
}
result() {
	jq -r .result "$BATS_TEST_TMPDIR/audit.json"
}
finding() {
	jq -e --arg code "$1" 'any(.findings[]; .code == $code)' "$BATS_TEST_TMPDIR/audit.json"
}

# The same item over good evidence: what all of the below fall short of.
good() {
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/unit.xml`)')" = 'verified carried' ]
}

# A report of one suite with the cases on standard input.
suite() {
	echo '<testsuites><testsuite name="unit">'
	echo "<properties><property name=\"git.commit\" value=\"$subject\"/></properties>"
	cat
	echo '</testsuite></testsuites>'
}

# A SARIF run: TOOL, results and invocations as JSON members, comma behind.
sarif() {
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"%s"}},%s%s' "$1" "$2" "$3"
	printf '"versionControlProvenance":[{"repositoryUri":"https://example.org/x",'
	printf '"revisionId":"%s"}]}]}' "$subject"
}
ran='"invocations":[{"executionSuccessful":true}],'

@test "an empty selection" {
	good
	[ "$(judged <<-'PLAN'
		- [x] Tests of billing pass
		  - Evidence: `junit:evidence/unit.xml#billing` failed = 0
	PLAN
	)" = 'unsupported no-outcome' ]
}

@test "a pattern that matches no file" {
	[ "$(judged <<-'PLAN'
		- [x] Tests pass
		  - Evidence: `evidence/nightly-*.xml`
	PLAN
	)" = 'unsupported not-found' ]
}

@test "zero tests" {
	suite < /dev/null > evidence/unit.xml
	[ "$(judged <<-'PLAN'
		- [x] Unit tests pass (`evidence/unit.xml`)
		- [x] Tests pass
		  - Evidence: `junit:evidence/unit.xml` failed = 0
	PLAN
	)" = 'unsupported no-outcome' ]
}

@test "all tests skipped" {
	suite <<< '<testcase name="a"><skipped/></testcase><testcase name="b"><skipped/></testcase>' \
		> evidence/unit.xml
	[ "$(judged <<-'PLAN'
		- [x] Unit tests pass (`evidence/unit.xml`)
		- [x] Tests pass
		  - Evidence: `junit:evidence/unit.xml` failed = 0
	PLAN
	)" = 'unsupported no-outcome' ]
	suite <<< '<testcase name="a"/><testcase name="b"><skipped/></testcase>' > evidence/unit.xml
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/unit.xml`)')" = 'verified carried' ]
}

@test "a file that could not be parsed" {
	good
	head -c 300 evidence/unit.xml > evidence/cut.xml
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/cut.xml`)')" = 'indeterminate unreadable' ]
}

@test "a rule that selects nothing" {
	good
	printf '[rule "gone"]\n\titem = nothing of that name\n\tevidence = evidence/unit.xml\n' > muster.conf
	commit_all 'rule'
	verdicts
	[ "$(result)" = INDETERMINATE ]
	finding rule-unmatched
}

@test "a kind of evidence, a fact and a check that nobody knows" {
	run judged <<-'PLAN'
		- [x] Unit tests pass
		  - Evidence: `junit:evidence/unit.xml` faild = 0
		- [x] Other tests pass
		  - Evidence: `junit:evidence/unit.xml` passd >= 1
	PLAN
	[ "$output" = 'unsupported no-rule' ]
	run judged <<-'PLAN'
		- [x] Unit tests pass
		  - Evidence: `jnuit:evidence/unit.xml` failed = 0
	PLAN
	[[ $output == unsupported* ]]
	run judged <<-'PLAN'
		- [x] Checked tests pass
		  - Check: `check:no-such-check`
	PLAN
	[[ $output != verified* ]]
	[ "$(result)" != READY ]
}

@test "a sign-off by a role that nobody has" {
	run judged <<-'PLAN'
		## Sign-off

		- [x] Astronaut: Ada Pine Date: 2026-01-02
	PLAN
	[[ $output == needs-signoff* ]]
}

@test "a scan that did not run" {
	sarif trivy '"results":[],' '"invocations":[{"executionSuccessful":false}],' > evidence/failed.sarif
	sarif trivy '' "$ran" > evidence/none.sarif
	printf '{"SchemaVersion":2,"ArtifactName":"","Results":[]}' > evidence/trivy.json
	[ "$(judged <<-'PLAN'
		- [x] Scan clean (`evidence/failed.sarif`)
		- [x] Scan clean (`evidence/none.sarif`)
		- [x] Scan clean (`evidence/trivy.json`)
	PLAN
	)" = 'unsupported no-outcome' ]
	sarif trivy '"results":[],' "$ran" > evidence/scan.sarif
	[ "$(judged <<< '- [x] Scan clean (`evidence/scan.sarif`)')" = 'verified carried' ]
}

@test "an empty log" {
	: > evidence/deploy.log
	[ "$(judged <<-'PLAN'
		- [x] Deployed (`evidence/deploy.log`)
		- [x] Deployment log attached
		  - Evidence: `evidence/deploy.log`
	PLAN
	)" = 'unsupported placeholder' ]
}

@test "a stale report" {
	good
	echo 'int more;' >> src/main.c
	commit_all 'the content changes'
	[ "$(verdicts)" = 'stale scope-changed' ]
}

@test "a placeholder where a signature is due" {
	run judged <<-'PLAN'
		## Sign-off

		- [x] Tech lead: TBD Date: 2026-01-02
		- [x] Security lead: ____________ Date: ________
		- [x] Release manager: [Name] Date: [Date]
	PLAN
	[ "$output" = 'needs-signoff blank' ]
}

@test "a placeholder where a document is due" {
	printf '# Rollback guide\n\nTBD\n' > docs/rollback-guide.md
	[ "$(judged <<< '- [x] Rollback guide written (`docs/rollback-guide.md`)')" = 'unsupported placeholder' ]
}

@test "a mock run, and one with a part left out" {
	run judged <<-'PLAN'
		- [x] Unit tests pass against a mock (`evidence/unit.xml`)
		- [x] Unit tests pass locally (`evidence/unit.xml`)
		- [x] Unit tests pass with auth bypass (`evidence/unit.xml`)
	PLAN
	[ "$output" = 'partial hedge' ]
}

@test "a shallow clone" {
	junit 12 0 > evidence/unit.xml
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/unit.xml`)')" = 'verified inferred' ]
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	[ "$(verdicts)" = 'partial undated' ]
	finding shallow-history
}

@test "a report that was committed together with the code" {
	junit 12 0 > evidence/unit.xml
	echo 'int more;' >> src/main.c
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/unit.xml`)')" = 'partial mixed-commit' ]
}

@test "a test fixture that looks like a report and that nobody cites" {
	cp evidence/unit.xml tests/fixtures/unit.xml
	cp evidence/unit.xml evidence/unit-tests-pass.xml
	[ "$(judged <<< '- [x] Unit tests pass')" = 'unsupported not-found' ]
	[ "$(jq '[.items[].requirements[]] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "a runbook for a drill" {
	run judged <<-'PLAN'
		- [x] Drill held (`docs/drill-runbook.md`)
		- [x] Drill rehearsed with the operators (`docs/drill-runbook.md`)
	PLAN
	[ "$output" = 'unsupported no-outcome' ]
	[ "$(judged <<< '- [x] Drill runbook written (`docs/drill-runbook.md`)')" = 'verified exact' ]
}

@test "a workflow for a pass" {
	mkdir -p .github/workflows
	printf 'on: [push]\njobs:\n  scan:\n    runs-on: x\n    steps:\n      - run: trivy image app\n' \
		> .github/workflows/ci.yml
	run judged <<-'PLAN'
		- [x] Trivy scan passes (`.github/workflows/ci.yml`)
		- [x] CI runs trivy and the scan passes
	PLAN
	[[ $output != *verified* ]]
	[ "$(judged <<< '- [x] CI runs trivy')" = 'verified exact' ]
}

@test "a step whose failure is ignored for a gate" {
	mkdir -p .github/workflows
	printf 'on: [push]\njobs:\n  scan:\n    runs-on: x\n    steps:\n      - run: trivy image app || true\n' \
		> .github/workflows/ci.yml
	[ "$(judged <<< '- [x] CI runs trivy')" = 'unsupported no-outcome' ]
}

@test "a script for a run of it" {
	run judged <<-'PLAN'
		- [x] Load test was run (`scripts/load-test.sh`)
		- [x] Load test run with `./scripts/load-test.sh`
		- [x] Load test passes
		  - Evidence: `./scripts/load-test.sh`
	PLAN
	[[ $output != *verified* ]]
	[[ $output != *contradicted* ]]
}

@test "a migration's file for a migration that was applied" {
	run judged <<-'PLAN'
		- [x] Migration applied (`migrations/0042_add_users.sql`)
		- [x] Users table migrated in production (`migrations/0042_add_users.sql`)
	PLAN
	[[ $output != *verified* ]]
	[ "$(judged <<< '- [x] Migration written: add users (`migrations/0042_add_users.sql`)')" = 'verified exact' ]
}

@test "tests that are written for tests that pass" {
	printf 'def test_login():\n    assert True\n' > tests/test_login.py
	run judged <<< '- [x] Login tests pass (`tests/test_login.py`)'
	[[ $output != *verified* ]]
}

@test "coverage and numbers without a threshold" {
	printf 'SF:src/main.c\nDA:1,1\nLF:1\nLH:1\nend_of_record\n' > evidence/lcov.info
	[ "$(judged <<< '- [x] Coverage measured (`evidence/lcov.info`)')" = 'unsupported no-outcome' ]
}

@test "a plan that judged nothing" {
	judged <<< 'Prose alone, and nothing to tick.'
	[ "$(result)" = INDETERMINATE ]
}

@test "a plan pattern that matches no plan" {
	good
	printf '[pack]\n\tplans = plans/*.md\n' > muster.conf
	commit_all 'other plans'
	verdicts
	[ "$(result)" = INDETERMINATE ]
	finding pattern-unmatched
}

@test "quoted output that somebody typed" {
	run judged <<-'PLAN'
		- [x] Unit tests pass

		  Output:

		  ```
		  412 passed, 0 failed
		  ```
	PLAN
	[ "$output" = 'unsupported not-found' ]
}

@test "a report of other content: a commit that is no ancestor" {
	git checkout -q -b aside
	echo 'int aside;' >> src/main.c
	commit_all 'aside'
	junit 12 0 "$(git rev-parse HEAD)" > "$BATS_TEST_TMPDIR/aside.xml"
	git checkout -q main
	mkdir -p evidence checklists
	cp "$BATS_TEST_TMPDIR/aside.xml" evidence/unit.xml
	[ "$(judged <<< '- [x] Unit tests pass (`evidence/unit.xml`)')" = 'stale foreign-subject' ]
}

@test "a rule that names a format makes no clean scan of any JSON" {
	good
	echo '{"a": 1}' > evidence/scan.json
	cat > muster.conf <<-'EOF'
		[rule "scan"]
			item = "The scan*"
			evidence = "scan:evidence/scan.json total = 0"
			format = dependency-check
	EOF
	[ "$(judged <<< '- [x] The scan is clean (`evidence/scan.json`)')" = 'indeterminate unreadable' ]
}
