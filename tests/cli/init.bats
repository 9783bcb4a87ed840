#!/usr/bin/env bats
# muster init: what it writes works at once, and it takes nothing away.

load helper

PACKS="release production-readiness supply-chain privacy incident-drill"

@test "a repository is started with one command, and the next one judges it" {
	new_repo widget
	commit start
	run "$MUSTER" init
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"wrote  muster.conf"*"wrote  checklists/release.md"*"wrote  checklists/checks/no-critical.sql"* ]]
	[[ $output == *"wrote  muster.mk"*"wrote  trust/README.md"*'run "muster build"'* ]]
	[ "$(git config -f muster.conf pack.name)" = widget ]
	commit_all init
	run "$MUSTER" audit --json
	[ "$status" -eq 0 ]
	# Nothing to complain about but what is not done yet.
	[ "$(jq -r '.findings[] | .code + " " + .item' <<< "$output" | tr '\n' ' ')" = \
		'P-REF-MISSING unit-tests P-REF-MISSING changes ' ]
	[ "$(jq -r '[.items[].verdict] | unique | join(" ")' <<< "$output")" = "needs-signoff open" ]
}

@test "every pack is a plan without a finding, and its checks are there and run" {
	new_repo widget
	commit start
	for pack in $PACKS; do
		"$MUSTER" init -q --pack $pack
	done
	commit_all packs
	for pack in $PACKS; do
		run "$MUSTER" items --findings --json "checklists/$pack.md"
		[ "$(jq -s '[.[] | select(.finding)] | length' <<< "$output")" -eq 0 ]
		[ "$(jq -s '[.[] | select(.judged)] | length' <<< "$output")" -ge 8 ]
		[ "$(jq -s '[.[] | select(.claim == "done")] | length' <<< "$output")" -eq 0 ]
		[ "$(jq -s '[.[] | select(.kind == "signoff")] | length' <<< "$output")" -ge 1 ]
	done
	run "$MUSTER" audit --json
	[ "$(jq -r '[.findings[].code] | unique | join(" ")' <<< "$output")" = P-REF-MISSING ]
	grep -ho 'Check: `[a-z0-9-]*`' checklists/*.md | sort -u | tr -d '`' | while read -r _ name; do
		[ -f "checklists/checks/$name.sql" ]
	done
}

@test "with the evidence it asks for, the release plan is ready to tick" {
	new_repo widget
	mkdir -p src evidence
	echo 'int main(void) { return 0; }' > src/main.c
	"$MUSTER" init -q
	commit_all code
	subject=$(git rev-parse HEAD)
	junit 40 0 "$subject" > evidence/junit.xml
	printf 'TN:\nSF:src/main.c\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,1\nDA:5,0\nend_of_record\n' > evidence/coverage.info
	commit_all evidence
	run "$MUSTER" audit --json
	echo "$output"
	[ "$(jq -r '.items[] | select(.id == "unit-tests" or .id == "coverage") | .verdict' <<< "$output" | sort -u)" = ready ]
}

@test "a file that is there stays as it is" {
	new_repo widget
	mkdir checklists
	echo '# Mine' > checklists/release.md
	echo '[pack]' > muster.conf
	commit_all mine
	run "$MUSTER" init
	echo "$output"
	[[ $output == *"kept   muster.conf"*"kept   checklists/release.md"* ]]
	[ "$(cat checklists/release.md)" = '# Mine' ]
	[ "$(cat muster.conf)" = '[pack]' ]
	run "$MUSTER" init
	[[ $output == *"Everything was there already."* ]]
	# Not through a link either, dangling or not.
	rm -r trust && ln -s /nowhere/at/all muster.link && rm muster.mk && ln -s elsewhere muster.mk
	"$MUSTER" init -q
	[ -L muster.mk ] && [ ! -e elsewhere ]
}

@test "the CI is what the repository uses, or what is asked for" {
	new_repo a && mkdir .github && touch .github/x && commit_all x && "$MUSTER" init -q
	[ -f .github/workflows/muster.yml ] && [ ! -f muster.mk ]
	grep -q 'fetch-depth: 0' .github/workflows/muster.yml
	grep -q -- '--subject HEAD' .github/workflows/muster.yml
	# Our own reader takes it for what it is.
	[ "$("$MUSTER" facts --json .github/workflows/muster.yml | jq -r .format)" = gh-workflow ]
	new_repo b && touch .gitlab-ci.yml && commit_all x && "$MUSTER" init -q
	grep -q 'GIT_DEPTH: "0"' ci/muster.gitlab-ci.yml
	[ "$("$MUSTER" facts --json ci/muster.gitlab-ci.yml | jq -r .format)" = gitlab-ci ]
	new_repo c && commit x && "$MUSTER" init -q --ci make
	make -n -f muster.mk readiness-gate | grep -qx 'muster gate --subject HEAD'
	run "$MUSTER" init --ci jenkins
	[ "$status" -eq 2 ]
	run "$MUSTER" init --pack nothing
	[ "$status" -eq 2 ]
	[[ $output == *"production-readiness"* ]]
}

@test "a folder with an odd name gets a name that git-config need not quote" {
	git init -q -b main "$BATS_TEST_TMPDIR/we #1; \"x\"" && cd "$BATS_TEST_TMPDIR/we #1; \"x\""
	"$MUSTER" init -q
	[ "$(git config -f muster.conf pack.name)" = my-project ]
	git init -q --bare "$BATS_TEST_TMPDIR/bare.git" && cd "$BATS_TEST_TMPDIR/bare.git"
	run "$MUSTER" init
	[ "$status" -eq 2 ]
	[[ $output == *"no work tree"* ]]
	mkdir "$BATS_TEST_TMPDIR/none" && cd "$BATS_TEST_TMPDIR/none"
	run "$MUSTER" init
	[ "$status" -eq 2 ]
}
