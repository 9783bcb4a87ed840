# muster key: what it makes, stock tools read; what is unsafe, it refuses.

setup() {
	cd "$BATS_TEST_TMPDIR"
	umask 022
}

@test "a new key is three files, the private one for its owner alone" {
	run "$MUSTER" key new --no-passphrase --as ci@example.org
	[ "$status" -eq 0 ]
	[ "$(stat -c %a seal.key)" = 600 ]
	[ "$(stat -c %a seal.pub)" = 644 ]
	[ "$(stat -c %a seal.crt)" = 644 ]
	openssl pkey -in seal.key -pubout | cmp - seal.pub
	openssl x509 -in seal.crt -noout -pubkey | cmp - seal.pub
}

@test "openssl opens the encrypted key with its passphrase and with no other" {
	printf 'correct horse\nsecond line\n' > pw
	run "$MUSTER" key new --passphrase-file pw
	[ "$status" -eq 0 ]
	head -1 seal.key | grep -q 'BEGIN ENCRYPTED PRIVATE KEY'
	openssl pkey -in seal.key -passin 'pass:correct horse' -pubout | cmp - seal.pub
	run openssl pkey -in seal.key -passin pass:wrong -noout
	[ "$status" -ne 0 ]
	openssl asn1parse -in seal.key | grep -q hmacWithSHA256
	openssl asn1parse -in seal.key | grep -q 'INTEGER *:0927C0' # 600,000 rounds
}

@test "a passphrase comes from a descriptor too" {
	"$MUSTER" key new --passphrase-fd 3 -q 3<<<'battery staple'
	openssl pkey -in seal.key -passin 'pass:battery staple' -noout
	run "$MUSTER" key show seal.key --passphrase-fd 3 3<<<'battery staple'
	[ "$status" -eq 0 ]
	run "$MUSTER" key show seal.key --passphrase-fd 3 3<<<wrong
	[ "$status" -eq 2 ]
	[[ $output == *"does not open it"* ]]
}

@test "without a passphrase or a terminal there is no key" {
	run setsid "$MUSTER" key new
	[ "$status" -eq 2 ]
	[[ $output == *"--passphrase-file"* ]]
	[ ! -e seal.key ]
	: > empty
	run "$MUSTER" key new --passphrase-file empty
	[ "$status" -eq 2 ]
	[ ! -e seal.key ]
}

@test "the certificate says what the design says" {
	"$MUSTER" key new --no-passphrase --as ci@example.org -q
	text=$(openssl x509 -in seal.crt -noout -text)
	[[ $text == *"X509v3 Basic Constraints: critical"*"CA:FALSE"* ]]
	[[ $text == *"X509v3 Key Usage: critical"*"Digital Signature, Non Repudiation"* ]]
	[[ $text == *"E-mail Protection, Code Signing"* ]]
	[[ $text == *"email:ci@example.org"* ]]
	openssl verify -CAfile seal.crt seal.crt
	[ "$(openssl x509 -in seal.crt -noout -serial)" != "$("$MUSTER" key new --no-passphrase -q --out b && openssl x509 -in b.crt -noout -serial)" ]
}

@test "ssh-keygen reads the allowed_signers line, for P-256, RSA and Ed25519" {
	for type in p256 rsa3072 ed25519; do
		"$MUSTER" key new --out "$type" --type "$type" --no-passphrase -q --as ci@example.org > "$type.line"
		read -r principal options kind blob < "$type.line"
		[ "$principal" = ci@example.org ]
		[ "$options" = 'namespaces="muster-seal"' ]
		echo "$kind $blob" > "$type.ssh"
		ssh-keygen -l -f "$type.ssh"
	done
	# The wire form that ssh-keygen itself makes of the public key.
	[ "$(cat p256.ssh)" = "$(ssh-keygen -i -m PKCS8 -f p256.pub)" ]
	[ "$(cat rsa3072.ssh)" = "$(ssh-keygen -i -m PKCS8 -f rsa3072.pub)" ]
}

@test "key show names a key as sha256sum and ssh-keygen do" {
	"$MUSTER" key new --no-passphrase -q > line
	id=$(openssl pkey -pubin -in seal.pub -outform DER | sha256sum | cut -c1-64)
	cut -d' ' -f3- line > ssh.pub
	print=$(ssh-keygen -l -f ssh.pub | cut -d' ' -f2)
	for file in seal.key seal.pub seal.crt; do
		run "$MUSTER" key show $file
		[ "$status" -eq 0 ]
		[[ $output == *"key id       $id"* ]]
		[[ $output == *"fingerprint  $print"* ]]
	done
}

@test "a key that others can read is refused, and the fix says how" {
	"$MUSTER" key new --no-passphrase -q
	for mode in 640 604 660 644 601; do
		chmod $mode seal.key
		run "$MUSTER" key show seal.key
		[ "$status" -eq 2 ]
		[[ $output == *"chmod 600 seal.key"* ]]
	done
	chmod 400 seal.key
	"$MUSTER" key show seal.key
}

