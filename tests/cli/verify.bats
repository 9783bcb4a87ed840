# muster verify: every row is one way to tamper, and the name it is caught by.
#
# The matrix of the seal's design, and where each row is:
#
#   T01-T20       here; T01 in every compression, T18 and T20 in several tests
#   T21           here, and with time stamps in seal-time.bats
#   T22 T23       seal-time.bats
#   T24-T28 T31   unit/test_sshsig.c (bytes of the signature), signoff.bats (statements)
#   T29 T30       here, unit/test_signers.c
#   T32           close.bats
#   T33 T45       verify-gate.bats; T45's removed rejection here
#   T34-T38       here; T36 with --allow-repacked in verify-gate.bats;
#                 zstd's part of T35 here and in unit/test_archive.c
#   T39-T41       unit/test_commitsig.c, unit/test_rawcommit.c, unit/test_openpgp.c;
#                 in a bundle signoff.bats
#   T42           here; commits, trees and plans in signoff.bats
#   T43           seal.bats, reproduce.bats
#   T44           fuzz/fuzz_verify.c
#   T46           verdicts of ticks: signoff.bats
#
# Attachments of others: seal-external.bats.  Killed, full, refused: seal-faults.bats.

load ../keys/seal

@test "T01 a good bundle: folder, tar, tar.gz and tar.zst, one seal digest" {
	gzip -dc $NAME.tar.gz > plain.tar
	gzip -n < plain.tar > renamed.bin
	zstd -q plain.tar -o one-frame.tar.zst
	"$MUSTER" seal report --key "$K/p256.key" --compression zstd -q
	zstd -dqc $NAME.tar.zst > from-zstd.tar

	digest=$(sha256sum < report/SHA256SUMS | cut -c1-64)
	for bundle in report plain.tar $NAME.tar.gz renamed.bin one-frame.tar.zst $NAME.tar.zst from-zstd.tar; do
		accepted $bundle
		[[ ${lines[-1]} == "VERIFIED sha256:$digest acme/widget 1a2b3c4d5e6f sealed by ci@example.org at "*": NOT-READY"* ]]
	done
}

@test "for programs the tar's own digest, however it is compressed" {
	gzip -dc $NAME.tar.gz > plain.tar
	zstd -q plain.tar -o other.tar.zst
	for bundle in plain.tar $NAME.tar.gz other.tar.zst; do
		run "$MUSTER" verify $bundle --trust "$K/p256.signers" --json
		[ "$(jq -r .tarDigest <<< "$output")" = "$(sha256sum < plain.tar | cut -c1-64)" ]
	done
	run "$MUSTER" verify report --trust "$K/p256.signers" --json
	[ "$(jq -r .tarDigest <<< "$output")" = null ]
}

@test "T02 one byte of one file" {
	printf X | dd of=report/index.html bs=1 seek=3 conv=notrunc status=none
	refused 1 E_FILE_CHANGED report
	pack report b.tar
	refused 1 E_FILE_CHANGED b.tar
}

@test "T03 a file added" {
	echo x > report/item/extra.html
	refused 1 E_FILE_EXTRA report
	pack report b.tar
	refused 1 E_FILE_EXTRA b.tar
}

@test "T04 a file removed" {
	rm report/item/tests-pass.html
	rmdir report/item
	refused 1 E_FILE_MISSING report
	pack report b.tar
	refused 1 E_FILE_MISSING b.tar
	[[ $output == *"item/tests-pass.html"* ]]
}

@test "T05 a file renamed is said to be renamed" {
	mv report/item/tests-pass.html report/item/other.html
	refused 1 "E_FILE_EXTRA E_FILE_MISSING" report
	[[ $output == *"item/tests-pass.html: renamed to item/other.html"* ]]
	[[ $output == *"item/other.html: renamed from item/tests-pass.html"* ]]
}

@test "T06 two files swapped are two changed files" {
	mv report/index.html x
	mv report/assets/site.css report/index.html
	mv x report/assets/site.css
	refused 1 E_FILE_CHANGED report
	[ "$(grep -c E_FILE_CHANGED <<< "$output")" -eq 2 ]
}

@test "T07 a file edited and SHA256SUMS adjusted" {
	echo '<p>Ready.' >> report/index.html
	resum
	refused 1 "E_CMS_BAD E_SUBJECT_MISMATCH" report
}

@test "T08 SHA256SUMS that sha256sum takes and muster does not" {
	cp report/SHA256SUMS good
	edit() { # sed script
		sed -E "$1" good > report/SHA256SUMS
		refused 6 E_SUMS_SYNTAX report
	}
	edit '2s/^/\n/'            # blank line
	edit 's/$/\r/'             # CRLF
	edit '1s/^/# comment\n/'   # comment
	edit '1{h;d};2{G}'         # unsorted
	edit '1s/[a-f]/\U&/g'      # upper-case
	edit '3p'                  # a line twice
	edit '1s/  / */'           # binary marker
	edit '1s/  / /'            # one space
	edit '1s/^/\\/'            # escape
	edit '1s/^.//'             # 63 digits
	edit '/report.json/d'      # a file that every bundle has
	edit '/raw.index.json/d'
	printf '\357\273\277' | cat - good > report/SHA256SUMS
	refused 6 E_SUMS_SYNTAX report
	head -c -1 good > report/SHA256SUMS
	refused 6 E_SUMS_SYNTAX report
	{ cat good; echo; } > report/SHA256SUMS
	refused 6 E_SUMS_SYNTAX report
	: > report/SHA256SUMS
	refused 6 E_SUMS_SYNTAX report
	rm report/SHA256SUMS
	refused 1 E_FILE_MISSING report
}

@test "T09 paths that leave the bundle, or that no bundle has" {
	cp report/SHA256SUMS good
	zero=$(printf %064d 0)
	for path in ../x /etc/passwd a/../b ./a a//b a/ .git/x 'a b' a. -a 'a\b' 'é' \
		a/b/c/d/e/f/g/h/i seal/x signoffs/x.signoff SHA256SUMS \
		"$(printf %081d 0)" "$(printf %060d 0)/$(printf %060d 0)"; do
		printf '%s  %s\n' "$zero" "$path" | cat - good | LC_ALL=C sort -k2 > report/SHA256SUMS
		echo "path: $path"
		refused 6 E_SUMS_SYNTAX report
	done
	for path in Index.html index.html/x ITEM; do # case, and a file as a folder
		printf '%s  %s\n' "$zero" "$path" | cat - good | LC_ALL=C sort -k2 > report/SHA256SUMS
		refused 6 E_SUMS_SYNTAX report
	done
}

