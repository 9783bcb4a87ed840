/* The digest of a scope's content; the value was made with printf and sha256sum. */
#include "unit.h"

#include "audit/imprint.h"
#include "base/limits.h"

static const struct tree_entry entries[] = {
	{ SPAN_INIT("README.md"), SPAN_INIT("0000000000000000000000000000000000000000"),
	  TREE_FILE },
	{ SPAN_INIT("src/a.c"), SPAN_INIT("1111111111111111111111111111111111111111"),
	  TREE_FILE },
	{ SPAN_INIT("src/run"), SPAN_INIT("2222222222222222222222222222222222222222"),
	  TREE_EXECUTABLE },
};

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MIB);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/*
 * { printf 'muster-scope/1\0'; printf '100644 1111... src/a.c\0'
 *   printf '100755 2222... src/run\0'; } | sha256sum
 */
static void the_digest_is_the_one_that_stock_tools_give(void **state)
{
	struct imprint_scope scope;
	char digest[DIGEST_TEXT];

	(void)state;
	assert_true(imprint_read(&scope, SPAN_LIT("**\n!**/*.md\n"), arena));
	assert_true(imprint_is_whole(&scope));
	assert_int_equal(imprint_digest(digest, entries, 3, &scope), 2);
	assert_string_equal(
		digest,
		"7fcb35a3a0508b4433d457b538ee89b9ca0a8b28081947140b13e6126d099878");
	assert_true(imprint_read(&scope, SPAN_LIT("src/**"), arena));
	assert_false(imprint_is_whole(&scope));
	assert_int_equal(imprint_digest(digest, entries, 3, &scope), 2);
	assert_string_equal(
		digest,
		"7fcb35a3a0508b4433d457b538ee89b9ca0a8b28081947140b13e6126d099878");
	assert_true(imprint_read(&scope, SPAN_LIT("src/**\n!src/run"), arena));
	assert_int_equal(imprint_digest(digest, entries, 3, &scope), 1);
	assert_string_not_equal(
		digest,
		"7fcb35a3a0508b4433d457b538ee89b9ca0a8b28081947140b13e6126d099878");
}

static void patterns_that_are_none_or_too_many_are_no_scope(void **state)
{
	struct imprint_scope scope;
	char many[2 * (LIMIT_CONFIG_PATTERNS + 1)];
	char *pattern = memset(arena_alloc(arena, LIMIT_PATTERN + 1, 1), 'a',
			       LIMIT_PATTERN + 1);

	(void)state;
	for (size_t i = 0; i < sizeof(many); i++)
		many[i] = i % 2 ? '\n' : 'a';
	assert_false(imprint_read(&scope, SPAN_EMPTY, arena));
	assert_false(imprint_read(&scope, SPAN_LIT("!a\n"), arena));
	assert_false(imprint_read(&scope, (struct span){ many, sizeof(many) }, arena));
	assert_true(
		imprint_read(&scope, (struct span){ many, sizeof(many) - 2 }, arena));
	assert_false(imprint_read(&scope, (struct span){ pattern, LIMIT_PATTERN + 1 },
				  arena));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_digest_is_the_one_that_stock_tools_give),
		cmocka_unit_test(patterns_that_are_none_or_too_many_are_no_scope),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
