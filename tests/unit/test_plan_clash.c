/*
 * Contradictions of plans.md section 16 in the words of many people: each example
 * holds the one that is named, for certain; the near misses hold none.
 */
#include "unit.h"

#include "base/limits.h"
#include "plan/parse.h"

/* clang-format off: an example is read as a whole */

static const char *const c1[] = {
	"## A\n"
	"\n"
	"- [x] Rotate keys\n"
	"- [ ] Rotate keys\n",
	"- [x] SEC-01 Rotate keys\n"
	"- [ ] Backup\n"
	"\n"
	"| ID | Task | Status |\n"
	"|---|---|---|\n"
	"| SEC-01 | Rotate keys | Pending |\n",
	"| Task | Status |\n"
	"|---|---|\n"
	"| Rotate keys | Done |\n"
	"| Backup | Done |\n"
	"| Rotate keys | Pending |\n",
	"## State\n"
	"\n"
	"- ✅ Rotate keys\n"
	"- ✅ Backup\n"
	"- ❌ Rotate keys\n",
	"## State\n"
	"\n"
	"1. ✅ TokenStore\n"
	"2. ✅ UserStore\n"
	"3. ❌ TokenStore\n",
	"## Aufgaben\n"
	"\n"
	"- [x] Schlüssel rotieren\n"
	"- [ ] Sicherung\n"
	"- [ ] Schlüssel rotieren\n",
	"## A\n"
	"\n"
	"- [x] **Rotate keys**\n"
	"- [ ] rotate keys.\n",
	"## A\n"
	"\n"
	"- [x] Rotate keys (2026-01-03)\n"
	"- [ ] Rotate keys\n",
	"- [x] `docs/runbook.md`\n"
	"- [ ] `docs/runbook.md`\n",
	"## Files\n"
	"\n"
	"| File | Status |\n"
	"|---|---|\n"
	"| `docs/runbook.md` | Done |\n"
	"| `docs/a.md` | Done |\n"
	"\n"
	"## Open\n"
	"\n"
	"- [ ] `docs/runbook.md`\n",
	"| Module | Status |\n"
	"|---|---|\n"
	"| Auth | ✅ |\n"
	"| Billing | ❌ |\n"
	"| Auth | ❌ |\n",
	"- [x] **PRJ-12** Login form\n"
	"- [ ] **PRJ-13** Reset\n"
	"- [ ] **PRJ-12** Login form\n",
};

static const char *const c10[] = {
	"**Status:** READY\n"
	"\n"
	"Text.\n"
	"\n"
	"---\n"
	"\n"
	"**Status:** Pending\n",
	"**ステータス**: 完了\n"
	"\n"
	"本文\n"
	"\n"
	"---\n"
	"\n"
	"**ステータス**: 進行中\n",
	"**Status:** Freigegeben\n"
	"\n"
	"Text\n"
	"\n"
	"---\n"
	"\n"
	"**Gesamtstatus:** In Arbeit\n",
	"**Estado:** Listo\n"
	"\n"
	"Texto\n"
	"\n"
	"---\n"
	"\n"
	"**Estado final:** Pendiente\n",
	"**Status:** Complete\n"
	"\n"
	"| Field | Value |\n"
	"|---|---|\n"
	"| Status | In progress |\n"
	"| Owner | Ana |\n",
};

static const char *const c18[] = {
	"## Blockers\n"
	"\n"
	"- [x] Data loss seen\n"
	"\n"
	"**Decision: GO**\n",
	"## No-Go-Kriterien\n"
	"\n"
	"- [x] Backup fehlgeschlagen\n"
	"- [ ] Team nicht verfügbar\n"
	"\n"
	"**Entscheidung:** ✅ GO\n",
	"## No-go triggers\n"
	"\n"
	"- [x] Backup-restore-test gefaald\n"
	"\n"
	"**Gekozen optie:** [x] GO / [ ] NO-GO\n",
	"## NO-GO: any of these\n"
	"\n"
	"- [x] Open sev-1\n"
	"\n"
	"## Decision\n"
	"\n"
	"- [x] GO\n"
	"- [ ] NO-GO\n",
	"## No-Go条件\n"
	"\n"
	"- [x] データ損失がある\n"
	"\n"
	"**判定**: GO\n",
	"## Critères de NO-GO\n"
	"\n"
	"- [x] Sauvegarde en échec\n"
	"\n"
	"**Décision :** GO\n",
	"## Bloqueadores\n"
	"\n"
	"- [x] Pérdida de datos\n"
	"\n"
	"**Decisión:** GO\n",
	"## 阻断条件\n"
	"\n"
	"- [x] 数据丢失\n"
	"\n"
	"**结论：** 通过\n",
};

