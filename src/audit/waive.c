#include "audit/waive.h"

#include "audit/why.h"
#include "base/clock.h"

#define DAY_S       86400
#define WAIVABLE(v) (WAIVABLE_SET & 1u << (v))

/* The waiver step of verdicts.md; what is contradicted is refuted, not missing. */
#define WAIVABLE_SET                                                                   \
	(1u << VERDICT_PARTIAL | 1u << VERDICT_STALE | 1u << VERDICT_UNSUPPORTED |     \
	 1u << VERDICT_INDETERMINATE | 1u << VERDICT_OPEN |                            \
	 1u << VERDICT_NEEDS_SIGNOFF)

/* Whoever wrote the tree wrote it, too. */
static bool is_trees_own(const struct waiver_hit *hit,
			 const struct judge_context *context)
{
	return hit->in_plan || context->config->origin == CONFIG_TREE;
}

/* Its approver signed it, and may: audit/ticks.h. */
static bool is_approved(const struct waiver_hit *hit)
{
	return hit->waiver->approved;
}

/* What it lacks, for whoever wrote it; NULL where nothing is wrong with it. */
static const char *flaw(const struct waiver_hit *hit,
			const struct judge_context *context)
{
	const struct config_waiver *waiver = hit->waiver;

	if (waiver->owner.len == 0)
		return "it names no owner";
	if (waiver->approver.len == 0)
		return "it names no approver";
	if (span_eq_nocase(span_trim(waiver->owner), span_trim(waiver->approver)))
		return "its approver is its owner";
	if (waiver->reason.len == 0)
		return "it gives no reason";
	if (waiver->expires_at == CLOCK_NONE)
		return waiver->expires.len == 0 ? "it never ends"
						: "its end is no date like 2026-12-31";
	if (is_trees_own(hit, context) && !is_approved(hit) &&
	    judge_wants_signatures(context))
		return "the audited tree brings it, and no trusted signature of its "
		       "approver stands behind it";
	return NULL;
}

static bool has_ended(const struct config_waiver *waiver,
		      const struct judge_context *context)
{
	return context->as_of >= waiver->expires_at;
}

static bool is_active(const struct waiver_hit *hit, const struct judge_context *context)
{
	return !flaw(hit, context) && !has_ended(hit->waiver, context);
}

static void match_one(struct waiver_hit *hit, const struct report *report)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			if (!planned->judgements.at[i].judged ||
			    !config_selects(hit->waiver->item, hit->waiver->plan,
					    planned->plan.path,
					    &planned->plan.items.at[i]))
				continue;
			if (hit->count++ > 0)
				continue;
			hit->plan = p;
			hit->item = i;
		}
	}
}

/* "Sam" and "@sam" are one person. */
static struct span person(struct span name)
{
	name = span_trim(name);
	return name.len > 1 && name.ptr[0] == '@' ? span_from(name, 1) : name;
}

static void take_plans_own(struct waiver_hit *hit, const struct item_waiver *said,
			   const struct planned *planned, struct arena *arena)
{
	struct config_waiver *waiver = ARENA_NEW(arena, struct config_waiver);
	int64_t day;

	*waiver = (struct config_waiver){
		.name = arena_printf(arena, "%.*s:%u", SPAN_ARG(planned->plan.path),
				     said->line),
		.owner = person(said->owner),
		.approver = person(said->approver),
		.reason = said->reason,
		.expires = said->until,
		.expires_at = CLOCK_NONE,
		.line = said->line,
		.approved = said->approved,
		.approved_until = said->approved_until,
	};
	/* It covers the whole of its last day. */
	if (clock_parse(said->until, &day) == CLOCK_DATE)
		waiver->expires_at = day + DAY_S;
	hit->waiver = waiver;
	hit->in_plan = true;
}

/* Waivers of the plans behind those of the configuration, in the plans' order. */
static void match_plans_own(struct waivers *out, const struct report *report,
			    size_t next, struct arena *arena)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->plan.items.count; i++) {
			const struct item *item = &planned->plan.items.at[i];

			for (size_t w = 0; w < item->waivers.count; w++) {
				struct waiver_hit *hit = &out->hits[next++];

				take_plans_own(hit, &item->waivers.at[w], planned,
					       arena);
				hit->plan = p;
				hit->item = i;
				hit->count = planned->judgements.at[i].judged;
			}
		}
	}
}

static size_t count_plans_own(const struct report *report)
{
	size_t count = 0;

	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].plan.items.count; i++)
			count += report->plans.at[p].plan.items.at[i].waivers.count;
	return count;
}

static void settle_which(struct waivers *out, struct waiver_hit *hit,
			 const struct judge_context *context)
{
	const struct waiver_hit **slot;

	if (hit->count != 1)
		return;
	slot = &out->of[hit->plan][hit->item];
	if (!*slot || (!is_active(*slot, context) && is_active(hit, context)))
		*slot = hit;
}

void waive_match(struct waivers *out, const struct report *report,
		 const struct judge_context *context, struct arena *arena)
{
	const struct config *config = context->config;

	*out = (struct waivers){ .count = config->waivers.count +
					  count_plans_own(report) };
	if (out->count == 0)
		return;
	out->hits = ARENA_ARRAY(arena, struct waiver_hit, out->count);
	out->of = ARENA_ARRAY(arena, const struct waiver_hit **, report->plans.count);
	for (size_t p = 0; p < report->plans.count; p++)
		out->of[p] = ARENA_ARRAY(arena, const struct waiver_hit *,
					 report->plans.at[p].judgements.count);
	for (size_t i = 0; i < config->waivers.count; i++) {
		out->hits[i].waiver = &config->waivers.at[i];
		if (out->hits[i].waiver->item.len > 0)
			match_one(&out->hits[i], report);
	}
	match_plans_own(out, report, config->waivers.count, arena);
	for (size_t i = 0; i < out->count; i++)
		settle_which(out, &out->hits[i], context);
}

