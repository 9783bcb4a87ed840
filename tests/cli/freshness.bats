# Freshness, its six kinds, each in both directions: what is fresh stays verified, what
# changed in scope gets exactly its verdict; over merges, renames, shallow clones and
# reports that come with the code or under another name.

load helper

report=evidence/unit.xml
setup() {
	new_repo fresh
	mkdir -p src evidence docs checklists
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all 'sources'
	mkdir -p evidence checklists
	junit 3 0 > $report
	printf -- '- [x] Unit tests pass (`%s`)\n' $report > checklists/plan.md
	commit_all 'report and plan'
}

change() {
	echo "int more$RANDOM;" >> src/main.c
	commit_all 'change the source'
}
# The item's verdict, reason and freshness.
judged() {
	"$MUSTER" audit --json "$@" 2> /dev/null | jq -r '.items[0] | .verdict + " " + .reason + " " + .freshness'
}
named() { # the report under that name in the plan
	printf -- '- [x] Unit tests pass (`%s`)\n' "$1" > checklists/plan.md
}

@test "exact: the audited commit or its tree is what the report is about" {
	git rm -q --cached $report && commit 'not in git'
	junit 3 0 "$(git rev-parse HEAD)" > $report
	[ "$(judged)" = 'verified exact exact' ]
	junit 3 0 "$(git rev-parse 'HEAD^{tree}')" > $report
	[ "$(judged)" = 'verified exact exact' ]
	junit 3 0 > $report
	[ "$(judged --subject HEAD)" = 'verified exact exact' ]
	echo 'int more;' >> src/main.c && git add src && commit 'change the source'
	junit 3 0 "$(git rev-parse 'HEAD~1')" > $report
	[ "$(judged)" = 'stale scope-changed stale' ]
	[ "$(judged --subject HEAD)" = 'indeterminate ambiguous none' ]
}

@test "carried: an older commit, and nothing in scope changed since" {
	junit 3 0 "$(git rev-parse HEAD)" > $report
	commit_all 'about that commit'
	[ "$(judged)" = 'verified carried carried' ]
	echo 'words' > docs/notes.md
	commit_all 'a document'
	git checkout -q -b side HEAD~2 && echo 'more words' > README.md && commit_all 'another' && git checkout -q main
	git merge -q --no-edit side
	[ "$(judged)" = 'verified carried carried' ]
	change
	[ "$(judged)" = 'stale scope-changed stale' ]
	git revert --no-edit HEAD > /dev/null
	[ "$(judged)" = 'verified carried carried' ]
	git mv src/main.c src/prog.c && commit_all 'another name'
	[ "$(judged)" = 'stale scope-changed stale' ]
}

@test "inferred: the commit that brought the report, and nothing in scope changed since" {
	[ "$(judged)" = 'verified inferred inferred' ]
	git checkout -q -b words HEAD~1 && echo w > README.md && commit_all 'words' && git checkout -q main
	git merge -q --no-edit words
	[ "$(judged)" = 'verified inferred inferred' ]
	git checkout -q -b side HEAD~2 && echo 'int side;' > src/side.c && commit_all 'side' && git checkout -q main
	git merge -q --no-edit side
	[ "$(judged)" = 'stale scope-changed stale' ]
	junit 4 0 > $report
	commit_all 'a new report'
	[ "$(judged)" = 'verified inferred inferred' ]
}

@test "stale: changed in scope, or too old" {
	change
	[ "$(judged)" = 'stale scope-changed stale' ]
	junit 3 1 > $report
	commit_all 'one fails'
	change
	[ "$(judged)" = 'stale last-known-fail stale' ]
	sed -i 's/\[x\]/[ ]/' checklists/plan.md
	junit 3 0 > $report
	commit_all 'open'
	change
	[ "$(judged)" = 'open stale-evidence stale' ]
}

@test "stale: a name, a copy, a mode or a way back makes old bytes no younger" {
	# Nothing changed: another name is no reason to doubt.
	git mv $report evidence/named.xml && named evidence/named.xml && commit_all 'another name'
	[ "$(judged)" = 'verified inferred inferred' ]
	change
	[ "$(judged)" = 'stale scope-changed stale' ]
	git mv evidence/named.xml evidence/again.xml && named evidence/again.xml && commit_all 'another name'
	[ "$(judged)" = 'stale scope-changed stale' ]
	mkdir evidence/new && git mv evidence/again.xml evidence/new/unit.xml && named evidence/new/unit.xml && commit_all 'another folder'
	[ "$(judged)" = 'stale scope-changed stale' ]
	chmod +x evidence/new/unit.xml && commit_all 'a mode'
	[ "$(judged)" = 'stale scope-changed stale' ]
	cp evidence/new/unit.xml "$BATS_TEST_TMPDIR/kept.xml"
	git rm -q -r evidence && commit 'gone'
	mkdir -p evidence && cp "$BATS_TEST_TMPDIR/kept.xml" evidence/back.xml && named evidence/back.xml && commit_all 'and back'
	[ "$(judged)" = 'stale scope-changed stale' ]
	junit 4 0 > evidence/back.xml && commit_all 'a new run'
	[ "$(judged)" = 'verified inferred inferred' ]
}

