/* The door to libyaml: the core schema, aliases with a budget, places. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/yaml.h"

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

static struct tree *parse(const char *text)
{
	struct err err = { 0 };
	struct tree *tree;

	assert_ok(yaml_parse(&tree, SPAN_LIT("w.yml"), span_of(text), arena, &err));
	return tree;
}

static void assert_refused(struct span text, const char *tag, const char *where)
{
	struct err err = { 0 };
	struct tree *tree;

	if (yaml_parse(&tree, SPAN_LIT("w.yml"), text, arena, &err) == 0)
		fail_msg("%.*s is accepted", SPAN_ARG(text));
	assert_string_equal(err.tag, tag);
	if (where)
		assert_string_equal(err.where, where);
	assert_true(err.line > 0);
}

static void words_are_read_by_the_core_schema(void **state)
{
	static const struct {
		const char *text;
		enum node_type type;
	} rows[] = {
		{ "on", NODE_STRING },       { "off", NODE_STRING },
		{ "yes", NODE_STRING },      { "no", NODE_STRING },
		{ "y", NODE_STRING },        { "true", NODE_TRUE },
		{ "False", NODE_FALSE },     { "~", NODE_NULL },
		{ "null", NODE_NULL },       { "", NODE_NULL },
		{ "12", NODE_NUMBER },       { "-1.5e3", NODE_NUMBER },
		{ "0x1F", NODE_NUMBER },     { "0o17", NODE_NUMBER },
		{ "1_000", NODE_STRING },    { "12:30", NODE_STRING },
		{ "1.2.3", NODE_STRING },    { ".5", NODE_NUMBER },
		{ ".", NODE_STRING },        { "'12'", NODE_STRING },
		{ "\"true\"", NODE_STRING }, { "!!str 12", NODE_STRING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[64];
		struct node value;

		snprintf(text, sizeof(text), "k: %s\n", rows[i].text);
		value = node_get(tree_root(parse(text), 0), "k");
		if (node_type(value) != rows[i].type)
			fail_msg("%s has type %d", rows[i].text, (int)node_type(value));
	}
}

static void on_as_a_key_stays_on(void **state)
{
	struct node root = tree_root(parse("on:\n  push:\n    tags: ['v*']\n"), 0);

	(void)state;
	assert_span_is(node_text(node_element(node_at(root, "on/push/tags"), 0)), "v*");
}

static void nodes_know_their_line(void **state)
{
	struct node root = tree_root(
		parse("# \xc3\xa9\xc3\xa9\na: 1\r\nb:\n  - x\n  - y: |\n      t\n"), 0);

	(void)state;
	assert_int_equal(node_line(node_get(root, "a")), 2);
	assert_int_equal(node_pos(node_get(root, "a")).column, 4);
	assert_int_equal(node_line(node_element(node_get(root, "b"), 1)), 5);
	assert_span_is(node_text(node_get(node_element(node_get(root, "b"), 1), "y")),
		       "t\n");
}

static void an_alias_is_a_copy(void **state)
{
	struct node root =
		tree_root(parse("a: &x {b: [1, {c: 2}]}\nd: *x\ne: *x\nf: 3\n"), 0);

	(void)state;
	assert_span_is(node_number(
			       node_get(node_element(node_at(root, "e/b"), 1), "c")),
		       "2");
	assert_span_is(node_number(node_get(root, "f")), "3");
	assert_int_equal(node_count(root), 4);
}

static void several_documents_are_several_roots(void **state)
{
	struct tree *tree = parse("a: &x 1\n---\na: 2\n---\n- 3\n");

	(void)state;
	assert_int_equal(tree->roots.count, 3);
	assert_span_is(node_number(node_get(tree_root(tree, 1), "a")), "2");
	assert_refused(SPAN_LIT("a: &x 1\n---\na: *x\n"), "yaml-syntax", "w.yml:3:4");
}

static void nested_aliases_run_out_of_budget(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
	for (unsigned i = 1; i < 9; i++) {
		buf_addf(&text, "a%u: &a%u [", i, i);
		for (unsigned j = 0; j < 9; j++)
			buf_addf(&text, "%s*a%u", j ? "," : "", i - 1);
		buf_adds(&text, "]\n");
	}
	assert_refused(buf_span(&text), "yaml-alias-budget", NULL);
	buf_release(&text);
}

static void depth_is_bounded_before_libyaml_gets_slow(void **state)
{
	char *text = arena_alloc(arena, 200000, 1);

	(void)state;
	memset(text, '[', 200000);
	assert_refused((struct span){ text, 200000 }, "too-deep", "w.yml:1:65");
}

static void size_is_bounded(void **state)
{
	char *text = arena_alloc(arena, LIMIT_YAML_BYTES + 1, 1);

	(void)state;
	memset(text, '#', LIMIT_YAML_BYTES + 1);
	assert_refused((struct span){ text, LIMIT_YAML_BYTES + 1 }, "too-big", NULL);
}

static void what_is_no_yaml_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("a: 1\nb: [1, 2\nc: 3\n"), "yaml-syntax", NULL);
	assert_refused(SPAN_LIT("a: 1\na: 2\n"), "yaml-syntax", "w.yml:2:1");
	assert_refused(SPAN_LIT("a: *no\n"), "yaml-syntax", "w.yml:1:4");
	assert_refused(SPAN_LIT("a: &x [*x]\n"), "yaml-syntax", NULL);
	assert_refused(SPAN_LIT("? [a]\n: 1\n"), "yaml-syntax", NULL);
	assert_refused(SPAN_LIT("!Ref a: b\n"), "yaml-syntax", "w.yml:1:1");
	assert_refused(SPAN_LIT("a: \x01\n"), "yaml-syntax", NULL);
	assert_refused(SPAN_LIT("a: [1,\n"), "truncated", NULL);
	assert_refused(SPAN_LIT("a: 'x\n"), "truncated", NULL);
	assert_refused(SPAN_LIT("# nothing\n"), "empty", NULL);
}

static void a_tag_of_some_tool_stays_with_its_value(void **state)
{
	struct tree *tree =
		parse("a: &x !Join [b, !Ref c, !n 'd']\nb: *x\nc: !reset null\nd: e\n");
	struct node root = tree_root(tree, 0);
	struct err err = { 0 };

	(void)state;
	for (const char *key = "ab"; *key; key++) {
		const char name[] = { *key, '\0' };
		struct node list = node_get(root, name);

		assert_span_is(node_tag(list), "!Join");
		assert_int_equal(node_count(list), 3);
		assert_span_is(node_tag(node_element(list, 0)), "");
		assert_span_is(node_tag(node_element(list, 1)), "!Ref");
		assert_span_is(node_text(node_element(list, 1)), "c");
		assert_span_is(node_tag(node_element(list, 2)), "!n");
	}
	assert_int_equal(node_type(node_get(root, "c")), NODE_NULL);
	assert_span_is(node_tag(node_get(root, "d")), "");
	assert_err(ERR_FORMAT, yaml_untagged(tree, &err));
	assert_string_equal(err.tag, "yaml-syntax");
	assert_string_equal(err.where, "w.yml:1:4");
	assert_ok(yaml_untagged(parse("a: !!str 1\nb: ! c\n"), &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(words_are_read_by_the_core_schema),
		TEST(on_as_a_key_stays_on),
		TEST(nodes_know_their_line),
		TEST(an_alias_is_a_copy),
		TEST(several_documents_are_several_roots),
		TEST(nested_aliases_run_out_of_budget),
		TEST(depth_is_bounded_before_libyaml_gets_slow),
		TEST(size_is_bounded),
		TEST(what_is_no_yaml_is_refused_with_its_place),
		TEST(a_tag_of_some_tool_stays_with_its_value),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
