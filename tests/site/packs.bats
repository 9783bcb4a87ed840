# Whole reports of real repositories and of a report made by hand: every page is valid
# HTML by the Nu checker, every reference resolves, and nothing is inline.

load ../cli/helper

vnu=$BATS_TEST_DIRNAME/../../build/browser/node_modules/vnu-jar/build/dist/vnu.jar

setup_file() {
	export packs=$BATS_FILE_TMPDIR/packs
	local root maker
	maker=$(dirname "$MUSTER")/unit/test_site
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	mkdir -p "$packs/plain" "$packs/hostile"
	"$maker" "$packs/plain"
	"$maker" "$packs/hostile" hostile
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	new_repo empty
	echo '# A project' > README.md
	commit_all one
	"$MUSTER" build -q --out "$packs/empty"
	make_rich
	"$MUSTER" build -q --out "$packs/rich"
	# muster's own plan and evidence, where this is a checkout.
	if [ -e "$root/.git" ]; then
		"$MUSTER" build -q -C "$root" --db "$BATS_FILE_TMPDIR/own.db" --out "$packs/own"
	fi
}

# Plans with every mark, in three character sets, with markup of their own, and
# evidence of many kinds; three runs, so that there is a history.
make_rich() {
	new_repo rich
	mkdir -p checklists evidence .github/workflows docs
	cat > checklists/release.md <<-'PLAN'
		# Release <b onclick="x()">now</b> & "then"

		Intro with [a link](https://example.org/?a=b&c=d "title"), ![image](x.png), `code`, **bold**.

		## 1. Tests

		- [x] Unit tests pass (`evidence/unit.xml`)
		- [X] Coverage over 80 % (`evidence/cover.info`)
		  - [ ] of branches too
		- [~] Load test (`evidence/none.json`)
		- [-] Fax gateway: not applicable, there is none
		- [ ] <script>alert(1)</script> is text
		- [x] Scan clean (`evidence/scan.sarif`)

		## 2. Table

		| Item | Status | Evidence |
		|:---|:---:|---:|
		| Backup | ✅ | `docs/backup.md` |
		| Restore | ❌ | |
		| `pipe \| in` | In progress | TBD |

		1. [x] Numbered
		2. [ ] Second

		> quoted
		> - [x] in a quote

		~~~html
		<p>code</p>
		~~~

		## Sign-off

		- [ ] Security Lead: ____________ Date: ________
		- [x] QA Lead: Ann Date: 2026-01-02
	PLAN
	printf '# Plan caf\xe9\n\n- [x] Gepr\xfcft\n' > checklists/latin.md
	# UTF-8 taken for windows-1252 and written again.
	printf '# Damaged plan checklist\n\n- [x] caf\xc3\x83\xc2\xa9 \xc3\xa2\xe2\x82\xac\xe2\x80\x9c dash\n- [ ] na\xc3\x83\xc2\xafve\n' > checklists/damaged.md
	printf 'TN:\nSF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n' > evidence/cover.info
	printf '# Backup\n\nEvery night. See [x](y.md).\n' > docs/backup.md
	printf 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - uses: a/b@v1\n    - run: make test || true\n' > .github/workflows/ci.yml
	cp "$BATS_TEST_DIRNAME/../fixtures/k6-summary/handle-summary.in.json" evidence/load.json
	echo '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"s"}},"results":[{"ruleId":"a<b","level":"error","message":{"text":"x \"y\" <z>"}}]}]}' > evidence/scan.sarif
	commit_all one
	"$MUSTER" audit -q > /dev/null
	junit 250 3 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all two
	"$MUSTER" audit -q > /dev/null
	sed -i 's/\[ \] of branches/[x] of branches/' checklists/release.md
	commit_all three
}

@test "every reference resolves inside its report" {
	for pack in "$packs"/*/; do
		run "$BATS_TEST_DIRNAME/links" "$pack"
		echo "$pack: $output"
		[ "$status" -eq 0 ]
	done
}

@test "the Nu checker finds no error in any page" {
	command -v java > /dev/null || skip "there is no java: make deps-test"
	[ -e "$vnu" ] || skip "vnu-jar is not installed: tests/site/modules"
	# Of many alike it reads the first and last twenty.
	find "$packs" -name '*.html' | LC_ALL=C sort | awk -F/ '{
		dir = $0; sub(/\/[^\/]*$/, "", dir); n[dir]++; at[dir, n[dir]] = $0
	} END { for (d in n) for (i = 1; i <= n[d]; i++) if (i <= 20 || i > n[d] - 20) print at[d, i] }' > pages
	[ "$(wc -l < pages)" -gt 100 ]
	run xargs java -Xmx512m -jar "$vnu" --errors-only --format gnu < pages
	head -20 <<< "$output"
	[ "$status" -eq 0 ]
}

@test "the Nu checker would find one" {
	command -v java > /dev/null || skip "there is no java: make deps-test"
	[ -e "$vnu" ] || skip "vnu-jar is not installed: tests/site/modules"
	sed 's,</main>,<p><div></p></main>,' "$packs/plain/index.html" > broken.html
	run java -Xmx512m -jar "$vnu" --errors-only --format gnu broken.html
	[ "$status" -ne 0 ]
	[[ "$output" = *"Unclosed element"* ]]
}

@test "no page has a script, a style or a handler of its own" {
	# Tags only: what an author wrote is text, escaped.
	find "$packs" -name '*.html' -print0 | xargs -0 perl -0777 -ne '
		print "$ARGV: inline script\n" if /<script\b(?![^>]*\bsrc=)[^>]*>/i;
		print "$ARGV: style element\n" if /<style\b/i;
		while (/<([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi) {
			my ($tag, $attributes) = ($1, $2);
			while ($attributes =~ /\s([a-z-]+)(?:="([^"]*)")?/gi) {
				my ($name, $value) = (lc $1, $2 // "");
				print "$ARGV: <$tag $name=$value>\n" if $name =~ /^(?:style|on[a-z]+)$/
					|| ($name =~ /^(?:href|src|action)$/ && $value =~ /^\s*(?:[a-z][a-z0-9+.-]*:|\/)/i);
			}
		}' > inline
	head inline
	[ ! -s inline ]
}

@test "every page has the policy, and the same one" {
	find "$packs" -name '*.html' | wc -l > all
	find "$packs" -name '*.html' -exec grep -c -F "content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'\"" {} + |
		grep -c ':1$' > with
	diff all with
}
