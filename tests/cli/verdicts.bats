# One repository with three plans and evidence in every condition: exactly the
# verdicts of the decision table, and nothing else.

load helper

# Sources, then evidence about them with the plans.
setup() {
	new_repo pack
	mkdir -p src evidence docs checklists
	echo 'int main(void) { return 0; }' > src/main.c
	printf '# Operator manual\n\n## Startup\n\nTurn the key, wait for the green lamp and read the log.\n' > docs/manual.md
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/e2e.xml
	junit 12 0 "$subject" | head -c 300 > evidence/cut.xml
	: > evidence/empty.xml
	printf '{"runs":[{"a":1,"a":2}],"version":"2.1.0"}' > evidence/hostile.sarif
	cat > checklists/release.md <<'PLAN'
# Release

## Tests

- [x] Unit tests pass (`evidence/unit.xml`)
- [x] End-to-end tests pass (`evidence/e2e.xml`)
- [ ] Unit tests pass once more (`evidence/unit.xml`)
- [ ] Nobody has looked at this
- [x] Ticked with nothing behind it
PLAN
	cat > checklists/broken.md <<'PLAN'
# Broken evidence

- [x] Nightly tests pass
  - Evidence: `evidence/cut.xml`
- [x] Weekly tests pass
  - Evidence: `evidence/empty.xml`
- [x] Monthly tests pass
  - Evidence: `evidence/gone.xml`
- [x] Scan reports nothing
  - Evidence: `evidence/hostile.sarif`
PLAN
	cat > checklists/table.md <<'PLAN'
# Table

| ID | Item | Status | Evidence |
| --- | --- | --- | --- |
| T-1 | Unit tests pass | Complete | `evidence/unit.xml` |
| T-2 | End-to-end tests pass | Complete | `evidence/e2e.xml` |
| T-3 | Unit tests pass again | Open | `evidence/unit.xml` |

## Sign-off

- [ ] Tech lead: ____________ Date: ________
PLAN
	commit_all 'evidence and plans'
}

audit() {
	json=$("$MUSTER" audit --json "$@")
}

@test "passing evidence of this content verifies, carried from its commit" {
	audit
	[ "$(verdict_at checklists/release.md:5)" = 'verified carried' ]
	[ "$(verdict_at checklists/table.md:5)" = 'verified carried' ]
}

@test "failing evidence contradicts the tick" {
	audit
	[ "$(verdict_at checklists/release.md:6)" = 'contradicted evidence-fails' ]
	[ "$(verdict_at checklists/table.md:6)" = 'contradicted evidence-fails' ]
}

@test "an unticked item with passing evidence is ready" {
	audit
	[ "$(verdict_at checklists/release.md:7)" = 'ready tick-it' ]
	[ "$(verdict_at checklists/table.md:7)" = 'ready tick-it' ]
}

@test "an unticked item without evidence is open" {
	audit
	[ "$(verdict_at checklists/release.md:8)" = 'open none' ]
}

@test "a tick with nothing behind it is unsupported" {
	audit
	[ "$(verdict_at checklists/release.md:9)" = 'unsupported not-found' ]
}

@test "a report cut short cannot be judged, and says where it ends" {
	audit
	[ "$(verdict_at checklists/broken.md:3)" = 'indeterminate unreadable' ]
	[ "$(jq -r '.artifacts[] | select(.path == "evidence/cut.xml") | .status + " " + .reason' <<<"$json")" = \
		'unreadable truncated' ]
	run "$MUSTER" explain checklists/broken.md:3
	[[ $output == *"evidence/cut.xml"* ]]
	[[ $output =~ "line "[0-9]+ ]]
}

@test "an empty report is a placeholder, not a pass" {
	audit
	[ "$(verdict_at checklists/broken.md:5)" = 'unsupported placeholder' ]
}

@test "a report that is not there leaves the tick unsupported" {
	audit
	[ "$(verdict_at checklists/broken.md:7)" = 'unsupported not-found' ]
	[ "$(jq -r '.artifacts[] | select(.path == "evidence/gone.xml") | .status' <<<"$json")" = missing ]
}

@test "a report that says one thing twice is unreadable, with its reason" {
	audit
	[ "$(verdict_at checklists/broken.md:9)" = 'indeterminate unreadable' ]
	[ "$(jq -r '.artifacts[] | select(.path == "evidence/hostile.sarif") | .reason' <<<"$json")" = \
		json-duplicate-key ]
}

@test "a blank sign-off needs a sign-off" {
	audit
	[ "$(verdict_at checklists/table.md:11)" = 'needs-signoff blank' ]
}

