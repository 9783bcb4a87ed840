# The six laws of judgement, each as a test that fails without it.

load helper

setup() {
	new_repo laws
	mkdir -p src evidence docs checklists
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/e2e.xml
}

# A plan of the items on standard input, committed with all there is.
plan() {
	printf '# Release\n\n' > checklists/release.md
	cat >> checklists/release.md
	commit_all 'plan'
}
audit() {
	json=$("$MUSTER" audit --json "$@" 2> /dev/null)
}
verdicts() {
	jq -r '.items | sort_by(.line) | .[].verdict' <<<"$json" | sort -u
}
result() {
	jq -r .result <<<"$json"
}
# Severity of the run's finding of that code.
severity() {
	jq -r --arg code "$1" '[.findings[] | select(.code == $code) | .severity] | unique | join(" ")' \
		<<<"$json"
}

@test "law_1: absence of information is never green" {
	printf '<testsuites><testsuite name="none"/></testsuites>' > evidence/none.xml
	printf '<testsuites><testsuite name="s"><testcase name="a"><skipped/></testcase></testsuite></testsuites>' \
		> evidence/skipped.xml
	head -c 200 evidence/unit.xml > evidence/cut.xml
	: > evidence/empty.xml
	plan <<-'PLAN'
		- [x] Nothing is said of this
		- [x] Tests pass that nobody reported (`evidence/gone.xml`)
		- [x] Tests pass that did not run (`evidence/none.xml`)
		- [x] Tests pass that were left out (`evidence/skipped.xml`)
		- [x] Tests pass in half a file (`evidence/cut.xml`)
		- [x] Tests pass in an empty file (`evidence/empty.xml`)
		- [x] Tests pass by a rule that nobody knows
		  - Evidence: `junit:evidence/unit.xml` greenness = 1
		- [x] Tests pass of a suite that is not there
		  - Evidence: `junit:evidence/unit.xml#nothing` failed = 0
		- [ ] The same unticked (`evidence/skipped.xml`)
	PLAN
	audit
	[ "$(jq '.items | length' <<<"$json")" = 9 ]
	[ "$(jq '[.items[] | select(.verdict == "verified" or .verdict == "ready" or .verdict == "waived")] | length' \
		<<<"$json")" = 0 ]
}

