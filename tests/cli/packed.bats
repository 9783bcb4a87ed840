# Packed evidence: gzip, zip and tar are looked into, one level, within limits.

load helper

@test "a gzipped report is the report, whatever its name says" {
	new_repo gz
	mkdir -p evidence checklists
	junit 3 0 | gzip -n > evidence/junit.xml.gz
	junit 4 0 | gzip -n > evidence/plain.xml
	junit 5 0 > evidence/lies.xml.gz
	printf '# R\n\n- [x] Tests pass (`evidence/junit.xml.gz`)\n' > checklists/r.md
	commit_all all
	json=$("$MUSTER" audit --json)
	run jq -r '.artifacts[] | [.path, .format, .status] | join(" ")' <<<"$json"
	[ "${lines[0]}" = 'evidence/junit.xml.gz junit-xml ok' ]
	[ "${lines[1]}" = 'evidence/lies.xml.gz junit-xml ok' ]
	[ "${lines[2]}" = 'evidence/plain.xml junit-xml ok' ]
	"$MUSTER" build -q
	run sqlite3 site/report/muster.db \
		"SELECT path, compression, (SELECT count(*) FROM test_case t WHERE t.artifact_id = a.artifact_id) FROM run_artifact a ORDER BY 1"
	[ "${lines[0]}" = 'evidence/junit.xml.gz|gzip|3' ]
	[ "${lines[1]}" = 'evidence/lies.xml.gz||5' ]
	[ "${lines[2]}" = 'evidence/plain.xml|gzip|4' ]
}

# A CI's bundle: reports, a log, a folder in it.
bundle() {
	rm -rf "$BATS_TEST_TMPDIR/in" && mkdir -p "$BATS_TEST_TMPDIR/in/sub"
	junit 3 0 "$1" > "$BATS_TEST_TMPDIR/in/junit.xml"
	junit 2 "${2:-0}" "$1" > "$BATS_TEST_TMPDIR/in/sub/more.xml"
	echo 'all went well' > "$BATS_TEST_TMPDIR/in/build.log"
}

zipped() {
	bsdtar -C "$BATS_TEST_TMPDIR/in" --format zip -cf "$1" .
}

