/* What a sign-off stands for, as lines of its plan. */
#include "unit.h"

#include "audit/section.h"
#include "plan/parse.h"

struct world {
	struct arena *arena, *scratch;
};

static int set_up(void **state)
{
	struct world *world = test_calloc(1, sizeof(*world));

	world->arena = arena_new((size_t)1 << 28);
	world->scratch = arena_new((size_t)1 << 28);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(world->arena);
	arena_free(world->scratch);
	test_free(world);
	return 0;
}

static struct plan *parse(struct world *world, const char *text)
{
	struct plan *plan = ARENA_NEW(world->arena, struct plan);
	struct plan_options options = { .settings = NULL };
	struct err err = { 0 };

	assert_ok(plan_parse(plan, SPAN_LIT("checklists/p.md"), span_of(text), &options,
			     world->arena, world->scratch, &err));
	return plan;
}

static size_t field_of(const struct plan *plan, unsigned line)
{
	for (size_t i = 0; i < plan->items.count; i++)
		if (plan->items.at[i].line == line &&
		    plan->items.at[i].kind == ITEM_SIGNOFF)
			return i;
	fail_msg("no sign-off in line %u", line);
	return 0;
}

static void expect_range(struct world *world, const char *text, unsigned line,
			 unsigned first, unsigned last)
{
	struct plan *plan = parse(world, text);
	struct section_range range =
		section_of(plan, field_of(plan, line), world->arena);

	assert_int_equal(range.first, first);
	assert_int_equal(range.last, last);
}

static bool same(struct world *world, const char *was, unsigned was_line,
		 const char *now, unsigned now_line, unsigned *out_line)
{
	struct plan *plans[] = { parse(world, was), parse(world, now) };
	size_t fields[] = { field_of(plans[0], was_line),
			    field_of(plans[1], now_line) };
	struct section_lines lines[2];

	for (size_t i = 0; i < 2; i++)
		section_lines(&lines[i], plans[i], fields[i],
			      section_of(plans[i], fields[i], world->arena),
			      world->arena);
	return section_same(&lines[0], &lines[1], out_line);
}

#define FIELD "- [x] QA Lead: Ann Ash Date: 2026-01-02\n"

static void a_field_stands_for_what_its_heading_says(void **state)
{
	struct world *world = *state;

	/* Below a heading of level 1, or none: the whole. */
	expect_range(world, "# T\n\n- [x] a\n\n## Sign-off\n\n" FIELD "\n## Z\n\n- b\n",
		     7, 1, 11);
	expect_range(world, "- [x] a\n\n## Sign-off\n\n" FIELD, 5, 1, 5);
	/* Below sign-offs alone: the section above; else its own. */
	expect_range(world,
		     "# T\n\n## A\n\n- [x] a\n\n### Sign-off\n\n" FIELD
		     "\n## B\n\n- [x] b\n",
		     9, 3, 10);
	expect_range(world, "# T\n\n## A\n\n- [x] a\n" FIELD "\n## B\n\n- [x] b\n", 6,
		     3, 7);
	/* A heading in a fence is none; one with a line below it is. */
	expect_range(
		world,
		"T\n=\n\nA\n---\n\n- [x] a\n\n```\n## no\n```\n\n### Sign-off\n\n" FIELD
		"\nB\n---\n\n- [x] b\n",
		15, 4, 16);
}

static void layout_and_other_fields_change_nothing(void **state)
{
	static const char was[] = "# T\n\n- [x] a  b\n\n## Sign-off\n\n" FIELD
				  "- [ ] Ops Lead: ____ Date: ____\n";
	static const char now[] = "# T\n\n\n\n  * [X] a b\n\n## Sign-off\n" FIELD
				  "- [x] Ops Lead: Bo Birch Date: 2026-01-03\n";
	unsigned line;

	assert_true(same(*state, was, 7, now, 8, &line));
}

static void every_other_edit_is_seen_with_its_line(void **state)
{
	static const char was[] = "# T\n\n- [ ] a\n- [x] b\n\n## Sign-off\n\n" FIELD;
	static const struct {
		const char *now;
		unsigned field, line;
	} edits[] = {
		{ "# T 2\n\n- [ ] a\n- [x] b\n\n## Sign-off\n\n" FIELD, 8, 1 },
		{ "# T\n\n- [x] a\n- [x] b\n\n## Sign-off\n\n" FIELD, 8, 3 },
		{ "# T\n\n- [ ] a\n- [x] b2\n\n## Sign-off\n\n" FIELD, 8, 4 },
		{ "# T\n\n- [ ] a\n\n## Sign-off\n\n" FIELD, 7, 5 },
		{ "# T\n\n- [ ] a\n- [x] b\n\n## Sign-off\n\n" FIELD "\nMore.\n", 8,
		  10 },
		{ "# T\n\n- [ ] a\n- [x] b\n\n## Sign-off of 2.0\n\n" FIELD, 8, 6 },
		/* Below the field itself. */
		{ "# T\n\n- [ ] a\n- [x] b\n\n## Sign-off\n\n" FIELD
		  "  - [x] and of everything else\n",
		  8, 9 },
	};
	unsigned line;

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		if (same(*state, was, 8, edits[i].now, edits[i].field, &line))
			fail_msg("edit %zu is not seen", i);
		assert_int_equal(line, edits[i].line);
	}
	assert_false(same(*state, "# T\n\n- [x] a\n\n## Sign-off\n\n" FIELD "\nMore.\n",
			  7, "# T\n\n- [x] a\n\n## Sign-off\n\n" FIELD, 7, &line));
	assert_int_equal(line, 0);
}

static void keys_keep_what_is_said(void **state)
{
	struct world *world = *state;

	assert_span_is(section_key(SPAN_LIT("  > - [X]  a \t b "), world->arena),
		       "[x] a b");
	assert_span_is(section_key(SPAN_LIT("| a  | b|"), world->arena), "|a|b|");
	assert_span_is(section_key(SPAN_LIT("-5 degrees"), world->arena), "-5 degrees");
	assert_span_is(section_key(SPAN_LIT("[ ] a"), world->arena), "[ ] a");
	assert_int_equal(section_key(SPAN_LIT(" \t"), world->arena).len, 0);
	assert_int_equal(section_heading(SPAN_LIT("   ### a")), 3);
	assert_int_equal(section_heading(SPAN_LIT("    # code")), 0);
	assert_int_equal(section_heading(SPAN_LIT("#hash")), 0);
	assert_int_equal(section_heading(SPAN_LIT("####### seven")), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_field_stands_for_what_its_heading_says),
		TEST(layout_and_other_fields_change_nothing),
		TEST(every_other_edit_is_seen_with_its_line),
		TEST(keys_keep_what_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
