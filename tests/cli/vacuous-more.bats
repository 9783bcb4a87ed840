# More ways to a green that shows nothing, by reports that lie, are cut or are about
# something else.  As in vacuous.bats each differs in one thing from what is verified.
#
# Where the known ones are:
#
#   empty selection, a pattern without a file   vacuous.bats, "an empty selection", "a pattern ..."
#   zero tests, all skipped                     vacuous.bats, "zero tests", "all tests skipped"
#   unparsed file, empty log                    vacuous.bats, "a file that could ...", "an empty log"
#   unknown rule, kind, fact, check, role       vacuous.bats, "a rule that selects ...", "a kind of ...",
#                                               "a sign-off by a role ..."
#   scan that did not run                       vacuous.bats, "a scan ..."; here, "SARIF: one run of two ..."
#   stale report                                vacuous.bats, "a stale report"; freshness.bats
#   placeholder for a signature or a document   vacuous.bats, "a placeholder where ..."
#   mock run, words that take it back           vacuous.bats, "a mock run ..."; here, "words that take ..."
#   shallow clone, report with the code         vacuous.bats; freshness.bats, "undated: ..."
#   a fixture that nobody cites                 vacuous.bats, "a test fixture ..."
#   runbook, workflow, script, migration        vacuous.bats; classes.bats, in seven languages
#   old bytes under another name                freshness.bats, "stale: a name, a copy ..."
#   report that counts more than it lists       here, "totals that tell ...", "a scan whose totals ..."

load helper

setup() {
	new_repo vacuous
	mkdir -p src evidence docs checklists
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
}

# Commit a plan of one item over each FILE, in the words of standard input; the
# verdicts with their reasons, each once.
judged() {
	read -r words
	{
		printf '# Plan\n\n'
		printf -- "- [x] $words (\`evidence/%s\`)\n" "$@"
	} > checklists/plan.md
	commit_all 'plan and evidence'
	"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/audit.json" 2> /dev/null || true
	jq -r '.items | sort_by(.line) | .[] | .verdict + " " + .reason' "$BATS_TEST_TMPDIR/audit.json" | uniq
}

# A JUnit report of one suite with these attributes and the cases on standard input.
suite() {
	echo "<testsuites><testsuite name=\"unit\" $1>"
	echo "<properties><property name=\"git.commit\" value=\"$subject\"/></properties>"
	cat
	echo '</testsuite></testsuites>'
}
# A SARIF run: results and invocations as JSON members.
sarif() {
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"trivy"}},"results":[%s],"invocations":[%s],' "$1" "$2"
	printf '"versionControlProvenance":[{"repositoryUri":"https://example.org/x","revisionId":"%s"}]}]}' "$subject"
}
ran='{"executionSuccessful":true}'
error='"ruleId":"r","level":"error","message":{"text":"m"}'

@test "one test under two outcomes: the worse one counts" {
	suite '' <<< '<testcase classname="a" name="x"/><testcase classname="a" name="x"><failure/></testcase>' > evidence/twice.xml
	[ "$(judged twice.xml <<< 'Unit tests pass')" = 'contradicted evidence-fails' ]
}

@test "totals that tell of more than is listed" {
	suite 'tests="3" errors="2" failures="0"' <<< '<testcase name="a"/><testcase name="b"/><testcase name="c"/>' > evidence/errors.xml
	[ "$(judged errors.xml <<< 'Unit tests pass')" = 'contradicted evidence-fails' ]
	suite 'tests="412" errors="0" failures="0"' <<< '<testcase name="a"/>' > evidence/cut.xml
	printf '{"summary":{"example_count":5,"failure_count":0},"examples":[{"id":"1","description":"a","full_description":"a","status":"passed"}],"version":"3.13"}' > evidence/rspec.json
	[ "$(judged cut.xml rspec.json <<< 'Unit tests pass')" = 'indeterminate unreadable' ]
	suite 'tests="1" errors="0" failures="0"' <<< '<testcase name="a"/>' > evidence/cut.xml
	[ "$(judged cut.xml <<< 'Unit tests pass')" = 'verified carried' ]
}

