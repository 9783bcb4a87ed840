#include "unit.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "text/md.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The first node of that kind; one without a line where there is none. */
static const struct md_node *find(const struct md_node *root, enum md_kind kind)
{
	static const struct md_node absent;
	struct md_walk walk = md_walk(root);

	while (md_step(&walk))
		if (walk.entering && walk.node->kind == kind)
			return walk.node;
	return &absent;
}

static struct md parse(const char *text)
{
	struct md md;

	md_parse(&md, span_of(text), arena);
	return md;
}

static void blocks_have_their_lines_and_kinds(void **state)
{
	struct md md = parse("# Title\n\n- [x] done\n- [ ] open\n\n```sh\nls\n```\n");
	const struct md_node *list = find(md.root, MD_LIST);
	const struct md_node *code = find(md.root, MD_CODE);
	const struct md_node *first = list->child, *second = first ? first->next : NULL;
	(void)state;

	assert_null(md.limit.name);
	assert_int_equal(find(md.root, MD_HEADING)->level, 1);
	assert_true(first && second);
	if (!first || !second)
		return;
	assert_int_equal(first->line, 3);
	assert_int_equal(first->end_line, 3);
	assert_true(first->task && first->ticked);
	assert_int_equal(second->line, 4);
	assert_int_equal(second->end_line, 4);
	assert_true(second->task && !second->ticked);
	assert_span_is(code->info, "sh");
	assert_span_is(code->text, "ls\n");
	assert_int_equal(code->line, 6);
}

/* The lines above are words, and both have their own lines. */
static void a_table_right_below_words_stands_where_it_is(void **state)
{
	static const struct {
		const char *text;
		unsigned words, words_end, header, first;
	} cases[] = {
		{ "A\n\nOne\ntwo\n| a | b |\n|-|-|\n| 1 | 2 |\n", 3, 4, 5, 7 },
		{ "A\n\n> One\n> | a | b |\n> |-|-|\n> | 1 | 2 |\n", 3, 3, 4, 6 },
		{ "A\n\n- One\n  two\n  three\n  | a | b |\n  |-|-|\n", 3, 5, 6, 0 },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct md md = parse(cases[i].text);
		const struct md_node *table = find(md.root, MD_TABLE), *words = NULL;
		const struct md_node *head = table->child;

		for (const struct md_node *n = table->parent ? table->parent->child
							     : NULL;
		     n && n != table; n = n->next)
			words = n;
		assert_true(words && head);
		if (!words || !head)
			return;
		assert_int_equal(words->kind, MD_PARAGRAPH);
		assert_int_equal(words->line, cases[i].words);
		assert_int_equal(words->end_line, cases[i].words_end);
		assert_int_equal(table->line, cases[i].header);
		assert_int_equal(head->line, cases[i].header);
		assert_int_equal(head->next ? head->next->line : 0, cases[i].first);
	}
}

static void tables_have_rows_cells_and_alignment(void **state)
{
	struct md md = parse("| a | b |\n|:--|--:|\n| `c|` | d\\|e |\n");
	const struct md_node *table = find(md.root, MD_TABLE);
	const struct md_node *head = table->child, *row = head ? head->next : NULL;
	const struct md_node *cell = row ? row->child : NULL;
	(void)state;

	assert_true(head && row && cell && cell->next);
	if (!head || !row || !cell || !cell->next)
		return;
	assert_true(head->header);
	assert_false(row->header);
	assert_int_equal(row->line, 3);
	assert_int_equal(cell->align, MD_ALIGN_LEFT);
	assert_int_equal(cell->next->align, MD_ALIGN_RIGHT);
}

static void a_walk_enters_and_leaves_every_node_once(void **state)
{
	struct md md = parse("> - *a* [b](c)\n>   1. `d`\n\ne ~~f~~\n");
	struct md_walk walk = md_walk(md.root);
	size_t entered = 0, depth = 0;
	(void)state;

	while (md_step(&walk)) {
		if (walk.entering) {
			entered++;
			depth += walk.node->child != NULL;
		} else {
			depth--;
		}
	}
	assert_int_equal(entered, md.nodes);
	assert_int_equal(depth, 0);
	assert_span_is(find(md.root, MD_LINK)->url, "c");
	assert_int_equal(find(md.root, MD_STRIKE)->line, 4);
	assert_span_is(md_plain(arena, find(md.root, MD_PARAGRAPH)), "a b");
}

static void bare_addresses_and_html_are_not_made_live(void **state)
{
	struct md md =
		parse("see http://e.org and :a@b <b>x</b>\n\n<script>1</script>\n");
	(void)state;

	assert_int_equal(find(md.root, MD_LINK)->line, 0);
	assert_span_is(find(md.root, MD_HTML_INLINE)->text, "<b>");
	assert_span_is(find(md.root, MD_HTML)->text, "<script>1</script>\n");
}

static void nul_and_bad_bytes_become_replacement_characters(void **state)
{
	struct md md;
	(void)state;

	md_parse(&md, SPAN_LIT("a\0b\xff\n"), arena);
	assert_span_is(md_plain(arena, md.root), "a\xef\xbf\xbd"
						 "b\xef\xbf\xbd");
}

/* A hostile shape: `head`, then `unit` over and over up to a mebibyte, then `tail`. */
struct shape {
	const char *head, *unit, *tail;
	size_t repeat;     /* 0: up to LIMIT_PLAN_BYTES */
	const char *limit; /* that must be hit; NULL: none must */
};

