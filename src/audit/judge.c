#include "audit/judge.h"

#include "audit/attrs.h"
#include "audit/gate.h"
#include "audit/parents.h"
#include "audit/paths.h"
#include "audit/waive.h"
#include "audit/why.h"
#include "base/clock.h"

#define BIT(n) (1u << (n))

/* ---- what is needed ----------------------------------------------------- */

bool judge_wants_signatures(const struct judge_context *context)
{
	return context->trust_given || context->gate->strength >= STRENGTH_BOUND ||
	       span_is(context->gate->name, "release");
}

/* The most that a rule or the item asks for; STRENGTH_CLAIMED where none does. */
static enum strength asked_by_rules(const struct config *config,
				    const struct planned *planned,
				    const struct item *item)
{
	enum strength most = attrs_strength(item);

	for (size_t i = 0; i < config->rules.count; i++) {
		const struct config_rule *rule = &config->rules.at[i];

		if (rule->has_strength && rule->strength > most &&
		    config_selects(rule->item, rule->plan, planned->plan.path, item))
			most = rule->strength;
	}
	return most;
}

/* S1 is enough for what is just there, as long as nobody asks for more than S2. */
static enum strength needed(const struct judge_context *context, enum strength asked,
			    enum claim_class needs)
{
	enum strength strength = context->gate->strength;

	if (needs == CLASS_EXISTS && strength == STRENGTH_JUDGED)
		strength = STRENGTH_PRESENT;
	return asked > strength ? asked : strength;
}

enum strength judge_strength_needed(const struct judge_context *context,
				    const struct planned *planned,
				    const struct item *item, enum claim_class needs)
{
	return needed(context, asked_by_rules(context->config, planned, item), needs);
}

/* ---- the claim ---------------------------------------------------------- */

/* On a list of what must not be: everything that does not say "no" says "yes". */
static bool is_raised(const struct item *item)
{
	return item->polarity < 0 && item->claim != CLAIM_NONE &&
	       item->claim != CLAIM_OPEN && item->claim != CLAIM_NA &&
	       item->claim != CLAIM_DROPPED;
}

/*
 * A reason stands there and history says who set the mark.  A profile that needs S3
 * wants it signed, too.
 */
static bool is_na(const struct judge_context *context,
		  const struct judgement *judgement, const struct item *item)
{
	return item->na_reason.len > 0 &&
	       judgement->marked_commit.len > 0 &&
	       (context->gate->strength < STRENGTH_BOUND ||
		judgement->mark_signer.len > 0);
}

static enum case_claim fold_claim(const struct judge_context *context,
				  const struct judgement *judgement,
				  const struct item *item)
{
	if (item->polarity < 0)
		return is_raised(item) ? CASE_RAISED : CASE_NONE;
	switch (item->claim) {
	case CLAIM_DONE:
		return item->conflict ? CASE_CONFLICT : CASE_DONE;
	case CLAIM_NA:
	case CLAIM_DROPPED:
		return is_na(context, judgement, item) ? CASE_NA
								: CASE_NA_BARE;
	case CLAIM_READY:
	case CLAIM_IN_PROGRESS:
	case CLAIM_BLOCKED:
	case CLAIM_DEFERRED:
	case CLAIM_UNKNOWN:
		return CASE_PENDING;
	case CLAIM_OPEN:
		return CASE_OPEN;
	case CLAIM_FAILED:
		return CASE_FAILED;
	case CLAIM_NONE:
	case CLAIMS:
		break;
	}
	return CASE_NONE;
}

/* What the votes came to (signoff.h); without any, a tick is unsigned at best. */
static enum case_signoff fold_signoff(const struct item *item,
				      const struct judgement *judgement)
{
	static const struct {
		enum reason reason;
		enum case_signoff signoff;
	} cases[] = {
		{ REASON_SIGNED_BY, SIGNOFF_VALID },
		{ REASON_UNSIGNED, SIGNOFF_UNSIGNED },
		{ REASON_UNTRUSTED, SIGNOFF_UNTRUSTED },
		{ REASON_EXPIRED_KEY, SIGNOFF_EXPIRED_KEY },
		{ REASON_SELF_DECLARED, SIGNOFF_SELF_DECLARED },
		{ REASON_WRONG_ROLE, SIGNOFF_WRONG_ROLE },
		{ REASON_SUPERSEDED, SIGNOFF_SUPERSEDED },
		{ REASON_REJECTED, SIGNOFF_REJECTED },
		{ REASON_TOO_FEW, SIGNOFF_TOO_FEW },
		{ REASON_OWN_EVIDENCE, SIGNOFF_OWN_EVIDENCE },
	};

	if (item->kind != ITEM_SIGNOFF)
		return SIGNOFF_NOT;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (cases[i].reason == judgement->signoff)
			return cases[i].signoff;
	if (item->claim != CLAIM_DONE || item->signoff.blank_name ||
	    item->signoff.blank_date)
		return SIGNOFF_BLANK;
	return SIGNOFF_UNSIGNED;
}

