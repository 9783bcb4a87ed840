/* The door to yajl: what a strict reader takes, what it refuses, and where. */
#include "unit.h"

#include "base/limits.h"
#include "text/json.h"

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

/* Exactly as large as the text, so that a read past its end is seen. */
static struct span exact(struct span text)
{
	char *copy = test_malloc(text.len + (text.len == 0));

	memcpy(copy, text.ptr ? text.ptr : "", text.len);
	return (struct span){ copy, text.len };
}

static int parse_bytes(struct tree **out, struct span text, bool many, struct err *err)
{
	struct span bytes = exact(text);
	struct span copy = arena_copy(arena, text);
	int rc = many ? json_parse_many(out, SPAN_LIT("r.json"), bytes, arena, err)
		      : json_parse(out, SPAN_LIT("r.json"), bytes, arena, err);

	if (rc == 0) /* the tree borrows what is about to go */
		rc = many ? json_parse_many(out, SPAN_LIT("r.json"), copy, arena, err)
			  : json_parse(out, SPAN_LIT("r.json"), copy, arena, err);
	test_free((void *)(uintptr_t)bytes.ptr);
	return rc;
}

static struct node parse(const char *text)
{
	struct err err = { 0 };
	struct tree *tree;

	assert_ok(parse_bytes(&tree, span_of(text), false, &err));
	return tree_root(tree, 0);
}

static void assert_refused(struct span text, const char *tag, const char *where)
{
	struct err err = { 0 };
	struct tree *tree;
	int rc = parse_bytes(&tree, text, false, &err);

	if (rc == 0)
		fail_msg("%.*s is accepted", SPAN_ARG(text));
	assert_null(tree);
	assert_string_equal(err.tag, tag);
	if (where)
		assert_string_equal(err.where, where);
	assert_true(err.line > 0);
	assert_true(err.fix[0] != '\0');
}

static void every_type_is_told_apart(void **state)
{
	struct node root = parse("{\"n\":null,\"f\":false,\"t\":true,\"i\":-1.5e3,"
				 "\"s\":\"x\",\"a\":[],\"o\":{}}");
	static const enum node_type types[] = { NODE_NULL,   NODE_FALSE,  NODE_TRUE,
						NODE_NUMBER, NODE_STRING, NODE_ARRAY,
						NODE_OBJECT };
	size_t i = 0;

	(void)state;
	assert_int_equal(node_count(root), 7);
	for (struct node n = node_first(root); node_exists(n); n = node_next(n))
		assert_int_equal(node_type(n), types[i++]);
	assert_int_equal(i, 7);
	assert_int_equal(node_type(node_get(root, "x")), NODE_ABSENT);
}

static void a_number_keeps_its_text(void **state)
{
	struct node root =
		parse("[0.10000000000000000001, 12345678901234567890123, -0]");

	(void)state;
	assert_span_is(node_number(node_element(root, 0)), "0.10000000000000000001");
	assert_span_is(node_number(node_element(root, 1)), "12345678901234567890123");
	assert_span_is(node_number(node_element(root, 2)), "-0");
}

static void escapes_are_decoded(void **state)
{
	struct node root =
		parse("{\"a\\u0062\":\"\\ud83d\\ude00\\n\\\"\", \"c\": \"plain\"}");

	(void)state;
	assert_span_is(node_text(node_get(root, "ab")), "\xf0\x9f\x98\x80\n\"");
	assert_span_is(node_text(node_get(root, "c")), "plain");
}

static void a_path_of_keys_reaches_deep_and_absent_is_harmless(void **state)
{
	struct node root = parse("{\"tool\":{\"driver\":{\"name\":\"x\"}}}");

	(void)state;
	assert_span_is(node_text(node_at(root, "tool/driver/name")), "x");
	assert_span_is(node_text(node_at(root, "tool/no/name")), "");
	assert_false(node_exists(node_first(node_at(root, "tool/driver/name"))));
	assert_int_equal(node_count(NODE_NONE), 0);
	assert_false(node_exists(node_first(NODE_NONE)));
	assert_false(node_exists(node_next(NODE_NONE)));
	assert_span_is(node_key(NODE_NONE), "");
}

