# What an item names of a file's content - a key, a route, a section, a script, a step
# of CI - in both directions: shown where the file says so, never where it does not.

load helper

setup() {
	new_repo named
	mkdir -p config api docs scripts checklists .github/workflows src
	printf 'DEBUG=false\nMAX_CONN=100\nMODE=a\nMODE=b\nHOST=${HOST}\n' > config/prod.env
	printf '[server]\nport = 8080\ndebug = false\n' > config/app.toml
	printf 'server:\n  port: 8080\n  wait: 30s\nclient:\n  port: 9090\n' > config/app.yaml
	printf '{"log": {"level": "info"}, "strict": true}\n' > config/app.json
	cat > api/openapi.yaml <<-'API'
		openapi: 3.0.0
		info: {title: Users, version: "1"}
		paths:
		  /v1/users:
		    get: {operationId: listUsers, responses: {"200": {description: ok}}}
		  /v1/users/{id}:
		    delete: {operationId: dropUser, responses: {"204": {description: ok}}}
	API
	{
		printf '# Runbook\n\n## Startup\n\n%s\n' \
			'Turn the key, wait for the green lamp and read the log to its end.'
		printf '\n## Rollback\n\n%s\n\n## Contacts\n\nTBD\n' \
			'Put the old version back in its place and tell the operators so.'
	} > docs/runbook.md
	cat > .github/workflows/ci.yml <<-'CI'
		name: ci
		on: [push]
		jobs:
		  audit:
		    runs-on: ubuntu-latest
		    steps:
		      - run: cargo audit
		      - run: |
		          # cargo deny check
		          echo "cargo geiger"
		          make lint
		      - name: cargo vet
		        run: echo skipped for now
	CI
	printf '{"name": "x", "scripts": {"build": "tsc"}}\n' > package.json
	printf 'CC := gcc\n.PHONY: test\ntest unit: all\n\t./run\nA = b\n%%.o: %%.c\n\tcc\n' > Makefile
	mkdir -p .cargo
	printf '[alias]\nxtask = "run --package xtask --"\n' > .cargo/config.toml
	printf '#!/bin/sh\necho hello\n' > scripts/deploy.sh
	commit_all 'sources'
}

# The verdicts of items with these words: one word where all have the same.
verdicts() {
	printf '# Plan\n\n' > checklists/plan.md
	cat >> checklists/plan.md
	commit_all 'plan'
	"$MUSTER" audit --json | jq -r '.items | sort_by(.line) | .[] | .verdict' | sort -u
}

@test "a key with its value is shown by the file that is named: dotenv, TOML, YAML, JSON" {
	run verdicts <<-'PLAN'
		- [x] `DEBUG=false` in `config/prod.env`
		- [x] `DEBUG=FALSE` set (`config/prod.env`)
		- [x] Production sets `MAX_CONN=100.0` (`config/prod.env`)
		- [x] `server.port=8080` configured (`config/app.toml`)
		- [x] `server.port=8080` configured (`config/app.yaml`)
		- [x] `log.level=info` and `strict=true` configured (`config/app.json`)
		- [x] `DEBUG=false` gesetzt (`config/prod.env`)
		- [x] `DEBUG=false` configurado (`config/prod.env`)
		- [x] `DEBUG=false` est défini (`config/prod.env`)
		- [x] `DEBUG=false` 已设置 (`config/prod.env`)
	PLAN
	[ "$output" = verified ]
}

@test "a key with another value contradicts" {
	run verdicts <<-'PLAN'
		- [x] `DEBUG=true` in `config/prod.env`
		- [x] `MAX_CONN=200` set (`config/prod.env`)
		- [x] `server.port=80` configured (`config/app.toml`)
		- [x] `log.level=warn` configured (`config/app.json`)
		- [x] `strict=false` gesetzt (`config/app.json`)
		- [x] `MAX_CONN=200` configurado (`config/prod.env`)
	PLAN
	[ "$output" = contradicted ]
}