static const char *const c3[] = {
	"- [x] Parent\n"
	"  - [ ] Child one\n"
	"  - [x] Child two\n",
	"1. [x] Deploy\n"
	"   - [x] stage\n"
	"   - [ ] prod\n",
};

static const char *const c4[] = {
	"## Security — COMPLETE\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"## ✅ Security\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"## Sicherheit – ABGESCHLOSSEN\n"
	"\n"
	"- [x] a eins\n"
	"- [ ] b zwei\n",
	"## Sicherheit ✅ erledigt\n"
	"\n"
	"- [x] a eins\n"
	"- [ ] b zwei\n",
	"## Seguridad: COMPLETADO\n"
	"\n"
	"- [x] a uno\n"
	"- [ ] b dos\n",
	"## Sécurité (terminé)\n"
	"\n"
	"- [x] a un\n"
	"- [ ] b deux\n",
	"## セキュリティ（完了）\n"
	"\n"
	"- [x] あ一\n"
	"- [ ] い二\n",
	"## 安全 - 已完成\n"
	"\n"
	"- [x] 甲一\n"
	"- [ ] 乙二\n",
	"## Безопасность — ГОТОВО\n"
	"\n"
	"- [x] один\n"
	"- [ ] два\n",
	"## 보안 (완료)\n"
	"\n"
	"- [x] 하나\n"
	"- [ ] 둘\n",
	"## Security ✅ DONE\n"
	"\n"
	"| Task | Status |\n"
	"|---|---|\n"
	"| Rotate keys | Done |\n"
	"| Pen test | Pending |\n",
	"## Security ✅\n"
	"\n"
	"| Task | Status |\n"
	"|---|---|\n"
	"| Rotate keys | ✅ |\n"
	"| Pen test | ❌ |\n",
	"## Security — COMPLETE\n"
	"\n"
	"- ✅ Rotate keys\n"
	"- ❌ Pen test\n",
	"## Security ✅ COMPLETE\n"
	"\n"
	"- ✅ Rotate keys\n"
	"- ⏳ Pen test\n",
	"## Security\n"
	"\n"
	"**Status:** ✅ Complete\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"### 1. Login\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"- **Status:** ✅ VERIFIED\n"
	"\n"
	"### 2. Logout\n"
	"\n"
	"- [x] a one\n"
	"- [x] b two\n"
	"\n"
	"- **Status:** ✅ VERIFIED\n",
	"**Status:** COMPLETE\n"
	"\n"
	"## A\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"**Status:** ✅ READY FOR PRODUCTION\n"
	"\n"
	"## A\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"## A\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"**All tasks complete! 🎉**\n",
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"**Checklist complete ✅**\n",
	"- [x] a un\n"
	"- [ ] b deux\n"
	"\n"
	"**Toutes les tâches sont terminées ! 🎉**\n",
	"- [x] a un\n"
	"- [ ] b deux\n"
	"\n"
	"**¡Todas las tareas completadas! ✅**\n",
	"- [x] a un\n"
	"- [ ] b deux\n"
	"\n"
	"**Alle Aufgaben erledigt! ✅**\n",
	"- [x] 甲\n"
	"- [ ] 乙\n"
	"\n"
	"**全部完成 ✅**\n",
	"- [x] 甲\n"
	"- [ ] 乙\n"
	"\n"
	"**すべて完了 ✅**\n",
	"**All tests passing ✅**\n"
	"\n"
	"| Suite | Result |\n"
	"|---|---|\n"
	"| unit | Pass |\n"
	"| e2e | Fail |\n",
	"**Status:** all tests pass\n"
	"\n"
	"| Suite | Result |\n"
	"|---|---|\n"
	"| unit | Pass |\n"
	"| e2e | Fail |\n",
	"**Status:** Abgeschlossen\n"
	"\n"
	"- [x] a eins\n"
	"- [ ] b zwei\n",
	"**Estado:** Completado\n"
	"\n"
	"- [x] a eins\n"
	"- [ ] b zwei\n",
	"**Status:** Concluído\n"
	"\n"
	"- [x] a eins\n"
	"- [ ] b zwei\n",
	"**状态：** 已完成\n"
	"\n"
	"- [x] 甲\n"
	"- [ ] 乙\n",
	"## Phase 1: 100% complete\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"### ✅ Phase 1 (100%)\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"| Field | Value |\n"
	"|---|---|\n"
	"| Status | Complete |\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"## Summary\n"
	"\n"
	"| Phase | Status |\n"
	"|---|---|\n"
	"| Phase 1 | ✅ Complete |\n"
	"| Phase 2 | Open |\n"
	"\n"
	"## Phase 1\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"## Phase 2\n"
	"\n"
	"- [ ] c three\n",
	"## Summary\n"
	"\n"
	"| Area | Status |\n"
	"|---|---|\n"
	"| Security | ✅ Complete |\n"
	"| Operations | Open |\n"
	"\n"
	"## Security\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"## Operations\n"
	"\n"
	"- [ ] c three\n",
	"## Summary\n"
	"\n"
	"- ✅ Security\n"
	"- ⏳ Operations\n"
	"\n"
	"## Security\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n"
	"\n"
	"## Operations\n"
	"\n"
	"- [ ] c three\n",
};

