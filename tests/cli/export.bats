#!/usr/bin/env bats
# muster export: the same run in the words of other tools, each held against its own
# specification or its own ecosystem's reader, over a repository with all eleven verdicts.

load helper

setup() {
	new_repo repo
	mkdir -p src lib evidence checklists
	echo 'int a;' > src/a.c
	echo 'int b;' > lib/b.c
	commit_all sources
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	junit 12 2 "$subject" > evidence/e2e.xml
	junit 12 0 "$subject" | head -c 300 > evidence/cut.xml
	junit 3 0 "$subject" > evidence/lib.xml
	printf '[pack]\n\tname = acme/widget\n\tscope = src/**\n[rule "lib"]\n\titem = lib\n\tscope = lib/**\n' > muster.conf
	cat > "checklists/go live.md" <<'PLAN'
# Go live

- [x] Unit tests pass (`evidence/unit.xml`) {#unit}
- [x] End-to-end tests pass (`evidence/e2e.xml`) {#e2e}
- [ ] Unit tests pass once more (`evidence/unit.xml`) {#again}
- [ ] Nobody has looked at this {#nobody}
- [ ] Optional: somebody could look at this {#could level=optional}
- [x] Ticked with nothing behind it {#nothing}
- [x] Nightly tests pass (`evidence/cut.xml`) {#nightly}
- [x] Library tests pass (`evidence/lib.xml`) {#lib}
- [x] Weekly tests pass {#weekly}
  - Evidence: `evidence/unit.xml`
  - Evidence: `evidence/gone.xml`
- [x] Penetration test {#pentest}
  - Waiver: until 2027-12-31 by @lee, owner @sam - report under embargo
- [ ] ~~Fax gateway answers~~ {#fax reason="the fax was switched off in May"}
- [ ] =cmd|'/C calc'!A1 <script>alert(1)</script> "quoted" & **bold** @everyone {#odd}

## Sign-off

- [ ] Tech lead: ____________ Date: ________
PLAN
	commit_all plan
	echo 'int c;' >> lib/b.c
	commit_all 'change the library'
	"$MUSTER" audit -q
	modules=$BATS_TEST_DIRNAME/../../build/browser/node_modules
}

export_to() { # format, options
	"$MUSTER" export "$@" -o "$1.out"
}

# Every verdict is there, or the mapping below is not tested.
@test "the repository has all eleven verdicts, and the list of formats is whole" {
	[ "$("$MUSTER" query "SELECT count(DISTINCT verdict) FROM judgement WHERE judged" --csv | tail -1 | tr -d '\r')" = 11 ]
	run "$MUSTER" export --list
	[ "$(cut -d' ' -f1 <<< "$output" | tr '\n' ' ')" = "sarif junit github gitlab markdown csv json oscal hdf xccdf vsa svr oci " ]
	for format in sarif junit github gitlab markdown csv json oscal hdf xccdf; do
		"$MUSTER" export $format > one
		"$MUSTER" export $format -o two
		cmp one two
		[ -s one ]
	done
	run "$MUSTER" export nothing
	[ "$status" -eq 2 ]
	run "$MUSTER" export vsa
	[ "$status" -eq 2 ]
	[[ $output == *"--verifier"* ]]
	run "$MUSTER" export json --run 99
	[ "$status" -eq 2 ]
}

# id of the item, then what the format says: verdicts.md, the table of exports.
expect() { # name, wanted, got
	diff -u <(sort <<< "$2") <(sort <<< "$3") || { echo "$1 differs"; return 1; }
}

@test "SARIF: kinds and levels, suppressions, and the multitool finds no error" {
	export_to sarif
	expect sarif "unit pass -
e2e fail error
again informational -
nobody open -
could open -
nothing fail warning
nightly open -
lib open -
weekly fail warning
fax notApplicable -
odd open -" "$(jq -r '.runs[0].results[] | select(.properties) | select(.suppressions | not)
		| select(.ruleId != "needs-signoff") | "\(.properties.id) \(.kind) \(.level // "-")"' sarif.out)"
	[ "$(jq -r '.runs[0].results[] | select(.ruleId == "needs-signoff") | .kind' sarif.out)" = review ]
	[ "$(jq -r '.runs[0].results[] | select(.suppressions) | .properties.id + " " + .suppressions[0].status' sarif.out)" = "pentest accepted" ]
	[ "$(jq -r '.runs[0].results[0].locations[0].physicalLocation | .artifactLocation.uri + ":" + (.region.startLine | tostring)' sarif.out)" = "checklists/go%20live.md:3" ]
	# Every rule that a result names is described.
	[ "$(jq '[.runs[0] | (.results[].ruleId) as $id | select(any(.tool.driver.rules[]; .id == $id) | not)] | length' sarif.out)" = 0 ]
	tool=$modules/@microsoft/sarif-multitool-linux/Sarif.Multitool # 5.7.0
	[ -f "$tool" ] || skip "sarif-multitool is not installed: tests/site/modules"
	chmod u+x "$tool"
	cp sarif.out run.sarif
	run "$tool" validate run.sarif
	echo "$output"
	[[ $output != *": error "* && $output == *"Analysis completed successfully"* ]]
	# The judge can say no.
	jq '.runs[0].results[0].message = 1' sarif.out > bad.sarif
	run "$tool" validate bad.sarif
	[[ $output == *": error "* ]]
}

@test "JUnit: states of required and optional items, as junitparser counts them" {
	export_to junit
	xmllint --noout junit.out
	expect junit "unit pass
e2e failure
again pass
nobody failure
could skipped
nothing failure
nightly error
lib failure
weekly failure
pentest skipped
fax skipped
odd failure" "$(python3 -c 'import xml.etree.ElementTree as t
for case in t.parse("junit.out").iter("testcase"):
    of = {p.get("name"): p.get("value") for p in case.iter("property")}
    state = [c.tag for c in case if c.tag != "properties"]
    if of["verdict"] != "needs-signoff": print(of["id"], state[0] if state else "pass")')"
	[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import junitparser' || skip "there is no python3-junitparser: make deps-test"
	run /usr/bin/python3 -c 'import junitparser; x = junitparser.JUnitXml.fromfile("junit.out"); x.update_statistics(); print(x.tests, x.failures, x.errors, x.skipped)'
	[ "$output" = "$(xmllint --xpath 'concat(/testsuites/@tests, " ", /testsuites/@failures, " ", /testsuites/@errors, " ", /testsuites/@skipped)' junit.out)" ]
	[ "$output" = "13 7 1 3" ]
	# What we write, we read: as tests of that commit.
	cp junit.out own.xml
	run "$MUSTER" facts own.xml --json
	[ "$(jq -r '.counts.tests | "\(.total) \(.failed) \(.errors) \(.skipped)"' <<< "$output")" = "13 7 1 3" ]
}

@test "OSCAL: what NIST's schema asks for, and states of findings and risks" {
	export_to oscal
	expect oscal "item-unit satisfied pass
item-e2e not-satisfied fail
item-again satisfied pass
item-nobody not-satisfied other
item-could not-satisfied other
item-nothing not-satisfied other
item-nightly not-satisfied other
item-lib not-satisfied other
item-weekly not-satisfied other
item-pentest not-satisfied other
item-odd not-satisfied other" "$(jq -r '."assessment-results".results[0].findings[]
		| select(all(.props[]; .value != "needs-signoff"))
		| "\(.target."target-id") \(.target.status.state) \(.target.status.reason)"' oscal.out)"
	[ "$(jq -r '[."assessment-results".results[0].risks[] | .status] | sort | join(" ")' oscal.out)" = \
		"deviation-approved open open" ]
	[ "$(jq -r '."assessment-results".results[0].observations[] | select(any(.props[]; .value == "needs-signoff")) | .methods[0]' oscal.out)" = INTERVIEW ]
	[ "$(jq '."assessment-results".results[0].observations | length' oscal.out)" = 13 ]
	# Required members, ids, tokens and times of the assessment-results model.
	jq -e 'def uuid: test("^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
		def time: test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$");
		def token: test("^[A-Za-z_][A-Za-z0-9._-]*$");
		def text: test("^\\S(.*\\S)?$");
		."assessment-results" | (.uuid | uuid) and (.metadata | (.title | text) and (."last-modified" | time)
			and (.version | text) and ."oscal-version" == "1.1.2")
		and (."import-ap".href[1:] as $plan | any(."back-matter".resources[]; .uuid == $plan))
		and (.results | length == 1) and (.results[0] | (.uuid | uuid) and (.title | text) and (.description | text)
			and (.start | time) and ."reviewed-controls"."control-selections"[0]."include-all" == {}
			and all(.observations[]; (.uuid | uuid) and (.description | text) and (.methods | length > 0) and (.collected | time)
				and all(.props[]; (.name | token) and (.value | text)))
			and all(.findings[]; (.uuid | uuid) and (.title | text) and (.description | text)
				and (.target | .type == "objective-id" and (."target-id" | token)))
			and all(.risks[]; (.uuid | uuid) and (.title | text) and (.description | text) and (.statement | text))
			and ([.observations[].uuid] as $seen | all(.findings[]; [."related-observations"[]."observation-uuid"] - $seen == []))
			and ([.risks[].uuid] as $seen | all(.findings[]; [(."related-risks" // [])[]."risk-uuid"] - $seen == [])))' oscal.out
	# The same item has the same id in the next run.
	jq -r '."assessment-results".results[0].findings[].uuid' oscal.out > before
	echo 'int d;' >> lib/b.c && commit_all more && "$MUSTER" audit -q
	"$MUSTER" export oscal | jq -r '."assessment-results".results[0].findings[].uuid' | cmp - before
}

@test "HDF: statuses, impacts, waivers, and inspecjs reads it" {
	export_to hdf
	expect hdf "unit passed 0.7
e2e failed 0.7
again passed 0.7
nobody skipped 0.7
could skipped 0.3
nothing skipped 0.7
nightly error 0.7
lib skipped 0.7
weekly failed 0.7
pentest skipped 0.7
fax skipped 0
odd skipped 0.7" "$(jq -r '.profiles[0].controls[] | select(.tags.verdict != "needs-signoff") | "\(.id) \(.results[0].status) \(.impact)"' hdf.out)"
	[ "$(jq -c '[.profiles[0].controls[] | select(.waiver_data != {}) | .id, .waiver_data.skipped_due_to_waiver]' hdf.out)" = '["pentest",false]' ]
	[ -d "$modules/inspecjs" ] || skip "inspecjs is not installed: tests/site/modules"
	run env NODE_PATH="$modules" node -e 'const { convertFile } = require("inspecjs"); // 2.12.6
		const r = convertFile(require("fs").readFileSync("hdf.out", "utf8"));
		console.log(Object.keys(r).join(), r["1_0_ExecJson"].profiles[0].controls.length)'
	echo "$output"
	[ "$output" = "1_0_ExecJson 13" ]
}

@test "XCCDF: results, an override for the waiver, and oscap validates it" {
	export_to xccdf
	xmllint --noout xccdf.out
	[ "$(grep -c '<rule-result ' xccdf.out)" -eq 13 ]
	for want in "2 pass" "1 error" "1 unknown" "1 notapplicable" "1 notchecked" "1 informational" "6 fail"; do
		[ "$(grep -c "<result>${want#* }</result>" xccdf.out)" -eq "${want% *}" ]
	done
	[ "$(grep -o '<old-result>[a-z]*</old-result><new-result>[a-z]*' xccdf.out)" = '<old-result>fail</old-result><new-result>informational' ]
	grep -q '<score system="urn:xccdf:scoring:absolute" maximum="1">0</score>' xccdf.out
	command -v oscap > /dev/null || skip "there is no openscap-scanner: make deps-test"
	# With an override anywhere, its Schematron rules (1.3.7) compare every result with that one.
	run oscap xccdf validate --skip-schematron xccdf.out
	echo "$output"
	[ "$status" -eq 0 ]
	sed '/^<override/d' xccdf.out > without.xml
	run oscap xccdf validate without.xml
	[ "$status" -eq 0 ]
	[[ $output != *"Error"* ]]
	sed 's,<result>pass,<result>perhaps,' xccdf.out > bad.xml
	run oscap xccdf validate --skip-schematron bad.xml
	[ "$status" -ne 0 ]
}

@test "CSV: every item a row, and nothing a spreadsheet would run" {
	export_to csv
	run python3 -c 'import csv; r = list(csv.reader(open("csv.out", newline=""))); print(len(r), {len(x) for x in r}); [print(x[2], x[5], x[7]) for x in r[1:3]]; print([x[3] for x in r if x[2] == "odd"][0][:6])'
	echo "$output"
	[ "${lines[0]}" = "14 {12}" ]
	[ "${lines[1]}" = "unit verified yes" ]
	[ "${lines[3]}" = "'=cmd|" ]
	[ "$(grep -cP '(^|,)"?[=+@-]' csv.out)" -eq 0 ]
}

@test "Markdown, GitHub and GitLab: what blocks, and no word of a plan means anything there" {
	export_to markdown
	export_to github
	export_to gitlab
	head -1 markdown.out | grep -qx '## NOT-READY: acme/widget'
	[ "$(grep -c '^| Contradicted | 1 | 1 |$' markdown.out)" -eq 1 ]
	[ "$(grep -cE '<script|@everyone|\*\*bold' markdown.out)" -eq 0 ]
	grep -qF '&#64;everyone' markdown.out
	[ "$(grep -c '^::error ' github.out)" -eq 1 ]
	[ "$(grep -c '^::warning ' github.out)" -eq 8 ]
	[ "$(grep -vc '^::' github.out)" -eq 0 ]
	grep -q '^::error file=checklists/go live.md,line=4,title=Contradicted::End-to-end tests pass' github.out
	jq -e 'length == 9 and all(.[]; .description and .fingerprint and (.location.path == "checklists/go live.md")
		and (.location.lines.begin > 0) and (.severity | IN("info", "minor", "major", "critical", "blocker")))
		and ([.[].fingerprint] | unique | length == 9)' gitlab.out
}

@test "VSA and SVR: PASSED for what is ready alone, and the verifier is the operator's" {
	for format in vsa svr; do
		"$MUSTER" export $format --verifier https://ci.example.org/muster -o $format.out
		jq -e --arg c "$(git rev-parse HEAD)" '._type == "https://in-toto.io/Statement/v1" and .subject[0].digest.gitCommit == $c
			and .predicate.verifier.id == "https://ci.example.org/muster"' $format.out
	done
	jq -e '.predicateType == "https://slsa.dev/verification_summary/v1" and .predicate.verificationResult == "FAILED"
		and .predicate.verifiedLevels == ["FAILED"] and (.predicate.timeVerified | test("Z$"))
		and (.predicate.policy.uri == "muster.conf") and (.predicate.policy.digest.sha256 | length == 64)' vsa.out
	jq -e '.predicateType == "https://in-toto.io/attestation/svr/v0.1" and .predicate.properties == []' svr.out
	printf '# P\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n' > "checklists/go live.md"
	printf '[pack]\n\tscope = src/**\n' > muster.conf
	commit_all ready
	"$MUSTER" audit -q
	[ "$("$MUSTER" export vsa --verifier https://x.example | jq -c '.predicate | [.verificationResult, .verifiedLevels[]]')" = '["PASSED","MUSTER_READY"]' ]
	[ "$("$MUSTER" export svr --verifier https://x.example | jq -c .predicate.properties)" = '["MUSTER_READY","MUSTER_NOTHING_CONTRADICTED"]' ]
	"$MUSTER" gate -q --bypass x --as y@example.org || true
	printf '# P\n\n- [x] Unit tests pass (`evidence/e2e.xml`)\n' > "checklists/go live.md"
	commit_all broken
	"$MUSTER" gate -q --bypass "for now" --as ada@example.org
	[ "$("$MUSTER" export vsa --verifier https://x.example | jq -r .predicate.verificationResult)" = FAILED ]
}

@test "a run without plans exports as well, or says why not" {
	git rm -rq checklists && commit none
	"$MUSTER" audit -q
	for format in sarif junit github gitlab markdown csv json oscal hdf; do
		"$MUSTER" export $format > out
	done
	run "$MUSTER" export xccdf
	[ "$status" -eq 2 ]
	[[ $output == *"no item was judged"* ]]
}
