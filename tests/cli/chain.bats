# muster log --check: the chain over runs, recomputed here by hand and broken on purpose.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [ ] Rollback rehearsed\n' > checklists/release.md
	commit_all plan
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all report
	db=$BATS_TEST_TMPDIR/runs.db
	for i in 1 2 3; do
		commit "change $i"
		"$MUSTER" audit -q --db "$db"
	done
}

check() { run "$MUSTER" log --check --db "$db" "$@"; }
edit() { sqlite3 -batch "$db" "$1"; }
link() { edit "SELECT link FROM run_chain WHERE run_id = $1"; }

# The link as docs and store/chain.h say it is made, by sha256sum.
by_hand() { # previous, content
	printf 'muster-chain/1\n%s\n%s\n' "${1:--}" "$2" | sha256sum | cut -c1-64
}

@test "every link is the SHA-256 of the one before and the content" {
	previous=
	for run in 1 2 3; do
		content=$(edit "SELECT content FROM run_chain WHERE run_id = $run")
		[ "$(link $run)" = "$(by_hand "$previous" "$content")" ]
		[ "$(edit "SELECT ifnull(previous, '') FROM run_chain WHERE run_id = $run")" = "$previous" ]
		previous=$(link $run)
	done
	check
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "3 runs, each as it was recorded and in its place" ]
	[ "${lines[1]}" = "head sha256:$(link 3)" ]
}

@test "an edit of any table of a run is named by the first run that has it" {
	cp "$db" good.db
	edits=(
		"UPDATE judgement SET verdict = 'verified' WHERE item_id = 4"
		"UPDATE run SET result = 'READY' WHERE run_id = 2"
		"UPDATE run_count SET items = items + 1 WHERE run_id = 2 AND verdict = 'open'"
		"UPDATE item SET plain = plain || '.' WHERE item_id = 3"
		"UPDATE requirement SET outcome = 'absent' WHERE requirement_id = 2"
		"UPDATE run_artifact SET sha256 = lower(hex(zeroblob(32))) WHERE run_id = 2"
		"UPDATE run_artifact_count SET n = n + 1 WHERE run_id = 2"
		"DELETE FROM requirement WHERE requirement_id = 2"
		"UPDATE plan SET text = text || 'x' WHERE run_id = 2"
		"UPDATE run_chain SET content = lower(hex(zeroblob(32))) WHERE run_id = 2"
	)
	for sql in "${edits[@]}"; do
		cp good.db "$db"
		edit "$sql"
		check
		echo "$sql: $output"
		[ "$status" -eq 1 ]
		[[ $output == "BROKEN at run 2 of commit "*": what it recorded was changed afterwards"* ]]
	done
}

@test "a run that was taken out is named by the one behind it, a link that went by its run" {
	edit "DELETE FROM run WHERE run_id = 2"
	check
	[ "$status" -eq 1 ]
	[[ $output == *"BROKEN at run 3 "*"does not follow the run before"* ]]
	edit "DELETE FROM run_chain WHERE run_id = 3"
	check
	[ "$status" -eq 1 ]
	[[ $output == *"BROKEN at run 3 "*"it has no link"* ]]
}

@test "runs cut off the end are seen by a head that was kept, and only by that" {
	head=$(link 3)
	check --head "sha256:$head"
	[ "$status" -eq 0 ]
	check --head "$(link 2)"
	[ "$status" -eq 0 ]
	edit "DELETE FROM run_chain WHERE run_id = 3; DELETE FROM judgement WHERE item_id > 4;
		DELETE FROM requirement WHERE item_id > 4; DELETE FROM item WHERE item_id > 4;
		DELETE FROM plan WHERE run_id = 3; DELETE FROM run_count WHERE run_id = 3;
		DELETE FROM run WHERE run_id = 3"
	edit "PRAGMA foreign_key_check" > left || true
	run "$MUSTER" log --check --db "$db" --head "$head"
	[ "$status" -eq 1 ]
	[[ $output == *"BROKEN"* || $output == *"DAMAGED"* ]]
}

@test "a chain that was written anew whole holds, and has not the head that was kept" {
	head=$(link 3)
	rm "$db"
	"$MUSTER" audit -q --db "$db"
	check
	[ "$status" -eq 0 ]
	check --head "$head"
	[ "$status" -eq 1 ]
	[[ $output == "BROKEN: no run has the head sha256:$head"* ]]
}

@test "what was audited again, with more facts, breaks no link before it" {
	junit 40 0 "$(git rev-parse HEAD)" > evidence/more.xml
	commit_all more
	"$MUSTER" audit -q --db "$db"
	"$MUSTER" audit -q --db "$db" --no-cache
	check
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "5 runs, each as it was recorded and in its place" ]
}

@test "a head that is no digest, and one without --check, are usage" {
	check --head 123
	[ "$status" -eq 2 ]
	run "$MUSTER" log --db "$db" --head "$(link 3)"
	[ "$status" -eq 2 ]
}

@test "a damaged database is said to be damaged" {
	edit "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'item_plan'"
	check
	[ "$status" -ne 0 ]
	[[ $output == *"tables are not those"* ]]
}

@test "no chain gets into a report: it hangs on what else the database holds" {
	"$MUSTER" build -q --db "$db" --out one
	[ "$(sqlite3 one/muster.db 'SELECT count(*) FROM run_chain')" = 0 ]
	rm -rf one
}

@test "the seal's statement names the head, so that somebody has kept it" {
	"$BATS_TEST_DIRNAME/../keys/make-keys.sh" ../keys > /dev/null
	"$MUSTER" build -q --db "$db" --out ../report --key ../keys/p256.key --bundle ../b.tar.gz
	said=$(jq -r .dsseEnvelope.payload ../report/seal/attestation.sigstore.json | base64 -d | jq -r .predicate.muster_readiness.history)
	[ "$said" = "sha256:$(edit 'SELECT link FROM run_chain ORDER BY run_id DESC LIMIT 1')" ]
	check --head "$said"
	[ "$status" -eq 0 ]
	run "$MUSTER" verify ../b.tar.gz --trust ../keys/p256.signers
	[ "$status" -eq 0 ]
}
