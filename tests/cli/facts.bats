#!/usr/bin/env bats
# muster facts: what the readers make of evidence files.

setup() {
	cd "$BATS_TEST_TMPDIR"
	cat > junit.xml <<'END'
<testsuite name="cart" tests="2">
  <testcase name="adds" classname="Cart" time="0.5"/>
  <testcase name="removes" classname="Cart"><failure message="expected 1"/></testcase>
</testsuite>
END
	printf '<testsuite name="cart">\n  <testcase' > cut.xml
	printf '[]\n' > gitleaks.json
}

@test "a report is one line with its format, status and counts" {
	run "$MUSTER" facts junit.xml
	[ "$status" -eq 0 ]
	[[ "$output" =~ junit.xml\ +junit-xml\ +ok\ +2\ tests,\ 1\ failed ]]
}

@test "a report cut short says where and why, and the command goes on" {
	run "$MUSTER" facts cut.xml junit.xml
	[ "$status" -eq 0 ]
	[[ "$output" =~ cut.xml\ +junit-xml\ +unreadable ]]
	[[ "$output" == *"cut.xml:2:12: "*"(truncated)"* ]]
	[[ "$output" == *"2 tests, 1 failed"* ]]
}

@test "an empty list is ambiguous, not clean" {
	cp gitleaks.json report.json
	run "$MUSTER" facts report.json
	[ "$status" -eq 0 ]
	[[ "$output" =~ ambiguous ]]
}

@test "an empty list is of the tool that its file is named after, which is said" {
	run "$MUSTER" facts gitleaks.json
	[ "$status" -eq 0 ]
	[[ "$output" =~ gitleaks\ +ok\ +0\ findings ]]
	[[ "$output" == *"chosen-by-name"* ]]
}

@test "--rows prints each fact on a line of its own" {
	run "$MUSTER" facts --rows junit.xml
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "artifact status=ok format=junit-xml" ]
	[ "${lines[2]}" = 'test_case suite_id=1 name="adds" classname="Cart" status=passed duration_us=500000 line=2' ]
	[ "${#lines[@]}" -eq 4 ]
}

@test "--json is one object a file that other tools can read" {
	run "$MUSTER" facts --json junit.xml cut.xml
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 2 ]
	printf '%s\n' "${lines[0]}" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["path"] == "junit.xml" and d["format"] == "junit-xml" and d["status"] == "ok"
assert d["counts"]["tests"]["total"] == 2 and d["counts"]["tests"]["failed"] == 1
assert d["notes"] == [] and "rows" not in d'
	printf '%s\n' "${lines[1]}" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["status"] == "unreadable" and d["reason"] == "truncated" and d["line"] == 2'
}

@test "--json --rows adds the rows" {
	run "$MUSTER" facts --json --rows junit.xml
	[ "$status" -eq 0 ]
	printf '%s\n' "$output" | python3 -c '
import json, sys
rows = json.load(sys.stdin)["rows"]
assert [r["row"] for r in rows] == ["test_suite", "test_case", "test_case"]
assert rows[2]["status"] == "failed" and rows[2]["message"] == "expected 1"'
}

@test "- is standard input" {
	run bash -c '"$MUSTER" facts - < junit.xml'
	[ "$status" -eq 0 ]
	[[ "$output" == *"junit-xml"*"2 tests"* ]]
}

@test "--format reads a file as what it does not look like" {
	run "$MUSTER" facts --format=text junit.xml
	[ "$status" -eq 0 ]
	[[ "$output" =~ text\ +ok ]]
}

@test "--format makes no clean scan of what is none" {
	echo '{"a": 1}' > any.json
	run "$MUSTER" facts --format=zap any.json
	[[ "$output" == *"other-format"* ]]
	[[ ! "$output" =~ zap\ +ok ]]
}

@test "a file that is not there is a usage error that names it" {
	run "$MUSTER" facts no-such.xml
	[ "$status" -eq 2 ]
	[[ "$output" == *"no-such.xml"* ]]
}

@test "an unknown format is a usage error" {
	run "$MUSTER" facts --format=junitt junit.xml
	[ "$status" -eq 2 ]
	[[ "$output" == *"junitt"* ]]
}

@test "terminal control in a report does not reach the terminal" {
	printf '<testsuite name="x" tests="5">\n<testcase name="a"><failure message="m"/></testcase></testsuite>' > $'esc\x1b[31m.xml'
	run "$MUSTER" facts $'esc\x1b[31m.xml'
	[ "$status" -eq 0 ]
	[[ "$output" != *$'\x1b'* ]]
}

@test "the same file gives the same bytes twice" {
	"$MUSTER" facts --json --rows junit.xml > one
	"$MUSTER" facts --json --rows junit.xml > two
	cmp one two
}