@test "a scan whose totals tell of findings that it does not list" {
	printf '{"Golang errors":{},"Issues":[],"Stats":{"files":3,"lines":30,"nosec":0,"found":4},"GosecVersion":"2.18"}' > evidence/gosec.json
	printf '{"errors":[],"generated_at":"2026-01-02T10:00:00Z","metrics":{"src/a.py":{"SEVERITY.HIGH":0,"SEVERITY.LOW":0,"loc":9,"nosec":0},"_totals":{"SEVERITY.HIGH":3,"SEVERITY.LOW":0,"loc":9,"nosec":0}},"results":[]}' > evidence/bandit.json
	[ "$(judged gosec.json bandit.json <<< 'Scan clean')" = 'indeterminate unreadable' ]
	sed -i 's/"found":4/"found":0/' evidence/gosec.json
	# Lower ones are left out of the list on request: bandit -ll.
	sed -i 's/HIGH":3/HIGH":0/; s/LOW":0/LOW":7/2' evidence/bandit.json
	[ "$(judged gosec.json bandit.json <<< 'Scan clean')" = 'verified inferred' ]
}

@test "suites and runs that fail as a whole" {
	echo '<testsuites><testsuite name="a"><testcase name="x"/></testsuite><testsuite name="b" tests="5" failures="5"></testsuite></testsuites>' > evidence/half.xml
	echo '<testsuites failures="3" tests="4"><testsuite name="a"><testcase name="x"/></testsuite></testsuites>' > evidence/outer.xml
	suite '' <<< '<testcase name="a" status="failed"/>' > evidence/status.xml
	printf '{"Action":"pass","Package":"p","Test":"TestA"}\n{"Action":"fail","Package":"q"}\n' > evidence/build.json
	[ "$(judged half.xml outer.xml status.xml build.json <<< 'Unit tests pass')" = 'contradicted evidence-fails' ]
}

@test "tests that did not run, or nobody knows how they ended" {
	suite '' <<< '<testcase name="a" status="notrun"/>' > evidence/notrun.xml
	suite '' <<< '<testcase name="a"><rerunFailure message="again"/></testcase>' > evidence/rerun.xml
	printf '{"Action":"pass","Package":"p"}\n' > evidence/none.json
	printf '1..0 # SKIP no network\n' > evidence/skip.tap
	printf 'ok 1\nok 2\n' > evidence/plan.tap
	[ "$(judged notrun.xml rerun.xml none.json skip.tap plan.tap <<< 'Unit tests pass')" = 'unsupported no-outcome' ]
}

@test "TAP that a harness calls failed" {
	printf '1..5\nok 1\nok 2\n' > evidence/short.tap
	printf '1..2\nok 1\nok 2\nBail out! disk full\n' > evidence/bail.tap
	[ "$(judged short.tap bail.tap <<< 'Unit tests pass')" = 'contradicted evidence-fails' ]
	printf '1..3\nok 1\nok 1\nok 1\n' > evidence/same.tap
	printf '1..2\nok 1\nok 2\nok 3\n' > evidence/more.tap
	printf '1..3\nok 1\nok 3\nok 2\n' > evidence/order.tap
	[ "$(judged same.tap more.tap order.tap <<< 'Unit tests pass')" = 'indeterminate unreadable' ]
	run prove -e cat evidence/same.tap evidence/more.tap evidence/order.tap evidence/short.tap
	[[ $output == *'Failed 3/4 test programs'* || $output == *'Result: FAIL'* ]]
	printf '1..3\nok 1\nok 2\nok 3\n' > evidence/good.tap
	[ "$(judged good.tap <<< 'Unit tests pass')" = 'verified inferred' ]
}