@test "T10 a link with the same content" {
	cp report/index.html same
	ln -sf "$PWD/same" report/index.html
	refused 6 E_FILE_TYPE report
	rm report/index.html
	mkfifo report/index.html
	refused 6 E_FILE_TYPE report
	mv report/item elsewhere
	rm report/index.html
	cp same report/index.html
	ln -s ../elsewhere report/item
	refused 6 E_FILE_TYPE report
}

@test "T11 an empty folder, also below another" {
	mkdir report/void
	refused 1 E_FILE_EXTRA report
	rmdir report/void
	mkdir -p report/item/a/b
	refused 1 E_FILE_EXTRA report
	rm -r report/item/a
	accepted report
}

@test "T12 a file in seal/ or signoffs/ that does not belong there" {
	for name in seal/notes.txt seal/SHA256SUMS.p7s.bak seal/a/SHA256SUMS.p7s \
		signoffs/x.txt signoffs/a/x.signoff; do
		rm -rf report
		cp -r "$BATS_FILE_TMPDIR/report" report
		mkdir -p "report/$(dirname $name)"
		echo x > report/$name
		refused 1 E_FILE_EXTRA report
	done
}

@test "T13 a sign-off without its signature, a signature without its statement" {
	mkdir report/signoffs
	echo x > report/signoffs/a.signoff
	refused 1 E_SIGNOFF_UNSIGNED report
	mv report/signoffs/a.signoff report/signoffs/a.signoff.sig
	refused 1 E_SIGNOFF_UNSIGNED report
	echo x > report/signoffs/a.signoff
	refused 1 E_SIGNOFF_SYNTAX report
}

@test "T14 a promised seal removed" {
	rm report/seal/SHA256SUMS.p7s
	refused 1 E_SEAL_MISSING report
	accepted report --require dsse
	refused 1 E_SEAL_MISSING report --require cms
	rm report/seal/attestation.sigstore.json
	refused 1 E_UNSIGNED report
	refused 1 E_UNSIGNED report --require dsse
	rm -r report/seal
	refused 1 E_UNSIGNED report
}

@test "T15 sealed again by somebody with a certificate of the same name" {
	"$MUSTER" seal report --key "$K/other.key" -q
	refused 3 E_SEAL_UNTRUSTED report
	run "$MUSTER" verify report
	[ "$status" -eq 3 ]
	[[ $output == *E_NO_TRUST* ]]
}

@test "T16 the attacker's key in the bundle's own places is no reason to trust" {
	cp "$K/other.signers" report/raw/0123456789abcdef-allowed_signers.txt
	resum
	"$MUSTER" seal report --key "$K/other.key" -q
	cmp report/seal/seal.pub "$K/other.pub"
	refused 1 "E_INDEX_MISMATCH E_SEAL_UNTRUSTED" report
	rm report/raw/0123456789abcdef-allowed_signers.txt
	resum
	"$MUSTER" seal report --key "$K/other.key" -q
	refused 3 E_SEAL_UNTRUSTED report
}

attestation=report/seal/attestation.sigstore.json
change() { # jq program
	jq -c "$1" "$BATS_FILE_TMPDIR/$attestation" | tr -d '\n' > $attestation
}

@test "T17 another payload type, predicate or statement type" {
	change '.dsseEnvelope.payloadType = "application/json"'
	refused 1 E_DSSE_TYPE report
	change '.mediaType = "application/vnd.dev.sigstore.bundle.v0.2+json"'
	refused 1 E_DSSE_PARSE report
}

@test "T18 payload, signature, number of signatures, key ids" {
	change '.dsseEnvelope.payload |= (@base64d | sub("NOT-READY"; "READY") | @base64)'
	refused 1 E_DSSE_BAD report
	change '.dsseEnvelope.signatures += .dsseEnvelope.signatures'
	refused 1 E_DSSE_PARSE report
	change '.dsseEnvelope.signatures = []'
	refused 1 E_DSSE_PARSE report
	change '.verificationMaterial.publicKey.hint = ("0" * 64)'
	refused 1 E_DSSE_PARSE report
	change '.dsseEnvelope.signatures[0].keyid = "" | .verificationMaterial.publicKey.hint = ""'
	refused 1 E_DSSE_PARSE report
	change '.dsseEnvelope.signatures[0].keyid = ("0" * 64) | .verificationMaterial.publicKey.hint = ("0" * 64)'
	refused 3 E_SEAL_UNTRUSTED report
	change '.dsseEnvelope.signatures[0].sig = "AAAA"'
	refused 1 E_DSSE_SIG_FORMAT report
	change '.dsseEnvelope.signatures[0].sig = ""'
	refused 1 E_DSSE_PARSE report
	change '.dsseEnvelope.payload += "\n"'
	refused 1 E_DSSE_PARSE report
	printf '%s' '{"a":1,"a":2}' > $attestation
	refused 1 E_DSSE_PARSE report
	printf '%s' not-json > $attestation
	refused 1 E_DSSE_PARSE report
	: > $attestation
	refused 1 E_DSSE_PARSE report
}

@test "T18 a raw r and s, and a signature with bytes behind it" {
	jq -r '.dsseEnvelope.signatures[0].sig' $attestation | base64 -d > sig
	openssl asn1parse -inform DER -in sig | sed -n 's/.*INTEGER *:\(.*\)/\1/p' |
		while read -r n; do printf '%064s' "$n" | tr ' ' 0 | tail -c 64; done |
		python3 -c "import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))" > raw
	[ "$(wc -c < raw)" -eq 64 ]
	change ".dsseEnvelope.signatures[0].sig = \"$(base64 -w0 raw)\""
	refused 1 E_DSSE_SIG_FORMAT report
	change ".dsseEnvelope.signatures[0].sig = \"$( (cat sig; printf x) | base64 -w0)\""
	refused 1 E_DSSE_SIG_FORMAT report
	# The same signature in the other alphabet is the same signature.
	change ".dsseEnvelope.signatures[0].sig = \"$(base64 -w0 sig | tr '+/' '-_')\""
	accepted report
}

@test "T19 the attestation of another bundle by the same key" {
	"$root/tests/keys/make-bundle.sh" two acme/gadget
	"$MUSTER" seal two --key "$K/p256.key" -q
	cp two/seal/attestation.sigstore.json report/seal/
	refused 1 E_SUBJECT_MISMATCH report
	cp two/seal/SHA256SUMS.p7s report/seal/
	refused 1 "E_CMS_BAD E_SUBJECT_MISMATCH" report
}

