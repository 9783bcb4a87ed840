#!/usr/bin/env bats
# matches() and lines(): checks over the text of the audited tree.
load helper

check() {
	mkdir -p checklists/checks
	cat > "checklists/checks/$1.sql"
}

finish() {
	{
		echo '# Release'
		for file in checklists/checks/*.sql; do
			name=$(basename "$file" .sql)
			printf '\n- [x] Sources say it: %s\n  - Check: `%s`\n' "${name//-/ }" "$name"
		done
	} > checklists/release.md
	commit_all checks
	json=$("$MUSTER" audit --json "$@")
}

# What the first requirement of a check's item found, and all of them.
found() {
	jq -r --arg text "check $1" '.items[] | select(.requirements[0].text == $text) |
		.requirements[] | "\(.outcome): \(.actual)"' <<< "$json"
}

verdict() {
	jq -r --arg text "check $1" '.items[] | select(.requirements[0].text == $text) | .verdict' <<< "$json"
}

setup() {
	new_repo pack
	mkdir -p src/deep docs
	printf 'int main(void)\n{\n\t/* TODO: rate limit */\n\treturn 0; /* todo */\n}\n' > src/main.c
	printf 'RATE_LIMIT = 100\r\nBURST = 20\r\n' > src/deep/limits.conf
	printf 'a\0b TODO\n' > src/blob.bin
	commit_all sources
}

@test "matches() gives path, line and text of what a pattern fits" {
	check the-todo <<< "SELECT 1 AS ok, 'x' AS expected, path || ':' || line || ':' || trim(text) AS actual, NULL AS artifact
		FROM matches('(?i)\btodo\b', 'src/**') ORDER BY path, line"
	finish
	[ "$(found the-todo)" = 'pass: src/main.c:3: /* TODO: rate limit */
pass: src/main.c:4: return 0; /* todo */' ]
	# Nothing says that it is about the commit, so it is never enough by itself.
	[ "$(verdict the-todo)" = partial ]
}

@test "lines() gives every line, whatever ends it" {
	check the-lines <<< "SELECT 1 AS ok, 'x' AS expected, group_concat(line || '=' || text, ' ') AS actual, NULL AS artifact
		FROM lines('src/deep/limits.conf')"
	finish
	[ "$(found the-lines)" = 'pass: 1=RATE_LIMIT = 100 2=BURST = 20' ]
}

@test "with the file as an artifact the row is dated, and verifies" {
	printf '# Limits\n\nThe rate limit of the public interface is set here, in one place, and nowhere else in the tree.\nRATE_LIMIT = 100\n' > docs/limits.md
	check the-limit <<< "SELECT m.text = 'RATE_LIMIT = 100' AS ok, '100' AS expected, m.text AS actual,
		a.artifact_id AS artifact, m.line AS line
		FROM matches('^RATE_LIMIT *=', 'docs/limits.md') m JOIN artifact a ON a.path = m.path"
	cat > checklists/plan.md <<'PLAN'
# Plan

- [x] CI configuration sets the rate limit (`docs/limits.md`)
  - Check: `the-limit`
PLAN
	finish
	[ "$(jq -r '.items[] | select(.plan == "checklists/plan.md") | .requirements[] | select(.text == "check the-limit") | .outcome + " " + .freshness' <<< "$json")" = 'pass exact' ]
}

@test "what cannot be searched whole is no answer: no such file, a path that is not in the SQL, too large" {
	head -c 1100000 /dev/zero | tr '\0' 'x' > src/huge.txt
	q="1 AS ok, 'x' AS expected, count(*) AS actual, NULL AS artifact"
	check the-gone <<< "SELECT $q FROM matches('x', 'srcc/**')"
	check the-dynamic <<< "SELECT $q FROM matches('x', 'src/de' || 'ep/limits.conf')"
	check the-huge <<< "SELECT $q FROM matches('x', 'src/*.txt')"
	check bad-pattern <<< "SELECT $q FROM matches('(x', 'src/main.c')"
	check no-path <<< "SELECT $q FROM matches('x')"
	finish
	[ "$(found the-gone)" = 'unreadable: srcc/**: no file of the tree fits that' ]
	[ "$(found the-dynamic)" = 'unreadable: src/deep/limits.conf: its path must stand in the SQL as a text' ]
	[ "$(found the-huge)" = 'unreadable: src/huge.txt is larger than 1 MiB' ]
	[[ $(found bad-pattern) == 'unreadable: a group that nothing closes'* ]]
	[ "$(found no-path)" = 'unreadable: matches() takes a pattern and a path' ]
	for name in the-gone the-dynamic the-huge bad-pattern no-path; do
		[ "$(verdict $name)" = indeterminate ]
	done
	[ "$(jq -r .result <<< "$json")" = INDETERMINATE ] || [ "$(jq -r .result <<< "$json")" = NOT-READY ]
	[ "$(jq '[.findings[] | select(.code == "check-failed")] | length' <<< "$json")" = 5 ]
}

@test "a search that takes too long is a limit, soon" {
	for _ in $(seq 9000); do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done > src/a.txt
	check the-slow <<< "SELECT 1 AS ok, 'x' AS expected, count(*) AS actual, NULL AS artifact FROM matches('((a?){50}(a?){50}){3}b', 'src/a.txt')"
	SECONDS=0
	finish
	[ "$(found the-slow)" = 'unreadable: its search of the tree takes too long' ]
	[ "$SECONDS" -lt 60 ]
}

@test "binaries have no lines, and secrets are hidden" {
	printf 'url = https://u:pa55word99@example.org/\n' > src/app.ini
	check the-binary <<< "SELECT 1 AS ok, 'x' AS expected, count(*) || ' lines' AS actual, NULL AS artifact FROM lines('src/*.bin')"
	check the-secret <<< "SELECT 1 AS ok, 'x' AS expected, text AS actual, NULL AS artifact FROM lines('src/app.ini')"
	finish
	[ "$(found the-binary)" = 'pass: 0 lines' ]
	[[ $(found the-secret) == *withheld* ]]
	! grep -q pa55word99 <<< "$json"
}

@test "only the audited commit is searched, and with or without a worker alike" {
	check the-todo <<< "SELECT 1 AS ok, 'x' AS expected, count(*) AS actual, NULL AS artifact FROM matches('TODO', 'src/main.c')"
	finish
	echo '/* TODO TODO */' >> src/main.c
	json=$("$MUSTER" audit --json)
	[ "$(found the-todo)" = 'pass: 1' ]
	json=$("$MUSTER" audit --json --sandbox=off)
	[ "$(found the-todo)" = 'pass: 1' ]
}

@test "they are for checks alone" {
	"$MUSTER" audit -q || true
	run "$MUSTER" query "SELECT * FROM matches('x', 'src/main.c')"
	[ "$status" -eq 2 ]
	[[ $output == *'no such table: matches'* ]]
}
