# Every kind of requirement, declared and inferred, in both directions: evidence that
# shows it and evidence that does not, from the plan's words to the verdict.

load helper

setup() {
	new_repo requirements
	mkdir -p src evidence docs/en docs/a docs/b checklists/checks tests api config web .github/workflows
	echo 'int main(void) { return 0; }' > src/main.c
	seq -f 'Line %g of the long guide, with some words in it.' 1 300 > docs/long-guide.md
	printf '# Ops guide\n\n## Rollback\n\nStop the service, restore the backup and start it again; then count the rows. Tell the operators before and after, in the room of the release.\n\n## Empty\n' > docs/ops-guide.md
	printf '# Guide\n\nWhat the operators do when the lamp is red, in the order of the day, and whom they call first.\n' > docs/guide.md
	cp docs/guide.md docs/en/intro.md
	tee docs/a/same.md docs/b/same.md < docs/guide.md > /dev/null
	printf 'RATE_LIMIT=100\n' > config/app.env
	printf 'rate:\n  limit: 100\n' > config/app.yaml
	printf 'openapi: 3.0.3\ninfo: {title: a, version: "1"}\npaths:\n  /v1/users:\n    get: {responses: {"200": {description: ok}}}\n  /v1/users/{id}:\n    delete: {responses: {"204": {description: ok}}}\n' > api/openapi.yaml
	printf '{"name":"a","scripts":{"build":"tsc"}}' > package.json
	printf 'test:\n\tsh run\n' > Makefile
	printf 'on: [push]\njobs:\n  scan:\n    runs-on: x\n    steps:\n      - run: trivy image app\n      - run: cargo audit\n' > .github/workflows/ci.yml
	for answer in 0 1; do
		printf -- "SELECT %s AS ok, 'x' AS expected, 'y' AS actual, artifact_id AS artifact, 1 AS line FROM artifact WHERE path = 'evidence/unit.xml'\n" $answer \
			> checklists/checks/answers-$answer.sql
	done
	printf -- "SELECT 1 AS ok, 'x' AS expected, 'y' AS actual, NULL AS artifact, 1 AS line FROM artifact WHERE 0\n" > checklists/checks/no-row.sql
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/bad.xml
	printf 'SF:src/main.c\nDA:1,1\nDA:2,0\nLF:2\nLH:1\nend_of_record\n' > evidence/lcov.info
	printf '{"metrics":{"http_req_duration":{"type":"trend","contains":"time","values":{"avg":120.5,"p(95)":170.25}}}}' > evidence/k6.json
}

# Lines "VERDICT | item, in Markdown" on standard input: each item gets its verdict.
expect() {
	local number=0
	printf '# Plan\n\n' > checklists/plan.md
	while IFS= read -r line; do
		want[number++]=${line%%|*}
		printf '%b\n' "${line#*| }" >> checklists/plan.md
	done
	commit_all 'plan and evidence'
	"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/audit.json" 2> "$BATS_TEST_TMPDIR/err" || true
	jq -r '.items | sort_by(.line) | .[] | .verdict + " " + .reason' "$BATS_TEST_TMPDIR/audit.json" > "$BATS_TEST_TMPDIR/got"
	printf '%s\n' "${want[@]}" | sed 's/ *$//' > "$BATS_TEST_TMPDIR/want"
	jq -r '.items | sort_by(.line) | .[].text' "$BATS_TEST_TMPDIR/audit.json" | paste -d '|' "$BATS_TEST_TMPDIR/want" - > want
	jq -r '.items | sort_by(.line) | .[].text' "$BATS_TEST_TMPDIR/audit.json" | paste -d '|' "$BATS_TEST_TMPDIR/got" - | diff want -
}
finding() {
	jq -e --arg code "$1" 'any(.findings[]; .code == $code)' "$BATS_TEST_TMPDIR/audit.json" > /dev/null
}

