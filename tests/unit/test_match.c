/* From references and facts to requirements: every family, in both directions. */
#include "unit.h"

#include "audit/match.h"
#include "audit/wording.h"
#include "base/buf.h"

#include <stdlib.h>

#define ROOM ((size_t)256 << 20)

static struct arena *arena;
static struct err err;

static struct world {
	struct tree tree;
	LIST(struct artifact) artifacts;
	LIST(struct fact) facts;
	LIST(size_t) fact_of;         /* artifact of each fact */
	int64_t cases[TEST_OUTCOMES]; /* what a selector finds */
	struct plan plan;
	struct item *item;
} world;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(ROOM);
	world = (struct world){ 0 };
	world.plan.path = SPAN_LIT("docs/plan.md");
	world.item = LIST_ADD(arena, &world.plan.items);
	world.item->kind = ITEM_TASK;
	world.item->claim = CLAIM_DONE;
	world.item->line = world.item->end_line = 3;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* A file of the tree that was read; the caller fills in what was found. */
static struct artifact *put(const char *path, enum family family)
{
	struct artifact *artifact = LIST_ADD(arena, &world.artifacts);

	LIST_ADD(arena, &world.tree.entries)->path = span_of(path);
	artifact->path = span_of(path);
	artifact->family = family;
	artifact->size = 1000;
	artifact->freshness = FRESHNESS_INFERRED;
	artifact->freshness_reason = REASON_INFERRED;
	artifact->about.generated_at = CLOCK_NONE;
	artifact->last_commit = SPAN_LIT("0123456789012345678901234567890123456789");
	artifact->last_commit_at = 1000000;
	return artifact;
}

static struct fact *add_fact(enum fact_kind kind)
{
	struct fact *fact = LIST_ADD(arena, &world.facts);

	*LIST_ADD(arena, &world.fact_of) = world.artifacts.count - 1;
	fact->kind = kind;
	fact_count(&world.artifacts.at[world.artifacts.count - 1].counts, fact);
	return fact;
}

static void put_tests(const char *path, int64_t passed, int64_t failed, int64_t skipped)
{
	struct fact_counts *counts = &put(path, FAMILY_TESTS)->counts;

	counts->cases[TEST_PASSED] = passed;
	counts->cases[TEST_FAILED] = failed;
	counts->cases[TEST_SKIPPED] = skipped;
}

static struct fact_counts *put_scan(const char *path, enum family family)
{
	struct fact_counts *counts = &put(path, family)->counts;

	counts->scans = 1;
	counts->scan_targets = 1;
	return counts;
}

static struct fact_counts *put_scan_by(const char *path, const char *tool,
				       const char *kind)
{
	struct artifact *artifact = put(path, FAMILY_SARIF);
	struct fact *fact = LIST_ADD(arena, &world.facts);

	*LIST_ADD(arena, &world.fact_of) = world.artifacts.count - 1;
	fact->kind = FACT_SCAN;
	fact->as.scan.tool = span_of(tool);
	fact->as.scan.kind = span_of(kind);
	artifact->counts.scans = 1;
	return &artifact->counts;
}

static void put_coverage(const char *path, int64_t covered, int64_t total)
{
	struct fact_counts *counts = &put(path, FAMILY_COVERAGE)->counts;

	counts->coverage[COVERAGE_LINE].covered = covered;
	counts->coverage[COVERAGE_LINE].total = total;
}

static void put_document(const char *path, int64_t words, int64_t blanks)
{
	struct fact_counts *counts = &put(path, FAMILY_DOCUMENT)->counts;

	counts->words = words;
	counts->placeholders = blanks;
}

static void put_step(const char *job, const char *run, bool neutralised)
{
	struct fact *fact;

	put(".github/workflows/ci.yml", FAMILY_WORKFLOW);
	fact = add_fact(FACT_JOB);
	fact->as.job.number = 1;
	fact->as.job.key = span_of(job);
	fact = add_fact(FACT_STEP);
	fact->as.step.job = 1;
	fact->as.step.run = span_of(run);
	fact->as.step.neutralised = neutralised;
	fact->as.step.line = 12;
}

static struct ref *refer(enum ref_kind kind, enum ref_role role, const char *locator)
{
	struct ref *ref = LIST_ADD(arena, &world.item->refs);

	ref->kind = kind;
	ref->role = role;
	ref->raw = ref->locator = span_of(locator);
	ref->line = 4;
	ref->in_body = true;
	return ref;
}

static struct threshold *expect(enum threshold_op op, int64_t value, const char *unit,
				const char *metric, const char *raw)
{
	struct threshold *threshold = LIST_ADD(arena, &world.item->thresholds);

	threshold->op = op;
	threshold->low_micro = threshold->high_micro = value * 1000000;
	threshold->unit = span_of(unit);
	threshold->metric = span_of(metric);
	threshold->raw = span_of(raw);
	threshold->line = 3;
	return threshold;
}

static int each(void *ctx, const struct artifact *artifact, enum fact_kind kind,
		size_t limit, const struct fact_sink *sink, struct err *e)
{
	size_t index = (size_t)(artifact - world.artifacts.at), seen = 0;

	(void)ctx;
	for (size_t i = 0; i < world.facts.count; i++) {
		int rc;

		if (world.facts.at[i].kind != kind || world.fact_of.at[i] != index ||
		    (limit != 0 && seen++ >= limit))
			continue;
		rc = fact_add(sink, &world.facts.at[i], e);
		if (rc < 0)
			return rc;
	}
	return 0;
}

static int cases(void *ctx, int64_t out[TEST_OUTCOMES], const struct artifact *artifact,
		 struct span selector, struct err *e)
{
	(void)ctx;
	(void)artifact;
	(void)selector;
	(void)e;
	memcpy(out, world.cases, sizeof(world.cases));
	return 0;
}

static int by_path(const void *a, const void *b)
{
	return span_cmp(((const struct tree_entry *)a)->path,
			((const struct tree_entry *)b)->path);
}

static struct judgement match_all(const char *text, const struct match_rules *rules)
{
	struct paths_source source = { .tree = &world.tree };
	struct match_evidence evidence = {
		.artifacts = world.artifacts.at,
		.count = world.artifacts.count,
		.facts = { each, cases, NULL },
		.tree = &world.tree,
		.as_of = 2000000,
	};
	struct judgement out = { 0 };
	struct match *match;

	if (world.tree.entries.count > 0)
		qsort(world.tree.entries.at, world.tree.entries.count,
		      sizeof(struct tree_entry), by_path);
	world.item->text = world.item->plain = span_of(text);
	match = match_new(paths_new(&source, arena), arena);
	match_plan(match, &world.plan);
	for (size_t i = 0; rules && i < rules->count; i++)
		match_rule(match, rules->at[i]);
	assert_ok(match_settle(match, NULL, NULL, &err));
	assert_ok(match_evidence(match, &evidence, &err));
	assert_ok(match_item(&out, match, &world.plan, 0, rules, &err));
	return out;
}

static struct judgement judge(const char *text)
{
	return match_all(text, NULL);
}

/* "pass+absent": the outcomes of all requirements; "-" for none. */
static const char *comes_to(const struct judgement *judgement)
{
	struct buf buf;
	const char *out;

	buf_init(&buf, 4096);
	for (size_t i = 0; i < judgement->requirements.count; i++)
		buf_addf(&buf, "%s%s", i > 0 ? "+" : "",
			 outcome_word[judgement->requirements.at[i].outcome]);
	out = buf.len > 0 ? arena_string(arena, buf_span(&buf)) : "-";
	buf_release(&buf);
	return out;
}

static void assert_comes_to(struct judgement judgement, const char *want)
{
	const char *have = comes_to(&judgement);

	if (strcmp(have, want) != 0)
		fail_msg("%s, not %s (%.*s)", have, want,
			 judgement.requirements.count == 0
				 ? 0
				 : (int)judgement.requirements.at[0].actual.len,
			 judgement.requirements.count == 0
				 ? ""
				 : judgement.requirements.at[0].actual.ptr);
}

/* The item says `text` and cites `path` in a trailing parenthesis. */
static struct judgement cite(const char *text, const char *path)
{
	struct ref *ref = refer(REF_PATH, REF_SUBJECT, path);

	ref->in_body = false;
	ref->line = 3;
	return judge(arena_string(arena, arena_printf(arena, "%s (`%s`)", text, path)));
}

static void again(void)
{
	tear_down(NULL);
	set_up(NULL);
}

/* One row: an artifact and what a bare citation of it comes to. */
#define GIVES(want, text, path, ...)                                                   \
	do {                                                                           \
		again();                                                               \
		__VA_ARGS__;                                                           \
		assert_comes_to(cite(text, path), want);                               \
	} while (0)

static void a_test_report_passes_when_a_case_ran_and_none_failed(void **state)
{
	(void)state;
	GIVES("pass", "Restore queue", "a.xml", put_tests("a.xml", 3, 0, 1));
	GIVES("fail", "Restore queue", "a.xml", put_tests("a.xml", 3, 1, 0));
	GIVES("unbindable", "Restore queue", "a.xml", put_tests("a.xml", 0, 0, 0));
	GIVES("unbindable", "Restore queue", "a.xml", put_tests("a.xml", 0, 0, 7));
}

static void an_error_fails_like_a_failure(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	world.artifacts.at[0].counts.cases[TEST_ERRORED] = 1;
	assert_comes_to(cite("Restore queue", "a.xml"), "fail");
}

static void a_scan_passes_when_it_ran_and_found_nothing_serious(void **state)
{
	(void)state;
	GIVES("pass", "Images", "t.json", put_scan("t.json", FAMILY_SCAN));
	GIVES("pass", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_MEDIUM] = 4);
	GIVES("fail", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_HIGH] = 1);
	GIVES("fail", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_CRITICAL] = 1);
	GIVES("fail", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->open_secrets = 1);
	GIVES("unbindable", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_UNKNOWN] = 1);
	GIVES("unbindable", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->scans_failed = 1);
	GIVES("unbindable", "Images", "t.json",
	      put_scan("t.json", FAMILY_SCAN)->scans = 0);
}

