/* Spans: every edge is an end, an empty one or a byte above 127. */
#include "unit.h"

static void order_is_by_bytes_and_a_prefix_comes_first(void **state)
{
	static const char *const sorted[] = { "",   "A",  "a",    "a.b",  "a/b",
					      "a0", "aa", "\x7f", "\x80", "\xff" };

	(void)state;
	for (size_t i = 0; i < 10; i++)
		for (size_t j = 0; j < 10; j++) {
			int order = span_cmp(span_of(sorted[i]), span_of(sorted[j]));

			assert_true(i < j ? order < 0 : i > j ? order > 0 : order == 0);
		}
}

static void an_empty_span_may_have_any_pointer(void **state)
{
	struct span here = { "x", 0 };

	(void)state;
	assert_true(span_eq(here, SPAN_EMPTY));
	assert_true(span_is(SPAN_EMPTY, ""));
	assert_int_equal(span_cmp(here, SPAN_EMPTY), 0);
	assert_int_equal(span_of(NULL).len, 0);
	assert_true(span_starts(SPAN_EMPTY, ""));
	assert_int_equal(span_index(SPAN_EMPTY, 'x'), -1);
	assert_int_equal(span_rindex(SPAN_EMPTY, 'x'), -1);
	assert_int_equal(span_find(SPAN_EMPTY, SPAN_LIT("x")), -1);
	assert_int_equal(span_trim(SPAN_EMPTY).len, 0);
	assert_null(span_sub(SPAN_EMPTY, 5, 5).ptr);
}

static void case_is_folded_for_ascii_alone(void **state)
{
	(void)state;
	assert_true(span_is_nocase(SPAN_LIT("ReadMe"), "README"));
	assert_false(span_is_nocase(SPAN_LIT("\xc4"), "\xe4"));
	assert_false(span_is_nocase(SPAN_LIT("@"), "`"));
	assert_false(span_is_nocase(SPAN_LIT("["), "{"));
	assert_true(span_starts_nocase(SPAN_LIT("ABC"), "ab"));
	assert_true(span_ends_nocase(SPAN_LIT("a.MD"), ".md"));
	assert_false(span_ends_nocase(SPAN_LIT("md"), ".md"));
	assert_int_equal(span_find_nocase(SPAN_LIT("xxToDo"), "todo"), 2);
	assert_int_equal(span_find_nocase(SPAN_LIT("tod"), "todo"), -1);
}

static void parts_are_cut_to_what_is_there(void **state)
{
	struct span text = SPAN_LIT("abc");

	(void)state;
	assert_span_is(span_sub(text, 1, 1), "b");
	assert_span_is(span_sub(text, 1, 99), "bc");
	assert_span_is(span_sub(text, 3, 1), "");
	assert_span_is(span_sub(text, (size_t)-1, (size_t)-1), "");
	assert_span_is(span_from(text, 2), "c");
	assert_span_is(span_from(text, 99), "");
	assert_span_is(span_trim(SPAN_LIT(" \t\r\n a b \n")), "a b");
	assert_span_is(span_trim(SPAN_LIT("  ")), "");
}

static void bytes_are_found_first_and_last(void **state)
{
	struct span text = { "a\0b/a", 5 };

	(void)state;
	assert_int_equal(span_index(text, 'a'), 0);
	assert_int_equal(span_rindex(text, 'a'), 4);
	assert_int_equal(span_index(text, '\0'), 1);
	assert_int_equal(span_find(text, SPAN_LIT("b/")), 2);
	assert_int_equal(span_find(text, SPAN_LIT("")), 0);
	assert_int_equal(span_find(text, SPAN_LIT("a\0b/a ")), -1);
}

static void splitting_gives_one_piece_more_than_there_are_marks(void **state)
{
	static const struct {
		const char *text, *joined;
	} cases[] = { { "a,b,", "[a][b][]" },
		      { ",", "[][]" },
		      { "", "[]" },
		      { "a", "[a]" },
		      { ",,a", "[][][a]" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span rest = span_of(cases[i].text), piece;
		char joined[32] = "";
		size_t len = 0;

		while (span_split(&rest, ',', &piece))
			len += (size_t)snprintf(joined + len, sizeof(joined) - len,
						"[%.*s]", SPAN_ARG(piece));
		assert_string_equal(joined, cases[i].joined);
		assert_null(rest.ptr);
		assert_false(span_split(&rest, ',', &piece));
	}
}

static void lines_end_in_lf_crlf_or_cr(void **state)
{
	static const struct {
		const char *text, *joined;
	} cases[] = { { "a\nb", "[a][b]" },
		      { "a\nb\n", "[a][b]" },
		      { "a\r\nb\r\n", "[a][b]" },
		      { "a\rb\r", "[a][b]" },
		      { "\n\n", "[][]" },
		      { "a\n\rb", "[a][][b]" },
		      { "", "" },
		      { "\r\n", "[]" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span rest = span_of(cases[i].text), line;
		char joined[32] = "";
		size_t len = 0;

		while (span_line(&rest, &line))
			len += (size_t)snprintf(joined + len, sizeof(joined) - len,
						"[%.*s]", SPAN_ARG(line));
		assert_string_equal(joined, cases[i].joined);
	}
}

/* Sixteen bytes are looked at together: an end may stand anywhere among them. */
static void a_line_ends_where_its_end_stands_however_far_off(void **state)
{
	char text[64];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++) {
		struct span span = { text, sizeof(text) };

		memset(text, 'a', sizeof(text));
		text[at] = at % 2 ? '\n' : '\r';
		assert_int_equal(span_line_len(span), at);
		assert_int_equal(span_line_len(span_sub(span, 0, at)), at);
		text[at] = '\x8a'; /* LF with the top bit */
		assert_int_equal(span_line_len(span), sizeof(text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_by_bytes_and_a_prefix_comes_first),
		cmocka_unit_test(an_empty_span_may_have_any_pointer),
		cmocka_unit_test(case_is_folded_for_ascii_alone),
		cmocka_unit_test(parts_are_cut_to_what_is_there),
		cmocka_unit_test(bytes_are_found_first_and_last),
		cmocka_unit_test(splitting_gives_one_piece_more_than_there_are_marks),
		cmocka_unit_test(lines_end_in_lf_crlf_or_cr),
		cmocka_unit_test(a_line_ends_where_its_end_stands_however_far_off),
	};

	return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
