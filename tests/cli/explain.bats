#!/usr/bin/env bats
# muster explain: how an item is named, and what its story tells.
load helper

setup() {
	new_repo r
	mkdir -p src evidence checklists docs
	echo 'int a;' > src/a.c
	commit_all sources
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	cat > checklists/go.md <<'PLAN'
# Go live

- [x] Unit tests pass on every platform (`evidence/unit.xml`) {#unit}
- [x] Manual for operators is written (`docs/manul.md`)
- [ ] Alarms reach the people on call
- [ ] Alarms are silent at night
PLAN
	printf '# Manual\n\nTurn the key and wait until the green lamp is on, then read the log of the start with care.\n' > docs/manual.md
	commit_all plan
}

explain() {
	run "$MUSTER" explain "$@"
}

@test "an item is named by its id, its line, its words, or words in any order" {
	"$MUSTER" audit -q
	id=$("$MUSTER" query --csv "SELECT id FROM item WHERE line = 5" | tail -1 | tr -d '\r')
	for name in "$id" checklists/go.md:5 go.md:5 'reach the people' 'call people reach'; do
		# shellcheck disable=SC2086
		explain $name
		[ "$status" -eq 0 ]
		[[ ${lines[0]} == *'Alarms reach the people on call' ]]
	done
	explain unit
	[[ ${lines[0]} == *'Unit tests pass on every platform'* ]]
}

@test "words of several items are refused with their names" {
	"$MUSTER" audit -q
	explain alarms
	[ "$status" -eq 2 ]
	[[ $output == *'fits 2 items: checklists/go.md:5'* ]]
	explain 'no such words'
	[ "$status" -eq 2 ]
}

@test "verdict, reason, strength, freshness and the row of the table stand in one line" {
	"$MUSTER" audit -q
	explain unit
	[[ $output == *'Verified  (carried, S3, freshness carried, row 10 of the decision table)'* ]]
	[[ $output == *'expected   at least one case ran, none failed'* ]]
	[[ $output == *'found      12 tests, 0 failed'* ]]
}

@test "the commits since the evidence are told, and which touched its scope" {
	for i in 1 2 3 4 5; do
		echo "note $i" > README.md
		commit_all "note $i"
	done
	"$MUSTER" audit -q
	explain unit
	[[ $output == *'history    6 commits since it, 0 touched its scope'* ]]
	echo 'int b;' >> src/a.c
	commit_all 'break the tests'
	echo more > README.md
	commit_all 'note 6'
	"$MUSTER" audit -q
	explain unit
	[[ $output == *'history    8 commits since it, 1 touched its scope, newest first:'* ]]
	[[ $output == *"* $(git rev-parse --short=12 HEAD~1) 2026-01-09 break the tests"* ]]
	[[ $output == *'changed src/a.c'* ]]
	[[ $output == *'note 6'* ]]
	[[ $output != *'note 1'* ]]
}

@test "what the tree itself shows is told without the commits since" {
	printf '# P\n\n- [x] Runbook written (`docs/runbook.md`)\n' > checklists/p.md
	mkdir -p docs
	printf '# Runbook\n\n%s\n' "$(seq -s ' word ' 40)" > docs/runbook.md
	commit_all runbook
	echo 'int c;' >> src/a.c
	commit_all 'code'
	"$MUSTER" audit -q
	run "$MUSTER" explain checklists/p.md:3
	echo "$output"
	[[ $output == *'; it is part of this very commit.'* ]]
	[[ $output == *"freshness  exact (exact), about $(git rev-parse --short=12 HEAD)"* ]]
	[[ $output != *'commits since'* && $output != *'commit since'* ]]
	[ "$("$MUSTER" query --json "SELECT freshness FROM artifact WHERE path = 'docs/runbook.md'")" = '[{"freshness":"exact"}]' ]
	[[ $output != *'in its scope'* ]]
	[ "$("$MUSTER" explain --json checklists/p.md:3 | jq '[.. | objects | select(has("since"))] | length')" -eq 0 ]
}

@test "a document says in its title what it is, whatever its name" {
	printf '# P\n\n- [x] Runbook written (`docs/ops.md`)\n' > checklists/p.md
	mkdir -p docs
	printf '# Restart\n\n%s\n' "$(seq -s ' word ' 40)" > docs/ops.md
	commit_all runbook
	"$MUSTER" audit -q
	run "$MUSTER" explain checklists/p.md:3
	echo "$output"
	[[ $output == *Unproven*'docs/ops.md: neither its name nor its title is what the item says is there.'* ]]
	[[ $output != *'whether it passed.'*'What it needs'* ]]
	[[ $output == *'cite the file whose name or title says that it is that, or say so in the title of docs/ops.md'* ]]
	# A section of another document is not its title.
	printf '\n## Runbook\n\n%s\n' "$(seq -s ' word ' 40)" >> docs/ops.md
	commit_all 'a section'
	"$MUSTER" audit -q
	[[ $("$MUSTER" explain checklists/p.md:3) == *Unproven* ]]
	sed -i 's/^# Restart/# The runbook/' docs/ops.md
	commit_all 'the title'
	"$MUSTER" audit -q
	run "$MUSTER" explain checklists/p.md:3
	echo "$output"
	[[ $output == *Verified* ]]
}

@test "a rule's own scope decides which commits matter" {
	printf '[rule "unit"]\n\titem = unit\n\tscope = lib/**\n' > muster.conf
	mkdir lib
	echo x > lib/x
	commit_all rule
	echo 'int b;' >> src/a.c
	commit_all 'elsewhere'
	"$MUSTER" audit -q
	explain unit
	[[ $output == *'Stale  (scope-changed'* ]]
	[[ $output == *'1 touched its scope'* ]]
	[[ $output == *'changed lib/x'* ]]
	[[ $output != *'changed src/a.c'* ]]
}

@test "what was tried and the shortest way stand in it" {
	"$MUSTER" audit -q
	explain go.md:4
	[[ $output == *'docs/manul.md'* ]]
	[[ $output == *'The shortest way to verified'* ]]
}

@test "a run of a commit that is gone is told without its history" {
	"$MUSTER" audit -q --db "$BATS_TEST_TMPDIR/runs.db"
	cd "$BATS_TEST_TMPDIR"
	git init -q -b main other
	cd other
	run "$MUSTER" explain --db "$BATS_TEST_TMPDIR/runs.db" unit
	[ "$status" -eq 0 ]
	[[ $output == *Verified* ]]
	[[ $output != *history* ]]
}

@test "as JSON it tells the audit's own item, with what was tried and the commits since" {
	echo 'int b;' >> src/a.c
	commit_all 'change the source'
	"$MUSTER" audit --json > audit.json
	"$MUSTER" explain unit --json > explain.json
	[ "$(jq -r .format explain.json)" = muster-explain/1 ]
	diff <(jq -S '.items[] | select(.line == 3)' audit.json) <(jq -S .item explain.json)
	[ "$(jq -r .item.verdict explain.json)" = stale ]
	[ "$(jq -r '.evidence[0].since[0] | "\(.subject): \(.changed)"' explain.json)" = 'change the source: src/a.c' ]
	[ "$(jq '.evidence | length' explain.json)" -eq "$(jq '.item.requirements | length' explain.json)" ]
	"$MUSTER" explain go.md:4 --json > explain.json
	diff <(jq -S '.items[] | select(.line == 4)' audit.json) <(jq -S .item explain.json)
	jq -e '.evidence[0].candidates + [.evidence[0].path] | length > 0' explain.json
}
