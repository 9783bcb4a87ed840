# Time stamps and revocation: T21, T22, T23 of the matrix in verify.bats.

load ../keys/seal
load ../keys/tsa

# Long ago the key was good: made 2020-01-01 for 100 days.  The sanitizer's run time
# wants to be loaded first, and need not be.
at_time() { # time, command
	local at=$1
	shift
	ASAN_OPTIONS=verify_asan_link_order=0 faketime -f "$at" "$@"
}

# report/ sealed in 2020 by a key that has expired since, a trust folder, a query.
old_seal() {
	at_time '2020-02-01 00:00:00' "$MUSTER" seal report --key "$K/past.key" --tsq q -q
	mkdir -p trust
	cp "$K/past.signers" trust/allowed_signers
	make_tsa tsa '2019-06-01 00:00:00' 7000
	cp tsa-root.crt trust/tsa-roots.pem
}

check() { # status, word, options
	local want=$1 word=$2
	shift 2
	run "$MUSTER" verify report --trust trust "$@"
	echo "$output"
	[ "$status" -eq "$want" ]
	[[ $output == *"$word"* ]]
	[ "$want" -eq 0 ] || [[ $output != *VERIFIED* ]]
}

refuses_stamp() { # answer, word, options
	local answer=$1 word=$2
	shift 2
	find report -type f -exec sha256sum {} + | sort > before
	run "$MUSTER" seal report --tsr "$answer" --trust trust "$@"
	echo "$output"
	[ "$status" -ne 0 ]
	[[ $output == *"$word"* ]]
	find report -type f -exec sha256sum {} + | sort | cmp - before
}

@test "T21 with a time stamp an expired key has sealed in its time" {
	old_seal
	check 4 E_KEY_EXPIRED
	answer tsa q r '2020-02-02 00:00:00'
	"$MUSTER" seal report --tsr r --tsq q --trust trust -q
	check 0 "at 2020-02-02T00:00:00Z (proven): NOT-READY"
	cmp r report/seal/SHA256SUMS.p7s.tsr
	# openssl finds it good as well, for the same bytes.
	openssl ts -verify -in report/seal/SHA256SUMS.p7s.tsr -data report/seal/SHA256SUMS.p7s \
		-CAfile tsa-root.crt
	run "$MUSTER" verify $NAME.tar.gz --trust trust
	[ "$status" -eq 0 ]
	run "$MUSTER" verify $NAME.tar.gz --trust trust --json
	[ "$(jq -c '[.seals[] | [.kind, .time, .timeSource]]' <<< "$output")" = \
		'[["cms","2020-02-02T00:00:00Z","proven"],["dsse","2020-02-02T00:00:00Z","proven"]]' ]
	# What the verifier says counts after what is proven.
	check 0 proven --at 2019-01-01T00:00:00Z
}

@test "T21 a time stamp from after the end proves the opposite" {
	old_seal
	answer tsa q r '2021-02-02 00:00:00'
	refuses_stamp r E_KEY_EXPIRED
	cp r report/seal/SHA256SUMS.p7s.tsr
	check 4 E_KEY_EXPIRED
	check 4 E_KEY_EXPIRED --accept-claimed-time # proven beats claimed
	answer tsa q r '2019-07-02 00:00:00'
	cp r report/seal/SHA256SUMS.p7s.tsr
	check 4 E_KEY_NOT_YET_VALID
}

@test "T21 the dates of allowed_signers are judged at the proven time" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	cp r report/seal/SHA256SUMS.p7s.tsr
	sed 's/"muster-seal"/&,valid-before="20200203Z"/' "$K/past.signers" > trust/allowed_signers
	check 0 proven
	sed 's/"muster-seal"/&,valid-before="20200202Z"/' "$K/past.signers" > trust/allowed_signers
	check 4 E_KEY_EXPIRED
	ssh-keygen -i -m PKCS8 -f "$K/past.pub" > trust/revoked_keys
	check 4 E_KEY_REVOKED
}

