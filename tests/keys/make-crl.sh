#!/bin/sh
# A list of revocation by openssl, for tests.
#   make-crl.sh NAME CA [CERT START [REASON]]
# NAME.crl by CA.crt and CA.key in this folder, with CERT.crt in it since START, where it
# is given.  DAYS is how long the list is good (3652), SIGNED the time of its making.
set -eu
name=$1 ca=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/index"
echo 01 >"$work/number"
cat >"$work/cnf" <<END
[ca]
default_ca = x
[x]
database = $work/index
crlnumber = $work/number
default_md = sha256
END
if [ $# -ge 4 ]; then
	# shellcheck disable=SC2086 # a reason or none
	faketime -f "$4" openssl ca -config "$work/cnf" -cert "$ca.crt" -keyfile "$ca.key" \
		-revoke "$3.crt" ${5:+-crl_reason $5} 2>/dev/null
fi
faketime -f "${SIGNED:-2026-01-20 00:00:00}" openssl ca -config "$work/cnf" -cert "$ca.crt" \
	-keyfile "$ca.key" -gencrl -crldays "${DAYS:-3652}" -out "$name.crl" 2>/dev/null
