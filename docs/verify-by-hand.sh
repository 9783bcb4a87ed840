#!/bin/sh
# Verify a bundle with stock tools: tar, sha256sum, sha1sum, find, diff, openssl, jq,
# and ssh-keygen for sign-offs.
#
#   verify-by-hand.sh BUNDLE TRUST [COMMIT]
#   verify-by-hand.sh BUNDLE SEAL.CRT SEAL.PUB [TSA-ROOT.PEM [ALLOWED_SIGNERS [COMMIT]]]
#
# BUNDLE is a folder or an archive, which is unpacked into a temporary folder.  TRUST is a
# folder with allowed_signers and, where you have them, revoked_keys and tsa-roots.pem;
# or give what you have one by one, "-" for what you do not have.  With a time-stamp
# authority keys are judged at the time of its stamps, with allowed_signers every
# sign-off, with COMMIT the bundle must be about that commit.
#
# All of these come from somewhere else than the bundle: whoever wrote the bundle could
# have put any key into it.  Stops at the first thing that does not hold and exits 1.
# Lines "not checked" say what nobody has looked at; the last line is the seal
# digest, project, commit and what the sealed statement says.
set -eu
export LC_ALL=C

usage() {
	echo "usage: $0 BUNDLE TRUST-FOLDER [COMMIT]" >&2
	echo "       $0 BUNDLE SEAL.CRT SEAL.PUB [TSA-ROOT.PEM|- [ALLOWED_SIGNERS|- [COMMIT]]]" >&2
	exit 2
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
no() {
	echo "NO: $*" >&2
	exit 1
}
there() { # file: its full name
	[ -e "$1" ] || { echo "there is no $1" >&2 && exit 2; }
	realpath "$1"
}
for tool in tar sha256sum sha1sum find diff openssl jq; do
	command -v $tool > /dev/null || { echo "this needs $tool" >&2 && exit 2; }
done
crt='' pub='' tsa='' signers='' revoked=/dev/null expected=''
if [ -d "${2:-}" ] && [ $# -le 3 ]; then
	signers=$(there "$2/allowed_signers")
	[ ! -f "$2/tsa-roots.pem" ] || tsa=$(there "$2/tsa-roots.pem")
	expected=${3:-}
elif [ $# -ge 3 ] && [ $# -le 6 ]; then
	crt=$(there "$2") pub=$(there "$3")
	[ "${4:--}" = - ] || tsa=$(there "$4")
	[ "${5:--}" = - ] || signers=$(there "$5")
	expected=${6:-}
else
	usage
fi
[ -z "$signers" ] || [ ! -f "$(dirname "$signers")/revoked_keys" ] ||
	revoked=$(dirname "$signers")/revoked_keys
there "$1" > /dev/null
case ${#expected} in
0 | 40 | 64) ;;
*) echo "give all digits of the commit" >&2 && exit 2 ;;
esac
grep -v '^#' "$revoked" | cut -d ' ' -f 2 | grep . > "$scratch/revoked" || true # keys alone

# An archive holds every name once, and regular files alone.
if [ -f "$1" ]; then
	tar -tf "$1" > "$scratch/names" || no "the archive cannot be read"
	[ -z "$(sort "$scratch/names" | uniq -d)" ] || no "a name stands twice in the archive"
	[ -z "$(tar -tvf "$1" | grep -v '^-' || true)" ] ||
		no "the archive holds something else than files"
	mkdir "$scratch/bundle"
	tar -xf "$1" -C "$scratch/bundle" || no "the archive cannot be unpacked"
	[ "$(find "$scratch/bundle" -mindepth 1 -maxdepth 1 | wc -l)" = 1 ] ||
		no "the archive has more than one top folder"
	cd "$scratch"/bundle/muster-*/
else
	cd "$1"
fi

# 1. The content: every listed file is there and unchanged, and nothing else is.
[ -f SHA256SUMS ] || no "there is no SHA256SUMS"
[ -z "$(find . ! -type f ! -type d)" ] || no "there is a link or a special file"
[ -z "$(find . -type d -empty)" ] || no "there is an empty folder"
sha256sum -c --strict --quiet SHA256SUMS || no "a file is not as SHA256SUMS says"
cut -c67- SHA256SUMS > "$scratch/listed"
find . \( -path ./seal -o -path ./signoffs \) -prune -o -type f ! -path ./SHA256SUMS \
	-printf '%P\n' | sort | diff "$scratch/listed" - || no "there are other files than listed"
find seal -type f | sort | while read -r name; do
	case $name in
	seal/SHA256SUMS.p7s | seal/SHA256SUMS.p7s.tsr | seal/seal.pub) ;;
	seal/attestation.sigstore.json | seal/vsa.sigstore.json | seal/vsa.sigstore.json.tsr) ;;
	*) no "$name does not belong in seal/" ;;
	esac
