#!/usr/bin/env bats
# A run that nothing could change is not made again; one that anything could, is.

load helper

setup() {
	new_repo pack
	mkdir evidence
	junit 12 0 >evidence/unit.xml
	printf '# Plan\n\n- [x] All unit tests pass (`evidence/unit.xml`)\n- [ ] Runbook in `docs/run.md`\n' >PLAN.md
	commit_all 'plan'
	db=$BATS_TEST_TMPDIR/runs.db
}

# Audit, and tell whether the run before stood.
again() {
	"$MUSTER" audit --db "$db" "$@" >out 2>err || return
	if grep -q 'nothing has changed' err; then echo stands; else echo judged; fi
	rm -f err
	mv out "$BATS_TEST_TMPDIR/out"
}

runs() { sqlite3 "$db" 'SELECT count(*) FROM run'; }

@test "asked twice, the second answer is the first, and no run is recorded" {
	[ "$(again)" = judged ]
	cp "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/first"
	[ "$(again)" = stands ]
	diff "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/out"
	[ "$(runs)" -eq 1 ]
}

@test "what is printed of a standing run is what judging prints, for many verdicts" {
	for i in $(seq 12); do
		echo "- [x] Claim $i (\`evidence/none-$i.xml\`)"
		echo "- [ ] Open $i"
	done >>PLAN.md
	echo '| Gate | Status |
|---|---|
| One | ✅ |
| Two | failed |' >docs.md
	mkdir checklists && mv docs.md checklists/second.md
	commit_all 'more'
	[ "$(again)" = judged ]
	cp "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/first"
	grep -q 'Most blocking' "$BATS_TEST_TMPDIR/first"
	grep -q 'and [0-9]* more' "$BATS_TEST_TMPDIR/first"
	[ "$(again)" = stands ]
	diff "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/out"
}

@test "a new commit, another branch and another question are judged" {
	[ "$(again)" = judged ]
	git checkout -q -b other
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
	[ "$(again --as-of 2026-03-01T00:00:00Z)" = judged ]
	[ "$(again --profile release)" = judged ]
	[ "$(again)" = judged ]
	sed -i 's/- \[ \]/- [x]/' PLAN.md
	commit_all 'tick'
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
}

@test "a work tree that changed is judged" {
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
	echo >>PLAN.md
	[ "$(again)" = judged ]
	git checkout -q PLAN.md
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
}

@test "untracked evidence is looked at again: its bytes, and which files there are" {
	junit 3 0 >evidence/extra.xml
	[ "$(again --subject HEAD)" = judged ]
	[ "$(again --subject HEAD)" = stands ]
	sed -i 's/case 3/case X/' evidence/extra.xml # the same size
	[ "$(again --subject HEAD)" = judged ]
	[ "$(again --subject HEAD)" = stands ]
	junit 1 0 >evidence/more.xml
	[ "$(again --subject HEAD)" = judged ]
	rm evidence/more.xml
	[ "$(again --subject HEAD)" = judged ]
	[ "$(again --subject HEAD)" = stands ]
}

@test "a cited file that git ignores, or does not track, is looked for again" {
	printf '\n- [x] Drill held, see `tmp.md`\n' >>PLAN.md
	commit_all 'cites'
	echo '/tmp.md' >>.git/info/exclude
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
	: >.git/info/exclude
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
	echo notes >tmp.md
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
}

@test "the operator's configuration is part of the question" {
	printf '[pack]\nname = other\n' >"$BATS_TEST_TMPDIR/op.conf"
	[ "$(again --config "$BATS_TEST_TMPDIR/op.conf")" = judged ]
	[ "$(again --config "$BATS_TEST_TMPDIR/op.conf")" = stands ]
	printf '# changed\n' >>"$BATS_TEST_TMPDIR/op.conf"
	[ "$(again --config "$BATS_TEST_TMPDIR/op.conf")" = judged ]
}

@test "gate, --no-cache, --evidence, --json and shallow clones are always judged" {
	[ "$(again)" = judged ]
	[ "$(again --no-cache)" = judged ]
	"$MUSTER" audit --db "$db" --json >"$BATS_TEST_TMPDIR/json"
	jq -e '.items | length > 0' "$BATS_TEST_TMPDIR/json"
	mkdir "$BATS_TEST_TMPDIR/ci" && junit 1 0 >"$BATS_TEST_TMPDIR/ci/r.xml"
	[ "$(again --evidence "$BATS_TEST_TMPDIR/ci")" = judged ]
	[ "$(again --evidence "$BATS_TEST_TMPDIR/ci")" = judged ]
	before=$(runs)
	"$MUSTER" gate --db "$db" >/dev/null 2>&1 || true
	"$MUSTER" gate --db "$db" >/dev/null 2>&1 || true
	[ "$(runs)" -eq $((before + 2)) ]
	commit 'empty'
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	[ "$(again)" = judged ]
	[ "$(again)" = judged ]
}

