/*
 * Contradictions of plans.md section 16 in the words of many people: each example
 * holds the one that is named, for certain; the near misses hold none.
 */
#include "unit.h"

#include "base/limits.h"
#include "plan/parse.h"

/* clang-format off: an example is read as a whole */

static const char *const c7[] = {
	"- [x] Deploy to production (pending)\n",
	"- [x] Load test — not yet run\n",
	"- [x] Pen test - TODO\n",
	"- [x] Pen test: in progress\n",
	"- [x] Runbook reviewed ❌\n",
	"- [ ] Runbook reviewed ✅\n",
	"- [ ] Runbook — done\n",
	"- [ ] Migrate data (completed 2026-01-04)\n",
	"- ✅ Migrate data — FAILED\n",
	"- ❌ Migrate data — DONE\n",
	"- ✅ Migrate data: not done\n",
	"- [x] Migrate the data (not done yet)\n",
	"- [x] Migrate the data (still open)\n",
	"- [x] Migrate the data (blocked)\n",
	"- [x] Migrate the data (to be done)\n",
	"- [x] Migrate the data **(WIP)**\n",
	"- [x] Daten migrieren (ausstehend)\n",
	"- [x] Daten migrieren – noch nicht erledigt\n",
	"- [x] Daten migrieren (noch offen)\n",
	"- [x] Lasttest (nicht durchgeführt)\n",
	"- [x] Lasttest – in Arbeit\n",
	"- [ ] Lasttest – erledigt\n",
	"- [ ] Lasttest ✅\n",
	"- [x] Migrar datos (pendiente)\n",
	"- [x] Migrar datos — en curso\n",
	"- [x] Migrar datos (no realizado)\n",
	"- [x] Migrar datos - por hacer\n",
	"- [x] Migrar datos (aún no ejecutado)\n",
	"- [ ] Migrar datos (completado)\n",
	"- [x] Migrer les données (en attente)\n",
	"- [x] Migrer les données — à faire\n",
	"- [x] Migrer les données (pas encore fait)\n",
	"- [x] Migrer les données (non terminé)\n",
	"- [ ] Migrer les données (terminé)\n",
	"- [x] Migrar dados (pendente)\n",
	"- [x] Migrar dados — em andamento\n",
	"- [x] Migrar dados (não concluído)\n",
	"- [x] Migrar dados (ainda não feito)\n",
	"- [x] Migrar dados (a fazer)\n",
	"- [x] Migrare i dati (da fare)\n",
	"- [x] Migrare i dati (in corso)\n",
	"- [x] Migrare i dati (non completato)\n",
	"- ✅ Migrazione — DA COMPLETARE\n",
	"- [x] Data migreren (nog niet gedaan)\n",
	"- [x] Data migreren (openstaand)\n",
	"- [x] Data migreren – bezig\n",
	"- [x] データ移行（未完了）\n",
	"- [x] データ移行（進行中）\n",
	"- [x] データ移行 - 未着手\n",
	"- [ ] データ移行（完了）\n",
	"- [x] データ移行（未実施）\n",
	"- [x] 数据迁移（未完成）\n",
	"- [x] 数据迁移（进行中）\n",
	"- [x] 数据迁移 - 待办\n",
	"- [x] 数据迁移（尚未执行）\n",
	"- [ ] 数据迁移（已完成）\n",
	"- [x] 데이터 이전 (미완료)\n",
	"- [x] 데이터 이전 (진행중)\n",
	"- [x] 데이터 이전 (진행 중)\n",
	"- [x] Миграция данных (не готово)\n",
	"- [x] Миграция данных — в процессе\n",
	"- [ ] Миграция данных (готово)\n",
	"- [x] Миграция данных (не выполнено)\n",
	"| Phase | Status | GO/NO-GO |\n"
	"|---|---|---|\n"
	"| A | Partial | GO |\n"
	"| B | Done | GO |\n",
	"| Task | Done | Status |\n"
	"|---|---|---|\n"
	"| Rotate keys | [x] | In progress |\n"
	"| Backup | [ ] | Pending |\n",
	"| Task | Status |\n"
	"|---|---|\n"
	"| Rotate keys | ✅ In progress |\n"
	"| Backup | ✅ Done |\n",
	"| Tarea | Estado |\n"
	"|---|---|\n"
	"| Rotar claves | ✅ Pendiente |\n"
	"| Copia | ✅ Hecho |\n",
	"| Tâche | Statut |\n"
	"|---|---|\n"
	"| Rotation | ❌ Terminé |\n"
	"| Copie | ✅ Terminé |\n",
	"| Task | Status | Notes |\n"
	"|---|---|---|\n"
	"| Rotate keys | ✅ | not done yet |\n"
	"| Backup | ✅ | ok |\n",
	"| Tarea | Estado | Observaciones |\n"
	"|---|---|---|\n"
	"| Rotar | Completado | Pendiente |\n"
	"| Copia | Completado | ok |\n",
	"## Security ✅ PENDING\n"
	"\n"
	"- a\n",
	"### Local validation: ✅ RUNNING\n"
	"\n"
	"Text\n",
	"## ✅ Seguridad — EN CURSO\n"
	"\n"
	"Texto\n",
	"## Done\n"
	"\n"
	"- [ ] Rotate keys\n"
	"- [x] Backup\n",
	"## 已完成\n"
	"\n"
	"- [ ] 轮换密钥\n"
	"- [x] 备份\n",
	"**Status:** ✅ In progress\n",
	"**Status:** ✅ Not started\n",
};

