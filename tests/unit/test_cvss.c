/*
 * Base scores: those of FIRST's examples for CVSS 2.0, 3.0, 3.1 and 4.0, and what a
 * second calculator gives for the corners.
 */
#include "unit.h"

#include "readers/cvss.h"

/* clang-format off: one vector a line */
static const struct {
	const char *vector;
	int tenths;
} examples[] = {
	/* 2.0, section 3.3 of its guide */
	{ "AV:N/AC:L/Au:N/C:N/I:N/A:C", 78 },
	{ "AV:N/AC:L/Au:N/C:C/I:C/A:C", 100 },
	{ "AV:L/AC:H/Au:N/C:C/I:C/A:C", 62 },
	{ "(AV:L/AC:H/Au:N/C:C/I:C/A:C)", 62 },
	{ "AV:N/AC:L/Au:N/C:N/I:N/A:N", 0 },
	{ "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C", 78 },
	/* 3.0 and 3.1, the examples document */
	{ "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61 },
	{ "CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64 },
	{ "CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31 },
	{ "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 99 },
	{ "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 42 },
	{ "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 88 },
	{ "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 75 },
	{ "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98 },
	{ "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N", 68 },
	{ "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100 },
	{ "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0 },
	{ "CVSS:3.1/S:U/C:H/I:N/A:N/AV:N/AC:L/PR:N/UI:N/E:U/MAV:P", 75 },
	/* 4.0, the examples document */
	{ "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 73 },
	{ "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 77 },
	{ "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 83 },
	{ "CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 46 },
	{ "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 93 },
	{ "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 100 },
	{ "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0 },
};

static const char *const no_vectors[] = {
	"",
	"CVSS:3.1",
	"CVSS:3.1/",
	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N",          /* no A */
	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:X",      /* no value of A */
	"CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", /* twice */
	"CVSS:3.1/AV:NN/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
	"CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
	"CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", /* metrics of 3 */
	"AV:N/AC:L/Au:N/C:N/I:N",
	"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", /* 3 without its version */
	"7.5",
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void published_examples_have_their_scores(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(examples); i++)
		if (cvss_score(span_of(examples[i].vector)) != examples[i].tenths)
			fail_msg("%s gives %d, not %d", examples[i].vector,
				 cvss_score(span_of(examples[i].vector)),
				 examples[i].tenths);
}

static void what_is_no_vector_has_no_score(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(no_vectors); i++)
		if (cvss_score(span_of(no_vectors[i])) != FACT_UNSAID)
			fail_msg("\"%s\" has a score", no_vectors[i]);
}

static struct fact_problem settle(const struct cvss *all)
{
	struct fact_problem problem = { 0 };

	cvss_settle(all, &problem);
	return problem;
}

static void a_tools_word_wins_over_the_score(void **state)
{
	struct cvss all = CVSS_NONE;
	struct fact_problem problem;

	(void)state;
	cvss_rate(&all, SPAN_LIT("Moderate"), SPAN_LIT("9.8"), SPAN_EMPTY);
	problem = settle(&all);

	assert_int_equal(problem.severity, SEVERITY_MEDIUM);
	assert_span_is(problem.severity_raw, "Moderate");
	assert_int_equal(problem.score_tenths, 98);
}

static void a_word_that_says_nothing_leaves_it_to_the_score(void **state)
{
	struct cvss all = CVSS_NONE;
	struct fact_problem problem;

	(void)state;
	cvss_rate(&all, SPAN_LIT("UNKNOWN"), SPAN_EMPTY, SPAN_EMPTY);
	assert_int_equal(settle(&all).severity, SEVERITY_UNKNOWN);
	cvss_add(&all, SPAN_EMPTY,
		 SPAN_LIT("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
	problem = settle(&all);

	assert_int_equal(problem.severity, SEVERITY_CRITICAL);
	assert_span_is(problem.severity_raw, "UNKNOWN");
	assert_int_equal(problem.score_tenths, 98);
}

static void a_nought_without_a_vector_is_no_score(void **state)
{
	struct cvss all = CVSS_NONE;

	(void)state;
	cvss_rate(&all, SPAN_EMPTY, SPAN_LIT("0"), SPAN_EMPTY);

	assert_int_equal(settle(&all).score_tenths, FACT_UNSAID);
	assert_int_equal(settle(&all).severity, SEVERITY_UNKNOWN);
}

static void an_old_score_counts_where_there_is_no_later_one(void **state)
{
	struct cvss all = CVSS_NONE;

	(void)state;
	cvss_add_old(&all, SPAN_LIT("10.0"), SPAN_EMPTY);
	assert_int_equal(settle(&all).score_tenths, 100);
	cvss_add(&all, SPAN_LIT("6.1"), SPAN_EMPTY);
	assert_int_equal(settle(&all).score_tenths, 61);
	cvss_add(&all, SPAN_EMPTY, SPAN_LIT("AV:N/AC:L/Au:N/C:N/I:N/A:C"));
	assert_int_equal(settle(&all).score_tenths, 61);
	cvss_add(&all, SPAN_LIT("7.0"), SPAN_EMPTY);
	assert_int_equal(settle(&all).score_tenths, 70);
}

static void the_worst_of_several_ratings_counts(void **state)
{
	struct cvss all = CVSS_NONE;

	(void)state;
	cvss_rate(&all, SPAN_LIT("low"), SPAN_EMPTY, SPAN_EMPTY);
	cvss_rate(&all, SPAN_EMPTY, SPAN_LIT("7.5"), SPAN_EMPTY);
	cvss_rate(&all, SPAN_LIT("medium"), SPAN_LIT("5.0"), SPAN_EMPTY);

	assert_int_equal(settle(&all).severity, SEVERITY_HIGH);
	assert_span_is(settle(&all).severity_raw, "7.5");
	assert_int_equal(settle(&all).score_tenths, 75);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_examples_have_their_scores),
		cmocka_unit_test(what_is_no_vector_has_no_score),
		cmocka_unit_test(a_tools_word_wins_over_the_score),
		cmocka_unit_test(a_word_that_says_nothing_leaves_it_to_the_score),
		cmocka_unit_test(a_nought_without_a_vector_is_no_score),
		cmocka_unit_test(an_old_score_counts_where_there_is_no_later_one),
		cmocka_unit_test(the_worst_of_several_ratings_counts),
	};

	return cmocka_run_group_tests_name("cvss", tests, NULL, NULL);
}
