# Time-stamp authorities and revocation lists for tests, all of them openssl's own.

# A root and an authority below it, in $1.*: from $2, for $3 days.
make_tsa() { # name, start as faketime takes it, days, ess algorithm (sha256), policy digests
	cat > "$1.cnf" <<-END
		[req]
		distinguished_name = dn
		prompt = no
		x509_extensions = ca
		[dn]
		CN = $1 time root
		[ca]
		basicConstraints = critical,CA:TRUE
		keyUsage = critical,keyCertSign,cRLSign
		subjectKeyIdentifier = hash
		[tsa]
		basicConstraints = critical,CA:FALSE
		keyUsage = critical,digitalSignature
		extendedKeyUsage = critical,timeStamping
		subjectKeyIdentifier = hash
		authorityKeyIdentifier = keyid
		[ts]
		default_tsa = conf
		[conf]
		serial = $PWD/$1.serial
		crypto_device = builtin
		signer_cert = $PWD/$1.crt
		certs = $PWD/$1-root.crt
		signer_key = $PWD/$1.key
		signer_digest = ${5:-sha256}
		default_policy = 1.2.3.4.1
		digests = sha1, sha256, sha384, sha512
		ess_cert_id_chain = no
		ess_cert_id_alg = ${4:-sha256}
	END
	echo 01 > "$1.serial"
	for key in "$1-root" "$1"; do
		openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$key.key" 2>/dev/null
	done
	faketime -f "$2" openssl req -new -x509 -key "$1-root.key" -days 7000 -config "$1.cnf" -out "$1-root.crt"
	openssl req -new -key "$1.key" -subj "/CN=$1 time stamps" -out "$1.csr"
	faketime -f "$2" openssl x509 -req -in "$1.csr" -CA "$1-root.crt" -CAkey "$1-root.key" -set_serial 7 \
		-days "$3" -extfile "$1.cnf" -extensions tsa -out "$1.crt" 2>/dev/null
}

# The authority's answer to a query, at a time of the test's choice.
answer() { # name, query, answer, time
	faketime -f "$4" openssl ts -reply -config "$1.cnf" -section conf -queryfile "$2" -out "$3" 2>/dev/null
}

# A revocation list of the CA in $K: rows of index.txt from standard input.
make_crl() { # out, start, days
	mkdir -p ca
	cat > ca/index.txt
	: > ca/index.txt.attr
	echo 01 > ca/crlnumber
	cat > ca/ca.cnf <<-END
		[ca]
		default_ca = this
		[this]
		database = $PWD/ca/index.txt
		crlnumber = $PWD/ca/crlnumber
		default_md = sha256
	END
	faketime -f "$2" openssl ca -gencrl -config ca/ca.cnf -cert "${CA:-$K/ca.crt}" -keyfile "${CAKEY:-$K/ca.key}" \
		-crldays "$3" -out "$1" 2>/dev/null
}