done
digest=$(sha256sum SHA256SUMS | cut -c1-64)
for file in git/*; do # git's objects are named by their hash
	[ -f "$file" ] || continue
	id=${file#git/}
	hash=sha1sum
	[ ${#id} = 40 ] || hash=sha256sum
	[ "$($hash < "$file" | cut -d ' ' -f 1)" = "$id" ] || no "$file does not hash to its name"
done

[ -d signoffs ] && find signoffs -type f | sort | while read -r name; do
	case $name in
	signoffs/*/*) no "$name lies too deep" ;;
	*.signoff) [ -f "$name.sig" ] || no "$name is not signed" ;;
	*.signoff.sig) [ -f "${name%.sig}" ] || no "$name signs nothing" ;;
	*) no "$name does not belong in signoffs/" ;;
	esac
done

# The keys that may seal, in the two forms that they have: PEM, and OpenSSH's.
ed25519='\060\052\060\005\006\003\053\145\160\003\041\000' # what PEM has before the key
pem_form() { # type and key as allowed_signers has them
	if [ "$1" = ssh-ed25519 ]; then
		{
			# shellcheck disable=SC2059
			printf "$ed25519"
			echo "$2" | base64 -d | tail -c 32
		} | openssl pkey -pubin -inform DER -pubout
	else
		echo "$1 $2" > "$scratch/key"
		ssh-keygen -e -m PKCS8 -f "$scratch/key"
	fi
}
ssh_form() { # public key in PEM: as revoked_keys has it, without its type
	if openssl pkey -pubin -in "$1" -noout -text | grep -q ED25519; then
		{
			printf '\000\000\000\013ssh-ed25519\000\000\000\040'
			openssl pkey -pubin -in "$1" -outform DER | tail -c 32
		} | base64 -w0
	else
		ssh-keygen -i -m PKCS8 -f "$1" | cut -d ' ' -f 2
	fi
}
keys_for() { # namespace: "principals type key" of each line that grants it
	grep -v '^#' "$signers" | grep "[\",]$1[\",]" |
		sed 's/^\([^ ]*\) .*" *\([^ ]*\) \([^ ]*\).*/\1 \2 \3/' | grep -vFf "$scratch/revoked" || true
}
if [ -z "$pub" ]; then
	named=$(jq -r '.verificationMaterial.publicKey.hint' seal/attestation.sigstore.json) ||
		no "there is no DSSE seal"
	keys_for muster-seal > "$scratch/sealers"
	while read -r who type key; do
		pem_form "$type" "$key" > "$scratch/pem" 2> /dev/null || continue
		id=$(openssl pkey -pubin -in "$scratch/pem" -outform DER | sha256sum | cut -c1-64)
		[ "$id" = "$named" ] || continue
		pub=$scratch/seal.pub
		cp "$scratch/pem" "$pub"
		echo "sealed by $who"
	done < "$scratch/sealers"
	[ -n "$pub" ] || no "the seal's key is not one that may seal"
fi
cms=seal/SHA256SUMS.p7s
if ! jq -e '.seals | index("cms")' bundle.json > /dev/null && [ ! -f $cms ]; then
	echo "no CMS seal was promised" # by content that the statement below covers
	cms=''
fi
[ -z "$cms" ] || [ -f $cms ] || no "there is no CMS seal"
if [ -z "$crt" ] && [ -n "$cms" ]; then # the seal brings its certificate; the key in it must be yours
	crt=$scratch/seal.crt
	openssl pkcs7 -inform DER -in seal/SHA256SUMS.p7s -print_certs 2> /dev/null |
		openssl x509 -out "$crt" 2> /dev/null || no "the CMS seal has no certificate"
	[ "$(openssl x509 -in "$crt" -noout -pubkey)" = "$(openssl pkey -pubin -in "$pub")" ] ||
		no "the CMS seal is by another key"
fi

