/* Plans against the commit that wrote them, and against each other. */
#include "unit.h"

#include "audit/clash.h"
#include "audit/judge.h"
#include "base/clock.h"
#include "base/limits.h"
#include "plan/parse.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena, *scratch;
static struct report report;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_MODEL_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	report = (struct report){ 0 };
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

static void add(const char *path, const char *markdown)
{
	struct planned *planned = LIST_ADD(arena, &report.plans);
	struct err err = { 0 };

	assert_ok(plan_parse(&planned->plan, span_of(path), span_of(markdown), NULL,
			     arena, scratch, &err));
	planned->last_commit_at = CLOCK_NONE;
	arena_clear(scratch);
}

/* Findings of that code in all plans; *line is that of the last one. */
static size_t told(const char *code, unsigned *line)
{
	size_t count = 0;

	*line = 0;
	for (size_t p = 0; p < report.plans.count; p++) {
		const struct plan *plan = &report.plans.at[p].plan;

		for (size_t i = 0; i < plan->findings.count; i++)
			if (strcmp(plan->findings.at[i].rule->code, code) == 0) {
				count++;
				*line = plan->findings.at[i].line;
			}
	}
	return count;
}

/* clang-format off: a text is read as a whole */

/* Written by a commit of 2026-03-10, 12:00 UTC. */
static const struct {
	const char *code;
	unsigned line; /* 0: not told */
	const char *markdown;
} dated[] = {
	{ "C6", 3, "## Sign-off\n\n- [x] CTO: Ada Lang Date: 2026-03-12\n" },
	{ "C6", 3, "## Freigabe\n\n- [x] Revision: Jo Lang Datum: 2027-01-01\n" },
	{ "C6", 3, "## Signatures\n\n- [x] Direction : Cy Roux Date : 2026-03-12\n" },
	{ "C6", 5,
	  "## Sign-off\n\n| Role | Name | Signature | Date |\n|---|---|---|---|\n"
	  "| CTO | Ada | AL | 2026-04-01 |\n" },
	{ "C6", 0, "## Sign-off\n\n- [x] CTO: Ada Lang Date: 2026-03-10\n" },
	/* In Kiritimati it is the eleventh already. */
	{ "C6", 0, "## Sign-off\n\n- [x] CTO: Ada Lang Date: 2026-03-11\n" },
	{ "C6", 0, "## Freigabe\n\n- [x] Revision: Jo Lang Datum: 03/12/2026\n" },
	{ "C6", 0, "## Signatures\n\n- [ ] Direction : ________ Date : ____\n" },
	{ "C14", 1, "- [x] Keys rotated (done on 2026-03-12)\n" },
	{ "C14", 3, "# P\n\n**Last updated:** 2026-05-01\n\n- [x] a\n" },
	{ "C14", 3, "# P\n\n**Stand:** 01.05.2026\n\n- [x] a\n" },
	{ "C14", 3, "# P\n\n**Mise \xc3\xa0 jour :** 1 mai 2026\n\n- [x] a\n" },
	{ "C14", 0, "- [x] Keys rotated (done on 2026-03-09)\n" },
	{ "C14", 0, "# P\n\n**Target date:** 2026-05-01\n\n- [x] a\n" },
	{ "C14", 0, "# P\n\n**Stand:** 01.03.2026\n\n- [x] a\n" },
	{ "C14", 0, "# P\n\n**Prochaine revue :** 1 mai 2026\n\n- [x] a\n" },
};

static const struct {
	unsigned line; /* in the plan that says done; 0: not told */
	const char *one, *two;
} pairs[] = {
	{ 1, "- [x] `docs/drill.md`\n", "- [ ] `docs/drill.md`\n" },
	{ 3, "- [ ] `docs/drill.md`\n", "# P\n\n- [x] `docs/drill.md`\n" },
	{ 3, "## Lieferobjekte\n\n- \xe2\x9c\x85 `berichte/last.md`\n",
	  "- [ ] `berichte/last.md`\n" },
	{ 3, "| Fichier | Statut |\n|---|---|\n| `docs/plan.md` | Fait |\n",
	  "- [~] `docs/plan.md`\n" },
	{ 0, "- [x] `docs/drill.md`\n", "- [x] `docs/drill.md`\n" },
	{ 0, "- [x] `docs/drill.md`\n", "- [ ] `docs/other.md`\n" },
	{ 0, "- [x] `notes.md`\n", "- [ ] `notes.md`\n" }, /* of which folder? */
	{ 0, "- [x] `berichte/last.md`\n", "- [-] `berichte/last.md`\n" },
	{ 0, "- [x] `docs/plan.md`\n- [ ] `docs/plan.md`\n", "- [ ] autre chose\n" },
};

/* clang-format on */

static void a_date_after_the_commit_that_wrote_it_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(dated); i++) {
		unsigned line;
		size_t count;

		report = (struct report){ 0 };
		add("a.md", dated[i].markdown);
		report.plans.at[0].last_commit = SPAN_LIT("0123");
		report.plans.at[0].last_commit_at =
			clock_days(2026, 3, 10) * 86400 + 12 * 3600;
		clash_dates(&report, CLOCK_NONE, arena);
		count = told(dated[i].code, &line);
		if (line != dated[i].line || count != (dated[i].line > 0))
			fail_msg("%s: %zu times, in line %u, not %u:\n%s",
				 dated[i].code, count, line, dated[i].line,
				 dated[i].markdown);
	}
}