@test "the trust file is part of the question" {
	ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/key"
	t=$BATS_TEST_TMPDIR/allowed_signers
	echo "ada@example.org namespaces=\"git\" $(cat "$BATS_TEST_TMPDIR/key.pub")" >"$t"
	[ "$(again)" = judged ]
	[ "$(again --trust "$t")" = judged ]
	[ "$(again --trust "$t")" = stands ]
	echo '# a word' >>"$t"
	[ "$(again --trust "$t")" = judged ]
	mkdir ../dir && cp "$t" ../dir/
	[ "$(again --trust ../dir)" = stands ] # the same words
	openssl req -x509 -newkey ed25519 -nodes -keyout /dev/null -subj /CN=tsa \
		-out ../dir/tsa-roots.pem 2>/dev/null
	[ "$(again --trust ../dir)" = judged ]
	[ "$(again --trust ../dir)" = stands ]
	mkdir trust && cp "$t" trust/allowed_signers
	commit_all 'trust'
	[ "$(again --trust-in-tree)" = judged ]
	[ "$(again --trust-in-tree)" = stands ]
	[ "$(again)" = judged ]
	git branch keys
	commit 'after'
	[ "$(again --trust-ref keys)" = judged ]
	[ "$(again --trust-ref keys)" = judged ]
}

@test "a run that another one followed does not stand" {
	[ "$(again)" = judged ]
	git checkout -q -b other
	commit 'there'
	[ "$(again)" = judged ]
	git checkout -q main
	[ "$(again)" = judged ]
}

@test "what was written down is damaged: judged" {
	junit 3 0 >evidence/extra.xml
	[ "$(again)" = judged ]
	sqlite3 "$db" "UPDATE standing SET seen = x'00'"
	[ "$(again)" = judged ]
	[ "$(again)" = stands ]
	sqlite3 "$db" "UPDATE standing SET key = 'short'"
	[ "$(again)" = judged ]
	sqlite3 "$db" "DROP TABLE standing; CREATE TABLE standing(x)"
	[ "$(again)" = judged ]
	[ "$(again)" = judged ]
}

# Build, and tell the same.
build_again() {
	"$MUSTER" build --db "$db" "$@" >out 2>err || return
	if grep -q 'nothing has changed' err; then echo stands; else echo judged; fi
	rm -f err out
}

@test "a site that stands is not touched" {
	[ "$(build_again --out ../site)" = judged ]
	find ../site -printf '%p %i %C@\n' | sort >"$BATS_TEST_TMPDIR/before"
	[ "$(build_again --out ../site)" = stands ]
	find ../site -printf '%p %i %C@\n' | sort >"$BATS_TEST_TMPDIR/after"
	diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
	[ -z "$(find .. -maxdepth 1 -name '*site*' ! -name site)" ]
}

@test "a site that was touched, lost a page or lies elsewhere is written" {
	[ "$(build_again --out ../site)" = judged ]
	cp -r ../site ../kept
	echo '<!-- x -->' >>../site/index.html
	[ "$(build_again --out ../site)" = judged ]
	[ "$(build_again --out ../site)" = stands ]
	diff -r ../kept ../site
	rm ../site/search.html
	[ "$(build_again --out ../site)" = judged ]
	diff -r ../kept ../site
	touch ../site/new.html
	[ "$(build_again --out ../site)" = judged ]
	[ "$(build_again --out ../other)" = judged ]
	diff -r ../kept ../other
	[ "$(build_again --out ../site)" = judged ]
}

@test "templates that changed are used" {
	mkdir ../mine
	echo 'body { color: red }' >../mine/theme.css
	[ "$(build_again --out ../site --templates ../mine)" = judged ]
	[ "$(build_again --out ../site --templates ../mine)" = stands ]
	echo 'body { color: blue }' >../mine/theme.css
	[ "$(build_again --out ../site --templates ../mine)" = judged ]
	[ "$(build_again --out ../site)" = judged ]
}

@test "a build that seals is always judged" {
	"$MUSTER" key new --out ../seal --no-passphrase --as ada@example.org >/dev/null
	[ "$(build_again --out ../site --key ../seal.key --bundle ../b.tar.gz)" = judged ]
	[ "$(build_again --out ../site --key ../seal.key --bundle ../b.tar.gz)" = judged ]
}
