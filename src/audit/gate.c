#include "audit/gate.h"

#include "base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off */

/* verdicts.md, "The eleven verdicts", column "gate default". */
static const bool blocks[VERDICTS] = {
	[VERDICT_VERIFIED]       = false,
	[VERDICT_WAIVED]         = false,
	[VERDICT_READY]          = true,
	[VERDICT_OPEN]           = true,
	[VERDICT_NEEDS_SIGNOFF]  = true,
	[VERDICT_PARTIAL]        = true,
	[VERDICT_STALE]          = true,
	[VERDICT_UNSUPPORTED]    = true,
	[VERDICT_INDETERMINATE]  = true,
	[VERDICT_CONTRADICTED]   = true,
	[VERDICT_NOT_APPLICABLE] = false,
};

/* clang-format on */

bool gate_blocks(enum verdict verdict)
{
	return blocks[verdict];
}

struct closing {
	struct report *report;
	const struct judge_context *context;
	const struct config_gate *gate;
	struct arena *arena;
	uint64_t required;   /* items that are required */
	uint64_t incomplete; /* plans that were not read whole */
	uint64_t errors;     /* findings of the run that law 5 speaks of */
	bool allowed;        /* something passes only because the operator allows it */
};

static void count(struct closing *c)
{
	struct run *run = &c->report->run;

	memset(run->counts, 0, sizeof(run->counts));
	memset(run->required, 0, sizeof(run->required));
	run->judged = 0;
	run->listed = 0;
	for (size_t p = 0; p < c->report->plans.count; p++) {
		const struct planned *planned = &c->report->plans.at[p];

		c->incomplete += planned->plan.incomplete;
		for (size_t i = 0; i < planned->judgements.count; i++) {
			const struct judgement *judgement = &planned->judgements.at[i];

			run->listed += !judgement->judged;
			if (!judgement->judged || judgement->parent)
				continue;
			run->judged++;
			run->counts[judgement->verdict]++;
			run->required[judgement->verdict] += judgement->required;
			c->required += judgement->required;
		}
	}
}

/* ---- conditions ----------------------------------------------------------- */

static struct gate_row *add_row(struct closing *c, struct span condition,
				uint64_t limit, uint64_t found, bool holds)
{
	struct gate_row *row = LIST_ADD(c->arena, &c->report->gate);

	*row = (struct gate_row){ condition, limit, found, holds, VERDICTS };
	return row;
}

/* What blocks although nobody requires the item: a claim that is refuted. */
static uint64_t found(const struct closing *c, enum verdict verdict)
{
	const struct run *run = &c->report->run;

	return verdict == VERDICT_CONTRADICTED ? run->counts[verdict]
					       : run->required[verdict];
}

static void add_verdict_row(struct closing *c, enum verdict verdict)
{
	const char *kind = verdict == VERDICT_CONTRADICTED ? "item" : "required item";
	bool said = c->gate->max[verdict].said;
	uint64_t n = found(c, verdict), most = said ? c->gate->max[verdict].most : 0;
	struct span condition;

	if (!blocks[verdict] && !said)
		return;
	if (!said && c->gate->allow & 1u << verdict) {
		most = n;
		condition = arena_printf(c->arena, "Any %s may be %s", kind,
					 verdict_phrase[verdict]);
	} else if (most == 0 && verdict == VERDICT_INDETERMINATE) {
		condition = SPAN_LIT("Every required item could be judged");
	} else if (most == 0) {
		condition = arena_printf(c->arena, "No %s is %s", kind,
					 verdict_phrase[verdict]);
	} else {
		condition =
			arena_printf(c->arena, "At most %ju %s%s %s", (uintmax_t)most,
				     kind, most == 1 ? " is" : "s are",
				     verdict_phrase[verdict]);
	}
	add_row(c, condition, most, n, n <= most)->verdict = verdict;
	if (blocks[verdict] && n > 0 && n <= most)
		c->allowed = true;
}

static void add_rows(struct closing *c)
{
	c->report->gate.count = 0;
	for (size_t i = 0; i < VERDICTS; i++)
		add_verdict_row(c, verdict_by_trouble[i]);
	add_row(c, SPAN_LIT("At least one required item was judged"), 1, c->required,
		c->required >= 1);
	add_row(c, SPAN_LIT("Every plan was read whole"), 0, c->incomplete,
		c->incomplete == 0);
	add_row(c, SPAN_LIT("The run has no finding of level error"), 0, c->errors,
		c->errors == 0);
}

/* ---- law 5 ---------------------------------------------------------------- */

