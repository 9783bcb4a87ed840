/*
 * Plans as people outside write them: notations that plans.md names by rule,
 * not by example.  Each example is in our own words.
 *
 * What is wanted of a plan is one line an item, "LINE KIND CLAIM", with " -" behind
 * an item that is not judged; and the codes of all findings in order of line.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "plan/parse.h"

struct example {
	const char *name;
	const char *markdown;
	const char *items;
	const char *codes;
};

/* clang-format off: an example is read as a whole */
static const struct example headings[] = {
	{ "go/no-go names a decision, and turns no list round",
	  "# Go/No-Go checklist\n\n## Server\n\n- [ ] Disk has 20 GB left\n- [x] Ports "
	  "are shut\n",
	  "5 task open\n6 task done", "" },
	{ "no-go alone still turns a list round", "## No-Go\n\n- [ ] Data was lost\n",
	  "3 task open -", "" },
	{ "GO over its conditions claims nothing",
	  "### ✅ GO (ship it)\n\n- All gates are shut\n\n### ❌ NO-GO (wait)\n\n- A "
	  "gate is open\n",
	  "3 criterion none -\n7 criterion none -", "" },
	{ "a heading that begins with when claims nothing",
	  "## Quando tudo estiver pronto ✅\n\nFesta.\n\n## When all is done "
	  "✅\n\nCake.\n",
	  "", "" },
	{ "a heading that ends in a condition claims nothing",
	  "## ✅ Система готова когда:\n\nЛампа горит.\n\n## ✅ Prêt quand :\n\nOui.\n",
	  "", "" },
	{ "a heading that says what signs mean claims nothing, and is believed",
	  "### ✅ = Implementado | ⚠️ = Em andamento | ❌ = Pendente\n\n"
	  "| Control | Estado |\n|-|-|\n| Cifrado | ✅ |\n| Copias | ❌ |\n",
	  "5 row done\n6 row open", "" },
	{ "a tick among topic pictures is one of them where boxes say more",
	  "## 🎯 Goals\n\nx\n\n## 🧪 Trials\n\nx\n\n## ✅ Phase 3\n\n- [ ] "
	  "x\n\n## "
	  "📞 "
	  "People\n\nx\n",
	  "9 section none -\n11 task open", "" },
	{ "and claims where nothing else does",
	  "## 🎯 Goals\n\nx\n\n## 🧪 Trials\n\nx\n\n## ✅ Phase 3\n\nx\n\n## 📞 "
	  "People\n\nx\n",
	  "9 section done", "" },
	{ "a tick beside a word is a state among topic pictures too",
	  "## 🎯 Goals\n\nx\n\n## 🧪 Trials\n\nx\n\n## ✅ Phase 3 "
	  "COMPLETE\n\nx\n\n## "
	  "📞 People\n\nx\n",
	  "9 section done", "" },
	{ "a tick among headings without pictures is a state",
	  "## Goals\n\nx\n\n## ✅ Phase 3\n\nx\n\n## People\n\nx\n", "5 section done",
	  "" },
	{ "an adjective behind its noun is no state where all is in capitals",
	  "### TESTAR SISTEMA COMPLETO\n\n- [ ] Entrar\n\n### Módulo B COMPLETO\n\nx\n",
	  "3 task open\n5 section done", "" },
	{ "one remark in brackets qualifies a heading's state",
	  "## Import - DONE (code only)\n\nx\n\n## 加密 — 通过（附说明）\n\nx\n",
	  "1 section done\n5 section done", "P-QUALIFIED" },
	{ "a state behind a full-width colon is the heading's",
	  "## 结论：有条件通过\n\nx\n\n## 总评：未通过\n\nx\n",
	  "1 section ready\n5 section failed", "P-QUALIFIED" },
	{ "pass and fail at the end of a heading may be its subject",
	  "## Conditions for a PASS\n\nx\n\n## Автоматический FAIL\n\nx\n\n## Tests - "
	  "PASS\n\nx\n",
	  "9 section done", "" },
	{ "what is approved with conditions may stand over open items",
	  "## Gateway - GO WITH CONDITIONS\n\n- [ ] Pager rings\n",
	  "1 section ready\n3 task open", "C4q P-QUALIFIED" },
	{ "a choice between two signs is not made yet",
	  "### 1. Security ✅/❌\n\n- [ ] Keys\n\n### CI/CD ✅\n\nx\n",
	  "3 task open\n5 section done", "" },
	{ "of two states in one status line the weaker one counts",
	  "**Status:** ✅ **DEPLOYED & TESTING**\n\n## A\n\nStatus: done and verified\n",
	  "1 document in_progress\n5 section done", "" },
	{ "a label that ends in status is a status line",
	  "# P\n\n**Phase status:** COMPLETE ✅\n", "3 document done", "" },
};