static void a_scan_that_names_no_target_scanned_nothing(void **state)
{
	(void)state;
	put_scan("t.json", FAMILY_SCAN)->scan_targets = 0;
	world.artifacts.at[0].format = SPAN_LIT("trivy");
	assert_comes_to(cite("Images", "t.json"), "unbindable");
}

static void sarif_passes_without_errors(void **state)
{
	(void)state;
	GIVES("pass", "Rate limits", "s.sarif", put_scan("s.sarif", FAMILY_SARIF));
	GIVES("fail", "Rate limits", "s.sarif",
	      put_scan("s.sarif", FAMILY_SARIF)->open_errors = 1);
	GIVES("unbindable", "Rate limits", "s.sarif",
	      put_scan("s.sarif", FAMILY_SARIF)->scans = 0);
	GIVES("unbindable", "Rate limits", "s.sarif",
	      put_scan("s.sarif", FAMILY_SARIF)->scans_failed = 1);
}

static void an_sbom_needs_a_subject_and_a_version(void **state)
{
	struct fact_counts *counts;

	(void)state;
	counts = &put("b.json", FAMILY_SBOM)->counts;
	counts->components = counts->versioned = 3;
	counts->sboms = counts->sboms_with_subject = 1;
	assert_comes_to(cite("Pinned images", "b.json"), "pass");
	again();
	counts = &put("b.json", FAMILY_SBOM)->counts;
	counts->components = counts->versioned = 3;
	assert_comes_to(cite("Pinned images", "b.json"), "unbindable");
	again();
	counts = &put("b.json", FAMILY_SBOM)->counts;
	counts->components = counts->sboms_with_subject = 3;
	assert_comes_to(cite("Pinned images", "b.json"), "unbindable");
}

static void a_load_test_is_held_against_its_own_thresholds(void **state)
{
	(void)state;
	GIVES("pass", "Feature flags", "k6.json",
	      put("k6.json", FAMILY_METRICS)->counts.thresholds = 5);
	GIVES("unbindable", "Feature flags", "k6.json", put("k6.json", FAMILY_METRICS));
	again();
	put("k6.json", FAMILY_METRICS)->counts.thresholds = 5;
	world.artifacts.at[0].counts.thresholds_failed = 1;
	assert_comes_to(cite("Feature flags", "k6.json"), "fail");
}

static void coverage_alone_is_a_number_and_no_outcome(void **state)
{
	(void)state;
	GIVES("unbindable", "Unit level", "c.info", put_coverage("c.info", 100, 100));
}

static void cover(int64_t covered, int64_t total, const char *want)
{
	again();
	put_coverage("c.info", covered, total);
	expect(OP_GE, 8000, "bp", "line coverage", "line coverage >= 80 %");
	assert_comes_to(cite("Rollback, line coverage >= 80 %", "c.info"), want);
}

static void a_coverage_threshold_compares_counts(void **state)
{
	(void)state;
	cover(80, 100, "pass");
	cover(79996, 100000, "fail"); /* rounds to 80.00 % and is less */
	cover(INT64_C(800000000000), INT64_C(1000000000000), "pass");
	cover(0, 0, "unbindable+unbindable");
}

static void branch_coverage_is_not_line_coverage(void **state)
{
	(void)state;
	put_coverage("c.info", 100, 100);
	expect(OP_GE, 8000, "bp", "branch coverage", "branch coverage >= 80 %");
	assert_comes_to(cite("Branch coverage >= 80 %", "c.info"),
			"unbindable+unbindable");
}

static void put_latency(const char *name, const char *p95)
{
	struct fact *fact = add_fact(FACT_METRIC);

	fact->as.metric = (struct fact_metric){ .name = span_of(name),
						.stat = SPAN_LIT("p95"),
						.text = span_of(p95),
						.unit = SPAN_LIT("ms") };
}

static void latency(const char *p95, const char *want)
{
	struct threshold *threshold;

	again();
	put("k6.json", FAMILY_METRICS)->counts.thresholds = 1;
	put_latency("http_req_duration", p95);
	threshold =
		expect(OP_LT, 250000000, "ns", "p95 latency", "p95 latency < 250 ms");
	threshold->stat = SPAN_LIT("p95");
	assert_comes_to(cite("Checkout p95 latency < 250 ms", "k6.json"), want);
}

static void a_latency_in_words_is_compared_with_the_metric(void **state)
{
	(void)state;
	latency("249.9", "pass");
	latency("250", "fail");
}

static void a_latency_that_fits_two_metrics_is_not_guessed(void **state)
{
	struct threshold *threshold;

	(void)state;
	put("k6.json", FAMILY_METRICS)->counts.thresholds = 1;
	put_latency("http_req_duration", "10");
	put_latency("iteration_duration", "20");
	threshold =
		expect(OP_LT, 250000000, "ns", "p95 latency", "p95 latency < 250 ms");
	threshold->stat = SPAN_LIT("p95");
	assert_comes_to(cite("Checkout p95 latency < 250 ms", "k6.json"),
			"pass+absent");
}

static void no_critical_findings_over_high_ones_is_not_decided(void **state)
{
	(void)state;
	put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_HIGH] = 2;
	expect(OP_EQ, 0, "critical", "", "0 critical");
	assert_comes_to(cite("Images with 0 critical", "t.json"), "unbindable");
	again();
	put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_CRITICAL] = 2;
	expect(OP_EQ, 0, "critical", "", "0 critical");
	assert_comes_to(cite("Images with 0 critical", "t.json"), "fail");
	again();
	put_scan("t.json", FAMILY_SCAN)->open[SEVERITY_MEDIUM] = 2;
	expect(OP_EQ, 0, "critical", "", "0 critical");
	assert_comes_to(cite("Images with 0 critical", "t.json"), "pass");
}

static void a_filter_of_tags_is_no_file(void **state)
{
	(void)state;
	put_step("release", "docker push", false);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	add_fact(FACT_TRIGGER)->as.trigger.pattern = SPAN_LIT("v*");
	refer(REF_GLOB, REF_ASKS, "v*");
	assert_comes_to(judge("Release workflow triggers on tags"), "pass");
}

static void a_number_that_nothing_counts_stays_unshown(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	expect(OP_LT, 2, "hand", "fallback", "fallback < 2 hands");
	assert_comes_to(cite("Fallback < 2 hands", "a.xml"), "pass+absent");
}

static void an_approximate_number_asks_for_nothing(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	expect(OP_APPROX, 600, "line", "", "~600 lines");
	assert_comes_to(cite("Queue, ~600 lines", "a.xml"), "pass");
}

static void status(enum artifact_status of, const char *reason, const char *want)
{
	again();
	put_tests("a.xml", 3, 0, 0);
	world.artifacts.at[0].status = of;
	world.artifacts.at[0].reason = span_of(reason);
	assert_comes_to(cite("Restore queue", "a.xml"), want);
}

static void each_status_has_its_outcome(void **state)
{
	(void)state;
	status(ARTIFACT_PARTIAL, "fact-budget", "unreadable");
	status(ARTIFACT_EMPTY, "empty", "placeholder");
	status(ARTIFACT_TOOL_ERROR, "tool-reported-error", "unbindable");
	status(ARTIFACT_UNSUPPORTED, "unknown-format", "unbindable");
	status(ARTIFACT_AMBIGUOUS, "ambiguous-format", "unreadable");
	status(ARTIFACT_TEMPLATE, "", "unbindable");
	status(ARTIFACT_LFS_POINTER, "lfs-pointer", "unreadable");
	status(ARTIFACT_TOO_BIG, "too-big", "unreadable");
	status(ARTIFACT_UNREADABLE, "xml-syntax", "unreadable");
	status(ARTIFACT_MISSING, "named-in-plan-not-in-tree", "absent");
}

static void what_was_read_in_part_can_still_fail(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 1, 0);
	world.artifacts.at[0].status = ARTIFACT_PARTIAL;
	assert_comes_to(cite("Restore queue", "a.xml"), "fail");
}

static void a_limit_is_told_from_damage(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("a.xml", 3, 0, 0);
	world.artifacts.at[0].status = ARTIFACT_UNREADABLE;
	world.artifacts.at[0].reason = SPAN_LIT("too-deep");
	out = cite("Restore queue", "a.xml");
	assert_int_equal(out.requirements.at[0].reason, REASON_LIMIT);
}

static void a_missing_file_is_absent_and_refutes_no_outcome(void **state)
{
	struct judgement out = cite("Rotate keys", "evidence/gone.xml");

	(void)state;
	assert_comes_to(out, "absent");
	assert_int_equal(out.requirements.at[0].how, HOW_MISSING);
	assert_int_equal(out.requirements.at[0].reason, REASON_NOT_FOUND);
	assert_int_equal(out.needs, CLASS_OUTCOME);
	assert_false(out.requirements.at[0].subject_of_claim);
}

static void a_document_that_the_item_says_exists_is_shown_by_itself(void **state)
{
	struct judgement out;

	(void)state;
	put_document("docs/operator_manual.md", 400, 0);
	out = cite("Operator Manual", "docs/operator_manual.md");
	assert_comes_to(out, "pass");
	assert_int_equal(out.needs, CLASS_EXISTS);
	assert_true(out.requirements.at[0].subject_of_claim);
	assert_int_equal(out.requirements.at[0].freshness, FRESHNESS_EXACT);
	assert_int_equal(out.requirements.at[0].strength, STRENGTH_BOUND);
}

