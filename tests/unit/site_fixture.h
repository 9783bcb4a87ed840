/*
 * site_fixture.h - a report made by hand, with every verdict, kind of evidence
 * and oddity in it; its strangers' words are plain, or as hostile as they come.
 */
#ifndef SITE_FIXTURE_H
#define SITE_FIXTURE_H

#include "unit.h"

#include "base/path.h"
#include "model/report.h"
#include "site/site.h"

#define HOSTILE                                                                        \
	"\"'><script>alert(1)</script><img src=x "                                     \
	"onerror=alert(1)>{{title}}&amp;&#x3c;"                                        \
	"\x01\x1b[31m\xff\xe2\x80\xae\xe2\x80\xa8</title></style>--><!--]]>"           \
	"javascript:alert(1)`${1}`"

struct fixture {
	struct arena *arena;
	struct report report;
	bool hostile;
	bool with_text; /* raw copies are to be had */
};

static const char fixture_plan_text[] =
	"# Production hardening\n"
	"\n"
	"What must hold before the service carries *live* traffic. See\n"
	"[the runbook](docs/runbook.md) and `muster.conf`.\n"
	"\n"
	"## 1 Supply chain\n"
	"\n"
	"- [x] Container images scanned; no critical finding in a base layer\n"
	"- [x] Bill of materials attached to every **image**\n"
	"  - [x] Licence review: no unknown component\n"
	"  - [ ] Builder identity pinned in the policy\n"
	"- [x] Static analysis reports zero errors on `main`\n"
	"- a plain bullet that is no item\n"
	"\n"
	"### 1.1 Provenance\n"
	"\n"
	"1. [x] Image signature verifies against the release key\n"
	"2. [ ] Deployment manifests refuse unsigned images\n"
	"\n"
	"## 2 Release gates\n"
	"\n"
	"| Gate | Owner | State |\n"
	"|------|-------|-------|\n"
	"| End-to-end suite green on the tagged commit | Dana | Complete |\n"
	"| Line coverage at or above 80 % | Marek | Complete |\n"
	"| Load test: p95 below 400 ms at 300 requests a second | Lucia | In progress "
	"|\n"
	"\n"
	"> Quoted words of the author.\n"
	"\n"
	"```sh\n"
	"make release && ./smoke --all\n"
	"```\n"
	"\n"
	"<div onclick=\"alert(1)\">raw <b>HTML</b></div>\n"
	"\n"
	"### Rollback\n"
	"\n"
	"- [x] Restore rehearsed within the last 30 days\n"
	"- [x] Runbook: database failover completes inside 45 s\n"
	"- [ ] Data protection impact reviewed\n"
	"- [x] Memory stays below 1.5 GiB per worker\n"
	"\n"
	"## Sign-off\n"
	"\n"
	"**Technical lead:** Dana Whitlock 2026-11-20\n"
	"\n"
	"**Security lead:** ________________ Date: ______\n"
	"\n"
	"---\n"
	"\n"
	"- [-] Fax gateway tested\n"
	"- [x] Legacy export switched off\n"
	"- [x] "
	"agents/"
	"agent_0123456789_security_gateway_and_orchestrator_of_the_whole_service.md\n"
	"- [ ] Somebody raised a blocker\n";

struct fixture_item {
	unsigned line;
	enum item_kind kind;
	enum claim claim;
	const char *mark, *plain, *section, *slug;
	enum verdict verdict;
	enum reason reason;
	int artifact; /* -1: none */
	enum outcome outcome;
	const char *sentence;
};