@test "undated: a copy of old bytes may be a second run that says the same" {
	cp $report evidence/copy.xml && named evidence/copy.xml && commit_all 'a copy'
	[ "$(judged)" = 'verified inferred inferred' ]
	git rm -q evidence/copy.xml && commit 'gone'
	change
	cp $report evidence/other.xml && named evidence/other.xml && commit_all 'a copy of old bytes'
	[ "$(judged)" = 'stale scope-changed stale' ] # of copy.xml, which is gone
	new_repo second
	mkdir -p src evidence checklists
	echo 'int a;' > src/main.c && commit_all 'sources'
	junit 3 0 > $report && named $report && commit_all 'report and plan'
	change
	cp $report evidence/copy.xml && named evidence/copy.xml && commit_all 'a copy'
	[ "$(judged)" = 'partial undated undated' ]
}

@test "stale: the same in the scope of a rule" {
	mkdir web && echo 'let a;' > web/a.js
	printf '[rule "web"]\n\titem = Unit tests*\n\tevidence = %s\n\tscope = web/**\n' $report > muster.conf
	commit_all 'a rule with a scope'
	change
	[[ "$(judged)" != verified* ]]
	printf -- '- [x] Unit tests pass\n' > checklists/plan.md && commit_all 'the rule asks'
	echo 'let b;' >> web/a.js && commit_all 'in its scope'
	[ "$(judged)" = 'stale scope-changed stale' ]
	git mv $report evidence/named.xml && sed -i 's/unit.xml/named.xml/' muster.conf && commit_all 'another name'
	[ "$(judged)" = 'stale scope-changed stale' ]
	junit 4 0 > evidence/named.xml && commit_all 'a new run'
	change
	[ "$(judged)" = 'verified inferred inferred' ]
}

@test "undated: not in git and nothing declared, a commit with the code, or history that ends" {
	git rm -q --cached $report && commit 'not in git'
	[ "$(judged)" = 'partial undated undated' ]
	junit 5 0 > $report && echo 'int more;' >> src/main.c && commit_all 'together'
	[ "$(judged)" = 'partial mixed-commit undated' ]
	git mv $report evidence/named.xml && named evidence/named.xml && commit_all 'another name'
	[ "$(judged)" = 'partial mixed-commit undated' ]
	junit 4 0 > evidence/named.xml && commit_all 'apart'
	[ "$(judged)" = 'verified inferred inferred' ]
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	[ "$(judged)" = 'partial undated undated' ]
	"$MUSTER" audit --json | jq -e 'any(.findings[]; .code == "shallow-history")'
	git fetch -q --unshallow
	[ "$(judged)" = 'verified inferred inferred' ]
}

@test "undated: a subject that a shallow clone does not have, until it has" {
	junit 3 0 "$(git rev-parse HEAD~1)" > $report && commit_all 'about the one before'
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	[ "$(judged)" = 'partial undated undated' ]
	git fetch -q --unshallow
	[ "$(judged)" = 'verified carried carried' ]
}

@test "foreign: a commit that is none here, or no ancestor, until it is merged" {
	junit 3 0 0123456789abcdef0123456789abcdef01234567 > $report && commit_all 'about a stranger'
	[ "$(judged)" = 'stale foreign-subject foreign' ]
	git checkout -q -b side && echo 'int side;' > src/side.c && commit_all 'side'
	side=$(git rev-parse HEAD)
	git checkout -q main
	junit 3 0 "$side" > $report && commit_all 'about the side'
	[ "$(judged)" = 'stale foreign-subject foreign' ]
	git merge -q --no-edit side
	[ "$(judged)" = 'verified carried carried' ]
	# A squash has the content, and not the commit.
	git checkout -q -b other HEAD~1 && echo 'int other;' > src/other.c && commit_all 'other'
	junit 3 0 "$(git rev-parse HEAD)" > $report && commit_all 'about it'
	git checkout -q main && git merge -q --squash other 2> /dev/null && commit 'squashed'
	[ "$(judged)" = 'stale foreign-subject foreign' ]
}
