/* The database: what goes in comes out, and nothing else gets in. */
#include "unit.h"

#include "base/file.h"
#include "store/drawn.h"
#include "store/facts.h"
#include "store/kept.h"
#include "store/runs.h"
#include "store/stmt.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUL_TEXT ((struct span){ "a\0b", 3 })

/* A folder of its own for each test, and an arena. */
struct place {
	char folder[64];
	char db[96];
	char other[96];
	struct arena *arena;
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	if (!place)
		return -1;
	snprintf(place->folder, sizeof(place->folder), "/tmp/muster-store-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->db, sizeof(place->db), "%s/muster/muster.db", place->folder);
	snprintf(place->other, sizeof(place->other), "%s/other.db", place->folder);
	place->arena = arena_new((size_t)1 << 30);
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };

	file_remove_tree(place->folder, &err);
	arena_free(place->arena);
	free(place);
	return 0;
}

/*
 * Whether two structs say the same: equal words, or a pointer and a length to
 * equal bytes.  `apart` are places of lists and plain strings, which a test
 * compares by itself; ends with a size of 0.
 */
struct apart {
	size_t offset, size;
};

static void assert_same(const void *a, const void *b, size_t size,
			const struct apart *apart, const char *what)
{
	for (size_t at = 0; at + 8 <= size; at += 8) {
		uint64_t x[2] = { 0, 0 }, y[2] = { 0, 0 };
		bool skip = false;

		for (const struct apart *p = apart; p && p->size > 0; p++)
			skip |= at >= p->offset && at < p->offset + p->size;
		memcpy(x, (const char *)a + at, at + 16 <= size ? 16 : 8);
		memcpy(y, (const char *)b + at, at + 16 <= size ? 16 : 8);
		if (skip || x[0] == y[0])
			continue;
		/* an empty span may have any pointer; no number here is that large */
		if (x[1] == 0 && y[1] == 0 && at + 16 <= size && x[0] >> 40 == 0 &&
		    x[0] != 0)
			fail_msg("%s differ at byte %zu", what, at);
		if (x[1] == 0 && y[1] == 0 && at + 16 <= size &&
		    (x[0] >> 40 || y[0] >> 40))
			continue;
		if (x[0] < 4096 || y[0] < 4096 || x[1] != y[1] || x[1] > 1 << 20 ||
		    memcmp((const void *)(uintptr_t)x[0], (const void *)(uintptr_t)y[0],
			   x[1]) != 0)
			fail_msg("%s differ at byte %zu", what, at);
	}
}