@test "a key that is not there, has two values or one that cannot be compared shows nothing" {
	run verdicts <<-'PLAN'
		- [x] `TIMEOUT=30` set (`config/prod.env`)
		- [x] `MODE=a` set (`config/prod.env`)
		- [x] `port=8080` configured (`config/app.yaml`)
		- [x] `server.wait=30000ms` configured (`config/app.yaml`)
		- [x] `HOST=example` set (`config/prod.env`)
		- [x] `DEBUG=true` is not set (`config/prod.env`)
		- [x] `DEBUG=false` nicht gesetzt (`config/prod.env`)
		- [x] Raised `MAX_CONN=50` to `MAX_CONN=100` (`config/prod.env`)
		- [x] `DEBUG=false` set
		- [x] Keys documented, `DEBUG=false` (`config/prod.env`)
	PLAN
	[ "$output" = unsupported ]
}

@test "a key shows no more than itself" {
	run verdicts <<-'PLAN'
		- [x] Keys rotated and `DEBUG=false` (`config/prod.env`)
		- [x] `DEBUG=false` and tests pass (`config/prod.env`)
		- [x] `DEBUG=false` and `TIMEOUT=30` set (`config/prod.env`)
		- [x] Schlüssel getauscht, `DEBUG=false` (`config/prod.env`)
		- [x] Claves rotadas, `DEBUG=false` (`config/prod.env`)
	PLAN
	[ "$output" = partial ]
}

@test "a number that was measured is no setting" {
	mkdir evidence
	echo '{"p95": 180}' > evidence/load.json
	run verdicts <<< '- [x] `p95=180` (`evidence/load.json`)'
	[ "$output" = unsupported ]
	mkdir results
	echo '{"p95": 180, "errors": 0}' > results/load.json
	run verdicts <<-'PLAN'
		- [x] `p95=180` (`results/load.json`)
		- [x] `errors=0` (`results/load.json`)
	PLAN
	[ "$output" = partial ]
	run verdicts <<< '- [x] `errors=1` (`results/load.json`)'
	[ "$output" = unsupported ]
}

@test "a route is shown by an API that has it, whatever its parameters are called" {
	run verdicts <<-'PLAN'
		- [x] `GET /v1/users` documented (`api/openapi.yaml`)
		- [x] `DELETE /v1/users/:userId` documented (`api/openapi.yaml`)
		- [x] Endpoint `GET /v1/users?page=2` defined (`api/openapi.yaml`)
		- [x] `GET /v1/users` dokumentiert (`api/openapi.yaml`)
		- [x] `GET /v1/users` documentado (`api/openapi.yaml`)
	PLAN
	[ "$output" = verified ]
}

@test "a route that the API does not have is not shown, and not refuted" {
	run verdicts <<-'PLAN'
		- [x] `POST /v1/users` documented (`api/openapi.yaml`)
		- [x] `GET /v1/user` documented (`api/openapi.yaml`)
		- [x] `GET /v1/users` documented
	PLAN
	[ "$output" = unsupported ]
}

@test "a route that is not said to be declared is said to work" {
	run verdicts <<-'PLAN'
		- [x] `GET /v1/users` (`api/openapi.yaml`)
		- [x] `GET /v1/users` returns 200 (`api/openapi.yaml`)
		- [x] `GET /v1/users` antwortet (`api/openapi.yaml`)
	PLAN
	[ "$output" = partial ]
}

@test "a section is shown by a document that has it with text under it" {
	run verdicts <<-'PLAN'
		- [x] Runbook has a Rollback section (`docs/runbook.md`)
		- [x] Rollback section in the runbook (`docs/runbook.md`)
		- [x] Runbook enthält Abschnitt Rollback (`docs/runbook.md`)
		- [x] Sección Rollback en el runbook (`docs/runbook.md`)
		- [x] Le runbook contient une section Rollback (`docs/runbook.md`)
		- [x] Runbook sections written (`docs/runbook.md`)
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		- [x] Runbook has a Disaster section (`docs/runbook.md`)
		- [x] Runbook has a Contacts section (`docs/runbook.md`)
		- [x] Runbook has no Rollback section (`docs/runbook.md`)
		- [x] Rollback section reviewed (`docs/runbook.md`)
		- [x] Runbook has a Rollback section
	PLAN
	[ "$output" = unsupported ]
}

