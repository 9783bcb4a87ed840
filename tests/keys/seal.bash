# For tests of the seal: keys, a sealed folder and its bundle, made once a file.
root=$BATS_TEST_DIRNAME/../..

setup_file() {
	"$root/tests/keys/make-keys.sh" "$BATS_FILE_TMPDIR/keys"
	cd "$BATS_FILE_TMPDIR"
	"$root/tests/keys/make-bundle.sh" report
	"$MUSTER" seal report --key keys/p256.key -q
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	K=$BATS_FILE_TMPDIR/keys
	cp -r "$BATS_FILE_TMPDIR/report" report
	cp "$BATS_FILE_TMPDIR/$NAME.tar.gz" .
}

NAME=muster-acme-widget-1a2b3c4d5e6f-9f8e7d6c
COMMIT=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d

# The error names of one verification, in the order of steps, on one line.
codes() { # bundle, options
	run "$MUSTER" verify --json --trust "$K/p256.signers" "$@"
	exit=$status
	codes=$(jq -r '[.errors[].code] | unique | join(" ")' <<< "$output")
}

# Refused with exactly this exit status and these names (sorted).
refused() { # status, names, bundle, options
	local want=$1 names=$2
	shift 2
	codes "$@"
	echo "exit $exit: $codes"
	[ "$exit" -eq "$want" ] || return 1
	[ "$codes" = "$names" ] || return 1
	run "$MUSTER" verify --trust "$K/p256.signers" "$@"
	[[ $output != *VERIFIED* ]]
}

accepted() { # bundle, options
	run "$MUSTER" verify --trust "$K/p256.signers" "$@"
	echo "$output"
	[ "$status" -eq 0 ] || return 1
	[[ ${lines[-1]} == "VERIFIED sha256:"* ]]
}

# SHA256SUMS again after an edit, as an attacker would.
resum() {
	(
		cd "${1:-report}"
		find . -type f ! -path ./SHA256SUMS ! -path './seal/*' ! -path './signoffs/*' \
			-printf '%P\n' | LC_ALL=C sort | xargs sha256sum > ../sums
		mv ../sums SHA256SUMS
	)
}

# Pack a folder as the bundle does, with whatever is in it: bsdtar as the writer.
pack() { # folder, out.tar
	rm -rf "$NAME"
	cp -r "$1" "$NAME"
	find "$NAME" -type f -exec chmod 644 {} + -exec touch -d @1767225600 {} +
	find "$NAME" -type f | LC_ALL=C sort > list
	bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -T list -cf "$2"
}
