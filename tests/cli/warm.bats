# What is left of the run before may save work, and may not show in what comes out.

bats_require_minimum_version 1.5.0
load helper

# Reports of several kinds, an archive, documents with links, and plans that ask for them.
make_pack() {
	new_repo pack
	mkdir evidence docs
	for i in $(seq 24); do
		junit 6 $((i % 3)) > "evidence/junit-$i.xml"
		printf 'SF:src/%s.c\nDA:1,1\nDA:2,0\nend_of_record\n' "$i" > "evidence/$i.info"
		printf '# Guide %s\n\nSee [that](../evidence/%s.info) and [this](gone-%s.md).\n' \
			"$i" "$i" "$i" > "docs/guide-$i.md"
	done
	junit 260 2 > evidence/long.xml
	junit 260 3 > evidence/long-2.xml
	for i in $(seq 240); do
		printf 'SF:area-%s/%s.c\nDA:1,%s\nDA:2,0\nend_of_record\n' "$((i % 17))" "$i" "$((i % 3))"
	done > evidence/cover.info
	jq -n '{bomFormat: "CycloneDX", specVersion: "1.5", components: [range(230) |
		{type: "library", name: "lib\(.)", version: "1.\(.)", licenses: [{license: {id: "L\(. % 5)"}}]}]}' > evidence/parts.cdx.json
	printf '%s\n' '# One' '' '- [x] Unit tests pass (evidence/junit-3.xml)' \
		'- [ ] The guide is written (docs/guide-3.md)' > one.checklist.md
	printf '%s\n' '# Two' '' '- [x] Coverage is measured (evidence/4.info)' \
		'- [x] The rest passes (evidence/junit-4.xml)' > two.checklist.md
	printf '[pack]\n\tplans = *.checklist.md\n\tevidence = evidence\n\tevidence = docs\n' > muster.conf
	commit_all 'the pack'
}

# One thing that people do, chosen by $1 and $2, which are any two numbers.
edit() {
	local n=$(($2 % 24 + 1))

	case $(($1 % 12)) in
	0) sed -i 's/^- \[x\] Unit/- [ ] Unit/;t;s/^- \[ \] Unit/- [x] Unit/' one.checklist.md ;;
	1) sed -i 's/^- \[ \] The guide/- [x] The guide/;t;s/^- \[x\] The guide/- [ ] The guide/' one.checklist.md ;;
	2) junit 7 $(($2 % 4)) > "evidence/junit-$n.xml" ;;
	3) printf 'SF:a.c\nDA:1,%s\nDA:2,0\nend_of_record\n' "$2" > "evidence/$n.info" ;;
	4) junit 5 $(($2 % 2)) > "evidence/new-$n.xml" ;;
	5) rm -f "evidence/junit-$n.xml" "evidence/new-$n.xml" ;;
	6) echo "- [x] Item $2 holds (evidence/junit-$n.xml)" >> two.checklist.md ;;
	7) if [ -e "docs/gone-$n.md" ]; then rm "docs/gone-$n.md"; else echo "# There" > "docs/gone-$n.md"; fi ;;
	8) echo 'not a report' > "evidence/junit-$n.xml" ;;
	9) [ ! -e "evidence/$n.info" ] || mv "evidence/$n.info" "evidence/a-$n.info" ;;
	10) tar -cf evidence/all.tar evidence/junit-[12]*.xml 2> /dev/null || : ;;
	11) junit "$((250 + $2 % 9))" "$(($2 % 4))" > evidence/long.xml ;;
	esac
}

# The database but for what nobody is to see, row by row.
rows() {
	sqlite3 "$1" .dump | grep -v '\(INSERT INTO\|CREATE TABLE\) \(IF NOT EXISTS \)\?.\?\(fact_cache\|fact_kept\|fact_order\|site_drawn\|standing\)'
}

# Built upon the run before, and built upon the same history with everything read afresh.
compare() {
	sqlite3 warm.db "UPDATE standing SET key = ''" # else nothing is made where nothing changed
	cp warm.db cold.db
	"$MUSTER" build -q --db warm.db --out ../warm "$@"
	"$MUSTER" build -q --db cold.db --out ../cold --no-cache "$@"
	diff -rq ../cold ../warm
	cmp <(rows cold.db) <(rows warm.db)
}