static const char *const c8[] = {
	"| Area | Total | Done |\n"
	"|---|---|---|\n"
	"| API | 10 | 5 |\n"
	"| UI | 10 | 5 |\n"
	"| **Total** | 20 | 11 |\n",
	"| Area | Tasks | Done | % |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 5 | 50% |\n"
	"| UI | 10 | 6 | 60% |\n"
	"| **Total** | **20** | **11** | **65%** |\n",
	"| Раздел | Задач | Готово | Прогресс |\n"
	"|---|---|---|---|\n"
	"| API | 120 | 60 | 50% |\n"
	"| UI | 100 | 38 | 38% |\n"
	"| **ИТОГО** | **220** | **98** | **49%** |\n",
	"| Area | Completati | Totale | % | Stato |\n"
	"|---|---|---|---|---|\n"
	"| Models | 24 | 24 | 100% | ✅ |\n"
	"| Repo | 11 | 20 | 55% | 🔄 |\n"
	"| **TOTALE** | **36** | **44** | **82%** | 🎉 |\n",
	"| Area | Completed | Total | Percent |\n"
	"|---|---|---|---|\n"
	"| Models | 24 | 24 | 100% |\n"
	"| Repo | 11 | 20 | 75% |\n",
	"| Area | Progress |\n"
	"|---|---|\n"
	"| Models | 24/24 |\n"
	"| Repo | 11/20 |\n"
	"| **Total** | **36/44** |\n",
	"| Area | Progress |\n"
	"|---|---|\n"
	"| Models | 24/24 (100%) |\n"
	"| Repo | 11/20 (75%) |\n",
	"| Bereich | Gesamt | Erledigt | Offen |\n"
	"|---|---|---|---|\n"
	"| Sicherheit | 8 | 6 | 2 |\n"
	"| Betrieb | 5 | 5 | 0 |\n"
	"| Summe | 13 | 12 | 2 |\n",
	"| Bereich | Gesamt | Erledigt | Offen |\n"
	"|---|---|---|---|\n"
	"| Sicherheit | 8 | 6 | 3 |\n"
	"| Betrieb | 5 | 5 | 0 |\n",
	"| 模块 | 总数 | 已完成 | 完成率 |\n"
	"|---|---|---|---|\n"
	"| 接口 | 10 | 8 | 80% |\n"
	"| 前端 | 6 | 6 | 100% |\n"
	"| 合计 | 16 | 13 | 81% |\n",
	"| 項目 | 総数 | 完了 | 残り |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 8 | 2 |\n"
	"| UI | 6 | 6 | 0 |\n"
	"| 合計 | 16 | 14 | 3 |\n",
	"| Module | Nombre | Terminés | % |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 8 | 80 % |\n"
	"| UI | 6 | 6 | 100 % |\n"
	"| **Total** | 17 | 14 | 82 % |\n",
	"| Módulo | Total | Completados | Pendientes |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 8 | 2 |\n"
	"| UI | 6 | 6 | 0 |\n"
	"| **Total** | 16 | 13 | 2 |\n",
	"| Módulo | Total | Concluídos | % |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 8 | 80% |\n"
	"| UI | 6 | 3 | 60% |\n",
	"## Tasks\n"
	"\n"
	"Progress: 3 of 4 done\n"
	"\n"
	"- [x] a one\n"
	"- [x] b two\n"
	"- [ ] c three\n"
	"- [ ] d four\n",
	"## Security (4/4)\n"
	"\n"
	"- [x] a one\n"
	"- [x] b two\n"
	"- [ ] c three\n"
	"- [x] d four\n",
	"## Security — 4 of 4 complete\n"
	"\n"
	"- [x] a one\n"
	"- [x] b two\n"
	"- [ ] c three\n"
	"- [x] d four\n",
	"Completed: 5/6 (83%)\n"
	"\n"
	"- [x] a one\n"
	"- [x] b two\n"
	"- [ ] c three\n"
	"- [x] d four\n"
	"- [x] e four\n"
	"- [ ] f four\n",
	"4 von 5 Aufgaben erledigt\n"
	"\n"
	"- [x] a eins\n"
	"- [x] b zwei\n"
	"- [ ] c drei\n"
	"- [x] d vier\n"
	"- [ ] e fünf\n",
	"**Avancement :** 4 sur 5 tâches terminées\n"
	"\n"
	"- [x] a un\n"
	"- [x] b deux\n"
	"- [ ] c trois\n"
	"- [x] d quatre\n"
	"- [ ] e cinq\n",
	"Progreso: 4 de 5 tareas completadas\n"
	"\n"
	"- [x] a uno\n"
	"- [x] b dos\n"
	"- [ ] c tres\n"
	"- [x] d cuatro\n"
	"- [ ] e cinco\n",
	"进度：4/5 已完成\n"
	"\n"
	"- [x] 甲一\n"
	"- [x] 乙二\n"
	"- [ ] 丙三\n"
	"- [x] 丁四\n"
	"- [ ] 戊五\n",
	"已完成 4/5\n"
	"\n"
	"- [x] 甲一\n"
	"- [x] 乙二\n"
	"- [ ] 丙三\n"
	"- [x] 丁四\n"
	"- [ ] 戊五\n",
	"進捗：5件中4件完了\n"
	"\n"
	"- [x] あ一つ\n"
	"- [x] い二つ\n"
	"- [ ] う三つ\n"
	"- [x] え四つ\n"
	"- [ ] お五つ\n",
	"**Total: 41/50 (85%)**\n"
	"\n"
	"- x\n",
	"- ✅ **23/24 configurations** registered (90%)\n",
	"### ⚙️ Repositories: 11/20 (75%) ✅\n",
	"Completed: 3/4\n"
	"\n"
	"| Task | Status |\n"
	"|---|---|\n"
	"| Backup restored | Done |\n"
	"| Load test run | Done |\n"
	"| Pager wired | In progress |\n"
	"| DNS cut over | Pending |\n",
	"| Suite | Passed | Failed | Total |\n"
	"|---|---|---|---|\n"
	"| unit | 100 | 0 | 100 |\n"
	"| e2e | 19 | 1 | 20 |\n"
	"| **Total** | 119 | 0 | 120 |\n",
	"| Suite | Tests | Passed | Failed | Status |\n"
	"|---|---|---|---|---|\n"
	"| unit | 100 | 100 | 0 | ✅ |\n"
	"| e2e | 20 | 19 | 1 | ❌ |\n"
	"| **Total** | **120** | **118** | **1** | |\n",
	"**Overall: 5/8 items complete (70%)**\n",
};

