/*
 * nunit.c - NUnit's own XML, two formats of one shape:
 *
 *     NUnit 3   test-run > test-suite* > ( test-suite | test-case )*
 *     NUnit 2   test-results > test-suite > results > ( test-suite | test-case )*
 *
 * They differ in words ("Passed", "Success") and in what their totals count.  A
 * suite that failed while nothing in it did (its one-time set-up or tear-down
 * broke, its fixture cannot be made) is one broken case.
 * Source: docs.nunit.org, "Test Result XML Format"; NUnit 2's Results.xsd.
 */
#include "base/limits.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/tests.h"

/* clang-format off: tables keep one row a line */
static const struct test_word words[] = {
	{ "Passed", TEST_PASSED },       { "Success", TEST_PASSED },
	{ "Warning", TEST_PASSED },      { "Failed", TEST_FAILED },
	{ "Failure", TEST_FAILED },      { "Error", TEST_ERRORED },
	{ "NotRunnable", TEST_ERRORED }, { "Cancelled", TEST_ERRORED },
	{ "Invalid", TEST_ERRORED },     { "Skipped", TEST_SKIPPED },
	{ "Ignored", TEST_SKIPPED },     { "Inconclusive", TEST_SKIPPED },
	{ "Explicit", TEST_SKIPPED },    { NULL, TEST_UNKNOWN },
};

/* With a failure, what kind it was. */
static const struct test_word labels[] = {
	{ "Error", TEST_ERRORED },
	{ "Invalid", TEST_ERRORED },
	{ "Cancelled", TEST_ERRORED },
	{ NULL, TEST_UNKNOWN },
};
/* clang-format on */

struct nunit {
	struct tests tests;
	struct xml *xml;
	int64_t inconclusive, not_runnable, warnings;
};

/* One suite that is open. */
struct suite {
	int64_t number, bad; /* bad: cases that failed before it */
	struct span name, message;
	bool failed;
	unsigned line;
};

static enum bid nunit3_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML)
		return BID_NO;
	/* The framework itself writes a suite without a run around it. */
	if (span_is(probe->name, "test-suite") &&
	    probe_attr(probe, "testcasecount").ptr && probe_attr(probe, "result").ptr)
		return BID_STATED;
	if (!span_is(probe->name, "test-run"))
		return BID_NO;
	if (probe_attr(probe, "testcasecount").ptr ||
	    probe_has_child(probe, "test-suite"))
		return BID_STATED;
	return BID_NO;
}

static enum bid nunit2_bid(const struct probe *probe)
{
	if (probe->lex != LEX_XML || !span_is(probe->name, "test-results"))
		return BID_NO;
	if (probe_has_child(probe, "test-suite") ||
	    (probe_attr(probe, "total").ptr &&
	     (probe->child_count == 0 || probe_has_child(probe, "environment"))))
		return BID_STATED;
	return BID_NO;
}

/* ---- outcomes ---- */

/* "Failed(Child)" and "Skipped:Ignored" are written as well. */
static struct span bare(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] == '(' || word.ptr[i] == ':')
			return span_sub(word, 0, i);
	return word;
}

static bool is_said_false(struct span word)
{
	return span_is_nocase(word, "False");
}

/* Before 2.5 there was no word, only two flags. */
static enum test_outcome outcome_of_flags(struct nunit *n)
{
	struct span success = xml_attr(n->xml, "success");

	if (is_said_false(xml_attr(n->xml, "executed")))
		return TEST_SKIPPED;
	if (is_said_false(success))
		return TEST_FAILED;
	return span_is_nocase(success, "True") ? TEST_PASSED : TEST_UNKNOWN;
}

/* Of the test-case or test-suite that opens here. */
static enum test_outcome outcome_here(struct nunit *n)
{
	struct span word = bare(xml_attr(n->xml, "result"));
	struct span label = xml_attr(n->xml, "label");
	enum test_outcome outcome;

	if (word.len == 0)
		return outcome_of_flags(n);
	outcome = tests_outcome(words, word);
	if (outcome == TEST_FAILED && tests_outcome(labels, label) == TEST_ERRORED)
		return TEST_ERRORED;
	return outcome;
}