@test "a statement about this bundle that says better things than it does" {
	# Signed by the trusted key, with stock tools: only the content can tell.
	forge() { # sed program for the payload
		jq -r .dsseEnvelope.payload "$BATS_FILE_TMPDIR/$attestation" | base64 -d | sed "$1" | tr -d '\n' > st
		{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < st)"; cat st; } > pae
		openssl dgst -sha256 -sign "$K/p256.key" pae > sig
		change ".dsseEnvelope.payload = \"$(base64 -w0 st)\" | .dsseEnvelope.signatures[0].sig = \"$(base64 -w0 sig)\""
	}
	forge ''
	accepted report
	forge 's/"outcome":"NOT-READY"/"outcome":"READY"/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"result":"FAILED"/"result":"PASSED"/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"failedTests":\["rollback-rehearsed"\]/"failedTests":[]/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"passedTests":\[/&"x",/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"open":1/"open":0/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"name":"release.md"/"name":"other.md"/'
	refused 1 E_STATEMENT_MISMATCH report
	forge 's/"run":"9f/"run":"8f/'
	refused 1 E_SUBJECT_MISMATCH report
	forge 's/{"digest":{"gitCommit/{"digest":{"sha256":"00"},"name":"x"},&/'
	refused 1 E_SUBJECT_MISMATCH report
	forge 's/test-result/svr/'
	refused 1 E_DSSE_TYPE report
	forge 's/Statement.v1/Statement\/v0.1/'
	refused 1 E_DSSE_TYPE report
	forge 's/^{/[/'
	refused 1 E_DSSE_PARSE report
}

@test "T20 CMS that openssl makes and accepts, and muster does or does not" {
	p7s=report/seal/SHA256SUMS.p7s
	sign() { openssl cms -sign -binary -in report/SHA256SUMS -outform DER -out $p7s "$@" 2>/dev/null; }
	with="-signer $K/p256.crt -inkey $K/p256.key"
	sign $with -md sha256 -cades
	accepted report
	sign $with -md sha256 # no signing-certificate attribute
	accepted report
	[[ $output == *W_NO_SIGNING_CERT* ]]
	sign $with -md sha256 -cades
	python3 -c 'import sys; b = open(sys.argv[1], "rb").read(); assert b[:2] == b"\x30\x82"
open(sys.argv[1], "wb").write(b"\x30\x80" + b[4:] + b"\0\0")' $p7s # BER, indefinite
	accepted report
	sign $with -md sha256 -cades -stream -indef # which brings the content
	refused 1 E_ALG_REFUSED report
	sign $with -md sha1
	refused 1 E_ALG_REFUSED report
	sign $with -md sha256 -nodetach
	refused 1 E_ALG_REFUSED report
	sign $with -md sha256 -noattr
	refused 1 E_ALG_REFUSED report
	sign $with -md sha256 -nocerts
	refused 1 E_CMS_BAD report
	sign $with -md sha384 -cades # P-256 goes with SHA-256
	refused 1 E_ALG_REFUSED report
	sign $with -md sha256 -cades
	echo >> $p7s
	refused 1 E_CMS_PARSE report
	head -c 100 "$BATS_FILE_TMPDIR/$p7s" > $p7s
	refused 1 E_CMS_PARSE report
	: > $p7s
	refused 1 E_CMS_PARSE report
	openssl cms -encrypt -in report/SHA256SUMS -outform DER -out $p7s "$K/rsa3072.crt"
	refused 1 E_CMS_PARSE report
	openssl cms -sign -in report/SHA256SUMS -outform DER -out $p7s $with -cades # text mode: CRLF
	refused 1 E_CMS_BAD report
	head -c 300000 /dev/zero > $p7s
	refused 6 E_LIMIT_SIZE report
}

@test "T20 RSA: PKCS#1 and PSS with SHA-2, no SHA-1 inside" {
	"$MUSTER" seal report --key "$K/rsa3072.key" -q
	p7s=report/seal/SHA256SUMS.p7s
	with="-signer $K/rsa3072.crt -inkey $K/rsa3072.key -cades"
	sign() { openssl cms -sign -binary -in report/SHA256SUMS -outform DER -out $p7s $with "$@" 2>/dev/null; }
	for opts in '-md sha256' '-md sha512' '-md sha256 -keyopt rsa_padding_mode:pss'; do
		sign $opts
		run "$MUSTER" verify report --trust "$K/rsa3072.signers"
		[ "$status" -eq 0 ]
	done
	for opts in '-md sha1' '-md sha224' '-md sha1 -keyopt rsa_padding_mode:pss' \
		'-md sha256 -keyopt rsa_padding_mode:pss -keyopt rsa_mgf1_md:sha1'; do
		sign $opts
		run "$MUSTER" verify report --trust "$K/rsa3072.signers"
		echo "$opts: $output"
		[ "$status" -eq 1 ]
		[[ $output == *E_ALG_REFUSED* ]]
	done
}

@test "a second signer in the CMS seal must be trusted as well" {
	openssl cms -sign -binary -cades -md sha256 -in report/SHA256SUMS -outform DER \
		-out report/seal/SHA256SUMS.p7s -signer "$K/p256.crt" -inkey "$K/p256.key" \
		-signer "$K/other.crt" -inkey "$K/other.key"
	refused 3 E_SEAL_UNTRUSTED report
	cat "$K/p256.signers" "$K/other.signers" > both
	run "$MUSTER" verify report --trust both
	[ "$status" -eq 0 ]
}

@test "T21 an expired certificate, now, then, and by its own word" {
	"$MUSTER" seal report --key "$K/past.key" -q
	run "$MUSTER" verify report --trust "$K/past.signers"
	[ "$status" -eq 4 ]
	[[ $output == *E_KEY_EXPIRED* ]]
	run "$MUSTER" verify report --trust "$K/past.signers" --at 2020-02-01T00:00:00Z
	[ "$status" -eq 0 ]
	run "$MUSTER" verify report --trust "$K/past.signers" --at 2019-02-01T00:00:00Z
	[ "$status" -eq 4 ]
	[[ $output == *E_KEY_NOT_YET_VALID* ]]
	run "$MUSTER" verify report --trust "$K/past.signers" --accept-claimed-time
	[ "$status" -eq 4 ] # it was sealed after the end, by its own word too
	run "$MUSTER" verify report --trust "$K/past.signers" --at 2020-02-01
	[ "$status" -eq 2 ]
}