static void a_part_of_a_document_is_looked_for_among_its_headings(void **state)
{
	static const struct {
		const char *path;
		size_t findings;
	} cases[] = {
		{ "docs/operator_manual.md#first-steps", 0 },
		{ "docs/operator_manual.md#rollback", 1 },
		{ "docs/operator_manual.md#L4-L7", 0 },
		{ "docs/operator_manual.md", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t anchors = 0;

		again();
		put_document("docs/operator_manual.md", 400, 0);
		add_fact(FACT_HEADING)->as.heading =
			(struct fact_heading){ .text = SPAN_LIT("First steps!"),
					       .words = 100 };
		add_fact(FACT_HEADING)->as.heading =
			(struct fact_heading){ .text = SPAN_LIT("Last"), .words = 100 };
		assert_comes_to(cite("Operator Manual", cases[i].path), "pass");
		for (size_t f = 0; f < world.plan.findings.count; f++)
			anchors += strcmp(world.plan.findings.at[f].rule->code,
					  "P-ANCHOR") == 0;
		assert_int_equal(anchors, cases[i].findings);
	}
}

static void a_thing_that_is_not_there_is_the_subject_of_its_claim(void **state)
{
	struct judgement out = cite("Operator Manual", "docs/operator_manual.md");

	(void)state;
	assert_comes_to(out, "absent");
	assert_int_equal(out.needs, CLASS_EXISTS);
	assert_int_equal(out.requirements.at[0].reason, REASON_CITED_PATH_MISSING);
	assert_true(out.requirements.at[0].subject_of_claim);
}

static void a_stub_or_a_form_is_a_placeholder(void **state)
{
	(void)state;
	GIVES("placeholder", "Operator Manual", "docs/operator_manual.md",
	      put_document("docs/operator_manual.md", 5, 0));
	GIVES("placeholder", "Operator Manual", "docs/operator_manual.md",
	      put_document("docs/operator_manual.md", 100, 20));
}

static void headings_with_nothing_under_them_are_a_placeholder(void **state)
{
	(void)state;
	put_document("docs/operator_manual.md", 60, 0);
	add_fact(FACT_HEADING)->as.heading.text = SPAN_LIT("Start");
	add_fact(FACT_HEADING)->as.heading.text = SPAN_LIT("Stop");
	assert_comes_to(cite("Operator Manual", "docs/operator_manual.md"),
			"placeholder");
}

static void a_runbook_does_not_show_that_a_drill_was_held(void **state)
{
	(void)state;
	GIVES("unbindable", "Failover drill held", "docs/failover_runbook.md",
	      put_document("docs/failover_runbook.md", 400, 0));
	GIVES("unbindable", "Failover rehearsed", "docs/failover_runbook.md",
	      put_document("docs/failover_runbook.md", 400, 0));
	GIVES("unbindable", "Load test", "docs/load_test.md",
	      put_document("docs/load_test.md", 400, 0));
}

static void a_script_does_not_show_that_it_was_run(void **state)
{
	(void)state;
	GIVES("unbindable", "Backup executed", "scripts/backup.sh",
	      put("scripts/backup.sh", FAMILY_NONE));
	GIVES("unbindable", "Run backup", "scripts/backup.sh",
	      put("scripts/backup.sh", FAMILY_NONE));
}

static void written_and_reviewed_is_met_in_part(void **state)
{
	struct judgement out;

	(void)state;
	put_document("docs/operator_manual.md", 400, 0);
	out = cite("Operator Manual created and reviewed", "docs/operator_manual.md");
	assert_comes_to(out, "pass+absent");
	assert_int_equal(out.needs, CLASS_ACT);
	assert_int_equal(out.requirements.at[1].needs, CLASS_ACT);
}

static void a_report_cannot_show_that_people_reviewed(void **state)
{
	(void)state;
	GIVES("unbindable", "Rate limits reviewed", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Security review completed", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Stakeholder approval", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
}

static void an_imperative_is_about_an_outcome(void **state)
{
	(void)state;
	GIVES("pass", "Review rate limits", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "Document backups", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Document backups", "docs/backups.md",
	      put_document("docs/backups.md", 400, 0));
}

static void another_document_is_not_the_thing_that_was_written(void **state)
{
	(void)state;
	GIVES("unbindable", "Rollback documented", "docs/pricing.md",
	      put_document("docs/pricing.md", 400, 0));
	GIVES("unbindable", "Payment guide written", "docs/payment_errors.md",
	      put_document("docs/payment_errors.md", 400, 0));
	GIVES("pass", "Payment errors documented", "docs/payment_errors_v2.md",
	      put_document("docs/payment_errors_v2.md", 400, 0));
	GIVES("pass", "Rollback documented", "docs/rollback.md",
	      put_document("docs/rollback.md", 400, 0));
}

static void a_line_that_says_exists_does_not_make_it_the_thing(void **state)
{
	struct ref *ref;

	(void)state;
	put_document("docs/pricing.md", 400, 0);
	ref = refer(REF_PATH, REF_SUBJECT, "docs/pricing.md");
	ref->in_body = false;
	ref->words = SPAN_LIT("Rollback guide created");
	assert_comes_to(judge("Rollback guide created (`docs/pricing.md`)"),
			"unbindable");
	again();
	put_document("docs/pricing.md", 400, 0);
	ref = refer(REF_PATH, REF_ASKS, "docs/pricing.md");
	ref->words = SPAN_LIT("docs/pricing.md exists");
	assert_comes_to(judge("Rollback guide created"), "unbindable");
}

static void a_source_does_not_show_that_tests_were_written(void **state)
{
	(void)state;
	GIVES("unbindable", "Chaos tests written", "test/chaos.spec.ts",
	      put("test/chaos.spec.ts", FAMILY_NONE));
	GIVES("pass", "Chaos tests written", "a.xml", put_tests("a.xml", 3, 0, 0));
}

static void a_failing_report_that_should_only_exist_says_so(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("load_report.xml", 3, 1, 0);
	out = cite("Load report added", "load_report.xml");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].reason, REASON_REPORT_FAILS);
}

static void words_of_one_family_are_met_by_that_family_alone(void **state)
{
	(void)state;
	GIVES("pass", "Unit tests pass", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Unit tests pass", "k6.json",
	      put("k6.json", FAMILY_METRICS)->counts.thresholds = 5);
	GIVES("unbindable", "No known vulnerabilities", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "No known vulnerabilities", "t.json",
	      put_scan_by("t.json", "Grype", "dependency"));
	GIVES("unbindable", "Images are signed", "t.json",
	      put_scan("t.json", FAMILY_SCAN));
}

