# Killed at any instant, refused any write: the old bundle or the new one, whole.

load ../keys/seal
load ../keys/tsa

# Every call by which sealing, taking a stamp or closing could leave something half.
calls="write rename renameat2 fsync syncfs mkdir mkdirat unlinkat"

# The folder and the archive verify, each as it was or as it is now.
both_whole() {
	local bundle
	for bundle in report $NAME.tar.gz; do
		"$MUSTER" verify $bundle --trust "${trust:-$K/p256.signers}" -q > said || {
			echo "$bundle after $1:"
			cat said
			return 1
		}
	done
}

# Run a command under every one of these faults, one after the other ($every: each nth).
walk() { # inject, command
	local fault=$1 call n hits points=0
	shift
	for call in $calls; do
		strace -f -qq -o trace -e trace=$call "$@" > /dev/null 2>&1 || return 1
		hits=$(grep -c "$call(" trace || true)
		for n in $(seq 1 "${every:-1}" "$hits"); do
			rm -rf report $NAME.tar.gz
			cp -r good report
			cp good.tar.gz $NAME.tar.gz
			timeout 20 strace -f -qq -o /dev/null -e trace=$call -e inject=$call:$fault:when=$n "$@" \
				> log 2>&1 || true
			both_whole "$call $n, $fault" || return 1
			points=$((points + 1))
		done
	done
	echo "# $points points" >&3
	[ "$points" -gt 8 ]
	"$@"
	both_whole end
	# What a dead run has left is swept by the next one.
	[ -z "$(find . -maxdepth 1 -name '.muster-tmp-*' -type d)" ]
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	K=$BATS_FILE_TMPDIR/keys
	cp -r "$BATS_FILE_TMPDIR/report" report
	cp "$BATS_FILE_TMPDIR/$NAME.tar.gz" .
	cp -r report good
	cp $NAME.tar.gz good.tar.gz
	command -v strace > /dev/null || skip "strace is not installed"
	strace -qq -o /dev/null true || skip "strace cannot trace here"
	[ "${BUILD:-release}" = release ] || skip "the sanitizers make calls of their own"
}

@test "killed at every call of a sealing" {
	walk signal=KILL "$MUSTER" seal report --key "$K/p256.key" -q
}

@test "no space at every call of a sealing" {
	walk error=ENOSPC "$MUSTER" seal report --key "$K/p256.key" -q
}

@test "an error of the disk at every call of a sealing" {
	walk error=EIO "$MUSTER" seal report --key "$K/p256.key" -q --compression gzip
}

@test "writes that the system loses are seen before the old bundle is gone" {
	for n in $(seq 1 6); do
		rm -rf report $NAME.tar.gz && cp -r good report && cp good.tar.gz $NAME.tar.gz
		strace -f -qq -o /dev/null -e trace=write -e inject=write:retval=512:when=$n \
			"$MUSTER" seal report --key "$K/p256.key" -q > log 2>&1 || true
		"$MUSTER" verify $NAME.tar.gz --trust "$K/p256.signers" -q
	done
}

@test "killed at every call while a time stamp is taken" {
	"$MUSTER" seal good --tsq q -q
	make_tsa tsa '2026-01-01 00:00:00' 3000
	answer tsa q r '2026-11-20 00:00:00'
	mkdir trust
	cp "$K/p256.signers" trust/allowed_signers
	cp tsa-root.crt trust/tsa-roots.pem
	trust=trust
	walk signal=KILL "$MUSTER" seal report --tsr r --tsq q --trust trust -q
	[ -e report/seal/SHA256SUMS.p7s.tsr ]
}