static const char *const c5[] = {
	"**Status:** Approved\n"
	"\n"
	"## Sign-off\n"
	"\n"
	"- [ ] Tech lead: ______ Date: ____\n",
	"**Status:** Freigegeben\n"
	"\n"
	"## Freigaben\n"
	"\n"
	"- [ ] Leitung: ______ Datum: ____\n",
	"**Estado:** Aprobado\n"
	"\n"
	"## Firmas\n"
	"\n"
	"| Rol | Nombre | Firma | Fecha |\n"
	"|---|---|---|---|\n"
	"| Jefa de QA | | | |\n",
	"**Statut :** Approuvé\n"
	"\n"
	"## Signatures\n"
	"\n"
	"| Rôle | Nom | Signature | Date |\n"
	"|---|---|---|---|\n"
	"| Responsable QA | | | |\n",
	"## Sign-off ✅ APPROVED\n"
	"\n"
	"| Role | Name | Signature | Date |\n"
	"|---|---|---|---|\n"
	"| QA | | | |\n",
	"**All approvals obtained** ✅\n"
	"\n"
	"## Sign-off\n"
	"\n"
	"- [ ] Tech lead: ______ Date: ____\n",
	"**状态：** 已批准\n"
	"\n"
	"## 签字\n"
	"\n"
	"| 角色 | 姓名 | 签名 | 日期 |\n"
	"|---|---|---|---|\n"
	"| 项目经理 | | | |\n",
	"**ステータス**: 承認済み\n"
	"\n"
	"## 承認\n"
	"\n"
	"| 役割 | 氏名 | 署名 | 日付 |\n"
	"|---|---|---|---|\n"
	"| 責任者 | | | |\n",
	"## Sign-off\n"
	"\n"
	"- [ ] Tech lead: ______ Date: ____\n"
	"\n"
	"**Approved for production! 🚀**\n",
};

