/* Columns of a terminal, by the Unicode Character Database. */
#include "unit.h"

#include "text/width.h"

static void marks_take_no_column_and_wide_characters_two(void **state)
{
	/* From EastAsianWidth.txt and UnicodeData.txt, by hand. */
	static const struct {
		uint32_t point;
		unsigned width;
	} want[] = {
		{ 'a', 1 },     { 0xe9, 1 },    { 0x301, 0 },   { 0x36f, 0 },
		{ 0x370, 1 },   { 0x5b0, 0 },   { 0x939, 1 },   { 0x941, 0 },
		{ 0xe31, 0 },   { 0x1100, 2 },  { 0x1160, 0 },  { 0x200d, 0 },
		{ 0x2014, 1 },  { 0x20e3, 0 },  { 0x231a, 2 },  { 0x23f3, 2 },
		{ 0x2610, 1 },  { 0x26a0, 1 },  { 0x2705, 2 },  { 0x2714, 1 },
		{ 0x3000, 2 },  { 0x30a2, 2 },  { 0x4e00, 2 },  { 0xac00, 2 },
		{ 0xfe0f, 0 },  { 0xff21, 2 },  { 0xff71, 1 },  { 0x1f389, 2 },
		{ 0x1f7e2, 2 }, { 0x1f9ea, 2 }, { 0x20000, 2 }, { 0x10ffff, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		if (width_of_point(want[i].point) != want[i].width)
			fail_msg("U+%04X takes %u", want[i].point,
				 width_of_point(want[i].point));
}

static void what_moves_or_hides_is_a_control(void **state)
{
	static const uint32_t controls[] = { 0,      0x1b,   0x7f,   0x85,
					     0x61c,  0x200e, 0x202e, 0x2028,
					     0x2066, 0xfffa, 0xe0041 };
	static const uint32_t others[] = { ' ', 0xa0, 0x200d, 0x2065, 0xfe0f, 0x1f600 };

	(void)state;
	for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
		assert_true(width_is_control(controls[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(width_is_control(others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_take_no_column_and_wide_characters_two),
		cmocka_unit_test(what_moves_or_hides_is_a_control),
	};

	return cmocka_run_group_tests_name("width", tests, NULL, NULL);
}