/* clang-format off: one item a line */
static const struct fixture_item fixture_items[] = {
	{ 8, ITEM_TASK, CLAIM_DONE, "x",
	  "Container images scanned; no critical finding in a base layer",
	  "1 Supply chain", "images-scanned", VERDICT_WAIVED, REASON_EVIDENCE_FAILS, 1,
	  OUTCOME_FAIL, "One high finding remains; a waiver covers it." },
	{ 9, ITEM_TASK, CLAIM_DONE, "x", "Bill of materials attached to every image",
	  "1 Supply chain", "sbom", VERDICT_VERIFIED, REASON_CARRIED, 2, OUTCOME_PASS,
	  "187 components, each with a version." },
	{ 10, ITEM_TASK, CLAIM_DONE, "x", "Licence review: no unknown component",
	  "1 Supply chain", "licences", VERDICT_PARTIAL, REASON_MISSING, 2,
	  OUTCOME_ABSENT, "Two components have no licence." },
	{ 11, ITEM_TASK, CLAIM_OPEN, " ", "Builder identity pinned in the policy",
	  "1 Supply chain", "builder", VERDICT_READY, REASON_TICK_IT, 5, OUTCOME_PASS,
	  "" },
	{ 12, ITEM_TASK, CLAIM_DONE, "x", "Static analysis reports zero errors on main",
	  "1 Supply chain", "static-analysis", VERDICT_VERIFIED, REASON_EXACT, 1,
	  OUTCOME_PASS, "No error in 12 rules." },
	{ 17, ITEM_TASK, CLAIM_DONE, "x",
	  "Image signature verifies against the release key", "1 Supply chain",
	  "signature", VERDICT_UNSUPPORTED, REASON_NOT_FOUND, -1, OUTCOME_ABSENT,
	  "Nothing was found that shows it." },
	{ 18, ITEM_TASK, CLAIM_OPEN, " ", "Deployment manifests refuse unsigned images",
	  "1 Supply chain", "manifests", VERDICT_OPEN, REASON_NO_EVIDENCE, -1,
	  OUTCOME_ABSENT, "" },
	{ 24, ITEM_ROW, CLAIM_DONE, "Complete",
	  "End-to-end suite green on the tagged commit", "2 Release gates", "e2e",
	  VERDICT_CONTRADICTED, REASON_EVIDENCE_FAILS, 0, OUTCOME_FAIL,
	  "2 of 262 cases failed, 1 was skipped." },
	{ 25, ITEM_ROW, CLAIM_DONE, "Complete", "Line coverage at or above 80 %",
	  "2 Release gates", "coverage", VERDICT_VERIFIED, REASON_INFERRED, 3,
	  OUTCOME_PASS, "83.4 % of lines." },
	{ 26, ITEM_ROW, CLAIM_IN_PROGRESS, "In progress",
	  "Load test: p95 below 400 ms at 300 requests a second", "2 Release gates",
	  "load", VERDICT_OPEN, REASON_FAILING, 4, OUTCOME_FAIL,
	  "It is not claimed, and its evidence fails." },
	{ 38, ITEM_TASK, CLAIM_DONE, "x", "Restore rehearsed within the last 30 days",
	  "2 Release gates", "restore", VERDICT_STALE, REASON_TOO_OLD, 6, OUTCOME_PASS,
	  "The last drill is 79 days old; 30 are allowed." },
	{ 39, ITEM_TASK, CLAIM_DONE, "x",
	  "Runbook: database failover completes inside 45 s", "2 Release gates",
	  "failover", VERDICT_INDETERMINATE, REASON_UNREADABLE, 7, OUTCOME_UNREADABLE,
	  "evidence/broken.xml could not be read." },
	{ 40, ITEM_TASK, CLAIM_OPEN, " ", "Data protection impact reviewed",
	  "2 Release gates", "dpia", VERDICT_OPEN, REASON_NO_EVIDENCE, -1,
	  OUTCOME_ABSENT, "" },
	{ 41, ITEM_TASK, CLAIM_DONE, "x", "Memory stays below 1.5 GiB per worker",
	  "2 Release gates", "memory", VERDICT_CONTRADICTED, REASON_CITED_PATH_MISSING,
	  -1, OUTCOME_ABSENT, "docs/memory.md is not in the tree." },
	{ 45, ITEM_SIGNOFF, CLAIM_DONE, "", "Technical lead: Dana Whitlock 2026-11-20",
	  "Sign-off", "technical-lead", VERDICT_VERIFIED, REASON_SIGNED_BY, -1,
	  OUTCOME_PASS, "" },
	{ 47, ITEM_SIGNOFF, CLAIM_OPEN, "", "Security lead", "Sign-off",
	  "security-lead", VERDICT_NEEDS_SIGNOFF, REASON_BLANK, -1, OUTCOME_ABSENT,
	  "" },
	{ 51, ITEM_TASK, CLAIM_NA, "-", "Fax gateway tested", "Sign-off", "fax",
	  VERDICT_NOT_APPLICABLE, REASON_NA_DECLARED, -1, OUTCOME_ABSENT, "" },
	{ 52, ITEM_TASK, CLAIM_DONE, "x", "Legacy export switched off", "Sign-off",
	  "export", VERDICT_UNSUPPORTED, REASON_NO_OUTCOME, 5, OUTCOME_UNBINDABLE, "" },
	{ 53, ITEM_TASK, CLAIM_DONE, "x",
	  "agents/"
	  "agent_0123456789_security_gateway_and_orchestrator_of_the_whole_service.md",
	  "Sign-off", "zz-long-word", VERDICT_CONTRADICTED, REASON_PLAN_CONFLICT, 8,
	  OUTCOME_FAIL,
	  "agents/"
	  "agent_0123456789_security_gateway_and_orchestrator_of_the_whole_service.md "
	  "is not there." },
	{ 54, ITEM_TASK, CLAIM_OPEN, " ", "Somebody raised a blocker", "Sign-off",
	  "blocker", VERDICTS, REASON_NOT_RAISED, -1, OUTCOME_ABSENT, "" },
};

