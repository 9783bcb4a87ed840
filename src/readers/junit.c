/*
 * junit.c - test results in the XML that Ant's JUnit task made common.
 *
 * There is no standard.  Read here: what Maven Surefire, Gradle, pytest,
 * jest-junit, Mocha, PHPUnit, googletest, gotestsum, nextest, CTest and bats
 * write, which is
 *
 *     testsuites > testsuite+ > ( testsuite | testcase )*
 *     testcase   > ( failure | error | skipped | flakyFailure | ... )*
 *
 * where the outermost testsuites may be missing and suites may nest.  The
 * totals in a suite's attributes are compared with what was counted, and a
 * difference becomes a note: a report that miscounts itself was edited, cut
 * short, or merged by hand.  One that counts more tests than it holds was read in
 * part, for all that anybody knows.
 */
#include "base/limits.h"
#include "base/num.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/tests.h"
#include "readers/when.h"
#include "text/xml.h"

/* clang-format off: tables keep one row a line */

/* What a child of testcase says about it: evidence.md section 6. */
enum said {
	SAID_NOTHING,
	SAID_FLAKY,
	SAID_RERUN,
	SAID_SKIPPED,
	SAID_FAILED,
	SAID_ERRORED
};

static const struct {
	const char *element;
	enum said said;
} children[] = {
	{ "error", SAID_ERRORED },    { "failure", SAID_FAILED },
	{ "skipped", SAID_SKIPPED },  { "disabled", SAID_SKIPPED },
	{ "ignored", SAID_SKIPPED },  { "rerunFailure", SAID_RERUN },
	{ "rerunError", SAID_RERUN }, { "flakyFailure", SAID_FLAKY },
	{ "flakyError", SAID_FLAKY },
};

/* The attribute `status` or `result`, where no child decides. */
static const struct {
	const char *word;
	enum test_outcome outcome;
} words[] = {
	{ "notrun", TEST_SKIPPED },  { "disabled", TEST_SKIPPED },
	{ "skipped", TEST_SKIPPED }, { "suppressed", TEST_SKIPPED },
	{ "ignored", TEST_SKIPPED }, { "pending", TEST_SKIPPED },
	{ "failed", TEST_FAILED },   { "failure", TEST_FAILED },
	{ "fail", TEST_FAILED },     { "error", TEST_ERRORED },
	{ "errored", TEST_ERRORED },
};

/* The totals a suite declares, by attribute, and the outcomes they count. */
static const struct {
	const char *attribute;
	unsigned outcomes; /* bit per enum test_outcome */
} totals[] = {
	{ "tests", (1u << TEST_OUTCOMES) - 1 },
	{ "failures", 1u << TEST_FAILED },
	{ "errors", 1u << TEST_ERRORED },
	{ "skipped", 1u << TEST_SKIPPED | 1u << TEST_TODO },
};

/* clang-format on */

#define TOTALS (sizeof(totals) / sizeof(totals[0]))

struct suite {
	int64_t number; /* 0: not added yet */
	int64_t parent;
	struct span name, file, host;
	int64_t started_at, duration_us;
	int64_t said[TOTALS]; /* FACT_UNSAID */
	int64_t disabled;     /* googletest counts them apart from `skipped` */
	int64_t own[TEST_OUTCOMES],
		all[TEST_OUTCOMES]; /* without and with suites below */
	unsigned line;
};

struct junit {
	struct put put;
	struct xml *xml;
	int64_t suites;
	int64_t bad;        /* cases that failed or broke */
	int64_t said_bad;   /* the most that a suite claims */
	unsigned said_line; /* of that suite */
	struct fact blank;  /* a case of which nothing is said */
};

static enum bid junit_bid(const struct probe *probe)
{
	static const char *const known[] = { "testcase",   "testsuite",  "properties",
					     "system-out", "system-err", NULL };

	if (probe->lex != LEX_XML ||
	    (!span_is(probe->name, "testsuites") && !span_is(probe->name, "testsuite")))
		return BID_NO;
	if (span_find(probe->namespace, SPAN_LIT("check.sourceforge.net")) >= 0)
		return BID_NO;
	if (probe->child_count == 0)
		return BID_STATED;
	for (size_t i = 0; known[i]; i++)
		if (probe_has_child(probe, known[i]))
			return BID_STATED;
	return BID_NO;
}

