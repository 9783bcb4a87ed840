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
	grep -q 'And 160 more plans: <a href="plan/index.html">all plans</a>' many/index.html
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