@test "coverage of no lines, of other things, and a rate that nothing stands behind" {
	printf 'SF:src/main.c\nLF:0\nLH:0\nend_of_record\n' > evidence/zero.info
	printf '<coverage line-rate="1" lines-covered="0" lines-valid="0" version="1"><packages/></coverage>' > evidence/rate.xml
	[ "$(judged zero.info rate.xml <<< 'Line coverage >= 80 %%')" = 'unsupported no-outcome' ]
	printf 'SF:src/main.c\nDA:1,1\nLF:1\nLH:1\nend_of_record\n' > evidence/one.info
	[ "$(judged one.info <<< 'Branch coverage >= 80 %%')" = 'unsupported no-outcome' ]
	[ "$(judged one.info <<< 'Line coverage >= 80 %%')" = 'verified inferred' ]
}

@test "an SBOM without components, without versions and without a subject" {
	sbom() {
		printf '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1%s%s}' "$1" "$2"
	}
	app=',"metadata":{"component":{"type":"application","name":"app","version":"1"}}'
	sbom "$app" ',"components":[]' > evidence/empty.json
	sbom "$app" '' > evidence/none.json
	sbom "$app" ',"components":[{"type":"library","name":"a"}]' > evidence/version.json
	sbom '' ',"components":[{"type":"library","name":"a","version":"1"}]' > evidence/subject.json
	[ "$(judged empty.json none.json version.json subject.json <<< 'SBOM generated')" = 'unsupported no-outcome' ]
	sbom "$app" ',"components":[{"type":"library","name":"a","version":"1"}]' > evidence/good.json
	[ "$(judged good.json <<< 'SBOM generated')" = 'verified inferred' ]
}

@test "a table with a header and no row" {
	printf 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n' > evidence/jmeter.csv
	printf 'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%%,95%%,99%%,100%%\n' > evidence/locust_stats.csv
	[ "$(judged jmeter.csv locust_stats.csv <<< 'Load test passes')" = 'unsupported no-outcome' ]
	[ "$(judged locust_stats.csv <<< 'Error rate < 5 %%')" = 'unsupported no-outcome' ]
}

@test "SARIF: one run of two that failed, and none at all" {
	sarif '' '{"executionSuccessful":true},{"executionSuccessful":false}' > evidence/second.sarif
	printf '{"version":"2.1.0","runs":[]}' > evidence/none.sarif
	[ "$(judged second.sarif none.sarif <<< 'Scan clean')" = 'unsupported no-outcome' ]
	sarif '' '{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"error","message":{"text":"half of it was not analysed"}}]}' > evidence/note.sarif
	[ "$(judged note.sarif <<< 'Scan clean')" = 'indeterminate unreadable' ]
	sarif '' '{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"warning","message":{"text":"slow"}}]}' > evidence/note.sarif
	[ "$(judged note.sarif <<< 'Scan clean')" = 'verified carried' ]
}

@test "SARIF: results whose suppression was refused or is not decided" {
	sarif "{$error,\"suppressions\":[{\"kind\":\"external\",\"status\":\"rejected\"}]}" "$ran" > evidence/rejected.sarif
	sarif "{$error,\"suppressions\":[{\"kind\":\"external\",\"status\":\"underReview\"}]}" "$ran" > evidence/review.sarif
	sarif "{$error,\"suppressions\":[]}" "$ran" > evidence/none.sarif
	sarif "{$error,\"baselineState\":\"unchanged\"}" "$ran" > evidence/known.sarif
	[ "$(judged rejected.sarif review.sarif none.sarif known.sarif <<< 'Scan clean')" = 'contradicted evidence-fails' ]
	sarif "{$error,\"suppressions\":[{\"kind\":\"inSource\"}]}" "$ran" > evidence/known.sarif
	[ "$(judged known.sarif <<< 'Scan clean')" = 'verified carried' ]
}

