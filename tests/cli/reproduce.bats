# muster reproduce, and what it rests on: the same content on any machine (T43).

load helper

plan() {
	cat <<-END
		# Release checklist
		- [x] Unit tests pass (evidence/junit.xml)
		- [x] Load test report: evidence/load.xml
		- [ ] Rollback rehearsed
		- [ ] Signed off by security lead: ____
	END
}

setup() {
	"$BATS_TEST_DIRNAME/../keys/make-bundle.sh" "$BATS_TEST_TMPDIR/other"
	new_repo widget
	git remote add origin https://user:secret@example.org/acme/widget.git
	mkdir checklists evidence
	plan > checklists/release.md
	junit 3 0 > evidence/junit.xml
	commit_all one
	"$MUSTER" build -q
	mkdir ../outside
	junit 4 1 > ../outside/extra.xml
	sed -i 's/Rollback/Rollback twice/' checklists/release.md
	commit_all two
	junit 5 0 "$(git rev-parse HEAD)" > evidence/load.xml # a CI job's, not tracked
	"$MUSTER" build -q --evidence ../outside
	cd "$BATS_TEST_TMPDIR"
}

same() {
	run "$MUSTER" reproduce "$@"
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == "the same: sha256:$digest" ]]
}
sums() { sha256sum < "$1/SHA256SUMS" | cut -c1-64; }
resum() { # as an attacker would
	(cd "$1" && find . -type f ! -path ./SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum > ../sums)
	mv sums "$1/SHA256SUMS"
}

@test "a folder, from its repository, a clone, a bare one, and one that has moved on" {
	digest=$(sums widget/site/report)
	grep -q '"origin":"untracked"' widget/site/report/report.json
	grep -q '"origin":"external"' widget/site/report/report.json
	[ "$(jq '.runs | length' widget/site/report/history.json)" -eq 1 ]
	same widget/site/report widget
	git clone -q widget clone
	same widget/site/report clone
	git clone -q --bare widget bare.git
	same widget/site/report bare.git
	cd clone
	git config user.name x
	echo more > README.md
	commit_all three
	git checkout -q -b elsewhere HEAD~2
	echo dirty >> checklists/release.md
	same ../widget/site/report
	[ "$(git status --porcelain | wc -l)" -eq 1 ] # nothing was written here
	[ ! -e .git/muster ]
	cd ..
	[ -z "$(find . -name 'muster-reproduce*' -o -name '.muster-tmp-*')" ]
}

@test "a sealed archive, in any compression, and with seals and sign-offs in it" {
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out seal.key 2>/dev/null
	chmod 600 seal.key
	openssl req -new -x509 -key seal.key -subj /CN=ci@example.org -days 3650 -out seal.crt
	digest=$(sums widget/site/report)
	for kind in gzip zstd none; do
		"$MUSTER" seal widget/site/report --key seal.key --compression $kind --bundle $kind.bundle -q
		same $kind.bundle widget
	done
}

@test "folder, zone, locale, umask, number of workers, cold and warm change nothing" {
	digest=$(sums widget/site/report)
	git clone -q widget deep && mkdir -p some/where && mv deep some/where/else
	cd some/where/else
	git remote set-url origin https://example.org/acme/widget.git
	cp -r ../../../outside ../outside
	(
		export TZ=Pacific/Kiritimati LC_ALL=C.UTF-8
		umask 077
		git checkout -q HEAD~1
		"$MUSTER" build -q -j 1
		git checkout -q main
		cp ../../../widget/evidence/load.xml evidence/
		touch -d 2001-01-01 evidence/load.xml
		"$MUSTER" build -q -j 1 --evidence ../outside
	)
	[ "$(sums site/report)" = "$digest" ]
	TZ=Etc/GMT+12 "$MUSTER" build -q -j 4 --evidence ../outside # warm
	[ "$(sums site/report)" = "$digest" ]
	"$MUSTER" build -q -j 3 --no-cache --evidence ../outside
	[ "$(sums site/report)" = "$digest" ]
	same site/report . -j 1
	TZ=Asia/Kolkata same site/report . -j 3
	same ../../../widget/site/report
}

differs() { # first, bundle, options
	run "$MUSTER" reproduce "${@:2}"
	echo "$output"
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == "different: $1 "* ]]
}

@test "what is not as it would be made is named, cause before effect" {
	cp -r widget/site/report better
	sed -i 's/"verdict":"open"/"verdict":"verified"/' better/report.json
	echo '<p>Ready.' >> better/index.html
	resum better
	differs report.json better widget
	[[ $output == *"2 files in all"* ]]
	[[ $output == *"bundle: "*verified* ]]
	cp -r widget/site/report other-page
	echo '<p>Ready.' >> other-page/index.html
	resum other-page
	differs index.html other-page widget
	run "$MUSTER" reproduce other-page widget --json
	[ "$status" -eq 1 ]
	[ "$(jq -c '[.different, .first]' <<< "$output")" = '[1,"index.html"]' ]
	cp -r widget/site/report extra
	echo x > extra/extra.html
	resum extra
	differs extra.html extra widget
	[[ $output == *"is not made again"* ]]
	cp -r widget/site/report less
	rm -r less/item
	resum less
	run "$MUSTER" reproduce less widget
	[ "$status" -eq 1 ]
	[[ $output == *"is made, and not in the bundle"* ]]
	# A database that says something else than the pages.
	cp -r widget/site/report db
	sqlite3 db/muster.db "UPDATE run SET project = 'other'" 2> /dev/null || printf X >> db/muster.db
	resum db
	differs muster.db db widget
	# Evidence that was changed in the bundle, not in the repository: judged again.
	cp -r widget/site/report evidence
	raw=$(jq -r '.files[] | select(.path == "evidence/load.xml") | .name' evidence/raw/index.json)
	junit 5 2 > "evidence/$raw"
	resum evidence
	run "$MUSTER" reproduce evidence widget
	[ "$status" -eq 1 ]
}

@test "without the commit, or without a bundle, nothing is said about sameness" {
	run "$MUSTER" reproduce other widget # of a commit that is not there
	echo "$output"
	[ "$status" -ne 0 ]
	[ "$status" -ne 1 ]
	[[ $output != *"the same"* ]]
	echo x >> widget/site/report/index.html
	run "$MUSTER" reproduce widget/site/report widget
	[ "$status" -eq 2 ]
	echo x > file
	run "$MUSTER" reproduce file widget
	[ "$status" -eq 2 ]
	run "$MUSTER" reproduce nowhere widget
	[ "$status" -eq 2 ]
	mkdir empty
	run "$MUSTER" reproduce other empty
	[ "$status" -ne 0 ]
	[ -z "$(find . "${TMPDIR:-/tmp}" -maxdepth 1 -name '.muster-tmp-muster-reproduce*')" ]
}
