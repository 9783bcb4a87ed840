/* Paths as bytes: what is clean, how they are cut and joined. */
#include "unit.h"

#include "base/limits.h"
#include "base/path.h"

static void clean_paths_are_clean_and_others_are_not(void **state)
{
	static const char *const clean[] = { "a",     "a/b", ".a",   "..a",  "a..",
					     "a/...", "a b", "\xff", "a\\b", ".git" };
	static const char *const unclean[] = { "",     "/",      "/a",   "a/",  "a//b",
					       ".",    "..",     "./a",  "a/.", "a/..",
					       "../a", "a/../b", "a/./b" };
	char longest[LIMIT_PATH_BYTES + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(clean) / sizeof(clean[0]); i++)
		if (!path_is_clean(span_of(clean[i])))
			fail_msg("%s is not clean", clean[i]);
	for (size_t i = 0; i < sizeof(unclean) / sizeof(unclean[0]); i++)
		if (path_is_clean(span_of(unclean[i])))
			fail_msg("%s is clean", unclean[i]);
	assert_false(path_is_clean((struct span){ "a\0b", 3 }));
	memset(longest, 'a', sizeof(longest));
	assert_true(path_is_clean((struct span){ longest, LIMIT_PATH_BYTES }));
	assert_false(path_is_clean((struct span){ longest, LIMIT_PATH_BYTES + 1 }));
}

static void a_path_is_its_folder_and_its_base(void **state)
{
	static const struct {
		const char *path, *dir, *base, *ext;
	} cases[] = {
		{ "a/b.c", "a", "b.c", ".c" },
		{ "a", "", "a", "" },
		{ "a.tar.gz", "", "a.tar.gz", ".gz" },
		{ ".env", "", ".env", "" },
		{ "a/.env", "a", ".env", "" },
		{ "a/", "a", "", "" },
		{ "a.b/c", "a.b", "c", "" },
		{ "a/b/c.d", "a/b", "c.d", ".d" },
		{ "", "", "", "" },
		{ "a.", "", "a.", "." },
		{ "..a", "", "..a", ".a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span path = span_of(cases[i].path);

		assert_span_is(path_dir(path), cases[i].dir);
		assert_span_is(path_base(path), cases[i].base);
		assert_span_is(path_ext(path), cases[i].ext);
	}
}

static void paths_are_joined_without_a_leading_slash(void **state)
{
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	assert_span_is(path_join(arena, SPAN_LIT("a"), SPAN_LIT("b/c")), "a/b/c");
	assert_span_is(path_join(arena, SPAN_EMPTY, SPAN_LIT("b")), "b");
	arena_free(arena);
}

static void a_path_is_resolved_where_it_is_written(void **state)
{
	static const struct {
		const char *dir, *path, *want; /* NULL: leaves the root */
	} cases[] = {
		{ "docs", "a.md", "docs/a.md" },
		{ "docs", "./a//b/", "docs/a/b" },
		{ "docs/x", "../a.md", "docs/a.md" },
		{ "docs", "../a.md", "a.md" },
		{ "docs", "..", "" },
		{ "docs", "../..", NULL },
		{ "docs", "../../a", NULL },
		{ "", "..", NULL },
		{ "", "a/../../a", NULL },
		{ "docs", "a/b/../../../x", "x" },
		{ "docs", "/a.md", "a.md" },
		{ "docs", "/../a", NULL },
		{ "docs", "", "docs" },
		{ "", "", "" },
		{ "", ".", "" },
		{ "docs", "...", "docs/..." },
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span out = SPAN_LIT("?");
		bool inside = path_resolve(arena, span_of(cases[i].dir),
					   span_of(cases[i].path), &out);

		if (inside != (cases[i].want != NULL))
			fail_msg("%s in %s: %d", cases[i].path, cases[i].dir, inside);
		if (inside)
			assert_span_is(out, cases[i].want);
		else
			assert_int_equal(out.len, 0);
	}
	arena_free(arena);
}

static void below_is_by_whole_names(void **state)
{
	(void)state;
	assert_true(path_is_below(SPAN_LIT("a/b"), SPAN_LIT("a")));
	assert_true(path_is_below(SPAN_LIT("a"), SPAN_LIT("a")));
	assert_true(path_is_below(SPAN_LIT("a"), SPAN_EMPTY));
	assert_true(path_is_below(SPAN_EMPTY, SPAN_EMPTY));
	assert_false(path_is_below(SPAN_LIT("ab"), SPAN_LIT("a")));
	assert_false(path_is_below(SPAN_LIT("a"), SPAN_LIT("a/b")));
	assert_false(path_is_below(SPAN_EMPTY, SPAN_LIT("a")));
}

static void a_slug_is_letters_digits_and_single_dashes(void **state)
{
	/* clang-format off */
	static const struct { const char *text; size_t most; const char *want; } rows[] = {
		{ "Release Manager", 40, "release-manager" },
		{ "--A  &  b--", 40, "a-b" },
		{ "abcdef", 3, "abc" },
		{ "ab cd", 3, "ab" }, /* no dash at the end */
		{ "\xc3\x9c""ber 2", 40, "ber-2" },
		{ "", 40, "none" },
		{ "?!", 40, "none" },
		{ "a", 0, "none" },
	};
	/* clang-format on */
	struct arena *arena = arena_new(LIMIT_MIB);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_span_is(path_slug(arena, span_of(rows[i].text), rows[i].most,
					 "none"),
			       rows[i].want);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_paths_are_clean_and_others_are_not),
		cmocka_unit_test(a_path_is_its_folder_and_its_base),
		cmocka_unit_test(paths_are_joined_without_a_leading_slash),
		cmocka_unit_test(a_path_is_resolved_where_it_is_written),
		cmocka_unit_test(below_is_by_whole_names),
		cmocka_unit_test(a_slug_is_letters_digits_and_single_dashes),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
