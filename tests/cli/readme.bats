# The tour in README.md, command by command: what it prints there, it prints here.

load helper

# Run the lines of ```console blocks that start with "$ "; compare what each prints
# with the lines below it.  "..." stands for any output.
@test "the README's tour prints what the README says" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	mkdir -p "$BATS_TEST_TMPDIR/tour-of/build" && cd "$BATS_TEST_TMPDIR/tour-of"
	ln -s "$root/docs" docs
	PATH=$(dirname "$MUSTER"):$PATH
	export NO_COLOR=1
	awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/README.md" > script
	[ "$(grep -c '^\$ ' script)" -ge 10 ]

	expected='' command=''
	check() {
		[ -n "$command" ] || return 0
		eval "$command" > "$BATS_TEST_TMPDIR/printed" 2>&1 ||
			{ echo "fails: $command"; cat "$BATS_TEST_TMPDIR/printed"; return 1; }
		[ "$expected" != $'...\n' ] || return 0
		diff -u --label "README: $command" --label printed \
			<(printf '%s' "$expected") "$BATS_TEST_TMPDIR/printed"
	}
	while IFS= read -r line; do
		case $line in
		'$ '*)
			check
			command=${line#'$ '} expected=
			;;
		*) expected+=$line$'\n' ;;
		esac
	done < script
	check
}

@test "the README's two pictures say what the tour's pages say now" {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	[ -d "$root/build/browser/node_modules/playwright-core" ] || skip "there is no playwright-core"
	command -v chromium > /dev/null || skip "there is no Chromium"
	[ "$(grep -c '^!\[.*](docs/images/.*\.png)$' "$root/README.md")" -eq 2 ]
	"$root/docs/make-pictures" "$MUSTER" "$BATS_TEST_TMPDIR/pictures"
	for name in overview item; do
		diff -u --label "docs/images/$name.txt (docs/make-pictures makes it)" --label "the page now" \
			"$root/docs/images/$name.txt" "$BATS_TEST_TMPDIR/pictures/$name.txt"
		# Width and height stand at byte 16 of a PNG.
		[ "$(od -An -tx1 -j16 -N8 "$root/docs/images/$name.png")" = \
			"$(od -An -tx1 -j16 -N8 "$BATS_TEST_TMPDIR/pictures/$name.png")" ]
	done
}