@test "law_2: a waiver never makes verified, and what it covers stays to be seen" {
	plan <<-'PLAN'
		- [x] Penetration test done
		  - Waiver: until 2026-12-31 by @lee, owner @sam - report under embargo
		- [x] End-to-end tests pass (`evidence/e2e.xml`)
		  - Waiver: until 2026-12-31 by @lee, owner @sam - because
	PLAN
	"$MUSTER" build -q --as-of 2026-02-01T00:00:00Z || true
	[ "$("$MUSTER" query --csv 'SELECT verdict, raw_verdict FROM v_item ORDER BY line' | tail -n +2 | tr -d '\r')" = \
		'waived,unsupported
contradicted,contradicted' ]
	grep -q 'names no evidence' site/report/item/release/penetration-test-done.html
	audit --as-of 2026-02-01T00:00:00Z
	[ "$(result)" = NOT-READY ]
}

@test "law_3: terminal, JSON, database and site give one answer" {
	plan <<-'PLAN'
		- [x] Unit tests pass (`evidence/unit.xml`)
		- [x] End-to-end tests pass (`evidence/e2e.xml`)
		- [ ] Unit tests pass once more (`evidence/unit.xml`)
		- [ ] Nobody has looked at this
		- [x] Ticked with nothing behind it
		- [x] Unit tests pass against a mock (`evidence/unit.xml`)

		## Sign-off

		- [ ] Tech lead: ____________ Date: ________
	PLAN
	"$MUSTER" build -q || true
	audit
	jq -r '.items | sort_by(.line) | .[] | "\(.line) \(.verdict)"' <<<"$json" > "$BATS_TEST_TMPDIR/json"
	[ "$(wc -l < "$BATS_TEST_TMPDIR/json")" -eq 7 ]
	[ "$(cut -d' ' -f2 "$BATS_TEST_TMPDIR/json" | sort -u | wc -l)" -eq 7 ]
	"$MUSTER" query --csv "SELECT line || ' ' || verdict AS v FROM v_item ORDER BY line" |
		tail -n +2 | tr -d '\r' | diff - "$BATS_TEST_TMPDIR/json"
	# Sign-offs are not in what signers sign.
	jq -r '.plans[].items[] | select(.verdict) | "\(.line) \(.verdict)"' site/report/report.json |
		sort -n | diff - <(grep -v needs-signoff "$BATS_TEST_TMPDIR/json")
	# The page of the plan lists the items in their order.
	grep -o '<li class="it v-[a-z-]*' site/report/plan/release.html | sed 's/.*v-//' |
		diff - <(cut -d' ' -f2 "$BATS_TEST_TMPDIR/json")
	while read -r line verdict; do
		label=$(jq -rn --arg v "$verdict" '{"verified": "Verified", "ready": "Ready to tick",
			"partial": "Partly shown", "unsupported": "Unproven", "open": "Open",
			"contradicted": "Contradicted", "needs-signoff": "Needs sign-off"}[$v]')
		"$MUSTER" explain "checklists/release.md:$line" | grep -q "^$label  ("
	done < "$BATS_TEST_TMPDIR/json"
}

@test "law_4: the same inputs give the same bytes, anywhere and at any time" {
	plan <<-'PLAN'
		- [x] Unit tests pass (`evidence/unit.xml`)
		- [x] End-to-end tests pass (`evidence/e2e.xml`)
		- [x] Unit tests pass
		  - Evidence: `junit:evidence/unit.xml` failed = 0, age <= 7d
	PLAN
	git clone -q . "$BATS_TEST_TMPDIR/far/away"
	TZ=Pacific/Kiritimati LC_ALL=C "$MUSTER" audit --json --as-of 2026-02-01T00:00:00Z -j 1 \
		> "$BATS_TEST_TMPDIR/here"
	touch -d '2030-01-01' evidence/*
	(cd "$BATS_TEST_TMPDIR/far/away" && TZ=Etc/GMT+12 LC_ALL=C.UTF-8 \
		"$MUSTER" audit --json --as-of 2026-02-01T00:00:00Z -j 3) > "$BATS_TEST_TMPDIR/there"
	cmp "$BATS_TEST_TMPDIR/here" "$BATS_TEST_TMPDIR/there"
	# And it depends on what it says it depends on: the time is an input.
	"$MUSTER" audit --json --as-of 2026-01-03T00:00:00Z > "$BATS_TEST_TMPDIR/early"
	! cmp -s "$BATS_TEST_TMPDIR/here" "$BATS_TEST_TMPDIR/early"
}

@test "law_5: a run that judged nothing is no success, and its site is built" {
	plan <<< 'Nothing to tick.'
	audit
	[ "$(result)" = INDETERMINATE ]
	"$MUSTER" build -q || true
	[ -s site/report/index.html ]
	plan <<< '- [x] (optional) Unit tests pass (`evidence/unit.xml`)'
	audit
	[ "$(verdicts)" = verified ]
	[ "$(result)" = INDETERMINATE ]
	[ "$(severity no-required-item)" = error ]
}

@test "law_5: a configuration that names what is not there is an error" {
	plan <<< '- [x] Unit tests pass (`evidence/unit.xml`)'
	audit
	[ "$(result)" = READY ]
	for conf in '[pack]\n\tplans = nowhere/*.md\n' \
		'[rule "r"]\n\titem = nothing of that name\n\tevidence = evidence/unit.xml\n' \
		'[rule "r"]\n\titem = *\n\tcheck = no-such-check\n' \
		'[waiver "w"]\n\titem = nothing of that name\n\treason = r\n\towner = o\n\tapprover = a\n\texpires = 2026-12-31\n'; do
		# shellcheck disable=SC2059
		printf "$conf" > muster.conf
		commit_all 'configuration'
		"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/out" 2> /dev/null || true
		[ ! -s "$BATS_TEST_TMPDIR/out" ] ||
			jq -e '.result == "INDETERMINATE" and ([.findings[] | select(.severity == "error")] | length > 0)' \
				"$BATS_TEST_TMPDIR/out"
	done
}

@test "law_6: what is in doubt is neither verified nor contradicted" {
	mkdir -p services/api/src/auth docs/a docs/b
	echo 'export const keys = [];' > services/api/src/auth/jwks.ts
	printf '# Guide\n\n%s\n' "$(printf 'Words about it. %.0s' {1..20})" | tee docs/a/guide.md > docs/b/guide.md
	printf '# Runbook\n\n%s\n' "$(printf 'Words about it. %.0s' {1..20})" > docs/Runbook.md
	echo '/results/' > .gitignore
	mkdir results && echo '{}' > results/run.json
	plan <<-'PLAN'
		- [x] JWKS module written (`services/api/auth/jwks.ts`)
		- [x] Runbook written (`docs/runbook.md`)
		- [x] Guide written (`guide.md`)
		- [x] Guide written (`docs/c/guide.md`)
		- [x] Run recorded (`results/run.json`)
		- [x] Runbook written, about 3000 lines (`docs/Runbook.md`)
		- [x] `GET /v1/users` answers
		- [x] Merged from `feature/login`
		- [x] Drill held (`docs/Runbook.md`)
		- [x] p95 under 200 ms (`evidence/unit.xml`)
	PLAN
	audit
	[ "$(jq '.items | length' <<<"$json")" = 10 ]
	[ "$(jq '[.items[] | select(.verdict == "verified" or .verdict == "contradicted")] | length' \
		<<<"$json")" = 0 ]
	[ "$(verdict_at checklists/release.md:3)" = 'partial path-drift' ]
	[ "$(verdict_at checklists/release.md:5)" = 'indeterminate ambiguous' ]
}
