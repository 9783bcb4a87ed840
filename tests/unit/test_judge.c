/*
 * From claims and requirements to verdicts, parents, waivers and the gate's
 * answer.  The decision table itself: test_decide.c.
 */
#include "unit.h"

#include "audit/gate.h"
#include "audit/judge.h"
#include "base/clock.h"
#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct world {
	struct arena *arena;
	struct config config;
	struct judge_context context;
	struct report report;
};

static int set_up(void **state)
{
	static struct world world;

	world = (struct world){ .arena = arena_new(512 * LIMIT_MIB) };
	config_default(&world.config, world.arena);
	world.context = (struct judge_context){
		.config = &world.config,
		.gate = config_gate_of(&world.config, SPAN_LIT("default")),
		.as_of = clock_days(2026, 11, 21) * 86400,
	};
	*state = &world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(world->arena);
	return 0;
}

static void configure(struct world *world, enum config_origin origin, const char *text)
{
	struct err err = { 0 };

	assert_ok(config_read(&world->config, SPAN_LIT("muster.conf"), span_of(text),
			      origin, world->arena, &err));
	world->context.gate = config_gate_of(&world->config, world->context.gate->name);
}

static void use_profile(struct world *world, const char *name)
{
	world->context.gate = config_gate_of(&world->config, span_of(name));
	assert_non_null(world->context.gate);
}

static struct planned *add_plan(struct world *world, const char *path)
{
	struct planned *planned = LIST_ADD(world->arena, &world->report.plans);

	*planned = (struct planned){ .plan.path = span_of(path) };
	planned->last_commit = SPAN_LIT("0123456789012345678901234567890123456789");
	return planned;
}

static struct planned *plan(struct world *world)
{
	if (world->report.plans.count == 0)
		add_plan(world, "release.md");
	return &world->report.plans.at[world->report.plans.count - 1];
}

/* A ticked box on a line of its own; its index. */
static size_t add(struct world *world, const char *text, enum claim claim)
{
	struct planned *planned = plan(world);
	size_t index = planned->plan.items.count;
	struct item *item = LIST_ADD(world->arena, &planned->plan.items);
	struct judgement *judgement = LIST_ADD(world->arena, &planned->judgements);

	*item = (struct item){
		.id = arena_printf(world->arena, "item%04zu", index),
		.kind = ITEM_TASK,
		.claim = claim,
		.polarity = 1,
		.judged = true,
		.has_mark = true,
		.plain = span_of(text),
		.parent = ITEM_NONE,
		.line = (unsigned)(10 * (index + 1)),
		.end_line = (unsigned)(10 * (index + 1)),
	};
	judgement->needs = CLASS_OUTCOME;
	judgement->marked_at = CLOCK_NONE;
	return index;
}

static struct item *item_of(struct world *world, size_t index)
{
	return &plan(world)->plan.items.at[index];
}

static struct judgement *verdict_of(struct world *world, size_t index)
{
	return &plan(world)->judgements.at[index];
}

/* A report that passes, bound to this commit. */
static struct requirement *need(struct world *world, size_t index, enum outcome outcome)
{
	struct judgement *judgement = verdict_of(world, index);
	struct requirement *new = LIST_ADD(world->arena, &judgement->requirements);

	*new = (struct requirement){
		.text = SPAN_LIT("evidence/junit.xml"),
		.path = SPAN_LIT("evidence/junit.xml"),
		.needs = judgement->needs,
		.outcome = outcome,
		.actual = outcome == OUTCOME_PASS ? SPAN_LIT("412 tests, none failed")
						  : SPAN_LIT("412 tests, 2 failed"),
		.artifact = ARTIFACT_NONE,
		.line = item_of(world, index)->line + 1,
		.how = HOW_EXACT,
		.freshness = FRESHNESS_EXACT,
		.freshness_reason = REASON_EXACT,
		.strength = STRENGTH_BOUND,
	};
	return new;
}

/* One item with that claim whose evidence passes. */
static size_t add_shown(struct world *world, const char *text, enum claim claim)
{
	size_t index = add(world, text, claim);

	need(world, index, OUTCOME_PASS);
	return index;
}

static void add_finding(struct world *world, const char *code, size_t item,
			unsigned line, unsigned other_line)
{
	*LIST_ADD(world->arena, &plan(world)->plan.findings) = (struct finding){
		.rule = finding_rule_of(span_of(code)),
		.item = item,
		.other_item = ITEM_NONE,
		.line = line,
		.other_line = other_line,
		.message = SPAN_LIT("\"4 guides\" over 3 rows"),
	};
}

static void judge(struct world *world)
{
	judge_report(&world->report, &world->context, world->arena);
}

static void expect_at(unsigned line, struct world *world, size_t index,
		      enum verdict verdict, enum reason reason)
{
	const struct judgement *judgement = verdict_of(world, index);

	if (!judgement->judged || judgement->verdict != verdict ||
	    judgement->reason != reason)
		fail_msg("line %u: item %zu is %s %s (%.*s), not %s %s", line, index,
			 judgement->judged ? verdict_word[judgement->verdict]
					   : "unjudged",
			 reason_word[judgement->reason], SPAN_ARG(judgement->sentence),
			 verdict_word[verdict], reason_word[reason]);
}

#define EXPECT(index, verdict, reason)                                                 \
	expect_at(__LINE__, world, index, VERDICT_##verdict, REASON_##reason)

/* The row about that verdict; one about none where there is none. */
static const struct gate_row *row_about(struct world *world, enum verdict verdict)
{
	static const struct gate_row none = { .verdict = VERDICTS };

	for (size_t i = 0; i < world->report.gate.count; i++)
		if (world->report.gate.at[i].verdict == verdict)
			return &world->report.gate.at[i];
	return &none;
}

static const struct finding *finding_of(struct world *world, const char *code)
{
	for (size_t i = 0; i < world->report.findings.count; i++)
		if (span_is(span_of(world->report.findings.at[i].rule->code), code))
			return &world->report.findings.at[i];
	return NULL;
}

/* ---- claims ----------------------------------------------------------------- */

/* Guards fold_claim(). */
static void each_claim_is_judged_as_the_contract_folds_it(void **state)
{
	static const struct {
		enum claim claim;
		enum verdict shown, bare;
		enum reason why;
	} rows[] = {
		{ CLAIM_DONE, VERDICT_VERIFIED, VERDICT_UNSUPPORTED, REASON_NOT_FOUND },
		{ CLAIM_READY, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_IN_PROGRESS, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_BLOCKED, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_DEFERRED, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_UNKNOWN, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_OPEN, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_NONE, VERDICT_READY, VERDICT_OPEN, REASON_NO_EVIDENCE },
		{ CLAIM_FAILED, VERDICT_READY, VERDICT_OPEN,
		  REASON_SELF_DECLARED_FAILED },
		{ CLAIM_NA, VERDICT_READY, VERDICT_OPEN, REASON_NA_WITHOUT_REASON },
		{ CLAIM_DROPPED, VERDICT_READY, VERDICT_OPEN,
		  REASON_NA_WITHOUT_REASON },
	};
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t shown = add_shown(world, "a", rows[i].claim);
		size_t bare = add(world, "b", rows[i].claim);

		judge(world);
		assert_int_equal(verdict_of(world, shown)->verdict, rows[i].shown);
		assert_int_equal(verdict_of(world, bare)->verdict, rows[i].bare);
		assert_int_equal(verdict_of(world, bare)->reason, rows[i].why);
	}
}

/* Law 1: guards the order of enum verdict against a judgement left at zero. */
static void an_item_that_is_not_judged_has_no_good_verdict(void **state)
{
	struct world *world = *state;
	size_t step = add_shown(world, "a step", CLAIM_DONE);

	item_of(world, step)->judged = false;
	item_of(world, step)->skip = SPAN_LIT("a step of a procedure");
	judge(world);
	assert_false(verdict_of(world, step)->judged);
	assert_int_equal(verdict_of(world, step)->verdict, VERDICT_OPEN);
	assert_span_is(verdict_of(world, step)->sentence, "a step of a procedure");
	assert_int_equal(world->report.run.judged, 0);
	assert_int_equal(world->report.run.listed, 1);
	item_of(world, step)->judged = true;
	judge(world);
	assert_true(verdict_of(world, step)->required);
	item_of(world, step)->judged = false;
	judge(world); /* nothing of the better answer is left */
	assert_false(verdict_of(world, step)->judged);
	assert_false(verdict_of(world, step)->required);
	assert_int_equal(verdict_of(world, step)->raw, VERDICT_OPEN);
	assert_int_equal(world->report.run.listed, 1);
}

