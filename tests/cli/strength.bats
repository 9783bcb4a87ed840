#!/usr/bin/env bats
# Who has signed the evidence: S4 and S5, with real git, ssh-keygen and openssl.
bats_require_minimum_version 1.5.0
load helper
load ../keys/tsa

setup_file() {
	export KEYS=$BATS_FILE_TMPDIR
	for name in ada ci lab mallory; do
		ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$KEYS/$name"
	done
	openssl ecparam -name prime256v1 -genkey -noout -out "$KEYS/cms.key"
	faketime -f '2025-06-01 00:00:00' openssl req -x509 -new -key "$KEYS/cms.key" -days 3000 -out "$KEYS/cms.crt" \
		-subj /CN=cms -addext subjectAltName=email:cms@example.org \
		-addext keyUsage=digitalSignature
	openssl pkey -in "$KEYS/cms.key" -pubout -out "$KEYS/cms.pem"
	ssh-keygen -i -m PKCS8 -f "$KEYS/cms.pem" > "$KEYS/cms.pub"
	openssl genpkey -algorithm ed25519 -out "$KEYS/seal.key" # of muster's own kind
	chmod 600 "$KEYS/seal.key"
	openssl pkey -in "$KEYS/seal.key" -pubout -outform DER | tail -c 32 > "$KEYS/seal.raw"
	{
		printf 'ssh-ed25519 '
		{ printf '\0\0\0\013ssh-ed25519\0\0\0\040'; cat "$KEYS/seal.raw"; } | base64 -w 0
		echo
	} > "$KEYS/seal.pub"
}

# A line of allowed_signers: NAME NAMESPACES [OPTION].
grant() {
	echo "$1@example.org namespaces=\"$2\"${3:+,$3} $(cut -d ' ' -f 1,2 "$KEYS/$1.pub")" \
		>> "$trust/allowed_signers"
}

report=evidence/junit.xml
setup() {
	trust=$BATS_TEST_TMPDIR/trust given=(--trust "$BATS_TEST_TMPDIR/trust")
	mkdir "$trust"
	grant ci git,muster-evidence
	grant lab muster-evidence/tests
	grant ada git,muster-evidence
	new_repo r
	mkdir -p src checklists evidence
	echo 'int a;' > src/a.c
	commit_all source
	junit 3 0 "$(git rev-parse HEAD)" > $report
	cat > checklists/go.md <<'PLAN'
# Go live

- [x] The unit tests pass
  - Evidence: `junit:evidence/junit.xml`
PLAN
	printf '[gate "default"]\n\tstrength = S2\n' > muster.conf
	commit_all 'plan and report'
}

ssh_sign() { # KEY [NAMESPACE [FILE]]
	rm -f "${3:-$report}.sig"
	ssh-keygen -q -Y sign -n "${2:-muster-evidence}" -f "$KEYS/$1" "${3:-$report}" 2>/dev/null
}
cms_sign() {
	openssl cms -sign -binary -in "${1:-$report}" -signer "$KEYS/cms.crt" \
		-inkey "$KEYS/cms.key" -outform DER -out $report.p7s
}

# Commit as somebody, with their key.
signed() {
	git add -A
	day=$((day + 1))
	GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=${3:-$1}@example.org \
		GIT_COMMITTER_NAME=$1 GIT_COMMITTER_EMAIL=$1@example.org \
		GIT_AUTHOR_DATE="$((1767225600 + day * 86400)) +0000" \
		GIT_COMMITTER_DATE="$((1767225600 + day * 86400)) +0000" \
		git -c gpg.format=ssh -c user.signingkey="$KEYS/${2:-$1}" \
		commit -q -S -m signed
}

