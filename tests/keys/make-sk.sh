#!/bin/sh
# An SSH signature as a key in hardware makes it, by openssl: no device is needed to
# know what PROTOCOL.u2f has one sign.
#   make-sk.sh ed25519|ecdsa NAME FILE NAMESPACE FLAGS COUNTER
# writes NAME.pub and FILE.sig; NAME.key, the private key, is made where it is not there.
set -eu
kind=$1 name=$2 file=$3 namespace=$4 flags=$5 counter=$6

bytes() { # hexadecimal digits
	printf '%s' "$1" | sed 's/../\\x&/g' | xargs -0 printf
}
hex() { od -An -v -tx1 | tr -d ' \n'; }
string() { printf '%08x%s' "$((${#1} / 2))" "$1"; } # hex in, hex out
text() { string "$(printf %s "$1" | hex)"; }
sha256() { bytes "$1" | openssl dgst -sha256 -binary | hex; }
mpint() { # hex in: minimal and positive
	number=$(printf %s "$1" | sed 's/^\(00\)*//')
	case $number in
	[89a-f]*) number=00$number ;;
	esac
	string "$number"
}

case $kind in
ed25519)
	type=sk-ssh-ed25519@openssh.com
	[ -f "$name.key" ] || openssl genpkey -algorithm ed25519 -out "$name.key"
	point=$(openssl pkey -in "$name.key" -pubout -outform DER | tail -c 32 | hex)
	key=$(text $type)$(string "$point")$(text ssh:)
	;;
ecdsa)
	type=sk-ecdsa-sha2-nistp256@openssh.com
	[ -f "$name.key" ] ||
		openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$name.key" 2>/dev/null
	point=$(openssl pkey -in "$name.key" -pubout -outform DER | tail -c 65 | hex)
	key=$(text $type)$(text nistp256)$(string "$point")$(text ssh:)
	;;
*)
	echo "make-sk.sh: there is no kind \"$kind\"" >&2
	exit 2
	;;
esac
printf '%s %s\n' $type "$(bytes "$key" | openssl base64 -A)" >"$name.pub"

# What is signed, and what the device makes of that.
digest=$(openssl dgst -sha512 -binary <"$file" | hex)
signed=$(printf SSHSIG | hex)$(text "$namespace")00000000$(text sha512)$(string "$digest")
tail=$(printf '%02x%08x' "$flags" "$counter")
bytes "$(sha256 "$(printf ssh: | hex)")$tail$(sha256 "$signed")" >"$file.tbs"
if [ "$kind" = ed25519 ]; then
	openssl pkeyutl -sign -rawin -inkey "$name.key" -in "$file.tbs" -out "$file.raw"
	numbers=$(hex <"$file.raw")
else
	openssl dgst -sha256 -sign "$name.key" -out "$file.raw" "$file.tbs"
	# shellcheck disable=SC2046 # two words
	set -- $(openssl asn1parse -inform DER -in "$file.raw" | sed -n 's/.*INTEGER *:\([0-9A-F]*\)$/\1/p' | tr A-F a-f)
	numbers=$(mpint "$1")$(mpint "$2")
fi
signature=$(text $type)$(string "$numbers")$tail
blob=$(printf SSHSIG | hex)00000001$(string "$key")$(text "$namespace")00000000$(text sha512)$(string "$signature")
{
	echo '-----BEGIN SSH SIGNATURE-----'
	bytes "$blob" | openssl base64 -A | fold -w 70
	echo
	echo '-----END SSH SIGNATURE-----'
} >"$file.sig"
rm -f "$file.tbs" "$file.raw"