@test "nothing, packed; white space; an archive without a file" {
	: | gzip -n > evidence/nothing.xml.gz
	printf '\n \n' > evidence/blank.xml
	[ "$(judged nothing.xml.gz blank.xml <<< 'Unit tests pass')" = 'unsupported placeholder' ]
	tar czf evidence/none.tar.gz -T /dev/null
	[[ "$(judged none.tar.gz <<< 'Unit tests pass')" == unsupported* ]]
	junit 3 0 "$subject" | gzip -n > evidence/good.xml.gz
	[ "$(judged good.xml.gz <<< 'Unit tests pass')" = 'verified carried' ]
}

@test "evidence that lies elsewhere: LFS, a link, a submodule, an ignored folder" {
	junit 3 0 "$subject" > evidence/good.xml
	printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 12345\n' 1 > evidence/lfs.xml
	[ "$(judged lfs.xml <<< 'Unit tests pass')" = 'indeterminate unreadable' ]
	ln -s good.xml evidence/link.xml
	[ "$(judged link.xml <<< 'Unit tests pass')" = 'unsupported no-rule' ]
	git init -q -b main "$BATS_TEST_TMPDIR/other"
	junit 3 0 > "$BATS_TEST_TMPDIR/other/unit.xml"
	git -C "$BATS_TEST_TMPDIR/other" add .
	git -C "$BATS_TEST_TMPDIR/other" -c commit.gpgsign=false commit -q -m other
	git -c protocol.file.allow=always submodule --quiet add "$BATS_TEST_TMPDIR/other" evidence/other
	[ "$(judged other/unit.xml <<< 'Unit tests pass')" = 'unsupported no-rule' ]
	echo '/build/' > .gitignore
	mkdir build
	cp evidence/good.xml build/unit.xml
	[[ "$(judged ../build/unit.xml <<< 'Unit tests pass')" == unsupported* ]]
}

@test "two reports that disagree" {
	junit 3 0 "$subject" > evidence/good.xml
	junit 3 1 "$subject" > evidence/bad.xml
	printf '# Plan\n\n- [x] Unit tests pass (`evidence/good.xml`, `evidence/bad.xml`)\n- [x] Unit tests pass\n  - Evidence: `evidence/*.xml`\n' > checklists/plan.md
	commit_all 'both'
	[ "$("$MUSTER" audit --json | jq -r '.items[] | .verdict' | uniq)" = contradicted ]
}

@test "a threshold of another unit, a fraction, a statistic that was not measured" {
	k6() {
		printf '{"metrics":{"http_req_failed":{"type":"rate","contains":"default","values":{"rate":%s,"passes":4,"fails":96}},"http_req_duration":{"type":"trend","contains":"time","values":{"avg":120.5,"p(95)":450.25}}}}' "$1"
	}
	k6 0.04 > evidence/k6.json
	[ "$(judged k6.json <<< 'Error rate < 5 %%')" = 'verified inferred' ]
	[ "$(judged k6.json <<< 'Error rate < 3 %%')" = 'contradicted evidence-fails' ]
	[ "$(judged k6.json <<< 'p95 < 0.5 s')" = 'verified inferred' ]
	[ "$(judged k6.json <<< 'p95 < 400 ms')" = 'contradicted evidence-fails' ]
	[ "$(judged k6.json <<< 'p95 < 500 MB')" != 'verified inferred' ]
	[ "$(judged k6.json <<< 'p99 < 500 ms')" = 'unsupported no-outcome' ]
}

@test "a report that says it was made after the commit that holds it has no age" {
	trivy() {
		printf '{"SchemaVersion":2,"CreatedAt":"%s","ArtifactName":"shop:1","ArtifactType":"container_image","Results":[{"Target":"shop:1 (alpine 3.20)","Class":"os-pkgs","Type":"alpine"}]}' "$1"
	}
	printf '[rule "fresh"]\n\titem = Scan clean*\n\tevidence = evidence/trivy.json\n\tmax-age = 30d\n' > muster.conf
	trivy 2026-01-02T10:00:00Z > evidence/trivy.json
	[ "$(judged trivy.json <<< 'Scan clean')" = 'verified inferred' ]
	trivy 2099-01-02T10:00:00Z > evidence/trivy.json
	[[ "$(judged trivy.json <<< 'Scan clean')" != verified* ]]
}

