# docs/verify-by-hand.sh on a bundle with everything in it: a time stamp, a sign-off
# statement, a signed tick, a closing attestation with its own time stamp.

load helper
load ../keys/tsa

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	for name in alice bob closer; do
		ssh-keygen -q -t ed25519 -N '' -C $name -f $name
	done
	"$MUSTER" key new --out seal --no-passphrase --as ci@example.org | grep -v '^#' > seal.line
	"$MUSTER" key new --out close --no-passphrase --as release@example.org | grep -v '^#' |
		sed 's/muster-seal/muster-close/' > close.line
	mkdir trust
	key() { cut -d ' ' -f 1,2 "$1.pub"; }
	{
		echo "alice@example.org namespaces=\"git,muster-signoff/security-lead\" $(key alice)"
		echo "bob@example.org namespaces=\"muster-signoff/qa-lead\" $(key bob)"
		cat seal.line close.line
	} > trust/allowed_signers
	make_tsa tsa '2026-01-01 00:00:00' 3000
	cp tsa-root.crt trust/tsa-roots.pem

	git init -q -b main repo
	cd repo
	mkdir checklists evidence
	printf '# Release\n\n## Work\n\n- [x] Tests pass. Evidence: `evidence/unit.xml`\n\n## Sign-off\n\n- [ ] Security Lead: ____ Date: ____\n- [ ] QA Lead: ____ Date: ____\n' \
		> checklists/release.md
	commit_all 'the plan'
	sed -i 's/- \[ ] Security Lead:.*/- [x] Security Lead: Alice Date: 2026-01-03/' checklists/release.md
	GIT_AUTHOR_NAME=alice GIT_AUTHOR_EMAIL=alice@example.org GIT_COMMITTER_NAME=alice GIT_COMMITTER_EMAIL=alice@example.org \
		GIT_AUTHOR_DATE='1767400000 +0000' GIT_COMMITTER_DATE='1767400000 +0000' \
		git -c gpg.format=ssh -c user.signingkey="$BATS_FILE_TMPDIR/alice" commit -q -S -a -m 'signed off'
	day=5
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all 'the report'
	"$MUSTER" build --trust ../trust -q --db ../db || [ $? -le 1 ]
	"$MUSTER" signoff qa-lead --as bob@example.org --key ../bob --trust ../trust
	"$MUSTER" build --trust ../trust -q --db ../db || [ $? -le 1 ]
	"$MUSTER" seal --key ../seal.key --tsq ../q -q --bundle ../early.tar.gz
	cd ..
	answer tsa q r "$(date '+%F %T')" # the seal's key is as new
	(cd repo && "$MUSTER" seal --tsr ../r --tsq ../q --trust ../trust -q --bundle ../stamped.tar.gz)
	cp -r repo/site/report report
	"$MUSTER" close report --key close.key --trust trust --tsq q2 -q
	answer tsa q2 r2 "$(date '+%F %T')"
	"$MUSTER" close report --tsr r2 --tsq q2 --trust trust --bundle closed.tar.gz -q
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	B=$BATS_FILE_TMPDIR
	script=$BATS_TEST_DIRNAME/../../docs/verify-by-hand.sh
	cp -r "$B/report" "$B/trust" .
	commit=$(git -C "$B/repo" rev-parse HEAD)
	mkdir home
	export HOME=$PWD/home
}

by_hand() { # bundle, more arguments
	run "$script" "$1" "$B/seal.crt" "$B/seal.pub" "${2-$B/tsa-root.crt}" "${3-trust/allowed_signers}" "${4-$commit}"
	echo "$output"
}
says() { # words of the refusal
	by_hand report
	[ "$status" -eq 1 ]
	[[ $output == *"NO: $1"* ]] || return 1
	rm -rf report trust
	cp -r "$B/report" "$B/trust" .
}

