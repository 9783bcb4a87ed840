# muster seal: stock tools are the judges of what it makes.

load ../keys/seal

@test "stock openssl and jq find the seals good, on the folder and the archive" {
	"$root/docs/verify-by-hand.sh" report "$K/p256.crt" "$K/p256.pub"
	"$root/docs/verify-by-hand.sh" "$NAME.tar.gz" "$K/p256.crt" "$K/p256.pub"
	run "$root/docs/verify-by-hand.sh" report "$K/other.crt" "$K/p256.pub"
	[ "$status" -eq 1 ]
	run "$root/docs/verify-by-hand.sh" report "$K/p256.crt" "$K/other.pub"
	[ "$status" -eq 1 ]
}

@test "the seal digest is what sha256sum prints" {
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -eq 0 ]
	[[ $output == *"seal   sha256:$(sha256sum < report/SHA256SUMS | cut -c1-64)"* ]]
	[[ $output == *"tar    sha256:$(gzip -dc $NAME.tar.gz | sha256sum | cut -c1-64)"* ]]
	[[ $output == *"file   sha256:$(sha256sum < $NAME.tar.gz | cut -c1-64)"* ]]
}

@test "sealing changes no content file" {
	"$root/tests/keys/make-bundle.sh" before
	rm -r report/seal
	diff -r before report
}

@test "the archive is what bsdtar makes of the same files, byte for byte" {
	pack report again.tar
	gzip -dc $NAME.tar.gz | cmp - again.tar
	[ "$(head -c 10 $NAME.tar.gz | od -An -tx1 | tr -d ' ')" = 1f8b0800000000000003 ]
}

@test "folder, zone, umask, locale and mtimes change no byte of the content" {
	"$root/tests/keys/make-bundle.sh" elsewhere/deep/report
	rm -r report/seal
	find elsewhere -exec touch -d '2001-01-01' {} +
	chmod -R u+rwX,go-rwx elsewhere
	(
		export TZ=Pacific/Kiritimati LC_ALL=C.UTF-8
		umask 077
		"$MUSTER" seal elsewhere/deep/report --key "$K/p256.key" --bundle a.tar.gz -q
	)
	TZ=Etc/GMT+12 LC_ALL=C "$MUSTER" seal report --key "$K/p256.key" --bundle b.tar.gz -q
	cmp elsewhere/deep/report/SHA256SUMS report/SHA256SUMS
	payload() { jq -r .dsseEnvelope.payload "$1/seal/attestation.sigstore.json"; }
	[ "$(payload elsewhere/deep/report)" = "$(payload report)" ]
	# But for the CMS and DSSE signatures, which are random, the tars are one.
	rm -r elsewhere/deep/report/seal report/seal
	pack elsewhere/deep/report a.tar
	pack report b.tar
	cmp a.tar b.tar
}

@test "the same sealed folder gives the same archive twice" {
	"$root/tests/keys/make-bundle.sh" d acme/widget '"dsse"'
	# Ed25519 signs without chance, so even the sealed archive is the same.
	"$MUSTER" seal d --key "$K/ed25519.key" --bundle a.tar.gz -q
	TZ=Asia/Kolkata "$MUSTER" seal d --key "$K/ed25519.key" --bundle b.tar.gz -q
	cmp a.tar.gz b.tar.gz
}

@test "every kind of key makes seals that stock tools and verify accept" {
	for kind in p256 rsa3072; do
		"$MUSTER" seal report --key "$K/$kind.key" --bundle $kind.tar.gz -q
		"$root/docs/verify-by-hand.sh" $kind.tar.gz "$K/$kind.crt" "$K/$kind.pub"
		run "$MUSTER" verify $kind.tar.gz --trust "$K/$kind.signers"
		[ "$status" -eq 0 ]
	done
	"$root/tests/keys/make-bundle.sh" d acme/widget '"dsse"'
	"$MUSTER" seal d --key "$K/ed25519.key" --bundle ed.tar -q --compression none
	run "$MUSTER" verify ed.tar --trust "$K/ed25519.signers"
	[ "$status" -eq 0 ]
	[ ! -e d/seal/SHA256SUMS.p7s ]
}

