#!/bin/sh
# Keys and certificates for tests, made by openssl and ssh-keygen, never by muster.
#   make-keys.sh FOLDER
# None of them is used outside tests.  Dates: from 2026-01-01 to 2036-01-01, but
# for those whose name says otherwise.
set -eu
mkdir -p "$1"
cd "$1"
umask 077

make_cert() { # name, days, start as faketime takes it
	cat > "$1.cnf" <<END
[req]
distinguished_name = dn
prompt = no
x509_extensions = ext
[dn]
CN = ci@example.org
[ext]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
extendedKeyUsage = emailProtection,codeSigning
subjectAltName = email:ci@example.org
END
	faketime -f "$3" openssl req -new -x509 -key "$1.key" -days "$2" -sha256 \
		-config "$1.cnf" -out "$1.crt" 2>/dev/null
	openssl pkey -in "$1.key" -pubout -out "$1.pub"
}
ec() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:"$2" -out "$1.key" 2>/dev/null; }
rsa() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:"$2" -out "$1.key" 2>/dev/null; }
line() { # name, options: a line of allowed_signers
	printf 'ci@example.org namespaces="muster-seal"%s %s\n' "${2:-}" \
		"$(ssh-keygen -i -m PKCS8 -f "$1.pub")"
}

ec p256 P-256
make_cert p256 3652 '2026-01-01 00:00:00'
ec other P-256 # same subject, another key: an attacker's
make_cert other 3652 '2026-01-01 00:00:00'
ec past P-256 # expired
make_cert past 100 '2020-01-01 00:00:00'
ec p384 P-384
make_cert p384 3652 '2026-01-01 00:00:00'
rsa rsa3072 3072
make_cert rsa3072 3652 '2026-01-01 00:00:00'
openssl genpkey -algorithm ED25519 -out ed25519.key
openssl pkey -in ed25519.key -pubout -out ed25519.pub
line p256 > p256.signers
line other > other.signers
line past > past.signers
line p384 > p384.signers
line rsa3072 > rsa3072.signers

# ssh-keygen does not convert Ed25519: type and 32 raw bytes, each with a length.
raw=$(openssl pkey -in ed25519.key -pubout -outform DER | tail -c 32 | base64 -w0)
blob=$({
	printf '\000\000\000\013ssh-ed25519\000\000\000\040'
	printf '%s' "$raw" | base64 -d
} | base64 -w0)
printf 'ci@example.org namespaces="muster-seal" ssh-ed25519 %s\n' "$blob" > ed25519.signers

# A CA and a leaf that it issued.
ec ca P-256
cat > ca.cnf <<END
[req]
distinguished_name = dn
prompt = no
x509_extensions = ca
[dn]
CN = Example CA
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = emailProtection
subjectAltName = email:ci@example.org
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
faketime -f '2026-01-01 00:00:00' openssl req -new -x509 -key ca.key -days 3652 -config ca.cnf -out ca.crt
for kind in leaf server; do
	ec $kind P-256
	openssl req -new -key $kind.key -subj /CN=ci@example.org -out $kind.csr
	faketime -f '2026-01-01 00:00:00' openssl x509 -req -in $kind.csr -CA ca.crt -CAkey ca.key \
		-set_serial 2 -days 3652 -extfile ca.cnf -extensions $kind -out $kind.crt 2>/dev/null
	openssl pkey -in $kind.key -pubout -out $kind.pub
done