static void a_template_is_read_and_not_judged(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);

	plan(world)->plan.is_template = true;
	judge(world);
	assert_false(verdict_of(world, item)->judged);
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
}

static void not_applicable_needs_a_reason_and_somebody_who_said_so(void **state)
{
	struct world *world = *state;
	size_t with = add(world, "a", CLAIM_NA),
	       without = add(world, "b", CLAIM_DROPPED);

	item_of(world, with)->na_reason = SPAN_LIT("no database here");
	verdict_of(world, with)->marked_commit = SPAN_LIT("0123");
	judge(world);
	EXPECT(with, NOT_APPLICABLE, NA_DECLARED);
	EXPECT(without, OPEN, NA_WITHOUT_REASON);
	assert_span_is(verdict_of(world, with)->sentence,
		       "Declared not applicable: no database here.");
	verdict_of(world, with)->marked_commit = SPAN_EMPTY; /* nobody knows who */
	judge(world);
	EXPECT(with, OPEN, NA_WITHOUT_REASON);
	verdict_of(world, with)->marked_commit = SPAN_LIT("0123");
	use_profile(world, "release"); /* there it must be signed */
	judge(world);
	EXPECT(with, OPEN, NA_WITHOUT_REASON);
	assert_span_is(
		verdict_of(world, with)->sentence,
		"Declared not applicable, but profile release wants that signed, and "
		"no trusted signature stands behind it, so it counts as open.");
	verdict_of(world, with)->mark_signer = SPAN_LIT("lead@example.org");
	judge(world);
	EXPECT(with, NOT_APPLICABLE, NA_DECLARED);
}

static void a_conflict_is_settled_by_evidence_or_contradicted(void **state)
{
	struct world *world = *state;
	size_t settled = add_shown(world, "a", CLAIM_DONE),
	       bare = add(world, "b", CLAIM_DONE);
	size_t open = add(world, "c", CLAIM_OPEN);

	item_of(world, settled)->conflict = true;
	item_of(world, bare)->conflict = true;
	item_of(world, open)->conflict = true; /* only the done side is refuted */
	add_finding(world, "C1", bare, 20, 44);
	judge(world);
	EXPECT(settled, VERIFIED, EXACT);
	assert_int_equal(verdict_of(world, settled)->row, 4);
	EXPECT(bare, CONTRADICTED, PLAN_CONFLICT);
	assert_span_is(
		verdict_of(world, bare)->sentence,
		"Line 20 says done, line 44 says otherwise, and no evidence settles "
		"it.");
	EXPECT(open, OPEN, NO_EVIDENCE);
}

static void a_blocker_is_judged_when_it_is_raised_or_has_evidence(void **state)
{
	static const enum claim raising[] = { CLAIM_DONE,    CLAIM_IN_PROGRESS,
					      CLAIM_BLOCKED, CLAIM_UNKNOWN,
					      CLAIM_FAILED,  CLAIM_READY,
					      CLAIM_DEFERRED };
	static const enum claim quiet[] = { CLAIM_NONE, CLAIM_OPEN, CLAIM_NA,
					    CLAIM_DROPPED };
	struct world *world = *state;

	for (size_t i = 0; i < COUNT(raising); i++) {
		size_t item = add_shown(world, "data loss", raising[i]);

		item_of(world, item)->polarity = -1;
		item_of(world, item)->level = LEVEL_OPTIONAL;
		judge(world);
		EXPECT(item, OPEN, BLOCKER_RAISED);
		assert_true(verdict_of(world, item)->required);
	}
	for (size_t i = 0; i < COUNT(quiet); i++) {
		size_t bare = add(world, "data loss", quiet[i]);
		size_t shown = add_shown(world, "latency", quiet[i]);
		size_t fails = add(world, "errors", quiet[i]);

		item_of(world, bare)->polarity = -1;
		item_of(world, shown)->polarity = -1;
		item_of(world, fails)->polarity = -1;
		need(world, fails, OUTCOME_FAIL);
		judge(world);
		assert_false(verdict_of(world, bare)->judged);
		assert_int_equal(verdict_of(world, bare)->reason, REASON_NOT_RAISED);
		EXPECT(shown, READY, NO_MARK); /* nobody should tick it */
		assert_false(verdict_of(world, shown)->required);
		EXPECT(fails, OPEN, FAILING);
		assert_true(verdict_of(world, fails)->required);
	}
}

/* ---- sign-offs --------------------------------------------------------------- */

static void a_signoff_is_blank_or_unsigned_whatever_evidence_there_is(void **state)
{
	struct world *world = *state;
	size_t blank = add_shown(world, "a", CLAIM_OPEN);
	size_t ticked = add_shown(world, "b", CLAIM_DONE);
	size_t nameless = add_shown(world, "c", CLAIM_DONE);
	size_t dateless = add_shown(world, "d", CLAIM_DONE);
	size_t na = add_shown(world, "e", CLAIM_NA);

	for (size_t i = 0; i < 5; i++) {
		item_of(world, i)->kind = ITEM_SIGNOFF;
		item_of(world, i)->level = LEVEL_OPTIONAL;
		item_of(world, i)->signoff.role = SPAN_LIT("Security Lead");
	}
	item_of(world, ticked)->signoff.name = SPAN_LIT("Lee Park");
	item_of(world, nameless)->signoff.blank_name = true;
	item_of(world, dateless)->signoff.blank_date = true;
	item_of(world, na)->na_reason = SPAN_LIT("nobody home");
	judge(world);
	EXPECT(blank, NEEDS_SIGNOFF, BLANK);
	EXPECT(ticked, NEEDS_SIGNOFF, UNSIGNED);
	EXPECT(nameless, NEEDS_SIGNOFF, BLANK);
	EXPECT(dateless, NEEDS_SIGNOFF, BLANK);
	EXPECT(na, NEEDS_SIGNOFF, BLANK);
	for (size_t i = 0; i < 5; i++)
		assert_true(verdict_of(world, i)->required);
	assert_span_is(verdict_of(world, blank)->sentence,
		       "Security Lead has not signed.");
	assert_span_is(
		verdict_of(world, ticked)->sentence,
		"Ticked for Lee Park, but no trusted signature stands behind the "
		"tick.");
	assert_span_is(verdict_of(world, dateless)->sentence,
		       "Ticked for Security Lead, but its date is blank, so nobody has "
		       "signed it.");
	assert_span_is(verdict_of(world, ticked)->fix,
		       "have Security Lead tick line 20 in a signed commit");
}

/* ---- requirements ------------------------------------------------------------- */

static void the_worst_freshness_of_what_passes_decides(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);
	struct requirement *second = need(world, item, OUTCOME_PASS);

	second->freshness = FRESHNESS_STALE;
	second->freshness_reason = REASON_SCOPE_CHANGED;
	judge(world);
	EXPECT(item, STALE, SCOPE_CHANGED);
	assert_int_equal(verdict_of(world, item)->freshness, FRESHNESS_STALE);
	second = &verdict_of(world, item)->requirements.at[1];
	second->freshness = FRESHNESS_NONE; /* law 1: guards known() */
	judge(world);
	EXPECT(item, PARTIAL, UNDATED);
	second->outcome = OUTCOME_ABSENT; /* what does not pass has no say */
	second->freshness = FRESHNESS_STALE;
	judge(world);
	EXPECT(item, PARTIAL, MISSING);
}

static void a_fail_refutes_only_what_it_is_about(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);
	struct requirement *fails = need(world, item, OUTCOME_FAIL);
	static const enum freshness now[] = { FRESHNESS_EXACT, FRESHNESS_CARRIED,
					      FRESHNESS_INFERRED, FRESHNESS_UNDATED,
					      FRESHNESS_NONE };

	for (size_t i = 0; i < COUNT(now); i++) {
		fails->freshness = now[i];
		judge(world);
		EXPECT(item, CONTRADICTED, EVIDENCE_FAILS);
	}
	fails->expected = SPAN_LIT("none failed");
	judge(world);
	assert_span_is(
		verdict_of(world, item)->sentence,
		"evidence/junit.xml: 412 tests, 2 failed (needed: none failed).");
	assert_span_is(
		verdict_of(world, item)->fix,
		"repair what evidence/junit.xml shows and commit the new report, or "
		"untick line 10");
	fails->freshness = FRESHNESS_FOREIGN;
	judge(world);
	EXPECT(item, STALE, LAST_KNOWN_FAIL);
	assert_int_equal(verdict_of(world, item)->freshness, FRESHNESS_EXACT);
	verdict_of(world, item)->requirements.at[0].outcome = OUTCOME_ABSENT;
	judge(world); /* with nothing that passes, it is that of what fails */
	assert_int_equal(verdict_of(world, item)->freshness, FRESHNESS_FOREIGN);
	need(world, item, OUTCOME_FAIL)->freshness = FRESHNESS_CARRIED;
	judge(world); /* one that is about this content is enough */
	EXPECT(item, CONTRADICTED, EVIDENCE_FAILS);
}

