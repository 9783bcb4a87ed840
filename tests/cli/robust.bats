# What goes wrong around a run: a clear message, and nothing lost.

load helper

setup() {
	chmod 755 "$BATS_TEST_TMPDIR"
	new_repo repo
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [ ] Rollback rehearsed\n' > checklists/release.md
	junit 2000 0 > evidence/unit.xml
	commit_all plan
	db=$BATS_TEST_TMPDIR/db/runs.db
	mkdir "$BATS_TEST_TMPDIR/db"
}

audit() { run "$MUSTER" audit --db "$db" --no-cache "$@"; }
holds() { # runs
	run "$MUSTER" log --db "$db" --check
	echo "$output"
	[ "$status" -eq 0 ] || return 1
	[[ ${lines[0]} == "$1 run"* ]]
}
# It ended by itself, and said what to do where it did not work.
civil() {
	[ "$status" -lt 100 ] || { echo "exit $status: $output"; return 1; }
	[ "$status" -eq 0 ] || [[ $output == *"fix:"* ]]
}
whole() { # the site, if there is one
	[ ! -e "$1/SHA256SUMS" ] || (cd "$1" && sha256sum -c --quiet --strict SHA256SUMS)
}
mount_disk() { # size
	mkdir -p disk
	mount -t tmpfs -o "size=$1" tmpfs disk 2> /dev/null || skip "cannot mount here"
}
teardown() { ! mountpoint -q "$BATS_TEST_TMPDIR/repo/disk" || umount "$BATS_TEST_TMPDIR/repo/disk"; }

# A lock of another program's on a file, from now until let_go.
hold() { # file
	rm -f ../held ../let-go
	flock -x "$1" sh -c 'touch ../held; until [ -e ../let-go ]; do sleep 0.05; done' 3>&- &
	until [ -e ../held ]; do sleep 0.05; done
}
let_go() { touch ../let-go; }

@test "runs at once on one database come one after the other, and all are there" {
	for i in 1 2 3 4 5; do
		("$MUSTER" audit --db "$db" --no-cache > ../said.$i 2>&1; echo "exit $?" >> ../said.$i) &
	done
	wait
	for i in 1 2 3 4 5; do
		cat ../said.$i
		[ "$(tail -n 1 ../said.$i)" = "exit 0" ]
	done
	holds 5
}

@test "a run says that it waits for another one, and then goes on" {
	hold ../db
	"$MUSTER" audit --db "$db" --no-cache > ../said 2>&1 3>&- &
	muster=$!
	until grep -q "waiting for another run on this database" ../said; do
		kill -0 $muster
		sleep 0.05
	done
	let_go
	wait $muster
	wait
	holds 1
}

@test "two builds into one folder: the second says so, and the first one's site is whole" {
	mkdir -p site/report
	hold site/report
	run "$MUSTER" build --db "$db"
	[ "$status" -eq 4 ]
	[[ $output == *"site/report: another muster is at work there"* ]]
	[[ $output == *"--out another folder"* ]]
	let_go
	wait
	run "$MUSTER" build --db "$db"
	[ "$status" -eq 0 ]
	# Really at once, into a folder that is not there yet, each with its own database.
	for i in 1 2 3; do
		("$MUSTER" build -q --db "../db$i/x.db" --out ../new > ../said.$i 2>&1; echo "exit $?" >> ../said.$i) &
	done
	wait
	cat ../said.?
	grep -q '^exit 0' ../said.?
	run grep -hv '^exit [04]$\|^muster: .*another muster is at work\|fix: wait for it' ../said.1 ../said.2 ../said.3
	[ -z "$output" ]
	whole ../new
	[ -e ../new/index.html ]
}

@test "a build that fails leaves no folder where there was none" {
	run "$MUSTER" build --db "$db" --out ../new --profile nowhere
	[ "$status" -eq 2 ]
	[ ! -e ../new ]
	[ -z "$(find .. -maxdepth 1 -name '.muster-tmp-*')" ]
}

