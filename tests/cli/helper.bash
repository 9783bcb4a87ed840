# What the command-line tests share: small repositories with fixed names and dates.

: "${MUSTER:?the program under test}"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME=/nonexistent
export GIT_AUTHOR_NAME='Ada Pine' GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME='Ada Pine' GIT_COMMITTER_EMAIL=ada@example.org
unset SOURCE_DATE_EPOCH NO_COLOR
day=0

# A new repository in $BATS_TEST_TMPDIR/NAME, and go there.
new_repo() {
	git init -q -b main "$BATS_TEST_TMPDIR/$1"
	cd "$BATS_TEST_TMPDIR/$1" || return 1
	git config commit.gpgsign false
	day=0
}

# Commit what is staged, a day after the commit before.
commit() {
	day=$((day + 1))
	GIT_AUTHOR_DATE="$((1767225600 + day * 86400)) +0000" \
		GIT_COMMITTER_DATE="$((1767225600 + day * 86400)) +0000" \
		git commit -q --allow-empty -m "$1"
}
commit_all() {
	git add -A && commit "$1"
}

# Verdict and reason of the item at FILE:LINE, from `muster audit --json` in $json.
verdict_at() {
	jq -r --arg plan "${1%:*}" --argjson line "${1##*:}" \
		'.items[] | select(.plan == $plan and .line == $line) | .verdict + " " + .reason' \
		<<<"$json"
}

# A JUnit report: tests, failures, and the commit it names, if any.
junit() {
	echo '<?xml version="1.0" encoding="UTF-8"?>'
	echo "<testsuites><testsuite name=\"all\" tests=\"$1\" failures=\"$2\">"
	[ -z "${3:-}" ] ||
		echo "<properties><property name=\"git.commit\" value=\"$3\"/></properties>"
	for i in $(seq 1 "$1"); do
		if [ "$i" -le "$2" ]; then
			echo "<testcase classname=\"unit\" name=\"case $i\"><failure message=\"boom\"/></testcase>"
		else
			echo "<testcase classname=\"unit\" name=\"case $i\"/>"
		fi
	done
	echo '</testsuite></testsuites>'
}
