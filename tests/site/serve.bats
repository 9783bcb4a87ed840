# muster serve in a real browser: pages load themselves again, under their own policy.

load ../cli/helper

teardown() {
	[ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
}

@test "a page loads itself again after a commit, and the console stays empty" {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	new_repo repo
	mkdir checklists
	printf '# Release\n\n- [x] One\n- [x] Two\n' > checklists/release.md
	commit_all plan
	: > ../out
	"$MUSTER" serve --port 0 > ../out 2> ../err 3>&- &
	server=$!
	for _ in $(seq 300); do
		url=$(head -n 1 ../out)
		[ -z "$url" ] || break
		sleep 0.1
	done
	run node "$BATS_TEST_DIRNAME/serve.mjs" "$url" \
		"printf '# Two words more\n\n- [x] One\n' > checklists/release.md && git commit -qam more"
	[ "$status" -ne 77 ] || skip "playwright-core or Chromium is not installed: tests/site/modules"
	echo "$output"
	cat ../err
	[ "$status" -eq 0 ]
}
