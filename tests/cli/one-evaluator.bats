#!/usr/bin/env bats
# One evaluator feeds every face of a run (verdicts.md, law 3): the terminal, JSON, the
# database, the pages and what people sign say the same of every item, in a repository
# with all eleven verdicts.
load helper

setup() {
	new_repo r
	mkdir -p src lib evidence checklists
	echo 'int a;' > src/a.c
	echo 'int b;' > lib/b.c
	commit_all sources
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/e2e.xml
	junit 12 0 "$subject" | head -c 300 > evidence/cut.xml
	junit 3 0 "$subject" > evidence/lib.xml
	cat > muster.conf <<'CONF'
[pack]
	scope = src/**
[rule "lib"]
	item = lib
	scope = lib/**
CONF
	cat > checklists/go.md <<'PLAN'
# Go live

## Tests

- [x] Unit tests pass (`evidence/unit.xml`)
- [x] End-to-end tests pass (`evidence/e2e.xml`)
- [ ] Unit tests pass once more (`evidence/unit.xml`)
- [ ] Nobody has looked at this
- [x] Ticked with nothing behind it
- [x] Nightly tests pass (`evidence/cut.xml`)
- [x] Library tests pass (`evidence/lib.xml`) {#lib}
- [x] Weekly tests pass
  - Evidence: `evidence/unit.xml`
  - Evidence: `evidence/gone.xml`
- [x] Penetration test
  - Waiver: until 2027-12-31 by @lee, owner @sam - report under embargo
- [ ] ~~Fax gateway answers~~ {#fax reason="the fax was switched off in May"}
- [x] Everything together
  - [x] Unit tests pass in the child (`evidence/unit.xml`)
  - [ ] A child that nobody did

## Sign-off

- [ ] Tech lead: ____________ Date: ________
PLAN
	commit_all plan
	echo 'int c;' >> lib/b.c
	commit_all 'change the library'
	"$MUSTER" build -q
	json=$("$MUSTER" audit --json)
	faces=$BATS_TEST_TMPDIR/faces
	mkdir "$faces"
}

# "plan:line verdict reason strength freshness" of each judged item, by face.
face_json() {
	jq -r '.items[] | "\(.plan):\(.line) \(.verdict) \(.reason) \(.strength) \(.freshness)"' <<< "$json"
}

face_database() {
	sqlite3 -separator ' ' "$1" "SELECT p.path || ':' || i.line, j.verdict, j.reason, j.strength, j.freshness
		FROM judgement j JOIN item i USING (item_id) JOIN plan p USING (plan_id)
		WHERE j.judged = 1 AND p.run_id = (SELECT max(run_id) FROM run WHERE complete = 1)"
}

face_pages() {
	cat site/report/item/*/*.html | sed -n \
		's/.*data-at="\([^"]*\)" data-verdict="\([^"]*\)" data-reason="\([^"]*\)" data-strength="\([^"]*\)" data-freshness="\([^"]*\)".*/\1 \2 \3 \4 \5/p' |
		grep -v ' not-judged '
}

# The first lines of a story: "Stale  (scope-changed, S2, freshness stale, row 12 ...".
face_terminal() {
	local at
	while read -r at _; do
		printf '%s %s\n' "$at" "$("$MUSTER" explain "$at" | sed -n \
			's/^\([A-Z][A-Za-z -]*\)  (\([a-z-]*\), \(S[0-5]\), freshness \([a-z]*\)[,)].*/\1|\2 \3 \4/p' | head -1)"
	done < "$faces/json" | sed -e 's/ Verified|/ verified /' -e 's/ Ready to tick|/ ready /' \
		-e 's/ Partly shown|/ partial /' -e 's/ Stale|/ stale /' -e 's/ Unproven|/ unsupported /' \
		-e 's/ Contradicted|/ contradicted /' -e 's/ Could not judge|/ indeterminate /' \
		-e 's/ Open|/ open /' -e 's/ Needs sign-off|/ needs-signoff /' \
		-e 's/ Waived[^|]*|/ waived /' -e 's/ Not applicable|/ not-applicable /'
}

# What people sign says nothing of sign-offs and of parents, which sum them up.
face_report() {
	jq -r '.plans[] | .path as $p | .items[] | select(.verdict) |
		"\($p):\(.line) \(.verdict) \(.reason) \(.strength) \(.freshness)"' site/report/report.json
}

take_faces() {
	face_json | sort > "$faces/json"
	face_database .git/muster/muster.db | sort > "$faces/database"
	face_database site/report/muster.db | sort > "$faces/exported"
	face_pages | sort > "$faces/pages"
	face_terminal | sort > "$faces/terminal"
	face_report | sort > "$faces/report"
}

# Every face against JSON; what report.json leaves out is left out on both sides.
compare() {
	local face
	for face in database exported pages terminal; do
		diff "$faces/json" "$faces/$face" || return 1
	done
	jq -r '.items[] | select(.parent or .verdict == "needs-signoff" | not) |
		"\(.plan):\(.line) \(.verdict) \(.reason) \(.strength) \(.freshness)"' <<< "$json" | sort |
		diff - "$faces/report"
}

@test "the repository has all eleven verdicts" {
	[ "$(jq -r '[.items[].verdict] | unique | join(" ")' <<< "$json")" = \
		"contradicted indeterminate needs-signoff not-applicable open partial ready stale unsupported verified waived" ]
}

@test "verdict, reason, strength and freshness of every item are the same in every face" {
	take_faces
	[ "$(wc -l < "$faces/json")" -ge 14 ]
	compare
}

@test "the comparison fails when one word of one face is another" {
	take_faces
	compare
	for face in database exported pages terminal report; do
		cp "$faces/$face" "$BATS_TEST_TMPDIR/kept"
		for change in 's/verified carried/ready carried/' 's/verified carried/verified exact/' \
			's/S3 carried/S2 carried/' 's/S3 carried/S3 exact/' '1d'; do
			sed -i "$change" "$faces/$face"
			run compare
			[ "$status" -ne 0 ]
			cp "$BATS_TEST_TMPDIR/kept" "$faces/$face"
		done
	done
	compare
}

@test "counts and the result are the same in every face" {
	counts=$(jq -c '[.items[] | select(.parent | not) | .verdict] | group_by(.) |
		map({ (.[0]): length }) | add' <<< "$json")
	[ "$(jq -c '.counts | with_entries(select(.value > 0))' <<< "$json")" = "$counts" ]
	[ "$(jq -c '.result.counts | with_entries(select(.value > 0))' site/report/bundle.json)" = "$counts" ]
	result=$(jq -r .result <<< "$json")
	[ "$(jq -r .result.outcome site/report/bundle.json)" = "$result" ]
	[ "$(sqlite3 .git/muster/muster.db 'SELECT DISTINCT result FROM run')" = "$result" ]
	# Judged again, and then as the run that stands.
	for how in --no-cache --sandbox=auto; do
		"$MUSTER" audit $how >said 2>/dev/null
		[[ $(head -n 1 said) == "$result "* ]]
	done
	output=$'\n'$(cat said)
	judged=$(jq '[.items[] | select(.parent | not)] | length' <<< "$json")
	[[ $output == *$'\n'"$judged items in 1 plan judged: "* ]]
}