@test "members of a zip and of a tar.gz are artifacts, and plans can cite them" {
	new_repo members
	mkdir -p evidence checklists src
	echo x > src/x && commit_all src
	bundle "$(git rev-parse HEAD)"
	zipped evidence/ci.zip
	tar -C "$BATS_TEST_TMPDIR/in" -czf evidence/ci.tgz .
	cat > checklists/r.md <<'PLAN'
# R

- [x] Unit tests pass (`evidence/ci.zip!/junit.xml`)
- [x] More tests pass (`evidence/ci.tgz!/sub/more.xml`)
- [x] All tests pass (`evidence/ci.zip`)
- [x] Load tests pass (`evidence/ci.zip!/load.xml`)
PLAN
	commit_all all
	json=$("$MUSTER" audit --json)
	run jq -r '.artifacts[] | [.path, .format, .status] | join(" ")' <<<"$json"
	[ "$output" = 'evidence/ci.tgz archive ok
evidence/ci.tgz!/build.log text ok
evidence/ci.tgz!/junit.xml junit-xml ok
evidence/ci.tgz!/sub/more.xml junit-xml ok
evidence/ci.zip archive ok
evidence/ci.zip!/build.log text ok
evidence/ci.zip!/junit.xml junit-xml ok
evidence/ci.zip!/load.xml none missing
evidence/ci.zip!/sub/more.xml junit-xml ok' ]
	[ "$(verdict_at checklists/r.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/r.md:4)" = 'verified carried' ]
	[ "$(verdict_at checklists/r.md:5)" = 'verified carried' ]
	[ "$(verdict_at checklists/r.md:6)" = 'unsupported not-found' ]
	"$MUSTER" build -q
	[ "$(sqlite3 site/report/muster.db "SELECT compression FROM run_artifact WHERE path IN ('evidence/ci.zip','evidence/ci.tgz') ORDER BY path")" = $'tar+gzip\nzip' ]
	[ "$(sqlite3 site/report/muster.db "SELECT DISTINCT origin FROM run_artifact WHERE path LIKE '%!/%' AND status <> 'missing'")" = member ]
	(cd site/report && sha256sum --quiet --strict -c SHA256SUMS)
}

@test "a failing member makes a plan that cites the whole archive contradicted" {
	new_repo failing
	mkdir -p evidence checklists
	commit_all nothing
	bundle "$(git rev-parse HEAD)" 1
	zipped evidence/ci.zip
	printf '# R\n\n- [x] All tests pass (`evidence/ci.zip`)\n' > checklists/r.md
	commit_all all
	json=$("$MUSTER" audit --json)
	[ "$(verdict_at checklists/r.md:3)" = 'contradicted evidence-fails' ]
}

@test "an archive outside every root that a plan cites is looked into as well" {
	new_repo cited
	mkdir -p ci checklists
	commit_all nothing
	bundle "$(git rev-parse HEAD)"
	zipped ci/reports.zip
	printf '# R\n\n- [x] All tests pass (`ci/reports.zip`)\n' > checklists/r.md
	commit_all all
	json=$("$MUSTER" audit --json)
	[ "$(jq -r '.artifacts[].path' <<<"$json" | grep -c '!/')" = 3 ]
	[[ "$(verdict_at checklists/r.md:3)" == verified* ]]
}

@test "a member of a folder outside the repository is dated by --subject" {
	new_repo external
	mkdir -p checklists "$BATS_TEST_TMPDIR/reports"
	commit_all nothing
	bundle ""
	zipped "$BATS_TEST_TMPDIR/reports/ci.zip"
	printf '# R\n\n- [x] All tests pass\n  - Evidence: `junit:@reports/ci.zip!/junit.xml`\n' > checklists/r.md
	commit_all all
	json=$("$MUSTER" audit --json --evidence "$BATS_TEST_TMPDIR/reports" --subject HEAD)
	[ "$(jq -r '.artifacts[] | select(.path == "@reports/ci.zip!/junit.xml") | .status' <<<"$json")" = ok ]
	[ "$(verdict_at checklists/r.md:3)" = 'verified exact' ]
}

@test "bombs, links, nested and damaged archives have a reason, and the rest is judged" {
	new_repo hostile
	mkdir -p evidence checklists
	junit 3 0 > evidence/good.xml
	head -c 40000000 /dev/zero | gzip -n > evidence/bomb.gz
	bundle ""
	ln -s /etc/passwd "$BATS_TEST_TMPDIR/in/link"
	tar -C "$BATS_TEST_TMPDIR/in" -cf evidence/link.tar .
	rm "$BATS_TEST_TMPDIR/in/link"
	zipped "$BATS_TEST_TMPDIR/inner.zip"
	mv "$BATS_TEST_TMPDIR/inner.zip" "$BATS_TEST_TMPDIR/in/"
	zipped evidence/nested.zip
	zipped "$BATS_TEST_TMPDIR/whole.zip"
	head -c 300 "$BATS_TEST_TMPDIR/whole.zip" > evidence/cut.zip
	(cat evidence/good.xml | gzip -n; echo x | gzip -n) > evidence/two.xml.gz
	junit 3 0 | gzip -n | head -c 50 > evidence/short.xml.gz
	bsdtar -C "$BATS_TEST_TMPDIR/in" -cJf evidence/other.tar.xz .
	bsdtar -C "$BATS_TEST_TMPDIR/in" --format zip --options zip:encryption=traditional \
		--passphrase secret -cf evidence/locked.zip junit.xml
	printf '# R\n\n- [x] Tests pass (`evidence/good.xml`)\n- [x] Tests pass (`evidence/cut.zip`)\n' > checklists/r.md
	commit_all all
	json=$("$MUSTER" audit --json)
	said() { jq -r --arg p "evidence/$1" '.artifacts[] | select(.path == $p) | .status + " " + .reason' <<<"$json"; }
	[ "$(said bomb.gz)" = 'unreadable bomb' ]
	[ "$(said link.tar)" = 'unreadable archive-link' ]
	[ "$(said nested.zip)" = 'ok ' ]
	[ "$(said 'nested.zip!/inner.zip')" = 'unsupported archive-nested' ]
	[ "$(said cut.zip)" = 'unreadable truncated' ]
	[ "$(said two.xml.gz)" = 'unreadable archive-trailing' ]
	[ "$(said short.xml.gz)" = 'unreadable truncated' ]
	[ "$(said other.tar.xz)" = 'unsupported unknown-format' ]
	[ "$(said locked.zip)" = 'unreadable archive-encrypted' ]
	[[ "$(verdict_at checklists/r.md:3)" == verified* ]]
	[[ "$(verdict_at checklists/r.md:4)" == indeterminate* ]]
}

@test "a secret in a member withholds the archive, and says which member" {
	new_repo secret
	mkdir -p evidence checklists
	bundle ""
	echo 'DB_PASSWORD=zipped-Hunter2' > "$BATS_TEST_TMPDIR/in/sub/notes.txt"
	zipped evidence/ci.zip
	gzip -nc "$BATS_TEST_TMPDIR/in/sub/notes.txt" > evidence/notes.gz
	printf '# R\n\n- [x] Tests pass (`evidence/ci.zip!/junit.xml`)\n' > checklists/r.md
	commit_all all
	"$MUSTER" build -q
	index=site/report/raw/index.json
	[ "$(jq -r '.files[] | select(.path == "evidence/ci.zip") | .withheld' "$index")" = \
		'sub/notes.txt in it: line 1 holds a password' ]
	[ "$(jq -r '.files[] | select(.path == "evidence/ci.zip!/sub/notes.txt") | .withheld' "$index")" = \
		'line 1 holds a password' ]
	[ "$(jq -r '.files[] | select(.path == "evidence/notes.gz") | .withheld' "$index")" = \
		'line 1 holds a password' ]
	[ "$(jq -r '.files[] | select(.path == "evidence/ci.zip!/junit.xml") | has("name")' "$index")" = true ]
	! grep -raF zipped-Hunter2 site .git/muster
	! find site -type f -exec gzip -dc {} + 2>/dev/null | grep -aF zipped-Hunter2
}
