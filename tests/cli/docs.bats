# What the pages in docs/ show of muster's output, it prints.

@test "the examples of writing-plans.md print what the page says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	[ "$(grep -c '^\$ muster ' "$root/docs/writing-plans.md")" -ge 10 ]
	"$root/docs/run-examples" "$root/docs/writing-plans.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/writing-plans.md --label "what is printed now" \
		"$root/docs/writing-plans.md" "$BATS_TEST_TMPDIR/now.md"
}

@test "the example of checks.md prints what the page says, and every check is listed" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	"$root/docs/run-examples" "$root/docs/checks.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/checks.md --label "what is printed now" \
		"$root/docs/checks.md" "$BATS_TEST_TMPDIR/now.md"
	diff <(cd "$root/checklists/checks" && ls) \
		<(sed -n 's/^| \[.*checklists\/checks\/\(.*sql\)).*/\1/p' "$root/docs/checks.md" | LC_ALL=C sort)
}

@test "the commands of trust.md, from an empty home, print what the page says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	"$root/docs/run-examples" "$root/docs/trust.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/trust.md --label "what is printed now" \
		"$root/docs/trust.md" "$BATS_TEST_TMPDIR/now.md"
}

@test "the commands of ci.md print what the page says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	"$root/docs/run-examples" "$root/docs/ci.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/ci.md --label "what is printed now" \
		"$root/docs/ci.md" "$BATS_TEST_TMPDIR/now.md"
}

@test "the commands of runs.md print what the page says" {
	command -v sqlite3 > /dev/null || skip "there is no sqlite3: make deps-test"
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	"$root/docs/run-examples" "$root/docs/runs.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/runs.md --label "what is printed now" \
		"$root/docs/runs.md" "$BATS_TEST_TMPDIR/now.md"
}

@test "the twenty questions of queries.md are answered as the page says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	[ "$(grep -c '^\*\*[0-9]*\. ' "$root/docs/queries.md")" -ge 20 ]
	"$root/docs/run-examples" "$root/docs/queries.md" >"$BATS_TEST_TMPDIR/now.md"
	diff -u --label docs/queries.md --label "what is printed now" \
		"$root/docs/queries.md" "$BATS_TEST_TMPDIR/now.md"
	# None of them is refused, and each has an answer.
	! grep -q '^muster: ' "$root/docs/queries.md"
	[ "$(grep -c '^\$ muster query' "$root/docs/queries.md")" -ge 20 ]
}

@test "the tables of evidence.md are those that muster prints" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	"$root/docs/make-tables" "$root/docs/evidence.md" >"$BATS_TEST_TMPDIR/now.md"
	[ "$(grep -c '^| `' "$BATS_TEST_TMPDIR/now.md")" -ge 60 ]
	diff -u --label docs/evidence.md --label "make docs" \
		"$root/docs/evidence.md" "$BATS_TEST_TMPDIR/now.md"
}

@test "evidence.md names every family, and says what it has to show" {
	page=$BATS_TEST_DIRNAME/../../docs/evidence.md
	for family in $("$MUSTER" facts --formats --json | jq -r '.[].family' | sort -u); do
		sed -n '/^## What counts/,/^### Kinds/p' "$page" | grep -q "^|.*\`$family\`.*|"
	done
}

# The block of adding-a-reader.md that has the line $1, without its fences.
block() {
	awk -v want="$1" '/^```/ { if (in_it && hit) { printf "%s", text; exit }
		in_it = !in_it; text = ""; hit = 0; next }
		in_it { text = text $0 "\n"; if (index($0, want) == 1) hit = 1 }' \
		"$root/docs/adding-a-reader.md"
}

