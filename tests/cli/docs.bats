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
