/* CSV as RFC 4180 has it, and as tools and enemies write it. */
#include "unit.h"

#include "base/limits.h"
#include "text/csv.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(256 * LIMIT_MIB);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct csv open_text(const char *text)
{
	struct csv csv;

	csv_open(&csv, SPAN_LIT("t.csv"), span_of(text), 0, arena);
	return csv;
}

static bool step(struct csv *csv)
{
	struct err err = { 0 };
	bool more;

	assert_ok(csv_next(csv, &more, &err));
	return more;
}

#define assert_field(csv, index, text) assert_true(span_is(csv_field(csv, index), text))

/* RFC 4180, section 2, rules 5 to 7. */
static void quoted_fields_hold_separators_quotes_and_line_ends(void **state)
{
	struct csv csv =
		open_text("a,\"b,1\",\"c \"\"d\"\"\"\r\n\"x\ny\",,z\r\nlast\r\n");

	(void)state;
	assert_true(step(&csv));
	assert_int_equal(csv.fields.count, 3);
	assert_field(&csv, 1, "b,1");
	assert_field(&csv, 2, "c \"d\"");
	assert_true(step(&csv));
	assert_int_equal(csv.line, 2);
	assert_field(&csv, 0, "x\ny");
	assert_field(&csv, 1, "");
	assert_field(&csv, 2, "z");
	assert_true(step(&csv));
	assert_int_equal(csv.line, 4);
	assert_field(&csv, 0, "last");
	assert_true(csv.ended);
	assert_false(step(&csv));
}

static void the_first_line_tells_the_separator(void **state)
{
	struct csv semicolons = open_text("\"a,b,c,d\";b;c\n1;2,5;3\n");
	struct csv tabs = open_text("a\tb\n1\t2");
	struct csv alone = open_text("a\n1,2\n");

	(void)state;
	step(&semicolons);
	assert_int_equal(semicolons.fields.count, 3);
	step(&semicolons);
	assert_field(&semicolons, 1, "2,5");
	step(&tabs);
	step(&tabs);
	assert_field(&tabs, 1, "2");
	assert_false(tabs.ended);
	step(&alone);
	step(&alone);
	assert_int_equal(alone.fields.count, 2);
}

static void a_separator_at_the_end_makes_an_empty_field(void **state)
{
	struct csv csv = open_text("a,b,\n\n,\n");

	(void)state;
	step(&csv);
	assert_int_equal(csv.fields.count, 3);
	step(&csv);
	assert_int_equal(csv.line, 3);
	assert_int_equal(csv.fields.count, 2);
}

static void a_quote_inside_a_plain_field_is_a_quote(void **state)
{
	struct csv csv = open_text("5\" pipe,b\n");

	(void)state;
	step(&csv);
	assert_field(&csv, 0, "5\" pipe");
}

static void a_column_is_found_by_its_name(void **state)
{
	struct csv csv = open_text("a, b ,\"c d\"\n");

	(void)state;
	step(&csv);
	assert_int_equal(csv_find(&csv, "b"), 1);
	assert_int_equal(csv_find(&csv, "c d"), 2);
	assert_int_equal(csv_find(&csv, "e"), -1);
	assert_true(csv_line_has(SPAN_LIT("a;\"b c\"\td"), "b c"));
	assert_true(csv_line_has(SPAN_LIT("a;\"b c\"\td"), "d"));
	assert_false(csv_line_has(SPAN_LIT("a;\"b c\"\td"), "b"));
}

static void check_bad(const char *text, enum err_code code, const char *tag,
		      unsigned line)
{
	struct csv csv = open_text(text);
	struct err err = { 0 };
	bool more = true;
	int rc = 0;

	while (rc == 0 && more)
		rc = csv_next(&csv, &more, &err);
	assert_err(code, rc);
	assert_string_equal(err.tag, tag);
	assert_int_equal(err.line, line);
}

static void what_is_wrong_has_a_tag_and_a_place(void **state)
{
	(void)state;
	check_bad("a\n\"b", ERR_FORMAT, "truncated", 2);
	check_bad("a\n\n\"b\" c,d\n", ERR_FORMAT, "csv-syntax", 3);
}

static void records_and_fields_have_limits(void **state)
{
	size_t len = LIMIT_RECORD_LINE + 10;
	char *text = arena_room(arena, len + 1, 1);

	(void)state;
	memset(text, 'x', len);
	text[len] = '\0';
	check_bad(text, ERR_LIMIT, "too-big", 1);
	text[0] = '"';
	check_bad(text, ERR_LIMIT, "too-big", 1);
	memset(text, ',', len);
	check_bad(text, ERR_LIMIT, "too-many", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(quoted_fields_hold_separators_quotes_and_line_ends),
		TEST(the_first_line_tells_the_separator),
		TEST(a_separator_at_the_end_makes_an_empty_field),
		TEST(a_quote_inside_a_plain_field_is_a_quote),
		TEST(a_column_is_found_by_its_name),
		TEST(what_is_wrong_has_a_tag_and_a_place),
		TEST(records_and_fields_have_limits),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