static void nodes_know_their_line_and_pointer(void **state)
{
	struct node root =
		parse("{\n \"a/b\": [\n  1,\n  {\"c~\": \"\\u0041\"}\n ]\n}");
	struct node list = node_get(root, "a/b");
	struct node deep = node_get(node_element(list, 1), "c~");

	(void)state;
	assert_int_equal(node_line(node_element(list, 0)), 3);
	assert_int_equal(node_line(deep), 4);
	assert_int_equal(node_line(root), 1);
	assert_span_is(node_pointer(deep, arena), "/a~1b/1/c~0");
	assert_span_is(node_pointer(root, arena), "");
}

static void lines_are_right_in_any_order_of_asking(void **state)
{
	char *text = arena_alloc(arena, 400002, 1);
	struct node root, n;
	struct tree *tree;
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 100000; i++)
		memcpy(text + 1 + 4 * i, i == 99999 ? "\n 1 " : "\n 1,", 4);
	text[0] = '[';
	text[400001] = ']';
	assert_ok(json_parse(&tree, SPAN_LIT("r"), (struct span){ text, 400002 }, arena,
			     &err));
	root = tree_root(tree, 0);
	n = node_element(root, 99999);
	assert_int_equal(node_line(n), 100001);
	assert_int_equal(node_line(node_element(root, 0)), 2);
	assert_int_equal(node_line(node_element(root, 70000)), 70002);
	assert_int_equal(node_pos(node_element(root, 69999)).column, 2);
	assert_int_equal(node_line(node_element(root, 5)), 7);
}

static void the_same_key_twice_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("{\n\"critical\": 2,\n\"critical\": 0}"),
		       "json-duplicate-key", "r.json:3:2");
	assert_refused(SPAN_LIT("{\"a\":1,\"\\u0061\":2}"), "json-duplicate-key", NULL);
	assert_refused(SPAN_LIT("[{\"x\":{\"a\":1,\"b\":{\"a\":1},\"a\":2}}]"),
		       "json-duplicate-key", NULL);
}

/* {"k0":0,"k1":0,...}; the last key is `last`. */
static struct span many_keys(unsigned count, const char *last)
{
	char *text = arena_alloc(arena, (size_t)count * 16 + 64, 1);
	size_t len = 0;

	text[len++] = '{';
	for (unsigned i = 0; i < count; i++)
		len += (size_t)snprintf(text + len, 16, "\"k%u\":0,", i);
	len += (size_t)snprintf(text + len, 32, "\"%s\":1}", last);
	return (struct span){ text, len };
}

static void a_key_that_repeats_is_found_among_100000(void **state)
{
	struct err err = { 0 };
	struct tree *tree;

	(void)state;
	assert_ok(parse_bytes(&tree, many_keys(100000, "other"), false, &err));
	assert_int_equal(node_count(tree_root(tree, 0)), 100001);
	assert_refused(many_keys(100000, "k77"), "json-duplicate-key", NULL);
}

static void a_text_cut_anywhere_is_truncated(void **state)
{
	static const char text[] =
		"{\"a\": [1.5, \"x\\u0041\", true, {\"b\": null}], \"c\": -2}";

	(void)state;
	for (size_t len = 1; len + 1 < sizeof(text); len++)
		assert_refused((struct span){ text, len }, "truncated", NULL);
	assert_refused(SPAN_LIT("[\n[1,"), "truncated", "r.json:2:4");
}

