# Who ticked, who signed, who may: real git and ssh-keygen make the histories.

load helper

setup_file() {
	export KEYS=$BATS_FILE_TMPDIR
	for name in alice bob carol mallory; do
		ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$KEYS/$name"
	done
}

# A line of allowed_signers: NAME NAMESPACES [OPTION].
grant() {
	echo "$1@example.org namespaces=\"$2\"${3:+,$3} $(cut -d ' ' -f 1,2 "$KEYS/$1.pub")"
}

# As somebody, with their key: name and commit's subject.
signed() {
	day=$((day + 1))
	GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=$1@example.org \
		GIT_COMMITTER_NAME=$1 GIT_COMMITTER_EMAIL=$1@example.org \
		GIT_AUTHOR_DATE="$((1767225600 + day * 86400)) +0000" \
		GIT_COMMITTER_DATE="$((1767225600 + day * 86400)) +0000" \
		git -c gpg.format=ssh -c user.signingkey="$KEYS/$1" \
		commit -q -S -a -m "${2:-signed off}"
}

setup() {
	trust=$BATS_TEST_TMPDIR/trust
	mkdir "$trust"
	{
		grant alice git,muster-signoff/security-lead,muster-waive
		grant bob git,muster-signoff/security-lead,muster-signoff/qa-lead
		grant carol git
	} > "$trust/allowed_signers"
	new_repo plan
	mkdir checklists
	cat > checklists/release.md <<'PLAN'
# Release 1

## Work

- [x] Tests written
- [ ] Docs written

## Sign-off

- [ ] Security Lead: ____ Date: ____
- [ ] QA Lead: ____ Date: ____
PLAN
	commit_all 'the plan'
}

plan=checklists/release.md
tick() { # role, name
	sed -i "s/- \\[ ] $1:.*/- [x] $1: $2 Date: 2026-01-03/" $plan
}

judge() {
	json=$("$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --json "$@")
}
# Verdict and reason of the security lead's field; what people read of it.
field() {
	verdict_at "$plan:$(grep -n 'Security Lead:' $plan | cut -d : -f 1)"
}
story() {
	"$MUSTER" explain --db "$BATS_TEST_TMPDIR/db" "$plan:$(grep -n 'Security Lead:' $plan | cut -d : -f 1)"
}

@test "a tick in a commit signed by somebody whose role may is a sign-off" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	id=$(git rev-parse HEAD)
	jq -e --arg id "$id" '.items[] | select(.line == 10) | .marked.commit == $id and
		.marked.by == "alice" and .marked.mail == "alice@example.org" and
		.marked.signer == "alice@example.org"' <<< "$json"
	story | grep -F "Signed by alice@example.org in ${id:0:12}"
	# And whoever ticked without a signature is named as well.
	jq -e '.items[] | select(.line == 5) | .marked.by == "Ada Pine" and
		.marked.signature == "not signed" and .marked.signer == null' <<< "$json"
}

@test "without a trust folder nobody may sign" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge
	[ "$(field)" = 'needs-signoff untrusted' ]
	story | grep 'no trust folder says whose key it is'
}

@test "a tick without a signature is unsigned" {
	tick 'Security Lead' 'Alice Ash'
	commit_all 'ticked'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
}

@test "a signature for a blank field signs nothing" {
	sed -i 's/- \[ ] Security Lead/- [x] Security Lead/' $plan
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff blank' ]
}

@test "a key that nobody vouches for is untrusted" {
	tick 'Security Lead' 'Mallory'
	signed mallory
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff untrusted' ]
}

@test "the key of another role signs nothing" {
	tick 'QA Lead' 'Alice Ash'
	tick 'Security Lead' 'Carol'
	signed carol
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff wrong-role' ]
}

@test "a role without the namespace git makes no tick a sign-off" {
	grant alice muster-signoff/security-lead > "$trust/allowed_signers"
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff wrong-role' ]
}

@test "a key that has expired is asked again, whatever date the commit says" {
	grant alice git,muster-signoff/security-lead 'valid-before="20260201Z"' > "$trust/allowed_signers"
	tick 'Security Lead' 'Alice Ash'
	signed alice # dated January 2026
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff expired-key' ]
	# At a time that the operator gives it was good.
	judge --trust "$trust" --as-of 2026-01-20T00:00:00Z
	[ "$(field)" = 'verified signed-by' ]
}

@test "a revoked key is refused at every time" {
	cut -d ' ' -f 1,2 "$KEYS/alice.pub" > "$trust/revoked_keys"
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge --trust "$trust" --as-of 2026-01-20T00:00:00Z
	[ "$(field)" = 'needs-signoff untrusted' ]
}

@test "whoever signs what another wrote signs nothing" {
	tick 'Security Lead' 'Alice Ash'
	git add -A
	GIT_COMMITTER_NAME=alice GIT_COMMITTER_EMAIL=alice@example.org \
		git -c gpg.format=ssh -c user.signingkey="$KEYS/alice" commit -qS -m x
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
	story | grep 'its author is ada@example.org, its signer alice@example.org'
}

