# Others' tools on muster's bundles: what they say of good ones, and of altered ones.
#
# Each test prints the version that it has asked.

load ../keys/seal

modules=$BATS_TEST_DIRNAME/../../build/browser/node_modules
attestation=report/seal/attestation.sigstore.json

# Everything that must not verify, one file each in bad/.
alter() { # bundle
	mkdir -p bad
	jq -c '.dsseEnvelope.payload |= (@base64d | sub("NOT-READY"; "READY") | @base64)' "$1" > bad/payload
	jq -c '.dsseEnvelope.payloadType = "text/plain"' "$1" > bad/type
	# One bit of the signature's last byte.
	jq -r '.dsseEnvelope.signatures[0].sig' "$1" | base64 -d > sig
	python3 -c 'import sys; b = bytearray(open("sig", "rb").read()); b[-1] ^= 1; open("sig", "wb").write(b)'
	jq -c ".dsseEnvelope.signatures[0].sig = \"$(base64 -w0 sig)\"" "$1" > bad/signature
}

sealed_by() { # key
	jq -cS '.seals = ["dsse"]' "$BATS_FILE_TMPDIR/report/bundle.json" > report/bundle.json
	resum
	"$MUSTER" seal report --key "$K/$1.key" -q
}

@test "securesystemslib finds the DSSE seal good, by every kind of key, and altered ones bad" {
	judge=$root/tests/judges/dsse.py
	/usr/bin/python3 -c 'import securesystemslib' 2> /dev/null || skip "there is no python3-securesystemslib"
	for pair in p256:ecdsa rsa3072:rsa ed25519:ed25519; do
		name=${pair%:*} kind=${pair#*:}
		sealed_by $name
		run /usr/bin/python3 "$judge" $attestation "$K/$name.pub" $kind
		echo "# $name: $output" >&3
		[ "$status" -eq 0 ]
		[[ $output == 'good: securesystemslib '* ]]
		alter $attestation
		for bad in bad/*; do
			run /usr/bin/python3 "$judge" $bad "$K/$name.pub" $kind
			echo "$name $bad: $output"
			[ "$status" -eq 1 ]
		done
	done
	sealed_by p256
	run /usr/bin/python3 "$judge" $attestation "$K/other.pub" ecdsa
	[ "$status" -eq 1 ]
}

@test "@sigstore/verify finds the Sigstore bundle good, by every kind of key, and altered ones bad" {
	judge=$root/tests/judges/sigstore.cjs
	[ -d "$modules/@sigstore/verify" ] || skip "there is no @sigstore/verify in build/browser"
	for name in p256 rsa3072 ed25519; do
		sealed_by $name
		run node "$judge" "$modules" $attestation "$K/$name.pub"
		echo "# $name: $output" >&3
		[ "$status" -eq 0 ]
		[[ $output == 'good: @sigstore/verify '* ]]
		alter $attestation
		for bad in bad/*; do
			run node "$judge" "$modules" $bad "$K/$name.pub"
			echo "$name $bad: $output"
			[ "$status" -eq 1 ]
		done
	done
	sealed_by p256
	run node "$judge" "$modules" $attestation "$K/other.pub"
	[ "$status" -eq 1 ]
	# What is not of the format at all.
	jq -c 'del(.verificationMaterial)' $attestation > x
	run node "$judge" "$modules" x "$K/p256.pub"
	[ "$status" -eq 1 ]
}

@test "bsdtar makes the archive again, byte for byte, by the line of the instructions" {
	echo "# $(bsdtar --version)" >&3
	gzip -dc $NAME.tar.gz > a.tar
	mkdir out
	tar -xzf $NAME.tar.gz -C out
	epoch=$(jq .epoch out/muster-*/bundle.json)
	(
		cd out
		find muster-* -type f | LC_ALL=C sort > ../l
		find muster-* -type f -exec chmod 644 {} + -exec touch -d "@$epoch" {} +
		TZ=Asia/Kathmandu bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -T ../l -cf ../again.tar
	)
	cmp a.tar again.tar
	accepted again.tar
	# And what bsdtar unpacks is the folder.
	mkdir fresh
	bsdtar -xf $NAME.tar.gz -C fresh
	diff -r out/$NAME fresh/$NAME
}