# Strength of the item.
judge() {
	json=$("$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --json "${given[@]}" "$@")
}
strength() {
	jq -r '.items[] | select(.line == 3) | .strength' <<< "$json"
}
story() {
	"$MUSTER" explain --db "$BATS_TEST_TMPDIR/db" checklists/go.md:3
}
stays() { # STRENGTH, WORDS
	judge
	echo "$(strength)"; story
	[ "$(strength)" = "$1" ]
	story | tr -s ' \n' ' ' | grep -F "$2"
}

@test "without a signature a bound report is S3, whatever trust is given" {
	stays S3 'No enrolled signer has signed it'
}

@test "SSHSIG beside the file by an enrolled key is S4, and the signer is named" {
	ssh_sign ci
	commit_all sig
	stays S4 'Signed by ci@example.org, key SHA256:'
	[ "$(verdict_at checklists/go.md:3)" = 'verified carried' ]
	story | tr -s ' \n' ' ' | grep -F "$report.sig"
	story | grep -F "$(ssh-keygen -lf "$KEYS/ci.pub" | cut -d ' ' -f 2 | cut -c 1-30)"
}

@test "a key for one kind of evidence signs that kind, in that namespace or in file" {
	ssh_sign lab muster-evidence/tests
	commit_all sig
	stays S4 'Signed by lab@example.org'
	ssh_sign lab file
	commit_all sig
	stays S4 'Signed by lab@example.org'
	# And no other kind.
	sed -i 's/muster-evidence\/tests/muster-evidence\/scan/' "$trust/allowed_signers"
	stays S3 'no line grants it "muster-evidence"'
}

@test "a signature made for another purpose counts for nothing" {
	for name in git muster-signoff/qa muster-evidence/scan muster-seal; do
		ssh_sign ci "$name"
		commit_all "$name"
		stays S3 "it was made for \"$name\""
	done
}

@test "a signature over other bytes takes the report down and is a finding" {
	ssh_sign ci
	junit 4 0 "$(git rev-parse HEAD~1)" > $report
	commit_all 'another report'
	stays S1 'does not hold: it is not over these bytes'
	[ "$(verdict_at checklists/go.md:3)" = 'partial too-weak' ]
	[ "$(jq -r '.findings[] | select(.code == "evidence-signature") | .path' <<< "$json")" = $report.sig ]
	# Whoever is trusted, and whether anybody is.
	json=$("$MUSTER" audit --json)
	[ "$(strength)" = S1 ]
}

@test "an unknown key, a revoked one, one out of time and one not allowed stay at S3" {
	ssh_sign mallory
	commit_all sig
	stays S3 'allowed_signers does not list its key'
	grant mallory git,muster-seal
	stays S3 'the key is known, but no line grants it "muster-evidence"'
	sed -i '$d' "$trust/allowed_signers"
	grant mallory muster-evidence 'valid-before="20200101Z"'
	stays S3 'the key is valid before 2020-01-01'
	sed -i '$d' "$trust/allowed_signers"
	grant mallory muster-evidence 'valid-after="20990101Z"'
	stays S3 'the key is valid from 2099-01-01'
	sed -i '$d' "$trust/allowed_signers"
	grant mallory muster-evidence
	stays S4 'Signed by mallory@example.org'
	cut -d ' ' -f 1,2 "$KEYS/mallory.pub" > "$trust/revoked_keys"
	stays S3 'the key is in revoked_keys'
}

@test "a line without namespaces= grants no evidence" {
	echo "ci@example.org $(cut -d ' ' -f 1,2 "$KEYS/ci.pub")" > "$trust/allowed_signers"
	ssh_sign ci
	commit_all sig
	stays S3 'no line grants it "muster-evidence"'
}

@test "the claimant's own signature on own evidence stays at S3" {
	ssh_sign ada
	commit_all sig
	stays S3 'Only whoever set the mark has signed it: ada@example.org'
}

@test "trust that only the audited tree has stays at S3" {
	mkdir trust
	cp "$trust/allowed_signers" trust/
	commit_all 'the tree vouches for itself'
	junit 3 0 "$(git rev-parse HEAD)" > $report
	ssh_sign ci
	commit_all sig
	json=$("$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --json)
	[ "$(strength)" = S3 ]
	story | tr -s ' \n' ' ' | grep -F 'only the audited tree vouches for that key'
	# Unless the operator says that it counts.
	json=$("$MUSTER" audit --json --trust-in-tree)
	[ "$(strength)" = S4 ]
}

@test "CMS beside the file is S4 by the key of its certificate alone" {
	cms_sign
	commit_all sig
	stays S3 'allowed_signers does not list its key'
	# A root that issued it enrols nobody for evidence.
	cp "$KEYS/cms.crt" "$trust/x509-roots.pem"
	stays S3 'allowed_signers does not list its key'
	grant cms muster-seal
	stays S3 'no line grants it "muster-evidence"'
	sed -i '$d' "$trust/allowed_signers"
	grant cms muster-evidence
	stays S4 'Signed by cms@example.org'
	# PEM says the same.
	openssl cms -cmsout -inform DER -in $report.p7s -outform PEM -out pem
	mv pem $report.p7s
	commit_all pem
	stays S4 'Signed by cms@example.org'
	# Other bytes.
	cms_sign src/a.c
	commit_all other
	stays S1 'does not hold: it is not over these bytes'
	echo nonsense > $report.p7s
	commit_all nonsense
	judge
	[ "$(strength)" = S3 ]
}

@test "an OpenPGP signature beside the file is S4 by the line of its key" {
	export GNUPGHOME=$BATS_TEST_TMPDIR/g
	mkdir -m 700 "$GNUPGHOME"
	for kind in ed25519 rsa2048 nistp256; do
		gpg -q --batch --passphrase '' --quick-gen-key "$kind@example.org" $kind sign never 2> "$GNUPGHOME/log"
		print=$(gpg --list-keys --with-colons $kind@example.org 2> /dev/null | awk -F: '/^fpr/ { print $10; exit }')
		gpg --export-ssh-key "$print!" > "$KEYS/$kind.pub" 2> /dev/null
		rm -f $report.asc
		gpg -q -u $kind@example.org --faked-system-time 20260102T000000! --armor --detach-sign $report 2> /dev/null ||
			gpg -q -u $kind@example.org --armor --detach-sign $report
		gpg -q --verify $report.asc $report 2> /dev/null # gpg says yes
		commit_all "$kind"
		# The claim of the signature's time counts, so the audit is as of a later day.
		judge --as-of 2099-01-01T00:00:00Z
		[ "$(strength)" = S3 ]
		story | tr -s ' \n' ' ' | grep -F 'no key that allowed_signers lists has made it'
		grant $kind muster-seal
		judge --as-of 2099-01-01T00:00:00Z
		story | tr -s ' \n' ' ' | grep -F 'no line grants it "muster-evidence"'
		sed -i '$d' "$trust/allowed_signers"
		grant $kind muster-evidence
		judge --as-of 2099-01-01T00:00:00Z
		[ "$(strength)" = S4 ]
		story | tr -s ' \n' ' ' | grep -F "Signed by $kind@example.org"
	done
	# Over other bytes; of a text; two signatures; nothing of the sort; a revoked key.
	cp $report.asc ../good
	gpg -q -u ed25519@example.org --armor --detach-sign -o - src/a.c > $report.asc
	commit_all other
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S1 ]
	gpg -q -u ed25519@example.org --armor --textmode --detach-sign -o - $report > $report.asc
	commit_all text
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S3 ]
	gpg -q -u ed25519@example.org -u rsa2048@example.org --armor --detach-sign -o - $report > $report.asc
	commit_all two
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S3 ]
	echo nonsense > $report.asc
	commit_all nonsense
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S3 ]
	cp ../good $report.asc
	commit_all 'the good one'
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S4 ]
	cut -d ' ' -f 1,2 "$KEYS/nistp256.pub" > "$trust/revoked_keys"
	judge --as-of 2099-01-01T00:00:00Z
	[ "$(strength)" = S3 ]
	gpgconf --kill all
}