# 3. The time stamp over the CMS seal, before it: it says when to judge the certificate.
# openssl judges the authority at now; -attime judges it at the time that it says.
stamped() { # stamp, what it is about: sets $at to its time, and $when to -attime
	at='' when=''
	[ -f "$1" ] || return 0
	if [ -z "$tsa" ]; then
		echo "not checked: $1"
		return 0
	fi
	at=$(openssl ts -reply -in "$1" -text 2> /dev/null | sed -n 's/^Time stamp: //p')
	[ -n "$at" ] || no "$1 cannot be read"
	when="-attime $(date -ud "$at" +%s)"
	# shellcheck disable=SC2086
	openssl ts -verify -in "$1" -data "$2" -CAfile "$tsa" $when \
		> "$scratch/ts" 2>&1 || no "$1 does not hold"
	echo "stamped: $2 at $at"
}
stamped seal/SHA256SUMS.p7s.tsr seal/SHA256SUMS.p7s

# 2. The CMS seal over SHA256SUMS.
# shellcheck disable=SC2086
[ -z "$cms" ] || openssl cms -verify $when -cades -binary -inform DER -in seal/SHA256SUMS.p7s \
	-content SHA256SUMS -nointern -certfile "$crt" -CAfile "$crt" -partial_chain -out /dev/null \
	2> "$scratch/cms" || {
	cat "$scratch/cms" >&2
	no "the CMS seal does not hold"
}

# The key may have been revoked since: then nothing that it has signed counts.
cp "$pub" "$scratch/crt.pub"
[ -z "$crt" ] || openssl x509 -in "$crt" -noout -pubkey > "$scratch/crt.pub"
for key in "$pub" "$scratch/crt.pub"; do
	! grep -qxF -e "$(ssh_form "$key")" "$scratch/revoked" || no "the seal's key has been revoked"
done
[ "$revoked" != /dev/null ] || echo "not checked: whether the seal's key has been revoked"

