/* Contradictions that are likeness: what is told, and what is left alone. */
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

/* How many findings of that code the text has; *line is that of the last one. */
static size_t told(const char *markdown, const char *code, unsigned *line)
{
	struct plan plan;
	struct err err = { 0 };
	size_t count = 0;

	assert_ok(plan_parse(&plan, SPAN_LIT("a.md"), span_of(markdown), NULL, arena,
			     scratch, &err));
	*line = 0;
	for (size_t i = 0; i < plan.findings.count; i++) {
		if (strcmp(plan.findings.at[i].rule->code, code) != 0)
			continue;
		count++;
		*line = plan.findings.at[i].line;
	}
	return count;
}

#define ASSERT_TOLD(markdown, code, at)                                                \
	do {                                                                           \
		unsigned line_;                                                        \
		assert_int_equal(told((markdown), (code), &line_), 1);                 \
		assert_int_equal(line_, (at));                                         \
	} while (0)
#define ASSERT_UNTOLD(markdown, code)                                                  \
	do {                                                                           \
		unsigned line_;                                                        \
		assert_int_equal(told((markdown), (code), &line_), 0);                 \
	} while (0)

static void similar_things_in_two_states_are_told(void **state)
{
	(void)state;
	ASSERT_TOLD("## A\n\n- [x] Backup restore drill completed\n\n"
		    "## B\n\n- [ ] Backup restore drill documented nightly\n",
		    "C2", 3);
}

static void other_numbers_ids_or_objects_are_other_things(void **state)
{
	(void)state;
	ASSERT_UNTOLD("## A\n\n- [x] Migrate cluster database shard 1\n\n"
		      "## B\n\n- [ ] Migrate cluster database shard 2\n",
		      "C2");
	ASSERT_UNTOLD("## A\n\n- [x] SEC-01 Rotate signing keys quarterly\n\n"
		      "## B\n\n- [ ] SEC-02 Rotate signing keys quarterly\n",
		      "C2");
	ASSERT_UNTOLD("## A\n\n- [x] Test Engineer - API\n\n## B\n\n"
		      "- [ ] Test Engineer - UI\n",
		      "C2");
	ASSERT_UNTOLD("## A\n\n- [x] Rollback tested\n\n## B\n\n"
		      "- [ ] Rollback drill documented\n",
		      "C2");
}

static void a_phase_done_before_the_one_in_front_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("# P\n\n- [ ] Phase 1: build\n- [x] Phase 2: deploy\n", "C12", 4);
	ASSERT_UNTOLD("# P\n\n- [x] Phase 1: build\n- [ ] Phase 2: deploy\n", "C12");
	ASSERT_UNTOLD("## Api\n\n- [ ] Phase 1: build\n\n## Web\n\n"
		      "- [x] Phase 2: deploy\n",
		      "C12");
}

static void one_metric_with_two_targets_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("- [ ] p95 latency < 180 ms\n- [ ] p95 latency < 200 ms\n", "C13",
		    2);
	ASSERT_UNTOLD("- [ ] p95 latency < 180 ms\n- [ ] p99 latency < 200 ms\n",
		      "C13");
	ASSERT_UNTOLD("- [ ] p95 latency < 180 ms\n- [ ] p95 latency < 180 ms again\n",
		      "C13");
}

static void evidence_that_is_still_to_come_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("- [ ] `docs/load.md`\n- [x] Load tested\n"
		    "  - Evidence: `docs/load.md`\n",
		    "C15", 2);
	ASSERT_UNTOLD("- [x] `docs/load.md`\n- [x] Load tested\n"
		      "  - Evidence: `docs/load.md`\n",
		      "C15");
}

static void a_count_in_words_that_is_wrong_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("## Three guides\n\n- [x] a one\n- [x] b two\n", "C16", 1);
	ASSERT_TOLD("## Deliverables: 3 guides\n\n- [x] a one\n- [x] b two\n", "C16",
		    1);
	ASSERT_UNTOLD("## Two guides\n\n- [x] a one\n- [x] b two\n", "C16");
	/* The heading's own number. */
	ASSERT_UNTOLD("## 3 Guides\n\n- [x] a one\n- [x] b two\n", "C16");
}

static void a_count_that_its_own_list_denies_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("- [x] All gates pass (4/4)\n  - [x] a\n  - [x] b\n  - [x] c\n",
		    "C16", 1);
	ASSERT_TOLD("- [x] 5 tests cover the queue\n  - push\n  - pop\n  - peek\n"
		    "  - drain\n",
		    "C16", 1);
	ASSERT_TOLD("- [x] Gates: 3 of 3\n  - [x] a\n  - [ ] b\n  - [x] c\n", "C16", 1);
	ASSERT_TOLD("- [x] Die drei Dienste laufen:\n  - eins\n  - zwei\n", "C16", 1);
	ASSERT_TOLD("- \xe2\x9c\x85 4/4 checks\n  - a\n  - b\n  - c\n", "C16", 1);
	ASSERT_TOLD("## Gates (4/4 \xe2\x9c\x85)\n\n- [x] a\n- [x] b\n- [x] c\n", "C16",
		    1);
	ASSERT_TOLD("## Gates: 3/4\n\n- [x] a\n- [x] b\n- [ ] c\n- [ ] d\n", "C8", 1);
}