@test "the signed commit that brought the file is S4, with one line for git and evidence" {
	junit 5 0 "$(git rev-parse HEAD~1)" > $report
	signed ci
	stays S4 "Signed by ci@example.org, key SHA256:"
	story | tr -s ' \n' ' ' | grep -F "in commit $(git rev-parse --short=12 HEAD)"
	# A later unsigned commit that does not touch it changes nothing.
	echo more > README.md
	commit_all readme
	stays S4 'Signed by ci@example.org'
	# One that does, does.
	echo '<!-- -->' >> $report
	commit_all touched
	stays S3 'No enrolled signer has signed it'
}

@test "a commit signed by a key for git alone, for somebody else or by the claimant is S3" {
	sed -i 's/git,muster-evidence/git/' "$trust/allowed_signers"
	junit 5 0 "$(git rev-parse HEAD~1)" > $report
	signed ci
	# lab may sign evidence, so commits are looked at.
	stays S3 'no line grants it "git,muster-evidence"'
	sed -i 's/"git"/"git,muster-evidence"/' "$trust/allowed_signers"
	stays S4 'Signed by ci@example.org'
	# Two lines are not one.
	sed -i '/^ci@/d' "$trust/allowed_signers"
	grant ci git
	grant ci muster-evidence
	stays S3 'no line grants it "git,muster-evidence"'
	sed -i '/^ci@/d' "$trust/allowed_signers"
	grant ci git,muster-evidence
	# The author is another.
	junit 6 0 "$(git rev-parse HEAD~2)" > $report
	signed ci ci eve
	stays S3 'its author or committer is not its signer'
	# The claimant.
	junit 7 0 "$(git rev-parse HEAD~3)" > $report
	signed ada
	stays S3 'Only whoever set the mark has signed it: ada@example.org'
}

