# Diffs of plans: `git apply` takes them, and they change nothing else.

bats_require_minimum_version 1.5.0
load helper

# Two reports that two claims could mean, and a box that is ready to be ticked.
setup() {
	new_repo team
	mkdir -p checklists evidence src
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all code
	{
		printf '# Release\n\n'
		printf -- '- [x] Backup restore tests pass\n'
		printf -- '  second line of the same\n'
		printf -- '- [ ] Checkout tests pass (`evidence/checkout.xml`)\n'
		printf '\n| Task | State |\n|---|---|\n| Restore tests | done |\n\n'
		printf -- '## Sign-off\n\n- [ ] QA lead: ________ Date: ________\n'
	} > checklists/release.md
	junit 3 0 "$(git rev-parse HEAD)" > evidence/backup-restore.xml
	junit 2 0 "$(git rev-parse HEAD)" > evidence/checkout.xml
	commit_all plan
	"$MUSTER" audit > /dev/null || true
}

@test "what suggest proposes applies, changes nothing else and counts" {
	"$MUSTER" suggest > ../s.patch
	git apply --check ../s.patch
	git apply ../s.patch
	[ "$(git diff --numstat -- checklists)" = "1	0	checklists/release.md" ]
	[ "$(sed -n 5p checklists/release.md)" = '  - Evidence: `junit:evidence/backup-restore.xml` failed = 0' ]
	git commit -qam evidence
	json=$("$MUSTER" audit --json)
	[ "$(verdict_at checklists/release.md:3)" = "verified carried" ]
}

@test "a table row is left to its author, with the line to write" {
	run --separate-stderr "$MUSTER" suggest
	[[ "$stderr" == *"checklists/release.md:9: no list item"* ]] || [[ "$stderr" != *":9:"* ]]
	[[ "$stderr" == *"Evidence line"* ]]
}

@test "tick proposes what is ready and nothing else" {
	"$MUSTER" tick > ../t.patch
	git apply ../t.patch
	[ "$(git diff -U0 -- checklists | tail -n 2)" = '-- [ ] Checkout tests pass (`evidence/checkout.xml`)
+- [x] Checkout tests pass (`evidence/checkout.xml`)' ]
}

@test "a sign-off is ticked by name, with its blanks" {
	"$MUSTER" tick "QA lead" --name "Ada Pine" --date 2026-11-21 | git apply
	[ "$(tail -n 1 checklists/release.md)" = "- [x] QA lead: Ada Pine Date: 2026-11-21" ]
}

@test "a tick that nothing shows is the person's own word, and said to be" {
	printf '# P\n\n- [ ] All is well in the valley\n' > checklists/other.md
	commit_all other
	"$MUSTER" audit > /dev/null || true
	run --separate-stderr "$MUSTER" tick checklists/other.md:3
	[ "$status" -eq 0 ]
	[[ "$output" == *"+- [x] All is well"* ]]
	[[ "$stderr" == *"your word alone"* ]]
	run --separate-stderr "$MUSTER" tick checklists/release.md:3
	[[ "$stderr" == *"ticked already"* ]]
	[ -z "$output" ]
}

# The same plan in other bytes: each patch must apply and change its lines alone.
reshape() { # command
	"$@" < checklists/release.md > "$BATS_TEST_TMPDIR/new.md"
	mv "$BATS_TEST_TMPDIR/new.md" checklists/release.md
	commit_all reshaped
	"$MUSTER" audit > /dev/null || true
	cp checklists/release.md ../before
	"$MUSTER" suggest > ../s.patch
	git apply --whitespace=nowarn ../s.patch
	[ "$(git diff --numstat -- checklists | cut -f1)" -le 2 ]
	grep -q 'Evidence: `junit:evidence/backup-restore.xml`' checklists/release.md
	git checkout -q checklists
	"$MUSTER" tick > ../t.patch
	git apply --whitespace=nowarn ../t.patch
	[ "$(git diff --numstat -- checklists)" = "1	1	checklists/release.md" ]
	git checkout -q checklists
	cmp ../before checklists/release.md
}

@test "CRLF" { reshape sed 's/$/\r/'; }
@test "a byte order mark" { reshape sed '1s/^/\xef\xbb\xbf/'; }
@test "no end of the last line" { reshape perl -pe 'chomp if eof'; }
@test "Windows-1252" { reshape perl -pe 's/second/caf\xe9 second/'; }
@test "UTF-8 read as MacRoman and saved again" { reshape perl -pe 's/second/\xe2\x88\x9a\xc2\xa9 second \xe2\x80\x9a\xc3\x84\xc3\xae/'; }
@test "in a block quote" { reshape sed 's/^/> /'; }
@test "numbered" { reshape sed 's/^- \[/1. [/; s/^  second/   second/'; }

@test "UTF-16 is refused with what to do" {
	iconv -f UTF-8 -t UTF-16 checklists/release.md > "$BATS_TEST_TMPDIR/new.md"
	mv "$BATS_TEST_TMPDIR/new.md" checklists/release.md
	commit_all utf16
	"$MUSTER" audit > /dev/null || true
	run --separate-stderr "$MUSTER" tick
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"UTF-16"* ]]
	[[ "$stderr" == *"UTF-8"* ]]
	[ -z "$output" ]
}

