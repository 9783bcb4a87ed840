/* From a file's bytes to the text of a plan: encodings, columns, lines, limits. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "plan/parse.h"
#include "text/utf8.h"

#include <iconv.h>

static struct arena *arena, *scratch;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MODEL_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

/*
 * # Plan
 *
 * - [x] CHECK Fertig DASH geprUEft
 * - [ ] YELLOW LQUOTESpAEterRQUOTE
 */
static const char text[] = "# Plan\n\n- [x] \xe2\x9c\x85 Fertig \xe2\x80\x93 "
			   "gepr\xc3\xbc"
			   "ft\n- [ ] \xf0\x9f\x9f\xa1 \xe2\x80\x9cSp\xc3\xa4ter"
			   "\xe2\x80\x9d\n";

static struct plan parse_with(struct span bytes, const char *encoding)
{
	struct plan_setting setting = { SPAN_LIT("plan"), SPAN_LIT("encoding"),
					span_of(encoding) };
	struct plan_options options = { .settings = &setting, .setting_count = 1 };
	struct plan plan;
	struct err err = { 0 };

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), bytes, &options, arena, scratch,
			     &err));
	return plan;
}

static struct plan parse(struct span bytes)
{
	return parse_with(bytes, "repair");
}

static void assert_read(const struct plan *plan)
{
	assert_span_is(plan->text, text);
	assert_int_equal(plan->items.count, 2);
	assert_int_equal(plan->items.at[0].claim, CLAIM_DONE);
	assert_int_equal(plan->items.at[0].line, 3);
	assert_span_is(plan->items.at[0].plain, "Fertig");
	assert_int_equal(plan->items.at[1].claim, CLAIM_IN_PROGRESS);
	assert_int_equal(plan->items.at[1].line, 4);
}

/* The first finding of that code; the test fails where there is none. */
static struct finding found(const struct plan *plan, const char *code)
{
	for (size_t i = 0; i < plan->findings.count; i++)
		if (strcmp(plan->findings.at[i].rule->code, code) == 0)
			return plan->findings.at[i];
	fail_msg("no %s", code);
	return (struct finding){ 0 };
}

/* What iconv makes of it. */
static struct span converted(const char *to, const char *charset, struct span in)
{
	iconv_t how = iconv_open(to, charset);
	char *out = ARENA_ARRAY(arena, char, in.len * 4 + 8);
	char *from = arena_string(arena, in), *end = out;
	size_t left = in.len, room = in.len * 4 + 8;

	assert_true(how != (iconv_t)-1);
	assert_int_equal(iconv(how, &from, &left, &end, &room), 0);
	iconv_close(how);
	return (struct span){ out, (size_t)(end - out) };
}

static void utf16_is_read_in_both_orders_and_said(void **state)
{
	struct buf buf;
	struct plan plan;
	(void)state;

	for (int big = 0; big < 2; big++) {
		struct span body = converted(big ? "UTF-16BE" : "UTF-16LE", "UTF-8",
					     SPAN_LIT(text));

		buf_init(&buf, 1 << 16);
		buf_add(&buf, span_of(big ? "\xfe\xff" : "\xff\xfe"));
		buf_add(&buf, body);
		plan = parse(arena_copy(arena, buf_span(&buf)));
		buf_release(&buf);
		assert_read(&plan);
		assert_span_is(plan.encoding.charset, big ? "utf-16be" : "utf-16le");
		found(&plan, "P-ENC-UTF16");
		/* Line 3 has 24 characters, line 4 has 16, one of them of two units. */
		assert_int_equal(plan.items.at[0].end_column, 25);
		assert_int_equal(plan.items.at[1].end_column, 18);
	}
}

static void utf16_with_a_nul_is_no_text(void **state)
{
	struct plan plan = parse(SPAN_LIT("\xff\xfe-\0 \0[\0x\0]\0 \0a\0\0\0b\0"));
	(void)state;

	assert_int_equal(plan.items.count, 0);
	assert_true(plan.incomplete);
	found(&plan, "P-BINARY");
}

static void what_is_no_utf8_is_read_as_windows_1252(void **state)
{
	struct plan plan = parse(SPAN_LIT("# Plan\n\n- [x] \x93"
					  "D\xe9j\xe0\x94 \x96 fait\n"));
	struct finding finding = found(&plan, "P-ENC-INVALID");
	(void)state;

	assert_int_equal(plan.items.count, 1);
	assert_int_equal(plan.items.at[0].claim, CLAIM_DONE);
	assert_span_is(plan.items.at[0].plain, "\xe2\x80\x9c"
					       "D\xc3\xa9j\xc3\xa0\xe2\x80\x9d");
	assert_span_is(plan.encoding.charset, "windows-1252");
	assert_int_equal(finding.line, 3);
	assert_int_equal(finding.column, 7);
	assert_non_null(strstr(arena_string(arena, finding.message), "byte 14"));
	/* Each stored byte is one column. */
	assert_int_equal(plan.items.at[0].end_column, 20);
}

