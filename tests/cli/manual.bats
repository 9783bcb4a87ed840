# The manual pages and the completions: what the option tables say, and nothing else.

load helper

setup_file() {
	export PAGES=$BATS_FILE_TMPDIR/pages TOUR=$BATS_FILE_TMPDIR/tour
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	"$root/man/pages" "$MUSTER" "$PAGES"
}

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
}

names() {
	"$MUSTER" help | sed -n 's/^  \([a-z-]*\) .*/\1/p'
}

# The options of a command by its --help: "--name" a line.
options_of() {
	"$MUSTER" "$1" --help | sed '/^Common options:/,$d' |
		sed -n 's/^  \(-., \|    \)\(--[a-z0-9-]*\).*/\2/p' | LC_ALL=C sort
}

@test "mandoc finds no fault in any page, at warning level" {
	[ "$(find "$PAGES" -type f | wc -l)" -gt 25 ]
	# Which other manuals are installed is another matter.
	run mandoc -Tlint -Wwarning "$PAGES"/*
	echo "$output"
	[ -z "$output" ]
}

@test "every command has a page, written by hand where the tables end" {
	for name in $(names); do
		[ -s "$PAGES/muster-$name.1" ]
		[ -s "$root/man/muster-$name.1.in" ] || { echo "man/muster-$name.1.in is missing"; false; }
		grep -q "^\.It Xr muster-$name 1$" "$PAGES/muster.1"
	done
	for source in "$root"/man/muster-*.1.in; do
		name=${source##*/muster-} name=${name%.1.in}
		names | grep -qx -- "$name" || { echo "$source is about no command"; false; }
	done
}

@test "every option of a command is in its page, and no other" {
	for name in $(names); do
		diff -u --label "muster $name --help" --label "muster-$name(1)" <(options_of "$name") \
			<(sed -n '/^\.Sh OPTIONS/,/^\.Sh [^O]/s/^\.It .*Fl \\-\([a-z0-9-]*\).*/--\1/p' \
				"$PAGES/muster-$name.1" | LC_ALL=C sort)
	done
}

@test "a page speaks of no option that the command does not have" {
	for name in $(names); do
		{ options_of "$name"; "$MUSTER" log --help | sed -n '/^Common/,$s/^.*\(--[a-z-]*\).*/\1/p'; } \
			> "$BATS_TEST_TMPDIR/known"
		sed '/^\.Sh EXAMPLES/,$d' "$PAGES/muster-$name.1" |
			sed -n 's/^\.\(Op \)\{0,1\}Fl \\-\([a-z0-9-]*\).*/--\2/p' | while read -r option; do
			grep -qx -- "$option" "$BATS_TEST_TMPDIR/known" ||
				{ echo "muster-$name(1) speaks of $option"; false; }
		done
	done
}

@test "a reference leads to a page of ours, or to a program of somebody else's" {
	cat "$PAGES"/* | sed -n 's/^\.\(It \)\{0,1\}Xr \(muster[^ ]*\) \([0-9]\).*/\2.\3/p' |
		sort -u | while read -r page; do
		[ -f "$PAGES/$page" ] || { echo "there is no $page"; false; }
	done
}

@test "muster.conf(5) has every key of docs/configuration.md" {
	sed -n 's/^| `\[\([a-z]*\)[^|]*` |.*/&/p' "$root/docs/configuration.md" | cut -d'|' -f2 |
		grep -o '[a-z-]*`' | tr -d '`' | grep . | sort -u > "$BATS_TEST_TMPDIR/keys"
	[ "$(wc -l < "$BATS_TEST_TMPDIR/keys")" -gt 20 ]
	while read -r key; do
		grep -q "^\.\(It \)\{0,1\}Cm.* \{0,1\}$key\( \|$\)" "$PAGES/muster.conf.5" ||
			{ echo "$key is missing"; false; }
	done < "$BATS_TEST_TMPDIR/keys"
}

@test "muster-plans(7) has every kind of evidence" {
	"$MUSTER" facts --kinds | sed -n 's/^\([a-z]\{1,\}\) .*/\1/p' | sort > "$BATS_TEST_TMPDIR/kinds"
	sed -n '/^\.Ss Kinds/,/^\.Pp/p' "$PAGES/muster-plans.7" | grep -v '^\.' | tr ' ' '\n' |
		sort | diff "$BATS_TEST_TMPDIR/kinds" -
}

