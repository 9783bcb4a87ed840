# Every file under an evidence root and every file that an item asks for has a row, with
# a status and a reason: one test a line of the table.

load helper

# STATUS and REASON of one artifact in $json.
row() {
	jq -r --arg p "$1" '.artifacts[] | select(.path == $p) | .status + " " + .reason' <<<"$json"
}

# A repository with one plan that cites what is given, one file an item.
citing() {
	new_repo "pack"
	mkdir -p evidence checklists
	{
		echo '# R'
		echo
		for path in "$@"; do
			echo "- [x] Tests pass (\`$path\`)"
		done
	} > checklists/r.md
}

audited() {
	commit_all all
	json=$("$MUSTER" audit --json)
}

@test "a file that can be read is ok, without a reason" {
	citing evidence/a.xml
	junit 2 0 > evidence/a.xml
	audited
	[ "$(row evidence/a.xml)" = 'ok ' ]
	[[ "$(verdict_at checklists/r.md:3)" == verified* ]]
}

@test "empty, tool error, unsupported, ambiguous, template and damaged files say so" {
	citing evidence/{empty.xml,tool.json,old.sarif,none.json,values.yaml,bad.json,cut.xml}
	: > evidence/empty.xml
	echo '{"error":{"message":"no database"}}' > evidence/tool.json
	echo '{"version":"1.0.0","runs":[{"tool":{"name":"x"},"results":[]}],"$schema":"http://json.schemastore.org/sarif-1.0.0"}' > evidence/old.sarif
	echo '[]' > evidence/none.json
	printf 'a: {{ .Values.x }}\nb: [\n' > evidence/values.yaml
	echo '{"a": 1,}' > evidence/bad.json
	junit 3 0 | head -c 150 > evidence/cut.xml
	audited
	[ "$(row evidence/empty.xml)" = 'empty empty' ]
	[ "$(row evidence/tool.json)" = 'tool-error tool-reported-error' ]
	[ "$(row evidence/old.sarif)" = 'unsupported unsupported-version' ]
	[ "$(row evidence/none.json)" = 'ambiguous ambiguous-format' ]
	[ "$(row evidence/values.yaml)" = 'template yaml-syntax' ]
	[ "$(row evidence/bad.json)" = 'unreadable json-syntax' ]
	[ "$(row evidence/cut.xml)" = 'unreadable truncated' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported placeholder' ]
	[ "$(verdict_at checklists/r.md:4)" = 'unsupported no-outcome' ]
	[ "$(verdict_at checklists/r.md:5)" = 'unsupported no-outcome' ]
	[ "$(verdict_at checklists/r.md:6)" = 'indeterminate ambiguous' ]
	[ "$(verdict_at checklists/r.md:7)" = 'unsupported no-outcome' ]
	[ "$(verdict_at checklists/r.md:8)" = 'indeterminate unreadable' ]
	[ "$(verdict_at checklists/r.md:9)" = 'indeterminate unreadable' ]
}

@test "a Git LFS pointer is unreadable, and its object is named" {
	citing evidence/big.xml
	printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 12345\n' 7 > evidence/big.xml
	audited
	[ "$(row evidence/big.xml)" = 'lfs-pointer lfs-pointer' ]
	[ "$(verdict_at checklists/r.md:3)" = 'indeterminate unreadable' ]
}

@test "a file over the limit is too-big with its size, and the others are judged" {
	citing evidence/big.xml evidence/a.xml
	head -c $((64 * 1024 * 1024 + 1)) /dev/zero > evidence/big.xml
	junit 2 0 > evidence/a.xml
	commit_all all
	"$MUSTER" build -q
	json=$("$MUSTER" audit --json)
	[ "$(row evidence/big.xml)" = 'too-big too-big' ]
	[ "$(verdict_at checklists/r.md:3)" = 'indeterminate limit' ]
	[[ "$(verdict_at checklists/r.md:4)" == verified* ]]
	[ "$(sqlite3 site/report/muster.db "SELECT size FROM run_artifact WHERE path = 'evidence/big.xml'")" = 67108865 ]
}

@test "a symbolic link is shown as one and never read, whatever its target says" {
	citing evidence/link.xml
	junit 2 0 > evidence/a.xml
	ln -s a.xml evidence/link.xml
	ln -s '<testsuite name="x"><testcase name="y"/></testsuite>' evidence/lies.xml
	audited
	[ "$(row evidence/link.xml)" = 'unsupported symlink' ]
	[ "$(row evidence/lies.xml)" = 'unsupported symlink' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported no-rule' ]
}

@test "a submodule has a row, and what lies in it is said to lie elsewhere" {
	citing vendor/lib/report.xml
	git init -q -b main "$BATS_TEST_TMPDIR/lib"
	(cd "$BATS_TEST_TMPDIR/lib" && echo x > report.xml && git add . && commit lib)
	git add -A
	git update-index --add --cacheinfo "160000,$(git -C "$BATS_TEST_TMPDIR/lib" rev-parse HEAD),evidence/sub"
	commit all
	json=$("$MUSTER" audit --json)
	[ "$(row evidence/sub)" = 'unsupported submodule' ]
}

@test "a file that is not in the tree is missing, and one that was removed says so" {
	citing evidence/never.xml evidence/once.xml
	junit 2 0 > evidence/once.xml
	commit_all one
	git rm -q evidence/once.xml
	audited
	[ "$(row evidence/never.xml)" = 'missing named-in-plan-not-in-tree' ]
	[ "$(row evidence/once.xml)" = 'missing named-in-plan-not-in-tree' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported not-found' ]
}

@test "a cited file that is only in the work tree is cited-but-untracked, with the fix" {
	citing reports/unit.xml
	printf '%s\n' '- [x] `docs/runbook.md` written' >> checklists/r.md
	audited
	mkdir -p reports docs
	junit 2 0 > reports/unit.xml
	echo '# Runbook' > docs/runbook.md
	json=$("$MUSTER" audit --json)
	[ "$(row reports/unit.xml)" = 'missing cited-but-untracked' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported cited-but-untracked' ]
	[ "$(verdict_at checklists/r.md:4)" = 'unsupported cited-but-untracked' ]
	[ "$(jq '[.findings[] | select(.code == "cited-but-untracked" or .finding == "cited-but-untracked")] | length' <<<"$json")" = 2 ]
	run "$MUSTER" explain checklists/r.md:3
	[[ $output == *'commit reports/unit.xml, or put it under an evidence root'* ]]
}

@test "a cited file that git ignores is said to be ignored" {
	citing out/unit.xml
	echo out/ > .gitignore
	audited
	mkdir out
	junit 2 0 > out/unit.xml
	json=$("$MUSTER" audit --json)
	[ "$(row out/unit.xml)" = 'missing ignored' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported not-found' ]
	# The same words are true where it has not been made.
	for there in yes no; do
		[ $there = yes ] || rm out/unit.xml
		run "$MUSTER" explain checklists/r.md:3
		echo "$output"
		[[ $output == *'out/unit.xml is not in the commit, and git ignores its path.'* ]]
		[[ $output == *'make it below an evidence root before muster runs, or commit it: git add -f'* ]]
		[[ $output != *'name the evidence'* ]]
	done
}

@test "untracked files under a root are read, links among them are listed" {
	citing evidence/new.xml
	audited
	junit 2 0 "$(git rev-parse HEAD)" > evidence/new.xml
	ln -s new.xml evidence/link.xml
	json=$("$MUSTER" audit --json)
	[ "$(row evidence/new.xml)" = 'ok ' ]
	[ "$(row evidence/link.xml)" = 'unsupported symlink' ]
	[ "$(verdict_at checklists/r.md:3)" = 'verified exact' ]
}

@test "a link in an --evidence folder is a row, not the end of the run" {
	citing x
	audited
	mkdir "$BATS_TEST_TMPDIR/reports"
	junit 2 0 > "$BATS_TEST_TMPDIR/reports/a.xml"
	ln -s a.xml "$BATS_TEST_TMPDIR/reports/b.xml"
	json=$("$MUSTER" audit --json --evidence "$BATS_TEST_TMPDIR/reports")
	[ "$(row @reports/a.xml)" = 'ok ' ]
	[ "$(row @reports/b.xml)" = 'unsupported symlink' ]
}

@test "a sidecar binds a report of the tree, of the work tree and of an --evidence folder" {
	citing evidence/tree.xml evidence/new.xml
	printf '%s\n' '- [x] Tests pass' '  - Evidence: `junit:@reports/a.xml`' >> checklists/r.md
	commit_all plan
	head=$(git rev-parse HEAD)
	junit 2 0 > evidence/tree.xml
	echo "{\"commit\":\"$head\"}" > evidence/tree.xml.meta.json
	commit_all evidence
	junit 3 0 > evidence/new.xml
	mkdir "$BATS_TEST_TMPDIR/reports"
	junit 4 0 > "$BATS_TEST_TMPDIR/reports/a.xml"
	for file in evidence/new.xml "$BATS_TEST_TMPDIR/reports/a.xml"; do
		echo "{\"commit\":\"$(git rev-parse HEAD)\"}" > "$file.meta.json"
	done
	json=$("$MUSTER" audit --json --evidence "$BATS_TEST_TMPDIR/reports")
	[ "$(verdict_at checklists/r.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/r.md:4)" = 'verified exact' ]
	[ "$(verdict_at checklists/r.md:5)" = 'verified exact' ]
}

@test "a folder that an item cites as its proof shows nothing by itself" {
	citing evidence/all/
	mkdir evidence/all
	junit 2 0 > evidence/all/a.xml
	audited
	[ "$(row evidence/all/a.xml)" = 'ok ' ]
	[ "$(verdict_at checklists/r.md:3)" = 'unsupported no-outcome' ]
}

@test "sources, documents and workflows that items ask for have rows" {
	citing src/main.c docs/guide.md .github/workflows/ci.yml
	mkdir -p src docs .github/workflows
	echo 'int main(void) { return 0; }' > src/main.c
	echo '# Guide' > docs/guide.md
	printf 'on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: make\n' > .github/workflows/ci.yml
	audited
	[[ "$(row src/main.c)" == ok* ]]
	[ "$(row docs/guide.md)" = 'ok ' ]
	[ "$(row .github/workflows/ci.yml)" = 'ok ' ]
}