static const struct example lists[] = {
	{ "what follows how-to words is steps, whatever signs they carry",
	  "**Como testar:**\n\n1. Abra a porta\n2. **✅ SUCESSO:** a luz acende\n",
	  "3 step none -\n4 step done -", "" },
	{ "signs below next steps say what the step brings about",
	  "## Следующие шаги\n\n### Ждать\n\nСервер сам:\n\n- ✅ Скачает код\n- ✅ "
	  "Обновит маршруты\n",
	  "7 step done -\n8 step done -", "" },
	{ "a box below next steps stays a task",
	  "## Volgende stappen\n\n- [ ] Lamp vervangen\n", "3 task open", "" },
	{ "features describe, at any depth, and boxes among them are tasks",
	  "## Safety features\n\n### Backup\n\n- ✅ Full log\n- [x] Tested\n",
	  "6 task done", "" },
	{ "a warning sign before a bullet calls for attention",
	  "- ⚠️ Keep the key in a safe\n", "1 gap none -", "" },
	{ "a tick behind the last dash is the bullet's",
	  "1. **Gateway** - ✅ UP AGAIN\n", "1 criterion done", "" },
	{ "what is expected of open boxes contradicts none of them",
	  "- [ ] `make a` — PASS\n- [ ] `make b` — PASS\n- [ ] `make c` — PASS\n",
	  "1 task open\n2 task open\n3 task open", "" },
	{ "one open box that says pass contradicts itself",
	  "- [ ] `make a` — PASS\n- [ ] `make b`\n", "1 task open\n2 task open", "C7" },
	{ "where one of them is ticked the open ones contradict themselves",
	  "- [ ] `make a` — PASS\n- [ ] `make b` — PASS\n- [ ] `make c` — PASS\n- [x] "
	  "`make d` — PASS\n",
	  "1 task open\n2 task open\n3 task open\n4 task done", "C7 C7 C7" },
	{ "what is ignored is rows, headings and status lines, too",
	  "<!-- muster: ignore-begin -->\n\n| Item | Status |\n|---|---|\n| A | Done "
	  "|\n\n"
	  "## Old - DONE\n\nStatus: ready\n\n<!-- muster: ignore-end -->\n\n- [ ] b\n",
	  "5 row done -\n7 section done -\n9 section ready -\n13 task open", "" },
	{ "a fence that nothing closes is said where it swallows a table",
	  "# P\n\n```\ncode\n\n| Task | Status |\n|---|---|\n| A | Done |\n", "",
	  "P-IN-CODE" },
	{ "a fence that is closed at the end is no matter",
	  "# P\n\n```\n| Task | Status |\n|---|---|\n| A | Done |\n```\n", "", "" },
	{ "a fence without a table that nothing closes is no matter",
	  "# P\n\n```\nmake all\n", "", "" },
};

