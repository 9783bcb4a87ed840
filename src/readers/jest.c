/*
 * jest.c - `jest --json` and `vitest --reporter=json`, which copies it:
 *
 *     { "numTotalTests": 3, "success": false, "startTime": 1763719200000,
 *       "testResults": [ { "name": "/app/a.test.js", "status": "failed",
 *         "message": "", "assertionResults": [ { "title", "ancestorTitles",
 *         "fullName", "status", "duration", "failureMessages", "location" } ] } ] }
 *
 * A file that could not be run has no assertion and a message: that is one
 * broken case.  So is a run that calls itself failed and shows no failure.
 * Source: Jest's types of AggregatedResult as its JSON formatter writes them
 * (FormattedTestResults), Vitest's JSON reporter.
 */
#include "base/num.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

/* clang-format off: tables keep one row a line */
static const struct test_word words[] = {
	{ "passed", TEST_PASSED },    { "failed", TEST_FAILED },
	{ "pending", TEST_SKIPPED },  { "skipped", TEST_SKIPPED },
	{ "disabled", TEST_SKIPPED }, { "todo", TEST_TODO },
	{ NULL, TEST_UNKNOWN },
};

static const struct test_total totals[] = {
	{ "numTotalTests", TEST_ANY },
	{ "numPassedTests", TEST_BIT(TEST_PASSED) },
	{ "numFailedTests", TEST_BIT(TEST_FAILED) },
	{ "numPendingTests", TEST_BIT(TEST_SKIPPED) },
	{ "numTodoTests", TEST_BIT(TEST_TODO) },
	{ NULL, 0 },
};
/* clang-format on */

static enum bid jest_bid(const struct probe *probe)
{
	struct node results = node_get(probe->root, "testResults");

	if (probe->lex != LEX_JSON || !node_is(results, NODE_ARRAY) ||
	    !node_is(node_get(probe->root, "numTotalTests"), NODE_NUMBER))
		return BID_NO;
	return BID_STATED;
}

/* "outer inner" of ["outer", "inner"]: how Jest itself joins them. */
static struct span joined(struct node titles, struct arena *arena)
{
	struct span all = SPAN_EMPTY;

	if (node_count(titles) == 1)
		return node_text(node_first(titles));
	for (struct node n = node_first(titles); node_exists(n); n = node_next(n))
		all = all.len == 0 ? node_text(n)
				   : arena_printf(arena, "%.*s %.*s", SPAN_ARG(all),
						  SPAN_ARG(node_text(n)));
	return all;
}

/* The first failure's, which newer versions may write as objects. */
static struct span first_message(struct node messages)
{
	struct node first = node_first(messages);

	return node_is(first, NODE_OBJECT) ? node_text(node_get(first, "message"))
					   : node_text(first);
}

static int add_assertion(struct tests *t, struct node node, int64_t suite)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	int64_t tries = 1;

	test->suite = suite;
	test->outcome_raw = node_text(node_get(node, "status"));
	test->outcome = tests_outcome(words, test->outcome_raw);
	test->name = node_text(node_get(node, "title"));
	if (test->name.len == 0)
		test->name = node_text(node_get(node, "fullName"));
	test->classname = joined(node_get(node, "ancestorTitles"), t->put.scratch);
	test->duration_us = tests_ms(node_number(node_get(node, "duration")));
	test->message = first_message(node_get(node, "failureMessages"));
	test->src_line = tests_line(node_number(node_at(node, "location/line")));
	test->line = node_line(node);
	if (node_integer(node_get(node, "invocations"), &tries) && tries > 1 &&
	    tries < 1000) {
		test->retries = (unsigned)tries - 1;
		test->flaky = test->outcome == TEST_PASSED;
	}
	return tests_add_case(t, &fact);
}

/* startTime and endTime, which are milliseconds. */
static int64_t between(struct node from, struct node to)
{
	int64_t start, end;

	if (!num_scaled(node_number(from), 3, &start) ||
	    !num_scaled(node_number(to), 3, &end) || start <= 0 || end < start)
		return FACT_UNSAID;
	return end - start;
}

static int add_file(struct tests *t, struct node file)
{
	struct node cases = node_get(file, "assertionResults");
	struct span name = node_text(node_get(file, "name"));
	struct fact fact = fact_new(FACT_SUITE);
	int64_t bad = tests_bad(t);
	int rc;

	if (!node_exists(cases)) /* what onComplete() hands to reporters */
		cases = node_get(file, "testResults");
	if (name.len == 0)
		name = node_text(node_get(file, "testFilePath"));
	fact.as.suite.name = name;
	fact.as.suite.file = name;
	fact.as.suite.duration_us =
		between(node_get(file, "startTime"), node_get(file, "endTime"));
	fact.as.suite.line = node_line(file);
	rc = tests_add_suite(t, &fact.as.suite);
	for (struct node n = node_first(cases); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_assertion(t, n, t->suites);
	if (rc < 0 || tests_bad(t) > bad)
		return rc;
	if (span_is(node_text(node_get(file, "status")), "failed") ||
	    node_is(node_get(file, "testExecError"), NODE_OBJECT))
		rc = tests_add_broken(t, t->suites, name,
				      node_text(node_get(file, "message")),
				      node_line(file));
	return rc;
}

/* What the run says of itself, against the cases. */
static int check_run(struct tests *t, struct node root)
{
	struct node success = node_get(root, "success");
	struct node broken = node_get(root, "numRuntimeErrorTestSuites");
	int64_t count = 0;
	int rc = tests_check_all(t, totals, root);

	node_integer(broken, &count);
	if (rc < 0 || (!node_is(success, NODE_FALSE) && count <= 0 &&
		       !node_is_true(node_get(root, "wasInterrupted"))))
		return rc;
	return tests_add_run(t, "the run failed, and no test of it did",
			     node_line(success));
}

static int jest_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct tests t = { .put = { sink, scratch, err } };
	struct node root = probe->root;
	struct node started = node_get(root, "startTime");
	struct node files = node_get(root, "testResults");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = put_time(&t.put, node_number(started), "/startTime",
			      node_line(started));
	for (struct node n = node_first(files); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_file(&t, n);
	return rc < 0 ? rc : check_run(&t, root);
}

extern const struct reader reader_jest;
const struct reader reader_jest = {
	.name = "jest-json",
	.title = "Jest or Vitest JSON",
	.spec = "Jest --json (FormattedTestResults); Vitest's json reporter",
	.reads = "test suites (one a file), test cases with outcome and message",
	.family = FAMILY_TESTS,
	.revision = 2,
	.tools = { "jest", "vitest" },
	.usual = "jest-results.json jest-report.json jest.json vitest-results.json "
		 "vitest-report.json test-results.json",
	.bid = jest_bid,
	.read = jest_read,
};
