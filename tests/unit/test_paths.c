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

/* ---- the same with trees of their own --------------------------------------- */

static void put(const char *path)
{
	LIST_ADD(arena, &tree.entries)->path = span_of(path);
}

static void plant(const char *const *paths)
{
	tree = (struct tree){ 0 };
	for (; *paths; paths++)
		put(*paths);
}
#define PLANT(...) plant((const char *const[]){ __VA_ARGS__, NULL })

/* From the root, no requirement, nothing untracked. */
static struct found seek(const char *written)
{
	struct paths_source source = { .tree = &tree };
	struct paths_place place = { 0 };
	struct found found;

	paths_resolve(&found, paths_new(&source, arena), span_of(written), &place,
		      arena);
	return found;
}

static void tiers_are_found_near_or_neither(void **state)
{
	static const enum ref_how found[] = { HOW_EXACT, HOW_RELATIVE, HOW_CONTEXT,
					      HOW_NAME,  HOW_GLOB,     HOW_UNTRACKED };
	static const enum ref_how near[] = { HOW_SUFFIX, HOW_ELSEWHERE, HOW_CASE };
	bool is_found[HOWS] = { false }, is_near[HOWS] = { false };

	(void)state;
	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++)
		is_found[found[i]] = true;
	for (size_t i = 0; i < sizeof(near) / sizeof(near[0]); i++)
		is_near[near[i]] = true;
	for (enum ref_how how = 0; how < HOWS; how++) {
		assert_int_equal(how_is_found(how), is_found[how]);
		assert_int_equal(how_is_drift(how), is_near[how]);
	}
}

static void the_first_and_the_last_letter_have_two_cases_too(void **state)
{
	(void)state;
	PLANT("doc/AZ.md", "doc/@[.md");
	assert_how(seek("az.md"), HOW_CASE, "doc/AZ.md");
	assert_how(seek("DOC/aZ.MD"), HOW_CASE, "doc/AZ.md");
	assert_how(seek("`{.md"), HOW_MISSING, "");
}

/* Unicode's dashes, and what nobody sees: the first and last of each range, and beside.
 */
static void look_alikes_are_found_as_they_are_typed(void **state)
{
	static const char *const alike[] = {
		"doc/a\u2010b.md",  "doc/a\u2011b.md",       "doc/a\u2015b.md",
		"doc/a\u2212b.md",  "doc/a\ufe58b.md",       "doc/a\ufe63b.md",
		"doc/a\uff0db.md",  "doc/a-\u00adb.md",      "doc/a-\u200bb.md",
		"doc/a-\u200cb.md", "doc/a-\u200db.md",      "doc/a-\u2060b.md",
		"doc/a-b.md\ufeff", "\ufeffdoc/a\u2013b.md",
	};
	static const char *const other[] = { "doc/a\u200fb.md",  "doc/a\u2016b.md",
					     "doc/a\u00b7b.md",  "doc/a\u2211b.md",
					     "doc/a-\u200ab.md", "doc/a-\u200eb.md",
					     "doc/a\u2010c.md",  "doc/\u2010*.txt" };

	(void)state;
	PLANT("doc/a-b.md", "doc/x.md", "q/same-s.md", "r/same-s.md", "z\u2010z.md");
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		assert_how(seek(alike[i]), HOW_CASE, "doc/a-b.md");
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		assert_false(how_is_found(seek(other[i]).how) ||
			     how_is_drift(seek(other[i]).how));
	assert_how(seek("doc/a-b.md"), HOW_EXACT, "doc/a-b.md");
	assert_how(seek("z\u2010z.md"), HOW_EXACT, "z\u2010z.md");
	assert_int_equal(seek("same\u2010s.md").how, HOW_AMBIGUOUS);
	assert_int_equal(seek("doc/a\u2010c.md").how, HOW_MISSING);
	/* A pattern is not looked for a second time. */
	assert_int_equal(seek("doc/a\u2010*.md").how, HOW_MISSING);
}