static void latin_1_text_saved_up_to_three_times_is_repaired(void **state)
{
	struct span bytes = SPAN_LIT(text);
	(void)state;

	for (unsigned layer = 0; layer < 3; layer++) {
		struct finding finding;
		struct plan plan;

		/* One layer of damage: bytes read as Latin-1 and saved as UTF-8. */
		bytes = converted("UTF-8", "ISO-8859-1", bytes);
		plan = parse(bytes);
		assert_read(&plan);
		assert_span_is(plan.encoding.mojibake, "latin-1");
		finding = found(&plan, "P-ENC-MOJIBAKE");
		assert_int_equal(finding.line, 3);
	}
}

/* python3: text.encode().decode(CHARSET), where undefined bytes become C1 controls */
static void windows_1252_and_macroman_are_told_apart(void **state)
{
	static const struct {
		const char *bytes, *said;
	} cases[] = {
		{ "# Plan\n\n- [x] \xe2\x80\x9a\xc3\xba\xc3\x96 Fertig "
		  "\xe2\x80\x9a\xc3\x84\xc3\xac gepr\xe2\x88\x9a\xc2\xba"
		  "ft\n- [ ] "
		  "\xef\xa3\xbf\xc3\xbc\xc3\xbc\xc2\xb0 "
		  "\xe2\x80\x9a\xc3\x84\xc3\xbaSp\xe2\x88\x9a\xc2\xa7ter\xe2\x80\x9a"
		  "\xc3\x84\xc3\xb9\n",
		  "macroman" },
		{ "# Plan\n\n- [x] \xe2\x80\x9a\xc3\x84\xc3\xb6\xe2\x88\x9a\xe2\x88\xab"
		  "\xe2\x88\x9a\xc3\xb1 Fertig \xe2\x80\x9a\xc3\x84\xc3\xb6\xe2\x88\x9a"
		  "\xc3\x91\xe2\x88\x9a\xc2\xa8 "
		  "gepr\xe2\x80\x9a\xc3\xa0\xc3\xb6\xc2\xac"
		  "\xe2\x88\xab"
		  "ft\n- [ ] \xc3\x94\xc2\xa3\xc3\xb8\xe2\x88\x9a\xc2\xba\xe2"
		  "\x88\x9a\xc2\xba\xc2\xac\xe2\x88\x9e "
		  "\xe2\x80\x9a\xc3\x84\xc3\xb6\xe2"
		  "\x88\x9a\xc3\x91\xe2\x88\x9a\xe2\x88\xabSp\xe2\x80\x9a\xc3\xa0\xc3"
		  "\xb6"
		  "\xc2\xac\xc3\x9fter\xe2\x80\x9a\xc3\x84\xc3\xb6\xe2\x88\x9a\xc3\x91"
		  "\xe2"
		  "\x88\x9a\xcf\x80\n",
		  "macroman" },
	};
	struct utf8_map map = { 0 };
	struct plan plan;
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		plan = parse(span_of(cases[i].bytes));
		assert_read(&plan);
		assert_span_is(plan.encoding.mojibake, cases[i].said);
	}
	plan = parse(utf8_from_1252(arena, SPAN_LIT(text), &map));
	assert_read(&plan);
	assert_span_is(plan.encoding.mojibake, "windows-1252");
	plan = parse(utf8_from_1252(arena, utf8_from_1252(arena, SPAN_LIT(text), &map),
				    &map));
	assert_read(&plan);
	assert_span_is(plan.encoding.mojibake, "windows-1252");
}

static void columns_of_repaired_text_are_those_of_the_file(void **state)
{
	/* As cp1252 damage: the check takes 7 bytes in the file, 3 in the text. */
	struct plan plan = parse(SPAN_LIT(
		"\xef\xbb\xbf| Task \xc3\xa2\xc5\x93\xe2\x80\xa6 | Status |\n|--|--|\n"
		"| Keys \xc3\xa2\xc5\x93\xe2\x80\xa6 | \xc3\xa2\xc5\x93\xe2\x80\xa6 "
		"|\n"));
	(void)state;

	assert_int_equal(plan.items.count, 1);
	assert_int_equal(plan.items.at[0].line, 3);
	/* "| Keys " is 7 bytes, the check 7, " | " 3: the state starts at 18. */
	assert_int_equal(plan.items.at[0].column, 18);
	assert_int_equal(plan.items.at[0].end_column, 18 + 7 + 2);
}

