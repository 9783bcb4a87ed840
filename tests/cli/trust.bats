# muster trust: the folder that says whose key is whose, kept with stock tools beside it.
bats_require_minimum_version 1.5.0
load helper

setup() {
	cd "$BATS_TEST_TMPDIR"
	mkdir trust
	for kind in ed25519 ecdsa rsa; do
		ssh-keygen -q -t $kind -N '' -C '' -f $kind
	done
	ed=$(cut -d' ' -f1,2 ed25519.pub) ec=$(cut -d' ' -f1,2 ecdsa.pub) rsa=$(cut -d' ' -f1,2 rsa.pub)
}
print_of() { ssh-keygen -lf "$1" | cut -d' ' -f2; }
signers() { printf '%s\n' "$@" >trust/allowed_signers; }

@test "check shows every line with the fingerprint that ssh-keygen prints" {
	signers '# people' "ada@example.org namespaces=\"git,muster-signoff/qa\" $ed" \
		"bob@example.org,b@example.org valid-after=\"20260101Z\",namespaces=\"git\" $ec"
	run "$MUSTER" trust check trust --at 2026-06-01
	[ "$status" -eq 0 ]
	grep -A1 '^ *2  ada@example.org$' <<<"$output" | grep -q "Ed25519  $(print_of ed25519.pub)$"
	grep -A1 '^ *3  bob@example.org,b@example.org$' <<<"$output" | grep -q "ECDSA P-256  $(print_of ecdsa.pub)$"
	grep -q 'may sign  git, muster-signoff/qa$' <<<"$output"
	grep -q 'may sign  git, from 2026-01-01$' <<<"$output"
	[ "${lines[-1]}" = "2 keys, 0 revoked; 0 errors, 0 warnings" ]
}