static void two_stated_families_need_two_reports(void **state)
{
	(void)state;
	GIVES("pass+absent", "Tests pass and scans are clean", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
}

static void words_that_state_a_failure_are_not_met(void **state)
{
	static const char *const failing[] = {
		"Tests fail on arm",
		"Known failing",
		"Test suite does not pass",
		"Not all tests pass",
		"Tests don't pass yet",
		"Tests schlagen fehl",
		"Tests noch nicht bestanden",
		"Les tests ne passent pas",
		"Os testes n\xc3\xa3o passam",
		"\xe6\xb5\x8b\xe8\xaf\x95\xe6\x9c\xaa\xe9\x80\x9a\xe8\xbf\x87",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(failing) / sizeof(failing[0]); i++) {
		GIVES("unbindable", failing[i], "a.xml", put_tests("a.xml", 3, 0, 0));
		GIVES("unbindable", failing[i], "a.xml", put_tests("a.xml", 3, 1, 0));
	}
	GIVES("pass", "No tests fail", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "Breaker opens when upstream fails", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Test failures: 2", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Tests never ran on staging", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("unbindable", "Nightly build is red", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "Failed logins are locked", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "Testes no servidor passam", "a.xml",
	      put_tests("a.xml", 3, 0, 0));
}

static void none_of_a_thing_that_nothing_counts_stays_unshown(void **state)
{
	static const char *const none[] = {
		"Zero downtime",
		"No data loss",
		"Keine Ausfallzeit",
		"Sem perda de dados",
		"Aucune perte de donn\xc3\xa9"
		"es",
		"Builds without warnings",
		"\xe9\x9b\xb6\xe5\x81\x9c\xe6\x9c\xba",
		"Uptime 99.9 %",
		"Supports 10,000 users",
		"RTO 4 h met",
		"Tests pass except on arm",
		"Recovery within two hours",
		"Audit log kept for 90 days",
		"Memory leaks: none",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		GIVES("pass+absent", none[i], "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "Works without network", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("pass", "100 % of tests pass", "a.xml", put_tests("a.xml", 3, 0, 0));
}

static void a_time_that_no_test_takes_stays_unshown(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	expect(OP_LT, 14400, "s", "restored in", "under 4 h");
	assert_comes_to(cite("Backup restored in under 4 h", "a.xml"), "pass+absent");
}

static void flaky_and_skipped_tests_are_counted(void **state)
{
	(void)state;
	GIVES("pass", "No skipped tests", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("fail", "No skipped tests", "a.xml", put_tests("a.xml", 3, 0, 1));
	GIVES("fail", "Nenhum teste ignorado", "a.xml", put_tests("a.xml", 3, 0, 1));
	GIVES("pass", "No flaky tests", "a.xml", put_tests("a.xml", 3, 0, 0));
	GIVES("fail", "No flaky tests", "a.xml", put_tests("a.xml", 3, 0, 0);
	      world.artifacts.at[0].counts.flaky = 1);
}

static void a_scan_shows_what_its_tool_looks_for(void **state)
{
	(void)state;
	GIVES("unbindable", "No secrets in the repository", "s.sarif",
	      put_scan_by("s.sarif", "ESLint", "sast"));
	GIVES("unbindable", "No secrets in the repository", "s.sarif",
	      put_scan_by("s.sarif", "Unheard-of", "sast"));
	GIVES("pass", "No secrets in the repository", "s.sarif",
	      put_scan_by("s.sarif", "gitleaks", "sast"));
	GIVES("pass", "No secrets in the repository", "s.sarif",
	      put_scan_by("s.sarif", "Unheard-of", "secret"));
	GIVES("unbindable", "Secrets rotated", "s.sarif",
	      put_scan_by("s.sarif", "gitleaks", "sast"));
	GIVES("unbindable", "Trivy scan clean", "s.sarif",
	      put_scan_by("s.sarif", "ESLint", "sast"));
	GIVES("pass", "Trivy scan clean", "s.sarif",
	      put_scan_by("s.sarif", "Trivy", "sast"));
	GIVES("unbindable", "No vulnerable dependencies", "s.sarif",
	      put_scan_by("s.sarif", "CodeQL", "sast"));
}

static void a_tool_of_many_kinds_shows_the_kind_of_its_scan(void **state)
{
	(void)state;
	GIVES("pass", "No vulnerable dependencies", "t.json",
	      put_scan_by("t.json", "trivy", "dependency"));
	GIVES("pass", "No vulnerable dependencies", "t.json",
	      put_scan_by("t.json", "trivy", "image"));
	GIVES("unbindable", "No vulnerable dependencies", "t.json",
	      put_scan_by("t.json", "trivy", "misconfiguration"));
	GIVES("unbindable", "No vulnerable dependencies", "t.json",
	      put_scan_by("t.json", "trivy", "secret"));
	GIVES("pass", "No secrets in the repository", "t.json",
	      put_scan_by("t.json", "trivy", "secret"));
	GIVES("unbindable", "No secrets in the repository", "t.json",
	      put_scan_by("t.json", "trivy", "image"));
}

static void no_findings_means_none_of_any_severity(void **state)
{
	(void)state;
	GIVES("fail", "No findings", "s.sarif",
	      put_scan_by("s.sarif", "CodeQL", "sast")->open[SEVERITY_MEDIUM] = 1);
	GIVES("pass", "Scan clean", "s.sarif",
	      put_scan_by("s.sarif", "CodeQL", "sast")->open[SEVERITY_MEDIUM] = 1);
}

static void a_job_of_one_word_does_not_bind_by_that_word(void **state)
{
	(void)state;
	GIVES("unbindable", "Security compliance", ".github/workflows/ci.yml",
	      put_step("security", "gitleaks detect", false));
	GIVES("pass", "CI runs security", ".github/workflows/ci.yml",
	      put_step("security", "gitleaks detect", false));
}

static void a_workflow_does_not_show_that_it_passed(void **state)
{
	struct judgement out;

	(void)state;
	put_step("security", "gitleaks detect", false);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "gitleaks");
	out = judge("All security scans pass in CI");
	assert_comes_to(out, "pass+absent");
	assert_int_equal(out.requirements.at[0].needs, CLASS_DECLARES);
}

static void a_workflow_shows_what_ci_runs(void **state)
{
	(void)state;
	put_step("security", "gitleaks detect", false);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "gitleaks");
	assert_comes_to(judge("CI runs gitleaks"), "pass");
	again();
	put_step("security", "gitleaks detect", false);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "trivy");
	assert_comes_to(judge("CI runs trivy"), "unbindable");
	again();
	put_step("security", "cat .trivyignore", false);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "trivy");
	assert_comes_to(judge("CI runs trivy"), "unbindable");
}

static void a_neutralised_step_shows_nothing_and_refutes_a_gate(void **state)
{
	(void)state;
	put_step("security", "gitleaks detect || true", true);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "gitleaks");
	assert_comes_to(judge("CI runs gitleaks"), "unbindable");
	again();
	put_step("security", "gitleaks detect || true", true);
	refer(REF_PATH, REF_ASKS, ".github/workflows/ci.yml");
	refer(REF_TOOL, REF_ASKS, "gitleaks");
	assert_comes_to(judge("The CI job runs gitleaks and blocks the merge"), "fail");
}

static void a_tool_that_ci_runs_needs_no_citation(void **state)
{
	struct judgement out;

	(void)state;
	put_step("security", "gitleaks detect", false);
	refer(REF_TOOL, REF_SUBJECT, "gitleaks")->in_body = false;
	out = judge("The CI pipeline runs gitleaks");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].basis, BASIS_INFERRED);
	assert_int_equal(out.requirements.at[0].artifact_line, 12);
	again();
	put_step("security", "gitleaks detect", false);
	refer(REF_TOOL, REF_SUBJECT, "gitleaks")->in_body = false;
	assert_comes_to(judge("Secrets rotated with gitleaks"), "-");
}

static struct ref *declare(const char *kind, const char *locator,
			   const char *predicates)
{
	struct ref *ref = refer(REF_EVIDENCE, REF_ASKS, locator);

	ref->evidence = span_of(kind);
	ref->predicates = span_of(predicates);
	return ref;
}

static void annotate(const char *kind, const char *predicates, const char *want,
		     const char *text)
{
	declare(kind, "a.xml", predicates);
	assert_comes_to(judge(text), want);
}

#define ANNOTATED(want, kind, predicates, ...)                                         \
	do {                                                                           \
		again();                                                               \
		__VA_ARGS__;                                                           \
		annotate(kind, predicates, want, "Restore queue");                     \
	} while (0)

static void predicates_decide_over_counts(void **state)
{
	(void)state;
	ANNOTATED("pass", "junit", "failed = 0, tests >= 100",
		  put_tests("a.xml", 100, 0, 0));
	ANNOTATED("fail", "junit", "failed = 0, tests >= 100",
		  put_tests("a.xml", 99, 0, 0));
	ANNOTATED("fail", "junit", "failed = 0", put_tests("a.xml", 100, 1, 0));
	ANNOTATED("pass", "junit", "failed <= 1", put_tests("a.xml", 100, 1, 0));
	ANNOTATED("pass", "junit", "pass-rate \xe2\x89\xa5 99%",
		  put_tests("a.xml", 99, 1, 0));
	ANNOTATED("fail", "junit", "pass-rate > 99%", put_tests("a.xml", 99, 1, 0));
	ANNOTATED("pass", "coverage", "line >= 80%", put_coverage("a.xml", 8, 10));
	ANNOTATED("fail", "coverage", "line >= 80%",
		  put_coverage("a.xml", 79999, 100000));
	ANNOTATED("pass", "sarif", "level.error = 0", put_scan("a.xml", FAMILY_SARIF));
	ANNOTATED("fail", "scan", "medium = 0",
		  put_scan("a.xml", FAMILY_SCAN)->open[SEVERITY_MEDIUM] = 1);
}

static void a_predicate_over_nothing_is_never_met(void **state)
{
	(void)state;
	ANNOTATED("unbindable", "junit", "failed = 0", put_tests("a.xml", 0, 0, 0));
	ANNOTATED("unbindable", "junit", "failed = 0", put_tests("a.xml", 0, 0, 9));
	ANNOTATED("unbindable", "sarif", "level.error = 0",
		  put_scan("a.xml", FAMILY_SARIF)->scans = 0);
	ANNOTATED("unbindable", "scan", "critical = 0",
		  put_scan("a.xml", FAMILY_SCAN)->scans_failed = 1);
	ANNOTATED("unbindable", "coverage", "line >= 0%", put_coverage("a.xml", 0, 0));
	ANNOTATED("unbindable", "coverage", "lines >= 10",
		  put_coverage("a.xml", 20, 20));
	ANNOTATED("unbindable", "sbom", "components >= 0", put("a.xml", FAMILY_SBOM));
}

static void a_count_alone_does_not_say_that_it_passed(void **state)
{
	(void)state;
	ANNOTATED("fail", "junit", "tests >= 3", put_tests("a.xml", 3, 1, 0));
	ANNOTATED("pass", "junit", "tests >= 3", put_tests("a.xml", 3, 0, 0));
	ANNOTATED("fail", "junit", "", put_tests("a.xml", 3, 1, 0));
	ANNOTATED("pass", "junit", "from the nightly run", put_tests("a.xml", 3, 0, 0));
}

static void severities_nobody_knows_could_be_critical(void **state)
{
	(void)state;
	ANNOTATED("unbindable", "scan", "critical = 0",
		  put_scan("a.xml", FAMILY_SCAN)->open[SEVERITY_UNKNOWN] = 1);
}

static void an_empty_selection_is_no_evidence(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	declare("junit", "a.xml", "failed = 0")->selector = SPAN_LIT("nobody");
	assert_comes_to(judge("Restore queue"), "unbindable");
	again();
	put_tests("a.xml", 3, 2, 0);
	world.cases[TEST_PASSED] = 2;
	declare("junit", "a.xml", "failed = 0")->selector = SPAN_LIT("queue");
	assert_comes_to(judge("Restore queue"), "pass");
}

/* Two totals, and the threshold lies between them: nobody can tell. */
static void a_coverage_that_its_own_total_misses_is_no_pass(void **state)
{
	struct fact_counts *counts;

	(void)state;
	for (int64_t said = 70; said <= 90; said += 20) {
		again();
		put_coverage("c.info", 81, 100);
		counts = &world.artifacts.at[0].counts;
		counts->coverage[COVERAGE_LINE].said_covered = said;
		counts->coverage[COVERAGE_LINE].said_total = 100;
		expect(OP_GE, 8000, "bp", "line coverage", "line coverage >= 80 %");
		assert_comes_to(cite("Rollback, line coverage >= 80 %", "c.info"),
				said >= 80 ? "pass" : "unbindable");
		again();
		put_coverage("a.xml", 81, 100);
		counts = &world.artifacts.at[0].counts;
		counts->coverage[COVERAGE_LINE].said_covered = said;
		counts->coverage[COVERAGE_LINE].said_total = 100;
		declare("coverage", "a.xml", "line >= 80%");
		assert_comes_to(judge("Restore queue"),
				said >= 80 ? "pass" : "unbindable");
	}
}

