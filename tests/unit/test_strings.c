/* The built-in table of words: it has every word of the model that a page says. */
#include "unit.h"

#include "model/fact.h"
#include "model/verdict.h"
#include "site/page.h"

static struct site site;
static struct site_options options;
static struct err err;

static int load(void **state)
{
	(void)state;
	site.arena = site.scratch = arena_new(1 << 26);
	site.options = &options;
	return site_load_phrases(&site, &err);
}

static int unload(void **state)
{
	(void)state;
	arena_free(site.arena);
	return 0;
}

static void all_said(const char *section, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (words[i][0] != '\0' && say_word(&site, section, words[i]).len == 0)
			fail_msg("[%s] has no \"%s\"", section, words[i]);
}

static void every_word_of_the_model_is_in_its_section(void **state)
{
	(void)state;
	all_said("verdict", verdict_word, VERDICTS);
	all_said("in-sentence", verdict_word, VERDICTS);
	all_said("meaning", verdict_word, VERDICTS);
	all_said("answer", result_word, RESULTS);
	all_said("answer-short", result_word, RESULTS);
	all_said("freshness", freshness_word + 1, FRESHNESSES - 1);
	all_said("freshness-says", freshness_word + 1, FRESHNESSES - 1);
	all_said("strength", strength_word, STRENGTHS);
	all_said("basis", basis_word, BASES);
	all_said("outcome", outcome_word, OUTCOMES);
	all_said("needs", claim_class_word, CLASSES);
	all_said("claim", claim_word, CLAIMS);
	all_said("spoken", claim_word, CLAIMS);
	all_said("test", test_outcome_word, TEST_OUTCOMES);
	all_said("test-shown", test_outcome_word, TEST_OUTCOMES);
	all_said("severity", severity_word, SEVERITIES);
	all_said("severity-shown", severity_word, SEVERITIES);
	all_said("severity-count", severity_word, SEVERITIES);
	all_said("control-shown", control_result_word, CONTROL_RESULTS);
	all_said("control-count", control_result_word, CONTROL_RESULTS);
	all_said("vex-count", vex_status_word, VEX_STATUSES);
	all_said("coverage", coverage_metric_word, COVERAGE_METRICS);
	all_said("metric", coverage_metric_word, COVERAGE_METRICS);
	all_said("scope", coverage_scope_word, COVERAGE_SCOPES);
	all_said("level", finding_level_word, FINDING_LEVELS);
	for (unsigned r = REASON_NONE + 1; r < REASONS; r++)
		if (say_reason(&site, (enum reason)r).len == 0)
			fail_msg("[reason] has no \"%s\"", reason_word[r]);
	for (unsigned s = ARTIFACT_EMPTY; s < ARTIFACT_STATUSES; s++)
		if (s != ARTIFACT_PARTIAL &&
		    say_word(&site, "status", artifact_status_word[s]).len == 0)
			fail_msg("[status] has no \"%s\"", artifact_status_word[s]);
}

/* A page says what the terminal and the exports say. */
static void pages_say_what_the_terminal_says(void **state)
{
	(void)state;
	for (unsigned v = 0; v < VERDICTS; v++)
		assert_span_is(say_word(&site, "verdict", verdict_word[v]),
			       verdict_label[v]);
	for (unsigned r = 0; r < RESULTS; r++)
		assert_span_is(say_word(&site, "answer", result_word[r]),
			       result_answer[r]);
	for (unsigned r = REASON_NONE + 1; r < REASONS; r++)
		assert_span_is(say_reason(&site, (enum reason)r), reason_sentence[r]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_of_the_model_is_in_its_section),
		cmocka_unit_test(pages_say_what_the_terminal_says),
	};

	return cmocka_run_group_tests_name("strings", tests, load, unload);
}