@test "a bundle with time stamps, sign-offs and a closing: nothing stays unchecked" {
	for bundle in report "$B/closed.tar.gz"; do
		by_hand "$bundle"
		[ "$status" -eq 0 ]
		[[ $output == *'stamped: seal/SHA256SUMS.p7s at '* ]]
		[[ $output == *'stamped: seal/vsa.sigstore.json at '* ]]
		[[ $output == *'closed by release@example.org: '* ]]
		[[ $output == *'approve: release/qa-lead by bob@example.org'* ]]
		[[ $output == *'approve: release/security-lead by alice@example.org in commit '* ]]
		[[ $output == *"sha256:$(sha256sum < report/SHA256SUMS | cut -c1-64) "*" $commit: "* ]]
		[ "$(grep -c 'not checked' <<< "$output")" = 1 ] # nobody gave revoked keys
	done
	touch trust/revoked_keys
	by_hand report
	[ "$status" -eq 0 ]
	[[ $output != *'not checked'* ]]
	# The same with the trust folder alone: the certificate comes from the seal.
	by_folder() {
		run "$script" report trust "$@"
		echo "$output"
	}
	by_folder "$commit"
	[ "$status" -eq 0 ]
	[[ $output == *'sealed by ci@example.org'* ]]
	[[ $output != *'not checked'* ]]
	by_folder "$(printf %040d 1)"
	[ "$status" -eq 1 ]
	sed -i '/muster-seal/d' trust/allowed_signers
	by_folder
	[ "$status" -eq 1 ]
	[[ $output == *"NO: the seal's key is not one that may seal"* ]]
	cp "$B/trust/allowed_signers" trust/
	cut -d ' ' -f 3,4 "$B/seal.line" > trust/revoked_keys
	by_folder
	[ "$status" -eq 1 ]
	: > trust/revoked_keys
	# muster agrees, and leaves nothing in the empty home.
	"$MUSTER" verify report --trust trust --expect-commit "$commit"
	[ -z "$(ls -A home)" ]
}

@test "what was not given is said to be not checked" {
	by_hand report - - ''
	[ "$status" -eq 0 ]
	for part in seal/SHA256SUMS.p7s.tsr seal/vsa.sigstore.json signoffs/qa-lead.bob.signoff \
		'approve: release/security-lead by alice@example.org' 'has been revoked' 'the newest report'; do
		grep "^not checked: .*$part" <<< "$output" || return 1
	done
}

@test "each kind of tampering is refused by hand" {
	echo x >> report/index.html
	says 'a file is not as SHA256SUMS says'
	echo x > report/new.html
	says 'there are other files than listed'
	ln -sf "$B/report/index.html" report/index.html
	says 'there is a link or a special file'
	mkdir report/void
	says 'there is an empty folder'
	by_hand report "$B/tsa-root.crt" trust/allowed_signers "$(printf %040d 1)"
	[ "$status" -eq 1 ]
	[[ $output == *"NO: the bundle is about commit $commit"* ]]
	# Time stamps: of something else, of somebody else.
	cp "$B/r2" report/seal/SHA256SUMS.p7s.tsr
	says 'seal/SHA256SUMS.p7s.tsr does not hold'
	cp "$B/r" report/seal/vsa.sigstore.json.tsr
	says 'seal/vsa.sigstore.json.tsr does not hold'
	make_tsa other '2026-01-01 00:00:00' 3000
	by_hand report other-root.crt
	[ "$status" -eq 1 ]
	[[ $output == *'NO: seal/SHA256SUMS.p7s.tsr does not hold'* ]]
	# Keys that were revoked: the seal's, a lead's, the closer's.
	{ echo '# stolen'; cut -d ' ' -f 3,4 "$B/seal.line" | sed 's/$/ of@laptop/'; } > trust/revoked_keys
	says "the seal's key has been revoked"
	{ echo '# stolen'; cut -d ' ' -f 1,2 "$B/bob.pub" | sed 's/$/ of@laptop/'; } > trust/revoked_keys
	says 'signoffs/qa-lead.bob.signoff is not signed by bob@example.org'
	{ echo '# stolen'; cut -d ' ' -f 1,2 "$B/alice.pub" | sed 's/$/ of@laptop/'; } > trust/revoked_keys
	says 'commit '
	{ echo '# stolen'; cut -d ' ' -f 3,4 "$B/close.line" | sed 's/$/ of@laptop/'; } > trust/revoked_keys
	says 'the closing attestation is by nobody who may close'
	# Roles.
	sed -i '/^alice/s/security-lead/qa-lead/' trust/allowed_signers
	says 'commit '
	sed -i '/^bob/s/qa-lead/security-lead/' trust/allowed_signers
	says 'signoffs/qa-lead.bob.signoff is not signed by bob@example.org'
	# Sign-offs: changed, removed, added, alone.
	sed -i 's/^note: .*/note: not really/' report/signoffs/qa-lead.bob.signoff
	says 'the bundle was closed over other sign-offs'
	rm report/seal/vsa.* report/signoffs/*
	rmdir report/signoffs
	says 'a sign-off that the report counts is not there'
	sed -i 's/^note: .*/note: not really/' report/signoffs/qa-lead.bob.signoff
	rm report/seal/vsa.*
	says 'signoffs/qa-lead.bob.signoff is not signed by bob@example.org'
	rm report/signoffs/qa-lead.bob.signoff.sig
	says 'signoffs/qa-lead.bob.signoff is not signed'
	echo x > report/signoffs/notes.txt
	says 'signoffs/notes.txt does not belong in signoffs/'
	echo x > report/seal/notes.txt
	says 'seal/notes.txt does not belong in seal/'
	rm report/seal/SHA256SUMS.p7s*
	says 'there is no CMS seal'
	rm report/seal/attestation.sigstore.json
	says 'there is no DSSE seal'
	openssl cms -sign -binary -in report/index.html -outform DER -out report/seal/SHA256SUMS.p7s \
		-signer "$B/seal.crt" -inkey "$B/seal.key" -cades
	rm report/seal/SHA256SUMS.p7s.tsr
	says 'the CMS seal does not hold'
	jq -c '.dsseEnvelope.payload |= (@base64d | sub("READY"; "REDDY") | @base64)' \
		"$B/report/seal/attestation.sigstore.json" > report/seal/attestation.sigstore.json
	says 'the DSSE seal does not hold'
}