@test "T21 a key that has expired since counts only where claims are accepted" {
	# The sanitizer's run time wants to be loaded first, and need not be.
	ASAN_OPTIONS=verify_asan_link_order=0 faketime -f '2020-02-01 00:00:00' \
		"$MUSTER" seal report --key "$K/past.key" -q
	run "$MUSTER" verify report --trust "$K/past.signers"
	[ "$status" -eq 4 ]
	run "$MUSTER" verify report --trust "$K/past.signers" --accept-claimed-time
	[ "$status" -eq 0 ]
	[[ $output == *W_TIME_CLAIMED* ]]
}

@test "T29 the dates of allowed_signers, and revocation above all" {
	line() { sed "s/namespaces=\"muster-seal\"/&,$1/" "$K/p256.signers"; }
	line 'valid-before="20260101Z"' > late
	line 'valid-after="20990101Z"' > early
	line 'valid-after="20200101Z",valid-before="20990101Z"' > good
	check() { # trust, status, word
		run "$MUSTER" verify report --trust "$1" --at 2026-11-21T00:00:00Z
		echo "$output"
		[ "$status" -eq "$2" ]
		[[ $output == *"$3"* ]]
	}
	check late 4 E_KEY_EXPIRED
	check early 4 E_KEY_NOT_YET_VALID
	check good 0 VERIFIED
	mkdir trust
	cp "$K/p256.signers" trust/allowed_signers
	check trust 0 VERIFIED
	ssh-keygen -i -m PKCS8 -f "$K/p256.pub" > trust/revoked_keys
	check trust 4 E_KEY_REVOKED
	echo garbage > trust/revoked_keys
	check trust 2 E_TRUST_SYNTAX
	rm trust/revoked_keys
	: > trust/x509-crls.pem
	check trust 2 E_TRUST_SYNTAX
}

@test "a key that is known for something else may not seal" {
	sed 's/muster-seal/git,muster-close,muster-signoff\/\*/' "$K/p256.signers" > signers
	run "$MUSTER" verify report --trust signers
	[ "$status" -eq 3 ]
	[[ $output == *"not for muster-seal"* ]]
	sed 's/ namespaces="muster-seal"//' "$K/p256.signers" > signers
	run "$MUSTER" verify report --trust signers
	[ "$status" -eq 3 ]
	sed 's/namespaces/cert-authority,namespaces/' "$K/p256.signers" > signers
	run "$MUSTER" verify report --trust signers
	[ "$status" -eq 3 ]
	: > signers
	run "$MUSTER" verify report --trust signers
	[ "$status" -eq 3 ]
}

@test "T30 a trust file that ssh-keygen would read in part stops everything" {
	key=$(cut -d' ' -f3- "$K/p256.signers")
	try() {
		printf '%s\n' "$1" > signers
		cat "$K/p256.signers" >> signers
		run "$MUSTER" verify report --trust signers
		echo "$1: $output"
		[ "$status" -eq 2 ]
		[[ $output == *"$2"*signers:1* ]] || [[ $output == *"$2"*signers:2* ]]
	}
	try "malformed" E_TRUST_SYNTAX
	try "a@b $key junk=\"1\" more" E_TRUST_AMBIGUOUS
	try "a@b namespaces=\"git $key" E_TRUST_SYNTAX
	try "a@b unknown=1 $key" E_TRUST_SYNTAX
	try "a@b valid-before=\"20270101\" $key" E_TRUST_SYNTAX
	try "* namespaces=\"muster-seal\" $key" E_TRUST_SYNTAX
	try "*@example.org $key" E_TRUST_SYNTAX
	try "a@b namespaces=\"muster-*\" $key" E_TRUST_SYNTAX
	try "a@b namespaces=\"*\" $key" E_TRUST_SYNTAX
	try "a@b namespaces=\"muster-seal\" $key" E_TRUST_AMBIGUOUS
	run "$MUSTER" verify report --trust nowhere
	[ "$status" -eq 2 ]
	[[ $output == *E_IO* ]]
}

@test "a certificate that a trusted CA issued seals, one for servers does not" {
	mkdir trust
	: > trust/allowed_signers
	cp "$K/ca.crt" trust/x509-roots.pem
	"$MUSTER" seal report --key "$K/leaf.key" -q
	run "$MUSTER" verify report --trust trust --require cms
	echo "$output"
	[ "$status" -eq 3 ] # the DSSE key is bare: only a line can vouch for it
	rm report/seal/attestation.sigstore.json report/seal/seal.pub
	run "$MUSTER" verify report --trust trust --require cms
	echo "$output"
	[ "$status" -eq 0 ]
	run "$MUSTER" verify report --trust trust --require cms --at 2046-01-01T00:00:00Z
	[ "$status" -eq 4 ]
	[[ $output == *E_KEY_EXPIRED* ]]
	openssl cms -sign -binary -cades -md sha256 -in report/SHA256SUMS -outform DER \
		-out report/seal/SHA256SUMS.p7s -signer "$K/server.crt" -inkey "$K/server.key"
	run "$MUSTER" verify report --trust trust --require cms
	echo "$output"
	[ "$status" -eq 4 ]
	[[ $output == *E_CERT_CHAIN* ]]
	openssl cms -sign -binary -cades -md sha256 -in report/SHA256SUMS -outform DER \
		-out report/seal/SHA256SUMS.p7s -signer "$K/other.crt" -inkey "$K/other.key"
	run "$MUSTER" verify report --trust trust --require cms
	[ "$status" -eq 3 ]
}

@test "T22 a certificate that its CA has revoked: stolen ever, given up from then on" {
	mkdir trust
	: > trust/allowed_signers
	cp "$K/ca.crt" trust/x509-roots.pem
	"$MUSTER" seal report --key "$K/leaf.key" -q
	rm report/seal/attestation.sigstore.json report/seal/seal.pub
	crl() { # arguments of make-crl.sh behind the CA
		(cd "$K" && "$root/tests/keys/make-crl.sh" list ca "$@")
		mv "$K/list.crl" trust/x509-crls.pem
	}
	try() { # status, name or nothing, --at
		run "$MUSTER" verify report --trust trust --require cms --at "$3"
		echo "$output"
		[ "$status" -eq "$1" ]
		[ -z "$2" ] || [[ $output == *"$2"* ]]
	}
	crl
	try 0 '' 2026-06-01T00:00:00Z
	DAYS=30 crl
	try 0 W_CRL_STALE 2026-06-01T00:00:00Z
	crl leaf '2027-01-01 00:00:00' keyCompromise
	try 4 E_KEY_REVOKED 2026-06-01T00:00:00Z
	crl leaf '2027-01-01 00:00:00'
	try 4 E_KEY_REVOKED 2026-06-01T00:00:00Z
	crl leaf '2027-01-01 00:00:00' superseded
	try 0 '' 2026-06-01T00:00:00Z
	try 4 E_KEY_REVOKED 2027-06-01T00:00:00Z
	crl other '2026-01-10 00:00:00' keyCompromise # another serial number
	try 0 '' 2026-06-01T00:00:00Z
	echo junk > trust/x509-crls.pem
	try 2 E_TRUST_SYNTAX 2026-06-01T00:00:00Z
}