static void evidence_of_another_kind_does_not_bind(void **state)
{
	(void)state;
	ANNOTATED("unbindable", "sarif", "level.error = 0",
		  put_tests("a.xml", 3, 0, 0));
	ANNOTATED("unbindable", "file", "size > 0", put_tests("a.xml", 3, 0, 0));
	ANNOTATED("unbindable", "doc", "words > 10", put_document("a.xml", 500, 0));
}

static void trouble_with_an_annotation_is_said(const char *kind, const char *predicates,
					       const char *words)
{
	struct finding *finding;

	again();
	put_tests("a.xml", 3, 0, 0);
	annotate(kind, predicates, "unbindable", "Restore queue");
	assert_true(world.plan.findings.count > 0);
	finding = &world.plan.findings.at[0];
	assert_string_equal(finding->rule->code, "P-ANNOT");
	if (span_find(finding->message, span_of(words)) < 0)
		fail_msg("\"%.*s\" says nothing of %s", SPAN_ARG(finding->message),
			 words);
}

static void what_nobody_knows_is_never_ignored(void **state)
{
	(void)state;
	trouble_with_an_annotation_is_said("junti", "failed = 0", "\"junit\"");
	trouble_with_an_annotation_is_said("junit", "fialed = 0", "\"failed\"");
	trouble_with_an_annotation_is_said("junit", "failed = none", "failed = none");
	trouble_with_an_annotation_is_said("signoff", "", "not read");
}

static void a_statistic_is_compared_in_its_unit(void **state)
{
	(void)state;
	put("a.xml", FAMILY_METRICS);
	put_latency("http_req_duration", "499.5");
	declare("metric", "a.xml", "p95 < 0.5s")->selector =
		SPAN_LIT("http_req_duration");
	assert_comes_to(judge("Restore queue"), "pass");
	again();
	put("a.xml", FAMILY_METRICS);
	put_latency("http_req_duration", "499.5");
	declare("metric", "a.xml", "p95 < 400ms")->selector =
		SPAN_LIT("http_req_duration");
	assert_comes_to(judge("Restore queue"), "fail");
	again();
	put("a.xml", FAMILY_METRICS);
	put_latency("http_req_duration", "499.5");
	declare("metric", "a.xml", "p99 < 400ms")->selector =
		SPAN_LIT("http_req_duration");
	assert_comes_to(judge("Restore queue"), "unbindable");
}

static void evidence_that_is_too_old_is_stale(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("a.xml", 3, 0, 0);
	declare("junit", "a.xml", "failed = 0, age <= 1d");
	out = judge("Restore queue"); /* committed 1,000,000 s before as-of */
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].freshness, FRESHNESS_STALE);
	assert_int_equal(out.requirements.at[0].freshness_reason, REASON_TOO_OLD);
	again();
	put_tests("a.xml", 3, 0, 0);
	declare("junit", "a.xml", "failed = 0, age <= 30d");
	assert_comes_to(judge("Restore queue"),
			"unbindable"); /* it does not say when */
}

static void a_count_of_tests_needs_that_many_that_passed(void **state)
{
	(void)state;
	put_tests("a.xml", 12, 0, 0);
	refer(REF_TESTS, REF_SUBJECT, "12 tests")->count = 12;
	assert_comes_to(cite("Chaos", "a.xml"), "pass+pass");
	again();
	put_tests("a.xml", 11, 0, 5);
	refer(REF_TESTS, REF_SUBJECT, "12 tests")->count = 12;
	assert_comes_to(cite("Chaos", "a.xml"), "pass+fail");
	again();
	put("chaos.spec.ts", FAMILY_NONE);
	refer(REF_TESTS, REF_SUBJECT, "12 tests")->count = 12;
	assert_comes_to(cite("Chaos tests pass", "chaos.spec.ts"), "unbindable+absent");
}

static void a_count_beside_a_path_is_about_that_report(void **state)
{
	struct ref *ref;

	(void)state;
	put_tests("a.xml", 3, 0, 0);
	ref = refer(REF_PATH, REF_SUBJECT, "a.xml");
	ref->in_body = false;
	ref->count = 4;
	assert_comes_to(judge("Queue (4 tests) drained (`a.xml`)"), "pass+fail");
	again();
	put_tests("a.xml", 3, 0, 0);
	put_tests("b.xml", 4, 0, 0);
	refer(REF_PATH, REF_ASKS, "a.xml");
	refer(REF_PATH, REF_ASKS, "b.xml")->count = 4;
	assert_comes_to(judge("Queue (4 tests) drained"), "pass+pass+pass");
}

static void lines(int64_t has, enum reason reason)
{
	struct judgement out;

	again();
	put("docs/guide.md", FAMILY_DOCUMENT);
	add_fact(FACT_DOCUMENT)->as.document =
		(struct fact_document){ .lines = has, .words = 4000 };
	world.artifacts.at[0].counts.documents = 1;
	world.artifacts.at[0].counts.words = 4000;
	expect(OP_APPROX, 600, "line", "lines", "~600 lines");
	out = cite("Operator Guide", "docs/guide.md");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].reason, reason);
}

static void a_document_of_another_length_is_capped_and_never_refuted(void **state)
{
	(void)state;
	lines(600, REASON_NONE);
	lines(480, REASON_NONE);
	lines(720, REASON_NONE);
	lines(479, REASON_COUNT_MISMATCH);
	lines(721, REASON_COUNT_MISMATCH);
}

/* As "about 100 tests" with a tolerance of its own. */
static void about_tests(int64_t passed, int64_t tolerance_bp, enum reason reason)
{
	struct judgement out;

	again();
	put_tests("a.xml", passed, 0, 0);
	expect(OP_APPROX, 100, "test", "", "about 100 tests")->tolerance_bp =
		tolerance_bp;
	out = cite("Queue tests pass", "a.xml");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].reason, reason);
}

static void about_so_many_tests_is_capped_and_never_refuted(void **state)
{
	(void)state;
	about_tests(80, 2000, REASON_NONE);
	about_tests(120, 2000, REASON_NONE);
	about_tests(79, 2000, REASON_COUNT_MISMATCH);
	about_tests(121, 2000, REASON_COUNT_MISMATCH);
	about_tests(95, 500, REASON_NONE);
	about_tests(94, 500, REASON_COUNT_MISMATCH);
}

/* "Line coverage >= 1.600 %" where nobody knows what the dot does: 1.6 or 1600. */
static void an_ambiguous_number_decides_where_both_readings_agree(void **state)
{
	struct threshold *threshold;
	(void)state;

	put_coverage("c.info", 50, 100);
	threshold =
		expect(OP_GE, 160, "bp", "line coverage", "line coverage >= 1.600 %");
	threshold->high_micro = INT64_C(160000) * 1000000;
	threshold->ambiguous = true;
	assert_comes_to(cite("Line coverage >= 1.600 %", "c.info"),
			"unbindable+unbindable");
	again();
	put_coverage("c.info", 1, 100);
	threshold =
		expect(OP_GE, 160, "bp", "line coverage", "line coverage >= 1.600 %");
	threshold->high_micro = INT64_C(160000) * 1000000;
	threshold->ambiguous = true;
	assert_comes_to(cite("Line coverage >= 1.600 %", "c.info"), "fail");
}

static void coverage_above_a_range_is_no_failure(void **state)
{
	(void)state;
	for (int64_t covered = 79; covered <= 95; covered += 8) {
		again();
		put_coverage("c.info", covered, 100);
		expect(OP_RANGE, 8000, "bp", "line coverage", "line coverage 80-90 %")
			->high_micro = INT64_C(9000) * 1000000;
		assert_comes_to(cite("Line coverage 80-90 %", "c.info"),
				covered < 80 ? "fail" : "pass");
	}
}

static void either_of_two_alternatives_meets_one_requirement(void **state)
{
	(void)state;
	put_tests("b.xml", 3, 0, 0);
	refer(REF_PATH, REF_ASKS, "gone.xml");
	refer(REF_PATH, REF_ASKS, "b.xml")->alternate = true;
	assert_comes_to(judge("Restore queue"), "pass");
	again();
	put_tests("b.xml", 3, 0, 0);
	refer(REF_PATH, REF_ASKS, "gone.xml");
	refer(REF_PATH, REF_ASKS, "b.xml");
	assert_comes_to(judge("Restore queue"), "absent+pass");
}

static void the_worst_file_of_a_pattern_counts(void **state)
{
	(void)state;
	put_tests("r/a.xml", 3, 0, 0);
	put_tests("r/b.xml", 3, 1, 0);
	refer(REF_GLOB, REF_ASKS, "r/*.xml");
	assert_comes_to(judge("Restore queue"), "fail");
	again();
	put_tests("r/a.xml", 3, 0, 0);
	put_tests("r/b.xml", 0, 0, 0);
	refer(REF_GLOB, REF_ASKS, "r/*.xml");
	assert_comes_to(judge("Restore queue"), "unbindable");
}

static void context_counts_for_nothing(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	put_tests("b.xml", 3, 1, 0);
	refer(REF_PATH, REF_POINTS, "a.xml");
	refer(REF_PATH, REF_POINTS, "b.xml");
	assert_comes_to(judge("Restore queue"), "-");
}

static void a_near_miss_passes_as_drift_and_never_refutes(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("evidence/junit/a.xml", 3, 0, 0);
	out = cite("Restore queue", "junit/a.xml");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].how, HOW_SUFFIX);
	again();
	put_tests("evidence/junit/a.xml", 3, 1, 0);
	assert_comes_to(cite("Restore queue", "junit/a.xml"), "unbindable");
}

