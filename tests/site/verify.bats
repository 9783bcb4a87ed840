# The page that checks bundles, in a real browser: what muster verify refuses, it does
# not call intact, and what it cannot check it does not call a pass.

load ../keys/seal
load pseudo

attestation=seal/attestation.sigstore.json

# One case: name, folder or archive, headline, rows and words; key and signers from
# the variables of that name.
try() {
	local kind=file
	[ ! -d "$2" ] || kind=folder
	jq -nc --arg name "$1" --arg kind $kind --arg given "$2" --arg head "$3" --arg page "$page" \
		--arg key "${key-}" --arg signers "${signers-}" \
		--argjson marked "${marked:-false}" \
		'{name: $name, page: $page, ($kind): $given, key: $key, signers: $signers, head: $head, marked: $marked,
		  rows: [$ARGS.positional[] | select(startswith("=") | not)],
		  says: [$ARGS.positional[] | select(startswith("=")) | .[1:]]}' --args "${@:4}" >> cases
}

# A copy of the good folder to tamper with.
again() { rm -rf "$1" && cp -r report "$1"; }

BAD="Not intact. Do not rely on this bundle."
MINE="Intact. Whose key sealed it is for you to confirm."
NAMED="Intact, and sealed by the key you named."

browse() {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	run node "$BATS_TEST_DIRNAME/verify.mjs" cases
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$status" -eq 0 ]
}

make_page() {
	"$MUSTER" verify-page -o "$BATS_TEST_TMPDIR/page.html"
	page=$BATS_TEST_TMPDIR/page.html
}