/* Law 6: guards needed(). */
static void evidence_weaker_than_needed_does_not_verify(void **state)
{
	struct world *world = *state;
	size_t outcome = add_shown(world, "a", CLAIM_DONE);
	size_t exists = add(world, "b", CLAIM_DONE);
	struct requirement *thing;

	verdict_of(world, exists)->needs = CLASS_EXISTS;
	thing = need(world, exists, OUTCOME_PASS);
	thing->strength = STRENGTH_PRESENT;
	verdict_of(world, outcome)->requirements.at[0].strength = STRENGTH_PRESENT;
	judge(world);
	EXPECT(exists, VERIFIED, EXACT); /* S1 is enough for what is there */
	EXPECT(outcome, PARTIAL, TOO_WEAK);
	assert_int_equal(verdict_of(world, outcome)->strength, STRENGTH_PRESENT);
	assert_span_is(
		verdict_of(world, outcome)->sentence,
		"evidence/junit.xml passes with strength S1 (present); S2 (judged) "
		"is needed.");
	verdict_of(world, outcome)->requirements.at[0].strength = STRENGTH_JUDGED;
	judge(world);
	EXPECT(outcome, VERIFIED, EXACT);
	use_profile(world, "release");
	judge(world);
	EXPECT(outcome, PARTIAL, TOO_WEAK);
	EXPECT(exists, PARTIAL, TOO_WEAK);
}

static void a_rule_raises_what_is_needed_and_never_lowers_it(void **state)
{
	struct world *world = *state;
	size_t chaos = add_shown(world, "Panic stop works", CLAIM_DONE);
	size_t other = add_shown(world, "Lint is clean", CLAIM_DONE);

	configure(world, CONFIG_TREE,
		  "[rule \"a\"]\nitem = panic*\nstrength = S4\n"
		  "[rule \"b\"]\nitem = *\nstrength = S0\n");
	judge(world);
	EXPECT(chaos, PARTIAL, TOO_WEAK);
	EXPECT(other, VERIFIED, EXACT);
	assert_int_equal(judge_strength_needed(&world->context, plan(world),
					       item_of(world, chaos), CLASS_EXISTS),
			 STRENGTH_SIGNED);
	assert_int_equal(judge_strength_needed(&world->context, plan(world),
					       item_of(world, other), CLASS_OUTCOME),
			 STRENGTH_JUDGED);
	assert_int_equal(judge_strength_needed(&world->context, plan(world),
					       item_of(world, other), CLASS_EXISTS),
			 STRENGTH_PRESENT);
}

static void an_item_shows_the_weakest_of_its_requirements(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE),
	       none = add(world, "b", CLAIM_DONE);

	need(world, item, OUTCOME_PASS)->strength = STRENGTH_JUDGED;
	judge(world);
	assert_int_equal(verdict_of(world, item)->strength, STRENGTH_JUDGED);
	assert_int_equal(verdict_of(world, none)->strength, STRENGTH_CLAIMED);
}

static void each_cap_keeps_an_item_at_partial(void **state)
{
	static const enum ref_how drifts[] = { HOW_SUFFIX, HOW_ELSEWHERE, HOW_CASE };
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);
	struct requirement *passes = &verdict_of(world, item)->requirements.at[0];

	for (size_t i = 0; i < COUNT(drifts); i++) {
		passes->how = drifts[i];
		judge(world);
		EXPECT(item, PARTIAL, PATH_DRIFT);
	}
	passes->text = SPAN_LIT("reports/junit.xml");
	judge(world);
	assert_span_is(verdict_of(world, item)->sentence,
		       "The plan says reports/junit.xml; the file is at "
		       "evidence/junit.xml.");
	assert_span_is(verdict_of(world, item)->fix,
		       "write evidence/junit.xml in line 10");
	passes->how = HOW_EXACT;
	passes->reason = REASON_REPORT_FAILS;
	judge(world);
	EXPECT(item, PARTIAL, REPORT_FAILS);
	passes->reason = REASON_COUNT_MISMATCH;
	judge(world);
	EXPECT(item, PARTIAL, COUNT_MISMATCH);
	passes->reason = REASON_NONE;
	judge(world);
	EXPECT(item, VERIFIED, EXACT);
}

static void weakening_words_cap_where_the_claim_or_its_evidence_stands(void **state)
{
	struct world *world = *state;
	size_t own = add_shown(world, "a", CLAIM_DONE);
	size_t evidence = add_shown(world, "b", CLAIM_DONE);
	size_t elsewhere = add_shown(world, "c", CLAIM_DONE);
	size_t qualified = add_shown(world, "d", CLAIM_DONE);
	size_t said = add_shown(world, "e", CLAIM_DONE);

	item_of(world, own)->hedge = SPAN_LIT("mock");
	item_of(world, own)->hedge_line = 10;
	item_of(world, evidence)->hedge = SPAN_LIT("skipped");
	item_of(world, evidence)->hedge_line = 21; /* of its requirement */
	item_of(world, elsewhere)->hedge = SPAN_LIT("TBD");
	item_of(world, elsewhere)->hedge_line = 33;
	item_of(world, qualified)->qualified = SPAN_LIT("code only");
	item_of(world, said)->hedge = SPAN_LIT("locally");
	item_of(world, said)->hedge_on_claim = true;
	judge(world);
	EXPECT(own, PARTIAL, HEDGE);
	EXPECT(evidence, PARTIAL, HEDGE);
	EXPECT(elsewhere, VERIFIED, EXACT);
	EXPECT(qualified, PARTIAL, HEDGE);
	EXPECT(said, PARTIAL, HEDGE);
	assert_span_is(verdict_of(world, qualified)->sentence,
		       "evidence/junit.xml passes, but the plan's own words weaken the "
		       "claim: \"code only\".");
}

static void a_wrong_number_caps_on_the_items_own_line_alone(void **state)
{
	struct world *world = *state;
	size_t own = add_shown(world, "a", CLAIM_DONE);
	size_t far = add_shown(world, "b", CLAIM_DONE);
	size_t tally = add_shown(world, "c", CLAIM_DONE);

	add_finding(world, "C16", own, 10, 0);
	add_finding(world, "C16", far, 26, 0);
	add_finding(world, "C8", tally, 30, 0);
	add_finding(world, "C13", far, 20, 0); /* says nothing about numbers counted */
	add_finding(world, "C16", ITEM_NONE, 20, 0);
	judge(world);
	EXPECT(own, PARTIAL, COUNT_MISMATCH);
	EXPECT(far, VERIFIED, EXACT);
	EXPECT(tally, PARTIAL, COUNT_MISMATCH);
	assert_span_is(verdict_of(world, own)->sentence,
		       "The evidence passes, but \"4 guides\" over 3 rows.");
}

/* "A lower class never meets a higher one": guards meets_class(). */
static void what_is_there_does_not_show_that_it_works(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "a", CLAIM_DONE);

	need(world, item, OUTCOME_PASS)->needs = CLASS_EXISTS;
	judge(world);
	EXPECT(item, PARTIAL, MISSING);
	assert_span_is(verdict_of(world, item)->sentence,
		       "What is shown is less than what the claim says.");
	need(world, item, OUTCOME_PASS);
	judge(world);
	EXPECT(item, VERIFIED, EXACT);
}

static void only_a_missing_thing_refutes_and_only_that_it_exists(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "a", CLAIM_DONE);
	struct requirement *thing;
	static const enum ref_how near[] = { HOW_CANDIDATES, HOW_IGNORED,
					     HOW_UNRESOLVED, HOW_EXTERNAL,
					     HOW_SUBMODULE };

	verdict_of(world, item)->needs = CLASS_EXISTS;
	thing = need(world, item, OUTCOME_ABSENT);
	thing->subject_of_claim = true;
	thing->text = SPAN_LIT("docs/runbook.md");
	thing->path = SPAN_EMPTY;
	for (size_t i = 0; i < COUNT(near); i++) {
		thing->how = near[i];
		judge(world);
		EXPECT(item, UNSUPPORTED, NOT_FOUND);
	}
	thing->how = HOW_MISSING;
	judge(world);
	EXPECT(item, CONTRADICTED, CITED_PATH_MISSING);
	assert_span_is(verdict_of(world, item)->sentence,
		       "docs/runbook.md is not in the tree.");
	thing->how = HOW_REMOVED;
	judge(world);
	EXPECT(item, CONTRADICTED, CITED_PATH_MISSING);
	assert_span_is(verdict_of(world, item)->sentence,
		       "docs/runbook.md was in the tree once and has been removed.");
	verdict_of(world, item)->needs = CLASS_OUTCOME;
	judge(world);
	EXPECT(item, UNSUPPORTED, NOT_FOUND);
	verdict_of(world, item)->needs = CLASS_EXISTS;
	thing->subject_of_claim = false;
	judge(world);
	EXPECT(item, UNSUPPORTED, NOT_FOUND);
}