static const struct {
	const char *path, *format;
	enum family family;
	enum artifact_status status;
	enum freshness freshness;
	enum reason reason;
} fixture_artifacts[] = {
	{ "evidence/e2e.junit.xml", "junit", FAMILY_TESTS, ARTIFACT_OK, FRESHNESS_EXACT,
	  REASON_EXACT },
	{ "evidence/image-scan.sarif", "sarif", FAMILY_SARIF, ARTIFACT_OK,
	  FRESHNESS_CARRIED, REASON_CARRIED },
	{ "evidence/sbom.cdx.json", "cyclonedx", FAMILY_SBOM, ARTIFACT_OK,
	  FRESHNESS_CARRIED, REASON_CARRIED },
	{ "evidence/coverage.xml", "cobertura", FAMILY_COVERAGE, ARTIFACT_OK,
	  FRESHNESS_INFERRED, REASON_INFERRED },
	{ "evidence/k6.json", "k6", FAMILY_METRICS, ARTIFACT_OK, FRESHNESS_EXACT,
	  REASON_EXACT },
	{ ".github/workflows/release.yml", "workflow", FAMILY_WORKFLOW, ARTIFACT_OK,
	  FRESHNESS_EXACT, REASON_EXACT },
	{ "docs/restore drill.md", "markdown", FAMILY_DOCUMENT, ARTIFACT_OK,
	  FRESHNESS_STALE, REASON_TOO_OLD },
	{ "evidence/broken.xml", "junit", FAMILY_TESTS, ARTIFACT_UNREADABLE,
	  FRESHNESS_NONE, REASON_NONE },
	{ "agents/"
	  "agent_0123456789_security_gateway_and_orchestrator_of_the_whole_service.md",
	  "none", FAMILY_NONE, ARTIFACT_OK, FRESHNESS_NONE, REASON_NONE },
};
/* clang-format on */

#define FIXTURE_ITEMS     (sizeof(fixture_items) / sizeof(fixture_items[0]))
#define FIXTURE_ARTIFACTS (sizeof(fixture_artifacts) / sizeof(fixture_artifacts[0]))
#define FIXTURE_CASES     262

/* A stranger's words: plain, or hostile. */
static struct span words(const struct fixture *f, const char *plain)
{
	if (plain[0] == '\0')
		return SPAN_EMPTY;
	/* What differs stays different, so that nothing is merged or found by accident.
	 */
	return f->hostile ? arena_printf(f->arena, "%s%s", HOSTILE, plain)
			  : span_of(plain);
}

static void fixture_add_requirement(struct fixture *f, const struct fixture_item *from,
				    struct judgement *judgement)
{
	struct requirement *requirement = LIST_ADD(f->arena, &judgement->requirements);

	*requirement = (struct requirement){
		.text = words(f, "what the item asks for"),
		.basis = BASIS_DECLARED,
		.outcome = from->outcome,
		.reason = from->outcome == OUTCOME_PASS ? REASON_NONE : from->reason,
		.expected = words(f, "at least one case ran, none failed"),
		.actual = words(f, "262 tests, 2 failed"),
		.artifact = from->artifact < 0 ? ARTIFACT_NONE : (size_t)from->artifact,
		.artifact_line = from->artifact == 0 ? 3 : 0,
		.how = from->artifact < 0 ? HOW_MISSING : HOW_EXACT,
		.path = words(f, "docs/memory.md"),
		.freshness = from->artifact < 0
				     ? FRESHNESS_NONE
				     : fixture_artifacts[from->artifact].freshness,
		.freshness_reason = REASON_CARRIED,
		.strength = STRENGTH_JUDGED,
		.strength_cap = words(f, "It declares no subject."),
	};
	if (from->artifact < 0)
		*LIST_ADD(f->arena, &requirement->candidates) =
			words(f, "src/memory.md");
}