@test "T23 a stamp over other data, by another authority, by an expired one" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	echo other > data
	openssl ts -query -data data -sha256 -cert -out other.q 2>/dev/null
	answer tsa other.q other.r '2020-02-02 00:00:00'
	refuses_stamp other.r E_TS_BAD
	cp other.r report/seal/SHA256SUMS.p7s.tsr
	check 4 E_TS_BAD

	make_tsa wrong '2019-06-01 00:00:00' 7000
	answer wrong q wrong.r '2020-02-02 00:00:00'
	refuses_stamp wrong.r E_TS_UNTRUSTED
	cp wrong.r report/seal/SHA256SUMS.p7s.tsr
	check 4 E_TS_UNTRUSTED
	# Also where the key is good without it: what is there must hold.
	"$MUSTER" seal report --key "$K/p256.key" -q
	cp wrong.r report/seal/SHA256SUMS.p7s.tsr
	refused 4 E_TS_BAD report

	make_tsa short '2020-01-01 00:00:00' 60
	old_seal
	answer short q short.r '2020-02-02 00:00:00'
	cp short-root.crt trust/tsa-roots.pem
	"$MUSTER" seal report --tsr short.r --tsq q --trust trust -q
	check 0 proven # its certificate ended in March 2020
	run openssl ts -verify -in report/seal/SHA256SUMS.p7s.tsr -data report/seal/SHA256SUMS.p7s \
		-CAfile short-root.crt
	[ "$status" -ne 0 ] # openssl judges at now,
	openssl ts -verify -in report/seal/SHA256SUMS.p7s.tsr -data report/seal/SHA256SUMS.p7s \
		-CAfile short-root.crt -attime 1580600000 # unless it is told when
	at_time '2020-02-01 00:00:00' "$MUSTER" seal report --key "$K/past.key" --tsq q -q
	answer short q late.r '2020-04-02 00:00:00'
	refuses_stamp late.r E_TS_UNTRUSTED
}

@test "T23 without an authority to believe, a stamp says nothing" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	rm trust/tsa-roots.pem
	refuses_stamp r tsa-roots.pem
	cp r report/seal/SHA256SUMS.p7s.tsr
	check 4 E_KEY_EXPIRED
	[[ $output == *W_TS_NOT_CHECKED* ]]
	[[ $output != *proven* ]]
	check 0 W_TS_NOT_CHECKED --at 2020-02-01T00:00:00Z
	echo x >> report/seal/SHA256SUMS.p7s.tsr # broken is broken, all the same
	check 4 E_TS_BAD --at 2020-02-01T00:00:00Z
}

@test "T23 a stamp that is cut, padded, refused, weak, or none at all" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	try() { # answer
		refuses_stamp "$1" E_TS_BAD
		cp "$1" report/seal/SHA256SUMS.p7s.tsr
		check 4 E_TS_BAD
		rm report/seal/SHA256SUMS.p7s.tsr
	}
	head -c 100 r > cut
	try cut
	{ cat r; printf x; } > long
	try long
	echo garbage > none
	try none
	cp report/seal/SHA256SUMS.p7s p7s
	try p7s
	: > empty
	run "$MUSTER" seal report --tsr empty --trust trust
	[ "$status" -ne 0 ]
	# A bit of the signature, which stands at the end of it.
	python3 -c 'b = bytearray(open("r", "rb").read()); b[-3] ^= 1; open("flip", "wb").write(b)'
	try flip
	openssl ts -query -data report/seal/SHA256SUMS.p7s -sha1 -cert -out sha1.q 2>/dev/null
	answer tsa sha1.q sha1.r '2020-02-02 00:00:00'
	try sha1.r
	openssl ts -query -data report/seal/SHA256SUMS.p7s -sha256 -out bare.q 2>/dev/null
	answer tsa bare.q bare.r '2020-02-02 00:00:00' # without the certificate
	try bare.r
	openssl ts -query -data report/seal/SHA256SUMS.p7s -md5 -cert -out md5.q 2>/dev/null
	answer tsa md5.q md5.r '2020-02-02 00:00:00' # a rejection is an answer too
	try md5.r
	make_tsa ess1 '2019-06-01 00:00:00' 7000 sha1
	cp ess1-root.crt trust/tsa-roots.pem
	answer ess1 q ess1.r '2020-02-02 00:00:00'
	try ess1.r
	make_tsa weak '2019-06-01 00:00:00' 7000 sha256 sha1
	cp weak-root.crt trust/tsa-roots.pem
	answer weak q weak.r '2020-02-02 00:00:00'
	try weak.r
	for md in sha384 sha512; do
		openssl ts -query -data report/seal/SHA256SUMS.p7s -$md -cert -out $md.q 2>/dev/null
		cp tsa-root.crt trust/tsa-roots.pem
		answer tsa $md.q $md.r '2020-02-02 00:00:00'
		cp $md.r report/seal/SHA256SUMS.p7s.tsr
		check 0 proven
	done
}

