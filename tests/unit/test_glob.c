/* Patterns: what they fit, what they do not, and that no pattern is slow. */
#include "unit.h"

#include "base/clock.h"
#include "base/limits.h"
#include "text/glob.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct row {
	const char *pattern, *text;
	bool fits;
};

static void check(const struct row *rows, size_t count, unsigned flags)
{
	for (size_t i = 0; i < count; i++)
		if (glob_match(span_of(rows[i].pattern), span_of(rows[i].text),
			       flags) != rows[i].fits)
			fail_msg("%s %s %s", rows[i].pattern,
				 rows[i].fits ? "does not fit" : "fits", rows[i].text);
}

/* clang-format off */

/* What gitignore(5) says, all anchored; `git ls-files ":(glob)PATTERN"` agrees. */
static const struct row paths[] = {
	{ "a.md", "a.md", true },
	{ "a.md", "A.md", false },
	{ "a.md", "b/a.md", false },
	{ "/a.md", "a.md", true },
	{ "*.md", "a.md", true },
	{ "*.md", ".md", true },
	{ "*.md", "b/a.md", false },
	{ "*/a.md", "b/a.md", true },
	{ "*/a.md", "c/b/a.md", false },
	{ "**/a.md", "a.md", true },
	{ "**/a.md", "c/b/a.md", true },
	{ "**/a.md", "c/ba.md", false },
	{ "a/**", "a/b", true },
	{ "a/**", "a/b/c", true },
	{ "a/**", "a", false },
	{ "a/**", "ab/c", false },
	{ "a/**/d", "a/d", true },
	{ "a/**/d", "a/b/c/d", true },
	{ "a/**/d", "a/b/c/dd", false },
	{ "a/**/d/**/f", "a/d/x/d/e/f", true },
	{ "a/**/d/f", "a/d/x/d/f", true },
	{ "a/**/d/f", "a/d/x/d/f/g", false },
	{ "**", "a", true },
	{ "**", "a/b", true },
	{ "**/**/c", "c", true },
	{ "a**", "ab", true },
	{ "a**", "a/b", false },
	{ "**/*readiness*/**", "x/my-readiness-1/y/z", true },
	{ "evidence/", "evidence/a/b.xml", true },
	{ "evidence/", "evidence", false },
	{ "evidence/", "evidence2/a", false },
	{ "a?c", "abc", true },
	{ "a?c", "a/c", false },
	{ "a?c",
	  "a\xc3\xa9"
	  "c",
	  true },
	{ "a?c", "ac", false },
	{ "a??c",
	  "a\xc3\xa9"
	  "c",
	  false },
	{ "[a-c]x", "bx", true },
	{ "[a-c]x", "dx", false },
	{ "[!a-c]x", "dx", true },
	{ "[^a-c]x", "bx", false },
	{ "[]x]", "]", true },
	{ "[]-a]", "^", true },
	{ "[a-]", "-", true },
	{ "[\\]]", "]", true },
	{ "[a/b]", "a", false },
	{ "[\xc3\xa0-\xc3\xaf]", "\xc3\xa9", true },
	{ "[\xc3\xa0-\xc3\xaf]", "\xc3\xb1", false },
	{ "a[b", "a[b", true },
	{ "a[b", "ab", false },
	{ "a\\*", "a*", true },
	{ "a\\*", "ab", false },
	{ "a\\", "a", false },
	{ "", "a", false },
	{ "*", "", false },
	{ "app/\\[id\\]/*.ts", "app/[id]/page.ts", true },
	{ "app/[id]/*.ts", "app/i/page.ts", true },
	{ "*a*b*c*", "xaybzc", true },
	{ "*a*b*c*", "xaczb", false },
	{ "*.tar.*.gz", "a.tar.tar.x.gz", true },
};