@test "T33 expectations: commit, digest, project" {
	digest=$(sha256sum < report/SHA256SUMS | cut -c1-64)
	accepted report --expect-commit $COMMIT --expect-digest sha256:$digest --expect-project acme/widget
	accepted report --expect-digest $digest
	zeros=$(printf %040d 0)
	refused 7 E_EXPECT_COMMIT report --expect-commit $zeros
	refused 7 E_EXPECT_DIGEST report --expect-digest sha256:$(printf %064d 0)
	refused 7 E_EXPECT_PROJECT report --expect-project acme/gadget
	refused 7 "E_EXPECT_COMMIT E_EXPECT_PROJECT" report --expect-project x --expect-commit $zeros
	refused 2 E_USAGE report --expect-commit 1a2b3c4d5e6f
	refused 2 E_USAGE report --expect-digest sha256:12
	refused 2 E_USAGE report --expect-commit ''
}

evil() { # python: names `add(name, data, **tar fields)` and `tar`
	python3 - "$1" <<-END
		import io, sys, tarfile
		top = "$NAME/"
		src = tarfile.open("$NAME.tar.gz")
		members = [(m, src.extractfile(m).read()) for m in src]
		tar = tarfile.open("evil.tar", "w", format=tarfile.USTAR_FORMAT)
		def add(name, data=b"", **fields):
		    m = tarfile.TarInfo(name)
		    m.mtime, m.size = 1767225600, len(data)
		    for k, v in fields.items():
		        setattr(m, k, v)
		    tar.addfile(m, io.BytesIO(data) if m.isreg() else None)
		def rest(skip=()):
		    for m, data in members:
		        if m.name not in skip:
		            tar.addfile(m, io.BytesIO(data))
		exec(sys.argv[1])
		tar.close()
	END
}

@test "T34 names and types that no bundle has" {
	evil 'rest(); add(top + "index.html", b"x")'
	refused 6 E_DUPLICATE evil.tar
	evil 'rest(); add(top + "INDEX.html", b"x")'
	refused 6 E_CASE_CLASH evil.tar
	evil 'rest(); add(top + "index.html/x", b"x")'
	refused 6 E_PATH evil.tar
	for name in '../x' '/abs' 'a/../../y' './x' '' 'a//b'; do
		evil "rest(); add('$name', b'x')"
		echo "name: $name"
		refused 6 E_PATH evil.tar || refused 6 E_TOP_DIR evil.tar
		evil "rest(); add(top + '$name', b'x')"
		refused 6 E_PATH evil.tar || refused 6 E_FILE_TYPE evil.tar
	done
	evil 'rest(); add("other/x", b"x")'
	refused 6 E_TOP_DIR evil.tar
	evil 'rest(); add("x", b"x")'
	refused 6 E_TOP_DIR evil.tar
	evil 'rest(); add(top + "l", type=tarfile.SYMTYPE, linkname="/etc/passwd")'
	refused 6 E_FILE_TYPE evil.tar
	evil 'rest(); add(top + "l", type=tarfile.LNKTYPE, linkname=top + "index.html")'
	refused 6 E_FILE_TYPE evil.tar
	evil 'rest(); add(top + "l", type=tarfile.FIFOTYPE)'
	refused 6 E_FILE_TYPE evil.tar
	evil 'rest(); add(top + "l", type=tarfile.CHRTYPE, devmajor=1, devminor=3)'
	refused 6 E_FILE_TYPE evil.tar
	evil 'rest(); add(top + "l", type=tarfile.DIRTYPE)'
	refused 6 E_FILE_TYPE evil.tar
}

@test "T34 GNU and pax headers, sparse files, another top" {
	evil 'tar.format = tarfile.GNU_FORMAT; rest(); add(top + "a" * 200, b"x")'
	refused 6 E_PATH evil.tar
	evil 'tar.format = tarfile.GNU_FORMAT; rest()'
	refused 6 E_NOT_CANONICAL evil.tar
	evil 'tar.format = tarfile.PAX_FORMAT; tar.pax_headers = {"comment": "x"}; rest()'
	refused 6 E_NOT_CANONICAL evil.tar
	evil 'tar.format = tarfile.PAX_FORMAT; rest(); add(top + "zz", b"x", pax_headers={"path": top + "../x"})'
	refused 6 E_PATH evil.tar
	truncate -s 1M hole
	mkdir $NAME && mv hole $NAME/
	tar -S --format=gnu -cf evil.tar $NAME/hole
	refused 6 E_FILE_TYPE evil.tar || refused 6 E_NOT_CANONICAL evil.tar
	rm -r $NAME
	pack report x.tar
	mv $NAME muster-other
	find muster-other -type f | LC_ALL=C sort > list
	bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -T list -cf top.tar
	refused 6 E_TOP_DIR top.tar
}