/* What RFC 8259 refuses; yajl alone lets some of it pass. */
static void what_is_no_json_is_refused(void **state)
{
	static const char *const bad[] = {
		"[1,]",
		"{\"a\":1,}",
		"{a:1}",
		"{'a':1}",
		"[1 2]",
		"[NaN]",
		"[Infinity]",
		"[-Infinity]",
		"[01]",
		"[1.]",
		"[.5]",
		"[+1]",
		"[0x10]",
		"[1e]",
		"[\"\t\"]",
		"[\"\\x41\"]",
		"[\"\\u12g4\"]",
		"[tru]",
		"[True]",
		"// c\n[]",
		"/* c */ []",
		"[]/**/",
		"{\"a\" 1}",
		"{\"a\":1:2}",
		"[,1]",
		"]",
		"}",
		"[}",
		"{]",
		"{1:2}",
		"{\"a\"}",
		"[\"a\",\n,]",
		"[-]",
		"[1e+]",
		"[--1]",
		"[1,,2]",
		"[\"a\" \"b\"]",
		"[2.e3]",
		"[0e+-1]",
		"[1eE2]",
		"{\"a\":,}",
		"{,}",
		"[-01]",
		"[1+2]",
		"[\f]",
		"[\v1]",
		"[\"\\\"]x",
		"\\u0020[]",
		"[1\n,\n1\n,1,]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = { 0 };
		struct tree *tree;

		if (parse_bytes(&tree, span_of(bad[i]), false, &err) == 0)
			fail_msg("%s is accepted", bad[i]);
		assert_true(err.tag[0] != '\0');
		assert_true(err.line > 0);
	}
}

static void a_nul_is_refused(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("[1\0]"), "json-syntax", NULL);
	assert_refused(SPAN_LIT("123\0"), "json-trailing", NULL);
	assert_refused(SPAN_LIT("[\"a\0b\"]"), "json-syntax", NULL);
	assert_refused(SPAN_LIT("[]\0"), "json-trailing", NULL);
}

static void bytes_that_are_no_utf8_are_refused_with_their_place(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("[\"a\xff\"]"), "json-utf8", "r.json:1:4");
	assert_refused(SPAN_LIT("[\"\xc0\xaf\"]"), "json-utf8", NULL); /* overlong */
	assert_refused(SPAN_LIT("[\"\xed\xa0\x80\"]"), "json-utf8",
		       NULL); /* surrogate */
	assert_refused(SPAN_LIT("[\"\xf4\x90\x80\x80\"]"), "json-utf8", NULL);
}

static void something_behind_the_value_is_refused(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("{}\n{}"), "json-trailing", "r.json:2:1");
	assert_refused(SPAN_LIT("[] x"), "json-trailing", "r.json:1:4");
	assert_refused(SPAN_LIT("[]]"), "json-trailing", "r.json:1:3");
}

static void several_values_are_several_roots(void **state)
{
	struct err err = { 0 };
	struct tree *tree;

	(void)state;
	assert_ok(parse_bytes(&tree, SPAN_LIT("{\"a\":1}\n{\"a\":2}\n\n{\n\"a\":3}"),
			      true, &err));
	assert_int_equal(tree->roots.count, 3);
	assert_span_is(node_number(node_get(tree_root(tree, 2), "a")), "3");
	assert_span_is(node_pointer(node_get(tree_root(tree, 1), "a"), arena), "/a");
	assert_false(node_exists(tree_root(tree, 3)));
}

/* The first four bytes, the last four and the length are the same. */
static void keys_that_look_alike_are_told_apart(void **state)
{
	(void)state;
	parse("{\"abcd-one-wxyz\":1,\"abcd-two-wxyz\":2,\"\":3,\"a\":4,\"\\u0000\":5}");
	assert_refused(SPAN_LIT("{\"abcd-one-wxyz\":1,\"b\":2,\n\"abcd-one-wxyz\":3}"),
		       "json-duplicate-key", "r.json:2:2");
	assert_refused(SPAN_LIT("{\"\":1,\"\":2}"), "json-duplicate-key", NULL);
	/* The sixteenth key and the seventeenth. */
	assert_refused(
		SPAN_LIT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,"
			 "\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,"
			 "\"o\":1,\"o\":1}"),
		"json-duplicate-key", NULL);
	assert_refused(
		SPAN_LIT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,"
			 "\"h\":1,\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,"
			 "\"o\":1,\"p\":1,\"a\":1}"),
		"json-duplicate-key", NULL);
}

static void blanks_that_are_none_are_refused_where_they_stand(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("\f[1]"), "json-syntax", "r.json:1:1");
	assert_refused(SPAN_LIT("[1,\n\v2]"), "json-syntax", "r.json:2:1");
	assert_refused(SPAN_LIT("{\"a\"\f:1}"), "json-syntax", "r.json:1:5");
	assert_refused(SPAN_LIT("{\"a\":\f\"b\"}"), "json-syntax", "r.json:1:6");
	assert_refused(SPAN_LIT("[\"\\n\"\f]"), "json-syntax", "r.json:1:6");
	assert_refused(SPAN_LIT("[1] \n\f"), "json-syntax", "r.json:2:1");
}

