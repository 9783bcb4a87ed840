/* The catalogue of findings. */
#include "unit.h"

#include "model/finding.h"

static void rules_are_sorted_and_unique(void **state)
{
	(void)state;
	for (size_t i = 1; i < finding_rule_count; i++)
		if (span_cmp(span_of(finding_rules[i - 1].code),
			     span_of(finding_rules[i].code)) >= 0)
			fail_msg("%s stands before %s", finding_rules[i - 1].code,
				 finding_rules[i].code);
}

static void every_rule_is_found_by_its_code_and_nothing_else_is(void **state)
{
	static const char *const unknown[] = { "",   "C",   "C0", "C22",
					       "c1", "zzz", "P-", "~" };

	(void)state;
	for (size_t i = 0; i < finding_rule_count; i++)
		assert_ptr_equal(finding_rule_of(span_of(finding_rules[i].code)),
				 &finding_rules[i]);
	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
		assert_null(finding_rule_of(span_of(unknown[i])));
}

static void every_rule_says_what_it_is_and_what_to_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < finding_rule_count; i++) {
		const struct finding_rule *rule = &finding_rules[i];
		struct span title = span_of(rule->title), fix = span_of(rule->fix);

		assert_true(rule->level < FINDING_LEVELS);
		assert_true(title.len > 8 && fix.len > 5);
		/* One line each, no full stop: err.h's manner. */
		assert_int_equal(span_index(title, '\n'), -1);
		assert_false(span_ends(title, ".") || span_ends(fix, "."));
		/* What is certain is a contradiction, and those are errors. */
		if (rule->certain && rule->level != FINDING_ERROR)
			fail_msg("%s is certain and no error", rule->code);
	}
}

/* The list of plans.md section 19, copied by hand; and C3b, C4q, C6b of section 16,
 * P-SECRET of security.md. */
static const char listed[] =
	"P-BINARY P-ENC-UTF16 P-ENC-INVALID P-ENC-MOJIBAKE P-ENC-SUSPECT P-BIDI "
	"P-EOL-MIXED "
	"P-BOX-FORM P-BOX-MARK P-IN-CODE P-DUP P-ID-DUP P-ID-BAD P-ATTR P-ANNOT "
	"P-BLANK P-TEMPLATE P-QUALIFIED "
	"P-SIGN-BLANK P-SIGN-NOBOX P-SIGN-CHOICE P-SIGN-DATE "
	"P-REF-MOVED P-REF-CASE P-REF-AMBIG P-REF-MISSING P-REF-IGNORED P-REF-REMOVED "
	"P-REF-EXTERNAL P-ANCHOR "
	"P-NUM-AMBIG P-UNIT P-THR-SYMBOLIC P-TALLY-UNSCOPED P-META-STALE "
	"C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 C17 C18 C19 C20 "
	"C3b C4q C6b P-LIMIT P-SECRET";

static bool is_listed(struct span code)
{
	struct span rest = SPAN_LIT(listed), word;

	while (span_split(&rest, ' ', &word))
		if (span_eq(word, code))
			return true;
	return false;
}

static void the_catalogue_has_the_codes_of_the_page_and_no_others(void **state)
{
	struct span rest = SPAN_LIT(listed), code;

	(void)state;
	while (span_split(&rest, ' ', &code))
		if (!finding_rule_of(code))
			fail_msg("%.*s is not in the catalogue", SPAN_ARG(code));
	for (size_t i = 0; i < finding_rule_count; i++) {
		code = span_of(finding_rules[i].code);
		if ((span_starts(code, "P-") ||
		     (code.ptr[0] == 'C' && code.ptr[1] >= '0' &&
		      code.ptr[1] <= '9')) &&
		    !is_listed(code))
			fail_msg("%s is not on the page", finding_rules[i].code);
	}
}

static void codes_can_stand_in_an_address(void **state)
{
	(void)state;
	for (size_t i = 0; i < finding_rule_count; i++)
		for (const char *c = finding_rules[i].code; *c; c++)
			if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx"
				    "yz"
				    "0123456789-",
				    *c))
				fail_msg("%s", finding_rules[i].code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_are_sorted_and_unique),
		cmocka_unit_test(every_rule_is_found_by_its_code_and_nothing_else_is),
		cmocka_unit_test(every_rule_says_what_it_is_and_what_to_do),
		cmocka_unit_test(the_catalogue_has_the_codes_of_the_page_and_no_others),
		cmocka_unit_test(codes_can_stand_in_an_address),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
