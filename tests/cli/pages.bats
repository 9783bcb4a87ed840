#!/usr/bin/env bats
# What the pages say of evidence is what the audit decided, and no more.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence
}

# The icon of an evidence page's head.
icon_of() {
	grep -o 'class="verdict v-[a-z-]*' "site/report/evidence/$1.html" | sed 's/.* v-//'
}

@test "a scan with findings of unknown severity is not shown as a pass" {
	echo '{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":[]}]}]}' \
		> evidence/found.json
	echo '{"dependencies":[{"name":"a","version":"1","vulns":[]}]}' > evidence/clean.json
	cat > checklists/release.md <<-'EOF'
		# Release
		- [x] Dependencies scanned, no vulnerability found. Evidence: `evidence/found.json`
		- [x] Dependencies scanned, no vulnerability found. Evidence: `evidence/clean.json`
	EOF
	commit_all one
	run "$MUSTER" build
	[ "$(icon_of found)" = open ]
	[ "$(icon_of clean)" = verified ]
	run sqlite3 site/report/muster.db \
		"SELECT path, outcome FROM run_artifact WHERE in_roots ORDER BY path"
	[ "$output" = "evidence/clean.json|pass
evidence/found.json|unbindable" ]
}

@test "a column in which no row says anything is not on the page" {
	printf 'TN:\nSF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n' > evidence/cover.info
	cat > evidence/pip.json <<-'EOF'
		{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":["2"]}]}]}
	EOF
	cat > evidence/bare.json <<-'EOF'
		{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-1","fix_versions":[]}]}]}
	EOF
	printf '# Release\n- [x] Scanned. Evidence: `evidence/pip.json`\n' > checklists/release.md
	commit_all one
	run "$MUSTER" build
	grep -q '>Fixed in<' site/report/evidence/pip.html
	! grep -q '>Fixed in<' site/report/evidence/bare.html
	grep -q 'The whole, as counted' site/report/evidence/cover.html
}