@test "the statement is an in-toto test result with the items where they belong" {
	jq -r .dsseEnvelope.payload report/seal/attestation.sigstore.json | base64 -d > st.json
	[ "$(tail -c 1 st.json)" = "}" ]
	[ "$(jq -cS . st.json | tr -d '\n')" = "$(cat st.json)" ]
	[ "$(jq -r ._type st.json)" = https://in-toto.io/Statement/v1 ]
	[ "$(jq -r .predicateType st.json)" = https://in-toto.io/attestation/test-result/v0.1 ]
	[ "$(jq -c .predicate.passedTests st.json)" = '["tests-pass"]' ]
	[ "$(jq -c .predicate.failedTests st.json)" = '["rollback-rehearsed"]' ]
	[ "$(jq -c .predicate.warnedTests st.json)" = '["security-lead"]' ]
	[ "$(jq -r .predicate.result st.json)" = FAILED ]
	[ "$(jq -c .predicate.muster_readiness.signoffsPending st.json)" = '["release/security-lead"]' ]
	[ "$(jq -c '[.predicate.configuration[].name]' st.json)" = '["release.md"]' ]
	[ "$(jq -r '.subject[1].digest.gitCommit' st.json)" = $COMMIT ]
}

@test "a folder that is not as SHA256SUMS says is not sealed" {
	rm -r report/seal
	cp -r report good
	echo x >> report/index.html
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
	[[ $output == *index.html* ]]
	[ ! -e report/seal ]
	rm -r report && cp -r good report && echo x > report/extra.html
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
	[[ $output == *extra.html* ]]
	rm report/extra.html report/assets/site.css
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
	[[ $output == *assets/site.css* ]]
	rm -r report && cp -r good report && ln -sf /etc/passwd report/index.html
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
	rm report/index.html
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
}

@test "a path that bundles do not take is not sealed" {
	rm -r report/seal
	for name in 'a b.html' '.hidden' 'x.' 'é.html' '-x'; do
		echo x > "report/$name"
		run "$MUSTER" seal report --key "$K/p256.key"
		echo "$output"
		[ "$status" -ne 0 ]
		rm "report/$name"
	done
	resum
	"$MUSTER" seal report --key "$K/p256.key" -q
}

@test "a promised seal that the key cannot make stops the sealing" {
	run "$MUSTER" seal report --key "$K/ed25519.key"
	[ "$status" -eq 2 ]
	[[ $output == *"--seals dsse"* ]]
	cp "$K/p256.key" bare.key
	run "$MUSTER" seal report --key bare.key
	[ "$status" -eq 2 ]
	[[ $output == *"--cert"* ]]
	run "$MUSTER" seal report --key bare.key --cert "$K/other.crt"
	[ "$status" -eq 2 ]
	[[ $output == *"not about this key"* ]]
	"$MUSTER" seal report --key bare.key --cert "$K/p256.crt" -q
	accepted report
}

@test "without a key, a folder or a report there is no seal" {
	run "$MUSTER" seal report
	[ "$status" -eq 2 ]
	run "$MUSTER" seal nowhere --key "$K/p256.key"
	[ "$status" -ne 0 ]
	[[ $output == *"muster build"* ]]
	rm report/SHA256SUMS
	run "$MUSTER" seal report --key "$K/p256.key"
	[ "$status" -ne 0 ]
	run "$MUSTER" seal report --key "$K/p256.key" --compression rar
	[ "$status" -eq 2 ]
}

@test "a key that comes by descriptor seals too" {
	"$MUSTER" seal report --key-fd 3 --cert "$K/p256.crt" -q 3< "$K/p256.key"
	accepted report
}

@test "sealing again replaces the seal and leaves nothing behind" {
	touch report/seal/old
	"$MUSTER" seal report --key "$K/p256.key" -q
	[ "$(ls report/seal)" = "$(printf 'SHA256SUMS.p7s\nattestation.sigstore.json\nseal.pub')" ]
	[ -z "$(find . -name '.muster-tmp-*')" ]
	accepted report
}

@test "the process that parses never opens the key" {
	command -v strace >/dev/null || skip "strace is not installed"
	strace -f -e trace=openat,open -o trace "$MUSTER" seal report --key "$K/p256.key" -q ||
		skip "strace cannot trace here"
	key=$(grep 'p256.key' trace | cut -d' ' -f1 | sort -u)
	json=$(grep -E '(report|bundle|SHA256SUMS)' trace | grep -E 'bundle.json|report.json|SHA256SUMS"' | cut -d' ' -f1 | sort -u)
	[ "$(echo "$key" | wc -l)" -eq 1 ]
	[ -n "$json" ]
	[[ $json != *"$key"* ]]
}
