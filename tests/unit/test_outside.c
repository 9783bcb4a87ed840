/* What is written like a path and names no file of the repository. */
#include "unit.h"

#include "audit/outside.h"

static void is(enum outside want, const char *written, bool has_top)
{
	enum outside have = outside_of(span_of(written), has_top);

	if (have != want)
		fail_msg("%s is %d, not %d", written, (int)have, (int)want);
}

static void folders_of_a_machine_lie_outside(void **state)
{
	(void)state;
	is(OUTSIDE_MACHINE, "~/.config/app.json", false);
	is(OUTSIDE_MACHINE, "C:\\Users\\x\\app.json", false);
	is(OUTSIDE_MACHINE, "d:/data/app.json", false);
	is(OUTSIDE_MACHINE, "/tmp/report.json", false);
	is(OUTSIDE_MACHINE, "/etc/app/app.conf", false);
	is(OUTSIDE_MACHINE, "../", false);
	is(OUTSIDE_MACHINE, "../..", false);
	is(OUTSIDE_NOT, "/etc/app/app.conf", true);
	is(OUTSIDE_NOT, "etc/app.conf", false);
	is(OUTSIDE_NOT, "../docs/a.md", false);
	is(OUTSIDE_NOT, "c:", false);
}

static void a_path_from_a_root_that_is_not_there_is_a_route(void **state)
{
	(void)state;
	is(OUTSIDE_NO_FILE, "/.well-known/jwks.json", false);
	is(OUTSIDE_NO_FILE, "/openapi.json", false);
	is(OUTSIDE_NOT, "/docs/guide.md", true);
	assert_span_is(outside_top(SPAN_LIT("/docs/guide.md")), "docs");
	assert_span_is(outside_top(SPAN_LIT("/a.json")), "a.json");
	assert_span_is(outside_top(SPAN_LIT("docs/guide.md")), "");
}

static void endings_are_no_names(void **state)
{
	(void)state;
	is(OUTSIDE_NO_FILE, ".py", false);
	is(OUTSIDE_NO_FILE, ".pyc", false);
	is(OUTSIDE_NO_FILE, ".tar.gz", false);
	is(OUTSIDE_NO_FILE, ".json()", false);
	is(OUTSIDE_NOT, ".env", false);
	is(OUTSIDE_NOT, ".env.example", false);
	is(OUTSIDE_NOT, ".gitignore", false);
	is(OUTSIDE_NOT, ".eslintrc.json", false);
	is(OUTSIDE_NOT, ".github/ci.yml", false);
	is(OUTSIDE_NOT, ".", false);
}

static void members_and_styles_are_no_names(void **state)
{
	(void)state;
	is(OUTSIDE_NO_FILE, ".thinMaterial", false);
	is(OUTSIDE_NO_FILE, ".onAppear", false);
	is(OUTSIDE_NO_FILE, ".btn-primary", false);
	is(OUTSIDE_NOT, ".npmrc", false);
	is(OUTSIDE_NOT, ".dockerignore", false);
	is(OUTSIDE_NOT, ".clang-format", false);
	is(OUTSIDE_NOT, ".editorconfig", false);
	is(OUTSIDE_NOT, ".husky/thinMaterial", false);
}

static void alternatives_and_blanks_are_no_names(void **state)
{
	(void)state;
	is(OUTSIDE_NO_FILE, "setup.py/pyproject.toml", false);
	is(OUTSIDE_NO_FILE, "docs/NOTES_vX.Y.Z.md", false);
	is(OUTSIDE_NO_FILE, "your-project/license.txt", false);
	is(OUTSIDE_NO_FILE, "reports/<date>.md", false);
	is(OUTSIDE_NOT, "src/a.py", false);
	is(OUTSIDE_NOT, ".github/a.yml", false);
	is(OUTSIDE_NOT, "v1.2/a.md", false);
	is(OUTSIDE_NOT, "", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_of_a_machine_lie_outside),
		cmocka_unit_test(a_path_from_a_root_that_is_not_there_is_a_route),
		cmocka_unit_test(endings_are_no_names),
		cmocka_unit_test(members_and_styles_are_no_names),
		cmocka_unit_test(alternatives_and_blanks_are_no_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
