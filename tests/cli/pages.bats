#!/usr/bin/env bats
# What the pages say of evidence is what the audit decided, and no more.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence
}

# The icon of an evidence page's head.
icon_of() {
	grep -o 'class="verdict v-[a-z-]*' "site/report/evidence/$1.html" | sed 's/.* v-//'
}

@test "a scan with findings of unknown severity is not shown as a pass" {
	echo '{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":[]}]}]}' \
		> evidence/found.json
	echo '{"dependencies":[{"name":"a","version":"1","vulns":[]}]}' > evidence/clean.json
	cat > checklists/release.md <<-'EOF'
		# Release
		- [x] Dependencies scanned, no vulnerability found. Evidence: `evidence/found.json`
		- [x] Dependencies scanned, no vulnerability found. Evidence: `evidence/clean.json`
	EOF
	commit_all one
	run "$MUSTER" build
	[ "$(icon_of found)" = open ]
	[ "$(icon_of clean)" = verified ]
	run sqlite3 site/report/muster.db \
		"SELECT path, outcome FROM run_artifact WHERE in_roots ORDER BY path"
	[ "$output" = "evidence/clean.json|pass
evidence/found.json|unbindable" ]
}

@test "a column in which no row says anything is not on the page" {
	printf 'TN:\nSF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n' > evidence/cover.info
	cat > evidence/pip.json <<-'EOF'
		{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":["2"]}]}]}
	EOF
	cat > evidence/bare.json <<-'EOF'
		{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":[]}]}]}
	EOF
	printf '# Release\n- [x] Scanned. Evidence: `evidence/pip.json`\n' > checklists/release.md
	commit_all one
	run "$MUSTER" build
	grep -q '>Fixed in<' site/report/evidence/pip.html
	! grep -q '>Fixed in<' site/report/evidence/bare.html
	grep -q 'The whole, as counted' site/report/evidence/cover.html
}

@test "a threshold stands beside what was measured, licences beside how many have them" {
	cp "$BATS_TEST_DIRNAME/../fixtures/k6-summary/handle-summary.in.json" evidence/load.json
	cat > evidence/bom.json <<-'EOF'
		{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"name":"shop","version":"1"}},
		 "components":[{"name":"a","version":"1","type":"library","licenses":[{"license":{"id":"MIT"}}]},
		 {"name":"b","version":"2","type":"library","licenses":[{"license":{"id":"MIT"}}]},
		 {"name":"c","version":"3","type":"library"}]}
	EOF
	printf '# Release\n- [x] Load test. Evidence: `evidence/load.json`\n- [x] Listed. Evidence: `evidence/bom.json`\n' > checklists/release.md
	commit_all one
	run "$MUSTER" build
	grep -q '<td>p(95)&lt;500</td><td>450.25 ms</td>' site/report/evidence/load.html
	grep -q '<td>avg&lt;100</td><td>120.5 ms</td>' site/report/evidence/load.html
	grep -q '<td>MIT</td><td class="n">2</td>' site/report/evidence/bom.html
	grep -q '<td>(none named)</td><td class="n">1</td>' site/report/evidence/bom.html
}

@test "one failing report is one step, whatever the verdicts of the items it holds up" {
	junit 3 1 > evidence/unit.xml
	printf '# Release\n- [x] Unit tests pass. Evidence: `evidence/unit.xml`\n- [ ] Unit tests pass on the release. Evidence: `evidence/unit.xml`\n' > checklists/release.md
	echo 'int a;' > a.c
	commit_all one
	"$MUSTER" render --dump-context index.html > ../index.json
	[ "$("$MUSTER" audit --json | jq -r '[.items[].verdict] | sort | join(" ")')" = "contradicted open" ]
	jq -c '.steps[] | [.text, .count, .href]' ../index.json
	[ "$(jq -c '[.steps[] | [.text, .count]]' ../index.json)" = '[["Make evidence/unit.xml pass","2"]]' ]
	[ "$(jq -r '.steps[0].href' ../index.json)" = evidence/unit.html ]
}

@test "each reason on the overview has the number that the gate found" {
	cat > checklists/release.md <<-'EOF2'
		# Release
		- [x] Load test done
		- [x] Disaster drill done
		- [x] Nice to have, optional: chaos test done
		- [ ] Docs
		- [ ] Security Lead: ____________ Date: ________
	EOF2
	commit_all one
	"$MUSTER" render --dump-context index.html > ../index.json
	jq -c '.reasons[] | .claim' ../index.json
	# Of every verdict's condition that fails, the number stands in front of its reason.
	[ "$(jq -r '[.gate[] | select(.result == "Fails" and .href != "") | .found] | sort | join(" ")' ../index.json)" = \
		"$(jq -r '[.reasons[].claim | split(" ")[0]] | sort | join(" ")' ../index.json)" ]
}

@test "what a plan names and is not there was not read" {
	printf '# Release\n- [x] Runbook written (`docs/runbook.md`)\n- [x] Backup (`docs/backup.md`)\n' > checklists/release.md
	mkdir -p docs && echo '# Backup: every night, to two places, restored monthly.' > docs/backup.md
	commit_all one
	"$MUSTER" build -q
	grep -q 'One artifact was read at commit [0-9a-f]*; items rest on it\.' site/report/evidence/index.html
	grep -q 'One more is named by a plan and is not there\.' site/report/evidence/index.html
	grep -q '<dd>1 artifact: ' site/report/index.html
}

@test "proofs of a table stand below one another, in a row that is too short as well" {
	printf '# Release\n\n| Step | What | Where | Status |\n|---|---|---|---|\n' > checklists/release.md
	printf '| one | short | a far longer place than that of the others | Done |\n' >> checklists/release.md
	printf '| two | something that is said with many more words than the rest of the row has | b | Done |\n' >> checklists/release.md
	printf '| three |\n' >> checklists/release.md
	commit_all one
	run "$MUSTER" build
	# The cell, counted from the left, that each row's proof stands in.
	run awk '{ while (match($0, /<tr|<td|<details/)) { at = substr($0, RSTART, 3)
		if (at == "<tr") n = 0; else if (at == "<td") n++; else print n; $0 = substr($0, RSTART + 3) } }' \
		site/report/plan/release.html
	[ "$output" = "3
3
3" ]
}

