/* Every tier of plans.md section 11.3, and what must not be found. */
#include "unit.h"

#include "audit/paths.h"

static struct arena *arena;
static struct tree tree;

static const char *const tracked[] = {
	"README.md",
	"app/[id]/page.ts",
	"db/migrations/01.sql",
	"docs/Guide.md",
	"docs/README.md",
	"docs/guides/setup.md",
	"docs/plan.md",
	"evidence/2026-q1/scan.json",
	"evidence/junit/a.xml",
	"evidence/junit/b.xml",
	"packages/auth/index.ts",
	"packages/billing/index.ts",
	"services/api/src/auth/jwks.ts",
	"services/api/src/auth/session.ts",
	"services/mail/src/auth/session.ts",
	"with space.md",
};

static const struct span untracked[] = { SPAN_INIT("evidence/local/run.xml"),
					 SPAN_INIT("@ci/junit.xml") };

static bool ignored(void *ctx, struct span path)
{
	(void)ctx;
	return span_starts(path, "results/");
}

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((64 << 20));
	tree = (struct tree){ 0 };
	for (size_t i = 0; i < sizeof(tracked) / sizeof(tracked[0]); i++) {
		struct tree_entry *entry = LIST_ADD(arena, &tree.entries);

		entry->path = span_of(tracked[i]);
	}
	*LIST_ADD(arena, &tree.entries) = (struct tree_entry){
		.path = SPAN_LIT("third_party/lib"),
		.mode = TREE_SUBMODULE,
	};
	*LIST_ADD(arena, &tree.entries) =
		(struct tree_entry){ .path = SPAN_LIT("z-link"), .mode = TREE_SYMLINK };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct paths *make(void)
{
	struct paths_source source = {
		.tree = &tree,
		.untracked = untracked,
		.untracked_count = 2,
		.is_ignored = ignored,
	};

	return paths_new(&source, arena);
}

static struct found find(const char *written, struct paths_place place)
{
	struct found found;

	paths_resolve(&found, make(), span_of(written), &place, arena);
	return found;
}

/* As a requirement of docs/plan.md. */
static struct found ask(const char *written)
{
	return find(written, (struct paths_place){ .plan_dir = SPAN_LIT("docs"),
						   .is_requirement = true });
}

static void assert_how(struct found found, enum ref_how how, const char *path)
{
	if (found.how != how)
		fail_msg("%s, not %s", ref_how_word[found.how], ref_how_word[how]);
	assert_span_is(found.path, path);
}

static void the_path_from_the_root_is_exact(void **state)
{
	(void)state;
	assert_how(ask("evidence/junit/a.xml"), HOW_EXACT, "evidence/junit/a.xml");
	assert_how(ask("./evidence/junit/a.xml"), HOW_EXACT, "evidence/junit/a.xml");
	assert_how(ask("/evidence/junit/a.xml"), HOW_EXACT, "evidence/junit/a.xml");
	assert_how(ask("`evidence/junit/a.xml`,"), HOW_EXACT, "evidence/junit/a.xml");
	assert_how(ask("evidence/junit/a.xml."), HOW_EXACT, "evidence/junit/a.xml");
}

static void a_line_and_an_anchor_are_no_part_of_the_path(void **state)
{
	struct found line = ask("services/api/src/auth/jwks.ts:12");
	struct found column = ask("services/api/src/auth/jwks.ts:12:7");
	struct found anchor = ask("docs/Guide.md#first-steps");

	(void)state;
	assert_how(line, HOW_EXACT, "services/api/src/auth/jwks.ts");
	assert_int_equal(line.line, 12);
	assert_how(column, HOW_EXACT, "services/api/src/auth/jwks.ts");
	assert_int_equal(column.line, 12);
	assert_how(anchor, HOW_EXACT, "docs/Guide.md");
	assert_span_is(anchor.anchor, "first-steps");
}

static void a_folder_is_something_that_exists(void **state)
{
	struct found folder = ask("/db/migrations/");

	(void)state;
	assert_how(folder, HOW_EXACT, "db/migrations");
	assert_true(folder.is_folder);
	assert_how(ask("db/migrations"), HOW_EXACT, "db/migrations");
	assert_how(ask("README.md/"), HOW_MISSING, "");
}

