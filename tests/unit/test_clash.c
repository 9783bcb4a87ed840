/*
 * Contradictions of plans.md section 16, one by one: texts that hold one, with the
 * line it is told in, and texts like them that hold none.  Every code has four of
 * each at least, in two languages.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "plan/parse.h"

static struct arena *arena, *scratch;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MODEL_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

/* clang-format off: a text is read as a whole */
static const struct {
	const char *code;
	unsigned line; /* 0: not told */
	const char *markdown;
} texts[] = {
	{ "C1", 1,
	  "- [x] SEC-01 Rotate keys\n\n## Later\n\n- [ ] SEC-01 Keys are rotated\n" },
	{ "C1", 3, "## Files\n\n- [x] `docs/a.md`\n\n## Open\n\n- [ ] `docs/a.md`\n" },
	{ "C1", 3,
	  "## Betrieb\n\n- [x] Sicherung eingerichtet\n- [ ] Sicherung "
	  "eingerichtet\n" },
	{ "C1", 5,
	  "| ID | Contr\xc3\xb4le | Statut |\n|---|---|---|\n| AC-07 | Acc\xc3\xa8s | "
	  "en cours |\n\n- [x] AC-07 Acc\xc3\xa8s\n" },
	{ "C1", 3,
	  "## Gates\n\n- [x] Tests pass on `main`\n- [ ] Tests pass on `main`\n" },
	{ "C1", 0, "## API\n\n- [x] Tests pass\n\n## UI\n\n- [ ] Tests pass\n" },
	{ "C1", 0,
	  "- [x] `docs/a.md` written\n\n## Next\n\n- [ ] `docs/a.md` reviewed\n" },
	{ "C1", 0, "- [x] SEC-01 Rotate keys\n- [ ] SEC-02 Rotate keys\n" },
	{ "C1", 0,
	  "- [x] Pr\xc3\xbc"
	  "fung (`docs/a.md`)\n- [ ] Abnahme (`docs/a.md`)\n" },
	{ "C1", 0, "- [x] SEC-01 Rotate keys\n- [-] SEC-01 Rotate keys\n" },
	/* A state that nobody can read is not the opposite of done. */
	{ "C1", 0,
	  "| Task | Status |\n|---|---|\n| Keys rotated | Done |\n| Logs kept | Open |\n"
	  "| Keys rotated | Quirky |\n" },
	{ "C1", 0, "## Voorbeeld\n\n- [x] Back-up getest\n- [x] Back-up getest\n" },
	{ "C2", 3,
	  "## A\n\n- [x] Backup restore drill completed\n\n## B\n\n- [ ] Backup "
	  "restore drill documented nightly\n" },
	{ "C2", 3,
	  "## A\n\n- [x] Wiederherstellung Kundendatenbank Rechenzentrum geprobt\n\n## "
	  "B\n\n- [ ] Wiederherstellung Kundendatenbank Rechenzentrum\n" },
	{ "C2", 7,
	  "## A\n\n- [ ] Rotation cl\xc3\xa9s chiffrement production\n\n## B\n\n- [x] "
	  "Rotation cl\xc3\xa9s chiffrement production effectu\xc3\xa9"
	  "e\n" },
	{ "C2", 3,
	  "## A\n\n- [x] Canary dashboards error budget alerts\n\n## B\n\n- [ ] Canary "
	  "dashboards error budget alerts wired\n" },
	{ "C2", 0,
	  "## A\n\n- [x] Migrate cluster database shard 1\n\n## B\n\n- [ ] Migrate "
	  "cluster database shard 2\n" },
	{ "C2", 0,
	  "## A\n\n- [x] Test Engineer - API\n\n## B\n\n- [ ] Test Engineer - UI\n" },
	{ "C2", 0,
	  "## A\n\n- [x] Formation \xc3\xa9quipe support\n\n## B\n\n- [ ] Formation "
	  "\xc3\xa9quipe ventes\n" },
	{ "C2", 0,
	  "## A\n\n- [x] Sicherung geprobt\n\n## B\n\n- [ ] Sicherung dokumentiert\n" },
	{ "C3", 1, "- [x] Parent\n  - [ ] Child\n" },
	{ "C3", 1,
	  "- [x] Sicherung\n  - [x] T\xc3\xa4glich\n  - [ ] R\xc3\xbc"
	  "cksicherung geprobt\n" },
	{ "C3", 3, "# P\n\n* [X] Sauvegardes\n    * [ ] Restauration\n" },
	{ "C3", 1, "- [x] Release\n  - [~] Notes\n" },
	{ "C3", 1, "1. [x] Copias\n   - [!] Restauraci\xc3\xb3n\n" },
	{ "C3", 0, "- [x] Parent\n  - [x] Child\n  - [-] Dropped child\n" },
	{ "C3", 0, "- [x] Parent\n  - [ ] (optional) Nice child\n" },
	{ "C3", 0, "- [ ] Eltern\n  - [ ] Kind\n" },
	{ "C3", 0, "- [x] Parent\n  - not a box\n- [ ] Sibling\n" },
	{ "C3", 0, "- [x] Sauvegardes\n  - [n] Hors p\xc3\xa9rim\xc3\xa8tre\n" },
	{ "C3b", 1, "- [ ] Parent\n  - [x] One\n  - [x] Two\n" },
	{ "C3b", 1, "- [ ] Sicherung\n  - [x] T\xc3\xa4glich\n" },
	{ "C3b", 1, "- [ ] Sauvegardes\n  - [x] Quotidienne\n  - [x] Mensuelle\n" },
	{ "C3b", 3, "# P\n\n* [ ] Copias\n    * [x] Diaria\n" },
	{ "C3b", 0, "- [ ] Parent\n  - [x] One\n  - [ ] Two\n" },
	{ "C3b", 0, "- [x] Parent\n  - [x] One\n" },
	{ "C3b", 0, "- [ ] Allein\n- [x] Daneben\n" },
	{ "C3b", 0, "- [ ] Parent\n  - plain words\n" },
	{ "C4", 1, "## Phase 2 - COMPLETE\n\n- [x] One\n- [ ] Two\n" },
	{ "C4", 3, "# P\n\n**Status:** FERTIG\n\n- [ ] Etwas\n" },
	{ "C4", 5,
	  "# P\n\n- [ ] Recette\n\n**Approuv\xc3\xa9 pour publication** "
	  "\xe2\x9c\x85\n" },
	{ "C4", 1,
	  "### Security \xe2\x9c\x85\n\n| Control | Status |\n|---|---|\n| Keys | Done "
	  "|\n| Scans | Open |\n" },
	{ "C4", 3, "# P\n\nDecis\xc3\xa3o: GO\n\n- [ ] Algo\n" },
	{ "C4", 3, "# P\n\n**Stato:** completato\n\n- [ ] Qualcosa\n" },
	{ "C4", 0, "## Phase 2 - COMPLETE\n\n- [x] One\n\n## Phase 3\n\n- [ ] Two\n" },
	{ "C4", 0, "## Phase 2 - COMPLETE\n\n- [x] One\n- [ ] (optional) Two\n" },
	{ "C4", 0, "# P\n\n**Status:** in Arbeit\n\n- [ ] Etwas\n" },
	{ "C4", 0, "# P\n\n**3 of 5 complete**\n\n- [ ] a b\n" },
	{ "C4", 0,
	  "# P\n\nAll approvals signed off \xe2\x9c\x85\n\n- [ ] Load test\n" },
	{ "C4", 0,
	  "# P\n\n**Statut :** termin\xc3\xa9\n\n- [x] Fait\n- [-] "
	  "Abandonn\xc3\xa9\n" },
	{ "C4", 0,
	  "# P\n\n**Pas encore approuv\xc3\xa9** \xe2\x9d\x8c\n\n- [ ] Recette\n" },
	{ "C5", 7,
	  "# P\n\n## Approvals\n\n- [ ] CTO: ________ Date: ____\n\n**Release "
	  "approved!**\n" },
	{ "C5", 7,
	  "# P\n\n## Freigabe\n\n- [ ] Revision: ________ Datum: ____\n\n**Freigegeben "
	  "durch alle Beteiligten** \xe2\x9c\x85\n" },
	{ "C5", 7,
	  "# P\n\n## Signatures\n\n- [ ] Direction : ________ Date : "
	  "____\n\n**Approuv\xc3\xa9 pour publication** \xe2\x9c\x85\n" },
	{ "C5", 9,
	  "# P\n\n## Sign-off\n\n| Role | Signature | Date |\n|---|---|---|\n| Legal | "
	  "| |\n\n**APPROVED FOR AUDIT** \xe2\x9c\x85\n" },
	{ "C5", 7,
	  "# P\n\n## Sign-off\n\n- [ ] CTO: ________ Date: ____\n\nAll approvals "
	  "signed off \xe2\x9c\x85\n" },
	{ "C5", 0,
	  "# P\n\n## Approvals\n\n- [x] CTO: Ada Date: 2026-01-02\n\n**Release "
	  "approved!**\n" },
	{ "C5", 0,
	  "# P\n\n## Approvals\n\n- [ ] CTO: ________ Date: ____\n\n**Release "
	  "complete!**\n" },
	{ "C5", 0,
	  "# P\n\n## Freigabe\n\n- [ ] Revision: ________ Datum: ____\n\n**Noch nicht "
	  "freigegeben** \xe2\x9d\x8c\n" },
	{ "C5", 0,
	  "# P\n\n## Approvals\n\n- [ ] CTO: ________ Date: ____\n\nThe board approved "
	  "the budget.\n" },
	{ "C5", 0,
	  "# P\n\n## Aprobaci\xc3\xb3n\n\n- [ ] Negocio: ________ Fecha: "
	  "____\n\n**Estado:** en curso\n" },
	{ "C6", 3, "## Sign-off\n\n- [x] Security: ________ Date: ________\n" },
	{ "C6", 3, "## Freigabe\n\n- [x] Revision: ________ Datum: ________\n" },
	{ "C6", 3,
	  "## Assinaturas\n\n- [x] Seguran\xc3\xa7"
	  "a: ________ Data: ________\n" },
	{ "C6", 3, "## Sign-off\n\n- [x] Security: ____\n" },
	{ "C6", 0, "## Sign-off\n\n- [x] Security: Ana Ruiz Date: 2026-01-02\n" },
	{ "C6", 0, "## Freigabe\n\n- [ ] Revision: ________ Datum: ________\n" },
	{ "C6", 0,
	  "## Assinaturas\n\n- [x] Seguran\xc3\xa7"
	  "a: Ana Lopes Data: 2026-01-30\n" },
	{ "C6", 0, "- [x] Cost: $_____ per month\n" },
	{ "C6b", 7,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Security: Ana Ruiz "
	  "Date: 2026-03-01\n" },
	{ "C6b", 7,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Revision: Jo Lang "
	  "Datum: 2025-12-31\n" },
	{ "C6b", 7,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Direction : Cy Roux "
	  "Date : 2026-02-28\n" },
	{ "C6b", 7,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Negocio: Lu Vega Fecha: "
	  "2026-01-05\n" },
	{ "C6b", 0,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Security: Ana Ruiz "
	  "Date: 2026-03-02\n" },
	{ "C6b", 0,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [ ] Security: ________ "
	  "Date: ____\n" },
	{ "C6b", 0,
	  "# P\n\n## Sign-off\n\n- [x] Security: Ana Ruiz Date: 2026-03-01\n" },
	{ "C6b", 0,
	  "# P\n\n**Date:** 2026-03-02\n\n## Sign-off\n\n- [x] Revision: Jo Lang "
	  "Datum: 2026-04-01\n" },
	{ "C7", 1, "- [x] Deploy (PENDING)\n" },
	{ "C7", 1, "- [ ] Deploy \xe2\x9c\x85\n" },
	{ "C7", 1,
	  "- [x] \xc3\x9c"
	  "bersetzungen (ausstehend)\n" },
	{ "C7", 1, "- [x] Traductions - en cours\n" },
	{ "C7", 1, "- [x] Vertalingen (nog te doen)\n" },
	{ "C7", 1, "- [x] Traduzioni (in attesa)\n" },
	{ "C7", 3, "| Item | Status |\n|---|---|\n| Keys | \xe2\x9c\x85 Pending |\n" },
	{ "C7", 3, "## Done\n\n- [ ] Shadow traffic compared\n" },
	{ "C7", 3,
	  "| Task | Status | GO/NO-GO |\n|---|---|---|\n| Phase B | Partial | GO |\n" },
	{ "C7", 0, "- [ ] Security review completed\n" },
	{ "C7", 0, "- [x] ~~Send mail~~\n" },
	{ "C7", 0, "## To do\n\n- [x] One\n- [ ] Two\n" },
	{ "C7", 0, "- [ ] \xe2\x8f\xb3 Open\n" },
	{ "C7", 0,
	  "- [x] \xc3\x9c"
	  "bersetzungen erledigt\n" },
	{ "C7", 0,
	  "- [x] Traductions termin\xc3\xa9"
	  "es - fait le 2026-01-05\n" },
	{ "C7", 0, "## Done\n\n- [x] Shadow traffic compared\n  - [x] Part\n" },
	{ "C8", 5, "- [x] a one\n- [ ] b two\n- [ ] c three\n\n**3/3 complete**\n" },
	{ "C8", 6,
	  "## Betrieb\n\n- [x] a eins\n- [ ] b zwei\n\nBetrieb: 2 von 2 erledigt\n" },
	{ "C8", 6,
	  "## Recette\n\n- [x] a un\n- [ ] b deux\n\n2 sur 2 termin\xc3\xa9"
	  "es\n" },
	{ "C8", 1, "### \xe2\x9c\x85 Complete (3)\n\n- One thing\n- Two things\n" },
	{ "C8", 6,
	  "| Item | Status |\n|---|---|\n| a | Done |\n| b | Open |\n\nScore: 2/2 (100 "
	  "%)\n" },
	{ "C8", 5,
	  "| Area | Total | Passed |\n|---|---|---|\n| A | 3 | 2 |\n| B | 4 | 4 |\n| "
	  "Total | 7 | 5 |\n" },
	{ "C8", 1, "Progress: 41/50 = 90 %\n" },
	{ "C8", 0, "- [x] a one\n- [ ] b two\n\n**1/2 complete**\n" },
	{ "C8", 0, "- [x] a one\n- [ ] b two\n\nTests: 23/23 passed\n" },
	{ "C8", 0,
	  "## Betrieb\n\n- [x] a eins\n  - [x] b zwei\n  - [ ] c drei\n- [ ] d "
	  "vier\n\nBetrieb: 1 von 2 erledigt\n" },
	{ "C8", 0,
	  "- [x] a un\n- [x] b deux\n\n2 sur 2 termin\xc3\xa9"
	  "es\n" },
	{ "C8", 0, "Progress: 41/50 = 82 %\n" },
	{ "C8", 0, "On-call 24/7, codes 401/403, CI/CD\n\n- [x] a one\n" },
	{ "C8", 0,
	  "- [x] a one\n- [ ] b two\n\n## Sign-off\n\n- [ ] CTO: ____ Date: "
	  "____\n\nProgress: 1/2 complete\n" },
	{ "C9", 1, "- [x] p95 latency < 300 ms | Actual: 412 ms\n" },
	{ "C9", 1,
	  "- [x] Antwortzeit h\xc3\xb6"
	  "chstens 400 ms (gemessen: 530 ms)\n" },
	{ "C9", 1,
	  "- [x] Temps de r\xc3\xa9ponse p95 < 500 ms, mesur\xc3\xa9 : 620 ms\n" },
	{ "C9", 1, "- [x] Latencia p95 < 250 ms, medido: 340 ms\n" },
	{ "C9", 1, "- [x] Coverage >= 80% (measured 77%)\n" },
	{ "C9", 3,
	  "| Metric | Target | Current | Status |\n|---|---|---|---|\n| Coverage | >= "
	  "80% | 77% | Done |\n" },
	{ "C9", 0, "- [x] p95 latency < 300 ms | Actual: 212 ms\n" },
	{ "C9", 0, "- [ ] p95 latency < 300 ms | Actual: 412 ms\n" },
	{ "C9", 0,
	  "- [x] Antwortzeit h\xc3\xb6"
	  "chstens 400 ms (gemessen: 400 ms)\n" },
	{ "C9", 0, "- [x] p95 latency < 300 ms | Actual: _____ ms\n" },
	{ "C9", 0, "- [x] Couverture >= 80 % (mesur\xc3\xa9 : 81 %)\n" },
	{ "C9", 0, "- [x] p99 latency < 300 ms, p50 measured 412 ms\n" },
	{ "C10", 3,
	  "# P\n\n**Status:** READY\n\n## Work\n\n- [x] a\n\n## "
	  "Conclusion\n\n**Status:** PENDING\n" },
	{ "C10", 3,
	  "# P\n\n**Status:** FERTIG\n\n## Arbeit\n\n- [x] a\n\n## "
	  "Fazit\n\n**Status:** in Arbeit\n" },
	{ "C10", 3,
	  "# P\n\n**Statut :** termin\xc3\xa9\n\n## Travail\n\n- [x] a\n\n## "
	  "Bilan\n\n**Statut :** en cours\n" },
	{ "C10", 3,
	  "# P\n\n**Status:** READY\n\n## Sign-off\n\n- [x] Ops: Lee Park Date: "
	  "2026-02-03\n\n**Status:** NOT READY\n" },
	{ "C10", 3,
	  "# P\n\n**Estado:** completado\n\n## Cierre\n\n**Estado:** en curso\n" },
	{ "C10", 0,
	  "# P\n\n**Status:** READY\n\n## Conclusion\n\n**Status:** complete\n" },
	{ "C10", 0, "# P\n\n**Status:** in Arbeit\n\n## Fazit\n\n**Status:** offen\n" },
	{ "C10", 0,
	  "# P\n\n**Status:** READY\n\n## Phase 2\n\n**Status:** PENDING\n\n## Phase "
	  "3\n\n- [x] a\n" },
	{ "C10", 0, "# P\n\n**Statut :** termin\xc3\xa9\n\n## Travail\n\n- [ ] a\n" },
	{ "C11", 2, "- [x] Security scans pass\n  - Note: vision tests are skipped\n" },
	{ "C11", 1, "- [x] Load test passes locally\n" },
	{ "C11", 2,
	  "- [x] End to end test\n  - Evidence: `run.log` with a mocked gateway\n" },
	{ "C11", 2,
	  "- [x] Pr\xc3\xbc"
	  "fung der Zahlung\n  - Note: refunds are not run\n" },
	{ "C11", 0, "- [ ] Load test passes locally\n" },
	{ "C11", 0, "- [x] Remove dead code from the tests\n" },
	{ "C11", 0, "- [x] Security scans pass\n  - Evidence: `scan.json`\n" },
	{ "C11", 0,
	  "- [x] Pr\xc3\xbc"
	  "fung bestanden\n  - Nachweis: `scan.json`\n" },
	{ "C12", 5,
	  "## Phase 1: Build - in progress\n\n- [ ] a\n\n## Phase 2: Ship - done\n\n- "
	  "[x] b\n" },
	{ "C12", 2, "- [ ] Schritt 1: Sichern\n- [x] Schritt 2: Umziehen\n" },
	{ "C12", 4,
	  "| Step | Status |\n|---|---|\n| Step 1: freeze | Open |\n| Step 2: deploy | "
	  "Done |\n" },
	{ "C12", 2, "- [ ] Fase 1: copia\n- [x] Fase 2: cambio\n" },
	{ "C12", 0, "- [x] Schritt 1: Sichern\n- [ ] Schritt 2: Umziehen\n" },
	{ "C12", 0, "- [ ] Fix 1: copy\n- [x] Fix 2: change\n" },
	{ "C12", 0, "## A\n\n- [ ] Step 1: freeze\n\n## B\n\n- [x] Step 2: deploy\n" },
	{ "C12", 0, "- [-] \xc3\x89tape 1 : copie\n- [x] \xc3\x89tape 2 : bascule\n" },
	{ "C13", 3,
	  "- [ ] checkout p95 latency < 180 s\n\n- [ ] checkout p95 latency < 200 "
	  "s\n" },
	{ "C13", 2, "- [ ] line coverage >= 80%\n- [ ] line coverage >= 90%\n" },
	{ "C13", 3,
	  "- [ ] Antwortzeit der Suche <= 2 s\n\n- [ ] Antwortzeit der Suche <= 3 "
	  "s\n" },
	{ "C13", 2,
	  "- [ ] temps de r\xc3\xa9ponse < 300 ms\n- [ ] temps de r\xc3\xa9ponse < 500 "
	  "ms\n" },
	{ "C13", 0,
	  "- [ ] checkout p95 latency < 180 s\n- [ ] checkout p95 latency < 180 s on "
	  "arm\n" },
	{ "C13", 0,
	  "- [ ] checkout p95 latency < 180 s\n- [ ] checkout p99 latency < 400 s\n" },
	{ "C13", 0, "- [ ] line coverage >= 80%\n- [ ] branch coverage >= 70%\n" },
	{ "C13", 0,
	  "- [ ] temps de r\xc3\xa9ponse > 100 ms\n- [ ] temps de r\xc3\xa9ponse < 500 "
	  "ms\n" },
	{ "C15", 3,
	  "- [ ] `docs/drill.md`\n\n- [x] Drill held\n  - Evidence: "
	  "`docs/drill.md`\n" },
	{ "C15", 3,
	  "- [ ] `berichte/last.json`\n\n- [x] Lasttest bestanden\n  - Nachweis: "
	  "`berichte/last.json`\n" },
	{ "C15", 3,
	  "- [ ] `rapports/charge.json`\n\n- [x] Test de charge\n  - Preuve : "
	  "`rapports/charge.json`\n" },
	{ "C15", 5,
	  "## Deliverables\n\n- \xe2\x8f\xb3 `docs/guide.md`\n\n- [x] Guide written\n  "
	  "- Evidence: `docs/guide.md`\n" },
	{ "C15", 0,
	  "- [x] `docs/drill.md`\n\n- [x] Drill held\n  - Evidence: "
	  "`docs/drill.md`\n" },
	{ "C15", 0,
	  "- [ ] `docs/drill.md`\n\n- [ ] Drill held\n  - Evidence: "
	  "`docs/drill.md`\n" },
	{ "C15", 0,
	  "- [ ] `docs/drill.md`\n\n- [x] Drill held\n  - See: `docs/drill.md`\n" },
	{ "C15", 0,
	  "- [ ] `berichte/last.json`\n\n- [x] Lasttest bestanden\n  - Nachweis: "
	  "`berichte/anders.json`\n" },
	{ "C16", 1,
	  "## Three guides\n\n- [x] One\n- [x] Two\n- [x] Three\n- [x] Four\n" },
	{ "C16", 1,
	  "## Drei Leitf\xc3\xa4"
	  "den\n\n- [x] Eins\n- [x] Zwei\n" },
	{ "C16", 3,
	  "# P\n\nThe 4 checkpoints:\n\n- [x] One\n- [x] Two\n- [x] Three\n" },
	{ "C16", 3, "# P\n\nLes trois livrables :\n\n- un\n- deux\n" },
	{ "C16", 1, "## Deliverables: 3 documents\n\n- [x] One\n- [x] Two\n" },
	{ "C16", 3,
	  "# P\n\nLos cuatro controles:\n\n| Control | Estado |\n|---|---|\n| a | "
	  "Hecho |\n| b | Hecho |\n" },
	{ "C16", 0, "## Three guides\n\n- [x] One\n- [x] Two\n- [x] Three\n" },
	{ "C16", 0, "## Two weeks\n\n- [x] One\n- [x] Two\n- [x] Three\n" },
	{ "C16", 0, "# P\n\nVerify within 5 minutes:\n\n- [x] One\n" },
	{ "C16", 0,
	  "# P\n\nAt least two reviewers:\n\n- [x] One\n- [x] Two\n- [x] Three\n" },
	{ "C16", 0,
	  "## Drei Leitf\xc3\xa4"
	  "den\n\n- [x] Eins\n- [x] Zwei\n- [x] Drei\n" },
	{ "C16", 0, "## 3 Tests\n\n- [x] One\n" },
	{ "C16", 0, "# P\n\nLes deux semaines :\n\n- un\n" },
	{ "C17", 7,
	  "## Owners\n\n- [x] CTO: Ada Lang Date: 2026-01-02\n\n## Sign-off\n\n- [x] "
	  "CTO: Bob Ross Date: 2026-01-02\n" },
	{ "C17", 7,
	  "## Freigabe A\n\n- [x] Revision: Jo Lang Datum: 2026-01-02\n\n## Freigabe "
	  "B\n\n- [x] Revision: Udo Kern Datum: 2026-01-03\n" },
	{ "C17", 7,
	  "## Signatures\n\n- [x] Direction : Cy Roux Date : 2026-01-02\n\n## "
	  "Approbation\n\n- [x] Direction : Lu Petit Date : 2026-01-02\n" },
	{ "C17", 7,
	  "## Sign-off\n\n- [x] Ops: Lee Park Date: 2026-02-03\n\n## Final "
	  "sign-off\n\n- [x] Ops: Kim Ode Date: 2026-02-04\n" },
	{ "C17", 0,
	  "## Owners\n\n- [x] CTO: Ada Lang Date: 2026-01-02\n\n## Sign-off\n\n- [x] "
	  "CTO: ada lang Date: 2026-01-02\n" },
	{ "C17", 0,
	  "## Sign-off\n\n- [x] CTO: Ada Lang Date: 2026-01-02\n- [x] CTO: Bob Ross "
	  "Date: 2026-01-02\n" },
	{ "C17", 0,
	  "## Freigabe A\n\n- [x] Revision: Jo Lang Datum: 2026-01-02\n\n## Freigabe "
	  "B\n\n- [ ] Revision: ________ Datum: ____\n" },
	{ "C17", 0,
	  "## Signatures\n\n- [x] Direction : Cy Roux Date : 2026-01-02\n\n## "
	  "Approbation\n\n- [x] Achats : Lu Petit Date : 2026-01-02\n" },
	{ "C18", 7, "# P\n\nDecision: GO\n\n## NO-GO if any\n\n- [x] Data loss\n" },
	{ "C18", 7,
	  "# P\n\nEntscheidung: GO\n\n## Abbruchkriterien (No-Go)\n\n- [x] "
	  "Datenverlust\n" },
	{ "C18", 7,
	  "# P\n\nD\xc3\xa9"
	  "cision : GO\n\n## Crit\xc3\xa8res NO-GO\n\n- [x] Perte de donn\xc3\xa9"
	  "es\n" },
	{ "C18", 7, "# P\n\n**Status:** READY\n\n## Blockers\n\n- [x] Data loss\n" },
	{ "C18", 0, "# P\n\nDecision: GO\n\n## NO-GO if any\n\n- [ ] Data loss\n" },
	{ "C18", 0, "# P\n\nDecision: NO-GO\n\n## NO-GO if any\n\n- [x] Data loss\n" },
	{ "C18", 0,
	  "# P\n\nEntscheidung: GO\n\n## Aufgaben\n\n- [x] Datenverlust gepr\xc3\xbc"
	  "ft\n" },
	{ "C18", 0,
	  "# P\n\nD\xc3\xa9"
	  "cision : en attente\n\n## Crit\xc3\xa8res NO-GO\n\n- [x] Perte de "
	  "donn\xc3\xa9"
	  "es\n" },
	{ "C19", 1, "## Phase 1 (in progress)\n\n- [x] One\n- [x] Two\n" },
	{ "C19", 3, "# P\n\n**Status:** not started\n\n- [x] One\n- [ ] Two\n" },
	{ "C19", 3, "# P\n\n**Status:** in Arbeit\n\n- [x] Eins\n" },
	{ "C19", 3, "# P\n\n**Statut :** en cours\n\n- [x] Un\n" },
	{ "C19", 0, "## Phase 1 (in progress)\n\n- [x] One\n- [ ] Two\n" },
	{ "C19", 0, "# P\n\n**Status:** not started\n\n- [ ] One\n" },
	{ "C19", 0, "# P\n\n**Status:** in Arbeit\n\n- [x] Eins\n- [ ] Zwei\n" },
	{ "C19", 0, "# P\n\n**Statut :** termin\xc3\xa9\n\n- [x] Un\n" },
	{ "C8", 1, "Progress: 70% (4/6)\n"},
	{ "C8", 0, "Progress: 67% (4/6)\n"},
	{ "C9", 1, "- [x] Taille du paquet <= 30 Mo (mesur\xc3\xa9" "e : 42 Mo)\n"},
	{ "C4", 0, "# P\n\n*All stakeholders have signed off.*\n\n- [ ] Load test\n"},
	{ "C4", 0, "# P\n\n**Status**: Ready for Review\n\n- [ ] Load test\n"},
	{ "C4", 3, "# P\n\n**Status**: Ready for release\n\n- [ ] Load test\n"},
	{ "C4", 0, "# P\n\n**Status:** bereit zur Pr\xc3\xbc" "fung\n\n- [ ] Lasttest\n"},
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* How many findings of that code a text has; *line is that of the first. */
static size_t told(const char *markdown, const char *code, unsigned *line)
{
	struct plan plan;
	struct err err = { 0 };
	size_t count = 0;

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), span_of(markdown), NULL, arena,
			     scratch, &err));
	arena_clear(scratch);
	*line = 0;
	for (size_t i = 0; i < plan.findings.count; i++)
		if (strcmp(plan.findings.at[i].rule->code, code) == 0 && count++ == 0)
			*line = plan.findings.at[i].line;
	return count;
}