static struct case_facts fold(struct world *world, size_t index)
{
	struct judge_note note = { 0 };
	struct case_facts facts;

	judge_fold(&facts, &world->context, plan(world), index, &note);
	return facts;
}

/* Guards every |= of the fold: nothing that one brings is lost by the next. */
static void what_several_requirements_bring_adds_up(void **state)
{
	static const enum reason pass_reasons[] = { REASON_REPORT_FAILS,
						    REASON_COUNT_MISMATCH, REASON_HEDGE,
						    REASON_PATH_DRIFT };
	static const unsigned caps[] = { CAP_REPORT_FAILS, CAP_MISCOUNT, CAP_HEDGE,
					 CAP_DRIFT };
	struct world *world = *state;
	size_t item = add(world, "a", CLAIM_DONE);
	struct case_facts facts;

	need(world, item, OUTCOME_PASS)->strength = STRENGTH_CLAIMED;
	assert_int_equal(fold(world, item).caps, CAP_WEAK);
	for (size_t i = 0; i < COUNT(caps); i++) {
		unsigned before = fold(world, item).caps;

		need(world, item, OUTCOME_PASS)->reason = pass_reasons[i];
		assert_int_equal(fold(world, item).caps, before | caps[i]);
	}
	need(world, item, OUTCOME_PASS)->strength = STRENGTH_PRESENT;
	assert_int_equal(fold(world, item).caps, CASE_CAPS - 1);
	item_of(world, item)->qualified = SPAN_LIT("mostly");
	assert_int_equal(fold(world, item).caps, CASE_CAPS - 1);
	need(world, item, OUTCOME_PASS)->freshness_reason = REASON_MIXED_COMMIT;
	need(world, item, OUTCOME_UNREADABLE)->reason = REASON_LIMIT;
	need(world, item, OUTCOME_UNBINDABLE)->reason = REASON_NO_RULE;
	facts = fold(world, item);
	assert_true(facts.reasons & (uint64_t)1 << REASON_MIXED_COMMIT);
	assert_true(facts.reasons & (uint64_t)1 << REASON_LIMIT);
	assert_true(facts.reasons & (uint64_t)1 << REASON_NO_RULE);
	assert_true(facts.reasons & (uint64_t)1 << REASON_EXACT);
	assert_false(facts.reasons & (uint64_t)1 << REASON_AMBIGUOUS);
	assert_int_equal(facts.outcomes, 1 << OUTCOME_PASS | 1 << OUTCOME_UNREADABLE |
						 1 << OUTCOME_UNBINDABLE);
}

static void one_of_several_is_enough_to_refute_in_any_order(void **state)
{
	struct world *world = *state;

	for (unsigned last = 0; last < 2; last++) {
		size_t fails = add(world, "a", CLAIM_DONE),
		       gone = add(world, "b", CLAIM_DONE);

		verdict_of(world, gone)->needs = CLASS_EXISTS;
		for (unsigned i = 0; i < 2; i++) {
			struct requirement *fail = need(world, fails, OUTCOME_FAIL);
			struct requirement *thing = need(world, gone, OUTCOME_ABSENT);

			fail->freshness = i == last ? FRESHNESS_EXACT : FRESHNESS_STALE;
			thing->how = i == last ? HOW_MISSING : HOW_CANDIDATES;
			thing->subject_of_claim = true;
		}
		assert_true(fold(world, fails).fails_now);
		assert_true(fold(world, gone).thing_missing);
	}
}

static void a_reason_of_freshness_reaches_the_verdict(void **state)
{
	struct world *world = *state;
	size_t mixed = add_shown(world, "a", CLAIM_DONE);
	size_t old = add_shown(world, "b", CLAIM_DONE);
	size_t over = add(world, "c", CLAIM_DONE);

	verdict_of(world, mixed)->requirements.at[0].freshness = FRESHNESS_UNDATED;
	verdict_of(world, mixed)->requirements.at[0].freshness_reason =
		REASON_MIXED_COMMIT;
	verdict_of(world, old)->requirements.at[0].freshness = FRESHNESS_STALE;
	verdict_of(world, old)->requirements.at[0].freshness_reason = REASON_TOO_OLD;
	need(world, over, OUTCOME_UNREADABLE)->reason = REASON_LIMIT;
	judge(world);
	EXPECT(mixed, PARTIAL, MIXED_COMMIT);
	EXPECT(old, STALE, TOO_OLD);
	EXPECT(over, INDETERMINATE, LIMIT);
	assert_span_is(
		verdict_of(world, mixed)->sentence,
		"evidence/junit.xml passes, but it was committed together with what "
		"it is about, so nobody can tell what it was made from.");
	assert_span_is(verdict_of(world, old)->sentence,
		       "evidence/junit.xml passes, but is older than the rule allows.");
}

static void signatures_are_wanted_in_release_from_s3_on_and_with_trust(void **state)
{
	struct world *world = *state;

	assert_false(judge_wants_signatures(&world->context));
	world->context.trust_given = true;
	assert_true(judge_wants_signatures(&world->context));
	world->context.trust_given = false;
	configure(world, CONFIG_OPERATOR,
		  "[gate \"default\"]\nstrength = S3\n"
		  "[gate \"release\"]\nstrength = S2\n");
	assert_true(judge_wants_signatures(&world->context));
	use_profile(world, "release");
	assert_true(judge_wants_signatures(&world->context));
}

static void sentences_name_what_they_are_about(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "a", CLAIM_DONE);
	struct requirement *first;

	judge(world);
	assert_span_is(
		verdict_of(world, item)->sentence,
		"Claimed done, but it names no evidence, and nothing else says what "
		"shows it.");
	assert_span_is(verdict_of(world, item)->fix,
		       "name the evidence below line 10: \"Evidence: `path`\"");
	first = need(world, item, OUTCOME_ABSENT);
	first->text = SPAN_LIT("a/b.xml");
	first->path = SPAN_EMPTY;
	first->how = HOW_MISSING;
	judge(world);
	first->line = 12;
	judge(world);
	assert_span_is(verdict_of(world, item)->sentence, "a/b.xml was not found.");
	assert_span_is(verdict_of(world, item)->fix,
		       "commit a/b.xml, or correct the path in line 12");
	first->line = 0;
	first->how = HOW_CANDIDATES;
	*LIST_ADD(world->arena, &first->candidates) = SPAN_LIT("c/b.xml");
	judge(world);
	assert_span_is(verdict_of(world, item)->fix,
		       "write c/b.xml in line 10 if that is meant, or commit a/b.xml");
	*LIST_ADD(world->arena, &first->candidates) = SPAN_LIT("d/b.xml");
	judge(world);
	assert_span_is(verdict_of(world, item)->sentence,
		       "a/b.xml was not found; there is c/b.xml and d/b.xml.");
	need(world, item, OUTCOME_PASS);
	need(world, item, OUTCOME_PASS);
	judge(world);
	assert_span_is(verdict_of(world, item)->sentence,
		       "2 of 3 requirements are met; a/b.xml was not found.");
	verdict_of(world, item)->requirements.at[0].outcome = OUTCOME_UNREADABLE;
	verdict_of(world, item)->requirements.at[0].actual =
		SPAN_LIT("line 3 is cut off.");
	judge(world);
	assert_span_is(verdict_of(world, item)->sentence,
		       "a/b.xml could not be read: line 3 is cut off.");
	assert_span_is(
		verdict_of(world, item)->fix,
		"make a/b.xml again; \"muster facts a/b.xml\" says what is wrong "
		"with it");
	verdict_of(world, item)->requirements.at[0] =
		verdict_of(world, item)->requirements.at[1];
	judge(world);
	assert_span_is(
		verdict_of(world, item)->sentence,
		"evidence/junit.xml: 412 tests, none failed; it is about this very "
		"commit, and 2 more requirements are met.");
	assert_int_equal(verdict_of(world, item)->fix.len, 0);
}