@test "files, seals and keys" {
	make_page
	id=$("$MUSTER" key show "$K/p256.pub" | sed -n 's/^key id *//p')
	gzip -dc $NAME.tar.gz > good.tar

	try "a good folder" report "$MINE" "Files are as SHA256SUMS says: Holds" "The attestation is signed: Holds" \
		"Whose key: Yours to confirm" "The CMS signature: Not checked" "=NOT-READY" "=$COMMIT" "=acme/widget"
	try "a good .tar.gz" $NAME.tar.gz "$MINE"
	try "a good .tar" good.tar "$MINE"
	key=$id try "its key id" report "$NAMED" "Whose key: Holds"
	key="sha256:$id" try "its key id with a prefix" $NAME.tar.gz "$NAMED"
	key=$(cat "$K/p256.pub") try "its key" report "$NAMED" "Whose key: Holds"
	signers=$(cat "$K/p256.signers") try "its line of allowed_signers" report "$NAMED" "=ci@example.org"
	key=$(cat "$K/other.pub") try "another key" report "Sealed by another key" "Whose key: Fails"
	key=$(printf '%064d' 0) try "another key id" report "Sealed by another key"
	signers=$(cat "$K/other.signers") try "somebody else's line" report "$MINE" "Whose key: Yours to confirm"
	signers=$(sed 's/muster-seal/muster-close,git/' "$K/p256.signers") try "a line for another purpose" report "$MINE"
	signers=$(sed 's/namespaces="muster-seal"/&,valid-before="20260101Z"/' "$K/p256.signers") \
		try "a line that has lapsed" report "$MINE" "=does not allow it now"
	signers=$(sed 's/namespaces="muster-seal"/&,frobnicate/' "$K/p256.signers") \
		try "a line with an option that is not known" report "$MINE" "Your allowed_signers: Not checked"

	again d1 && printf X | dd of=d1/index.html bs=1 seek=3 conv=notrunc status=none
	try "one byte changed" d1 "$BAD" "Files are as SHA256SUMS says: Fails" "=index.html"
	again d2 && echo x > d2/item/extra.html
	try "a file added" d2 "$BAD" "Nothing else is there: Fails" "=item/extra.html"
	again d3 && rm d3/history.json
	try "a file removed" d3 "$BAD" "=history.json"
	again d4 && mv d4/item/tests-pass.html d4/item/Tests-pass.html
	try "a file renamed" d4 "$BAD"
	again d5 && echo x > d5/seal/note.txt
	try "a file in seal/" d5 "$BAD" "=seal/note.txt"
	again d6 && sed -i '1s/  / */' d6/SHA256SUMS
	try "a manifest that sha256sum takes" d6 "$BAD"
	again d7 && echo '<p>Ready.' >> d7/index.html && resum d7
	try "an edit with a new manifest" d7 "$BAD" "The attestation is signed: Fails"
	again d8 && rm -r d8/seal
	try "no seal at all" d8 "Whole, but nobody sealed it."
	again d9 && rm d9/$attestation
	try "the attestation removed" d9 "$BAD"
	again d10 && rm d10/seal/SHA256SUMS.p7s
	try "the CMS seal removed" d10 "$BAD" "Every seal that was promised is there: Fails"
	again d11 && cp "$K/other.pub" d11/seal/seal.pub
	try "another seal.pub" d11 "$BAD"
	again d12 && rm d12/seal/seal.pub
	try "no key to check with" d12 "Whole, but its seal could not be checked here." "The attestation is signed: Not checked"
	key=$(cat "$K/p256.pub") try "the reader's key alone" d12 "$NAMED"
	n=20
	change() { # jq program
		n=$((n + 1))
		again d$n
		jq -c "$1" report/$attestation > d$n/$attestation
		try "attestation: $1" d$n "$BAD" "The attestation is signed: Fails"
	}
	change '.dsseEnvelope.payload |= (@base64d | sub("NOT-READY"; "READY") | @base64)'
	change '.dsseEnvelope.payloadType = "application/json"'
	change '.mediaType = "application/vnd.dev.sigstore.bundle.v0.2+json"'
	change '.dsseEnvelope.signatures += .dsseEnvelope.signatures'
	change '.dsseEnvelope.signatures = []'
	change '.verificationMaterial.publicKey.hint = ("0" * 64)'
	change '.dsseEnvelope.signatures[0].sig = "AAAA"'
	again d40
	sed 's/^{/{"mediaType":"x",/' report/$attestation > d40/$attestation
	try "a name twice in the attestation" d40 "$BAD" "=stands twice"

	# Containers.
	pack report sorted.tar && try "packed again in order" sorted.tar "$MINE"
	(cd "$NAME/.." && LC_ALL=C sort -r list > tsil && bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -T tsil -cf back.tar)
	try "members out of order" back.tar "Not a bundle that can be read here"
	cat good.tar good.tar > double.tar && try "an archive behind the archive" double.tar "Not a bundle" "=bytes behind the end"
	cat $NAME.tar.gz $NAME.tar.gz > double.gz && try "a second gzip member" double.gz "Not a bundle"
	(cat $NAME.tar.gz && echo x) > junk.gz && try "bytes behind the gzip" junk.gz "Not a bundle"
	head -c 3000 good.tar > cut.tar && try "cut short" cut.tar "Not a bundle"
	bsdtar --format pax -n -T list -cf pax.tar && try "pax" pax.tar "Not a bundle"
	ln -sf index.html "$NAME/link" && (cat list && echo "$NAME/link") | LC_ALL=C sort > list2 &&
		bsdtar --format ustar -n --uid 0 --gid 0 --uname '' --gname '' -T list2 -cf link.tar && rm "$NAME/link"
	try "a link" link.tar "Not a bundle" "=no regular file"
	printf '\050\265\057\375rest' > b.zst && try "zstd" b.zst "Not a bundle" "=use the commands"
	printf 'PK\003\004rest' > b.zip && try "zip" b.zip "Not a bundle" "=unpack it"
	: > empty && try "an empty file" empty "Not a bundle"
	mkdir part && cp report/index.html part && try "a part of it" part "Not a bundle" "=no SHA256SUMS"

	# Other keys.
	for kind in ed25519 rsa3072; do
		"$root/tests/keys/make-bundle.sh" of-$kind acme/$kind "$([ $kind = ed25519 ] && echo '"dsse"' || echo '"cms","dsse"')"
		"$MUSTER" seal of-$kind --key "$K/$kind.key" -b $kind.tar.gz -q
		try "sealed with $kind" of-$kind "$MINE"
		signers=$(cat "$K/$kind.signers") try "sealed with $kind, named" $kind.tar.gz "$NAMED"
		again x$kind && cp of-$kind/seal/* x$kind/seal/
		try "the seal of another folder ($kind)" x$kind "$BAD"
	done
	browse
}

# statement FOLDER FIELD-OVERRIDES...: a sign-off for the good report.
statement() {
	local report
	report=$(sha256sum < report/report.json | cut -c1-64)
	printf '%s\n' "muster-signoff v1" "report: sha256:$report" "seal: -" "project: acme/widget" "commit: $COMMIT" \
		"field: release/security-lead" "role: security" "decision: approve" "by: alice@example.org" \
		"at: 2026-01-02T00:00:00Z" "note: looked at all of it"
}
sign() { # file, key, namespace
	ssh-keygen -q -Y sign -n "${3:-muster-signoff/security}" -f "$2" "$1" 2> /dev/null
}

@test "sign-offs" {
	make_page
	for kind in ed25519 ecdsa rsa; do
		ssh-keygen -q -t $kind -N '' -C '' -f $kind
	done
	allow() { echo "alice@example.org namespaces=\"${2:-muster-signoff/security}\" $(cat "$1.pub")"; }
	what="Sign-off a"
	with() { # folder, key, options of sed for the statement, namespace
		again "$1" && mkdir "$1/signoffs"
		statement | sed "${3:-}" > "$1/signoffs/a.signoff"
		sign "$1/signoffs/a.signoff" "$2" "${4:-}"
	}
	for kind in ed25519 ecdsa rsa; do
		with good-$kind $kind
		try "$kind, nobody named" good-$kind "$MINE" "$what: Yours to confirm" "=approve"
		signers=$(allow $kind) try "$kind, allowed" good-$kind "$MINE" "$what: Holds"
		signers=$(allow $kind 'muster-signoff/*') try "$kind, allowed every role" good-$kind "$MINE" "$what: Holds"
		signers=$(allow $kind git) try "$kind, allowed for commits" good-$kind "$MINE" "$what: Yours to confirm"
		cp -r good-$kind edit-$kind && sed -i 's/approve/reject/' edit-$kind/signoffs/a.signoff
		signers=$(allow $kind) try "$kind, the text edited" edit-$kind "$BAD" "$what: Fails"
		with git-$kind $kind '' git
		signers=$(allow $kind) try "$kind, signed for another purpose" git-$kind "$BAD" "$what: Fails"
	done
	signers=$(allow ecdsa) try "a key that is not on the list" good-ed25519 "$MINE" "$what: Yours to confirm"
	signers=$(allow ed25519 | sed 's/alice/bob/') try "another person's key" good-ed25519 "$MINE" "$what: Yours to confirm"

	refuse() { # name, sed
		with "r-$1" ed25519 "$2"
		signers=$(allow ed25519) try "$1" "r-$1" "$BAD" "$what: Fails"
	}
	refuse other-report 's/^report: .*/report: sha256:0000/'
	refuse other-seal 's/^seal: -/seal: sha256:0000/'
	refuse other-project 's,^project: .*,project: acme/other,'
	refuse other-commit 's/^commit: 1/commit: 2/'
	refuse other-field 's/^field: .*/field: release\/other/'
	refuse other-role 's/^role: .*/role: qa/'
	refuse odd-decision 's/^decision: .*/decision: approve-if/'
	refuse line-more '$a extra: line'
	refuse line-less '$d'
	again alone && mkdir alone/signoffs && statement > alone/signoffs/a.signoff
	try "a statement without a signature" alone "$BAD" "$what: Fails"
	cp -r good-ed25519 orphan && rm orphan/signoffs/a.signoff
	try "a signature without its statement" orphan "$BAD"
	cp -r good-ed25519 odd && echo x > odd/signoffs/x.txt
	try "a file that is no sign-off" odd "$BAD" "=signoffs/x.txt"

	# The reserved field of the blob: ssh-keygen ignores it, and a file could be altered.
	cp -r good-ed25519 reserved
	python3 - reserved/signoffs/a.signoff.sig <<-'EOF'
		import base64, struct, sys
		text = open(sys.argv[1]).read().split("\n")
		blob = base64.b64decode("".join(text[1:-2]))
		at = 10
		for _ in range(2):
		    at += 4 + struct.unpack(">I", blob[at:at + 4])[0]
		blob = blob[:at] + struct.pack(">I", 1) + b"x" + blob[at + 4:]
		body = base64.b64encode(blob).decode()
		open(sys.argv[1], "w").write("\n".join([text[0]] + [body[i:i + 70] for i in range(0, len(body), 70)] + text[-2:]))
	EOF
	signers=$(allow ed25519) try "a reserved field that is not empty" reserved "$BAD" "$what: Fails"

	# A key of a kind that no browser has: not checked, and never a pass.
	cp -r good-ed25519 sk
	python3 - sk/signoffs/a.signoff.sig <<-'EOF'
		import base64, struct, sys
		s = lambda b: struct.pack(">I", len(b)) + b
		pk = s(b"sk-ssh-ed25519@openssh.com") + s(b"k" * 32) + s(b"ssh:")
		sig = s(b"sk-ssh-ed25519@openssh.com") + s(b"g" * 64) + b"\x01" + struct.pack(">I", 7)
		blob = b"SSHSIG" + struct.pack(">I", 1) + s(pk) + s(b"muster-signoff/security") + s(b"") + s(b"sha512") + s(sig)
		body = base64.b64encode(blob).decode()
		lines = [body[i:i + 70] for i in range(0, len(body), 70)]
		open(sys.argv[1], "w").write("\n".join(["-----BEGIN SSH SIGNATURE-----"] + lines + ["-----END SSH SIGNATURE-----", ""]))
	EOF
	try "a hardware key" sk "$MINE" "$what: Not checked"

	# What no page can check is said, and is no pass.
	again ticked
	jq -cS '.signoffs[0].ticks = [{by: "alice@example.org", commit: ("0" * 40), vote: "approve"}]' report/bundle.json > ticked/bundle.json
	resum ticked && rm -r ticked/seal && "$MUSTER" seal ticked --key "$K/p256.key" -q -b ticked.tar.gz
	echo x > ticked/seal/SHA256SUMS.p7s.tsr
	echo x > ticked/seal/vsa.sigstore.json
	echo x > ticked/seal/vsa.sigstore.json.tsr
	signers=$(cat "$K/p256.signers") try "stamps, a closing and a signed commit" ticked "$NAMED" \
		"The time stamp: Not checked" "The closing attestation: Not checked" \
		"The time stamp of the closing: Not checked" "Sign-offs by signed commits: Not checked" \
		"Keys that were revoked: Not checked" "That there is no newer bundle: Not checked"
	signers=$(cat "$K/p256.signers" | sed 's/^/# /') try "its key revoked by leaving it out" ticked "$MINE" \
		"Whose key: Yours to confirm"

	# A statement that the report counted must be there.
	again counted
	jq -cS '.signoffs[0].counted = [("a" * 64)]' report/bundle.json > counted/bundle.json
	resum counted && rm -r counted/seal && "$MUSTER" seal counted --key "$K/p256.key" -q -b counted.tar.gz
	try "a counted statement that is gone" counted "$BAD" "Sign-offs that were counted are there: Fails"
	browse
}

