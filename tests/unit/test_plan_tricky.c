/*
 * The table of tricky examples of plans.md section 20, row by row.
 *
 * What is wanted of a plan is one line an item: "LINE KIND CLAIM" and then facts
 * about it, each behind a comma; and the codes of all findings, in order of
 * code.  A fact that is not named is not looked at.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "plan/parse.h"

#include <stdlib.h>

struct example {
	const char *row; /* of the table */
	const char *markdown;
	const char *items;
	const char *codes;
};

/* clang-format off: an example is read as a whole */
static const struct example examples[] = {
	{ "1", "- [x] Backups run nightly\n", "1 task done", "" },
	{ "2", "* [X] Backups run nightly\n", "1 task done", "" },
	{ "3", "3) [ ] Rotate keys\n", "1 task open,text=Rotate keys", "" },
	{ "4", "> - [x] Quoted approval\n", "1 task done,quoted", "" },
	{ "5", "1. - [ ] Odd nesting\n", "1 task open", "" },
	{ "6", "- [] No space\n", "1 task open", "P-BOX-FORM" },
	{ "7", "- [x]Glued\n", "", "P-BOX-FORM" },
	{ "7 among boxes", "- [x]Glued\n- [ ] Other\n", "1 task done\n2 task open",
	  "P-BOX-FORM" },
	{ "8", "- [x](https://e.org/x)\n", "", "" },
	{ "9", "- [ ]\n", "", "P-BOX-FORM" },
	{ "10", "- [-] Old VPN check\n", "1 task dropped", "" },
	{ "11", "- [/] Load test\n", "1 task in_progress", "" },
	{ "12", "- [x]* 4.2 Fuzz tests\n",
	  "1 task done,level=optional,label=4.2,text=Fuzz tests", "" },
	{ "13", "- [ ] ~~IPv4 fallback~~ no longer used\n", "1 task dropped", "" },
	{ "14", "- [x] ~~Send mail~~\n", "1 task dropped", "" },
	{ "15", "- [x] Deploy (PENDING)\n", "1 task open", "C7" },
	{ "16", "- [ ] Deploy \xf0\x9f\x94\x84\n", "1 task in_progress", "" },
	{ "17", "- [ ] Deploy \xe2\x9c\x85\n", "1 task open", "C7" },
	{ "18", "[x] I agree to update tests\n", "1 task done", "" },
	{ "19", "[x] Load test done\nEvidence: log.txt; run/*.txt\n",
	  "1 task done,ref=asks/path/log.txt,ref=asks/glob/run/*.txt", "" },
	{ "20", "## Acceptance\n\n- \xe2\x9c\x85 Traces visible end to end\n",
	  "3 criterion done,from=own", "" },
	{ "21",
	  "## Acceptance\n\nSuccessful **if:**\n\n- \xe2\x9c\x85 Traces visible end to "
	  "end\n",
	  "5 criterion none", "" },
	{ "22", "## Critical gaps\n\n- \xe2\x9d\x8c No automated tests\n",
	  "3 gap none,bad", "" },
	{ "23", "## Rollback criteria\n\n- \xf0\x9f\x9a\xa8 Data corruption\n",
	  "3 criterion none,bad,unjudged", "" },
	{ "24", "## NO-GO: ANY triggers delay\n\n- [ ] Unresolved data-loss reports\n",
	  "3 task open,bad,unjudged", "" },
	{ "25",
	  "## Work\n\n- [ ] Audit logs kept\n\n### Compliance \xe2\x9c\x85\n\nText.\n",
	  "3 task open\n5 section done,text=Compliance", "" },
	{ "26", "### Local validation: \xe2\x9c\x85 RUNNING\n", "1 section in_progress",
	  "C7" },
	{ "27", "# \xe2\x9c\x85 Release checklist\n", "", "" },
	{ "28", "\xe2\x9c\x85 **Data safety**\n\n- [ ] 0 lost records\n",
	  "3 task open,thr=eq 0", "" },
	{ "29", "## \xf0\x9f\x94\xb4 Critical issues (0)\n", "1 tally none", "" },
	{ "30", "**Status:** \xe2\x9c\x85 READY (after local tests confirm)\n",
	  "1 document ready,qualified=after local tests confirm", "P-QUALIFIED" },
	{ "31",
	  "**Status:** READY\n\n**Ready for deployment:** \xe2\x8f\xb8\xef\xb8\x8f "
	  "**PENDING VALIDATION**\n",
	  "1 document ready\n3 document blocked", "C10" },
	{ "32",
	  "**Sign-off:**\n\n- [ ] Lead: ____ Date: ____\n\n**Release approved! "
	  "\xf0\x9f\x9a\x80**\n",
	  "3 signoff open\n5 document done", "C5" },
	{ "33", "**Lead**: Ana\n**Status**: Active\n", "", "" },
	/* A column of numbers names nothing, whatever stands above it. */
	{ "8.item",
	  "| Gate | Name | Status |\n|-|-|-|\n| 0 | Security | PASSED |\n| 1 | Build | "
	  "Open |\n",
	  "3 row done,text=Security\n4 row open,text=Build", "" },
	{ "34", "Status: Ready for Review\n", "1 document ready", "" },
	{ "35",
	  "| ID | Task | Status | Evidence |\n|-|-|-|-|\n| SEC-01 | Rotate keys | "
	  "Ready | vault.md |\n",
	  "3 row ready,id=SEC-01,ref=asks/path/vault.md,text=Rotate keys", "" },
	{ "36",
	  "| # | Check | Owner | Status |\n|-|-|-|-|\n| 1.1 | \xe2\x9c\x85 Verify TLS "
	  "| Ops | [ ] |\n",
	  "3 row open,label=1.1,text=Verify TLS", "" },
	{ "37",
	  "| Check | Status | Evidence |\n|-|-|-|\n| Tests | \xf0\x9f\x94\x84 | "
	  "Running gate.js |\n",
	  "3 row in_progress,ref=asks/path/gate.js", "" },
	{ "38", "| Item | Status | GO/NO-GO |\n|-|-|-|\n| Phase B | Partial | GO |\n",
	  "3 row done", "C7" },
	{ "39",
	  "| \xe3\x83\x95\xe3\x82\xa7\xe3\x83\xbc\xe3\x82\xba | "
	  "\xe7\x8a\xb6\xe6\x85\x8b | PR |\n|-|-|-|\n"
	  "| 3. \xe7\xa7\xbb\xe8\xa1\x8c\xe6\x89\x8b\xe9\xa0\x86 | "
	  "\xe3\x82\xb9\xe3\x82\xad\xe3\x83\x83\xe3\x83\x97 | - |\n",
	  "3 row dropped", "" },
	{ "40",
	  "| Check | R1 | R2 | R3 | LTS | Result |\n|-|-|-|-|-|-|\n| Lint | "
	  "\xe2\x9c\x94 | \xe2\x9c\x94 | | \xe2\x9c\x94 | |\n",
	  "3 row none", "" },
	{ "41",
	  "| Metric | Target | Current | Status |\n|-|-|-|-|\n| Coverage | 100% | 85% "
	  "| In progress |\n",
	  "3 row in_progress,thr=eq 10000 bp,thr=eq 8500 bp", "" },
	{ "42",
	  "| Phase | Count | Status |\n|-|-|-|\n| Pr\xc3\xa9-release | {{X}}/{{Y}} | "
	  "\xe2\x9c\x85/\xf0\x9f\x94\x84/\xe2\x9d\x8c |\n",
	  "3 row unknown", "" },
	{ "43",
	  "| ID | Risk | Impact | Mitigation | Status |\n|-|-|-|-|-|\n| R-001 | Key "
	  "leak | HIGH | Vault | Open |\n",
	  "", "" },
	{ "44",
	  "| Area | Total | Completed | In Progress | Not Started |\n|-|-|-|-|-|\n| "
	  "Security | 10 | 0 | 2 | 8 |\n",
	  "3 tally none", "P-TALLY-UNSCOPED" },
	{ "45",
	  "<table>\n<tr><th>Check</th><th>Conformity</th><th>Non-conformity</th></tr>\n"
	  "<tr><td>Minutes archived?</td><td>X</td><td></td></tr>\n</table>\n",
	  "3 row done", "" },
	{ "46", "- [ ] Technical Lead: ______ Date: ____\n",
	  "1 signoff open,role=Technical Lead,blank=name,blank=date", "" },
	{ "47", "- [x] Technical Lead: ______ Date: ____\n",
	  "1 signoff done,role=Technical Lead,blank=name,blank=date",
	  "C6 P-SIGN-BLANK" },
	{ "48", "- [x] Ops: Lee Park Date: 2026-02-03\n",
	  "1 signoff done,role=Ops,name=Lee Park,date=2026-02-03", "" },
	{ "49", "## Approval\n\n- Product:\n", "3 signoff open,role=Product", "" },
	{ "50", "- [ ] **DECISION: [ ] GO  [ ] DEFER**\n",
	  "1 signoff open,role=DECISION", "" },
	{ "51", "## Sign-off\n\n- [ ] CTO approval\n  - Signature: ____ Date: ____\n",
	  "3 signoff open,blank=name,blank=date", "" },
	{ "52", "Approved-by: R. Silva <rs@e.org>\n",
	  "1 signoff done,name=R. Silva <rs@e.org>", "P-SIGN-NOBOX" },
	{ "53", "- [ ] p95 latency: **<250ms** (Target) | Actual: _____ ms\n",
	  "1 task open,thr=lt 250000000 ns", "P-BLANK" },
	{ "54", "- [x] Coverage \xe2\x89\xa5 80% (~85% reached)\n",
	  "1 task done,thr=ge 8000 bp,thr=approx 8500 bp measured", "" },
	{ "55", "- [ ] Test p95 under load < SLO\n", "1 task open,thr=symbolic",
	  "P-THR-SYMBOLIC" },
	{ "56", "- [ ] fail when deltas exceed (+10% P95 latency, +200MB RSS)\n",
	  "1 task open,thr=delta 1000 bp,thr=delta 200000000 B", "" },
	{ "57",
	  "- [ ] panic stop \xe2\x89\xa4"
	  "500 ms, fallback <2 hands\n",
	  "1 task open,thr=le 500000000 ns,thr=lt 2 hand", "" },
	{ "58", "- [ ] Load test with 10x expected traffic\n",
	  "1 task open,thr=factor 10", "" },
	{ "59",
	  "| File | Purpose | Lines | Status |\n|-|-|-|-|\n| GUIDE.md | How | ~600 "
	  "lines | \xe2\x9c\x85 |\n",
	  "3 row done,thr=approx 600 line,ref=subject/path/GUIDE.md", "" },
	{ "61", "- [ ] Monitor errors for 30 minutes, then 50%, 100%\n",
	  "1 task open,thresholds=0", "" },
	{ "60",
	  "| File | Lines | Status |\n|-|-|-|\n| A.md | ~600 | \xe2\x9c\x85 |\n| B.md "
	  "| ~1,000 | "
	  "\xe2\x9c\x85 |\n\n**Total:** 1,600 lines\n",
	  "3 row done,thr=approx 600 line\n4 row done,thr=approx 1000 line\n6 tally "
	  "none,unjudged",
	  "" },
	{ "60 another sum",
	  "| File | Lines | Status |\n|-|-|-|\n| A.md | 600 | \xe2\x9c\x85 |\n| B.md | "
	  "1,000 | "
	  "\xe2\x9c\x85 |\n\n**Total:** 1,700 lines\n",
	  "3 row done\n4 row done\n6 tally none", "C8" },
	{ "60 within what about means",
	  "| File | Lines | Status |\n|-|-|-|\n| A.md | ~600 | \xe2\x9c\x85 |\n| B.md "
	  "| ~1,000 | "
	  "\xe2\x9c\x85 |\n\n**Total:** ~1,900 lines\n",
	  "3 row done\n4 row done\n6 tally none", "" },
	{ "62 in items",
	  "- [ ] On-call 24/7\n- [ ] 401/403 handled\n- [ ] CI/CD ready\n- [ ] Date: "
	  "1/15\n",
	  "1 task open,thresholds=0\n2 task open,thresholds=0\n3 task "
	  "open,thresholds=0\n"
	  "4 task open,thresholds=0",
	  "" },
	{ "62", "24/7 on-call\n\n401/403 handled: yes\n\nCI/CD: 1/15\n\nDate: 1/15\n",
	  "", "" },
	{ "63",
	  "- [x] a\n- [x] b\n- [x] c\n- [x] d\n\nDeliverables: 4/4 \xe2\x9c\x85\n",
	  "1 task done\n2 task done\n3 task done\n4 task done\n6 tally done", "" },
	{ "64",
	  "| Area | Total | Passed |\n|-|-|-|\n| A | 20 | 20 |\n| B | 30 | 20 |\n| "
	  "**Total** | 50 | 41 |\n",
	  NULL, "C8 P-TALLY-UNSCOPED" },
	{ "65", "## Pre-checks (12 items)\n\n- [ ] a\n- [ ] b\n",
	  "1 tally none\n3 task open\n4 task open", "P-TALLY-UNSCOPED" },
	{ "66", "## Deliverables\n\n- /docs/Playbook.md\n",
	  "3 deliverable none,ref=subject/path//docs/Playbook.md", "" },
	{ "67", "## Deliverables\n\n- `/services/api/auth/jwks.ts` \xe2\x80\x93 keys\n",
	  "3 deliverable none,ref=subject/path//services/api/auth/jwks.ts", "" },
	{ "68", "## Deliverables\n\n- All routes updated: `/v1/users`\n",
	  "3 deliverable none,ref=subject/route//v1/users", "" },
	{ "69", "**Branch**: `team/phase-b-x1`\n", "", "" },
	{ "70", "- [ ] `/reports/perf.md`\n",
	  "1 task open,ref=subject/path//reports/perf.md", "" },
	{ "71", "- [x] Audit: `results/run.json`\n",
	  "1 task done,ref=subject/path/results/run.json", "" },
	{ "72", "- [ ] Run scan: `trivy image <image>`\n",
	  "1 task open,ref=runs/command/trivy image <image>", "" },
	{ "73",
	  "- [ ] E2E\n\n  ```sh\n  node e2e.js\n  # Expected: 9 tests passed\n  ```\n",
	  "1 task open,ref=expects/tests/9 tests passed", "" },
	{ "74", "```\n- [ ] a\n- [ ] b\n- [x] c\n```\n", "", "P-IN-CODE" },
	{ "74 two", "```\n- [ ] a\n- [ ] b\n```\n", "", "" },
	{ "75",
	  "## Files created\n\n```\n\xe2\x94\x9c\xe2\x94\x80\xe2\x94\x80 "
	  "db/migrations/\n"
	  "\xe2\x94\x82   \xe2\x94\x94\xe2\x94\x80\xe2\x94\x80 "
	  "01.sql\n\xe2\x94\x94\xe2\x94\x80\xe2\x94\x80 README.md\n```\n",
	  "5 deliverable done,from=inherited,ref=subject/path/db/migrations/01.sql\n6 "
	  "deliverable done",
	  "" },
	{ "76", "- [x] Parent\n  - [ ] Child\n", "1 task done\n2 task open", "C3" },
	{ "77",
	  "- [ ] Parent\n  - [x] Child one\n  - [x] Child two\n  - [x] Child three\n",
	  "1 task open\n2 task done\n3 task done\n4 task done", "C3b" },
	{ "78", "- Setup framework\n  - [x] https://e.org/pull/1\n",
	  "2 task done,ref=subject/link/https://e.org/pull/1", "" },
	{ "79",
	  "=== \"Quick\"\n\n    | Doc | Ready? |\n    |-----|--------|\n    | Guide | "
	  "yes |\n",
	  "5 row ready", "" },
	{ "80", "- [ ] a\n- \xe2\x80\x9a\xc3\xba\xc3\x96 Complete and shipped to all\n",
	  "1 task open\n2 criterion done", "P-ENC-MOJIBAKE" },
	{ "81", "- [ ] a\n- \xc3\xa2\xc5\x93\xe2\x80\xa6 Complete and shipped to all\n",
	  "1 task open\n2 criterion done", "P-ENC-MOJIBAKE" },
	{ "82", "**Status**: \xef\xa3\xbf\xc3\xbc\xc3\xbc\xc2\xb0 IN PROGRESS\n",
	  "1 document in_progress", "P-ENC-MOJIBAKE" },
	{ "83", "**Legend:**\n\n- \xe2\x9c\x85 Complete and verified\n", "", "" },
	{ "84",
	  "- [x] "
	  "\xe5\x8d\x95\xe5\x85\x83\xe6\xb5\x8b\xe8\xaf\x95\xe8\xa6\x86\xe7\x9b\x96\xe7"
	  "\x8e\x87 \xe2\x89\xa5 85% \xe2\x9c\x85 \xe5\xae\x8c\xe6\x88\x90\xe4\xba\x8e "
	  "2025-03-04\n",
	  "1 task done,thr=ge 8500 bp,done_on=2025-03-04", "" },
	{ "85",
	  "- [x] Security scans pass\n    - Evidence: ci.yml job runs x\n    - "
	  "**Note**: vision tests are skipped\n",
	  "1 task done,ref=asks/path/ci.yml,hedge=skipped,uncapped", "C11" },
	{ "86", "## Next steps\n\n1. Prepare\n2. **Deploy** code to production\n",
	  "3 step none\n4 step none,unjudged", "" },
	{ "87", "- [ ] Verify streams:\n  - [ ] A\n  - [ ] B\n  - [x] C\n",
	  "1 task open\n2 task open\n3 task open\n4 task done", "" },
	{ "88", "- [ ] (R) Test plan in place\n", "1 task open,level=mandatory", "" },
	{ "89", "<!-- - [ ] hidden -->\n", "", "" },
	{ "90", "[x]: https://e.org\n\n- [x] Still a box\n- [ ] Open box\n",
	  "3 task done\n4 task open", "" },
	{ "91", "- [ ] Security review completed\n", "1 task open", "" },
	{ "92", "- [x] Smoke tests passed - skipped on arm\n",
	  "1 task done,hedge=skipped", "C11" },
	{ "93", "## Done\n\n- Rotate keys\n", "3 criterion done,from=word", "" },
	{ "94", "### \xe2\x9c\x85 Complete (3)\n\n- One\n- Two\n",
	  "1 tally none\n3 criterion done\n4 criterion done", "C8" },
	{ "95", "## Phase 2 - COMPLETE\n\n- [ ] Rotate keys\n",
	  "1 section done\n3 task open", "C4" },
	{ "96",
	  "## A\n\n- [x] Rollback tested\n\n## B\n\n- [ ] Rollback drill documented\n",
	  "3 task done\n7 task open", "" },
	{ "97", "- [x] Test Engineer - API\n- [ ] Test Engineer - UI\n",
	  "1 task done\n2 task open", "" },
	{ "98", "## Next steps\n\n1. \xe2\x9c\x85 Start team A\n2. Start team B\n",
	  "3 step done\n4 step none", "" },
	{ "99", "- [x] Keys rotated\n  - Evidence: (none yet)\n", "1 task done,refs=0",
	  "" },
	{ "3.4 the end of a container",
	  "::: tip\n\n- [ ] Rotate keys\n:::\n\n## Next\n\n- [x] Renew\n",
	  "3 task open,text=Rotate keys\n8 task done", "" },
	{ "3.6 a summary is a heading",
	  "## Gates\n\n<details>\n<summary>Deliverables</summary>\n\n- `docs/a.md`\n\n"
	  "</details>\n\n- `docs/b.md`\n",
	  "6 deliverable none", "" },
	{ "8.4 ticks in every stage say where it applies",
	  "| Check | Dev | Test | Prod |\n|-|-|-|-|\n| Lint | \xe2\x9c\x85 | | "
	  "\xe2\x9c\x85 |\n",
	  "", "" },
	{ "8.5 the weakest stage counts",
	  "| Check | Dev | Test | Prod |\n|-|-|-|-|\n| Lint | Done | Done | Pending |\n"
	  "| Scan | Done | Done | Done |\n| Load | Done | Done | |\n",
	  "3 row open\n4 row done\n5 row open", "" },
	{ "8.6 the marked header is the state",
	  "| Check | Yes | No |\n|-|-|-|\n| Minutes archived | X | |\n| Keys rotated | "
	  "| "
	  "X |\n| Untouched | | |\n",
	  "3 row done\n4 row open\n5 row none", "" },
	{ "8.6 two marks", "| Check | Yes | No |\n|-|-|-|\n| Keys rotated | x | x |\n",
	  "3 row open", "C7" },
	{ "13 a bar",
	  "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x91\xe2\x96\x91 70%\n",
	  "1 tally in_progress", "" },
	{ "13 a bar of letters", "Build: [=====>   ] 70%\n", "1 tally in_progress",
	  "" },
	{ "13 a percentage", "**Progress:** 100 %\n", "1 tally done", "" },
	{ "13 a percentage of something else", "Coverage: 85%\n", "", "" },
	{ "13 a ratio and its percentage", "Tests passed: 41/50 = 90%\n",
	  "1 tally none", "C8 P-TALLY-UNSCOPED" },
	{ "13 rounded either way",
	  "Tests passed: 2/3 (67%)\n\nChecks passed: 2/3 (66%)\n",
	  "1 tally none\n3 tally none", "P-TALLY-UNSCOPED" },
	{ "11.6 an indented tree",
	  "## Files created\n\n```\ndocs/\n  guide.md\n  api/\n    index.md\n"
	  "README.md\n```\n",
	  "5 deliverable done,text=docs/guide.md\n"
	  "7 deliverable done,text=docs/api/index.md\n"
	  "8 deliverable done,text=README.md",
	  "" },
	{ "11.6 code is no tree",
	  "## Files created\n\n```\nfor f in docs/\n  guide.md\n  api.md\n```\n", "",
	  "" },
	{ "12 near the difference of units",
	  "- [x] Heap at most 500 MB, measured ~ 512 MB\n", "1 task done", "P-UNIT" },
	{ "12 far from it", "- [x] Heap at most 500 MB, measured ~ 700 MB\n",
	  "1 task done", "C9" },
	{ "9.3 one glyph on every box is decoration",
	  "- [ ] \xe2\x9c\x85 a one\n- [x] \xe2\x9c\x85 b two\n- [ ] \xe2\x9c\x85 c "
	  "three\n",
	  "1 task open,text=a one\n2 task done\n3 task open", "" },
	{ "9.3 on two of three it is a state",
	  "- [ ] \xe2\x9c\x85 a one\n- [x] \xe2\x9c\x85 b two\n- [ ] c three\n",
	  "1 task open\n2 task done\n3 task open", "C7" },
	{ "9.3 one glyph on every heading is decoration",
	  "# P\n\n## \xe2\x9c\x85 A\n\n- [ ] a one\n\n## \xe2\x9c\x85 B\n\n- [x] b "
	  "two\n\n"
	  "## \xe2\x9c\x85 C\n\n- [x] c three\n",
	  "3 section none,unjudged\n5 task open\n7 section none,unjudged\n9 task done\n"
	  "11 section none,unjudged\n13 task done",
	  "C4q" },
	{ "9.3 a glyph behind headings that is true of one is a claim",
	  "# P\n\n## A \xe2\x9c\x85\n\n- [ ] a one\n\n## B \xe2\x9c\x85\n\n- [x] b "
	  "two\n\n"
	  "## C \xe2\x9c\x85\n\n- [x] c three\n",
	  "3 section done\n5 task open\n7 section done\n9 task done\n11 section done\n"
	  "13 task done",
	  "C4" },
	{ "9.3 a heading without it makes it a claim",
	  "# P\n\n## \xe2\x9c\x85 A\n\n- [ ] a one\n\n## \xe2\x9c\x85 B\n\n- [x] b "
	  "two\n\n"
	  "## \xe2\x9c\x85 C\n\n- [x] c three\n\n## D\n\n- [ ] d four\n",
	  "3 section done\n5 task open\n7 section done\n9 task done\n11 section done\n"
	  "13 task done\n17 task open",
	  "C4" },
	{ "100", "- [ ] Cost: $_____ per month\n", "1 task open", "P-BLANK" },
	{ "9.6 a legend on one line, in front",
	  "Legend: 🟡 = done with remarks, 🔷 planned\n\n- 🟡 Backups run\n- "
	  "🔷 "
	  "Restore drill\n",
	  "3 criterion done,from=own\n4 criterion open", "" },
	{ "9.6 a legend behind what it explains",
	  "| Task | Status |\n|-|-|\n| a one | P |\n| b two | ❗ |\n\n## Legende\n\n"
	  "- `P` = in Arbeit\n- ❗: blockiert\n",
	  "3 row in_progress\n4 row blocked", "" },
	{ "9.6 boxes that a legend explains are no items",
	  "## Key\n\n- [x] = finished\n- [~] = done\n- [!]: failed\n\n## Work\n\n- [~] "
	  "a one\n- [!] b two\n",
	  "9 task done\n10 task failed", "" },
	{ "9.6 a task below a legend stays a task",
	  "## Legend\n\n- [ ] Explain the marks\n", "3 task open", "" },
	{ "9.6 a table of signs",
	  "| Status | Description |\n|-|-|\n| ✅ | Complete |\n| 🔄 | In progress |\n| ❌ "
	  "| Failed |\n",
	  "", "" },
	{ "9.6 a sign of the legend against a box",
	  "图例：🔷 未开始\n\n- [x] 密钥轮换 🔷\n", "3 task open", "C7" },
	{ "9.6 a heading's dot counts where the legend has it",
	  "Key: 🟢 = done | 🔴 = open\n\n## Work 🟢\n\ntext\n", "3 section done",
	  "" },
	{ "9.6 three glyphs with their states are a legend",
	  "- 🔵 Done\n- ⚪ Open\n- 🟣 Blocked\n\n## Work\n\n- 🟣 a one\n",
	  "7 criterion blocked", "" },
	{ "9.6 bullets whose states are said in other words",
	  "### Símbolos\n\n- ✅ **Completado y revisado**\n- ❌ **Falta completar**\n- "
	  "⚠️ **Bloqueante: no seguir sin esto**\n- 🔔 **Avisar al equipo**\n\n"
	  "## Tareas\n\n| Tarea | Status |\n|-|-|\n| Rotar claves | ❌ |\n| Ensayar la "
	  "copia | ✅ |\n\n- [ ] ⚠️ Cerrar el puerto\n",
	  "12 row open\n13 row done\n15 task open", "" },
	{ "9.6 a legend of priorities on one line, with slashes",
	  "凡例：🔴 = 公開前に必須 / 🟡 = 後でもよい / ⚪ = "
	  "任意\n\n- "
	  "[ "
	  "] "
	  "🔴 "
	  "鍵を交換する\n"
	  "- [ ] 🟡 監視を足す\n- [x] 🔴 復元を試す\n- [ ] 🟡 "
	  "文書を直す "
	  "✅\n",
	  "3 task open\n4 task open\n5 task done\n6 task open", "C7" },
	{ "9.6 full-width signs part its entries",
	  "图例：🟢＝低优先级、🟡＝建议；🔴＝必须\n\n- [ ] 🔴 "
	  "轮换密钥\n- "
	  "[ "
	  "] "
	  "🟡 "
	  "补充监控\n"
	  "- [ ] 🟢 更新文档\n",
	  "3 task open\n4 task open\n5 task open", "" },
	{ "9.6 priorities in German, French and Russian",
	  "Legende: 🟡 = empfohlen, 🟠 = vor dem Release\n\n- [ ] 🟡 Alarm "
	  "einrichten\n- "
	  "[ ] 🟠 Schlüssel tauschen\n\n## Légende\n\n- 🔵 facultatif\n- ⚪ "
	  "obligatoire\n\n"
	  "## Suite\n\n- [ ] 🔵 Tester\n\n## Обозначения\n\n- 🟢 "
	  "желательно\n- "
	  "🔴 "
	  "обязательно\n\n## Дела\n\n- [ ] 🟢 Проверить "
	  "копию\n",
	  "3 task open\n4 task open\n13 task open\n22 task open", "" },
	{ "9.6 among states a sign with unread words keeps what it means everywhere",
	  "Legend: ✅ done, ❌ nobody knows why\n\n| Task | Status |\n|-|-|\n| Restore "
	  "drill | ❌ |\n",
	  "5 row failed", "" },
	{ "9.6 a priority in a state column is no state",
	  "Key: 🔴 = must have, 🟡 = nice to have\n\n| Task | Status |\n|-|-|\n| "
	  "Restore "
	  "drill | 🔴 |\n| Key rotation | done |\n| Alerts | open |\n",
	  "5 row unknown\n6 row done\n7 row open", "" },
	{ "9.6 behind a priority the sign at the end counts",
	  "Key: 🔴 = must have, 🟡 = nice to have\n\n- 🔴 Restore drill ✅\n",
	  "3 criterion done,from=own", "" },
	{ "9.6 signs and tasks in two columns are no legend",
	  "| Status | Task |\n|-|-|\n| ❌ | Critical bug in the login |\n| ✅ | Required "
	  "fields checked |\n| ✅ | High load survived |\n",
	  "3 row failed\n4 row done\n5 row done", "" },
	{ "7.2 a red dot behind an empty box ranks the item",
	  "- [ ] 🔴 Rotate keys\n- [ ] 🟡 Add alerts\n- [ ] Restore drill 🔴\n- "
	  "[x] "
	  "🔴 "
	  "Close the port\n- [ ] **🟢 Update the notes**\n",
	  "1 task open\n2 task open\n3 task open\n4 task done\n5 task open", "" },
	{ "7.2 without a red one beside a box a dot is a state",
	  "- [ ] 🟡 Add alerts\n- [ ] 🟢 Rotate keys\n",
	  "1 task in_progress\n2 task open", "C7" },
	{ "10.3 a row that says pending is not signed by the name in it",
	  "## Approval\n\n| Approval | Status | Approver | Date |\n|-|-|-|-|\n| Test "
	  "report | Approved | Ana Ruiz | 2026-03-04 |\n| Release | PENDING | Ana Ruiz "
	  "| "
	  "2026-03-05 |\n| Launch | | _(awaiting sign-off)_ | _(to be recorded)_ |\n",
	  "5 signoff done\n6 signoff open\n7 signoff open", "" },
	{ "8.4 a matrix with a result column",
	  "| Check | v1.0 | v1.1 | v2.0 | Status |\n|-|-|-|-|-|\n| Lint | ✓ | ✓ | ✓ | "
	  "|\n| Scan | ✓ | | ✓ | Open |\n",
	  "3 row none\n4 row open", "" },
	{ "8.4 ticks under roles say who must do it",
	  "| Check | Dev | QA | Ops |\n|-|-|-|-|\n| Lint | x | | x |\n| Scan | | x | "
	  "|\n",
	  "", "" },
	{ "8.4 a matrix with evidence makes no claim",
	  "| Task | Sec | Legal | Ops | Evidence |\n|-|-|-|-|-|\n| Review | x | x | | "
	  "a.md |\n",
	  "3 row none,ref=asks/path/a.md", "" },
	{ "8.5 platforms with a cross are states",
	  "| Check | Linux | macOS | Windows |\n|-|-|-|-|\n| Build | ✅ | ✅ | ❌ |\n| "
	  "Test | ✅ | ✅ | ✅ |\n",
	  "3 row failed\n4 row done", "" },
	{ "8.5 versions with states",
	  "| Check | RC1 | RC2 |\n|-|-|-|\n| Smoke | Done | Pending |\n| Load | Done | "
	  "Done |\n",
	  "3 row open\n4 row done", "" },
	{ "3.4 the end of a container right below a table",
	  "::: details Docs\n\n| Doc | Status |\n|-|-|\n| Guide | Done |\n:::\n\n- [ ] "
	  "Next\n",
	  "5 row done\n8 task open", "" },
	{ "3.4 a body right below its admonition",
	  "!!! note \"Title\"\n    - [ ] Rotate keys\n    - [x] Renew\n\nText.\n",
	  "2 task open,text=Rotate keys\n3 task done", "" },
	{ "3.4 a collapsed body and one inside it",
	  "??? question\n    !!! warning\n        - [x] Inner\n",
	  "3 task done,text=Inner", "" },
	{ "3.4 containers inside containers",
	  ":::: tabs\n::: tab One\n- [x] Inner\n:::\n::::\n", "3 task done", "" },
	{ "3.4 a container in a list", "- list\n\n  ::: note\n  - [ ] Nested\n  :::\n",
	  "4 task open,text=Nested", "" },
	/* Section 3: boxes in odd places. */
	{ "3.1 a box of full-width brackets", "- ［ｘ］ 密钥轮换\n- ［　］ 备份\n",
	  "1 task done,text=密钥轮换\n2 task open", "" },
	{ "3.1 a box that a converter escaped",
	  "- \\[x\\] Keys rotated\n- \\[ \\] Backups\n",
	  "1 task done,text=Keys rotated\n2 task open", "" },
	{ "3.1 a drawn box", "☐ Rotate keys\n\n☑ Renew certificate\n",
	  "1 task open\n3 task done", "" },
	{ "3.1 a box behind emphasis", "- **[x] Keys rotated**\n", "1 task done", "" },
	{ "3.1 a box in a box's text", "- [ ] Explain `[x]` and [ ] here\n",
	  "1 task open", "" },
	{ "3.2 bare boxes line by line", "[ ] a one\n[x] b two\n[X] c three\n",
	  "1 task open\n2 task done\n3 task done", "" },
	{ "3.2 citations are none", "[1] Smith et al., 2020\n\n- [2] Doe, 2021\n", "",
	  "" },
	{ "3.2 letters that number are none", "[a] the one\n[b] the other\n", "", "" },
	{ "3.3 a fence in a list",
	  "- step\n\n  ```\n  - [ ] a\n  - [ ] b\n  - [ ] c\n  ```\n", "",
	  "P-IN-CODE" },
	{ "3.5 a box of HTML",
	  "<table>\n<tr><th>Check</th><th>Done</th></tr>\n<tr><td>Keys</td><td><input "
	  "type=\"checkbox\" checked></td></tr>\n<tr><td>Backups</td><td><input "
	  "type=checkbox></td></tr>\n</table>\n",
	  "3 row done\n4 row open", "" },
	{ "3.5 a cell that spans rows stands in each of them",
	  "<table>\n<tr><th>Area</th><th>Task</th><th>Status</th></tr>\n"
	  "<tr><td>Keys</td><td>Rotate</td><td rowspan=\"2\">Done</td></tr>\n"
	  "<tr><td>Backups</td><td>Restore</td></tr>\n"
	  "<tr><td>Logs</td><td>Ship</td><td>Open</td></tr>\n</table>\n",
	  "3 row done,text=Rotate\n4 row done,text=Restore\n5 row open,text=Ship", "" },
	{ "3.5 rows below one name are no contradiction",
	  "<table>\n<tr><th>Item</th><th>Where</th><th>Status</th></tr>\n"
	  "<tr><td rowspan=2>Keys</td><td>East</td><td>Done</td></tr>\n"
	  "<tr><td>West</td><td>Open</td></tr>\n</table>\n",
	  "3 row done,text=Keys\n4 row open,text=Keys: West", "" },
	{ "3.5 a cell that spans columns stands in each of them",
	  "<table>\n<tr><th>Task</th><th>Dev</th><th>Prod</th></tr>\n"
	  "<tr><td>Keys</td><td colspan='2'>Done</td></tr>\n"
	  "<tr><td>Logs</td><td>Done</td><td>Open</td></tr>\n</table>\n",
	  "3 row done\n4 row open", "" },
	{ "3.5 two rows of headers are one",
	  "<table>\n<thead><tr><th rowspan=2>Task</th><th colspan=2>Go-live</th></tr>\n"
	  "<tr><th>Owner</th><th>Status</th></tr></thead>\n"
	  "<tr><td>Keys</td><td>Ana</td><td>&#9989;</td></tr>\n</table>\n",
	  "4 row done,text=Keys", "" },
	{ "3.5 a cell from edge to edge heads the rows below",
	  "<table>\n<tr><th>Task</th><th>Status</th></tr>\n"
	  "<tr><td colspan=2>Security</td></tr>\n"
	  "<tr><td>Keys</td><td>Done</td></tr>\n</table>\n",
	  "4 row done,text=Keys", "" },
	{ "3.5 a blank line does not end a table",
	  "<table>\n<tr><th>Task</th><th>Status</th></tr>\n\n"
	  "<tr>\n  <td>Keys</td>\n\n    <td>Done</td>\n</tr>\n\n</table>\n\n- [ ] a\n",
	  "4 row done,text=Keys\n12 task open", "" },
	{ "3.5 a list inside a cell is a list",
	  "<table><tr><td>\n\n- [x] inside\n\n</td></tr></table>\n", "3 task done",
	  "" },
	{ "3.5 rows in comments are none",
	  "<table>\n<tr><th>Task</th><th>Status</th></tr>\n"
	  "<!-- <tr><td>Old</td><td>Done</td></tr>\n -->\n"
	  "<tr><td>Keys</td><td>Open</td></tr>\n</table>\n",
	  "5 row open", "" },
	{ "3.5 a table in a cell is text",
	  "<table>\n<tr><th>Task</th><th>Status</th></tr>\n"
	  "<tr><td>Keys<table><tr><td>Done</td></tr></table></td><td>Open</td></tr>\n"
	  "<tr><td>Logs</td><td>Done</td></tr>\n</table>\n",
	  "3 row open\n4 row done,text=Logs", "" },
	{ "3.5 links and code in cells are references",
	  "<table>\n<tr><th>Task</th><th>Status</th><th>Evidence</th></tr>\n"
	  "<tr><td>Keys</td><td>Done</td><td><a href=\"a/k.md\">k</a><br>"
	  "<code>b/l.xml</code></td></tr>\n</table>\n",
	  "3 row done,ref=asks/path/a/k.md,ref=asks/path/b/l.xml", "" },
	{ "3.5 a quoted table",
	  "> <table>\n> <tr><th>Task</th><th>Status</th></tr>\n"
	  "> <tr><td>\n> Keys\n> </td><td><b>Open</b></td></tr>\n> </table>\n",
	  "3 row open,text=Keys,quoted", "" },
	{ "3.5 boxes in a list of HTML",
	  "<ul>\n<li><input type=\"checkbox\" disabled checked> Keys rotated</li>\n"
	  "<li><input disabled type=checkbox> Backups</li>\n</ul>\n",
	  "2 task done,text=Keys rotated\n3 task open,text=Backups", "" },
	{ "3.5 a box in HTML in a list of Markdown",
	  "- <input type=\"checkbox\" checked> Keys\n- <input type=\"checkbox\"> "
	  "Logs\n",
	  "1 task done,text=Keys\n2 task open,text=Logs", "" },
	{ "3.5 a box in HTML without words", "<p><input type=\"checkbox\"></p>\n", "",
	  "P-BOX-FORM" },
	{ "3.5 a sign written as a number",
	  "| Task | Status |\n|-|-|\n| Keys &amp; more | &#x2705; |\n| Logs | &#10060; "
	  "|\n",
	  "3 row done,text=Keys & more\n4 row failed", "" },
	{ "3.6 a box in a comment", "<!--\n- [ ] hidden\n-->\n\n- [x] shown\n",
	  "5 task done", "" },
	{ "3.7 quotes in quotes", "> > - [x] deep\n> - [ ] less\n",
	  "1 task done,quoted\n2 task open,quoted", "" },
	/* Section 7: marks, words and what they make of each other. */
	{ "7.1 cancelled in German",
	  "| Aufgabe | Status |\n|-|-|\n| Alt | entfällt |\n| Neu | in Arbeit |\n| "
	  "Test | nicht bestanden |\n",
	  "3 row na\n4 row in_progress\n5 row failed", "" },
	{ "7.1 French states",
	  "| Tâche | Statut |\n|-|-|\n| A | Terminée |\n| B | À faire |\n| C | Pas "
	  "encore terminé |\n| D | Échec |\n",
	  "3 row done\n4 row open\n5 row open\n6 row failed", "" },
	{ "7.1 Spanish states",
	  "| Tarea | Estado |\n|-|-|\n| A | Hecho |\n| B | Pendiente |\n| C | En curso "
	  "|\n| D | No aprobado |\n",
	  "3 row done\n4 row open\n5 row in_progress\n6 row open", "" },
	{ "7.1 Portuguese states",
	  "| Tarefa | Situação |\n|-|-|\n| A | Concluída |\n| B | Em andamento |\n| C "
	  "| Não iniciado |\n",
	  "3 row done\n4 row in_progress\n5 row open", "" },
	{ "7.1 Chinese states",
	  "| 检查项 | 状态 |\n|-|-|\n| 密钥 | 已完成 |\n| 备份 | 未完成 |\n| 演练 | "
	  "进行中 |\n| 告警 | 不适用 |\n",
	  "3 row done\n4 row open\n5 row in_progress\n6 row na", "" },
	{ "7.1 Japanese states",
	  "| 項目 | 状態 |\n|-|-|\n| 鍵 | 完了 |\n| 復元 | 完了予定 |\n| 試験 | 対応中 "
	  "|\n| 監視 | 該当なし |\n",
	  "3 row done\n4 row open\n5 row in_progress\n6 row na", "" },
	{ "7.1 Russian states",
	  "| Задача | Статус |\n|-|-|\n| Ключи | Готово |\n| Копии | Не готово |\n| "
	  "Тесты | В процессе |\n",
	  "3 row done\n4 row failed\n5 row in_progress", "" },
	{ "7.1 Korean states",
	  "| 항목 | 진행상태 |\n|-|-|\n| 키 | 완료 |\n| 백업 | 미완료 |\n| 시험 | 진행 "
	  "중 |\n",
	  "3 row done\n4 row open\n5 row in_progress", "" },
	{ "7.1 an X under a header that is bad",
	  "| Check | Conformity | Non-conformity |\n|-|-|-|\n| Minutes | | X |\n",
	  "3 row failed", "" },
	{ "7.1 at risk is unknown",
	  "| Task | Status |\n|-|-|\n| a one | ⚠️ |\n| b two | ⚠️ in progress "
	  "|\n",
	  "3 row unknown\n4 row in_progress", "" },
	{ "7.1 yes and no",
	  "| Task | Done? |\n|-|-|\n| a one | Yes |\n| b two | No |\n| c three | Yes / "
	  "No |\n",
	  "3 row done\n4 row open\n5 row unknown", "" },
	{ "7.2 a done glyph on a tick", "- [x] Keys rotated ✅\n", "1 task done", "" },
	{ "7.2 a tick with a date", "- [x] Keys rotated (done on 2026-01-05)\n",
	  "1 task done,done_on=2026-01-05", "" },
	{ "7.2 a box refined by a word",
	  "- [ ] Keys rotated (in progress)\n- [ ] Backups - blocked\n- [ ] Drill – "
	  "verschoben\n",
	  "1 task in_progress\n2 task blocked\n3 task deferred", "" },
	{ "7.2 a struck tick is no contradiction", "- [x] ~~Keys rotated (PENDING)~~\n",
	  "1 task dropped", "" },
	{ "7.2 a share beside a tick", "- [x] Migration (90 % complete)\n",
	  "1 task in_progress", "C7" },
	{ "7.2 a share beside a glyph",
	  "| Task | Status |\n|-|-|\n| a one | ✅ 90% |\n| b two | ✅ 100% |\n",
	  "3 row in_progress\n4 row done", "C7" },
	{ "7.3 a promise is no done",
	  "| Task | Status |\n|-|-|\n| a one | Complete by 2026-12-01 |\n| b two | "
	  "Approved by Ana |\n",
	  "3 row ready\n4 row done", "" },
	{ "7.3 done with evidence is done",
	  "| Task | Status |\n|-|-|\n| a one | Done with 12 tests |\n| b two | Done "
	  "with known issues |\n",
	  "3 row done\n4 row done,qualified=with known issues", "" },
	{ "7.3 a condition in French", "**Statut :** terminé (après validation)\n",
	  "1 document ready", "P-QUALIFIED" },
	{ "7.3 a hedge in a row",
	  "| Task | Status |\n|-|-|\n| Tests pass locally | Done |\n",
	  "3 row done,hedge=locally", "C11" },
	{ "7.3 a hedge in German", "- [x] Tests laufen nur lokal\n",
	  "1 task done,hedge=nur lokal", "C11" },
	{ "7.3 what is denied is no hedge",
	  "- [x] No tests were skipped\n- [x] Mock server removed\n- [x] Pending "
	  "migrations applied\n",
	  "1 task done,hedge=\n2 task done,hedge=\n3 task done,hedge=", "" },
	{ "7.4 a participle is the thing to reach",
	  "- [ ] Alle Tests bestanden\n- [ ] Revue de sécurité terminée\n- [ ] Copias "
	  "verificadas\n",
	  "1 task open\n2 task open\n3 task open", "" },
	{ "7.4 a word that is a state in cells alone",
	  "- [ ] Feature flags - enabled\n- [ ] Circuit breaker: open\n",
	  "1 task open\n2 task open", "" },
	{ "7.5 what lies below an open box inherits nothing",
	  "- [ ] Parent\n  - `docs/a.md` written\n", NULL, "" },
	/* Section 8. */
	{ "8.2 totals and repeated headers are no rows",
	  "| Task | Status |\n|-|-|\n| a one | Done |\n| **Total** | 1 |\n| … | |\n",
	  "3 row done", "" },
	{ "8.5 status against verdict",
	  "| Gate | Status | Decision |\n|-|-|-|\n| A | Done | NO-GO |\n",
	  "3 row failed", "C7" },
	{ "8.9 who is responsible",
	  "| Role | Responsible | Accountable |\n|-|-|-|\n| Ops | Ana | Bo |\n", "",
	  "" },
	{ "8.10 keys and values in French",
	  "| Champ | Valeur |\n|-|-|\n| Statut | prêt |\n| Version | 2 |\n",
	  "3 document ready", "" },
	{ "8.11 escaped pipes",
	  "| Task | Status | Evidence |\n|-|-|-|\n| a \\| b | Done | `x.md`; `y.md` "
	  "|\n",
	  "3 row done,ref=asks/path/x.md,ref=asks/path/y.md", "" },
	{ "8.12 a box in a cell with words behind",
	  "| Task | Status |\n|-|-|\n| a one | [x] pending |\n", "3 row open", "C7" },
	/* Section 9. */
	{ "9.1 a topic emoji is no state", "## 🔐 Security\n\n- [ ] a one\n",
	  "3 task open", "" },
	{ "9.1 a heading's word against its glyph",
	  "## ✅ Tests: pending\n\n- [ ] a one\n", "1 section open\n3 task open", "C7" },
	{ "9.4 full-width colons", "**状态**：已完成\n\n- [x] 密钥\n",
	  "1 document done\n3 task done", "" },
	{ "9.5 a slogan in bold", "- [x] a one\n\n**Checklist complete! ✅**\n",
	  "1 task done\n3 document done", "" },
	{ "9.5 a slogan with a subject is none",
	  "**The old system is complete when it is gone.**\n\n- [ ] a one\n",
	  "3 task open", "" },
	{ "9.7 buckets in Chinese",
	  "## 已完成\n\n- 密钥轮换\n\n## 未开始\n\n- 备份演练\n",
	  "3 criterion done\n7 criterion open", "" },
	{ "6.7 colours that a legend ranks set the level",
	  "**Legend:** 🔴 must have, 🟡 should have, 🟢 nice to have, 🔵 "
	  "low\n\n- "
	  "[ "
	  "] 🔴 a one\n"
	  "- [ ] 🟡 b two\n- [x] c three 🟢\n- [ ] 🔵 d four\n- [ ] (R) 🟢 e "
	  "five\n",
	  "3 task open,level=mandatory\n4 task open,level=optional\n"
	  "5 task done,level=optional\n6 task open,level=mandatory\n"
	  "7 task open,level=mandatory",
	  "" },
	{ "6.7 codes that a legend ranks set the level",
	  "Key: P0 = blocker / P1 = required / P2 = optional\n\n- [ ] P0: a one\n"
	  "- [ ] [P2] b two\n- [ ] c three (P2)\n- [ ] P3: d four\n\n"
	  "| Task | Priority | Status |\n|-|-|-|\n| x one | P2 | Open |\n| y two | P1 "
	  "| Done |\n",
	  "3 task open,level=mandatory\n4 task open,level=optional\n"
	  "5 task open,level=optional\n6 task open,level=mandatory\n"
	  "10 row open,level=optional\n11 row done,level=mandatory",
	  "" },
	{ "6.7 without a legend a priority sets no level",
	  "- [ ] P2: a one\n- [ ] 🟢 b two\n",
	  "1 task open,level=mandatory\n2 task "
	  "open,level=mandatory",
	  NULL },
	{ "6.7 a letter that starts a sentence is no rank",
	  "Key: M = must / C = could\n\n- [ ] C compiler pinned\n- [ ] C: logs kept\n",
	  "3 task open,level=mandatory\n4 task open,level=optional", "" },
	{ "7.1 whatever is denied in a cell is open",
	  "| Part | Status |\n|-|-|\n| a one | NOT INSTALLED |\n| b two | ⚠️ nicht "
	  "ausgerollt |\n"
	  "| c three | 未安装 |\n| d four | no cargado |\n| e five | ✅ not wired |\n",
	  "3 row open\n4 row open\n5 row open\n6 row open\n7 row open", "C7" },
	{ "7.1 what is well when it is not so is not open",
	  "| Part | Status |\n|-|-|\n| a one | ✅ not affected |\n| b two | ✅ no errors "
	  "|\n"
	  "| c three | Not the same as before |\n",
	  "3 row done\n4 row done\n5 row unknown", "" },
	{ "16 one thing in two states in other words",
	  "| # | Part | Library | Status |\n|-|-|-|-|\n| 1 | Video | `moviepy` | NOT "
	  "INSTALLED |\n"
	  "\n## Result\n\n- [x] Video (moviepy installed)\n",
	  "3 row open\n7 task done", "C1" },
	{ "16 the same in Portuguese, and as an order",
	  "| Biblioteca | Status |\n|-|-|\n| `moviepy` | ⚠️ NÃO INSTALADO |\n\n"
	  "- [x] Instalar moviepy\n",
	  "3 row open\n5 task done", "C1" },
	{ "16 another thing or another deed is no contradiction",
	  "| Library | Status |\n|-|-|\n| `moviepy` | NOT INSTALLED |\n| `torch`, "
	  "`jax` | NOT "
	  "INSTALLED |\n\n- [x] Document how moviepy is installed\n- [x] moviepy "
	  "removed\n"
	  "- [x] pydub installed\n- [x] torch installed\n",
	  NULL, "" },
	{ "16 the same words under two headings",
	  "## Summary\n\n- [x] Failover drill\n\n## Operations\n\n- [ ] Failover "
	  "drill\n",
	  NULL, "C2" },
	{ "16 the same words in a third place are a habit of the plan",
	  "## A\n\n- [x] Tests pass\n\n## B\n\n- [ ] Tests pass\n\n## C\n\n- [ ] Tests "
	  "pass\n",
	  NULL, "" },
	/* Section 10. */
	{ "10.1 a table of signatures in German",
	  "## Freigabe\n\n| Rolle | Name | Unterschrift | Datum |\n|-|-|-|-|\n| "
	  "Leitung | | | |\n",
	  "5 signoff open", "" },
	{ "10.1 a Chinese sign-off", "## 审批\n\n- [ ] 安全负责人：____ 日期：____\n",
	  "3 signoff open", "" },
	{ "10.1 a sign-off in French",
	  "## Approbation\n\n- [ ] Responsable sécurité : ______ Date : ____\n",
	  "3 signoff open,blank=name", "" },
	{ "10.1 a trailer", "Signed-off-by: Ana Silva <ana@e.org>\n",
	  "1 signoff done,name=Ana Silva <ana@e.org>", "P-SIGN-NOBOX" },
	{ "10.1 a sign-off service is none",
	  "## Sign-off service\n\n- [ ] Endpoint deployed\n", "3 task open", "" },
	{ "10.4 a choice with one tick", "- [ ] **DECISION: [x] GO  [ ] NO-GO**\n",
	  NULL, "" },
	/* Section 11. */
	{ "11.1 evidence in German",
	  "- [x] Tests bestehen\n  - Nachweis: `reports/junit.xml`\n",
	  "1 task done,ref=asks/path/reports/junit.xml", "" },
	{ "11.1 evidence in Chinese", "- [x] 测试通过\n  - 证据：`reports/junit.xml`\n",
	  "1 task done,ref=asks/path/reports/junit.xml", "" },
	{ "11.1 evidence in Russian",
	  "- [x] Тесты проходят\n  - Доказательство: `reports/junit.xml`\n",
	  "1 task done,ref=asks/path/reports/junit.xml", "" },
	{ "11.1 evidence on the item's own line",
	  "- [x] Tests pass. Evidence: `a.xml`, `b.xml`; see `c.md`\n"
	  "- [x] Tests pass — **Proof:** [report](d.xml) of the night\n"
	  "- [x] Tests pass (evidence: reports/e.xml)\n"
	  "- [x] 测试通过。证据：`f.xml`\n",
	  "1 task done,ref=asks/path/a.xml,ref=asks/path/b.xml,ref=points/path/c.md\n"
	  "2 task done,ref=asks/path/d.xml\n3 task done,ref=asks/path/reports/e.xml\n"
	  "4 task done,ref=asks/path/f.xml",
	  "" },
	{ "11.1 an annotation on the item's own line",
	  "- [x] Tests pass. Evidence: `junit:a.xml` failed = 0\n",
	  "1 task done,ref=asks/evidence/a.xml", "" },
	{ "11.1 a pointing word on the item's own line",
	  "- [x] Tests pass. Details: `a.xml`\n- [x] Audit report: `b.xml`\n",
	  "1 task done,ref=points/path/a.xml\n2 task done,ref=subject/path/b.xml", "" },
	{ "11.1 see points", "- [x] Keys rotated\n  - See `docs/keys.md`\n",
	  "1 task done,ref=points/path/docs/keys.md", "" },
	{ "11.2 no paths", "- [ ] Check CI/CD and lint/build/test, 24/7\n",
	  "1 task open,refs=0", "" },
	{ "11.2 a route", "- [ ] `GET /v1/users` answers\n",
	  "1 task open,ref=subject/route/GET /v1/users", "" },
	{ "11.2 an environment variable", "- [ ] `API_KEY=secret` set\n", NULL, "" },
	{ "11.2 a digest",
	  "- [ ] Image "
	  "`sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef` "
	  "pinned\n",
	  "1 task "
	  "open,ref=points/digest/"
	  "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	  "" },
	{ "11.4 a link decoded once",
	  "- [x] Guide ([guide](docs/a%20b%2525.md#part))\n",
	  "1 task done,ref=subject/path/docs/a b%25.md", "" },
	{ "11.7 a count of tests", "- [x] Queue (12 tests)\n",
	  "1 task done,ref=expects/tests/12 tests", "" },
	/* Section 12. */
	{ "12 each severity asks", "- [ ] 0 high or critical findings\n",
	  "1 task open,thr=eq 0 high,thr=eq 0 critical", "" },
	{ "12 a decimal comma", "- [ ] Error rate < 0,5 %\n",
	  "1 task open,thr=lt 50 bp", "" },
	{ "12 a comparison that is denied", "- [ ] Latency not over 500 ms\n",
	  "1 task open,thr=le 500000000 ns", "" },
	{ "12 Chinese comparisons", "- [ ] 错误率低于 1%，延迟不超过 200 毫秒\n",
	  "1 task open,thr=lt 100 bp,thr=le 200000000 ns", "" },
	{ "12 a range", "- [ ] p95 between 80 and 90 ms\n",
	  "1 task open,thr=range 80000000 ns", "" },
	{ "12 a measured value in a range", "- [x] p95 80-90 ms, measured 85 ms\n",
	  "1 task done,thr=eq 85000000 ns measured", "" },
	{ "12 a price, a version, a date",
	  "- [ ] Cost < $50, Node >= 18.2.1, before < 2026-01-01\n",
	  "1 task open,thresholds=0", "" },
	/* Sections 13 to 15. */
	{ "13 a tally in German",
	  "- [x] a\n- [x] b\n- [ ] c\n\nAufgaben: 2 von 3 erledigt\n", NULL, "" },
	{ "13 dates and codes are no tallies", "Date: 1/15\n\nHandled: 401/403\n", "",
	  "" },
	{ "14 front matter in JSON",
	  "{\"title\": \"T\", \"status\": \"in progress\"}\n\n- [ ] a\n",
	  "1 document in_progress\n3 task open", "" },
	{ "14 front matter in TOML", "+++\nstatus = \"ready\"\n+++\n\n- [ ] a\n",
	  "2 document ready\n5 task open", NULL },
	{ "15 struck without a box", "- ~~Old plan~~\n- [ ] New plan\n", NULL, "" },
	{ "15 goals, contacts and a table of contents",
	  "## Goals\n\n- ✅ Fast\n\n## Kontakte\n\n- ✅ Ana\n\n## 目录\n\n- "
	  "[A](#goals)\n",
	  "", "" },
	{ "15 mermaid and footnotes",
	  "```mermaid\ngantt\n  section A\n  Done :done, a1, 2024-01-01\n```\n\n[^1]: "
	  "Footnote with [x]\n",
	  "", "" },
	{ "15 a box in a list of roles stays a task",
	  "## Team\n\n1. **Ana** - lead\n2. [ ] Call Bo\n", "4 task open", "" },
	/* Section 2. */
	{ "2 a no-break space behind a box", "- [ ] Keys rotated\n- [x] Backups\n",
	  NULL, NULL },
	{ "2 a variation selector in a cell",
	  "| Task | Status |\n|-|-|\n| a one | ✔️ |\n| b two | ✔︎ |\n",
	  "3 row done\n4 row done", "" },
	{ "2 full-width digits and signs", "- [ ] 延迟 ＜ ２００ ms\n",
	  "1 task open,thr=lt 200000000 ns", "" },
	{ "8.2 a row that nobody has filled in is a row",
	  "| Task | Owner | Status |\n|-|-|-|\n| a one | Ana | Done |\n| b two | | "
	  "|\n| c three | Bo | Open |\n",
	  "3 row done\n4 row none\n5 row open", "" },
	{ "8.2 a form that nobody has filled in",
	  "| Task | Owner | Status |\n|-|-|-|\n| a one | | |\n| b two | | |\n",
	  "3 row none\n4 row none", "" },
	{ "8.2 groups",
	  "| Task | Owner | Status |\n|-|-|-|\n| Phase 1 | | |\n| a one | Ana | Done "
	  "|\n| Phase 2 | | |\n| b two | Bo | Open |\n",
	  "4 row done\n6 row open", "" },
	{ "8.2 groups in bold",
	  "| Task | Owner | Status |\n|-|-|-|\n| a one | Ana | Done |\n| **Phase 2** | "
	  "| |\n| b two | Bo | Open |\n",
	  "3 row done\n5 row open", "" },
	{ "10.1 approvals are named after what is approved",
	  "## Release approvals\n\n| Approval | Name / Role | Status | Date "
	  "|\n|-|-|-|-|\n"
	  "| Architecture | Ana Silva — Architect | Approved | 2026-07-17 |\n"
	  "| Compliance | UNFILLED — Reviewer | Unfilled / Deferred | — |\n"
	  "| Merge | Bo Park | Authorized | 2026-07-17 |\n"
	  "| Launch | Cy Dunn | Awaiting | 2026-07-18 |\n"
	  "| Budget | Di Eng | Withheld | |\n",
	  "5 signoff done,role=Architecture,name=Ana Silva — "
	  "Architect,date=2026-07-17\n"
	  "6 signoff open,role=Compliance,blank=name\n"
	  "7 signoff done,role=Merge,name=Bo Park\n8 signoff open,role=Launch,name=Cy "
	  "Dunn\n"
	  "9 signoff blocked,role=Budget",
	  "" },
	{ "10.1 approvals outside of a section about them",
	  "## Summary\n\n| Task | Status |\n|-|-|\n| Keys | Done |\n\n"
	  "| Required sign-off | Owner | State |\n|-|-|-|\n| Security | Ana | Granted "
	  "|\n"
	  "| Legal | Bo | |\n",
	  "5 row done\n9 signoff done,role=Security,name=Ana\n10 signoff "
	  "open,role=Legal,name=Bo",
	  "" },
	{ "10.1 approvals without a column for names",
	  "## Freigaben\n\n| Freigabe | Status |\n|-|-|\n| Datenschutz | Erteilt |\n"
	  "| Betrieb | Steht noch aus |\n",
	  "5 signoff done,role=Datenschutz\n6 signoff open,role=Betrieb", "" },
	{ "10.1 tables of tasks beside one of approvals",
	  "## Sign-off\n\n| Check | Status |\n|-|-|\n| Keys | Done |\n\n"
	  "| Role | Name | Decision | Date |\n|-|-|-|-|\n| CTO | Ana | GO | 2026-01-02 "
	  "|\n"
	  "| CISO | Bo | NO-GO | 2026-01-02 |\n| COO | Cy | | |\n",
	  "5 row done\n9 signoff done,role=CTO,name=Ana\n10 signoff failed,role=CISO\n"
	  "11 signoff open,role=COO",
	  "" },
	{ "10.1 an approver's decision outside of a section about it",
	  "| 审批人 | 意见 | 日期 | 状态 |\n|-|-|-|-|\n| 王伟 | 无 | 2026-01-02 | "
	  "已批准 |\n"
	  "| 李娜 | | | 待审批 |\n",
	  "3 signoff done,role=王伟\n4 signoff open,role=李娜", "" },
	{ "10.1 a reviewer's column among tasks signs nothing",
	  "| Task | Approver | Status | Date |\n|-|-|-|-|\n| Keys | Ana | Done | "
	  "2026-01-02 |\n",
	  "3 row done,text=Keys", "" },
	{ "10.3 a blank state is no approval of the name beside it",
	  "## Approval\n\n| Role | Name | Status | Date |\n|-|-|-|-|\n"
	  "| CTO | Ana | | 2026-01-02 |\n",
	  "5 signoff open,name=Ana", "" },
	{ "10.1 roles, names and states in a list",
	  "## Sign-off\n\n- **Product owner**: Jane Doe — Approved 2026-01-02\n"
	  "- QA lead: Pending\n- Security: ✅ Approved by Ana Lima (2026-02-01)\n"
	  "- Engineering — Rejected\n- Legal - ⏳ Pending\n- Backend: signed off\n",
	  "3 signoff done,role=Product owner,name=Jane Doe,date=2026-01-02\n"
	  "4 signoff open,role=QA lead,blank=name\n"
	  "5 signoff done,role=Security,name=Ana Lima,date=2026-02-01\n"
	  "6 signoff failed,role=Engineering\n7 signoff open,role=Legal\n8 signoff "
	  "done",
	  "" },
	{ "10.1 a name alone is whose turn it is",
	  "## Approvals\n\n- DevOps lead: Bo Park\n- CTO: @ana\n",
	  "3 signoff open,name=Bo Park\n4 signoff open,name=@ana", "P-SIGN-NOBOX" },
	{ "10.3 a name with a date is a signature",
	  "## Approvals\n\n**Tech lead**: Ana Lima, 2026-01-03\n",
	  "3 signoff done,name=Ana Lima,date=2026-01-03", "P-SIGN-NOBOX" },
	{ "10.3 a pending line is not signed by the line below it",
	  "## Approvals\n\nQA lead: pending\nName: Jo Lee\n",
	  "3 signoff open,name=Jo Lee", "P-SIGN-NOBOX" },
	{ "10.1 what a role does is no sign-off",
	  "## Sign-off\n\n- Product owner: reviews the release notes\n"
	  "- QA lead - runs the tests\n- Ana Lima - CTO\n- Version: 2.0\n"
	  "- See [the wiki](w.md)\n\nThe security team approves: the scan.\n",
	  "", "" },
	{ "10.1 the same lines elsewhere are no sign-offs",
	  "## Status\n\n- QA lead: Pending\n- DevOps lead: Bo Park\n", "", "" },
	{ "10.1 sign-offs in lists in other languages",
	  "## Freigabe\n\n- Leitung: Uwe Kern, freigegeben am 2026-01-02\n"
	  "- Datenschutz: steht noch aus\n\n## 审批\n\n- 测试负责人：张伟，已批准\n"
	  "- 产品经理：待审批\n\n## 承認\n\n- 開発責任者：承認待ち\n\n## Aprobación\n\n"
	  "- Seguridad: Firmado por Eva Ruiz\n- Operaciones: por firmar\n",
	  "3 signoff done,role=Leitung,name=Uwe Kern,date=2026-01-02\n4 signoff open\n"
	  "8 signoff done,name=张伟\n9 signoff open\n13 signoff open\n"
	  "17 signoff done,name=Eva Ruiz\n18 signoff open",
	  "" },
	{ "7.1 a warning sign beside an empty box says no more",
	  "- [ ] SECRET_KEY set ⚠️\n- [x] Keys ⚠️\n",
	  "1 task open\n2 task unknown", "C7" },
	{ "7.1 a cross beside a word that is not done agrees with it",
	  "| Part | Status |\n|-|-|\n| a one | ❌ 未实现 |\n| b two | ❌ Pending |\n"
	  "| c three | ❌ Done |\n",
	  "3 row open\n4 row open\n5 row done", "C7" },
	{ "7.1 what is still to be done in Chinese is open",
	  "| 模块 | 状态 |\n|-|-|\n| a | 待完善 |\n| b | 需优化 |\n| c | 缺少分页 |\n"
	  "| d | 已完成 |\n",
	  "3 row open\n4 row open\n5 row open\n6 row done", "" },
	{ "7.1 live production is no state",
	  "Deployment Status: LIVE PRODUCTION DEPLOYMENT: PAUSED\n\n- [ ] a one\n",
	  "1 document blocked\n3 task open", "" },
	{ "7.1 a go-live is no go", "Status: Go-live approval\n\n- [ ] a one\n",
	  "3 task open", "" },
	{ "7.2 already done in brackets",
	  "- [ ] Secrets (already configured)\n- [ ] Temp files (✅ 구현됨)\n"
	  "- [ ] Segredos (já configurado)\n- [ ] Ports (configured)\n",
	  "1 task open\n2 task open\n3 task open\n4 task open", "C7" },
	{ "10 a state where a name is due is nobody's name",
	  "## Freigaben\n\n| Freigabe | Name | Datum | Entscheidung "
	  "|\n|---|---|---|---|\n"
	  "| Technik | _offen_ | _offen_ | PENDING |\n"
	  "| Recht | Ada Kern | 2026-01-05 | |\n",
	  "5 signoff open\n6 signoff open", "" },
	{ "10 blanks around a word are no name",
	  "**Signed off by:** ______________ and ______________ on ______________\n",
	  "1 signoff open", "" },
	{ "7.4 results below a heading about results",
	  "## Verification results\n\n- `make lint`: PASS\n- `make test`: PASS "
	  "(`24/24`)\n"
	  "- `make a` -> failed\n- The log: see below\n\n## Notes\n\n- Mood: passed\n",
	  "3 criterion done\n4 criterion done\n5 criterion failed\n"
	  "10 criterion done",
	  "" },
	{ "7.2 a sign at the end of a bullet",
	  "- **Backups:** restored from tape ✅\n- Nothing of the kind\n",
	  "1 criterion done", "" },
	{ "7.2 what a log prints is quoted",
	  "- `✅ Saved` - all is well\n- `❌ Error` - look into it\n", "", "" },
	{ "6.7 lines of signs are items",
	  "✅ Backups restored\n✅ Alerts wired\n⏳ Drill held\n",
	  "1 criterion done\n2 criterion done\n3 criterion in_progress", "" },
	{ "6.4 lines of signs under a condition ask",
	  "## GO criteria (all must be true)\n\n✅ Backups restored\n✅ Alerts wired\n",
	  "", "" },
	{ "8.state a state that is wanted is none",
	  "| Flag | Target state | Purpose |\n|-|-|-|\n| A | ENABLED | speed |\n", "",
	  "" },
	{ "8.verdict a gate's decision",
	  "| Severity | Open | Gate Decision |\n|-|-|-|\n| Blockers | none | PASSED |\n"
	  "| Minor | two | FAILED |\n",
	  "3 row done\n4 row failed", "" },
	{ "9.1 a sign before a remark ends the heading",
	  "## Design ✅ (works now)\n\nText.\n\n## Payments ⏳ (needs keys)\n\nText.\n\n"
	  "### Forms (done):\n\nText.\n",
	  "1 section done\n5 section in_progress\n9 section done", "" },
	{ "9.4 a status in a heading",
	  "## Recommendation: GO for staging\n\n- [ ] a one\n\n## "
	  "当前状态：⚠️ "
	  "需要完善\n",
	  "1 section done\n3 task open\n5 section open", "C4" },
	{ "9.4 a status with remarks",
	  "**Estado: Parcialmente completo**\n\n- [ ] a uno\n",
	  "1 document in_progress\n3 task open", "" },
	{ "9.5 slogans in other languages",
	  "- [ ] 로그 확인\n\n**🎉 배포 완료! 성공했습니다!**\n",
	  "1 task open\n3 document done", "C4" },
	{ "9.5 ready in a slogan",
	  "- [ ] Segredos\n\n**O projeto está COMPLETO e PRONTO PARA PRODUÇÃO!**\n",
	  "1 task open\n3 document ready", "C4" },
	{ "9.5 a promise is no slogan",
	  "- [ ] Segredos\n\n**Seu sistema estará PRONTO PARA PRODUÇÃO!**\n",
	  "1 task open", "" },
	{ "16 ready for testing says nothing of what tests are for",
	  "- [ ] Deploy\n\n**Estado:** ✅ Implementación completa - Listo para "
	  "testing\n",
	  "1 task open\n3 document ready", "" },
	{ "16 two statuses of two things",
	  "**Deployment Status:** PAUSED\n**Qualification Decision:** APPROVED\n",
	  "1 document blocked\n2 document done", "" },
	{ "16 a summary that is ahead of its section",
	  "## Progress\n\n| Phase | Theme | Status |\n|-|-|-|\n| A | Context | ✅ |\n"
	  "| B | Code | ☐ |\n\n## Phase A — Context\n\n- [ ] a one\n\n## Phase B — "
	  "Code\n\n"
	  "- [ ] b two\n",
	  "5 row done\n6 row open\n10 task open\n14 task open", "C4" },
	{ "16 a summary that is not ahead of its section",
	  "## Progress\n\n| Step | Status |\n|-|-|\n| Phase 1: Context | Done |\n\n"
	  "## Phase 1: Context\n\n- [x] a one\n\n## Phase 2\n\n- [ ] b two\n",
	  "5 row done\n9 task done\n13 task open", "" },
	{ "13 totals in Japanese",
	  "## フェーズ2: 環境\n\n- [x] a one\n- [ ] b two\n\n## 進捗\n\n"
	  "| フェーズ | 総タスク数 | 完了 | 未着手 |\n|-|-|-|-|\n| 2. 環境 | 2 | 2 | 0 "
	  "|\n"
	  "| **合計** | **2** | **1** | **0** |\n",
	  NULL, "C8" },
	{ "13 tests that were run are summed up",
	  "| Suite | Tests Executed | Passed | Failed |\n|-|-|-|-|\n| A | 4 | 4 | 0 |\n"
	  "| B | 5 | 5 | 0 |\n| **Total** | **10** | **9** | **0** |\n",
	  NULL, "C8 P-TALLY-UNSCOPED" },
	{ "10.1 signatories",
	  "# Certificate\n\n## Authorized Signatories\n\n- **Lead architect**: "
	  "Approved\n",
	  "5 signoff done,role=Lead architect", "" },
	{ "10.1 a table of signatories",
	  "## Guild Matrix\n\n| Engineering Guild / Role | Lead Signatory | Sign-off "
	  "Status | "
	  "Timestamp |\n|-|-|-|-|\n| QA | Ana Lima | APPROVED | "
	  "2026-08-08T13:45:00+04:00 |\n"
	  "| API | Bo Park | PENDING | |\n",
	  "5 signoff done,role=QA,name=Ana Lima,date=2026-08-08\n6 signoff "
	  "open,role=API",
	  "" },
	{ "10.1 a title about signing off makes no sign-off of a result",
	  "# Release sign-off\n\n## Results\n\n- QA lint: PASS\n\n## Summary\n\n"
	  "LIVE DEPLOYMENT: PAUSED\n",
	  "5 criterion done", "" },
	{ "7.1 a bug that is confirmed is not done",
	  "| Bug | Status |\n|-|-|\n| a one | CONFIRMED |\n| b two | Functional |\n"
	  "| c three | Fixed |\n| d four | Fixed |\n| e five | Fixed |\n",
	  "3 row unknown\n4 row unknown\n5 row done\n6 row done\n7 row done", "" },
	{ "7.2 ready is what an open box has to reach",
	  "- [ ] **Rate limiting**: Production-ready\n", "1 task open", "" },
	{ "7.2 a cross at the end of a bullet is a gap",
	  "- Slack: no embeds ❌\n- Notion: embeds ✅\n",
	  "1 gap none,bad\n2 criterion done", "" },
	{ "7.3 brackets that hold no remark of a state qualify nothing",
	  "- ✅ **Details** : progressive (short, more after review)\n",
	  "1 criterion done", "" },
	{ "9.1 a goal in brackets is no claim",
	  "### v0.2.0 - Production Ready (목표)\n\n- [ ] a one\n", "3 task open", "" },
	{ "9.4 a status in a lower heading is its section's",
	  "# P\n\n## Docs\n\n### Status: ✅ Complete\n\n## Code\n\n- [ ] a one\n",
	  "5 section done\n9 task open", "" },
	{ "9.7 conditional go stays a bucket",
	  "## Go/no-go decision\n\n### CONDITIONAL GO\n\n- [ ] The rest blocks "
	  "nothing\n",
	  "5 task open", "" },
	{ "10.1 results and comments below sign-off are none",
	  "## Sign-off\n\n- **Health checks**: ✅ PASSING\n- **Comments**: Awaiting "
	  "users\n",
	  "3 criterion done", "" },
	{ "10.1 an id and a date are nobody's signature",
	  "# Plan\n\n**Audit ID:** MASTER-AUDIT-001 | **Date:** 2026-08-09\n\n- [ ] a "
	  "one\n",
	  "5 task open", "" },
	{ "10.1 a name and a date on one line are one",
	  "# Plan\n\nOperations: Lee Park | Date: 2026-02-03\n",
	  "3 signoff done,name=Lee Park", "P-SIGN-NOBOX" },
	{ "10.1 a role makes a name of any words before the date",
	  "Tech lead: jean dupont Date: 2026-02-03\n",
	  "1 signoff done,name=jean dupont", "P-SIGN-NOBOX" },
	{ "10.1 who decides, where nobody has",
	  "## Decisao\n\n- Resultado: GO / NO GO\n- Responsavel:\n\n## Notes\n\n- "
	  "Name:\n",
	  "4 signoff open,role=Responsavel", NULL },
	{ "8.state a column of what was resolved",
	  "| ID | Blocker | Resolved | Date |\n|-|-|-|-|\n| B-01 | a one | ✅ FIXED | "
	  "2026-08-09 |\n",
	  "3 row done,id=B-01", "" },
	{ "10.1 a blank table of signatures",
	  "## Sign-off\n\n| Role | Name | Signature | Date |\n|-|-|-|-|\n| Tech lead | "
	  "| | |\n| Security | | | |\n",
	  "5 signoff open,role=Tech lead,blank=name,blank=date\n6 signoff "
	  "open,role=Security",
	  "" },
	/* Two empty boxes or more are a choice that nobody has made. */
	{ "choice.none",
	  "| Probe | Ergebnis |\n|-|-|\n| Druck | ☐ erfüllt ☐ nicht erfüllt |\n| Fluss "
	  "| "
	  "☑ erfüllt ☐ nicht erfüllt |\n| Ton | ☐ erfüllt ☑ nicht erfüllt |\n| Licht | "
	  "[ ] Pass [x] Fail |\n",
	  "3 row open\n4 row done\n5 row failed\n6 row failed", "" },
	{ "choice.form",
	  "| Step | Status |\n|-|-|\n| Pump | ☐ done |\n| Valve | done |\n",
	  "3 row open\n4 row done", "" },
	{ "choice.pending",
	  "## Sign-off\n\n| Papel | Nome | Data | Assinatura |\n|-|-|-|-|\n| Redes | - "
	  "| "
	  "2026-03-04 | ⏳ |\n| Dados | - | - | 🔄 |\n",
	  "5 signoff in_progress,role=Redes\n6 signoff in_progress,role=Dados", "" },
	{ "tick.to-test",
	  "| Métrique | Statut |\n|-|-|\n| Latence | ✅ À tester |\n| Débit | ✅ 12 ms "
	  "|\n"
	  "| Pertes | ✅ |\n",
	  "3 row open\n4 row done\n5 row done", "C7" },
	{ "tick.to-check", "| Teil | Status |\n|-|-|\n| Rohr | ✅ zu prüfen |\n",
	  "3 row open", "C7" },
	/* A table needs no blank line above it. */
	{ "table.below-words",
	  "## Esito e firme\nLetto dai presenti\n| Ruolo | Nome | Firma | Data "
	  "|\n|-|-|-|-|"
	  "\n| Direttore | [DA COMPILARE] | | |\n",
	  "5 signoff open,role=Direttore,blank=name", "" },
	{ "table.below-words.empty",
	  "Words\n| Part | Status |\n|-|-|\n\n- [x] Behind it\n", "5 task done", "" },
	{ "phase.approval",
	  "## Etapa 4: Aprovação final\n\n- [ ] CFO aprova o orçamento\n",
	  "3 signoff open", "" },
	{ "state.resolved",
	  "| Nr | Bevinding | Status |\n|-|-|-|\n| 1 | Lek | Opgelost |\n| 2 | Ruis | "
	  "Open |\n",
	  "3 row done\n4 row open", "" },
	/* What is for after the launch, or asked of all work, contradicts nothing for
	 * sure; under a heading of its own that claims it does. */
	{ "later.launch",
	  "# Plan\n\n**Status:** COMPLETE\n\n- [x] Build the gate\n\n## Post-launch "
	  "watch\n\n- "
	  "[ ] Watch the queue\n",
	  NULL, "C4q" },
	{ "later.dod",
	  "# Plan\n\n**Status:** COMPLETE\n\n## Work\n\nEen verhaal is klaar als:\n\n- "
	  "[ ] "
	  "Code gelezen\n",
	  NULL, "C4q" },
	{ "later.own",
	  "# Plan\n\n## Work\n\nText.\n\n## Post-launch watch - COMPLETE\n\n- [ ] "
	  "Watch the "
	  "queue\n",
	  NULL, "C4" },
	{ "later.beside",
	  "# Plan\n\n**Status:** COMPLETE\n\n## Work\n\n- [ ] Build the gate\n\n## "
	  "Nach dem "
	  "Go-live\n\n- [ ] Watch\n",
	  NULL, "C4" },
	/* "-" names nobody: two rows of it are not the same thing. */
	{ "identity.dash", "| Part | Status |\n|-|-|\n| - | done |\n| - | open |\n",
	  "3 row done\n4 row open", "P-DUP" },
	{ "approval.line",
	  "## Sign-off\n\n**Release approval:** ________  \n**Date/Time:** ________\n",
	  "3 signoff open,role=Release approval,blank=name", NULL },
	{ "fact.line",
	  "## Sign-off\n\n- QA lead: ________\n- Build/Commit ID: ________\n- Uhrzeit: "
	  "____\n",
	  "3 signoff open,role=QA lead", NULL },
	{ "sign.bracket",
	  "## Exports\n\n- **Map file** (M-4): ✅ PASS (opened by hand on another "
	  "laptop)\n",
	  "3 criterion done", "" },
	{ "slogan.success", "## Status\n\n🎉 **MIGRACIÓN COMPLETADA CON ÉXITO**\n",
	  "3 document done", "" },
	{ "slogan.success.not", "**Migration was not completed successfully**\n", "",
	  "" },
	{ "heading.scope", "## Uses\n\n### ✅ Scope\n\n- Small teams\n", "", "" },
	{ "heading.umfang", "## Uses\n\n### ✅ Umfang\n\n- Kleine Teams\n", "", "" },
	{ "columns.pending",
	  "| Part | Status | Packed | Shipped |\n|-|-|-|-|\n| Bell | ✅ 100% | ✅ | ⏳ "
	  "|\n| Horn "
	  "| ✅ 100% | ✅ | ✅ |\n",
	  "3 row in_progress\n4 row done", "" },
	{ "columns.ticks",
	  "| Part | Status | Mac | PC |\n|-|-|-|-|\n| Bell | Open | ✅ | |\n| Horn | "
	  "Done | | ✅ "
	  "|\n",
	  "3 row open\n4 row done", "" },
	{ "heading.topic.state",
	  "# Plan\n\n## 📋 One\n\n- [ ] a1\n\n## 🚀 Two\n\n- [ ] b1\n\n## 📞 Three\n\n- [ "
	  "] "
	  "c1\n\n## ✅ 완료된 작업\n\n- [x] d1\n",
	  "5 task open\n9 task open\n13 task open\n15 section done\n17 task done", "" },
	{ "by.below",
	  "## Closing\n\n*Plan approved by:*\n\nAda Lang  \nHead of Rail  \n3 March "
	  "2026\n",
	  "3 signoff done,name=Ada Lang,date=2026-03-03", "P-SIGN-NOBOX" },
	{ "by.below.no-date", "## Closing\n\n**Firmado por:**\nAda Lang\n",
	  "3 signoff open,name=Ada Lang", "" },
	{ "by.below.prose", "## Closing\n\nApproved by:\n\nnobody has said so yet.\n",
	  "3 signoff open,blank=name", "" },
	{ "by.table",
	  "## Closing\n\n**Approved by:**\n\n| Role | Name | Signature | Date "
	  "|\n|-|-|-|-|\n| "
	  "Lead | | | |\n",
	  "7 signoff open", "" },
	{ "by.japanese",
	  "## 承認\n\n**承認者**: Ada Lang  \n**承認日**: 2026年3月3日\n",
	  "3 signoff done,name=Ada Lang,date=2026-03-03", "P-SIGN-NOBOX" },
	{ "date.day-first",
	  "## Sign-off\n\n| Role | Name | Signature | Date |\n|-|-|-|-|\n| Lead | Ada "
	  "Lang | "
	  "Ada Lang | 18/02/2026 |\n| QA | Bo Ito | Bo Ito | 02/18/2026 |\n",
	  "5 signoff done,date=2026-02-18\n6 signoff done,date=2026-02-18",
	  "P-SIGN-NOBOX" },
	{ "date.day-first.language",
	  "Idioma: pt\n\n## Sign-off\n\n| Papel | Nome | Assinatura | Data "
	  "|\n|-|-|-|-|\n| "
	  "Redes | Ada Lang | Ada Lang | 03/05/2026 |\n",
	  "7 signoff done,date=2026-05-03", "P-SIGN-NOBOX" },
	{ "signs.run", "## 承認\n\n**技術**: ✅ 完了  \n**品質**: ✅ 完了\n",
	  "3 criterion done\n4 criterion done", "" },
	{ "signs.run.pending", "## Gates\n\n**Lint**: ✅ clean  \n**Load**: ⏳ running\n",
	  "3 criterion done\n4 criterion in_progress", "" },
	{ "signs.run.people",
	  "## Sign-off\n\n**QA lead**: ✅ Approved  \n**Security lead**: ✅ Approved\n",
	  "3 signoff done\n4 signoff done", "" },
	{ "choice.line", "## Run\n\nOutcome of run: ☐ green ☐ findings\n",
	  "3 signoff open", NULL },
	{ "choice.label", "## Run\n\nLauf-Ergebnis: ☐ grün ☐ Befunde\n", "3 task open",
	  "" },
	{ "choice.option",
	  "- [x] Fail [ ] Pass\n- [x] Pass [ ] Fail\n- [x] The [ ] box works\n",
	  "1 task failed\n2 task done\n3 task done", "" },
	{ "sign.tick",
	  "## Sign-off\n\n| Role | Name | Date | Signature |\n|-|-|-|-|\n| Lead | Ada "
	  "Lang | "
	  "2026-03-03 | ✅ |\n| QA | - | 2026-03-03 | GO ✅ |\n| Ops | Bo Ito | "
	  "2026-03-03 | Bo "
	  "Ito ✅ |\n",
	  "5 signoff done,name=Ada Lang\n6 signoff done,blank=name\n7 signoff "
	  "done,name=Bo "
	  "Ito",
	  "C6 P-SIGN-BLANK P-SIGN-NOBOX" },
	{ "title.tick", "# ✅ Migration finished - the new store\n\nWords.\n",
	  "1 document done", "" },
	{ "title.ready", "# ✅ Release ready\n\nWords.\n", "1 document ready", "" },
	{ "title.list", "# ✅ Release checks - the new store\n\nWords.\n", "", "" },
	{ "title.not", "# ✅ Release not ready\n\nWords.\n", NULL, NULL },
	{ "row.blank-form",
	  "| Nr | Punkt | Status |\n|-|-|-|\n| 1 | | ☐ offen ☐ erledigt |\n| 2 | Rohr "
	  "| ☐ offen "
	  "☐ erledigt |\n",
	  "4 row open", "" },
	{ "goal.optional", "- [ ] 50 visitors a day (Goal)\n",
	  "1 task open,level=optional", "" },
	{ "cell.two-signs",
	  "| Part | Status |\n|-|-|\n| Bell | ✅ Pass ❌ Fail |\n| Horn | ✅ built ⏳ "
	  "shipped "
	  "|\n| Drum | ✅ Pass ✅ seen twice |\n",
	  "3 row unknown\n4 row in_progress\n5 row done", "" },
	{ "signs.run.mixed",
	  "## Sign-off\n\n**Product owner**: ✅ Approved  \n**Linting**: ✅ clean\n",
	  "3 signoff done", "" },
	{ "fact.role", "## Sign-off\n\n- QA build: ________\n", "3 signoff open",
	  NULL },
	{ "columns.no",
	  "| Part | Status | Automated |\n|-|-|-|\n| Bell | Done | ⬜ |\n| Horn | Done "
	  "| ✅ |\n",
	  "3 row done\n4 row done", "" },
	{ "row.number", "| Port | Open? |\n|-|-|\n| 443 | ☐ |\n| 80 | ☑ |\n",
	  "3 row open\n4 row done", "" },
	{ "choice.place", "## Run\n\nRegion: [ ] east  [ ] west\n", "", "" },
	{ "choice.state", "## Run\n\n- Second look: [ ] Pass  [ ] Fail\n",
	  "3 task open", "" },
	{ "choice.state.ticked",
	  "## Run\n\n- Second look: [ ] Pass  [x] Fail\n- Third look: [x] Pass  [ ] "
	  "Fail\n- Marks: [ ] "
	  "open  [x] done\n",
	  "3 task failed\n4 task done", "" },
	{ "8 a word that nobody knows under Status is said to be one",
	  "| Part | Status |\n|-|-|\n| DNS | Done |\n| Cache | LIMPING ALONG |\n"
	  "| Mail | Vendor setup needed |\n",
	  "3 row done\n4 row unknown\n5 row unknown", "" },
	{ "8 codes under Status are no states",
	  "| Route | Status |\n|-|-|\n| /a | 200 |\n| /b | 404 |\n", "", "" },
	{ "8 where two columns say it, the one that can be read does",
	  "| Goal | Achieved | Status |\n|-|-|-|\n| Speed | 3 of them made | Done |\n"
	  "| Size | as it was | Open |\n",
	  "3 row done\n4 row open", "" },
	{ "8 counts of what passed and failed are states",
	  "| Suite | Result |\n|-|-|\n| Unit | **1,204 passed**, 3 skipped |\n"
	  "| Lint | 0 errors / 0 warnings |\n| E2E | 41/44 tests passed |\n"
	  "| Load | 12 passed, 2 failed |\n| Types | No errors |\n| UI | 2 files fail "
	  "|\n"
	  "| Nodes | 9 |\n| Build | Not run in this round |\n",
	  "3 row done\n4 row done\n5 row failed\n6 row failed\n7 row done\n8 row "
	  "failed\n"
	  "9 row unknown\n10 row open",
	  "" },
	{ "8 states to choose from are none",
	  "| Check | Result |\n|-|-|\n| A | `<PASS/WARN/FAIL>` |\n| B | Pass / Fail |\n"
	  "| C | Yes / No |\n| D | [done\\|open] |\n| E | Unfilled / Deferred |\n",
	  "3 row unknown\n4 row unknown\n5 row unknown\n6 row unknown\n7 row open",
	  NULL },
	{ "8 a column of signs needs no header that names it",
	  "| Ticket | Size | Remarks |\n|-|-|-|\n| Pipes | L | ✅ closed |\n"
	  "| Wires | M | 🔄 going on |\n| Paint | S | ⏳ |\n",
	  "3 row done\n4 row in_progress\n5 row in_progress", "" },
	{ "8 signs say what is required, or what was",
	  "| Variable | Required | Use |\n|-|-|-|\n| PORT | ✅ Yes | to listen |\n"
	  "| HOST | ❌ No | to name |\n",
	  "", "" },
	{ "8 two columns of signs compare",
	  "| Browser | Desktop | Phone |\n|-|-|-|\n| A | ✅ Full | ⚠️ Limited |\n"
	  "| B | ✅ Full | ✅ Full |\n",
	  "", "" },
	{ "8 a header in Han says state with its end",
	  "| 模块 | 接口 | 审查状态 |\n|-|-|-|\n| 仓库 | /a | [x] |\n| 发货 | /b | [ ] "
	  "|\n",
	  "3 row done\n4 row open", "" },
	{ "8 what is expected is no result",
	  "| 步骤 | 预期结果 |\n|-|-|\n| 打开 | 全部通过 |\n", "", "" },
	{ "8 a header that comes again is no row",
	  "| Part | Status |\n|-|-|\n| DNS | Done |\n| Part | Status |\n|----|-----|\n"
	  "| Mail | Open |\n",
	  "3 row done\n6 row open", "" },
	{ "8 who checked a thing does not become the thing",
	  "| Date | Feature | Status | Validé par |\n|-|-|-|-|\n"
	  "| 2026-02-11 | Menu | ✅ VALIDÉ | Luc |\n| 2026-02-12 | Carte | ⏳ | Luc |\n",
	  "3 row done,text=Menu\n4 row in_progress,text=Carte", "" },
	{ "10.1 a sign-off is open while its value is a blank of any kind",
	  "Approved by: TBD\n\n- Authorized by: [Name]\n\n**Validé par** : —\n\n"
	  "**承認者**: (承認後に記入)\n",
	  "1 signoff open\n3 signoff open\n5 signoff open\n7 signoff open", "" },
	{ "10.1 a trailer in another language",
	  "**Validé par** : Luc Marin\n\n**決定者**: 山田太郎\n",
	  "1 signoff done,name=Luc Marin\n3 signoff done,name=山田太郎",
	  "P-SIGN-NOBOX" },
	{ "10.1 prose behind sign-off and a colon signs nothing",
	  "Sign-off: all of the teams have agreed that each of them reads this page "
	  "before the day of the launch\n",
	  "", "" },
	{ "10.1 the role stands in bold above its fields",
	  "## Sign-off\n\n**Release Manager**\nName: ______\nDate: ______\n\n"
	  "**Product Owner**\nName: Ana Lima\nDate: 2026-03-01\n",
	  "4 signoff open,role=Release Manager,blank=name\n"
	  "8 signoff done,role=Product Owner,name=Ana Lima",
	  "P-SIGN-NOBOX" },
	{ "10.1 the role stands in the heading above its fields",
	  "## Sign-off\n\n### CTO\n\n- Name: ____\n- Signature: ____\n- Date: ____\n",
	  "5 signoff open,role=CTO,blank=name", "" },
	{ "10.1 a role and a blank need no colon",
	  "## Approvals\n\n1. Product owner ____________\n2. QA ____________\n",
	  "3 signoff open,role=Product owner\n4 signoff open,role=QA", "" },
	{ "10.1 a form of keys and values is signed",
	  "## Sign-off\n\n| Field | Value |\n|-|-|\n| Approved by | ______ |\n"
	  "| Date | ____ |\n| QA lead | Bo Park |\n| Date | 2026-03-01 |\n",
	  "5 signoff open,blank=name\n7 signoff done,role=QA lead,name=Bo Park",
	  "P-SIGN-NOBOX" },
	{ "10.1 a form without a header is signed, too",
	  "| Approved by: | ______ |\n|-|-|\n| Date: | ____ |\n",
	  "1 signoff open,blank=name", "" },
	{ "10.1 a status above it does not hide what is signed below",
	  "## Firma y aprobación\n\n**Estado:** fase 1 al 57%\n\n"
	  "**Aprobación para continuar:** ✅ **APROBADO CON CONDICIONES**\n",
	  "5 signoff ready", NULL },
	{ "10.4 a choice that nobody has made is not made by a caption below it",
	  "## Sign-off\n\nTech lead: ☐ Approved ☐ Rejected\n\n"
	  "Signature: __________ (Tech lead)\n",
	  "3 signoff open,role=Tech lead", "" },
	{ "10.4 each role has its own choice",
	  "## Sign-off\n\nQA lead: ____\nTech lead: ☐ Approved ☐ Rejected\n"
	  "Owner: ☑ Approved ☐ Rejected\n",
	  "3 signoff open,role=QA lead\n4 signoff open,role=Tech lead\n"
	  "5 signoff done,role=Owner",
	  NULL },
	{ "9.1 a sign behind the colon of a heading, or before its last words",
	  "# Plan\n\n## CDN: ✅ good\n\n### Password issue ✅ FIXED\n\n"
	  "### Cache - ❌ too cold to serve any page of the shop in time\n",
	  "3 section done,text=CDN\n5 section done", "" },
	{ "7.2 a sign before the last words of a bullet",
	  "## Files\n\n- run.c (5 KB) ✅ ACTIVE\n- Phase 1 - first. ✅ **Complete** — "
	  "out "
	  "since May\n- Signs (✅ ❌)\n- It prints `✅ saved` there\n- Expected: ✅ PASS\n",
	  "3 criterion done\n4 criterion done", "" },
	{ "9.4 ready and yes is ready",
	  "**Ready to deploy:** YES\n\n**Production ready:** Yes\n\n"
	  "**Approved for production:** ✅ **YES**\n",
	  "1 document ready\n3 document ready\n5 document done", NULL },
	{ "9.5 all checks passed", "## End\n\n✅ **All checks passed**\n\nText\n",
	  "3 document done", NULL },
	{ "7.2 a sign behind a label, on a line of its own",
	  "## More\n\n**Test runs:** ✅ All 12 suites pass on both machines\n\n"
	  "Expected: ✅ all of it\n\n**Cost:** 🔴 high\n",
	  "3 criterion done", NULL },
	{ "C9 a value, and in brackets what it should be",
	  "- [x] Test coverage: 75% (target: 80%+)\n- [x] p95 latency 340 ms (goal < "
	  "300 ms)\n",
	  "1 task done\n2 task done", "C9" },
	{ "C9 of a bare target nobody knows whether less is better",
	  "- [x] p95 latency 240 ms (target 300 ms)\n- [x] Coverage: 85% (goal: "
	  "80%)\n\n"
	  "| Metric | Target | Actual | Status |\n|-|-|-|-|\n| p95 | 300ms | 240ms | ✅ "
	  "|\n",
	  NULL, "" },
	{ "C9 none and all are plain",
	  "| Metric | Target | Actual | Status |\n|-|-|-|-|\n| Errors | 0 | 3 | ✅ |\n"
	  "| Pass rate | 100% | 97% | ✅ |\n",
	  "3 row done\n4 row done", "C9" },
	{ "C4 the row of all over an open one",
	  "| Item | Status |\n|-|-|\n| Alpha | ✅ Done |\n| Beta | ⏳ Pending |\n"
	  "| **Overall** | **✅ READY** |\n",
	  "3 row done\n4 row open\n5 row ready", "C4" },
	{ "C8 a share behind a word", "Total: 12 of 15 done (70%)\n", NULL,
	  "C8 P-TALLY-UNSCOPED" },
	{ "C7 a red dot and blocked say the same", "**Status:** 🔴 BLOCKED\n",
	  "1 document blocked", "" },
	{ "10.1 a box about an approval that is obtained is signed",
	  "- [ ] Management sign-off obtained\n- [ ] Plan approved by the CTO\n"
	  "- [ ] Freigabe der Leitung erhalten\n- [ ] Freigabe erteilt\n- [ ] Approval "
	  "page built\n",
	  "1 signoff open\n2 signoff open\n3 task open\n4 signoff open\n5 task open",
	  "" },
	{ "8 a verdict has its name in every language",
	  "| ID | 판정 | 근거 |\n|-|-|-|\n| FR-01 | Pass | `a.ts` |\n| FR-02 | 미완료 "
	  "| - |\n",
	  "3 row done\n4 row open", "" },
	{ "9.1 a tick among pictures claims where nothing below says more",
	  "# T\n\n## 🚀 A\n\n## 📋 B\n\n## 📊 C\n\n## ✅ Fin\n\nAll of it.\n",
	  "9 section done", "" },
	{ "9.1 and is a picture where boxes do",
	  "# T\n\n## 🚀 A\n\n## 📋 B\n\n## 📊 C\n\n## ✅ Fin\n\n- [ ] All\n",
	  "9 section none\n11 task open", "" },
	{ "9.1 a word in small Cyrillic letters ends a heading that asks",
	  "# T\n\n## Что готово\n\nText\n", "", "" },
	{ "9.7 a bucket in two languages", "## 보류 (Deferred)\n\n- One more picture\n",
	  "3 criterion deferred", "" },
	{ "C7 a tick behind each open box is one of each",
	  "- [ ] ✅ One\n- [ ] ✅ Two\n- [ ] Three\n\nMore\n\n- [ ] ✅ Four\n- [ ] Five\n",
	  NULL, "C7" },
	{ "9.6 a line that says what marks mean claims nothing",
	  "> Status: [x] done, [~] in progress, [ ] pending\n\n"
	  "状态：[ ] 待修复, [~] 进行中, [x] 已完成\n",
	  "", "" },
	{ "10.1 roles without dates below sign-offs",
	  "## Functional sign-offs\n\n| Role | Owner | Status | Notes |\n|-|-|-|-|\n"
	  "| Platform | | | |\n| QA | Ana | Pass | |\n",
	  "5 signoff open,role=Platform\n6 signoff done,role=QA", NULL },
	{ "10.1 roles below the word signatures",
	  "## Go / No-Go decision\n\n- Decision: ☐ Go ☐ No-Go\n- Conditions:\n- "
	  "Signatures:\n  - Delivery manager:\n  - QA lead:\n",
	  "3 signoff open\n6 signoff open,role=Delivery manager\n7 signoff "
	  "open,role=QA lead",
	  "" },
	{ "10.1 whoever stands in bold above the blanks",
	  "## Assinaturas\n\n**Fulano:**  \nNome: ______\nData: ___/___/____\n\n"
	  "**Beltrano:**  \nNome: ______\n",
	  "4 signoff open,role=Fulano\n8 signoff open,role=Beltrano", NULL },
	{ "10.3 a word between two blanks is nobody's name",
	  "Approved by (QA): ____________ on ________\n", "1 signoff open,blank=name",
	  "" },
	{ "10.3 no is no consent, whoever is named beside it",
	  "## Sign-off\n\n| Approver | Approved? | Comments |\n|-|-|-|\n| CTO | Yes | "
	  "|\n"
	  "| CISO | No | |\n| DPO | | |\n| PM | Approved with conditions | |\n",
	  "5 signoff done\n6 signoff open\n7 signoff open\n8 signoff ready", NULL },
	{ "10.1 a box behind the role",
	  "## Sign-off\n\n- QA lead ☐\n- Security ☑ Ana Lima\n",
	  "3 signoff open\n4 signoff done", NULL },
	{ "10.4 a decision with a blank is one to be taken",
	  "GO / NO-GO: __________\n\n**Decision:** ______\n",
	  "1 document unknown\n3 document unknown", NULL },
	{ "10.2 an ellipsis is a blank",
	  "- A0 lead: …  Date: …   Decision: PASS/FAIL\n", "1 signoff open,blank=name",
	  NULL },
	{ "10.1 code with a label in it signs nothing",
	  "- Modify: `src/a.tsx` (L29: `data: any`)\n", "", "" },
	{ "9.4 a status with a date beside it is no signature",
	  "> **状态**：已审批 ✅ | **日期**：2026-03-02 | **作者**：产品设计\n",
	  "1 document done", NULL },
	{ "9.1 a word in capitals that is denied before it",
	  "# T\n\n## 1 Modo ❌ **NÃO IMPLEMENTADO**\n\n## 2 Mode NOT DONE\n\n## 3 Mode "
	  "DONE\n",
	  "3 section open\n5 section open\n7 section done", NULL },
	{ "7.1 shares and parts are not all",
	  "| a | State |\n|-|-|\n| w | 95% complete (rest to come) |\n| x | 12 of 15 "
	  "complete |\n"
	  "| y | 15 of 15 tests passed |\n| z | 12 passed, 3 pending |\n",
	  "3 row in_progress\n4 row in_progress\n5 row done\n6 row open", NULL },
	{ "C9 a target that is stated twice is missed by nobody",
	  "- [x] Shift: < 0.1 (target: < 0.1)\n", "1 task done", "" },
	{ "8 a column of signs beside one that has some compares",
	  "| Feature | Ours | Theirs |\n|-|-|-|\n| Q | ✅ | ❌ |\n| R | ✅ | partly |\n",
	  "", "" },
	{ "8 a traffic light is a state",
	  "| Work | Ampel |\n|-|-|\n| Move | 🟢 |\n| Test | 🟡 |\n| Roll out | "
	  "🔴 "
	  "|\n",
	  "3 row done\n4 row in_progress\n5 row failed", "" },
	{ "8 yes and no by their letters",
	  "| # | Check | Y/N |\n|-|-|-|\n| 1 | Backups | Y |\n| 2 | Alerts | N |\n",
	  "3 row done\n4 row open", "" },
	{ "8 the marked one of several headers is the state",
	  "| Check | Pass | Fail | N/A |\n|-|-|-|-|\n| A | ✅ | | |\n| B | | ❌ | |\n"
	  "| C | | | x |\n| D | | | |\n| E | x | x | |\n",
	  "3 row done\n4 row failed\n5 row na\n6 row open\n7 row unknown", "" },
	{ "8 OK and NOK", "| Test | OK | NOK |\n|-|-|-|\n| T1 | x | |\n| T2 | | x |\n",
	  "3 row done\n4 row failed", "" },
	{ "8 what is under way in Han",
	  "| 事项 | 完成情况 |\n|-|-|\n| 接口 | 已完成 |\n| 页面 | 开发中 |\n",
	  "3 row done\n4 row in_progress", "" },
	{ "6.7 a sign before words on a line of its own",
	  "## Log\n\n✅ Types compile\n\nText.\n\n❌ Not on windows\n",
	  "3 criterion done,unjudged\n7 gap none,bad", NULL },
	{ "9.3 but not where it leads a list",
	  "## Log\n\n✅ **Data**\n\n- [ ] Nothing lost\n", "5 task open", "" },
	{ "7.3 a conditional go is no done", "**Decision:** **GO** ✅ (conditional)\n",
	  "1 document ready", "P-QUALIFIED" },
	{ "3.1 a box that ends the line",
	  "1. **Pen test** [x]\n2. Load test [ ]\n3. Drill ☐\n4. See [x]\n5. a\n\n[x]: "
	  "/y\n",
	  "1 task done,text=Pen test\n2 task open\n3 task open\n4 task done", NULL },
	{ "7.4 a state apart at the end of a bullet",
	  "## A\n\n- Load test (done)\n- Drill - not started\n- All is well (see "
	  "there)\n- `sent` - pending\n- Goes on (open → done)\n- File → Open\n",
	  "3 criterion done\n4 criterion open", "" },
	{ "3.6 a summary claims as a heading does",
	  "## A\n\n<details>\n<summary>✅ Phase 1 complete</summary>\n\n- [ ] "
	  "left\n\n</details>\n",
	  "4 section done\n6 task open", "C4" },
	{ "10.1 role, name and state behind dashes",
	  "## Approvals\n\n**QA lead** – Ana Lima – ✅ Approved – 2026-02-03\n",
	  "3 signoff done,role=QA lead,name=Ana Lima,date=2026-02-03", NULL },
	{ "10.1 the first column says whose",
	  "## Sign-off\n\n| | Name | Signature |\n|-|-|-|\n| Author | Bo | |\n",
	  "5 signoff open,role=Author", "" },
	{ "10.3 a sign behind an area is what is said of it",
	  "## Approvals\n\n- Engineering: ✅\n- Product: ⏳\n- Legal: ❌\n",
	  "3 signoff done\n4 signoff in_progress\n5 signoff failed", NULL },
	{ "8 a verdict that nobody knows is said to be one",
	  "| Area | Assessment |\n|-|-|\n| A | Green |\n| B | Amber |\n| C | Wobbly "
	  "|\n",
	  "3 row done\n4 row in_progress\n5 row unknown", "" },
	{ "8 one of two boxes is ticked in a cell",
	  "| ID | Résultat |\n|-|-|\n| U1 | ☑ Succès ☐ Échec |\n| U2 | ☐ Succès ☑ "
	  "Échec |\n"
	  "| U3 | ☐ Succès ☐ Échec |\n",
	  "3 row done\n4 row failed\n5 row open", "" },
	{ "10.1 the line with the boxes is the one to tick",
	  "## Assinaturas\n\n### Tech lead\n**Nome**: ______\n"
	  "**Status**: [ ] Aprovado | [ ] Não aprovado\n\n### CTO\n**Nome**: ______\n"
	  "**Status**: [x] Aprovado | [ ] Não aprovado\n",
	  "5 signoff open,role=Tech lead\n9 signoff done,role=CTO,blank=name", NULL },
	{ "10.1 blanks under headers that are roles",
	  "## Signatures\n\n| Client | Chef de projet | Développeur |\n|-|-|-|\n"
	  "| TBD | — | [Name] |\n",
	  "5 signoff open,role=Client\n5 signoff open,role=Chef de projet\n"
	  "5 signoff open,role=Développeur",
	  "" },
	{ "9.4 a status among bullets claims its section",
	  "## A\n\n- [ ] one\n- **Status:** ✅ VERIFIED\n",
	  "3 task open\n4 section done", "C4" },
	{ "4 a sign of its own keeps a bullet below a box",
	  "- [ ] All files\n  - models ✅\n  - described elsewhere\n",
	  "1 task open\n2 criterion done,unjudged", "" },
	{ "9.4 the last of a few words is the state",
	  "状态：**Phase 3 已完成**（设备可选）\n\nText.\n\n**Overall:** drill 5/9 "
	  "tasks complete\n",
	  "1 document done", NULL },
	{ "9.1 what is expected claims nothing",
	  "## ✅ Resultado esperado\n\n- ✅ Todo va bien\n", "3 criterion none,unjudged",
	  "" },
	{ "C7 a warning sign beside a word leaves it to the word",
	  "| A | Status |\n|-|-|\n| b | ⚠️ Merged |\n", "3 row done", "" },
	{ "C1 the same id is told of once",
	  "| ID | Task | Status |\n|-|-|-|\n| T2.8 | Log | ⬜ |\n| T2.8 | Log | ✅ |\n",
	  NULL, "C1 P-DUP P-ID-DUP" },
	{ "9.5 ready for the launch, in any words",
	  "## Fin\n\n✅ **Prêt pour la mise en production**\n", "3 document ready",
	  NULL },
	{ "8 nothing but columns to mark",
	  "| Pass | Fail | Pass | Fail |\n|-|-|-|-|\n| x | | x | |\n", NULL, NULL },
	{ "3.1 a square is a box", "□ Keep it\n□ Drop it\n", "1 task open\n2 task open",
	  "" },
	{ "3.3 one box in code below sign-offs is told of",
	  "## Sign-off\n\n```\n□ Keep it\n```\n", "", "P-IN-CODE" },
};
/* clang-format on */

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

static bool has_ref(const struct item *item, struct span want)
{
	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];
		struct span shown =
			arena_printf(scratch, "%s/%s/%.*s", ref_role_word[ref->role],
				     ref_kind_word[ref->kind], SPAN_ARG(ref->locator));

		if (span_eq(shown, want))
			return true;
	}
	return false;
}