static void fixture_add_item(struct fixture *f, struct planned *planned,
			     const struct fixture_item *from)
{
	struct item *item = LIST_ADD(f->arena, &planned->plan.items);
	struct judgement *judgement = LIST_ADD(f->arena, &planned->judgements);

	item->id = span_of(from->slug);
	item->declared_id = span_of(from->slug);
	item->kind = from->kind;
	item->claim = from->claim;
	item->judged = from->verdict < VERDICTS;
	item->mark = span_of(from->mark);
	item->plain = words(f, from->plain);
	item->text = item->plain;
	item->line = from->line;
	item->end_line = from->line;
	item->parent = ITEM_NONE;
	item->polarity = 1;
	item->skip =
		item->judged ? SPAN_EMPTY : words(f, "A blocker that is not raised.");
	item->owner = words(f, "Dana Whitlock");
	*LIST_ADD(f->arena, &item->headings) = planned->plan.title;
	*LIST_ADD(f->arena, &item->headings) = words(f, from->section);
	item->signoff.role =
		from->kind == ITEM_SIGNOFF ? words(f, "Technical lead") : SPAN_EMPTY;
	item->signoff.name = words(f, "Dana Whitlock");

	judgement->judged = item->judged;
	judgement->required = true;
	judgement->verdict = item->judged ? from->verdict : VERDICT_OPEN;
	judgement->raw = from->verdict == VERDICT_WAIVED ? VERDICT_CONTRADICTED
							 : judgement->verdict;
	judgement->reason = from->reason;
	judgement->needs = CLASS_OUTCOME;
	judgement->sentence = words(f, from->sentence);
	judgement->fix =
		words(f, "name a report that shows it, then run muster again");
	judgement->marked_by = words(f, "Jun Kato");
	judgement->marked_mail = words(f, "jun@harbour.example");
	judgement->marked_commit = SPAN_LIT("f378e61b86d0a35e1c74f90d2ab5836e7f01c4d0");
	judgement->marked_at = 1763000000;
	judgement->mark_signature = words(f, "unsigned");
	if (from->artifact >= 0 || from->outcome == OUTCOME_ABSENT)
		fixture_add_requirement(f, from, judgement);
	if (from->verdict == VERDICT_UNSUPPORTED)
		*LIST_ADD(f->arena, &judgement->suggestions) = (struct suggestion){
			words(f, "  - Evidence: `junit:evidence/e2e.junit.xml` failed "
				 "= 0"),
			words(f, "Its words stand in that report."), 0
		};
	if (item->judged)
		f->report.run.counts[judgement->verdict]++;
}