@test "whoever brings the evidence in the commit that sets the mark claims and signs" {
	sed -i 's/^- \[x\]/- [ ]/' checklists/go.md
	commit_all untick
	sed -i 's/^- \[ \]/- [x]/' checklists/go.md
	junit 5 0 "$(git rev-parse HEAD~2)" > $report
	signed ci
	stays S3 'Only whoever set the mark has signed it: ci@example.org'
}

@test "two independent people are S5; two keys of one, or one key twice, are not" {
	ssh_sign lab muster-evidence/tests
	cms_sign
	commit_all sigs
	grant cms muster-evidence
	stays S5 'and independently by cms@example.org'
	sed -i 's/^cms@example.org/lab@example.org,cms@example.org/' "$trust/allowed_signers"
	sed -i 's/^lab@example.org namespaces/lab@example.org,cms@example.org namespaces/' "$trust/allowed_signers"
	stays S4 'nobody independent has signed it too'
	sed -i 's/^lab@example.org,cms@example.org namespaces="muster-evidence" /ada@example.org,cms@example.org namespaces="muster-evidence" /' "$trust/allowed_signers"
	sed -i '/^ada@example.org namespaces/d; s/^lab@example.org,cms@example.org/lab@example.org/' "$trust/allowed_signers"
	# The claimant is no second person.
	stays S4 'Signed by lab@example.org'
}

@test "a rule and a profile can ask for S4" {
	printf '[rule "signed"]\n\titem = The unit tests pass\n\tstrength = S4\n' > muster.conf
	commit_all rule
	judge
	[ "$(verdict_at checklists/go.md:3)" = 'partial too-weak' ]
	story | tr -s ' \n' ' ' | grep -F 'S4 (signed) is needed'
	ssh_sign ci
	commit_all sig
	judge
	[ "$(verdict_at checklists/go.md:3)" = 'verified carried' ]
	printf '[gate "default"]\n\tstrength = S5\n' > muster.conf
	commit_all gate
	judge
	[ "$(verdict_at checklists/go.md:3)" = 'partial too-weak' ]
}

@test "an unsigned sidecar binds no signed report" {
	junit 3 0 > $report
	printf '{"commit": "%s"}\n' "$(git rev-parse HEAD~1)" > $report.meta.json
	ssh_sign ci
	commit_all sidecar
	stays S3 'but what says which commit it is about is not'
}

@test "of several files the weakest counts" {
	sed -i 's/junit:evidence.*`/junit:evidence\/*.xml`/' checklists/go.md
	junit 2 0 "$(git rev-parse HEAD~1)" > evidence/other.xml
	ssh_sign ci
	commit_all two
	stays S3 'No enrolled signer has signed it'
	ssh_sign lab file evidence/other.xml
	commit_all both
	stays S4 'Signed by'
}