@test "T35 something behind the end, before the end, around the gzip" {
	gzip -dc $NAME.tar.gz > plain.tar
	cat plain.tar plain.tar > twice.tar
	refused 6 E_NOT_CANONICAL twice.tar
	{ cat plain.tar; echo hello; } > tail.tar
	refused 6 E_NOT_CANONICAL tail.tar
	{ cat plain.tar; head -c 512 /dev/zero; } > zeros.tar
	refused 6 E_NOT_CANONICAL zeros.tar
	gzip -n < twice.tar > twice.tar.gz
	refused 6 E_NOT_CANONICAL twice.tar.gz
	cat $NAME.tar.gz $NAME.tar.gz > members.tar.gz
	refused 6 E_TRAILING_DATA members.tar.gz
	size=$(wc -c < plain.tar)
	{ head -c 1000 plain.tar | gzip -n; tail -c $((size - 1000)) plain.tar | gzip -n; } > split.tar.gz
	[ "$(gzip -dc split.tar.gz | sha256sum)" = "$(sha256sum < plain.tar)" ]
	codes split.tar.gz
	[ "$exit" -eq 6 ]
	{ gzip -n < /dev/null; cat $NAME.tar.gz; } > empty-first.tar.gz
	codes empty-first.tar.gz
	[ "$exit" -eq 6 ]
	{ cat $NAME.tar.gz; gzip -n < /dev/null; } > empty-last.tar.gz
	refused 6 E_TRAILING_DATA empty-last.tar.gz
	{ cat $NAME.tar.gz; echo; } > garbage.tar.gz
	refused 6 E_TRAILING_DATA garbage.tar.gz
	{ cat $NAME.tar.gz; printf '\0'; } > nul.tar.gz
	refused 6 E_TRAILING_DATA nul.tar.gz
	cp plain.tar named && gzip named
	refused 6 E_NOT_CANONICAL named.gz
	(cd report && zip -q ../evil.zip index.html 2>/dev/null || python3 -m zipfile -c ../evil.zip index.html)
	cat plain.tar evil.zip > polyglot.tar
	refused 6 E_NOT_CANONICAL polyglot.tar
}

@test "T35 zstd: skippable and empty frames, bytes behind, a window too wide, cuts" {
	gzip -dc $NAME.tar.gz > plain.tar
	zstd -q plain.tar -o good.zst
	accepted good.zst
	{ head -c 3000 plain.tar | zstd -qc; tail -c +3001 plain.tar | zstd -qc; } > frames.zst
	accepted frames.zst # several frames are one stream
	skip=$(mktemp -p .)
	printf '\120\052\115\030\002\000\000\000ab' > "$skip"
	cat good.zst "$skip" > behind.zst
	refused 6 E_NOT_CANONICAL behind.zst
	cat "$skip" good.zst > before.zst
	refused 6 E_FORMAT before.zst
	{ head -c 3000 plain.tar | zstd -qc; cat "$skip"; tail -c +3001 plain.tar | zstd -qc; } > within.zst
	codes within.zst
	[ "$exit" -eq 6 ]
	{ cat good.zst; printf '' | zstd -qc; } > empty.zst
	refused 6 E_NOT_CANONICAL empty.zst
	for tail in x '\0' '\037\213' '\050\265'; do
		{ cat good.zst; printf "$tail"; } > garbage.zst
		refused 6 E_TRAILING_DATA garbage.zst
	done
	{ cat good.zst; cat good.zst; } > two.zst # a second archive behind the end mark
	refused 6 E_NOT_CANONICAL two.zst
	{ cat plain.tar; head -c 300M /dev/zero; } | zstd -q --ultra --long=30 -c > wide.zst
	refused 6 E_LIMIT_SIZE wide.zst
	size=$(wc -c < good.zst)
	for len in 3 4 5 10 100 $((size / 2)) $((size - 4)) $((size - 1)); do
		head -c "$len" good.zst > cut.zst
		codes cut.zst
		[ "$exit" -eq 6 ]
	done
	head -c 300M /dev/zero | zstd -qc > bomb.zst
	codes bomb.zst
	[ "$exit" -eq 6 ]
}

@test "memory does not grow with the bundle" {
	[ "${BUILD:-release}" = release ] || skip "the sanitizers keep memory of their own"
	peak() {
		python3 - "$MUSTER" "$@" <<-'END'
			import resource, subprocess, sys
			subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
			print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		END
	}
	for n in 1 2; do
		"$root/tests/keys/make-bundle.sh" big$n
		# 4 MiB and 200 MiB of evidence that does not compress to nothing.
		for i in $(seq 1 $((n == 1 ? 1 : 50))); do
			openssl enc -aes-128-ctr -K 00 -iv $(printf %032d "$i") -in /dev/zero 2>/dev/null |
				head -c 4M > big$n/item/x$i.html
		done
		resum big$n
		for kind in gzip zstd; do
			"$MUSTER" seal big$n --key "$K/p256.key" --compression $kind --bundle big$n.$kind -q
		done
	done
	for kind in gzip zstd; do
		small=$(peak verify big1.$kind --trust "$K/p256.signers")
		large=$(peak verify big2.$kind --trust "$K/p256.signers")
		echo "$kind: $small KiB and $large KiB"
		[ "$large" -lt $((small + 2048)) ]
	done
	small=$(peak seal big1 --key "$K/p256.key" --bundle b -q)
	large=$(peak seal big2 --key "$K/p256.key" --bundle b -q)
	[ "$large" -lt $((small + 2048)) ]
}

@test "T36 other order, time, mode, owner" {
	evil 'members.reverse(); rest()'
	refused 6 E_NOT_CANONICAL evil.tar
	for field in 'mtime = 1' 'mode = 0o755' 'uid = 1000' 'gid = 5' 'uname = "x"' 'gname = "x"' 'mode = 0o4644'; do
		evil "members[3][0].$field; rest()"
		echo "$field"
		refused 6 E_NOT_CANONICAL evil.tar
	done
	evil 'for m, d in members: m.mtime = 5
rest()'
	codes evil.tar
	[ "$exit" -eq 6 ]
}

@test "T36 every header byte of a member is looked at" {
	# bsdtar writes what muster writes, so every byte can be flipped in turn.
	pack report good.tar
	accepted good.tar
	for at in $(seq 0 7 511); do
		cp good.tar flip.tar
		byte=$(dd if=good.tar bs=1 skip="$at" count=1 status=none | od -An -tu1 | tr -d ' ')
		printf "\\x$(printf %02x $((byte ^ 1)))" | dd of=flip.tar bs=1 seek="$at" conv=notrunc status=none
		run "$MUSTER" verify flip.tar --trust "$K/p256.signers"
		[ "$status" -ne 0 ]
	done
}

# Deflate can say the same text in several ways (a distance of 4 or of 8 in a
# run of zeros), so a changed byte may leave the same tar; what was signed is
# the tar, and any other one is refused.
@test "every byte of the compressed bundle matters" {
	gzip -dc < $NAME.tar.gz > whole.tar
	size=$(wc -c < $NAME.tar.gz)
	for at in $(seq 0 9) $(seq 11 61 "$size") $((size - 8)) $((size - 4)) $((size - 1)); do
		cp $NAME.tar.gz flip.gz
		byte=$(dd if=flip.gz bs=1 skip="$at" count=1 status=none | od -An -tu1 | tr -d ' ')
		printf "\\x$(printf %02x $((byte ^ 4)))" | dd of=flip.gz bs=1 seek="$at" conv=notrunc status=none
		run "$MUSTER" verify flip.gz --trust "$K/p256.signers"
		echo "at $at: $output"
		[ "$status" -ne 0 ] || gzip -dc < flip.gz 2> /dev/null | cmp - whole.tar
	done
	for len in 0 1 5 10 18 100 $((size / 2)) $((size - 8)) $((size - 1)); do
		head -c "$len" $NAME.tar.gz > cut.gz
		run "$MUSTER" verify cut.gz --trust "$K/p256.signers"
		[ "$status" -eq 6 ]
	done
}