static void nodes_are_files_and_folders_by_number(void **state)
{
	static const struct paths_source source = { .tree = &tree };
	struct paths *paths;
	struct span path;
	size_t files = 0;

	(void)state;
	PLANT("a/b.md", "c.md");
	paths = paths_new(&source, arena);
	assert_int_equal(paths_nodes(paths), 3); /* and the folder */
	for (size_t i = 0; i < paths_nodes(paths); i++) {
		bool is_file = paths_is_file(paths, i, &path);

		assert_int_equal(is_file, !span_is(path, "a"));
		files += is_file;
	}
	assert_int_equal(files, 2);
}

static void every_folder_in_front_of_a_file_exists(void **state)
{
	struct paths_source source = { .tree = &tree,
				       .untracked = untracked,
				       .untracked_count = 2 };
	const struct paths *paths;

	(void)state;
	PLANT("a/b/c.md", "a/bd/e.md", "a/bd/f/g.md", "ab/h.md");
	paths = paths_new(&source, arena);
	assert_true(paths_exists(paths, SPAN_LIT("a")));
	assert_true(paths_exists(paths, SPAN_LIT("a/b")));
	assert_true(paths_exists(paths, SPAN_LIT("a/bd")));
	assert_true(paths_exists(paths, SPAN_LIT("a/bd/f")));
	assert_true(paths_exists(paths, SPAN_LIT("ab")));
	assert_true(paths_exists(paths, SPAN_LIT("ab/h.md")));
	assert_true(paths_exists(paths, SPAN_LIT("@ci")));
	assert_true(paths_exists(paths, SPAN_LIT("evidence/local")));
	assert_false(paths_exists(paths, SPAN_LIT("b")));
	assert_false(paths_exists(paths, SPAN_LIT("a/bd/f/g")));
	assert_false(paths_exists(paths, SPAN_LIT("zz")));
	assert_false(paths_exists(paths, SPAN_LIT("")));
}

static void an_empty_tree_has_nothing(void **state)
{
	(void)state;
	tree = (struct tree){ 0 };
	assert_how(seek("a.md"), HOW_MISSING, "");
	assert_how(seek("*.md"), HOW_MISSING, "");
	assert_false(paths_exists(make(), SPAN_LIT("")));
	assert_false(
		paths_exists(paths_new(&(struct paths_source){ .tree = &tree }, arena),
			     SPAN_LIT("")));
	assert_int_equal(seek("(").wanted.len, 0);
	assert_int_equal(seek(",").wanted.len, 0);
}

static void neighbours_share_no_more_than_their_beginning(void **state)
{
	struct paths_source source = { .tree = &tree };
	const struct paths *paths;

	(void)state;
	PLANT("a-x/y.md", "a/b/c.md", "x/b/d.md");
	paths = paths_new(&source, arena);
	assert_true(paths_exists(paths, SPAN_LIT("a")));
	assert_true(paths_exists(paths, SPAN_LIT("x")));
	assert_true(paths_exists(paths, SPAN_LIT("x/b")));
	assert_int_equal(seek("**").matches.count, 3);
	assert_how(seek("A-X/y.md"), HOW_CASE, "a-x/y.md");
}

static void the_first_path_is_like_all_others(void **state)
{
	static const struct span again[] = { SPAN_INIT("a.md") };
	struct paths_source source = { .tree = &tree,
				       .untracked = again,
				       .untracked_count = 1 };
	struct paths_place place = { 0 };
	struct paths *paths;
	struct found found;

	(void)state;
	PLANT("a.md", "z/last.md");
	assert_how(seek("A.md"), HOW_CASE, "a.md");
	paths = paths_new(&source, arena);
	paths_resolve(&found, paths, SPAN_LIT("x/a.md"), &place, arena);
	assert_int_equal(found.candidates.count, 1);
	paths_resolve(&found, paths, SPAN_LIT("last.md"), &place, arena);
	assert_how(found, HOW_NAME, "z/last.md");
	paths_resolve(&found, paths, SPAN_LIT("*"), &place, arena);
	assert_int_equal(found.matches.count, 1);
}

