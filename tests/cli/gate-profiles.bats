# What a gate's profile asks for, what ends soon, and the last lines of a red job.

load helper

setup() {
	new_repo repo
	mkdir -p checklists evidence src
	echo 'int main(void) { return 0; }' > src/main.c
	cat > checklists/release.md <<-'EOF'
		# Release

		- [x] Unit tests pass. Evidence: `evidence/unit.xml`
		- [ ] Rollback rehearsed
		- [ ] Panic stop drilled
		- [x] Load test ran. Evidence: `evidence/load.xml`
	EOF
	commit_all code
	junit 3 0 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all evidence
}

# The operator's own file, with one profile in it.
profile() {
	printf '[gate "p"]\n' > ../op.conf
	printf '\t%s\n' "$@" >> ../op.conf
	run "$MUSTER" gate --config ../op.conf --profile p
	echo "$output"
}

@test "thresholds by verdict: so many of a kind do not block, and one more does" {
	profile 'max = open 2' 'max = unsupported 1'
	[ "$status" -eq 0 ]
	profile 'max = open 1' 'max = unsupported 1'
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == "NOT-READY "* ]]
	profile 'max = open 2' 'max = unsupported 0'
	[ "$status" -eq 1 ]
	[ "$("$MUSTER" gate --config ../op.conf --profile p --json | jq -r .result)" = NOT-READY ]
}

@test "a verdict that is allowed does not block, however many there are" {
	profile 'allow = open, unsupported'
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == "READY-WITH-WAIVERS "* ]]
	profile 'allow = open'
	[ "$status" -eq 1 ]
}

@test "a tree cannot allow itself anything" {
	printf '[gate "default"]\n\tallow = open, unsupported\n' > muster.conf
	commit_all loose
	run "$MUSTER" gate
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"muster.conf:2: "*"would loosen the gate; the default stands [config-widens]"* ]]
	# It can ask for more.
	printf '[gate "default"]\n\tstrength = S4\n' > muster.conf
	commit_all strict
	run "$MUSTER" gate --json
	[ "$(jq -r '.items[0].verdict' <<< "$output")" = partial ]
}

@test "the strength that a profile needs is what verified needs" {
	profile 'strength = S3' 'allow = open, unsupported'
	[ "$status" -eq 0 ]
	profile 'strength = S4' 'allow = open, unsupported'
	[ "$status" -eq 1 ]
	# What is allowed is not what keeps the gate shut.
	[[ ${lines[-2]} == "worst: checklists/release.md:3  Unit tests pass. "* ]]
	[[ $output == *"Partly shown"*"Unit tests pass"* ]]
}

@test "require = all counts optional items as well" {
	cat > checklists/release.md <<-'EOF'
		# Release

		- [x] Unit tests pass. Evidence: `evidence/unit.xml`
		- [ ] Nice to have (optional)
	EOF
	commit_all optional
	profile 'require = mandatory'
	[ "$status" -eq 0 ]
	profile 'require = all'
	[ "$status" -eq 1 ]
}

@test "a role's quorum is a condition of the gate" {
	cat > checklists/release.md <<-'EOF'
		# Release

		- [x] Unit tests pass. Evidence: `evidence/unit.xml`

		## Sign-off

		- [ ] Security Lead: ____________ Date: ________
	EOF
	printf '[role "security-lead"]\n\tquorum = 2\n' > muster.conf
	commit_all signoff
	mkdir ../trust
	for who in bob carol; do
		ssh-keygen -q -t ed25519 -N '' -C '' -f ../$who
		echo "$who@example.org namespaces=\"muster-signoff/security-lead\" $(cat ../$who.pub)" >> ../trust/allowed_signers
	done
	sign() {
		"$MUSTER" build -q --trust ../trust
		"$MUSTER" signoff security-lead --as $1@example.org --key ../$1 --yes > /dev/null 2>&1 ||
			"$MUSTER" signoff security-lead --as $1@example.org --key ../$1 > /dev/null
	}
	run "$MUSTER" gate --trust ../trust
	[ "$status" -eq 1 ]
	sign bob
	run "$MUSTER" gate --trust ../trust
	echo "$output"
	[ "$status" -eq 1 ]
	[[ $output == *"Needs sign-off"* ]]
	sign carol
	run "$MUSTER" gate --trust ../trust
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "the last three lines of a red job: what, the worst, what to do" {
	run "$MUSTER" gate
	echo "$output"
	[ "$status" -eq 1 ]
	[ "${lines[-3]}" = "NOT-READY: Of 4 required items, 1 unproven, 2 open." ]
	[[ ${lines[-2]} == "worst: checklists/release.md:6  Load test ran. "* ]]
	[[ ${lines[-1]} == "fix: "*" (muster explain checklists/release.md:6)" ]]
	# The command that it names works.
	run "$MUSTER" explain checklists/release.md:6
	[ "$status" -eq 0 ]
	run "$MUSTER" gate --quiet
	[ -z "$output" ]
	[ "$status" -eq 1 ]
}

@test "a green gate has no such lines" {
	profile 'allow = open, unsupported'
	[[ $output != *"worst:"* ]]
}

@test "evidence that ends within two weeks is said before it does" {
	sed -i 's/<testsuite /&timestamp="2026-01-02T00:00:00Z" /' evidence/unit.xml
	printf '[rule "tests"]\n\titem = "Unit tests*"\n\tevidence = "junit:evidence/unit.xml failed = 0"\n\tmax-age = 30d\n' > muster.conf
	commit_all rule
	# It ends with the second after 2026-02-01T00:00:00Z.
	run "$MUSTER" gate --as-of 2026-01-17T00:00:00Z
	[[ $output != *"ends within two weeks"* ]]
	run "$MUSTER" gate --as-of 2026-01-19T00:00:00Z
	echo "$output"
	[[ $output == *"Stands, and ends within two weeks:"* ]]
	[[ $output == *"2026-02-01T00:00:01Z  evidence is too old: checklists/release.md:3  Unit tests pass."* ]]
	run "$MUSTER" gate --as-of 2026-02-02T00:00:00Z
	[[ $output != *"ends within two weeks"* ]]
	[[ $output == *"Stale"*"Unit tests pass"* ]]
}

@test "a sign-off whose key ends within two weeks is said before it does" {
	printf '# Release\n\n- [x] Unit tests pass. Evidence: `evidence/unit.xml`\n\n## Sign-off\n\n- [ ] Security Lead: ____________ Date: ________\n' > checklists/release.md
	commit_all signoff
	mkdir ../trust
	ssh-keygen -q -t ed25519 -N '' -C '' -f ../bob
	soon=$(date -u -d '+10 days' +%Y%m%d%H%M%SZ)
	echo "bob@example.org namespaces=\"muster-signoff/security-lead\",valid-before=\"$soon\" $(cat ../bob.pub)" > ../trust/allowed_signers
	"$MUSTER" build -q --trust ../trust
	"$MUSTER" signoff security-lead --as bob@example.org --key ../bob > /dev/null
	run "$MUSTER" gate --trust ../trust
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"Stands, and ends within two weeks:"*"sign-off ends with its key: checklists/release.md:7"* ]]
}

@test "a waiver that ends within two weeks is said before it does" {
	printf '\t- Waiver: until 2026-01-20 by @lee, owner @sam - report under embargo\n' >> checklists/release.md
	commit_all waiver
	run "$MUSTER" gate --as-of 2026-01-05T00:00:00Z
	[[ $output != *"waiver-ends-soon"* ]]
	run "$MUSTER" gate --as-of 2026-01-10T00:00:00Z
	echo "$output"
	[[ $output == *"waiver-ends-soon"* ]]
}
