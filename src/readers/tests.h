/*
 * tests.h - what the readers of test reports share: words, units and counting.
 *
 * A reader adds its suites and cases through here, and what was counted is then
 * compared with the totals that the report claims.  A report that calls its run
 * failed and shows no test that failed gets one broken case for the run itself:
 * such a run is never taken for a good one.
 */
#ifndef READERS_TESTS_H
#define READERS_TESTS_H

#include "readers/put.h"
#include "text/tree.h"
#include "text/xml.h"

struct tests {
	struct put put;
	int64_t suites;               /* added so far */
	int64_t count[TEST_OUTCOMES]; /* cases added so far, without the broken */
	int64_t broken;               /* those of tests_add_broken() */
};

/* A report's word for an outcome; a table of them ends with a NULL word. */
struct test_word {
	const char *word;
	enum test_outcome outcome;
};

/* The word's outcome, in whatever case it is written; TEST_UNKNOWN for any other. */
enum test_outcome tests_outcome(const struct test_word *words, struct span word);

/* Sets suite->number and adds it. */
int tests_add_suite(struct tests *tests, struct fact_suite *suite);

/* A suite of which only the name is known; *number is its own. */
int tests_add_named(struct tests *tests, struct span name, unsigned line,
		    int64_t *number);

int tests_add_case(struct tests *tests, const struct fact *test);

/*
 * A case that stands for what broke outside of any test; no total of a report
 * counts it.
 */
int tests_add_broken(struct tests *tests, int64_t suite, struct span name,
		     struct span message, unsigned line);

/*
 * The run is called failed: where no case says so, one is added that stands for
 * the run, in a suite of its own.
 */
int tests_add_run(struct tests *tests, const char *message, unsigned line);

/* Cases of the outcomes, each a bit: TEST_BIT(TEST_FAILED) | ... */
#define TEST_BIT(outcome) (1u << (outcome))
#define TEST_ANY          (TEST_BIT(TEST_OUTCOMES) - 1)
#define TEST_BAD          (TEST_BIT(TEST_FAILED) | TEST_BIT(TEST_ERRORED))
#define TEST_LEFT_OUT     (TEST_BIT(TEST_SKIPPED) | TEST_BIT(TEST_TODO))
int64_t tests_count(const struct tests *tests, unsigned outcomes);

/* Cases that failed or broke, the broken included. */
int64_t tests_bad(const struct tests *tests);

/*
 * Compare a total that the report claims under `name` with the cases of these
 * outcomes: note totals-mismatch where they differ, counts-more where it claims
 * more tests or passes than it shows (the report is partial), totals-without-cases
 * where it claims tests and shows none.  Claimed failures of which none is shown are
 * one broken case as well.  FACT_UNSAID claims nothing.
 */
int tests_check(struct tests *tests, const char *name, int64_t said, unsigned outcomes,
		unsigned line);

/* The totals of a format: what it calls them, and the outcomes they count. */
struct test_total {
	const char *name;
	unsigned outcomes;
};

/* The same for each member of `totals`; the table ends with a NULL name. */
int tests_check_all(struct tests *tests, const struct test_total *wanted,
		    struct node totals);

/* A total: a number that is no less than nought, else FACT_UNSAID. */
int64_t tests_total(struct span text);

/* Durations in microseconds, FACT_UNSAID where the text is none. */
int64_t tests_ms(struct span text);
/*
 * Seconds as tools of all countries write them: "1.5", "1,5", "1,234.5", "1e-3".
 * FACT_UNSAID for nothing, NaN and negative times.
 */
int64_t tests_seconds(struct put *put, struct span text);

/*
 * At the element that tells why a test failed or was left out: up to and with its
 * end.  *out is the text of the first <message> in it, else its own first text, in
 * the put's scratch memory; it stays as it is where it says something already.
 */
int tests_message(struct put *put, struct xml *xml, struct span *out);

/* A line of a source file; 0 where the text is no number. */
unsigned tests_line(struct span text);

#endif