@test "a rebase by somebody else takes the signature away" {
	git checkout -qb side
	tick 'Security Lead' 'Alice Ash'
	signed alice
	git checkout -q main
	echo x > code.c
	commit_all 'code'
	GIT_COMMITTER_NAME=bob GIT_COMMITTER_EMAIL=bob@example.org \
		git -c gpg.format=ssh -c user.signingkey="$KEYS/bob" -c commit.gpgsign=true rebase -q main side
	git log -1 --format=%ae:%ce | grep alice@example.org:bob@example.org
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
}

@test "a commit that changes code as well signs no tick" {
	tick 'Security Lead' 'Alice Ash'
	echo x > code.c
	git add -A
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
	story | grep 'it changes code.c too'
}

@test "a signed merge signs nobody's tick, and brings a signed one unharmed" {
	git checkout -qb side
	tick 'Security Lead' 'Somebody'
	commit_all 'ticked on a branch'
	git checkout -q main
	echo x > code.c
	commit_all 'code'
	git merge -q --no-commit --no-ff side
	signed alice 'merged'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
	git reset -q --hard HEAD~1
	git checkout -qb signed-side HEAD~1
	tick 'Security Lead' 'Alice Ash'
	signed alice
	git checkout -q main
	git merge -q --no-edit signed-side
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "a squash signed by a lead signs nobody else's tick" {
	git checkout -qb side
	tick 'Security Lead' 'Somebody'
	commit_all 'ticked'
	echo x > code.c
	commit_all 'code'
	git checkout -q main
	git merge -q --squash side
	signed alice 'squashed'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
}

@test "a merge that takes a tick back in is no sign-off" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	git checkout -qb old
	echo x > code.c
	commit_all 'code'
	git checkout -q main
	sed -i 's/- \[x] Security Lead:.*/- [ ] Security Lead: ____ Date: ____/' $plan
	commit_all 'withdrawn'
	git merge -q -s ours --no-commit old
	git checkout old -- $plan
	commit_all 'merged'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
	story | grep 'a merge took the tick back in'
}

@test "later edits of what was signed supersede it, with their line" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	sed -i 's/Docs written/Docs written, and translated/' $plan
	commit_all 'goalposts'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff superseded' ]
	story | grep 'changed since, first in line 6'
	# Whoever undoes them has what was signed again.
	sed -i 's/, and translated//' $plan
	commit_all 'back'
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "a tick below the heading of its own part stands for that part alone" {
	cat > $plan <<'PLAN'
# Release 1

## Phase A

- [x] Tests written

### Approval

- [ ] Security Lead: ____ Date: ____

## Phase B

- [ ] Docs written
PLAN
	commit_all 'phases'
	tick 'Security Lead' 'Alice Ash'
	signed alice
	sed -i 's/- \[ ] Docs/- [x] Docs/' $plan
	commit_all 'phase B goes on'
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	sed -i 's/Phase A/Phase Z/' $plan
	commit_all 'another phase'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff superseded' ]
}

@test "a second signature beside it supersedes nothing" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	tick 'QA Lead' 'Bob Beech'
	signed bob
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(verdict_at $plan:11)" = 'verified signed-by' ]
}

@test "re-indenting, moving and renaming leave a signature alone" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	sed -i 's/^- \[x] Security/* [X]  Security/' $plan
	commit_all 'layout'
	git mv checklists/release.md checklists/go-live.md
	commit_all 'renamed'
	plan=checklists/go-live.md
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "an edit of the signed line is the editor's" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	sed -i 's/Alice Ash/Mallory/' $plan
	commit_all 'another name'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
}

@test "a tick that was copied to another plan is not signed there" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	cp $plan checklists/next.md
	commit_all 'copied'
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(verdict_at checklists/next.md:10)" = 'needs-signoff unsigned' ]
}

@test "what the tree says of its own signers is self-declared" {
	mkdir trust
	cp "$trust/allowed_signers" trust/
	commit_all 'signers of our own'
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge
	[ "$(field)" = 'needs-signoff self-declared' ]
	judge --trust-in-tree
	[ "$(field)" = 'verified signed-by' ]
	# The operator's folder is read instead of it.
	grant carol git > "$trust/allowed_signers"
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff untrusted' ]
}

@test "trust comes from another commit, but never from the audited one" {
	git checkout -q --orphan keys
	git rm -rfq .
	mkdir -p trust
	cp "$trust/allowed_signers" trust/
	commit_all 'keys'
	git checkout -q main
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge --trust-ref keys
	[ "$(field)" = 'verified signed-by' ]
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust-ref HEAD
	[ "$status" -eq 2 ]
	[[ $output == *'names the audited commit itself'* ]]
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust-ref HEAD~1
	[ "$status" -eq 2 ]
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust-ref keys --trust "$trust"
	[ "$status" -eq 2 ]
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust-in-tree
	[ "$status" -eq 2 ]
}

@test "a trust file with a mistake ends the run with its line" {
	echo 'dave@example.org namespace="git" ssh-ed25519 AAAA' >> "$trust/allowed_signers"
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust "$trust"
	[ "$status" -eq 2 ]
	[[ $output == *allowed_signers:4* ]]
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust "$BATS_TEST_TMPDIR/none"
	[ "$status" -eq 2 ]
}

