/* Whether an operator's colours can be told apart. */
#include "unit.h"

#include "base/file.h"
#include "cli/theme.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;
static struct err err;
static char folder[64];

static int make(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	arena = arena_new(1 << 24);
	snprintf(folder, sizeof(folder), "%.40s/theme-XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

static int drop(void **state)
{
	(void)state;
	file_remove_tree(folder, &err);
	arena_free(arena);
	return 0;
}

static struct theme_warnings warnings;

static void theme(const char *css)
{
	unlink(arena_printf(arena, "%s/assets/theme.css", folder).ptr);
	assert_ok(file_stage(folder, SPAN_LIT("assets/theme.css"), span_of(css), &err));
	assert_ok(theme_check(&warnings, folder, arena, &err));
}

static void warns(size_t i, const char *words)
{
	assert_true(i < warnings.at.count);
	if (span_find(warnings.at.at[i], span_of(words)) < 0)
		fail_msg("%.*s", SPAN_ARG(warnings.at.at[i]));
}

/* Figures of the WebAIM contrast checker, cut to two places. */
static void contrast_is_that_of_wcag(void **state)
{
	static const struct {
		const char *one, *other;
		int contrast;
	} cases[] = {
		{ "#000", "#fff", 2100 },         { "#fff", "#ffffff", 100 },
		{ "#767676", "#fff", 454 },       { "#777", "white", 447 },
		{ "#959595", "#FFFFFF", 299 },    { "#949494", "#fff", 303 },
		{ "#f00", "white", 399 },         { "rgb(0, 0, 255)", "#fff", 859 },
		{ "rgb(0 128 0)", "white", 513 }, { "#ff0000ff", "#fff", 399 },
		{ "#ff000080", "#fff", -1 },      { "rgb(256,0,0)", "#fff", -1 },
		{ "hsl(0 0% 0%)", "#fff", -1 },   { "", "#fff", -1 },
		{ "#ggg", "#fff", -1 },           { "#ff", "#fff", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(theme_contrast(span_of(cases[i].one),
						span_of(cases[i].other)),
				 cases[i].contrast);
}

static void the_built_in_colours_are_no_warning(void **state)
{
	(void)state;
	assert_ok(theme_check(&warnings, folder, arena, &err));
	assert_int_equal(warnings.at.count, 0);
	/* Every pair is checked once a colour on either side of it is named. */
	theme(":root{--bg:#fff;--panel:#f6f5f1}");
	assert_int_equal(warnings.at.count, 0);
}

static void a_link_that_is_too_light_is_a_warning(void **state)
{
	(void)state;
	theme("/* ours: --ink:#eee; */ :root { --link : #8ab4f8 ; --sans: \"A;B{\" }");
	assert_int_equal(warnings.at.count, 2);
	warns(0, "--link #8ab4f8 on --bg #fff has a contrast of 2.10:1 in the light "
		 "theme; WCAG AA asks for 4.5:1");
	warns(1, "on --panel #f6f5f1");
}

static void marks_need_less_than_text(void **state)
{
	(void)state;
	theme(":root{--verified:#949494}");
	assert_int_equal(warnings.at.count, 0);
	theme(":root{--verified:#959595 !important}");
	assert_int_equal(warnings.at.count, 1);
	warns(0, "WCAG AA asks for 3.0:1");
}

static void each_theme_is_compared_with_itself(void **state)
{
	(void)state;
	theme("@media (prefers-color-scheme: dark){:root:not([data-theme=light]){"
	      "--link:#14508c}}");
	assert_int_equal(warnings.at.count, 2);
	warns(0, "in the dark theme");
	theme(":root[data-theme=dark]{--link:#14508c}");
	warns(0, "in the dark theme");
	theme(":root:not([data-theme=dark]){--link:#14508c}");
	assert_int_equal(warnings.at.count, 0);
}

static void paper_and_other_elements_are_not_the_theme(void **state)
{
	(void)state;
	theme("@media print{:root{--ink:#eee}} .foot{--ink:#eee} p{color:#eee}");
	assert_int_equal(warnings.at.count, 0);
}

static void a_colour_that_is_not_understood_is_said(void **state)
{
	(void)state;
	theme(":root{--ink:oklch(40% .2 20);--link:var(--x)}");
	assert_int_equal(warnings.at.count, 2);
	warns(0, "--ink oklch(40% .2 20) of the light theme is not understood");
	warns(1, "--link var(--x)");
}

static void a_sheet_that_ends_anywhere_is_read(void **state)
{
	static const char sheet[] = "@media x{:root{--a:#fff;/*c*/--link:'#\\'}';}}";

	(void)state;
	for (size_t len = 0; len < sizeof(sheet); len++)
		theme(arena_string(arena, (struct span){ sheet, len }));
	for (unsigned i = 0; i < 200; i++)
		theme("{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{:root{--ink:#fff}}}}}}}}}"
		      "}}");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(contrast_is_that_of_wcag),
		TEST(the_built_in_colours_are_no_warning),
		TEST(a_link_that_is_too_light_is_a_warning),
		TEST(marks_need_less_than_text),
		TEST(each_theme_is_compared_with_itself),
		TEST(paper_and_other_elements_are_not_the_theme),
		TEST(a_colour_that_is_not_understood_is_said),
		TEST(a_sheet_that_ends_anywhere_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