/* ---- cases ---- */

static int count_kinds(struct nunit *n, const struct fact_case *test)
{
	struct span word = bare(test->outcome_raw);

	n->inconclusive += span_is(word, "Inconclusive");
	n->not_runnable += span_is(word, "NotRunnable");
	if (!span_is(word, "Warning"))
		return 0;
	n->warnings++;
	return put_note(&n->tests.put, "test-warning", test->line,
			"a test passed with a warning");
}

/* At <test-case>: up to and with its end. */
static int read_case(struct nunit *n, const struct suite *suite)
{
	struct fact fact = fact_new(FACT_CASE);
	struct fact_case *test = &fact.as.test;
	struct span time = xml_attr(n->xml, "duration");
	bool failure;
	int rc = 0;

	test->suite = suite->number;
	test->name = xml_attr(n->xml, "name");
	test->classname = xml_attr(n->xml, "classname");
	test->outcome = outcome_here(n);
	test->outcome_raw = xml_attr(n->xml, "result");
	test->duration_us = tests_seconds(&n->tests.put,
					  time.ptr ? time : xml_attr(n->xml, "time"));
	test->line = xml_line(n->xml);
	for (;;) {
		enum xml_event event;

		rc = xml_next(n->xml, &event, n->tests.put.err);
		if (rc < 0)
			return rc;
		if (event == XML_CLOSE)
			break;
		if (event != XML_OPEN)
			continue;
		failure = span_is(xml_name(n->xml), "failure");
		/* A failure counts, whatever the flags say. */
		if (failure && (TEST_BIT(test->outcome) & TEST_BAD) == 0)
			test->outcome = TEST_FAILED;
		if (failure || span_is(xml_name(n->xml), "reason"))
			rc = tests_message(&n->tests.put, n->xml, &test->message);
		else
			rc = xml_skip(n->xml, n->tests.put.err);
		if (rc < 0)
			return rc;
	}
	rc = count_kinds(n, test);
	return rc < 0 ? rc : tests_add_case(&n->tests, &fact);
}

/* ---- suites ---- */

/* At <properties>: up to and with its end. */
static int read_properties(struct nunit *n)
{
	unsigned depth = xml_depth(n->xml);

	for (;;) {
		enum xml_event event;
		struct span name;
		int rc = xml_next(n->xml, &event, n->tests.put.err);

		if (rc < 0 || (event == XML_CLOSE && xml_depth(n->xml) == depth))
			return rc;
		if (event != XML_OPEN)
			continue;
		name = xml_attr(n->xml, "name");
		if (put_is_commit_name(name))
			rc = put_commit(&n->tests.put, xml_attr(n->xml, "value"),
					arena_string(n->tests.put.scratch, name));
		if (rc < 0)
			return rc;
	}
}

/* At <test-suite>. */
static int open_suite(struct nunit *n, struct suite *suite, int64_t parent)
{
	struct fact fact = fact_new(FACT_SUITE);
	struct fact_suite *to = &fact.as.suite;
	struct span time = xml_attr(n->xml, "duration");
	enum test_outcome outcome = outcome_here(n);
	int rc;

	to->parent = parent;
	to->name = xml_attr(n->xml, "fullname");
	if (to->name.len == 0)
		to->name = xml_attr(n->xml, "name");
	clock_parse(xml_attr(n->xml, "start-time"), &to->started_at);
	to->duration_us = tests_seconds(&n->tests.put,
					time.ptr ? time : xml_attr(n->xml, "time"));
	to->said_tests = tests_total(xml_attr(n->xml, "total"));
	to->said_failures = tests_total(xml_attr(n->xml, "failed"));
	to->said_skipped = tests_total(xml_attr(n->xml, "skipped"));
	to->line = xml_line(n->xml);
	rc = tests_add_suite(&n->tests, to);
	*suite = (struct suite){ .number = to->number,
				 .bad = tests_bad(&n->tests),
				 .name = to->name,
				 .failed = (TEST_BIT(outcome) & TEST_BAD) != 0,
				 .line = to->line };
	return rc;
}