static void what_git_tracks_is_not_untracked_as_well(void **state)
{
	static const struct span again[] = { SPAN_INIT("evidence/junit/a.xml"),
					     SPAN_INIT("evidence/pack.zip!/a.xml") };
	struct paths_source source = { .tree = &tree,
				       .untracked = again,
				       .untracked_count = 2 };
	struct paths_place place = { 0 };
	struct paths *paths = paths_new(&source, arena);
	struct found found;

	(void)state;
	paths_resolve(&found, paths, again[0], &place, arena);
	assert_how(found, HOW_EXACT, "evidence/junit/a.xml");
	/* A member lies where its archive does. */
	paths_resolve(&found, paths, again[1], &place, arena);
	assert_how(found, HOW_EXACT, "evidence/pack.zip!/a.xml");
	/* And each path is there once. */
	paths_resolve(&found, paths, SPAN_LIT("b.xml"), &place, arena);
	assert_how(found, HOW_NAME, "evidence/junit/b.xml");
	paths_resolve(&found, paths, SPAN_LIT("x/a.xml"), &place, arena);
	assert_int_equal(found.candidates.count, 2);
}

static void what_stands_around_a_path_is_taken_off(void **state)
{
	static const char *const written[] = {
		"(evidence/junit/a.xml)",     "<evidence/junit/a.xml>",
		"\"evidence/junit/a.xml\"",   "'evidence/junit/a.xml'",
		"evidence/junit/a.xml;",      "evidence/junit/a.xml:",
		"evidence/junit/a.xml!",      " evidence/junit/a.xml \t",
		"( `evidence/junit/a.xml` )", "././evidence/junit/a.xml",
		"//evidence/junit/a.xml",     "evidence/junit/a.xml).",
	};

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(written) / sizeof(written[0]); i++)
		assert_how(ask(written[i]), HOW_EXACT, "evidence/junit/a.xml");
	assert_how(ask("db/migrations//"), HOW_EXACT, "db/migrations");
	assert_how(seek("."), HOW_MISSING, "");
	assert_how(ask("."), HOW_RELATIVE, "docs");
	assert_how(ask("guides/.."), HOW_RELATIVE, "docs");
	assert_how(ask("./auth/jwks.ts"), HOW_SUFFIX, "services/api/src/auth/jwks.ts");
	PLANT("a");
	assert_how(seek("a."), HOW_EXACT, "a");
	assert_how(seek("a:3"), HOW_EXACT, "a");
	assert_int_equal(seek("a:3").line, 3);
}

static void a_number_behind_a_colon_is_a_line(void **state)
{
	struct found three = ask("docs/Guide.md:1:2:3"), huge, lines;

	(void)state;
	assert_how(three, HOW_MISSING, "");
	huge = ask("docs/Guide.md:4294967296");
	assert_how(huge, HOW_MISSING, "");
	assert_int_equal(huge.line, 0);
	assert_int_equal(ask("docs/Guide.md:4294967295").line, 4294967295u);
	assert_how(ask(":12"), HOW_MISSING, "");
	assert_int_equal(ask(":12").line, 0);
	lines = ask("docs/Guide.md#L12-L20");
	assert_how(lines, HOW_EXACT, "docs/Guide.md");
	assert_int_equal(lines.line, 12);
	assert_int_equal(ask("#top").anchor.len, 0);
}

static void a_name_with_a_hash_is_a_name_first(void **state)
{
	struct paths_source source = { .tree = &tree };
	struct paths_place link = { .is_link = true };
	struct found found;

	(void)state;
	PLANT("a#b.md", "a", "c:3");
	assert_how(seek("a#b.md"), HOW_EXACT, "a#b.md");
	assert_int_equal(seek("a#b.md").anchor.len, 0);
	assert_how(seek("a#c.md"), HOW_EXACT, "a");
	assert_how(seek("c:3"), HOW_EXACT, "c:3");
	assert_int_equal(seek("c:3").line, 0);
	paths_resolve(&found, paths_new(&source, arena), SPAN_LIT("a#c.md"), &link,
		      arena);
	assert_how(found, HOW_MISSING, "");
}