static void each_text_is_told_or_left_alone(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		unsigned line;
		size_t count = told(texts[i].markdown, texts[i].code, &line);

		if (line == texts[i].line && count == (texts[i].line > 0))
			continue;
		print_error("%s: told %zu times, first in line %u, not %u:\n%s\n",
			    texts[i].code, count, line, texts[i].line,
			    texts[i].markdown);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void every_code_has_four_texts_of_each_sort(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		size_t yes = 0, no = 0;

		for (size_t k = 0; k < COUNT(texts); k++) {
			bool same = strcmp(texts[i].code, texts[k].code) == 0;

			yes += same && texts[k].line > 0;
			no += same && texts[k].line == 0;
		}
		if (yes < 4 || no < 4)
			fail_msg("%s has %zu and %zu texts", texts[i].code, yes, no);
	}
}

#define PLANS "tests/fixtures/plans"

/* "file TAB line TAB code" of each certain contradiction that a plan has. */
static void list_certain(struct buf *out, struct span name)
{
	struct err err = { 0 };
	struct span bytes;
	struct plan plan;

	assert_ok(file_read_below(&bytes, PLANS, name, LIMIT_PLAN_BYTES, arena, &err));
	assert_ok(plan_parse(&plan, name, bytes, NULL, arena, scratch, &err));
	arena_clear(scratch);
	for (size_t i = 0; i < plan.findings.count; i++) {
		const struct finding *finding = &plan.findings.at[i];

		if (finding->rule->certain && finding->rule->code[0] == 'C')
			buf_addf(out, "%.*s\t%u\t%s\n", SPAN_ARG(name), finding->line,
				 finding->rule->code);
	}
}