/*
 * What is wrong with the run itself makes its answer worthless, whatever the
 * items say.  A waiver that has ended or lacks something leaves its item's own
 * verdict standing, so it is no such thing.
 */
static bool unsettles(const struct finding *finding)
{
	static const char *const about_one_item[] = { "waiver-expired",
						      "waiver-invalid" };

	for (size_t i = 0; i < COUNT(about_one_item); i++)
		if (span_is(span_of(about_one_item[i]), finding->rule->code))
			return false;
	return finding->rule->level == FINDING_ERROR;
}

static void find_nothing_required(struct closing *c)
{
	if (c->required > 0 || c->report->plans.count == 0)
		return;
	*LIST_ADD(c->arena, &c->report->findings) = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("no-required-item")),
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = SPAN_LIT("no item that was judged is required"),
	};
}

/* ---- the result ------------------------------------------------------------ */

/* Several of a kind are worse than none: what failed, apart from "could not say". */
static bool says_no(const struct closing *c)
{
	for (size_t i = 0; i < c->report->gate.count; i++) {
		const struct gate_row *row = &c->report->gate.at[i];

		if (!row->holds && row->verdict != VERDICTS &&
		    row->verdict != VERDICT_INDETERMINATE)
			return true;
	}
	return false;
}

static bool says_unsure(const struct closing *c)
{
	for (size_t i = 0; i < c->report->gate.count; i++)
		if (!c->report->gate.at[i].holds)
			return true;
	return false;
}

static enum result result_of(const struct closing *c)
{
	if (says_no(c))
		return RESULT_NOT_READY;
	if (says_unsure(c))
		return RESULT_INDETERMINATE;
	if (c->allowed || c->report->run.counts[VERDICT_WAIVED] > 0)
		return RESULT_READY_WITH_WAIVERS;
	return RESULT_READY;
}

/* Refuted claims that nobody requires, where they block. */
static uint64_t refuted_besides(const struct closing *c)
{
	const struct run *run = &c->report->run;

	for (size_t i = 0; i < c->report->gate.count; i++) {
		const struct gate_row *row = &c->report->gate.at[i];

		if (!row->holds && row->verdict == VERDICT_CONTRADICTED)
			return run->counts[VERDICT_CONTRADICTED] -
			       run->required[VERDICT_CONTRADICTED];
	}
	return 0;
}

/* "1 contradicted, 2 open": the required items of the rows that do not hold. */
static struct span failing_rows(const struct closing *c)
{
	struct span out = SPAN_EMPTY;

	for (size_t i = 0; i < c->report->gate.count; i++) {
		const struct gate_row *row = &c->report->gate.at[i];

		if (row->holds || row->verdict == VERDICTS ||
		    c->report->run.required[row->verdict] == 0)
			continue;
		out = arena_printf(c->arena, "%.*s%s%ju %s", SPAN_ARG(out),
				   out.len > 0 ? ", " : "",
				   (uintmax_t)c->report->run.required[row->verdict],
				   verdict_phrase[row->verdict]);
	}
	return out;
}

static struct span why_unsure(const struct closing *c)
{
	struct span failing = failing_rows(c);

	if (c->report->plans.count == 0)
		return SPAN_LIT("No plan was found, so there was nothing to judge.");
	if (c->required == 0)
		return SPAN_LIT("No required item was judged.");
	if (c->incomplete > 0)
		return arena_printf(c->arena, "%ju plan%s not be read whole.",
				    (uintmax_t)c->incomplete,
				    c->incomplete == 1 ? " could" : "s could");
	if (c->errors > 0)
		return arena_printf(
			c->arena,
			"The run has %ju finding%s of level error about its "
			"configuration or input.",
			(uintmax_t)c->errors, c->errors == 1 ? "" : "s");
	return arena_printf(c->arena, "Of %ju required item%s, %.*s.",
			    (uintmax_t)c->required, c->required == 1 ? "" : "s",
			    SPAN_ARG(failing));
}

static struct span why_ready(const struct closing *c)
{
	const struct run *run = &c->report->run;
	struct span out = SPAN_EMPTY;

	for (size_t i = 0; i < VERDICTS; i++) {
		enum verdict verdict = (enum verdict)i;

		if (run->required[verdict] == 0)
			continue;
		out = arena_printf(c->arena, "%.*s%s%ju %s", SPAN_ARG(out),
				   out.len > 0 ? ", " : "",
				   (uintmax_t)run->required[verdict],
				   verdict_phrase[verdict]);
	}
	return arena_printf(c->arena, "Nothing blocks: of %ju required item%s, %.*s.",
			    (uintmax_t)c->required, c->required == 1 ? "" : "s",
			    SPAN_ARG(out));
}

