# Evidence is read by workers, and remembered: neither may show in what comes out.

bats_require_minimum_version 1.5.0
load helper

# Reports of several kinds, more than one worker takes at once.
make_evidence() {
	new_repo pack
	mkdir evidence
	for i in $(seq 60); do
		junit 20 $((i % 3)) > "evidence/junit-$i.xml"
		printf 'SF:src/%s.c\nDA:1,1\nDA:2,0\nend_of_record\n' "$i" > "evidence/$i.info"
	done
	echo '{"version": "2.1.0", "runs": [' > evidence/cut.sarif
	echo '- [x] Unit tests pass (evidence/junit-3.xml)' > plan.md
	commit_all 'evidence'
}

# Every byte of the site; the database as text, without the place that it lies at.
content() {
	(cd "$1" && find . -type f ! -name '*.sqlite' -print0 | sort -z | xargs -0 sha256sum)
}
rows() {
	sqlite3 "$1" .dump | grep -v '^INSERT INTO \(fact_cache\|fact_kept\|fact_order\|run\|run_chain\|site_drawn\|standing\) '
}

@test "one worker, two, four or none: the same database, site and seal digest" {
	make_evidence
	"$MUSTER" build -q -j 1 --no-cache --db one.db --out ../one
	for how in -j2 -j4 -jauto --sandbox=off; do
		"$MUSTER" build -q "$how" --no-cache --db two.db --out ../two
		diff <(rows one.db) <(rows two.db)
		diff -r ../one ../two
		rm -rf two.db ../two
	done
}

@test "a build that finds everything in the cache makes the same" {
	make_evidence
	"$MUSTER" build -q --db cold.db --out ../cold
	"$MUSTER" build -q --db warm.db --out ../warm
	sqlite3 warm.db 'DELETE FROM standing' # else nothing is made at all
	"$MUSTER" build -q --db warm.db --out ../warm
	diff -r ../cold ../warm
	[ "$(sqlite3 warm.db 'SELECT count(*) FROM fact_cache')" -eq \
		"$(sqlite3 warm.db 'SELECT count(*) / 2 FROM run_artifact')" ]
	"$MUSTER" build -q --db none.db --out ../none --no-cache
	diff -r ../cold ../none
	run sqlite3 none.db 'SELECT count(*) FROM fact_cache'
	[ "$status" -ne 0 ]
}

@test "what is released knows nothing of the cache" {
	make_evidence
	"$MUSTER" build -q --db cold.db
	find site -name '*.db' -o -name '*.sqlite' | while read -r db; do
		! sqlite3 "$db" .schema | grep 'fact_cache\|fact_kept\|fact_order\|site_drawn\|standing'
	done
}

@test "a planted cache decides no sealed run, unless the operator says so" {
	make_evidence
	"$MUSTER" key new --no-passphrase > allowed_signers
	"$MUSTER" audit -q --db state.db
	# The report that has failures is given the records of one that has none.
	junit 20 0 > evidence/clean.xml
	failing=$(git rev-parse HEAD:evidence/junit-4.xml)
	"$MUSTER" audit -q --db state.db
	sqlite3 state.db "UPDATE fact_cache SET (records, checksum) =
		(SELECT records, checksum FROM fact_cache WHERE sha256 =
			'$(sha256sum < evidence/clean.xml | cut -c1-64)')
		WHERE sha256 = '$(git cat-file blob "$failing" | sha256sum | cut -c1-64)'"
	cases() {
		sqlite3 state.db "SELECT n FROM artifact_count JOIN artifact USING (artifact_id)
			WHERE path = 'evidence/junit-4.xml' AND name = 'cases.failed'"
	}
	"$MUSTER" build -q --db state.db --key seal.key --bundle ../b.tar.gz
	[ "$(cases)" -eq 1 ]
	"$MUSTER" build -q --db state.db --key seal.key --bundle ../c.tar.gz --cached
	[ -n "$(sqlite3 state.db 'SELECT 1 FROM fact_cache LIMIT 1')" ]
}

@test "a damaged cache is a note, and a miss" {
	make_evidence
	"$MUSTER" audit -q --db state.db
	sqlite3 state.db 'UPDATE fact_cache SET records = substr(records, 2) WHERE cache_id = 9;
		DELETE FROM standing; DELETE FROM fact_kept'
	run --separate-stderr "$MUSTER" audit --db state.db
	[ "$status" -eq 0 ]
	[[ $stderr == *'1 damaged entry of the fact cache'* ]]
	sqlite3 state.db 'DELETE FROM standing'
	run --separate-stderr "$MUSTER" audit --db state.db
	[[ $stderr != *damaged* ]]
}

@test "workers that are killed in the middle cost nothing" {
	make_evidence
	for i in $(seq 12); do
		{
			echo '<testsuite name="big">'
			seq 60000 | sed 's/.*/<testcase classname="c" name="&"\/>/'
			echo '</testsuite>'
		} > "evidence/big-$i.xml"
	done
	commit_all 'much'
	"$MUSTER" audit -q --no-cache --db whole.db
	for delay in 0.02 0.1 0.2 0.3 0.5 0.7; do
		rm -f killed.db
		"$MUSTER" audit -q --no-cache -j2 --db killed.db 3>&- &
		muster=$!
		sleep "$delay"
		# Its children are the workers.
		worker=$(pgrep -P "$muster" | shuf -n 1)
		[ -z "$worker" ] || kill -9 "$worker" || true
		wait "$muster"
		cmp <(rows whole.db) <(rows killed.db)
	done
}