/* At <testsuite ...>. */
static void open_suite(struct junit *j, struct suite *suite, const struct suite *parent)
{
	struct span started = xml_attr(j->xml, "timestamp");

	*suite = (struct suite){
		.parent = parent ? parent->number : 0,
		.name = xml_attr(j->xml, "name"),
		.file = xml_attr(j->xml, "file"),
		.host = xml_attr(j->xml, "hostname"),
		.duration_us = tests_seconds(&j->put, xml_attr(j->xml, "time")),
		.line = xml_line(j->xml),
	};
	if (suite->file.len == 0)
		suite->file = xml_attr(j->xml, "filepath");
	when_parse(started, &suite->started_at);
	for (size_t i = 0; i < TOTALS; i++)
		suite->said[i] = tests_total(xml_attr(j->xml, totals[i].attribute));
	suite->disabled = tests_total(xml_attr(j->xml, "disabled"));
	for (size_t i = 1; i <= 2; i++) { /* failures, errors */
		if (suite->said[i] <= j->said_bad)
			continue;
		j->said_bad = suite->said[i];
		j->said_line = suite->line;
	}
}

static int add_suite(struct junit *j, struct suite *suite)
{
	struct fact fact = fact_new(FACT_SUITE);

	suite->number = ++j->suites;
	fact.as.suite = (struct fact_suite){
		.number = suite->number,
		.parent = suite->parent,
		.name = suite->name,
		.file = suite->file,
		.host = suite->host,
		.started_at = suite->started_at,
		.duration_us = suite->duration_us,
		.said_tests = suite->said[0],
		.said_failures = suite->said[1],
		.said_errors = suite->said[2],
		.said_skipped = suite->said[3],
		.line = suite->line,
	};
	return put_fact(&j->put, &fact);
}

/* ---- cases ---- */

static enum said said_by(struct span element)
{
	for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++)
		if (span_is(element, children[i].element))
			return children[i].said;
	return SAID_NOTHING;
}

static enum test_outcome outcome_of_word(struct span word)
{
	for (size_t i = 0; word.len > 0 && i < sizeof(words) / sizeof(words[0]); i++)
		if (span_is_nocase(word, words[i].word))
			return words[i].outcome;
	return TEST_PASSED;
}

/* The attribute's word that decides, or the one that is there. */
static void take_words(struct junit *j, struct fact_case *test)
{
	struct span result = xml_attr(j->xml, "result");
	struct span status = xml_attr(j->xml, "status");

	test->outcome_raw = result.len > 0 ? result : status;
	test->outcome = outcome_of_word(result);
	if (test->outcome == TEST_PASSED)
		test->outcome = outcome_of_word(status);
	if (test->outcome != TEST_PASSED && outcome_of_word(result) == TEST_PASSED)
		test->outcome_raw = status;
}

/* The worst of what the children said. */
static void settle(struct fact_case *test, enum said worst, bool todo, unsigned flakes)
{
	switch (worst) {
	case SAID_ERRORED:
		test->outcome = TEST_ERRORED;
		break;
	case SAID_FAILED:
		test->outcome = TEST_FAILED;
		break;
	case SAID_SKIPPED:
		test->outcome = todo ? TEST_TODO : TEST_SKIPPED;
		break;
	case SAID_RERUN:
		/* A rerun failed, and the failure that caused it is not there. */
		if (flakes == 0 && test->outcome == TEST_PASSED)
			test->outcome = TEST_UNKNOWN;
		test->flaky = flakes > 0;
		break;
	case SAID_FLAKY:
		test->flaky = flakes > 0;
		break;
	case SAID_NOTHING:
		break;
	}
}

/* At a child of testcase: up to and with its end. */
static int read_child(struct junit *j, struct fact_case *test, enum said said,
		      enum said *worst)
{
	struct span message = xml_attr(j->xml, "message");
	struct span text;
	int rc;

	if (said <= *worst) {
		if (test->message.len == 0 && message.len > 0)
			test->message = message;
		return xml_skip(j->xml, j->put.err);
	}
	*worst = said;
	if (message.len > 0) {
		test->message = message;
		return xml_skip(j->xml, j->put.err);
	}
	rc = xml_collect(j->xml, &text, LIMIT_TEXT, j->put.err);
	if (rc == 0)
		test->message = span_trim(text);
	return rc;
}