@test "a change in scope after the evidence makes it stale" {
	echo 'int twice(int x) { return 2 * x; }' >> src/main.c
	commit_all 'change the source'
	audit
	[ "$(verdict_at checklists/release.md:5)" = 'stale scope-changed' ]
	[ "$(verdict_at checklists/release.md:6)" = 'stale last-known-fail' ]
	[ "$(verdict_at checklists/release.md:7)" = 'open stale-evidence' ]
}

@test "a change and its revert leave the evidence fresh" {
	cp src/main.c "$BATS_TEST_TMPDIR/main.c"
	echo '/* for a day */' >> src/main.c
	commit_all 'change the source'
	cp "$BATS_TEST_TMPDIR/main.c" src/main.c
	commit_all 'change it back'
	audit
	[ "$(verdict_at checklists/release.md:5)" = 'verified carried' ]
}

@test "untracked evidence that names no commit is only partial" {
	junit 4 0 > evidence/fresh.xml
	printf '# More\n\n- [x] Fresh tests pass (`evidence/fresh.xml`)\n' > checklists/more.md
	git add checklists && commit 'one more plan'
	audit
	[ "$(verdict_at checklists/more.md:3)" = 'partial undated' ]
}

@test "the operator's word binds untracked evidence to a commit" {
	junit 4 0 > evidence/fresh.xml
	printf '# More\n\n- [x] Fresh tests pass (`evidence/fresh.xml`)\n' > checklists/more.md
	git add checklists && commit 'one more plan'
	audit --subject HEAD
	[ "$(verdict_at checklists/more.md:3)" = 'verified exact' ]
}

@test "the result is not ready, and the counts add up" {
	audit
	[ "$(jq -r .result <<<"$json")" = NOT-READY ]
	[ "$(jq '[.counts[]] | add' <<<"$json")" = 13 ]
}

@test "a file that is mentioned in passing is not said to be named nowhere" {
	printf '# More\n\n- [x] everything about `evidence/unit.xml` is fine\n' > checklists/more.md
	commit_all 'one more plan'
	audit
	[ "$(verdict_at checklists/more.md:3)" = 'unsupported not-found' ]
	run "$MUSTER" explain checklists/more.md:3
	[[ $output == *'mentions evidence/unit.xml, but only in passing'* ]]
	[[ $output == *'say below line 3 that it does: "Evidence: `evidence/unit.xml`"'* ]]
}

@test "an item without a box is not told to be ticked" {
	printf '# More\n\n## Deliverables\n\n- `docs/guide.md` - the guide\n- `docs/map.md` - the map\n' > checklists/more.md
	commit_all 'one more plan'
	run "$MUSTER" audit -q
	run "$MUSTER" explain checklists/more.md:5
	echo "$output"
	[[ $output == *'commit docs/guide.md'* ]]
	[[ $output != *tick* ]]
}

@test "every item is told a story, and the story names its claim" {
	audit
	for id in $(jq -r '.items[].id' <<<"$json"); do
		run "$MUSTER" explain "$id"
		[ "$status" -eq 0 ]
		[[ $output == *"The claim"* ]]
	done
}

@test "evidence that is declared about two commits is told so, and verifies nothing" {
	echo 'int more;' >> src/main.c
	commit_all 'more'
	junit 4 0 "$(git rev-parse HEAD~1)" > evidence/two.xml
	printf '# More\n\n- [x] Two tests pass (`evidence/two.xml`)\n' > checklists/more.md
	git add checklists && commit 'one more plan'
	audit --subject HEAD
	[ "$(verdict_at checklists/more.md:3)" = 'indeterminate ambiguous' ]
	run "$MUSTER" explain checklists/more.md:3
	[[ $output == *'two different commits'* ]]
}

@test "a plan that was changed after its own date of change says so" {
	new_repo stale
	mkdir checklists
	printf 'Last updated: 2025-12-24\n\n- [ ] a\n' > checklists/old.md
	printf '**Zuletzt aktualisiert:** 2. Januar 2026\n\n- [ ] a\n' > checklists/new.md
	printf 'Last updated: soon\n\n- [ ] a\n' > checklists/vague.md
	commit_all 'plans, on 2 January 2026'
	json=$("$MUSTER" audit --json || true)
	run jq -r '[.. | objects | select(.finding? == "P-META-STALE" or .code? == "P-META-STALE" or .rule? == "P-META-STALE")] | length' <<<"$json"
	[ "$output" = 1 ]
	run jq -r '.. | objects | select(.finding? == "P-META-STALE" or .code? == "P-META-STALE" or .rule? == "P-META-STALE") | .message' <<<"$json"
	[ "$output" = '"Last updated: 2025-12-24", but the file was changed on 2026-01-02' ]
}

