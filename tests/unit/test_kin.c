/* Files whose names are made of the same words, and paths typed with other dashes. */
#include "unit.h"

#include "audit/kin.h"

static struct arena *arena;
static struct tree tree;
static struct paths *paths;
static struct kin *kin;

static const char *const tracked[] = {
	"docs/api-guide.md",
	"docs/go-live.md",
	"docs/refactoring/list-screen.md",
	"docs/refactoring/refactoring-summary.md",
	"docs/refactoring/summary.md",
	"docs/refactoring/ui/files-checklist.md",
	"docs/summary.txt",
	"docs/ui/summary.md",
	"src/ui/user-card.tsx",
};

static int set_up(void **state)
{
	struct paths_source source = { .tree = &tree };

	(void)state;
	arena = arena_new(64 << 20);
	tree = (struct tree){ 0 };
	for (size_t i = 0; i < sizeof(tracked) / sizeof(tracked[0]); i++)
		LIST_ADD(arena, &tree.entries)->path = span_of(tracked[i]);
	paths = paths_new(&source, arena);
	kin = kin_new(paths, arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct found ask(const char *written)
{
	struct paths_place place = { .plan_dir = SPAN_LIT("docs"),
				     .is_requirement = true };
	struct found found;

	paths_resolve(&found, paths, span_of(written), &place, arena);
	return found;
}

/* "" for none. */
static void assert_kin(const char *written, enum ref_how was, const char *first)
{
	struct found found = ask(written);

	assert_int_equal(found.how, HOW_MISSING);
	found.how = was;
	kin_settle(&found, kin);
	if (first[0] == '\0') {
		assert_int_equal(found.how, was);
		return;
	}
	assert_int_equal(found.how, HOW_CANDIDATES);
	assert_span_is(found.candidates.at[0], first);
}

static void the_same_words_in_another_custom_are_kin(void **state)
{
	(void)state;
	assert_kin("REFACTORING_SUMMARY.md", HOW_MISSING,
		   "docs/refactoring/refactoring-summary.md");
	assert_kin("REFACTORING_SUMMARY.md", HOW_REMOVED,
		   "docs/refactoring/refactoring-summary.md");
	assert_kin("src/components/UserCard.tsx", HOW_MISSING, "src/ui/user-card.tsx");
	/* A word that became a folder. */
	assert_kin("REFACTORING_LIST_SCREEN.md", HOW_MISSING,
		   "docs/refactoring/list-screen.md");
	/* Two thirds of the words. */
	assert_kin("SCENARIO_UI_FILES_CHECKLIST.md", HOW_REMOVED,
		   "docs/refactoring/ui/files-checklist.md");
}

static void other_words_are_no_kin(void **state)
{
	(void)state;
	assert_kin("docs/user-guide.md", HOW_MISSING, "");   /* api is no user */
	assert_kin("docs/api-guide.txt", HOW_MISSING, "");   /* another ending */
	assert_kin("docs/guide.md", HOW_MISSING, "");        /* one word */
	assert_kin("PAYMENT_SUMMARY.md", HOW_MISSING, "");   /* one word of two */
	assert_kin("src/UserCardList.tsx", HOW_MISSING, ""); /* another last word */
	assert_kin("docs/*-summaries.md", HOW_MISSING, "");
}

static void what_was_found_or_is_ignored_stays(void **state)
{
	struct found found = ask("docs/go-live.md");

	(void)state;
	kin_settle(&found, kin);
	assert_int_equal(found.how, HOW_EXACT);
	found = ask("REFACTORING_SUMMARY.md");
	found.how = HOW_IGNORED;
	kin_settle(&found, kin);
	assert_int_equal(found.how, HOW_IGNORED);
	found.how = HOW_MISSING;
	found.in_work_tree = true;
	kin_settle(&found, kin);
	assert_int_equal(found.how, HOW_MISSING);
}

static void a_dash_that_looks_like_one_is_one_and_the_reference_is_wrong(void **state)
{
	static const char *const written[] = {
		"docs/go\u2010live.md",  "docs/go\u2011live.md",
		"docs/go\u2013live.md",  "docs/go\u2212live.md",
		"docs/go\uff0dlive.md",  "go\u2011live.md",
		"docs/go-\u200blive.md", "docs/go\u00ad-live.md",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
		struct found found = ask(written[i]);

		assert_int_equal(found.how, HOW_CASE);
		assert_span_is(found.path, "docs/go-live.md");
	}
	assert_int_equal(ask("docs/no\u2011live.md").how, HOW_MISSING);
	assert_int_equal(ask("docs/goXlive.md").how, HOW_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_same_words_in_another_custom_are_kin),
		TEST(other_words_are_no_kin),
		TEST(what_was_found_or_is_ignored_stays),
		TEST(a_dash_that_looks_like_one_is_one_and_the_reference_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