static void without_history_the_audited_commit_bounds_the_dates(void **state)
{
	unsigned line;

	(void)state;
	add("a.md", "- [x] Keys rotated (done on 2026-03-12)\n");
	clash_dates(&report, clock_days(2026, 3, 20) * 86400, arena);
	assert_int_equal(told("C14", &line), 0);
	clash_dates(&report, clock_days(2026, 3, 1) * 86400, arena);
	assert_int_equal(told("C14", &line), 1);
}

static void two_plans_that_claim_one_file_differently_are_told_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct tree tree = { 0 };
		struct paths_source source = { .tree = &tree };
		struct match *match = match_new(paths_new(&source, arena), arena);
		unsigned line;
		size_t count;

		report = (struct report){ 0 };
		add("one.md", pairs[i].one);
		add("two.md", pairs[i].two);
		clash_plans(&report, match, arena);
		count = told("C20", &line);
		if (line != pairs[i].line || count != (pairs[i].line > 0))
			fail_msg("%zu times, in line %u, not %u:\n%s%s", count, line,
				 pairs[i].line, pairs[i].one, pairs[i].two);
	}
}

/* What passes for every item that is judged. */
static void show_everything(struct planned *planned)
{
	for (size_t i = 0; i < planned->plan.items.count; i++) {
		struct judgement *judgement = LIST_ADD(arena, &planned->judgements);

		judgement->marked_at = CLOCK_NONE;
		*LIST_ADD(arena, &judgement->requirements) = (struct requirement){
			.text = SPAN_LIT("evidence/a.xml"),
			.outcome = OUTCOME_PASS,
			.artifact = ARTIFACT_NONE,
			.freshness = FRESHNESS_EXACT,
			.freshness_reason = REASON_EXACT,
			.strength = STRENGTH_BOUND,
		};
	}
}

static enum result result_of_plan(const char *markdown, const char *code)
{
	struct config config;
	struct judge_context context = { .config = &config };
	unsigned line;

	report = (struct report){ 0 };
	config_default(&config, arena);
	context.gate = config_gate_of(&config, SPAN_LIT("default"));
	add("a.md", markdown);
	assert_true(told(code, &line) > 0);
	show_everything(&report.plans.at[0]);
	judge_report(&report, &context, arena);
	return report.run.result;
}

static void what_is_only_possible_fails_no_gate_alone(void **state)
{
	(void)state;
	assert_int_equal(result_of_plan("- [x] search p95 latency < 180 s\n"
					"- [x] search p95 latency < 200 s\n",
					"C13"),
			 RESULT_READY);
	assert_int_equal(result_of_plan("## Three guides\n\n- [x] One\n- [x] Two\n",
					"C16"),
			 RESULT_READY);
	assert_int_equal(result_of_plan("## Phase 1 (in progress)\n\n- [x] One\n",
					"C19"),
			 RESULT_READY);
	/* One that is certain does: the same words, ticked and not. */
	assert_int_not_equal(result_of_plan("- [x] Deploy (PENDING)\n", "C7"),
			     RESULT_READY);
}

static void no_code_of_likeness_is_an_error(void **state)
{
	(void)state;
	for (size_t i = 0; i < finding_rule_count; i++)
		if (finding_rules[i].code[0] == 'C' &&
		    finding_rules[i].level == FINDING_ERROR)
			assert_true(finding_rules[i].certain);
}

static void a_contradiction_says_whether_it_is_certain(void **state)
{
	static const struct {
		const char *code, *certainty; /* plans.md section 16; NULL: a note */
	} codes[] = {
		{ "C1", "certain" },   { "C2", "possible" },  { "C3", "certain" },
		{ "C3b", NULL },       { "C4", "certain" },   { "C4q", "possible" },
		{ "C5", "certain" },   { "C6", "certain" },   { "C6b", NULL },
		{ "C7", "certain" },   { "C8", "certain" },   { "C9", "certain" },
		{ "C10", "certain" },  { "C11", "possible" }, { "C12", "possible" },
		{ "C13", "possible" }, { "C14", NULL },       { "C15", "possible" },
		{ "C16", "possible" }, { "C17", NULL },       { "C18", "certain" },
		{ "C19", NULL },       { "C20", "possible" }, { "P-DUP", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		const char *got =
			finding_certainty(finding_rule_of(span_of(codes[i].code)));

		if (codes[i].certainty)
			assert_string_equal(got, codes[i].certainty);
		else
			assert_null(got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_date_after_the_commit_that_wrote_it_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(
			without_history_the_audited_commit_bounds_the_dates, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			two_plans_that_claim_one_file_differently_are_told_once, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			what_is_only_possible_fails_no_gate_alone, setup, teardown),
		cmocka_unit_test(no_code_of_likeness_is_an_error),
		cmocka_unit_test(a_contradiction_says_whether_it_is_certain),
	};

	return cmocka_run_group_tests_name("clash_plans", tests, NULL, NULL);
}