@test "a link to a file of the repository on its forge is that file" {
	new_repo forge
	git remote add origin https://github.com/acme/widget.git
	mkdir checklists docs
	printf '# Guide\n\n%s\n' "$(printf 'Words about it. %.0s' {1..60})" > docs/guide.md
	printf -- '- [x] Guide written ([guide](https://github.com/acme/widget/blob/main/docs/guide.md))\n' > checklists/plan.md
	printf -- '- [x] Review held ([minutes](https://wiki.example.org/minutes))\n' >> checklists/plan.md
	commit_all 'plan'
	json=$("$MUSTER" audit --json || true)
	[ "$(verdict_at checklists/plan.md:1)" = 'verified exact' ]
	grep -q P-REF-EXTERNAL <<<"$json"
}

@test "a link that is all of an item says that the document is there" {
	new_repo link
	mkdir -p checklists docs
	printf '# Guide\n\n%s\n' "$(printf 'Words about it. %.0s' {1..60})" > docs/guide.md
	cat > checklists/plan.md <<-'PLAN'
		- [x] [Guide](../docs/guide.md)
		- [x] [docs/guide.md](../docs/guide.md) - the guide
		- [x] [Guide](../docs/guide.md) tested by operators
		- [x] [Guide](../docs/gone.md)
		- [x] guide.md
		  - Evidence: `docs/guide.md`
	PLAN
	commit_all 'plan'
	json=$("$MUSTER" audit --json || true)
	[ "$(verdict_at checklists/plan.md:1)" = 'verified exact' ]
	[ "$(verdict_at checklists/plan.md:2)" = 'verified exact' ]
	[ "$(verdict_at checklists/plan.md:3)" = 'unsupported no-outcome' ]
	[ "$(verdict_at checklists/plan.md:4)" = 'contradicted cited-path-missing' ]
	[ "$(verdict_at checklists/plan.md:5)" = 'verified exact' ]
}

@test "words that ask declare evidence on the item's own line, words that point show nothing" {
	cat > checklists/own.md <<-'PLAN'
		# Own lines

		- [x] Unit tests pass. Evidence: `evidence/unit.xml`
		- [x] Unit tests pass twice (proof: `evidence/unit.xml`)
		- [x] End-to-end tests pass. Verified by: `evidence/e2e.xml`
		- [x] Unit tests pass thrice. Evidence: `junit:evidence/unit.xml` failed = 0
		- [x] Unit tests pass again. Details: `evidence/unit.xml`
		- [x] Unit tests pass at last. Evidence: `evidence/unit.xml`, `evidence/empty.xml`
	PLAN
	commit_all 'own lines'
	json=$("$MUSTER" audit --json || true)
	[ "$(verdict_at checklists/own.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/own.md:4)" = 'verified carried' ]
	[ "$(verdict_at checklists/own.md:5)" = 'contradicted evidence-fails' ]
	[ "$(verdict_at checklists/own.md:6)" = 'verified carried' ]
	[ "$(verdict_at checklists/own.md:7)" = 'unsupported not-found' ]
	[ "$(verdict_at checklists/own.md:8)" = 'partial missing' ]
	run jq -r '[.items[] | select(.plan == "checklists/own.md") | .requirements[].basis] | unique | join(" ")' <<<"$json"
	[ "$output" = declared ]
}

@test "a reference that is not quite right says what is wrong with it" {
	new_repo refs
	mkdir -p checklists services/api/src/auth docs/a docs/b results old
	echo 'export const keys = [];' > services/api/src/auth/jwks.ts
	printf '# Guide\n\nWords about it.\n' | tee docs/a/guide.md docs/b/guide.md > docs/Readme.md
	echo '/results/' > .gitignore
	echo '{"ok": true}' > results/run.json
	echo gone > old/gone.txt
	commit_all 'files'
	git rm -q old/gone.txt
	cat > checklists/plan.md <<-'PLAN'
		# Plan

		## Deliverables

		- /services/api/auth/jwks.ts – keys

		## Work

		- [x] Audit: `results/run.json`
		- [x] Guide: `docs/readme.md`
		- [x] Manual: `guide.md`
		- [x] Report: `docs/none.md`
		- [x] Notes: `old/gone.txt`
	PLAN
	commit_all 'plan'
	json=$("$MUSTER" audit --json || true)
	codes() {
		jq -r --argjson line "$1" '[.. | objects | select(.line? == $line) | (.code? // .finding? // .rule? // empty) | select(type == "string" and startswith("P-REF"))] | unique | join(" ")' <<<"$json"
	}
	[ "$(codes 5)" = P-REF-MOVED ]
	[ "$(codes 9)" = P-REF-IGNORED ]
	[ "$(codes 10)" = P-REF-CASE ]
	[ "$(codes 11)" = P-REF-AMBIG ]
	[ "$(codes 12)" = P-REF-MISSING ]
	[ "$(codes 13)" = P-REF-REMOVED ]
}