#define SAME(a, b) assert_same((a), (b), sizeof(*(a)), NULL, #a)
#define SAME_BUT(a, b, ...)                                                            \
	assert_same((a), (b), sizeof(*(a)),                                            \
		    (const struct apart[]){ __VA_ARGS__{ 0, 0 } }, #a)
#define APART(type, field)                                                             \
	{ offsetof(struct type, field), sizeof(((struct type *)NULL)->field) },

/* Every field of every struct says something, as far as one report can. */
static const struct item full_item = {
	.id = SPAN_INIT("k7m2qd4x"),
	.declared_id = SPAN_INIT("SEC-4.2"),
	.identity = SPAN_INIT("rate limits reviewed"),
	.kind = ITEM_ROW,
	.claim = CLAIM_IN_PROGRESS,
	.claim_from = CLAIM_FROM_INHERITED,
	.level = LEVEL_CONDITIONAL,
	.polarity = -1,
	.judged = true,
	.conflict = true,
	.quoted = true,
	.has_mark = true,
	.mark = SPAN_INIT("\xe2\x9c\x85"),
	.text = SPAN_INIT("**Rate limits** reviewed"),
	.plain = SPAN_INIT("Rate limits reviewed \xf0\x9f\x9a\xa6"),
	.qualified = SPAN_INIT("code only"),
	.hedge = SPAN_INIT("mostly"),
	.hedge_line = 18,
	.hedge_on_claim = true,
	.skip = SPAN_INIT("in a template"),
	.na_reason = SPAN_INIT("no public API"),
	.owner = SPAN_INIT("Zo\xc3\xab"),
	.due = SPAN_INIT("2026-12-01"),
	.done_on = SPAN_INIT("2026-11-01"),
	.parent = 0,
	.depth = 2,
	.line = 17,
	.column = 3,
	.end_line = 19,
	.end_column = 40,
	.block_end_line = 24,
	.label = SPAN_INIT("4.2"),
	.rule = "3.1",
	.confidence = 95,
	.evidence_root = SPAN_INIT("docs/evidence"),
	.signoff = {
		.role = SPAN_INIT("Security Lead"),
		.role_slug = SPAN_INIT("security-lead"),
		.name = SPAN_INIT("A. Turing"),
		.date = SPAN_INIT("2026-11-02"),
		.decision = DECISION_CONDITIONAL,
		.blank_name = true,
		.blank_date = true,
		.statement = true,
	},
};

static const struct ref full_ref = {
	.kind = REF_EVIDENCE,
	.role = REF_EXPECTS,
	.raw = SPAN_INIT("junit:evidence/junit.xml#limits failed = 0"),
	.locator = SPAN_INIT("evidence/junit.xml"),
	.evidence = SPAN_INIT("junit"),
	.selector = SPAN_INIT("limits"),
	.predicates = SPAN_INIT("failed = 0"),
	.context = SPAN_INIT("packages/api"),
	.words = SPAN_INIT("12 tests pass"),
	.count = 12,
	.line = 18,
	.in_body = true,
	.alternate = true,
};

static const struct threshold full_threshold = {
	.op = OP_RANGE,
	.role = THRESHOLD_INFORMATIONAL,
	.metric = SPAN_INIT("p95 latency"),
	.stat = SPAN_INIT("p95"),
	.low_micro = -1500000,
	.high_micro = 250000000,
	.tolerance_bp = 2000,
	.ambiguous = true,
	.unit = SPAN_INIT("ns"),
	.symbolic = true,
	.raw = SPAN_INIT("< 250 ms"),
	.line = 19,
	.column = 7,
};

static const struct judgement full_judgement = {
	.judged = true,
	.required = true,
	.parent = true,
	.verdict = VERDICT_WAIVED,
	.raw = VERDICT_CONTRADICTED,
	.reason = REASON_EVIDENCE_FAILS,
	.row = 6,
	.needs = CLASS_OUTCOME,
	.strength = STRENGTH_SIGNED,
	.freshness = FRESHNESS_CARRIED,
	.sentence = SPAN_INIT("2 of 412 tests failed."),
	.fix = SPAN_INIT("fix the tests"),
	.slug = SPAN_INIT("rate-limits-k7m2"),
	.marked_by = SPAN_INIT("Zo\xc3\xab"),
	.marked_mail = SPAN_INIT("zoe@example.org"),
	.marked_commit = SPAN_INIT("1111111111111111111111111111111111111111"),
	.marked_at = 1700000000,
	.mark_signature = SPAN_INIT("good"),
};

static const struct requirement full_requirement = {
	.text = SPAN_INIT("evidence/junit.xml"),
	.basis = BASIS_INFERRED,
	.needs = CLASS_OUTCOME,
	.outcome = OUTCOME_FAIL,
	.reason = REASON_REPORT_FAILS,
	.expected = SPAN_INIT("none failed"),
	.actual = SPAN_INIT("2 failed"),
	.artifact = 1,
	.artifact_line = 14,
	.line = 18,
	.how = HOW_SUFFIX,
	.path = SPAN_INIT("evidence/junit.xml"),
	.freshness = FRESHNESS_STALE,
	.freshness_reason = REASON_SCOPE_CHANGED,
	.strength = STRENGTH_BOUND,
	.strength_cap = SPAN_INIT("nobody signed it"),
	.subject_of_claim = true,
};

static const struct artifact full_artifact = {
	.path = SPAN_INIT("evidence/junit.xml"),
	.slug = SPAN_INIT("evidence-junit-xml"),
	.origin = ORIGIN_UNTRACKED,
	.oid = SPAN_INIT("2222222222222222222222222222222222222222"),
	.size = 4096,
	.sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	.format = SPAN_INIT("junit-xml"),
	.family = FAMILY_TESTS,
	.reader_revision = 3,
	.status = ARTIFACT_PARTIAL,
	.reason = SPAN_INIT("truncated"),
	.detail = SPAN_INIT("the file ends inside a tag"),
	.err_offset = 4000,
	.err_line = 88,
	.err_column = 5,
	.about = {
		.format_version = SPAN_INIT("1.0"),
		.dialect = SPAN_INIT("surefire"),
		.tool = SPAN_INIT("maven"),
		.tool_version = SPAN_INIT("3.9"),
		.generated_at = 1700000500,
		.generated_quality = CLOCK_NAIVE,
		.generated_src = SPAN_INIT("/testsuite/@timestamp"),
		.subject_commit = SPAN_INIT("3333333333333333333333333333333333333333"),
		.subject_src = SPAN_INIT("/properties/commit"),
		.subject_name = SPAN_INIT("widget"),
		.subject_digest = SPAN_INIT("sha256:bb"),
		.scope = SPAN_INIT("src/**"),
		.scope_digest = SPAN_INIT("cc"),
	},
	.in_roots = true,
	.cited = true,
	.withheld = true,
	.withheld_why = SPAN_INIT("a private key"),
	.raw_name = SPAN_INIT("raw/aaaaaaaaaaaaaaaa-junit.xml.txt"),
	.freshness = FRESHNESS_INFERRED,
	.freshness_reason = REASON_MIXED_COMMIT,
	.subject = SPAN_INIT("4444444444444444444444444444444444444444"),
	.last_commit = SPAN_INIT("5555555555555555555555555555555555555555"),
	.last_commit_at = -1,
	.changed = SPAN_INIT("src/api.c"),
	.changed_count = 7,
};

static struct finding a_finding(size_t item, size_t other)
{
	struct finding finding;

	memset(&finding, 0, sizeof(finding)); /* padding is compared as well */
	finding.rule = finding_rule_of(SPAN_LIT("C7"));
	finding.path = SPAN_LIT("RELEASE.md");
	finding.line = 17;
	finding.column = 3;
	finding.other_line = 30;
	finding.item = item;
	finding.other_item = other;
	finding.message = SPAN_LIT("ticked, but the line says \"PENDING\"");
	return finding;
}

/* Every count is one more than the one before. */
static void fill_counts(struct fact_counts *counts)
{
	int64_t *number = (int64_t *)counts;
	size_t plain = offsetof(struct fact_counts, coverage) / sizeof(*number);

	for (size_t i = 0; i < plain; i++)
		number[i] = (int64_t)i + 1;
	for (size_t i = 0; i < COVERAGE_METRICS; i++) {
		counts->coverage[i].covered = (int64_t)i;
		counts->coverage[i].total = (int64_t)i + 100;
		counts->coverage[i].computed = i % 2 == 0;
	}
}

static void fill_run(struct run *run, const char *commit, const char *id)
{
	*run = (struct run){
		.project = SPAN_LIT("acme/widget"),
		.source_uri = SPAN_LIT("https://example.org/acme/widget"),
		.commit = span_of(commit),
		.tree = SPAN_LIT("6666666666666666666666666666666666666666"),
		.object_format = SPAN_LIT("sha1"),
		.ref = SPAN_LIT("release/4.2"),
		.commit_subject = SPAN_LIT("Caf\xc3\xa9 opens"),
		.commit_at = 1700001000,
		.as_of = 1700002000,
		.as_of_from = "SOURCE_DATE_EPOCH",
		.tool = SPAN_LIT("muster 0.1.0"),
		.subject = SPAN_LIT("7777777777777777777777777777777777777777"),
		.profile = SPAN_LIT("release"),
		.strength_needed = STRENGTH_BOUND,
		.require_all = true,
		.shallow = true,
		.dirty = true,
		.sandbox = SPAN_LIT("seccomp"),
		.result = RESULT_NOT_READY,
		.result_why = SPAN_LIT("1 item is contradicted."),
		.judged = 2,
		.listed = 1,
	};
	snprintf(run->id, sizeof(run->id), "%s", id);
	for (size_t i = 0; i < VERDICTS; i++) {
		run->counts[i] = i + 1;
		run->required[i] = i + 20;
	}
}

static void fill_plan(struct planned *planned, struct arena *arena)
{
	struct item *item;
	struct judgement *judgement;
	struct requirement *requirement;

	*planned = (struct planned){
		.plan = {
			.path = SPAN_LIT("RELEASE.md"),
			.oid = SPAN_LIT("8888888888888888888888888888888888888888"),
			.size = 44,
			.title = SPAN_LIT("Release"),
			.slug = SPAN_LIT("release-md"),
			.text = SPAN_LIT("# Release\n\n- [x] it\n"),
			.encoding = { SPAN_LIT("utf-16le"), SPAN_LIT("macroman"), 3, 9 },
			.is_template = true,
			.incomplete = true,
		},
		.last_commit = SPAN_LIT("9999999999999999999999999999999999999999"),
		.last_commit_at = 1700000900,
		.owner = SPAN_LIT("Release team"),
		.raw_name = SPAN_LIT("raw/cccccccccccccccc-RELEASE.md.txt"),
		.sha256 = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
	};
	*LIST_ADD(arena, &planned->plan.meta) =
		(struct plan_meta){ SPAN_LIT("Version"), SPAN_LIT("4.2"), 2 };
	item = LIST_ADD(arena, &planned->plan.items);
	*item = (struct item){ .id = SPAN_LIT("top"),
			       .parent = ITEM_NONE,
			       .polarity = 1 };
	item = LIST_ADD(arena, &planned->plan.items);
	*item = full_item;
	*LIST_ADD(arena, &item->headings) = SPAN_LIT("Release");
	*LIST_ADD(arena, &item->headings) = SPAN_LIT("");
	*LIST_ADD(arena, &item->headings) = SPAN_LIT("Security");
	*LIST_ADD(arena, &item->refs) = (struct ref){ .kind = REF_PATH };
	*LIST_ADD(arena, &item->refs) = full_ref;
	*LIST_ADD(arena, &item->thresholds) = full_threshold;
	*LIST_ADD(arena, &planned->plan.findings) = a_finding(1, 0);

	judgement = LIST_ADD(arena, &planned->judgements);
	*judgement = (struct judgement){
		.reason = REASON_UNREADABLE_EVIDENCE,
		.row = 16,
		.marked_at = CLOCK_NONE,
	};
	judgement = LIST_ADD(arena, &planned->judgements);
	*judgement = full_judgement;
	*LIST_ADD(arena, &judgement->requirements) =
		(struct requirement){ .artifact = ARTIFACT_NONE };
	requirement = LIST_ADD(arena, &judgement->requirements);
	*requirement = full_requirement;
	*LIST_ADD(arena, &requirement->candidates) = SPAN_LIT("evidence/junit-old.xml");
	*LIST_ADD(arena, &judgement->suggestions) = (struct suggestion){
		SPAN_LIT("  - Evidence: `a.xml`"),
		SPAN_LIT("the names are alike"),
		0,
	};
}

/* Two artifacts, one plan of two items, one plan without any. */
static void fill_report(struct report *report, struct arena *arena, const char *commit,
			const char *id)
{
	struct run run = report->run;
	struct artifact *artifact;

	*report = (struct report){ .run.row = 0 };
	fill_run(&report->run, commit, id);
	report->run.row = run.row;
	fill_plan(LIST_ADD(arena, &report->plans), arena);
	*LIST_ADD(arena, &report->plans) = (struct planned){
		.plan.path = SPAN_LIT("docs/empty.md"),
		.last_commit_at = CLOCK_NONE,
	};
	artifact = LIST_ADD(arena, &report->artifacts);
	*artifact = (struct artifact){
		.path = SPAN_LIT("evidence/a.txt"),
		.last_commit_at = CLOCK_NONE,
		.about.generated_at = CLOCK_NONE,
		.format = SPAN_LIT("none"),
	};
	artifact = LIST_ADD(arena, &report->artifacts);
	*artifact = full_artifact;
	fill_counts(&artifact->counts);
	*LIST_ADD(arena, &report->findings) = a_finding(ITEM_NONE, ITEM_NONE);
	*LIST_ADD(arena, &report->gate) =
		(struct gate_row){ SPAN_LIT("at most 3 partial"), 3, 4, false,
				   VERDICT_PARTIAL };
	*LIST_ADD(arena, &report->gate) =
		(struct gate_row){ SPAN_LIT("one item judged"), 0, 2, true, VERDICTS };
	*LIST_ADD(arena, &report->inputs) = (struct input){
		SPAN_LIT("plan"),
		SPAN_LIT("RELEASE.md"),
		SPAN_LIT("tree"),
		SPAN_LIT("8888888888888888888888888888888888888888"),
		"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
	};
	*LIST_ADD(arena, &report->plan_candidates) = SPAN_LIT("TODO.md");
}

#define COMMIT_1 "0123456789abcdef0123456789abcdef01234567"
#define COMMIT_2 "1123456789abcdef0123456789abcdef01234567"
#define COMMIT_3 "2123456789abcdef0123456789abcdef01234567"
#define ID_1     "00112233445566778899aabbccddeeff"

/* One whole run with the second artifact's facts from `put`. */
static void record(struct store *store, struct report *report, struct arena *arena,
		   const char *commit, void (*put)(const struct fact_sink *sink))
{
	struct err err = { 0 };
	struct fact_sink sink = facts_sink(store);

	assert_ok(runs_begin(store, &report->run, &err));
	fill_report(report, arena, commit, ID_1);
	assert_ok(facts_begin(store, report->run.row, &report->artifacts.at[1], &err));
	if (put)
		put(&sink);
	assert_ok(facts_end(store, &report->artifacts.at[1], &err));
	assert_ok(runs_finish(store, report, &err));
}

static void a_report_comes_out_as_it_went_in(void **state)
{
	struct place *place = *state;
	struct report in = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &in, place->arena, COMMIT_1, NULL);
	store_close(store);
	assert_ok(store_open(&store, place->db, STORE_READ, &err));
	assert_ok(runs_load(&out, store, 0, place->arena, &err));
	store_close(store);

	SAME_BUT(&in.run, &out.run, APART(run, as_of_from));
	assert_string_equal(out.run.as_of_from, "SOURCE_DATE_EPOCH");
	assert_int_equal(out.plans.count, 2);
	assert_int_equal(out.artifacts.count, 2);
	assert_int_equal(out.gate.count, 2);
	assert_int_equal(out.inputs.count, 1);
	assert_int_equal(out.findings.count, 1);
	assert_int_equal(out.plan_candidates.count, 1);
	for (size_t i = 0; i < 2; i++) {
		SAME(&in.artifacts.at[i], &out.artifacts.at[i]);
		SAME(&in.gate.at[i], &out.gate.at[i]);
		SAME_BUT(&in.plans.at[i], &out.plans.at[i],
			 APART(planned, plan.items) APART(planned, plan.meta)
				 APART(planned, plan.findings)
					 APART(planned, judgements));
	}
	SAME(&in.inputs.at[0], &out.inputs.at[0]);
	SAME(&in.findings.at[0], &out.findings.at[0]);
	assert_span_is(out.plan_candidates.at[0], "TODO.md");
}