# An in-toto statement about a file, in a DSSE envelope signed by seal.key: FILE [DIGEST].
envelope() {
	local type=application/vnd.in-toto+json statement payload
	statement=$(jq -cn --arg name "$1" --arg sha "${2:-$(sha256sum < "$1" | cut -d ' ' -f 1)}" \
		'{_type: "https://in-toto.io/Statement/v1", predicateType: "https://example.org/made/v1",
		  predicate: {}, subject: [{name: $name, digest: {sha256: $sha}}]}')
	printf 'DSSEv1 %d %s %d %s' ${#type} $type ${#statement} "$statement" > pae
	openssl pkeyutl -sign -rawin -inkey "$KEYS/seal.key" -in pae -out sig
	payload=$(printf %s "$statement" | base64 -w 0)
	jq -n --arg type $type --arg payload "$payload" --arg sig "$(base64 -w 0 sig)" \
		--arg id "$(openssl pkey -in "$KEYS/seal.key" -pubout -outform DER | sha256sum | cut -d ' ' -f 1)" \
		'{payloadType: $type, payload: $payload, signatures: [{keyid: $id, sig: $sig}]}' \
		> evidence/made.json
	rm pae sig
}

@test "a DSSE statement that names the file's digest is S4, by an enrolled key alone" {
	envelope $report
	commit_all envelope
	stays S3 'no key that allowed_signers lists has made its signature'
	grant seal muster-seal
	stays S3 'no line grants it "muster-evidence"'
	sed -i '$d' "$trust/allowed_signers"
	grant seal muster-evidence 'valid-before="20200101Z"'
	stays S3 'the key is valid before 2020-01-01'
	sed -i '$d' "$trust/allowed_signers"
	grant seal muster-evidence
	stays S4 'Signed by seal@example.org'
	story | grep -F evidence/made.json
	# Without a hint the key is tried all the same.
	jq 'del(.signatures[0].keyid)' evidence/made.json > x
	mv x evidence/made.json
	commit_all 'no hint'
	stays S4 'Signed by seal@example.org'
}

@test "a DSSE statement about another file, or whose bytes were changed, raises nothing" {
	grant seal muster-evidence
	envelope src/a.c
	commit_all 'about another file'
	stays S3 'No enrolled signer has signed it'
	# The statement is made to name the report; its signature is the old one.
	cp evidence/made.json old.json
	envelope $report
	jq --slurpfile old old.json '.signatures = $old[0].signatures' evidence/made.json > x
	mv x evidence/made.json
	rm old.json
	commit_all forged
	stays S1 'its signature is not over its statement'
}

@test "what muster capture signs is S4 where its key may sign evidence" {
	printf '# Go live\n\n- [x] Restore from backup works\n  - Evidence: `attest:evidence/restore.sigstore.json`\n' > checklists/go.md
	commit_all plan
	"$MUSTER" capture -q restore --key "$KEYS/seal.key" -- test -f src/a.c
	commit_all captured
	stays S3 'no key that allowed_signers lists'
	grant seal muster-evidence/tests
	stays S3 'no line grants it "muster-evidence"'
	sed -i '$d' "$trust/allowed_signers"
	grant seal muster-evidence/attestation
	stays S4 'Signed by seal@example.org'
	[ "$(verdict_at checklists/go.md:3)" = 'verified carried' ]
	cut -d ' ' -f 1,2 "$KEYS/seal.pub" > "$trust/revoked_keys"
	stays S3 'the key is in revoked_keys'
	rm "$trust/revoked_keys"
	# Another statement under the same signature.
	jq -c '.dsseEnvelope.payload |= (@base64d | sub("restore"; "restart"; "g") | @base64)' \
		evidence/restore.sigstore.json > x
	mv x evidence/restore.sigstore.json
	commit_all changed
	stays S1 'its signature is not over its statement'
}

@test "an unsigned statement beside a signed report that dates it keeps it at S3" {
	junit 3 0 > $report
	commit_all 'a report that names no commit'
	cp $report "$BATS_TEST_TMPDIR/made"
	"$MUSTER" capture -q tests --out $report -- cp "$BATS_TEST_TMPDIR/made" $report
	ssh_sign ci
	commit_all captured
	stays S3 'but what says which commit it is about is not'
	# The same, signed: the statement alone names digest and commit.
	rm evidence/tests.intoto.json $report.sig
	"$MUSTER" capture -q tests --key "$KEYS/seal.key" --out $report -- cp "$BATS_TEST_TMPDIR/made" $report
	grant seal muster-evidence/tests
	commit_all signed
	stays S4 'Signed by seal@example.org'
}

@test "a time stamp by an authority of tsa-roots.pem makes one signer's S4 an S5" {
	ssh_sign ci
	(cd .. && make_tsa tsa "2019-06-01 00:00:00" 7000)
	(cd .. && make_tsa other "2019-06-01 00:00:00" 7000)
	openssl ts -query -data $report.sig -sha256 -cert -out ../q 2>/dev/null
	answer ../tsa ../q $report.sig.tsr '2026-02-02 00:00:00'
	commit_all stamped
	stays S4 'its time stamp does not count: there is no tsa-roots.pem'
	cp ../other-root.crt "$trust/tsa-roots.pem"
	stays S4 'its time stamp does not count'
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	stays S5 'and stamped at 2026-02-02T00:'
	# It is over that signature alone.
	ssh_sign lab muster-evidence/tests
	commit_all 'another signature'
	stays S4 'its time stamp does not count'
	# The claimant's stays where it is.
	ssh_sign ada
	openssl ts -query -data $report.sig -sha256 -cert -out ../q 2>/dev/null
	answer ../tsa ../q $report.sig.tsr '2026-02-02 00:00:00'
	commit_all own
	stays S3 'Only whoever set the mark has signed it'
}

# A commit, on a branch of its own, whose trust folder has these files of ../trust.
keep_trust() { # branch, files
	local head branch=$1 file
	shift
	head=$(git rev-parse HEAD)
	git checkout -q --orphan "$branch"
	git rm -rfq .
	mkdir -p trust
	for file; do cp "$trust/$file" trust/; done
	commit_all "$branch"
	git checkout -q "$head"
}

@test "authorities for time stamps come from --trust-ref as well, and their revocation" {
	ssh_sign ci
	(cd .. && make_tsa tsa "2019-06-01 00:00:00" 7000)
	openssl ts -query -data $report.sig -sha256 -cert -out ../q 2>/dev/null
	answer ../tsa ../q $report.sig.tsr '2026-02-02 00:00:00'
	commit_all stamped
	keep_trust none allowed_signers
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	keep_trust roots allowed_signers tsa-roots.pem
	(cd .. && printf 'R\t360101000000Z\t200601000000Z,keyCompromise\t07\tunknown\t/CN=tsa time stamps\n' |
		CA=tsa-root.crt CAKEY=tsa-root.key make_crl trust/x509-crls.pem '2026-11-01 00:00:00' 3650)
	keep_trust lists allowed_signers tsa-roots.pem x509-crls.pem
	rm -r "$trust"
	given=(--trust-ref none)
	stays S4 'its time stamp does not count: there is no tsa-roots.pem'
	given=(--trust-ref roots)
	stays S5 'and stamped at 2026-02-02T00:'
	given=(--trust-ref lists)
	stays S4 'its time stamp does not count'
}

# The report by ci's key, whose line ends in March; a stamp of that time, by tsa.
ending() { # time of the stamp
	sed -i '/^ci/d' "$trust/allowed_signers"
	grant ci muster-evidence 'valid-before="20260301Z"'
	ssh_sign ci
	openssl ts -query -data $report.sig -sha256 -cert -out ../q 2>/dev/null
	answer ../tsa ../q $report.sig.tsr "$1"
	commit_all stamped
}
later() { # STRENGTH, WORDS
	judge --as-of 2026-06-01T00:00:00Z
	[ "$(strength)" = "$1" ] || { story; return 1; }
	story | tr -s ' \n' ' ' | grep -F "$2"
}

@test "what was stamped before its key ended still counts, and nothing else" {
	(cd .. && make_tsa tsa "2019-06-01 00:00:00" 7000)
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	ending '2026-02-02 00:00:00'
	later S5 'Signed by ci@example.org'
	# Without the stamp, with one from after the end, with one that nobody believes.
	mv $report.sig.tsr ../kept
	commit_all unstamped
	later S3 'the key is valid before 2026-03-01T00:00:00Z'
	ending '2026-03-02 00:00:00'
	later S3 'the key is valid before 2026-03-01T00:00:00Z'
	cp ../kept $report.sig.tsr
	ssh_sign ci && rm "$trust/tsa-roots.pem"
	commit_all unbelieved
	later S3 'the key is valid before'
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	ending '2026-02-02 00:00:00'
	later S5 'Signed by ci@example.org'
	# No stamp helps a key that was stolen, nor one that was not valid yet.
	cut -d ' ' -f 1,2 "$KEYS/ci.pub" > "$trust/revoked_keys"
	later S3 'the key is in revoked_keys'
	rm "$trust/revoked_keys"
	sed -i 's/valid-before="20260301Z"/valid-after="20260301Z"/' "$trust/allowed_signers"
	later S3 'the key is valid from 2026-03-01T00:00:00Z'
}

@test "an answer that rests on S4 ends with the key, and with a stamp it does not" {
	ends() {
		"$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust "$trust" | sed -n 's/^Good until \([^,]*\),.*/\1/p'
	}
	(cd .. && make_tsa tsa "2019-06-01 00:00:00" 7000)
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	ending '2026-02-02 00:00:00'
	mv $report.sig.tsr ../kept
	commit_all unstamped
	judge
	[ -z "$(ends)" ]
	sed -i 's/S2/S4/' muster.conf && commit_all 'more is asked for'
	judge
	[ "$(strength)" = S4 ]
	[ "$(ends)" = 2026-03-01T00:00:00Z ]
	cp ../kept $report.sig.tsr && commit_all stamped
	judge
	[ "$(strength)" = S5 ]
	[ -z "$(ends)" ]
}

@test "a time stamp in a bundle is over its signature" {
	grant seal muster-evidence
	envelope $report
	jq -r '.signatures[0].sig' evidence/made.json | base64 -d > sig
	(cd .. && make_tsa tsa "2019-06-01 00:00:00" 7000)
	cp ../tsa-root.crt "$trust/tsa-roots.pem"
	openssl ts -query -data sig -sha256 -cert -out ../q 2>/dev/null
	answer ../tsa ../q r '2026-02-02 00:00:00'
	jq --arg r "$(base64 -w 0 r)" '{mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
		dsseEnvelope: ., verificationMaterial: {publicKey: {hint: .signatures[0].keyid},
		timestampVerificationData: {rfc3161Timestamps: [{signedTimestamp: $r}]}}}' \
		evidence/made.json > evidence/made.sigstore.json
	rm evidence/made.json sig r
	commit_all stamped
	stays S5 'Signed by seal@example.org'
}

