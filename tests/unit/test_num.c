/* Numbers from text: exactly the grammar, rounded the way the name says. */
#include "unit.h"

#include "base/num.h"

static void digits_are_digits_and_nothing_else(void **state)
{
	static const char *const bad[] = { "",
					   " 1",
					   "1 ",
					   "+1",
					   "-1",
					   "0x1",
					   "1.0",
					   "1e1",
					   "\xd9\xa1",
					   "18446744073709551616",
					   "99999999999999999999999" };
	uint64_t number = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(num_u64(span_of(bad[i]), UINT64_MAX, &number));
		assert_int_equal(number, 7);
	}
	assert_true(num_u64(SPAN_LIT("18446744073709551615"), UINT64_MAX, &number));
	assert_true(number == UINT64_MAX);
	assert_true(num_u64(SPAN_LIT("0007"), 7, &number));
	assert_int_equal(number, 7);
	assert_false(num_u64(SPAN_LIT("8"), 7, &number));
	assert_false(num_u64((struct span){ "1\0", 2 }, 7, &number));
}

static void signed_numbers_reach_both_ends(void **state)
{
	int64_t number = 7;

	(void)state;
	assert_true(num_i64(SPAN_LIT("9223372036854775807"), &number));
	assert_true(number == INT64_MAX);
	assert_true(num_i64(SPAN_LIT("-9223372036854775808"), &number));
	assert_true(number == INT64_MIN);
	assert_true(num_i64(SPAN_LIT("-0"), &number));
	assert_int_equal(number, 0);
	assert_false(num_i64(SPAN_LIT("9223372036854775808"), &number));
	assert_false(num_i64(SPAN_LIT("-9223372036854775809"), &number));
	assert_false(num_i64(SPAN_LIT("-"), &number));
	assert_false(num_i64(SPAN_LIT("--1"), &number));
	assert_false(num_i64(SPAN_LIT("+1"), &number));
	assert_int_equal(number, 0);
}

static void hex_takes_sixteen_digits_of_either_case(void **state)
{
	uint64_t number = 7;

	(void)state;
	assert_true(num_hex(SPAN_LIT("fFfFfFfFfFfFfFfF"), &number));
	assert_true(number == UINT64_MAX);
	assert_true(num_hex(SPAN_LIT("0a"), &number));
	assert_int_equal(number, 10);
	assert_false(num_hex(SPAN_LIT("00000000000000000"), &number));
	assert_false(num_hex(SPAN_LIT(""), &number));
	assert_false(num_hex(SPAN_LIT("0x1"), &number));
	assert_false(num_hex(SPAN_LIT("g"), &number));
}

/* Worked by hand: floor(value * 10^scale). */
static void decimals_are_rounded_down_on_both_sides_of_zero(void **state)
{
	static const struct {
		const char *text;
		unsigned scale;
		int64_t want;
	} cases[] = {
		{ "79.996", 2, 7999 },
		{ "79.996", 0, 79 },
		{ "-79.996", 2, -8000 },
		{ "-79.99", 2, -7999 },
		{ "-0.001", 2, -1 },
		{ "-0.000", 2, 0 },
		{ "0", 6, 0 },
		{ "-0", 6, 0 },
		{ "1", 6, 1000000 },
		{ "1.5", 6, 1500000 },
		{ ".5", 1, 5 },
		{ "5.", 1, 50 },
		{ "1e-3", 6, 1000 },
		{ "1E-3", 3, 1 },
		{ "1e3", 2, 100000 },
		{ "1e+3", 0, 1000 },
		{ "1.25e1", 0, 12 },
		{ "-1.25e1", 0, -13 },
		{ "1.25e1", 1, 125 },
		{ "12.5e-1", 0, 1 },
		{ "-12.5e-1", 0, -2 },
		{ "999e-3", 0, 0 },
		{ "-999e-3", 0, -1 },
		{ "0e400", 2, 0 },
		{ "0.00000000000000000000001", 6, 0 },
		{ "-0.00000000000000000000001", 6, -1 },
		{ "0.30000000000000004", 6, 300000 },
		{ "1e-400", 2, 0 },
		{ "1e-9999", 2, 0 },
		{ "-1e-9999", 2, -1 },
		{ "0.00001e5", 0, 1 },
		{ "9223372036854775807", 0, INT64_MAX },
		{ "-9223372036854775807.5", 0, INT64_MIN },
		{ "000000000000000000000000000001", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t number = 0;

		if (!num_scaled(span_of(cases[i].text), cases[i].scale, &number) ||
		    number != cases[i].want)
			fail_msg("%s at %u gives %jd, not %jd", cases[i].text,
				 cases[i].scale, (intmax_t)number,
				 (intmax_t)cases[i].want);
	}
}

static void what_is_no_decimal_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"-",
		".",
		"-.",
		"e1",
		".e1",
		"1e",
		"1e+",
		"1e-",
		"1e+-5",
		"1e--5",
		"1e1.5",
		"1.2.3",
		"1,5",
		"+1",
		" 1",
		"1 ",
		"NaN",
		"nan",
		"inf",
		"Infinity",
		"-Infinity",
		"0x10",
		"1e1e1",
		"1_000",
		"1e99999999999999999999",
		"9223372036854775808",
		"1e19",
		"92233720368547758.08e3",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int64_t number = 7;

		if (num_scaled(span_of(bad[i]), 0, &number))
			fail_msg("\"%s\" gives %jd", bad[i], (intmax_t)number);
		assert_int_equal(number, 7);
	}
}