/* A plan by itself: what its items ask for is whole, all else is at its place. */
static void a_plan_comes_with_the_artifacts_it_asks_for_and_the_rest_in_brief(
	void **state)
{
	struct place *place = *state;
	struct report in = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &in, place->arena, COMMIT_2, NULL);
	record(store, &in, place->arena, COMMIT_1, NULL);
	assert_ok(runs_plan(&out, store, 0, 0, place->arena, &err));
	assert_int_equal(out.plans.count, 2);
	assert_span_is(out.plans.at[0].plan.title, "Release");
	assert_int_equal(out.plans.at[0].plan.items.count, 2);
	assert_int_equal(out.plans.at[0].judgements.at[1].requirements.at[1].artifact,
			 1);
	assert_int_equal(out.artifacts.count, 2);
	assert_span_is(out.artifacts.at[0].path, "evidence/a.txt");
	assert_int_equal(out.artifacts.at[0].format.len, 0);
	SAME_BUT(&in.artifacts.at[1], &out.artifacts.at[1], APART(artifact, counts));
	assert_int_equal(out.inputs.count, 1);

	assert_ok(runs_plan(&out, store, 0, 1, place->arena, &err));
	assert_span_is(out.plans.at[0].plan.path, "RELEASE.md");
	assert_int_equal(out.plans.at[0].plan.title.len, 0);
	assert_int_equal(out.plans.at[0].plan.items.count, 0);
	assert_int_equal(out.artifacts.at[1].format.len, 0);

	assert_int_equal(runs_plan(&out, store, 0, 2, place->arena, &err), -ERR_FORMAT);
	store_close(store);
}

static void names_are_those_of_one_run_by_id_by_line_or_all(void **state)
{
	struct place *place = *state;
	struct report in = { .run.row = 0 };
	struct run_name *names;
	struct store *store;
	struct err err = { 0 };
	size_t count;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &in, place->arena, COMMIT_2, NULL);
	record(store, &in, place->arena, COMMIT_1, NULL);
#define NAMES(...)                                                                     \
	assert_ok(runs_names(&names, &count, store, in.run.row,                        \
			     &(struct name_wish){ __VA_ARGS__ }, place->arena, &err))
	NAMES(.line = 0);
	assert_int_equal(count, 2);
	assert_span_is(names[0].id, "top");
	assert_int_equal(names[1].plan, 0);
	assert_int_equal(names[1].item, 1);
	assert_true(span_eq(names[1].id, full_item.id));
	assert_true(span_eq(names[1].declared_id, full_item.declared_id));
	assert_true(span_eq(names[1].plain, full_item.plain));
	assert_span_is(names[1].path, "RELEASE.md");
	assert_int_equal(names[1].line, full_item.line);
	assert_int_equal(names[1].end_line, full_item.end_line);
	NAMES(.id = SPAN_LIT("TOP"));
	assert_int_equal(count, 1);
	assert_int_equal(names[0].item, 0);
	NAMES(.id = full_item.declared_id);
	assert_int_equal(count, 1);
	assert_int_equal(names[0].item, 1);
	NAMES(.id = SPAN_LIT("to"));
	assert_int_equal(count, 0);
	NAMES(.line = full_item.end_line);
	assert_int_equal(count, 1);
	NAMES(.line = full_item.end_line + 1);
	assert_int_equal(count, 0);
#undef NAMES
	store_close(store);
}

static void items_and_judgements_come_out_as_they_went_in(void **state)
{
	struct place *place = *state;
	struct report in = { .run.row = 0 }, out;
	const struct item *item;
	const struct judgement *judgement;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	record(store, &in, place->arena, COMMIT_1, NULL);
	assert_ok(runs_load(&out, store, in.run.row, place->arena, &err));
	store_close(store);

	assert_int_equal(out.plans.at[0].plan.items.count, 2);
	assert_int_equal(out.plans.at[0].judgements.count, 2);
	assert_int_equal(out.plans.at[1].plan.items.count, 0);
	for (size_t i = 0; i < 2; i++) {
		SAME_BUT(&in.plans.at[0].plan.items.at[i],
			 &out.plans.at[0].plan.items.at[i],
			 APART(item, headings) APART(item, refs) APART(item, thresholds)
				 APART(item, rule));
		SAME_BUT(&in.plans.at[0].judgements.at[i],
			 &out.plans.at[0].judgements.at[i],
			 APART(judgement, requirements) APART(judgement, suggestions));
	}
	item = &out.plans.at[0].plan.items.at[1];
	assert_string_equal(item->rule, "3.1");
	assert_int_equal(item->headings.count, 3);
	assert_span_is(item->headings.at[1], "");
	assert_span_is(item->headings.at[2], "Security");
	assert_int_equal(item->refs.count, 2);
	SAME(&full_ref, &item->refs.at[1]);
	assert_int_equal(item->thresholds.count, 1);
	SAME(&full_threshold, &item->thresholds.at[0]);
	SAME(&in.plans.at[0].plan.meta.at[0], &out.plans.at[0].plan.meta.at[0]);
	SAME(&in.plans.at[0].plan.findings.at[0], &out.plans.at[0].plan.findings.at[0]);

	judgement = &out.plans.at[0].judgements.at[1];
	assert_int_equal(judgement->requirements.count, 2);
	assert_true(judgement->requirements.at[0].artifact == ARTIFACT_NONE);
	SAME_BUT(&full_requirement, &judgement->requirements.at[1],
		 APART(requirement, candidates));
	assert_int_equal(judgement->requirements.at[1].candidates.count, 1);
	assert_span_is(judgement->requirements.at[1].candidates.at[0],
		       "evidence/junit-old.xml");
	assert_int_equal(judgement->suggestions.count, 1);
	SAME(&in.plans.at[0].judgements.at[1].suggestions.at[0],
	     &judgement->suggestions.at[0]);
}

/* clang-format off */

/* One fact of every kind that has a table, with every field said. */
static const struct fact facts[] = {
	{ FACT_SUITE, .as.suite = { 1, 0, SPAN_INIT("outer"), SPAN_INIT("a.c"), SPAN_INIT("ci-1"), 1700000000, 1250000, 5, 1, 2, 3, 4 } },
	{ FACT_SUITE, .as.suite = { 2, 1, SPAN_INIT("inner"), { NULL, 0 }, { NULL, 0 }, CLOCK_NONE, FACT_UNSAID, FACT_UNSAID, FACT_UNSAID, FACT_UNSAID, FACT_UNSAID, 0 } },
	{ FACT_CASE, .as.test = { 2, SPAN_INIT("t1"), SPAN_INIT("C"), SPAN_INIT("src/t.c"), 12, TEST_ERRORED, SPAN_INIT("broken"), 2, true, 1, SPAN_INIT("caf\xc3\xa9"), 9 } },
	{ FACT_CASE, .as.test = { 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, 0, TEST_PASSED, { NULL, 0 }, 0, false, FACT_UNSAID, { NULL, 0 }, 0 } },
	{ FACT_COVERAGE, .as.coverage = { COVERAGE_FILE, COVERAGE_BRANCH, SPAN_INIT("a.c"), 7, 9, true } },
	{ FACT_SCAN, .as.scan = { 1, SPAN_INIT("trivy"), SPAN_INIT("0.5"), SPAN_INIT("image"), SPAN_INIT("img"), SPAN_INIT("sha256:1"), 1, 2, 0, 10, 3, 1600000000 } },
	{ FACT_PROBLEM, .as.problem = { 1, SPAN_INIT("vulnerability"), SPAN_INIT("R1"), SPAN_INIT("title"), SPAN_INIT("message"), SEVERITY_HIGH, SPAN_INIT("HIGH"), SPAN_INIT("error"), 98, SPAN_INIT("CVSS:3.1/AV:N"), 1, 0, SPAN_INIT("abc"), SPAN_INIT("CWE-79"), SPAN_INIT("a.c"), 3, SPAN_INIT("zlib"), SPAN_INIT("1.2"), SPAN_INIT("pkg:deb/zlib"), SPAN_INIT("1.3"), SPAN_INIT("fixed"), true, SPAN_INIT("accepted"), SPAN_INIT("new"), SPAN_INIT("f00"), SPAN_INIT("CVE-1 GHSA-2"), 77 } },
	{ FACT_SBOM, .as.sbom = { SPAN_INIT("CycloneDX"), SPAN_INIT("1.5"), SPAN_INIT("urn:1"), SPAN_INIT("me"), 5, SPAN_INIT("application"), SPAN_INIT("w"), SPAN_INIT("4"), SPAN_INIT("pkg:w"), SPAN_INIT("sha256:2"), 1, 2, 3, 4, 5, 6, SPAN_INIT("complete") } },
	{ FACT_COMPONENT, .as.component = { SPAN_INIT("r"), SPAN_INIT("p"), SPAN_INIT("library"), SPAN_INIT("g"), SPAN_INIT("n"), SPAN_INIT("v"), SPAN_INIT("purl"), SPAN_INIT("cpe"), SPAN_INIT("MIT"), SPAN_INIT("s"), SPAN_INIT("ab"), SPAN_INIT("required"), 0 } },
	{ FACT_DEPENDENCY, .as.dependency = { SPAN_INIT("a"), SPAN_INIT("b"), SPAN_INIT("runtime") } },
	{ FACT_METRIC, .as.metric = { SPAN_INIT("http"), SPAN_INIT("a=b"), SPAN_INIT("p95"), SPAN_INIT("1.50"), SPAN_INIT("ms"), true } },
	{ FACT_THRESHOLD, .as.threshold = { SPAN_INIT("http"), SPAN_INIT("p(95)<2"), true } },
	{ FACT_WORKFLOW, .as.workflow = { SPAN_INIT("github"), SPAN_INIT("CI") } },
	{ FACT_TRIGGER, .as.trigger = { SPAN_INIT("push"), SPAN_INIT("tags"), SPAN_INIT("v*") } },
	{ FACT_JOB, .as.job = { 1, SPAN_INIT("build"), SPAN_INIT("Build"), SPAN_INIT("always()"), SPAN_INIT("prod"), SPAN_INIT("./x.yml"), true, 4 } },
	{ FACT_NEED, .as.need = { 1, SPAN_INIT("lint") } },
	{ FACT_STEP, .as.step = { 1, SPAN_INIT("Test"), SPAN_INIT("actions/checkout"), SPAN_INIT("v4"), SPAN_INIT("make check"), SPAN_INIT("success()"), 0, true, 6 } },
	{ FACT_DOCUMENT, .as.document = { SPAN_INIT("Runbook"), 1, 2, 3, 4 } },
	{ FACT_HEADING, .as.heading = { 2, SPAN_INIT("Roll back"), SPAN_INIT("roll back"), 40, 3 } },
	{ FACT_LINK, .as.link = { SPAN_INIT("a.md"), 1, 5 } },
	{ FACT_DECLARED, .as.declared = { SPAN_INIT("jest"), SPAN_INIT("cart > adds"), true, true, 7 } },
	{ FACT_VEX, .as.vex = { SPAN_INIT("CVE-3"), SPAN_INIT("pkg:w"), VEX_NOT_AFFECTED, SPAN_INIT("code_not_present"), SPAN_INIT("not built"), 9, 8 } },
	{ FACT_ATTESTATION, .as.attestation = { 1, ENVELOPE_DSSE, SPAN_INIT("st"), SPAN_INIT("pt"), SPAN_INIT("builder"), SPAN_INIT("bt"), SPAN_INIT("git+x"), SPAN_INIT("c0ffee"), 3, 4, 2, 1, SPAN_INIT("ci"), ATTESTED_FAILED, SPAN_INIT("make"), 2, 5 } },
	{ FACT_SUBJECT, .as.subject = { 1, SPAN_INIT("w.tar"), SPAN_INIT("sha256"), SPAN_INIT("ab") } },
	{ FACT_CONTROL, .as.control = { SPAN_INIT("cis"), SPAN_INIT("1.1"), SPAN_INIT("t"), CONTROL_NOT_REVIEWED, SPAN_INIT("skipped"), 7, SPAN_INIT("high"), SPAN_INIT("why"), 6 } },
	{ FACT_OBJECT, .as.object = { 1, 2, SPAN_INIT("kubernetes"), SPAN_INIT("apps/v1"), SPAN_INIT("Deployment"), SPAN_INIT("web"), SPAN_INIT("prod"), 3, 4 } },
	{ FACT_CONTAINER, .as.container = { 1, SPAN_INIT("app"), SPAN_INIT("r/w:1@sha256:2"), SPAN_INIT("r/w"), SPAN_INIT("1"), SPAN_INIT("sha256:2"), SPAN_INIT("1"), SPAN_INIT("1Gi"), SPAN_INIT("100m"), SPAN_INIT("64Mi"), 1, 0, 1, FACT_UNSAID, 9 } },
	{ FACT_INSTRUCTION, .as.instruction = { SPAN_INIT("build"), SPAN_INIT("RUN"), SPAN_INIT("make"), 3 } },
	{ FACT_ALERT, .as.alert = { SPAN_INIT("g"), SPAN_INIT("alert"), SPAN_INIT("Down"), SPAN_INIT("up == 0"), SPAN_INIT("5m"), SPAN_INIT("page"), SPAN_INIT("s"), SPAN_INIT("https://r"), 2 } },
	{ FACT_PANEL, .as.panel = { SPAN_INIT("d"), SPAN_INIT("p95"), SPAN_INIT("graph"), SPAN_INIT("rate(x)"), 2 } },
	{ FACT_OPERATION, .as.operation = { SPAN_INIT("GET"), SPAN_INIT("/v1/x"), SPAN_INIT("getX"), 1, true, 2 } },
	{ FACT_MIGRATION, .as.migration = { SPAN_INIT("0042"), SPAN_INIT("add_users"), DIRECTION_DOWN, 3, 2, 1, 0 } },
	{ FACT_CONTRACT, .as.contract = { SPAN_INIT("web"), SPAN_INIT("api"), SPAN_INIT("a user"), 2 } },
	{ FACT_ENV, .as.env = { SPAN_INIT("DEBUG"), true, SPAN_INIT("boolean"), SPAN_INIT("false"), 5, 2 } },
	{ FACT_CODEOWNER, .as.codeowner = { SPAN_INIT("*.c"), SPAN_INIT("@core"), 2 } },
	{ FACT_VALUE, .as.value = { 1, SPAN_INIT("/a/0"), TYPE_NUMBER, SPAN_INIT("1.5"), FACT_UNSAID, 2 } },
	{ FACT_TEXT, .as.text = { 5, 4, 3, 2, 1 } },
	{ FACT_NOTED, .as.note = { "totals-mismatch", SPAN_INIT("3 is not 4"), 6 } },
};
#define FACTS (sizeof(facts) / sizeof(facts[0]))

