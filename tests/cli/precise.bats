# What a passing report does not show, from the plan's words to the verdict.

load helper

setup() {
	new_repo pack
	mkdir -p src evidence checklists
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/ok.xml
	sarif eslint '"results":[],' true > evidence/lint.sarif
	sarif codeql '' true > evidence/none.sarif
	sarif codeql '"results":null,' true > evidence/null.sarif
	sarif codeql '"results":[],' false > evidence/broken.sarif
}

# A SARIF run of TOOL with RESULTS that says it succeeded (true or false).
sarif() {
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"%s"}},%s' "$1" "$2"
	printf '"invocations":[{"executionSuccessful":%s}],' "$3"
	printf '"versionControlProvenance":[{"repositoryUri":"https://example.org/x",'
	printf '"revisionId":"%s"}]}]}' "$subject"
}

# The verdicts of items with these words, in order, of what the file says.
verdicts() {
	printf '# Plan\n\n' > checklists/plan.md
	cat >> checklists/plan.md
	commit_all 'evidence and plan'
	"$MUSTER" audit --json | jq -r '.items | sort_by(.line) | .[].verdict' | sort -u
}

@test "a number or a zero that the report does not count is not verified" {
	run verdicts <<-'PLAN'
		- [x] Backup restored in under 4 h (`evidence/ok.xml`)
		- [x] Restore tested within 15 minutes (`evidence/ok.xml`)
		- [x] Zero downtime (`evidence/ok.xml`)
		- [x] No data loss (`evidence/ok.xml`)
		- [x] Uptime 99.9 % (`evidence/ok.xml`)
	PLAN
	[ "$output" = partial ]
}

@test "words that state a failure, and other scans than stated, show nothing" {
	run verdicts <<-'PLAN'
		- [x] Tests fail on arm (`evidence/ok.xml`)
		- [x] Test suite does not pass (`evidence/ok.xml`)
		- [x] p95 under 200 ms (`evidence/ok.xml`)
		- [x] No secrets in repo (`evidence/lint.sarif`)
		- [x] Secrets rotated (`evidence/lint.sarif`)
		- [x] Trivy scan clean (`evidence/lint.sarif`)
	PLAN
	[ "$output" = unsupported ]
}

@test "a scan without results, or that failed itself, never passes" {
	run verdicts <<-'PLAN'
		- [x] Scan clean (`evidence/none.sarif`)
		- [x] Scan clean (`evidence/null.sarif`)
		- [x] Scan clean (`evidence/broken.sarif`)
	PLAN
	[ "$output" = unsupported ]
}

@test "a link leads from the plan's folder first" {
	run verdicts <<-'PLAN'
		- [x] Unit tests pass
		  - Evidence: [the report](../evidence/ok.xml)
	PLAN
	[ "$output" = verified ]
}

@test "a report that names another environment or runner shows nothing, and refutes nothing" {
	mkdir -p evidence/production
	junit 12 0 "$subject" > evidence/production/smoke.xml
	junit 12 2 "$subject" > evidence/production/load.xml
	junit 12 0 "$subject" > evidence/pytest.xml
	junit 12 0 "$subject" > evidence/staging.xml
	run verdicts <<-'PLAN'
		- [x] Smoke tests pass on staging (`evidence/production/smoke.xml`)
		- [x] Load tests pass on staging (`evidence/production/load.xml`)
		- [x] Rauchtests bestanden auf Staging (`evidence/production/smoke.xml`)
		- [x] Pruebas de humo pasan en staging (`evidence/production/smoke.xml`)
		- [x] Playwright tests pass (`evidence/pytest.xml`)
	PLAN
	[ "$output" = unsupported ]
	run verdicts <<-'PLAN'
		- [x] Smoke tests pass on prod (`evidence/production/smoke.xml`)
		- [x] Smoke tests pass (`evidence/production/smoke.xml`)
		- [x] Smoke tests pass on staging (`evidence/ok.xml`)
		- [x] Smoke tests pass on staging and production
		  - Evidence: `evidence/production/smoke.xml`, `evidence/staging.xml`
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		- [x] Smoke tests pass on staging and production (`evidence/production/smoke.xml`)
		- [x] Pytest and Playwright tests pass (`evidence/pytest.xml`)
	PLAN
	[ "$output" = partial ]
}