@test "killed at many instants: the runs before stay, the site is whole, the next run works" {
	"$MUSTER" build -q --db "$db" --out ../site
	done=1
	for i in $(seq 1 25); do
		commit "change $i"
		"$MUSTER" build -q --db "$db" --no-cache --out ../site > /dev/null 2>&1 &
		pid=$!
		sleep "0.$(printf '%03d' $((i * 20)))"
		kill -9 $pid 2> /dev/null || true
		wait $pid 2> /dev/null && done=$((done + 1))
		whole ../site
		now=$("$MUSTER" log --db "$db" --json | jq length)
		# It had recorded its run, or it had not: never less than before.
		[ "$now" -ge "$done" ]
		done=$now
		holds "$done"
	done
	echo "# $done of 26 runs were recorded" >&3
	"$MUSTER" build -q --db "$db" --out ../site
	whole ../site
	holds "$((done + 1))" || holds "$done"
	[ -z "$(find .. -maxdepth 1 -name '.muster-tmp-*')" ]
}

@test "a full disk under the site: an error, the site before is whole, the run is recorded" {
	mount_disk 3m
	"$MUSTER" build -q --db "$db" --out disk/site
	cp -r disk/site ../before
	dd if=/dev/zero of=disk/fill bs=4k 2> /dev/null || true
	commit next
	run "$MUSTER" build --db "$db" --out disk/site
	echo "$output"
	[ "$status" -eq 4 ]
	[[ $output == *"No space left"* && $output == *"fix:"* ]]
	diff -r ../before disk/site
	rm disk/fill
	run "$MUSTER" build -q --db "$db" --out disk/site
	[ "$status" -eq 0 ]
	whole disk/site
}

@test "a full disk under the database: an error, and every run before is still there" {
	mount_disk 3m
	db=disk/runs.db
	audit
	[ "$status" -eq 0 ]
	for left in 0 16 64 128 256; do
		rm -f disk/fill
		commit "with $left KiB"
		dd if=/dev/zero of=disk/fill bs=4k 2> /dev/null || true
		truncate -s "$(($(stat -c %s disk/fill) - left * 1024))" disk/fill
		before=$("$MUSTER" log --db "$db" --json | jq length)
		audit
		echo "$left KiB: exit $status: $output"
		civil
		after=$("$MUSTER" log --db "$db" --json | jq length)
		[ "$after" -ge "$before" ]
		[ "$status" -eq 0 ] || [ "$after" -eq "$before" ]
	done
	rm disk/fill
	audit
	[ "$status" -eq 0 ]
	run "$MUSTER" log --db "$db" --check
	[ "$status" -eq 0 ]
}

@test "files that may not grow any more are a full disk too" {
	audit
	for size in 1 8 64 256; do
		commit "at most $size KiB"
		# The signal that would end the process is ignored, so that writing fails.
		run env --ignore-signal=XFSZ bash -c "ulimit -f $size; exec '$MUSTER' build --db '$db' --no-cache --out ../grown"
		echo "$size: exit $status: $output"
		civil
		whole ../grown
	done
	run "$MUSTER" log --db "$db" --check
	[ "$status" -eq 0 ]
}

@test "a read-only checkout is audited, and no history is kept" {
	[ "$(id -u)" -eq 0 ] || skip "not root: cannot mount"
	run unshare -m sh -c "mount --bind . . && mount -o remount,ro,bind . && cd . && cd '$PWD' && '$MUSTER' audit --no-cache"
	[[ $output != *"permission denied"* && $output != *"Operation not permitted"* ]] || skip "cannot mount here"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"no history is kept"* ]]
	[[ $output == *"2 items in 1 plan judged"* ]]
	run unshare -m sh -c "mount --bind . . && mount -o remount,ro,bind . && cd '$PWD' && '$MUSTER' build --no-cache"
	echo "$output"
	[ "$status" -eq 4 ]
	[[ $output == *"ead-only file system"* && $output == *"fix:"* ]]
	run unshare -m sh -c "mount --bind . . && mount -o remount,ro,bind . && cd '$PWD' && '$MUSTER' build -q --no-cache --out ../elsewhere --db ../elsewhere.db"
	[ "$status" -eq 0 ]
	[ -e ../elsewhere/index.html ]
}