static const struct example counted[] = {
	{ "a verdict in code is one, and a plan that is alive is not done",
	  "**Veredicto general:** `LISTO PARA PRODUCCION`\n\n**Estado:** activo, en "
	  "uso\n",
	  "1 document ready", "" },
	{ "a decision that is told as a story claims nothing",
	  "## Why\n\n**Décision** : Refus des commits qui mêlent tout\n\n## "
	  "Then\n\n**Décision** : Refusé\n",
	  "7 section failed", "" },
	{ "a cross before none has not failed",
	  "| Count | Status |\n|---|---|\n| Failing tests | ❌ 0 |\n| Build | ✅ |\n",
	  "3 row unknown\n4 row done", "" },
	{ "dots that rank and how many there are claim nothing",
	  "### Findings\n\n- 🔴 Blocking: 0\n- 🟡 High: 1 (lint)\n- 🟢 Medium: "
	  "2\n- "
	  "⚪ "
	  "Low: 1\n",
	  "", "" },
	{ "a dot before words claims",
	  "### Findings\n\n- 🟢 Login: works\n- 🟢 Backup: restored\n",
	  "3 criterion done\n4 criterion done", "" },
	{ "what is in scope is not done yet",
	  "**Périmètre** :\n- ✅ Le schéma\n- ✅ Les règles\n\n**Hors périmètre** "
	  ":\n- ❌ La paie\n",
	  "", "" },
};

static const struct example tables[] = {
	{ "a header that is a box heads the state",
	  "| # | Case | ☐ |\n|---|---|---|\n| 1 | Mail arrives | ☐ |\n| 2 | Mail "
	  "leaves | ☑ |\n",
	  "3 row open\n4 row done", "" },
	{ "columns of boxes must all be ticked",
	  "| Thing | Count | All fields |\n|---|---|---|\n| Boats | ☑ | ☐ |\n| Oars | "
	  "☑ | — |\n",
	  "3 row open\n4 row done", "" },
	{ "columns of ticks alone say where it applies",
	  "| Check | R1 | R2 | R3 |\n|---|---|---|---|\n| Lint | ✔ | ✔ | |\n", "", "" },
	{ "a box before the item counts where the state is empty",
	  "| Punto | Estado | Prueba |\n|---|---|---|\n| [ ] **Puerto abierto** | | "
	  "ssh |\n| [x] Luz | | ojo |\n",
	  "3 row open\n4 row done", "" },
	{ "the state cell counts before the box of the item",
	  "| Item | Status |\n|---|---|\n| [x] Door | In progress |\n",
	  "3 row in_progress", "" },
	{ "boxes before the items make a table a list",
	  "| Item | Who |\n|---|---|\n| [ ] Door | Ada |\n", "3 row open", "" },
	{ "among boxes a row without one takes no claim from its heading",
	  "## Phase 1 - DONE\n\n| Item | Who |\n|---|---|\n| [x] Door | Ada |\n| Roof "
	  "| Sam |\n",
	  "1 section done\n5 row done\n6 row none", "" },
	{ "a state that nobody can read is unknown, an empty one is none",
	  "| Item | Status |\n|---|---|\n| A | Done |\n| B | Done |\n| C | Mitigated "
	  "|\n| D | |\n",
	  "3 row done\n4 row done\n5 row unknown\n6 row none", "" },
	{ "a state below blockers tells how far the cure is",
	  "## Blockers\n\n| Issue | Status |\n|---|---|\n| Data was lost | Resolved "
	  "|\n| Keys leak | Open |\n",
	  "5 row done\n6 row open", "" },
	{ "a box below blockers says that the bad thing holds",
	  "## Blockers\n\n| Issue | ☐ |\n|---|---|\n| Data was lost | ☑ |\n| Keys leak "
	  "| ☐ |\n",
	  "5 row done\n6 row open -", "" },
	{ "blockers that are resolved turn no list round",
	  "## Blockers resolved\n\n- [x] Data was lost\n", "3 task done", "" },
	{ "of a sentence in a state cell what stands in bold is the state",
	  "| Step | Outcome |\n|---|---|\n| 14 | Cold start **fixed in code** |\n| 16 "
	  "| Static checks; device run **BLOCKED** |\n| 17 | Words **in between** |\n",
	  "3 row done\n4 row blocked\n5 row unknown", "" },
	{ "what is being worked on is in progress in any language",
	  "| Item | Status |\n|---|---|\n| A | in development |\n| B | In Entwicklung "
	  "|\n| C | en desarrollo |\n| D | em desenvolvimento |\n| E | en "
	  "développement "
	  "|\n| F | in sviluppo |\n| G | в разработке |\n| H | 実装中 |\n| I | 开发中 "
	  "|\n| J | 개발 중 |\n",
	  "3 row in_progress\n4 row in_progress\n5 row in_progress\n6 row "
	  "in_progress\n7 row in_progress\n8 row in_progress\n9 row in_progress\n10 "
	  "row in_progress\n11 row in_progress\n12 row in_progress",
	  "" },
	{ "what is put off, given up or not met is said in many words",
	  "| Item | Status |\n|---|---|\n| A | différé |\n| B | descartado |\n| C | "
	  "n.v.t. |\n| D | nicht erfüllt |\n| E | no cumple |\n| F | suspenso |\n| G | "
	  "先送り |\n",
	  "3 row deferred\n4 row dropped\n5 row na\n6 row failed\n7 row failed\n8 row "
	  "blocked\n9 row deferred",
	  "" },
	{ "a choice that nobody has made says nothing",
	  "| Check | Result |\n|---|---|\n| Login | OK/NOK |\n| Mail | OK |\n| Print | "
	  "OK/KO |\n",
	  "3 row unknown\n4 row done\n5 row unknown", "" },
	{ "a row of all the others in bold is none of them",
	  "| 項目 | 状態 |\n|---|---|\n| 戦略 | 完了 |\n| 仕様 | 未着手 |\n| **全体** "
	  "| "
	  "**進行中** |\n",
	  "3 row done\n4 row open", "" },
	{ "a table below a legend's heading says what signs mean",
	  "## ステータス凡例\n\n| 記号 | 状態 | 説明 |\n|---|---|---|\n| ⏳ | 未着手 | "
	  "まだ |\n| ✅ | 完了 | 済み |\n",
	  "", "" },
	{ "results have many names",
	  "| Prüfpunkt | Ergebnis |\n|---|---|\n| Tests | **bestanden** – 131 Tests "
	  "grün |\n",
	  "3 row done", "" },
};

