# muster rollup: many bundles, one portfolio; nothing counts that does not verify.

load ../keys/seal

setup_file() {
	"$root/tests/keys/make-keys.sh" "$BATS_FILE_TMPDIR/keys"
	cd "$BATS_FILE_TMPDIR"
	for name in one two three; do
		"$root/tests/keys/make-bundle.sh" $name acme/$name
		"$MUSTER" seal $name --key keys/p256.key -q --bundle $name.tar.gz
	done
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	K=$BATS_FILE_TMPDIR/keys
	cp -r "$BATS_FILE_TMPDIR"/*.tar.gz "$BATS_FILE_TMPDIR/one" .
}

# A sealed bundle of acme/NAME as of a day, with an outcome and an end, or null.
bundle() { # file, name, day, outcome, good-until
	rm -rf made
	"$root/tests/keys/make-bundle.sh" made "acme/$2" '"dsse"'
	sed -i "s/2026-01-01T00:00:00Z/$3T00:00:00Z/; s/\"outcome\":\"NOT-READY\"/\"outcome\":\"$4\"/; s/\"goodUntil\":null/\"goodUntil\":${5:-null}/; s/\"needs-signoff\":1,\"open\":1,\"verified\":1/\"verified\":1/; s/\"signoffs\":\[.*\],\"source\"/\"signoffs\":[],\"source\"/" made/bundle.json
	sed -i 's/,{"id":"rollback.*\],"path"/],"path"/' made/report.json
	(
		cd made
		find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum > ../sums
		mv ../sums SHA256SUMS
	)
	"$MUSTER" seal made --key "$K/ed25519.key" -q --bundle "$1"
}

roll() { "$MUSTER" rollup --trust "$K/both" --at 2026-06-01T00:00:00Z "$@"; }
ask() { sqlite3 -batch "$1/portfolio.db" "$2"; }

both() { cat "$K/p256.signers" "$K/ed25519.signers" > "$K/both"; }

@test "each bundle is verified on the way in, and stands with its project" {
	both
	run roll ./*.tar.gz -o all
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "None of the three projects is ready." ]
	[[ $output == *"acme/one: not-ready, 2 to do"* ]]
	[ "$(ask all 'SELECT project, verified, sealed_by, outcome FROM bundle')" = "acme/one|1|ci@example.org|NOT-READY
acme/three|1|ci@example.org|NOT-READY
acme/two|1|ci@example.org|NOT-READY" ]
	[ "$(ask all 'SELECT DISTINCT verdict, items FROM bundle_count ORDER BY 1')" = "needs-signoff|1
open|1
verified|1" ]
	[ "$(ask all 'SELECT DISTINCT plan, id, verdict, required FROM bundle_item')" = "release.md|rollback-rehearsed|open|1" ]
	(cd all && sha256sum -c --quiet --strict SHA256SUMS)
}

@test "the portfolio answers queries, and is taken for no database of runs" {
	both
	roll ./*.tar.gz -o all -q
	run "$MUSTER" query --db all/portfolio.db --json \
		'SELECT project, outcome FROM v_project WHERE as_of_s <= :now ORDER BY 1'
	[ "$output" = "$(ask all "SELECT json_group_array(json_object('project', project, 'outcome', outcome)) FROM (SELECT * FROM v_project ORDER BY project)")" ]
	[ "$(jq length <<< "$output")" -eq 3 ]
	run "$MUSTER" query --db all/portfolio.db .schema
	[[ $output == *bundle_signoff*table*v_project*view* ]]
	run "$MUSTER" query --db all/portfolio.db '.schema bundle_item'
	[[ $output == *'-- from 1, in the order of plans and lines'* ]]
	# It reads, and nothing else; and only queries take it.
	sha256sum all/portfolio.db > before
	run "$MUSTER" query --db all/portfolio.db 'DELETE FROM bundle'
	[ "$status" -eq 2 ]
	run "$MUSTER" log --db all/portfolio.db
	[ "$status" -ne 0 ]
	[[ $output == *'no muster database'* ]]
	sha256sum -c --quiet before
	sqlite3 all/portfolio.db 'PRAGMA user_version = 99'
	run "$MUSTER" query --db all/portfolio.db 'SELECT 1'
	[ "$status" -eq 2 ]
	[[ $output == *'made by a newer muster'* ]]
}

@test "what does not verify is shown with the reason, and counts as nothing" {
	both
	cp one.tar.gz bad.tar.gz
	printf x >> bad.tar.gz
	mkdir empty
	echo hello > text
	bundle ready.tar.gz green 2026-02-01 READY
	cp -r made changed
	echo more >> changed/index.html
	run roll two.tar.gz bad.tar.gz changed text -o all
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "The one project is not ready. Three bundles are not verified." ]
	[ "$(ask all 'SELECT name, code FROM bundle WHERE verified = 0 ORDER BY 1')" = "bad.tar.gz|E_TRAILING_DATA
changed|E_FILE_CHANGED
text|E_FORMAT" ]
	# A changed bundle says READY: nobody repeats it.
	[ "$(ask all "SELECT count(*) FROM bundle WHERE outcome = 'READY'")" = 0 ]
	[ "$(ask all 'SELECT count(*) FROM bundle_count JOIN bundle USING (bundle_id) WHERE verified = 0')" = 0 ]
	grep -q 'E_TRAILING_DATA' all/index.html
	run grep -c '>Ready<' all/index.html
	[ "$output" = 0 ]
}

@test "nobody trusted: nothing is verified" {
	run "$MUSTER" rollup ./*.tar.gz -o all
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "No bundle is verified." ]
	[[ $output == *"E_NO_TRUST"* || $output == *"E_SEAL_UNTRUSTED"* ]]
	[[ $output == *"--trust DIR"* ]]
	[ "$(ask all 'SELECT max(verified) FROM bundle')" = 0 ]
	run "$MUSTER" rollup ./*.tar.gz -o all --trust "$K/other.signers"
	[ "${lines[0]}" = "No bundle is verified." ]
}

@test "any order, twice, archive or folder: the same bytes" {
	both
	roll one.tar.gz two.tar.gz three.tar.gz -q -o a
	roll three.tar.gz one.tar.gz two.tar.gz one.tar.gz -q -o b
	roll two.tar.gz one three.tar.gz -q -o c
	diff -r a b
	diff -r a c
}

@test "a rollup of rollups is the rollup of all, however they are put together" {
	both
	cp one.tar.gz bad.tar.gz
	printf x >> bad.tar.gz
	bundle green.tar.gz green 2026-02-01 READY '"2026-05-01T00:00:00Z"'
	roll one.tar.gz two.tar.gz three.tar.gz bad.tar.gz green.tar.gz -q -o all
	roll one.tar.gz bad.tar.gz -q -o a
	roll two.tar.gz green.tar.gz -q -o b
	roll three.tar.gz one.tar.gz -q -o c
	# (a b) c, a (b c), c b a, and bundles beside rollups.
	"$MUSTER" rollup --rollup a --rollup b -q -o ab --at 2026-06-01T00:00:00Z
	"$MUSTER" rollup --rollup ab --rollup c -q -o ab-c --at 2026-06-01T00:00:00Z
	"$MUSTER" rollup --rollup b --rollup c -q -o bc --at 2026-06-01T00:00:00Z
	"$MUSTER" rollup --rollup a --rollup bc -q -o a-bc --at 2026-06-01T00:00:00Z
	"$MUSTER" rollup --rollup c --rollup b --rollup a -q -o cba --at 2026-06-01T00:00:00Z
	roll --rollup a --rollup b three.tar.gz -q -o mixed
	for other in ab-c a-bc cba mixed; do diff -r all $other; done
}

@test "the newest bundle of a project speaks for it; of two at one time the worse one" {
	both
	bundle old.tar.gz p 2026-01-01 READY
	bundle new.tar.gz p 2026-02-01 NOT-READY
	bundle good.tar.gz q 2026-03-01 READY
	bundle bad.tar.gz q 2026-03-01 NOT-READY
	bundle green.tar.gz r 2026-03-01 READY
	run roll old.tar.gz new.tar.gz good.tar.gz bad.tar.gz green.tar.gz -o all
	[ "${lines[0]}" = "One of three projects is ready." ]
	[ "$(ask all 'SELECT project, outcome FROM v_project')" = "acme/p|NOT-READY
acme/q|NOT-READY
acme/r|READY" ]
}

@test "what was ready and has lapsed since is not ready" {
	both
	bundle a.tar.gz a 2026-02-01 READY '"2026-05-01T00:00:00Z"'
	bundle b.tar.gz b 2026-02-01 READY '"2026-07-01T00:00:00Z"'
	run roll a.tar.gz b.tar.gz -o all
	[ "${lines[0]}" = "One of two projects is ready." ]
	[[ $output == *"acme/a: lapsed"* ]]
	run "$MUSTER" rollup --rollup all -o later --at 2027-01-01T00:00:00Z
	[ "${lines[0]}" = "None of the two projects is ready." ]
}

@test "a folder that is no portfolio is left alone, and a portfolio replaced whole" {
	both
	mkdir all
	echo mine > all/notes
	run roll one.tar.gz -o all
	[ "$status" -eq 2 ]
	[[ $output == *"holds no portfolio"* ]]
	[ "$(cat all/notes)" = mine ]
	roll one.tar.gz -q -o other
	roll two.tar.gz -q -o other
	[ "$(ask other 'SELECT project FROM bundle')" = acme/two ]
	[ -z "$(find . -maxdepth 1 -name '.*' ! -name .)" ]
}

@test "a name that is not there, no name at all, a folder that is no rollup: usage" {
	run "$MUSTER" rollup one.tar.gz nowhere.tar.gz
	[ "$status" -eq 2 ]
	[[ $output == *"nowhere.tar.gz"* ]]
	run "$MUSTER" rollup
	[ "$status" -eq 2 ]
	run "$MUSTER" rollup --rollup one
	[ "$status" -eq 2 ]
	mkdir x
	head -c 8192 /dev/urandom > x/portfolio.db
	run "$MUSTER" rollup --rollup x
	[ "$status" -eq 4 ]
	[[ $output == *"x/portfolio.db"* ]]
}

@test "--json prints what is kept, a bundle a line" {
	both
	roll ./*.tar.gz --json -o all > lines
	[ "$(wc -l < lines)" -eq 3 ]
	cp one.tar.gz bad.tar.gz
	printf x >> bad.tar.gz
	roll bad.tar.gz one.tar.gz --json -o mixed > mixed.lines
	"$BATS_TEST_DIRNAME/validate" rollup_line lines lines
	"$BATS_TEST_DIRNAME/validate" rollup_line mixed.lines lines
	[ "$(jq -r 'select(.project == "acme/one") | .outcome, .requiredLeft, .items[0].id, .signoffs[0].field' lines | tr '\n' ' ')" = "NOT-READY 2 rollback-rehearsed release/security-lead " ]
}

@test "a hostile project name is text on the page" {
	both
	bundle h.tar.gz '<script>alert(1)<\/script>' 2026-02-01 READY
	roll h.tar.gz -q -o all
	run grep -c '<script>alert' all/index.html
	[ "$output" = 0 ]
	grep -q '&lt;script&gt;alert' all/index.html
}

@test "a thousand bundles need no more memory than a hundred" {
	# Sanitizers keep what was freed, and a thousand runs of them take minutes.
	! [[ "$MUSTER" == */debug/* ]] || skip
	both
	mkdir many
	"$root/tests/keys/make-bundle.sh" base acme/n0000 '"dsse"'
	for i in $(seq 1 1000); do
		printf -v name 'n%04d' "$i"
		sed -i "s,acme/n[0-9]*,acme/$name," base/bundle.json base/report.json
		(
			cd base
			find . -type f ! -name SHA256SUMS ! -path './seal/*' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum > ../sums
			mv ../sums SHA256SUMS
		)
		"$MUSTER" seal base --key "$K/ed25519.key" -q --bundle "many/$name.tar.gz"
	done
	peak() { # bundles
		python3 - "$@" <<-'END'
			import resource, subprocess, sys
			subprocess.run(sys.argv[1:], check=True)
			print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		END
	}
	few=$(peak "$MUSTER" rollup --trust "$K/both" --at 2026-06-01T00:00:00Z -q -o few many/n00*.tar.gz)
	all=$(peak "$MUSTER" rollup --trust "$K/both" --at 2026-06-01T00:00:00Z -q -o all many/*.tar.gz)
	echo "# 99 bundles: $few KiB; 1000: $all KiB" >&3
	[ "$(ask all 'SELECT count(*), min(verified) FROM bundle')" = "1000|1" ]
	[ "$all" -lt $((few + 16384)) ]
}

@test "the page holds in a browser: axe, widths, themes" {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	both
	cp one.tar.gz bad.tar.gz
	printf x >> bad.tar.gz
	bundle green.tar.gz green 2026-02-01 READY '"2026-05-01T00:00:00Z"'
	bundle newer.tar.gz green 2026-03-01 READY
	roll ./*.tar.gz -q -o all
	run node "$root/tests/site/browser.mjs" all
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$(grep -c '^ok .*axe finds nothing' <<< "$output")" -eq 6 ]
	[ "$(grep -c '^ok .*scrolls sideways' <<< "$output")" -eq 6 ]
	grep -q '^ok .*no request leaves' <<< "$output"
	grep -q '^ok .*nothing on the console\|^ok .*anything on the console' <<< "$output"
}

@test "of each project the worst is shown first" {
	both
	git init -q -b main pack
	printf '# Release\n- [ ] Open one\n- [ ] Open two\n- [ ] Open three\n- [x] Shown by nothing\n- [x] Written down (`docs/gone.md`)\n' > pack/plan.md
	printf '[pack]\nplans = plan.md\n' > pack/muster.conf
	git -C pack add -A
	GIT_AUTHOR_DATE=2026-01-05T12:00:00Z GIT_COMMITTER_DATE=2026-01-05T12:00:00Z git -C pack \
		-c user.name=Ada -c user.email=ada@example.org -c commit.gpgsign=false commit -q -m plan
	"$MUSTER" build -q -C pack
	"$MUSTER" seal pack/site/report --key "$K/p256.key" -q --bundle pack.tar.gz
	roll pack.tar.gz -q -o all
	run sh -c "sed -n '/id=\"blocks\"/,/<\/section>/p' all/index.html | grep -o '<small>[A-Z][a-z ]*' | cut -c8-"
	[ "${lines[0]% }" = Unproven ]
	[ "${lines[1]% }" = Unproven ]
	[ "${lines[2]% }" = Open ]
}
