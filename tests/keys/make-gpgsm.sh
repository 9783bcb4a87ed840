#!/bin/sh
# A home of gpgsm that signs with one certificate and trusts its CA, for tests.
#   make-gpgsm.sh HOME FOLDER NAME
# FOLDER is make-ca.sh's.  HOME/gpgsm is the program for git's gpg.x509.program: it asks
# nobody for a passphrase and fetches nothing.
set -eu
mkdir -m 700 "$1"
home=$(cd "$1" && pwd)
export GNUPGHOME="$home"
cd "$2"
echo allow-loopback-pinentry >"$home/gpg-agent.conf"
echo disable-crl-checks >"$home/gpgsm.conf"
echo x >"$home/passphrase"
cat >"$home/gpgsm" <<'END'
#!/bin/sh
exec gpgsm --batch --pinentry-mode loopback --passphrase-fd 3 "$@" 3<"$GNUPGHOME/passphrase"
END
chmod +x "$home/gpgsm"
# What gpgsm can read is older than what openssl writes by itself.
openssl pkcs12 -export -inkey "$3.key" -in "$3.crt" -certfile ca.crt -passout pass:x \
	-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -out "$home/key.p12"
"$home/gpgsm" --import "$home/key.p12" 2>"$home/log"
print=$(openssl x509 -in ca.crt -noout -fingerprint -sha1)
echo "${print#*=} S relax" >"$home/trustlist.txt"
gpgconf --kill gpg-agent