/* "lt 250000000 ns", "eq 0", "symbolic", "approx 8500 bp measured" */
static bool has_threshold(const struct item *item, struct span want)
{
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *t = &item->thresholds.at[i];
		struct span shown =
			arena_printf(scratch, "%s %lld %.*s%s",
				     threshold_op_word[t->op],
				     (long long)(t->low_micro / 1000000),
				     SPAN_ARG(t->unit),
				     t->role == THRESHOLD_MEASURED ? " measured" : "");

		if ((t->symbolic && span_is(want, "symbolic")) ||
		    (want.len <= shown.len &&
		     memcmp(shown.ptr, want.ptr, want.len) == 0))
			return true;
	}
	return false;
}

static bool holds(const struct item *item, struct span fact)
{
	ptrdiff_t at = span_index(fact, '=');
	struct span key = at < 0 ? fact : span_sub(fact, 0, (size_t)at);
	struct span value = at < 0 ? SPAN_EMPTY : span_from(fact, (size_t)at + 1);

	if (span_is(key, "quoted"))
		return item->quoted;
	if (span_is(key, "bad"))
		return item->polarity == -1;
	if (span_is(key, "unjudged"))
		return !item->judged && item->skip.len > 0;
	if (span_is(key, "uncapped"))
		return !item->hedge_on_claim;
	if (span_is(key, "level"))
		return span_is(value, item_level_word[item->level]);
	if (span_is(key, "from"))
		return span_is(value, claim_from_word[item->claim_from]);
	if (span_is(key, "label"))
		return span_eq(item->label, value);
	if (span_is(key, "text"))
		return span_eq(item->plain, value);
	if (span_is(key, "id"))
		return span_eq(item->declared_id, value) && span_eq(item->id, value);
	if (span_is(key, "qualified"))
		return span_eq(item->qualified, value);
	if (span_is(key, "hedge"))
		return span_eq(item->hedge, value);
	if (span_is(key, "done_on"))
		return span_eq(item->done_on, value);
	if (span_is(key, "role"))
		return span_eq(item->signoff.role, value);
	if (span_is(key, "name"))
		return span_eq(item->signoff.name, value);
	if (span_is(key, "date"))
		return span_eq(item->signoff.date, value);
	if (span_is(key, "blank"))
		return span_is(value, "name") ? item->signoff.blank_name
					      : item->signoff.blank_date;
	if (span_is(key, "ref"))
		return has_ref(item, value);
	if (span_is(key, "refs"))
		return item->refs.count == 0;
	if (span_is(key, "thr"))
		return has_threshold(item, value);
	if (span_is(key, "thresholds"))
		return item->thresholds.count == 0;
	return false;
}