@test "words that take it back, in eight languages" {
	junit 3 0 "$subject" > evidence/good.xml
	hedged=(
		'Unit tests pass locally' 'Unit tests pass for now' 'Unit tests mostly pass' 'Unit tests pass, two skipped'
		'Unit-Tests bestanden, nur lokal' 'Unit-Tests vorerst bestanden' 'Unit-Tests bestanden mit Attrappen'
		'Pruebas unitarias pasan localmente' 'Pruebas unitarias pasan, algunas omitidas' 'Pruebas pasan por ahora'
		'Testes passam parcialmente' 'Testes passam, alguns ignorados' 'Testes passam por enquanto'
		'Les tests passent en local' 'Les tests passent provisoirement' 'Les tests passent partiellement'
		'単体テストはローカルで合格' '単体テスト合格、一部のみ' '单元测试在本地通过' '单元测试暂时通过'
		'단위 테스트 로컬에서 통과' '단위 테스트 일부만 통과' 'Юнит-тесты проходят локально'
	)
	printf -- '- [x] %s (`evidence/good.xml`)\n' "${hedged[@]}" > checklists/plan.md
	commit_all 'hedged'
	run jq -r '.items[] | select(.verdict != "partial" or .reason != "hedge") | .verdict + " " + .text' \
		<("$MUSTER" audit --json)
	[ -z "$output" ]
	# Denied, they are none.
	printf -- '- [x] %s (`evidence/good.xml`)\n' 'Unit tests pass without stubs' 'Unit-Tests bestanden ohne Attrappen' \
		'Unit tests pass, bypass removed' > checklists/plan.md
	commit_all 'denied'
	run jq -r '.items[] | select(.verdict != "verified") | .verdict + " " + .text' <("$MUSTER" audit --json)
	[ -z "$output" ]
}

@test "a number of tests that the report does not reach, however it is written" {
	junit 12 0 "$subject" > evidence/good.xml
	all() { # VERDICT, then texts
		local want=$1
		shift
		printf -- '- [x] %s (`evidence/good.xml`)\n' "$@" > checklists/plan.md
		commit_all 'counted'
		run jq -r --arg want "$want" '.items[] | select(.verdict != $want) | .verdict + " " + .text' \
			<("$MUSTER" audit --json)
		echo "$output"
		[ -z "$output" ]
	}
	all contradicted 'All 500 tests pass' '500+ tests pass' 'Over 500 tests pass' '500/500 tests pass' \
		'1,200 tests pass' 'Tests: 500 passed' '500 Tests bestanden' '500 pruebas pasan' '500 testes passam' \
		'500 tests passent' '1200個のテスト合格' '500件のテスト合格' '500 个测试通过' '500 个单元测试通过' '500개 테스트 통과'
	all verified 'All 12 tests pass' '10+ tests pass' 'Over 11 tests pass' '12/12 tests pass' \
		'Tests: 12 passed' '12 Tests bestanden' '12 pruebas pasan' '12 testes passam' \
		'12 tests passent' '12個のテスト合格' '12 个测试通过' '12개 테스트 통과' '2026年テスト合格'
}

@test "coverage of something else than code that ran" {
	printf 'SF:src/main.c\nDA:1,1\nLF:1\nLH:1\nend_of_record\n' > evidence/one.info
	for kind in Mutation Requirements Docstring Type Translation; do
		[ "$(judged one.info <<< "$kind coverage >= 80 %%")" = 'unsupported no-outcome' ]
	done
	[ "$(judged one.info <<< 'Code coverage >= 80 %%')" = 'verified inferred' ]
}
