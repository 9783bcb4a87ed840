#include "unit.h"

#include "base/buf.h"
#include "text/html.h"

static struct buf buf;

static int set_up(void **state)
{
	(void)state;
	buf_init(&buf, 4096);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_release(&buf);
	return 0;
}

static struct span text_of(struct span text)
{
	buf_clear(&buf);
	html_text(&buf, text);
	return buf_span(&buf);
}

static struct span url_of(const char *url)
{
	buf_clear(&buf);
	html_url(&buf, span_of(url));
	return buf_span(&buf);
}

static void the_five_signs_are_escaped(void **state)
{
	(void)state;
	assert_span_is(text_of(SPAN_LIT("a<b> & \"c\" 'd'")),
		       "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
}

static void controls_are_dropped_but_tab_and_line_feed(void **state)
{
	(void)state;
	assert_span_is(text_of(SPAN_LIT("a\0b\x1b[31mc\td\ne\r\x7f")), "ab[31mc\td\ne");
	assert_span_is(text_of(SPAN_LIT("a\xc2\x85z")),
		       "az"); /* U+0085, a C1 control */
}

static void an_attribute_has_one_line(void **state)
{
	(void)state;
	html_attr(&buf, SPAN_LIT("a\nb\tc\"d"));
	assert_span_is(buf_span(&buf), "a b c&quot;d");
}

static void bytes_that_are_no_utf8_are_replaced_one_by_one(void **state)
{
	(void)state;
	/* a lone continuation, an overlong slash, a surrogate, a cut character */
	assert_span_is(text_of(SPAN_LIT("\x80")), "\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("\xc0\xaf")), "\xef\xbf\xbd\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("\xe0\x80\xaf")),
		       "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("\xed\xa0\x80")),
		       "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("x\xe2\x82")), "x\xef\xbf\xbd\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("\xf4\x90\x80\x80")),
		       "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_span_is(text_of(SPAN_LIT("\xef\xbf\xbf")), "\xef\xbf\xbd"); /* U+FFFF */
}

static void good_utf8_passes_unchanged(void **state)
{
	(void)state;
	assert_span_is(text_of(SPAN_LIT("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\xa2")),
		       "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\xa2");
}

static void what_turns_the_reading_direction_is_shown(void **state)
{
	(void)state;
	assert_span_is(text_of(SPAN_LIT("a\xe2\x80\xae"
					"b")),
		       "a&lt;U+202E&gt;b");
	assert_span_is(text_of(SPAN_LIT("\xe2\x81\xa6")), "&lt;U+2066&gt;");
	assert_span_is(text_of(SPAN_LIT("\xef\xbb\xbf")), "&lt;U+FEFF&gt;");
}

static void an_address_that_runs_something_is_no_address(void **state)
{
	static const char *const bad[] = {
		"javascript:alert(1)",
		"JAVASCRIPT:alert(1)",
		"java\tscript:alert(1)",
		" javascript:alert(1)",
		"data:text/html,x",
		"vbscript:x",
		"//host/x",
		"/etc/passwd",
		"\\\\host\\x",
		"file:///etc/passwd",
		"blob:x",
		"x\ny",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_span_is(url_of(bad[i]), "#");
}

static void an_address_of_ours_stays(void **state)
{
	(void)state;
	assert_span_is(url_of("../item/a/b.html#i-c"), "../item/a/b.html#i-c");
	assert_span_is(url_of("#v=open,stale"), "#v=open,stale");
	assert_span_is(url_of("https://a.example/?b=1&c=2"),
		       "https://a.example/?b=1&amp;c=2");
	assert_span_is(url_of("mailto:a@b.example"), "mailto:a@b.example");
	assert_span_is(url_of("a/b:c"), "a/b:c");
	assert_span_is(url_of(""), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_five_signs_are_escaped, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			controls_are_dropped_but_tab_and_line_feed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_attribute_has_one_line, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			bytes_that_are_no_utf8_are_replaced_one_by_one, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(good_utf8_passes_unchanged, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			what_turns_the_reading_direction_is_shown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_address_that_runs_something_is_no_address, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(an_address_of_ours_stays, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