static void the_plan_s_folder_comes_after_the_root(void **state)
{
	(void)state;
	assert_how(ask("guides/setup.md"), HOW_RELATIVE, "docs/guides/setup.md");
	assert_how(ask("../db/migrations/01.sql"), HOW_RELATIVE,
		   "db/migrations/01.sql");
	assert_how(ask("../../outside.md"), HOW_MISSING, "");
}

static void a_link_is_tried_from_the_plan_s_folder_first(void **state)
{
	struct paths_place place = { .plan_dir = SPAN_LIT("docs"), .is_link = true };

	(void)state;
	assert_how(find("README.md", place), HOW_RELATIVE, "docs/README.md");
	assert_how(find("/README.md", place), HOW_EXACT, "README.md");
	assert_how(find("../with space.md", place), HOW_RELATIVE, "with space.md");
	/* The plan's reader has decoded it: what looks like an escape is the name. */
	assert_how(find("../with%20space.md", place), HOW_MISSING, "");
}

static void a_requirement_with_two_readings_is_ambiguous(void **state)
{
	struct found two = ask("README.md");

	(void)state;
	assert_how(two, HOW_AMBIGUOUS, "");
	assert_int_equal(two.candidates.count, 2);
	assert_how(ask("/README.md"), HOW_EXACT, "README.md");
	assert_how(find("README.md",
			(struct paths_place){ .plan_dir = SPAN_LIT("docs") }),
		   HOW_EXACT, "README.md");
}

static void a_context_is_a_folder_to_look_in(void **state)
{
	struct paths_place tree_diagram = { .context = SPAN_LIT("db"),
					    .is_requirement = true };
	struct paths_place root = { .evidence_root = SPAN_LIT("evidence/2026-q1"),
				    .is_requirement = true };

	(void)state;
	assert_how(find("migrations/01.sql", tree_diagram), HOW_CONTEXT,
		   "db/migrations/01.sql");
	assert_how(find("scan.json", root), HOW_CONTEXT, "evidence/2026-q1/scan.json");
}

static void a_bare_name_that_one_file_has_is_found(void **state)
{
	(void)state;
	assert_how(ask("jwks.ts"), HOW_NAME, "services/api/src/auth/jwks.ts");
	assert_how(ask("index.ts"), HOW_AMBIGUOUS, "");
	assert_int_equal(ask("index.ts").candidates.count, 2);
}

static void a_pattern_finds_what_fits(void **state)
{
	struct found all = ask("evidence/junit/*.xml");

	(void)state;
	assert_how(all, HOW_GLOB, "evidence/junit/a.xml");
	assert_int_equal(all.matches.count, 2);
	assert_span_is(all.matches.at[1], "evidence/junit/b.xml");
	assert_how(ask("guides/*.md"), HOW_GLOB, "docs/guides/setup.md");
	assert_how(ask("evidence/lcov/*.info"), HOW_MISSING, "");
}

static void a_name_with_brackets_is_a_name_first(void **state)
{
	(void)state;
	assert_how(ask("app/[id]/page.ts"), HOW_EXACT, "app/[id]/page.ts");
}

static void the_end_of_one_path_is_a_near_miss(void **state)
{
	(void)state;
	assert_how(ask("auth/jwks.ts"), HOW_SUFFIX, "services/api/src/auth/jwks.ts");
	assert_how(ask("auth/session.ts"), HOW_AMBIGUOUS, "");
}

static void an_inserted_folder_is_a_near_miss(void **state)
{
	(void)state;
	assert_how(ask("services/api/auth/jwks.ts"), HOW_ELSEWHERE,
		   "services/api/src/auth/jwks.ts");
	assert_how(ask("/services/api/auth/session.ts"), HOW_ELSEWHERE,
		   "services/api/src/auth/session.ts");
}

static void another_case_is_a_near_miss(void **state)
{
	(void)state;
	assert_how(ask("Docs/guide.md"), HOW_CASE, "docs/Guide.md");
	assert_how(ask("guide.md"), HOW_CASE, "docs/Guide.md");
	assert_how(ask("JWKS.ts"), HOW_CASE, "services/api/src/auth/jwks.ts");
}

