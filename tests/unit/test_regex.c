/* Patterns of checks: what fits, what is refused, and that none takes long. */
#include "unit.h"

#include "base/limits.h"
#include "text/regex.h"

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

/* clang-format off: one pattern a line; checked with `grep -P` where it knows them */
static const struct {
	const char *pattern, *line;
	bool fits;
} rows[] = {
	{ "abc", "xabcx", true },
	{ "abc", "xabx", false },
	{ "", "x", true },
	{ "", "", true },
	{ "^abc$", "abc", true },
	{ "^abc$", "abcd", false },
	{ "^$", "", true },
	{ "^$", "x", false },
	{ "a.c", "abc", true },
	{ "^a.c$",
	  "a\xc3\xa9"
	  "c",
	  true },
	{ "^a..c$",
	  "a\xc3\xa9"
	  "c",
	  false },
	{ "[a-c]+$", "xxabc", true },
	{ "^[^0-9]+$", "abc1", false },
	{ "[]x]", "]", true },
	{ "[a-]", "-", true },
	{ "[\\d_]", "_", true },
	{ "\\d+\\.\\d+", "v12.34", true },
	{ "\\d+\\.\\d+", "v12x34", false },
	{ "^\\D+$", "abc", true },
	{ "^\\D+$", "ab1", false },
	{ "\\bfoo\\b", "a foo b", true },
	{ "\\bfoo\\b", "afoob", false },
	{ "\\Bfoo", "afoo", true },
	{ "colou?r", "color", true },
	{ "colou?r", "colouur", false },
	{ "^(ab|cd)+$", "abcdab", true },
	{ "^(ab|cd)+$", "abcda", false },
	{ "^(?:a|b|)c$", "c", true },
	{ "^a{2,3}$", "aa", true },
	{ "^a{2,3}$", "aaaa", false },
	{ "^a{2}$", "aaa", false },
	{ "^a{2,}$", "aaaaa", true },
	{ "^a{2,}$", "a", false },
	{ "^a{0,1}b$", "b", true },
	{ "^a{0}b$", "ab", false },
	{ "a{x", "a{x", true },
	{ "(?i)todo", "ToDo", true },
	{ "todo", "TODO", false },
	{ "(?i)[a-z]+9", "ABC9", true },
	{ "a+?b", "aaab", true },
	{ "(a*)*b", "aaaac", false },
	{ "(a*)*b", "aaaab", true },
	{ "x*", "", true },
	{ "^(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaab", false },
	{ "\\t", "a\tb", true },
	{ "\\(x\\)", "(x)", true },
	{ "[\xc3\xa4-\xc3\xbc]", "\xc3\xb6", true },
	{ "\\s$", "x ", true },
};

static const char *const wrong[] = {
	"(",         ")",      "a)",       "[a",
	"[b-a]",     "*a",     "a|*",      "(?=a)",
	"(?<n>a)",   "\\1",    "\\q",      "\\",
	"a{3,2}",    "a{201}", "a{1,999}", "((a{200}){200})",
	"[\\d-z]x(", "\xff",
};
/* clang-format on */

static void a_pattern_fits_what_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint64_t budget = 1000000;
		struct err err = { 0 };
		struct regex *regex;

		assert_ok(regex_compile(&regex, span_of(rows[i].pattern), arena, &err));
		if (regex_find(regex, span_of(rows[i].line), &budget) !=
		    (rows[i].fits ? REGEX_YES : REGEX_NO))
			fail_msg("%s on %s", rows[i].pattern, rows[i].line);
	}
}

static void what_is_no_pattern_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct err err = { 0 };
		struct regex *regex;

		if (regex_compile(&regex, span_of(wrong[i]), arena, &err) !=
			    -ERR_USAGE ||
		    err.what[0] == '\0' || regex)
			fail_msg("%s is taken", wrong[i]);
	}
}

static void groups_have_a_depth(void **state)
{
	struct err err = { 0 };
	struct regex *regex;
	char deep[601];

	(void)state;
	memset(deep, '(', 300);
	memset(deep + 300, ')', 300);
	assert_int_equal(regex_compile(&regex, (struct span){ deep, 600 }, arena, &err),
			 -ERR_USAGE);
}

/* The classic that takes 2^n where one path is tried after the other. */
static void no_pattern_takes_long(void **state)
{
	uint64_t budget = 10000000, before = budget;
	char *text = memset(arena_alloc(arena, 10000, 1), 'a', 10000);
	struct err err = { 0 };
	struct regex *regex;

	(void)state;
	assert_ok(regex_compile(&regex, SPAN_LIT("(a|a)*(a|a)*(a|a)*b"), arena, &err));
	assert_int_equal(regex_find(regex, (struct span){ text, 10000 }, &budget),
			 REGEX_NO);
	assert_true(before - budget < 10000 * 40);
}

static void a_budget_that_is_spent_is_no_answer(void **state)
{
	uint64_t budget = 50;
	char *text = memset(arena_alloc(arena, 1000, 1), 'a', 1000);
	struct err err = { 0 };
	struct regex *regex;

	(void)state;
	assert_ok(regex_compile(&regex, SPAN_LIT("a*b"), arena, &err));
	assert_int_equal(regex_find(regex, (struct span){ text, 1000 }, &budget),
			 REGEX_SPENT);
	assert_int_equal(budget, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_fits_what_it_says),
		cmocka_unit_test(what_is_no_pattern_is_refused),
		cmocka_unit_test(groups_have_a_depth),
		cmocka_unit_test(no_pattern_takes_long),
		cmocka_unit_test(a_budget_that_is_spent_is_no_answer),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