@test "T37 a zip, a 7z, a zstd, a text: no bundles" {
	(cd report && python3 -m zipfile -c ../b.zip index.html SHA256SUMS)
	refused 6 E_FORMAT_ZIP b.zip
	mv b.zip b.tar.gz
	refused 6 E_FORMAT_ZIP b.tar.gz
	printf '7z\274\257\047\034' > b.7z
	refused 6 E_FORMAT b.7z
	printf "\050\265\057\375rest" > b.zst
	refused 6 E_FORMAT b.zst
	gzip -dc $NAME.tar.gz | zstd -qc > good.zst
	zstd -qc good.zst > twice.zst
	refused 6 E_FORMAT twice.zst
	gzip -nc good.zst > mixed.gz
	refused 6 E_FORMAT mixed.gz
	echo hello > text
	refused 6 E_FORMAT text
	: > nothing
	refused 6 E_FORMAT nothing
	head -c 10240 /dev/zero > zeros
	refused 6 E_FORMAT zeros
	gzip -n < $NAME.tar.gz > twice.gz # two layers
	refused 6 E_FORMAT twice.gz
	refused 2 E_IO nowhere
}

@test "T38 a bomb stops at a limit, in little memory" {
	head -c 300M /dev/zero | gzip -n > bomb.gz
	codes bomb.gz
	[ "$exit" -eq 6 ]
	python3 - <<-END
		import gzip, tarfile, io
		class Zeros(io.RawIOBase):
		    def __init__(self, n): self.n = n
		    def read(self, k=-1):
		        k = self.n if k < 0 else min(k, self.n)
		        self.n -= k
		        return bytes(k)
		with gzip.GzipFile("big.tar.gz", "wb", compresslevel=9, mtime=0) as z:
		    t = tarfile.open(fileobj=z, mode="w", format=tarfile.USTAR_FORMAT)
		    m = tarfile.TarInfo("$NAME/a"); m.size = 300 << 20
		    t.addfile(m, Zeros(m.size)); t.close()
		with gzip.GzipFile("many.tar.gz", "wb", compresslevel=1, mtime=0) as z:
		    t = tarfile.open(fileobj=z, mode="w", format=tarfile.USTAR_FORMAT)
		    for i in range(250002):
		        t.addfile(tarfile.TarInfo("$NAME/%d" % i))
		        t.members = []
		    t.close()
	END
	refused 6 E_LIMIT_RATIO big.tar.gz
	refused 6 E_LIMIT_ENTRIES many.tar.gz
	evil 'm = tarfile.TarInfo(top + "a"); m.size = 2 << 30; tar.addfile(m, None); tar.fileobj.truncate(10240)'
	refused 6 E_LIMIT_SIZE evil.tar
	evil 'tar.format = tarfile.GNU_FORMAT; add(top + "a/" * 2500, b"x")'
	refused 6 E_PATH evil.tar || refused 6 E_FILE_TYPE evil.tar
}

@test "T38 JSON that is too deep, or not what a bundle says" {
	python3 -c 'print("[" * 100000)' > report/bundle.json
	resum
	refused 6 E_BUNDLE_JSON report
	try() { # jq program, name
		jq -cS "$1" "$BATS_FILE_TMPDIR/report/bundle.json" > report/bundle.json
		resum
		echo "$1"
		refused 6 "$2" report
	}
	try '.format = "muster-bundle/2"' E_FORMAT_VERSION
	try 'del(.format)' E_BUNDLE_JSON
	try '.project = ""' E_BUNDLE_JSON
	try '.project = "a\nb"' E_BUNDLE_JSON
	try '.project = 5' E_BUNDLE_JSON
	try '.source.commit = "1a2b"' E_BUNDLE_JSON
	try '.source.commit |= ascii_upcase' E_BUNDLE_JSON
	try 'del(.source)' E_BUNDLE_JSON
	try '.run.id = "x"' E_BUNDLE_JSON
	try '.run.asOf = "yesterday"' E_BUNDLE_JSON
	try '.result.outcome = "FINE"' E_BUNDLE_JSON
	try '.epoch = -1' E_BUNDLE_JSON
	try '.epoch = 99999999999' E_BUNDLE_JSON
	try '.seals = []' E_BUNDLE_JSON
	try '.seals = ["dsse", "cms"]' E_BUNDLE_JSON
	try '.seals = ["cms", "pgp"]' E_BUNDLE_JSON
	try '[.]' E_BUNDLE_JSON
}

@test "T42 what the bundle says of itself does not agree" {
	seal_again() { resum && "$MUSTER" seal report --key "$K/p256.key" -q; }
	git=$(ls report/git)
	echo x >> report/git/$git
	seal_again
	refused 1 E_GIT_OBJECT report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	sed -i 's/rollback/rollbuck/' report/git/$git # as long as before
	seal_again
	refused 1 E_GIT_OBJECT report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	sed -i 's/"size":[0-9]*/"size":1/' report/raw/index.json
	seal_again
	refused 1 E_INDEX_MISMATCH report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	echo x > report/raw/0123456789abcdef-x.txt
	seal_again
	refused 1 E_INDEX_MISMATCH report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	sed -i 's/acme.widget/acme\/gadget/' report/report.json
	seal_again
	refused 1 E_INDEX_MISMATCH report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	sed -i 's/"verdict":"open"/"verdict":"contradicted"/' report/report.json
	seal_again
	refused 1 E_OUTCOME_MISMATCH report
	rm -r report && cp -r "$BATS_FILE_TMPDIR/report" report
	cp "$K/other.pub" report/seal/seal.pub
	refused 1 E_STATEMENT_MISMATCH report
}