static void an_open_item_says_what_is_there_already(void **state)
{
	struct world *world = *state;
	size_t ready = add_shown(world, "a", CLAIM_IN_PROGRESS);
	size_t fails = add(world, "b", CLAIM_OPEN);
	size_t bare = add(world, "c", CLAIM_NONE);
	size_t partly = add_shown(world, "d", CLAIM_OPEN);

	need(world, fails, OUTCOME_FAIL);
	need(world, partly, OUTCOME_PLACEHOLDER);
	judge(world);
	assert_span_is(verdict_of(world, ready)->sentence,
		       "evidence/junit.xml: 412 tests, none failed; it is marked in "
		       "progress.");
	assert_span_is(verdict_of(world, ready)->fix, "tick line 10");
	assert_span_is(
		verdict_of(world, fails)->sentence,
		"Not ticked, and its evidence fails: evidence/junit.xml: 412 tests, "
		"2 failed.");
	assert_span_is(verdict_of(world, bare)->sentence,
		       "Not claimed, and nothing shows it.");
	assert_span_is(
		verdict_of(world, partly)->sentence,
		"Not ticked; 1 of 2 requirements is met, evidence/junit.xml is empty "
		"or a placeholder.");
}

static void long_values_are_cut_between_characters(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "a", CLAIM_DONE);
	char *text = arena_alloc(world->arena, 100001, 1);
	struct span sentence;

	for (size_t i = 0; i < 100000; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	need(world, item, OUTCOME_FAIL)->actual = (struct span){ text, 100000 };
	judge(world);
	sentence = verdict_of(world, item)->sentence;
	assert_true(sentence.len < 400);
	assert_true(span_ends(sentence, "\xc3\xa9...."));
}

/* ---- required ------------------------------------------------------------------ */

static void levels_say_what_is_required(void **state)
{
	static const bool wanted[LEVELS] = { true, true, false, false };
	struct world *world = *state;

	for (unsigned level = 0; level < LEVELS; level++)
		item_of(world, add(world, "a", CLAIM_DONE))->level =
			(enum item_level)level;
	judge(world);
	for (unsigned level = 0; level < LEVELS; level++)
		assert_int_equal(verdict_of(world, level)->required, wanted[level]);
	configure(world, CONFIG_TREE, "[gate \"default\"]\nrequire = all\n");
	judge(world);
	for (unsigned level = 0; level < LEVELS; level++)
		assert_true(verdict_of(world, level)->required);
	assert_true(world->report.run.require_all);
}

/* ---- parents -------------------------------------------------------------------- */

static size_t add_child(struct world *world, size_t parent, enum claim claim)
{
	size_t index = add(world, "child", claim);

	item_of(world, index)->parent = parent;
	return index;
}

static void a_parent_is_as_good_as_the_worst_of_its_children(void **state)
{
	struct world *world = *state;
	size_t parent = add(world, "parent", CLAIM_DONE);
	size_t good = add_child(world, parent, CLAIM_DONE);
	size_t bad = add_child(world, parent, CLAIM_DONE);

	need(world, good, OUTCOME_PASS);
	judge(world);
	EXPECT(parent, UNSUPPORTED, CHILDREN);
	assert_true(verdict_of(world, parent)->parent);
	assert_false(verdict_of(world, parent)->required);
	assert_int_equal(verdict_of(world, parent)->row, 0);
	assert_span_is(
		verdict_of(world, parent)->sentence,
		"The worst of 2 items below it is unproven: line 30, \"child\".");
	need(world, bad, OUTCOME_PASS);
	judge(world);
	EXPECT(parent, VERIFIED, CHILDREN);
	assert_span_is(verdict_of(world, parent)->sentence,
		       "All 2 items below it hold.");
	assert_int_equal(world->report.run.judged, 2); /* the parent is not counted */
}

static void a_parents_own_requirements_count_with_its_children(void **state)
{
	struct world *world = *state;
	size_t parent = add(world, "parent", CLAIM_DONE);
	size_t child = add_child(world, parent, CLAIM_DONE);

	need(world, child, OUTCOME_PASS);
	need(world, parent, OUTCOME_FAIL);
	judge(world);
	EXPECT(parent, CONTRADICTED, EVIDENCE_FAILS);
	assert_true(verdict_of(world, parent)->parent);
	need(world, child, OUTCOME_FAIL); /* as bad, but not as near */
	judge(world);
	EXPECT(parent, CONTRADICTED, EVIDENCE_FAILS);
	verdict_of(world, child)->requirements.count = 1;
	verdict_of(world, parent)->requirements.at[0].outcome = OUTCOME_PASS;
	judge(world);
	assert_int_equal(verdict_of(world, parent)->verdict, VERDICT_VERIFIED);
}

static void optional_open_children_are_left_out(void **state)
{
	struct world *world = *state;
	size_t parent = add(world, "parent", CLAIM_DONE);
	size_t good = add_child(world, parent, CLAIM_DONE);
	size_t optional = add_child(world, parent, CLAIM_OPEN);

	need(world, good, OUTCOME_PASS);
	item_of(world, optional)->level = LEVEL_OPTIONAL;
	judge(world);
	EXPECT(parent, VERIFIED, CHILDREN);
	need(world, optional, OUTCOME_FAIL);
	item_of(world, optional)->claim = CLAIM_DONE; /* not open any more */
	judge(world);
	EXPECT(parent, CONTRADICTED, CHILDREN);
}

/* Law 6: a parent that nobody ticked is not verified by its children. */
static void a_parent_without_its_own_tick_is_ready_at_best(void **state)
{
	struct world *world = *state;
	size_t parent = add(world, "parent", CLAIM_OPEN);
	size_t child = add_child(world, parent, CLAIM_DONE);

	need(world, child, OUTCOME_PASS);
	judge(world);
	EXPECT(parent, READY, TICK_IT);
	assert_span_is(verdict_of(world, parent)->sentence,
		       "The 1 item below it holds; it is not claimed itself.");
}

static void unjudged_groups_hand_their_children_up(void **state)
{
	struct world *world = *state;
	size_t top = add(world, "top", CLAIM_DONE);
	size_t group = add_child(world, top, CLAIM_NONE);
	size_t leaf = add_child(world, group, CLAIM_DONE);

	item_of(world, group)->judged = false;
	need(world, leaf, OUTCOME_FAIL);
	judge(world);
	EXPECT(top, CONTRADICTED, CHILDREN);
	assert_false(verdict_of(world, group)->judged);
}

static void signoffs_and_raised_blockers_stand_for_themselves(void **state)
{
	struct world *world = *state;
	size_t signoff = add(world, "sign", CLAIM_OPEN);
	size_t below = add_child(world, signoff, CLAIM_DONE);
	size_t blocker = add(world, "data loss", CLAIM_DONE);
	size_t detail = add_child(world, blocker, CLAIM_DONE);

	item_of(world, signoff)->kind = ITEM_SIGNOFF;
	item_of(world, blocker)->polarity = -1;
	need(world, below, OUTCOME_PASS);
	need(world, detail, OUTCOME_PASS);
	judge(world);
	EXPECT(signoff, NEEDS_SIGNOFF, BLANK);
	assert_false(verdict_of(world, signoff)->parent);
	assert_true(verdict_of(world, signoff)->required);
	EXPECT(blocker, OPEN, BLOCKER_RAISED);
	assert_false(verdict_of(world, blocker)->parent);
	assert_int_equal(world->report.run.judged, 4);
}

static void put_under(struct world *world, size_t index, const char *const *headings)
{
	for (; *headings; headings++)
		*LIST_ADD(world->arena, &item_of(world, index)->headings) =
			span_of(*headings);
}

#define UNDER(index, ...)                                                              \
	put_under(world, index, (const char *const[]){ __VA_ARGS__, NULL })

static size_t add_claim(struct world *world, enum item_kind kind)
{
	size_t index = add(world, "claim", CLAIM_DONE);

	item_of(world, index)->kind = kind;
	item_of(world, index)->has_mark = false;
	return index;
}