static void one_file_found_in_two_ways_is_one_file(void **state)
{
	struct paths_place twice = { .plan_dir = SPAN_LIT("docs"),
				     .context = SPAN_LIT("docs"),
				     .evidence_root = SPAN_LIT("docs"),
				     .is_requirement = true };
	struct paths_place apart = { .plan_dir = SPAN_LIT("docs"),
				     .context = SPAN_LIT("x"),
				     .evidence_root = SPAN_LIT("y"),
				     .is_requirement = true };
	struct found found;

	(void)state;
	assert_how(find("plan.md", twice), HOW_RELATIVE, "docs/plan.md");
	PLANT("README.md", "docs/README.md", "x/README.md", "y/README.md", "y/only.md");
	found = find("README.md", apart);
	assert_how(found, HOW_AMBIGUOUS, "");
	assert_int_equal(found.candidates.count, 4);
	assert_span_is(found.candidates.at[0], "README.md");
	assert_span_is(found.candidates.at[3], "y/README.md");
	/* A slash in front means the root, and nothing else. */
	assert_how(find("/README.md", apart), HOW_EXACT, "README.md");
	assert_how(find("/only.md", apart), HOW_NAME, "y/only.md");
	apart.is_requirement = false;
	assert_how(find("README.md", apart), HOW_EXACT, "README.md");
	apart.is_requirement = apart.is_link = true;
	assert_how(find("README.md", apart), HOW_RELATIVE, "docs/README.md");
	apart.plan_dir = SPAN_EMPTY;
	assert_how(find("README.md", apart), HOW_EXACT, "README.md");
}

static void a_link_that_is_not_beside_the_plan_is_looked_for_from_the_root(void **state)
{
	struct paths_place place = { .plan_dir = SPAN_LIT("docs"),
				     .evidence_root = SPAN_LIT("evidence/junit"),
				     .is_link = true };

	(void)state;
	assert_how(find("evidence/junit/a.xml", place), HOW_EXACT,
		   "evidence/junit/a.xml");
	assert_how(find("a.xml", place), HOW_CONTEXT, "evidence/junit/a.xml");
	assert_span_is(find("gone.md", place).wanted, "docs/gone.md");
	assert_span_is(find("../gone.md", place).wanted, "gone.md");
	assert_span_is(find("/gone.md", place).wanted, "gone.md");
	assert_span_is(ask("gone.md").wanted, "gone.md");
	assert_span_is(ask("../gone.md").wanted, "gone.md");
}

static void near_misses_go_by_whole_names_in_order(void **state)
{
	(void)state;
	assert_how(ask("h/jwks.ts"), HOW_CANDIDATES, "");
	assert_how(ask("auth/services/jwks.ts"), HOW_CANDIDATES, "");
	assert_how(ask("services/src/jwks.ts"), HOW_ELSEWHERE,
		   "services/api/src/auth/jwks.ts");
	assert_how(ask("../auth/jwks.ts"), HOW_SUFFIX, "services/api/src/auth/jwks.ts");
	assert_how(ask("Guides/Setup.md"), HOW_CASE, "docs/guides/setup.md");
	assert_how(ask("x/Guides/Setup.md"), HOW_CANDIDATES, "");
	/* What leaves the tree, or lies in another repository, is near to nothing. */
	assert_how(ask("../../auth/jwks.ts"), HOW_MISSING, "");
	assert_how(ask("third_party/lib/auth/jwks.ts"), HOW_SUBMODULE, "");
	assert_int_equal(ask("third_party/lib/auth/jwks.ts").candidates.count, 0);
	assert_how(ask("[id]/page.ts"), HOW_SUFFIX, "app/[id]/page.ts");
	/* Near misses come before ignored paths. */
	put("services/results/found.json");
	assert_how(ask("results/found.json"), HOW_SUFFIX,
		   "services/results/found.json");
	assert_how(ask("results/jwks.ts"), HOW_CANDIDATES, "");
	assert_how(ask("results/auth/jwks.ts"), HOW_CANDIDATES, "");
	assert_how(ask("results/Guides/Setup.md"), HOW_CANDIDATES, "");
	PLANT("a/b.md", "c/a/b.md", "d/e.md", "xg/h.md", "abcd/x/y.md");
	assert_how(seek("G/H.md"), HOW_CANDIDATES, "");
	assert_how(ask("X/y.md"), HOW_CANDIDATES, "");
	assert_how(seek("y.md/y.md"), HOW_CANDIDATES, "");
	assert_how(find("e.md", (struct paths_place){ .plan_dir = SPAN_LIT("d") }),
		   HOW_RELATIVE, "d/e.md");
	assert_how(find("e.md", (struct paths_place){ .plan_dir = SPAN_LIT("d"),
						      .is_link = true }),
		   HOW_RELATIVE, "d/e.md");
	assert_how(seek("b.md"), HOW_AMBIGUOUS, "");
	assert_how(seek("x/e.md"), HOW_CANDIDATES, "");
	assert_how(seek("D/E.md"), HOW_CASE, "d/e.md");
}