@test "declared: annotations" {
	expect <<-'ITEMS'
		verified carried | - [x] Panic stop works\n  - Evidence: `junit:evidence/unit.xml` tests >= 12, failed = 0
		contradicted evidence-fails | - [x] Panic start works\n  - Evidence: `junit:evidence/unit.xml` tests >= 13
		unsupported not-found | - [x] Panic end works\n  - Evidence: `junit:evidence/none.xml` failed = 0
		unsupported no-rule | - [x] Panic goes on\n  - Evidence: `junit:evidence/unit.xml` faild = 0
	ITEMS
	finding P-ANNOT
}

@test "declared: Evidence lines and columns" {
	expect <<-'ITEMS'
		verified carried | - [x] Unit tests pass\n  - Evidence: `evidence/unit.xml`
		contradicted evidence-fails | - [x] Nightly tests pass\n  - Evidence: `evidence/bad.xml`
		unsupported not-found | - [x] Weekly tests pass\n  - Evidence: `evidence/none.xml`
		unsupported not-found | - [x] Yearly tests pass\n  - See: `evidence/unit.xml`
		verified carried | \n| Item | Status | Evidence |\n| --- | --- | --- |\n| Unit tests pass again | Done | `evidence/unit.xml` |
		contradicted evidence-fails | | Nightly tests pass again | Done | `evidence/bad.xml` |
		unsupported not-found | | Weekly tests pass again | Done | |
	ITEMS
}

@test "declared: rules" {
	cat > muster.conf <<-'CONF'
		[rule "good"]
			item = Panic stop works
			evidence = junit:evidence/unit.xml failed = 0
		[rule "bad"]
			item = Panic start works
			evidence = junit:evidence/bad.xml failed = 0
		[rule "none"]
			item = Panic end works
			evidence = junit:evidence/none.xml failed = 0
	CONF
	expect <<-'ITEMS'
		verified carried | - [x] Panic stop works
		contradicted evidence-fails | - [x] Panic start works
		unsupported not-found | - [x] Panic end works
	ITEMS
}

@test "declared: checks" {
	expect <<-'ITEMS'
		verified carried | - [x] Panic stop works\n  - Check: `answers-1`
		contradicted evidence-fails | - [x] Panic start works\n  - Check: `answers-0`
		unsupported not-found | - [x] Panic end works\n  - Check: `no-row`
	ITEMS
}

@test "inferred: cited paths and patterns" {
	expect <<-'ITEMS'
		verified exact | - [x] docs/ops-guide.md
		contradicted cited-path-missing | - [x] docs/gone-guide.md
		verified exact | - [x] Ops guide and long guide written (`docs/*-guide.md`)
		unsupported not-found | - [x] Other guides written (`docs/none-*.md`)
		partial path-drift | - [x] Intro written (`docs/intro.md`)
		indeterminate ambiguous | - [x] Same written (`same.md`)
	ITEMS
}