static int close_suite(struct nunit *n, const struct suite *suite)
{
	if (!suite->failed || tests_bad(&n->tests) > suite->bad)
		return 0;
	return tests_add_broken(&n->tests, suite->number, suite->name,
				suite->message.len > 0
					? suite->message
					: SPAN_LIT("the suite failed, and no test of "
						   "it did"),
				suite->line);
}

/*
 * After <test-suite>, <test-run> or <test-results>: up to and with its end.
 * Recurs into nested suites; xml.h bounds the depth.
 */
static int read_suite(struct nunit *n, struct suite *suite)
{
	unsigned depth = xml_depth(n->xml);

	for (;;) {
		enum xml_event event;
		struct suite below;
		struct span name;
		int rc = xml_next(n->xml, &event, n->tests.put.err);

		if (rc < 0)
			return rc;
		if (event == XML_CLOSE && xml_depth(n->xml) == depth)
			return close_suite(n, suite);
		if (event != XML_OPEN)
			continue;
		name = xml_name(n->xml);
		if (span_is(name, "test-case")) {
			rc = read_case(n, suite);
		} else if (span_is(name, "test-suite")) {
			rc = open_suite(n, &below, suite->number);
			if (rc == 0)
				rc = read_suite(n, &below);
		} else if (span_is(name, "properties")) {
			rc = read_properties(n);
		} else if (span_is(name, "failure") || span_is(name, "reason")) {
			rc = tests_message(&n->tests.put, n->xml, &suite->message);
		} else if (!span_is(name, "results")) { /* what NUnit 2 puts around */
			rc = xml_skip(n->xml, n->tests.put.err);
		}
		if (rc < 0)
			return rc;
	}
}

/* ---- the two formats ---- */

/* At <test-run>: what it claims, kept until its cases are counted. */
struct claims {
	int64_t total, passed, failed, skipped, inconclusive, errors, invalid;
	unsigned line;
};

static struct claims claims_here(struct nunit *n)
{
	return (struct claims){
		.total = tests_total(xml_attr(n->xml, "total")),
		.passed = tests_total(xml_attr(n->xml, "passed")),
		.failed = tests_total(xml_attr(n->xml, "failed")),
		.skipped = tests_total(xml_attr(n->xml, "skipped")),
		.inconclusive = tests_total(xml_attr(n->xml, "inconclusive")),
		.errors = tests_total(xml_attr(n->xml, "errors")),
		.invalid = tests_total(xml_attr(n->xml, "invalid")),
		.line = xml_line(n->xml),
	};
}

static int check3(struct nunit *n, const struct claims *said)
{
	int64_t passed = said->passed, skipped = said->skipped;
	int rc = tests_check(&n->tests, "total", said->total, TEST_ANY, said->line);

	if (passed != FACT_UNSAID)
		passed += n->warnings;
	if (skipped != FACT_UNSAID)
		skipped += n->inconclusive;
	if (rc == 0)
		rc = tests_check(&n->tests, "passed", passed, TEST_BIT(TEST_PASSED),
				 said->line);
	if (rc == 0)
		rc = tests_check(&n->tests, "failed", said->failed, TEST_BAD,
				 said->line);
	return rc < 0 ? rc
		      : tests_check(&n->tests, "skipped", skipped,
				    TEST_BIT(TEST_SKIPPED), said->line);
}

/* `total` counts what ran, an inconclusive test included; `not-run` the rest. */
static int check2(struct nunit *n, const struct claims *said, int64_t failures)
{
	int64_t total = said->total, errors = said->errors;
	int64_t ran = tests_count(&n->tests, TEST_ANY) - n->not_runnable -
		      tests_count(&n->tests, TEST_BIT(TEST_SKIPPED)) + n->inconclusive;
	int rc = 0;

	if (errors != FACT_UNSAID)
		errors += n->not_runnable;
	if (total != FACT_UNSAID && total != ran)
		rc = tests_check(&n->tests, "total", total, TEST_ANY, said->line);
	if (rc == 0)
		rc = tests_check(&n->tests, "errors", errors, TEST_BIT(TEST_ERRORED),
				 said->line);
	return rc < 0 ? rc
		      : tests_check(&n->tests, "failures", failures,
				    TEST_BIT(TEST_FAILED), said->line);
}

