# muster close and step 12 of verify: T32 of the matrix in verify.bats.

load ../keys/seal
load ../keys/tsa

setup() {
	cd "$BATS_TEST_TMPDIR"
	K=$BATS_FILE_TMPDIR/keys
	cp -r "$BATS_FILE_TMPDIR/report" report
	cp "$BATS_FILE_TMPDIR/$NAME.tar.gz" .
	mkdir trust
	sed 's/ci@/release@/; s/muster-seal/muster-close/' "$K/other.signers" |
		cat "$K/p256.signers" - > trust/allowed_signers
}

close() { "$MUSTER" close "$1" --key "$K/other.key" --trust trust -q "${@:2}"; }
check() { # status, names, bundle, options
	run "$MUSTER" verify --json --trust trust "${@:3}"
	echo "$output"
	[ "$status" -eq "$1" ]
	[ "$(jq -r '[.errors[].code] | unique | join(" ")' <<< "$output")" = "$2" ]
}
vsa() { jq -r .dsseEnvelope.payload "$1/seal/vsa.sigstore.json" | base64 -d; }
# The attestation again with another payload, signed by openssl.
forge() { # sed program, key
	jq -r .dsseEnvelope.payload good.json | base64 -d | sed "$1" | tr -d '\n' > st
	{ printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < st)"; cat st; } > pae
	openssl dgst -sha256 -sign "$K/${2:-other}.key" pae > sig
	jq -c ".dsseEnvelope.payload = \"$(base64 -w0 st)\" | .dsseEnvelope.signatures[0].sig = \"$(base64 -w0 sig)\"" \
		good.json > report/seal/vsa.sigstore.json
}

# A statement of the security lead's, signed by ssh-keygen.
sign_off() { # file, decision, time
	[ -e lead ] || ssh-keygen -q -t ed25519 -N '' -f lead
	grep -q ^lead@ trust/allowed_signers ||
		echo "lead@example.org namespaces=\"muster-signoff/security\" $(cut -d' ' -f1,2 lead.pub)" >> trust/allowed_signers
	mkdir -p "$(dirname "$1")"
	rm -f "$1.sig"
	printf '%s\n' 'muster-signoff v1' "report: sha256:$(sha256sum < report/report.json | cut -c1-64)" \
		"seal: -" "project: acme/widget" "commit: $COMMIT" "field: release/security-lead" \
		"role: security" "decision: $2" "by: lead@example.org" "at: $3" "note: " > "$1"
	ssh-keygen -q -Y sign -n muster-signoff/security -f lead "$1" 2>/dev/null
}