static const struct row nocase[] = {
	{ "**/CHANGELOG*", "docs/ChangeLog.md", true },
	{ "[a-c]", "B", true },
	{ "[A-C]", "b", true },
	{ "[!A-C]", "b", false },
	{ "[_-`]", "`", true },
	{ "[@]", "`", false }, /* differ in the case bit, but are no letters */
	{ "\xc3\x89", "\xc3\xa9", false },
};

static const struct row texts[] = {
	{ "Panic stop*", "panic stop under 500 ms / 2 s", true },
	{ "Panic stop", "Panic stop now", false },
	{ "*", "", true },
	{ "**", "a/b", true },
	{ "a/**/b", "a/x/b", true },
	{ "a/**/b", "a/b", false },
	{ "", "", true },
	{ "", "a", false },
};

static const struct row patterns[] = {
	{ "a.md", "", false }, { "a*", "", true },   { "a?", "", true },
	{ "a[b]", "", true },  { "a[b", "", false }, { "a\\*\\?\\[b]", "", false },
	{ "a[]", "", false },  { "[a", "", false },  { "[a[", "", false },
	{ "", "", false },
};

/* clang-format on */

static void a_path_fits_its_pattern_name_by_name(void **state)
{
	(void)state;
	check(paths, COUNT(paths), 0);
}

static void ascii_letters_match_in_either_case_when_asked(void **state)
{
	(void)state;
	check(nocase, COUNT(nocase), GLOB_NOCASE);
}

static void in_a_text_the_slash_is_a_character_like_others(void **state)
{
	(void)state;
	check(texts, COUNT(texts), GLOB_TEXT | GLOB_NOCASE);
}

static void only_what_can_fit_several_is_a_pattern(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(patterns); i++)
		if (glob_is_pattern(span_of(patterns[i].pattern)) != patterns[i].fits)
			fail_msg("%s", patterns[i].pattern);
}

static void fill(char *out, size_t len, const char *what)
{
	for (size_t i = 0; i < len; i++)
		out[i] = what[i % strlen(what)];
}

/* The product of both lengths is 4 million steps; a backtracker would not end. */
static void no_pattern_is_slow(void **state)
{
	static const struct {
		const char *pattern, *text;
	} rows[] = {
		{ "a*", "a" },     { "*a", "a" },  { "**/a/", "a/" },
		{ "*a*/", "a" },   { "[", "[" },   { "*[", "[" },
		{ "[a-b]*", "a" }, { "a/", "a/" }, { "**/*a*/", "ab/" },
		{ "\\", "\\" },    { "[[", "[" },  { "*?", "a" },
	};
	char pattern[LIMIT_PATTERN], text[LIMIT_PATH_BYTES];
	int64_t start = clock_monotonic_us();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		fill(pattern, sizeof(pattern), rows[i].pattern);
		fill(text, sizeof(text), rows[i].text);
		pattern[sizeof(pattern) - 1] = 'z'; /* so that it never fits */
		assert_false(glob_match((struct span){ pattern, sizeof(pattern) },
					(struct span){ text, sizeof(text) }, 0));
		glob_is_pattern((struct span){ pattern, sizeof(pattern) });
	}
	assert_true(clock_monotonic_us() - start < 20 * 1000 * 1000);
}

static void a_pattern_over_the_limit_fits_nothing(void **state)
{
	char pattern[LIMIT_PATTERN + 1];

	(void)state;
	fill(pattern, sizeof(pattern), "*");
	assert_true(
		glob_match((struct span){ pattern, LIMIT_PATTERN }, span_of("a"), 0));
	assert_false(
		glob_match((struct span){ pattern, sizeof(pattern) }, span_of("a"), 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_fits_its_pattern_name_by_name),
		cmocka_unit_test(ascii_letters_match_in_either_case_when_asked),
		cmocka_unit_test(in_a_text_the_slash_is_a_character_like_others),
		cmocka_unit_test(only_what_can_fit_several_is_a_pattern),
		cmocka_unit_test(no_pattern_is_slow),
		cmocka_unit_test(a_pattern_over_the_limit_fits_nothing),
	};

	return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