/* NUnit 2 writes date="2026-11-21" time="10:00:00". */
static int put_date(struct nunit *n)
{
	struct span date = xml_attr(n->xml, "date");
	struct span time = xml_attr(n->xml, "time");

	if (date.len == 0)
		return 0;
	return put_time(&n->tests.put,
			arena_printf(n->tests.put.scratch, "%.*s %.*s",
				     SPAN_ARG(decode_cut(date, 32)),
				     SPAN_ARG(decode_cut(time, 32))),
			"test-results@date", xml_line(n->xml));
}

static int read_three(struct nunit *n)
{
	struct suite root = { .line = xml_line(n->xml) };
	struct claims said = claims_here(n);
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("NUnit") };
	bool failed = (TEST_BIT(outcome_here(n)) & TEST_BAD) != 0;
	int rc;

	about.tool_version = xml_attr(n->xml, "engine-version");
	rc = put_about(&n->tests.put, about);
	if (rc == 0)
		rc = put_time(&n->tests.put, xml_attr(n->xml, "start-time"),
			      "test-run@start-time", root.line);
	if (rc == 0)
		rc = read_suite(n, &root);
	if (rc == 0 && failed)
		rc = tests_add_run(&n->tests, "the run failed, and no test of it did",
				   root.line);
	return rc < 0 ? rc : check3(n, &said);
}

static int read_two(struct nunit *n)
{
	struct suite root = { .line = xml_line(n->xml) };
	struct claims said = claims_here(n);
	int64_t failures = tests_total(xml_attr(n->xml, "failures"));
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("NUnit") };
	int rc = put_about(&n->tests.put, about);

	if (rc == 0)
		rc = put_date(n);
	if (rc == 0)
		rc = read_suite(n, &root);
	return rc < 0 ? rc : check2(n, &said, failures);
}

/* A suite of NUnit 3 that stands alone. */
static int read_alone(struct nunit *n)
{
	struct suite suite;
	struct claims said = claims_here(n);
	struct fact_about about = { .generated_at = CLOCK_NONE,
				    .tool = SPAN_LIT("NUnit") };
	int rc = put_about(&n->tests.put, about);

	if (rc == 0)
		rc = put_time(&n->tests.put, xml_attr(n->xml, "start-time"),
			      "test-suite@start-time", said.line);
	if (rc == 0)
		rc = open_suite(n, &suite, 0);
	if (rc == 0)
		rc = read_suite(n, &suite);
	return rc < 0 ? rc : check3(n, &said);
}

static int nunit_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct nunit n = {
		.tests = { .put = { sink, scratch, err } },
		.xml = xml_open(probe->path, probe->text, scratch),
	};
	enum xml_event event;
	int rc = xml_next(n.xml, &event, err);

	if (rc == 0)
		rc = span_is(xml_name(n.xml), "test-run")     ? read_three(&n)
		     : span_is(xml_name(n.xml), "test-suite") ? read_alone(&n)
							      : read_two(&n);
	if (rc == 0)
		rc = xml_next(n.xml, &event, err); /* nothing may follow */
	xml_close(n.xml);
	return rc;
}

extern const struct reader reader_nunit3;
const struct reader reader_nunit3 = {
	.name = "nunit3",
	.title = "NUnit 3 XML",
	.spec = "docs.nunit.org: Test Result XML Format",
	.reads = "test suites, test cases with outcome and message",
	.family = FAMILY_TESTS,
	.revision = 2,
	.usual = "TestResult.xml",
	.bid = nunit3_bid,
	.read = nunit_read,
};

extern const struct reader reader_nunit2;
const struct reader reader_nunit2 = {
	.name = "nunit2",
	.title = "NUnit 2 XML",
	.spec = "NUnit 2.6 Results.xsd",
	.reads = "test suites, test cases with outcome and message",
	.family = FAMILY_TESTS,
	.revision = 2,
	.usual = "TestResult.xml",
	.bid = nunit2_bid,
	.read = nunit_read,
};
