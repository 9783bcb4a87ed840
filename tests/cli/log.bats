# muster log: the runs of the database, newest first.

setup() {
	cd "$BATS_TEST_TMPDIR"
	export GIT_CONFIG_NOSYSTEM=1 HOME=$BATS_TEST_TMPDIR
	git init -q repo
}

# Two runs, as a session of sqlite3 writes them.
two_runs() {
	local store=$BATS_TEST_DIRNAME/../../src/store
	sqlite3 "$1" <"$store/schema.sql"
	sqlite3 "$1" "PRAGMA user_version = $(sed -n 's/^#define STORE_REVISION //p' "$store/db.h")"
	sqlite3 "$1" <<-'SQL'
		PRAGMA application_id = 0x6d757374;
		INSERT INTO run(run_id, complete, id, number, commit_oid, as_of_s,
			strength_needed, result, require_all, shallow, dirty, judged, listed)
		VALUES (1, 1, '00', 1, '1111111111111111111111111111111111111111', 1700000000,
			'S2', 'NOT-READY', 0, 0, 0, 3, 0),
		       (2, 1, '11', 2, '2222222222222222222222222222222222222222', 1700086400,
			'S2', 'READY', 0, 0, 0, 3, 0),
		       (3, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
		INSERT INTO run_count VALUES (1, 'verified', 2, 2), (1, 'stale', 1, 1),
			(2, 'verified', 3, 3);
	SQL
}

@test "a repository that was never audited has an empty log" {
	run "$MUSTER" log -C repo
	[ "$status" -eq 0 ]
	[[ $output == "no runs yet"* ]]
	[ "$("$MUSTER" log -C repo --json)" = "[]" ]
}

@test "runs come newest first, unfinished ones not at all" {
	two_runs runs.db
	run "$MUSTER" log --db runs.db
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[0]} == *"2  2023-11-15  222222222222  READY "*"3 verified" ]]
	[[ ${lines[1]} == *"1  2023-11-14  111111111111  NOT-READY "*"2 verified, 1 stale" ]]
}

@test "--max gives the newest of them" {
	two_runs runs.db
	run "$MUSTER" log --db runs.db --max 1
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == *222222222222* ]]
}

@test "--max 0, a word and a negative number are refused" {
	for max in 0 x -1; do
		run "$MUSTER" log -C repo "--max=$max"
		[ "$status" -eq 2 ]
	done
}

@test "--json is an array that jq reads, as jq itself would write it" {
	two_runs runs.db
	"$MUSTER" log --db runs.db --json >out.json
	[ "$(jq -r '.[0].result, .[1].counts.stale, .[1].as_of' out.json | paste -sd' ')" = \
		"READY 1 2023-11-14T22:13:20Z" ]
	jq -cS . out.json | cmp - out.json
}

@test "the database of a repository is below its git folder, for worktrees too" {
	mkdir -p repo/.git/muster
	two_runs repo/.git/muster/muster.db
	git -C repo -c user.name=a -c user.email=a@b commit -q --allow-empty -m x
	git -C repo worktree add -q ../tree
	run "$MUSTER" log -C repo
	[ "${#lines[@]}" -eq 2 ]
	run "$MUSTER" log -C tree
	[ "${#lines[@]}" -eq 2 ]
}

@test "a database that is not there, given by --db, is an error" {
	run "$MUSTER" log --db nowhere.db
	[ "$status" -eq 4 ]
	[[ $output == *"nowhere.db"* ]]
}

@test "a file that is no database is refused with a way out" {
	echo "hello, I am a text file and nothing else" >text.db
	run "$MUSTER" log --db text.db
	[ "$status" -eq 4 ]
	[[ $output == *"fix: move it away"* ]]
}

@test "outside any repository the way out is named" {
	mkdir empty
	run env GIT_CEILING_DIRECTORIES="$BATS_TEST_TMPDIR" "$MUSTER" log -C empty
	[ "$status" -eq 2 ]
	[[ $output == *"fix:"* ]]
}

@test "a database of an older muster is named, with what to do" {
	two_runs runs.db
	sqlite3 runs.db "PRAGMA user_version = 1"
	run "$MUSTER" log --db runs.db
	[ "$status" -ne 0 ]
	[[ $output == *runs.db* ]]
	[[ $output == *"an older muster (revision 1"* ]]
	[[ $output == *"move it away"* ]]
}
