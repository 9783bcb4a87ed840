/*
 * playwright.c - Playwright's json reporter:
 *
 *     { "config": {...}, "suites": [ { "title", "file", "specs": [ { "title", "ok",
 *       "tests": [ { "projectName", "expectedStatus", "status": "expected",
 *         "results": [ { "status", "duration", "retry", "errors" } ] } ] } ],
 *       "suites": [...] } ], "errors": [...], "stats": {...} }
 *
 * A case is one test in one project; its status says whether what happened was
 * what the author expected, which may be a failure (test.fail()).  Errors at the
 * top broke the run outside of any test.
 * Source: Playwright's testReporter.d.ts, JSONReport.
 */
#include "base/limits.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

#define DEPTH_MAX                                                                      \
	LIMIT_JSON_DEPTH /* suites in suites: each takes two levels of JSON            \
			  */

/* clang-format off: one status a line */
static const struct test_word words[] = {
	{ "expected", TEST_PASSED }, { "unexpected", TEST_FAILED },
	{ "flaky", TEST_PASSED },    { "skipped", TEST_SKIPPED },
	{ NULL, TEST_UNKNOWN },
};

/* Its own word, where a version leaves `status` of the test out. */
static const struct test_word result_words[] = {
	{ "passed", TEST_PASSED },   { "failed", TEST_FAILED },
	{ "timedOut", TEST_FAILED }, { "interrupted", TEST_ERRORED },
	{ "skipped", TEST_SKIPPED }, { NULL, TEST_UNKNOWN },
};
/* clang-format on */

/* One suite of the way from the top to where the walk stands. */
struct place {
	struct node suite; /* the next to be read at this depth */
	int64_t parent;
};

static bool is_spec(struct node node)
{
	return node_is(node_get(node, "tests"), NODE_ARRAY);
}

/* The first spec of a suite or of a suite in it, along the first children. */
static bool has_spec(struct node suite)
{
	for (unsigned i = 0; i < DEPTH_MAX && node_exists(suite); i++) {
		struct node specs = node_get(suite, "specs");

		if (is_spec(node_first(specs)))
			return true;
		suite = node_first(node_get(suite, "suites"));
	}
	return false;
}

static enum bid playwright_bid(const struct probe *probe)
{
	struct node suites = node_get(probe->root, "suites");
	struct node config = node_get(probe->root, "config");

	if (probe->lex != LEX_JSON || !node_is(suites, NODE_ARRAY))
		return BID_NO;
	if (node_is(node_get(config, "projects"), NODE_ARRAY) ||
	    node_is(node_at(probe->root, "stats/unexpected"), NODE_NUMBER))
		return BID_STATED;
	if (node_is(config, NODE_OBJECT) && has_spec(node_first(suites)))
		return BID_SHAPE;
	return BID_NO;
}

/* ---- cases ---- */

static struct span message_of(struct node result)
{
	struct node error = node_get(result, "error");

	if (!node_is(error, NODE_OBJECT))
		error = node_first(node_get(result, "errors"));
	return node_text(node_get(error, "message"));
}

/* The times of all tries; the message of the first that broke. */
static void take_results(struct fact_case *test, struct node results)
{
	unsigned tries = 0;
	int64_t sum = 0;

	for (struct node n = node_first(results); node_exists(n); n = node_next(n)) {
		int64_t us = tests_ms(node_number(node_get(n, "duration")));

		tries++;
		if (us != FACT_UNSAID && !__builtin_add_overflow(sum, us, &sum))
			test->duration_us = sum;
		if (test->message.len == 0)
			test->message = message_of(n);
	}
	test->retries = tries > 0 ? tries - 1 : 0;
}

/* The last try's word; test.fail() turns "failed" into what was expected. */
static enum test_outcome outcome_of(struct node node, struct span word)
{
	struct node last = NODE_NONE;
	struct node expected = node_get(node, "expectedStatus");
	struct span said;

	if (word.len > 0)
		return tests_outcome(words, word);
	for (struct node n = node_first(node_get(node, "results")); node_exists(n);
	     n = node_next(n))
		last = n;
	said = node_text(node_get(last, "status"));
	if (said.len > 0 && !span_is(said, "skipped") && node_exists(expected) &&
	    span_eq(said, node_text(expected)))
		return TEST_PASSED;
	return tests_outcome(result_words, said);
}

/* "spec [project]": what Playwright's own list prints. */
static struct span name_of(struct span title, struct span project, struct arena *arena)
{
	if (project.len == 0)
		return title;
	return arena_printf(arena, "%.*s [%.*s]", SPAN_ARG(title), SPAN_ARG(project));
}

static int add_test(struct tests *t, struct node spec, struct node node, int64_t suite)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	struct span project = node_text(node_get(node, "projectName"));
	int rc;

	test->suite = suite;
	test->name =
		name_of(node_text(node_get(spec, "title")), project, t->put.scratch);
	test->file = node_text(node_get(spec, "file"));
	test->src_line = tests_line(node_number(node_get(spec, "line")));
	test->outcome_raw = node_text(node_get(node, "status"));
	test->outcome = outcome_of(node, test->outcome_raw);
	rc = found_list(&t->put, node_get(node, "results"), "results");
	if (rc < 0)
		return rc;
	take_results(test, node_get(node, "results"));
	/* What was expected to fail, and did, passed as its author meant it. */
	if (test->outcome == TEST_PASSED &&
	    span_is(node_text(node_get(node, "expectedStatus")), "failed"))
		test->outcome = TEST_TODO;
	test->flaky = span_is(test->outcome_raw, "flaky");
	test->line = node_line(node);
	return tests_add_case(t, &fact);
}