@test "an Ed25519 key has sealed: the statement by hand, and by muster" {
	# CMS cannot be made with it, so a bundle promises the one seal alone.
	"$MUSTER" key new --out ed --type ed25519 --no-passphrase --as ci@example.org | grep -v '^#' > ed.line
	cat ed.line > trust/allowed_signers
	cp -r "$B/repo" .
	(cd repo && "$MUSTER" build --trust ../trust --db ../db --key ../ed.key --bundle ../ed.tar.gz -q || [ $? -le 1 ])
	[ "$("$MUSTER" verify ed.tar.gz --trust trust | grep -c '^dsse by ci@')" = 1 ]
	run "$script" ed.tar.gz trust
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *'no CMS seal was promised'* ]]
}

@test "an archive that is no bundle is refused by hand" {
	tar -xzf "$B/closed.tar.gz"
	top=$(echo muster-*/)
	top=${top%/}
	tar -cf twice.tar "$top" "$top/index.html"
	by_hand twice.tar
	[ "$status" -eq 1 ]
	ln -s index.html "$top/link"
	tar -cf link.tar $(find "$top" ! -type d)
	by_hand link.tar
	[ "$status" -eq 1 ]
	[[ $output == *'NO: the archive holds something else than files'* ]]
	rm "$top/link"
	cp -r "$top" "$top-2"
	tar -cf two.tar $(find "$top" "$top-2" -type f)
	by_hand two.tar
	[ "$status" -eq 1 ]
	[[ $output == *'NO: the archive has more than one top folder'* ]]
}

@test "a certificate that has expired is judged at the stamp's time" {
	# The seal's certificate lasts 825 days; the stamp is of 2026.
	run faketime -f '2030-01-01 00:00:00' "$script" report "$B/seal.crt" "$B/seal.pub" "$B/tsa-root.crt" trust/allowed_signers "$commit"
	echo "$output"
	[ "$status" -eq 0 ]
	run faketime -f '2030-01-01 00:00:00' "$script" report "$B/seal.crt" "$B/seal.pub"
	[ "$status" -eq 1 ]
	[[ $output == *'NO: the CMS seal does not hold'* ]]
}
