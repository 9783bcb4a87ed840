/*
 * Every finding of plans.md section 19 that the reader raises: where it points, and
 * that its message quotes the words.  Those of an audit: test_match.c, verdicts.bats.
 */
#include "unit.h"

#include "base/limits.h"
#include "plan/parse.h"

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

static const struct {
	const char *code;
	unsigned line;
	const char *quotes; /* stands in the message */
	const char *markdown;
} examples[] = {
	{ "P-BOX-FORM", 1, "[]", "- [] No space\n" },
	{ "P-BOX-FORM", 2, "[ x]", "- [ ] a\n- [ x] b\n" },
	{ "P-BOX-FORM", 1, "without text", "- [ ]\n" },
	{ "P-BOX-MARK", 2, "\"*\"", "- [ ] a\n- [*] b\n" },
	{ "P-IN-CODE", 1, "3 boxes", "```\n- [ ] a\n- [ ] b\n- [x] c\n```\n" },
	{ "P-DUP", 2, "\"Rotate keys\"", "- [ ] Rotate keys\n- [ ] Rotate keys\n" },
	{ "P-ID-DUP", 2, "\"keys\"", "- [ ] a one {#keys}\n- [ ] b two {#keys}\n" },
	{ "P-ID-BAD", 1, "\"Not/good\"", "- [ ] a one {#Not/good}\n" },
	{ "P-ATTR", 1, "\"colour\"", "- [ ] a one {#x colour=red}\n" },
	{ "P-ATTR", 1, "\"urgent\"", "- [ ] a one {#x level=urgent}\n" },
	{ "P-ANNOT", 2, "\"junti\"",
	  "- [x] a one\n  - Evidence: `junti:reports/x.xml`\n" },
	{ "P-BLANK", 1, "Cost", "- [ ] Cost: $_____ per month\n" },
	{ "P-TEMPLATE", 1, "template", "# Release template\n\n- [ ] a\n" },
	{ "P-QUALIFIED", 1, "after local tests",
	  "**Status:** READY (after local tests confirm)\n" },
	{ "P-SIGN-BLANK", 1, "the name", "- [x] Tech lead: ______ Date: ____\n" },
	{ "P-SIGN-NOBOX", 1, "\"R. Silva", "Approved-by: R. Silva <rs@e.org>\n" },
	{ "P-SIGN-CHOICE", 1, "2 options", "- [x] **DECISION: [x] GO  [x] DEFER**\n" },
	{ "P-SIGN-DATE", 1, "\"03/05/2026\"",
	  "- [x] Ops: Lee Park Date: 03/05/2026\n" },
	{ "P-ANCHOR", 1, "\"#gone\"", "See [there](#gone).\n\n- [ ] a\n" },
	{ "P-NUM-AMBIG", 1, "1.600", "- [ ] Rows >= 1.600\n" },
	{ "P-UNIT", 1, "512", "- [x] Heap at most 500 MB, measured ~ 512 MB\n" },
	{ "P-THR-SYMBOLIC", 1, "< slo", "- [ ] Latency < SLO\n" },
	{ "P-TALLY-UNSCOPED", 1, "12 items",
	  "## Pre-checks (12 items)\n\n- [ ] a\n- [ ] b\n" },
	{ "P-BIDI", 1, "U+202E", "- [ ] a \xe2\x80\xae b\n" },
	{ "P-EOL-MIXED", 1, "CRLF", "a\r\n- [ ] b\n" },
	{ "P-ENC-SUSPECT", 2, "look as if",
	  "- [x] caf\xc3\xa9 \xc3\xbc \xc3\xa0\n- [x] \xc3\xa2\xc5\x93\xe2\x80\xa6 "
	  "b\n" },
	{ "P-ENC-MOJIBAKE", 1, "windows-1252",
	  "- [x] \xc3\xa2\xc5\x93\xe2\x80\xa6 b\n" },
	{ "P-ENC-INVALID", 1, "\\xe9", "- [x] caf\xe9\n" },
	{ "C18", 5, "blocker", "Status: GO\n\n## Blockers\n\n- [x] Data loss seen\n" },
};

static void every_finding_points_at_its_line_and_quotes_the_words(void **state)
{
	size_t bad = 0;
	(void)state;

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		struct plan plan;
		struct err err = { 0 };
		bool found = false;

		assert_ok(plan_parse(&plan, SPAN_LIT("a.md"),
				     span_of(examples[i].markdown), NULL, arena,
				     scratch, &err));
		for (size_t f = 0; f < plan.findings.count && !found; f++) {
			const struct finding *finding = &plan.findings.at[f];

			found = strcmp(finding->rule->code, examples[i].code) == 0 &&
				finding->line == examples[i].line &&
				span_find(finding->message,
					  span_of(examples[i].quotes)) >= 0;
		}
		if (found)
			continue;
		bad++;
		print_error("%s in %s", examples[i].code, examples[i].markdown);
		for (size_t f = 0; f < plan.findings.count; f++)
			print_error("   %u %s %.*s\n", plan.findings.at[f].line,
				    plan.findings.at[f].rule->code,
				    SPAN_ARG(plan.findings.at[f].message));
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_finding_points_at_its_line_and_quotes_the_words),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