@test "a database that lies where nobody may write: without --db a note, with it an error" {
	[ "$(id -u)" -eq 0 ] || skip "not root: cannot mount"
	audit
	commit next
	run unshare -m sh -c "mount --bind ../db ../db && mount -o remount,ro,bind ../db && '$MUSTER' audit --no-cache --db '$db'"
	[[ $output != *"ermission denied"* && $output != *"not permitted"* ]] || skip "cannot mount here"
	echo "$output"
	[ "$status" -eq 4 ]
	[[ $output == *"$db"* && $output == *"give --db another file"* ]]
	run unshare -m sh -c "mount --bind ../db ../db && mount -o remount,ro,bind ../db && '$MUSTER' log --db '$db'"
	echo "$output"
	[ "$status" -eq 0 ]
	holds 1
}

@test "a database of an older or a newer muster is refused, unread and unchanged" {
	audit
	for revision in 3 99; do
		cp "$db" ../other.db
		sqlite3 ../other.db "PRAGMA user_version = $revision"
		sum=$(sha256sum < ../other.db)
		for command in "audit --no-cache" "build --out ../no" gate log diff "query SELECT(1)" "export csv"; do
			# shellcheck disable=SC2086 # a command and its options
			run "$MUSTER" $command --db ../other.db
			echo "$command: $status: $output"
			[ "$status" -eq 2 ]
			[[ $output == *"../other.db"* ]]
			[ "$revision" = 3 ] && [[ $output == *"an older muster"* ]] || [[ $output == *"a newer muster"* ]]
			[[ $output == *"fix:"* ]]
		done
		[ "$sum" = "$(sha256sum < ../other.db)" ]
	done
	[ ! -e ../no ]
}

@test "a database with flipped bytes: a clear end, never a crash, and the file stays" {
	audit
	commit two
	audit
	cp "$db" ../good.db
	size=$(stat -c %s ../good.db)
	RANDOM=7
	for i in $(seq 1 40); do
		cp ../good.db "$db"
		for _ in 1 2 3 4 5 6 7 8; do
			at=$(((RANDOM * 32768 + RANDOM) % size))
			printf '%b' "\\x$(printf %02x $((RANDOM % 256)))" | dd of="$db" bs=1 seek=$at conv=notrunc 2> /dev/null
		done
		for command in log "log --check" diff "audit --no-cache" "explain checklists/release.md:3"; do
			# shellcheck disable=SC2086 # a command and its options
			run "$MUSTER" $command --db "$db"
			[ "$status" -lt 100 ] || { echo "seed $i, $command: exit $status: $output"; return 1; }
			[ "$status" -eq 0 ] || [[ $output == *"fix:"* || $output == *DAMAGED* ]] || { echo "seed $i, $command: $output"; return 1; }
		done
		[ -s "$db" ]
	done
}

@test "a database that was cut: a clear end, and it is not written over" {
	audit
	commit two
	audit
	cp "$db" ../good.db
	size=$(stat -c %s ../good.db)
	for keep in 1 15 16 100 512 4095 4096 8192 $((size / 3)) $((size / 2)) $((size - 4096)) $((size - 1)); do
		head -c "$keep" ../good.db > "$db"
		sum=$(sha256sum < "$db")
		for command in log "log --check" "audit --no-cache"; do
			# shellcheck disable=SC2086 # a command and its options
			run "$MUSTER" $command --db "$db"
			[ "$status" -lt 100 ] || { echo "$keep bytes, $command: exit $status: $output"; return 1; }
			if [ "$status" -ne 0 ]; then
				[[ $output == *"fix:"* || $output == *DAMAGED* ]] || { echo "$keep bytes, $command: $output"; return 1; }
				[ "$sum" = "$(sha256sum < "$db")" ]
			fi
		done
	done
}

@test "a file that is no database, a link and a folder in its place are refused" {
	echo hello > ../text.db
	run "$MUSTER" audit --db ../text.db
	[ "$status" -eq 4 ]
	[[ $output == *"fix:"* ]]
	[ "$(cat ../text.db)" = hello ]
	ln -s text.db ../link.db
	run "$MUSTER" audit --db ../link.db
	[ "$status" -eq 2 ]
	[[ $output == *"no plain file"* ]]
	run "$MUSTER" audit --db ../db
	[ "$status" -eq 2 ]
}