/* ---- the requirements --------------------------------------------------- */

static bool is_old(enum freshness freshness)
{
	return freshness == FRESHNESS_STALE || freshness == FRESHNESS_FOREIGN;
}

/* Where nothing is known about the date, it is undated: law 1. */
static enum freshness known(enum freshness freshness)
{
	return freshness == FRESHNESS_NONE ? FRESHNESS_UNDATED : freshness;
}

static void fold_pass(struct case_facts *facts, const struct requirement *requirement,
		      enum strength strength)
{
	enum freshness freshness = known(requirement->freshness);

	if (freshness > facts->freshness)
		facts->freshness = freshness;
	if (requirement->strength < strength)
		facts->caps |= CAP_WEAK;
	if (how_is_drift(requirement->how) || requirement->reason == REASON_PATH_DRIFT)
		facts->caps |= CAP_DRIFT;
	if (requirement->reason == REASON_REPORT_FAILS)
		facts->caps |= CAP_REPORT_FAILS;
	if (requirement->reason == REASON_COUNT_MISMATCH)
		facts->caps |= CAP_MISCOUNT;
	if (requirement->reason == REASON_HEDGE)
		facts->caps |= CAP_HEDGE;
	facts->reasons |= (uint64_t)1 << requirement->freshness_reason;
}

static void fold_requirement(struct case_facts *facts,
			     const struct judgement *judgement,
			     const struct requirement *requirement,
			     enum strength strength)
{
	facts->outcomes |= BIT(requirement->outcome);
	facts->reasons |= (uint64_t)1 << requirement->reason;
	switch (requirement->outcome) {
	case OUTCOME_PASS:
		fold_pass(facts, requirement, strength);
		break;
	case OUTCOME_FAIL:
		facts->fails_now |= !is_old(requirement->freshness);
		break;
	case OUTCOME_ABSENT:
		facts->thing_missing |= judgement->needs == CLASS_EXISTS &&
					requirement->subject_of_claim &&
					requirement->reason !=
						REASON_CITED_BUT_UNTRACKED &&
					(requirement->how == HOW_MISSING ||
					 requirement->how == HOW_REMOVED);
		break;
	case OUTCOME_PLACEHOLDER:
	case OUTCOME_UNREADABLE:
	case OUTCOME_UNBINDABLE:
	case OUTCOMES:
		break;
	}
}

/* Weakening words count on the item's own line, or where its evidence comes from. */
static bool is_hedged(const struct item *item, const struct judgement *judgement)
{
	if (item->qualified.len > 0)
		return true;
	if (item->hedge.len == 0)
		return false;
	if (item->hedge_on_claim ||
	    (item->hedge_line >= item->line && item->hedge_line <= item->end_line))
		return true;
	for (size_t i = 0; i < judgement->requirements.count; i++)
		if (judgement->requirements.at[i].outcome == OUTCOME_PASS &&
		    judgement->requirements.at[i].line == item->hedge_line)
			return true;
	return false;
}

/* Whether anything that passes is of the class that the claim needs. */
static bool meets_class(const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->requirements.count; i++)
		if (judgement->requirements.at[i].outcome == OUTCOME_PASS &&
		    judgement->requirements.at[i].needs >= judgement->needs)
			return true;
	return false;
}

void judge_fold(struct case_facts *out, const struct judge_context *context,
		const struct planned *planned, size_t index,
		const struct judge_note *note)
{
	const struct item *item = &planned->plan.items.at[index];
	const struct judgement *judgement = &planned->judgements.at[index];
	enum strength asked = asked_by_rules(context->config, planned, item);

	*out = (struct case_facts){
		.claim = fold_claim(context, judgement, item),
		.signoff = fold_signoff(item, judgement),
		.has_mark = item->has_mark && item->polarity > 0,
	};
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *requirement = &judgement->requirements.at[i];

		fold_requirement(out, judgement, requirement,
				 needed(context, asked, requirement->needs));
	}
	/* A lower class never meets a higher one: what is needed is not there. */
	if (out->outcomes & BIT(OUTCOME_PASS) && !meets_class(judgement))
		out->outcomes |= BIT(OUTCOME_ABSENT);
	if (is_hedged(item, judgement))
		out->caps |= CAP_HEDGE;
	if (note->miscount)
		out->caps |= CAP_MISCOUNT;
}

