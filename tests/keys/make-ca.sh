#!/bin/sh
# A certificate authority and what it has issued and revoked, by openssl, for tests.
#   make-ca.sh FOLDER
# ca.crt; ada (RSA), ec (P-256, ada's), eve, web (for servers), past, future; self, by
# itself; other.crt, another CA; lists of revocation: empty, forged, other and
# ada-{stolen,unsaid,moved}[-later].  Dates: 2026-01-01 to 2036-01-01 but for those whose
# name says otherwise; "later" is 2030.
set -eu
crl=$(cd "$(dirname "$0")" && pwd)/make-crl.sh
mkdir -p "$1"
cd "$1"
umask 077
begin='2026-01-01 00:00:00'

extensions() { # usage, e-mail
	printf 'basicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n'
	printf 'extendedKeyUsage = %s\nsubjectAltName = email:%s\n' "$1" "$2"
}
authority() { # name
	faketime -f "$begin" openssl req -new -x509 -newkey rsa:2048 -nodes -sha256 -days 3652 \
		-subj "/CN=$1" -keyout "$1.key" -out "$1.crt" \
		-addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}
issue() { # name, e-mail, usage, start, days, kind of key
	# shellcheck disable=SC2086 # words
	openssl req -new -newkey ${6:-rsa:2048} -nodes -subj "/CN=$2" -keyout "$1.key" \
		-out "$1.csr" 2>/dev/null
	extensions "$3" "$2" >"$1.ext"
	serial=$((serial + 1))
	faketime -f "$4" openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key \
		-set_serial "$serial" -sha256 -days "$5" -extfile "$1.ext" -out "$1.crt" 2>/dev/null
}
serial=4096
authority ca
authority other
issue ada ada@example.org emailProtection "$begin" 3652
issue ec ada@example.org emailProtection "$begin" 3652 'ec -pkeyopt ec_paramgen_curve:P-256'
issue eve eve@example.org emailProtection "$begin" 3652
issue web ada@example.org serverAuth "$begin" 3652
issue past ada@example.org emailProtection '2020-01-01 00:00:00' 365
issue future ada@example.org emailProtection '2030-01-01 00:00:00' 365
faketime -f "$begin" openssl req -new -x509 -newkey rsa:2048 -nodes -days 3652 \
	-subj /CN=ada@example.org -addext subjectAltName=email:ada@example.org \
	-keyout self.key -out self.crt 2>/dev/null

"$crl" empty ca
"$crl" other other
"$crl" ada-stolen ca ada '2026-01-10 00:00:00' keyCompromise
"$crl" ada-stolen-later ca ada '2030-01-01 00:00:00' keyCompromise
"$crl" ada-unsaid ca ada '2026-01-10 00:00:00'
"$crl" ada-moved ca ada '2026-01-10 00:00:00' superseded
"$crl" ada-moved-later ca ada '2030-01-01 00:00:00' superseded
# The CA's name, another's key.
faketime -f "$begin" openssl req -new -x509 -key other.key -subj /CN=ca -days 3652 -out fake.crt 2>/dev/null
cp other.key fake.key
"$crl" forged fake
rm -f ./*.csr ./*.ext fake.crt fake.key