static int add_spec(struct tests *t, struct node spec, int64_t suite)
{
	struct node tests = node_get(spec, "tests");
	int64_t bad = tests_bad(t);
	int rc = found_list(&t->put, tests, "tests");

	for (struct node n = node_first(tests); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_test(t, spec, n, suite);
	if (rc < 0 || !node_is(node_get(spec, "ok"), NODE_FALSE) || tests_bad(t) > bad)
		return rc;
	return tests_add_broken(t, suite, node_text(node_get(spec, "title")),
				SPAN_LIT(
					"the spec is not ok, and no test of it failed"),
				node_line(spec));
}

/* ---- suites ---- */

static int add_suite(struct tests *t, struct node suite, int64_t parent)
{
	struct fact fact = fact_new(FACT_SUITE);
	struct node specs = node_get(suite, "specs");
	int rc;

	fact.as.suite.parent = parent;
	fact.as.suite.name = node_text(node_get(suite, "title"));
	fact.as.suite.file = node_text(node_get(suite, "file"));
	fact.as.suite.line = node_line(suite);
	rc = tests_add_suite(t, &fact.as.suite);
	if (rc == 0)
		rc = found_list(&t->put, specs, "specs");
	if (rc == 0)
		rc = found_list(&t->put, node_get(suite, "suites"), "suites");
	for (struct node n = node_first(specs); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_spec(t, n, fact.as.suite.number);
	return rc;
}

/* Suites in document order, each before those in it. */
static int add_suites(struct tests *t, struct node top)
{
	struct place places[DEPTH_MAX] = { { node_first(top), 0 } };
	size_t depth = 0;

	for (;;) {
		struct place *place = &places[depth];
		struct node suite = place->suite;
		struct node below = node_first(node_get(suite, "suites"));
		int rc;

		if (!node_exists(suite)) {
			if (depth-- == 0)
				return 0;
			continue;
		}
		place->suite = node_next(suite);
		rc = add_suite(t, suite, place->parent);
		if (rc < 0)
			return rc;
		if (node_exists(below) && depth + 1 < DEPTH_MAX) {
			depth++;
			places[depth] = (struct place){ below, t->suites };
		}
	}
}

/* ---- the whole ---- */

/* Errors outside of any test: a configuration, a setup, a worker that died. */
static int add_errors(struct tests *t, struct node errors)
{
	int64_t suite;
	int rc = found_list(&t->put, errors, "errors");

	if (rc < 0 || node_count(errors) == 0)
		return rc;
	rc = tests_add_named(t, SPAN_LIT("the run"), node_line(errors), &suite);
	for (struct node n = node_first(errors); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = tests_add_broken(t, suite, SPAN_LIT("the run"),
				      node_text(node_get(n, "message")), node_line(n));
	return rc;
}

/* `expected` counts what was expected to fail as well; so may a flaky test. */
static int check_stats(struct tests *t, struct node stats, int64_t flaky)
{
	int64_t bad = tests_total(node_number(node_get(stats, "unexpected")));
	int64_t skipped = tests_total(node_number(node_get(stats, "skipped")));
	int64_t expected = tests_total(node_number(node_get(stats, "expected")));
	int rc = 0;

	if (bad != FACT_UNSAID)
		rc = tests_check(t, "unexpected", bad, TEST_BAD, node_line(stats));
	if (rc == 0)
		rc = tests_check(t, "skipped", skipped, TEST_BIT(TEST_SKIPPED),
				 node_line(stats));
	if (rc == 0 && expected != FACT_UNSAID)
		rc = tests_check(t, "expected", expected + flaky,
				 TEST_BIT(TEST_PASSED) | TEST_BIT(TEST_TODO),
				 node_line(stats));
	return rc;
}

static int playwright_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct tests t = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	struct node stats = node_get(root, "stats");
	struct node errors = node_get(root, "errors");
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("Playwright") };
	int64_t flaky = tests_total(node_number(node_get(stats, "flaky")));
	int rc = probe_single(probe, err);

	about.tool_version = node_text(node_at(root, "config/version"));
	if (rc == 0)
		rc = put_about(&t.put, about);
	if (rc == 0)
		rc = put_time(&t.put, node_text(node_get(stats, "startTime")),
			      "/stats/startTime",
			      node_line(node_get(stats, "startTime")));
	if (rc == 0)
		rc = put_commit(&t.put,
				node_text(node_at(root,
						  "config/metadata/gitCommit/hash")),
				"/config/metadata/gitCommit/hash");
	if (rc == 0)
		rc = put_commit(&t.put,
				node_text(node_at(root, "config/metadata/revision.id")),
				"/config/metadata/revision.id");
	if (rc == 0)
		rc = found_list(&t.put, node_get(root, "suites"), "suites");
	if (rc == 0)
		rc = add_suites(&t, node_get(root, "suites"));
	if (rc == 0)
		rc = add_errors(&t, errors);
	if (rc == 0)
		rc = check_stats(&t, stats, flaky > 0 ? flaky : 0);
	return rc;
}

extern const struct reader reader_playwright;
const struct reader reader_playwright = {
	.name = "playwright-json",
	.title = "Playwright JSON",
	.spec = "Playwright's json reporter (JSONReport in testReporter.d.ts)",
	.reads = "test suites, one case a test and project, retries, flakiness",
	.family = FAMILY_TESTS,
	.revision = 3,
	.tools = { "playwright" },
	.usual = "playwright-report.json playwright-results.json results.json",
	.bid = playwright_bid,
	.read = playwright_read,
};