# 4. The DSSE seal: what was signed is "DSSEv1", type and payload with lengths.
unwrap() { # bundle: its payload, what was signed, and the signature
	[ "$(jq '.dsseEnvelope.signatures | length' "$1")" = 1 ] || no "$1 has not one signature"
	type=$(jq -r .dsseEnvelope.payloadType "$1")
	[ "$type" = application/vnd.in-toto+json ] || no "$1 is of another type"
	jq -r .dsseEnvelope.payload "$1" | base64 -d > "$scratch/st.json" || no "the payload is not base64"
	{
		printf 'DSSEv1 %d %s %d ' ${#type} "$type" "$(wc -c < "$scratch/st.json")"
		cat "$scratch/st.json"
	} > "$scratch/pae"
	jq -r '.dsseEnvelope.signatures[0].sig' "$1" | base64 -d > "$scratch/sig" || no "the signature is not base64"
}
is_signed_by() { # public key in PEM
	if openssl pkey -pubin -in "$1" -noout -text | grep -q ED25519; then
		openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$scratch/pae" \
			-sigfile "$scratch/sig" > "$scratch/dsse" 2>&1
	else
		openssl dgst -sha256 -verify "$1" -signature "$scratch/sig" "$scratch/pae" \
			> "$scratch/dsse" 2>&1
	fi
}
commit=$(jq -r .source.commit bundle.json)
is_about_this() { # the statement that was unwrapped
	[ "$(jq -r '.subject[0].digest.sha256' "$scratch/st.json")" = "$digest" ] ||
		no "the statement is about another SHA256SUMS"
	[ "$(jq -r '.subject[1].digest.gitCommit' "$scratch/st.json")" = "$commit" ] ||
		no "the statement is about another commit"
}
[ -f seal/attestation.sigstore.json ] || no "there is no DSSE seal"
unwrap seal/attestation.sigstore.json
is_signed_by "$pub" || no "the DSSE seal does not hold"
is_about_this
cp "$scratch/st.json" "$scratch/statement"
[ "$(jq -r .predicateType "$scratch/statement")" = https://in-toto.io/attestation/test-result/v0.1 ] ||
	no "the statement is of another kind"

# 6. A closing attestation, before the sign-offs: its time stamp says when they were there.
at=''
if [ -f seal/vsa.sigstore.json ] && [ -n "$signers" ]; then
	unwrap seal/vsa.sigstore.json
	by=''
	keys_for muster-close > "$scratch/closers"
	while read -r who type key; do
		pem_form "$type" "$key" > "$scratch/closer.pem" 2> /dev/null || continue
		! is_signed_by "$scratch/closer.pem" || by=$who
	done < "$scratch/closers"
	[ -n "$by" ] || no "the closing attestation is by nobody who may close"
	is_about_this
	{
		sha256sum $cms seal/attestation.sigstore.json
		find signoffs -type f -exec sha256sum {} + 2> /dev/null || true
	} | sort -k 2 > "$scratch/there"
	jq -r '.predicate.inputAttestations[] | .digest.sha256 + "  " + .uri' "$scratch/st.json" |
		sort -k 2 | diff "$scratch/there" - || no "the bundle was closed over other sign-offs"
	echo "closed by $by: $(jq -r '.predicate.verifiedLevels[0]' "$scratch/st.json")"
	stamped seal/vsa.sigstore.json.tsr seal/vsa.sigstore.json
elif [ -f seal/vsa.sigstore.json ]; then
	echo "not checked: seal/vsa.sigstore.json"
fi

# 5. Sign-offs: by whom ssh-keygen says, for this report and no other seal; at the time
# of the closing's stamp, else now.
then=''
[ -z "$at" ] || then="-Overify-time=$(date -ud "$at" +%Y%m%d%H%M%SZ)"
for name in signoffs/*.signoff; do
	[ -f "$name" ] || continue
	if [ -z "$signers" ]; then
		echo "not checked: $name"
		continue
	fi
	field() { sed -n "s/^$1: //p" "$name"; }
	# shellcheck disable=SC2086
	ssh-keygen -Y verify $then -n "muster-signoff/$(field role)" -I "$(field by)" -f "$signers" -r "$revoked" \
		-s "$name.sig" < "$name" > "$scratch/signoff" 2>&1 || no "$name is not signed by $(field by)"
	[ "$(field report)" = "sha256:$(sha256sum < report.json | cut -c1-64)" ] ||
		no "$name is about another report"
	case $(field seal) in
	- | "sha256:$digest") ;;
	*) no "$name is about another seal" ;;
	esac
	echo "$(field decision): $(field field) by $(field by)"
done
# None that the report counts is missing.
jq -r '.signoffs[].counted[]' bundle.json | while read -r counted; do
	find signoffs -name '*.signoff' -exec sha256sum {} + 2> /dev/null | grep -q "^$counted" ||
		no "a sign-off that the report counts is not there"
done

# 5. Fields that a signed commit has ticked: the commit is in git/, its signature inside.
# A line must let the key sign commits and for the role.
jq -r '.signoffs[] | .field as $f | .role as $r | .ticks[] | [.commit, .by, .vote, $f, $r] | @tsv' \
	bundle.json > "$scratch/ticks"
while IFS='	' read -r id by vote field role; do
	if [ -z "$signers" ] || [ ! -f "git/$id" ]; then
		echo "not checked: $vote: $field by $by in commit $id"
		continue
	fi
	tr '\000' '\n' < "git/$id" | sed 1d > "$scratch/commit"
	sed -n '/^gpgsig /,/END SSH/{s/^gpgsig //;s/^ //;p;}' "$scratch/commit" > "$scratch/sig"
	sed '/^gpgsig /,/END SSH/d' "$scratch/commit" > "$scratch/signed"
	if ! grep -q 'BEGIN SSH' "$scratch/sig"; then
		echo "not checked: $vote: $field by $by in commit $id (git verify-commit does)"
		continue
	fi
	[ "$(sed -n '/^$/q; s/^\(author\|committer\) .*<\(.*\)> .*/\2/p' "$scratch/signed" | sort -fu)" = "$by" ] ||
		echo "look: commit $id names another author or committer than $by"
	grep -E "muster-signoff/($role|\\*)[\",]" "$signers" > "$scratch/lines" || true
	ssh-keygen -Y verify -n git -I "$by" -f "$scratch/lines" -r "$revoked" -s "$scratch/sig" \
		< "$scratch/signed" > "$scratch/tick" 2>&1 || no "commit $id is not signed by $by for $role"
	echo "$vote: $field by $by in commit $id"
done < "$scratch/ticks"

# Which bundle it is.  Nothing inside can say that there is no newer one.
if [ -z "$expected" ]; then
	echo "not checked: whether this is the commit that you expect, or the newest report"
elif [ "$expected" != "$commit" ]; then
	no "the bundle is about commit $commit"
fi

echo "sha256:$digest $(jq -r .project bundle.json) $commit:" \
	"$(jq -r .predicate.muster_readiness.outcome "$scratch/statement")"