/* clang-format on */

static void put_all(const struct fact_sink *sink)
{
	struct err err = { 0 };

	for (size_t i = 0; i < FACTS; i++)
		assert_ok(fact_add(sink, &facts[i], &err));
}

struct seen {
	size_t count;
	struct fact at[8];
	struct arena *arena;
};

static int see(void *ctx, const struct fact *fact, struct err *err)
{
	struct seen *seen = ctx;

	(void)err;
	if (seen->count < 8)
		seen->at[seen->count] = *fact;
	seen->count++;
	return 0;
}

/* While the spans of `fact` are good: compare with those that went in, in order. */
static int compare(void *ctx, const struct fact *fact, struct err *err)
{
	size_t *at = ctx;

	(void)err;
	while (facts[*at].kind != fact->kind)
		++*at;
	if (fact->kind == FACT_NOTED) {
		assert_string_equal(fact->as.note.code, facts[*at].as.note.code);
		assert_span_is(fact->as.note.message, "3 is not 4");
		assert_int_equal(fact->as.note.line, 6);
	} else {
		assert_same(&facts[*at].as, &fact->as, sizeof(fact->as), NULL,
			    fact_shapes[fact->kind].word);
	}
	++*at;
	return 0;
}

static void facts_of_every_kind_come_out_as_they_went_in(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct fact_sink sink;
	struct store *store;
	struct err err = { 0 };
	size_t at = 0;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_all);
	sink = (struct fact_sink){ compare, &at };
	for (unsigned kind = 0; kind < FACT_KINDS; kind++)
		assert_ok(facts_each(store, report.artifacts.at[1].id,
				     (enum fact_kind)kind, FACTS_IN_ORDER, 0, 0, &sink,
				     &err));
	store_close(store);
	assert_int_equal(at, FACTS);
}

/* What `sqlite3` and its users see: the contract of evidence.md section 9. */
static void views_and_columns_of_the_contract_answer(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct err err = { 0 };
	int64_t number;
	/* clang-format off */
	static const struct { const char *sql; int64_t answer; } rows[] = {
		{ "SELECT total * 100 + bad * 10 + flaky FROM v_test WHERE path = 'evidence/junit.xml'", 211 },
		{ "SELECT count(*) FROM v_open", 0 }, /* the only one is suppressed */
		{ "SELECT count(*) FROM v_clean_scan", 0 }, /* the only one failed */
		{ "SELECT count(*) FROM finding_alias WHERE alias IN ('CVE-1','GHSA-2')", 2 },
		{ "SELECT duration_s = 1.25 FROM test_suite WHERE name = 'outer'", 1 },
		{ "SELECT started_at = '2023-11-14T22:13:20Z' FROM test_suite WHERE name = 'outer'", 1 },
		{ "SELECT score = 9.8 FROM finding", 1 },
		{ "SELECT value = 1.5 AND src = 'computed' FROM metric", 1 },
		{ "SELECT pct > 77.7 AND pct < 77.8 FROM coverage", 1 },
		{ "SELECT a.artifact_id = c.artifact_id FROM test_case c JOIN artifact a USING (artifact_id) WHERE name = 't1'", 1 },
		{ "SELECT s.name = 'inner' FROM test_case c JOIN test_suite s USING (suite_id)", 1 },
		{ "SELECT count(*) FROM v_item WHERE verdict = 'waived' AND plan = 'RELEASE.md'", 1 },
	};
	/* clang-format on */

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_all);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_ok(store_number(&number, store, rows[i].sql, &err));
		if (number != rows[i].answer)
			fail_msg("%s gives %lld", rows[i].sql, (long long)number);
	}
	store_close(store);
}

static const char *const fact_tables[] = {
	"SELECT count(*) FROM test_suite",
	"SELECT count(*) FROM test_case",
	"SELECT count(*) FROM coverage",
	"SELECT count(*) FROM scan",
	"SELECT count(*) FROM finding",
	"SELECT count(*) FROM sbom",
	"SELECT count(*) FROM component",
	"SELECT count(*) FROM dependency",
	"SELECT count(*) FROM metric",
	"SELECT count(*) FROM threshold",
	"SELECT count(*) FROM workflow",
	"SELECT count(*) FROM workflow_trigger",
	"SELECT count(*) FROM workflow_job",
	"SELECT count(*) FROM workflow_need",
	"SELECT count(*) FROM workflow_step",
	"SELECT count(*) FROM document",
	"SELECT count(*) FROM heading",
	"SELECT count(*) FROM doc_link",
	"SELECT count(*) FROM note",
	"SELECT count(*) FROM test_decl",
	"SELECT count(*) FROM vex",
	"SELECT count(*) FROM attestation",
	"SELECT count(*) FROM attestation_subject",
	"SELECT count(*) FROM control_result",
	"SELECT count(*) FROM manifest_object",
	"SELECT count(*) FROM manifest_container",
	"SELECT count(*) FROM docker_instr",
	"SELECT count(*) FROM alert_rule",
	"SELECT count(*) FROM dashboard_panel",
	"SELECT count(*) FROM api_operation",
	"SELECT count(*) FROM migration",
	"SELECT count(*) FROM contract",
	"SELECT count(*) FROM env_key",
	"SELECT count(*) FROM codeowner",
	"SELECT count(*) FROM value",
	"SELECT count(*) FROM text_stat",
};

static int64_t count_facts(struct store *store)
{
	struct err err = { 0 };
	int64_t all = 0, number;

	for (size_t i = 0; i < sizeof(fact_tables) / sizeof(fact_tables[0]); i++) {
		assert_ok(store_number(&number, store, fact_tables[i], &err));
		all += number;
	}
	return all;
}