struct judge_note *judge_notes(const struct planned *planned, struct arena *arena)
{
	const struct plan *plan = &planned->plan;
	struct judge_note *notes =
		ARENA_ARRAY(arena, struct judge_note, plan->items.count);

	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];
		const struct item *item;

		if (finding->item >= plan->items.count)
			continue;
		item = &plan->items.at[finding->item];
		if (span_is(span_of(finding->rule->code), "C1"))
			notes[finding->item].conflict = finding;
		else if ((span_is(span_of(finding->rule->code), "C8") ||
			  span_is(span_of(finding->rule->code), "C16")) &&
			 finding->line >= item->line && finding->line <= item->end_line)
			notes[finding->item].miscount = finding;
	}
	return notes;
}

/* ---- one item ----------------------------------------------------------- */

/* The weakest of its requirements; the freshness of what the verdict rests on. */
static void show_strength(struct judgement *judgement, const struct case_facts *facts)
{
	judgement->strength = STRENGTH_CLAIMED;
	judgement->freshness = facts->freshness;
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *requirement = &judgement->requirements.at[i];

		if (i == 0 || requirement->strength < judgement->strength)
			judgement->strength = requirement->strength;
		if (!(facts->outcomes & BIT(OUTCOME_PASS)) &&
		    requirement->outcome == OUTCOME_FAIL &&
		    requirement->freshness > judgement->freshness)
			judgement->freshness = requirement->freshness;
	}
}

/* A blocker that evidence shows not to hold is nothing that must still be done. */
static bool is_required(const struct judge_context *context, const struct item *item,
			enum verdict verdict)
{
	if (item->kind == ITEM_SECTION || item->kind == ITEM_DOCUMENT)
		return false;
	if (item->kind == ITEM_SIGNOFF || is_raised(item))
		return true;
	if (item->polarity < 0 && verdict == VERDICT_READY)
		return false;
	return context->gate->require_all || item->level == LEVEL_MANDATORY ||
	       item->level == LEVEL_CONDITIONAL;
}

/* Read and listed; the verdict means nothing, and is not a good one. */
static void list_only(struct judgement *judgement, enum reason reason,
		      struct span sentence)
{
	judgement->judged = false;
	judgement->required = false;
	judgement->verdict = VERDICT_OPEN;
	judgement->raw = VERDICT_OPEN;
	judgement->reason = reason;
	judgement->sentence = sentence;
}

void judge_item(const struct judge_context *context, struct planned *planned,
		size_t index, const struct judge_note *note, struct arena *arena)
{
	const struct item *item = &planned->plan.items.at[index];
	struct judgement *judgement = &planned->judgements.at[index];
	struct case_facts facts;
	struct ruling ruling;

	if (!item->judged) {
		list_only(judgement, REASON_NONE, item->skip);
		return;
	}
	if (planned->plan.is_template) {
		list_only(judgement, REASON_NONE,
			  SPAN_LIT("The plan is a template: read, not judged."));
		return;
	}
	if (item->polarity < 0 && !is_raised(item) &&
	    judgement->requirements.count == 0) {
		list_only(judgement, REASON_NOT_RAISED,
			  span_of(reason_sentence[REASON_NOT_RAISED]));
		return;
	}
	judge_fold(&facts, context, planned, index, note);
	ruling = decide(&facts);
	judgement->judged = true;
	judgement->parent = false;
	judgement->verdict = ruling.verdict;
	judgement->raw = ruling.verdict;
	judgement->reason = ruling.reason;
	judgement->row = ruling.row;
	judgement->required = is_required(context, item, ruling.verdict);
	show_strength(judgement, &facts);
	why_item(context, planned, index, note, arena);
}

/* ---- the run ------------------------------------------------------------ */

void judge_report(struct report *report, const struct judge_context *context,
		  struct arena *arena)
{
	struct waivers waivers;

	for (size_t p = 0; p < report->plans.count; p++) {
		struct planned *planned = &report->plans.at[p];
		struct judge_note *notes = judge_notes(planned, arena);

		while (planned->judgements.count < planned->plan.items.count)
			LIST_ADD(arena, &planned->judgements)->marked_at = CLOCK_NONE;
		for (size_t i = 0; i < planned->plan.items.count; i++)
			judge_item(context, planned, i, &notes[i], arena);
	}
	waive_match(&waivers, report, context, arena);
	for (size_t p = 0; p < report->plans.count; p++)
		parents_fold(report, p, context, &waivers, arena);
	waive_findings(report, &waivers, context, arena);
	gate_close(report, context, arena);
}