static const char *const c6[] = {
	"## Approvals\n"
	"\n"
	"| Document | Approver | Approved | Signature |\n"
	"|---|---|---|---|\n"
	"| `PLAN.md` | Lead engineer | ✅ | |\n"
	"| `ROADMAP.md` | Product owner | ☐ | |\n",
	"## Sign-off\n"
	"\n"
	"| Role | Name | Approved | Date |\n"
	"|---|---|---|---|\n"
	"| QA lead | | ✅ | |\n"
	"| CTO | Ana Ruiz | ✅ | 2026-01-02 |\n",
	"## Sign-off\n"
	"\n"
	"| Role | Name | Signature | Date | Status |\n"
	"|---|---|---|---|---|\n"
	"| QA lead | ______ | ______ | ______ | Approved |\n"
	"| CTO | ______ | ______ | ______ | Pending |\n",
	"## Freigaben\n"
	"\n"
	"| Rolle | Name | Unterschrift | Datum | Status |\n"
	"|---|---|---|---|---|\n"
	"| Leitung IT | | | | Freigegeben |\n"
	"| Betrieb | | | | Offen |\n",
	"## Freigabe\n"
	"\n"
	"- [x] Leitung IT: ____________ Datum: ________\n",
	"## Validation\n"
	"\n"
	"- [x] Directeur technique : ____________ Date : ______\n",
	"## Aprobaciones\n"
	"\n"
	"- [x] Responsable de QA: ______________ Fecha: ________\n",
	"## Aprovação\n"
	"\n"
	"- [x] Gerente de projeto: ______________ Data: ________\n",
	"## 承認\n"
	"\n"
	"- [x] 開発責任者: ____________ 日付: ________\n",
	"## 签字\n"
	"\n"
	"- [x] 项目经理：____________ 日期：________\n",
	"## Sign-off\n"
	"\n"
	"- [x] Security lead: Maria Gomez  Date: ________\n",
	"## Sign-off\n"
	"\n"
	"- [x] Security lead: TBD  Date: 2026-03-01\n",
	"## Sign-off\n"
	"\n"
	"| Role | Name | Date | Signed |\n"
	"|---|---|---|---|\n"
	"| Ops | TBD | TBD | ☑ |\n",
};

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
	"- [x] Kriterien geprüft – nicht erfüllt\n",
	"- ✅ Requisito 4 — NO CUMPLE\n",
	"## Sign-off\n"
	"\n"
	"### Betreiber\n"
	"\n"
	"**Name:** ____\n"
	"\n"
	"- [x] Alarm wired (PENDING)\n",
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
	"| Area | Tasks | Done | Share |\n"
	"|---|---|---|---|\n"
	"| Backups | 4 | 4 | 100% |\n"
	"| Network | 5 | 3 | 75% |\n",
	"**Progress:** 100%\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
};