static void facts_of_an_unreadable_artifact_leave_nothing(void **state)
{
	struct place *place = *state;
	struct artifact first = { .status = ARTIFACT_OK };
	struct artifact second = { .status = ARTIFACT_UNREADABLE };
	struct run run = { .row = 0 };
	struct store *store;
	struct err err = { 0 };
	struct fact_sink sink;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	sink = facts_sink(store);
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_begin(store, run.row, &first, &err));
	put_all(&sink);
	assert_ok(facts_end(store, &first, &err));
	assert_ok(facts_begin(store, run.row, &second, &err));
	for (unsigned i = 0; i < 200; i++) { /* more than waits for one INSERT */
		struct fact fact = facts[2];

		assert_ok(fact_add(&sink, &fact, &err));
	}
	assert_int_equal(count_facts(store), FACTS + 192);
	assert_ok(facts_end(store, &second, &err));

	assert_int_equal(count_facts(store), FACTS);
	assert_ok(runs_abandon(store, &run, &err));
	assert_int_equal(count_facts(store), 0);
	store_close(store);
}

static void many_facts_keep_their_order(void **state)
{
	struct place *place = *state;
	struct artifact artifact = { .status = ARTIFACT_OK };
	struct seen seen = { .count = 0 };
	struct fact_sink sink, eye = { see, &seen };
	struct run run = { .row = 0 };
	struct store *store;
	struct err err = { 0 };

	(void)place;
	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	sink = facts_sink(store);
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_begin(store, run.row, &artifact, &err));
	for (unsigned i = 0; i < 150; i++) {
		struct fact fact = { FACT_CASE,
				     .as.test = {
					     .outcome = i == 140  ? TEST_FAILED
							: i == 10 ? TEST_SKIPPED
								  : TEST_PASSED,
					     .duration_us = i,
				     } };

		assert_ok(fact_add(&sink, &fact, &err));
	}
	assert_ok(facts_end(store, &artifact, &err));

	assert_ok(facts_each(store, artifact.id, FACT_CASE, FACTS_IN_ORDER, 64, 5, &eye,
			     &err));
	assert_int_equal(seen.count, 5);
	assert_int_equal(seen.at[0].as.test.duration_us, 64);
	assert_int_equal(seen.at[4].as.test.duration_us, 68);
	seen.count = 0;
	assert_ok(facts_each(store, artifact.id, FACT_CASE, FACTS_WORST_FIRST, 0, 3,
			     &eye, &err));
	assert_int_equal(seen.at[0].as.test.duration_us, 140);
	assert_int_equal(seen.at[1].as.test.duration_us, 10);
	assert_int_equal(seen.at[2].as.test.duration_us, 0);
	seen.count = 0;
	assert_ok(facts_each(store, artifact.id + 1, FACT_CASE, FACTS_IN_ORDER, 0, 0,
			     &eye, &err));
	assert_int_equal(seen.count, 0);
	store_close(store);
}

static void long_text_is_cut_at_a_character_and_nul_is_shown(void **state)
{
	struct place *place = *state;
	struct artifact artifact = { .status = ARTIFACT_OK };
	struct seen seen = { .count = 0 };
	struct fact_sink sink, eye = { see, &seen };
	struct run run = { .row = 0 };
	struct fact fact = { FACT_NOTED, .as.note = { "x", SPAN_EMPTY, 0 } };
	struct store *store;
	struct err err = { 0 };
	char *text = arena_alloc(place->arena, 5000, 1);

	memset(text, 'a', 5000);
	memcpy(text + 4095, "\xc3\xa9", 2); /* one byte before and one behind 4096 */
	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	sink = facts_sink(store);
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_begin(store, run.row, &artifact, &err));
	fact.as.note.message = (struct span){ text, 5000 };
	assert_ok(fact_add(&sink, &fact, &err));
	fact.as.note.message = NUL_TEXT;
	assert_ok(fact_add(&sink, &fact, &err));
	assert_ok(facts_end(store, &artifact, &err));

	assert_ok(facts_each(store, artifact.id, FACT_NOTED, FACTS_IN_ORDER, 0, 1, &eye,
			     &err));
	assert_int_equal(seen.at[0].as.note.message.len, 4095);
	seen.count = 0;
	assert_ok(facts_each(store, artifact.id, FACT_NOTED, FACTS_IN_ORDER, 1, 1, &eye,
			     &err));
	assert_int_equal(seen.count, 1);
	store_close(store);
}

static int keep_note(void *ctx, const struct fact *fact, struct err *err)
{
	(void)err;
	snprintf(ctx, 16, "%.*s", SPAN_ARG(fact->as.note.message));
	return 0;
}

static void a_nul_in_a_text_becomes_its_symbol(void **state)
{
	struct artifact artifact = { .status = ARTIFACT_OK };
	char text[16] = "";
	struct fact_sink sink, eye = { keep_note, text };
	struct run run = { .row = 0 };
	struct fact fact = { FACT_NOTED, .as.note = { "x", NUL_TEXT, 0 } };
	struct store *store;
	struct err err = { 0 };

	(void)state;
	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	sink = facts_sink(store);
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_begin(store, run.row, &artifact, &err));
	assert_ok(fact_add(&sink, &fact, &err));
	assert_ok(facts_end(store, &artifact, &err));
	assert_ok(facts_each(store, artifact.id, FACT_NOTED, FACTS_IN_ORDER, 0, 0, &eye,
			     &err));
	store_close(store);
	assert_string_equal(text, "a\xe2\x90\x80"
				  "b"); /* U+2400 */
}

static void put_cases(const struct fact_sink *sink)
{
	/* clang-format off */
	static const struct fact cases[] = {
		{ FACT_SUITE, .as.suite = { .number = 1, .name = SPAN_INIT("api.Limits"), .file = SPAN_INIT("tests/limits.c") } },
		{ FACT_SUITE, .as.suite = { .number = 2, .parent = 1, .name = SPAN_INIT("deep") } },
		{ FACT_SUITE, .as.suite = { .number = 5, .name = SPAN_INIT("api.Other") } },
		{ FACT_CASE, .as.test = { .suite = 1, .name = SPAN_INIT("low"), .outcome = TEST_PASSED } },
		{ FACT_CASE, .as.test = { .suite = 2, .name = SPAN_INIT("high"), .outcome = TEST_FAILED } },
		{ FACT_CASE, .as.test = { .suite = 5, .name = SPAN_INIT("high"), .outcome = TEST_SKIPPED } },
		{ FACT_CASE, .as.test = { .suite = 5, .name = SPAN_INIT("x"), .classname = SPAN_INIT("K"), .file = SPAN_INIT("a/b.js"), .outcome = TEST_PASSED } },
	};
	/* clang-format on */
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_ok(fact_add(sink, &cases[i], &err));
}

struct nested {
	struct store *store;
	int64_t artifact;
	unsigned outer, inner;
};

static int count_inner(void *ctx, const struct fact *fact, struct err *err)
{
	struct nested *nested = ctx;

	(void)fact;
	(void)err;
	nested->inner++;
	return 0;
}

static int count_outer(void *ctx, const struct fact *fact, struct err *err)
{
	struct nested *nested = ctx;
	struct fact_sink sink = { count_inner, nested };

	(void)fact;
	nested->outer++;
	return facts_each(nested->store, nested->artifact, FACT_CASE, FACTS_IN_ORDER, 0,
			  0, &sink, err);
}

/* The statements are kept; one that runs is not given out a second time. */
static void a_sink_may_read_the_facts_that_it_is_given(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct nested nested = { 0 };
	struct fact_sink sink = { count_outer, &nested };
	struct err err = { 0 };

	assert_ok(store_open(&nested.store, place->db, STORE_WRITE, &err));
	record(nested.store, &report, place->arena, COMMIT_1, put_cases);
	nested.artifact = report.artifacts.at[1].id;
	for (unsigned i = 0; i < 2; i++)
		assert_ok(facts_each(nested.store, nested.artifact, FACT_CASE,
				     FACTS_IN_ORDER, 0, 0, &sink, &err));
	store_close(nested.store);
	assert_int_equal(nested.outer, 2 * 4);
	assert_int_equal(nested.inner, 2 * 4 * 4);
}

static void a_selector_counts_what_it_names(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct err err = { 0 };
	/* clang-format off */
	static const struct { const char *selector; int64_t passed, failed, skipped; } rows[] = {
		{ "api.Limits", 1, 1, 0 }, /* a suite, with those inside */
		{ "limits.c", 1, 1, 0 },   /* its file's base name */
		{ "high", 0, 1, 1 },       /* cases */
		{ "hi", 0, 0, 0 },         /* whole names only */
		{ "h*h", 0, 1, 1 },
		{ "api.*", 2, 1, 1 },
		{ "*", 2, 1, 1 },
		{ "K", 1, 0, 0 },
		{ "a/b.js", 1, 0, 0 },
		{ "b.js", 1, 0, 0 },
		{ "*.js*", 1, 0, 0 },
		{ "", 0, 1, 0 },           /* "deep" has an empty file */
	};
	/* clang-format on */

	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	record(store, &report, place->arena, COMMIT_1, put_cases);
	for (size_t i = 0; i + 1 < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t out[TEST_OUTCOMES];

		assert_ok(facts_cases(out, store, report.artifacts.at[1].id,
				      span_of(rows[i].selector), &err));
		if (out[TEST_PASSED] != rows[i].passed ||
		    out[TEST_FAILED] != rows[i].failed ||
		    out[TEST_SKIPPED] != rows[i].skipped)
			fail_msg("%s gives %lld, %lld, %lld", rows[i].selector,
				 (long long)out[TEST_PASSED],
				 (long long)out[TEST_FAILED],
				 (long long)out[TEST_SKIPPED]);
	}
	store_close(store);
}

/* 500 cases of which every seventh failed, in a run that is finished. */
static void put_failing(const struct fact_sink *sink)
{
	struct err err = { 0 };

	for (unsigned i = 0; i < 500; i++) {
		struct fact fact = { FACT_CASE,
				     .as.test = {
					     .outcome = i % 7 == 3 ? TEST_FAILED
								   : TEST_PASSED,
					     .duration_us = i,
				     } };

		assert_ok(fact_add(sink, &fact, &err));
	}
}