static bool check_item(const char *row, const struct item *item, struct span want)
{
	struct span fact, head;
	bool good = true;

	span_split(&want, ',', &head);
	if (!span_eq(head, arena_printf(scratch, "%u %s %s", item->line,
					item_kind_word[item->kind],
					claim_word[item->claim]))) {
		print_error("row %s: want %.*s, got %u %s %s \"%.*s\"\n", row,
			    SPAN_ARG(head), item->line, item_kind_word[item->kind],
			    claim_word[item->claim], SPAN_ARG(item->plain));
		good = false;
	}
	while (span_split(&want, ',', &fact)) {
		if (holds(item, fact))
			continue;
		print_error("row %s, line %u: not %.*s; text \"%.*s\"\n", row,
			    item->line, SPAN_ARG(fact), SPAN_ARG(item->plain));
		for (size_t i = 0; i < item->refs.count; i++)
			print_error("   %s/%s/%.*s\n",
				    ref_role_word[item->refs.at[i].role],
				    ref_kind_word[item->refs.at[i].kind],
				    SPAN_ARG(item->refs.at[i].locator));
		good = false;
	}
	return good;
}

static int by_code(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	return strcmp(x->rule->code, y->rule->code);
}

static struct span codes_of(struct plan *plan)
{
	struct span codes = SPAN_EMPTY;