@test "an answer to another query is not stored" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	"$MUSTER" seal report --tsq q2 -q
	run cmp q q2 # another nonce
	[ "$status" -eq 1 ]
	refuses_stamp r E_TS_BAD --tsq q2
	refuses_stamp r "no time stamp query" --tsq r
	run "$MUSTER" seal report --tsr r --trust trust
	[ "$status" -eq 0 ]
	[[ $output == *"nonce was not compared"* ]]
	# The query is one: openssl reads it, and finds the imprint of the seal.
	openssl ts -query -in q2 -text | tr -d ' -' | sed -n 's/^00[01]0//p' | cut -c1-32 | tr -d '\n' > imprint
	[ "$(tr -d '\n' < imprint | cut -c1-64)" = "$(sha256sum < report/seal/SHA256SUMS.p7s | cut -c1-64)" ]
	openssl ts -query -in q2 -text | grep -q 'Certificate required: yes'
	run "$MUSTER" seal report --tsr r
	[ "$status" -eq 2 ]
	[[ $output == *--trust* ]]
	run "$MUSTER" seal report --tsr r --trust trust --key "$K/past.key"
	[ "$status" -eq 2 ]
	rm -r report/seal
	run "$MUSTER" seal report --tsq q3
	[ "$status" -eq 2 ]
	[ ! -e q3 ]
}

@test "an authority whose key or certificate is revoked proves nothing" {
	old_seal
	answer tsa q r '2020-02-02 00:00:00'
	cp r report/seal/SHA256SUMS.p7s.tsr
	openssl pkey -in tsa.key -pubout -out tsa.pub
	ssh-keygen -i -m PKCS8 -f tsa.pub > trust/revoked_keys
	check 4 E_TS_UNTRUSTED
	rm trust/revoked_keys
	printf 'R\t360101000000Z\t200601000000Z,keyCompromise\t07\tunknown\t/CN=tsa time stamps\n' |
		CA=tsa-root.crt CAKEY=tsa-root.key make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
	check 4 E_TS_UNTRUSTED
	printf 'R\t360101000000Z\t200601000000Z,superseded\t07\tunknown\t/CN=tsa time stamps\n' |
		CA=tsa-root.crt CAKEY=tsa-root.key make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
	check 0 proven # in June; it spoke in February
}

@test "a stamp on the statement serves a key of its own" {
	# CMS by one key, the statement by another, which has expired.
	at_time '2020-02-01 00:00:00' "$MUSTER" seal report --key "$K/past.key" --tsq q --timestamp-dsse -q
	make_tsa tsa '2019-06-01 00:00:00' 7000
	openssl cms -sign -binary -cades -md sha256 -in report/SHA256SUMS -outform DER \
		-out report/seal/SHA256SUMS.p7s -signer "$K/p256.crt" -inkey "$K/p256.key"
	mkdir trust
	sed 's/"muster-seal"/&,valid-before="20200301Z"/' "$K/past.signers" |
		cat - "$K/p256.signers" > trust/allowed_signers
	cp tsa-root.crt trust/tsa-roots.pem
	check 4 E_KEY_EXPIRED
	answer tsa q r '2020-02-02 00:00:00'
	"$MUSTER" seal report --tsr r --tsq q --timestamp-dsse --trust trust -q
	check 0 "dsse by ci@example.org, key $(openssl pkey -pubin -in "$K/past.pub" -outform DER | sha256sum | cut -c1-16), at 2020-02-02T00:00:00Z (proven)"
	jq -e '.verificationMaterial.timestampVerificationData.rfc3161Timestamps | length == 1' \
		report/seal/attestation.sigstore.json
	# The same stamp in a bundle with another signature is about other data.
	jq -c --slurpfile old report/seal/attestation.sigstore.json \
		'.verificationMaterial.timestampVerificationData = $old[0].verificationMaterial.timestampVerificationData' \
		"$BATS_FILE_TMPDIR/report/seal/attestation.sigstore.json" > new
	tr -d '\n' < new > report/seal/attestation.sigstore.json
	cp "$BATS_FILE_TMPDIR/report/seal/seal.pub" report/seal/
	check 4 E_TS_BAD
}

