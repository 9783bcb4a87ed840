# A CI that keeps no database: each run takes the runs before from the last bundle.

load helper

setup() {
	"$BATS_TEST_DIRNAME/../keys/make-keys.sh" "$BATS_TEST_TMPDIR/keys" > /dev/null
	K=$BATS_TEST_TMPDIR/keys
	new_repo repo
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [ ] Rollback was rehearsed with the whole team\n' > checklists/release.md
	commit_all plan
}

# What a job does: a fresh clone, no database, the bundle of the job before.
job() { # name, options
	rm -rf "$BATS_TEST_TMPDIR/job"
	git clone -q "$BATS_TEST_TMPDIR/repo" "$BATS_TEST_TMPDIR/job"
	(
		cd "$BATS_TEST_TMPDIR/job"
		"$MUSTER" build -q --key "$K/p256.key" --trust "$K/p256.signers" --bundle "$BATS_TEST_TMPDIR/$1.tar.gz" "${@:2}"
	)
}

# The same in one place that keeps its database.
kept() {
	"$MUSTER" build -q --db "$BATS_TEST_TMPDIR/kept.db" --trust "$K/p256.signers" --out "$BATS_TEST_TMPDIR/kept"
}

three() {
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all one
	kept
	job one
	junit 3 1 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all two
	kept
	job two --history ../one.tar.gz
	sed -i 's/Rollback was rehearsed with the whole team/Rollback rehearsed, with everybody of the team/' checklists/release.md
	commit_all three
	kept
	job three --history ../two.tar.gz
}

@test "three runs without a database have the pages of three runs with one" {
	three
	cd ..
	for file in history.json history.html index.html report.json bundle.json muster.db; do
		cmp "kept/$file" "job/site/report/$file"
	done
	[ "$(jq -r '[.runs[].number] | join(" ")' job/site/report/history.json)" = "1 2" ]
	# The second report fails: its verdict changed in run 2, the reworded item is linked.
	[ "$(jq -r '[.verdicts[] | "\(.run) \(.verdict)"] | join(", ")' job/site/report/history.json)" = "1 verified, 1 open, 2 contradicted" ]
	[ "$(jq -r '.lineage[0].how, .lineage[0].oldText' job/site/report/history.json)" = "reworded
Rollback was rehearsed with the whole team" ]
}

@test "the last run is in the log, and diff compares with it" {
	three
	cd ../job
	[ "$("$MUSTER" log --json | jq length)" = 2 ]
	run "$MUSTER" diff
	[ "$status" -eq 0 ]
	[[ $output == *"from run 1, "* ]]
	run "$MUSTER" log --check
	[ "$status" -eq 0 ]
}

@test "a run of the same commit again takes the runs before, not itself" {
	three
	cp ../job/site/report/history.json ../first.json
	job again --history ../three.tar.gz
	[ "$(jq -c '.runs' ../job/site/report/history.json)" = "$(jq -c '.runs' ../first.json)" ]
	[ "$(jq -c '.verdicts' ../job/site/report/history.json)" = "$(jq -c '.verdicts' ../first.json)" ]
}

@test "more runs than a history holds: the newest 24, and how things stood" {
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all one
	job b0
	for i in $(seq 1 26); do
		commit "change $i"
		job "b$i" --history "../b$((i - 1)).tar.gz"
	done
	cd ../job/site/report
	[ "$(jq '.runs | length' history.json)" = 24 ]
	[ "$(jq '[.runs[].number] | [first, last] | join(" ")' -r history.json)" = "3 26" ]
	[ "$(jq -r '[.verdicts[] | "\(.run) \(.verdict)"] | sort | join(", ")' history.json)" = "3 open, 3 verified" ]
}

@test "a bundle that was changed, or sealed by nobody trusted, is refused, and nothing taken" {
	three
	cp ../two.tar.gz ../bad.tar.gz
	printf x >> ../bad.tar.gz
	run "$MUSTER" audit --db ../new.db --history ../bad.tar.gz
	[ "$status" -eq 2 ]
	[[ $output == *"does not verify"* ]]
	run "$MUSTER" audit --db ../new.db --history ../two.tar.gz --trust "$K/other.signers"
	[ "$status" -eq 2 ]
	[[ $output == *"does not verify"* ]]
	[ "$("$MUSTER" log --db ../new.db --json 2> /dev/null | jq length || echo 0)" = 0 ] || [ ! -s ../new.db ]
	run "$MUSTER" audit --db ../new.db --history ../nowhere.tar.gz
	[ "$status" -eq 2 ]
}

@test "without --trust it is said that nobody checked who sealed it" {
	three
	run "$MUSTER" audit --db ../new.db --history ../two.tar.gz
	[ "$status" -eq 0 ]
	[[ $output == *"nobody checked who sealed it"* ]]
}

@test "--history none shows no earlier run, and forgets none" {
	three
	"$MUSTER" build -q --db ../kept.db --out ../alone --history none
	[ "$(jq '.runs | length' ../alone/history.json)" = 0 ]
	[ "$("$MUSTER" log --db ../kept.db --json | jq length)" = 4 ]
}

@test "another project's bundle lends no history" {
	three
	cd ..
	new_repo other
	mkdir -p checklists
	printf '# Release\n\n- [ ] Something\n' > checklists/release.md
	commit_all plan
	"$MUSTER" build -q --history ../two.tar.gz --trust "$K/p256.signers"
	[ "$(jq '.runs | length' site/report/history.json)" = 0 ]
}

@test "gate --baseline takes a bundle, verified first" {
	three
	run "$MUSTER" gate --db ../g.db --baseline ../two.tar.gz --trust "$K/p256.signers"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"Yes: no worse than the baseline."* ]]
	run "$MUSTER" gate --db ../g.db --baseline ../one.tar.gz --trust "$K/p256.signers"
	[ "$status" -eq 1 ]
	[[ $output == *"Newly broken"* ]]
	[[ $output == *"No: worse than the baseline."* ]]
	printf x >> ../two.tar.gz
	run "$MUSTER" gate --db ../g.db --baseline ../two.tar.gz --trust "$K/p256.signers"
	[ "$status" -eq 2 ]
	[[ $output == *"does not verify"* ]]
	run "$MUSTER" gate --db ../g.db --baseline ../one.tar.gz --trust "$K/other.signers"
	[ "$status" -eq 2 ]
	# Nothing temporary is left.
	[ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name '.muster-bundle*' -newer "$K/p256.key" -user "$(id -un)" -print -quit)" ]
}
