#!/usr/bin/env bats
# Every document that muster prints or writes as JSON is what docs/muster.schema.json says,
# by a validator that is not ours.
load helper

root=$BATS_TEST_DIRNAME/../..
schema=$root/docs/muster.schema.json

valid() { # NAME FILE [lines]
	run "$BATS_TEST_DIRNAME/validate" "$@"
	echo "$output"
	[ "$status" -eq 0 ]
}

refused() { # NAME FILE
	run "$BATS_TEST_DIRNAME/validate" "$@"
	[ "$status" -ne 0 ]
}

# A repository with something for most members.
pack() {
	new_repo r
	mkdir -p src evidence checklists docs
	echo 'int a;' > src/a.c
	commit_all sources
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/e2e.xml
	junit 12 0 "$subject" | head -c 300 > evidence/cut.xml
	printf 'SF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n' > evidence/lcov.info
	printf '{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","name":"a","version":"1"}]}' > evidence/sbom.cdx.json
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"invocations":[{"executionSuccessful":true}],"results":[{"level":"error","ruleId":"R","message":{"text":"m"}}]}]}' > evidence/scan.sarif
	printf '# Guide\n\nSome words, and [a link](gone.md).\n' > docs/guide.md
	cat > checklists/go.md <<'PLAN'
# Go live

Status: Ready for review

- [x] Unit tests pass (`evidence/unit.xml`) {#unit}
- [x] End-to-end tests pass (`evidence/e2e.xml`)
- [ ] Unit tests pass once more (`evidence/unit.xml`)
- [x] Ticked with nothing behind it, locally
- [x] Nightly tests pass (`evidence/cut.xml`)
- [x] Line coverage is at least 80 %
  - Evidence: `coverage:evidence/lcov.info` line >= 80%
- [x] p95 latency under 180 ms, 12 tests, 1.500 users
- [x] Guide is written (`docs/guide.md`, `docs/gidue.md`)
- [x] Penetration test
  - Waiver: until 2027-12-31 by @lee, owner @sam - report under embargo
- [x] Everything together
  - [x] Unit tests pass in the child (`evidence/unit.xml`)
  - [ ] A child that nobody did
- [x] Unit tests pass in the child too
- [ ] Unit tests pass in the child too

## Sign-off

- [ ] Tech lead: ____________ Date: ________
- [x] Ops: Lee Park Date: 2026-01-03
PLAN
	commit_all plan
}