@test "whatever people change, a build upon the run before is one from nothing" {
	local seed=7 step

	make_pack
	printf '%s\n' warm.db cold.db '*.db-journal' >> .git/info/exclude
	"$MUSTER" build -q --db warm.db --out ../warm
	for step in $(seq 30); do
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		edit $((seed / 65536)) $((seed / 7))
		[ $((step % 5)) -ne 0 ] || edit $((step + 3)) "$seed"
		git add -A
		git diff --cached --quiet || git commit -q -m "step $step"
		compare
	done
	# It was of use.
	[ "$(sqlite3 warm.db 'SELECT count(*) FROM site_drawn')" -ge 2 ]
	[ "$(sqlite3 warm.db 'SELECT count(*) FROM fact_order')" -ge 20 ]
	[ "$(sqlite3 warm.db 'SELECT count(*) FROM fact_kept')" -gt 30 ]
}

@test "untracked reports that change are read, and those that do not stay" {
	make_pack
	printf '%s\n' warm.db cold.db '*.db-journal' >> .git/info/exclude
	junit 3 0 > evidence/local.xml
	"$MUSTER" build -q --db warm.db --out ../warm
	junit 3 1 > evidence/local.xml
	compare
	touch evidence/local.xml
	junit 9 1 > evidence/local-2.xml
	compare
	rm evidence/local.xml
	compare
}

@test "checks in SQL see the facts of this run, in the order of a run from nothing" {
	make_pack
	printf '%s\n' warm.db cold.db '*.db-journal' >> .git/info/exclude
	mkdir -p checklists/checks
	echo "SELECT status = 'passed' AS ok, name AS expected, path AS actual, a.artifact_id AS artifact
		FROM test_case c JOIN artifact a USING (artifact_id)" > checklists/checks/all-cases.sql
	printf '[check "all-cases"]\n\tsql = checklists/checks/all-cases.sql\n\titem = Coverage*\n' >> muster.conf
	commit_all 'a check'
	"$MUSTER" build -q --db warm.db --out ../warm
	junit 8 2 > evidence/junit-2.xml
	commit_all 'one changed'
	compare
	junit 8 2 > evidence/junit-1a.xml
	commit_all 'one more'
	compare
}

@test "a run that is killed leaves nothing that the next one would believe" {
	make_pack
	printf '%s\n' warm.db cold.db '*.db-journal' >> .git/info/exclude
	"$MUSTER" build -q --db warm.db --out ../warm
	for delay in 0.01 0.03 0.06 0.1 0.15; do
		for i in $(seq 9); do
			junit 6 "$((RANDOM % 4))" > "evidence/junit-$i.xml"
		done
		commit_all "changed $delay"
		"$MUSTER" audit -q --db warm.db 3>&- &
		sleep "$delay"
		kill -9 $! 2> /dev/null || :
		wait $! 2> /dev/null || :
		git reset -q --hard HEAD~1
		compare
	done
}

@test "an earlier run has no facts of the newest" {
	make_pack
	"$MUSTER" audit -q
	junit 8 8 > evidence/junit-3.xml
	commit_all 'one changed'
	"$MUSTER" audit -q
	sqlite3 .git/muster/muster.db "INSERT INTO run(run_id, complete) VALUES (3, 0)"
	"$MUSTER" render --help > /dev/null
	[ "$("$MUSTER" query --csv 'SELECT count(*) AS n FROM artifact' | tail -1 | tr -d '\r')" = 0 ]
}

@test "data files stay as they are where nobody touched them, and nowhere else" {
	make_pack
	printf '%s\n' warm.db cold.db '*.db-journal' >> .git/info/exclude
	"$MUSTER" build -q --db warm.db --out ../warm
	was=$(stat -c %i ../warm/data/long.js ../warm/raw/*-long.xml.txt)
	echo '- [ ] One more' >> one.checklist.md
	commit_all 'a plan'
	compare
	[ "$(stat -c %i ../warm/data/long.js ../warm/raw/*-long.xml.txt)" = "$was" ]
	# Other bytes of the same length, and the time set back.
	touch -r ../warm/data/long.js stamp
	sed -i 's/boom/bomm/' ../warm/data/long.js ../warm/raw/*-long.xml.txt
	touch -r stamp ../warm/data/long.js ../warm/raw/*-long.xml.txt
	rm stamp
	compare
	grep -q boom ../warm/data/long.js
	# What the database says of them counts only where the file is so.
	sqlite3 warm.db "UPDATE site_drawn SET js = lower(hex(zeroblob(32)))"
	compare
	sqlite3 warm.db "UPDATE site_drawn SET key = replace(key, 'long', 'lone')"
	compare
	sqlite3 warm.db "DROP TABLE site_drawn; CREATE TABLE site_drawn(x)"
	compare
	sqlite3 warm.db "UPDATE fact_order SET numbers = x'0102'"
	compare
	sqlite3 warm.db "DROP TABLE fact_order; CREATE TABLE fact_order(x)"
	compare
	"$MUSTER" build -q --db warm.db --out ../warm --templates "$(mkdir ../templates && echo ../templates)"
	diff -rq ../cold ../warm
}
