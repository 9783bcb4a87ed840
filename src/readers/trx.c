/*
 * trx.c - what Visual Studio's and .NET's test runners write (`dotnet test --logger
 * trx`):
 *
 *     TestRun > Times, Results > UnitTestResult*, TestDefinitions > UnitTest*,
 *               ResultSummary > Counters, RunInfos > RunInfo*
 *
 * A result of a data-driven test holds the results of its rows: the rows are the
 * cases then.  Class names stand in the definitions, behind the results, so the
 * cases wait for them.  A run that calls itself failed without a test that failed
 * (its host crashed) is one broken case.
 * Source: vstst.xsd of Visual Studio; vstest's TrxLogger.
 */
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

/* clang-format off: one outcome a line */
static const struct test_word words[] = {
	{ "Passed", TEST_PASSED },       { "Failed", TEST_FAILED },
	{ "NotExecuted", TEST_SKIPPED }, { "Inconclusive", TEST_SKIPPED },
	{ "Error", TEST_ERRORED },       { "Timeout", TEST_ERRORED },
	{ "Aborted", TEST_ERRORED },     { "PassedButRunAborted", TEST_ERRORED },
	{ "NotRunnable", TEST_ERRORED }, { "Disconnected", TEST_ERRORED },
	{ "InProgress", TEST_ERRORED },  { NULL, TEST_UNKNOWN },
};

/* notExecuted is left out: runners write nought there and skip tests. */
static const struct test_total totals[] = {
	{ "total", TEST_ANY },
	{ "passed", TEST_BIT(TEST_PASSED) },
	{ "failed", TEST_BIT(TEST_FAILED) },
	{ NULL, 0 },
};
/* clang-format on */

struct outcome_row {
	struct fact test;
	struct span id; /* of its definition */
	bool parent;    /* its rows are the cases */
};

struct trx {
	struct tests tests;
	struct xml *xml;
	LIST(struct outcome_row) results;
	size_t open[LIMIT_XML_DEPTH + 1]; /* result open at a depth, from 1; 0: none */
	struct table *classes;            /* definition to class name */
	int64_t top[TEST_OUTCOMES];       /* results that stand in no other */
	int64_t started_at;
	struct span name;
	unsigned line;
	/* What the summary says. */
	int64_t said[sizeof(totals) / sizeof(totals[0])];
	struct span outcome, info;
	bool info_failed;
	unsigned summary_line;
};

static enum bid trx_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "TestRun") ||
	    span_find(probe->namespace, SPAN_LIT("/VisualStudio/TeamTest/20")) < 0)
		return BID_NO;
	return BID_SURE;
}

/* "00:00:01.5000000" and "1.02:03:04.5": days, hours, minutes, seconds. */
static int64_t duration_of(struct span text)
{
	uint64_t hours, minutes, days = 0;
	struct span part[3];
	ptrdiff_t point;
	int64_t us;
	size_t count = 0;

	while (count < 3 && span_split(&text, ':', &part[count]))
		count++;
	if (count < 3 || text.ptr || !num_seconds(part[2], &us))
		return FACT_UNSAID;
	point = span_index(part[0], '.');
	if (point > 0) {
		if (!num_u64(span_sub(part[0], 0, (size_t)point), 10000, &days))
			return FACT_UNSAID;
		part[0] = span_from(part[0], (size_t)point + 1);
	}
	if (!num_u64(part[0], 23, &hours) || !num_u64(part[1], 59, &minutes) ||
	    us >= 61 * (int64_t)1000000)
		return FACT_UNSAID;
	return us + (int64_t)(days * 86400 + hours * 3600 + minutes * 60) * 1000000;
}

/* ---- results ---- */

/* Every element of this kind is a result: UnitTestResult, GenericTestResult ... */
static bool is_result(struct span name)
{
	return span_ends(name, "Result") || span_is(name, "TestResultAggregation");
}

static void open_result(struct trx *x, struct outcome_row *result)
{
	struct fact_case *test = &result->test.as.test;

	*result = (struct outcome_row){ .test = fact_new(FACT_CASE),
					.id = xml_attr(x->xml, "testId") };
	test->suite = 1;
	test->name = xml_attr(x->xml, "testName");
	test->outcome_raw = xml_attr(x->xml, "outcome");
	/* Old files leave out what was the first of the enumeration. */
	test->outcome = test->outcome_raw.ptr ? tests_outcome(words, test->outcome_raw)
					      : TEST_FAILED;
	test->duration_us = duration_of(xml_attr(x->xml, "duration"));
	test->line = xml_line(x->xml);
}