@test "the schema is one of draft 2020-12, and refuses what it should" {
	[ "$(jq -r '."$schema"' "$schema")" = https://json-schema.org/draft/2020-12/schema ]
	pack
	"$MUSTER" audit --json > audit.json
	valid audit audit.json
	jq '.items[0].verdict = "perfect"' audit.json > bad.json
	refused audit bad.json
	jq 'del(.commit)' audit.json > bad.json
	refused audit bad.json
	jq '.more = 1' audit.json > bad.json
	refused audit bad.json
	jq '.items[0].line = "3"' audit.json > bad.json
	refused audit bad.json
	jq '.format = "muster-audit/2"' audit.json > bad.json
	refused audit bad.json
}

@test "audit, log and query" {
	pack
	"$MUSTER" audit --json > audit.json
	[ "$(jq '.items | length' audit.json)" -gt 12 ]
	valid audit audit.json
	sed -i 's/Unit tests pass (/All unit tests pass (/' checklists/go.md
	commit_all reworded
	"$MUSTER" audit --json > audit.json
	jq -e '[.items[] | has("was")] | any' audit.json
	valid audit audit.json
	"$MUSTER" log --json > log.json
	valid log log.json
	"$MUSTER" gate --json > gate.json || true
	valid audit gate.json
	"$MUSTER" diff --json > diff.json
	jq -e '.changes | length > 0' diff.json
	valid diff diff.json
	for line in $(jq -r '.items[].line' audit.json); do
		"$MUSTER" explain "checklists/go.md:$line" --json > explain.json
		valid explain explain.json
		diff <(jq -S --argjson line "$line" '.items[] | select(.line == $line)' audit.json) \
			<(jq -S .item explain.json)
	done
	"$MUSTER" query --json 'SELECT verdict, count(*) AS n FROM judgement GROUP BY 1' > query.json
	valid query query.json
}

@test "a run without a plan, and one of a detached head" {
	new_repo r
	commit empty
	"$MUSTER" audit --json > audit.json
	valid audit audit.json
	git checkout -q --detach
	"$MUSTER" log --json > log.json
	valid log log.json
}

@test "items and facts, line by line" {
	pack
	"$MUSTER" audit -q
	"$MUSTER" items --findings --json > items.json
	valid items_line items.json lines
	"$MUSTER" items --findings --json "$root"/checklists/*.md > items.json
	valid items_line items.json lines
	"$MUSTER" facts --rows --json > facts.json
	valid facts_line facts.json lines
	"$MUSTER" facts --json evidence/* docs/guide.md muster-is-not-there < /dev/null > facts.json || true
	valid facts_line facts.json lines
}

@test "readers and kinds" {
	"$MUSTER" facts --formats --json > "$BATS_TEST_TMPDIR/formats.json"
	valid formats "$BATS_TEST_TMPDIR/formats.json"
	"$MUSTER" facts --kinds --json > "$BATS_TEST_TMPDIR/kinds.json"
	valid kinds "$BATS_TEST_TMPDIR/kinds.json"
}

@test "facts of every reader's fixtures" {
	cd "$root"
	find tests/fixtures -type f -name '*.in.*' ! -path '*/plans/*' -print0 |
		xargs -0 "$MUSTER" facts --json > "$BATS_TEST_TMPDIR/facts.json" || true
	[ "$(wc -l < "$BATS_TEST_TMPDIR/facts.json")" -gt 200 ]
	valid facts_line "$BATS_TEST_TMPDIR/facts.json" lines
}

@test "what a build writes" {
	pack
	"$MUSTER" build -q
	echo more > README.md
	commit_all more
	"$MUSTER" build -q
	valid report site/report/report.json
	valid bundle site/report/bundle.json
	valid history site/report/history.json
	valid raw_index site/report/raw/index.json
}

@test "what verify says, of good bundles and bad ones" {
	"$root/tests/keys/make-keys.sh" "$BATS_TEST_TMPDIR/keys"
	cd "$BATS_TEST_TMPDIR"
	"$root/tests/keys/make-bundle.sh" report
	"$MUSTER" seal report --key keys/p256.key --json > seal.json
	valid seal seal.json
	"$MUSTER" verify --json --trust keys/p256.signers ./*.tar.gz > good.json
	valid verify good.json
	"$MUSTER" verify --json --trust keys/rsa.signers ./*.tar.gz > bad.json || true
	valid verify bad.json
	head -c 100 ./*.tar.gz > cut.tar.gz
	"$MUSTER" verify --json --trust keys/p256.signers cut.tar.gz > cut.json || true
	valid verify cut.json
}

@test "what trust check says of a good folder and a bad one, and trust log of commits" {
	new_repo r
	ssh-keygen -q -t ed25519 -N '' -C '' -f ../k
	ssh-keygen -q -t ecdsa -N '' -C '' -f ../o
	git config gpg.format ssh
	git config user.signingkey ../k
	commit 'not signed'
	git config commit.gpgsign true
	commit signed
	mkdir ../trust
	cd ..
	"$root/tests/keys/make-ca.sh" ca
	cp ca/ca.crt trust/x509-roots.pem
	cp ca/ada-stolen.crl trust/x509-crls.pem
	cat >trust/allowed_signers <<-END
		ada@example.org,a@example.org namespaces="git,muster-signoff/qa",valid-after="20200101Z",valid-before="20500101Z" $(cat k.pub)
	END
	"$MUSTER" trust check trust --json >check.json
	valid trust_check check.json
	[ "$(jq -r '[.exit, .keys[0].line, (.keys[0].principals | length), .crls[0].revoked, .roots[0].subject] | join(" ")' check.json)" = '0 1 2 1 CN=ca' ]
	(cd r && "$MUSTER" trust log --json --trust ../trust >../log.jsonl)
	valid trust_log_line log.jsonl lines
	[ "$(jq -r '.state' log.jsonl | tr '\n' ' ')" = 'good none ' ]
	printf 'nonsense\nbob %s\n' "$(cat o.pub)" >>trust/allowed_signers
	cp k.pub trust/revoked_keys
	run "$MUSTER" trust check trust --json
	[ "$status" -eq 2 ]
	echo "$output" >check.json
	valid trust_check check.json
	[ "$(jq -c '[.problems[] | select(.error) | .line]' check.json)" = '[2]' ]
	[ "$(jq -c '[.keys[].revoked]' check.json)" = '[true,false]' ]
	echo "ada@example.org $(cat o.pub)" >trust/allowed_signers
	(cd r && "$MUSTER" trust log --json --trust ../trust >../log.jsonl)
	valid trust_log_line log.jsonl lines
	[ "$(jq -r '.code // "-"' log.jsonl | tr '\n' ' ')" = 'E_KEY_REVOKED - ' ]
}

@test "what capture states" {
	new_repo r
	echo x > a
	commit_all a
	"$MUSTER" capture -q it -- true
	jq .predicate.muster_capture evidence/it.intoto.json > it.json
	valid capture it.json
	echo y > a
	"$MUSTER" capture -q it --out gone -- sh -c 'echo z > a; exit 3' || true
	jq .predicate.muster_capture evidence/it.intoto.json > it.json
	valid capture it.json
}

@test "docs/json.md is what the schema says" {
	"$root/docs/make-json" "$schema" | diff - "$root/docs/json.md"
}

# The words of a CHECK in the database, which a unit test compares with those in C.
words_of() { # TABLE COLUMN
	sqlite3 .git/muster/muster.db "SELECT sql FROM sqlite_schema WHERE name = '$1'" |
		grep -o "\b$2 IN ([^)]*)" | head -1 | grep -o "'[^']*'" | tr -d "'" | grep . | sort -u
}

@test "the lists of words are those of the program" {
	new_repo r
	commit empty
	"$MUSTER" audit -q
	while read -r name table column; do
		jq -r --arg name "$name" '."$defs"[$name].enum[]' "$schema" | sort -u |
			diff - <(words_of "$table" "$column")
	done <<-END
		verdict judgement verdict
		reason judgement reason
		strength judgement strength
		freshness judgement freshness
		outcome requirement outcome
		basis requirement basis
		needs requirement needs
		result run result
		claim item claim
		kind item kind
		level item level
		status run_artifact status
		family run_artifact family
		severity audit_finding level
		origin run_artifact origin
	END
}