@test "a shallow clone knows no signature that it does not have" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	echo x > code.c
	commit_all 'code'
	git clone -q --depth 1 "file://$PWD" "$BATS_TEST_TMPDIR/shallow"
	cd "$BATS_TEST_TMPDIR/shallow"
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff unsigned' ]
	story | grep 'history ends before'
}

@test "a signed rejection is no sign-off" {
	cat > $plan <<'PLAN'
# Release 1

## Sign-off

| Role | Name | Decision | Date |
|---|---|---|---|
| Security Lead | Alice Ash | Rejected | 2026-01-03 |
PLAN
	signed alice
	judge --trust "$trust"
	[ "$(verdict_at $plan:7)" != 'verified signed-by' ]
}

@test "a role can ask for two people, and for certain ones" {
	printf '[role "security-lead"]\n\tquorum = 2\n' > muster.conf
	tick 'Security Lead' 'Alice Ash'
	git add -A
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff too-few' ]
	printf '[role "security-lead"]\n\tsigner = bob@example.org\n' > muster.conf
	commit_all 'only bob'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff wrong-role' ]
	printf '[role "captain"]\n\tquorum = 1\n' > muster.conf
	commit_all 'nobody'
	judge --trust "$trust"
	jq -e '[.findings[] | select(.code == "role-unmatched")] | length == 1' <<< "$json"
}

@test "whoever made every claim does not sign them off alone" {
	sed -i 's/- \[ ] Docs/- [x] Docs/; s/- \[x] Tests/- [ ] Tests/' $plan
	signed alice 'my work'
	tick 'Security Lead' 'Alice Ash'
	signed alice
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff own-evidence' ]
	sed -i 's/- \[ ] Tests/- [x] Tests/' $plan
	commit_all 'work of somebody else'
	sed -i 's/2026-01-03/2026-01-05/' $plan
	signed alice 'signed again'
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "not applicable needs a signature where the profile asks for S3" {
	sed -i 's/^- \[ ] Docs written/- [-] Docs written <!-- muster: reason="no user interface" -->/' $plan
	commit_all 'no docs'
	judge --trust "$trust" --profile release
	[ "$(verdict_at $plan:6)" = 'open na-without-reason' ]
	git reset -q --hard HEAD~1
	sed -i 's/^- \[ ] Docs written/- [-] Docs written <!-- muster: reason="no user interface" -->/' $plan
	signed carol 'no docs'
	judge --trust "$trust" --profile release
	[ "$(verdict_at $plan:6)" = 'not-applicable na-declared' ]
	judge --profile release
	[ "$(verdict_at $plan:6)" = 'open na-without-reason' ]
}

@test "a waiver of the tree counts once its approver has signed it" {
	cat > muster.conf <<'CONF'
[waiver "docs"]
	item = Docs written
	reason = they come later
	owner = ada@example.org
	approver = alice@example.org
	expires = 2099-01-01
CONF
	git add -A
	commit_all 'a waiver'
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == open* ]]
	git reset -q --soft HEAD~1
	signed alice 'a waiver'
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == waived* ]]
	# Who may not waive approves nothing; nor does a later, longer end.
	sed -i 's/muster-waive/muster-close/' "$trust/allowed_signers"
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == open* ]]
	sed -i 's/muster-close/muster-waive/' "$trust/allowed_signers"
	sed -i 's/2099/2199/' muster.conf
	commit_all 'longer'
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == open* ]]
}

@test "a waiver put together from signed ones is not signed" {
	for n in one two; do
		printf '[waiver "%s"]\n\titem = %s\n\treason = %s\n\towner = ada\n\tapprover = alice@example.org\n\texpires = 20%s-01-01\n' \
			$n "$([ $n = one ] && echo 'Docs written' || echo 'Tests written')" $n \
			"$([ $n = one ] && echo 26 || echo 99)"
	done > muster.conf
	git add -A
	signed alice 'two waivers'
	judge --trust "$trust"
	[[ $(verdict_at $plan:5) == waived* ]]
	[[ $(verdict_at $plan:6) == open* ]] # ended
	sed -i 's/= 2099/= X/; s/= 2026/= 2099/; s/= X/= 2026/' muster.conf
	commit_all 'ends exchanged'
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == open* ]]
}

@test "a waiver of the plan counts for the item that it was signed for" {
	sed -i 's|^- \[ ] Docs written|&\n  - Waiver: until 2099-01-01 by alice@example.org, owner @ada - they come later|' $plan
	signed alice 'a waiver'
	judge --trust "$trust"
	[[ $(verdict_at $plan:6) == waived* ]]
	# Moved below another item it is nobody's.
	sed -i '7d' $plan
	sed -i 's|^- \[x] Tests written|&\n  - Waiver: until 2099-01-01 by alice@example.org, owner @ada - they come later|' $plan
	commit_all 'moved'
	judge --trust "$trust"
	[[ $(verdict_at $plan:5) != waived* ]]
}