static void fixture_add_artifacts(struct fixture *f)
{
	for (size_t i = 0; i < FIXTURE_ARTIFACTS; i++) {
		struct artifact *artifact = LIST_ADD(f->arena, &f->report.artifacts);

		artifact->id = (int64_t)i + 1;
		artifact->path = words(f, fixture_artifacts[i].path);
		artifact->slug = arena_printf(f->arena, "artifact-%zu", i);
		artifact->size = 12345 + i;
		memset(artifact->sha256, 'a' + (int)(i % 6), 64);
		artifact->format = span_of(fixture_artifacts[i].format);
		artifact->family = fixture_artifacts[i].family;
		artifact->status = fixture_artifacts[i].status;
		artifact->detail =
			artifact->status == ARTIFACT_OK
				? SPAN_EMPTY
				: words(f, "line 3: </testcase> closes <testsuite>");
		artifact->freshness = fixture_artifacts[i].freshness;
		artifact->freshness_reason = fixture_artifacts[i].reason;
		artifact->raw_name = arena_printf(f->arena, "raw/%016zx-copy.txt", i);
		artifact->last_commit =
			SPAN_LIT("9c41f7e2b86d0a35e1c74f90d2ab5836e7f01c4d");
		artifact->last_commit_at = 1763400000;
		artifact->about.tool = words(f, "junit");
		artifact->about.generated_at = 1763500000;
		artifact->about.subject_commit =
			SPAN_LIT("9c41f7e2b86d0a35e1c74f90d2ab5836e7f01c4d");
	}
	f->report.artifacts.at[0].counts = (struct fact_counts){
		.facts = FIXTURE_CASES,
		.suites = 1,
		.cases = { [TEST_PASSED] = FIXTURE_CASES - 3,
			   [TEST_FAILED] = 2,
			   [TEST_SKIPPED] = 1 },
	};
	f->report.artifacts.at[1].counts = (struct fact_counts){
		.scans = 1, .open = { [SEVERITY_HIGH] = 1, [SEVERITY_LOW] = 2 }
	};
	f->report.artifacts.at[2].counts =
		(struct fact_counts){ .components = 12, .versioned = 12, .sboms = 1 };
	f->report.artifacts.at[3].counts.coverage[COVERAGE_LINE].covered = 834;
	f->report.artifacts.at[3].counts.coverage[COVERAGE_LINE].total = 1000;
	f->report.artifacts.at[4].counts = (struct fact_counts){
		.metrics = 3, .thresholds = 2, .thresholds_failed = 1
	};
	f->report.artifacts.at[5].counts =
		(struct fact_counts){ .jobs = 2, .steps = 3, .neutralised = 1 };
	f->report.artifacts.at[6].counts =
		(struct fact_counts){ .documents = 1, .words = 420, .headings = 3 };
}

static void fixture_add_gate(struct fixture *f, const char *condition,
			     enum verdict verdict)
{
	struct gate_row *row = LIST_ADD(f->arena, &f->report.gate);

	row->condition = words(f, condition);
	row->found = f->report.run.counts[verdict];
	row->holds = row->found == 0;
	row->verdict = verdict;
}

static void fixture_add_history(struct fixture *f)
{
	for (int64_t n = 1; n <= 11; n++) {
		struct past_run *run = LIST_ADD(f->arena, &f->report.history);

		run->number = n;
		run->id = SPAN_LIT("0123456789abcdef0123456789abcdef");
		run->commit = SPAN_LIT("d2c8e45e2b86d0a35e1c74f90d2ab5836e7f01c4");
		run->as_of = 1761000000 + n * 200000;
		run->result = RESULT_NOT_READY;
		run->counts[VERDICT_VERIFIED] = (uint64_t)n / 3;
		run->counts[VERDICT_OPEN] = 9;
		run->counts[VERDICT_UNSUPPORTED] = 12 - (uint64_t)n;
	}
	for (size_t i = 0; i < FIXTURE_ITEMS; i++) {
		struct past_verdict *past;

		past = LIST_ADD(f->arena, &f->report.past);
		past->plan = f->report.plans.at[0].plan.path;
		past->item = span_of(fixture_items[i].slug);
		past->run = 1;
		past->verdict = i % 3 ? VERDICT_OPEN : VERDICT_VERIFIED;
		if (i % 4)
			continue;
		past = LIST_ADD(f->arena, &f->report.past);
		past->plan = f->report.plans.at[0].plan.path;
		past->item = span_of(fixture_items[i].slug);
		past->run = 7;
		past->verdict = VERDICT_UNSUPPORTED;
	}
}

static void fixture_add_finding(struct fixture *f, struct plan *plan)
{
	struct finding *finding = LIST_ADD(f->arena, &plan->findings);

	finding->rule = &finding_rules[0];
	finding->path = plan->path;
	finding->line = 24;
	finding->item = 7;
	finding->other_item = ITEM_NONE;
	finding->message = words(f, "\"Complete\" here, \"pending\" in line 40");
}

static void fixture_run(struct fixture *f)
{
	struct run *run = &f->report.run;

	memcpy(run->id, "00112233445566778899aabbccddeeff", 33);
	run->number = 12;
	run->project = words(f, "harbour/dispatch");
	run->commit = SPAN_LIT("9c41f7e2b86d0a35e1c74f90d2ab5836e7f01c4d");
	run->tree = run->commit;
	run->object_format = SPAN_LIT("sha1");
	run->ref = words(f, "release/4.2");
	run->commit_subject = words(f, "Release 4.2.0");
	run->commit_at = 1763654400;
	run->as_of = 1763656867;
	run->as_of_from = "commit";
	run->tool = SPAN_LIT("muster 0.1.0");
	run->profile = words(f, "release");
	run->strength_needed = STRENGTH_JUDGED;
	run->sandbox = SPAN_LIT("full");
	run->result = RESULT_NOT_READY;
}

