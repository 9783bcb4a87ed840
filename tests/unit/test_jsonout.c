/* The JSON writer: RFC 8785's shape, and text that is no UTF-8. */
#include "unit.h"

#include "text/jsonout.h"

static void members_have_commas_between_and_none_behind(void **state)
{
	struct jsonout json;
	struct buf buf;

	(void)state;
	buf_init(&buf, 1000);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_key(&json, "a");
	jsonout_array(&json);
	jsonout_int(&json, -1);
	jsonout_int(&json, INT64_MIN);
	jsonout_object(&json);
	jsonout_end(&json);
	jsonout_null(&json);
	jsonout_end(&json);
	jsonout_member_bool(&json, "b", true);
	jsonout_member_opt(&json, "c", SPAN_EMPTY);
	jsonout_member(&json, "d", SPAN_LIT("x"));
	jsonout_end(&json);
	jsonout_line(&json);

	assert_span_is(buf_span(&buf), "{\"a\":[-1,-9223372036854775808,{},null],\"b\":true,"
				       "\"d\":\"x\"}\n");
	buf_release(&buf);
}

static void escapes_are_the_shortest_that_rfc_8785_names(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 1000);
	jsonout_quote(&buf, (struct span){ "\b\t\n\v\f\r\"\\/\x1f\0é\x7f", 14 });

	assert_span_is(buf_span(&buf),
		       "\"\\b\\t\\n\\u000b\\f\\r\\\"\\\\/\\u001f\\u0000é\x7f\"");
	buf_release(&buf);
}

static void bytes_that_are_no_utf8_become_replacement_characters(void **state)
{
	/* a lone lead byte, an overlong slash, a surrogate, past U+10FFFF, cut off */
	static const char bad[] = "a\xc3z\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82";
	struct buf buf;
	size_t replaced = 0;

	(void)state;
	buf_init(&buf, 1000);
	jsonout_quote(&buf, (struct span){ bad, sizeof(bad) - 1 });

	for (size_t i = 0; i + 2 < buf.len; i++)
		replaced += memcmp(buf.ptr + i, "\xef\xbf\xbd", 3) == 0;
	assert_int_equal(replaced, 1 + 2 + 3 + 4 + 2);
	assert_memory_equal(buf.ptr, "\"a\xef\xbf\xbdz", 6);
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_have_commas_between_and_none_behind),
		cmocka_unit_test(escapes_are_the_shortest_that_rfc_8785_names),
		cmocka_unit_test(bytes_that_are_no_utf8_become_replacement_characters),
	};

	return cmocka_run_group_tests_name("jsonout", tests, NULL, NULL);
}