static const char *const near_misses[] = {
	"| Area | Tasks | Done | % |\n"
	"|---|---|---|---|\n"
	"| API | 10 | 5 | 50% |\n"
	"| UI | 10 | 6 | 60% |\n"
	"| **Total** | **20** | **11** | **55%** |\n",
	"| Area | Progress |\n"
	"|---|---|\n"
	"| Models | 24/24 |\n"
	"| Repo | 11/20 |\n"
	"| **Total** | **35/44** |\n",
	"| Bereich | Gesamt | Erledigt |\n"
	"|---|---|---|\n"
	"| Sicherheit | 8 | 6 |\n"
	"| Betrieb | 5 | 5 |\n",
	"### ⚙️ Repositories: 11/20 (55%) 🔄\n",
	"## Phase 1\n"
	"\n"
	"Progress: 3/5 tasks\n"
	"\n"
	"## Phase 2\n"
	"\n"
	"Progress: 4/5 tasks\n",
	"Completed: 2/4\n"
	"\n"
	"| Task | Status |\n"
	"|---|---|\n"
	"| Backup restored | Done |\n"
	"| Load test run | Done |\n"
	"| Pager wired | In progress |\n"
	"| DNS cut over | Pending |\n",
	"| Area | Total | Done |\n"
	"|---|---|---|\n"
	"| API | 10 | 5 |\n"
	"| UI | 10 | 5 |\n"
	"| Subtotal | 20 | 10 |\n"
	"| Docs | 4 | 1 |\n"
	"| **Total** | 24 | 11 |\n",
	"| Area | Total | Done | % |\n"
	"|---|---|---|---|\n"
	"| API | 3 | 2 | 67% |\n"
	"| UI | 3 | 1 | 33.3% |\n"
	"| **Total** | 6 | 3 | 50% |\n",
	"| Module | Lines | Covered | % |\n"
	"|---|---|---|---|\n"
	"| api | 120 | 100 | 83% |\n"
	"| ui | 100 | 38 | 38% |\n",
	"- ✅ Lighthouse score 95/100 (A)\n",
	"- ✅ 3/3 nodes healthy, disk 40% full\n",
	"- ✅ 11/20 repositories use the new client (75% of traffic)\n",
	"- [x] Smoke tests passed - skipped on arm\n",
	"- [x] Deploy (staging)\n",
	"- [x] Pending migrations applied\n",
	"- [ ] Security review completed\n",
	"- [x] ~~Send mail~~\n",
	"- [x] IPv6 (n/a)\n",
	"- [ ] Deploy (ready)\n",
	"- [x] Port 443 open\n",
	"- [x] Alert fires when a job has failed\n",
	"- [x] Retry: failed jobs\n",
	"- ✅ Login with a wrong password: rejected\n",
	"- ✅ Direct access to admin: blocked\n",
	"- ✅ Secrets in code: none\n",
	"- [x] Queue drained (0 pending)\n",
	"- [x] Remove TODO comments\n",
	"- [x] Docs written (review pending from legal)\n",
	"- [x] Firewall rules (open ports only)\n",
	"- [x] Fenster offen\n",
	"- [x] Offene Punkte geklärt\n",
	"- [x] Tareas pendientes revisadas\n",
	"- [x] Éléments en attente traités\n",
	"- [x] 未完成项已列出\n",
	"- [x] 未着手タスクの確認\n",
	"- ✅ Phase 1 done — Phase 2 pending\n",
	"## ✅ Security\n"
	"\n"
	"- [x] a\n",
	"- ✅ **Step 1**: planned downtime announced\n",
};
/* clang-format on */