static void a_section_claim_speaks_for_what_stands_under_its_heading(void **state)
{
	struct world *world = *state;
	size_t one = add_claim(world, ITEM_SECTION);
	size_t a = add_shown(world, "a", CLAIM_DONE);
	size_t inner = add_claim(world, ITEM_SECTION);
	size_t b = add(world, "b", CLAIM_DONE);
	size_t late = add_claim(world, ITEM_SECTION); /* a status line at the end */
	size_t two = add_claim(world, ITEM_SECTION);
	size_t c = add_shown(world, "c", CLAIM_DONE);
	size_t all = add_claim(world, ITEM_DOCUMENT);

	UNDER(one, "Plan", "One");
	UNDER(a, "Plan", "One");
	UNDER(inner, "Plan", "One", "Inner");
	UNDER(b, "Plan", "One", "Inner");
	UNDER(late, "Plan", "One", "Inner");
	UNDER(two, "Plan", "Two");
	UNDER(c, "Plan", "Two");
	UNDER(all, "Plan");
	judge(world);
	EXPECT(inner, UNSUPPORTED, CHILDREN);
	EXPECT(late, UNSUPPORTED, CHILDREN);
	EXPECT(one, UNSUPPORTED, CHILDREN);
	assert_span_is(verdict_of(world, one)->sentence,
		       "The worst of 2 items below it is unproven: line 40, \"b\".");
	EXPECT(two, VERIFIED, CHILDREN);
	EXPECT(all, UNSUPPORTED, CHILDREN);
	assert_span_is(verdict_of(world, all)->sentence,
		       "The worst of 3 items below it is unproven: line 40, \"b\".");
}

static void the_same_heading_elsewhere_is_another_section(void **state)
{
	struct world *world = *state;
	size_t first = add_claim(world, ITEM_SECTION);
	size_t good = add_shown(world, "a", CLAIM_DONE);
	size_t between = add_shown(world, "b", CLAIM_DONE);
	size_t bad = add(world, "c", CLAIM_DONE);

	UNDER(first, "A", "Tests");
	UNDER(good, "A", "Tests");
	UNDER(between, "B", "Tests");
	UNDER(bad, "A", "Tests");
	judge(world);
	EXPECT(first, VERIFIED, CHILDREN);
}

static void a_claim_over_nothing_is_an_informative_item(void **state)
{
	struct world *world = *state;
	size_t section = add_claim(world, ITEM_SECTION);
	size_t document = add_claim(world, ITEM_DOCUMENT);

	UNDER(section, "Plan", "Empty");
	configure(world, CONFIG_TREE, "[gate \"default\"]\nrequire = all\n");
	judge(world);
	EXPECT(section, UNSUPPORTED, NOT_FOUND);
	assert_false(verdict_of(world, section)->parent);
	assert_false(verdict_of(world, section)->required);
	EXPECT(document, UNSUPPORTED, CHILDREN);
	assert_int_equal(world->report.run.judged, 1);
}

static void two_document_claims_do_not_judge_each_other(void **state)
{
	struct world *world = *state;
	size_t first = add_claim(world, ITEM_DOCUMENT);
	size_t item = add_shown(world, "a", CLAIM_DONE);
	size_t second = add_claim(world, ITEM_DOCUMENT);

	item_of(world, second)->claim = CLAIM_READY;
	(void)item;
	judge(world);
	EXPECT(first, VERIFIED, CHILDREN);
	EXPECT(second, READY, NO_MARK);
}

static void deep_and_wide_plans_take_no_longer_than_long_ones(void **state)
{
	struct world *world = *state;
	int64_t start;

	for (size_t i = 0; i < 60000; i++) {
		size_t item = add(world, "a", CLAIM_DONE);

		item_of(world, item)->parent = i == 0 ? ITEM_NONE : i - 1;
		if (i % 2)
			item_of(world, item)->kind = ITEM_SECTION;
		UNDER(item, "A", "B");
	}
	start = clock_monotonic_us();
	judge(world);
	assert_true(clock_monotonic_us() - start < 10 * 1000 * 1000);
}

/* ---- waivers --------------------------------------------------------------------- */

#define WAIVER                                                                         \
	"[waiver \"w\"]\nitem = Rotate keys\nreason = embargo\n"                       \
	"owner = sam\napprover = lee\nexpires = 2026-12-31\n"

static void an_active_waiver_covers_what_is_not_shown_and_nothing_more(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);
	size_t other = add(world, "Rotate keys again", CLAIM_DONE);

	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	EXPECT(item, WAIVED, NOT_FOUND);
	assert_int_equal(verdict_of(world, item)->raw, VERDICT_UNSUPPORTED); /* law 2 */
	EXPECT(other, UNSUPPORTED, NOT_FOUND);
	assert_span_is(
		verdict_of(world, item)->sentence,
		"Waived until 2026-12-31 by lee: embargo. Without the waiver: Claimed "
		"done, but it names no evidence, and nothing else says what shows it.");
	assert_int_equal(world->report.findings.count, 0);
}

/* verdicts.md: end of that day, UTC. */
static void a_waiver_counts_to_the_end_of_its_last_day(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	configure(world, CONFIG_OPERATOR, WAIVER);
	world->context.as_of = clock_days(2027, 1, 1) * 86400 - 1;
	judge(world);
	assert_int_equal(verdict_of(world, item)->verdict, VERDICT_WAIVED);
	assert_non_null(finding_of(world, "waiver-ends-soon"));
	assert_null(finding_of(world, "waiver-expired"));
	world->context.as_of++;
	judge(world);
	assert_int_equal(verdict_of(world, item)->verdict, VERDICT_UNSUPPORTED);
	assert_non_null(finding_of(world, "waiver-expired"));
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
}

static void a_waiver_that_lacks_something_does_not_count(void **state)
{
	static const char *const rows[] = {
		"[waiver \"w\"]\nitem=*\nreason=r\nowner=o\nexpires=2027-01-01\n",
		"[waiver \"w\"]\nitem=*\nreason=r\napprover=p\nexpires=2027-01-01\n",
		"[waiver \"w\"]\nitem=*\nowner=o\napprover=p\nexpires=2027-01-01\n",
		"[waiver \"w\"]\nitem=*\nreason=r\nowner=o\napprover=p\n",
		"[waiver \"w\"]\nitem=*\nreason=r\nowner=Sam\napprover=sam\n"
		"expires=2027-01-01\n",
	};
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	for (size_t i = 0; i < COUNT(rows); i++) {
		config_default(&world->config, world->arena);
		world->report.findings.count = 0;
		configure(world, CONFIG_OPERATOR, rows[i]);
		judge(world);
		EXPECT(item, UNSUPPORTED, NOT_FOUND);
		if (!finding_of(world, "waiver-invalid"))
			fail_msg("accepted: %s", rows[i]);
	}
}

static void a_waiver_means_exactly_one_item(void **state)
{
	struct world *world = *state;
	size_t first = add(world, "Rotate keys", CLAIM_DONE);
	size_t second;

	add_plan(world, "other.md");
	second = add(world, "Rotate keys", CLAIM_DONE);
	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	assert_int_equal(world->report.plans.at[0].judgements.at[first].verdict,
			 VERDICT_UNSUPPORTED);
	EXPECT(second, UNSUPPORTED, NOT_FOUND);
	assert_span_is(finding_of(world, "waiver-invalid")->message,
		       "waiver \"w\" does not count: it matches 2 items");
	configure(world, CONFIG_OPERATOR, "[waiver \"w\"]\nplan = other.md\n");
	judge(world);
	assert_int_equal(world->report.plans.at[0].judgements.at[first].verdict,
			 VERDICT_UNSUPPORTED);
	EXPECT(second, WAIVED, NOT_FOUND);
}

/* Law 5. */
static void a_waiver_for_nothing_makes_the_run_indeterminate(void **state)
{
	struct world *world = *state;

	add_shown(world, "a", CLAIM_DONE);
	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	assert_non_null(finding_of(world, "waiver-orphan"));
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
}

static void what_is_contradicted_cannot_be_waived(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	need(world, item, OUTCOME_FAIL);
	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	EXPECT(item, CONTRADICTED, EVIDENCE_FAILS);
	assert_non_null(finding_of(world, "waiver-invalid"));
}

/* Law 2: whatever is waived, `verified` does not come of it. */
static void a_waiver_never_makes_anything_verified(void **state)
{
	struct world *world = *state;

	for (unsigned claim = 0; claim < CLAIMS; claim++)
		for (unsigned outcome = 0; outcome < OUTCOMES; outcome++) {
			size_t item;

			world->report.plans.count = 0;
			add_plan(world, "release.md");
			config_default(&world->config, world->arena);
			item = add(world, "Rotate keys", (enum claim)claim);
			need(world, item, (enum outcome)outcome);
			judge(world);
			configure(world, CONFIG_OPERATOR, WAIVER);
			judge(world);
			if (verdict_of(world, item)->verdict == VERDICT_VERIFIED)
				assert_int_equal(verdict_of(world, item)->raw,
						 VERDICT_VERIFIED);
			if (verdict_of(world, item)->verdict == VERDICT_WAIVED)
				assert_int_not_equal(verdict_of(world, item)->raw,
						     VERDICT_WAIVED);
			assert_int_equal(verdict_of(world, item)->verdict ==
						 VERDICT_WAIVED,
					 verdict_of(world, item)->raw !=
							 VERDICT_VERIFIED &&
						 verdict_of(world, item)->raw !=
							 VERDICT_READY &&
						 verdict_of(world, item)->raw !=
							 VERDICT_NOT_APPLICABLE &&
						 verdict_of(world, item)->raw !=
							 VERDICT_CONTRADICTED);
		}
}

