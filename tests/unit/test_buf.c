/* Buffers: they never pass their maximum, and they remember that they wanted to. */
#include "unit.h"

#include "base/buf.h"

static void everything_up_to_the_maximum_fits_and_no_byte_more(void **state)
{
	struct err err = { 0 };
	struct buf buf;

	(void)state;
	buf_init(&buf, 5);
	buf_adds(&buf, "1234");
	assert_ok(buf_check(&buf, "it", &err));
	buf_addch(&buf, '5');
	assert_ok(buf_check(&buf, "it", &err));
	buf_addch(&buf, '6');
	assert_span_is(buf_span(&buf), "12345");
	assert_err(ERR_LIMIT, buf_check(&buf, "the page", &err));
	assert_string_equal(err.what, "the page would be larger than 5 bytes");
	buf_clear(&buf);
	assert_ok(buf_check(&buf, "it", &err));
	buf_release(&buf);
	buf_release(&buf);
}

static void formatted_text_fills_the_last_byte_too(void **state)
{
	struct err err = { 0 };
	struct buf buf;

	(void)state;
	buf_init(&buf, 5);
	buf_addf(&buf, "%d", 12345);
	assert_ok(buf_check(&buf, "it", &err));
	assert_span_is(buf_span(&buf), "12345");
	buf_addf(&buf, "%s", "");
	assert_ok(buf_check(&buf, "it", &err));
	buf_addf(&buf, "%s", "x");
	assert_err(ERR_LIMIT, buf_check(&buf, "it", &err));
	buf_release(&buf);
}

static void after_something_was_dropped_nothing_is_added_in_its_place(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 5);
	buf_adds(&buf, "1234567");
	buf_adds(&buf, "x");
	assert_int_equal(buf.len, 0);
	buf_release(&buf);
}

static void bytes_stay_what_they_were_while_it_grows(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 1 << 22);
	for (unsigned i = 0; i < 1000000; i++)
		buf_addch(&buf, (char)(i % 251));
	for (unsigned i = 0; i < 1000000; i++)
		assert_int_equal((unsigned char)buf.ptr[i], i % 251);
	buf_release(&buf);
}

static void numbers_are_decimal(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 100);
	buf_addu(&buf, 0);
	buf_addch(&buf, ' ');
	buf_addu(&buf, UINT64_MAX);
	buf_addch(&buf, ' ');
	buf_addu(&buf, 1000);
	assert_span_is(buf_span(&buf), "0 18446744073709551615 1000");
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_up_to_the_maximum_fits_and_no_byte_more),
		cmocka_unit_test(formatted_text_fills_the_last_byte_too),
		cmocka_unit_test(
			after_something_was_dropped_nothing_is_added_in_its_place),
		cmocka_unit_test(bytes_stay_what_they_were_while_it_grows),
		cmocka_unit_test(numbers_are_decimal),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
