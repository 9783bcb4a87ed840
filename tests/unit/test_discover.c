/* Which files are plans: by place, by whole words, by what the configuration says. */
#include "unit.h"

#include "audit/discover.h"
#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct world {
	struct arena *arena;
	struct tree tree;
	struct config config;
	struct discovered found;
};

static int set_up(void **state)
{
	static struct world world;

	world = (struct world){ .arena = arena_new(16 * LIMIT_MIB) };
	config_default(&world.config, world.arena);
	*state = &world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(world->arena);
	return 0;
}

static void add(struct world *world, const char *path)
{
	struct tree_entry *entry = LIST_ADD(world->arena, &world->tree.entries);

	entry->path = span_of(path);
}

static void configure(struct world *world, const char *text)
{
	struct err err = { 0 };

	assert_ok(config_read(&world->config, SPAN_LIT("muster.conf"), span_of(text),
			      CONFIG_TREE, world->arena, &err));
}

static void look(struct world *world)
{
	discover_plans(&world->found, &world->tree, &world->config, world->arena);
}

static bool is_plan(struct world *world, const char *path)
{
	world->tree.entries.count = 0;
	add(world, path);
	look(world);
	return world->found.plans.count == 1;
}

static void a_plan_is_known_by_its_place_and_name(void **state)
{
	static const struct {
		const char *path;
		bool plan;
	} rows[] = {
		{ "checklists/a.md", true },
		{ "Checklists/deep/er/B.MARKDOWN", true },
		{ "checklists/a.txt", false },
		{ "x/checklists/a.md", false },
		{ "release.md", true },
		{ "RELEASE.md", true },
		{ "docs/Release-Plan.md", true },
		{ "Docs/x/y/sign_off.md", true },
		{ "docs/GoLive.md", true },
		{ "docs/go live.md", true },
		{ "docs/golive.v2.md", true },
		{ "docs/live-go.md", false },
		{ "docs/QAChecklist.md", true },
		{ "docs/ProductionReadinessReview.md", true },
		{ "docs/explanation.md", false },
		{ "docs/planning.md", false },
		{ "docs/checklists.md", false },
		{ "docs/design.md", false },
		{ "README.md", false },
		{ "src/release.md", false },
		{ "docsrelease/x.md", false },
		{ "docs/release.txt", false },
		{ "docs/release", false },
		{ ".md", false },
		/* the default excludes */
		{ "docs/release-notes.md", false },
		{ "docs/RELEASE_NOTES_1.md", false },
		{ "docs/release-template.md", false },
		{ "docs/vendor/x/release.md", false },
		{ "docs/templates/plan.md", false },
		{ "checklists/node_modules/a.md", false },
		{ "checklists/CHANGELOG.md", false },
	};
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (is_plan(world, rows[i].path) != rows[i].plan)
			fail_msg("%s", rows[i].path);
}

static void given_plans_replace_the_default(void **state)
{
	struct world *world = *state;

	configure(world, "[pack]\nplans = ops/**\nplans = NOTES.md\n");
	assert_true(is_plan(world, "ops/a/b.md"));
	assert_true(is_plan(world, "Notes.md"));
	assert_false(is_plan(world, "release.md"));
	assert_false(is_plan(world, "ops/a/b.txt"));
	assert_false(is_plan(world, "ops/vendor/b.md")); /* excludes stay */
}

static void given_excludes_add_to_the_default(void **state)
{
	struct world *world = *state;

	configure(world, "[pack]\nexclude = docs/old/**\n");
	assert_false(is_plan(world, "docs/OLD/release.md"));
	assert_false(is_plan(world, "docs/release-notes.md"));
	assert_true(is_plan(world, "docs/release.md"));
}

static void an_exact_path_is_a_plan_whatever_is_excluded(void **state)
{
	struct world *world = *state;

	configure(world,
		  "[pack]\nplans = docs/templates/release.md\nplans = docs/**\n");
	assert_true(is_plan(world, "docs/templates/release.md"));
	assert_false(is_plan(world, "docs/templates/other.md"));
}

static void links_and_submodules_are_no_plans(void **state)
{
	struct world *world = *state;

	add(world, "checklists/a.md");
	add(world, "checklists/b.md");
	add(world, "checklists/c.md");
	world->tree.entries.at[0].mode = TREE_SYMLINK;
	world->tree.entries.at[1].mode = TREE_SUBMODULE;
	world->tree.entries.at[2].mode = TREE_EXECUTABLE;
	look(world);
	assert_int_equal(world->found.plans.count, 1);
	assert_int_equal(world->found.plans.at[0], 2);
	assert_int_equal(world->found.candidates.count, 0);
	assert_int_equal(world->found.findings.count, 1);
	assert_string_equal(world->found.findings.at[0].rule->code, "plan-link");
	assert_span_is(world->found.findings.at[0].path, "checklists/a.md");
}

static void other_markdown_is_a_candidate_best_names_first(void **state)
{
	struct world *world = *state;

	add(world, "README.md");
	add(world, "checklists/a.md");
	add(world, "docs/vendor/x.md");
	add(world, "ops/release-plan.md");
	add(world, "src/main.c");
	look(world);
	assert_int_equal(world->found.plans.count, 1);
	assert_int_equal(world->found.candidates.count, 2);
	assert_int_equal(world->found.named, 1);
	assert_int_equal(world->found.candidates.at[0], 3);
	assert_int_equal(world->found.candidates.at[1], 0);
}

static void discover_can_be_off_or_take_all(void **state)
{
	struct world *world = *state;

	add(world, "README.md");
	add(world, "docs/vendor/x.md");
	configure(world, "[plan]\ndiscover = off\n");
	look(world);
	assert_int_equal(world->found.plans.count, 0);
	assert_int_equal(world->found.candidates.count, 0);
	configure(world, "[plan]\ndiscover = all\n");
	look(world);
	assert_int_equal(world->found.plans.count, 1);
	assert_int_equal(world->found.plans.at[0], 0);
}

/* Law 5: guards the call of find_unmatched(). */
static void a_pattern_that_fits_nothing_is_an_error(void **state)
{
	struct world *world = *state;

	add(world, "docs/a.md");
	add(world, "src/a.c");
	configure(world, "[pack]\nplans = docs/*\nplans = src/*\nexclude = old/**\n"
			 "scope = src/**\nevidence = reports\n"
			 "[rule \"r\"]\nitem = x\nscope = lib/**\n");
	look(world);
	assert_int_equal(world->found.findings.count, 3);
	assert_int_equal(world->found.findings.at[0].line, 3);
	assert_int_equal(world->found.findings.at[1].line, 4);
	assert_int_equal(world->found.findings.at[2].line, 9);
	assert_string_equal(world->found.findings.at[0].rule->code,
			    "pattern-unmatched");
	assert_int_equal(world->found.findings.at[0].rule->level, FINDING_ERROR);
	assert_span_is(world->found.findings.at[2].message,
		       "[rule \"r\"] scope = \"lib/**\" fits no file");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plan_is_known_by_its_place_and_name),
		TEST(given_plans_replace_the_default),
		TEST(given_excludes_add_to_the_default),
		TEST(an_exact_path_is_a_plan_whatever_is_excluded),
		TEST(links_and_submodules_are_no_plans),
		TEST(other_markdown_is_a_candidate_best_names_first),
		TEST(discover_can_be_off_or_take_all),
		TEST(a_pattern_that_fits_nothing_is_an_error),
	};

	return cmocka_run_group_tests_name("discover", tests, NULL, NULL);
}