@test "what is packed is signed where it is packed" {
	sed -i 's/evidence\/junit.xml`/evidence\/junit.xml.gz`/' checklists/go.md
	gzip -n $report
	ssh_sign ci muster-evidence $report.gz
	commit_all gzip
	stays S4 'Signed by ci@example.org'
	gunzip $report.gz
	(cd evidence && bsdtar -cf reports.tar junit.xml)
	git rm -q --cached $report.gz
	rm -f $report $report.gz.sig
	sed -i 's/evidence\/junit.xml.gz`/evidence\/reports.tar!\/junit.xml`/' checklists/go.md
	ssh_sign ci muster-evidence evidence/reports.tar
	commit_all tar
	stays S4 'in evidence/reports.tar.sig'
	echo >> evidence/reports.tar
	commit_all changed
	stays S1 'does not hold: it is not over these bytes'
}

@test "files from --evidence are signed where they lie" {
	git rm -q $report
	sed -i 's/evidence\/junit.xml`/@ci\/junit.xml`/' checklists/go.md
	commit_all 'no report'
	mkdir ../ci
	junit 3 0 "$(git rev-parse HEAD)" > ../ci/junit.xml
	ssh_sign ci muster-evidence ../ci/junit.xml
	judge --evidence ../ci
	story
	[ "$(strength)" = S4 ]
	echo >> ../ci/junit.xml
	judge --evidence ../ci
	[ "$(strength)" = S1 ]
}

@test "trust check knows the grants for evidence, and one that names no family" {
	grant mallory muster-evidence/test
	run "$MUSTER" trust check "$trust"
	echo "$output"
	[[ $output == *'"muster-evidence/test" names no kind of evidence'* ]]
	[ "$(grep -c W_NAMESPACE <<< "$output")" -eq 1 ]
}

@test "a statement with somebody's signed envelope inside is not signed by them" {
	printf '# Go live\n\n- [x] Restore from backup works\n  - Evidence: `attest:evidence/restore.intoto.json`\n' > checklists/go.md
	commit_all plan
	grant seal muster-evidence
	"$MUSTER" capture -q restore --key "$KEYS/seal.key" -- test -f src/a.c
	"$MUSTER" capture -q restore -- test -f muster.conf
	commit_all captured
	stays S3 'No enrolled signer has signed it'
	jq -c --slurpfile signed evidence/restore.sigstore.json \
		'. + {dsseEnvelope: $signed[0].dsseEnvelope}' evidence/restore.intoto.json > x
	mv x evidence/restore.intoto.json
	commit_all both
	judge
	[ "$(strength)" = S3 ] || [ "$(strength)" = S1 ] || [ "$(strength)" = S2 ]
}
