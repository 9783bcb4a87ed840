load helper

setup() {
	new_repo team
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [ ] =1+1\n' > checklists/release.md
	printf '<testsuite name="u"><testcase name="a"/><testcase name="b"/></testsuite>\n' > evidence/unit.xml
	commit_all start
	"$MUSTER" audit > /dev/null || true
}

@test "a table that lines up" {
	run "$MUSTER" query "SELECT name, status FROM test_case ORDER BY name"
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "name  status" ]
	[ "${lines[1]}" = "----  ------" ]
	[ "${lines[2]}" = "a     passed" ]
}

@test "--json and --csv give the same rows; formulas are quoted" {
	[ "$("$MUSTER" query --json "SELECT plain, line FROM v_item ORDER BY line" | jq -r '.[1].plain')" = "=1+1" ]
	run "$MUSTER" query --csv "SELECT plain, line FROM v_item ORDER BY line"
	[[ "${lines[0]}" == plain,line* ]]
	[[ "${lines[2]}" == "\"'=1+1\",4"* ]]
}

@test ".schema lists tables and shows one with its comments" {
	run "$MUSTER" query .schema
	[ "$status" -eq 0 ]
	[[ "$output" == *"v_item"* ]]
	run "$MUSTER" query ".schema finding"
	[[ "$output" == *"-- how bad"* ]]
	run "$MUSTER" query ".schema nothing"
	[ "$status" -eq 2 ]
}

@test "SQL from a file; both or none is an error" {
	echo "SELECT count(*) AS n FROM test_case" > q.sql
	[ "$("$MUSTER" query --json -f q.sql)" = '[{"n":2}]' ]
	run "$MUSTER" query -f q.sql "SELECT 1"
	[ "$status" -eq 2 ]
	run "$MUSTER" query
	[ "$status" -eq 2 ]
}

@test "a query writes nothing, and says what it may do" {
	before=$(sha256sum < .git/muster/muster.db)
	run "$MUSTER" query "DELETE FROM run"
	[ "$status" -eq 2 ]
	[[ "$output" == *"anything but SELECT"* ]]
	[ "$before" = "$(sha256sum < .git/muster/muster.db)" ]
}

@test "without a recorded run there is nothing to ask" {
	rm -rf .git/muster
	run "$MUSTER" query "SELECT 1"
	[ "$status" -eq 2 ]
	[[ "$output" == *"muster build"* ]]
}

@test "a run that was cut off answers nothing: views and :commit are those of the last whole one" {
	sqlite3 .git/muster/muster.db "INSERT INTO run(run_id, complete) VALUES (99, 0)"
	[ "$("$MUSTER" query --json "SELECT count(*) AS n FROM v_item")" = '[{"n":2}]' ]
	[ "$("$MUSTER" query --json "SELECT :commit AS c" | jq -r '.[0].c')" = "$(git rev-parse HEAD)" ]
	[ "$("$MUSTER" query --json "SELECT count(*) AS n FROM v_run")" = '[{"n":1}]' ]
}

@test "every view is told with what it is" {
	for view in $("$MUSTER" query --csv "SELECT name FROM sqlite_schema WHERE type = 'view'" | tr -d '\r' | tail -n +2); do
		"$MUSTER" query ".schema $view" | grep -q "CREATE VIEW $view"
		grep -q "^| \`$view\` |" "$BATS_TEST_DIRNAME/../../docs/queries.md" ||
			{ echo "docs/queries.md does not name $view"; false; }
	done
}