/* Durations of the first cases, worst first: failed ones, then the others. */
static void assert_worst(struct store *store, int64_t artifact, size_t limit,
			 size_t count)
{
	struct seen seen = { .count = 0 };
	struct fact_sink eye = { see, &seen };
	struct err err = { 0 };

	assert_ok(facts_each(store, artifact, FACT_CASE, FACTS_WORST_FIRST, 0, limit,
			     &eye, &err));
	assert_int_equal(seen.count, count);
	for (size_t i = 0; i < count && i < 8; i++)
		assert_int_equal(seen.at[i].as.test.duration_us, 7 * i + 3);
}

static void the_worst_are_the_same_however_they_are_found(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	const struct kept_entry kept = { .told = SPAN_INIT("x"),
					 .counts = SPAN_INIT("0") };
	const char key[] = "0123456789abcdef0123456789abcdef"
			   "0123456789abcdef0123456789abcdef";
	struct store *store;
	struct err err = { 0 };
	int64_t id, lists;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_failing);
	id = report.artifacts.at[1].id;
	assert_worst(store, id, 5, 5);
	assert_worst(store, id, 3, 3); /* of those five */
	assert_worst(store, id, 7, 7); /* more than are known */
	assert_worst(store, id, 0, 500);
	assert_worst(store, id, 300, 300);
	assert_worst(store, id, 200, 200);
	/* Nothing is kept of facts of which nobody knows what they were made from. */
	drawn_put(store, NULL, 0);
	assert_ok(store_number(&lists, store, "SELECT count(*) FROM fact_order", &err));
	assert_int_equal(lists, 0);
	kept_put(store, id, SPAN_LIT(key), &kept);
	store_close(store);

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_ok(runs_head(&report, store, 0, place->arena, &err));
	assert_worst(store, id, 0, 500);
	drawn_put(store, NULL, 0);
	assert_ok(store_number(&lists, store, "SELECT length(numbers) FROM fact_order",
			       &err));
	assert_int_equal(lists, 200 * 4);
	store_close(store);

	assert_ok(store_open(&store, place->db, STORE_READ, &err));
	assert_ok(runs_head(&report, store, 0, place->arena, &err));
	assert_worst(store, id, 4, 4);
	assert_worst(store, id, 200, 200);
	assert_worst(store, id, 201, 201);
	assert_worst(store, id, 0, 500);
	store_close(store);
}

static void facts_of_another_run_are_none(void **state)
{
	struct place *place = *state;
	struct report first = { .run.row = 0 }, second = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };
	int64_t id;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &first, place->arena, COMMIT_1, put_failing);
	id = first.artifacts.at[1].id;
	assert_worst(store, id, 8, 8);
	record(store, &second, place->arena, COMMIT_2, put_failing);
	assert_int_equal(second.artifacts.at[1].id, id);
	assert_ok(runs_head(&out, store, first.run.row, place->arena, &err));
	assert_worst(store, id, 8, 0);
	assert_ok(runs_head(&out, store, second.run.row, place->arena, &err));
	assert_worst(store, id, 8, 8);
	/* Nor while somebody else has begun a third. */
	assert_ok(store_run(store, "INSERT INTO run(run_id, complete) VALUES (9, 0)",
			    &err));
	assert_worst(store, id, 8, 0);
	store_close(store);
}

static void an_earlier_run_keeps_its_judgement_and_loses_its_facts(void **state)
{
	struct place *place = *state;
	struct report first = { .run.row = 0 }, second = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &first, place->arena, COMMIT_1, put_all);
	record(store, &second, place->arena, COMMIT_2, put_cases);

	assert_int_equal(count_facts(store), 7);
	assert_ok(runs_load(&out, store, first.run.row, place->arena, &err));
	SAME_BUT(&first.run, &out.run, APART(run, as_of_from));
	SAME(&first.artifacts.at[1], &out.artifacts.at[1]);
	assert_int_equal(out.plans.at[0].judgements.count, 2);
	assert_int_equal(out.run.number, 1);
	assert_int_equal(second.run.number, 2);
	store_close(store);
}

static void a_run_cut_off_before_its_judgement_is_ignored_and_swept(void **state)
{
	struct place *place = *state;
	struct report first = { .run.row = 0 }, out;
	struct artifact artifact = { .status = ARTIFACT_OK };
	struct run run = { .row = 0 };
	struct store *store;
	struct fact_sink sink;
	struct err err = { 0 };
	int64_t rows;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &first, place->arena, COMMIT_1, put_cases);
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_begin(store, run.row, &artifact, &err));
	sink = facts_sink(store);
	put_all(&sink);
	assert_ok(facts_end(store, &artifact, &err));
	assert_ok(store_run(store, "COMMIT", &err)); /* and here the process dies */
	store_close(store);

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_int_equal(count_facts(store), FACTS);
	assert_ok(runs_load(&out, store, 0, place->arena, &err));
	assert_true(span_is(out.run.commit, COMMIT_1));
	assert_ok(runs_begin(store, &run, &err));
	assert_ok(facts_settle(store, &err));
	assert_int_equal(count_facts(store), 0);
	assert_ok(store_number(&rows, store, "SELECT count(*) FROM run", &err));
	assert_int_equal(rows, 2);
	assert_ok(runs_abandon(store, &run, &err));
	store_close(store);
}

static void artifacts_that_checks_were_asked_over_are_swept_with_their_run(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct err err = { 0 };
	int64_t rows;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	*LIST_ADD(place->arena, &report.artifacts) =
		(struct artifact){ .path = SPAN_LIT("a.xml"), .counts.words = 3 };
	assert_ok(runs_begin(store, &report.run, &err));
	assert_ok(runs_facts(store, &report, &err));
	assert_ok(store_number(&rows, store, "SELECT count(*) FROM artifact", &err));
	assert_int_equal(rows, 1);
	store_close(store); /* and here the process dies */

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_ok(
		store_number(&rows, store, "SELECT count(*) FROM run_artifact", &err));
	assert_int_equal(rows, 1);
	assert_ok(runs_begin(store, &report.run, &err));
	assert_ok(
		store_number(&rows, store, "SELECT count(*) FROM run_artifact", &err));
	assert_int_equal(rows, 0);
	assert_ok(runs_facts(store, &report, &err));
	assert_ok(runs_abandon(store, &report.run, &err));
	assert_ok(
		store_number(&rows, store, "SELECT count(*) FROM run_artifact", &err));
	assert_int_equal(rows, 0);
	assert_ok(store_number(&rows, store, "SELECT count(*) FROM artifact_count",
			       &err));
	assert_int_equal(rows, 0);
	store_close(store);
}

static void a_run_that_dies_while_it_reads_leaves_nothing(void **state)
{
	struct place *place = *state;
	struct report first = { .run.row = 0 };
	struct store *store;
	struct err err = { 0 };
	int64_t rows;
	pid_t child;
	int status;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &first, place->arena, COMMIT_1, put_cases);
	store_close(store);
	child = fork();
	if (child == 0) {
		struct artifact artifact = { .status = ARTIFACT_OK };
		struct run run = { .row = 0 };
		struct fact_sink sink;

		if (store_open(&store, place->db, STORE_WRITE, &err) < 0 ||
		    runs_begin(store, &run, &err) < 0 ||
		    facts_begin(store, run.row, &artifact, &err) < 0)
			_exit(1);
		sink = facts_sink(store);
		put_all(&sink);
		_exit(facts_end(store, &artifact, &err) < 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_int_equal(count_facts(store), 7);
	assert_ok(store_number(&rows, store, "SELECT count(*) FROM run", &err));
	assert_int_equal(rows, 1);
	store_close(store);
}

static void a_second_writer_waits(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct run run = { .row = 0 };
	struct err err = { 0 };
	int ready[2];
	char byte;
	pid_t child;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		struct store *own;

		if (store_open(&own, place->db, STORE_WRITE, &err) < 0 ||
		    runs_begin(own, &run, &err) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		usleep(200000);
		_exit(runs_abandon(own, &run, &err) < 0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);

	assert_ok(runs_begin(store, &run, &err));
	assert_ok(runs_abandon(store, &run, &err));
	store_close(store);
	waitpid(child, NULL, 0);
}

static void a_writer_that_waited_too_long_says_who_is_in_the_way(void **state)
{
	struct place *place = *state;
	struct store *one, *two;
	struct run run = { .row = 0 }, other = { .row = 0 };
	struct err err = { 0 };

	assert_ok(store_open(&one, place->db, STORE_WRITE, &err));
	assert_ok(store_open(&two, place->db, STORE_WRITE, &err));
	assert_ok(runs_begin(one, &run, &err));
	store_patience(two, 50);

	assert_err(ERR_IO, runs_begin(two, &other, &err));
	assert_string_equal(err.tag, "locked");
	assert_non_null(strstr(err.fix, "another muster"));
	assert_int_equal(err_exit_status(&err), 4);
	store_close(one);
	store_close(two);
}

static void a_run_that_somebody_swept_does_not_finish(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct run other = { .row = 0 };
	struct store *one, *two;
	struct err err = { 0 };

	assert_ok(store_open(&one, place->db, STORE_WRITE, &err));
	assert_ok(store_open(&two, place->db, STORE_WRITE, &err));
	assert_ok(runs_begin(one, &report.run, &err));
	fill_report(&report, place->arena, COMMIT_1, ID_1);
	assert_ok(store_run(one, "COMMIT; BEGIN", &err)); /* between the transactions */
	assert_ok(runs_begin(two, &other, &err));
	assert_ok(store_run(two, "COMMIT", &err));

	assert_err(ERR_IO, runs_finish(one, &report, &err));
	assert_string_equal(err.tag, "locked");
	store_close(one);
	store_close(two);
}

static void write_file(const char *path, const char *bytes, size_t len)
{
	struct err err = { 0 };

	assert_ok(file_write(path, (struct span){ bytes, len }, &err));
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };

	write_file(place->other, "hello, this is not a database at all\n", 37);
	assert_err(ERR_FORMAT, store_open(&store, place->other, STORE_WRITE, &err));
	assert_null(store);
	assert_non_null(strstr(err.fix, "move it away"));
	assert_string_equal(err.where, place->other);
}

static void a_database_of_somebody_else_is_refused(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->other, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE contacts(name)", 0, 0, 0),
			 SQLITE_OK);
	sqlite3_close(db);
	assert_err(ERR_FORMAT, store_open(&store, place->other, STORE_WRITE, &err));
	assert_string_equal(err.tag, "db-foreign");
}