static void several_files_that_fit_are_not_guessed(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("x/a.xml", 3, 0, 0);
	put_tests("y/a.xml", 3, 0, 0);
	out = cite("Restore queue", "a.xml");
	assert_comes_to(out, "unreadable");
	assert_int_equal(out.requirements.at[0].reason, REASON_AMBIGUOUS);
	assert_int_equal(out.requirements.at[0].candidates.count, 2);
}

static void a_folder_is_a_thing_but_no_outcome(void **state)
{
	struct judgement out;

	(void)state;
	put_tests("junit/a.xml", 3, 0, 0);
	assert_comes_to(cite("Restore queue", "junit/"), "unbindable");
	again();
	put("db/migrations/01.sql", FAMILY_NONE);
	world.item->kind = ITEM_DELIVERABLE;
	out = cite("Migration scripts", "db/migrations/");
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].strength, STRENGTH_PRESENT);
	again();
	put("db/migrations/01.sql", FAMILY_NONE);
	world.item->kind = ITEM_DELIVERABLE;
	assert_comes_to(cite("Rollback scripts", "db/migrations/"), "pass+absent");
}

static void a_command_or_a_link_says_nothing_about_its_outcome(void **state)
{
	(void)state;
	refer(REF_COMMAND, REF_ASKS, "pnpm run verify");
	assert_comes_to(judge("Suite verified"), "unbindable");
	again();
	refer(REF_LINK, REF_ASKS, "https://ci.example.org/1");
	assert_comes_to(judge("Suite verified"), "unbindable");
}

static void strength_follows_freshness(void **state)
{
	static const struct {
		enum freshness freshness;
		enum strength strength;
	} rows[] = {
		{ FRESHNESS_EXACT, STRENGTH_BOUND },
		{ FRESHNESS_CARRIED, STRENGTH_BOUND },
		{ FRESHNESS_INFERRED, STRENGTH_JUDGED },
		{ FRESHNESS_UNDATED, STRENGTH_PRESENT },
		{ FRESHNESS_STALE, STRENGTH_JUDGED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct judgement out;

		again();
		put_tests("a.xml", 3, 0, 0);
		world.artifacts.at[0].freshness = rows[i].freshness;
		out = cite("Restore queue", "a.xml");
		assert_int_equal(out.requirements.at[0].strength, rows[i].strength);
		assert_true(out.requirements.at[0].strength_cap.len > 0);
	}
}

static void an_item_without_requirements_gets_suggestions_that_count_for_nothing(
	void **state)
{
	struct judgement out;

	(void)state;
	put_tests("evidence/dead-letter-queue.xml", 3, 0, 0);
	put_tests("evidence/login.xml", 3, 0, 0);
	out = judge("Dead letter queue restored");
	assert_comes_to(out, "-");
	assert_int_equal(out.suggestions.count, 1);
	assert_span_is(
		out.suggestions.at[0].annotation,
		"  - Evidence: `junit:evidence/dead-letter-queue.xml` failed = 0");
}

/* "`path` - label": the path is the subject, the label stands behind it. */
static struct judgement labelled(const char *path, const char *label)
{
	struct ref *ref = refer(REF_PATH, REF_SUBJECT, path);

	ref->in_body = false;
	ref->line = 3;
	return judge(
		arena_string(arena, arena_printf(arena, "`%s` - %s", path, label)));
}

static void a_file_that_is_there_shows_no_change_of_it(void **state)
{
	static const char *const changes[] = {
		"Updated with kernel integration",
		"Version 1.1.0",
		"Version bumped",
		"0 errors",
		"100 % typed",
		"Added dependencies",
		"Move to src/",
		"aktualisiert",
		"atualizada",
	};
	struct judgement out;

	(void)state;
	put("pyproject.toml", FAMILY_MANIFEST);
	assert_comes_to(labelled("pyproject.toml", "Package settings"), "pass");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		again();
		put("pyproject.toml", FAMILY_MANIFEST);
		out = labelled("pyproject.toml", changes[i]);
		assert_null(strstr(comes_to(&out), "pass"));
	}
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	world.item->kind = ITEM_DELIVERABLE;
	assert_comes_to(labelled("pyproject.toml", "Package settings"), "pass");
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	assert_comes_to(labelled("pyproject.toml", "E2E settings, v2"), "pass");
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	/* Nothing counted the lines of what is no document. */
	assert_comes_to(labelled("pyproject.toml", "40 lines"), "pass+absent");
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	assert_comes_to(labelled("pyproject.toml", "(+250 lines)"), "pass+absent");
	/* The heading over "File: pyproject.toml", and a row's other cells, claim it.
	 */
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	world.item->kind = ITEM_DELIVERABLE;
	refer(REF_PATH, REF_SUBJECT, "pyproject.toml")->line = 3;
	assert_comes_to(judge("Fix applied"), "unbindable");
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	world.item->kind = ITEM_ROW;
	assert_comes_to(labelled("pyproject.toml", "Package data"), "unbindable");
	again();
	put("pyproject.toml", FAMILY_MANIFEST);
	world.item->kind = ITEM_DELIVERABLE;
	world.item->changed = true;
	assert_comes_to(labelled("pyproject.toml", "Package data"), "unbindable");
}

/* What a label says of a file that is there, in eight languages. */
static void a_label_that_names_the_thing_is_met_by_the_thing(void **state)
{
	static const struct {
		const char *path, *label;
	} rows[] = {
		{ "docs/runbook.md", "written" },
		{ "tests/retry.ts", "unit tests" },
		{ "src/retry.test.ts", "组件测试" },
		{ "docs/runbook.md", "Playbook" },
		{ "src/retry.ts", "new retry module" },
		{ "docs/runbook.md", "Handbuch, erstellt" },
		{ "src/retry.ts", "neues Modul" },
		{ "docs/runbook.md", "guide rédigé" },
		{ "src/retry.ts", "nouveau composant" },
		{ "docs/runbook.md", "guía escrita" },
		{ "src/retry.ts", "componente nuevo" },
		{ "docs/runbook.md", "guia escrito" },
		{ "src/retry.ts", "módulo criado" },
		{ "docs/runbook.md", "Руководство написано" },
		{ "src/retry.ts", "новый модуль" },
		{ "docs/runbook.md", "手册已编写" },
		{ "src/retry.ts", "新建组件" },
		{ "docs/runbook.md", "手順書を作成しました" },
		{ "src/retry.ts", "新規モジュール" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		again();
		if (strncmp(rows[i].path, "docs", 4) == 0)
			put_document(rows[i].path, 400, 0);
		else
			put(rows[i].path, FAMILY_NONE);
		assert_comes_to(labelled(rows[i].path, rows[i].label), "pass");
	}
}

/* "cache strategy": what is in it is more than that it is there. */
static void what_a_label_promises_is_not_shown_by_a_file_that_is_there(void **state)
{
	static const char *const labels[] = {
		"cache strategy",
		"Full Monitoring Integration",
		"(only role checks)",
		"Zwischenspeicher mit Ablauf",
		"Vollständige Überwachung",
		"stratégie de cache",
		"surveillance complète",
		"estrategia de caché",
		"monitoreo completo",
		"estratégia de cache",
		"monitoramento completo",
		"стратегия кэширования",
		"полный мониторинг",
		"缓存策略",
		"收藏按钮组件",
		"キャッシュ戦略",
		"監視の統合",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		for (int kind = 0; kind < 2; kind++) {
			again();
			put("vite.config.ts", FAMILY_NONE);
			world.item->kind = kind ? ITEM_DELIVERABLE : ITEM_TASK;
			assert_comes_to(labelled("vite.config.ts", labels[i]),
					"pass+absent");
		}
	}
}

static void words_that_ask_promise_nothing(void **state)
{
	(void)state;
	GIVES("pass", "How to verify by hand is documented", "docs/verify-by-hand.md",
	      put_document("docs/verify-by-hand.md", 400, 0));
	GIVES("pass+absent", "How to verify signatures by hand is documented",
	      "docs/verify-by-hand.md", put_document("docs/verify-by-hand.md", 400, 0));
}

/* 5 % of the whole neither shows nor refutes what one layer has. */
static void a_total_says_nothing_of_a_part(void **state)
{
	static const char *const part[] = {
		"Domain layer line coverage is at least 80 %",
		"领域层覆盖率",
		"Couverture de la couche",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		for (int percent = 5; percent <= 95; percent += 90) {
			again();
			put_coverage("evidence/coverage.xml", percent, 100);
			expect(OP_GE, 8000, "bp", "line coverage",
			       "line coverage >= 80 %");
			assert_comes_to(cite(part[i], "evidence/coverage.xml"),
					"unbindable");
		}
	}
	again();
	put_coverage("evidence/domain/coverage.xml", 95, 100);
	expect(OP_GE, 8000, "bp", "line coverage", "line coverage >= 80 %");
	assert_comes_to(cite("Domain layer line coverage",
			     "evidence/domain/coverage.xml"),
			"pass");
	again();
	put_coverage("evidence/coverage.xml", 95, 100);
	expect(OP_GE, 8000, "bp", "line coverage", "line coverage >= 80 %");
	assert_comes_to(cite("Line coverage", "evidence/coverage.xml"), "pass");
}

static void head(const char *title, const char *heading)
{
	*LIST_ADD(arena, &world.item->headings) = span_of(title);
	*LIST_ADD(arena, &world.item->headings) = span_of(heading);
}

/* What stands over a list of paths is what is claimed of them. */
static void a_heading_over_paths_says_what_is_claimed_of_them(void **state)
{
	static const char *const changed[] = {
		"Files modified",    "Fichiers modifiés",    "Arquivos alterados",
		"Geänderte Dateien", "Archivos modificados", "Измененные файлы",
		"修改的文件",        "変更ファイル",         "YAML validation",
		"Corrections (8)",
	};
	static const char *const created[] = {
		"Files created", "Fichiers créés", "Files created and modified",
		"Deliverables",  "Documentation",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changed) / sizeof(changed[0]); i++) {
		again();
		put("src/main.ts", FAMILY_NONE);
		head("Summary", changed[i]);
		assert_comes_to(labelled("src/main.ts", ""), "unbindable");
	}
	for (size_t i = 0; i < sizeof(created) / sizeof(created[0]); i++) {
		again();
		put("src/main.ts", FAMILY_NONE);
		head("Fixes of May", created[i]); /* a title lists nothing */
		assert_comes_to(labelled("src/main.ts", ""), "pass");
	}
	/* Words of the item's own stand above those of the heading. */
	again();
	put_document("docs/runbook.md", 400, 0);
	head("Summary", "Fixes");
	assert_comes_to(labelled("docs/runbook.md", "written"), "pass");
}

