# What an item was in the run before: found again, told, never guessed (plans.md
# section 5.3).

load helper

setup() {
	new_repo pack
	mkdir -p checklists
	cat > checklists/release.md <<'PLAN'
# Release

## Tests

- [x] Unit tests pass
- [x] Load test passed for two hours (`reports/load.json`)
- [ ] Security review of the gateway held
- [x] SEC-01 Keys rotated

## Docs

- [x] Operator manual written
- [ ] Glossary written
PLAN
	commit_all 'plan'
}

audit() {
	"$MUSTER" audit --json --db "$BATS_TEST_TMPDIR/runs.db" > audit.json || [ $? -ne 2 ]
	mv audit.json "$BATS_TEST_TMPDIR/audit.json"
}

was_at() {
	jq -r --argjson line "$1" '.items[] | select(.line == $line) | .was // {} | [.how // "-", .text // "-"] | join(" ")' \
		"$BATS_TEST_TMPDIR/audit.json"
}

@test "without an earlier run nothing is said" {
	audit
	[ "$(jq '[.items[] | select(has("was"))] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "a second run of the same commit says nothing either" {
	audit
	audit
	[ "$(jq '[.items[] | select(has("was"))] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "ticking and signing are no rewording" {
	audit
	sed -i 's/- \[ \] Security/- [x] Security/' checklists/release.md
	commit_all 'tick'
	audit
	[ "$(jq '[.items[] | select(has("was"))] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "other words with the same evidence, id or place are reworded" {
	audit
	sed -i -e 's/Load test passed for two hours/Endurance shown/' \
		-e 's/Security review of the gateway held/Security review of the new gateway held/' \
		-e 's/SEC-01 Keys rotated/SEC-01 Secrets replaced/' checklists/release.md
	commit_all 'reword'
	audit
	[ "$(was_at 6)" = 'reworded Load test passed for two hours (reports/load.json)' ]
	[ "$(was_at 7)" = 'reworded Security review of the gateway held' ]
	[ "$(was_at 8)" = 'declared-id SEC-01 Keys rotated' ]
	[ "$(was_at 5)" = '- -' ]
	run "$MUSTER" explain --db "$BATS_TEST_TMPDIR/runs.db" checklists/release.md:7
	[[ $output == *'reworded: was "Security review of the gateway held", checklists/release.md:7'* ]]
	[[ $output == *'not about these'* ]]
}

@test "the same words at another place or in another plan are moved" {
	audit
	sed -i -e '/Unit tests pass/d' -e '/Glossary written/d' checklists/release.md
	sed -i '$a - [x] Unit tests pass' checklists/release.md
	printf '# Later\n\n- [ ] Glossary written\n' > checklists/later.md
	commit_all 'move'
	audit
	[ "$(was_at 12)" = 'moved Unit tests pass' ]
	[ "$(was_at 3)" = 'moved-file Glossary written' ]
}

@test "a split, a new item and quite other words are not guessed" {
	audit
	sed -i -e 's/- \[ \] Glossary written/- [ ] Glossary drafted\n- [ ] Glossary reviewed/' \
		-e 's/Operator manual written/Penguins fed/' checklists/release.md
	commit_all 'split'
	audit
	[ "$(jq '[.items[] | select(has("was"))] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "a run of a commit that is no ancestor is no run before" {
	git checkout -q -b side
	sed -i 's/Unit tests pass/Unit tests passed/' checklists/release.md
	commit_all 'side'
	audit
	git checkout -q main
	commit 'main goes on'
	audit
	[ "$(jq '[.items[] | select(has("was"))] | length' "$BATS_TEST_TMPDIR/audit.json")" = 0 ]
}

@test "the item's page says what it was" {
	audit
	sed -i 's/Security review of the gateway held/Security review of the new gateway held/' checklists/release.md
	commit_all 'reword'
	audit
	"$MUSTER" build --db "$BATS_TEST_TMPDIR/runs.db" -q || [ $? -ne 2 ]
	grep -rq 'Reworded: was' site/
}

@test "log --item follows an item through other words, and diff says what it was" {
	new_repo story
	mkdir -p checklists
	printf '# Release\n\n- [ ] Rollback was rehearsed with the whole team\n' > checklists/release.md
	commit_all one
	"$MUSTER" audit -q --db ../story.db
	printf '# Release\n\n- [x] Rollback rehearsed, with everybody of the team\n' > checklists/release.md
	commit_all two
	"$MUSTER" audit -q --db ../story.db
	run "$MUSTER" log --db ../story.db --item checklists/release.md:3
	echo "$output"
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == "   2  2026-01-03  "*"  Unproven        checklists/release.md:3  Rollback rehearsed, with everybody of the team" ]]
	[[ ${lines[1]} == "   1  2026-01-02  "*"  Open            checklists/release.md:3  Rollback was rehearsed with the whole team" ]]
	run "$MUSTER" log --db ../story.db --item "no such words"
	[ "$status" -eq 2 ]
	run "$MUSTER" diff --db ../story.db 1 2
	echo "$output"
	[[ $output == *"was worded: Rollback was rehearsed with the whole team"* ]]
}