@test "the reader of adding-a-reader.md compiles, and reads its fixtures as the page says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	cd "$BATS_TEST_TMPDIR" && mkdir readers
	block '/*' > lantern.c
	block 'lantern 1.2' > typical.txt
	block 'artifact status=ok' > typical.facts
	block 'artifact status=unreadable' > truncated.facts
	sed '$d' typical.txt > truncated.txt
	{ cat "$root/src/readers/list.inc"; block 'READER('; } > readers/list.inc
	sanitize=
	[ "${BUILD:-release}" != debug ] || sanitize=-fsanitize=address,undefined
	lib=$(dirname "$MUSTER")
	# shellcheck disable=SC2046,SC2086 # words, every one of them
	${CC:-cc} -std=c17 -D_GNU_SOURCE -DMUSTER_VERSION='""' -Wall -Wextra -Wshadow \
		-Wconversion -Werror $sanitize -I. -I"$root/src" -I"$lib/src" lantern.c \
		"$root/src/readers/reader.c" "$lib/src/cli/main.o" "$lib/libmuster.a" -o muster \
		$(pkg-config --libs libgit2 sqlite3 libcrypto libarchive zlib libcmark-gfm expat \
			yajl yaml-0.1 libseccomp libzstd)
	for case in typical truncated; do
		diff "$case.facts" <(./muster facts --rows "$case.txt")
	done
	./muster facts --formats | grep -q '^lantern '
}

# The block ```sh NAME of sign-off.md.
sign_block() {
	sed -n "/^\`\`\`sh $1\$/,/^\`\`\`\$/p" "$root/docs/sign-off.md" | sed '1d;$d'
}

@test "the commands of sign-off.md sign off, from a fresh home directory" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export HOME=$BATS_TEST_TMPDIR/home GIT_CONFIG_NOSYSTEM=1
	PATH=$(dirname "$MUSTER"):$PATH
	mkdir -p "$HOME/.ssh" "$BATS_TEST_TMPDIR/trust" "$BATS_TEST_TMPDIR/repo/checklists"
	ssh-keygen -q -t ed25519 -N '' -f "$HOME/.ssh/id_ed25519"
	# The line of the page, with the key.
	sed -n 's/^alice@example.org namespaces=.*ssh-ed25519/&/p' "$root/docs/sign-off.md" |
		sed "s|ssh-ed25519 AAAA\.\.\.|$(cut -d ' ' -f 1,2 "$HOME/.ssh/id_ed25519.pub")|" \
			> "$BATS_TEST_TMPDIR/trust/allowed_signers"
	cd "$BATS_TEST_TMPDIR/repo"
	git init -qb main
	git config user.name 'Alice Ash'
	git config user.email alice@example.org
	printf '# Release\n\n- [ ] Tests\n\n## Sign-off\n\n- [ ] Security Lead: ____ Date: ____\n- [ ] QA Lead: ____ Date: ____\n' \
		> checklists/release.md
	git add -A
	git commit -qm plan
	for block in build sign again check; do
		[ -n "$(sign_block $block)" ]
		eval "$(sign_block $block)"
	done
	run muster explain checklists/release.md:7
	[[ $output == *'signed-by'*'Signed by alice@example.org by a statement'* ]]
	eval "$(sign_block tick)"
	muster build --trust ../trust -q
	run muster explain checklists/release.md:8
	[[ $output == *'signed-by'*'Signed by alice@example.org in '* ]]
}

@test "sign-off.md names every reason for which a field is not signed" {
	page=$BATS_TEST_DIRNAME/../../docs/sign-off.md
	for reason in blank unsigned untrusted expired-key wrong-role self-declared superseded \
		rejected too-few own-evidence; do
		grep -q "^| \`$reason\` |" "$page"
	done
}

@test "verify-by-hand.md quotes the script as it is" {
	docs=$BATS_TEST_DIRNAME/../../docs
	sed -n '/^#!\/bin\/sh$/,/^```$/p' "$docs/verify-by-hand.md" | sed '$d' | diff - "$docs/verify-by-hand.sh"
}

@test "every link of a page leads to a file, and to a heading of it" {
	cd "$BATS_TEST_DIRNAME/../.."
	for page in README.md docs/*.md; do
		grep -o '](\([^) ]*\))' "$page" | sed 's/^](//; s/)$//' | grep -v '^[a-z]*://' |
			while read -r link; do
			file=${link%%#*}
			[ -z "$file" ] && file=$page || file=$(dirname "$page")/$file
			[ -e "$file" ] || { echo "$page: $link leads nowhere"; false; }
			case $link in
			*.md'#'* | '#'*)
				sed -n 's/^##* //p' "$file" | tr 'A-Z' 'a-z' |
					sed 's/[^a-z0-9 _-]//g; s/ /-/g' | grep -qx -- "${link#*#}" ||
					{ echo "$page: $link names no heading"; false; }
				;;
			esac
		done
	done
}

@test "the index names every page, and contributing.md names only what is there" {
	cd "$BATS_TEST_DIRNAME/../.."
	for page in docs/*.md; do
		[ "$page" = docs/README.md ] && continue
		grep -q "](${page#docs/})" docs/README.md || { echo "docs/README.md does not name $page"; false; }
	done
	grep -o '`[a-zA-Z.][a-zA-Z0-9._-]*/[a-zA-Z0-9./_*-]*`' docs/contributing.md | tr -d '`' |
		grep -v 'NAME\|^build/' | while read -r path; do
		compgen -G "$path" > /dev/null || { echo "there is no $path"; false; }
	done
	# The layers and targets that it speaks of.
	for target in test format mutate docs; do
		grep -q "^[a-z -]*\b$target\b.*:" Makefile
	done
}