@test "killed at every call of a closing" {
	sed 's/muster-seal/muster-close/' "$K/other.signers" | cat "$K/p256.signers" - > both
	sed -i 's/ci@\(.*muster-close\)/r@\1/' both
	ssh-keygen -q -t ed25519 -N '' -f lead
	echo "lead@example.org namespaces=\"muster-signoff/security\" $(cut -d' ' -f1,2 lead.pub)" >> both
	mkdir signoffs
	printf '%s\n' 'muster-signoff v1' "report: sha256:$(sha256sum < report/report.json | cut -c1-64)" \
		"seal: -" "project: acme/widget" "commit: $COMMIT" "field: release/security-lead" \
		"role: security" "decision: approve" "by: lead@example.org" "at: 2026-01-02T00:00:00Z" \
		"note: " > signoffs/a.signoff
	ssh-keygen -q -Y sign -n muster-signoff/security -f lead signoffs/a.signoff 2>/dev/null
	trust=both
	calls="write renameat2 rename syncfs fsync mkdirat unlinkat"
	walk signal=KILL "$MUSTER" close report --key "$K/other.key" --trust both --signoffs signoffs -q
	[ -e report/seal/vsa.sigstore.json ]
}

@test "files may not grow beyond a size, in steps" {
	for size in 0 1 2 3 4 6 8 16; do
		rm -rf report $NAME.tar.gz && cp -r good report && cp good.tar.gz $NAME.tar.gz
		(ulimit -f $size; "$MUSTER" seal report --key "$K/p256.key" -q > log 2>&1) || true
		both_whole "a limit of $size KiB"
	done
}

@test "a disk that is full, in steps" {
	mkdir disk
	for size in 4 16 32 48 64 80 96 128; do
		mount -t tmpfs -o size=${size}k tmpfs disk 2> /dev/null || skip "cannot mount here"
		cp -r good disk/report 2> /dev/null && cp good.tar.gz disk/$NAME.tar.gz 2> /dev/null || {
			umount disk
			continue
		}
		(cd disk && "$MUSTER" seal report --key "$K/p256.key" -q > ../log 2>&1) || grep -q 'space\|fix' log
		(cd disk && both_whole "$size KiB") || { umount disk; return 1; }
		umount disk
	done
}

# ---- what others have signed, pages, and whole builds ----------------------------

@test "killed, and without space, at every call that stores what others have signed" {
	"$MUSTER" seal report --emit out -q
	openssl cms -sign -binary -cades -in out/SHA256SUMS -outform DER -out p7s -signer "$K/p256.crt" -inkey "$K/p256.key"
	openssl dgst -sha256 -sign "$K/p256.key" out/pae.bin > sig
	trust=$K/p256.signers
	for fault in signal=KILL error=ENOSPC; do
		walk $fault "$MUSTER" seal report --attach-p7s p7s --attach-sig sig --statement out/statement.json --trust "$trust" -q
		cmp p7s report/seal/SHA256SUMS.p7s
	done
}

@test "no space, and an error of the disk, at every call of a closing" {
	sed 's/ci@/release@/; s/muster-seal/muster-close/' "$K/other.signers" | cat "$K/p256.signers" - > both
	trust=both
	for fault in error=ENOSPC error=EIO; do
		walk $fault "$MUSTER" close report --key "$K/other.key" --trust both -q
		[ -e report/seal/vsa.sigstore.json ]
	done
}

@test "files that cannot be opened or closed while a bundle is sealed" {
	calls=openat
	every=5
	walk error=EMFILE "$MUSTER" seal report --key "$K/p256.key" -q
	calls=close
	walk error=ENOSPC "$MUSTER" seal report --key "$K/p256.key" -q
}

@test "killed, and without space, at every call of a page to check bundles with" {
	"$MUSTER" verify-page -o good.html
	"$MUSTER" verify-page --trust "$K/p256.signers" -o new.html
	for fault in signal=KILL error=ENOSPC; do
		for call in write rename renameat2 fsync close; do
			strace -f -qq -o trace -e trace=$call "$MUSTER" verify-page --trust "$K/p256.signers" -o page.html
			hits=$(grep -c "$call(" trace || true)
			for n in $(seq 1 $((hits / 12 + 1)) "$hits"); do
				cp good.html page.html
				timeout 20 strace -f -qq -o /dev/null -e trace=$call -e inject=$call:$fault:when=$n \
					"$MUSTER" verify-page --trust "$K/p256.signers" -o page.html > log 2>&1 || true
				cmp -s page.html good.html || cmp -s page.html new.html ||
					{ echo "$call $n, $fault"; return 1; }
			done
		done
	done
	# Standard output that takes nothing is no success.
	run bash -c '"$0" verify-page > /dev/full' "$MUSTER"
	[ "$status" -ne 0 ]
	run bash -c '"$0" verify "$1" --trust "$2" --json > /dev/full' "$MUSTER" report "$K/p256.signers"
	[ "$status" -ne 0 ]
}