/* Certain contradictions of that code, or of any where `code` is NULL. */
static size_t certain(const char *markdown, const char *code)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan plan;
	struct err err = { 0 };
	size_t found = 0;

	assert_ok(plan_parse(&plan, SPAN_LIT("p.md"), span_of(markdown), NULL, arena,
			     scratch, &err));
	for (size_t i = 0; i < plan.findings.count; i++) {
		const struct finding_rule *rule = plan.findings.at[i].rule;

		if (rule->code[0] != 'C' || rule->level == FINDING_NOTE ||
		    !rule->certain)
			continue;
		found += !code || strcmp(rule->code, code) == 0;
	}
	arena_free(arena);
	arena_free(scratch);
	return found;
}

static void check(const char *const *examples, size_t count, const char *code)
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		size_t found = certain(examples[i], code);

		if (code ? found > 0 : found == 0)
			continue;
		print_error("%s%s:\n%s\n", code ? "no " : "", code ? code : "found",
			    examples[i]);
		bad++;
	}
	assert_int_equal(bad, 0);
}

#define CHECK(examples, code)                                                          \
	check(examples, sizeof(examples) / sizeof((examples)[0]), code)

static void mark_and_words_that_disagree_are_found(void **state)
{
	(void)state;
	CHECK(c7, "C7");
}

static void counts_that_do_not_add_up_are_found(void **state)
{
	(void)state;
	CHECK(c8, "C8");
}

static void near_misses_contradict_nothing(void **state)
{
	(void)state;
	CHECK(near_misses, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mark_and_words_that_disagree_are_found),
		cmocka_unit_test(counts_that_do_not_add_up_are_found),
		cmocka_unit_test(near_misses_contradict_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