static void a_count_of_other_things_is_not_told(void **state)
{
	static const char *const plans[] = {
		"- [x] All gates pass (3/3)\n  - [x] a\n  - [x] b\n  - [x] c\n",
		/* One of two numbers fits. */
		"- [x] 5 tests in 3 files\n  - a.c\n  - b.c\n  - c.c\n",
		/* Far too many to be what is listed. */
		"- [x] Suite passes (23/23)\n  - unit\n  - integration\n",
		/* Evidence and remarks are not what is counted. */
		"- [x] Gates pass (2/2)\n  - one\n  - two\n  - Note: nightly\n"
		"  - Evidence: `a.xml`\n",
		"- [x] 5 minutes of soak\n  - a\n  - b\n  - c\n",
		"- [x] Part 1/2 done\n  - a\n  - b\n  - c\n",
		"- [x] At least 2 of 4 reviewers\n  - a\n  - b\n  - c\n",
		"- [x] Release 2 tests\n  - a\n  - b\n  - c\n",
		/* What is done is listed, of more. */
		"- [x] 3 of 5 gaps closed\n  - a\n  - b\n  - c\n",
		"- [x] 4/4 checks\n  - one\n\n  then\n\n  - two\n  - three\n",
		"## Tests (12/12 passing)\n\n- [x] a\n- [x] b\n- [x] c\n- [x] d\n"
		"- [x] e\n- [x] f\n- [x] g\n",
		"## Score: 98/100\n\n- [x] a\n- [x] b\n",
		"## Assessment (9/10)\n\n- [x] a\n- [x] b\n- [x] c\n- [x] d\n- [x] e\n",
		/* An attack, and no number. */
		"- [x] DoS Vulnerability in uploads:\n  - a\n  - b\n  - c\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		ASSERT_UNTOLD(plans[i], "C16");
		ASSERT_UNTOLD(plans[i], "C8");
	}
}

static void one_role_of_two_people_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("## Sign-off\n\n- [x] Tech lead: Ana Lima Date: 2026-02-03\n\n"
		    "## Approvals\n\n- [x] Tech lead: Bo Park Date: 2026-02-03\n",
		    "C17", 7);
	ASSERT_UNTOLD("## Sign-off\n\n- [x] Tech lead: Ana Lima Date: 2026-02-03\n\n"
		      "## Approvals\n\n- [x] Tech lead: Ana Lima Date: 2026-02-03\n",
		      "C17");
}

static void a_sign_off_older_than_its_document_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("Date: 2026-03-01\n\n## Sign-off\n\n"
		    "- [x] Tech lead: Ana Lima Date: 2026-02-03\n",
		    "C6b", 5);
	ASSERT_UNTOLD("Date: 2026-02-01\n\n## Sign-off\n\n"
		      "- [x] Tech lead: Ana Lima Date: 2026-02-03\n",
		      "C6b");
}

static void a_status_that_lags_is_told(void **state)
{
	(void)state;
	ASSERT_TOLD("## Build (in progress)\n\n- [x] a one\n- [x] b two\n", "C19", 1);
	ASSERT_UNTOLD("## Build (in progress)\n\n- [x] a one\n- [ ] b two\n", "C19");
}

static void a_conditional_claim_over_open_items_is_no_certain_one(void **state)
{
	static const char text[] =
		"Status: READY (after the drill)\n\n- [ ] Restore drill\n";
	(void)state;

	ASSERT_TOLD(text, "C4q", 1);
	ASSERT_UNTOLD(text, "C4");
	ASSERT_TOLD("Status: READY\n\n- [ ] Restore drill\n", "C4", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(similar_things_in_two_states_are_told),
		cmocka_unit_test(other_numbers_ids_or_objects_are_other_things),
		cmocka_unit_test(a_phase_done_before_the_one_in_front_is_told),
		cmocka_unit_test(one_metric_with_two_targets_is_told),
		cmocka_unit_test(evidence_that_is_still_to_come_is_told),
		cmocka_unit_test(a_count_in_words_that_is_wrong_is_told),
		cmocka_unit_test(a_count_that_its_own_list_denies_is_told),
		cmocka_unit_test(a_count_of_other_things_is_not_told),
		cmocka_unit_test(one_role_of_two_people_is_told),
		cmocka_unit_test(a_sign_off_older_than_its_document_is_told),
		cmocka_unit_test(a_status_that_lags_is_told),
		cmocka_unit_test(a_conditional_claim_over_open_items_is_no_certain_one),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