static void damage_in_a_few_places_of_good_text_is_left_alone(void **state)
{
	struct plan plan =
		parse(SPAN_LIT("- [x] caf\xc3\xa9 \xc3\xbc \xc3\xa0 \xc3\xb6\n"
			       "- [x] \xc3\xa2\xc5\x93\xe2\x80\xa6 damaged\n"));
	(void)state;

	assert_int_equal(plan.encoding.mojibake.len, 0);
	found(&plan, "P-ENC-SUSPECT");
	assert_int_equal(found(&plan, "P-ENC-SUSPECT").line, 2);
	assert_int_equal(plan.items.count, 2);
}

static void a_repair_can_be_reported_or_refused_instead(void **state)
{
	struct utf8_map map = { 0 };
	struct span bytes = utf8_from_1252(arena, SPAN_LIT(text), &map);
	struct plan plan = parse_with(bytes, "report");
	(void)state;

	assert_true(span_eq(plan.text, bytes));
	assert_false(plan.incomplete);
	found(&plan, "P-ENC-MOJIBAKE");
	plan = parse_with(bytes, "refuse");
	assert_true(plan.incomplete);
	found(&plan, "P-ENC-MOJIBAKE");
}

static void controls_that_turn_text_are_told_once(void **state)
{
	/* U+061C is two bytes, U+202E three. */
	struct plan plan = parse(SPAN_LIT("- [x] a\n- [ ] b \xd8\x9c c\n"
					  "- [ ] \xe2\x80\xae"
					  "d\n"));
	struct finding finding = found(&plan, "P-BIDI");
	(void)state;

	assert_int_equal(finding.line, 2);
	assert_int_equal(finding.column, 9);
	assert_non_null(strstr(arena_string(arena, finding.message), "U+061C"));
	assert_non_null(strstr(arena_string(arena, finding.message), "2 lines"));
	assert_int_equal(plan.findings.count, 1);
}

static void line_ends_of_several_kinds_are_counted_as_editors_do(void **state)
{
	struct plan plan = parse(SPAN_LIT("a\r\nb\rc\n\n- [x] d\n"));
	(void)state;

	assert_int_equal(plan.items.count, 1);
	assert_int_equal(plan.items.at[0].line, 5);
	found(&plan, "P-EOL-MIXED");
}

static void add_many(struct buf *buf, size_t count, char c)
{
	for (size_t i = 0; i < count; i++)
		buf_addch(buf, c);
}

static void a_line_that_is_too_long_leaves_the_rest_read(void **state)
{
	static const enum claim wanted[] = {
		CLAIM_DONE, CLAIM_UNKNOWN, CLAIM_UNKNOWN, CLAIM_DONE,
		CLAIM_DONE, CLAIM_DONE,    CLAIM_UNKNOWN, CLAIM_OPEN,
	};
	static const unsigned lines[] = { 2, 5, 12 };
	struct buf buf;
	struct plan plan;
	size_t limits = 0;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "- [x] before\n- [x] long ");
	add_many(&buf, LIMIT_PLAN_LINE, 'a');
	buf_adds(&buf, " (PENDING)\n  - Evidence: `a/b.xml`\n- [x] between\n"
		       "  - Evidence: ");
	add_many(&buf, LIMIT_PLAN_LINE, 'b');
	buf_adds(&buf, "\n  - [x] child\n- [x] behind\n\n"
		       "| Task | Status |\n|--|--|\n| c | Done |\n| d | Done | ");
	add_many(&buf, LIMIT_PLAN_LINE, 'd');
	buf_adds(&buf, "\n| e | Open |\n");
	plan = parse(buf_span(&buf));
	assert_true(plan.incomplete);
	assert_int_equal(plan.items.count, 8);
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(plan.items.at[i].claim, wanted[i]);
		assert_int_equal(plan.items.at[i].judged, wanted[i] != CLAIM_UNKNOWN);
	}
	/* The evidence below the long line is nobody else's. */
	assert_int_equal(plan.items.at[0].refs.count, 0);
	for (size_t i = 0; i < plan.findings.count; i++)
		if (strcmp(plan.findings.at[i].rule->code, "P-LIMIT") == 0)
			assert_int_equal(plan.findings.at[i].line, lines[limits++]);
	assert_int_equal(limits, 3);
	buf_release(&buf);
}

/* The first P-LIMIT of a plan; 0 where it has none. */
static unsigned limit_line(const struct plan *plan)
{
	for (size_t i = 0; i < plan->findings.count; i++)
		if (strcmp(plan->findings.at[i].rule->code, "P-LIMIT") == 0)
			return plan->findings.at[i].line;
	return 0;
}

