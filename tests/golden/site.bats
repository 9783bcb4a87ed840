# Every page of a report made by hand (tests/unit/site_fixture.h: all verdicts, and an
# oddity of each kind) is what it was.  Where a change is meant: make golden, and look
# at the difference.

setup() {
	golden=$BATS_TEST_DIRNAME
	site=$BATS_TEST_TMPDIR/site
	mkdir "$site"
	"$(dirname "$MUSTER")/unit/test_site" "$site"
}

@test "one page of each kind is the golden one" {
	diff -r -u "$golden/site" "$site" | grep -v '^Only in ' > "$BATS_TEST_TMPDIR/diff" || true
	head -100 "$BATS_TEST_TMPDIR/diff"
	[ ! -s "$BATS_TEST_TMPDIR/diff" ]
	[ "$(find "$golden/site" -type f | wc -l)" -ge 11 ]
}

@test "every other page has its digest, and none is new or gone" {
	(cd "$site" && find . -type f ! -path './assets/*' ! -path ./README.txt | sed 's,^\./,,' | LC_ALL=C sort |
		xargs sha256sum) > "$BATS_TEST_TMPDIR/pages"
	diff "$golden/pages.sha256" "$BATS_TEST_TMPDIR/pages"
}

@test "assets are copied as they are, and nothing else is" {
	diff -r "$golden/../../templates/assets" "$site/assets"
	cmp "$golden/../../templates/README.txt" "$site/README.txt"
}

@test "a page that differs is found" {
	echo ' ' >> "$site/history.html"
	run sh -c "cd '$site' && sha256sum --quiet -c '$golden/pages.sha256'"
	[ "$status" -ne 0 ]
	[[ "$output" = *history.html* ]]
}
