#!/bin/sh
# Verify an unpacked bundle with stock tools: sha256sum, find, diff, openssl, jq, and
# ssh-keygen for sign-offs.
#
#   docs/verify-by-hand.sh FOLDER SEAL.CRT SEAL.PUB [TSA-ROOT.PEM [ALLOWED_SIGNERS]]
#   docs/verify-by-hand.sh BUNDLE.tar.gz SEAL.CRT SEAL.PUB ...
#
# With TSA-ROOT.PEM ("-": none) the time stamp is checked, and the certificate judged
# at its time; with ALLOWED_SIGNERS every sign-off.  What was not checked is said.
#
# SEAL.CRT and SEAL.PUB come from somewhere else than the bundle: whoever wrote
# the bundle could have put any key into it.  An archive is unpacked into a
# temporary folder.  Stops at the first thing that does not hold and exits 1;
# prints the seal digest and the statement's result at the end.
set -eu
export LC_ALL=C

if [ $# -lt 3 ] || [ $# -gt 5 ]; then
	echo "usage: $0 FOLDER|BUNDLE.tar.gz SEAL.CRT SEAL.PUB [TSA-ROOT.PEM|- [ALLOWED_SIGNERS]]" >&2
	exit 2
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
no() {
	echo "NO: $*" >&2
	exit 1
}
crt=$(realpath "$2") pub=$(realpath "$3")
tsa='' signers=''
[ "${4:--}" = - ] || tsa=$(realpath "$4")
[ -z "${5:-}" ] || signers=$(realpath "$5")

# An archive holds every name once, and regular files alone.
if [ -f "$1" ]; then
	tar -tf "$1" > "$scratch/names" || no "the archive cannot be read"
	[ -z "$(sort "$scratch/names" | uniq -d)" ] || no "a name stands twice in the archive"
	[ -z "$(tar -tvf "$1" | grep -v '^-' || true)" ] ||
		no "the archive holds something else than files"
	mkdir "$scratch/bundle"
	tar -xf "$1" -C "$scratch/bundle" || no "the archive cannot be unpacked"
	cd "$scratch"/bundle/muster-*/
else
	cd "$1"
fi

# 1. The content: every listed file is there and unchanged, and nothing else is.
[ -f SHA256SUMS ] || no "there is no SHA256SUMS"
sha256sum -c --strict --quiet SHA256SUMS || no "a file is not as SHA256SUMS says"
[ -z "$(find . ! -type f ! -type d)" ] || no "there is a link or a special file"
[ -z "$(find . -type d -empty)" ] || no "there is an empty folder"
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

[ -d signoffs ] && find signoffs -type f | sort | while read -r name; do
	case $name in
	signoffs/*/*) no "$name lies too deep" ;;
	*.signoff) [ -f "$name.sig" ] || no "$name is not signed" ;;
	*.signoff.sig) [ -f "${name%.sig}" ] || no "$name signs nothing" ;;
	*) no "$name does not belong in signoffs/" ;;
	esac
done

# 3. The time stamp over the CMS seal, before it: it says when to judge the certificate.
# openssl judges the authority at now; -attime judges it at the time that it says.
when=''
stamp=seal/SHA256SUMS.p7s.tsr
[ -f seal/SHA256SUMS.p7s ] || no "there is no CMS seal"
if [ -f $stamp ] && [ -n "$tsa" ]; then
	at=$(openssl ts -reply -in $stamp -text 2> /dev/null | sed -n 's/^Time stamp: //p')
	[ -n "$at" ] || no "the time stamp cannot be read"
	when="-attime $(date -ud "$at" +%s)"
	# shellcheck disable=SC2086
	openssl ts -verify -in $stamp -data seal/SHA256SUMS.p7s -CAfile "$tsa" $when \
		> "$scratch/ts" 2>&1 || no "the time stamp does not hold"
	echo "stamped: $at"
elif [ -f $stamp ]; then
	echo "not checked: $stamp"
fi

# 2. The CMS seal over SHA256SUMS.
# shellcheck disable=SC2086
openssl cms -verify $when -cades -binary -inform DER -in seal/SHA256SUMS.p7s \
	-content SHA256SUMS -nointern -certfile "$crt" -CAfile "$crt" -out /dev/null \
	2> "$scratch/cms" || {
	cat "$scratch/cms" >&2
	no "the CMS seal does not hold"
}

# 4. The DSSE seal: what was signed is "DSSEv1", type and payload with lengths.
bundle=seal/attestation.sigstore.json
[ -f $bundle ] || no "there is no DSSE seal"
[ "$(jq '.dsseEnvelope.signatures | length' $bundle)" = 1 ] || no "there is not one signature"
type=$(jq -r .dsseEnvelope.payloadType $bundle)
[ "$type" = application/vnd.in-toto+json ] || no "the payload is of another type"
jq -r .dsseEnvelope.payload $bundle | base64 -d > "$scratch/st.json" || no "the payload is not base64"
{
	printf 'DSSEv1 %d %s %d ' ${#type} "$type" "$(wc -c < "$scratch/st.json")"
	cat "$scratch/st.json"
} > "$scratch/pae"
jq -r '.dsseEnvelope.signatures[0].sig' $bundle | base64 -d > "$scratch/sig" || no "the signature is not base64"
if openssl pkey -pubin -in "$pub" -noout -text | grep -q ED25519; then
	openssl pkeyutl -verify -pubin -inkey "$pub" -rawin -in "$scratch/pae" \
		-sigfile "$scratch/sig" > "$scratch/dsse" 2>&1 || no "the DSSE seal does not hold"
else
	openssl dgst -sha256 -verify "$pub" -signature "$scratch/sig" "$scratch/pae" \
		> "$scratch/dsse" 2>&1 || no "the DSSE seal does not hold"
fi
[ "$(jq -r '.subject[0].digest.sha256' "$scratch/st.json")" = "$digest" ] ||
	no "the statement is about another SHA256SUMS"
# 5. Sign-offs: by whom ssh-keygen says, for this report and no other seal.
for name in signoffs/*.signoff; do
	[ -f "$name" ] || continue
	if [ -z "$signers" ]; then
		echo "not checked: $name"
		continue
	fi
	field() { sed -n "s/^$1: //p" "$name"; }
	ssh-keygen -Y verify -n "muster-signoff/$(field role)" -I "$(field by)" -f "$signers" \
		-s "$name.sig" < "$name" > "$scratch/signoff" 2>&1 || no "$name is not signed by $(field by)"
	[ "$(field report)" = "sha256:$(sha256sum < report.json | cut -c1-64)" ] ||
		no "$name is about another report"
	case $(field seal) in
	- | "sha256:$digest") ;;
	*) no "$name is about another seal" ;;
	esac
	echo "$(field decision): $(field field) by $(field by)"
done

commit=$(jq -r .source.commit bundle.json)
[ "$(jq -r '.subject[1].digest.gitCommit' "$scratch/st.json")" = "$commit" ] ||
	no "the statement is about another commit"

echo "sha256:$digest $(jq -r .project bundle.json) $commit:" \
	"$(jq -r .predicate.muster_readiness.outcome "$scratch/st.json")"