static void a_folder_is_near_only_when_a_folder_is_asked_for(void **state)
{
	struct found folder = ask("migrations/");

	(void)state;
	assert_how(ask("migrations"), HOW_MISSING, "");
	assert_how(folder, HOW_SUFFIX, "db/migrations");
	assert_how(ask("Migrations/"), HOW_CASE, "db/migrations");
	assert_true(folder.is_folder);
	assert_how(ask("auth/"), HOW_AMBIGUOUS, "");
	assert_int_equal(ask("auth/").candidates.count, 3);
	assert_how(ask("src/auth/"), HOW_AMBIGUOUS, "");
	assert_how(ask("mail/auth/"), HOW_ELSEWHERE, "services/mail/src/auth");
	assert_how(ask("jwks.ts/"), HOW_MISSING, "");
	assert_false(ask("jwks.ts").is_folder);
	assert_false(ask("jwks.ts").is_symlink);
}

static struct found seek_among(unsigned count, const char *written)
{
	tree = (struct tree){ 0 };
	for (unsigned i = 0; i < count; i++)
		LIST_ADD(arena, &tree.entries)->path =
			arena_printf(arena, "p/%05u/src/index.ts", i);
	return seek(written);
}

static void a_name_is_searched_to_its_end_below_2000(void **state)
{
	struct found found;

	(void)state;
	assert_how(seek_among(1999, "p/00007/index.ts"), HOW_ELSEWHERE,
		   "p/00007/src/index.ts");
	assert_how(seek_among(2000, "p/00007/index.ts"), HOW_CANDIDATES, "");
	found = seek_among(9, "x/index.ts");
	assert_how(found, HOW_CANDIDATES, "");
	assert_int_equal(found.candidates.count, 8);
	assert_int_equal(found.more, 1);
	assert_int_equal(seek_among(8, "x/index.ts").more, 0);
	assert_span_is(found.candidates.at[0], "p/00000/src/index.ts");
}

static void a_pattern_finds_files_from_every_folder_it_can_mean(void **state)
{
	struct paths_place place = { .plan_dir = SPAN_LIT("services"),
				     .context = SPAN_LIT("packages"),
				     .evidence_root = SPAN_LIT("evidence") };
	struct found found;

	(void)state;
	assert_how(find("*/index.ts", place), HOW_GLOB, "packages/auth/index.ts");
	assert_how(find("junit/?.xml", place), HOW_GLOB, "evidence/junit/a.xml");
	assert_how(find("mail/**/*.ts", place), HOW_GLOB,
		   "services/mail/src/auth/session.ts");
	assert_how(find("/junit/?.xml", place), HOW_MISSING, "");
	assert_how(find("/evidence/junit/?.xml", place), HOW_GLOB,
		   "evidence/junit/a.xml");
	found = find("evidence/j*/", place);
	assert_how(found, HOW_GLOB, "evidence/junit/a.xml");
	assert_int_equal(found.matches.count, 2);
	assert_int_equal(found.matches.room, 2);
	/* Folders, links and other repositories are no files. */
	assert_how(find("z-*", place), HOW_MISSING, "");
	assert_how(find("db/*", place), HOW_MISSING, "");
	assert_how(find("third_party/*", place), HOW_MISSING, "");
	assert_how(find("w*", place), HOW_GLOB, "with space.md");
	assert_how(find("../*.md", place), HOW_GLOB, "README.md");
	assert_how(find("../../*.md", place), HOW_MISSING, "");
}

