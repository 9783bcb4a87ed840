# What authors ask of one item's evidence, and waivers that a plan holds: each one
# changes a verdict or is refused with a finding (plans.md section 17).

load helper

# One report that names its commit; src/ changes behind it, lib/ does not.
setup() {
	new_repo pack
	mkdir -p src lib evidence checklists docs
	echo 'int main(void) { return 0; }' > src/main.c
	echo 'int lib(void) { return 0; }' > lib/lib.c
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	{
		junit 12 0 "$subject" | sed 's/name="all"/name="all" timestamp="2026-01-02T00:00:00Z"/'
	} > evidence/unit.xml
}

plan() {
	printf '# Release\n\n' > checklists/release.md
	cat >> checklists/release.md
	commit_all 'evidence and plan'
}

audit() {
	json=$("$MUSTER" audit --json "$@") || [ $? -lt 2 ] || [ $? -eq 3 ]
}

messages() {
	"$MUSTER" audit --json "$@" | jq -r '.. | objects | select(.code? // .rule? == "P-ATTR" or (.code? // "" | startswith("waiver"))) | .message'
}

@test "without attributes the report verifies the item" {
	plan <<< '- [x] Unit tests pass (`evidence/unit.xml`)'
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'verified carried' ]
}

@test "max-age makes old evidence stale, and leaves young evidence alone" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`) {#old max-age=1h}
- [x] Unit tests pass, too (`evidence/unit.xml`) {#young max-age=30d}
PLAN
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'stale too-old' ]
	[ "$(verdict_at checklists/release.md:4)" = 'verified carried' ]
}

@test "a max-age that is no duration is said, and the item is not verified" {
	plan <<< '- [x] Unit tests pass (`evidence/unit.xml`) {#a max-age=soon}'
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'partial missing' ]
	[[ $(messages) == *'max-age=soon: it is no duration like 7d'* ]]
}

@test "a scope of its own dates the evidence by what is in it" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
- [x] Unit tests of the library pass (`evidence/unit.xml`) {#lib scope="lib/**"}
- [x] Unit tests of the program pass (`evidence/unit.xml`) {#src scope="src/**"}
PLAN
	echo 'int twice(int x) { return 2 * x; }' >> src/main.c
	commit_all 'change the source'
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'stale scope-changed' ]
	[ "$(verdict_at checklists/release.md:4)" = 'verified carried' ]
	[ "$(verdict_at checklists/release.md:5)" = 'stale scope-changed' ]
}

@test "a scope without a file would make everything fresh, so it is refused" {
	plan <<< '- [x] Unit tests pass (`evidence/unit.xml`) {#a scope="nowhere/**"}'
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'partial missing' ]
	[[ $(messages) == *'scope=nowhere/**: no file of the tree is in it'* ]]
}

@test "strength raises what is needed and lowers nothing" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`) {#bound strength=S3}
- [x] Unit tests pass, too (`evidence/unit.xml`) {#signed strength=S4}
- [x] Unit tests pass once more (`evidence/unit.xml`) {#low strength=S0}
- [x] Unit tests pass at last (`evidence/unit.xml`) {#odd strength=strong}
PLAN
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/release.md:4)" = 'partial too-weak' ]
	[ "$(verdict_at checklists/release.md:5)" = 'verified carried' ]
	[ "$(verdict_at checklists/release.md:6)" = 'partial missing' ]
	[[ $(messages) == *'strength=strong: it is none of S0 to S5'* ]]
}

@test "a signer is never met while no signature is checked, and the report says why" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`) {#a signer=release}
- [x] Images are signed <!-- muster: id=b signer=release -->
PLAN
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'partial missing' ]
	[ "$(verdict_at checklists/release.md:4)" = 'unsupported not-found' ]
	[[ $(messages) == *'signer=release: signatures over evidence are not checked'* ]]
	run "$MUSTER" explain a
	[[ $output == *'signed by release'* ]]
}

@test "infer=yes asks for the item's own path beside the declared evidence" {
	echo 'x' > docs/manual.md
	plan <<'PLAN'
- [x] `docs/gone.md` is covered by tests {#no}
  - Evidence: `junit:evidence/unit.xml` failed = 0
- [x] `docs/gone.md` is covered by tests too {#yes infer=yes}
  - Evidence: `junit:evidence/unit.xml` failed = 0
PLAN
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/release.md:5)" = 'partial missing' ]
}

@test "attributes on a sign-off are refused with a finding" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
- [ ] Security Lead: ____ Date: ____ {#so max-age=7d}
PLAN
	[[ $(messages) == *'max-age=7d: it has no effect on an item like this one'* ]]
}

@test "a waiver in the plan covers its own item until its last day" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
- [x] Penetration test
  - Waiver: until 2026-01-31 by @lee, owner @sam — report under embargo (`docs/w.md`)
- [x] Penetration test of the app
PLAN
	audit --as-of 2026-01-31T23:59:59Z
	[ "$(verdict_at checklists/release.md:4)" = 'waived not-found' ]
	[ "$(verdict_at checklists/release.md:6)" = 'unsupported not-found' ]
	run "$MUSTER" explain checklists/release.md:4
	[[ $output == *'Waived until 2026-01-31 by lee (self-declared, unsigned): report under embargo'* ]]
	audit --as-of 2026-02-01T00:00:00Z
	[ "$(verdict_at checklists/release.md:4)" = 'unsupported not-found' ]
	[[ $(messages --as-of 2026-02-01T00:00:00Z) == *'ended on 2026-01-31'* ]]
}

@test "a waiver in the plan that lacks something does not count" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
- [x] Nobody owns this
  - Waiver: until 2026-12-31 by @lee - because
- [x] Nobody approved this
  - Waiver: until 2026-12-31, owner @sam - because
- [x] Nobody said why
  - Waiver: until 2026-12-31 by @lee, owner @sam
- [x] This never ends
  - Waiver: by @lee, owner @sam - because
- [x] Some day this ends
  - Waiver: until spring by @lee, owner @sam - because
- [x] Sam approves of Sam
  - Waiver: until 2026-12-31 by Sam, owner @sam - because
PLAN
	audit
	for line in 4 6 8 10 12 14; do
		[ "$(verdict_at checklists/release.md:$line)" = 'unsupported not-found' ]
	done
	said=$(messages)
	for why in 'it names no owner' 'it names no approver' 'it gives no reason' \
		'it never ends' 'its end is no date like 2026-12-31' 'its approver is its owner'; do
		[[ $said == *"$why"* ]]
	done
}

@test "a waiver never makes verified, nor covers what is contradicted" {
	junit 12 2 "$subject" > evidence/e2e.xml
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
  - Waiver: until 2026-12-31 by @lee, owner @sam - because
- [x] End-to-end tests pass (`evidence/e2e.xml`)
  - Waiver: until 2026-12-31 by @lee, owner @sam - because
- [x] Nothing shows this
  - Waiver: until 2026-12-31 by @lee, owner @sam - because
PLAN
	audit
	[ "$(verdict_at checklists/release.md:3)" = 'verified carried' ]
	[ "$(verdict_at checklists/release.md:5)" = 'contradicted evidence-fails' ]
	[ "$(verdict_at checklists/release.md:7)" = 'waived not-found' ]
	[[ $(messages) == *'is not needed'* ]]
	[[ $(messages) == *'contradicted, which cannot be waived'* ]]
}

@test "where signatures are wanted, a waiver in the plan does not count" {
	plan <<'PLAN'
- [x] Unit tests pass (`evidence/unit.xml`)
- [x] Penetration test
  - Waiver: until 2026-12-31 by @lee, owner @sam - because
PLAN
	audit --profile release
	[ "$(verdict_at checklists/release.md:4)" = 'unsupported not-found' ]
	[[ $(messages --profile release) == *'no trusted signature of its approver'* ]]
}

@test "a waiver in an evidence cell and below a bare box is one as well" {
	plan <<'PLAN'
| ID | Item | Status | Evidence |
| --- | --- | --- | --- |
| T-1 | Penetration test | Complete | Waiver: until 2026-12-31 by Lee, owner Sam - embargo |

[x] Load test done
Waiver: until 2026-12-31 by Lee, owner Sam - embargo
PLAN
	audit
	[ "$(verdict_at checklists/release.md:5)" = 'waived not-found' ]
	[ "$(verdict_at checklists/release.md:7)" = 'waived not-found' ]
}