static const struct example signoffs[] = {
	{ "roles with names, dates and a column to tick are sign-offs in any language",
	  "### Freigabe\n\n| Rolle | Name | Datum | Freigabe |\n|---|---|---|---|\n| "
	  "Fachlich | | | ☐ |\n\n"
	  "### Firmas\n\n| Rol | Nombre | Firma | Fecha |\n|---|---|---|---|\n| "
	  "Técnica | - | - | - |\n",
	  "5 signoff open\n11 signoff open", "" },
	{ "a box in the column to sign in is nobody's name",
	  "## Freigabe\n\n| Rolle | Name | Datum | Freigabe |\n|---|---|---|---|\n"
	  "| Betrieb | | 2026-01-05 | ☐ |\n| Technik | Ada | 2026-01-05 | ☐ |\n| QA | "
	  "Sam | 2026-01-05 | ☑ |\n| Recht | | 2026-01-05 | ☑ |\n",
	  "5 signoff open\n6 signoff open\n7 signoff done\n8 signoff done",
	  "P-SIGN-NOBOX C6 P-SIGN-BLANK" },
	{ "a role alone is a sign-off that nobody has given",
	  "## Sign-off\n\n| Role | Name | Date | OK |\n|---|---|---|---|\n| "
	  "Engineering | | | |\n| QA | | | |\n",
	  "5 signoff open\n6 signoff open", "" },
	{ "a decision with its choices is one sign-off",
	  "## Sign-off\n\n| Role | Name | Date | OK |\n|---|---|---|---|\n| QA | | | "
	  "|\n\n**Decision:** ☐ Ship  ☐ Hold\n",
	  "5 signoff open\n7 signoff open", "" },
	{ "a choice that is taken is a decision taken",
	  "**Decision:** [x] GO  [ ] NO-GO\n", "1 signoff done", "" },
	{ "choices of a form are no sign-off",
	  "**Environment:** [ ] staging  [ ] production\n", "", "" },
	{ "a heading with a blank takes the fields below it",
	  "## Sign-off\n\n### Tester 1: ________\n\n- Name: ________\n- Date: "
	  "________\n- Overall Assessment: [ ] PASS  [ ] FAIL\n",
	  "3 signoff open", "" },
	{ "a date in brackets is a sign-off's date",
	  "**Revisado por**: ________ (Fecha: ______)\n", "1 signoff open", "" },
	{ "who is to sign a way out has a field each",
	  "## Firma de salida\n\n- Operaciones: ______\n- Seguridad: ______\n"
	  "- Comentarios: ______\n",
	  "3 signoff open\n4 signoff open", "" },
	{ "a picture before a blank signs nothing",
	  "**✅ Aprobado para producción**: ________ (Fecha: ______)\n",
	  "1 signoff open", "" },
	{ "a blank behind any label right below a heading about signing is a sign-off",
	  "## Freigaben\n\nDatenschutzbeauftragte: ______\n\nVrijgave door: ______\n\n"
	  "Ана Руис: ______\n\n负责人：______\n\n- Ana Ruiz: ______\n",
	  "3 signoff open\n5 signoff open\n7 signoff open\n9 signoff open\n11 signoff "
	  "open",
	  "" },
	{ "a blank that asks for a fact is none",
	  "## Sign-off\n\nTicket: ______\n\nRelease version: ______\n\nLocation: "
	  "______\n\nKommentare: ______\n",
	  "", "" },
	{ "and elsewhere a blank is a form's",
	  "## Summary\n\nData steward of the day: ______\n\nAna Ruiz: ______\n", "",
	  "" },
	{ "a role with two blanks is a sign-off whatever the role is called",
	  "# P\n\n**Teknik Lider:** ______  Tarih: ______\n", "3 signoff open", "" },
	{ "a name, a role and a blank to sign in need no date and no heading",
	  "## Teilnehmer\n\n| Name | Funktion | Unterschrift |\n|---|---|---|\n| Ada "
	  "Pine | "
	  "Leitung | ______ |\n",
	  "5 signoff open", "" },
	{ "a role among contacts signs nothing",
	  "## Emergency contacts\n\n**DevOps:** ______\n", "", "" },
	{ "what is approved in a table of signatures and dates is signed off",
	  "## 验收签字\n\n| 工单 | 自测 | 签字 | 日期 |\n|---|---|---|---|\n| 甲 | 4/4 "
	  "| - | "
	  "- |\n| 乙 | 4/4 | 王一 | 2026-02-17 |\n",
	  "5 signoff open\n6 signoff done", "P-SIGN-NOBOX" },
	{ "an approval by those who decide is a sign-off, any other a thing to do",
	  "- [ ] Executive approval\n- [ ] Quoted approval\n- [ ] Security lead "
	  "sign-off\n",
	  "1 signoff open\n2 task open\n3 signoff open", "" },
	{ "a line below a table is about none of its rows",
	  "## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA | Ada Pine | "
	  "2026-01-05 |\n\nDate: ________\n",
	  "5 signoff done", "P-SIGN-NOBOX" },
};
/* clang-format on */

