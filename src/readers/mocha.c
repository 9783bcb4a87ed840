/*
 * mocha.c - Mocha's json reporter:
 *
 *     { "stats": { "suites", "tests", "passes", "pending", "failures", "start",
 *                  "end", "duration" },
 *       "tests": [ { "title", "fullTitle", "file", "duration", "currentRetry",
 *                    "err": {} } ],
 *       "pending": [...], "failures": [...], "passes": [...] }
 *
 * Which list a test stands in is its outcome.  A hook that broke stands among the
 * failures alone; a test that stands in `tests` alone never ended.
 * Source: Mocha's lib/reporters/json.js.
 */
#include "base/table.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

/* clang-format off: tables keep one row a line */
static const struct {
	const char *list;
	enum test_outcome outcome;
} lists[] = {
	{ "passes", TEST_PASSED },
	{ "failures", TEST_FAILED },
	{ "pending", TEST_SKIPPED },
};

static const struct test_total totals[] = {
	{ "passes", TEST_BIT(TEST_PASSED) },
	{ "failures", TEST_BIT(TEST_FAILED) },
	{ "pending", TEST_BIT(TEST_SKIPPED) },
	{ NULL, 0 },
};
/* clang-format on */

struct mocha {
	struct tests tests;
	struct table *suites; /* name to number */
	struct table *ended;  /* full titles of what stands in one of the lists */
};

static enum bid mocha_bid(const struct probe *probe)
{
	if (probe->lex != LEX_JSON ||
	    !node_is(node_at(probe->root, "stats/passes"), NODE_NUMBER) ||
	    !node_is(node_get(probe->root, "passes"), NODE_ARRAY) ||
	    !node_is(node_get(probe->root, "failures"), NODE_ARRAY))
		return BID_NO;
	return BID_STATED;
}

/* The full title without the test's own: the suites around it. */
static struct span suite_name(struct node node)
{
	struct span full = node_text(node_get(node, "fullTitle"));
	struct span title = node_text(node_get(node, "title"));

	if (title.len > full.len ||
	    !span_eq(span_from(full, full.len - title.len), title))
		return SPAN_EMPTY;
	return span_trim(span_sub(full, 0, full.len - title.len));
}

static int suite_of(struct mocha *m, struct node node, int64_t *number)
{
	struct span name = suite_name(node);
	void **slot = table_slot_borrowed(m->suites, name);
	struct fact fact;
	int rc;

	if (*slot) {
		*number = *(int64_t *)*slot;
		return 0;
	}
	fact = fact_new(FACT_SUITE);
	fact.as.suite.name = name;
	fact.as.suite.file = node_text(node_get(node, "file"));
	fact.as.suite.line = node_line(node);
	rc = tests_add_suite(&m->tests, &fact.as.suite);
	*slot = ARENA_NEW(m->tests.put.scratch, int64_t);
	*(int64_t *)*slot = *number = fact.as.suite.number;
	return rc;
}

static int add_test(struct mocha *m, struct node node, enum test_outcome outcome)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	int rc = suite_of(m, node, &test->suite);

	test->name = node_text(node_get(node, "title"));
	test->file = node_text(node_get(node, "file"));
	test->outcome = outcome;
	test->duration_us = tests_ms(node_number(node_get(node, "duration")));
	test->message = node_text(node_at(node, "err/message"));
	test->retries = tests_line(node_number(node_get(node, "currentRetry")));
	test->flaky = outcome == TEST_PASSED && test->retries > 0;
	test->line = node_line(node);
	*table_slot_borrowed(m->ended, node_text(node_get(node, "fullTitle"))) = m;
	return rc < 0 ? rc : tests_add_case(&m->tests, &fact);
}

/* Tests that stand in no list of those that ended. */
static int add_unended(struct mocha *m, struct node tests)
{
	int rc = 0;

	for (struct node n = node_first(tests); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (!table_get(m->ended, node_text(node_get(n, "fullTitle"))))
			rc = add_test(m, n, TEST_UNKNOWN);
	return rc;
}

static int mocha_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct mocha m = { .tests = { .put = { sink, scratch, err } },
			   .suites = table_new(scratch),
			   .ended = table_new(scratch) };
	struct node root = probe->root;
	struct node stats = node_get(root, "stats");
	struct node end = node_get(stats, "end");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_about(&m.tests.put,
			       (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = SPAN_LIT("Mocha") });
	if (rc == 0)
		rc = put_time(&m.tests.put, node_text(end), "/stats/end",
			      node_line(end));
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct node list = node_get(root, lists[i].list);

		for (struct node n = node_first(list); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = add_test(&m, n, lists[i].outcome);
	}
	if (rc == 0)
		rc = add_unended(&m, node_get(root, "tests"));
	return rc < 0 ? rc : tests_check_all(&m.tests, totals, stats);
}

extern const struct reader reader_mocha;
const struct reader reader_mocha = {
	.name = "mocha-json",
	.title = "Mocha JSON",
	.spec = "Mocha's json reporter",
	.reads = "test cases with suite, outcome, retries and message",
	.family = FAMILY_TESTS,
	.revision = 2,
	.tools = { "mocha" },
	.usual = "mocha-results.json mocha-report.json mocha.json",
	.bid = mocha_bid,
	.read = mocha_read,
};