@test "T45 a counted sign-off statement removed" {
	digest=$(printf 'rejected\n' | sha256sum | cut -c1-64)
	jq -cS ".signoffs[0].counted = [\"$digest\"]" "$BATS_FILE_TMPDIR/report/bundle.json" > report/bundle.json
	resum
	"$MUSTER" seal report --key "$K/p256.key" -q
	refused 1 E_SIGNOFF_MISSING report
	mkdir report/signoffs
	echo rejected > report/signoffs/a.signoff
	echo sig > report/signoffs/a.signoff.sig
	refused 1 E_SIGNOFF_SYNTAX report # there, but no statement at all
}

@test "integrity alone is said to be integrity alone" {
	run "$MUSTER" verify report --integrity-only
	[ "$status" -eq 0 ]
	[[ $output == "integrity only, origin not checked: sha256:"* ]]
	[[ $output != *VERIFIED* ]]
	rm -r report/seal
	run "$MUSTER" verify report --integrity-only
	[ "$status" -eq 0 ]
	echo x >> report/index.html
	run "$MUSTER" verify report --integrity-only
	[ "$status" -eq 1 ]
}

@test "names from a bundle reach the terminal escaped" {
	name=$(printf 'item/\033[31mred.html')
	echo x > "report/$name"
	run "$MUSTER" verify report --trust "$K/p256.signers"
	[ "$status" -eq 6 ]
	[[ $output != *$'\033'* ]]
}

@test "nothing is written, unpacked or sent, and no program started" {
	command -v strace >/dev/null || skip "strace is not installed"
	strace -qq -o /dev/null true || skip "strace cannot trace here"
	! [[ "$MUSTER" == */debug/* ]] || skip "sanitizers make calls of their own"
	"$MUSTER" seal report --key "$K/p256.key" --compression zstd -q
	echo x | cat $NAME.tar.gz - > bad.tar.gz
	cp -r report changed
	echo x >> changed/index.html
	find . | sort > before
	for bundle in $NAME.tar.gz $NAME.tar.zst report bad.tar.gz changed; do
		strace -f -o "$BATS_FILE_TMPDIR/trace" "$MUSTER" verify $bundle --trust "$K/p256.signers" > "$BATS_FILE_TMPDIR/said" || true
		trace=$BATS_FILE_TMPDIR/trace
		[ "$(grep -c 'execve(' "$trace")" -eq 1 ]
		run grep -E '(socket|connect|sendto|bind|mkdir|mkdirat|rename|renameat2|unlink|unlinkat|symlink|link|linkat|mknod|truncate|ftruncate|chmod|fchmod|fork|vfork)\(|O_WRONLY|O_RDWR|O_CREAT' "$trace"
		echo "$bundle: $output"
		[ "$status" -ne 0 ]
		# Written is what is said, and nothing else.
		run grep -E '(write|pwrite64|writev)\([^12]' "$trace"
		[ "$status" -ne 0 ]
	done
	rm before
	[ -z "$(find . -newer "$BATS_FILE_TMPDIR/trace" -type f)" ]
}

@test "a bundle is read with all rights given up" {
	mkfifo bundle.tar
	"$MUSTER" verify bundle.tar --trust "$K/p256.signers" > said 2>&1 3>&- &
	pid=$!
	exec 4> bundle.tar # it has opened it, and reads
	for _ in $(seq 600); do
		grep -q '^Seccomp:.*2' "/proc/$pid/status" && break
		sleep 0.1
	done
	grep '^Seccomp:.*2' "/proc/$pid/status"
	grep '^NoNewPrivs:.*1' "/proc/$pid/status"
	gzip -dc $NAME.tar.gz >&4
	exec 4>&-
	wait $pid
	grep '^VERIFIED' said
	# With Landlock it sees the bundle and the trust file, and nothing else.
	"$MUSTER" verify report --trust "$K/p256.signers" --sandbox=require -q > said 2>&1 ||
		grep sandbox said
	run "$MUSTER" verify report --trust "$K/p256.signers" --sandbox=off
	[ "$status" -eq 0 ]
}

@test "formats and compressions that libarchive could read, and no bundle is in" {
	pack report plain.tar
	for format in cpio newc odc bin pax gnutar v7 iso9660 mtree shar warc xar 7zip ar; do
		bsdtar --format "$format" -T list -cf b.$format 2> /dev/null || continue
		codes b.$format
		echo "$format: $exit $codes"
		[ "$exit" -eq 6 ]
	done
	for filter in bzip2 xz lzma compress lz4 lzip uuencode b64encode; do
		bsdtar --$filter -cf b.$filter @plain.tar 2> /dev/null || continue
		codes b.$filter
		echo "$filter: $exit $codes"
		[ "$exit" -eq 6 ]
		[ "$codes" = E_FORMAT ]
	done
	[ -e b.cpio ]
	[ -e b.xz ]
}

@test "T38 what a bomb costs: less than 256 MiB of memory, and seconds" {
	[ "${BUILD:-release}" = release ] || skip "the sanitizers keep memory of their own"
	python3 - <<-END
		import gzip, tarfile, io
		def member(t, name, size, data): # a file of that size
		    m = tarfile.TarInfo("$NAME/" + name); m.size = size; t.addfile(m, data)
		with gzip.GzipFile("names.tar.gz", "wb", compresslevel=1, mtime=0) as z:
		    t = tarfile.open(fileobj=z, mode="w", format=tarfile.USTAR_FORMAT)
		    for i in range(250002):
		        t.addfile(tarfile.TarInfo("$NAME/" + "a" * 70 + "/%08d" % i)); t.members = []
		    t.close()
		# Files that verification looks into, each just as large as it may be.
		with gzip.GzipFile("kept.tar.gz", "wb", compresslevel=1, mtime=0) as z:
		    t = tarfile.open(fileobj=z, mode="w", format=tarfile.USTAR_FORMAT)
		    for i in range(200):
		        body = b"tree %d\\0" % (1 << 20) + bytes([i]) * (1 << 20)
		        member(t, "git/%040x" % i, len(body), io.BytesIO(body))
		    t.close()
	END
	for bomb in names kept; do
		python3 - "$MUSTER" verify $bomb.tar.gz --trust "$K/p256.signers" > said <<-'END'
			import resource, subprocess, sys
			code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
			used = resource.getrusage(resource.RUSAGE_CHILDREN)
			print(code, used.ru_maxrss >> 10, int(used.ru_utime + used.ru_stime))
		END
		read -r code mib seconds < said
		echo "$bomb: exit $code, $mib MiB, $seconds s"
		[ "$code" -ne 0 ]
		[ "$mib" -lt 256 ]
		[ "$seconds" -lt 20 ]
	done
}