static void places_are_right_behind_every_kind_of_token(void **state)
{
	struct node root =
		parse("[ \"a\\n\" ,\n null,true ,\n{ \"k\\t\" : [ ] },\n-1.5e3,\"z\"]");
	static const unsigned lines[] = { 1, 2, 2, 3, 4, 4 };
	static const unsigned columns[] = { 3, 2, 7, 1, 1, 9 };
	unsigned i = 0;

	(void)state;
	for (struct node n = node_first(root); node_exists(n); n = node_next(n), i++) {
		assert_int_equal(node_pos(n).line, lines[i]);
		assert_int_equal(node_pos(n).column, columns[i]);
	}
	assert_int_equal(i, 6);
}

static void several_members_come_in_one_walk(void **state)
{
	static const struct span keys[] = { SPAN_INIT("b"), SPAN_INIT("none"),
					    SPAN_INIT("a") };
	struct node out[3];

	(void)state;
	node_members(parse("{\"a\":1,\"x\":{\"b\":9},\"b\":[2]}"), keys, out, 3);

	assert_true(node_is(out[0], NODE_ARRAY));
	assert_false(node_exists(out[1]));
	assert_span_is(node_number(out[2]), "1");
	node_members(parse("[1]"), keys, out, 3);
	assert_false(node_exists(out[0]) || node_exists(out[1]) || node_exists(out[2]));
}

static void nothing_is_empty(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT(""), "empty", NULL);
	assert_refused(SPAN_LIT(" \n\t "), "empty", NULL);
	assert_refused(SPAN_LIT("\xef\xbb\xbf"), "empty", NULL);
}

static void a_byte_order_mark_is_stepped_over(void **state)
{
	(void)state;
	assert_true(node_is(parse("\xef\xbb\xbf[1]"), NODE_ARRAY));
}

static void depth_is_bounded(void **state)
{
	char text[400];

	(void)state;
	memset(text, '[', 128);
	memset(text + 128, ']', 128);
	text[256] = '\0';
	assert_true(node_is(parse(text), NODE_ARRAY));
	memset(text, '[', 129);
	memset(text + 129, ']', 129);
	assert_refused((struct span){ text, 258 }, "too-deep", "r.json:1:129");
	memset(text, '[', sizeof(text));
	assert_refused((struct span){ text, sizeof(text) }, "too-deep", NULL);
}

static void a_number_without_end_is_refused(void **state)
{
	char text[200] = "[";

	(void)state;
	memset(text + 1, '7', 64);
	text[65] = ']';
	assert_true(node_is(parse(text), NODE_ARRAY));
	memset(text + 1, '7', 65);
	text[66] = ']';
	assert_refused(span_of(text), "too-big", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(every_type_is_told_apart),
		TEST(a_number_keeps_its_text),
		TEST(escapes_are_decoded),
		TEST(a_path_of_keys_reaches_deep_and_absent_is_harmless),
		TEST(nodes_know_their_line_and_pointer),
		TEST(lines_are_right_in_any_order_of_asking),
		TEST(the_same_key_twice_is_refused_with_its_place),
		TEST(a_key_that_repeats_is_found_among_100000),
		TEST(a_text_cut_anywhere_is_truncated),
		TEST(what_is_no_json_is_refused),
		TEST(a_nul_is_refused),
		TEST(bytes_that_are_no_utf8_are_refused_with_their_place),
		TEST(something_behind_the_value_is_refused),
		TEST(several_values_are_several_roots),
		TEST(keys_that_look_alike_are_told_apart),
		TEST(blanks_that_are_none_are_refused_where_they_stand),
		TEST(places_are_right_behind_every_kind_of_token),
		TEST(several_members_come_in_one_walk),
		TEST(nothing_is_empty),
		TEST(a_byte_order_mark_is_stepped_over),
		TEST(depth_is_bounded),
		TEST(a_number_without_end_is_refused),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
