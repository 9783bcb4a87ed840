#include "readers/tests.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "text/decode.h"

#define TOTAL_MAX     1000000000 /* test cases that a report may claim */
#define LINE_MAX_SAID 100000000

enum test_outcome tests_outcome(const struct test_word *words, struct span word)
{
	for (size_t i = 0; words[i].word; i++)
		if (span_is_nocase(word, words[i].word))
			return words[i].outcome;
	return TEST_UNKNOWN;
}

int tests_add_suite(struct tests *tests, struct fact_suite *suite)
{
	struct fact fact = { .kind = FACT_SUITE };

	suite->number = ++tests->suites;
	fact.as.suite = *suite;
	return put_fact(&tests->put, &fact);
}

int tests_add_named(struct tests *tests, struct span name, unsigned line,
		    int64_t *number)
{
	struct fact fact = fact_new(FACT_SUITE);
	int rc;

	fact.as.suite.name = name;
	fact.as.suite.line = line;
	rc = tests_add_suite(tests, &fact.as.suite);
	*number = fact.as.suite.number;
	return rc;
}

int tests_add_case(struct tests *tests, const struct fact *test)
{
	tests->count[test->as.test.outcome]++;
	return put_fact(&tests->put, test);
}

int tests_add_broken(struct tests *tests, int64_t suite, struct span name,
		     struct span message, unsigned line)
{
	struct fact fact = fact_new(FACT_CASE);

	fact.as.test.suite = suite;
	fact.as.test.name = name;
	fact.as.test.outcome = TEST_ERRORED;
	fact.as.test.message = message;
	fact.as.test.line = line;
	tests->broken++;
	return put_fact(&tests->put, &fact);
}

int tests_add_run(struct tests *tests, const char *message, unsigned line)
{
	int64_t suite;
	int rc;

	if (tests_bad(tests) > 0)
		return 0;
	rc = tests_add_named(tests, SPAN_LIT("the run"), line, &suite);
	if (rc < 0)
		return rc;
	return tests_add_broken(tests, suite, SPAN_LIT("the run"), span_of(message),
				line);
}

int64_t tests_count(const struct tests *tests, unsigned outcomes)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < TEST_OUTCOMES; i++)
		if (outcomes & TEST_BIT(i))
			sum += tests->count[i];
	return sum;
}

int64_t tests_bad(const struct tests *tests)
{
	return tests_count(tests, TEST_BAD) + tests->broken;
}

int tests_check(struct tests *tests, const char *name, int64_t said, unsigned outcomes,
		unsigned line)
{
	int64_t counted = tests_count(tests, outcomes);

	int rc;

	if (said == FACT_UNSAID || said == counted)
		return 0;
	if (said > 0 && outcomes == TEST_ANY && counted == 0)
		return put_note(&tests->put, "totals-without-cases", line,
				"it says %s is %lld and holds no test case", name,
				(long long)said);
	/* Tests that it counts as run and does not show: nobody knows of them. */
	rc = put_note(&tests->put,
		      said > counted && (outcomes & TEST_BIT(TEST_PASSED))
			      ? "counts-more"
			      : "totals-mismatch",
		      line, "it says %s is %lld, its cases make %lld", name,
		      (long long)said, (long long)counted);
	if (rc < 0 || said == 0 || (outcomes & TEST_BAD) == 0 ||
	    (outcomes & ~TEST_BAD) != 0)
		return rc;
	return tests_add_run(tests, "it counts failures and shows none", line);
}

int tests_check_all(struct tests *tests, const struct test_total *wanted,
		    struct node totals)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && wanted[i].name; i++) {
		struct node said = node_get(totals, wanted[i].name);

		rc = tests_check(tests, wanted[i].name, tests_total(node_number(said)),
				 wanted[i].outcomes, node_line(said));
	}
	return rc;
}

int64_t tests_total(struct span text)
{
	uint64_t number;

	if (!num_u64(span_trim(text), TOTAL_MAX, &number))
		return FACT_UNSAID;
	return (int64_t)number;
}

int64_t tests_ms(struct span text)
{
	int64_t us;

	if (!num_scaled(span_trim(text), 3, &us) || us < 0)
		return FACT_UNSAID;
	return us;
}

int64_t tests_seconds(struct put *put, struct span text)
{
	ptrdiff_t comma = span_index(text, ',');
	int64_t us = FACT_UNSAID;
	bool thousands;
	char *plain;
	size_t len = 0;

	if (comma < 0) {
		num_seconds(span_trim(text), &us);
		return us;
	}
	thousands = span_index(text, '.') > comma || span_rindex(text, ',') != comma;
	plain = arena_alloc(put->scratch, text.len, 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != ',')
			plain[len++] = text.ptr[i];
		else if (!thousands)
			plain[len++] = '.';
	}
	num_seconds(span_trim((struct span){ plain, len }), &us);
	return us;
}

int tests_message(struct put *put, struct xml *xml, struct span *out)
{
	unsigned depth = xml_depth(xml);
	struct span own = SPAN_EMPTY, text;

	for (;;) {
		enum xml_event event;
		int rc = xml_next(xml, &event, put->err);

		if (rc < 0)
			return rc;
		if (event == XML_CLOSE && xml_depth(xml) == depth)
			break;
		if (event == XML_TEXT && own.len == 0)
			own = arena_copy(put->scratch,
					 decode_cut(span_trim(xml_text(xml)),
						    LIMIT_TEXT));
		if (event != XML_OPEN || out->len > 0 ||
		    !span_is_nocase(xml_name(xml), "message"))
			continue;
		rc = xml_collect(xml, &text, LIMIT_TEXT, put->err);
		if (rc < 0)
			return rc;
		*out = span_trim(text);
	}
	if (out->len == 0)
		*out = own;
	return 0;
}

unsigned tests_line(struct span text)
{
	uint64_t line;

	return num_u64(text, LINE_MAX_SAID, &line) ? (unsigned)line : 0;
}
