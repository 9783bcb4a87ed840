# The form of the sign-off page, in a real browser: it writes the bytes that muster
# signoff --print writes, and ssh-keygen's signature of them counts.

load ../cli/helper

@test "the statement that the page writes is the one that muster writes, and it counts" {
	command -v node > /dev/null || skip "there is no node: make deps-test"
	new_repo repo
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n\n## Sign-off\n\n- [ ] Security Lead: ____________ Date: ________\n- [ ] QA Lead: ____________ Date: ________\n' > checklists/release.md
	echo 'int a;' > a.c
	commit_all code
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all plan
	ssh-keygen -q -t ed25519 -N '' -C '' -f ../key
	mkdir ../trust
	echo "bob@example.org namespaces=\"muster-signoff/qa-lead\" $(cat ../key.pub)" > ../trust/allowed_signers
	"$MUSTER" build -q --trust ../trust
	NAME=qa-lead.bob.signoff run node "$BATS_TEST_DIRNAME/signoff.mjs" site/report/signoff.html ../page.signoff \
		"QA Lead" approve bob@example.org $'read it all: "fine" <b> & gr\u00fc\u00df'
	[ "$status" -ne 77 ] || skip "playwright-core or Chromium is not installed: tests/site/modules"
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$output" = "ssh-keygen -Y sign -n muster-signoff/qa-lead -f ~/.ssh/id_ed25519 qa-lead.bob.signoff" ]
	"$MUSTER" signoff qa-lead --as bob@example.org --note $'read it all: "fine" <b> & gr\u00fc\u00df' --print > /dev/null 2>&1 || true
	printed=$(ls site/signoffs/qa-lead.bob*.signoff)
	diff <(grep -v '^at: ' "$printed") <(grep -v '^at: ' ../page.signoff)
	grep -qx 'at: [0-9-]*T[0-9:]*Z' ../page.signoff
	rm -f site/signoffs/*
	cp ../page.signoff site/signoffs/qa-lead.bob.signoff
	ssh-keygen -q -Y sign -n muster-signoff/qa-lead -f ../key site/signoffs/qa-lead.bob.signoff
	"$MUSTER" build -q --trust ../trust
	[ "$("$MUSTER" audit --json --trust ../trust | jq -r '.items[] | select(.text | startswith("QA Lead")) | .verdict')" = verified ]
}