@test "a step says who: the owner, else who set every mark, and nobody where one is unknown" {
	printf '# Release\n- [x] Backups are restored\n- [x] Alerts are tried\n' > checklists/release.md
	commit_all one
	"$MUSTER" build -q || true
	grep -q '<div class="who">marked by <bdi>[^<]*</bdi></div>' site/report/index.html
	printf -- '- [x] Doors are shut\n' >> checklists/release.md
	GIT_AUTHOR_NAME='Somebody Else' GIT_AUTHOR_EMAIL=else@example.org commit_all two
	"$MUSTER" build -q || true
	grep -q '<div class="who"><bdi>marked by several people</bdi></div>' site/report/index.html
	printf '# Release\n\n| Check | Owner | Status |\n|---|---|---|\n| Backups | kim | Done |\n| Alerts | kim | Done |\n' > checklists/release.md
	commit_all three
	"$MUSTER" build -q || true
	grep -q '<div class="who"><bdi>kim</bdi></div>' site/report/index.html
}

@test "the overview repeats neither the plan's title nor a full stop inside a list" {
	printf '# Release\n- [ ] Backups are restored.\n- [ ] Alerts are tried.\n- [ ] Doors are shut.\n' > checklists/release.md
	commit_all one
	"$MUSTER" build -q || true
	grep -q '<small>Backups are restored; Alerts are tried; and 1 more</small>' site/report/index.html
	grep -q '>The whole plan</a>' site/report/index.html
	grep -q '<td class="n">≥ 1</td>' site/report/index.html
	grep -q 'Every required item could be judged' site/report/index.html
}

@test "twenty failing reports are one step where a list of steps would hide most of them" {
	new_repo many
	mkdir -p checklists evidence
	echo '# Release' > checklists/release.md
	echo >> checklists/release.md
	for n in $(seq -w 20); do
		echo "- [x] Suite $n passes (\`evidence/s$n.xml\`)" >> checklists/release.md
	done
	# One report holds up two items, so it is named first.
	echo '- [x] Suite 07 passes twice (`evidence/s07.xml`)' >> checklists/release.md
	echo '- [x] The site is fast' >> checklists/release.md
	commit_all plan
	for n in $(seq -w 20); do junit 3 1 "$(git rev-parse HEAD)" > "evidence/s$n.xml"; done
	commit_all evidence
	"$MUSTER" render --dump-context index.html > ../index.json
	[ "$(jq -c '[.steps[].count]' ../index.json)" = '["21","1"]' ]
	[ "$(jq -r '.steps[0].text' ../index.json)" = "Make the evidence of these items pass" ]
	[[ "$(jq -r '.steps[0].detail' ../index.json)" = "20 files, evidence/s07.xml and evidence/s01.xml among them" ]]
	# Seven or fewer are told one by one.
	sed -i '8,22d' checklists/release.md
	commit_all fewer
	"$MUSTER" render --dump-context index.html > ../index.json
	[ "$(jq -r '[.steps[].text | select(contains("evidence/s"))] | length' ../index.json)" -ge 5 ]
}

@test "what is cut is cut between words, and a path where it must be" {
	printf '# Release\n- [x] Performance, security compliance and audit trail reports were captured for this release (`a.xml`)\n- [x] %s (`a.xml`)\n' \
		"$(printf 'pathwithoutanyspaceinit/%.0s' 1 2 3 4 5)" > checklists/release.md
	commit_all one
	"$MUSTER" build -q || true
	grep -q 'Performance, security compliance and audit trail reports were captured…' site/report/index.html
	grep -q 'pathwithoutanyspaceinit/pathwithoutanyspaceinit/pathwithoutanyspaceinit/…' site/report/index.html
}