/* After <testcase ...>: up to and with its end. */
static int read_children(struct junit *j, struct fact_case *test)
{
	enum said worst = SAID_NOTHING;
	unsigned flakes = 0;
	bool todo = false;

	for (;;) {
		enum xml_event event;
		enum said said;
		int rc = xml_next(j->xml, &event, j->put.err);

		if (rc < 0)
			return rc;
		if (event == XML_CLOSE)
			break;
		if (event != XML_OPEN)
			continue;
		said = said_by(xml_name(j->xml));
		flakes += said == SAID_FLAKY;
		test->retries += said == SAID_FLAKY || said == SAID_RERUN;
		if (said == SAID_SKIPPED)
			todo |= span_is(xml_attr(j->xml, "type"), "pytest.xfail");
		rc = said == SAID_NOTHING ? xml_skip(j->xml, j->put.err)
					  : read_child(j, test, said, &worst);
		if (rc < 0)
			return rc;
	}
	settle(test, worst, todo, flakes);
	return 0;
}

/* At <testcase ...>: up to and with its end. */
static int read_case(struct junit *j, struct suite *suite)
{
	struct fact fact = j->blank;
	struct fact_case *test = &fact.as.test;
	uint64_t line;
	int rc = suite->number == 0 ? add_suite(j, suite) : 0;

	if (rc < 0)
		return rc;
	test->suite = suite->number;
	test->name = xml_attr(j->xml, "name");
	test->classname = xml_attr(j->xml, "classname");
	test->file = xml_attr(j->xml, "file");
	test->duration_us = tests_seconds(&j->put, xml_attr(j->xml, "time"));
	test->line = xml_line(j->xml);
	if (num_u64(xml_attr(j->xml, "line"), 100000000, &line))
		test->src_line = (unsigned)line;
	take_words(j, test);
	rc = read_children(j, test);
	if (rc < 0)
		return rc;
	suite->own[test->outcome]++;
	suite->all[test->outcome]++;
	j->bad += test->outcome == TEST_FAILED || test->outcome == TEST_ERRORED;
	return put_fact(&j->put, &fact);
}

/* ---- suites ---- */

/* A case that stands for what broke outside of any test; no total counts it. */
static int add_broken(struct junit *j, int64_t suite, struct span name,
		      struct span message, unsigned line)
{
	struct fact fact = j->blank;

	fact.as.test.suite = suite;
	fact.as.test.name = name;
	fact.as.test.outcome = TEST_ERRORED;
	fact.as.test.message = message;
	fact.as.test.line = line;
	j->bad++;
	return put_fact(&j->put, &fact);
}

/* At an <error> or <failure> that is a suite's own: up to and with its end. */
static int read_suite_failure(struct junit *j, struct suite *suite)
{
	struct span message = xml_attr(j->xml, "message");
	unsigned line = xml_line(j->xml);
	int rc = tests_message(&j->put, j->xml, &message);

	if (rc == 0 && suite->number == 0)
		rc = add_suite(j, suite);
	return rc < 0 ? rc : add_broken(j, suite->number, suite->name, message, line);
}

/* It counts failures and shows none: that is no good run. */
static int check_bad(struct junit *j)
{
	struct suite run = { .name = SPAN_LIT("the run"),
			     .started_at = CLOCK_NONE,
			     .duration_us = FACT_UNSAID,
			     .said = { FACT_UNSAID, FACT_UNSAID, FACT_UNSAID,
				       FACT_UNSAID },
			     .line = j->said_line };
	int rc;

	if (j->said_bad <= 0 || j->bad > 0)
		return 0;
	rc = add_suite(j, &run);
	return rc < 0 ? rc
		      : add_broken(j, run.number, run.name,
				   SPAN_LIT("it counts failures and shows none"),
				   run.line);
}

/* At <properties>: up to and with its end. */
static int read_properties(struct junit *j)
{
	for (;;) {
		enum xml_event event;
		struct span name, value;
		int rc = xml_next(j->xml, &event, j->put.err);

		if (rc < 0 || event == XML_CLOSE)
			return rc;
		if (event != XML_OPEN)
			continue;
		name = xml_attr(j->xml, "name");
		value = xml_attr(j->xml, "value");
		rc = value.ptr ? xml_skip(j->xml, j->put.err)
			       : xml_collect(j->xml, &value, 256, j->put.err);
		if (rc == 0 && put_is_commit_name(name))
			rc = put_commit(&j->put, value,
					arena_string(j->put.scratch, name));
		if (rc < 0)
			return rc;
	}
}

static int64_t sum_of(const int64_t counts[TEST_OUTCOMES], unsigned outcomes)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < TEST_OUTCOMES; i++)
		if (outcomes & 1u << i)
			sum += counts[i];
	return sum;
}

/*
 * More tests than cases below it, skipped and disabled ones apart that some runners
 * count and do not list: what became of the others nobody knows.
 */
