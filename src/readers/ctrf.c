/*
 * ctrf.c - the Common Test Report Format, which many runners can be made to write:
 *
 *     { "reportFormat": "CTRF", "specVersion": "0.0.0", "timestamp": "...",
 *       "results": { "tool": { "name", "version" },
 *         "summary": { "tests", "passed", "failed", "pending", "skipped", "other",
 *                      "start", "stop" },
 *         "tests": [ { "name", "status", "duration", "suite", "message", ... } ],
 *         "environment": { "commit", ... } } }
 *
 * A suite is the text or the list of names that its tests give.
 * Source: ctrf.io, the schema of the specification.
 */
#include "base/table.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

/* clang-format off: tables keep one row a line */
static const struct test_word words[] = {
	{ "passed", TEST_PASSED },   { "failed", TEST_FAILED },
	{ "skipped", TEST_SKIPPED }, { "pending", TEST_SKIPPED },
	{ "other", TEST_UNKNOWN },   { NULL, TEST_UNKNOWN },
};

static const struct test_total totals[] = {
	{ "tests", TEST_ANY },
	{ "passed", TEST_BIT(TEST_PASSED) },
	{ "failed", TEST_BIT(TEST_FAILED) },
	{ "other", TEST_BIT(TEST_UNKNOWN) },
	{ NULL, 0 },
};
/* clang-format on */

struct ctrf {
	struct tests tests;
	struct table *suites; /* name to number */
	struct node summary;
};

static enum bid ctrf_bid(const struct probe *probe)
{
	struct node results = node_get(probe->root, "results");

	if (probe->lex != LEX_JSON ||
	    !node_is(node_get(results, "tests"), NODE_ARRAY) ||
	    !node_is(node_get(results, "summary"), NODE_OBJECT))
		return BID_NO;
	if (span_is(node_text(node_get(probe->root, "reportFormat")), "CTRF") ||
	    node_is(node_at(results, "tool/name"), NODE_STRING))
		return BID_STATED;
	return BID_NO;
}

/* "outer > inner" of a list, or the text as it is. */
static struct span suite_name(struct node suite, struct arena *arena)
{
	struct span name = node_text(suite);

	for (struct node n = node_first(suite); node_exists(n); n = node_next(n))
		name = name.len == 0
			       ? node_text(n)
			       : arena_printf(arena, "%.*s > %.*s", SPAN_ARG(name),
					      SPAN_ARG(node_text(n)));
	return name;
}

/* The number of the suite of that name, which is added where it is new. */
static int suite_of(struct ctrf *c, struct node test, int64_t *number)
{
	struct span name = suite_name(node_get(test, "suite"), c->tests.put.scratch);
	struct fact fact;
	void **slot;
	int rc;

	if (name.len == 0)
		name = node_text(node_get(test, "filePath"));
	slot = table_slot_borrowed(c->suites, name);
	if (*slot) {
		*number = *(int64_t *)*slot;
		return 0;
	}
	fact = fact_new(FACT_SUITE);
	fact.as.suite.name = name;
	fact.as.suite.file = node_text(node_get(test, "filePath"));
	fact.as.suite.line = node_line(test);
	rc = tests_add_suite(&c->tests, &fact.as.suite);
	*slot = ARENA_NEW(c->tests.put.scratch, int64_t);
	*(int64_t *)*slot = *number = fact.as.suite.number;
	return rc;
}

static int add_test(struct ctrf *c, struct node node)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	int rc = suite_of(c, node, &test->suite);

	test->name = node_text(node_get(node, "name"));
	test->outcome_raw = node_text(node_get(node, "status"));
	test->outcome = tests_outcome(words, test->outcome_raw);
	test->file = node_text(node_get(node, "filePath"));
	test->src_line = tests_line(node_number(node_get(node, "line")));
	test->duration_us = tests_ms(node_number(node_get(node, "duration")));
	test->message = node_text(node_get(node, "message"));
	test->retries = tests_line(node_number(node_get(node, "retries")));
	test->flaky =
		test->outcome == TEST_PASSED && node_is_true(node_get(node, "flaky"));
	test->line = node_line(node);
	return rc < 0 ? rc : tests_add_case(&c->tests, &fact);
}

/* Pending tests are counted apart from skipped ones. */
static int check_summary(struct ctrf *c)
{
	int64_t skipped = tests_total(node_number(node_get(c->summary, "skipped")));
	int64_t pending = tests_total(node_number(node_get(c->summary, "pending")));
	int rc = tests_check_all(&c->tests, totals, c->summary);

	if (skipped != FACT_UNSAID)
		skipped += pending > 0 ? pending : 0;
	return rc < 0 ? rc
		      : tests_check(&c->tests, "skipped", skipped,
				    TEST_BIT(TEST_SKIPPED), node_line(c->summary));
}

/* When it ended, else when it was written. */
static int say_when(struct ctrf *c, struct node root)
{
	struct node stop = node_get(c->summary, "stop");
	struct node stamp = node_get(root, "timestamp");
	int64_t number;
	int rc = 0;

	if (node_integer(stop, &number) && number > 0)
		rc = put_time(&c->tests.put, node_number(stop), "/results/summary/stop",
			      node_line(stop));
	return rc < 0 ? rc
		      : put_time(&c->tests.put, node_text(stamp), "/timestamp",
				 node_line(stamp));
}

static int say_what(struct ctrf *c, struct node root)
{
	struct node results = node_get(root, "results");
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.format_version = node_text(node_get(root, "specVersion"));
	about.tool = node_text(node_at(results, "tool/name"));
	about.tool_version = node_text(node_at(results, "tool/version"));
	rc = put_about(&c->tests.put, about);
	if (rc == 0)
		rc = say_when(c, root);
	return rc < 0 ? rc
		      : put_commit(&c->tests.put,
				   node_text(node_at(results, "environment/commit")),
				   "/results/environment/commit");
}

static int ctrf_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct ctrf c = { .tests = { .put = { sink, scratch, err } },
			  .suites = table_new(scratch),
			  .summary = node_at(probe->root, "results/summary") };
	struct node tests = node_at(probe->root, "results/tests");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = say_what(&c, probe->root);
	for (struct node n = node_first(tests); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_test(&c, n);
	return rc < 0 ? rc : check_summary(&c);
}

extern const struct reader reader_ctrf;
const struct reader reader_ctrf = {
	.name = "ctrf",
	.title = "CTRF",
	.spec = "ctrf.io: Common Test Report Format",
	.reads = "test cases with suite, outcome, retries and message; the commit",
	.family = FAMILY_TESTS,
	.revision = 2,
	.tools = { "ctrf" },
	.usual = "ctrf-report.json *ctrf*.json",
	.bid = ctrf_bid,
	.read = ctrf_read,
};
