/*
 * xunit.c - xUnit.net's own XML, versions 1 to 3:
 *
 *     assemblies > assembly* > errors > error*
 *                              collection* > test*      (version 1: class* > test*)
 *
 * `assembly` may be the root.  An error belongs to no test (a fixture's cleanup, an
 * assembly that did not load): it is a broken case of its own.
 * Source: xunit.net, "Test Result XML Formats" (v1, v2+).
 */
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"
#include "text/decode.h"

/* clang-format off: tables keep one row a line */
static const struct test_word words[] = {
	{ "Pass", TEST_PASSED },    { "Fail", TEST_FAILED }, { "Skip", TEST_SKIPPED },
	{ "NotRun", TEST_SKIPPED }, { NULL, TEST_UNKNOWN },
};

/* What an assembly claims. */
static const struct test_total totals[] = {
	{ "total", TEST_ANY },
	{ "passed", TEST_BIT(TEST_PASSED) },
	{ "failed", TEST_BIT(TEST_FAILED) },
	{ NULL, 0 },
};
/* clang-format on */

#define TOTALS (sizeof(totals) / sizeof(totals[0]) - 1)

struct xunit {
	struct tests all;
	struct tests tests; /* of this assembly: the same suites, its own counts */
	struct xml *xml;
};

static enum bid xunit_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML)
		return BID_NO;
	if (span_is(probe->name, "assemblies") &&
	    (probe_has_child(probe, "assembly") || probe_attr(probe, "timestamp").ptr ||
	     probe_attr(probe, "schema-version").ptr))
		return BID_STATED;
	if (span_is(probe->name, "assembly") &&
	    probe_attr(probe, "test-framework").ptr && probe_attr(probe, "total").ptr)
		return BID_STATED;
	return BID_NO;
}

/* At <test>: up to and with its end. */
static int read_test(struct xunit *x, int64_t suite)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;

	test->suite = suite;
	test->name = xml_attr(x->xml, "name");
	test->classname = xml_attr(x->xml, "type");
	test->outcome_raw = xml_attr(x->xml, "result");
	test->outcome = tests_outcome(words, test->outcome_raw);
	test->duration_us = tests_seconds(&x->tests.put, xml_attr(x->xml, "time"));
	test->file = xml_attr(x->xml, "source-file");
	test->src_line = tests_line(xml_attr(x->xml, "source-line"));
	test->line = xml_line(x->xml);
	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->tests.put.err);

		if (rc < 0)
			return rc;
		if (event == XML_CLOSE)
			return tests_add_case(&x->tests, &fact);
		if (event != XML_OPEN)
			continue;
		if (span_is(xml_name(x->xml), "failure") ||
		    span_is(xml_name(x->xml), "reason"))
			rc = tests_message(&x->tests.put, x->xml, &test->message);
		else
			rc = xml_skip(x->xml, x->tests.put.err);
		if (rc < 0)
			return rc;
	}
}

/* At <error>: up to and with its end. */
static int read_error(struct xunit *x, int64_t suite)
{
	struct span type = xml_attr(x->xml, "type");
	struct span name = xml_attr(x->xml, "name");
	struct span message = SPAN_EMPTY;
	unsigned line = xml_line(x->xml);
	int rc = tests_message(&x->tests.put, x->xml, &message);

	if (name.len == 0)
		name = type.len > 0 ? type : SPAN_LIT("error");
	return rc < 0 ? rc : tests_add_broken(&x->tests, suite, name, message, line);
}

/* At <collection> or <class>: up to and with its end. */
static int read_collection(struct xunit *x, int64_t assembly)
{
	struct fact fact = fact_new(FACT_SUITE);
	int rc;

	fact.as.suite.parent = assembly;
	fact.as.suite.name = xml_attr(x->xml, "name");
	fact.as.suite.duration_us =
		tests_seconds(&x->tests.put, xml_attr(x->xml, "time"));
	fact.as.suite.said_tests = tests_total(xml_attr(x->xml, "total"));
	fact.as.suite.said_failures = tests_total(xml_attr(x->xml, "failed"));
	fact.as.suite.said_skipped = tests_total(xml_attr(x->xml, "skipped"));
	fact.as.suite.line = xml_line(x->xml);
	rc = tests_add_suite(&x->tests, &fact.as.suite);
	while (rc == 0) {
		enum xml_event event;

		rc = xml_next(x->xml, &event, x->tests.put.err);
		if (rc < 0 || event == XML_CLOSE)
			return rc;
		if (event != XML_OPEN)
			continue;
		if (span_is(xml_name(x->xml), "test"))
			rc = read_test(x, fact.as.suite.number);
		else /* version 1 tells a broken class by a failure of its own */
			rc = span_is(xml_name(x->xml), "failure")
				     ? read_error(x, fact.as.suite.number)
				     : xml_skip(x->xml, x->tests.put.err);
	}
	return rc;
}