static void assert_lines_in(struct span some, struct span all, const char *what)
{
	struct span line;

	while (span_line(&some, &line))
		if (line.len > 0 && span_find(all, line) < 0)
			fail_msg("%s: %.*s", what, SPAN_ARG(line));
}

/* The plans were labelled by hand before any was read. */
static void whole_plans_hold_what_their_labels_say_and_no_more(void **state)
{
	const struct file_entry *entries;
	struct err err = { 0 };
	struct span labels;
	struct buf told_here;
	size_t count;

	(void)state;
	assert_ok(file_read(&labels, PLANS "/contradictions.tsv", LIMIT_MIB, arena,
			    &err));
	assert_ok(file_list(&entries, &count, PLANS, 1000, arena, &err));
	buf_init(&told_here, LIMIT_MIB);
	for (size_t i = 0; i < count; i++)
		if (span_ends(entries[i].path, ".md"))
			list_certain(&told_here, entries[i].path);
	assert_lines_in(labels, buf_span(&told_here), "not told");
	assert_lines_in(buf_span(&told_here), labels, "told, and not there");
	buf_release(&told_here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_text_is_told_or_left_alone, setup,
						teardown),
		cmocka_unit_test(every_code_has_four_texts_of_each_sort),
		cmocka_unit_test_setup_teardown(
			whole_plans_hold_what_their_labels_say_and_no_more, setup,
			teardown),
	};

	return cmocka_run_group_tests_name("clash", tests, NULL, NULL);
}