static void a_waiver_for_what_needs_none_is_said_so(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "Rotate keys", CLAIM_DONE);

	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	EXPECT(item, VERIFIED, EXACT);
	assert_non_null(finding_of(world, "waiver-unneeded"));
	assert_int_equal(world->report.run.result, RESULT_READY);
}

/* security.md section 2: guards flaw()'s last test. */
static void the_trees_own_waiver_counts_only_where_no_signature_is_wanted(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	configure(world, CONFIG_TREE, WAIVER);
	judge(world);
	EXPECT(item, WAIVED, NOT_FOUND);
	assert_true(span_find(verdict_of(world, item)->sentence,
			      SPAN_LIT("(self-declared, unsigned)")) > 0);
	world->context.trust_given = true;
	judge(world);
	EXPECT(item, UNSUPPORTED, NOT_FOUND);
	assert_non_null(finding_of(world, "waiver-invalid"));
	world->context.trust_given = false;
	use_profile(world, "release");
	judge(world);
	EXPECT(item, UNSUPPORTED, NOT_FOUND);
	configure(world, CONFIG_OPERATOR, "[pack]\nname = x\n");
	judge(world); /* the operator's word */
	EXPECT(item, WAIVED, NOT_FOUND);
}

static void signoffs_and_parents_can_be_waived_too(void **state)
{
	struct world *world = *state;
	size_t signoff = add(world, "Rotate keys", CLAIM_DONE);
	size_t parent = add(world, "Go live", CLAIM_DONE);
	size_t child = add(world, "child", CLAIM_OPEN);

	item_of(world, signoff)->kind = ITEM_SIGNOFF;
	item_of(world, child)->parent = parent;
	configure(world, CONFIG_OPERATOR,
		  WAIVER "[waiver \"p\"]\nitem = Go live\nreason = r\nowner = o\n"
			 "approver = a\nexpires = 2026-12-31\n");
	judge(world);
	EXPECT(signoff, WAIVED, UNSIGNED);
	assert_int_equal(verdict_of(world, signoff)->raw, VERDICT_NEEDS_SIGNOFF);
	EXPECT(parent, WAIVED, CHILDREN);
	assert_int_equal(verdict_of(world, parent)->raw, VERDICT_OPEN);
	EXPECT(child, OPEN, NO_EVIDENCE);
}

static void a_waiver_that_names_no_item_covers_none(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	configure(world, CONFIG_OPERATOR,
		  "[waiver \"w\"]\nplan = release.md\nreason = r\nowner = o\n"
		  "approver = a\nexpires = 2026-12-31\n");
	judge(world);
	EXPECT(item, UNSUPPORTED, NOT_FOUND);
	assert_non_null(finding_of(world, "waiver-orphan"));
}

static void of_two_waivers_for_one_item_the_one_that_counts_is_used(void **state)
{
	struct world *world = *state;
	size_t item = add(world, "Rotate keys", CLAIM_DONE);

	configure(world, CONFIG_OPERATOR,
		  "[waiver \"old\"]\nitem = Rotate keys\nreason = r\nowner = sam\n"
		  "approver = lee\nexpires = 2025-01-01\n" WAIVER);
	judge(world);
	EXPECT(item, WAIVED, NOT_FOUND);
	assert_non_null(finding_of(world, "waiver-expired"));
}

static void a_waived_child_leaves_its_parent_waived(void **state)
{
	struct world *world = *state;
	size_t parent = add(world, "parent", CLAIM_DONE);
	size_t child = add(world, "Rotate keys", CLAIM_DONE);

	item_of(world, child)->parent = parent;
	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	EXPECT(child, WAIVED, NOT_FOUND);
	EXPECT(parent, WAIVED, CHILDREN);
	assert_int_equal(world->report.run.counts[VERDICT_WAIVED], 1);
	item_of(world, parent)->claim = CLAIM_OPEN;
	judge(world);
	EXPECT(parent, READY, TICK_IT);
}

/* ---- the gate ----------------------------------------------------------------------
 */

static void everything_required_shown_is_ready(void **state)
{
	struct world *world = *state;
	const struct run *run = &world->report.run;
	size_t na;

	add_shown(world, "a", CLAIM_DONE);
	add_shown(world, "b", CLAIM_DONE);
	na = add(world, "c", CLAIM_NA);
	item_of(world, na)->na_reason = SPAN_LIT("no database");
	verdict_of(world, na)->marked_commit = SPAN_LIT("0123");
	judge(world);
	assert_int_equal(run->result, RESULT_READY);
	assert_span_is(
		run->result_why,
		"Nothing blocks: of 3 required items, 2 verified, 1 not applicable.");
	assert_int_equal(run->counts[VERDICT_VERIFIED], 2);
	assert_int_equal(run->required[VERDICT_NOT_APPLICABLE], 1);
	assert_int_equal(run->judged, 3);
	assert_span_is(run->profile, "default");
	assert_int_equal(run->strength_needed, STRENGTH_JUDGED);
	for (size_t i = 0; i < world->report.gate.count; i++)
		assert_true(world->report.gate.at[i].holds);
}

/* The column "gate default" of verdicts.md, verdict by verdict. */
static void every_verdict_but_three_blocks(void **state)
{
	struct world *world = *state;

	for (unsigned verdict = 0; verdict < VERDICTS; verdict++) {
		bool blocks = verdict != VERDICT_VERIFIED &&
			      verdict != VERDICT_WAIVED &&
			      verdict != VERDICT_NOT_APPLICABLE;
		struct judgement *judgement;

		assert_int_equal(gate_blocks((enum verdict)verdict), blocks);
		world->report.plans.count = 0;
		judgement = verdict_of(world, add(world, "a", CLAIM_DONE));
		judgement->judged = true;
		judgement->required = true;
		judgement->verdict = (enum verdict)verdict;
		gate_close(&world->report, &world->context, world->arena);
		assert_int_equal(world->report.run.result == RESULT_READY ||
					 world->report.run.result ==
						 RESULT_READY_WITH_WAIVERS,
				 !blocks);
		assert_int_equal(world->report.run.result == RESULT_INDETERMINATE,
				 verdict == VERDICT_INDETERMINATE);
		assert_int_equal(row_about(world, (enum verdict)verdict)->verdict !=
					 VERDICTS,
				 blocks);
	}
}

static void what_blocks_is_counted_in_the_sentence(void **state)
{
	struct world *world = *state;

	add_shown(world, "a", CLAIM_DONE);
	add(world, "b", CLAIM_OPEN);
	need(world, add(world, "c", CLAIM_DONE), OUTCOME_FAIL);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
	assert_span_is(world->report.run.result_why,
		       "Of 3 required items, 1 contradicted, 1 open.");
	assert_false(row_about(world, VERDICT_CONTRADICTED)->holds);
	assert_int_equal(row_about(world, VERDICT_CONTRADICTED)->found, 1);
	assert_int_equal(row_about(world, VERDICT_CONTRADICTED)->limit, 0);
	assert_true(row_about(world, VERDICT_STALE)->holds);
	assert_span_is(row_about(world, VERDICT_CONTRADICTED)->condition,
		       "No item is contradicted");
	assert_span_is(row_about(world, VERDICT_STALE)->condition,
		       "No required item is stale");
}

static void optional_items_block_only_by_being_contradicted(void **state)
{
	struct world *world = *state;
	size_t optional = add(world, "a", CLAIM_DONE);

	item_of(world, optional)->level = LEVEL_OPTIONAL;
	add_shown(world, "b", CLAIM_DONE);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_READY);
	need(world, optional, OUTCOME_FAIL);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
}

static void a_waiver_in_use_is_said_in_the_result(void **state)
{
	struct world *world = *state;

	add(world, "Rotate keys", CLAIM_DONE);
	add_shown(world, "b", CLAIM_DONE);
	configure(world, CONFIG_OPERATOR, WAIVER);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_READY_WITH_WAIVERS);
	configure(world, CONFIG_OPERATOR, "[gate \"default\"]\nmax = waived 0\n");
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
}

