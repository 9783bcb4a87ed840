/*
 * rspec.c - RSpec's json formatter:
 *
 *     { "version": "3.13.0", "messages": [...],
 *       "examples": [ { "id", "description", "full_description", "status",
 *                       "file_path", "line_number", "run_time", "pending_message",
 *                       "exception": { "class", "message", "backtrace" } } ],
 *       "summary": { "duration", "example_count", "failure_count",
 *                    "pending_count", "errors_outside_of_examples_count" } }
 *
 * Errors outside of examples are counted and told in `messages`: each is a broken
 * case.
 * Source: RSpec Core's formatters/json_formatter.rb.
 */
#include "base/table.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

#define OUTSIDE_MAX 1000 /* errors outside of examples, each a case */

/* clang-format off: tables keep one row a line */
static const struct test_word words[] = {
	{ "passed", TEST_PASSED },
	{ "failed", TEST_FAILED },
	{ "pending", TEST_SKIPPED },
	{ NULL, TEST_UNKNOWN },
};

static const struct test_total totals[] = {
	{ "example_count", TEST_ANY },
	{ "failure_count", TEST_BIT(TEST_FAILED) },
	{ "pending_count", TEST_BIT(TEST_SKIPPED) },
	{ NULL, 0 },
};
/* clang-format on */

struct rspec {
	struct tests tests;
	struct table *files; /* of examples, to the suite's number */
};

static enum bid rspec_bid(const struct probe *probe)
{
	if (probe->lex != LEX_JSON ||
	    !node_is(node_get(probe->root, "examples"), NODE_ARRAY) ||
	    !node_is(node_at(probe->root, "summary/example_count"), NODE_NUMBER))
		return BID_NO;
	return BID_STATED;
}

static int suite_of(struct rspec *r, struct node example, int64_t *number)
{
	struct span file = node_text(node_get(example, "file_path"));
	void **slot = table_slot_borrowed(r->files, file);
	struct fact fact;
	int rc;

	if (*slot) {
		*number = *(int64_t *)*slot;
		return 0;
	}
	fact = fact_new(FACT_SUITE);
	fact.as.suite.name = file;
	fact.as.suite.file = file;
	fact.as.suite.line = node_line(example);
	rc = tests_add_suite(&r->tests, &fact.as.suite);
	*slot = ARENA_NEW(r->tests.put.scratch, int64_t);
	*(int64_t *)*slot = *number = fact.as.suite.number;
	return rc;
}

static int add_example(struct rspec *r, struct node node)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	int rc = suite_of(r, node, &test->suite);

	test->name = node_text(node_get(node, "full_description"));
	if (test->name.len == 0)
		test->name = node_text(node_get(node, "description"));
	test->file = node_text(node_get(node, "file_path"));
	test->src_line = tests_line(node_number(node_get(node, "line_number")));
	test->outcome_raw = node_text(node_get(node, "status"));
	test->outcome = tests_outcome(words, test->outcome_raw);
	test->duration_us =
		tests_seconds(&r->tests.put, node_number(node_get(node, "run_time")));
	test->message = node_text(node_at(node, "exception/message"));
	if (test->message.len == 0)
		test->message = node_text(node_get(node, "pending_message"));
	test->line = node_line(node);
	return rc < 0 ? rc : tests_add_case(&r->tests, &fact);
}

/* As many broken cases as it counts, with its messages as far as they go. */
static int add_outside(struct rspec *r, struct node root)
{
	struct node said = node_at(root, "summary/errors_outside_of_examples_count");
	struct node message = node_first(node_get(root, "messages"));
	int64_t count = tests_total(node_number(said));
	int64_t suite;
	int rc;

	if (count <= 0)
		return 0;
	rc = tests_add_named(&r->tests, SPAN_LIT("outside of examples"),
			     node_line(said), &suite);
	for (int64_t i = 0; rc == 0 && i < count && i < OUTSIDE_MAX; i++) {
		rc = tests_add_broken(&r->tests, suite, SPAN_LIT("outside of examples"),
				      span_trim(node_text(message)), node_line(said));
		if (node_exists(message))
			message = node_next(message);
	}
	return rc;
}

static int rspec_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct rspec r = { .tests = { .put = { sink, scratch, err } },
			   .files = table_new(scratch) };
	struct node examples = node_get(probe->root, "examples");
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("RSpec") };
	int rc = probe_single(probe, err);

	about.tool_version = node_text(node_get(probe->root, "version"));
	if (rc == 0)
		rc = put_about(&r.tests.put, about);
	for (struct node n = node_first(examples); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_example(&r, n);
	if (rc == 0)
		rc = add_outside(&r, probe->root);
	return rc < 0 ? rc
		      : tests_check_all(&r.tests, totals,
					node_get(probe->root, "summary"));
}

extern const struct reader reader_rspec;
const struct reader reader_rspec = {
	.name = "rspec-json",
	.title = "RSpec JSON",
	.spec = "RSpec Core's json formatter",
	.reads = "test cases with outcome, place and message; errors outside of them",
	.family = FAMILY_TESTS,
	.revision = 2,
	.tools = { "rspec" },
	.usual = "rspec.json rspec-results.json rspec_results.json",
	.bid = rspec_bid,
	.read = rspec_read,
};