	if (plan->findings.count > 1)
		qsort(plan->findings.at, plan->findings.count,
		      sizeof(plan->findings.at[0]), by_code);
	for (size_t i = 0; i < plan->findings.count; i++)
		if (i == 0 ||
		    plan->findings.at[i].rule != plan->findings.at[i - 1].rule)
			codes = arena_printf(scratch, "%.*s%s%s", SPAN_ARG(codes),
					     i == 0 ? "" : " ",
					     plan->findings.at[i].rule->code);
	return codes;
}

static bool check_example(const struct example *example)
{
	struct span rest = span_of(example->items), want, codes;
	struct plan plan;
	struct err err = { 0 };
	size_t index = 0;
	bool good = true;

	assert_ok(plan_parse(&plan, SPAN_LIT("plan.md"), span_of(example->markdown),
			     NULL, arena, scratch, &err));
	if (rest.len == 0)
		rest.ptr = NULL;
	while (example->items && rest.len > 0 && span_line(&rest, &want)) {
		if (index >= plan.items.count) {
			print_error("row %s: no item for %.*s\n", example->row,
				    SPAN_ARG(want));
			return false;
		}
		good &= check_item(example->row, &plan.items.at[index++], want);
	}
	for (; example->items && index < plan.items.count; index++) {
		print_error("row %s: line %u %s %s \"%.*s\" was not wanted\n",
			    example->row, plan.items.at[index].line,
			    item_kind_word[plan.items.at[index].kind],
			    claim_word[plan.items.at[index].claim],
			    SPAN_ARG(plan.items.at[index].plain));
		good = false;
	}
	codes = codes_of(&plan);
	if (example->codes && !span_is(codes, example->codes)) {
		print_error("row %s: findings \"%.*s\", not \"%s\"\n", example->row,
			    SPAN_ARG(codes), example->codes);
		good = false;
	}
	return good;
}

static void every_tricky_example_is_read_as_the_table_says(void **state)
{
	size_t bad = 0;
	(void)state;

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		bad += !check_example(&examples[i]);
	if (bad > 0)
		fail_msg("%zu of %zu examples are read otherwise", bad,
			 sizeof(examples) / sizeof(examples[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_tricky_example_is_read_as_the_table_says),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