@test "the example of configuration.md is read by git and by muster" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	mkdir -p "$BATS_TEST_TMPDIR/conf/release" "$BATS_TEST_TMPDIR/conf/src" && cd "$BATS_TEST_TMPDIR/conf"
	awk '/^```/ { on = !on; if (!on) exit; next } on' "$root/docs/configuration.md" > muster.conf
	printf '# Chaos\n\n- [ ] Panic stop within 500 ms\n' > release/plan.md
	touch src/main.c
	git init -q -b main .
	git -c user.name=a -c user.email=a@example.org add -A
	git -c user.name=a -c user.email=a@example.org commit -qm plan
	[ "$(git config -f muster.conf rule.chaos.max-age)" = 14d ]
	run "$MUSTER" audit
	echo "$output"
	[ "$status" -eq 0 ]
	"$MUSTER" explain "Panic stop" | grep -q 'evidence/chaos.xml'
}

@test "the commands of verify-by-hand.md verify a bundle, from a folder with nothing else" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	export HOME=$BATS_TEST_TMPDIR/home
	mkdir -p "$HOME" "$BATS_TEST_TMPDIR/auditor/trust" && cd "$BATS_TEST_TMPDIR/auditor"
	"$root/docs/make-tour" ../tour
	muster key new --out ../seal --as ci@example.org --no-passphrase | grep -v '^#' > trust/allowed_signers
	muster -C ../tour build -q 2>/dev/null || muster build -q -C ../tour
	muster seal -q ../tour/site/report --key ../seal.key --bundle release.tar.gz
	cp ../seal.crt ../seal.pub .
	cp "$root/docs/verify-by-hand.sh" .
	commit=$(git -C ../tour rev-parse HEAD)
	# The short blocks: all but the script itself and what needs an authority's stamp.
	awk '/^```sh$/ { on = 1; text = ""; next } /^```/ { if (on && text !~ /^#!/) printf "%s", text; on = 0 }
		on { text = text $0 "\n" }' "$root/docs/verify-by-hand.md" |
		grep '^muster \|^sh ' | grep -v tsa-root | sed "s/COMMIT/$commit/" > commands
	[ "$(wc -l < commands)" -ge 3 ]
	while IFS= read -r line; do
		echo "$line"
		eval "$line"
	done < commands
	[ -s verify.html ]
}

@test "the job of four lines in ci.md says yes to what is ready" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	PATH=$(dirname "$MUSTER"):$PATH
	mkdir "$BATS_TEST_TMPDIR/job" && cd "$BATS_TEST_TMPDIR/job"
	mkdir -p checklists evidence src
	printf '# Release\n\n- [x] All unit tests pass (`evidence/unit.xml`)\n' > checklists/release.md
	printf 'test:\n\tmkdir -p evidence\n\techo "<testsuite><testcase name=\\"a\\"/></testsuite>" > evidence/unit.xml\n' > Makefile
	touch src/main.c
	git init -q -b main .
	git -c user.name=a -c user.email=a@example.org add -A
	git -c user.name=a -c user.email=a@example.org commit -qm plan
	awk '/^## A job in four lines/ { here = 1 } here && /^```sh$/ { on = 1; next } /^```/ { if (on) exit } on' \
		"$root/docs/ci.md" > job.sh
	[ "$(wc -l < job.sh)" -eq 4 ]
	run sh -e job.sh
	echo "$output"
	[ "$status" -eq 0 ]
	grep -q READY summary.md
}