/* run-date="2026-11-21" run-time="10:00:00", or start-rtf of version 3. */
static struct span start_of(struct xunit *x, const char **src)
{
	struct span start = xml_attr(x->xml, "start-rtf");
	struct span date = xml_attr(x->xml, "run-date");
	struct span time = xml_attr(x->xml, "run-time");

	*src = "assembly@start-rtf";
	if (start.len > 0 || date.len == 0)
		return start;
	*src = "assembly@run-date";
	return arena_printf(x->tests.put.scratch, "%.*s %.*s",
			    SPAN_ARG(decode_cut(date, 32)),
			    SPAN_ARG(decode_cut(time, 32)));
}

static int open_assembly(struct xunit *x, struct fact_suite *suite)
{
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("xUnit.net") };
	const char *src;
	struct span start = start_of(x, &src);
	int rc = put_about(&x->tests.put, about);

	suite->name = xml_attr(x->xml, "name");
	clock_parse(start, &suite->started_at);
	suite->duration_us = tests_seconds(&x->tests.put, xml_attr(x->xml, "time"));
	suite->said_tests = tests_total(xml_attr(x->xml, "total"));
	suite->said_failures = tests_total(xml_attr(x->xml, "failed"));
	suite->said_errors = tests_total(xml_attr(x->xml, "errors"));
	suite->said_skipped = tests_total(xml_attr(x->xml, "skipped"));
	suite->line = xml_line(x->xml);
	if (rc == 0)
		rc = put_time(&x->tests.put, start, src, suite->line);
	return rc < 0 ? rc : tests_add_suite(&x->tests, suite);
}

static int close_assembly(struct xunit *x, const int64_t said[TOTALS], int64_t errors,
			  unsigned line)
{
	int rc = 0;

	if (errors != FACT_UNSAID && errors != x->tests.broken)
		rc = put_note(&x->tests.put, "totals-mismatch", line,
			      "it says errors is %lld, and shows %lld",
			      (long long)errors, (long long)x->tests.broken);
	if (rc == 0 && errors > 0)
		rc = tests_add_run(&x->tests, "it counts errors and shows none", line);
	for (size_t i = 0; rc == 0 && i < TOTALS; i++)
		rc = tests_check(&x->tests, totals[i].name, said[i], totals[i].outcomes,
				 line);
	return rc;
}

/* At <assembly>: up to and with its end. */
static int read_assembly(struct xunit *x)
{
	struct fact fact = fact_new(FACT_SUITE);
	int64_t errors = tests_total(xml_attr(x->xml, "errors"));
	int64_t said[TOTALS];
	int64_t number;
	unsigned depth = xml_depth(x->xml);
	int rc;

	for (size_t i = 0; i < TOTALS; i++)
		said[i] = tests_total(xml_attr(x->xml, totals[i].name));
	x->tests = (struct tests){ .put = x->all.put, .suites = x->all.suites };
	rc = open_assembly(x, &fact.as.suite);
	number = fact.as.suite.number;
	while (rc == 0) {
		enum xml_event event;

		rc = xml_next(x->xml, &event, x->tests.put.err);
		if (rc < 0)
			return rc;
		if (event == XML_CLOSE && xml_depth(x->xml) == depth)
			break;
		if (event != XML_OPEN || span_is(xml_name(x->xml), "errors"))
			continue;
		if (span_is(xml_name(x->xml), "error"))
			rc = read_error(x, number);
		else if (span_is(xml_name(x->xml), "collection") ||
			 span_is(xml_name(x->xml), "class"))
			rc = read_collection(x, number);
		else
			rc = xml_skip(x->xml, x->tests.put.err);
	}
	if (rc == 0)
		rc = close_assembly(x, said, errors, fact.as.suite.line);
	x->all.suites = x->tests.suites;
	return rc;
}

static int read_document(struct xunit *x)
{
	for (;;) {
		enum xml_event event;
		int rc = xml_next(x->xml, &event, x->all.put.err);

		if (rc < 0 || event == XML_END)
			return rc;
		if (event != XML_OPEN)
			continue;
		if (span_is(xml_name(x->xml), "assembly"))
			rc = read_assembly(x);
		else if (xml_depth(x->xml) > 1)
			rc = xml_skip(x->xml, x->all.put.err);
		if (rc < 0)
			return rc;
	}
}

static int xunit_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct xunit x = {
		.all = { .put = { sink, scratch, err } },
		.xml = xml_open(probe->path, probe->text, scratch),
	};
	int rc = read_document(&x);

	xml_close(x.xml);
	return rc;
}

extern const struct reader reader_xunit;
const struct reader reader_xunit = {
	.name = "xunit-net",
	.title = "xUnit.net XML",
	.spec = "xunit.net: Test Result XML Formats, v1 and v2+",
	.reads = "test suites, test cases with outcome and message, errors",
	.family = FAMILY_TESTS,
	.revision = 2,
	.usual = "xunit.xml TestResults.xml xunit-results.xml",
	.bid = xunit_bid,
	.read = xunit_read,
};
