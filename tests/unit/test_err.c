/* Errors: the first place wins, words are cut and never overflow. */
#include "unit.h"

#include <errno.h>

static void the_first_and_most_precise_place_stays(void **state)
{
	struct err err = { 0 };
	int rc = err_set(&err, ERR_FORMAT, "%s closes %s", "a", "b");

	(void)state;
	assert_int_equal(rc, -(int)ERR_FORMAT);
	assert_int_equal(err_at(&err, (struct pos){ SPAN_LIT("x.xml"), 14, 3 }), rc);
	assert_int_equal(err_at_path(&err, SPAN_LIT("elsewhere")), rc);
	assert_string_equal(err.where, "x.xml:14:3");
	assert_string_equal(err.what, "a closes b");
	assert_int_equal(err.line, 14);
	assert_int_equal(err.column, 3);
	err_set(&err, ERR_IO, "new");
	assert_string_equal(err.where, "");
	err_at(&err, (struct pos){ SPAN_LIT("y"), 2, 0 });
	assert_string_equal(err.where, "y:2");
	err_set(&err, ERR_IO, "new");
	err_at(&err, (struct pos){ SPAN_LIT("y"), 0, 0 });
	assert_string_equal(err.where, "y");
}

static void long_words_are_cut(void **state)
{
	struct err err = { 0 };
	char text[2000];

	(void)state;
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	err_set(&err, ERR_IO, "%s", text);
	err_at_path(&err, span_of(text));
	err_fix(&err, "%s", text);
	err_tag(&err, text);
	assert_int_equal(strlen(err.what), sizeof(err.what) - 1);
	assert_int_equal(strlen(err.where), sizeof(err.where) - 1);
	assert_int_equal(strlen(err.fix), sizeof(err.fix) - 1);
	assert_int_equal(strlen(err.tag), sizeof(err.tag) - 1);
}

static void the_system_s_errors_have_words_and_a_full_disk_a_name(void **state)
{
	struct err err = { 0 };

	(void)state;
	errno = ENOENT;
	assert_int_equal(err_errno(&err, "cannot open", "a/b"), -(int)ERR_IO);
	assert_string_equal(err.what, "cannot open: No such file or directory");
	assert_string_equal(err.where, "a/b");
	assert_string_equal(err.tag, "");
	errno = ENOSPC;
	err_errno(&err, "cannot write", "a");
	assert_string_equal(err.tag, "no-space");
	assert_true(err.fix[0] != '\0');
}

static void usage_ends_in_2_and_the_rest_in_4(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (int code = ERR_USAGE; code <= ERR_INTERNAL; code++) {
		err_set(&err, (enum err_code)code, "x");
		assert_int_equal(err_exit_status(&err), code == ERR_USAGE ? 2 : 4);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_and_most_precise_place_stays),
		cmocka_unit_test(long_words_are_cut),
		cmocka_unit_test(the_system_s_errors_have_words_and_a_full_disk_a_name),
		cmocka_unit_test(usage_ends_in_2_and_the_rest_in_4),
	};

	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