static void fixture_build(struct fixture *f, struct arena *arena, bool hostile)
{
	struct planned *planned, *spare;

	memset(f, 0, sizeof(*f));
	f->arena = arena;
	f->hostile = hostile;
	fixture_run(f);
	fixture_add_artifacts(f);
	planned = LIST_ADD(arena, &f->report.plans);
	planned->plan.path = words(f, "checklists/hardening.md");
	planned->plan.slug = SPAN_LIT("hardening");
	planned->plan.title = words(f, "Production hardening");
	planned->owner = words(f, "Dana Whitlock");
	planned->last_commit_at = 1763400000;
	planned->raw_name = SPAN_LIT("raw/ffffffffffffffff-hardening.md.txt");
	planned->plan.encoding.charset = SPAN_LIT("utf-8");
	for (size_t i = 0; i < FIXTURE_ITEMS; i++)
		fixture_add_item(f, planned, &fixture_items[i]);
	fixture_add_finding(f, &planned->plan);

	spare = LIST_ADD(arena, &f->report.plans);
	spare->plan.path = words(f, "docs/template.md");
	spare->plan.slug = SPAN_LIT("template");
	spare->plan.title = words(f, "A template");
	spare->plan.is_template = true;
	spare->plan.encoding.mojibake = SPAN_LIT("macroman");
	spare->plan.encoding.runs = 3;
	spare->plan.encoding.first_line = 4;
	spare->last_commit_at = CLOCK_NONE;

	fixture_add_gate(f, "Contradicted claims", VERDICT_CONTRADICTED);
	fixture_add_gate(f, "Items that could not be judged", VERDICT_INDETERMINATE);
	fixture_add_gate(f, "Claims without evidence", VERDICT_UNSUPPORTED);
	fixture_add_gate(f, "Claims on stale evidence", VERDICT_STALE);
	fixture_add_gate(f, "Claims shown in part", VERDICT_PARTIAL);
	fixture_add_gate(f, "Sign-offs that are missing", VERDICT_NEEDS_SIGNOFF);
	fixture_add_gate(f, "Required items still open", VERDICT_OPEN);
	fixture_add_history(f);
	*LIST_ADD(arena, &f->report.plan_candidates) =
		words(f, "docs/release notes.md");
}

/* ---- what the site asks for --------------------------------------------- */

static int fixture_raw(void *ctx, struct span raw_name, struct span *out,
		       struct arena *arena, struct err *err)
{
	const struct fixture *f = ctx;

	if (!f->with_text)
		return err_set(err, ERR_ABSENT, "no copies in this test");
	if (span_ends(raw_name, ".md.txt"))
		*out = arena_copy(arena, span_of(fixture_plan_text));
	else
		*out = arena_copy(arena,
				  span_of("<testsuite tests=\"262\">\n"
					  "  <testcase name=\"a\"/>\n"
					  "  <failure message=\"expected 2, got 3\"/>\n"
					  "</testsuite>\n"));
	return 0;
}

static int fixture_case(const struct fixture *f, size_t i, const struct fact_sink *sink,
			struct err *err)
{
	struct fact fact = { .kind = FACT_CASE };
	char name[64];

	snprintf(name, sizeof(name), "case %zu keeps its word", i);
	fact.as.test.suite = 1;
	fact.as.test.name = words(f, name);
	fact.as.test.classname = words(f, i % 2 ? "billing" : "berth");
	fact.as.test.outcome = i < 2 ? TEST_FAILED : i < 3 ? TEST_SKIPPED : TEST_PASSED;
	fact.as.test.duration_us = (int64_t)i * 1000 + 400;
	fact.as.test.message =
		i < 2 ? words(f, "=expected invoiced, got pending") : SPAN_EMPTY;
	fact.as.test.line = (unsigned)i + 2;
	return fact_add(sink, &fact, err);
}