static const char *const c9[] = {
	"- [x] Coverage ≥ 80% (actual: 71%)\n",
	"- [x] Latencia p95 < 200 ms (medido: 340 ms)\n",
	"- [x] Antwortzeit unter 200 ms (gemessen: 340 ms)\n",
	"- [x] Temps de réponse < 200 ms (mesuré : 340 ms)\n",
	"- [x] Tempo di risposta < 200 ms (misurato: 340 ms)\n",
	"- [x] カバレッジ 80% 以上（実測 71%）\n",
	"- [x] 测试覆盖率 ≥ 85%（实际：71%）\n",
	"| Metric | Target | Actual | Status |\n"
	"|---|---|---|---|\n"
	"| Coverage | ≥ 80% | 71% | ✅ |\n"
	"| Errors | 0 | 0 | ✅ |\n",
	"| Metric | Target | Measured | Result |\n"
	"|---|---|---|---|\n"
	"| p95 latency | < 200 ms | 250 ms | Pass |\n",
	"| Métrica | Meta | Atual | Status |\n"
	"|---|---|---|---|\n"
	"| Cobertura | ≥ 80% | 71% | ✅ |\n",
	"| Kennzahl | Ziel | Ist | Status |\n"
	"|---|---|---|---|\n"
	"| Abdeckung | ≥ 80 % | 71 % | ✅ |\n",
	"| 指标 | 目标 | 实际 | 状态 |\n"
	"|---|---|---|---|\n"
	"| 覆盖率 | ≥ 80% | 71% | ✅ |\n",
	"| 指標 | 目標 | 実績 | 判定 |\n"
	"|---|---|---|---|\n"
	"| カバレッジ | 80%以上 | 71% | 合格 |\n",
	"| Indicateur | Cible | Mesuré | Statut |\n"
	"|---|---|---|---|\n"
	"| Couverture | ≥ 80 % | 71 % | ✅ |\n",
	"| Métrica | Objetivo | Real | Estado |\n"
	"|---|---|---|---|\n"
	"| Cobertura | ≥ 80% | 71% | Cumplido |\n",
	"- ✅ p95 latency: 250 ms (target: < 200 ms)\n",
	"- ✅ Critical vulnerabilities: 3 (target: 0)\n",
	"- ✅ Errori: 3 (obiettivo: 0)\n",
	"- ✅ All tests pass: 118/120\n",
	"- [x] All tests pass (118/120 passed)\n",
	"- [x] All tests pass (118 passed, 2 failed)\n",
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
	"**Phase:** 2 von 5 (Versionierung)\n"
	"\n"
	"- [x] a\n"
	"- [ ] b\n"
	"- [ ] c\n"
	"- [ ] d\n"
	"- [ ] e\n",
	"| Module | Before | After |\n"
	"|---|---|---|\n"
	"| A | 5/13 (38%) | 13/13 (100%) |\n"
	"| B | 2/3 (67%) | 3/3 (100%) |\n"
	"| **Total** | 139/156 (89%) | 156/156 (100%) |\n",
	"| Area | Tasks | Done |\n"
	"|---|---|---|\n"
	"| Backups | 4 | 4 |\n"
	"| Network | 3 | 1 |\n"
	"\n"
	"- [x] a\n"
	"- [x] b\n"
	"- [ ] c\n",
	"## Sign-off\n"
	"\n"
	"| Role | Name | Approved | Date |\n"
	"|---|---|---|---|\n"
	"| QA lead | Bo Li | ✅ | 2026-01-02 |\n"
	"| CTO | | ☐ | |\n",
	"## Sign-off\n"
	"\n"
	"| Role | Name | Signed |\n"
	"|---|---|---|\n"
	"| Ops | Lee Park | ☑ |\n",
	"## Sign-off\n"
	"\n"
	"- [x] Product owner approved the release notes\n",
	"## Sign-off\n"
	"\n"
	"- [ ] **DECISION: [ ] GO  [ ] DEFER**\n",
	"**Status:** Pending approval\n"
	"\n"
	"## Sign-off\n"
	"\n"
	"- [ ] Tech lead: ______ Date: ____\n",
	"**Build status:** Complete\n"
	"\n"
	"**Deployment status:** Pending\n",
	"| Metric | Target | Actual | Status |\n"
	"|---|---|---|---|\n"
	"| Coverage | ≥ 80% | 71% | ❌ |\n"
	"| Errors | 0 | 0 | ✅ |\n",
	"- ✅ p95 latency: 150 ms (target: < 200 ms)\n",
	"- ✅ Coverage: 91% (target 80%)\n",
	"- [x] All tests pass (120/120 passed)\n",
	"- [x] All tests pass (118 passed, 0 failed)\n",
	"- [x] Parent\n"
	"  - [ ] Child one (optional)\n"
	"  - [x] Child two\n",
	"## Blockers\n"
	"\n"
	"- [x] Data loss seen\n"
	"\n"
	"**Decision: NO-GO**\n",
	"- **Build Status**: ✅ Complete\n"
	"\n"
	"Text\n"
	"\n"
	"---\n"
	"\n"
	"**Status**: ⏳ In progress\n",
	"# Phase 1 ✅ COMPLETE\n"
	"\n"
	"a\n"
	"\n"
	"# Phase 2 🟡 IN PROGRESS\n"
	"\n"
	"b\n",
	"**Status:** Ready to implement\n"
	"\n"
	"- [ ] a\n"
	"- [ ] b\n",
	"**Status:** ✅ Audit complete\n"
	"\n"
	"| Finding | Status |\n"
	"|---|---|\n"
	"| Keys leak | Open |\n",
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
	"### 1. Login\n"
	"\n"
	"**Status:** [ ] Completed\n",
	"## 🚀 Mission status: COMPLETE\n"
	"\n"
	"Text\n",
	"## 🚨 **ISSUES IDENTIFIED & RESOLVED**\n"
	"\n"
	"Text\n",
	"## Статус: ✅ 99% готово\n",
	"| Step | Result |\n"
	"|---|---|\n"
	"| Old folder | ✅ Не существует |\n"
	"| Cache | ✅ Does not exist |\n",
	"## Security ✅\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two (optional)\n",
	"## Security 🔄\n"
	"\n"
	"- [x] a one\n"
	"- [ ] b two\n",
	"**Status:** COMPLETE\n"
	"\n"
	"## Future work\n"
	"\n"
	"- [ ] b two\n",
	"**Status:** COMPLETE\n"
	"\n"
	"- [x] a\n"
	"\n"
	"## Next steps\n"
	"\n"
	"- [ ] b two\n",
	"## Security — COMPLETE\n"
	"\n"
	"- ✅ Rotate keys\n"
	"- ✅ Pen test\n",
	"## Security — COMPLETE\n"
	"\n"
	"- ✅ Rotate keys\n"
	"\n"
	"### Known issues\n"
	"\n"
	"- ❌ Old cipher\n",
	"## API\n"
	"\n"
	"- [x] Tests pass\n"
	"\n"
	"## UI\n"
	"\n"
	"- [ ] Tests pass\n",
	"| Env | Check | Status |\n"
	"|---|---|---|\n"
	"| dev | Smoke | ✅ |\n"
	"| prod | Smoke | ❌ |\n",
	"- API\n"
	"  - [x] Tests pass\n"
	"- UI\n"
	"  - [ ] Tests pass\n",
	"**API**\n"
	"\n"
	"- [x] Tests pass\n"
	"\n"
	"**UI**\n"
	"\n"
	"- [ ] Tests pass\n",
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

static void the_same_thing_in_two_states_is_found(void **state)
{
	(void)state;
	CHECK(c1, "C1");
}

static void two_statuses_that_disagree_are_found(void **state)
{
	(void)state;
	CHECK(c10, "C10");
}

static void a_raised_blocker_beside_go_is_found(void **state)
{
	(void)state;
	CHECK(c18, "C18");
}

static void a_ticked_parent_over_an_open_child_is_found(void **state)
{
	(void)state;
	CHECK(c3, "C3");
}

static void a_section_or_plan_that_is_done_over_open_items_is_found(void **state)
{
	(void)state;
	CHECK(c4, "C4");
}

static void an_approval_over_blank_sign_offs_is_found(void **state)
{
	(void)state;
	CHECK(c5, "C5");
}

static void a_ticked_sign_off_without_name_or_date_is_found(void **state)
{
	(void)state;
	CHECK(c6, "C6");
}

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

static void a_value_that_misses_its_target_is_found(void **state)
{
	(void)state;
	CHECK(c9, "C9");
}

static void near_misses_contradict_nothing(void **state)
{
	(void)state;
	CHECK(near_misses, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_thing_in_two_states_is_found),
		cmocka_unit_test(two_statuses_that_disagree_are_found),
		cmocka_unit_test(a_raised_blocker_beside_go_is_found),
		cmocka_unit_test(a_ticked_parent_over_an_open_child_is_found),
		cmocka_unit_test(
			a_section_or_plan_that_is_done_over_open_items_is_found),
		cmocka_unit_test(an_approval_over_blank_sign_offs_is_found),
		cmocka_unit_test(a_ticked_sign_off_without_name_or_date_is_found),
		cmocka_unit_test(mark_and_words_that_disagree_are_found),
		cmocka_unit_test(counts_that_do_not_add_up_are_found),
		cmocka_unit_test(a_value_that_misses_its_target_is_found),
		cmocka_unit_test(near_misses_contradict_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
