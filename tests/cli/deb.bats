# The Debian package: made of what `make install` installs, and the same bytes each time.

load helper

setup_file() {
	[ "${BUILD:-release}" = release ] || return 0
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export DEB
	cd "$root"
	DEB=$(packaging/deb "$BATS_FILE_TMPDIR/one")
}

setup() {
	[ "${BUILD:-release}" = release ] || skip "the package is of the release build"
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	dir=$BATS_TEST_TMPDIR/root
	dpkg-deb -x "$DEB" "$dir"
}

@test "lintian finds no error and no warning" {
	run lintian --fail-on error,warning --no-tag-display-limit "$DEB"
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "two packages, made at two times under two umasks, are the same bytes" {
	cd "$root"
	(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 packaging/deb "$BATS_TEST_TMPDIR/two")
	cmp "$DEB" "$BATS_TEST_TMPDIR/two/${DEB##*/}"
	# Nobody in particular owns the files, and none is younger than the commit.
	[ -z "$(dpkg-deb -c "$DEB" | grep -v ' root/root ')" ]
	[ "$(dpkg-deb -c "$DEB" | awk '{ print $4, $5 }' | sort -u | wc -l)" -eq 1 ]
}

@test "what it depends on is what the program links, no more and no less" {
	dpkg-deb -f "$DEB" Depends | tr ',' '\n' | sed 's/ *\([^ ]*\).*/\1/' | sort > named
	objdump -p "$dir/usr/bin/muster" | awk '$1 == "NEEDED" { print $2 }' | while read -r library; do
		path=$(ldconfig -p | awk -v l="$library" '$1 == l { print $NF; exit }')
		path=$(readlink -f "$path")
		dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "${path#/usr}"
	done | cut -d: -f1 | sort -u | diff named -
}

@test "unpacked somewhere, the program judges a plan, with its pages and completions beside it" {
	PATH=$dir/usr/bin:$PATH
	new_repo team
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n' > checklists/release.md
	junit 3 0 > evidence/unit.xml
	commit_all start
	run muster build
	[ "$status" -eq 0 ]
	[[ $output == *READY* ]]
	[ -s site/report/index.html ]
	for name in $(muster help | sed -n 's/^  \([a-z-]*\) .*/\1/p'); do
		zcat "$dir/usr/share/man/man1/muster-$name.1.gz" | mandoc -Tascii > /dev/null
	done
	for page in man1/muster.1 man5/muster.conf.5 man5/muster-bundle.5 man7/muster-plans.7; do
		zcat "$dir/usr/share/man/$page.gz" | mandoc -Tlint -Wwarning
	done
	bash -c '. "$1" && complete -p muster' bash "$dir/usr/share/bash-completion/completions/muster"
	[ -s "$dir/usr/share/zsh/vendor-completions/_muster" ]
	[ -s "$dir/usr/share/fish/vendor_completions.d/muster.fish" ]
	(cd "$dir" && dpkg-deb --ctrl-tarfile "$DEB" | tar -xOf - ./md5sums | md5sum -c --quiet -)
}

@test "dpkg installs it into an empty system, and takes it away again" {
	mkdir -p "$BATS_TEST_TMPDIR/system/var/lib/dpkg/info" "$BATS_TEST_TMPDIR/system/var/lib/dpkg/updates"
	: > "$BATS_TEST_TMPDIR/system/var/lib/dpkg/status"
	: > "$BATS_TEST_TMPDIR/system/var/lib/dpkg/available"
	in_system() {
		fakeroot dpkg --root="$BATS_TEST_TMPDIR/system" --force-depends --force-not-root \
			--log=/dev/null "$@"
	}
	run in_system -i "$DEB"
	echo "$output"
	[ "$status" -eq 0 ]
	"$BATS_TEST_TMPDIR/system/usr/bin/muster" --version
	run in_system --purge muster
	[ "$status" -eq 0 ]
	[ ! -e "$BATS_TEST_TMPDIR/system/usr/bin/muster" ]
	[ ! -e "$BATS_TEST_TMPDIR/system/usr/share/doc/muster" ]
}