# report/ sealed by the leaf of a CA, CMS alone.
ca_seal() {
	"$MUSTER" seal report --key "$K/leaf.key" --tsq q -q
	rm report/seal/attestation.sigstore.json report/seal/seal.pub
	mkdir -p trust
	: > trust/allowed_signers
	cp "$K/ca.crt" trust/x509-roots.pem
	make_tsa tsa '2026-01-01 00:00:00' 3000
	cp tsa-root.crt trust/tsa-roots.pem
}
listed() { # reason, date: a list that has the leaf on it
	printf 'R\t360101000000Z\t%s%s\t02\tunknown\t/CN=ci@example.org\n' "$2" "${1:+,$1}" |
		make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
}

@test "T22 a revoked certificate, by reason and by time" {
	ca_seal
	check 0 VERIFIED --require cms
	: | make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
	check 0 VERIFIED --require cms
	[[ $output != *W_CRL* ]]
	answer tsa q r '2026-03-01 00:00:00'
	cp r report/seal/SHA256SUMS.p7s.tsr
	for reason in '' unspecified keyCompromise CACompromise certificateHold; do
		listed "$reason" 260601000000Z
		echo "reason $reason"
		check 4 E_KEY_REVOKED --require cms
	done
	for reason in superseded affiliationChanged cessationOfOperation; do
		listed $reason 260601000000Z
		check 0 "2026-03-01T00:00:00Z (proven)" --require cms # in June, sealed in March
		listed $reason 260201000000Z
		check 4 E_KEY_REVOKED --require cms # in February
	done
	rm report/seal/SHA256SUMS.p7s.tsr
	listed superseded 260601000000Z
	check 4 E_KEY_REVOKED --require cms --at 2026-11-02T00:00:00Z
	check 0 VERIFIED --require cms --at 2026-03-01T00:00:00Z
}

@test "T22 a revoked certificate of a key that a line vouches for" {
	ca_seal
	printf 'ci@example.org namespaces="muster-seal" %s\n' \
		"$(ssh-keygen -i -m PKCS8 -f "$K/leaf.pub")" > trust/allowed_signers
	listed keyCompromise 260601000000Z
	check 4 E_KEY_REVOKED --require cms
	rm trust/x509-roots.pem # a list condemns even where nobody knows its CA
	check 4 E_KEY_REVOKED --require cms
}

@test "T22 a list that is stale, of another authority, forged, or no list" {
	ca_seal
	: | make_crl trust/x509-crls.pem '2026-02-01 00:00:00' 30
	check 0 W_CRL_STALE --require cms
	: | CA=tsa-root.crt CAKEY=tsa-root.key make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
	check 4 E_CERT_CHAIN --require cms
	# Somebody else's list in the name of our CA.
	openssl req -new -x509 -key "$K/other.key" -config "$K/ca.cnf" -out fake.crt
	: | CA=fake.crt CAKEY="$K/other.key" make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650
	check 4 E_CERT_CHAIN --require cms
	echo garbage > trust/x509-crls.pem
	check 2 E_TRUST_SYNTAX --require cms
	rm trust/x509-crls.pem
	echo garbage > trust/x509-roots.pem
	check 2 E_TRUST_SYNTAX --require cms
	cp "$K/ca.crt" trust/x509-roots.pem
	: > trust/tsa-roots.pem
	check 2 E_TRUST_SYNTAX --require cms
}
