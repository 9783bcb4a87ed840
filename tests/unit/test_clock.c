/* Times; expectations are what `date -u -d TIME +%s` of coreutils 9.1 prints. */
#include "unit.h"

#include "base/clock.h"

#include <stdlib.h>

static const struct {
	const char *text;
	int64_t seconds;
} times[] = {
	{ "0000-01-01T00:00:00Z", -62167219200 },
	{ "0000-02-29T12:00:00Z", -62162078400 },
	{ "1583-01-01T00:00:00Z", -12212553600 },
	{ "1900-02-28T00:00:00Z", -2203977600 },
	{ "1900-03-01T00:00:00Z", -2203891200 }, /* 1900 was no leap year */
	{ "1969-12-31T23:59:59Z", -1 },
	{ "1970-01-01T00:00:00Z", 0 },
	{ "2000-02-29T23:59:59Z", 951868799 },
	{ "2016-12-31T23:59:59Z", 1483228799 },
	{ "2024-02-29T00:00:00Z", 1709164800 },
	{ "2026-11-21T04:05:06Z", 1795233906 },
	{ "2038-01-19T03:14:08Z", 2147483648 },
	{ "2100-03-01T00:00:00Z", 4107542400 },
	{ "9999-12-31T23:59:59Z", 253402300799 },
};

static void dates_are_what_date_says_in_both_directions(void **state)
{
	char text[CLOCK_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		int64_t seconds = 7;

		assert_int_equal(clock_parse(span_of(times[i].text), &seconds),
				 CLOCK_ZONED);
		assert_int_equal(seconds, times[i].seconds);
		assert_string_equal(clock_format(times[i].seconds, text),
				    times[i].text);
	}
}

static void every_day_comes_back_as_it_went(void **state)
{
	int64_t last = clock_days(-1, 12, 31);

	(void)state;
	for (int64_t time = -62167219200; time < 253402300800; time += 86400) {
		char text[CLOCK_TEXT];
		int64_t back;

		clock_format(time, text);
		assert_int_equal(clock_parse(span_of(text), &back), CLOCK_ZONED);
		assert_int_equal(back, time);
		assert_int_equal(time / 86400 - (time % 86400 < 0), last + 1);
		last++;
	}
}

static void times_outside_four_digit_years_have_no_text(void **state)
{
	static const int64_t outside[] = { CLOCK_NONE, -62167219201, 253402300800,
					   INT64_MAX, INT64_MIN + 1 };
	char text[CLOCK_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++)
		assert_string_equal(clock_format(outside[i], text), "-");
}

static void zones_are_taken_and_their_absence_is_said(void **state)
{
	static const struct {
		const char *text;
		enum clock_quality quality;
		int64_t seconds;
	} cases[] = {
		{ "2026-11-21T04:05:06+05:30", CLOCK_ZONED, 1795214106 },
		{ "2026-11-21T04:05:06-0800", CLOCK_ZONED, 1795262706 },
		{ "2026-11-21 04:05:06 -0800", CLOCK_ZONED,
		  1795262706 }, /* git's %ci */
		{ "2026-11-21t04:05:06z", CLOCK_ZONED, 1795233906 },
		{ "2026-11-21 04:05:06 UTC", CLOCK_ZONED, 1795233906 },
		{ "2026-11-21T04:05:06.999999999Z", CLOCK_ZONED, 1795233906 },
		{ "2026-11-21T04:05:06,5", CLOCK_NAIVE, 1795233906 },
		{ "2026-11-21 04:05:06", CLOCK_NAIVE, 1795233906 },
		{ "2026-11-21T04:05", CLOCK_NAIVE, 1795233900 },
		{ "2026-11-21T04:05Z", CLOCK_ZONED, 1795233900 },
		{ "2026-11-21", CLOCK_DATE, 1795219200 },
		{ "  2026-11-21\n", CLOCK_DATE, 1795219200 },
		{ "2016-12-31T23:59:60Z", CLOCK_ZONED, 1483228800 }, /* a leap second */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t seconds = 7;
		enum clock_quality quality =
			clock_parse(span_of(cases[i].text), &seconds);

		if (quality != cases[i].quality || seconds != cases[i].seconds)
			fail_msg("%s gives %s %jd", cases[i].text,
				 clock_quality_word[quality], (intmax_t)seconds);
	}
}

static void what_is_no_time_says_nothing(void **state)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-11",
		"2026-11-2",
		"2026-13-01",
		"2026-00-01",
		"2026-11-00",
		"2026-11-31",
		"2025-02-29",
		"1900-02-29",
		"21.11.2026",
		"11/21/2026",
		"2026-11-21T",
		"2026-11-21T04",
		"2026-11-21T24:00:00Z",
		"2026-11-21T04:60:00Z",
		"2026-11-21T04:05:61Z",
		"2026-11-21T04:05:06+24:00",
		"2026-11-21T04:05:06+5",
		"2026-11-21T04:05:06 CET",
		"2026-11-21T04:05:06.Z",
		"2026-11-21x04:05:06",
		"-026-11-21",
		"2026-11-21T04:05:06Zx",
		"2026-11-21T04:05:06+05:30x",
		"2026-11-21T04:05:06+05:3",
		"2026/11/21",
		"2026-1a-21",
		"2026-11-21T04:05:",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int64_t seconds = 7;

		if (clock_parse(span_of(bad[i]), &seconds) != CLOCK_UNSAID)
			fail_msg("\"%s\" gives %jd", bad[i], (intmax_t)seconds);
		assert_int_equal(seconds, 7);
	}
}

static void source_date_epoch_is_taken_or_refused(void **state)
{
	struct err err = { 0 };
	int64_t time = 7;

	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	assert_ok(clock_source_date(&time, &err));
	assert_true(time == CLOCK_NONE);
	setenv("SOURCE_DATE_EPOCH", "1795233906", 1);
	assert_ok(clock_source_date(&time, &err));
	assert_int_equal(time, 1795233906);
	setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
	assert_err(ERR_USAGE, clock_source_date(&time, &err));
	assert_true(time == CLOCK_NONE);
	setenv("SOURCE_DATE_EPOCH", "253402300800", 1);
	assert_err(ERR_USAGE, clock_source_date(&time, &err));
	unsetenv("SOURCE_DATE_EPOCH");
}

static void the_machine_s_clocks_run(void **state)
{
	int64_t before = clock_monotonic_us();

	(void)state;
	assert_true(clock_now() > 1700000000);
	assert_true(clock_monotonic_us() >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_what_date_says_in_both_directions),
		cmocka_unit_test(every_day_comes_back_as_it_went),
		cmocka_unit_test(times_outside_four_digit_years_have_no_text),
		cmocka_unit_test(zones_are_taken_and_their_absence_is_said),
		cmocka_unit_test(what_is_no_time_says_nothing),
		cmocka_unit_test(source_date_epoch_is_taken_or_refused),
		cmocka_unit_test(the_machine_s_clocks_run),
	};

	return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
