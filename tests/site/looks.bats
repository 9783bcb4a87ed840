# Every kind of page looks as it did, wide and light, wide and dark, on a phone and in
# print, within what other fonts would change; and a broken style sheet is noticed.

setup() {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	site=$BATS_TEST_TMPDIR/site
	reference=$BATS_TEST_DIRNAME/../golden/looks.json
	mkdir "$site"
	"$(dirname "$MUSTER")/unit/test_site" "$site"
}

look() {
	run node "$BATS_TEST_DIRNAME/looks.mjs" "$site" "$reference" "$@"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
}

@test "pages look as they did, at four settings" {
	look
	grep -v '^ok' <<< "$output"
	[ "$status" -eq 0 ]
	[ "$(grep -c '^ok' <<< "$output")" -eq 48 ]
}

# broken SED NAME...: with the sheet changed by SED, these pictures are noticed.
broken() {
	sed -i "$1" "$site/assets/muster.css"
	! cmp -s "$BATS_TEST_DIRNAME/../../templates/assets/muster.css" "$site/assets/muster.css"
	look --only=index.html,signoff.html
	[ "$status" -ne 0 ]
	for name in "${@:2}"; do
		grep -q "^not ok .* - $name\$" <<< "$output" || { echo "not noticed: $name"; return 1; }
	done
	cp "$BATS_TEST_DIRNAME/../../templates/assets/muster.css" "$site/assets/muster.css"
}

@test "a style sheet that is broken is noticed" {
	broken 's/grid-template-columns/no-columns/g' 'index.html light'
	broken 's/@media print/@media tty/g' 'index.html print' 'signoff.html print'
	broken 's/prefers-color-scheme: *dark/prefers-color-scheme:no/g' 'index.html dark' 'signoff.html dark'
	broken 's/--ink:#[0-9a-f]*/--ink:#888/' 'index.html light' 'signoff.html phone'
	broken 's/\.wrap{[^}]*}//' 'index.html light'
}

@test "what was once crooked stands straight" {
	run node "$BATS_TEST_DIRNAME/layout.mjs" "$site"
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$status" -eq 0 ]
}