@test "without a file, the artifacts of the newest recorded run are shown" {
	cd "$BATS_TEST_TMPDIR"
	git init -q -b main recorded && cd recorded
	mkdir evidence checklists
	printf '<testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>' > evidence/unit.xml
	printf -- '- [x] Tests pass (`evidence/unit.xml`)\n- [x] More pass (`evidence/gone.xml`)\n' > checklists/a.md
	git add -A
	git -c user.name=Ada -c user.email=ada@example.org commit -q -m all
	run "$MUSTER" facts
	[ "$status" -eq 2 ]
	[[ $output == *'muster audit'* ]]
	"$MUSTER" audit -q
	run "$MUSTER" facts
	[ "$status" -eq 0 ]
	[[ $output == *'evidence/unit.xml'*'2 tests, 1 failed'* ]]
	[[ $output == *'evidence/gone.xml'*'missing'* ]]
	[ "$("$MUSTER" facts --json | jq -r 'select(.path == "evidence/unit.xml").counts.tests.failed')" = 1 ]
	[ "$("$MUSTER" facts --json --rows | jq -r 'select(.path == "evidence/unit.xml").rows | length')" -ge 2 ]
}

@test "members of an archive are listed behind it, each as what it is" {
	mkdir reports
	cp junit.xml reports/unit.xml
	cp cut.xml reports/
	tar -cf inner.tar junit.xml
	mv inner.tar reports/
	tar -czf ci.tgz reports
	run "$MUSTER" facts ci.tgz
	[ "$status" -eq 0 ]
	[[ "${lines[0]}" =~ ^ci.tgz\ +archive\ +ok ]]
	[[ "$output" =~ ci.tgz!/reports/unit.xml\ +junit-xml\ +ok\ +2\ tests,\ 1\ failed ]]
	[[ "$output" == *"ci.tgz!/reports/cut.xml:2:12: "*"(truncated)"* ]]
	[[ "$output" =~ ci.tgz!/reports/inner.tar\ +[a-z]+\ +unsupported\ +archive-nested ]]
	[ "$("$MUSTER" facts --json ci.tgz | jq -r .path | tr '\n' ' ')" = \
		'ci.tgz ci.tgz!/reports/cut.xml ci.tgz!/reports/inner.tar ci.tgz!/reports/unit.xml ' ]
	zip -qr ci.zip reports/unit.xml
	"$MUSTER" facts --rows - < ci.zip | grep -q '^test_case .*name="removes".*status=failed'
}

@test "a damaged archive says why, and none of its members is shown" {
	printf 'PK\003\004 and then nothing' > bad.zip
	run "$MUSTER" facts bad.zip junit.xml
	[ "$status" -eq 0 ]
	[[ "${lines[0]}" =~ bad.zip\ +none\ +unreadable ]]
	[[ "$output" != *'!/'* ]]
	[[ "$output" == *"2 tests, 1 failed"* ]]
}

@test "--formats lists every format that --format takes" {
	"$MUSTER" facts --formats --json > formats
	[ "$(jq length formats)" -ge 30 ]
	[ "$(jq -r '.[].name' formats | sort | uniq -d)" = '' ]
	[ "$(jq '[.[] | select(.title == "" or .reads == "" or .spec == "" or .revision < 1)] | length' formats)" -eq 0 ]
	"$MUSTER" facts --formats > listed
	# Whatever a file is, it can be told to be anything.
	echo '{"a": 1}' > any.json
	echo 'words' > any.txt
	: > empty
	for name in $(jq -r '.[].name' formats); do
		"$MUSTER" facts --format="$name" junit.xml any.json any.txt empty > one
		[ "$(grep -c '^[a-z]' one)" -eq 4 ]
		grep -q "^$name " listed
	done
}

@test "--kinds lists every kind with the facts that a plan can ask of it" {
	"$MUSTER" facts --kinds --json > kinds
	[ "$(jq -r '.[] | select(.kind == "doc") | .facts | index("broken-links") != null' kinds)" = true ]
	# Every kind that is read is understood in a plan, with each of its facts.
	jq -r '.[] | select(.read) | .kind as $k | .facts[] |
		"- [x] It is so\n  - Evidence: `\($k):x.y` \(.) >= 0"' kinds > plan.md
	run "$MUSTER" items --findings plan.md
	[[ "$output" != *P-ANNOT* ]]
	# A word that is only known is said to be.
	"$MUSTER" facts --kinds | grep -q '^sig .*not read by this version'
}

@test "a list and files at once are a usage error" {
	run "$MUSTER" facts --formats junit.xml
	[ "$status" -eq 2 ]
	run "$MUSTER" facts --formats --kinds
	[ "$status" -eq 2 ]
}