static void a_pattern_asked_twice_gives_the_same(void **state)
{
	struct paths *paths = make();
	struct paths_place place = { 0 };
	struct found once, twice;

	(void)state;
	paths_resolve(&once, paths, SPAN_LIT("evidence/junit/*"), &place, arena);
	paths_resolve(&twice, paths, SPAN_LIT("evidence/junit/*"), &place, arena);
	assert_int_equal(once.matches.count, 2);
	assert_int_equal(twice.matches.count, 2);
	assert_ptr_equal(once.matches.at, twice.matches.at);
}

static void only_what_is_below_a_submodule_lies_in_it(void **state)
{
	struct found found = ask("third_party/lib");

	(void)state;
	assert_true(found.is_folder);
	assert_how(ask("third_party/other/x.c"), HOW_MISSING, "");
	assert_how(ask("third_party/libx/x.c"), HOW_MISSING, "");
	assert_how(ask("docs/guides/x.c"), HOW_MISSING, "");
	assert_how(ask("third_party/lib/x"), HOW_SUBMODULE, "");
	assert_how(ask("mailto:a@example.org"), HOW_EXTERNAL, "");
	assert_how(ask("a://x"), HOW_EXTERNAL, "");
	assert_how(ask("://x"), HOW_MISSING, "");
}

/* A tree of these files alone, asked from a plan in `dir`. */
static struct found among(const char *const *files, enum tree_mode mode,
			  const char *written, struct paths_place place)
{
	struct paths_source source = { .tree = &tree };
	struct found found;

	tree = (struct tree){ 0 };
	for (size_t i = 0; files[i]; i++) {
		struct tree_entry *entry = LIST_ADD(arena, &tree.entries);

		entry->path = span_of(files[i]);
		entry->mode = mode;
	}
	paths_resolve(&found, paths_new(&source, arena), span_of(written), &place,
		      arena);
	return found;
}

static void names_of_one_letter_are_names(void **state)
{
	static const char *const linked[] = { "d/x.md", "x.md", NULL };
	static const char *const module[] = { "v", NULL };
	struct paths_place link = { .plan_dir = SPAN_LIT("d"), .is_link = true };

	(void)state;
	assert_how(among(linked, TREE_FILE, "x.md", link), HOW_RELATIVE, "d/x.md");
	assert_how(among(module, TREE_SUBMODULE, "v/x.c", (struct paths_place){ 0 }),
		   HOW_SUBMODULE, "");
}

static void a_pattern_is_not_blind_to_case(void **state)
{
	static const char *const files[] = { "docs/a.md", NULL };

	(void)state;
	assert_how(among(files, TREE_FILE, "docs/*.md", (struct paths_place){ 0 }),
		   HOW_GLOB, "docs/a.md");
	assert_how(among(files, TREE_FILE, "docs/*.MD", (struct paths_place){ 0 }),
		   HOW_MISSING, "");
}

static void a_path_has_a_length(void **state)
{
	char *text = arena_string(arena, SPAN_EMPTY);
	struct paths_place place = { 0 };
	struct found found;

	(void)state;
	text = ARENA_ARRAY(arena, char, 4098);
	memset(text, 'a', 4097);
	tree = (struct tree){ 0 };
	LIST_ADD(arena, &tree.entries)->path = (struct span){ text, 4096 };
	paths_resolve(&found, make(), (struct span){ text, 4096 }, &place, arena);
	assert_int_equal(found.how, HOW_EXACT);
	paths_resolve(&found, make(), (struct span){ text, 4097 }, &place, arena);
	assert_int_equal(found.how, HOW_MISSING);
	assert_int_equal(found.wanted.len, 0);
	paths_resolve(&found, make(), (struct span){ "a\0b", 3 }, &place, arena);
	assert_int_equal(found.how, HOW_MISSING);
	assert_int_equal(found.wanted.len, 0);
}