# Each line is the mistake, then what must be said of line 2.
@test "mistakes that make the file unreadable are told with their line and a fix" {
	n=0
	while IFS='|' read -r line what; do
		n=$((n + 1))
		line=${line//ED/$ed}
		signers "ada@example.org namespaces=\"git\" $ec" "$line" "eve@example.org namespaces=\"git\" $rsa"
		run "$MUSTER" trust check trust --at 2026-06-01
		[ "$status" -eq 2 ]
		grep -A1 "^trust/allowed_signers:2: E_" <<<"$output" | tr '\n' ' ' | grep -qF -- "$what"
		grep -q '^ *3  eve@example.org' <<<"$output" # and it goes on
		# Whoever uses the folder is refused at the same line.
		run "$MUSTER" trust pem eve@example.org --trust trust
		[ "$status" -eq 2 ]
		grep -q '^muster: trust/allowed_signers:2: ' <<<"$output"
	done <<'END'
ED|the line begins with a key
bob@example.org|there is no key on the line
bob@example.org namespaces="git"|there is no key on the line
bob@example.org namespace="git" ED|did you mean namespaces?
bob@example.org valid_before="20270101Z" ED|did you mean valid-before?
bob@example.org valid-before="20270101" ED|with a Z behind it
bob@example.org valid-before="2027-01-01Z" ED|with a Z behind it
bob@example.org valid-before="20270231Z" ED|with a Z behind it
bob@example.org valid-after="20270101Z",valid-before="20260101Z" ED|valid-after is not before valid-before
bob@example.org namespaces="git ED|a quote is not closed
bob@example.org namespaces="" ED|namespaces= wants one list
bob@example.org namespaces="*" ED|namespaces= wants one list
*@example.org ED|a principal is a pattern
bob@example.org ssh-ed25519 AAAAC3Nz|the key is
bob@example.org ssh-dss AAAAB3NzaC1kc3MAAACB|key type
bob@example.org ssh-ed25519-cert-v01@openssh.com AAAA|E_SSH_CERT_UNSUPPORTED
END
	[ "$n" -eq 16 ]
}

@test "mistakes that only grant less than was meant are warnings with their line" {
	n=0
	while IFS='|' read -r line tag what; do
		n=$((n + 1))
		signers '# c' "${line//ED/$ed}"
		run "$MUSTER" trust check trust --at 2026-06-01
		[ "$status" -eq 0 ]
		grep -A1 "^trust/allowed_signers:2: $tag: " <<<"$output" | tr '\n' ' ' | grep -qF -- "$what"
		[ "${lines[-1]}" = "1 key, 0 revoked; 0 errors, 1 warning" ]
	done <<'END'
bob@example.org ED|W_NO_NAMESPACES|namespaces="git,muster-signoff/ROLE"
bob namespaces="git" ED|W_PRINCIPAL|no e-mail
bob@example.org namespaces="git,muster-sign-off/qa" ED|W_NAMESPACE|did you mean "muster-signoff/qa"?
bob@example.org namespaces="git,muster-signoff/QA" ED|W_NAMESPACE|names no role
bob@example.org namespaces="git,muster-waiver" ED|W_NAMESPACE|did you mean "muster-waive"?
bob@example.org namespaces="gti,git" ED|W_NAMESPACE|did you mean "git"?
bob@example.org namespaces="muster-signoff/qa" ED|W_NO_GIT|a tick in a signed commit
bob@example.org namespaces="git",valid-before="20260501Z" ED|W_KEY_EXPIRED|expired on 2026-05-01
bob@example.org namespaces="git",valid-before="20260615Z" ED|W_KEY_ENDS_SOON|2026-06-15
bob@example.org namespaces="git",valid-after="20260701Z" ED|W_KEY_NOT_YET_VALID|2026-07-01
bob@example.org cert-authority ED|W_AUTHORITY|grants nothing
END
	[ "$n" -eq 11 ]
}

@test "names that look alike are told, with the line of the other" {
	while IFS='|' read -r first second what; do
		signers "$(printf '%b' "$first") namespaces=\"git\" $ed" "$(printf '%b' "$second") namespaces=\"git\" $ec"
		run "$MUSTER" trust check trust --at 2026-06-01
		[ "$status" -eq 0 ]
		grep "^trust/allowed_signers:2: W_LOOKALIKE: .*$what" <<<"$output" || { echo "$second: $output"; return 1; }
	done <<'END'
jane@example.org|j\u0430ne@example.org|looks like "jane@example.org" in line 1
jane@example.org|jane@ex\u0430mple.org|in line 1
carol@example.org|\u0441ar\u03bfl@example.org|in line 1
jane@example.org|jane\u200b@example.org|in line 1
jane@example.org|\uff4aane@example.org|in line 1
alice@example.org|a1ice@example.org|in line 1
tom@example.org|torn@example.org|in line 1
"jane@example.org"|"jane\u00a0@example.org"|in line 1
bob@example.org|j\u0430ne@example.org|has U+0430 in it
END
	# Keys of one person, in whatever case, and people whose names have letters of their own.
	for second in JANE@example.org joan@example.org jörg@example.org иван@example.org; do
		signers "jane@example.org namespaces=\"git\" $ed" "$second namespaces=\"git\" $ec"
		run "$MUSTER" trust check trust --at 2026-06-01
		[[ $output != *W_LOOKALIKE* ]] || { echo "$output"; return 1; }
	done
}

@test "a name that looks like the signer's is not the signer's" {
	signers "ada@example.org namespaces=\"git,muster-signoff/qa-lead\" $ed"
	export GIT_AUTHOR_EMAIL=$(printf '\u0430da@example.org')
	lead_ticks -c gpg.format=ssh -c user.signingkey=../ed25519
	[ "$(qa_lead --trust ../trust)" = 'needs-signoff unsigned' ]
	for mail in 'ada @example.org' "$(printf 'ada\u200b@example.org')" 'ada@example.org.evil.org' 'xada@example.org'; do
		GIT_AUTHOR_EMAIL=$mail git -c gpg.format=ssh -c user.signingkey=../ed25519 \
			commit -q -S --amend --reset-author -m again
		[ "$(qa_lead --trust ../trust)" = 'needs-signoff unsigned' ] || { echo "$mail"; return 1; }
	done
	GIT_AUTHOR_EMAIL=ADA@Example.org git -c gpg.format=ssh -c user.signingkey=../ed25519 \
		commit -q -S --amend --reset-author -m again
	[ "$(qa_lead --trust ../trust)" = 'verified signed-by' ]
}

@test "one key for two people is ambiguous, and both lines are named" {
	signers "ada@example.org namespaces=\"git\" $ed" "bob@example.org namespaces=\"git\" $ec" \
		"eve@example.org namespaces=\"git\" $ed"
	run "$MUSTER" trust check trust
	[ "$status" -eq 2 ]
	grep -A1 '^trust/allowed_signers:3: E_TRUST_AMBIGUOUS' <<<"$output" | grep -q '(line 1)'
}

@test "check looks at the folder: private keys, files that nobody reads, open modes" {
	signers "ada@example.org namespaces=\"git\" $ed"
	cp ed25519 trust/ada
	echo "$ec" >trust/revoked.txt
	chmod o+w trust/allowed_signers
	run "$MUSTER" trust check trust
	[ "$status" -eq 2 ]
	grep -q '^trust/ada: E_TRUST_PRIVATE' <<<"$output"
	grep -q '^trust/revoked.txt: W_TRUST_FILE' <<<"$output"
	grep -q '^trust/allowed_signers: W_MODE' <<<"$output"
	rm trust/ada trust/revoked.txt
	chmod o-w trust/allowed_signers
	run "$MUSTER" trust check trust
	[ "${lines[-1]}" = "1 key, 0 revoked; 0 errors, 0 warnings" ]
}

@test "check reads certificates and revocation lists, and says what is wrong with them" {
	"$BATS_TEST_DIRNAME/../keys/make-ca.sh" ca
	signers "ada@example.org namespaces=\"git\" $ed"
	cat ca/ca.crt ca/other.crt >trust/x509-roots.pem
	cat ca/empty.crl ca/ada-stolen.crl >trust/x509-crls.pem
	run "$MUSTER" trust check trust --at 2026-06-01
	[ "$status" -eq 0 ]
	[ "$(grep -c 'CN=ca, [01] revoked' <<<"$output")" -eq 2 ]
	[ "${lines[-1]}" = "1 key, 0 revoked; 0 errors, 0 warnings" ]
	cat ca/ada.crt >>trust/x509-roots.pem
	cp ca/forged.crl trust/x509-crls.pem
	run "$MUSTER" trust check trust --at 2037-06-01
	[ "$status" -eq 0 ]
	grep -q '^trust/x509-roots.pem:[0-9]*: W_NO_CA' <<<"$output"
	grep -q '^trust/x509-crls.pem:1: W_CRL_STALE' <<<"$output"
	grep -q '^trust/x509-crls.pem:1: W_CRL_ISSUER' <<<"$output"
	{ cat ca/ca.crt; sed 's/^MII/mii/' ca/other.crt; } >trust/x509-roots.pem
	run "$MUSTER" trust check trust
	[ "$status" -eq 2 ]
	grep -q "^trust/x509-roots.pem:$(($(wc -l <ca/ca.crt) + 1)): E_TRUST_SYNTAX" <<<"$output"
	echo junk >trust/x509-roots.pem
	run "$MUSTER" trust check trust
	[ "$status" -eq 2 ]
	grep -q '^trust/x509-roots.pem:1: E_TRUST_SYNTAX: holds no certificate' <<<"$output"
}

@test "pem prints what ssh-keygen exports" {
	signers "ada@example.org namespaces=\"git\" $ec" "bob@example.org namespaces=\"git\" $rsa"
	for who in 'ada@example.org ecdsa' 'bob@example.org rsa'; do
		diff <("$MUSTER" trust pem "${who% *}" --trust trust | grep -v '^#') \
			<(ssh-keygen -e -m PKCS8 -f "${who#* }.pub")
	done
	diff <("$MUSTER" trust pem "$(print_of rsa.pub)" | grep -v '^#') <(ssh-keygen -e -m PKCS8 -f rsa.pub)
	run "$MUSTER" trust pem eve@example.org
	[ "$status" -eq 2 ]
}

@test "revoke makes a file that ssh-keygen refuses the key by, once" {
	signers "ada@example.org $ed" "bob@example.org $ec"
	echo hello >m
	ssh-keygen -q -Y sign -n git -f ed25519 m
	ssh-keygen -q -Y sign -n git -f ecdsa - <m >ecdsa.sig
	"$MUSTER" trust revoke ada@example.org
	run ! ssh-keygen -Y verify -n git -I ada@example.org -f trust/allowed_signers -r trust/revoked_keys -s m.sig <m
	ssh-keygen -Y verify -n git -I bob@example.org -f trust/allowed_signers -r trust/revoked_keys -s ecdsa.sig <m
	"$MUSTER" trust revoke "$(print_of ed25519.pub)" | grep -q 'already'
	[ "$(wc -l <trust/revoked_keys)" -eq 1 ]
	# A key that nobody lists any more can be revoked by its file, in every form.
	"$MUSTER" trust revoke rsa.pub
	ssh-keygen -e -m PKCS8 -f ecdsa.pub >ecdsa.pem
	"$MUSTER" trust revoke ecdsa.pem
	[ "$(cut -d' ' -f1,2 trust/revoked_keys)" = "$ed
$rsa
$ec" ]
	run "$MUSTER" trust check trust
	[ "$(grep -c W_KEY_REVOKED <<<"$output")" -eq 2 ]
}

@test "revoke and retire refuse what is no public key, and touch nothing" {
	signers "ada@example.org namespaces=\"git\" $ed" "ada@example.org namespaces=\"git\" $ec"
	cp trust/allowed_signers before
	for verb in revoke retire; do
		for what in ed25519 eve@example.org SHA256:abc nothing.pub ada@example.org before; do
			run "$MUSTER" trust $verb "$what" --at 2027-01-01
			[ "$status" -eq 2 ] || [ "$status" -eq 4 ]
			grep -q '  fix: ' <<<"$output"
		done
	done
	run "$MUSTER" trust retire rsa.pub --at 2027-01-01
	[ "$status" -eq 2 ]
	cmp before trust/allowed_signers
	[ ! -e trust/revoked_keys ]
}

@test "retire ends a key as ssh-keygen understands it, and never lets it live longer" {
	signers '# people' "ada@example.org $ed" "bob@example.org	namespaces=\"git\" $ec bob's laptop" \
		"eve@example.org valid-after=\"20260101Z\",valid-before=\"20280101Z\",namespaces=\"git\" $rsa"
	cp trust/allowed_signers before
	"$MUSTER" trust retire ada@example.org --at 2027-01-01
	"$MUSTER" trust retire ecdsa.pub --at 2027-01-01T12:30:00Z
	"$MUSTER" trust retire eve@example.org --at 2027-06-01
	diff trust/allowed_signers - <<END
# people
ada@example.org valid-before="20270101Z" $ed
bob@example.org	namespaces="git",valid-before="20270101123000Z" $ec bob's laptop
eve@example.org valid-after="20260101Z",namespaces="git",valid-before="20270601Z" $rsa
END
	echo hello >m
	ssh-keygen -q -Y sign -n git -f ecdsa m
	ssh-keygen -Y verify -n git -I bob@example.org -f trust/allowed_signers -O verify-time=20270101122959Z -s m.sig <m
	# ssh-keygen lets the last second count, muster does not.
	run ! ssh-keygen -Y verify -n git -I bob@example.org -f trust/allowed_signers -O verify-time=20270101123001Z -s m.sig <m
	cp trust/allowed_signers before
	"$MUSTER" trust retire eve@example.org --at 2028-01-01 | grep -q 'already'
	cmp before trust/allowed_signers
	run "$MUSTER" trust retire eve@example.org --at 2025-01-01
	[ "$status" -eq 2 ]
	cmp before trust/allowed_signers
}

@test "log gives every commit the answer that git gives, and its own where git is laxer" {
	signers "ada@example.org namespaces=\"git\" $ed" \
		"old@example.org namespaces=\"git\",valid-before=\"20260601Z\" $ec"
	new_repo r
	git config gpg.format ssh
	git config gpg.ssh.allowedSignersFile ../trust/allowed_signers
	commit 'not signed'
	for key in ed25519 ecdsa rsa; do
		git config user.signingkey "../$key.pub"
		git config commit.gpgsign true
		commit "by $key"
	done
	[ "$(git log --format=%G? | tr '\n' ' ')" = 'U G G N ' ]
	run "$MUSTER" trust log --trust ../trust --at 2026-05-01T00:00:00Z
	[ "$status" -eq 0 ]
	[ "$(awk 'NR <= 4 { print $2 }' <<<"$output" | tr '\n' ' ')" = 'unknown-key good good none ' ]
	[ "${lines[-1]}" = '1 none, 2 good, 1 unknown-key' ]
	grep -q "^$(git rev-parse --short=12 HEAD~2)  good  *ssh  *ada@example.org$" <<<"$output"
	# git takes the committer's word for the time; whoever has the key can write it.
	run "$MUSTER" trust log --trust ../trust --at 2026-07-01T00:00:00Z
	[ "$(awk 'NR <= 4 { print $2 }' <<<"$output" | tr '\n' ' ')" = 'unknown-key expired good none ' ]
	run "$MUSTER" trust log --trust ../trust --at 2026-07-01T00:00:00Z --accept-claimed-time
	[ "$(awk 'NR <= 4 { print $2 }' <<<"$output" | tr '\n' ' ')" = 'unknown-key good good none ' ]
	grep -q 'by the date that the commit claims' <<<"$output"
	cut -d' ' -f1,2 ../ed25519.pub >../trust/revoked_keys
	run "$MUSTER" trust log --trust ../trust --at 2026-05-01T00:00:00Z
	[ "$(awk 'NR <= 4 { print $2 }' <<<"$output" | tr '\n' ' ')" = 'unknown-key good revoked none ' ]
	# Nobody is trusted who was not named, least of all by the repository itself.
	mkdir trust
	cp ../trust/allowed_signers trust
	run "$MUSTER" trust log
	[ "$(awk 'NR <= 4 { print $2 }' <<<"$output" | tr '\n' ' ')" = 'unknown-key unknown-key unknown-key none ' ]
	run "$MUSTER" trust log HEAD~2 --max 1
	[ "${lines[-1]}" = '1 unknown-key' ]
}

@test "no program is started and nothing written to look at signatures" {
	new_repo r
	git config gpg.format ssh
	git config user.signingkey ../ed25519.pub
	git config commit.gpgsign true
	commit signed
	printf 'ada@example.org %s\n' "$ed" >../trust/allowed_signers
	find .. -printf '%p %T@ %s\n' | sort >"$BATS_TEST_TMPDIR/../before"
	env -i PATH=/nonexistent HOME=/nonexistent "$MUSTER" trust log --trust ../trust | grep -q ' good '
	find .. -printf '%p %T@ %s\n' | sort | diff "$BATS_TEST_TMPDIR/../before" -
}

# A plan whose lead has ticked, committed with the given settings of git.
lead_ticks() {
	new_repo plan
	mkdir checklists
	printf '# Release\n\n- [x] Tests written\n\n## Sign-off\n\n- [ ] QA Lead: ____ Date: ____\n' >checklists/release.md
	GIT_AUTHOR_EMAIL=bob@example.org commit_all 'the plan' # no lead signs off own claims
	sed -i 's/- \[ ] QA.*/- [x] QA Lead: Ada Pine Date: 2026-01-03/' checklists/release.md
	git add -A
	git "$@" commit -q -S -m 'signed off'
}
qa_lead() { # options of audit
	json=$("$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --json "$@")
	verdict_at checklists/release.md:7
}

@test "a tick signed with gpg is a sign-off by the line of its key" {
	export GNUPGHOME=$BATS_TEST_TMPDIR/g
	mkdir -m 700 g
	gpg -q --batch --passphrase '' --quick-gen-key 'Ada <ada@example.org>' rsa2048 sign never 2>log
	print=$(gpg --list-keys --with-colons 2>>log | awk -F: '/^fpr/ { print $10; exit }')
	line=$(gpg --export-ssh-key "$print!" | cut -d' ' -f1,2)
	signers "ada@example.org namespaces=\"git,muster-signoff/qa-lead\" $line"
	lead_ticks -c user.signingkey="$print"
	[ "$(qa_lead --trust ../trust)" = 'verified signed-by' ]
	sed -i 's/qa-lead/ops/' ../trust/allowed_signers
	[ "$(qa_lead --trust ../trust)" = 'needs-signoff wrong-role' ]
	sed -i 's/muster-signoff.*" /muster-signoff\/qa-lead" /' ../trust/allowed_signers
	"$MUSTER" trust revoke "$(cd .. && "$MUSTER" trust check | grep -o 'SHA256:.*')" --trust ../trust
	[ "$(qa_lead --trust ../trust)" = 'needs-signoff untrusted' ]
	gpgconf --kill all
}

@test "a tick signed with a certificate is a sign-off by the line of its key, not by its CA" {
	export GNUPGHOME=$BATS_TEST_TMPDIR/g
	"$BATS_TEST_DIRNAME/../keys/make-ca.sh" ca
	"$BATS_TEST_DIRNAME/../keys/make-gpgsm.sh" g ca ada
	cp ca/ca.crt trust/x509-roots.pem
	signers "# nobody"
	lead_ticks -c gpg.format=x509 -c gpg.x509.program="$GNUPGHOME/gpgsm" -c user.signingkey=ada@example.org
	# The CA says who it is, and nobody says that they may.
	[ "$("$MUSTER" trust log --trust ../trust --max 1 | awk 'NR == 1 { print $2, $4 }')" = 'good ada@example.org' ]
	[ "$(qa_lead --trust ../trust)" != 'verified signed-by' ]
	openssl x509 -in ../ca/ada.crt -noout -pubkey >k.pem
	echo "ada@example.org namespaces=\"git,muster-signoff/qa-lead\" $(ssh-keygen -i -m PKCS8 -f k.pem)" >../trust/allowed_signers
	[ "$(qa_lead --trust ../trust)" = 'verified signed-by' ]
	# A list that has the certificate takes it away, though its key is trusted by itself.
	(cd ../ca && "$BATS_TEST_DIRNAME/../keys/make-crl.sh" list ca ada '2026-01-10 00:00:00' keyCompromise)
	cp ../ca/list.crl ../trust/x509-crls.pem
	[ "$(qa_lead --trust ../trust)" = 'needs-signoff untrusted' ]
	"$MUSTER" trust log --trust ../trust --max 1 | grep 'revoked .*E_KEY_REVOKED'
	# Certificates and lists come from --trust-ref as well.
	head=$(git rev-parse HEAD)
	git checkout -q --orphan keys && git rm -rfq . && mkdir trust
	cp ../trust/allowed_signers ../trust/x509-roots.pem trust/
	commit_all keys
	cp ../trust/x509-crls.pem trust/ && commit_all lists
	: >trust/x509-crls.pem && commit_all 'no list'
	echo nonsense >trust/x509-crls.pem && commit_all nonsense
	git checkout -q "$head"
	[ "$(qa_lead --trust-ref keys~3)" = 'verified signed-by' ]
	[ "$(qa_lead --trust-ref keys~2)" = 'needs-signoff untrusted' ]
	for bad in keys~1 keys; do
		run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust-ref $bad
		[ "$status" -eq 2 ]
		[[ $output == *trust/x509-crls.pem* ]]
	done
	gpgconf --kill all
}