@test "inferred: deliverables and file trees" {
	expect <<-'ITEMS'
		ready no-mark | ## Deliverables\n\n- docs/ops-guide.md
		open none | - docs/other-guide.md
	ITEMS
	finding P-REF-MISSING
	expect <<-'ITEMS'
		verified exact | ## Files created\n\n```\ndocs/\n├── ops-guide.md
		contradicted cited-path-missing | ├── nowhere.md
		verified exact | └── en/\n    └── intro.md\n```
	ITEMS
}

@test "inferred: counts" {
	expect <<-'ITEMS'
		verified carried | - [x] 12 tests pass (`evidence/unit.xml`)
		verified carried | - [x] 11 tests pass (`evidence/unit.xml`)
		contradicted evidence-fails | - [x] 13 tests pass (`evidence/unit.xml`)
		verified carried | - [x] About 12 tests pass (`evidence/unit.xml`)
		partial count-mismatch | - [x] ~30 tests pass (`evidence/unit.xml`)
	ITEMS
	finding C16
}

@test "inferred: thresholds against metrics, units converted" {
	expect <<-'ITEMS'
		verified inferred | - [x] p95 < 180 ms (`evidence/k6.json`)
		verified inferred | - [x] p95 < 0.18 s (`evidence/k6.json`)
		contradicted evidence-fails | - [x] p95 < 170 ms (`evidence/k6.json`)
		contradicted evidence-fails | - [x] p95 latency < 0.17 s (`evidence/k6.json`)
		unsupported no-outcome | - [x] p99 < 1 s (`evidence/k6.json`)
		verified inferred | - [x] Line coverage >= 50 % (`evidence/lcov.info`)
		contradicted evidence-fails | - [x] Line coverage >= 51 % (`evidence/lcov.info`)
		unsupported no-outcome | - [x] Branch coverage >= 50 % (`evidence/lcov.info`)
	ITEMS
}

@test "inferred: KEY=value against configuration" {
	expect <<-'ITEMS'
		verified exact | - [x] `RATE_LIMIT=100` (`config/app.env`)
		contradicted evidence-fails | - [x] `RATE_LIMIT=101` (`config/app.env`)
		unsupported no-outcome | - [x] `NOT_THERE=1` (`config/app.env`)
		verified exact | - [x] `rate.limit=100` (`config/app.yaml`)
	ITEMS
	! finding no-shared-words
}

@test "inferred: tools and steps against workflows" {
	expect <<-'ITEMS'
		verified exact | - [x] CI runs `cargo audit`
		verified exact | - [x] CI runs trivy
		unsupported not-found | - [x] CI runs `cargo deny`
		unsupported not-found | - [x] CI runs gitleaks
	ITEMS
}

@test "inferred: documents and their sections" {
	expect <<-'ITEMS'
		verified exact | - [x] Ops guide has a Rollback section (`docs/ops-guide.md`)
		unsupported placeholder | - [x] Ops guide has an Empty section (`docs/ops-guide.md`)
		unsupported no-outcome | - [x] Ops guide has an Escalation section (`docs/ops-guide.md`)
	ITEMS
}

@test "inferred: numbers of lines" {
	expect <<-'ITEMS'
		verified exact | - [x] Long guide written, ~300 lines (`docs/long-guide.md`)
		verified exact | - [x] Long guide drafted (~320 lines) (`docs/long-guide.md`)
		partial count-mismatch | - [x] Long guide created, ~600 lines (`docs/long-guide.md`)
		partial count-mismatch | - [x] Long guide added, ~30 lines (`docs/long-guide.md`)
	ITEMS
	finding C16
}

@test "inferred: routes against OpenAPI" {
	expect <<-'ITEMS'
		verified exact | - [x] `GET /v1/users` documented (`api/openapi.yaml`)
		verified exact | - [x] `DELETE /v1/users/{user}` documented (`api/openapi.yaml`)
		unsupported no-outcome | - [x] `POST /v1/users` documented (`api/openapi.yaml`)
		unsupported no-outcome | - [x] `GET /v2/users` documented (`api/openapi.yaml`)
	ITEMS
	! finding no-shared-words
}

@test "inferred: commands whose scripts exist, never an outcome" {
	expect <<-'ITEMS'
		verified exact | - [x] `npm run build` exists
		unsupported not-found | - [x] `npm run deploy` exists
		unsupported not-found | - [x] `npm run build` passes
		verified exact | - [x] `make test` target exists
		unsupported not-found | - [x] `make deploy` target exists
		unsupported not-found | - [x] `make test` passes
	ITEMS
}

@test "inferred: links" {
	expect <<-'ITEMS'
		verified exact | - [x] Guide written ([guide](../docs/guide.md))
		contradicted cited-path-missing | - [x] [Gone guide](../docs/gone-guide.md)
		unsupported no-rule | - [x] Guide published\n  - Evidence: https://example.org/guide
	ITEMS
}

@test "a requirement that is only a suggestion counts nowhere, and its line is offered" {
	expect <<-'ITEMS'
		unsupported not-found | - [x] Unit tests pass
		unsupported not-found | - [x] Rate limit is 100
	ITEMS
	run "$MUSTER" explain checklists/plan.md:3
	[[ $output == *'Evidence: `'*'evidence/unit.xml'* ]]
}
