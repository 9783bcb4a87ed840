# What a claim needs: each class in seven languages and both directions, from the words
# of the plan to the verdict.  An artifact of the class or of a higher one meets it, one
# of a lower class never does.

load helper

setup() {
	new_repo classes
	mkdir -p src evidence docs checklists tests scripts migrations .github/workflows
	echo 'int main(void) { return 0; }' > src/main.c
	{
		printf '# Drill runbook\n\n## Steps\n\n'
		printf 'Call the operators, restore the backup and count the rows again. %.0s' {1..3}
	} > docs/drill-runbook.md
	printf '#!/bin/sh\nexec true\n' > scripts/load-test.sh
	printf 'CREATE TABLE users (id bigint);\n' > migrations/0042_add_users.sql
	printf 'on: [push]\njobs:\n  scan:\n    runs-on: x\n    steps:\n      - run: trivy image app\n' \
		> .github/workflows/ci.yml
	printf 'def test_login():\n    assert True\n' > tests/test_login.py
	commit_all 'sources'
	subject=$(git rev-parse HEAD)
	junit 12 0 "$subject" > evidence/unit.xml
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"trivy"}},"results":[],"invocations":[{"executionSuccessful":true}],"versionControlProvenance":[{"repositoryUri":"https://example.org/x","revisionId":"%s"}]}]}' \
		"$subject" > evidence/scan.sarif
}

# Items of the texts on standard input, each with FILE behind it ("-": without): the
# verdicts, one a text, of which none may differ from WANT.
all_are() { # WANT CLASS FILE
	{
		printf '# Plan\n\n'
		while read -r text; do
			[ "$3" = - ] && echo "- [x] $text" || echo "- [x] $text (\`$3\`)"
		done
	} > checklists/plan.md
	commit_all 'plan and evidence'
	"$MUSTER" audit --json > "$BATS_TEST_TMPDIR/audit.json" 2> /dev/null || true
	jq -r --arg want "$1" '.items[] | select(.verdict + " " + .reason != $want)
		| .verdict + " " + .reason + ": " + .text' "$BATS_TEST_TMPDIR/audit.json" | tee "$BATS_TEST_TMPDIR/bad"
	[ ! -s "$BATS_TEST_TMPDIR/bad" ]
	[ "$(jq '.items | length' "$BATS_TEST_TMPDIR/audit.json")" -ge 3 ]
	# Explained with the class that it needs.
	[ "$("$MUSTER" explain checklists/plan.md:3 | sed -n 's/^  needs  *\([a-z]*\),.*/\1/p')" = "$2" ]
}

@test "exists: the thing that is there meets it" {
	all_are 'verified exact' exists docs/drill-runbook.md <<-'TEXTS'
		Drill runbook written
		Drill-Runbook geschrieben
		Drill runbook escrito
		Runbook do drill criado
		Drill runbook rédigé
		Drill runbook 作成済み
		Drill runbook 已编写
		Drill runbook 작성
	TEXTS
}

@test "exists: a thing that is not there does not, nor does another one" {
	all_are 'contradicted cited-path-missing' exists docs/drill-guide.md <<-'TEXTS'
		Drill guide written
		Drill-Guide geschrieben
		Drill guide escrito
		Drill guide criado
		Drill guide rédigé
		Drill guide 作成済み
		Drill guide 已编写
	TEXTS
	all_are 'unsupported no-outcome' declares docs/drill-runbook.md <<-'TEXTS'
		Threat model written
		Bedrohungsmodell geschrieben
		Modelo de amenazas escrito
		Modelo de ameaças criado
		Modèle de menaces rédigé
	TEXTS
}

@test "declares: the step of a workflow meets it" {
	all_are 'verified exact' declares - <<-'TEXTS'
		CI runs trivy
		CI führt trivy aus
		La CI ejecuta trivy
		A CI executa trivy
		La CI exécute trivy
		CI で trivy を実行
		CI 运行 trivy
	TEXTS
}

@test "declares: tests in a source are tests that are written" {
	all_are 'verified exact' declares tests/test_login.py <<-'TEXTS'
		Login tests written
		Login-Tests geschrieben
		Pruebas de login escritas
		Testes de login escritos
		Tests de login écrits
		login テスト作成済み
		login 测试已编写
	TEXTS
}

@test "declares: a document does not meet it, nor a step of another name, nor other tests" {
	all_are 'unsupported no-outcome' declares docs/drill-runbook.md <<-'TEXTS'
		Login tests written
		Login-Tests geschrieben
		Pruebas de login escritas
		Testes de login escritos
		Tests de login écrits
		login テスト作成済み
		login 测试已编写
	TEXTS
	all_are 'unsupported not-found' declares - <<-'TEXTS'
		CI runs gitleaks
		CI führt gitleaks aus
		La CI ejecuta gitleaks
		A CI executa gitleaks
		La CI exécute gitleaks
		CI で gitleaks を実行
		CI 运行 gitleaks
	TEXTS
	all_are 'unsupported no-outcome' declares tests/test_login.py <<-'TEXTS'
		Payment tests written
		Zahlungstests geschrieben
		Pruebas de pagos escritas
		Testes de pagamento escritos
		Tests de paiement écrits
	TEXTS
}

@test "outcome: a report that passes meets it" {
	all_are 'verified carried' outcome evidence/unit.xml <<-'TEXTS'
		Unit tests pass
		Unit-Tests bestanden
		Pruebas unitarias pasan
		Testes unitários passam
		Les tests unitaires passent
		単体テスト合格
		单元测试通过
		단위 테스트 통과
	TEXTS
}