/* By its date, or with its approver's key where the signature is what counts. */
static int64_t ends_at(const struct waiver_hit *hit,
		       const struct judge_context *context)
{
	const struct config_waiver *waiver = hit->waiver;

	if (is_trees_own(hit, context) && judge_wants_signatures(context) &&
	    waiver->approved_until != 0 && waiver->approved_until < waiver->expires_at)
		return waiver->approved_until;
	return waiver->expires_at;
}

void waive_item(const struct waivers *waivers, size_t plan, size_t item,
		const struct judge_context *context, struct judgement *judgement,
		struct arena *arena)
{
	const struct waiver_hit *hit = waivers->of ? waivers->of[plan][item] : NULL;

	if (!hit || !is_active(hit, context) || !WAIVABLE(judgement->raw))
		return;
	judgement->verdict = VERDICT_WAIVED;
	judgement->waiver_ends_at = ends_at(hit, context);
	judgement->sentence = arena_printf(
		arena, "Waived until %.*s by %.*s%s: %.*s. Without the waiver: %.*s",
		SPAN_ARG(hit->waiver->expires), SPAN_ARG(hit->waiver->approver),
		!is_trees_own(hit, context) ? ""
		: is_approved(hit)          ? " (signed)"
					    : " (self-declared, unsigned)",
		SPAN_ARG(why_brief(hit->waiver->reason, 200, arena)),
		SPAN_ARG(judgement->sentence));
}

/* ---- findings ----------------------------------------------------------- */

struct words {
	const char *code;
	struct span message;
};

/* Spans a waiver that means exactly one item, which is `judgement`. */
static struct words about(const struct waiver_hit *hit,
			  const struct judge_context *context,
			  const struct judgement *judgement, bool is_signoff,
			  struct arena *arena)
{
	const struct config_waiver *waiver = hit->waiver;
	const char *wrong = flaw(hit, context);

	if (wrong)
		return (struct words){
			"waiver-invalid",
			arena_printf(arena, "waiver \"%.*s\" does not count: %s",
				     SPAN_ARG(waiver->name), wrong)
		};
	if (judgement->raw == VERDICT_CONTRADICTED)
		return (struct words){
			"waiver-invalid",
			arena_printf(arena,
				     "waiver \"%.*s\" does not count: its item is "
				     "contradicted, which cannot be waived",
				     SPAN_ARG(waiver->name))
		};
	/* Of a sign-off the report must say the same before and after it. */
	if (!WAIVABLE(judgement->raw) && !is_signoff)
		return (struct words){
			"waiver-unneeded",
			arena_printf(arena,
				     "waiver \"%.*s\" is not needed: its item is %s",
				     SPAN_ARG(waiver->name),
				     verdict_word[judgement->raw])
		};
	if (has_ended(waiver, context))
		return (struct words){
			"waiver-expired",
			arena_printf(arena, "waiver \"%.*s\" ended on %.*s",
				     SPAN_ARG(waiver->name), SPAN_ARG(waiver->expires))
		};
	if (waiver->expires_at - context->as_of <= WAIVER_WARNING_DAYS * DAY_S)
		return (struct words){
			"waiver-ends-soon",
			arena_printf(arena, "waiver \"%.*s\" ends on %.*s",
				     SPAN_ARG(waiver->name), SPAN_ARG(waiver->expires))
		};
	return (struct words){ NULL, SPAN_EMPTY };
}

static struct words about_hit(const struct waiver_hit *hit, const struct report *report,
			      const struct judge_context *context, struct arena *arena)
{
	if (hit->count == 0)
		return (struct words){
			"waiver-orphan",
			arena_printf(arena, "waiver \"%.*s\" matches no item%s",
				     SPAN_ARG(hit->waiver->name),
				     hit->in_plan ? " that is judged" : "")
		};
	if (hit->count > 1)
		return (struct words){
			"waiver-invalid",
			arena_printf(
				arena,
				"waiver \"%.*s\" does not count: it matches %zu items",
				SPAN_ARG(hit->waiver->name), hit->count)
		};
	return about(hit, context,
		     &report->plans.at[hit->plan].judgements.at[hit->item],
		     report->plans.at[hit->plan].plan.items.at[hit->item].kind ==
			     ITEM_SIGNOFF,
		     arena);
}

/* Those of a plan stand in it, beside their item. */
static void add_finding(struct report *report, const struct waiver_hit *hit,
			struct words words, const struct judge_context *context,
			struct arena *arena)
{
	struct plan *plan = hit->in_plan ? &report->plans.at[hit->plan].plan : NULL;
	struct finding finding = {
		.rule = finding_rule_of(span_of(words.code)),
		.path = plan ? plan->path : context->config->path,
		.line = hit->waiver->line,
		.item = plan && hit->count == 1 ? hit->item : ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = words.message,
	};

	if (plan && hit->count == 1)
		*LIST_ADD(arena, &plan->findings) = finding;
	else
		*LIST_ADD(arena, &report->findings) = finding;
}

void waive_findings(struct report *report, const struct waivers *waivers,
		    const struct judge_context *context, struct arena *arena)
{
	for (size_t i = 0; i < waivers->count; i++) {
		const struct waiver_hit *hit = &waivers->hits[i];
		struct words words;

		/* A template's are examples. */
		if (hit->in_plan && report->plans.at[hit->plan].plan.is_template)
			continue;
		words = about_hit(hit, report, context, arena);
		if (words.code)
			add_finding(report, hit, words, context, arena);
	}
}