@test "where there is no plan, the Markdown with boxes is named and the line that adds it" {
	rm -rf checklists
	mkdir -p notes
	printf '# Work\n\n- [x] a\n- [x] b\n- [ ] c\n- [ ] d\n- [ ] e\n' > notes/work.md
	commit_all 'no plan'
	run "$MUSTER" audit --json
	jq -r '.findings[] | select(.code == "no-plan") | .message' <<<"$output" |
		grep -Fx 'no plan was found in this commit; Markdown with boxes is passed over: notes/work.md; this line of muster.conf adds the first: [pack] plans = "notes/work.md"'
	echo '[pack] plans = "notes/work.md"' > muster.conf
	commit_all 'the plan is named'
	run "$MUSTER" audit --json
	[ "$(jq '.items | length' <<<"$output")" = 5 ]
}

@test "a label beside a path, and a file below a heading, claim more than that it is there" {
	echo 'export default {};' > vite.config.ts
	printf '# Runbook\n\n## Rollback\n\n%s\n' "$(printf 'Words of it. %.0s' {1..20})" > runbook.md
	run verdicts <<-'PLAN'
		- [x] `vite.config.ts` - cache strategy
		- [x] `runbook.md` - paging
		- [x] `runbook.md` - estratégia de cache
		- [x] `runbook.md` - стратегия кэширования
		- [x] `runbook.md` - 缓存策略
	PLAN
	[ "$output" = partial ]
	run verdicts <<-'PLAN'
		- [x] `runbook.md` written
		- [x] `runbook.md` - rollback
		- [x] `vite.config.ts` - config
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		### Solution

		**File:** `vite.config.ts`
	PLAN
	[ "$output" = open ]
}

@test "what is said to be deleted is shown by history, and a missing file does not refute it" {
	echo 1 > old.ts
	commit_all 'old'
	rm old.ts
	run verdicts <<-'PLAN'
		## Fichiers supprimés

		- [x] `old.ts`

		## Cleaning

		- [x] `old.ts` removed
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		## Fichiers supprimés

		- [x] `never.ts`
		- [x] `src/main.c`
	PLAN
	[ "$output" = unsupported ]
	run verdicts <<-'PLAN'
		## Fichiers créés

		- [x] `old.ts`
	PLAN
	[ "$output" = contradicted ]
}

@test "lists of what is yet to be made, and notes in trees, are no missing files" {
	run verdicts <<-'PLAN'
		## Fichiers créés

		### Composants (à créer)

		- `src/config/board.ts`

		### Livrables

		```
		├── src/
		│   ├── main.c ✅
		│   │   └── Lines 582-950: ten new tests ✅
		│   └── main.c - the program
		```
	PLAN
	[ "$(grep -c contradicted <<<"$output")" = 0 ]
}

@test "a file that history moved is elsewhere, however often it was moved" {
	printf '# Guide\n\n%s\n' "$(printf 'Words of it. %.0s' {1..20})" > GUIDE_FOR_ALL.md
	cp GUIDE_FOR_ALL.md COPY.md
	commit_all 'at the root'
	git mv GUIDE_FOR_ALL.md src/first.md
	git rm -q COPY.md
	commit_all 'moved'
	mkdir docs
	git mv src/first.md docs/second.md
	commit_all 'moved again'
	echo 'More words of it.' >> docs/second.md
	commit_all 'changed'
	printf '# Plan\n\n- [x] `GUIDE_FOR_ALL.md` written\n- [x] `NEVER.md` written\n' > checklists/plan.md
	commit_all 'plan'
	run "$MUSTER" audit --json
	[ "$(jq -r '.items[] | select(.line == 3) | "\(.verdict) \(.reason)"' <<<"$output")" = 'partial path-drift' ]
	jq -r '.items[] | select(.line == 3) | .sentence + .fix' <<<"$output" | grep -F docs/second.md
	[ "$(jq -r '.items[] | select(.line == 4) | "\(.verdict) \(.reason)"' <<<"$output")" = 'contradicted cited-path-missing' ]
}