/* That a path is not there does not refute that it was deleted. */
static void what_is_said_to_be_deleted_is_not_missing(void **state)
{
	static const char *const gone[] = {
		"Files deleted",     "Fichiers supprimés",  "Arquivos removidos",
		"Gelöschte Dateien", "Archivos eliminados", "Удалённые файлы",
		"删除的文件",        "削除したファイル",
	};
	struct judgement out;

	(void)state;
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++) {
		again();
		head("Summary", gone[i]);
		out = labelled("src/old.ts", "");
		assert_comes_to(out, "unbindable");
		assert_int_equal(out.needs, CLASS_OUTCOME);
		again();
		put("src/old.ts", FAMILY_NONE);
		head("Summary", gone[i]);
		assert_comes_to(labelled("src/old.ts", ""), "unbindable");
	}
	again();
	assert_comes_to(labelled("src/old.ts", "removed"), "unbindable");
}

static void add_heading(const char *text, int64_t words)
{
	struct fact *fact = add_fact(FACT_HEADING);

	fact->as.heading.words = words;
	fact->as.heading.level = 2;
	fact->as.heading.text = span_of(text);
}

/* A document whose headings say what the label says of it declares that. */
static void headings_show_what_a_label_says_of_a_document(void **state)
{
	(void)state;
	put_document("docs/ops.md", 400, 0);
	add_heading("Rollback of the database", 90);
	assert_comes_to(labelled("docs/ops.md", "database rollback"), "pass");
	again();
	put_document("docs/ops.md", 400, 0);
	add_heading("Rollback of the database", 90);
	assert_comes_to(labelled("docs/ops.md", "database rollback and paging"),
			"pass+absent");
	/* Nor does a heading with nothing below it. */
	again();
	put_document("docs/ops.md", 400, 0);
	add_heading("Rollback of the database", 0);
	add_heading("Operation", 400);
	assert_comes_to(labelled("docs/ops.md", "database rollback"), "pass+absent");
	/* A source's comments are no headings. */
	again();
	put("src/ops.c", FAMILY_SOURCE);
	add_heading("Rollback of the database", 90);
	assert_comes_to(labelled("src/ops.c", "database rollback"), "pass+absent");
}

/* "Runbook with paging": what is behind "with" is in it, what is in front names it. */
static void what_a_written_document_is_said_to_have_is_to_be_shown(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "Incident runbook written", "pass" },
		{ "Runbook for incidents written", "pass" },
		{ "Runbook with paging written", "pass+absent" },
		{ "Runbook mit Alarmen erstellt", "pass+absent" },
		{ "Runbook com alertas escrito", "pass+absent" },
		{ "Runbook avec alertes rédigé", "pass+absent" },
		{ "Runbook con alertas escrito", "pass+absent" },
		{ "Added runbook alerts", "pass+absent" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		again();
		put_document("docs/runbook.md", 400, 0);
		assert_comes_to(cite(rows[i].text, "docs/runbook.md"), rows[i].want);
	}
}

/* Where something else lies is no claim about the folder: "Location: `docs/`". */
static void a_folder_that_is_only_a_place_is_not_refuted(void **state)
{
	struct judgement out;

	(void)state;
	world.item->kind = ITEM_DELIVERABLE;
	out = cite("Location", "docs/gone/");
	assert_int_equal(out.needs, CLASS_DECLARES);
	assert_int_not_equal(out.requirements.at[0].reason, REASON_CITED_PATH_MISSING);
}

/* What became of a path, and what is said to lie in it, is not that it is there. */
static void a_path_that_an_arrow_or_a_place_follows_is_not_the_claim(void **state)
{
	static const char *const texts[] = {
		"`tools/` → Move to scripts/",
		"`tools/` -> scripts",
		"`tools/` ⇒ Merge",
		"`tools/` にreportを作成した",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct ref *ref;

		again();
		put("tools/a.sh", FAMILY_NONE);
		ref = refer(REF_PATH, REF_SUBJECT, "tools/");
		ref->in_body = false;
		ref->line = 3;
		assert_comes_to(judge(texts[i]), "unbindable");
	}
}

static void put_file(const char *path)
{
	LIST_ADD(arena, &world.tree.entries)->path = span_of(path);
}

/* The line that is proposed first; "" for none. */
static const char *proposed(const char *text)
{
	struct judgement out = judge(text);

	assert_comes_to(out, "-");
	if (out.suggestions.count == 0)
		return "";
	return arena_string(arena, out.suggestions.at[0].annotation);
}

static void a_report_of_the_kind_that_is_stated_is_proposed(void **state)
{
	(void)state;
	put_tests("out/all.xml", 38, 1, 0);
	assert_string_equal(proposed("All unit tests pass"),
			    "  - Evidence: `junit:out/all.xml` failed = 0");
	assert_string_equal(proposed("Docs are up to date"), "");
	assert_string_equal(proposed("Reviewed by QA, unit tests pass"), "");
	again();
	put_scan("out/scan.json", FAMILY_SCAN);
	assert_string_equal(
		proposed("No critical vulnerabilities"),
		"  - Evidence: `scan:out/scan.json` critical = 0, high = 0");
}

static void a_report_is_known_by_its_usual_name_and_not_read(void **state)
{
	struct judgement out;

	(void)state;
	put_file("reports/junit.xml");
	put_file("tests/fixtures/junit.xml");
	put_file("security/bandit-report.json");
	put_file("security/gitleaks.json");
	out = judge("All unit tests pass");
	assert_comes_to(out, "-");
	assert_int_equal(out.suggestions.count, 1);
	assert_true(out.suggestions.at[0].artifact == ARTIFACT_NONE);
	assert_span_is(out.suggestions.at[0].annotation,
		       "  - Evidence: `junit:reports/junit.xml` failed = 0");
	assert_string_equal(
		proposed("No secrets found in the repository"),
		"  - Evidence: `scan:security/gitleaks.json` critical = 0, high = 0");
	assert_string_equal(
		proposed("Bandit scan passes"),
		"  - Evidence: `scan:security/bandit-report.json` critical = "
		"0, high = 0");
	assert_string_equal(proposed("Trivy scan passes"), "");
}

static void what_has_numbers_of_its_own_is_given_no_others(void **state)
{
	(void)state;
	put_file("coverage.xml");
	put_file("reports/junit.xml");
	assert_string_equal(proposed("All tests pass (27/27)"),
			    "  - Evidence: `reports/junit.xml`");
	again();
	put_file("coverage.xml");
	assert_string_equal(proposed("Unit test coverage is good"), "");
	expect(OP_GE, 95, "%", "line coverage", ">= 95%");
	assert_string_equal(proposed("Line coverage >= 95%"),
			    "  - Evidence: `coverage.xml`");
}

static void a_document_is_proposed_by_its_whole_name(void **state)
{
	(void)state;
	put_file("docs/disaster-recovery.md");
	put_file("docs/login.md");
	assert_string_equal(proposed("Disaster recovery plan is documented"),
			    "  - Evidence: `docs/disaster-recovery.md`");
	assert_string_equal(proposed("Recovery is documented"), "");
	assert_string_equal(proposed("Login page created"), "");
	put_file("ops/disaster-recovery.md");
	assert_string_equal(proposed("Disaster recovery plan is documented"), "");
}

static void a_job_that_is_named_is_proposed(void **state)
{
	(void)state;
	put_step("security-scan", "trivy fs .", false);
	assert_string_equal(proposed("Security scan runs in the CI pipeline"),
			    "  - Evidence: `.github/workflows/ci.yml`");
}

static void what_is_cited_and_says_nothing_leaves_room_for_what_would(void **state)
{
	struct judgement out;

	(void)state;
	put_file("reports/junit.xml");
	put("tests/unit/a.py", FAMILY_NONE);
	out = cite("All unit tests pass", "tests/unit/");
	assert_comes_to(out, "unbindable");
	assert_int_equal(out.suggestions.count, 1);
}

static void what_is_no_file_is_not_missing(void **state)
{
	static const char *const none[] = { "/.well-known/jwks.json", ".pyc",
					    "setup.py/pyproject.toml",
					    "~/.config/app/settings.json",
					    "docs/RELEASE_vX.Y.Z.md" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		struct judgement out;

		again();
		put("README.md", FAMILY_DOCUMENT);
		out = cite("The thing is created", none[i]);
		if (out.requirements.count > 0)
			assert_int_not_equal(out.requirements.at[0].reason,
					     REASON_CITED_PATH_MISSING);
		for (size_t f = 0; f < world.plan.findings.count; f++)
			assert_string_not_equal(world.plan.findings.at[f].rule->code,
						"P-REF-MISSING");
	}
}

static bool has_finding(const char *code)
{
	for (size_t i = 0; i < world.plan.findings.count; i++)
		if (strcmp(world.plan.findings.at[i].rule->code, code) == 0)
			return true;
	return false;
}