@test "killed at every write of a build that seals: the old report and bundle, or the new ones" {
	git init -q -b main repo
	printf '# Release\n\n- [x] Unit tests pass (unit.xml)\n' > repo/release-checklist.md
	printf '<testsuite tests="1"><testcase name="a"/></testsuite>' > repo/unit.xml
	git -C repo add -A
	git -C repo -c user.name=x -c user.email=x@example.org commit -q -m one
	build() {
		"$@" "$MUSTER" build repo --db "$PWD/db" --out site --key "$K/p256.key" --bundle b.tar.gz -q
	}
	build > /dev/null 2>&1 || [ $? -le 1 ]
	cp -r site site.good
	cp b.tar.gz b.good
	points=0
	for call in renameat2 rename fsync syncfs mkdir mkdirat linkat; do
		build strace -f -qq -o trace -e trace=$call > /dev/null 2>&1 || [ $? -le 1 ]
		for n in $(seq 1 "$(grep -c "$call(" trace)"); do
			rm -rf site b.tar.gz db*
			cp -r site.good site
			cp b.good b.tar.gz
			build timeout 20 strace -f -qq -o /dev/null -e trace=$call -e inject=$call:signal=KILL:when=$n > log 2>&1 || true
			"$MUSTER" verify site --trust "$K/p256.signers" -q
			"$MUSTER" verify b.tar.gz --trust "$K/p256.signers" -q
			points=$((points + 1))
		done
	done
	echo "# $points points" >&3
	[ "$points" -gt 8 ]
	build > /dev/null 2>&1 || [ $? -le 1 ]
	"$MUSTER" verify site --trust "$K/p256.signers" -q
	[ -z "$(find . -maxdepth 1 -name '.muster-tmp-*' -type d)" ]
}

@test "killed at every call, reproduce touches neither bundle nor repository" {
	git init -q -b main repo
	printf '# Release\n\n- [x] Unit tests pass (unit.xml)\n' > repo/release-checklist.md
	printf '<testsuite tests="1"><testcase name="a"/></testsuite>' > repo/unit.xml
	git -C repo add -A
	git -C repo -c user.name=x -c user.email=x@example.org commit -q -m one
	"$MUSTER" build repo --db "$PWD/db" --out site -q || [ $? -le 1 ]
	mkdir work
	tree() { find repo site -type f -exec sha256sum {} + | sort | sha256sum; }
	before=$(tree)
	all=0
	for call in write renameat2 mkdirat openat; do
		strace -f -qq -o trace -e trace=$call "$MUSTER" reproduce site repo --work work > /dev/null
		hits=$(grep -c "$call(" trace) || true # of renames there may be none
		all=$((all + hits))
		for n in $(seq 1 $((hits / 12 + 1)) "$hits"); do
			for fault in signal=KILL error=ENOSPC; do
				timeout 20 strace -f -qq -o /dev/null -e trace=$call -e inject=$call:$fault:when=$n \
					"$MUSTER" reproduce site repo --work work > log 2>&1 && status=0 || status=$?
				# An answer that was kept from being given is none.
				[ "$status" -ne 1 ] || { echo "$call $n, $fault:"; cat log; return 1; }
				[ "$(tree)" = "$before" ]
			done
		done
	done
	[ "$all" -gt 50 ]
	"$MUSTER" reproduce site repo --work work
	[ -z "$(ls -A work)" ]
}