@test "outcome: a report meets what a lower class says" {
	all_are 'verified carried' declares evidence/unit.xml <<-'TEXTS'
		Login tests written
		Login-Tests geschrieben
		Pruebas de login escritas
		Testes de login escritos
	TEXTS
}

@test "outcome: a workflow is no scan that passes" {
	all_are 'unsupported no-outcome' outcome .github/workflows/ci.yml <<-'TEXTS'
		Trivy scan passes
		Trivy-Scan bestanden
		Escaneo de trivy exitoso
		Varredura trivy passa
		Analyse trivy réussie
		Trivy スキャン合格
		Trivy 扫描通过
		Trivy 스캔 통과
	TEXTS
	all_are 'verified carried' outcome evidence/scan.sarif <<-'TEXTS'
		Trivy scan passes
		Trivy-Scan bestanden
		Trivy スキャン合格
		Trivy 扫描通过
	TEXTS
}

@test "outcome: a script is no run of it" {
	all_are 'unsupported no-outcome' outcome scripts/load-test.sh <<-'TEXTS'
		Load test was run
		Lasttest wurde ausgeführt
		Prueba de carga ejecutada
		Teste de carga executado
		Test de charge exécuté
		負荷テストを実行した
		负载测试已运行
	TEXTS
}

@test "outcome: a migration's file is no migration that was applied" {
	all_are 'unsupported no-outcome' outcome migrations/0042_add_users.sql <<-'TEXTS'
		Migration applied
		Migration angewendet
		Migración aplicada
		Migração aplicada
		Migration appliquée
		マイグレーション適用済み
		迁移已应用
	TEXTS
	all_are 'verified exact' exists migrations/0042_add_users.sql <<-'TEXTS'
		Migration add users written
		Migration add users geschrieben
		Migración add users creada
		Migração add users criada
		Migration add users créée
	TEXTS
}

@test "outcome: tests in a source are no tests that pass, and a part of it" {
	all_are 'partial missing' outcome tests/test_login.py <<-'TEXTS'
		Login tests pass
		Login-Tests bestanden
		Pruebas de login pasan
		Testes de login passam
		Les tests de login passent
	TEXTS
}

@test "act: a runbook is no drill that was held" {
	all_are 'unsupported no-outcome' act docs/drill-runbook.md <<-'TEXTS'
		Drill held
		Übung durchgeführt
		Simulacro realizado
		Ensaio realizado
		Exercice effectué
		訓練を実施済み
		演练已完成
	TEXTS
}

@test "act: a report that passes is no review, approval, rehearsal or training" {
	all_are 'unsupported no-outcome' act evidence/unit.xml <<-'TEXTS'
		Unit tests reviewed
		Unit tests approved
		Unit tests endorsed
		Unit tests walked through
		Operators trained on the unit tests
		Unit-Tests begutachtet
		Unit-Tests genehmigt
		Unit-Tests abgesegnet
		Unit-Tests besprochen
		Unit-Tests unterschrieben
		Pruebas revisadas
		Pruebas aceptadas
		Operadores capacitados en las pruebas
		Testes revisados
		Testes aceitos
		Equipe treinada nos testes
		Tests relus
		Tests revus
		Tests acceptés
		Équipe formée aux tests
		テストをレビュー済み
		テストを承認済み
		テストを査読済み
		测试已评审
		测试已验收
		测试审查完毕
		测试已签字
		테스트 검토
		테스트 승인
		Тесты утверждены
		Тесты согласованы
		Tests goedgekeurd
	TEXTS
	# Words for both: that the tests pass is shown, that people said so is not.
	all_are 'partial missing' act evidence/unit.xml <<-'TEXTS'
		Unit tests pass and are reviewed
		Testes aprovados pelo comitê
		テストをレビュー完了
		테스트 리뷰 완료
	TEXTS
}

@test "act: a signed tick of the person who may is one, an unsigned one is none" {
	ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/ada"
	mkdir "$BATS_TEST_TMPDIR/trust"
	echo "ada@example.org namespaces=\"git,muster-signoff/*\" $(cut -d ' ' -f 1,2 "$BATS_TEST_TMPDIR/ada.pub")" \
		> "$BATS_TEST_TMPDIR/trust/allowed_signers"
	fields='## %s\n\n- [%s] %s: Ada Pine Date: 2026-01-05\n\n'
	for mark in ' ' x; do
		{
			printf "$fields" Sign-off "$mark" 'Security lead'
			printf "$fields" Freigabe "$mark" 'Sicherheitsbeauftragte'
			printf "$fields" 'Aprobación' "$mark" 'Responsable de seguridad'
			printf "$fields" 'Aprovação' "$mark" 'Responsável de segurança'
			printf "$fields" Approbation "$mark" 'Responsable sécurité'
		} > checklists/plan.md
		commit_all "mark '$mark'"
		run jq -r '[.items[] | .verdict + " " + .reason] | unique[]' \
			<("$MUSTER" audit --json --trust "$BATS_TEST_TMPDIR/trust")
		[[ $output == needs-signoff* ]]
		[[ $output != *verified* ]]
	done
	git checkout -q HEAD~1 -- checklists/plan.md
	commit_all 'blank again'
	sed -i 's/\[ \]/[x]/' checklists/plan.md
	git -c gpg.format=ssh -c user.signingkey="$BATS_TEST_TMPDIR/ada" commit -q -S -m 'sign off' checklists/plan.md
	run jq -r '.items[] | .verdict + " " + .reason' \
		<("$MUSTER" audit --json --trust "$BATS_TEST_TMPDIR/trust")
	[ "$(sort -u <<< "$output")" = 'verified signed-by' ]
	[ "${#lines[@]}" -eq 5 ]
}