/* A result opens; those it stands in are sums of their rows. */
static void add_result(struct trx *x, unsigned outer)
{
	unsigned depth = xml_depth(x->xml);
	struct outcome_row *row = LIST_ADD(x->tests.put.scratch, &x->results);

	open_result(x, row);
	x->open[depth] = x->results.count;
	if (depth == outer)
		x->top[row->test.as.test.outcome]++;
	for (unsigned i = outer; i < depth; i++)
		if (x->open[i] > 0)
			x->results.at[x->open[i] - 1].parent = true;
}

/* At <ErrorInfo>, of the innermost result that is open. */
static int read_message(struct trx *x, unsigned outer)
{
	size_t at = x->open[outer];

	for (unsigned i = outer; i < xml_depth(x->xml); i++)
		at = x->open[i] > 0 ? x->open[i] : at;
	return tests_message(&x->tests.put, x->xml,
			     &x->results.at[at - 1].test.as.test.message);
}

/* At a result: up to and with its end, and with the rows in it. */
static int read_result(struct trx *x)
{
	unsigned outer = xml_depth(x->xml);
	enum xml_event event = XML_OPEN;

	for (;;) {
		int rc = 0;

		if (event == XML_OPEN && is_result(xml_name(x->xml)))
			add_result(x, outer);
		else if (event == XML_OPEN && span_is(xml_name(x->xml), "ErrorInfo"))
			rc = read_message(x, outer);
		else if (event == XML_CLOSE)
			x->open[xml_depth(x->xml)] = 0;
		if (rc < 0 || (event == XML_CLOSE && xml_depth(x->xml) == outer))
			return rc;
		rc = xml_next(x->xml, &event, x->tests.put.err);
		if (rc < 0)
			return rc;
	}
}

/* ---- definitions and summary ---- */

/* At <UnitTest id>: up to and with its end. */
static int read_definition(struct trx *x)
{
	struct span id = xml_attr(x->xml, "id");
	unsigned depth = xml_depth(x->xml);

	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->tests.put.err);
		struct span class;

		if (rc < 0 || (event == XML_CLOSE && xml_depth(x->xml) == depth))
			return rc;
		if (event != XML_OPEN || !span_is(xml_name(x->xml), "TestMethod"))
			continue;
		class = xml_attr(x->xml, "className");
		if (id.len > 0 && class.len > 0) {
			struct span *kept =
				ARENA_NEW(x->tests.put.scratch, struct span);

			/* An assembly's name may stand behind: "A.B, Asm, Version=1".
			 */
			*kept = span_index(class, ',') < 0
					? class
					: span_sub(class, 0,
						   (size_t)span_index(class, ','));
			*table_slot_borrowed(x->classes, id) = kept;
		}
	}
}

static bool is_failure(struct span outcome)
{
	static const char *const names[] = { "Failed",
					     "Error",
					     "Aborted",
					     "Timeout",
					     "Disconnected",
					     "NotRunnable",
					     "PassedButRunAborted",
					     NULL };

	for (size_t i = 0; names[i]; i++)
		if (span_is_nocase(outcome, names[i]))
			return true;
	return false;
}

/* At <ResultSummary>: up to and with its end. */
static int read_summary(struct trx *x)
{
	unsigned depth = xml_depth(x->xml);

	x->outcome = xml_attr(x->xml, "outcome");
	x->summary_line = xml_line(x->xml);
	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->tests.put.err);
		struct span name;

		if (rc < 0 || (event == XML_CLOSE && xml_depth(x->xml) == depth))
			return rc;
		if (event != XML_OPEN)
			continue;
		name = xml_name(x->xml);
		if (span_is(name, "Counters")) {
			for (size_t i = 0; totals[i].name; i++)
				x->said[i] =
					tests_total(xml_attr(x->xml, totals[i].name));
		} else if (span_is(name, "RunInfo") &&
			   is_failure(xml_attr(x->xml, "outcome"))) {
			x->info_failed = true;
			rc = tests_message(&x->tests.put, x->xml, &x->info);
		}
		if (rc < 0)
			return rc;
	}
}