static void a_database_of_a_newer_muster_is_refused(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_ok(store_run(store, "PRAGMA user_version = 99", &err));
	store_close(store);
	assert_err(ERR_USAGE, store_open(&store, place->db, STORE_WRITE, &err));
	assert_string_equal(err.tag, "db-newer");
	assert_err(ERR_USAGE, store_open(&store, place->db, STORE_READ, &err));
}

static void a_database_of_an_older_muster_is_refused_and_kept(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };
	int64_t revision = 0;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_ok(store_number(&revision, store, "PRAGMA user_version", &err));
	assert_int_equal(revision, STORE_REVISION);
	assert_ok(store_run(store, "PRAGMA user_version = 1", &err));
	store_close(store);
	assert_err(ERR_USAGE, store_open(&store, place->db, STORE_READ, &err));
	assert_err(ERR_USAGE, store_open(&store, place->db, STORE_WRITE, &err));
	assert_string_equal(err.tag, "db-older");
	assert_string_equal(err.where, place->db);
	assert_non_null(strstr(err.what, "(revision 1; this one has "));
	assert_non_null(strstr(err.fix, "move it away"));
	assert_int_equal(access(place->db, F_OK), 0);
}

static void a_damaged_database_is_an_error_that_says_what_to_do(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };
	int fd, rc;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_all);
	store_close(store);
	fd = open(place->db, O_RDWR);
	for (off_t page = 1; page < 60; page++)
		assert_int_equal(pwrite(fd, "\xff\xff\xff\xff\xff\xff", 6, page * 4096),
				 6);
	close(fd);

	rc = store_open(&store, place->db, STORE_WRITE, &err);
	if (rc == 0) {
		rc = runs_load(&out, store, 0, place->arena, &err);
		store_close(store);
	}
	assert_int_equal(rc, -ERR_FORMAT);
	assert_string_equal(err.tag, "db-damaged");
	assert_non_null(strstr(err.fix, "move it away"));
}

static void a_word_that_no_muster_writes_is_damage(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 }, out;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	record(store, &report, place->arena, COMMIT_1, NULL);
	assert_ok(store_run(store,
			    "PRAGMA ignore_check_constraints = ON;"
			    "UPDATE judgement SET verdict = 'splendid'",
			    &err));
	assert_err(ERR_FORMAT, runs_load(&out, store, 0, place->arena, &err));
	store_close(store);
}

static void an_index_out_of_the_report_is_damage(void **state)
{
	struct place *place = *state;
	static const char *const harms[] = {
		"UPDATE item SET parent = 7",
		"UPDATE audit_finding SET item = 99 WHERE plan_id IS NOT NULL",
		"UPDATE audit_finding SET item = 99 WHERE plan_id IS NULL",
		"UPDATE requirement SET artifact_id = 77 WHERE seq = 2",
		"UPDATE item SET item_id = item_id + 5 WHERE seq = 2",
		"UPDATE run_artifact SET artifact_id = 4503599627370496 WHERE seq = 1",
	};

	for (size_t i = 0; i < sizeof(harms) / sizeof(harms[0]); i++) {
		struct report report = { .run.row = 0 }, out;
		struct store *store;
		struct err err = { 0 };

		assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
		record(store, &report, place->arena, COMMIT_1, NULL);
		assert_ok(store_run(store, harms[i], &err));
		assert_err(ERR_FORMAT, runs_load(&out, store, 0, place->arena, &err));
		store_close(store);
	}
}

static void a_link_in_place_of_the_database_is_refused(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };

	assert_int_equal(symlink("/etc/passwd", place->other), 0);
	assert_err(ERR_USAGE, store_open(&store, place->other, STORE_WRITE, &err));
}

static void a_read_only_place_is_an_io_error(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };

	/* /proc takes no folder from anybody, root included. */
	(void)place;
	assert_err(ERR_IO,
		   store_open(&store, "/proc/muster/muster.db", STORE_WRITE, &err));
	assert_err(ERR_ABSENT, store_open(&store, "/proc/muster.db", STORE_READ, &err));
}

static void an_empty_database_holds_no_run(void **state)
{
	struct place *place = *state;
	struct report out;
	struct store *store;
	struct err err = { 0 };
	struct run *runs;
	size_t count;

	assert_err(ERR_ABSENT, store_open(&store, place->db, STORE_READ, &err));
	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	assert_err(ERR_ABSENT, runs_load(&out, store, 0, place->arena, &err));
	assert_ok(runs_list(&runs, &count, store, 0, place->arena, &err));
	assert_int_equal(count, 0);
	store_close(store);
}

static void the_tables_are_those_of_the_schema(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct span trouble;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_all);
	assert_ok(store_check(store, &trouble, place->arena, &err));
	assert_span_is(trouble, "");
	assert_ok(store_run(store, "CREATE VIEW sly AS SELECT 1", &err));
	assert_ok(store_check(store, &trouble, place->arena, &err));
	assert_span_is(trouble, "its tables are not those that muster makes\n");
	store_close(store);
}

static void runs_are_listed_newest_first(void **state)
{
	struct place *place = *state;
	struct store *store;
	struct err err = { 0 };
	struct run *runs;
	size_t count;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	for (unsigned i = 0; i < 3; i++) {
		struct report report = { .run.row = 0 };

		record(store, &report, place->arena, i == 1 ? COMMIT_2 : COMMIT_1,
		       NULL);
	}
	assert_ok(runs_list(&runs, &count, store, 2, place->arena, &err));
	assert_int_equal(count, 2);
	assert_true(span_is(runs[0].commit, COMMIT_1));
	assert_true(span_is(runs[1].commit, COMMIT_2));
	assert_int_equal(runs[0].number, 1); /* the number that its commit has */
	assert_int_equal(runs[1].number, 2);
	assert_int_equal(runs[0].counts[VERDICT_WAIVED], 2);
	store_close(store);
}

static void history_has_one_run_a_commit_and_verdicts_where_they_change(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct err err = { 0 };

	/* c1, c2, c1 again, and now c3 */
	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, NULL);
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_2, NULL);
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_1, NULL);
	assert_ok(
		store_run(store,
			  "UPDATE judgement SET verdict = 'partial' WHERE item_id = 4",
			  &err));
	assert_ok(runs_begin(store, &report.run, &err));
	fill_report(&report, place->arena, COMMIT_3, ID_1);
	assert_ok(runs_history(&report, store, place->arena, &err));
	assert_ok(runs_finish(store, &report, &err));

	assert_int_equal(report.run.number, 3);
	assert_int_equal(report.history.count, 2);
	assert_true(span_is(report.history.at[0].commit, COMMIT_1));
	assert_int_equal(report.history.at[0].number, 1);
	assert_true(span_is(report.history.at[1].commit, COMMIT_2));
	assert_int_equal(report.history.at[1].number, 2);
	/* one judged item: waived in run 1 (its newest, item 6), partial in run 2 */
	assert_int_equal(report.past.count, 2);
	assert_int_equal(report.past.at[0].run, 1);
	assert_int_equal(report.past.at[0].verdict, VERDICT_WAIVED);
	assert_span_is(report.past.at[0].plan, "RELEASE.md");
	assert_span_is(report.past.at[0].item, "k7m2qd4x");
	assert_int_equal(report.past.at[1].run, 2);
	assert_int_equal(report.past.at[1].verdict, VERDICT_PARTIAL);
	store_close(store);
}

static struct span bytes_of(const char *path, struct arena *arena)
{
	struct err err = { 0 };
	struct span bytes;

	assert_ok(file_read(&bytes, path, (size_t)1 << 26, arena, &err));
	return bytes;
}

static void two_exports_of_one_run_have_the_same_bytes(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct store *store;
	struct span one, two, three;
	struct err err = { 0 };

	/* one database with nothing before, one with two runs before, one in memory */
	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_3, put_all);
	assert_ok(runs_export(store, 0, place->other, &err));
	store_close(store);
	one = bytes_of(place->other, place->arena);
	assert_ok(file_remove_tree(place->db, &err));

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	for (unsigned i = 0; i < 3; i++) {
		report.run.row = 0;
		record(store, &report, place->arena,
		       i == 0   ? COMMIT_1
		       : i == 1 ? COMMIT_2
				: COMMIT_3,
		       put_all);
	}
	store_close(store);
	assert_ok(store_open(&store, place->db, STORE_READ, &err));
	assert_ok(runs_export(store, 3, place->other, &err));
	store_close(store);
	two = bytes_of(place->other, place->arena);

	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_1, put_cases);
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_3, put_all);
	assert_ok(runs_export(store, 0, place->other, &err));
	store_close(store);
	three = bytes_of(place->other, place->arena);

	assert_true(one.len > 4096);
	assert_true(span_eq(one, two));
	assert_true(span_eq(one, three));
	/* File format: bytes 18 and 19 are 1 for a rollback journal, 2 for a WAL. */
	assert_int_equal(one.ptr[18], 1);
	assert_int_equal(one.ptr[19], 1);
}

static void put_many(const struct fact_sink *sink)
{
	struct err err = { 0 };

	for (unsigned i = 0; i < 3000; i++) {
		struct fact test = { FACT_CASE,
				     .as.test = { .name = SPAN_INIT("stores"),
						  .outcome = TEST_PASSED,
						  .duration_us = i * 997 } };
		struct fact problem = { FACT_PROBLEM,
					.as.problem = { .kind = SPAN_INIT("sast"),
							.severity = SEVERITY_LOW,
							.src_line = i + 1 } };

		assert_ok(fact_add(sink, i % 3 ? &test : &problem, &err));
	}
}

/* The first run's tables are copied whole, a later one's row by row. */
static void many_facts_are_exported_to_the_same_bytes(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 };
	struct span first, later;
	struct store *store;
	struct err err = { 0 };

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_3, put_many);
	assert_ok(runs_export(store, 0, place->other, &err));
	first = bytes_of(place->other, place->arena);
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_3, put_many);
	assert_ok(runs_export(store, 0, place->other, &err));
	later = bytes_of(place->other, place->arena);
	store_close(store);
	assert_true(first.len > 100000);
	assert_true(span_eq(first, later));
}

