# Rules in SQL: who wants them, what their rows come to, and what they may not do.

load helper

# FILE, and the SQL on stdin.
check() {
	mkdir -p checklists/checks
	cat > "checklists/checks/$1.sql"
}

# Sources first, then evidence about them with the checks and one item for each.
finish() {
	{
		echo '# Release'
		for file in checklists/checks/*.sql; do
			name=$(basename "$file" .sql)
			printf '\n- [x] All unit tests pass: %s\n  - Check: `%s`\n' "${name//-/ }" "$name"
		done
	} > checklists/release.md
	commit_all checks
	"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/out" || true
	json=$(cat "$BATS_TEST_TMPDIR/out")
}

# Verdict of the item of a check, and what its first requirement found.
says() {
	jq -r --arg text "check $1" '.items[] | select(.requirements[0].text == $text) |
		.verdict + ": " + .requirements[0].actual' <<< "$json"
}

setup() {
	new_repo pack
	mkdir -p src evidence
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all sources
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
}

columns="1 AS ok, 'x' AS expected, 'y' AS actual, NULL AS artifact"

@test "rows that hold verify, one that does not refutes, none is no evidence" {
	check all-good <<< "SELECT bad = 0 AS ok, 'none bad' AS expected, printf('%d of %d bad', bad, total) AS actual, artifact_id AS artifact FROM v_test"
	check one-bad <<< "SELECT status = 'passed' AND name <> 'case 2' AS ok, 'not case 2' AS expected, name AS actual, artifact_id AS artifact, 3 AS line FROM test_case ORDER BY name"
	check no-rows <<< "SELECT $columns FROM metric"
	check not-sure <<< "SELECT NULL AS ok, 'x' AS expected, 'who knows' AS actual, artifact_id AS artifact FROM artifact"
	check as-of <<< "SELECT date('now') = '2026-01-03' AND unixepoch('now') = :now AS ok, 1 AS expected, date('now') AS actual, artifact_id AS artifact FROM artifact"
	check un-dated <<< "SELECT $columns"
	finish
	[ "$(says all-good)" = "verified: 0 of 3 bad" ]
	[ "$(says one-bad)" = "contradicted: case 1" ]
	[ "$(jq '.items[] | select(.requirements[0].text == "check one-bad") | .requirements | length' <<< "$json")" = 3 ]
	[ "$(says no-rows)" = "unsupported: the check gives no row: there is no evidence" ]
	[ "$(says not-sure)" = "unsupported: who knows" ]
	[ "$(says as-of)" = "verified: 2026-01-03" ]
	[ "$(says un-dated)" = "partial: y" ]
	[ "$(jq -c '.findings' <<< "$json")" = "[]" ]
	"$MUSTER" audit --json --sandbox=off | jq 'del(.sandbox)' > off.json || true
	diff <(jq 'del(.sandbox)' <<< "$json") off.json
	jq -e '.inputs == null or ([.inputs[] | select(.role == "check")] | length == 6)' <<< "$json"
	run "$MUSTER" query --csv "SELECT name FROM input WHERE role = 'check' ORDER BY 1 LIMIT 1"
	[ "${lines[1]%$'\r'}" = checklists/checks/all-good.sql ]
}

@test "a check that cannot be answered is an error of the run, never a pass" {
	check writes-it <<< "DELETE FROM artifact"
	check attach-it <<< "ATTACH '/etc/passwd' AS x"
	check pragma-it <<< "PRAGMA table_list"
	check load-it <<< "SELECT load_extension('x') AS ok, 1 AS expected, 1 AS actual, 1 AS artifact"
	check two-of <<< "SELECT $columns; SELECT $columns"
	check end-less <<< "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(*) = 0 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact FROM a"
	check judged-count <<< "SELECT count(*) > 0 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact FROM judgement"
	check too-many <<< "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a WHERE x < 100001) SELECT 1 AS ok, 1 AS expected, x AS actual, NULL AS artifact FROM a"
	check big-row <<< "WITH RECURSIVE a(x) AS (SELECT 'xxxxxxxx' UNION ALL SELECT x || x FROM a LIMIT 30) SELECT 1 AS ok, 1 AS expected, x AS actual, NULL AS artifact FROM a"
	check text-ok <<< "SELECT 'yes' AS ok, 1 AS expected, 1 AS actual, NULL AS artifact"
	check two-ok <<< "SELECT 2 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact"
	check real-ok <<< "SELECT 1.0 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact"
	check few-columns <<< "SELECT 1 AS ok"
	check odd-column <<< "SELECT $columns, 1 AS color"
	check twice-ok <<< "SELECT $columns, 1 AS ok"
	check far-artifact <<< "SELECT 1 AS ok, 1 AS expected, 1 AS actual, 4711 AS artifact"
	check judged-rows <<< "SELECT $columns FROM judgement"
	check earlier-runs <<< "WITH artifact AS (SELECT * FROM \"run_artifact\") SELECT $columns FROM artifact"
	check zone-time <<< "SELECT datetime('now', 'localtime') > 0 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact"
	check no-param <<< "SELECT :unknown IS NULL AS ok, 1 AS expected, 1 AS actual, NULL AS artifact"
	check blob-text <<< "SELECT 1 AS ok, x'00ff' AS expected, 1 AS actual, NULL AS artifact"
	{ echo "SELECT $columns --"; head -c 65536 /dev/zero | tr '\0' 'x'; } | check too-long
	head -c 100 /dev/zero | check only-nul
	: | check quite-empty
	finish
	jq -r '.items[] | .verdict + " " + .requirements[0].text + ": " + .requirements[0].actual' <<< "$json"
	[ "$(jq '[.items[] | select(.verdict == "indeterminate")] | length' <<< "$json")" = 24 ]
	[ "$(jq '[.findings[] | select(.code == "check-failed" and .severity == "error")] | length' <<< "$json")" = 24 ]
	[ "$(jq -r .result <<< "$json")" = INDETERMINATE ]
	[ "$(says attach-it)" = "indeterminate: a query may not use ATTACH and DETACH" ]
	[ "$(says end-less)" = "indeterminate: the query takes more than 50000000 steps" ]
	[ "$(says too-many)" = "indeterminate: it gives more than 1000 rows" ]
	[ "$(says text-ok)" = 'indeterminate: column "ok" is not 1, 0 or NULL' ]
	[ "$(says few-columns)" = 'indeterminate: column "expected" is missing' ]
	[ "$(says far-artifact)" = "indeterminate: row 1 names an artifact that is not of this run" ]
	[ "$(says judged-rows)" = "indeterminate: a query may not use reading the table judgement" ]
	[ "$(says earlier-runs)" = "indeterminate: a query may not use reading the table run_artifact" ]
	[ "$(says no-param)" = "indeterminate: there is no parameter :unknown" ]
}

@test "a check that eats memory is ended, and the run goes on" {
	# Sanitizers map terabytes, so there is no such limit under them.
	! [[ "$MUSTER" == */debug/* ]] || skip
	check eats-it <<< "WITH RECURSIVE a(x, y) AS (SELECT 1, printf('%900000s', 'x') UNION ALL SELECT x + 1, y || '' FROM a WHERE x < 300) SELECT 1 AS ok, 1 AS expected, 1 AS actual, NULL AS artifact FROM a ORDER BY y DESC"
	check all-good <<< "SELECT bad = 0 AS ok, 1 AS expected, 'good' AS actual, artifact_id AS artifact FROM v_test"
	finish
	[[ "$(says eats-it)" == "indeterminate: "*memory ]]
	[ "$(says all-good)" = "verified: good" ]
}

@test "a second audit, and one after a check failed, leave one set of artifacts" {
	check attach-it <<< "ATTACH 'x' AS y"
	finish
	"$MUSTER" audit --no-cache > /dev/null || true
	[ "$("$MUSTER" query --json 'SELECT count(*) AS n, count(DISTINCT run_id) AS runs FROM run_artifact')" = '[{"n":2,"runs":2}]' ]
	[ "$("$MUSTER" query --json 'SELECT count(*) AS n FROM run WHERE complete = 0')" = '[{"n":0}]' ]
}

@test "the configuration names a check's items; one that nothing uses is an error" {
	check has-tests <<< "SELECT total >= :count AS ok, :count AS expected, total AS actual, artifact_id AS artifact FROM v_test"
	printf '# Release\n\n- [x] 3 tests pass\n- [x] 5 tests pass\n' > checklists/release.md
	cat > muster.conf <<'CONF'
[check "has-tests"]
	item = * tests pass
[check "un-used"]
	sql = checklists/checks/has-tests.sql
	item = nobody
[check "no-file"]
	sql = checklists/checks/gone.sql
	item = 3 tests pass
CONF
	commit_all checks
	json=$("$MUSTER" audit --json) || true
	[ "$(verdict_at checklists/release.md:4)" = "contradicted evidence-fails" ]
	[ "$(verdict_at checklists/release.md:3)" = "indeterminate unreadable" ]
	[ "$(jq -c '[.findings[] | [.code, .line]]' <<< "$json")" = '[["check-missing",6],["check-unmatched",3]]' ] ||
		[ "$(jq -c '[.findings[].code] | sort' <<< "$json")" = '["check-missing","check-unmatched"]' ]
}

@test "a name that is no check is an error where there are checks, with a suggestion" {
	check has-tests <<< "SELECT $columns"
	printf '# Release\n\n- [x] Tests pass\n  - Check: `has-test`\n' > checklists/release.md
	commit_all checks
	json=$("$MUSTER" audit --json) || true
	[ "$(jq -r '.findings[0] | "\(.code) \(.path):\(.line): \(.message)"' <<< "$json")" = \
		'check-missing checklists/release.md:4: check "has-test": checklists/checks/has-test.sql is not in the tree; did you mean "has-tests"?' ]
	git rm -q -r checklists/checks
	commit_all 'no checks'
	json=$("$MUSTER" audit --json) || true
	[ "$(jq -c .findings <<< "$json")" = '[]' ]
	[ "$(jq -r '.items[0].verdict' <<< "$json")" = indeterminate ]
}

@test "explain and the item's page show every row" {
	check one-bad <<< "SELECT name <> 'case 2' AS ok, 'not case 2' AS expected, name AS actual, artifact_id AS artifact, 3 AS line FROM test_case ORDER BY name"
	finish
	run "$MUSTER" explain checklists/release.md:3
	[[ "$output" == *"check one-bad"*"case 1"*"case 2"*"case 3"* ]]
	"$MUSTER" build -q > /dev/null || true
	page=$(grep -l 'check one-bad' -r site/report --include=*.html | head -n 1)
	[ "$(grep -o 'case [123]' "$page" | sort -u | wc -l)" = 3 ]
}
