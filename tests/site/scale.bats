# Sites of many items, from plans made by a script: sizes, links, time and memory.

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME=/nonexistent
}

# Build the site of PLANS times ITEMS: ./NAME.
build() {
	"$BATS_TEST_DIRNAME/make-plans" "repo-$1" "$2" "$3"
	"$MUSTER" build -q --db "db-$1" --out "$1" "repo-$1"
}
bytes() { wc -c < "$1"; }
# CPU seconds and peak memory in KiB of building it.
cost() {
	"$BATS_TEST_DIRNAME/make-plans" "repo-$1" "$2" "$3"
	python3 - "$MUSTER" "$1" <<'PY'
import resource, subprocess, sys
muster, name = sys.argv[1:]
subprocess.run([muster, "build", "-q", "--db", "db-" + name, "--out", name, "repo-" + name],
               check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(int((used.ru_utime + used.ru_stime) * 1000), used.ru_maxrss)
PY
}

@test "200 plans of 25 items stay inside the budgets, and every link resolves" {
	build many 200 25
	[ "$(bytes many/index.html)" -le 102400 ]
	[ "$(bytes many/history.html)" -le 102400 ]
	[ "$(bytes many/search.html)" -le 102400 ]
	[ "$(bytes many/about.html)" -le 102400 ]
	# Every plan is counted, and the page that has the rest is linked.
	[ "$(grep -o '<a href="plan/part-[0-9]*.html">Readiness' many/index.html | wc -l)" -eq 40 ]
	grep -q 'And 160 more plans\. <a class="screen" href="plan/index.html">All plans</a>' many/index.html
	[ "$(grep -o '<h2><a href="../plan/part-[0-9]*.html">' many/plan/index.html | wc -l)" -eq 200 ]
	# Fields that read alike are one row.
	grep -q 'Signed: 0 of 200 fields' many/index.html
	grep -q '200 fields alike: ' many/index.html
	# 8 KB an item page in the median, 1.5 KB an item on a plan page.
	median=$(find many/item -name '*.html' -printf '%s\n' | sort -n | sed -n 2600p)
	[ "$median" -le 8192 ]
	for page in many/plan/part-*.html; do
		[ "$(bytes "$page")" -le $((26 * 1536)) ]
	done
	run "$BATS_TEST_DIRNAME/links" many
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "400 items with long words leave the overview inside its budget" {
	git init -q -b main repo
	mkdir repo/checklists
	words='Every single one of the replicated databases survives the loss of a whole region, &c.'
	for plan in 1 2 3 4; do
		{
			echo "# A plan with a title that goes on for longer than anybody would want: $plan"
			for item in $(seq 100); do
				[ $((item % 2)) = 0 ] || printf '\n## Section %s: %s\n\n' "$item" "$words"
				echo "- [x] $plan.$item $words"
			done
		} > "repo/checklists/plan-with-a-rather-long-file-name-$plan.md"
	done
	git -C repo add -A
	git -C repo -c user.name=a -c user.email=a@example.org commit -q -m plans
	"$MUSTER" build -q --db db --out site repo
	[ "$(bytes site/index.html)" -le 102400 ]
	run "$BATS_TEST_DIRNAME/links" site
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "a plan of more than 1,000 items is split, between its items where it has to be" {
	git init -q -b main repo
	mkdir repo/checklists
	{
		printf '# Long\n\nWords before.\n\n'
		for item in $(seq 2400); do
			echo "$item. [x] step $item works"
			[ "$item" != 1000 ] || printf '      - [x] nested below 1000\n      - [x] and another\n'
		done
		printf '\n## A table\n\n| Item | Status |\n|---|---|\n'
		for row in $(seq 1200); do echo "| thing $row | done |"; done
		printf '\nWords behind.\n'
	} > repo/checklists/long.md
	git -C repo add -A
	git -C repo -c user.name=a -c user.email=a@example.org commit -q -m plan
	"$MUSTER" build -q --db db --out site repo
	ls site/plan/long.html site/plan/long.2.html site/plan/long.3.html site/plan/long.4.html
	# Each item stands once, on a page of at most a thousand, in order.
	for page in site/plan/long*.html; do
		[ "$(grep -o 'id="i-[^"]*"' "$page" | wc -l)" -le 1000 ]
	done
	pages="site/plan/long.html $(ls site/plan/long.[0-9]*.html)"
	grep -oh 'id="i-[^"]*"' $pages > ids
	[ "$(wc -l < ids)" -eq 3602 ]
	[ -z "$(sort ids | uniq -d)" ]
	grep -oh 'id="i-step-[0-9]*-works"' $pages | sed 's/.*step-\([0-9]*\).*/\1/' | cmp - <(seq 2400)
	grep -oh 'id="i-thing-[0-9]*"' $pages | sed 's/.*thing-\([0-9]*\)"/\1/' | cmp - <(seq 1200)
	# What is nested is on the page of what it is nested in.
	page=$(grep -l 'id="i-step-1000-works"' $pages)
	grep -q 'id="i-nested-below-1000"' "$page"
	# Numbers go on, the table has its head on every page, other words stand once.
	grep -q '<span class="mk">1500.</span>' "$(grep -l 'id="i-step-1500-works"' $pages)"
	for page in $(grep -l 'id="i-thing-' $pages); do
		[ "$(grep -o '<th scope="col">Status</th>' "$page" | wc -l)" -eq 1 ]
	done
	[ "$(cat $pages | grep -c 'Words before\.')" -eq 1 ]
	[ "$(cat $pages | grep -c 'Words behind\.')" -eq 1 ]
	run "$BATS_TEST_DIRNAME/links" site
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "sections come whole onto a page as long as they fit" {
	build sections 1 2500
	ls sections/plan/part-0001.html sections/plan/part-0001.2.html sections/plan/part-0001.3.html
	for page in sections/plan/part-0001*.html; do
		# The first item of a page is the first of its section: 1, 26, 51, ...
		first=$(grep -o 'id="i-[^"]*step-[0-9]*' "$page" | head -n 1 | sed 's/.*step-//')
		[ $((first % 25)) -eq 1 ]
		[ "$(grep -o 'id="i-' "$page" | wc -l)" -le 1001 ]
	done
	# What has trouble on its second page only is linked there.
	grep -q 'href="plan/part-0001.html#v=' sections/index.html
}

@test "ten times the items cost about ten times the time and no page grows" {
	read -r small small_kib <<< "$(cost small 10 400)"
	read -r large large_kib <<< "$(cost large 100 400)"
	echo "4,000 items: $small ms, $small_kib KiB; 40,000 items: $large ms, $large_kib KiB"
	[ "$large" -le $((small * 16)) ]
	# What is held grows with the items, 24 KiB each at the most, and nothing more.
	[ $((large_kib - small_kib)) -le $((36000 * 24)) ]
	[ "$(bytes large/index.html)" -le 102400 ]
	[ "$(bytes large/history.html)" -le 102400 ]
	largest=$(find large/plan large/item -name 'p*.html' -printf '%s\n' | sort -n | tail -n 1)
	[ "$largest" -le $((1001 * 1536)) ]
}

@test "100,000 items can be written, checked and sealed" {
	build huge 100 1000
	[ "$(find huge/item -name '*.html' | wc -l)" -eq 100100 ]
	(cd huge && sha256sum --quiet --strict -c SHA256SUMS)
	"$MUSTER" key new --out seal --no-passphrase > /dev/null
	"$MUSTER" seal -q huge --key seal.key --bundle huge.tar.gz
	run "$MUSTER" verify huge.tar.gz --integrity-only
	[ "$status" -eq 0 ]
}

@test "search, long tables and the first paint are quick at 10,000 items and rows" {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	"$BATS_TEST_DIRNAME/make-plans" repo-quick 20 500
	{
		echo '<testsuites><testsuite name="all" tests="10000" failures="50">'
		seq 10000 | awk '{
			printf "<testcase classname=\"svc%d\" name=\"case %d holds\" time=\"0.%03d\"", $1 % 40, $1, $1 % 1000
			print $1 % 200 ? "/>" : "><failure message=\"no\"/></testcase>"
		}'
		echo '</testsuite></testsuites>'
	} > repo-quick/evidence/big.xml
	git -C repo-quick add -A
	git -C repo-quick -c user.name=a -c user.email=a@example.org commit -q -m report
	"$MUSTER" build -q --db db --out quick repo-quick
	# A page shows 200 of them without scripts, its data has all.
	[ "$(bytes quick/evidence/big.html)" -le 204800 ]
	[ "$(grep -c 'holds' quick/data/big.csv)" -eq 10000 ]
	run node "$BATS_TEST_DIRNAME/speed.mjs" quick evidence/big.html
	[ "$status" -ne 77 ] || skip "playwright-core or Chromium is not installed: tests/site/modules"
	echo "$output"
	[ "$status" -eq 0 ]
	echo "$output" | sed 's/^/# /' >&3
}
