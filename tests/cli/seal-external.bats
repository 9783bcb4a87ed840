# Seals by keys that muster does not hold: --emit, --attach-...

load ../keys/seal

setup() {
	cd "$BATS_TEST_TMPDIR"
	K=$BATS_FILE_TMPDIR/keys
	"$root/tests/keys/make-bundle.sh" report
	"$MUSTER" seal report --emit out -q
}

attach() { "$MUSTER" seal report --trust "$K/p256.signers" -q "$@"; }
refuses() { # word, options
	local word=$1
	shift
	run "$MUSTER" seal report --trust "$K/p256.signers" "$@"
	echo "$output"
	[ "$status" -ne 0 ]
	[[ $output == *"$word"* ]]
	[ ! -e report/seal ]
	[ ! -e $NAME.tar.gz ]
}
sign_cms() { # file, key, options
	local file=$1 key=$2
	shift 2
	openssl cms -sign -binary -cades -md sha256 -in "$file" -outform DER -signer "$K/$key.crt" \
		-inkey "$K/$key.key" "$@"
}

@test "what is emitted is what a seal of muster's own signs" {
	cmp out/SHA256SUMS report/SHA256SUMS
	[ "$(ls out)" = "$(printf 'SHA256SUMS\npae.bin\nstatement.json')" ]
	[ ! -e report/seal ]
	size=$(wc -c < out/statement.json)
	{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$size"; cat out/statement.json; } | cmp - out/pae.bin
	cp -r report other
	"$MUSTER" seal other --key "$K/p256.key" -q
	jq -r .dsseEnvelope.payload other/seal/attestation.sigstore.json | base64 -d | cmp - out/statement.json
}

@test "openssl's CMS and a bare openssl signature become a bundle" {
	sign_cms out/SHA256SUMS p256 > out/p7s
	openssl dgst -sha256 -sign "$K/p256.key" out/pae.bin > out/sig
	attach --attach-p7s out/p7s --attach-sig out/sig
	accepted report
	accepted $NAME.tar.gz
	"$root/docs/verify-by-hand.sh" $NAME.tar.gz "$K/p256.crt" "$K/p256.pub"
	cmp out/p7s report/seal/SHA256SUMS.p7s
	cmp "$K/p256.pub" report/seal/seal.pub
}

@test "one seal after the other; nothing is packed before the last" {
	sign_cms out/SHA256SUMS p256 > out/p7s
	openssl dgst -sha256 -sign "$K/p256.key" out/pae.bin > out/sig
	run "$MUSTER" seal report --attach-p7s out/p7s --trust "$K/p256.signers"
	[ "$status" -eq 0 ]
	[[ $output == *"still missing"* ]]
	[ ! -e $NAME.tar.gz ]
	refused 1 E_SEAL_MISSING report
	mv out/statement.json st
	run "$MUSTER" seal report --attach-sig out/sig --trust "$K/p256.signers"
	[ "$status" -ne 0 ]
	[[ $output == *--statement* ]]
	attach --attach-sig out/sig --statement st
	accepted $NAME.tar.gz
}

@test "a Sigstore bundle that somebody else has made" {
	cp -r report other
	"$MUSTER" seal other --key "$K/p256.key" -q
	rm "$NAME.tar.gz"
	jq . other/seal/attestation.sigstore.json > bundle.json # with white space, as others write
	sign_cms out/SHA256SUMS p256 > out/p7s
	attach --attach-p7s out/p7s --attach-bundle bundle.json
	accepted $NAME.tar.gz
	[ ! -e report/seal/seal.pub ]
}

@test "RSA and Ed25519 signatures of pae.bin" {
	openssl dgst -sha256 -sign "$K/rsa3072.key" out/pae.bin > out/sig
	sign_cms out/SHA256SUMS rsa3072 > out/p7s
	"$MUSTER" seal report --attach-p7s out/p7s --attach-sig out/sig --trust "$K/rsa3072.signers" -q
	run "$MUSTER" verify report --trust "$K/rsa3072.signers"
	[ "$status" -eq 0 ]
	rm -r report
	"$root/tests/keys/make-bundle.sh" report acme/widget '"dsse"'
	"$MUSTER" seal report --emit out -q
	openssl pkeyutl -sign -inkey "$K/ed25519.key" -rawin -in out/pae.bin > out/sig
	"$MUSTER" seal report --attach-sig out/sig --trust "$K/ed25519.signers" -q
	run "$MUSTER" verify report --trust "$K/ed25519.signers"
	[ "$status" -eq 0 ]
}

@test "nothing is stored that verify would refuse" {
	sign_cms out/SHA256SUMS other > bad.p7s
	refuses E_SEAL_UNTRUSTED --attach-p7s bad.p7s
	sign_cms report/index.html p256 > bad.p7s
	refuses E_CMS_BAD --attach-p7s bad.p7s
	sign_cms out/SHA256SUMS p256 -nodetach > bad.p7s
	refuses E_ALG_REFUSED --attach-p7s bad.p7s
	echo garbage > bad.p7s
	refuses E_CMS_PARSE --attach-p7s bad.p7s
	: > bad.p7s
	refuses "is empty" --attach-p7s bad.p7s
	openssl dgst -sha256 -sign "$K/other.key" out/pae.bin > out/sig
	refuses E_DSSE_BAD --attach-sig out/sig
	openssl dgst -sha256 -sign "$K/p256.key" out/statement.json > out/sig
	refuses E_DSSE_BAD --attach-sig out/sig
	openssl dgst -sha1 -sign "$K/p256.key" out/pae.bin > out/sig
	refuses E_DSSE_BAD --attach-sig out/sig
	# A good signature over a statement that says better things.
	sed 's/NOT-READY/READY/' out/statement.json > better
	{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < better)"; cat better; } > pae
	openssl dgst -sha256 -sign "$K/p256.key" pae > out/sig
	refuses E_STATEMENT_MISMATCH --attach-sig out/sig --statement better
	# A good bundle of another project.
	"$root/tests/keys/make-bundle.sh" two acme/gadget
	"$MUSTER" seal two --key "$K/p256.key" -q
	refuses E_SUBJECT_MISMATCH --attach-bundle two/seal/attestation.sigstore.json
	echo '{}' > bundle.json
	refuses E_DSSE_PARSE --attach-bundle bundle.json
	refuses "cannot" --attach-bundle nowhere || refuses "no such" --attach-bundle nowhere
	echo x >> report/index.html
	sign_cms out/SHA256SUMS p256 > good.p7s
	refuses E_FILE_CHANGED --attach-p7s good.p7s
}

@test "whose word counts must be said, and one thing is done at a time" {
	sign_cms out/SHA256SUMS p256 > out/p7s
	run "$MUSTER" seal report --attach-p7s out/p7s
	[ "$status" -eq 2 ]
	[[ $output == *--trust* ]]
	run "$MUSTER" seal report --attach-p7s out/p7s --trust "$K/p256.signers" --key "$K/p256.key"
	[ "$status" -eq 2 ]
	run "$MUSTER" seal report --attach-p7s out/p7s --trust "$K/p256.signers" --emit x
	[ "$status" -eq 2 ]
	run "$MUSTER" seal report --emit x --key "$K/p256.key"
	[ "$status" -eq 2 ]
	[ ! -e x ]
	run "$MUSTER" seal report --attach-p7s out/p7s --trust nowhere
	[ "$status" -ne 0 ]
	[ ! -e report/seal ]
}

@test "a seal that is replaced takes what was about it along" {
	"$MUSTER" seal report --key "$K/p256.key" -q
	echo old > report/seal/SHA256SUMS.p7s.tsr
	echo old > report/seal/vsa.sigstore.json
	sign_cms out/SHA256SUMS p256 > out/p7s
	attach --attach-p7s out/p7s
	[ ! -e report/seal/SHA256SUMS.p7s.tsr ]
	[ ! -e report/seal/vsa.sigstore.json ]
	accepted report
}

@test "a row of bundles: the number and the digest of the one before" {
	payload() { jq -r .dsseEnvelope.payload "$1/seal/attestation.sigstore.json" | base64 -d; }
	"$MUSTER" seal report --key "$K/p256.key" --sequence 41 -q
	mv $NAME.tar.gz first.tar.gz
	before=$(sha256sum < report/SHA256SUMS | cut -c1-64)
	[ "$(payload report | jq -c '.predicate.muster_readiness | [.sequence, .previous]')" = '[41,null]' ]
	"$root/tests/keys/make-bundle.sh" next
	echo '<p>more' >> next/index.html && resum next
	"$MUSTER" seal next --key "$K/p256.key" --previous first.tar.gz -q
	[ "$(payload next | jq -c '.predicate.muster_readiness | [.sequence, .previous]')" = "[42,\"sha256:$before\"]" ]
	payload next | jq -cS . | tr -d '\n' | cmp - <(payload next)
	accepted next
	for options in '--sequence 41' '--sequence 40' '--sequence 0' '--sequence -1' '--sequence x'; do
		run "$MUSTER" seal next --key "$K/p256.key" --previous first.tar.gz $options
		echo "$options: $output"
		[ "$status" -eq 2 ]
	done
	"$MUSTER" seal next --key "$K/p256.key" --previous first.tar.gz --sequence 50 -q
	[ "$(payload next | jq .predicate.muster_readiness.sequence)" = 50 ]
	"$root/tests/keys/make-bundle.sh" two acme/gadget
	run "$MUSTER" seal two --key "$K/p256.key" --previous first.tar.gz
	[ "$status" -eq 2 ]
	[[ $output == *"another project"* ]]
	echo x > none
	run "$MUSTER" seal next --key "$K/p256.key" --previous none
	[ "$status" -eq 2 ]
}