@test "a closed bundle says who has closed it, over what, and as what" {
	close $NAME.tar.gz
	check 0 "" $NAME.tar.gz
	[ "$(jq -r .closedBy <<< "$output")" = release@example.org ]
	mkdir x && tar -xzf $NAME.tar.gz -C x && mv x/$NAME closed
	vsa closed > st
	jq -cS . st | tr -d '\n' | cmp - st
	[ "$(jq -r .predicateType st)" = https://slsa.dev/verification_summary/v1 ]
	[ "$(jq -c .predicate.verifiedLevels st)" = '["FAILED"]' ] # rollback is not rehearsed
	[ "$(jq -r .predicate.verificationResult st)" = FAILED ]
	[ "$(jq -r .predicate.resourceUri st)" = "https://example.org/widget@$COMMIT" ]
	[ "$(jq -r '.predicate.inputAttestations[].uri' st)" = "$(printf 'seal/SHA256SUMS.p7s\nseal/attestation.sigstore.json')" ]
	(cd closed && jq -r '.predicate.inputAttestations[] | .digest.sha256 + "  " + .uri' ../st | sha256sum -c --quiet)
	[ "$(jq -r '.subject[0].digest.sha256' st)" = "$(sha256sum < closed/SHA256SUMS | cut -c1-64)" ]
	# The seal itself is the same as before.
	diff -r report closed | grep -v 'Only in closed/seal: vsa.sigstore.json' && return 1
	run "$MUSTER" verify $NAME.tar.gz --trust trust
	[[ $output == *"closed by release@example.org as NOT-READY"* ]]
}

@test "a folder is closed in its place, and packed beside it" {
	rm $NAME.tar.gz
	close report
	check 0 "" report
	check 0 "" $NAME.tar.gz
	[ "$(ls -A)" = "$(printf '%s\nreport\ntrust' $NAME.tar.gz)" ]
	close report --bundle again.tar.zst --compression zstd
	check 0 "" again.tar.zst
}

@test "T32 a sign-off added, removed or changed behind the closing" {
	sign_off signoffs/a.signoff approve 2026-01-02T00:00:00Z
	sign_off later/b.signoff reject 2026-01-03T00:00:00Z
	echo other > signoffs/notes.txt # no sign-off: left alone
	close $NAME.tar.gz --signoffs signoffs
	rm -rf report && mkdir x && tar -xzf $NAME.tar.gz -C x && mv x/$NAME report
	[ "$(ls report/signoffs)" = "$(printf 'a.signoff\na.signoff.sig')" ]
	vsa report | jq -e '.predicate.inputAttestations | length == 4'
	check 0 "" report
	cp -r report good
	rm report/signoffs/*
	rmdir report/signoffs
	check 1 E_CLOSED_SET_MISMATCH report
	rm -r report && cp -r good report
	cp later/* report/signoffs/
	check 1 E_CLOSED_SET_MISMATCH report
	rm -r report && cp -r good report
	check 1 E_CLOSED_SET_MISMATCH report --signoffs later # nor from outside
	echo >> report/signoffs/a.signoff.sig
	check 1 E_CLOSED_SET_MISMATCH report
	rm -r report && cp -r good report
	mv report/signoffs/a.signoff report/signoffs/c.signoff
	mv report/signoffs/a.signoff.sig report/signoffs/c.signoff.sig
	check 1 E_CLOSED_SET_MISMATCH report
	# Sealed again by the very same key: other signatures than were closed.
	rm -r report && cp -r good report
	cp report/seal/vsa.sigstore.json vsa
	"$MUSTER" seal report --key "$K/p256.key" -q
	[ ! -e report/seal/vsa.sigstore.json ] # sealing again opens it
	cp vsa report/seal/vsa.sigstore.json
	check 1 E_CLOSED_SET_MISMATCH report
}

@test "T32 one of two seals removed behind the closing" {
	close report
	rm report/seal/SHA256SUMS.p7s
	check 1 "E_CLOSED_SET_MISMATCH" report --require dsse
}

@test "a closing that says more than the bundle, or is about another" {
	close report
	cp report/seal/vsa.sigstore.json good.json
	forge ''
	check 0 "" report
	forge 's/"verificationResult":"FAILED"/"verificationResult":"PASSED"/; s/\["FAILED"\]/["MUSTER_READY"]/'
	check 1 E_VSA_BAD report
	forge 's/"verificationResult":"FAILED"/"verificationResult":"PASSED"/'
	check 1 E_VSA_BAD report
	forge 's/\["FAILED"\]/["MUSTER_READY"]/'
	check 1 E_VSA_BAD report
	forge 's/\["FAILED"\]/["FAILED","SLSA_BUILD_LEVEL_3"]/'
	check 1 E_VSA_BAD report
	forge 's/"gitCommit":"1a/"gitCommit":"1b/'
	check 1 E_VSA_BAD report
	forge 's/example.org.widget@/example.org\/gadget@/'
	check 1 E_VSA_BAD report
	forge 's/verification_summary/verification_summaries/'
	check 1 E_VSA_BAD report
	forge 's/"inputAttestations":\[/&{"digest":{"sha256":"00"},"uri":"a"},/'
	check 1 E_CLOSED_SET_MISMATCH report
	forge 's/"inputAttestations":\[[^]]*\]/"inputAttestations":[]/'
	check 1 E_CLOSED_SET_MISMATCH report
	forge 's/^{/[/'
	check 1 E_VSA_BAD report
	forge '' p256 # not by the key that it names
	check 1 E_VSA_BAD report
	jq -c '.dsseEnvelope.payloadType = "text/plain"' good.json > report/seal/vsa.sigstore.json
	check 1 E_VSA_BAD report
	echo garbage > report/seal/vsa.sigstore.json
	check 1 E_VSA_BAD report
	cp report/seal/attestation.sigstore.json report/seal/vsa.sigstore.json
	check 1 E_VSA_BAD report
}

@test "only a key with muster-close closes" {
	run "$MUSTER" close report --key "$K/p256.key" --trust trust # it may seal alone
	[ "$status" -ne 0 ]
	[[ $output == *"not for muster-close"* ]]
	[ ! -e report/seal/vsa.sigstore.json ]
	run "$MUSTER" close report --key "$K/past.key" --trust trust
	[ "$status" -ne 0 ]
	close report
	cp "$K/p256.signers" trust/allowed_signers
	check 3 E_SEAL_UNTRUSTED report
	sed 's/muster-seal/muster-close/' "$K/other.signers" | cat "$K/p256.signers" - > both
	sed -i 's/ci@example.org namespaces="muster-close"/r@example.org namespaces="muster-close",valid-before="20260101Z"/' both
	cp both trust/allowed_signers
	check 4 E_KEY_EXPIRED report
	sed -i 's/,valid-before="20260101Z"//' trust/allowed_signers
	check 0 "" report
	ssh-keygen -i -m PKCS8 -f "$K/other.pub" > trust/revoked_keys
	check 4 E_KEY_REVOKED report
	run "$MUSTER" close report --trust trust
	[ "$status" -eq 2 ]
	run "$MUSTER" close report --key "$K/other.key"
	[ "$status" -eq 2 ]
}

@test "a bundle that does not verify is not closed" {
	cp -r report good
	for damage in 'echo x >> report/index.html' 'rm report/seal/SHA256SUMS.p7s' \
		'echo x > report/seal/attestation.sigstore.json' 'echo x > report/extra.html'; do
		rm -rf report && cp -r good report
		eval "$damage"
		run "$MUSTER" close report --key "$K/other.key" --trust trust
		echo "$output"
		[ "$status" -ne 0 ]
		[ ! -e report/seal/vsa.sigstore.json ]
	done
	head -c 2000 $NAME.tar.gz > cut.tar.gz
	cp cut.tar.gz before
	run "$MUSTER" close cut.tar.gz --key "$K/other.key" --trust trust
	[ "$status" -ne 0 ]
	cmp cut.tar.gz before
	[ -z "$(find . -name '.muster-tmp-*')" ]
	# A sign-off that is in the bundle already is not replaced.
	rm -rf report && cp -r good report
	mkdir report/signoffs new
	sign_off report/signoffs/a.signoff approve 2026-01-02T00:00:00Z
	cp report/signoffs/a.signoff one
	sign_off new/a.signoff reject 2026-01-02T00:00:00Z
	run "$MUSTER" close report --key "$K/other.key" --trust trust --signoffs new
	[ "$status" -eq 2 ]
	cmp report/signoffs/a.signoff one
}

# Only the rollback and the lead's word are missing; make the rollback good.
almost_ready() {
	sed -i 's/"verdict":"open"/"verdict":"verified"/' report/report.json
	jq -cS '.result.counts = {"needs-signoff": 1, "verified": 2}' report/bundle.json > b && mv b report/bundle.json
	resum
	"$MUSTER" seal report --key "$K/p256.key" -q "$@"
}

@test "a sign-off that came late makes ready what lacked nothing else" {
	almost_ready
	gate="--gate --expect-commit $COMMIT"
	check 5 "E_NOT_READY E_SIGNOFF_INCOMPLETE" report $gate
	sign_off signoffs/a.signoff approve 2026-01-02T00:00:00Z
	check 0 "" report $gate --signoffs signoffs
	check 0 "" report $gate --signoffs signoffs --require-role security
	check 5 E_SIGNOFF_INCOMPLETE report $gate --signoffs signoffs --require-role qa
	close report --signoffs signoffs
	check 0 "" report $gate
	[ "$(jq -r .outcomeNow <<< "$output")" = READY ]
	vsa report > st
	[ "$(jq -c '[.predicate.verificationResult, .predicate.verifiedLevels]' st)" = '["PASSED",["MUSTER_READY"]]' ]
	# The approval replaced by the rejection of the same person: the set is another.
	sign_off report/signoffs/a.signoff reject 2026-01-03T00:00:00Z
	run "$MUSTER" verify report --trust trust $gate
	[ "$status" -eq 1 ]
	rm -r report/seal/vsa.sigstore.json
	check 5 "E_NOT_READY E_SIGNOFF_REJECTED" report $gate
	close report
	[ "$(vsa report | jq -r .predicate.verificationResult)" = FAILED ]
}

@test "a late sign-off makes nothing ready that lacks something else" {
	sign_off signoffs/a.signoff approve 2026-01-02T00:00:00Z
	gate="--gate --expect-commit $COMMIT --signoffs signoffs"
	check 5 E_NOT_READY report $gate # the rollback is still open
	cp report/report.json report.json
	try() { # sed program for report.json
		sed "$1" report.json > report/report.json
		almost_ready
		rm -r signoffs
		sign_off signoffs/a.signoff approve 2026-01-02T00:00:00Z
		run "$MUSTER" verify report --trust trust $gate
		echo "$output"
		[ "$status" -ne 0 ]
		[[ $output == *E_NOT_READY* ]]
	}
	try 's/"verdict":"verified"/"verdict":"stale"/'
	try 's/"required":true,"verdict":"verified"/"required":false,"verdict":"contradicted"/'
	try 's/"path":"release.md"/"incomplete":true,&/'
	try 's/"project":/"findings":[{"level":"error","rule":"plan-unreadable"}],&/'
	try 's/"verdict":"verified"/"verdict":"needs-signoff"/'
}

@test "with a proven closing a lead's key may expire, and a revoked one may not" {
	sign_off signoffs/a.signoff approve 2026-01-02T00:00:00Z
	close report --signoffs signoffs --tsq q
	make_tsa tsa '2026-01-01 00:00:00' 3000
	cp tsa-root.crt trust/tsa-roots.pem
	answer tsa q r '2026-11-20 00:00:00'
	"$MUSTER" close report --tsr r --tsq q --trust trust -q
	sed -i 's/"muster-signoff.security"/&,valid-before="20261121Z"/' trust/allowed_signers
	check 0 "" report --at 2027-06-01T00:00:00Z
	cp report/seal/vsa.sigstore.json.tsr stamp
	rm report/seal/vsa.sigstore.json.tsr
	check 4 E_KEY_EXPIRED report --at 2027-06-01T00:00:00Z || check 3 E_SIGNOFF_UNTRUSTED report --at 2027-06-01T00:00:00Z
	cp stamp report/seal/vsa.sigstore.json.tsr
	cut -d' ' -f1,2 lead.pub > trust/revoked_keys
	run "$MUSTER" verify report --trust trust
	[ "$status" -ne 0 ]
	[[ $output == *REVOKED* || $output == *revoked* ]]
}

@test "a time stamp on the closing, and on nothing" {
	close report --tsq q
	make_tsa tsa '2026-01-01 00:00:00' 3000
	cp tsa-root.crt trust/tsa-roots.pem
	answer tsa q r '2026-11-20 00:00:00'
	"$MUSTER" close report --tsr r --tsq q --trust trust -q
	check 0 "" report
	openssl ts -verify -in report/seal/vsa.sigstore.json.tsr -data report/seal/vsa.sigstore.json -CAfile tsa-root.crt
	# Now the closing key may expire.
	sed -i 's/"muster-close"/&,valid-before="20261121Z"/' trust/allowed_signers
	check 0 "" report
	rm report/seal/vsa.sigstore.json.tsr
	check 4 E_KEY_EXPIRED report --at 2026-12-01T00:00:00Z
	cp r report/seal/vsa.sigstore.json.tsr
	rm report/seal/vsa.sigstore.json
	check 4 E_TS_BAD report
	cp "$BATS_FILE_TMPDIR/report/seal/SHA256SUMS.p7s" data
	openssl ts -query -data data -sha256 -cert -out q2 2>/dev/null
	answer tsa q2 r2 '2026-11-20 00:00:00'
	sed -i 's/,valid-before="20261121Z"//' trust/allowed_signers
	close report
	run "$MUSTER" close report --tsr r2 --trust trust
	[ "$status" -ne 0 ]
	[ ! -e report/seal/vsa.sigstore.json.tsr ]
	cp r2 report/seal/vsa.sigstore.json.tsr
	check 4 E_TS_BAD report
}
