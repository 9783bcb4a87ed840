# Reports about one commit that say different things: found, and shown wherever runs are.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [x] Other tests pass (`evidence/other.xml`)\n' > checklists/release.md
	echo 'evidence/' > .gitignore
	commit_all plan
	db=$BATS_TEST_TMPDIR/runs.db
	junit 4 0 "$(git rev-parse HEAD)" > evidence/other.xml
}

run_with() { # failures, tests
	junit "${2:-3}" "$1" "$(git rev-parse HEAD)" > evidence/unit.xml
	"$MUSTER" build -q --db "$db" --out ../report
}

@test "the same outcome twice is not flaky, nor is another report that says the same" {
	run_with 0
	run_with 0
	run_with 0 5
	run "$MUSTER" explain --db "$db" checklists/release.md:3
	[ "$status" -eq 0 ]
	[[ $output != *flaky* ]]
	run "$MUSTER" log --db "$db"
	[[ $output != *flaky* ]]
	[ "$(jq 'has("flaky")' ../report/history.json)" = false ]
	run grep -c 'Flaky evidence' ../report/history.html
	[ "$output" = 0 ]
}

@test "a test that failed and passes now, about the same commit, is said to be flaky" {
	run_with 1
	run_with 2
	run_with 0
	run "$MUSTER" explain --db "$db" checklists/release.md:3
	echo "$output"
	[[ $output == *"flaky"*"2 other reports about the same commit fail it"* ]]
	run "$MUSTER" explain --db "$db" checklists/release.md:4
	[[ $output != *flaky* ]]
	run "$MUSTER" log --db "$db"
	[[ ${lines[0]} == *"2 verified; 1 flaky" ]]
	[[ ${lines[2]} != *flaky* ]]
	[ "$(jq -c '.flaky | map({otherFail, otherPass, plan, requirement})' ../report/history.json)" = '[{"otherFail":2,"otherPass":0,"plan":"checklists/release.md","requirement":1}]' ]
	"$BATS_TEST_DIRNAME/validate" history ../report/history.json
	grep -q 'Flaky evidence' ../report/history.html
	grep -q 'This one passes it; 2 other reports about the same commit fail it' ../report/history.html
	# What people sign does not hang on what else was run.
	run grep -c flaky ../report/report.json
	[ "$output" = 0 ]
	[ "$(sqlite3 ../report/muster.db 'SELECT sum(other_pass + other_fail) FROM requirement')" = 0 ]
}

@test "the same the other way round" {
	run_with 0
	run_with 1
	run "$MUSTER" explain --db "$db" checklists/release.md:3
	[[ $output == *"1 other report about the same commit passes it"* ]]
}

@test "another commit, other code: a test that was repaired is not flaky" {
	run_with 1
	echo 'int a;' > a.c
	commit_all repair
	run_with 0
	run "$MUSTER" explain --db "$db" checklists/release.md:3
	[[ $output != *flaky* ]]
}

@test "an old commit's report that is kept, and a new one about it, count too" {
	rm .gitignore
	commit_all tracked
	about=$(git rev-parse HEAD)
	junit 3 1 "$about" > evidence/unit.xml
	commit_all one
	"$MUSTER" audit -q --db "$db"
	junit 3 0 "$about" > evidence/unit.xml
	commit_all two
	"$MUSTER" audit -q --db "$db"
	run "$MUSTER" explain --db "$db" checklists/release.md:3
	[[ $output == *"1 other report about the same commit fails it"* ]]
}

@test "a flaky report is reproduced from its bundle" {
	run_with 1
	run_with 0
	"$BATS_TEST_DIRNAME/../keys/make-keys.sh" ../keys > /dev/null
	"$MUSTER" build -q --db "$db" --out ../report --key ../keys/p256.key --bundle ../b.tar.gz --no-cache
	grep -q 'Flaky evidence' ../report/history.html
	run "$MUSTER" reproduce ../b.tar.gz
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "the chain holds over flaky runs" {
	run_with 1
	run_with 0
	run "$MUSTER" log --db "$db" --check
	[ "$status" -eq 0 ]
}

@test "log --chart draws the trend, oldest first" {
	run_with 1
	commit next
	run_with 0
	run "$MUSTER" log --db "$db" --chart
	# Two items: one of two stands, then both.
	[[ ${lines[0]} == "   1  2026-01-02  ####################!!!!!!!!!!!!!!!!!!!!  1 of 2" ]]
	[[ ${lines[1]} == "   2  2026-01-03  ########################################  2 of 2" ]]
	[ "${lines[2]}" = "# stands  - to do  ! blocks" ]
}