static void what_the_operator_allows_does_not_block_but_is_said(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);

	verdict_of(world, item)->requirements.at[0].strength = STRENGTH_CLAIMED;
	configure(world, CONFIG_OPERATOR, "[gate \"default\"]\nallow = partial\n");
	judge(world);
	EXPECT(item, PARTIAL, TOO_WEAK);
	assert_int_equal(world->report.run.result, RESULT_READY_WITH_WAIVERS);
	configure(world, CONFIG_OPERATOR, "[gate \"default\"]\nmax = partial 0\n");
	judge(world); /* a limit that is said counts more */
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
	configure(world, CONFIG_OPERATOR, "[gate \"default\"]\nmax = partial 1\n");
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_READY_WITH_WAIVERS);
	assert_int_equal(row_about(world, VERDICT_PARTIAL)->limit, 1);
	assert_span_is(row_about(world, VERDICT_PARTIAL)->condition,
		       "At most 1 required item is partly shown");
	verdict_of(world, item)->requirements.at[0].strength = STRENGTH_BOUND;
	judge(world); /* nothing made use of it */
	assert_int_equal(world->report.run.result, RESULT_READY);
}

/* Law 5, each way in: guards says_unsure() and its rows. */
static void a_run_that_judged_nothing_required_is_indeterminate(void **state)
{
	struct world *world = *state;
	size_t item = add_shown(world, "a", CLAIM_DONE);

	item_of(world, item)->level = LEVEL_INFORMATIVE;
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
	assert_span_is(world->report.run.result_why, "No required item was judged.");
	assert_non_null(finding_of(world, "no-required-item"));
}

static void a_repository_without_a_plan_is_indeterminate(void **state)
{
	struct world *world = *state;

	judge(world);
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
	assert_span_is(world->report.run.result_why,
		       "No plan was found, so there was nothing to judge.");
}

static void a_plan_that_was_not_read_whole_is_indeterminate(void **state)
{
	struct world *world = *state;

	add_shown(world, "a", CLAIM_DONE);
	plan(world)->plan.incomplete = true;
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
	assert_span_is(world->report.run.result_why, "1 plan could not be read whole.");
}

static void an_error_about_the_run_makes_it_indeterminate(void **state)
{
	static const struct {
		const char *code;
		enum result result;
	} rows[] = {
		{ "rule-unmatched", RESULT_INDETERMINATE },
		{ "pattern-unmatched", RESULT_INDETERMINATE },
		{ "config-widens", RESULT_INDETERMINATE },
		{ "waiver-orphan", RESULT_INDETERMINATE },
		{ "tree-limit", RESULT_INDETERMINATE },
		{ "plan-unreadable", RESULT_INDETERMINATE },
		{ "dirty-checkout", RESULT_READY },
		{ "shallow-history", RESULT_READY },
		{ "waiver-unneeded", RESULT_READY },
		{ "waiver-expired", RESULT_READY },
		{ "waiver-invalid", RESULT_READY },
	};
	struct world *world = *state;

	add_shown(world, "a", CLAIM_DONE);
	for (size_t i = 0; i < COUNT(rows); i++) {
		world->report.findings.count = 0;
		*LIST_ADD(world->arena, &world->report.findings) = (struct finding){
			.rule = finding_rule_of(span_of(rows[i].code))
		};
		judge(world);
		if (world->report.run.result != rows[i].result)
			fail_msg("%s: %s", rows[i].code,
				 result_word[world->report.run.result]);
	}
}

static void no_is_worse_than_unsure(void **state)
{
	struct world *world = *state;
	size_t unsure = add(world, "a", CLAIM_DONE);

	need(world, unsure, OUTCOME_UNREADABLE);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_INDETERMINATE);
	assert_span_is(world->report.run.result_why,
		       "Of 1 required item, 1 not judgeable.");
	plan(world)->plan.incomplete = true;
	add(world, "b", CLAIM_OPEN);
	judge(world);
	assert_int_equal(world->report.run.result, RESULT_NOT_READY);
}

/* Law 1, security.md P1: an item whose evidence cannot be read stays in the sum. */
static void unreadable_evidence_stays_in_the_count(void **state)
{
	struct world *world = *state;

	add_shown(world, "a", CLAIM_DONE);
	need(world, add(world, "b", CLAIM_DONE), OUTCOME_UNREADABLE);
	judge(world);
	assert_int_equal(world->report.run.judged, 2);
	assert_int_equal(world->report.run.required[VERDICT_INDETERMINATE], 1);
}

static void judgements_that_nobody_made_are_made(void **state)
{
	struct world *world = *state;

	add(world, "a", CLAIM_DONE);
	plan(world)->judgements.count = 0;
	judge(world);
	assert_int_equal(plan(world)->judgements.count, 1);
	EXPECT(0, UNSUPPORTED, NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_claim_is_judged_as_the_contract_folds_it),
		TEST(an_item_that_is_not_judged_has_no_good_verdict),
		TEST(a_template_is_read_and_not_judged),
		TEST(not_applicable_needs_a_reason_and_somebody_who_said_so),
		TEST(a_conflict_is_settled_by_evidence_or_contradicted),
		TEST(a_blocker_is_judged_when_it_is_raised_or_has_evidence),
		TEST(a_signoff_is_blank_or_unsigned_whatever_evidence_there_is),
		TEST(the_worst_freshness_of_what_passes_decides),
		TEST(a_fail_refutes_only_what_it_is_about),
		TEST(evidence_weaker_than_needed_does_not_verify),
		TEST(a_rule_raises_what_is_needed_and_never_lowers_it),
		TEST(an_item_shows_the_weakest_of_its_requirements),
		TEST(each_cap_keeps_an_item_at_partial),
		TEST(weakening_words_cap_where_the_claim_or_its_evidence_stands),
		TEST(a_wrong_number_caps_on_the_items_own_line_alone),
		TEST(what_is_there_does_not_show_that_it_works),
		TEST(only_a_missing_thing_refutes_and_only_that_it_exists),
		TEST(what_several_requirements_bring_adds_up),
		TEST(one_of_several_is_enough_to_refute_in_any_order),
		TEST(a_reason_of_freshness_reaches_the_verdict),
		TEST(signatures_are_wanted_in_release_from_s3_on_and_with_trust),
		TEST(sentences_name_what_they_are_about),
		TEST(an_open_item_says_what_is_there_already),
		TEST(long_values_are_cut_between_characters),
		TEST(levels_say_what_is_required),
		TEST(a_parent_is_as_good_as_the_worst_of_its_children),
		TEST(a_parents_own_requirements_count_with_its_children),
		TEST(optional_open_children_are_left_out),
		TEST(a_parent_without_its_own_tick_is_ready_at_best),
		TEST(unjudged_groups_hand_their_children_up),
		TEST(signoffs_and_raised_blockers_stand_for_themselves),
		TEST(a_section_claim_speaks_for_what_stands_under_its_heading),
		TEST(the_same_heading_elsewhere_is_another_section),
		TEST(a_claim_over_nothing_is_an_informative_item),
		TEST(two_document_claims_do_not_judge_each_other),
		TEST(deep_and_wide_plans_take_no_longer_than_long_ones),
		TEST(an_active_waiver_covers_what_is_not_shown_and_nothing_more),
		TEST(a_waiver_counts_to_the_end_of_its_last_day),
		TEST(a_waiver_that_lacks_something_does_not_count),
		TEST(a_waiver_means_exactly_one_item),
		TEST(a_waiver_for_nothing_makes_the_run_indeterminate),
		TEST(what_is_contradicted_cannot_be_waived),
		TEST(a_waiver_never_makes_anything_verified),
		TEST(a_waiver_for_what_needs_none_is_said_so),
		TEST(the_trees_own_waiver_counts_only_where_no_signature_is_wanted),
		TEST(signoffs_and_parents_can_be_waived_too),
		TEST(a_waiver_that_names_no_item_covers_none),
		TEST(of_two_waivers_for_one_item_the_one_that_counts_is_used),
		TEST(a_waived_child_leaves_its_parent_waived),
		TEST(everything_required_shown_is_ready),
		TEST(every_verdict_but_three_blocks),
		TEST(what_blocks_is_counted_in_the_sentence),
		TEST(optional_items_block_only_by_being_contradicted),
		TEST(a_waiver_in_use_is_said_in_the_result),
		TEST(what_the_operator_allows_does_not_block_but_is_said),
		TEST(a_run_that_judged_nothing_required_is_indeterminate),
		TEST(a_repository_without_a_plan_is_indeterminate),
		TEST(a_plan_that_was_not_read_whole_is_indeterminate),
		TEST(an_error_about_the_run_makes_it_indeterminate),
		TEST(no_is_worse_than_unsure),
		TEST(unreadable_evidence_stays_in_the_count),
		TEST(judgements_that_nobody_made_are_made),
	};

	return cmocka_run_group_tests_name("judge", tests, NULL, NULL);
}
