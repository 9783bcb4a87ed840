/* RFC 4180 and what programs make of it. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/csv.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* All rows, fields in brackets, each row with its line. */
static struct span rows_of(const char *text)
{
	struct err err = { 0 };
	struct csv csv;
	struct csv_row row;
	struct buf out;
	struct span copy;
	int rc;

	buf_init(&out, LIMIT_MIB);
	csv_init(&csv, SPAN_LIT("t.csv"), span_of(text), arena);
	while ((rc = csv_next(&csv, &row, &err)) > 0) {
		buf_addf(&out, "%u", row.line);
		for (size_t i = 0; i < row.count; i++)
			buf_addf(&out, "[%.*s]", SPAN_ARG(row.fields[i]));
		buf_addch(&out, ' ');
	}
	assert_ok(rc);
	copy = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return copy;
}

static void rows_and_fields_are_told_apart(void **state)
{
	(void)state;
	assert_span_is(rows_of("a,b\n1,2\n"), "1[a][b] 2[1][2] ");
	assert_span_is(rows_of("a,b\r\n1,\r\n"), "1[a][b] 2[1][] ");
	assert_span_is(rows_of("a;b,c;d"), "1[a][b,c][d] ");
	assert_span_is(rows_of("a\tb\n\n\n1\t2"), "1[a][b] 4[1][2] ");
	assert_span_is(rows_of("\"a,b\",\"c\"\"d\"\n"), "1[a,b][c\"d] ");
	assert_span_is(rows_of("\"a\nb\",c\nd,e\n"), "1[a\nb][c] 3[d][e] ");
	assert_span_is(rows_of("a \"b\",\"c\" d\n"), "1[a \"b\"][c d] ");
	assert_span_is(rows_of(","), "1[][] ");
	assert_span_is(rows_of(""), "");
}

static void a_quote_that_never_closes_is_refused(void **state)
{
	struct err err = { 0 };
	struct csv csv;
	struct csv_row row;

	(void)state;
	csv_init(&csv, SPAN_LIT("t.csv"), SPAN_LIT("a\n\"b\n"), arena);
	assert_int_equal(csv_next(&csv, &row, &err), 1);
	assert_err(ERR_FORMAT, csv_next(&csv, &row, &err));
	assert_string_equal(err.tag, "truncated");
	assert_string_equal(err.where, "t.csv:2:1");
}

static void a_row_without_end_is_refused(void **state)
{
	struct err err = { 0 };
	struct csv csv;
	struct csv_row row;
	struct buf text;

	(void)state;
	buf_init(&text, 2 * LIMIT_MIB);
	for (size_t i = 0; i < LIMIT_MIB + 2; i++)
		buf_addch(&text, 'x');
	csv_init(&csv, SPAN_LIT("t.csv"), buf_span(&text), arena);
	assert_err(ERR_LIMIT, csv_next(&csv, &row, &err));
	assert_string_equal(err.tag, "too-big");
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(rows_and_fields_are_told_apart),
		TEST(a_quote_that_never_closes_is_refused),
		TEST(a_row_without_end_is_refused),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
