/* TOML 1.0.0: what it says and what it forbids. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/toml.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct node parse(const char *text)
{
	struct err err = { 0 };
	struct tree *tree;

	assert_ok(toml_parse(&tree, SPAN_LIT("c.toml"), span_of(text), arena, &err));
	return tree_root(tree, 0);
}

static void assert_refused(const char *text, const char *tag, const char *where)
{
	struct err err = { 0 };
	struct tree *tree;

	if (toml_parse(&tree, SPAN_LIT("c.toml"), span_of(text), arena, &err) == 0)
		fail_msg("%s is accepted", text);
	assert_string_equal(err.tag, tag);
	assert_string_equal(err.where, where);
	assert_true(err.fix[0] != '\0');
}

static void strings_are_of_four_kinds(void **state)
{
	struct node root = parse("a = \"x\\t\\u00e9\\\"\"\n"
				 "b = 'C:\\n'\n"
				 "c = \"\"\"\none\n\"two\"\"\"\"\n"
				 "d = '''\nit's \\'''\n"
				 "\"e f\".g = \"\"\"a \\\n   b\"\"\"\n"
				 "'' = \"\"\n");

	(void)state;
	assert_span_is(node_text(node_get(root, "a")), "x\t\xc3\xa9\"");
	assert_span_is(node_text(node_get(root, "b")), "C:\\n");
	assert_span_is(node_text(node_get(root, "c")), "one\n\"two\"");
	assert_span_is(node_text(node_get(root, "d")), "it's \\");
	assert_span_is(node_text(node_at(root, "e f/g")), "a b");
	assert_true(node_is(node_get(root, ""), NODE_STRING));
}

static void numbers_dates_and_flags_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum node_type type;
		const char *word;
	} rows[] = {
		{ "+1_000", NODE_NUMBER, "+1000" },
		{ "0xdead_beef", NODE_NUMBER, "0xdeadbeef" },
		{ "-0.5e-3", NODE_NUMBER, "-0.5e-3" },
		{ "inf", NODE_NUMBER, "inf" },
		{ "true", NODE_TRUE, "true" },
		{ "false", NODE_FALSE, "false" },
		{ "2026-11-21", NODE_STRING, "2026-11-21" },
		{ "2026-11-21 10:00:00Z", NODE_STRING, "2026-11-21 10:00:00Z" },
		{ "10:30:00.5", NODE_STRING, "10:30:00.5" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct node root =
			parse(arena_printf(arena, "v = %s # c\n", rows[i].text).ptr);

		assert_int_equal(node_type(node_get(root, "v")), rows[i].type);
		assert_span_is(node_word(node_get(root, "v")), rows[i].word);
	}
}

static void tables_may_be_named_in_any_order(void **state)
{
	struct node root = parse("[a.b.c]\nx = 1\n[d]\n[a]\ny = 2\n[[l]]\nn = 1\n"
				 "[l.sub]\nm = 1\n[[l]]\nn = 2\n");

	(void)state;
	assert_int_equal(node_count(root), 3);
	assert_span_is(node_word(node_at(root, "a/b/c/x")), "1");
	assert_span_is(node_word(node_at(root, "a/y")), "2");
	assert_int_equal(node_count(node_get(root, "l")), 2);
	assert_span_is(node_word(
			       node_at(node_element(node_get(root, "l"), 0), "sub/m")),
		       "1");
	assert_span_is(node_word(node_at(node_element(node_get(root, "l"), 1), "n")),
		       "2");
	assert_int_equal(node_line(node_at(root, "a/y")), 5);
}

static void lists_and_inline_tables_nest(void **state)
{
	struct node root = parse("a = [ [1, 2], {b.c = [3], d = {}}, # x\n ]\n");
	struct node second = node_element(node_get(root, "a"), 1);

	(void)state;
	assert_int_equal(node_count(node_get(root, "a")), 2);
	assert_span_is(node_word(node_first(node_at(second, "b/c"))), "3");
	assert_int_equal(node_count(node_get(second, "d")), 0);
}

static void what_is_defined_twice_is_refused(void **state)
{
	(void)state;
	assert_refused("a = 1\na = 2\n", "toml-duplicate-key", "c.toml:2:1");
	assert_refused("[a]\n[a]\n", "toml-duplicate-key", "c.toml:2:3");
	assert_refused("a.b = 1\n[a]\n", "toml-duplicate-key", "c.toml:2:3");
	assert_refused("a = {}\n[a.b]\n", "toml-duplicate-key", "c.toml:2:5");
	assert_refused("a = []\n[[a]]\n", "toml-duplicate-key", "c.toml:2:4");
	assert_refused("[[a]]\n[a]\n", "toml-duplicate-key", "c.toml:2:3");
	assert_refused("[a.b]\n[a]\nb.c = 1\n", "toml-duplicate-key", "c.toml:3:5");
}

static void what_is_no_toml_is_refused_where_it_stands(void **state)
{
	(void)state;
	assert_refused("a = 01\n", "toml-syntax", "c.toml:1:5");
	assert_refused("a = 1_\n", "toml-syntax", "c.toml:1:5");
	assert_refused("a = 1 b = 2\n", "toml-syntax", "c.toml:1:7");
	assert_refused("a\nb = 1\n", "toml-syntax", "c.toml:1:2");
	assert_refused("a = \"\\q\"\nb = 1", "toml-syntax", "c.toml:1:6");
	assert_refused("a = [1 2]\n", "toml-syntax", "c.toml:1:8");
	assert_refused("[a\nb = 1\n", "toml-syntax", "c.toml:1:3");
	assert_refused("a = \"x\nb = 1\n", "toml-syntax", "c.toml:1:7");
}

static void a_file_that_ends_too_early_is_cut(void **state)
{
	(void)state;
	assert_refused("a = [1,\n", "truncated", "c.toml:2:1");
	assert_refused("a = '''x\n", "truncated", "c.toml:2:1");
	assert_refused("a = {b = 1", "truncated", "c.toml:1:11");
	assert_refused("a =", "truncated", "c.toml:1:4");
}

static void deep_nesting_is_refused(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "a = ");
	for (unsigned i = 0; i < 100000; i++)
		buf_addch(&text, '[');
	buf_addch(&text, ' ');
	assert_refused(arena_string(arena, buf_span(&text)), "too-deep", "c.toml:1:68");
	buf_clear(&text);
	for (unsigned i = 0; i < 1000; i++)
		buf_adds(&text, "a.");
	buf_adds(&text, "a = 1\n");
	assert_refused(arena_string(arena, buf_span(&text)), "too-deep",
		       "c.toml:1:129");
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(strings_are_of_four_kinds),
		TEST(numbers_dates_and_flags_are_told_apart),
		TEST(tables_may_be_named_in_any_order),
		TEST(lists_and_inline_tables_nest),
		TEST(what_is_defined_twice_is_refused),
		TEST(what_is_no_toml_is_refused_where_it_stands),
		TEST(a_file_that_ends_too_early_is_cut),
		TEST(deep_nesting_is_refused),
	};

	return cmocka_run_group_tests_name("toml", tests, NULL, NULL);
}
