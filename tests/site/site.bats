# The pages of a report made by hand: references, and a real browser.

setup() {
	site=$BATS_TEST_TMPDIR/site
	mkdir "$site"
	maker=$(dirname "$MUSTER")/unit/test_site
}

@test "every reference of the pages resolves inside the folder" {
	"$maker" "$site"
	run "$BATS_TEST_DIRNAME/links" "$site"
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "hostile words break no reference" {
	"$maker" "$site" hostile
	run "$BATS_TEST_DIRNAME/links" "$site"
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "no page asks for anything but what is in the folder" {
	"$maker" "$site"
	# The attestation's types are names in the form of addresses: nobody goes there.
	grep -rnE 'https?://|@import|url\((["'\'']?)(https?:)?//' --include=*.html --include=*.js "$site" \
		> "$BATS_TEST_TMPDIR/found" || true
	run sed 's,"https://in-toto.io/[A-Za-z0-9./-]*",,g' "$BATS_TEST_TMPDIR/found"
	run grep -E 'https?://|@import|url\(' <<< "$(sed 's/^[^:]*:[0-9]*://' <<< "$output")"
	[ -z "$output" ]
	# The style sheet names the SVG namespace inside its masks, and no other address.
	run sh -c "sed 's,http://www.w3.org/2000/svg,,g' '$site/assets/muster.css' | grep -c 'http'"
	[ "$output" = 0 ]
}

@test "pages stay inside their budgets" {
	"$maker" "$site"
	[ "$(wc -c <"$site/index.html")" -le 102400 ]
	[ "$(wc -c <"$site/assets/muster.css")" -le 32768 ]
	[ "$(wc -c <"$site/assets/muster.js")" -le 16384 ]
	for page in "$site"/item/*/*.html; do
		[ "$(wc -c <"$page")" -le 8192 ]
	done
}

@test "the pages hold in a browser: axe, widths, themes, keys, no scripts" {
	command -v node >/dev/null || skip "there is no node: make deps-test"
	"$maker" "$site"
	run node "$BATS_TEST_DIRNAME/browser.mjs" "$site" 14
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$status" -eq 0 ]
}

@test "a report of a repository without plans holds in a browser too" {
	command -v node >/dev/null || skip "there is no node: make deps-test"
	git init -q -b main "$BATS_TEST_TMPDIR/bare"
	cd "$BATS_TEST_TMPDIR/bare"
	git -c user.name=Ada -c user.email=ada@example.org -c commit.gpgsign=false commit -q --allow-empty -m start
	"$MUSTER" build -q || true
	run node "$BATS_TEST_DIRNAME/browser.mjs" site/report 14
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$status" -eq 0 ]
}