/* ---- the whole ---- */

static int read_element(struct trx *x)
{
	struct span name = xml_name(x->xml);

	if (span_is(name, "Times")) {
		struct span start = xml_attr(x->xml, "start");

		clock_parse(start, &x->started_at);
		return put_time(&x->tests.put, start, "TestRun/Times@start",
				xml_line(x->xml));
	}
	/* What holds the elements that count is stepped into. */
	if (is_result(name))
		return read_result(x);
	if (xml_depth(x->xml) == 3 && span_ends(name, "Test"))
		return read_definition(x);
	if (span_is(name, "ResultSummary"))
		return read_summary(x);
	return 0;
}

static int read_document(struct trx *x)
{
	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->tests.put.err);

		if (rc < 0 || event == XML_END)
			return rc;
		if (event != XML_OPEN)
			continue;
		if (xml_depth(x->xml) == 1) {
			x->name = xml_attr(x->xml, "name");
			x->line = xml_line(x->xml);
			continue;
		}
		rc = read_element(x);
		if (rc < 0)
			return rc;
	}
}

/* A row's outcome counts, and its test's only where it has none that is as bad. */
static int add_results(struct trx *x)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < x->results.count; i++) {
		struct outcome_row *result = &x->results.at[i];
		struct span *class = table_get(x->classes, result->id);

		if (result->parent)
			continue;
		if (class)
			result->test.as.test.classname = *class;
		rc = tests_add_case(&x->tests, &result->test);
	}
	if (rc < 0 || tests_bad(&x->tests) > 0)
		return rc;
	for (size_t i = 0; rc == 0 && i < x->results.count; i++) {
		struct fact *test = &x->results.at[i].test;

		if (x->results.at[i].parent &&
		    (TEST_BIT(test->as.test.outcome) & TEST_BAD))
			rc = tests_add_case(&x->tests, test);
	}
	return rc;
}

static int check_totals(struct trx *x)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && totals[i].name; i++) {
		int64_t top = 0;

		for (unsigned o = 0; o < TEST_OUTCOMES; o++)
			if (totals[i].outcomes & TEST_BIT(o))
				top += x->top[o];
		if (x->said[i] != top)
			rc = tests_check(&x->tests, totals[i].name, x->said[i],
					 totals[i].outcomes, x->summary_line);
	}
	return rc;
}

static int add_all(struct trx *x)
{
	struct fact fact = fact_new(FACT_SUITE);
	int rc;

	fact.as.suite.name = x->name;
	fact.as.suite.started_at = x->started_at;
	fact.as.suite.said_tests = x->said[0];
	fact.as.suite.said_failures = x->said[2];
	fact.as.suite.line = x->line;
	rc = tests_add_suite(&x->tests, &fact.as.suite);
	if (rc == 0)
		rc = add_results(x);
	if (rc == 0 && tests_bad(&x->tests) == 0 &&
	    (is_failure(x->outcome) || x->info_failed))
		rc = tests_add_broken(&x->tests, 1, SPAN_LIT("the run"),
				      x->info.len > 0
					      ? x->info
					      : SPAN_LIT("the run failed, and no test "
							 "of it did"),
				      x->summary_line);
	return rc < 0 ? rc : check_totals(x);
}

static int trx_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct trx x = {
		.tests = { .put = { sink, scratch, err } },
		.xml = xml_open(probe->path, probe->text, scratch),
		.classes = table_new(scratch),
		.started_at = CLOCK_NONE,
		.said = { FACT_UNSAID, FACT_UNSAID, FACT_UNSAID },
	};
	int rc = read_document(&x);

	if (rc == 0)
		rc = add_all(&x);
	xml_close(x.xml);
	return rc;
}

extern const struct reader reader_trx;
const struct reader reader_trx = {
	.name = "trx",
	.title = "TRX",
	.spec = "Visual Studio test results, vstst.xsd 2006 and 2010",
	.reads = "test cases with class, outcome and message; runs that broke",
	.family = FAMILY_TESTS,
	.revision = 2,
	.usual = "*.trx",
	.bid = trx_bid,
	.read = trx_read,
};
