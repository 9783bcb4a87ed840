#!/usr/bin/env bats
# docs/configuration.md names the keys that src/audit/config.c knows, and no others.

root=$BATS_TEST_DIRNAME/../..

@test "every key of the program is in the page, and every key of the page in the program" {
	sed -n '/key_rows\[\] = {/,/^};/s/^\t{ "\([a-z]*\)", "\([a-z-]*\)",.*/\1 \2/p' "$root/src/audit/config.c" |
		grep -v '^plan ' | sort > "$BATS_TEST_TMPDIR/known"
	[ "$(wc -l < "$BATS_TEST_TMPDIR/known")" -gt 20 ]
	sed -n 's/^| \(`\[.*`\) | .*/\1/p' "$root/docs/configuration.md" |
		while IFS= read -r cell; do
			section=${cell#*[}
			section=${section%%[] ]*}
			printf '%s\n' "$cell" | tr ',' '\n' | sed -n 's/.*`\(.*\)`.*/\1/p' |
				sed -e 's/^\[[^]]*\] *//' | while IFS= read -r key; do
				echo "$section $key"
			done
		done | grep -v -e '\.\.\.' | sort > "$BATS_TEST_TMPDIR/told"
	diff "$BATS_TEST_TMPDIR/known" "$BATS_TEST_TMPDIR/told"
}