@test "a plan with a secret in it is not shown" {
	printf '\nToken: ghp_%s\n' "$(printf 'a1B2%.0s' 1 2 3 4 5 6 7 8 9)" >> checklists/release.md
	commit_all secret
	"$MUSTER" audit > /dev/null || true
	run --separate-stderr "$MUSTER" tick
	[ -z "$output" ]
	[[ "$stderr" == *"secret"* ]]
}

@test "names with blanks and quotes" {
	git mv checklists/release.md 'checklists/my "own" plan.md'
	git commit -qm moved
	"$MUSTER" audit > /dev/null || true
	"$MUSTER" tick | git apply
	[ "$(git diff --numstat | wc -l)" = 1 ]
	git checkout -q .
	git mv 'checklists/my "own" plan.md' 'checklists/plan two.md'
	git commit -qm moved
	"$MUSTER" audit > /dev/null || true
	"$MUSTER" tick | git apply
	[ "$(git diff --numstat | cut -f1,2)" = "1	1" ]
}

# A repository as most are: reports in reports/ and at the root, a plan that names none.
unnamed() {
	new_repo unnamed
	mkdir -p src reports tests/fixtures docs .github/workflows
	echo 'int a;' > src/a.c
	junit 12 3 > tests/fixtures/junit.xml
	printf 'on: push\njobs:\n  license-check:\n    steps:\n      - name: Check licenses\n        run: reuse lint\n' \
		> .github/workflows/supply.yml
	commit_all sources
	junit 12 0 "$(git rev-parse HEAD)" > reports/junit.xml
	printf 'SF:src/a.c\nDA:1,1\nDA:2,1\nDA:3,0\nend_of_record\n' > lcov.info
	printf '# Rollback\n\n%s\n' "$(printf 'Words about it. %.0s' {1..20})" > docs/rollback.md
	cat > RELEASE_CHECKLIST.md <<'PLAN'
# Release

- [x] Unit tests pass
- [x] Line coverage >= 80 %
- [x] Rollback procedure is documented
- [x] CI runs a license check job
- [x] No secrets found in the repository
- [x] Everybody is happy
PLAN
	commit_all plan
	"$MUSTER" audit -q > /dev/null || true
}

@test "a plan that names no evidence gets what a careful person would find" {
	unnamed
	run --separate-stderr "$MUSTER" suggest
	[ "$(grep '^+ ' <<<"$output")" = '+  - Evidence: `junit:reports/junit.xml` failed = 0
+  - Evidence: `lcov.info`
+  - Evidence: `docs/rollback.md`
+  - Evidence: `.github/workflows/supply.yml`' ]
	[[ "$stderr" == *'4 Evidence lines proposed; for 2 items nothing was found'* ]]
	"$MUSTER" suggest | git apply
	git commit -qam evidence
	json=$("$MUSTER" audit --json)
	[ "$(verdict_at RELEASE_CHECKLIST.md:3)" = 'verified carried' ]
	# What was proposed refutes a claim as readily as it shows one.
	[ "$(verdict_at RELEASE_CHECKLIST.md:5)" = 'contradicted evidence-fails' ]
	[ "$(verdict_at RELEASE_CHECKLIST.md:7)" = 'verified exact' ]
	[ "$(verdict_at RELEASE_CHECKLIST.md:9)" = 'verified exact' ]
	[ "$(verdict_at RELEASE_CHECKLIST.md:11)" = 'unsupported not-found' ]
	run --separate-stderr "$MUSTER" suggest
	[[ "$stderr" == *'"muster explain ITEM" says what an item needs'* ]]
}

@test "what is proposed counts nowhere before somebody declares it" {
	unnamed
	json=$("$MUSTER" audit --json)
	[ "$(jq '[.items[] | select(.verdict == "verified" or .verdict == "ready")] | length' <<<"$json")" = 0 ]
	# And no check in SQL sees it.
	[ "$("$MUSTER" query --csv 'SELECT count(*) AS n FROM run_artifact WHERE path LIKE "%junit%"' | tail -1 | tr -d '\r')" = 0 ]
}