static void evidence_that_shares_no_word_is_noted(void **state)
{
	(void)state;
	put_tests("evidence/a.xml", 3, 0, 0);
	add_fact(FACT_CASE)->as.test.name = SPAN_LIT("login form renders");
	cite("Dead letter queue", "evidence/a.xml");
	assert_true(has_finding("no-shared-words"));
	again();
	put_tests("evidence/a.xml", 3, 0, 0);
	add_fact(FACT_CASE)->as.test.name = SPAN_LIT("drains the dead letter queue");
	cite("Dead letter queue", "evidence/a.xml");
	assert_false(has_finding("no-shared-words"));
}

static void a_rule_s_evidence_is_declared(void **state)
{
	struct config_rule rule = { .name = SPAN_LIT("chaos"), .max_age_s = 86400 };
	const struct config_rule *list[] = { &rule };
	struct match_rules rules = { .at = list, .count = 1 };
	struct judgement out;

	(void)state;
	put_tests("a.xml", 12, 0, 0);
	*LIST_ADD(arena, &rule.evidence) =
		SPAN_LIT("junit:a.xml failed = 0, tests >= 12");
	out = match_all("Panic stop", &rules);
	assert_comes_to(out, "pass");
	assert_int_equal(out.requirements.at[0].basis, BASIS_DECLARED);
	assert_int_equal(out.requirements.at[0].freshness, FRESHNESS_STALE);
}

static void a_sign_off_takes_no_evidence(void **state)
{
	(void)state;
	put_tests("a.xml", 3, 0, 0);
	world.item->kind = ITEM_SIGNOFF;
	assert_comes_to(cite("Tech lead", "a.xml"), "-");
}

static void the_words_say_the_class(void **state)
{
	static const struct {
		const char *text;
		enum claim_class needs;
	} rows[] = {
		{ "Runbook created", CLASS_EXISTS },
		{ "Runbook créé", CLASS_EXISTS },
		{ "Handbuch erstellt", CLASS_EXISTS },
		{ "Manual creado", CLASS_EXISTS },
		{ "Manual criado", CLASS_EXISTS },
		{ "操作手册已编写", CLASS_EXISTS },
		{ "手順書を作成済", CLASS_EXISTS },
		{ "CI runs the linters", CLASS_DECLARES },
		{ "Chaos tests written", CLASS_DECLARES },
		{ "Release workflow triggers on tags", CLASS_DECLARES },
		{ "CI runs the linters and they pass", CLASS_OUTCOME },
		{ "Rotate keys", CLASS_OUTCOME },
		{ "Review on-call runbook", CLASS_OUTCOME },
		{ "Review of the runbook", CLASS_ACT },
		{ "Review completed", CLASS_ACT },
		{ "Create a runbook", CLASS_OUTCOME },
		{ "Verify tables created", CLASS_OUTCOME },
		{ "Tests bestanden", CLASS_OUTCOME },
		{ "单元测试通过", CLASS_OUTCOME },
		{ "Runbook created and tested", CLASS_OUTCOME },
		{ "Plan reviewed", CLASS_ACT },
		{ "Security review completed", CLASS_ACT },
		{ "Plan approuvé", CLASS_ACT },
		{ "Plan genehmigt", CLASS_ACT },
		{ "Plan revisado", CLASS_ACT },
		{ "Plano aprovado", CLASS_ACT },
		{ "方案已评审", CLASS_ACT },
		{ "計画を承認", CLASS_ACT },
		{ "Runbook created and reviewed", CLASS_ACT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wording wording;

		wording_read(&wording, span_of(rows[i].text), arena);
		if (wording.needs != rows[i].needs)
			fail_msg("\"%s\" needs %s, not %s", rows[i].text,
				 claim_class_word[wording.needs],
				 claim_class_word[rows[i].needs]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_test_report_passes_when_a_case_ran_and_none_failed),
		TEST(an_error_fails_like_a_failure),
		TEST(a_scan_passes_when_it_ran_and_found_nothing_serious),
		TEST(a_scan_that_names_no_target_scanned_nothing),
		TEST(sarif_passes_without_errors),
		TEST(an_sbom_needs_a_subject_and_a_version),
		TEST(a_load_test_is_held_against_its_own_thresholds),
		TEST(coverage_alone_is_a_number_and_no_outcome),
		TEST(a_coverage_threshold_compares_counts),
		TEST(a_coverage_that_its_own_total_misses_is_no_pass),
		TEST(branch_coverage_is_not_line_coverage),
		TEST(a_latency_in_words_is_compared_with_the_metric),
		TEST(a_latency_that_fits_two_metrics_is_not_guessed),
		TEST(no_critical_findings_over_high_ones_is_not_decided),
		TEST(a_filter_of_tags_is_no_file),
		TEST(a_number_that_nothing_counts_stays_unshown),
		TEST(an_approximate_number_asks_for_nothing),
		TEST(each_status_has_its_outcome),
		TEST(what_was_read_in_part_can_still_fail),
		TEST(a_limit_is_told_from_damage),
		TEST(a_missing_file_is_absent_and_refutes_no_outcome),
		TEST(a_document_that_the_item_says_exists_is_shown_by_itself),
		TEST(a_part_of_a_document_is_looked_for_among_its_headings),
		TEST(a_thing_that_is_not_there_is_the_subject_of_its_claim),
		TEST(a_stub_or_a_form_is_a_placeholder),
		TEST(headings_with_nothing_under_them_are_a_placeholder),
		TEST(a_runbook_does_not_show_that_a_drill_was_held),
		TEST(a_script_does_not_show_that_it_was_run),
		TEST(written_and_reviewed_is_met_in_part),
		TEST(a_report_cannot_show_that_people_reviewed),
		TEST(an_imperative_is_about_an_outcome),
		TEST(another_document_is_not_the_thing_that_was_written),
		TEST(a_line_that_says_exists_does_not_make_it_the_thing),
		TEST(a_source_does_not_show_that_tests_were_written),
		TEST(a_failing_report_that_should_only_exist_says_so),
		TEST(words_of_one_family_are_met_by_that_family_alone),
		TEST(two_stated_families_need_two_reports),
		TEST(words_that_state_a_failure_are_not_met),
		TEST(none_of_a_thing_that_nothing_counts_stays_unshown),
		TEST(a_time_that_no_test_takes_stays_unshown),
		TEST(flaky_and_skipped_tests_are_counted),
		TEST(a_scan_shows_what_its_tool_looks_for),
		TEST(a_tool_of_many_kinds_shows_the_kind_of_its_scan),
		TEST(no_findings_means_none_of_any_severity),
		TEST(a_job_of_one_word_does_not_bind_by_that_word),
		TEST(a_workflow_does_not_show_that_it_passed),
		TEST(a_workflow_shows_what_ci_runs),
		TEST(a_neutralised_step_shows_nothing_and_refutes_a_gate),
		TEST(a_tool_that_ci_runs_needs_no_citation),
		TEST(predicates_decide_over_counts),
		TEST(a_predicate_over_nothing_is_never_met),
		TEST(a_count_alone_does_not_say_that_it_passed),
		TEST(severities_nobody_knows_could_be_critical),
		TEST(an_empty_selection_is_no_evidence),
		TEST(evidence_of_another_kind_does_not_bind),
		TEST(what_nobody_knows_is_never_ignored),
		TEST(a_statistic_is_compared_in_its_unit),
		TEST(evidence_that_is_too_old_is_stale),
		TEST(a_count_of_tests_needs_that_many_that_passed),
		TEST(a_count_beside_a_path_is_about_that_report),
		TEST(a_document_of_another_length_is_capped_and_never_refuted),
		TEST(about_so_many_tests_is_capped_and_never_refuted),
		TEST(an_ambiguous_number_decides_where_both_readings_agree),
		TEST(coverage_above_a_range_is_no_failure),
		TEST(either_of_two_alternatives_meets_one_requirement),
		TEST(the_worst_file_of_a_pattern_counts),
		TEST(context_counts_for_nothing),
		TEST(a_near_miss_passes_as_drift_and_never_refutes),
		TEST(several_files_that_fit_are_not_guessed),
		TEST(a_folder_is_a_thing_but_no_outcome),
		TEST(a_command_or_a_link_says_nothing_about_its_outcome),
		TEST(strength_follows_freshness),
		TEST(an_item_without_requirements_gets_suggestions_that_count_for_nothing),
		TEST(a_file_that_is_there_shows_no_change_of_it),
		TEST(a_label_that_names_the_thing_is_met_by_the_thing),
		TEST(what_a_label_promises_is_not_shown_by_a_file_that_is_there),
		TEST(words_that_ask_promise_nothing),
		TEST(a_total_says_nothing_of_a_part),
		TEST(a_heading_over_paths_says_what_is_claimed_of_them),
		TEST(what_is_said_to_be_deleted_is_not_missing),
		TEST(headings_show_what_a_label_says_of_a_document),
		TEST(what_a_written_document_is_said_to_have_is_to_be_shown),
		TEST(a_path_that_an_arrow_or_a_place_follows_is_not_the_claim),
		TEST(a_folder_that_is_only_a_place_is_not_refuted),
		TEST(a_report_of_the_kind_that_is_stated_is_proposed),
		TEST(a_report_is_known_by_its_usual_name_and_not_read),
		TEST(what_has_numbers_of_its_own_is_given_no_others),
		TEST(a_document_is_proposed_by_its_whole_name),
		TEST(a_job_that_is_named_is_proposed),
		TEST(what_is_cited_and_says_nothing_leaves_room_for_what_would),
		TEST(what_is_no_file_is_not_missing),
		TEST(evidence_that_shares_no_word_is_noted),
		TEST(a_rule_s_evidence_is_declared),
		TEST(a_sign_off_takes_no_evidence),
		TEST(the_words_say_the_class),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