/* Against whole numbers: n thousandths read at every scale. */
static void every_scale_agrees_with_integer_division(void **state)
{
	(void)state;
	for (int64_t n = -12345; n <= 12345; n += 7) {
		char text[32];
		int64_t number, rest;

		snprintf(text, sizeof(text), "%s%jd.%03jd", n < 0 ? "-" : "",
			 (intmax_t)((n < 0 ? -n : n) / 1000),
			 (intmax_t)((n < 0 ? -n : n) % 1000));
		assert_true(num_scaled(span_of(text), 3, &number));
		assert_int_equal(number, n);
		assert_true(num_scaled(span_of(text), 1, &number));
		rest = n - number * 100;
		assert_true(rest >= 0 && rest < 100);
	}
}

static void seconds_are_never_negative(void **state)
{
	int64_t us = 7;

	(void)state;
	assert_true(num_seconds(SPAN_LIT("1.2345678"), &us));
	assert_int_equal(us, 1234567);
	assert_false(num_seconds(SPAN_LIT("-1"), &us));
	assert_false(num_seconds(SPAN_LIT("1s"), &us));
	assert_int_equal(us, 1234567);
}

static void basis_points_never_round_up_and_never_divide_by_zero(void **state)
{
	(void)state;
	assert_int_equal(num_basis_points(79996, 100000), 7999);
	assert_int_equal(num_basis_points(1, 3), 3333);
	assert_int_equal(num_basis_points(2, 3), 6666);
	assert_int_equal(num_basis_points(0, 0), 0);
	assert_int_equal(num_basis_points(5, 5), 10000);
	assert_int_equal(num_basis_points(UINT64_MAX, UINT64_MAX), 10000);
	assert_true(num_basis_points(UINT64_MAX, 1) == INT64_MAX);
}

static void numbers_for_people_have_commas_between_thousands(void **state)
{
	char room[NUM_GROUPED];

	(void)state;
	assert_true(span_is(num_grouped(room, 0), "0"));
	assert_true(span_is(num_grouped(room, 999), "999"));
	assert_true(span_is(num_grouped(room, 1000), "1,000"));
	assert_true(span_is(num_grouped(room, 1234567), "1,234,567"));
	assert_true(
		span_is(num_grouped(room, UINT64_MAX), "18,446,744,073,709,551,615"));
}

static void checked_sums_and_products_say_when_they_are_wrong(void **state)
{
	size_t out;

	(void)state;
	assert_true(num_add(SIZE_MAX - 1, 1, &out));
	assert_true(out == SIZE_MAX);
	assert_false(num_add(SIZE_MAX, 1, &out));
	assert_true(num_mul(SIZE_MAX / 2, 2, &out));
	assert_false(num_mul(SIZE_MAX / 2 + 1, 2, &out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits_are_digits_and_nothing_else),
		cmocka_unit_test(signed_numbers_reach_both_ends),
		cmocka_unit_test(hex_takes_sixteen_digits_of_either_case),
		cmocka_unit_test(decimals_are_rounded_down_on_both_sides_of_zero),
		cmocka_unit_test(what_is_no_decimal_is_refused),
		cmocka_unit_test(every_scale_agrees_with_integer_division),
		cmocka_unit_test(seconds_are_never_negative),
		cmocka_unit_test(basis_points_never_round_up_and_never_divide_by_zero),
		cmocka_unit_test(numbers_for_people_have_commas_between_thousands),
		cmocka_unit_test(checked_sums_and_products_say_when_they_are_wrong),
	};

	return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
