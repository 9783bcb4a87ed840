/* Values of measurements: exact decimals, rounded to the worse side. */
#include "unit.h"

#include "base/limits.h"
#include "readers/measure.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MIB);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void check_shift(const char *number, int power, const char *want)
{
	struct span got = measure_shift(span_of(number), power, arena);

	if (!span_is(got, want))
		fail_msg("%s by %d is %.*s, not %s", number, power, SPAN_ARG(got),
			 want);
}

static void moving_the_point_loses_no_digit(void **state)
{
	(void)state;
	check_shift("1.5", 3, "1500");
	check_shift("0.0012345678901234567", 3, "1.2345678901234567");
	check_shift("1.50e-3", 3, "1.5");
	check_shift("12345", -6, "0.012345");
	check_shift("-2.50", 0, "-2.5");
	check_shift("1E+2", 0, "100");
	check_shift("0.000", 3, "0");
	check_shift("007", 0, "7");
	check_shift("100", -1, "10");
}

static void what_is_no_number_gives_nothing(void **state)
{
	(void)state;
	check_shift("", 0, "");
	check_shift("-", 0, "");
	check_shift("NaN", 0, "");
	check_shift("1.2.3", 0, "");
	check_shift("1e999999999", 0, "");
	check_shift("1e200", 0, "");
	check_shift("12345678901234567890123456789012345678901234567890"
		    "1234567890123456789012345",
		    0, "");
}

static void a_quotient_is_rounded_to_the_side_asked_for(void **state)
{
	(void)state;
	assert_true(span_is(measure_divide(1, 3, MEASURE_UP, arena), "0.333334"));
	assert_true(span_is(measure_divide(1, 3, MEASURE_DOWN, arena), "0.333333"));
	assert_true(span_is(measure_divide(1, 4, MEASURE_UP, arena), "0.25"));
	assert_true(span_is(measure_divide(1, 5000000, MEASURE_UP, arena), "0.000001"));
	assert_true(span_is(measure_divide(0, 3, MEASURE_UP, arena), "0"));
	assert_true(span_is(measure_divide(7, 0, MEASURE_UP, arena), "0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(moving_the_point_loses_no_digit),
		TEST(what_is_no_number_gives_nothing),
		TEST(a_quotient_is_rounded_to_the_side_asked_for),
	};

	return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
