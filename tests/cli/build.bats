# muster build as people and CI run it: where things go, what they hold, what is
# refused, and that the same commit gives the same bytes everywhere.

load helper

small_pack() {
	new_repo "${1:-pack}"
	mkdir -p src evidence checklists
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all 'sources'
	junit 5 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	cat > checklists/release.md <<'PLAN'
# Release

- [x] Unit tests pass (`evidence/unit.xml`)
- [ ] Somebody looks at the logs

## Sign-off

- [ ] Tech lead: ____________ Date: ________
PLAN
	commit_all 'plan'
}

# A seal key without a passphrase, and a trust file that names it.
new_key() {
	"$MUSTER" key new --out "$BATS_TEST_TMPDIR/seal" --no-passphrase |
		grep -v '^#' > "$BATS_TEST_TMPDIR/allowed_signers"
}

@test "the site lands in site/report, whole, and git does not see it" {
	small_pack
	run "$MUSTER" build
	[ "$status" -eq 0 ]
	for file in index.html report.json bundle.json history.json muster.db SHA256SUMS README.txt \
		raw/index.json plan/index.html evidence/index.html history.html about.html; do
		[ -s "site/report/$file" ]
	done
	[ -z "$(git status --porcelain)" ]
	(cd site/report && sha256sum --quiet --strict -c SHA256SUMS)
}

@test "the answer stands on the terminal: result, counts, what blocks" {
	small_pack
	run "$MUSTER" build --no-color
	[[ ${lines[0]} == NOT-READY* ]]
	[[ $output == *'3 items in 1 plan judged'* ]]
	[[ $output == *'Needs sign-off'* ]]
	[[ $output == *'site/report/index.html'* ]]
}

@test "the same commit in other clones, folders, zones and jails gives the same bytes" {
	small_pack one
	TZ=Pacific/Kiritimati LC_ALL=C "$MUSTER" build -q
	git clone -q . "$BATS_TEST_TMPDIR/deep/er/two"
	git clone -q --bare . "$BATS_TEST_TMPDIR/three.git"
	cd "$BATS_TEST_TMPDIR/deep/er/two"
	git checkout -q --detach
	(umask 077 && TZ=Etc/GMT+12 LC_ALL=C.UTF-8 "$MUSTER" build -q --sandbox=off \
		--as-of "$(jq -r .run.asOf "$BATS_TEST_TMPDIR/one/site/report/bundle.json")")
	diff -r "$BATS_TEST_TMPDIR/one/site/report" site/report
	"$MUSTER" build -q "$BATS_TEST_TMPDIR/three.git" --out "$BATS_TEST_TMPDIR/out"
	diff -r "$BATS_TEST_TMPDIR/one/site/report" "$BATS_TEST_TMPDIR/out"
}

@test "what a killed build left is swept, what a running one holds is not" {
	small_pack
	mkdir -p site/.muster-tmp-0123456789abcdef/item site/.muster-tmp-fedcba9876543210
	echo half > site/.muster-tmp-0123456789abcdef/item/a.html
	exec 5< site/.muster-tmp-fedcba9876543210
	flock -n 5
	"$MUSTER" build -q
	[ ! -e site/.muster-tmp-0123456789abcdef ]
	[ -d site/.muster-tmp-fedcba9876543210 ]
	exec 5<&-
	"$MUSTER" build -q
	[ "$(find site -name '.muster-tmp-*')" = '' ]
	[ -s site/report/index.html ]
}

@test "a folder of another name gives the same bytes" {
	small_pack one
	"$MUSTER" build -q
	git clone -q . "$BATS_TEST_TMPDIR/two"
	cd "$BATS_TEST_TMPDIR/two"
	"$MUSTER" build -q
	diff -r "$BATS_TEST_TMPDIR/one/site/report" site/report
	[ "$(jq -r .project site/report/bundle.json)" = Release ]
	printf '# The widget\n' > README.md
	commit_all 'a name'
	"$MUSTER" build -q
	[ "$(jq -r .project site/report/bundle.json)" = 'The widget' ]
}

@test "a second build of the same commit changes no byte" {
	small_pack
	"$MUSTER" build -q
	cp -r site/report "$BATS_TEST_TMPDIR/first"
	"$MUSTER" build -q
	diff -r "$BATS_TEST_TMPDIR/first" site/report
}

