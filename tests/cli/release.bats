# muster's own release plan: it asks for what .ci/evidence makes, and with that evidence
# and a signature the gate says yes.

load helper

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	plan=$root/checklists/release.md
}

# The suites of the JUnit report that the plan asks for.
suites() {
	sed -n 's/.*`junit:evidence\/junit\.xml#\([a-z0-9_]*\)`.*/\1/p' "$plan"
}

# A report with the plan's suites, 40 cases each, and many more; $1 of them fail.
tests_report() {
	{
		echo '<testsuites>'
		for suite in $(suites) everything_else; do
			n=40
			[ "$suite" = everything_else ] && n=2000
			echo "<testsuite name=\"$suite\">"
			for i in $(seq 1 "$n"); do
				if [ "$i" -le "${1:-0}" ] && [ "$suite" = tests_cli_verify_bats ]; then
					echo "<testcase name=\"$suite $i\"><failure/></testcase>"
				else
					echo "<testcase name=\"$suite $i\"/>"
				fi
			done
			echo '</testsuite>'
		done
		echo '</testsuites>'
	} > evidence/junit.xml
}

# A repository with the plan, what it cites, and evidence that passes.
release_repo() {
	new_repo release
	mkdir -p checklists docs evidence src tests/fuzz
	cp "$plan" checklists/
	cp "$root/README.md" .
	cp "$root/docs/verify-by-hand.md" "$root/docs/decisions.md" docs/
	echo 'int main(void) { return 0; }' > src/main.c
	echo '/evidence/' > .gitignore
	echo '/site/' >> .gitignore
	commit_all release
	tests_report
	printf 'SF:src/main.c\nDA:1,1\nDA:2,1\nend_of_record\n' > evidence/coverage.info
	junit 1200 0 > evidence/sanitizers.xml
	junit 1200 0 > evidence/unit.xml
	for name in reproducible package; do
		"$MUSTER" capture "$name" -- grep -q main src/main.c > /dev/null 2>&1
	done
	jq -n '{ bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
		components: [range(12) | { type: "library", name: "lib\(.)", version: "1.\(.)" }] }' \
		> evidence/sbom.cdx.json
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"clang","version":"14"}},"invocations":[{"executionSuccessful":true}],"results":[]}]}' \
		> evidence/static-analysis.sarif
}

@test "the release plan is read without a finding, and every item has a name" {
	run "$MUSTER" items --findings --json "$plan"
	[ "$(jq -s '[.[] | select(.finding and .severity != "note")] | length' <<< "$output")" -eq 0 ]
	[ "$(jq -s '[.[] | select(.judged and .declared_id == null)] | length' <<< "$output")" -eq 0 ]
	[ "$(jq -s '[.[] | select(.judged)] | length' <<< "$output")" -ge 15 ]
}

@test "what the plan asks for is made by .ci/evidence and told in evidence/README.md" {
	grep -o 'evidence/[a-z.-]*' "$plan" | sed 's/#.*//' | grep '\.[a-z]' | sort -u | while read -r file; do
		grep -q "^| \`${file#evidence/}\` |" "$root/evidence/README.md" || { echo "$file is not told"; false; }
		stem=${file#evidence/}
		grep -q -e "$file" -e "^captured ${stem%.intoto.json} " "$root/.ci/evidence" ||
			{ echo "nothing makes $file"; false; }
	done
	# A suite is a program or a file of tests that is there.
	for suite in $(suites); do
		path=$(printf '%s' "$suite" | sed -n 's/^build_release_unit_\(.*\)/tests\/unit\/\1.c/p
			s/^tests_\(cli\|site\)_\(.*\)_bats$/tests\/\1\/\2.bats/p')
		[ -f "$root/$path" ] || { echo "$suite: there is no $path"; false; }
	done
}

@test "with that evidence only the signature is missing, and with the signature the gate says yes" {
	release_repo
	run "$MUSTER" gate --profile release --subject HEAD --as-of 2026-02-01T00:00:00Z
	echo "$output"
	[ "$status" -eq 1 ]
	[ "$("$MUSTER" query --json "SELECT group_concat(id) AS ids FROM v_item WHERE required AND verdict <> 'verified'")" = \
		'[{"ids":"so-release-manager"}]' ]
	export HOME=$BATS_TEST_TMPDIR/home
	mkdir -p "$HOME/.ssh" ../trust
	ssh-keygen -q -t ed25519 -N '' -f "$HOME/.ssh/id_ed25519"
	echo "rm@example.org namespaces=\"git,muster-signoff/release-manager\" $(cut -d' ' -f1,2 "$HOME/.ssh/id_ed25519.pub")" \
		> ../trust/allowed_signers
	"$MUSTER" build -q --profile release --subject HEAD --as-of 2026-02-01T00:00:00Z --trust ../trust
	"$MUSTER" signoff release-manager --as rm@example.org --key "$HOME/.ssh/id_ed25519"
	run "$MUSTER" gate --profile release --subject HEAD --as-of 2026-02-01T00:00:00Z --trust ../trust
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == READY* ]]
}

@test "a failing suite, a capture that fails and a missing report each stop the release" {
	release_repo
	tests_report 1
	"$MUSTER" capture package -- false > /dev/null 2>&1 || true
	rm evidence/coverage.info
	"$MUSTER" gate --profile release --subject HEAD --as-of 2026-02-01T00:00:00Z > out || [ $? -eq 1 ]
	verdict() { "$MUSTER" query --json "SELECT verdict FROM v_item WHERE id = '$1'" | jq -r '.[0].verdict'; }
	[ "$(verdict bundles)" = contradicted ]
	[ "$(verdict tests)" = contradicted ]
	[ "$(verdict package)" = contradicted ]
	[ "$(verdict coverage)" != verified ]
	[ "$(verdict verdicts)" = verified ]
}