static void hostile_shapes_are_read_in_bounded_time(void **state)
{
	/* clang-format off: one shape a line */
	static const struct shape shapes[] = {
		{ "", ">", "a\n", 100000, "line" },
		{ "", ">", "a\n", 10000, "depth" },
		{ "", "- ", "x\n\n\n\n", 8000, "depth" },
		{ "", "|", "\n", 1000000, "line" },
		{ "|a|\n|-|\n", "|", "\n", 16000, NULL },
		{ "", "a\n", "|-|\n", 0, "run" },
		{ "", "    - b\n", "", 0, NULL },
		{ "a\n", "    - b\n", "", 0, "run" },
		{ "", "x <?", "", 4000, NULL },
		{ "", "<?\n", "", 0, "run" },
		{ "```\n", "x\n", "", 0, NULL },
		{ "<div>\n```\n\n", "a <? ![[]()\n", "", 0, "run" },
		{ "<!-- ", "a\n", "", 0, "run" },
		{ "", "![[]()\n", "", 0, "run" },
		{ "", "[a](<b\n\n", "", 0, NULL },
		{ "[a]: ", "b", "\n\n", 16000, NULL },
		{ "", "_a__", "\n", 4000, NULL },
		{ "", "- a\n\n", "", 0, NULL },
		{ "", "1", "", 0, "line" },
		{ "", "\n", "", 0, NULL },
		{ "", "\r", "", 0, NULL },
		{ "> ", "a\n", "", 0, "run" },
		{ "", "> a\n", "", 0, "run" },
		{ "# a | b\n|-|-|\n", "| a <? |\n", "", 0, "run" },
	};
	/* clang-format on */
	struct buf buf;
	(void)state;

	buf_init(&buf, 2 * LIMIT_PLAN_BYTES);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		const struct shape *shape = &shapes[i];
		size_t unit = strlen(shape->unit);
		size_t repeat =
			shape->repeat ? shape->repeat : (LIMIT_PLAN_BYTES - 64) / unit;
		int64_t start = clock_monotonic_us();
		const char *hit;
		struct md md;

		buf_clear(&buf);
		buf_adds(&buf, shape->head);
		for (size_t n = 0; n < repeat; n++)
			buf_adds(&buf, shape->unit);
		buf_adds(&buf, shape->tail);
		arena_clear(arena);
		md_parse(&md, buf_span(&buf), arena);
		hit = md.limit.name       ? md.limit.name
		      : md.gaps.count > 0 ? md.gaps.at[0].name
					  : "none";
		if (shape->limit && strcmp(hit, shape->limit) != 0)
			fail_msg("shape %zu: limit %s, not %s", i, hit, shape->limit);
		/* Sanitizers and a busy machine take their share of these. */
		if (clock_monotonic_us() - start > 20 * 1000 * 1000)
			fail_msg("shape %zu takes over 20 s", i);
	}
	buf_release(&buf);
}

static void reference_amplification_stops_at_the_memory_limit(void **state)
{
	struct buf buf;
	struct md md;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "[a]: ");
	for (int i = 0; i < 16000; i++)
		buf_addch(&buf, 'u');
	buf_adds(&buf, "\n");
	for (int i = 0; i < 200000; i++)
		buf_adds(&buf, i % 1000 ? "[a] " : "\n\n");
	arena_clear(arena);
	md_parse(&md, buf_span(&buf), arena);
	assert_non_null(md.limit.name);
	assert_string_equal(md.limit.name, "memory");
	assert_non_null(md.root);
	buf_release(&buf);
}

static void the_scan_cuts_at_a_line_and_names_it(void **state)
{
	static char text[LIMIT_PLAN_LINE + 5];
	struct md_limit limit;
	(void)state;

	memset(text, 'a', sizeof(text));
	memcpy(text, "ok\n\n", 4);
	assert_int_equal(md_prescan((struct span){ text, sizeof(text) - 1 }, &limit),
			 sizeof(text) - 1);
	assert_null(limit.name);
	assert_int_equal(md_prescan((struct span){ text, sizeof(text) }, &limit), 4);
	assert_string_equal(limit.name, "line");
	assert_int_equal(limit.line, 3);
	assert_int_equal(limit.value, LIMIT_PLAN_LINE);
}

static void long_ordinary_plans_hit_no_limit(void **state)
{
	static const char *const units[] = {
		"- [x] A task with some words to read\n",
		"- a\n  - [ ] nested under it\n    - and deeper still\n",
		"1. one\n2. two\n   - [x] three\n",
		"| [x] | a row of a table | evidence/x.json |\n",
		"A paragraph of prose that ends here.\n\n",
	};
	struct buf buf;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct md_limit limit;

		buf_clear(&buf);
		if (units[i][0] == '|')
			buf_adds(&buf, "| a | b | c |\n|---|---|---|\n");
		while (buf.len < 200000)
			buf_adds(&buf, units[i]);
		assert_int_equal(md_prescan(buf_span(&buf), &limit), buf.len);
		assert_null(limit.name);
	}
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_have_their_lines_and_kinds),
		cmocka_unit_test(a_table_right_below_words_stands_where_it_is),
		cmocka_unit_test(tables_have_rows_cells_and_alignment),
		cmocka_unit_test(a_walk_enters_and_leaves_every_node_once),
		cmocka_unit_test(bare_addresses_and_html_are_not_made_live),
		cmocka_unit_test(nul_and_bad_bytes_become_replacement_characters),
		cmocka_unit_test(hostile_shapes_are_read_in_bounded_time),
		cmocka_unit_test(reference_amplification_stops_at_the_memory_limit),
		cmocka_unit_test(the_scan_cuts_at_a_line_and_names_it),
		cmocka_unit_test(long_ordinary_plans_hit_no_limit),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
