# The checks of checklists/checks/: each passes, fails and finds no evidence.

load helper

# What the evidence says, by state: good or bad.  (The good day of the scan is that of
# the commits; as-of is the commit's time.)
evidence() {
	local p95=450.25 day=2026-01-02 severity=LOW leaks='[]' level=warning hit=9 version=',"version":"1.0"'
	local ignored='' needs='[security, test]' pin=0123456789abcdef0123456789abcdef01234567
	local words='Turn the key and wait for the green lamp, then read the log from its first line to its last and call the desk when it stops.'
	local failing=0 subject flaky=''
	subject=$(git rev-parse HEAD)
	if [ "$1" = bad ]; then
		p95=900 day=2025-11-01 severity=CRITICAL level=error hit=5 version='' needs='[test]' pin=v4
		ignored=' || true' words='Later.' failing=1 subject=0123456789012345678901234567890123456789
		leaks='[{"RuleID":"generic","Description":"key","StartLine":1,"EndLine":1,"Match":"x","Secret":"x","File":"a.ini","Commit":"","Fingerprint":"a.ini:generic:1"}]'
		flaky='<testcase name="f"><flakyFailure message="once"/></testcase>'
	fi
	mkdir -p evidence docs .github/workflows
	printf '{"metrics":{"http_req_duration":{"type":"trend","contains":"time","values":{"avg":120.5,"p(95)":%s}}}}' "$p95" > evidence/k6.json
	printf '{"SchemaVersion":2,"CreatedAt":"%sT10:00:00Z","ArtifactName":"shop:1","ArtifactType":"container_image","Results":[{"Target":"shop:1 (alpine 3.20)","Class":"os-pkgs","Type":"alpine","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","PkgName":"musl","InstalledVersion":"1","Severity":"%s"}]}]}' "$day" "$severity" > evidence/trivy.json
	junit 3 "$failing" "$subject" | sed "s|</testsuite>|$flaky</testsuite>|" > evidence/unit.xml
	{
		printf 'TN:\nSF:src/main.c\n'
		for i in 1 2 3 4 5 6 7 8 9 10; do echo "DA:$i,$((i <= hit))"; done
		printf 'LF:10\nLH:%s\nend_of_record\n' "$hit"
	} > evidence/lcov.info
	printf '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[{"type":"library","name":"a"%s}]}' "$version" > evidence/sbom.json
	echo "$leaks" > evidence/gitleaks.json
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"eslint"}},"invocations":[{"executionSuccessful":true}],"results":[{"ruleId":"r","level":"%s","message":{"text":"m"}}]}]}' "$level" > evidence/lint.sarif
	[ "$1" = good ] || printf '<testsuite><testcase' > evidence/cut.xml
	printf '# Manual\n\n## Startup\n\n%s\n\n## Shutdown\n\n%s\n\n## Kill switch\n\n%s\n' "$words" "$words" "$words" > docs/operator_manual.md
	cat > .github/workflows/ci.yml <<CI
on: push
jobs:
  security:
    runs-on: x
    steps:
      - uses: actions/checkout@$pin
      - run: cargo audit
      - run: gitleaks detect
      - run: trivy fs .$ignored
  test:
    runs-on: x
    steps:
      - run: make check
  release:
    runs-on: x
    needs: $needs
    steps:
      - run: make release
CI
}

# Outcomes of the rows of every check, without repetition: "no-critical: pass".
outcomes() {
	"$MUSTER" audit --json > out.json || true
	[ "$(jq -c '[.findings[] | select(.code | startswith("check-"))]' out.json)" = '[]' ]
	jq -r '[.items[].requirements[] | select(.text | startswith("check "))] | group_by(.text)[] |
		(.[0].text | ltrimstr("check ")) + ": " +
		(map(.outcome) | if any(. == "fail") then "fail" else unique | join(" ") end)' out.json
	rm out.json
}

setup() {
	new_repo shop
	mkdir -p src checklists/checks
	cp "$BATS_TEST_DIRNAME"/../../checklists/checks/*.sql checklists/checks/
	echo 'int main(void) { return 0; }' > src/main.c
	{
		echo '# Release'
		for file in checklists/checks/*.sql; do
			name=$(basename "$file" .sql) words="It is as ${file##*/} says"
			case $name in
			p95*) words='The p95 latency is < 500 ms' ;;
			tests-executed) words='3 tests pass' ;;
			manual*) words='The operator manual is complete (`docs/operator_manual.md`)' ;;
			esac
			printf '\n- [x] %s\n  - Check: `%s`\n' "$words" "$name"
		done
	} > checklists/release.md
	commit_all sources
}

# What every check is expected to come to.
all_are() {
	diff <(ls "$BATS_TEST_DIRNAME/../../checklists/checks" | sed "s/\.sql$/: $1/") <(outcomes)
}

@test "every worked check passes over evidence that shows it" {
	[ "$(ls checklists/checks | wc -l)" -ge 15 ]
	evidence good
	git add docs .github
	commit documents
	evidence good # about HEAD, and untracked as CI leaves it
	all_are pass
}

@test "every worked check fails over evidence that refutes it" {
	evidence bad
	commit_all evidence
	all_are fail
}

@test "without evidence no worked check passes" {
	all_are absent
}