static void an_export_holds_the_run_and_its_facts_and_nothing_else(void **state)
{
	struct place *place = *state;
	struct report report = { .run.row = 0 }, out;
	struct store *store, *other;
	struct span trouble;
	struct err err = { 0 };
	int64_t number;

	assert_ok(store_open(&store, place->db, STORE_WRITE, &err));
	record(store, &report, place->arena, COMMIT_1, put_cases);
	report.run.row = 0;
	record(store, &report, place->arena, COMMIT_2, put_all);
	assert_ok(runs_export(store, 1, place->other, &err)); /* its facts are gone */
	assert_ok(store_open(&other, place->other, STORE_READ, &err));
	assert_int_equal(count_facts(other), 0);
	store_close(other);
	assert_ok(runs_export(store, 0, place->other, &err));
	store_close(store);

	assert_ok(store_open(&store, place->other, STORE_READ, &err));
	assert_int_equal(count_facts(store), FACTS);
	assert_ok(store_number(&number, store, "SELECT count(*) FROM run", &err));
	assert_int_equal(number, 1);
	assert_ok(store_number(&number, store, "PRAGMA freelist_count", &err));
	assert_int_equal(number, 0);
	assert_ok(store_check(store, &trouble, place->arena, &err));
	assert_span_is(trouble, "");
	assert_ok(runs_load(&out, store, 0, place->arena, &err));
	assert_int_equal(out.run.row, 1);
	assert_int_equal(out.run.number, 0);
	assert_true(span_is(out.run.commit, COMMIT_2));
	assert_int_equal(out.artifacts.at[1].id, 1); /* begun first */
	assert_int_equal(out.plans.at[0].judgements.at[1].requirements.at[1].artifact,
			 1);
	assert_ok(store_number(&number, store,
			       "SELECT total FROM v_test WHERE artifact_id = 1", &err));
	assert_int_equal(number, 2);
	store_close(store);
}

/* The table's CHECK of that column lists these words and no others. */
static void expect_words(struct store *store, const char *table, const char *column,
			 const char *const *words, size_t count, bool empty_is_one)
{
	struct err err = { 0 };
	sqlite3_stmt *stmt;
	char want[2048];
	size_t len = (size_t)snprintf(want, sizeof(want), "%s IN (", column);

	for (size_t w = 0; w < count; w++) {
		bool twice = words[w][0] == '\0' && !empty_is_one;

		for (size_t e = 0; e < w; e++)
			twice |= strcmp(words[e], words[w]) == 0;
		if (!twice)
			len += (size_t)snprintf(want + len, sizeof(want) - len, "'%s',",
						words[w]);
	}
	snprintf(want + len - 1, sizeof(want) - len + 1, "))");
	assert_ok(store_prepare(&stmt, store,
				"SELECT sql FROM sqlite_schema WHERE name = ?1", &err));
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	if (!strstr((const char *)sqlite3_column_text(stmt, 0), want))
		fail_msg("%s has no %s", table, want);
	sqlite3_finalize(stmt);
}

/* Each CHECK of words in the schema, against the table of words in C. */
static void words_in_checks_are_the_words_in_c(void **state)
{
	/* clang-format off */
	static const struct { const char *table, *column; const char *const *words; size_t count; } checks[] = {
		{ "run", "strength_needed", strength_code, STRENGTHS },
		{ "run", "result", result_word, RESULTS },
		{ "run_count", "verdict", verdict_word, VERDICTS },
		{ "gate_row", "verdict", verdict_word, VERDICTS },
		{ "item", "kind", item_kind_word, ITEM_KINDS },
		{ "item", "claim", claim_word, CLAIMS },
		{ "item", "claim_from", claim_from_word, CLAIM_FROMS },
		{ "item", "level", item_level_word, LEVELS },
		{ "item_ref", "kind", ref_kind_word, REF_KINDS },
		{ "item_ref", "role", ref_role_word, REF_ROLES },
		{ "item_threshold", "op", threshold_op_word, OPS },
		{ "item_threshold", "role", threshold_role_word, THRESHOLD_ROLES },
		{ "signoff", "decision", decision_word, DECISIONS },
		{ "judgement", "verdict", verdict_word, VERDICTS },
		{ "judgement", "raw_verdict", verdict_word, VERDICTS },
		{ "judgement", "reason", reason_word, REASONS },
		{ "judgement", "needs", claim_class_word, CLASSES },
		{ "judgement", "strength", strength_code, STRENGTHS },
		{ "judgement", "freshness", freshness_word, FRESHNESSES },
		{ "signoff_vote", "origin", vote_from_word, VOTE_FROMS },
		{ "signoff_vote", "vote", vote_word, VOTES },
		{ "signoff_vote", "reason", reason_word, REASONS },
		{ "item_lineage", "how", lineage_word + 1, LINEAGES - 1 },
		{ "requirement", "basis", basis_word, BASES },
		{ "requirement", "needs", claim_class_word, CLASSES },
		{ "requirement", "outcome", outcome_word, OUTCOMES },
		{ "requirement", "reason", reason_word, REASONS },
		{ "requirement", "how", ref_how_word, HOWS },
		{ "requirement", "freshness", freshness_word, FRESHNESSES },
		{ "requirement", "freshness_reason", reason_word, REASONS },
		{ "requirement", "strength", strength_code, STRENGTHS },
		{ "audit_finding", "level", finding_level_word, FINDING_LEVELS },
		{ "run_artifact", "origin", artifact_origin_word, ORIGINS },
		{ "run_artifact", "family", family_word, FAMILIES },
		{ "run_artifact", "status", artifact_status_word, ARTIFACT_STATUSES },
		{ "run_artifact", "generated_at_quality", clock_quality_word, CLOCK_ZONED + 1 },
		{ "run_artifact", "outcome", outcome_word, OUTCOMES },
		{ "run_artifact", "freshness", freshness_word, FRESHNESSES },
		{ "run_artifact", "freshness_reason", reason_word, REASONS },
	};
	/* clang-format on */
	size_t of_facts = 0;
	struct store *store;
	struct err err = { 0 };
	size_t in_schema = 0;

	(void)state;
	assert_ok(store_open(&store, NULL, STORE_MEMORY, &err));
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		expect_words(store, checks[i].table, checks[i].column, checks[i].words,
			     checks[i].count, false);
	}
	for (size_t kind = 0; kind < FACT_KINDS; kind++) {
		const struct fact_shape *shape = &fact_shapes[kind];

		for (size_t i = 0; shape->table && i < shape->count; i++) {
			const struct column *column = &shape->columns[i];

			if (!column->words)
				continue;
			expect_words(store, shape->table, column->name, column->words,
				     column->size, true);
			of_facts++;
		}
	}
	/* And no list of words that this table forgets. */
	{
		sqlite3_stmt *stmt;

		assert_ok(store_prepare(&stmt, store, "SELECT sql FROM sqlite_schema",
					&err));
		while (sqlite3_step(stmt) == SQLITE_ROW) {
			const char *sql = (const char *)sqlite3_column_text(stmt, 0);

			while (sql && (sql = strstr(sql, " IN ('")) != NULL) {
				const char *open = sql;

				while (*open != '(' || open == sql + 4)
					open--;
				in_schema += strncmp(open - 6, "CHECK ", 6) == 0;
				sql += 6;
			}
		}
		sqlite3_finalize(stmt);
	}
	assert_int_equal(in_schema, sizeof(checks) / sizeof(checks[0]) + of_facts);
	store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_report_comes_out_as_it_went_in),
		TEST(items_and_judgements_come_out_as_they_went_in),
		TEST(a_plan_comes_with_the_artifacts_it_asks_for_and_the_rest_in_brief),
		TEST(names_are_those_of_one_run_by_id_by_line_or_all),
		TEST(facts_of_every_kind_come_out_as_they_went_in),
		TEST(views_and_columns_of_the_contract_answer),
		TEST(facts_of_an_unreadable_artifact_leave_nothing),
		TEST(many_facts_keep_their_order),
		TEST(a_sink_may_read_the_facts_that_it_is_given),
		TEST(long_text_is_cut_at_a_character_and_nul_is_shown),
		TEST(a_nul_in_a_text_becomes_its_symbol),
		TEST(a_selector_counts_what_it_names),
		TEST(the_worst_are_the_same_however_they_are_found),
		TEST(facts_of_another_run_are_none),
		TEST(an_earlier_run_keeps_its_judgement_and_loses_its_facts),
		TEST(a_run_cut_off_before_its_judgement_is_ignored_and_swept),
		TEST(artifacts_that_checks_were_asked_over_are_swept_with_their_run),
		TEST(a_run_that_dies_while_it_reads_leaves_nothing),
		TEST(a_second_writer_waits),
		TEST(a_writer_that_waited_too_long_says_who_is_in_the_way),
		TEST(a_run_that_somebody_swept_does_not_finish),
		TEST(a_file_that_is_no_database_is_refused),
		TEST(a_database_of_somebody_else_is_refused),
		TEST(a_database_of_a_newer_muster_is_refused),
		TEST(a_database_of_an_older_muster_is_refused_and_kept),
		TEST(a_damaged_database_is_an_error_that_says_what_to_do),
		TEST(a_word_that_no_muster_writes_is_damage),
		TEST(an_index_out_of_the_report_is_damage),
		TEST(a_link_in_place_of_the_database_is_refused),
		TEST(a_read_only_place_is_an_io_error),
		TEST(an_empty_database_holds_no_run),
		TEST(the_tables_are_those_of_the_schema),
		TEST(runs_are_listed_newest_first),
		TEST(history_has_one_run_a_commit_and_verdicts_where_they_change),
		TEST(two_exports_of_one_run_have_the_same_bytes),
		TEST(many_facts_are_exported_to_the_same_bytes),
		TEST(an_export_holds_the_run_and_its_facts_and_nothing_else),
		TEST(words_in_checks_are_the_words_in_c),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