@test "a key that belongs to somebody else is refused" {
	[ "$(id -u)" -eq 0 ] || skip "only root can give a file away"
	"$MUSTER" key new --no-passphrase -q
	chown 12345 seal.key
	run "$MUSTER" key show seal.key
	[ "$status" -eq 2 ]
	[[ $output == *'belongs to somebody else'* ]]
	[[ $output == *'a copy of your own, mode 0600'* ]]
}

# Which processes of a command open the key, and which open anything that strangers wrote.
traced() { # what is foreign, as a pattern; the command
	local foreign=$1
	shift
	# Nobody looks for leaks in a process that is traced.
	ASAN_OPTIONS=detect_leaks=0 \
		strace -f -qq -e trace=openat,open,openat2 -o trace "$@" > said 2>&1 || { cat said; return 1; }
	holders=$(grep -E '"[^"]*seal\.key"' trace | grep -v ENOENT | cut -d ' ' -f 1 | sort -u)
	readers=$(grep -E "$foreign" trace | grep -v ENOENT | cut -d ' ' -f 1 | sort -u)
	[ "$(wc -l <<< "$holders")" -eq 1 ]
	[ -n "$holders" ] && [ -n "$readers" ]
	! grep -qx "$holders" <<< "$readers"
	# What it opens once it is there: the key, its certificate, and nothing of the repository.
	! grep "^$holders " trace | grep -E '"[^"]*(\.git/|objects/|evidence|checklists|report\.json|SHA256SUMS|bundle\.json|\.signoff)'
}

@test "no process that holds a private key opens what strangers wrote" {
	command -v strace > /dev/null || skip "strace is not installed"
	strace -qq -o /dev/null true || skip "strace cannot trace here"
	"$MUSTER" key new --no-passphrase -q --as ci@example.org
	mkdir trust
	echo "ci@example.org namespaces=\"muster-seal,muster-close,muster-evidence\" $(
		ssh-keygen -i -m PKCS8 -f seal.pub)" > trust/allowed_signers
	git init -qb main r && cd r
	git config user.name A && git config user.email a@example.org
	mkdir checklists && printf '# Go\n\n- [x] Tests pass (`evidence/j.xml`)\n' > checklists/go.md
	mkdir evidence && echo '<testsuite tests="1"><testcase name="a"/></testsuite>' > evidence/j.xml
	git add -A && git commit -qm plan
	traced 'checklists|objects/|\.git/' "$MUSTER" build -q --db ../db --key ../seal.key --trust ../trust --bundle ../b.tar.gz
	traced 'report\.json|SHA256SUMS|bundle\.json' "$MUSTER" seal -q site/report --key ../seal.key --bundle ../c.tar.gz
	traced 'b\.tar\.gz' "$MUSTER" close -q ../b.tar.gz --key ../seal.key --trust ../trust --bundle ../d.tar.gz
	traced 'evidence/j\.xml|\.git/' "$MUSTER" capture -q tests --key ../seal.key --out evidence/j.xml -- true
}

@test "a link, a folder, a FIFO and nothing at all are no keys" {
	"$MUSTER" key new --no-passphrase -q
	ln -s seal.key link.key
	run "$MUSTER" seal x --key link.key
	[ "$status" -eq 2 ]
	mkdir folder
	run "$MUSTER" seal x --key folder
	[ "$status" -eq 2 ]
	mkfifo -m 600 pipe
	run timeout 5 "$MUSTER" seal x --key pipe
	[ "$status" -eq 2 ]
	run "$MUSTER" seal x --key nowhere
	[ "$status" -eq 2 ]
	[[ $output == *"muster key new"* ]]
}

@test "weak, odd and old-fashioned private keys are refused" {
	openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.key 2>/dev/null
	openssl ecparam -name secp256k1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out curve.key
	openssl ecparam -name prime256v1 -genkey -noout -out sec1.key
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
		-pkeyopt ec_param_enc:explicit -out explicit.key 2>/dev/null
	openssl genpkey -algorithm X25519 -out x.key
	echo 'no key' > text.key
	chmod 600 ./*.key
	for key in weak curve sec1 explicit x text; do
		run "$MUSTER" key show $key.key
		echo "$key: $output"
		[ "$status" -ne 0 ]
	done
	run "$MUSTER" key show sec1.key
	[[ $output == *"openssl pkcs8 -topk8"* ]]
}

@test "nothing that exists is written over" {
	for name in seal.key seal.pub seal.crt; do
		rm -f seal.*
		echo mine > $name
		run "$MUSTER" key new --no-passphrase
		[ "$status" -eq 2 ]
		[ "$(cat $name)" = mine ]
		[ "$(ls seal.* | wc -l)" -eq 1 ]
	done
}

@test "a name that is no e-mail address is no principal" {
	for name in '' ci 'a b@c' '*@example.org' 'a,b@c' '"a"@b' '#a@b' $'a\n@b'; do
		run "$MUSTER" key new --no-passphrase --as "$name"
		[ "$status" -eq 2 ]
	done
	run "$MUSTER" key new --no-passphrase --type dsa
	[ "$status" -eq 2 ]
	run "$MUSTER" key
	[ "$status" -eq 2 ]
	run "$MUSTER" key old
	[ "$status" -eq 2 ]
}