static int fixture_other(const struct fixture *f, enum fact_kind kind, size_t i,
			 const struct fact_sink *sink, struct err *err)
{
	struct fact fact = { .kind = kind };

	switch ((int)kind) {
	case FACT_PROBLEM:
		fact.as.problem.rule_id = words(f, "CVE-2026-31774");
		fact.as.problem.severity = i == 0 ? SEVERITY_HIGH : SEVERITY_LOW;
		if (i < 2) {
			fact.as.problem.component = words(f, "libxml2");
			fact.as.problem.component_version = words(f, "2.13.4");
		} else {
			fact.as.problem.path = words(f, "src/parser/read.c");
		}
		fact.as.problem.title = words(f, "Heap overflow in the parser");
		break;
	case FACT_COMPONENT:
		fact.as.component.name = words(f, "ais-codec");
		fact.as.component.version = words(f, "4.4.0");
		fact.as.component.license = words(f, "BSD-3-Clause");
		break;
	case FACT_COVERAGE:
		fact.as.coverage =
			(struct fact_coverage){ COVERAGE_PACKAGE,
						COVERAGE_LINE,
						words(f, i == 0 ? "berth" : "quay"),
						i == 0 ? 719 : 102,
						i == 0 ? 1000 : 125,
						true };
		break;
	case FACT_METRIC:
		fact.as.metric = (struct fact_metric){ words(f, "http_req_duration"),
						       words(f, "berth_search"),
						       SPAN_LIT("p95"),
						       SPAN_LIT("412.3"),
						       SPAN_LIT("ms"),
						       false };
		break;
	case FACT_THRESHOLD:
		fact.as.threshold =
			(struct fact_threshold){ words(f, "http_req_duration"),
						 words(f, "p(95)<400"), i == 1 };
		break;
	case FACT_JOB:
		fact.as.job.number = (int64_t)i + 1;
		fact.as.job.key = words(f, "release");
		fact.as.job.line = 12;
		break;
	case FACT_STEP:
		fact.as.step.job = 1;
		fact.as.step.name = words(f, "Run tests");
		fact.as.step.run = words(f, "make check || true");
		fact.as.step.pinned = FACT_UNSAID;
		fact.as.step.neutralised = i == 0;
		break;
	case FACT_HEADING:
		fact.as.heading.level = 2;
		fact.as.heading.text = words(f, "Restore the base");
		fact.as.heading.words = 120;
		fact.as.heading.line = 9;
		break;
	default:
		return 0;
	}
	return fact_add(sink, &fact, err);
}

static const struct {
	int64_t artifact;
	enum fact_kind kind;
	size_t count;
} fixture_facts_of[] = {
	{ 1, FACT_CASE, FIXTURE_CASES },
	{ 2, FACT_PROBLEM, 3 },
	{ 3, FACT_COMPONENT, 12 },
	{ 4, FACT_COVERAGE, 9 },
	{ 5, FACT_METRIC, 3 },
	{ 5, FACT_THRESHOLD, 2 },
	{ 6, FACT_JOB, 2 },
	{ 6, FACT_STEP, 3 },
	{ 7, FACT_HEADING, 3 },
};

static int fixture_facts(void *ctx, int64_t artifact_id, enum fact_kind kind,
			 enum facts_order order, size_t offset, size_t limit,
			 const struct fact_sink *sink, struct err *err)
{
	const struct fixture *f = ctx;
	int rc = 0;

	(void)order;
	for (size_t t = 0; t < sizeof(fixture_facts_of) / sizeof(fixture_facts_of[0]);
	     t++) {
		size_t end = fixture_facts_of[t].count;

		if (fixture_facts_of[t].artifact != artifact_id ||
		    fixture_facts_of[t].kind != kind)
			continue;
		if (limit > 0 && offset + limit < end)
			end = offset + limit;
		for (size_t i = offset; i < end && rc == 0; i++)
			rc = kind == FACT_CASE ? fixture_case(f, i, sink, err)
					       : fixture_other(f, kind, i, sink, err);
	}
	return rc;
}

static struct site_options fixture_options(struct fixture *f, const char *folder)
{
	return (struct site_options){
		.folder = folder,
		.report_digest = SPAN_LIT("aba2439387f36c3922d1aba2439387f36c3922d1"
					  "aba2439387f36c3922d100ff"),
		.raw = fixture_raw,
		.ctx = f,
		.facts = fixture_facts,
		.facts_ctx = f,
	};
}

#endif