static void a_line_that_is_nested_too_deep_leaves_the_rest_read(void **state)
{
	struct buf buf;
	struct plan plan;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "- [x] before\n\n");
	for (int i = 0; i < 2; i++) {
		add_many(&buf, LIMIT_PLAN_DEPTH + 1, '>');
		buf_adds(&buf, " - [x] deep\n");
	}
	buf_adds(&buf, "\n- [x] behind\n\n| Task | Status |\n|-|-|\n| c | Open |\n");
	plan = parse(buf_span(&buf));
	assert_true(plan.incomplete);
	assert_int_equal(plan.items.count, 3);
	/* What stands between the item and the next one is its own. */
	assert_int_equal(plan.items.at[0].claim, CLAIM_UNKNOWN);
	assert_int_equal(plan.items.at[1].claim, CLAIM_DONE);
	assert_int_equal(plan.items.at[2].claim, CLAIM_OPEN);
	assert_int_equal(limit_line(&plan), 3);
	assert_non_null(strstr(plan.findings.at[0].message.ptr, "lines 3 to 4"));
	buf_release(&buf);
}

static void a_paragraph_that_is_too_long_leaves_the_rest_read(void **state)
{
	struct buf buf;
	struct plan plan;
	size_t boxes = 0;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "- [x] before\n\n## Long\n\n");
	while (buf.len < 3 * LIMIT_PLAN_RUN) {
		buf_adds(&buf, "[x] a bare box with a few words\n");
		boxes++;
	}
	buf_adds(&buf, "\n## Behind\n\n- [ ] behind\n");
	plan = parse(buf_span(&buf));
	assert_true(plan.incomplete);
	/* One line in each sixteen KiB. */
	assert_int_equal(plan.items.count, boxes - 2 + 2);
	assert_int_equal(plan.items.at[0].claim, CLAIM_DONE);
	assert_span_is(plan.items.at[plan.items.count - 1].plain, "behind");
	assert_int_equal(limit_line(&plan), 5 + LIMIT_PLAN_RUN / 31);
	buf_release(&buf);
}

static void a_limit_inside_a_container_is_told(void **state)
{
	struct buf buf;
	struct plan plan;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "=== \"Tab\"\n\n    - [x] before\n\n    ");
	for (int i = 0; i < LIMIT_PLAN_DEPTH; i++)
		buf_adds(&buf, "> ");
	buf_adds(&buf, "> - [x] deep\n\n    - [ ] behind\n");
	plan = parse(buf_span(&buf));
	assert_true(plan.incomplete);
	assert_int_equal(plan.items.count, 2);
	assert_int_equal(limit_line(&plan), 5);
	buf_release(&buf);
}

static void a_line_of_the_limit_itself_is_read(void **state)
{
	struct buf buf;
	struct plan plan;
	(void)state;

	buf_init(&buf, LIMIT_PLAN_BYTES);
	buf_adds(&buf, "- [x] ");
	add_many(&buf, LIMIT_PLAN_LINE - 6, 'a');
	buf_adds(&buf, "\n- [ ] b\n");
	plan = parse(buf_span(&buf));
	assert_false(plan.incomplete);
	assert_int_equal(plan.items.count, 2);
	assert_int_equal(plan.items.at[0].plain.len, LIMIT_PLAN_LINE - 6);
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf16_is_read_in_both_orders_and_said),
		cmocka_unit_test(utf16_with_a_nul_is_no_text),
		cmocka_unit_test(what_is_no_utf8_is_read_as_windows_1252),
		cmocka_unit_test(latin_1_text_saved_up_to_three_times_is_repaired),
		cmocka_unit_test(windows_1252_and_macroman_are_told_apart),
		cmocka_unit_test(columns_of_repaired_text_are_those_of_the_file),
		cmocka_unit_test(damage_in_a_few_places_of_good_text_is_left_alone),
		cmocka_unit_test(a_repair_can_be_reported_or_refused_instead),
		cmocka_unit_test(controls_that_turn_text_are_told_once),
		cmocka_unit_test(line_ends_of_several_kinds_are_counted_as_editors_do),
		cmocka_unit_test(a_line_that_is_too_long_leaves_the_rest_read),
		cmocka_unit_test(a_line_of_the_limit_itself_is_read),
		cmocka_unit_test(a_line_that_is_nested_too_deep_leaves_the_rest_read),
		cmocka_unit_test(a_paragraph_that_is_too_long_leaves_the_rest_read),
		cmocka_unit_test(a_limit_inside_a_container_is_told),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