@test "a script that is there exists, and says nothing about its outcome" {
	run verdicts <<-'PLAN'
		- [x] `npm run build` script exists
		- [x] `./scripts/deploy.sh` exists
		- [x] `./scripts/deploy.sh` existiert
		- [x] `./scripts/deploy.sh` existe
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		- [x] `npm run test` script exists
		- [x] `npm run build` passes
		- [x] `npm run build`
		- [x] `docs/runbook.md` 검증
		- [x] `docs/runbook.md` проверен
		- [x] `./scripts/deploy.sh` works
		- [x] Deployed with `./scripts/deploy.sh`
		- [x] Bereitgestellt mit `./scripts/deploy.sh`
	PLAN
	[ "$output" = unsupported ]
	run verdicts <<< '- [x] `./scripts/gone.sh` exists'
	[ "$output" = contradicted ]
}

@test "a target is there where the Makefile has a rule for it, and shows no outcome" {
	run verdicts <<-'PLAN'
		- [x] `make test` target exists
		- [x] `make unit` exists
		- [x] `make test` existiert
		- [x] `make test` existe
		- [x] `cargo xtask` alias exists
	PLAN
	[ "$output" = verified ]
	run verdicts <<-'PLAN'
		- [x] `make deploy` target exists
		- [x] `make A` target exists
		- [x] `make CC` target exists
		- [x] `make test` passes
		- [x] `make test`
		- [x] `make -j2` exists
		- [x] `cargo build` exists
	PLAN
	[ "$output" = unsupported ]
	# What an included file brings nobody has read: it is not said to be missing.
	echo 'include more.mk' >> Makefile
	run verdicts <<< '- [x] `make deploy` target exists'
	[ "$output" = unsupported ]
	"$MUSTER" audit > /dev/null || true
	run "$MUSTER" explain checklists/plan.md:1
	[[ "$output" != *"no such script"* ]]
}

@test "a step shows that CI runs a command, when it does" {
	run verdicts <<-'PLAN'
		- [x] CI runs `cargo audit`
		- [x] CI runs `cargo audit` on every push
		- [x] CI führt `cargo audit` aus
		- [x] La CI ejecuta `cargo audit`
		- [x] CI 运行 `cargo audit`
	PLAN
	[ "$output" = verified ]
}

@test "a comment, an echo, a step that does nothing and another hour show nothing" {
	run verdicts <<-'PLAN'
		- [x] CI runs `cargo deny`
		- [x] CI runs `cargo geiger`
		- [x] CI runs `cargo vet`
		- [x] CI runs `cargo audit` nightly
		- [x] CI runs `cargo audit` on every pull request
		- [x] CI führt `cargo audit` täglich aus
		- [x] CI runs `npm run build`
	PLAN
	[ "$output" = unsupported ]
	run verdicts <<< '- [x] CI runs `cargo audit` and `make test`'
	[ "$output" = partial ]
}

@test "where one file has it, the line that names it is proposed" {
	cat > checklists/plan.md <<-'PLAN'
		- [x] Runbook written (`docs/runbook.md`)
		- [x] API described (`api/openapi.yaml`)
		- [x] Runbook has a Rollback section
		- [x] `GET /v1/users` is documented
	PLAN
	commit_all 'plan'
	"$MUSTER" audit -q || true
	"$MUSTER" suggest | git apply
	[ "$(sed -n 4p checklists/plan.md)" = '  - Evidence: `docs/runbook.md`' ]
	[ "$(sed -n 6p checklists/plan.md)" = '  - Evidence: `api/openapi.yaml`' ]
	commit_all 'take it'
	json=$("$MUSTER" audit --json || true)
	[ "$(verdict_at checklists/plan.md:3)" = 'verified exact' ]
	[ "$(verdict_at checklists/plan.md:5)" = 'verified exact' ]
}
