/* The closed vocabularies of the model: complete, without doubles, fit for ids. */
#include "unit.h"

#include "model/artifact.h"
#include "model/fact.h"
#include "model/finding.h"
#include "model/plan.h"
#include "model/verdict.h"

#include <stdlib.h>

/* clang-format off: one table a line */
static const struct {
	const char *name;
	const char *const *words;
	size_t count;
	bool free; /* sentences, labels: any character, doubles allowed */
} tables[] = {
	{ "verdict_word", verdict_word, VERDICTS, false },
	{ "verdict_label", verdict_label, VERDICTS, true },
	{ "freshness_word", freshness_word, FRESHNESSES, false },
	{ "strength_code", strength_code, STRENGTHS, false },
	{ "strength_word", strength_word, STRENGTHS, false },
	{ "outcome_word", outcome_word, OUTCOMES, false },
	{ "basis_word", basis_word, BASES, false },
	{ "claim_class_word", claim_class_word, CLASSES, false },
	{ "reason_word", reason_word, REASONS, true },
	{ "reason_sentence", reason_sentence, REASONS, true },
	{ "result_word", result_word, RESULTS, false },
	{ "result_answer", result_answer, RESULTS, true },
	{ "artifact_origin_word", artifact_origin_word, ORIGINS, false },
	{ "artifact_status_word", artifact_status_word, ARTIFACT_STATUSES, false },
	{ "family_word", family_word, FAMILIES, false },
	{ "test_outcome_word", test_outcome_word, TEST_OUTCOMES, false },
	{ "severity_word", severity_word, SEVERITIES, false },
	{ "coverage_scope_word", coverage_scope_word, COVERAGE_SCOPES, false },
	{ "coverage_metric_word", coverage_metric_word, COVERAGE_METRICS, false },
	{ "control_result_word", control_result_word, CONTROL_RESULTS, false },
	{ "vex_status_word", vex_status_word, VEX_STATUSES, false },
	{ "envelope_word", envelope_word, ENVELOPES, false },
	{ "direction_word", direction_word, DIRECTIONS, false },
	{ "value_type_word", value_type_word, VALUE_TYPES, false },
	{ "finding_level_word", finding_level_word, FINDING_LEVELS, false },
	{ "item_kind_word", item_kind_word, ITEM_KINDS, false },
	{ "claim_word", claim_word, CLAIMS, false },
	{ "claim_from_word", claim_from_word, CLAIM_FROMS, false },
	{ "item_level_word", item_level_word, LEVELS, false },
	{ "ref_kind_word", ref_kind_word, REF_KINDS, false },
	{ "ref_role_word", ref_role_word, REF_ROLES, false },
	{ "ref_how_word", ref_how_word, HOWS, false },
	{ "threshold_op_word", threshold_op_word, OPS, false },
	{ "threshold_role_word", threshold_role_word, THRESHOLD_ROLES, false },
	{ "decision_word", decision_word, DECISIONS, false },
	{ "clock_quality_word", clock_quality_word, CLOCK_ZONED + 1, false },
};
/* clang-format on */

#define TABLES (sizeof(tables) / sizeof(tables[0]))

static void no_word_is_missing(void **state)
{
	(void)state;
	for (size_t t = 0; t < TABLES; t++)
		for (size_t i = 0; i < tables[t].count; i++)
			if (!tables[t].words[i] ||
			    (i > 0 && tables[t].words[i][0] == '\0'))
				fail_msg("%s[%zu] has no word", tables[t].name, i);
}

static void no_word_stands_for_two_things(void **state)
{
	(void)state;
	for (size_t t = 0; t < TABLES; t++)
		for (size_t i = 0; !tables[t].free && i < tables[t].count; i++)
			for (size_t j = 0; j < i; j++)
				if (strcmp(tables[t].words[i], tables[t].words[j]) == 0)
					fail_msg("%s: \"%s\" twice", tables[t].name,
						 tables[t].words[i]);
}

static void words_are_fit_for_databases_and_style_sheets(void **state)
{
	static const char fit[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "0123456789-_";

	(void)state;
	for (size_t t = 0; t < TABLES; t++)
		for (size_t i = 0; !tables[t].free && i < tables[t].count; i++)
			if (strspn(tables[t].words[i], fit) !=
			    strlen(tables[t].words[i]))
				fail_msg("%s: \"%s\"", tables[t].name,
					 tables[t].words[i]);
}

/* Only the words that verdicts.md itself uses twice. */
static void reasons_share_a_word_only_where_the_claim_tells_them_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < REASONS; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(reason_word[i], reason_word[j]) == 0 &&
			    !(j == REASON_UNREADABLE &&
			      i == REASON_UNREADABLE_EVIDENCE))
				fail_msg("\"%s\" twice", reason_word[i]);
}

static void sentences_are_sentences(void **state)
{
	(void)state;
	for (size_t i = 1; i < REASONS; i++) {
		struct span sentence = span_of(reason_sentence[i]);

		if (!span_ends(sentence, ".") || sentence.ptr[0] < 'A' ||
		    sentence.ptr[0] > 'Z')
			fail_msg("%s: %s", reason_word[i], sentence.ptr);
	}
	for (size_t i = 0; i < RESULTS; i++)
		assert_true(span_ends(span_of(result_answer[i]), "."));
}

static void a_verdict_is_found_by_its_word_alone(void **state)
{
	enum verdict verdict = VERDICT_OPEN;

	(void)state;
	for (unsigned i = 0; i < VERDICTS; i++) {
		assert_true(verdict_of_word(span_of(verdict_word[i]), &verdict));
		assert_int_equal(verdict, i);
	}
	verdict = VERDICT_OPEN;
	assert_false(verdict_of_word(SPAN_LIT("Verified"), &verdict));
	assert_false(verdict_of_word(SPAN_LIT(""), &verdict));
	assert_false(verdict_of_word(SPAN_LIT("verified "), &verdict));
	assert_int_equal(verdict, VERDICT_OPEN);
}

static void trouble_lists_every_verdict_once_the_worst_rank_first(void **state)
{
	bool listed[VERDICTS] = { false };

	(void)state;
	for (size_t i = 0; i < VERDICTS; i++) {
		assert_false(listed[verdict_by_trouble[i]]);
		listed[verdict_by_trouble[i]] = true;
	}
	assert_int_equal(verdict_by_trouble[0], VERDICT_CONTRADICTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_word_is_missing),
		cmocka_unit_test(no_word_stands_for_two_things),
		cmocka_unit_test(words_are_fit_for_databases_and_style_sheets),
		cmocka_unit_test(
			reasons_share_a_word_only_where_the_claim_tells_them_apart),
		cmocka_unit_test(sentences_are_sentences),
		cmocka_unit_test(a_verdict_is_found_by_its_word_alone),
		cmocka_unit_test(trouble_lists_every_verdict_once_the_worst_rank_first),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