@test "the page has the auditor's own signers, without those revoked" {
	cp "$K/p256.signers" allowed_signers
	ssh-keygen -q -t ed25519 -N '' -C '' -f gone
	echo "gone@example.org namespaces=\"muster-seal\",valid-before=\"20300101Z\" $(cat gone.pub)" >> allowed_signers
	mkdir trust && mv allowed_signers trust
	"$MUSTER" verify-page --trust trust > page.html
	grep -q '^.*gone@example.org namespaces=&quot;muster-seal&quot;,valid-before=&quot;20300101000000Z&quot; ssh-ed25519 ' page.html
	cp gone.pub trust/revoked_keys
	"$MUSTER" verify-page --trust trust -o page.html
	[ "$(grep -c gone@example.org page.html)" -eq 0 ]
	grep -q ci@example.org page.html
	# Nothing is loaded from elsewhere, and the policy names what is inside.
	[ "$(grep -cE "(src|href)=" page.html)" -eq 0 ]
	[ "$(grep -c "script-src 'sha256-" page.html)" -eq 1 ]
	run "$MUSTER" verify-page --trust nowhere
	[ "$status" -eq 4 ]
}

@test "an unpacked bundle is the site, on a web server and on a disk" {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	git init -q -b main repo
	printf '# Release\n\n- [x] Unit tests pass (unit.xml)\n- [ ] Rollback rehearsed\n- [ ] Security Lead: ____ Date: ____\n' > repo/release-checklist.md
	printf '<testsuite tests="1"><testcase name="a"/></testsuite>' > repo/unit.xml
	git -C repo add -A
	git -C repo -c user.name=x -c user.email=x@example.org commit -q -m one
	"$MUSTER" build repo --db "$PWD/db" --out site --key "$K/p256.key" --bundle b.tar.gz -q || [ $? -le 1 ]
	mkdir out
	tar -xzf b.tar.gz -C out
	run node "$BATS_TEST_DIRNAME/opened.mjs" out/muster-* b.tar.gz "$K/p256.pub"
	echo "$output"
	case $output in 1..0*) skip "${output#*SKIP }" ;; esac
	[ "$status" -eq 0 ]
	[ "$(grep -c '^ok' <<< "$output")" = 4 ]
}

@test "in another language the check says nothing in English but values" {
	mkdir ours
	pseudo > ours/strings.conf
	"$MUSTER" verify-page --templates ours -o page.html
	page=$PWD/page.html marked=true
	id=$("$MUSTER" key show "$K/p256.pub" | sed -n 's/^key id *//p')
	try "a good folder" report x
	key=$id try "its key id" report x
	key=$(printf '%064d' 0) try "another key id" report x
	signers=$(cat "$K/other.signers") try "somebody else's line" report x
	signers="nonsense here" try "a line that is not understood" report x
	again d1 && printf X | dd of=d1/index.html bs=1 seek=3 conv=notrunc status=none && rm d1/history.json
	try "one byte changed, a file gone" d1 x
	again d2 && echo x > d2/item/extra.html
	try "a file added" d2 x
	again d3 && rm -r d3/seal
	try "no seal" d3 x
	again d4 && rm d4/seal/seal.pub
	try "no key to check with" d4 x
	printf 'PK\003\004rest' > b.zip && try "zip" b.zip x
	printf 'rest' > short && try "no archive" short x
	browse
}