static bool counts_more(const struct suite *suite)
{
	int64_t skipped = sum_of(suite->all, totals[3].outcomes);
	int64_t all = sum_of(suite->all, totals[0].outcomes);
	int64_t unlisted = suite->disabled > 0 ? suite->disabled : 0;

	if (suite->said[3] > skipped)
		unlisted += suite->said[3] - skipped;
	return suite->said[0] > all + unlisted;
}

/* Say so where a suite's own totals and its cases disagree. */
static int check_totals(struct junit *j, const struct suite *suite)
{
	if (suite->said[0] > 0 && sum_of(suite->all, totals[0].outcomes) == 0)
		return put_note(&j->put, "totals-without-cases", suite->line,
				"it says tests=\"%lld\" and holds no test case",
				(long long)suite->said[0]);
	if (counts_more(suite))
		return put_note(&j->put, "counts-more", suite->line,
				"it says tests=\"%lld\", its cases make %lld",
				(long long)suite->said[0],
				(long long)sum_of(suite->all, totals[0].outcomes));
	for (size_t i = 0; i < TOTALS; i++) {
		int64_t said = suite->said[i];
		int64_t own = sum_of(suite->own, totals[i].outcomes);
		int64_t all = sum_of(suite->all, totals[i].outcomes);
		int rc;

		if (said == FACT_UNSAID || said == own || said == all ||
		    (suite->disabled > 0 && said + suite->disabled == all))
			continue;
		rc = put_note(&j->put, "totals-mismatch", suite->line,
			      "it says %s=\"%lld\", its cases make %lld",
			      totals[i].attribute, (long long)said, (long long)all);
		if (rc < 0)
			return rc;
	}
	return 0;
}

/*
 * After <testsuite ...> or <testsuites ...>: up to and with its end.  Recurs
 * into nested suites; xml.h bounds the depth.
 */
static int read_suite(struct junit *j, struct suite *suite)
{
	for (;;) {
		enum xml_event event;
		struct suite below;
		int rc = xml_next(j->xml, &event, j->put.err);

		if (rc < 0)
			return rc;
		if (event == XML_CLOSE)
			return check_totals(j, suite);
		if (event != XML_OPEN)
			continue;
		if (span_is(xml_name(j->xml), "testcase")) {
			rc = read_case(j, suite);
		} else if (span_is(xml_name(j->xml), "testsuite")) {
			open_suite(j, &below, suite);
			rc = put_time(&j->put, xml_attr(j->xml, "timestamp"),
				      "testsuite@timestamp", below.line);
			if (rc == 0)
				rc = add_suite(j, &below);
			if (rc == 0)
				rc = read_suite(j, &below);
			for (unsigned i = 0; i < TEST_OUTCOMES; i++)
				suite->all[i] += below.all[i];
		} else if (span_is(xml_name(j->xml), "properties")) {
			rc = read_properties(j);
		} else if (said_by(xml_name(j->xml)) >= SAID_FAILED) {
			rc = read_suite_failure(j, suite);
		} else {
			rc = xml_skip(j->xml, j->put.err);
		}
		if (rc < 0)
			return rc;
	}
}

static int read_document(struct junit *j)
{
	struct suite root;
	enum xml_event event;
	int rc = xml_next(j->xml, &event, j->put.err);

	if (rc < 0)
		return rc;
	open_suite(j, &root, NULL);
	rc = put_time(&j->put, xml_attr(j->xml, "timestamp"), "testsuites@timestamp",
		      root.line);
	/* <testsuites> is a suite of its own only where cases stand in it. */
	if (rc == 0 && span_is(xml_name(j->xml), "testsuite"))
		rc = add_suite(j, &root);
	if (rc == 0)
		rc = read_suite(j, &root);
	if (rc == 0)
		rc = xml_next(j->xml, &event, j->put.err); /* nothing may follow */
	return rc < 0 ? rc : check_bad(j);
}

static int junit_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct junit j = {
		.put = { sink, scratch, err },
		.xml = xml_open(probe->path, probe->text, scratch),
		.blank = fact_new(FACT_CASE),
	};
	int rc = read_document(&j);

	xml_close(j.xml);
	return rc;
}

extern const struct reader reader_junit;
const struct reader reader_junit = {
	.name = "junit-xml",
	.title = "JUnit XML",
	.spec = "Ant JUnitReport XML, as extended by Maven Surefire 3 and others",
	.reads = "test suites, test cases with outcome, retries and message",
	.family = FAMILY_TESTS,
	.revision = 3,
	.usual = "*junit*.xml TEST-*.xml *pytest*.xml test-results.xml "
		 "test_results.xml test-report.xml",
	.bid = junit_bid,
	.read = junit_read,
};
