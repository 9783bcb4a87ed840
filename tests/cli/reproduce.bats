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

# ---- sign-offs, ticks, waivers ---------------------------------------------------

# A repository whose report rests on a signed tick, a statement and a signed waiver.
make_signed() {
	for name in alice bob; do
		ssh-keygen -q -t ed25519 -N '' -C $name -f $name
	done
	mkdir trust
	{
		echo "alice@example.org namespaces=\"git,muster-signoff/security-lead,muster-waive\" $(cut -d ' ' -f 1,2 alice.pub)"
		echo "bob@example.org namespaces=\"muster-signoff/qa-lead\" $(cut -d ' ' -f 1,2 bob.pub)"
	} > trust/allowed_signers
	new_repo signed
	mkdir checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (evidence/junit.xml)\n- [ ] Rollback rehearsed\n\n## Sign-off\n\n- [ ] Security Lead: ____ Date: ____\n- [ ] QA Lead: ____ Date: ____\n' \
		> checklists/release.md
	junit 3 0 > evidence/junit.xml
	commit_all one
	sed -i 's/- \[ ] Security Lead:.*/- [x] Security Lead: Alice Date: 2026-01-03/' checklists/release.md
	printf '[waiver "rollback"]\n\titem = Rollback*\n\treason = not this time\n\towner = ada\n\tapprover = alice@example.org\n\texpires = 2099-01-01\n' > muster.conf
	git add -A
	day=2
	GIT_AUTHOR_NAME=alice GIT_AUTHOR_EMAIL=alice@example.org GIT_COMMITTER_NAME=alice GIT_COMMITTER_EMAIL=alice@example.org \
		GIT_AUTHOR_DATE='1767400000 +0000' GIT_COMMITTER_DATE='1767400000 +0000' \
		git -c gpg.format=ssh -c user.signingkey="$BATS_TEST_TMPDIR/alice" commit -q -S -m 'signed'
	junit 3 0 "$(git rev-parse HEAD)" > evidence/junit.xml
	git add -A
	commit_all 'fresh'
	as_of=$(date -u +%FT%TZ)
	"$MUSTER" build --trust ../trust -q
	"$MUSTER" signoff qa-lead --as bob@example.org --key ../bob --trust ../trust -q
	as_of=$(date -ud '+1 minute' +%FT%TZ)
	"$MUSTER" build --trust ../trust --as-of "$as_of" -q
	cd ..
	b=$BATS_TEST_TMPDIR/signed/site/report
	digest=$(sums "$b")
	jq -e '[.signoffs[].verdict] == ["verified", "verified"] and
		([.signoffs[].ticks[]] | length) == 1 and ([.signoffs[].counted[]] | length) == 1 and
		.result.counts.waived == 1 and .result.outcome == "READY-WITH-WAIVERS"' "$b/bundle.json"
}

@test "with a tick, a statement and a waiver: clones, zones, jobs, warm and cold, late statements" {
	make_signed
	same "$b" signed --trust trust
	git clone -q signed elsewhere
	TZ=Asia/Kathmandu same "$b" elsewhere --trust trust -j 1
	(cd elsewhere && "$MUSTER" audit -q --trust ../trust) || [ $? -le 1 ] # warm, without the statement
	LC_ALL=C.UTF-8 TZ=Pacific/Kiritimati same "$b" elsewhere --trust trust -j 4
	# Another machine that has the statement builds the same.
	mkdir -p elsewhere/site
	cp -r signed/site/signoffs elsewhere/site/
	git -C elsewhere remote remove origin
	cp -r "$b" before
	(cd elsewhere && "$MUSTER" build --trust ../trust --as-of "$as_of" --no-cache -j 1 -q)
	[ "$(sums elsewhere/site/report)" = "$digest" ]
	# A statement that came after the build changes nothing of the content.
	mkdir late
	sed 's/^decision: approve/decision: abstain/' "$b"/signoffs/qa-lead.bob.signoff > late/x.signoff
	ssh-keygen -q -Y sign -n muster-signoff/qa-lead -f bob late/x.signoff 2> /dev/null
	cp late/* "$b/signoffs/"
	same "$b" signed --trust trust
	# Sealed and packed it is the same.
	"$MUSTER" key new --out seal --no-passphrase --as ci@example.org > /dev/null
	"$MUSTER" seal "$b" --key seal.key --bundle b.tar.gz -q
	same b.tar.gz elsewhere --trust trust
}

@test "the first difference is named in words, with the option that is missing" {
	make_signed
	run "$MUSTER" reproduce "$b" signed
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == 'different: raw/index.json is made otherwise '* ]]
	[ "${lines[1]}" = '  files, "allowed_signers": in the bundle only' ]
	[ "${lines[2]}" = '  it is an input: give --trust as the first run was given it' ]
	sed -i '/^bob/d' trust/allowed_signers
	run "$MUSTER" reproduce "$b" signed --trust trust
	[ "$status" -eq 1 ]
	[ "${lines[1]}" = '  files, "allowed_signers", sha256' ]
	[[ ${lines[2]} == '  bundle: '* && ${lines[3]} == '  again:  '* ]]
	git -C signed show HEAD:checklists/release.md > /dev/null
	# A verdict that was changed in the bundle.
	cp -r widget/site/report better
	sed -i 's/"verdict":"open"/"verdict":"verified"/' better/report.json
	resum better
	run "$MUSTER" reproduce better widget
	[ "$status" -eq 1 ]
	[[ ${lines[1]} == '  plans, "checklists/release.md", items, "'*'", verdict' ]]
	[ "${lines[2]}" = '  bundle: verified' ]
	[ "${lines[3]}" = '  again:  open' ]
	# A page: its line.
	cp -r widget/site/report page
	sed -i '3s/^/<p>Ready.<\/p>/' page/index.html
	resum page
	run "$MUSTER" reproduce page widget
	[ "$status" -eq 1 ]
	[ "${lines[1]}" = '  in line 3' ]
	[[ ${lines[2]} == '  bundle: <p>Ready.'* ]]
	# The database, which is no text.
	cp -r widget/site/report db
	printf X >> db/muster.db
	resum db
	run "$MUSTER" reproduce db widget
	[ "$status" -eq 1 ]
	[[ ${lines[1]} == '  from byte '* ]]
}

@test "pages of the operator's templates are made again with them, and missed without" {
	mkdir ours
	echo '<h1>Ours</h1>' > ours/about.html
	(cd widget && "$MUSTER" build -q --evidence ../outside --templates ../ours)
	digest=$(sums widget/site/report)
	same widget/site/report widget --templates ours
	run "$MUSTER" reproduce widget/site/report widget
	[ "$status" -ne 0 ]
	[[ "$output" = *--templates* ]]
}