static void a_sibling_s_file_is_a_candidate_and_no_more(void **state)
{
	struct found other = ask("services/web/auth/jwks.ts");

	(void)state;
	assert_how(other, HOW_CANDIDATES, "");
	assert_int_equal(other.candidates.count, 1);
	assert_span_is(other.candidates.at[0], "services/api/src/auth/jwks.ts");
}

static void ignored_and_missing_are_told_apart(void **state)
{
	(void)state;
	assert_how(ask("results/run.json"), HOW_IGNORED, "");
	assert_how(ask("reports/run.json"), HOW_MISSING, "");
	assert_how(ask("/v1/users"), HOW_MISSING, "");
	assert_how(ask(""), HOW_MISSING, "");
	assert_how(ask("/"), HOW_MISSING, "");
}

static void untracked_evidence_says_that_it_is_untracked(void **state)
{
	(void)state;
	assert_how(ask("evidence/local/run.xml"), HOW_UNTRACKED,
		   "evidence/local/run.xml");
	assert_how(ask("@ci/junit.xml"), HOW_UNTRACKED, "@ci/junit.xml");
}

static void another_repository_cannot_be_seen_into(void **state)
{
	(void)state;
	assert_how(ask("third_party/lib"), HOW_SUBMODULE, "third_party/lib");
	assert_how(ask("third_party/lib/src/x.c"), HOW_SUBMODULE, "");
	assert_how(ask("https://example.org/a.xml"), HOW_EXTERNAL, "");
	assert_true(ask("z-link").is_symlink);
}

static int existed(void *ctx, bool *out, const struct span *paths, size_t count,
		   struct err *err)
{
	(void)err;
	++*(unsigned *)ctx;
	for (size_t i = 0; i < count; i++)
		out[i] = span_is(paths[i], "reports/old.json");
	return 0;
}

static void history_is_asked_once_for_all_that_is_missing(void **state)
{
	struct found old = ask("reports/old.json"), never = ask("reports/never.json"),
		     there = ask("docs/plan.md");
	struct found *all[] = { &old, &never, &there };
	unsigned calls = 0;
	struct err err;

	(void)state;
	assert_ok(paths_settle(all, 3, existed, &calls, arena, &err));

	assert_int_equal(calls, 1);
	assert_how(old, HOW_REMOVED, "");
	assert_how(never, HOW_MISSING, "");
	assert_how(there, HOW_EXACT, "docs/plan.md");
}

static void nothing_is_the_only_one_of_a_very_common_name(void **state)
{
	struct paths_source source = { .tree = &tree };
	struct paths_place place = { 0 };
	struct found found;

	(void)state;
	tree = (struct tree){ 0 };
	for (unsigned i = 0; i < 5000; i++) {
		struct tree_entry *entry = LIST_ADD(arena, &tree.entries);

		entry->path = arena_printf(arena, "p/%05u/src/index.ts", i);
	}
	paths_resolve(&found, paths_new(&source, arena), SPAN_LIT("p/00007/index.ts"),
		      &place, arena);

	assert_how(found, HOW_CANDIDATES, "");
	assert_int_equal(found.candidates.count, PATHS_CANDIDATES);
	assert_true(found.more > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_path_from_the_root_is_exact),
		TEST(a_line_and_an_anchor_are_no_part_of_the_path),
		TEST(a_folder_is_something_that_exists),
		TEST(the_plan_s_folder_comes_after_the_root),
		TEST(a_link_is_tried_from_the_plan_s_folder_first),
		TEST(a_requirement_with_two_readings_is_ambiguous),
		TEST(a_context_is_a_folder_to_look_in),
		TEST(a_bare_name_that_one_file_has_is_found),
		TEST(a_pattern_finds_what_fits),
		TEST(a_name_with_brackets_is_a_name_first),
		TEST(the_end_of_one_path_is_a_near_miss),
		TEST(an_inserted_folder_is_a_near_miss),
		TEST(another_case_is_a_near_miss),
		TEST(a_sibling_s_file_is_a_candidate_and_no_more),
		TEST(ignored_and_missing_are_told_apart),
		TEST(untracked_evidence_says_that_it_is_untracked),
		TEST(another_repository_cannot_be_seen_into),
		TEST(history_is_asked_once_for_all_that_is_missing),
		TEST(nothing_is_the_only_one_of_a_very_common_name),
	};

	return cmocka_run_group_tests_name("paths", tests, NULL, NULL);
}