static void add_item(struct buf *out, const struct item *item)
{
	if (out->len > 0)
		buf_addch(out, '\n');
	buf_addf(out, "%u %s %s%s", item->line, item_kind_word[item->kind],
		 claim_word[item->claim], item->judged ? "" : " -");
}

static void check(const struct example *example)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan plan;
	struct err err = { 0 };
	struct buf items, codes;

	buf_init(&items, 1 << 16);
	buf_init(&codes, 1 << 16);
	assert_ok(plan_parse(&plan, SPAN_LIT("p.md"), span_of(example->markdown), NULL,
			     arena, scratch, &err));
	for (size_t i = 0; i < plan.items.count; i++)
		add_item(&items, &plan.items.at[i]);
	for (size_t i = 0; i < plan.findings.count; i++)
		buf_addf(&codes, "%s%s", i > 0 ? " " : "",
			 plan.findings.at[i].rule->code);
	if (!span_is(buf_span(&items), example->items) ||
	    !span_is(buf_span(&codes), example->codes))
		fail_msg("%s:\n%s\nread as:\n%.*s\nfindings: %.*s\nwanted:\n%s\n"
			 "findings: %s",
			 example->name, example->markdown, SPAN_ARG(buf_span(&items)),
			 SPAN_ARG(buf_span(&codes)), example->items, example->codes);
	buf_release(&items);
	buf_release(&codes);
	arena_free(arena);
	arena_free(scratch);
}