static bool in_work_tree(void *ctx, struct span path)
{
	++*(unsigned *)ctx;
	return span_starts(path, "local/") || span_starts(path, "results/");
}

static void the_work_tree_is_asked_for_what_is_not_ignored(void **state)
{
	unsigned asked = 0;
	struct paths_source source = { .tree = &tree,
				       .is_ignored = ignored,
				       .is_in_work_tree = in_work_tree,
				       .ctx = &asked };
	struct paths_place place = { 0 };
	struct paths *paths = paths_new(&source, arena);
	struct found found;

	(void)state;
	paths_resolve(&found, paths, SPAN_LIT("local/run.json"), &place, arena);
	assert_how(found, HOW_MISSING, "");
	assert_true(found.in_work_tree);
	paths_resolve(&found, paths, SPAN_LIT("far/run.json"), &place, arena);
	assert_false(found.in_work_tree);
	assert_int_equal(asked, 2);
	paths_resolve(&found, paths, SPAN_LIT("results/run.json"), &place, arena);
	assert_how(found, HOW_IGNORED, "");
	assert_false(found.in_work_tree);
	paths_resolve(&found, paths, SPAN_LIT("README.md"), &place, arena);
	assert_int_equal(asked, 2);
}

static int fails(void *ctx, bool *out, const struct span *paths, size_t count,
		 struct err *err)
{
	(void)out;
	(void)paths;
	*(size_t *)ctx = count;
	return err_set(err, ERR_IO, "no");
}

static void history_is_asked_only_for_paths_and_its_trouble_is_passed_on(void **state)
{
	struct found there = ask("docs/plan.md"), pattern = ask("reports/*.json"),
		     none = ask("/"), last = ask("reports/old.json"),
		     middle = ask("reports/never.json");
	struct found *idle[] = { &there, &pattern, &none };
	struct found *all[] = { &there, &middle, &pattern, &last, &none };
	unsigned calls = 0;
	size_t count = 0;
	struct err err;

	(void)state;
	assert_ok(paths_settle(idle, 3, existed, &calls, arena, &err));
	assert_int_equal(paths_settle(idle, 0, existed, &calls, arena, &err), 0);
	assert_int_equal(calls, 0);
	assert_err(ERR_IO, paths_settle(all, 5, fails, &count, arena, &err));
	assert_int_equal(count, 2);
	assert_int_equal(paths_settle(all, 5, existed, &calls, arena, &err), 0);
	assert_how(last, HOW_REMOVED, "");
	assert_how(middle, HOW_MISSING, "");
	assert_how(pattern, HOW_MISSING, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tiers_are_found_near_or_neither),
		TEST(the_first_and_the_last_letter_have_two_cases_too),
		TEST(look_alikes_are_found_as_they_are_typed),
		TEST(nodes_are_files_and_folders_by_number),
		TEST(every_folder_in_front_of_a_file_exists),
		TEST(an_empty_tree_has_nothing),
		TEST(neighbours_share_no_more_than_their_beginning),
		TEST(the_first_path_is_like_all_others),
		TEST(what_git_tracks_is_not_untracked_as_well),
		TEST(what_stands_around_a_path_is_taken_off),
		TEST(a_number_behind_a_colon_is_a_line),
		TEST(a_name_with_a_hash_is_a_name_first),
		TEST(one_file_found_in_two_ways_is_one_file),
		TEST(a_link_that_is_not_beside_the_plan_is_looked_for_from_the_root),
		TEST(near_misses_go_by_whole_names_in_order),
		TEST(a_folder_is_near_only_when_a_folder_is_asked_for),
		TEST(a_name_is_searched_to_its_end_below_2000),
		TEST(a_pattern_finds_files_from_every_folder_it_can_mean),
		TEST(a_pattern_asked_twice_gives_the_same),
		TEST(only_what_is_below_a_submodule_lies_in_it),
		TEST(names_of_one_letter_are_names),
		TEST(a_pattern_is_not_blind_to_case),
		TEST(a_path_has_a_length),
		TEST(the_work_tree_is_asked_for_what_is_not_ignored),
		TEST(history_is_asked_only_for_paths_and_its_trouble_is_passed_on),
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
