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
	gate() {
		json=$("$MUSTER" gate --db "$BATS_TEST_TMPDIR/db" --json --trust "$trust" "$@") || [ $? -eq 1 ]
	}
	gate
	[ "$(field)" = 'needs-signoff expired-key' ]
	# CI sets this from the commit: no proof of any time.
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) gate
	[ "$(field)" = 'needs-signoff expired-key' ]
	# At a time that the operator gives it was good.
	gate --as-of 2026-01-20T00:00:00Z
	[ "$(field)" = 'verified signed-by' ]
	# What is recorded is as of the commit, and says how long that was good.
	judge --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	"$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --trust "$trust" > "$BATS_TEST_TMPDIR/said"
	grep 'Good until 2026-02-01T00:00:00Z, .* that is past, and `muster gate` judges as of now' \
		"$BATS_TEST_TMPDIR/said"
	# History that goes on is later than the end, whatever a commit behind it says.
	GIT_COMMITTER_DATE='1780000000 +0000' git commit -q --allow-empty -m 'much later'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff expired-key' ]
	GIT_COMMITTER_DATE='1767500000 +0000' git commit -q --allow-empty -m 'dated back'
	judge --trust "$trust"
	[ "$(field)" = 'needs-signoff expired-key' ]
}

@test "two builds on two days give the same content, though a key expired between" {
	grant alice git,muster-signoff/security-lead 'valid-before="20260201Z"' > "$trust/allowed_signers"
	grant bob git,muster-signoff/qa-lead 'valid-after="20260801Z"' >> "$trust/allowed_signers"
	tick 'Security Lead' 'Alice Ash'
	signed alice
	tick 'QA Lead' 'Bob Beech'
	signed bob
	for day in 2026-01-15 2026-12-24; do
		ASAN_OPTIONS=verify_asan_link_order=0 faketime -f "$day 12:00:00" "$MUSTER" build -q --db "$BATS_TEST_TMPDIR/$day.db" \
			--trust "$trust" --out "$BATS_TEST_TMPDIR/$day"
	done
	diff -r "$BATS_TEST_TMPDIR/2026-01-15" "$BATS_TEST_TMPDIR/2026-12-24"
	judge --trust "$trust"
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

# ---- detached statements -----------------------------------------------------

build() {
	"$MUSTER" build --db "$BATS_TEST_TMPDIR/db" "$@" > "$BATS_TEST_TMPDIR/out" 2> "$BATS_TEST_TMPDIR/err"
	json=$("$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --json "$@" 2> /dev/null)
}

# A statement made without muster: NAME FIELD ROLE DECISION WHO AT [DIGEST] [KEY] [NAMESPACE]
state() {
	mkdir -p site/signoffs
	local file=site/signoffs/$1.signoff
	printf 'muster-signoff v1\nreport: sha256:%s\nseal: -\nproject: %s\ncommit: %s\nfield: %s\nrole: %s\ndecision: %s\nby: %s@example.org\nat: %s\nnote: \n' \
		"${7:-$(sha256sum site/report/report.json | cut -d ' ' -f 1)}" \
		"$(jq -r .project site/report/bundle.json)" \
		"$(jq -r .source.commit site/report/bundle.json)" "$2" "$3" "$4" "$5" "$6" > "$file"
	ssh-keygen -q -Y sign -n "${9:-muster-signoff/$3}" -f "$KEYS/${8:-$5}" "$file" 2> /dev/null
}
now=2026-11-01T00:00:00Z

@test "a statement on the report's digest signs its field, and changes no byte of it" {
	build --trust "$trust"
	before=$(sha256sum < site/report/report.json)
	[ "$(field)" = 'needs-signoff blank' ]
	run "$MUSTER" signoff security-lead --as alice@example.org --key "$KEYS/alice" --trust "$trust"
	[ "$status" -eq 0 ]
	[[ $output == *'The report says NOT-READY'* ]]
	[[ $output == *'unsupported'*'Tests written'* ]]
	[ "${lines[-1]}" = site/signoffs/security-lead.alice.signoff.sig ]
	# What stock tools say of it.
	ssh-keygen -q -Y verify -n muster-signoff/security-lead -I alice@example.org \
		-f "$trust/allowed_signers" -s site/signoffs/security-lead.alice.signoff.sig \
		< site/signoffs/security-lead.alice.signoff
	grep -x "report: sha256:${before%% *}" site/signoffs/security-lead.alice.signoff
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(sha256sum < site/report/report.json)" = "$before" ]
	cmp site/signoffs/security-lead.alice.signoff site/report/signoffs/security-lead.alice.signoff
	cmp site/signoffs/security-lead.alice.signoff.sig site/report/signoffs/security-lead.alice.signoff.sig
	digest=$(sha256sum < site/signoffs/security-lead.alice.signoff | cut -d ' ' -f 1)
	jq -e --arg d "$digest" '.signoffs[] | select(.field == "release/security-lead") | .counted == [$d]' site/report/bundle.json
	# A rebuild is the same to the byte; the gate counts it as well.
	cp -r site/report "$BATS_TEST_TMPDIR/first"
	build --trust "$trust"
	diff -r site/report "$BATS_TEST_TMPDIR/first"
	run "$MUSTER" gate --db "$BATS_TEST_TMPDIR/db" --trust "$trust" --json
	[ "$(jq -r '.items[] | select(.line == 10) | .verdict' <<< "$output")" = verified ]
	# Nobody counts it who is not told whom to trust.
	build
	[ "$(field)" = 'needs-signoff untrusted' ]
	[ ! -e site/report/signoffs ]
}

@test "a statement about another report is superseded" {
	build --trust "$trust"
	"$MUSTER" signoff security-lead --as alice@example.org --key "$KEYS/alice" -q
	sed -i 's/- \[ ] Docs/- [x] Docs/' $plan
	commit_all 'docs'
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff superseded' ]
	story | grep 'it is about another report'
	[ ! -e site/report/signoffs ]
	run "$MUSTER" signoff --list
	[[ $output == *'superseded, it is about another report'* ]]
	"$MUSTER" signoff security-lead --as alice@example.org --key "$KEYS/alice" -q
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(ls site/report/signoffs)" = $'security-lead.alice.2.signoff\nsecurity-lead.alice.2.signoff.sig' ]
}

@test "a statement is asked for again when evidence changes, at the very same commit" {
	printf -- '- [x] The unit tests pass\n  - Evidence: `junit:out/junit.xml`\n' > more
	sed -i '/^- \[x] Tests written/r more' $plan && rm more
	echo out > .gitignore
	commit_all 'evidence'
	mkdir out
	junit 3 0 > out/junit.xml
	build --trust "$trust" --evidence out --subject HEAD
	"$MUSTER" signoff security-lead --as alice@example.org --key "$KEYS/alice" -q
	build --trust "$trust" --evidence out --subject HEAD
	[ "$(field)" = 'verified signed-by' ]
	junit 3 1 > out/junit.xml
	build --trust "$trust" --evidence out --subject HEAD
	[ "$(field)" = 'needs-signoff superseded' ]
	# What was signed is there again: so is the signature.
	junit 3 0 > out/junit.xml
	build --trust "$trust" --evidence out --subject HEAD
	[ "$(field)" = 'verified signed-by' ]
}

@test "statements that do not count, each with its reason" {
	build --trust "$trust"
	f=release/security-lead
	expect() { # reason, words
		build --trust "$trust"
		[ "$(field)" = "needs-signoff $1" ] || { field; return 1; }
		story | grep -qF "$2" || { story; return 1; }
		[ ! -e site/report/signoffs ]
		rm site/signoffs/*
	}
	state a $f security-lead approve carol $now
	expect wrong-role 'no line grants it'
	state a $f security-lead approve mallory $now
	expect untrusted 'key'
	state a $f security-lead approve bob $now '' alice
	expect untrusted 'the key is that of alice@example.org'
	state a $f qa-lead approve bob $now
	expect wrong-role 'the field is for security-lead'
	state a $f security-lead approve alice $now '' '' git
	expect untrusted ''
	state a $f security-lead approve alice $now '' '' file
	expect untrusted ''
	state a $f security-lead approve alice 2099-01-01T00:00:00Z
	expect blank ''
	grep 'a.signoff: not counted: it is dated in the future' "$BATS_TEST_TMPDIR/err"
	state a $f security-lead approve alice 2025-01-01T00:00:00Z
	expect untrusted 'dated before the commit'
	state a $f security-lead approve alice $now "$(printf %064d 0)"
	expect superseded 'it is about another report'
	state a $f security-lead approve alice $now
	sed -i 's/^note: $/note: but/' site/signoffs/a.signoff
	expect untrusted ''
	state a $f security-lead approve alice $now
	cut -d ' ' -f 1,2 "$KEYS/alice.pub" > "$trust/revoked_keys"
	expect untrusted ''
	rm "$trust/revoked_keys"
	state a $f security-lead approve alice $now
	# Expired before it was signed; and since then, which is for the gate to say.
	cp "$trust/allowed_signers" "$BATS_TEST_TMPDIR/as-it-was"
	sed -i 's/^alice.*namespaces="[^"]*"/&,valid-before="20261101Z"/' "$trust/allowed_signers"
	expect expired-key ''
	sed 's/^alice.*namespaces="[^"]*"/&,valid-before="20261102Z"/' \
		"$BATS_TEST_TMPDIR/as-it-was" > "$trust/allowed_signers"
	state a $f security-lead approve alice $now
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	json=$("$MUSTER" gate --db "$BATS_TEST_TMPDIR/db" --json --trust "$trust") || [ $? -eq 1 ]
	[ "$(field)" = 'needs-signoff expired-key' ]
	rm site/signoffs/* && rm -r site/report/signoffs
	state a release/captain security-lead approve bob $now
	expect blank ''
	state a $f security-lead abstain bob $now
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff blank' ]
	rm site/signoffs/*
	state a $f security-lead reject bob $now
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff rejected' ]
	story | grep 'Rejected by bob@example.org'
	# A rejection counts, so the bundle has it.
	[ -e site/report/signoffs/a.signoff ]
}

@test "files that are no statements are named and count for nothing" {
	build --trust "$trust"
	state a release/security-lead security-lead approve alice $now
	rm site/signoffs/a.signoff.sig
	build --trust "$trust"
	grep 'a.signoff: not counted: it has no signature beside it' "$BATS_TEST_TMPDIR/err"
	[ "$(field)" = 'needs-signoff blank' ]
	for edit in 's/^muster-signoff v1/muster-signoff v2/' 's/^seal: -/seal:-/' '/^note/d' \
		's/$/\r/' 's/sha256:./sha256:G/' 's/^role: .*/role: Security Lead/' \
		's/^decision: .*/decision: maybe/' 's/^at: .*/at: 2026-11-01/' '$a more: x' \
		's/^note: /note: \x1b[31m/' 's/^project: .*/project: /' 's/^commit: .../commit: /' \
		's/^at: .*/at: 2026-11-01T00:00:00+00:00/'; do
		state a release/security-lead security-lead approve alice $now
		sed -i "$edit" site/signoffs/a.signoff
		rm site/signoffs/a.signoff.sig
		ssh-keygen -q -Y sign -n muster-signoff/security-lead -f "$KEYS/alice" site/signoffs/a.signoff
		build --trust "$trust"
		grep 'a.signoff: not counted' "$BATS_TEST_TMPDIR/err" || { echo "$edit"; return 1; }
		[ "$(field)" = 'needs-signoff blank' ]
	done
	run "$MUSTER" audit --db "$BATS_TEST_TMPDIR/db" --signoffs nowhere
	[ "$status" -eq 2 ]
}

@test "the latest word of each person counts, and a rejection blocks" {
	build --trust "$trust"
	f=release/security-lead
	state a $f security-lead reject alice 2026-11-01T00:00:00Z
	state b $f security-lead approve alice 2026-11-02T00:00:00Z
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(jq '[.signoffs[] | .counted[]] | length' site/report/bundle.json)" = 2 ]
	state c $f security-lead reject alice 2026-11-03T00:00:00Z
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff rejected' ]
	# Another's approval does not lift it.
	state d $f security-lead approve bob 2026-11-04T00:00:00Z
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff rejected' ]
	rm site/signoffs/[bcd]*
	state b $f security-lead approve alice 2026-11-01T00:00:00Z
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff rejected' ]
	story | grep 'Two statements of one moment disagree'
}

@test "a tick and a statement make two people, but one person makes one" {
	printf '[role "security-lead"]\n\tquorum = 2\n' > muster.conf
	git add -A
	commit_all 'two must sign'
	tick 'Security Lead' 'Alice Ash'
	signed alice
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff too-few' ]
	state a release/security-lead security-lead approve alice $now
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff too-few' ]
	state b release/security-lead security-lead approve bob $now
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "a statement by whoever made every claim counts beside another's alone" {
	sed -i 's/- \[x] Tests/- [ ] Tests/' $plan
	commit_all 'not yet'
	sed -i 's/- \[ ] Tests/- [x] Tests/' $plan
	signed alice 'my work'
	build --trust "$trust"
	state a release/security-lead security-lead approve alice $now
	build --trust "$trust"
	[ "$(field)" = 'needs-signoff own-evidence' ]
	state b release/security-lead security-lead approve bob $now
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "--print writes the bytes that are signed elsewhere" {
	build --trust "$trust"
	run "$MUSTER" signoff qa-lead --as bob@example.org --print
	[ "$status" -eq 0 ]
	[ "${lines[-1]}" = 'ssh-keygen -Y sign -n muster-signoff/qa-lead -f KEY site/signoffs/qa-lead.bob.signoff' ]
	[ ! -e site/signoffs/qa-lead.bob.signoff.sig ]
	[ "$(cut -d ' ' -f 1 site/signoffs/qa-lead.bob.signoff | tr '\n' ' ')" = \
		'muster-signoff report: seal: project: commit: field: role: decision: by: at: note: ' ]
	ssh-keygen -q -Y sign -n muster-signoff/qa-lead -f "$KEYS/bob" site/signoffs/qa-lead.bob.signoff
	build --trust "$trust"
	[ "$(verdict_at $plan:11)" = 'verified signed-by' ]
}

@test "a waiver of a field and its signature move no byte of the report" {
	printf '[waiver "qa"]\n\titem = QA Lead*\n\treason = on leave\n\towner = ada\n\tapprover = alice@example.org\n\texpires = 2099-01-01\n' > muster.conf
	git add -A
	signed alice 'a waiver'
	build --trust "$trust"
	[[ $(verdict_at $plan:11) == 'waived '* ]]
	before=$(sha256sum < site/report/report.json)
	state a release/qa-lead qa-lead approve bob $now
	build --trust "$trust"
	[ "$(verdict_at $plan:11)" = 'verified signed-by' ]
	[ "$(sha256sum < site/report/report.json)" = "$before" ]
}

@test "a bundle has the commit that a signed tick rests on" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	id=$(git rev-parse HEAD)
	echo x > code.c
	commit_all 'code'
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
	[ "$(sha1sum < "site/report/git/$id" | cut -d ' ' -f 1)" = "$id" ]
	[ -e "site/report/git/$(git rev-parse "$id:$plan")" ]
}

@test "the page shows the bytes that --print writes" {
	build --trust "$trust"
	"$MUSTER" signoff qa-lead --as bob@example.org --print -q > /dev/null
	at=$(sed -n 's/^at: //p' site/signoffs/qa-lead.bob.signoff)
	sed -n '/<summary>QA Lead/,/<\/details>/p' site/report/signoff.html |
		sed -n '/muster-signoff v1/,/^note: /p' | sed 's/.*<code[^>]*>//' |
		sed "s/^by: WHO\$/by: bob@example.org/; s/^at: WHEN\$/at: $at/" > page
	cmp page site/signoffs/qa-lead.bob.signoff
	# A field that is signed asks for nothing any more.
	state a release/security-lead security-lead approve alice $now
	build --trust "$trust"
	! grep -q '<summary>Security Lead' site/report/signoff.html
}

@test "signing with an agent needs no private key in a file" {
	build --trust "$trust"
	eval "$(ssh-agent -s)" > /dev/null
	ssh-add -q "$KEYS/alice"
	cp "$KEYS/alice.pub" .
	run "$MUSTER" signoff security-lead --as alice@example.org --key alice.pub
	kill "$SSH_AGENT_PID"
	[ "$status" -eq 0 ]
	rm alice.pub
	build --trust "$trust"
	[ "$(field)" = 'verified signed-by' ]
}

@test "what muster signoff refuses, and leaves nothing behind" {
	run "$MUSTER" signoff security-lead --as alice@example.org --key "$KEYS/alice"
	[ "$status" -eq 2 ] || [ "$status" -eq 4 ]
	[[ $output == *'build'* ]]
	build --trust "$trust"
	for args in 'captain --as a@x.org --print' 'security-lead --print' 'security-lead --as a@x.org' \
		'' '--list security-lead' 'security-lead --as a@x.org --print --decision maybe' \
		'security-lead --as a@x.org --print --decision reject' \
		'security-lead --as a@x.org --print --role qa-lead' \
		'lead --as a@x.org --print' 'security-lead --as a@x.org --key nowhere'; do
		# shellcheck disable=SC2086
		run "$MUSTER" signoff $args
		[ "$status" -eq 2 ] || { echo "$args: $status $output"; return 1; }
	done
	run "$MUSTER" signoff security-lead --as $'a\e[31m@x.org' --print
	[ "$status" -eq 2 ]
	# A key that trust does not grant the role makes no statement.
	run "$MUSTER" signoff security-lead --as carol@example.org --key "$KEYS/carol" --trust "$trust"
	[ "$status" -ne 0 ]
	[[ $output == *'does not count'* ]]
	[ -z "$(ls site/signoffs 2> /dev/null)" ]
}

# ---- in a bundle ---------------------------------------------------------------

seal_bundle() {
	[ -e "$BATS_TEST_TMPDIR/seal.key" ] || "$MUSTER" key new --out "$BATS_TEST_TMPDIR/seal" --no-passphrase --as ci@example.org > "$BATS_TEST_TMPDIR/line" 2>&1
	rm -f "$BATS_TEST_TMPDIR/b.tar.gz"
	"$MUSTER" build --db "$BATS_TEST_TMPDIR/db" --trust "$trust" --key "$BATS_TEST_TMPDIR/seal.key" \
		--bundle "$BATS_TEST_TMPDIR/b.tar.gz" -q 2> /dev/null
	cp -r "$trust" "$BATS_TEST_TMPDIR/verifier"
	grep -h 'muster-seal' "$BATS_TEST_TMPDIR/line" >> "$BATS_TEST_TMPDIR/verifier/allowed_signers"
	rm -rf "$BATS_TEST_TMPDIR/b"
	mkdir "$BATS_TEST_TMPDIR/b"
	tar -xzf "$BATS_TEST_TMPDIR/b.tar.gz" -C "$BATS_TEST_TMPDIR/b" --strip-components 1
	b=$BATS_TEST_TMPDIR/b
}
refused() { # status, code
	run "$MUSTER" verify "$b" --trust "$BATS_TEST_TMPDIR/verifier" "${@:3}"
	[ "$status" -eq "$1" ] || { echo "$output"; return 1; }
	[[ $output == *"$2"* ]]
}

@test "verify counts the statements of a bundle and those that came later" {
	build --trust "$trust"
	state a release/security-lead security-lead approve alice $now
	seal_bundle
	refused 0 '1 of 2 sign-offs'
	refused 0 '1 of 2 sign-offs' --json || jq -e '.signoffs[0].counts' <<< "$output"
	# Late ones: about the seal, or about the report alone.
	run "$MUSTER" signoff qa-lead --as bob@example.org --key "$KEYS/bob" --bundle "$BATS_TEST_TMPDIR/b.tar.gz" \
		--signoffs "$BATS_TEST_TMPDIR/late" --trust "$trust"
	[ "$status" -eq 0 ]
	grep -q '^seal: sha256:' "$BATS_TEST_TMPDIR/late/qa-lead.bob.signoff"
	refused 0 '2 of 2 sign-offs' --signoffs "$BATS_TEST_TMPDIR/late"
	cp "$BATS_TEST_TMPDIR"/late/* "$b/signoffs/"
	refused 0 '2 of 2 sign-offs'
}

@test "verify refuses statements that were moved, changed, removed or made by others" {
	build --trust "$trust"
	state a release/security-lead security-lead approve alice $now
	state reject release/qa-lead qa-lead reject bob $now
	seal_bundle
	s=$b/signoffs
	cp -r "$s" "$BATS_TEST_TMPDIR/s"
	again() { rm -rf "$s"; cp -r "$BATS_TEST_TMPDIR/s" "$s"; }
	refused 0 '1 of 2 sign-offs'
	rm "$s"/reject*
	refused 1 E_SIGNOFF_MISSING
	again
	rm "$s/a.signoff.sig"
	refused 1 E_SIGNOFF_UNSIGNED
	again
	for edit in 's/^decision: reject/decision: approve/' 's/^note: $/note: x/' 's/^at: 2026-11/at: 2026-10/'; do
		sed -i "$edit" "$s/reject.signoff"
		refused 1 E_SIGNOFF_BAD
		again
	done
	sed -i 's/^role: .*/role: security-lead/' "$s/reject.signoff"
	refused 1 E_SIGNOFF_ROLE
	again
	sed -i 's/^report: sha256:./report: sha256:0/; s/^report: sha256:0\(.*\)/report: sha256:0\1/' "$s/a.signoff"
	refused 1 E_SIGNOFF_
	again
	# From another bundle, by another key, in another role's name or namespace.
	made() { # the arguments of state()
		rm -rf site/signoffs
		state "$@"
		cp site/signoffs/x.signoff* "$s/"
	}
	made x release/qa-lead qa-lead approve bob $now "$(printf %064d 0)"
	refused 1 E_SIGNOFF_OTHER_BUNDLE
	made x release/captain qa-lead approve bob $now
	refused 1 E_SIGNOFF_OTHER_BUNDLE
	made x release/qa-lead qa-lead approve alice $now
	refused 1 E_SIGNOFF_ROLE
	made x release/qa-lead qa-lead approve bob $now '' '' git
	refused 1 E_SIGNOFF_BAD
	made x release/qa-lead qa-lead approve mallory $now
	refused 3 E_SIGNOFF_UNTRUSTED
	made x release/qa-lead qa-lead approve alice $now '' bob
	refused 3 E_SIGNOFF_UNTRUSTED
	made x release/qa-lead qa-lead approve bob $now
	refused 1 E_SIGNOFF_CONFLICT
	made x release/qa-lead qa-lead approve bob 2026-11-02T00:00:00Z
	refused 0 '2 of 2 sign-offs'
	cut -d ' ' -f 1,2 "$KEYS/bob.pub" > "$BATS_TEST_TMPDIR/verifier/revoked_keys"
	refused 4 E_KEY_REVOKED
	rm "$BATS_TEST_TMPDIR/verifier/revoked_keys"
	sed -i 's/^bob.*namespaces="[^"]*"/&,valid-before="20261115Z"/' "$BATS_TEST_TMPDIR/verifier/allowed_signers"
	refused 4 E_KEY_EXPIRED
	refused 0 W_TIME_CLAIMED --accept-claimed-time
}

@test "seal takes the statements that came since the build" {
	build --trust "$trust"
	cp -r site/report "$BATS_TEST_TMPDIR/plain"
	state a release/security-lead security-lead approve alice $now
	state b release/security-lead security-lead approve bob $now "$(printf %064d 0)"
	"$MUSTER" key new --out "$BATS_TEST_TMPDIR/seal" --no-passphrase --as ci@example.org > /dev/null 2>&1
	"$MUSTER" seal --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/b.tar.gz" -q
	tar -tzf "$BATS_TEST_TMPDIR/b.tar.gz" | grep -c signoffs/ | grep -x 2
	tar -tzf "$BATS_TEST_TMPDIR/b.tar.gz" | grep signoffs/a.signoff
	cmp site/report/SHA256SUMS "$BATS_TEST_TMPDIR/plain/SHA256SUMS"
}

# ---- ticks in a bundle: step 9 of verify ----------------------------------------

# What `verify` makes of field NAME: "sign-offs approved", from its JSON.
says() { # jq program
	"$MUSTER" verify "$b" --trust "$BATS_TEST_TMPDIR/verifier" --json "${@:2}" | jq -c "$1"
}

# Sums and seals again after an edit, as somebody with the seal's key could.
reseal() {
	(
		cd "$b"
		find . -type f ! -path ./SHA256SUMS ! -path './seal/*' ! -path './signoffs/*' \
			-printf '%P\n' | LC_ALL=C sort | xargs sha256sum > ../sums
		mv ../sums SHA256SUMS
	)
	"$MUSTER" seal "$b" --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/again.tar.gz" -q
}
bundle_json() { # jq program
	jq -cS "$1" "$b/bundle.json" > "$BATS_TEST_TMPDIR/json"
	mv "$BATS_TEST_TMPDIR/json" "$b/bundle.json"
}

@test "verify looks at the commit of a tick again, with the verifier's own trust" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	id=$(git rev-parse HEAD)
	echo x > code.c
	git add code.c
	commit_all 'code'
	seal_bundle
	cp -r "$b" "$BATS_TEST_TMPDIR/good"
	jq -e --arg id "$id" '.signoffs[0] | .ticks == [{by: "alice@example.org", commit: $id, vote: "approve"}]
		and .verdict == "verified" and .quorum == 1 and .claimants == ["ada@example.org"]' "$b/bundle.json"
	refused 0 'NOT-READY, 1 of 2 sign-offs'
	[ "$(says '[.signoffs[] | .name, .by, .counts]')" = "[\"git/$id\",\"alice@example.org\",true]" ]
	[ "$(says '.warnings')" = '[]' ]

	v=$BATS_TEST_TMPDIR/verifier/allowed_signers
	cp "$v" "$BATS_TEST_TMPDIR/lines"
	lines() { # sed program
		sed "$1" "$BATS_TEST_TMPDIR/lines" > "$v"
	}
	lines '/^alice/d'
	refused 3 "E_SIGNOFF_UNTRUSTED: git/$id"
	lines '/^alice/s/git,//'
	refused 1 "E_SIGNOFF_ROLE: git/$id"
	lines '/^alice/s/security-lead/qa-lead/'
	refused 1 "E_SIGNOFF_ROLE: git/$id"
	lines '/^alice/s/^alice/eve/'
	refused 1 "E_SIGNOFF_BAD: git/$id"
	lines '/^alice/s/muster-waive"/&,valid-before="20260201Z"/'
	refused 4 "E_KEY_EXPIRED: git/$id"
	refused 0 '1 of 2 sign-offs' --accept-claimed-time
	[[ $output == *W_TIME_CLAIMED* ]]
	lines '/^alice/s/muster-waive"/&,valid-after="20990101Z"/'
	refused 4 "E_KEY_NOT_YET_VALID: git/$id"
	lines ''
	cut -d ' ' -f 1,2 "$KEYS/alice.pub" > "$BATS_TEST_TMPDIR/verifier/revoked_keys"
	refused 4 "E_KEY_REVOKED: git/$id"
	refused 4 E_KEY_REVOKED --at 2026-01-10T00:00:00Z
}

@test "whoever has the seal's key makes no tick of what is none" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	id=$(git rev-parse HEAD)
	echo x > code.c
	git add code.c
	commit_all 'code'
	seal_bundle
	cp -r "$b" "$BATS_TEST_TMPDIR/good"
	again() { rm -rf "$b"; cp -r "$BATS_TEST_TMPDIR/good" "$b"; }
	point_at() { # id
		bundle_json "(.signoffs[] | .ticks) |= map(.commit = \"$1\")"
		reseal
	}
	# A commit object of the attacker's making, from standard input.
	put() {
		cat > "$BATS_TEST_TMPDIR/body"
		{ printf 'commit %d\0' "$(wc -c < "$BATS_TEST_TMPDIR/body")"; cat "$BATS_TEST_TMPDIR/body"; } > "$BATS_TEST_TMPDIR/object"
		made=$(sha1sum < "$BATS_TEST_TMPDIR/object" | cut -d ' ' -f 1)
		cp "$BATS_TEST_TMPDIR/object" "$b/git/$made"
		point_at "$made"
	}
	reseal
	refused 0 '1 of 2 sign-offs'
	# The sealed commit, which nobody has signed.
	point_at "$(git rev-parse HEAD)"
	refused 1 "E_SIG_BAD: git/$(git rev-parse HEAD)"
	again
	# Other words below the same signature.
	git cat-file commit "$id" | sed 's/^signed off$/I sign everything/' | put
	refused 1 "E_SIG_BAD: git/$made"
	again
	# A second signature beside the first, which git takes for good.
	git cat-file commit "$id" | sed -n '/^gpgsig/,/END SSH/p' > "$BATS_TEST_TMPDIR/sig"
	git cat-file commit "$id" | sed "/END SSH/r $BATS_TEST_TMPDIR/sig" | put
	refused 1 "E_SIG_DUPLICATE: git/$made"
	again
	# Signed by the right key, for somebody else's work; as a merge; as a first commit.
	sign_object() {
		ssh-keygen -q -Y sign -n git -f "$KEYS/alice" < "$1" 2> /dev/null |
			sed '1s/^/gpgsig /; 2,$s/^/ /' > "$BATS_TEST_TMPDIR/sig"
		awk -v sig="$BATS_TEST_TMPDIR/sig" '{ print } /^committer/ && !done { while ((getline line < sig) > 0) print line; done = 1 }' "$1"
	}
	git cat-file commit "$id" | sed '/^gpgsig/,/END SSH/d' > "$BATS_TEST_TMPDIR/plain"
	sed 's/^author .*<[^>]*>/author Ada Pine <ada@example.org>/' "$BATS_TEST_TMPDIR/plain" > "$BATS_TEST_TMPDIR/other"
	sign_object "$BATS_TEST_TMPDIR/plain" | put
	refused 0 '1 of 2 sign-offs'
	again
	sign_object "$BATS_TEST_TMPDIR/other" | put
	refused 1 "E_SIGNOFF_BAD: git/$made"
	again
	sed '/^parent/{p;s/.$/0/}' "$BATS_TEST_TMPDIR/plain" > "$BATS_TEST_TMPDIR/other"
	sign_object "$BATS_TEST_TMPDIR/other" | put
	refused 1 "E_SIGNOFF_BAD: git/$made"
	again
	sed '/^parent/d' "$BATS_TEST_TMPDIR/plain" > "$BATS_TEST_TMPDIR/other"
	sign_object "$BATS_TEST_TMPDIR/other" | put
	refused 1 "E_SIGNOFF_BAD: git/$made"
	again
	# A commit that is not there counts for nothing, and is said.
	point_at "$(printf %040d 7)"
	refused 0 'NOT-READY, 0 of 2 sign-offs'
	[[ $output == *"W_GIT_MISSING: git/$(printf %040d 7)"* ]]
	[ "$(says '[.signoffs[] | [.by, .counts, has("at")]]')" = '[["alice@example.org",false,false]]' ]
	again
	# No tick at all, and the word that it is signed off.
	bundle_json '(.signoffs[] | .ticks) = []'
	reseal
	refused 1 'E_OUTCOME_MISMATCH: bundle.json: says that release/security-lead is signed off'
	again
	bundle_json '(.signoffs[] | select(.ticks != []) | .ticks[0].vote) = "perhaps"'
	reseal
	refused 1 E_SIGNOFF_SYNTAX
	again
	# A quorum that nobody can count.
	bundle_json '(.signoffs[] | .quorum) = -1'
	reseal
	refused 1 E_OUTCOME_MISMATCH
}

@test "verify asks for as many, for whom and for another's word as the report does" {
	sed -i 's/- \[x] Tests/- [ ] Tests/; s/^- \[ ] QA.*//' $plan
	printf '[role "security-lead"]\n\tquorum = 2\n\tsigner = alice@example.org\n\tsigner = bob@example.org\n' > muster.conf
	git add -A
	commit_all 'two must sign'
	sed -i 's/- \[ ] Tests/- [x] Tests/; s/- \[ ] Docs/- [x] Docs/' $plan
	signed alice 'my work'
	{ grant carol git,muster-signoff/security-lead; } >> "$trust/allowed_signers"
	sed -i '/^carol.*"git" /d' "$trust/allowed_signers"
	seal_bundle
	jq -e '.signoffs[0] | .quorum == 2 and .signers == ["alice@example.org", "bob@example.org"] and
		.claimants == ["alice@example.org"]' "$b/bundle.json"
	commit=$(git rev-parse HEAD)
	gate() { run "$MUSTER" verify "$b" --trust "$BATS_TEST_TMPDIR/verifier" --gate --expect-commit "$commit"; echo "$output"; }
	gate
	[ "$status" -eq 5 ]
	[[ $output == *'security-lead has not signed it off'* ]]
	late() { # name, who
		state "$1" release/security-lead security-lead approve "$2" $now
		mkdir -p "$b/signoffs"
		mv site/signoffs/"$1".signoff* "$b/signoffs/"
	}
	late a alice
	gate
	[[ $output == *'1 of 2 people have signed it off'* ]]
	# The same person again does not make two.
	late a2 alice
	gate
	[[ $output == *'1 of 2 people have signed it off'* ]]
	late c carol
	gate
	[ "$status" -eq 1 ]
	[[ $output == *'E_SIGNOFF_ROLE: signoffs/c.signoff: the configuration does not list carol@example.org'* ]]
	rm "$b"/signoffs/c.*
	late b bob
	gate
	[[ $output != *E_SIGNOFF_INCOMPLETE* ]]
}

@test "one who made every claim does not sign a sealed bundle off alone" {
	sed -i 's/- \[x] Tests/- [ ] Tests/; s/^- \[ ] QA.*//' $plan
	commit_all 'not yet'
	sed -i 's/- \[ ] Tests/- [x] Tests/; s/- \[ ] Docs/- [x] Docs/' $plan
	signed alice 'my work'
	seal_bundle
	commit=$(git rev-parse HEAD)
	state a release/security-lead security-lead approve alice $now
	mkdir -p "$b/signoffs"
	cp site/signoffs/a* "$b/signoffs/"
	run "$MUSTER" verify "$b" --trust "$BATS_TEST_TMPDIR/verifier" --gate --expect-commit "$commit"
	[ "$status" -eq 5 ]
	[[ $output == *'E_SIGNOFF_INCOMPLETE: release/security-lead: whoever signed it off made every claim'* ]]
	state b release/security-lead security-lead approve bob $now
	cp site/signoffs/b* "$b/signoffs/"
	run "$MUSTER" verify "$b" --trust "$BATS_TEST_TMPDIR/verifier" --gate --expect-commit "$commit"
	[[ $output != *E_SIGNOFF_INCOMPLETE* ]]
}

@test "a plan in a bundle is the one that the sealed commit has" {
	seal_bundle
	cp -r "$b" "$BATS_TEST_TMPDIR/good"
	again() { rm -rf "$b"; cp -r "$BATS_TEST_TMPDIR/good" "$b"; }
	[ "$(says '.warnings')" = '[]' ]
	# Another plan's bytes in its place, with every digest put right.
	raw=$(jq -r '.files[] | select(.role == "plan") | .name' "$b/raw/index.json")
	blob=$(jq -r '.files[] | select(.role == "plan") | .gitBlob' "$b/raw/index.json")
	sed -i 's/- \[ ] Docs/- [x] Docs/' "$b/$raw"
	sha=$(sha256sum < "$b/$raw" | cut -d ' ' -f 1)
	other=$(git hash-object "$b/$raw")
	jq -cS "(.files[] | select(.role == \"plan\")) |= (.sha256 = \"$sha\")" "$b/raw/index.json" > x && mv x "$b/raw/index.json"
	reseal
	refused 1 "E_GIT_OBJECT: $raw"
	jq -cS "(.files[] | select(.role == \"plan\")) |= (.gitBlob = \"$other\")" "$b/raw/index.json" > x && mv x "$b/raw/index.json"
	{ printf 'blob %d\0' "$(wc -c < "$b/$raw")"; cat "$b/$raw"; } > "$b/git/$other"
	reseal
	refused 1 "E_GIT_OBJECT: $plan: the commit does not have this version"
	again
	bundle_json ".source.tree = \"$(printf %040d 1)\""
	reseal
	refused 1 'E_GIT_OBJECT: bundle.json: names another tree'
	again
	# An object whose head lies about its size hashes to its name all the same.
	printf 'tree 999\0x' > x
	id=$(sha1sum < x | cut -d ' ' -f 1)
	mv x "$b/git/$id"
	reseal
	refused 1 "E_GIT_OBJECT: git/$id: is no commit, tree or blob"
	again
	# Without its trees nothing ties the plan to the commit, and that is said.
	rm "$b/git/$(git rev-parse 'HEAD:checklists')"
	reseal
	refused 0 W_GIT_MISSING
	again
	rm "$b/git/$(git rev-parse HEAD)"
	reseal
	refused 0 'W_GIT_MISSING: git: '
}

@test "with a repository, the commits of a bundle must be there and in that order" {
	tick 'Security Lead' 'Alice Ash'
	signed alice
	id=$(git rev-parse HEAD)
	echo x > code.c
	git add code.c
	commit_all 'code'
	seal_bundle
	refused 0 '1 of 2 sign-offs' --repo .
	git clone -q --bare . ../bare.git
	refused 0 '1 of 2 sign-offs' --repo ../bare.git
	# A repository that does not know the sealed commit; one that is none.
	git init -q ../other
	refused 1 "E_GIT_OBJECT: git/$(git rev-parse HEAD): the repository has no such commit" --repo ../other
	refused 2 '' --repo ../nowhere
	# A signed commit from another branch, which a bundle has put in the place of the tick.
	git checkout -q -b side HEAD~1
	echo '- [ ] More' >> $plan
	signed alice 'elsewhere'
	side=$(git rev-parse HEAD)
	git checkout -q main
	printf 'commit %d\0' "$(git cat-file -s "$side")" > "$b/git/$side"
	git cat-file commit "$side" >> "$b/git/$side"
	bundle_json "(.signoffs[] | .ticks) |= map(.commit = \"$side\")"
	reseal
	refused 0 '1 of 2 sign-offs'
	refused 1 "E_SIGNOFF_BAD: git/$side: is not in the history of the sealed commit" --repo .
}