#define CHECK_ALL(examples)                                                            \
	do {                                                                           \
		for (size_t i_ = 0; i_ < sizeof(examples) / sizeof((examples)[0]);     \
		     i_++)                                                             \
			check(&(examples)[i_]);                                        \
	} while (0)

static void headings_claim_no_more_than_they_say(void **state)
{
	(void)state;
	CHECK_ALL(headings);
}

static void lists_are_read_by_what_they_are_about(void **state)
{
	(void)state;
	CHECK_ALL(lists);
}

static void numbers_and_scopes_claim_nothing(void **state)
{
	(void)state;
	CHECK_ALL(counted);
}

static void tables_that_are_ticked_are_read_whatever_their_headers_say(void **state)
{
	(void)state;
	CHECK_ALL(tables);
}

static void no_sign_off_is_missed_and_none_is_given_by_a_picture(void **state)
{
	(void)state;
	CHECK_ALL(signoffs);
}

static void an_annotation_below_its_item_sets_its_level_and_no_other(void **state)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan plan;
	struct err err = { 0 };

	(void)state;
	assert_ok(plan_parse(
		&plan, SPAN_LIT("p.md"),
		SPAN_LIT("- [x] a\n  <!-- muster: id=below level=conditional -->\n"
			 "- [x] b\n"
			 "<!-- muster: ignore-next --><!-- muster: level=optional -->\n"
			 "- [x] c\n"),
		NULL, arena, scratch, &err));
	assert_int_equal(plan.items.count, 3);
	assert_span_is(plan.items.at[0].declared_id, "below");
	assert_int_equal(plan.items.at[0].level, LEVEL_CONDITIONAL);
	assert_int_equal(plan.items.at[1].level, LEVEL_OPTIONAL);
	assert_true(plan.items.at[1].judged);
	assert_false(plan.items.at[2].judged);
	arena_free(arena);
	arena_free(scratch);
}

static void a_kind_of_evidence_that_does_not_exist_is_told_with_the_nearest(
	void **state)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan plan;
	struct err err = { 0 };

	(void)state;
	assert_ok(plan_parse(&plan, SPAN_LIT("p.md"),
			     SPAN_LIT("- [x] a\n  - Evidence: `junti:r/x.xml`\n"), NULL,
			     arena, scratch, &err));
	assert_int_equal(plan.findings.count, 1);
	assert_span_is(plan.findings.at[0].message,
		       "there is no kind of evidence \"junti\"; did you mean "
		       "\"junit\"?");
	arena_free(arena);
	arena_free(scratch);
}

static void a_control_beside_its_id_is_what_the_item_is_called(void **state)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct plan plan;
	struct err err = { 0 };

	(void)state;
	assert_ok(plan_parse(&plan, SPAN_LIT("p.md"),
			     SPAN_LIT("| ID | Control | Status |\n|---|---|---|\n"
				      "| SEC-01 | Keys are rotated | Done |\n"),
			     NULL, arena, scratch, &err));
	assert_int_equal(plan.items.count, 1);
	assert_span_is(plan.items.at[0].declared_id, "SEC-01");
	assert_span_is(plan.items.at[0].plain, "Keys are rotated");
	arena_free(arena);
	arena_free(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_claim_no_more_than_they_say),
		cmocka_unit_test(numbers_and_scopes_claim_nothing),
		cmocka_unit_test(lists_are_read_by_what_they_are_about),
		cmocka_unit_test(
			tables_that_are_ticked_are_read_whatever_their_headers_say),
		cmocka_unit_test(no_sign_off_is_missed_and_none_is_given_by_a_picture),
		cmocka_unit_test(a_control_beside_its_id_is_what_the_item_is_called),
		cmocka_unit_test(
			an_annotation_below_its_item_sets_its_level_and_no_other),
		cmocka_unit_test(
			a_kind_of_evidence_that_does_not_exist_is_told_with_the_nearest),
	};

	return cmocka_run_group_tests_name("plan_found", tests, NULL, NULL);
}