static struct span why_not_ready(const struct closing *c)
{
	struct span failing = failing_rows(c), out = SPAN_EMPTY;
	uint64_t besides = refuted_besides(c);

	if (failing.len > 0)
		out = arena_printf(c->arena, "Of %ju required item%s, %.*s.",
				   (uintmax_t)c->required, c->required == 1 ? "" : "s",
				   SPAN_ARG(failing));
	if (besides == 0)
		return out;
	return arena_printf(c->arena,
			    "%.*s%s%ju item%s that nobody requires %s contradicted.",
			    SPAN_ARG(out), out.len > 0 ? " Besides, " : "",
			    (uintmax_t)besides, besides == 1 ? "" : "s",
			    besides == 1 ? "is" : "are");
}

static struct span why(const struct closing *c, enum result result)
{
	switch (result) {
	case RESULT_NOT_READY:
		return why_not_ready(c);
	case RESULT_INDETERMINATE:
		return why_unsure(c);
	case RESULT_READY:
	case RESULT_READY_WITH_WAIVERS:
	case RESULT_BYPASSED:
	case RESULTS:
		break;
	}
	return why_ready(c);
}

/* ---- how long it holds ----------------------------------------------------- */

static void lapse(struct run *run, int64_t when)
{
	if (when != 0 && (run->good_until == CLOCK_NONE || when < run->good_until))
		run->good_until = when;
}

/* S4 and S5 end with a key, where they are asked for. */
static void add_key_lapse(struct closing *c, const struct planned *planned, size_t item,
			  const struct requirement *requirement)
{
	if (requirement->signed_until != 0 &&
	    judge_strength_needed(c->context, planned, &planned->plan.items.at[item],
				  requirement->needs) >= STRENGTH_SIGNED)
		lapse(&c->report->run, requirement->signed_until);
}

/* What an item stands on; one that does not stand cannot fall. */
static void add_lapses(struct closing *c, const struct planned *planned, size_t item)
{
	const struct judgement *judgement = &planned->judgements.at[item];
	struct run *run = &c->report->run;

	if (judgement->verdict == VERDICT_NOT_APPLICABLE &&
	    c->gate->strength >= STRENGTH_BOUND)
		lapse(run, judgement->mark_ends_at);
	if (judgement->verdict == VERDICT_WAIVED)
		lapse(run, judgement->waiver_ends_at);
	if (judgement->verdict != VERDICT_VERIFIED)
		return;
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		if (judgement->requirements.at[i].outcome != OUTCOME_PASS)
			continue;
		lapse(run, judgement->requirements.at[i].lapses_at);
		add_key_lapse(c, planned, item, &judgement->requirements.at[i]);
	}
	for (size_t i = 0; i < judgement->votes.count; i++)
		if (judgement->votes.at[i].reason == REASON_SIGNED_BY)
			lapse(run, judgement->votes.at[i].lapses_at);
}

static void find_end(struct closing *c)
{
	struct run *run = &c->report->run;

	run->good_until = CLOCK_NONE;
	for (size_t p = 0; p < c->report->plans.count; p++) {
		const struct planned *planned = &c->report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (planned->judgements.at[i].judged)
				add_lapses(c, planned, i);
	}
}

/* An answer that needs no overriding stands as it is. */
static void bypass(struct closing *c)
{
	struct run *run = &c->report->run;

	if (run->result == RESULT_READY || run->result == RESULT_READY_WITH_WAIVERS)
		return;
	run->bypassed_by = c->context->bypass_by;
	run->bypassed_why = c->context->bypass_why;
	run->result_why =
		arena_printf(c->arena,
			     "Overridden by %.*s: \"%.*s\". Without that: %s. %.*s",
			     SPAN_ARG(run->bypassed_by), SPAN_ARG(run->bypassed_why),
			     result_word[run->result], SPAN_ARG(run->result_why));
	run->result = RESULT_BYPASSED;
}

void gate_close(struct report *report, const struct judge_context *context,
		struct arena *arena)
{
	struct closing c = {
		.report = report,
		.context = context,
		.gate = context->gate,
		.arena = arena,
	};
	struct run *run = &report->run;

	count(&c);
	find_nothing_required(&c);
	for (size_t i = 0; i < report->findings.count; i++)
		c.errors += unsettles(&report->findings.at[i]);
	add_rows(&c);
	run->profile = context->gate->name;
	run->strength_needed = context->gate->strength;
	run->require_all = context->gate->require_all;
	run->result = result_of(&c);
	run->result_why = why(&c, run->result);
	find_end(&c);
	if (context->bypass_by.len > 0)
		bypass(&c);
}