@test "a raw copy of the report before is kept where it is the same, and made anew where not" {
	small_pack
	"$MUSTER" build -q
	copy=$(echo site/report/raw/*-unit.xml.txt)
	inode=$(stat -c %i "$copy")
	sums=$(sha256sum < site/report/SHA256SUMS)
	"$MUSTER" build -q
	[ "$(stat -c %i "$copy")" = "$inode" ]
	[ "$(stat -c %h "$copy")" = 1 ]
	[ "$(sha256sum < site/report/SHA256SUMS)" = "$sums" ]
	# Of the same size, so that only its digest tells.
	sed -i 's/testcase/testcose/' "$copy"
	"$MUSTER" build -q
	cmp "$copy" evidence/unit.xml
	[ "$(sha256sum < site/report/SHA256SUMS)" = "$sums" ]
	# A link in its place is not followed.
	cp evidence/unit.xml "$BATS_TEST_TMPDIR/elsewhere"
	ln -sf "$BATS_TEST_TMPDIR/elsewhere" "$copy"
	"$MUSTER" build -q
	[ ! -L "$copy" ]
	cmp "$copy" evidence/unit.xml
}

@test "a repository without a plan gets its site and says so" {
	new_repo empty
	echo hello > notes.txt
	commit_all 'nothing to judge'
	run "$MUSTER" build
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == INDETERMINATE* ]]
	[[ $output == *'fix: add a checklist below checklists/'* ]]
	grep -q 'No plan was found' site/report/index.html
}

@test "no repository is told with a fix" {
	mkdir "$BATS_TEST_TMPDIR/none" && cd "$BATS_TEST_TMPDIR/none"
	GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR run "$MUSTER" build
	[ "$status" -eq 2 ]
	[[ $output == *'fix:'* ]]
}

@test "a repository without a commit is told with a fix" {
	new_repo unborn
	run "$MUSTER" build
	[ "$status" -eq 2 ]
	[[ $output == *'fix:'* ]]
}

@test "a bare repository is audited as well" {
	small_pack
	git clone -q --bare . "$BATS_TEST_TMPDIR/pack.git"
	cd "$BATS_TEST_TMPDIR"
	run "$MUSTER" build pack.git --out out
	[ "$status" -eq 0 ]
	[ -s out/index.html ]
}

@test "a shallow clone says that history ends, and verifies nothing it cannot date" {
	small_pack
	echo 'int more;' >> src/main.c
	commit_all 'more'
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	json=$("$MUSTER" audit --json)
	[ "$(jq -r '.findings[] | select(.code == "shallow-history") | .severity' <<<"$json")" = warning ]
	[ "$(jq '.counts.verified // 0' <<<"$json")" = 0 ]
}

@test "a partial clone names the object it lacks and goes on" {
	small_pack
	git config uploadpack.allowFilter true
	git clone -q --no-checkout --filter=blob:none "file://$PWD" "$BATS_TEST_TMPDIR/partial"
	cd "$BATS_TEST_TMPDIR/partial"
	run "$MUSTER" audit --json
	[ "$status" -eq 0 ]
	[[ $output == *object-missing* || $output == *plan-unreadable* ]]
	[ "$(jq -r .result <<<"$output")" = INDETERMINATE ]
}

@test "a folder that muster did not make is never overwritten" {
	small_pack
	mkdir out && echo precious > out/file
	run "$MUSTER" build --out out
	[ "$status" -eq 2 ]
	[ "$(cat out/file)" = precious ]
	run "$MUSTER" build --out .
	[ "$status" -eq 2 ]
	[ -f checklists/release.md ]
}

@test "the repository's objects, refs and index stay as they are" {
	small_pack
	before=$(find .git -type f ! -path '.git/muster/*' -exec sha256sum {} + | LC_ALL=C sort)
	"$MUSTER" build -q
	after=$(find .git -type f ! -path '.git/muster/*' -exec sha256sum {} + | LC_ALL=C sort)
	[ "$before" = "$after" ]
}

@test "a sealed build verifies, with muster and with stock tools" {
	small_pack
	new_key
	"$MUSTER" build -q --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/b.tar.gz"
	run "$MUSTER" verify "$BATS_TEST_TMPDIR/b.tar.gz" --trust "$BATS_TEST_TMPDIR/allowed_signers"
	[ "$status" -eq 0 ]
	[[ $output == *"VERIFIED sha256:"*"NOT-READY, 0 of 1 sign-off"* ]]
	run "$BATS_TEST_DIRNAME/../../docs/verify-by-hand.sh" "$BATS_TEST_TMPDIR/b.tar.gz" \
		"$BATS_TEST_TMPDIR/seal.crt" "$BATS_TEST_TMPDIR/seal.pub"
	[ "$status" -eq 0 ]
}

@test "a flipped byte, an added and a removed file each have their own error" {
	small_pack
	new_key
	"$MUSTER" build -q --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/b.tar.gz"
	mkdir "$BATS_TEST_TMPDIR/x" && tar -xzf "$BATS_TEST_TMPDIR/b.tar.gz" -C "$BATS_TEST_TMPDIR/x"
	top=$(echo "$BATS_TEST_TMPDIR"/x/*)
	verify() { run "$MUSTER" verify "$top" --trust "$BATS_TEST_TMPDIR/allowed_signers"; }

	verify
	[ "$status" -eq 0 ]

	cp "$top/index.html" "$BATS_TEST_TMPDIR/index.html"
	printf X | dd of="$top/index.html" bs=1 seek=20 conv=notrunc status=none
	verify
	[ "$status" -eq 1 ]
	[[ $output == *E_FILE_CHANGED*index.html* ]]
	cp "$BATS_TEST_TMPDIR/index.html" "$top/index.html"

	echo more > "$top/item/more.html"
	verify
	[ "$status" -eq 1 ]
	[[ $output == *E_FILE_EXTRA*item/more.html* ]]
	rm "$top/item/more.html"

	rm "$top/about.html"
	verify
	[ "$status" -eq 1 ]
	[[ $output == *E_FILE_MISSING*about.html* ]]
}

@test "two sealings of one commit have one seal digest" {
	small_pack
	new_key
	"$MUSTER" build -q --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/one.tar.gz"
	one=$(sha256sum < site/report/SHA256SUMS)
	"$MUSTER" build -q --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/two.tar.gz"
	[ "$one" = "$(sha256sum < site/report/SHA256SUMS)" ]
	[ "$(tar -xzOf "$BATS_TEST_TMPDIR/one.tar.gz" --wildcards '*/SHA256SUMS' | sha256sum)" = \
		"$(tar -xzOf "$BATS_TEST_TMPDIR/two.tar.gz" --wildcards '*/SHA256SUMS' | sha256sum)" ]
}

@test "an unknown option is refused with a suggestion" {
	small_pack
	run "$MUSTER" build --comit HEAD
	[ "$status" -eq 2 ]
	[[ $output == *'--commit'* ]]
}

@test "a rule for nothing in muster.conf makes the result indeterminate or worse" {
	small_pack
	printf '[rule "none"]\n\titem = "No such item*"\n\tevidence = "file:README"\n' > muster.conf
	commit_all 'a rule for nothing'
	json=$("$MUSTER" audit --json)
	[ "$(jq -r '.findings[] | select(.code == "rule-unmatched") | .severity' <<<"$json")" = error ]
	[[ "$(jq -r .result <<<"$json")" =~ ^(INDETERMINATE|NOT-READY)$ ]]
}

@test "the tree's configuration cannot widen trust" {
	small_pack
	printf '[trust]\n\tdir = trust\n' > muster.conf
	commit_all 'trust me'
	json=$("$MUSTER" audit --json)
	[ "$(jq -r '[.findings[].code] | index("config-widens") != null' <<<"$json")" = true ]
}

@test "the plan's page greys what is read and not judged, and says why" {
	new_repo greyed
	mkdir checklists
	cat >checklists/plan.md <<-'END'
		# Plan

		## Next steps

		1. Ship it

		## Blockers

		- [ ] Data was lost

		## Work

		- [x] Parent (`a.c`)
		  - `b.c` is there

		<!-- muster: ignore-begin -->

		| Item | Status |
		|---|---|
		| Door | Done |

		<!-- muster: ignore-end -->

		## Sign-off

		- [ ] Tech lead: ____ Date: ____
	END
	commit_all plan
	"$MUSTER" build --quiet
	page=site/report/plan/plan.html
	for why in 'a step' 'not raised' 'judged by its parent' 'ignored by an annotation'; do
		grep -q "<span class=\"why-not\">$why</span>" "$page"
	done
	grep -q '<tr class="it off">' "$page"
	[ "$(grep -o 'class="it off"' "$page" | wc -l)" -eq 4 ]
	# The author's boxes are all there: of the task, the blocker and the sign-off.
	[ "$(grep -o 'aria-label="[a-z ]*">\[.\]<' "$page" | wc -l)" -eq 3 ]
}

@test "a page that has not changed is the same file after the next build" {
	small_pack
	"$MUSTER" build -q
	ls -i site/report/index.html site/report/item/release/*.html site/report/assets/muster.css > before
	"$MUSTER" build -q
	ls -i site/report/index.html site/report/item/release/*.html site/report/assets/muster.css > after
	diff before after
	echo more >> site/report/about.html
	rm site/report/search.html
	"$MUSTER" build -q
	ls -i site/report/index.html site/report/item/release/*.html site/report/assets/muster.css > after
	diff before after
	(cd site/report && sha256sum --quiet --strict -c SHA256SUMS)
	! grep -q '^more$' site/report/about.html
}
