# Completion, in the shells themselves.

load helper

setup() {
	mkdir -p "$BATS_TEST_TMPDIR/here" "$BATS_TEST_TMPDIR/home"
	cd "$BATS_TEST_TMPDIR/here"
	mkdir -p bin folder
	touch file.xml
	ln -s "$MUSTER" bin/muster
	export PATH=$PWD/bin:$PATH HOME=$BATS_TEST_TMPDIR/home
	for shell in bash zsh fish; do
		"$MUSTER" completion $shell > "$shell.script"
	done
}

names() {
	"$MUSTER" help | sed -n 's/^  \([a-z-]*\) .*/\1/p'
}

# All long options that --help of a command prints.
options_of() {
	"$MUSTER" "$1" --help | sed -n 's/^  \(-., \|    \)\(--[a-z0-9-]*\).*/\2/p' | sort
}

# What bash offers for the words given; the last one is being typed.
in_bash() {
	bash --norc -c '. ./bash.script
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		_muster && printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | sort
}
in_fish() {
	fish --no-config -c 'source fish.script; complete -C "$argv[1]"' -- "$1" | cut -f1 | sort
}

# What zsh, at a terminal, makes of a line when Tab is pressed on it.
in_zsh() {
	zsh -f -c '
		zmodload zsh/zpty
		zpty z "TERM=dumb PS1=% zsh -f -i"
		zpty -w z "autoload -Uz compinit; compinit -u -D; source ./zsh.script; PS1=READY; setopt no_list_ambiguous; LISTMAX=1000; stty cols 200"
		zpty -r z line "*READY*READY*"
		zpty -w -n z "$1"$'"'"'\t'"'"'
		out=; for i in {1..300}; do
			while zpty -r -t z line; do out+=$line; done
			sleep 0.1
			[[ $out == *$2* ]] && break
		done
		zpty -d z
		print -r -- "$out"' zsh "$1" "$2"
}

@test "the scripts are good bash, zsh and fish" {
	bash -n bash.script
	zsh -n zsh.script
	fish --no-execute fish.script
	shellcheck -s bash bash.script
	run "$MUSTER" completion tcsh
	[ "$status" -eq 2 ]
	[[ $output == *"bash, zsh or fish"* ]]
}

@test "bash offers every command and every option, and nothing else" {
	diff <(in_bash muster '') <({ names; printf 'help\nversion\n'; } | sort)
	for name in $(names); do
		diff -u --label "muster $name --help" --label offered \
			<(options_of "$name") <(in_bash muster "$name" --)
	done
}

@test "fish offers every command and every option, and nothing else" {
	diff <(in_fish 'muster ') <(names | sort)
	for name in $(names); do
		diff -u --label "muster $name --help" --label offered \
			<(options_of "$name") <(in_fish "muster $name --")
	done
}

@test "values are offered: words, files, folders" {
	[ "$(in_bash muster gate --sandbox '' | tr '\n' ' ')" = "auto off require " ]
	# As bash splits it.
	[ "$(in_bash muster gate --sandbox = re)" = require ]
	[ "$(in_bash muster build --out '' | tr '\n' ' ')" = "bin folder " ]
	[ "$(in_bash muster build -o f)" = folder ]
	in_bash muster query --file f | grep -qx file.xml
	[ "$(in_bash muster key '' | tr '\n' ' ')" = "new show " ]
	[ "$(in_bash muster trust re | tr '\n' ' ')" = "retire revoke " ]
	diff <(in_bash muster export '') <("$MUSTER" export --list | cut -d' ' -f1 | sort)
	in_bash muster facts fi | grep -qx file.xml
	in_bash muster capture unit -- mak | grep -qx make
	[ "$(in_fish 'muster gate --sandbox ' | tr '\n' ' ')" = "auto off require " ]
	# All formats are among what fish offers, beside files.
	[ -z "$("$MUSTER" export --list | cut -d' ' -f1 | sort | comm -23 - <(in_fish 'muster export '))" ]
	in_fish 'muster facts fi' | grep -qx file.xml
	[ "$(in_fish 'muster build --out ' | tr '\n' ' ')" = "bin/ folder/ " ]
}

@test "zsh completes a command, an option, a word, and has every option of every command" {
	in_zsh 'muster verify-p' 'verify-page' | grep -q 'verify-page'
	in_zsh 'muster gate --basel' '--baseline' | grep -q -- '--baseline'
	in_zsh 'muster export mark' 'markdown' | grep -q 'markdown'
	in_zsh 'muster key new --type=rs' 'rsa3072' | grep -q 'rsa3072'
	for name in $(names); do
		sed -n "/^\t$name)\$/,/;;/p" zsh.script | grep -o -- '--[a-z0-9-]*' | sort -u \
			> offered
		sed -n '/^\tcommon=/,/^\t)/p' zsh.script | grep -o -- '--[a-z0-9-]*' >> offered
		options_of "$name" | while read -r option; do
			grep -qx -- "$option" offered || { echo "$name $option"; false; }
		done
	done
}
