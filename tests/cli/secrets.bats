# No secret of a plan, a report, a file's name or an environment file is stored, shown
# or sealed; what is left out is said.

load helper

# Written in two halves, so that no scanner takes this file for a leak.
plant() {
	secrets=()
	gh=ghp_; gl=glpat-; aws=AKIA; slack=xoxb-; stripe=sk_live_; npm=npm_; hf=hf_; goog=AIza
	key_line=MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
}

# One canary: remembered, and printed.
canary() {
	echo "$1" >> "$BATS_TEST_TMPDIR/canaries"
	printf %s "$1"
}

# A pack with more than thirty secrets in plans, reports, names and folders.
leaky_pack() {
	plant
	new_repo "${1:-leaky}"
	mkdir -p checklists evidence docs src
	echo 'int main(void) { return 0; }' > src/main.c
	cat > checklists/release.md <<PLAN
# Release

Deployed with DB_PASSWORD=$(canary plan-Hunter2-one) by hand.

- [x] Unit tests pass (\`evidence/unit.xml\`)
- [x] Token \`$gh$(canary 16C7e42F292c6912E7710c838347Ae178B4a)\` rotated
- [x] Clone works: https://bot:$(canary url-s3cr3t-two)@forge.example/a.git
- [x] Hook set: https://hooks.slack.com/services/$(canary T0000/B0000/hookhookhookhook22)
- [ ] API key: $(canary 9f8e7d6c5b4a39281706aabb)
- [x] Header \`Authorization: Bearer $(canary bearerbearer0123456789)\`
- [x] **Admin password:** $(canary plan-pass-7three)

| Secret | Value | Status |
|---|---|---|
| Admin password | $(canary cell-Pass-44) | Done |

\`\`\`
-----BEGIN PRIVATE KEY-----
$(canary "$key_line")
$(canary "QwertyuiopAsdfghjklZxcvbnm0123456789QwertyuiopAsdfghjklZxcvbnmAB")
-----END PRIVATE KEY-----
export AWS_SECRET_ACCESS_KEY=$(canary wJalrXUtnFEMIK7MDENGbPxRfiCYcanaryKEY1)
\`\`\`

## Sign-off

- [ ] Tech lead: ____________ Date: ________
PLAN
	cat > evidence/unit.xml <<XML
<testsuites><testsuite name="all">
<properties><property name="db.password" value="$(canary xml-prop-Pw5)"/></properties>
<testcase classname="a" name="logs in with $gl$(canary ABCdef1234567890wxyz)"><failure
 message="password=&quot;$(canary xml-msg-Pw6)&quot; refused">xml-prop-Pw5 was sent
 $aws$(canary IOSFODNN7CANARYY)</failure></testcase>
<testcase classname="a" name="b"><skipped message="$slack$(canary 123456789012-slackslack)"/></testcase>
</testsuite></testsuites>
XML
	cat > evidence/lint.sarif <<JSON
{"\$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"lint"}},
"results":[{"ruleId":"R1","level":"error","message":{"text":"found $stripe$(canary 4eC39HqLyjWDarjtT1zdp7dc)"}},
{"ruleId":"R2","message":{"text":"connection amqp://app:$(canary sarif-Pw-8)@mq failed"}}]}]}
JSON
	cat > evidence/sbom.cdx.json <<JSON
{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"type":"application","name":"app","version":"1"}},
"components":[{"type":"library","name":"a","version":"1","purl":"pkg:npm/a@1?download_url=https://u:$(canary sbom-Pw-9)@reg.example/a"},
{"type":"library","name":"$npm$(canary abcdefghijklmnopqrstuvwxyz0123456789)","version":"2"}]}
JSON
	cat > evidence/k6.json <<JSON
{"root_group":{"name":""},"setup_data":{"session":"$(canary setup-data-canary)"},
"metrics":{"http_req_duration{token:$hf$(canary abcdefghijklmnopqrstuvwxyz01234567)}":{"type":"trend","contains":"time","values":{"avg":1,"p(95)":2}}}}
JSON
	cat > evidence/lcov.info <<LCOV
TN:
SF:src/$goog$(canary SyA-1234567890abcdefghijklmnopqrstuv).c
DA:1,1
LF:1
LH:1
end_of_record
LCOV
	mkdir -p .github/workflows
	cat > .github/workflows/ci.yml <<YAML
on: push
jobs:
  test:
    runs-on: x
    env:
      API_TOKEN: $(canary yaml0token1canary2)
    steps:
      - name: go
        run: deploy --password $(canary flag-Pw-10) && curl -u ci:$(canary curl-Pw-11) https://x
      - run: echo eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.$(canary SflKxwRJSMeKKF2QT4fwpM)
YAML
	cat > docs/runbook.md <<MD
# Runbook

Log in with password: $(canary runbook-Pw-12)

## Rotate $gh$(canary aaaaBBBBccccDDDDeeeeFFFFgggg00001111)
MD
	cat > evidence/k8s.yaml <<YAML
apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  plain: $(canary Y2FuYXJ5LWs4cw==)
YAML
	echo "- [x] Runbook written: \`docs/runbook.md\`" >> checklists/release.md
	cat > evidence/gitleaks.json <<JSON
[{"RuleID":"generic","Description":"found $(canary quietword) here","File":"a","StartLine":1,"Commit":"","Fingerprint":"a:generic:1",
"Match":"x","Secret":"quietword"}]
JSON
	printf 'FOO=%s\nBAR="%s"\n' "$(canary env-file-one)" "$(canary env-file-two)" > evidence/.env
	printf 'log line\nClient sent secret_key=%s\n' "$(canary log0line1secret2x)" > evidence/build.log
	printf '{"error":{"message":"bad credentials: token=%s"}}' "$(canary toolerr0r-token-77)" > evidence/audit.json
	printf '{"a": "password=%s", oops' "$(canary broken-json-Pw9)" > evidence/broken.json
	echo hello > "evidence/dump-$gh$(canary 0000ZZZZnnnnMMMMkkkkJJJJiiii99998888).txt"
	printf '\377\376' > evidence/wide.txt
	printf 'DB_PASSWORD=%s\n' "$(canary utf16-Pw-13)" | iconv -t UTF-16LE >> evidence/wide.txt
	commit_all "rotate the token $gl$(canary commitMESSAGE123456)"
	mkdir -p "$BATS_TEST_TMPDIR/reports"
	printf 'token: "%s"\n' "$(canary external0token1abc)" > "$BATS_TEST_TMPDIR/reports/out.txt"
	printf '<testsuite name="x"><testcase name="c"><failure message="PGPASSWORD=%s"/></testcase></testsuite>' \
		"$(canary untracked-Pw-14)" > evidence/untracked.xml
}

# Every canary that a file of a folder holds, packed or not.
leaks_in() {
	find "$1" -type f -print0 | while IFS= read -r -d '' file; do
		grep -aFof "$BATS_TEST_TMPDIR/canaries" "$file" | sort -u | sed "s|^|$file: |"
		gzip -dc "$file" 2>/dev/null | grep -aFof "$BATS_TEST_TMPDIR/canaries" |
			sed "s|^|$file (gunzipped): |"
	done
	find "$1" | grep -Fof "$BATS_TEST_TMPDIR/canaries" | sed 's|^|a name: |'
}

@test "none of many secrets is in the database, the site, the JSON or the bundle" {
	leaky_pack
	[ "$(sort -u "$BATS_TEST_TMPDIR/canaries" | wc -l)" -ge 36 ]
	"$MUSTER" key new --out "$BATS_TEST_TMPDIR/seal" --no-passphrase >/dev/null
	"$MUSTER" build --evidence "$BATS_TEST_TMPDIR/reports" --key "$BATS_TEST_TMPDIR/seal.key" \
		--bundle "$BATS_TEST_TMPDIR/out/b.tar.gz" > "$BATS_TEST_TMPDIR/said" 2>&1
	mkdir -p "$BATS_TEST_TMPDIR/all/unpacked"
	cp -r site "$BATS_TEST_TMPDIR/all/site"
	cp .git/muster/* "$BATS_TEST_TMPDIR/all/"
	tar -xzf "$BATS_TEST_TMPDIR/out/b.tar.gz" -C "$BATS_TEST_TMPDIR/all/unpacked"
	gzip -dc "$BATS_TEST_TMPDIR/out/b.tar.gz" > "$BATS_TEST_TMPDIR/all/b.tar"
	mv "$BATS_TEST_TMPDIR/said" "$BATS_TEST_TMPDIR/all/said"
	"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/all/audit.json"
	"$MUSTER" items --json --findings > "$BATS_TEST_TMPDIR/all/items.json"
	"$MUSTER" items --findings checklists/release.md > "$BATS_TEST_TMPDIR/all/findings.txt"
	"$MUSTER" query "SELECT * FROM item" > "$BATS_TEST_TMPDIR/all/query.txt"
	"$MUSTER" explain checklists/release.md:5 > "$BATS_TEST_TMPDIR/all/explained.txt"
	"$MUSTER" items > "$BATS_TEST_TMPDIR/all/items.txt"
	"$MUSTER" facts --json --rows > "$BATS_TEST_TMPDIR/all/facts.json"
	"$MUSTER" facts --rows evidence/unit.xml evidence/audit.json evidence/broken.json docs/runbook.md \
		.github/workflows/ci.yml > "$BATS_TEST_TMPDIR/all/facts.txt" || true
	leaks=$(leaks_in "$BATS_TEST_TMPDIR/all")
	echo "$leaks"
	[ -z "$leaks" ]
}

@test "what is withheld is said: findings, pages, raw/index.json, database, seal and verify" {
	leaky_pack
	"$MUSTER" key new --out "$BATS_TEST_TMPDIR/seal" --no-passphrase | grep -v '^#' \
		> "$BATS_TEST_TMPDIR/allowed_signers"
	run "$MUSTER" build --key "$BATS_TEST_TMPDIR/seal.key" --bundle "$BATS_TEST_TMPDIR/b.tar.gz"
	[ "$status" -eq 0 ]
	[[ $output == *'inputs are withheld: raw/index.json names them and says why'* ]]
	[ "$(jq '[.inputs[] | select(.withheld)] | length' site/report/bundle.json)" -ge 12 ]
	index=site/report/raw/index.json
	[ "$(jq -r '.files[] | select(.path == "evidence/unit.xml") | .withheld' "$index")" = \
		'line 2 holds a password, and 4 more' ]
	[ "$(jq -r '.files[] | select(.path == "evidence/unit.xml") | has("name")' "$index")" = false ]
	[ "$(jq -r '.files[] | select(.path == "checklists/release.md") | .withheld' "$index")" != null ]
	grep -q 'Withheld: line 2 holds a password' site/report/evidence/*.html
	grep -q 'its copy is withheld: line 3 holds a password' site/report/plan/*.html
	[ "$(sqlite3 site/report/muster.db "SELECT withheld, raw_name IS NULL FROM run_artifact WHERE path = 'evidence/unit.xml'")" = '1|1' ]
	[ "$(sqlite3 site/report/muster.db "SELECT withheld, raw_name IS NULL FROM plan")" = '1|1' ]
	run "$MUSTER" verify "$BATS_TEST_TMPDIR/b.tar.gz" --trust "$BATS_TEST_TMPDIR/allowed_signers"
	[[ $output == *W_WITHHELD* ]]
	[[ $output == *evidence/unit.xml* ]]
}

@test "a plan's secret is a finding with line and kind, and the item is judged all the same" {
	leaky_pack
	json=$("$MUSTER" items --json --findings checklists/release.md)
	[ "$(jq -r 'select(.finding == "P-SECRET" and .line == 6) | .message' <<<"$json")" = \
		'here stands a token of 40 characters' ]
	[ "$(jq -r 'select(.line == 6 and .text) | .text' <<<"$json")" = \
		'Token [secret of 40 characters withheld] rotated' ]
	json=$("$MUSTER" audit --json)
	[ "$(verdict_at checklists/release.md:5)" = 'contradicted evidence-fails' ]
}

@test "a repaired plan is the file, its secrets included" {
	plant
	printf '\357\273\277# R\n\nDB_PASSWORD=%s\n' "$(canary repair-Pw-15)" > "$BATS_TEST_TMPDIR/r.md"
	"$MUSTER" items --repair "$BATS_TEST_TMPDIR/r.md" 2>/dev/null | grep -Fx DB_PASSWORD=repair-Pw-15
}

@test "a pack without secrets withholds nothing" {
	new_repo clean
	mkdir -p evidence checklists
	junit 3 0 > evidence/unit.xml
	printf '# R\n\n- [x] Tests pass (`evidence/unit.xml`)\n- [x] Token: rotated, sha256:%s\n' \
		e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 > checklists/release.md
	commit_all plan
	"$MUSTER" build -q
	[ "$(jq '[.files[] | select(.withheld)] | length' site/report/raw/index.json)" = 0 ]
	[ "$(jq '[.files[] | select(.name)] | length' site/report/raw/index.json)" = 2 ]
}