@test "the plan in muster-plans(7) is read without a finding" {
	sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$PAGES/muster-plans.7" | grep -v '^\.' |
		"$MUSTER" items --json --findings - > "$BATS_TEST_TMPDIR/read"
	[ "$(jq -s '[.[] | select(.judged)] | length' "$BATS_TEST_TMPDIR/read")" -eq 3 ]
	[ "$(jq -rs '[.[].finding // empty] | unique | join(" ")' "$BATS_TEST_TMPDIR/read")" = "" ]
}

@test "the file in muster.conf(5) is git's syntax" {
	sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$PAGES/muster.conf.5" | grep -v '^\.' \
		> "$BATS_TEST_TMPDIR/muster.conf"
	[ "$(git config -f "$BATS_TEST_TMPDIR/muster.conf" rule.chaos.max-age)" = 14d ]
}

# ---- the examples ----

# The tour of the README, built, sealed and signed, with everything that pages name.
make_tour() {
	"$root/docs/make-tour" "$TOUR"
	cd "$TOUR"
	export HOME=$BATS_FILE_TMPDIR/home
	mkdir -p "$HOME/.ssh" trust reports
	ssh-keygen -q -t ed25519 -N '' -f "$HOME/.ssh/id_ed25519"
	printf '%s\n' '/seal.*' '/trust/' '/reports/' '/*.tar.*' '/site/' > .git/info/exclude
	git tag v1.2
	"$MUSTER" key new --out seal --as ci@example.org --no-passphrase | grep -v '^#' |
		sed 's/muster-seal/muster-seal,muster-close/' > trust/allowed_signers
	echo "ada@example.org namespaces=\"git,muster-signoff/*\" $(cut -d' ' -f1,2 "$HOME/.ssh/id_ed25519.pub")" \
		>> trust/allowed_signers
	"$MUSTER" audit -q --commit HEAD~1
	"$MUSTER" build -q --trust trust --key seal.key --bundle release.tar.gz
}

# The commands of a page's EXAMPLES, one a line; "exits N" before one says how it ends,
# "serves" that it does not.
examples_of() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' "$1" |
		sed -n -e 's/^\.\\" \(exits [0-9]*\|serves\)$/\1/p' -e 's/^\.Dl \$ //p' |
		sed -e 's/\\(dq/"/g' -e 's/\\e/\\/g' -e 's/\\&//g' -e 's/\\-/-/g'
}

@test "every example of every page works as it stands" {
	make_tour
	PATH=$(dirname "$MUSTER"):$PATH
	export GIT_CONFIG_GLOBAL=$BATS_FILE_TMPDIR/gitconfig
	for page in "$PAGES"/muster-*.1 "$PAGES/muster.1"; do
		rm -rf "$BATS_TEST_TMPDIR/copy" && cp -r "$TOUR" "$BATS_TEST_TMPDIR/copy"
		cd "$BATS_TEST_TMPDIR/copy"
		examples_of "$page" > ../examples
		[ -s ../examples ] || { echo "$page has no examples"; false; }
		want=0
		while IFS= read -r line; do
			case $line in
			'exits '*) want=${line#exits } && continue ;;
			serves) want=124 && continue ;;
			esac
			[ "$want" -ne 124 ] || line="timeout 3 $line"
			got=0
			(set -o pipefail; eval "$line") > ../printed 2>&1 < /dev/null || got=$?
			[ "$got" -eq "$want" ] ||
				{ echo "${page##*/}: $line: exit status $got"; cat ../printed; false; }
			want=0
		done < ../examples
	done
}

# ---- installing ----

@test "make install puts it all in place, man finds it, and make uninstall takes it away" {
	cd "$root"
	dest=$BATS_TEST_TMPDIR/dest
	# The program that is tested is not made again.
	make -s install BUILD="${BUILD:-release}" DESTDIR="$dest" PREFIX=/usr > /dev/null
	[ "$("$dest/usr/bin/muster" --version)" = "$("$MUSTER" --version)" ]
	for page in "$PAGES"/*; do
		cmp "$page" "$dest/usr/share/man/man${page##*.}/${page##*/}"
	done
	[ -s "$dest/usr/share/bash-completion/completions/muster" ]
	[ -s "$dest/usr/share/zsh/site-functions/_muster" ]
	[ -s "$dest/usr/share/fish/vendor_completions.d/muster.fish" ]
	[ -s "$dest/usr/share/muster/muster.schema.json" ]
	run mandoc "$dest/usr/share/man/man7/muster-plans.7"
	[ "$status" -eq 0 ]
	make -s uninstall BUILD="${BUILD:-release}" DESTDIR="$dest" PREFIX=/usr > /dev/null
	[ -z "$(find "$dest" -type f)" ]
}
