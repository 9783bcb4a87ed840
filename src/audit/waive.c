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

/* What it lacks, for whoever wrote it; NULL where nothing is wrong with it. */
static const char *flaw(const struct config_waiver *waiver,
			const struct judge_context *context)
{
	if (waiver->owner.len == 0)
		return "it names no owner";
	if (waiver->approver.len == 0)
		return "it names no approver";
	if (span_eq_nocase(span_trim(waiver->owner), span_trim(waiver->approver)))
		return "its approver is its owner";
	if (waiver->reason.len == 0)
		return "it gives no reason";
	if (waiver->expires_at == CLOCK_NONE)
		return "it never ends";
	if (context->config->origin == CONFIG_TREE && judge_wants_signatures(context))
		return "the audited tree brings it, and no trusted signature of its "
		       "approver stands behind it";
	return NULL;
}

static bool has_ended(const struct config_waiver *waiver,
		      const struct judge_context *context)
{
	return context->as_of >= waiver->expires_at;
}

static bool is_active(const struct config_waiver *waiver,
		      const struct judge_context *context)
{
	return !flaw(waiver, context) && !has_ended(waiver, context);
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

void waive_match(struct waivers *out, const struct report *report,
		 const struct judge_context *context, struct arena *arena)
{
	const struct config *config = context->config;

	*out = (struct waivers){ .count = config->waivers.count };
	if (out->count == 0)
		return;
	out->hits = ARENA_ARRAY(arena, struct waiver_hit, out->count);
	out->of =
		ARENA_ARRAY(arena, const struct config_waiver **, report->plans.count);
	for (size_t p = 0; p < report->plans.count; p++)
		out->of[p] = ARENA_ARRAY(arena, const struct config_waiver *,
					 report->plans.at[p].judgements.count);
	for (size_t i = 0; i < out->count; i++) {
		struct waiver_hit *hit = &out->hits[i];
		const struct config_waiver **slot;

		hit->waiver = &config->waivers.at[i];
		if (hit->waiver->item.len > 0)
			match_one(hit, report);
		if (hit->count != 1)
			continue;
		slot = &out->of[hit->plan][hit->item];
		if (!*slot ||
		    (!is_active(*slot, context) && is_active(hit->waiver, context)))
			*slot = hit->waiver;
	}
}

void waive_item(const struct waivers *waivers, size_t plan, size_t item,
		const struct judge_context *context, struct judgement *judgement,
		struct arena *arena)
{
	const struct config_waiver *waiver =
		waivers->of ? waivers->of[plan][item] : NULL;

	if (!waiver || !is_active(waiver, context) || !WAIVABLE(judgement->raw))
		return;
	judgement->verdict = VERDICT_WAIVED;
	judgement->sentence = arena_printf(
		arena, "Waived until %.*s by %.*s%s: %.*s. Without the waiver: %.*s",
		SPAN_ARG(waiver->expires), SPAN_ARG(waiver->approver),
		context->config->origin == CONFIG_TREE ? " (self-declared, unsigned)"
						       : "",
		SPAN_ARG(why_brief(waiver->reason, 200, arena)),
		SPAN_ARG(judgement->sentence));
}

/* ---- findings ----------------------------------------------------------- */

struct words {
	const char *code;
	struct span message;
};

/* Spans a waiver that means exactly one item, which is `judgement`. */
static struct words about(const struct config_waiver *waiver,
			  const struct judge_context *context,
			  const struct judgement *judgement, struct arena *arena)
{
	const char *wrong = flaw(waiver, context);

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
	if (!WAIVABLE(judgement->raw))
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
		return (struct words){ "waiver-orphan",
				       arena_printf(arena,
						    "waiver \"%.*s\" matches no item",
						    SPAN_ARG(hit->waiver->name)) };
	if (hit->count > 1)
		return (struct words){
			"waiver-invalid",
			arena_printf(
				arena,
				"waiver \"%.*s\" does not count: it matches %zu items",
				SPAN_ARG(hit->waiver->name), hit->count)
		};
	return about(hit->waiver, context,
		     &report->plans.at[hit->plan].judgements.at[hit->item], arena);
}

void waive_findings(struct report *report, const struct waivers *waivers,
		    const struct judge_context *context, struct arena *arena)
{
	for (size_t i = 0; i < waivers->count; i++) {
		struct words words =
			about_hit(&waivers->hits[i], report, context, arena);

		if (!words.code)
			continue;
		*LIST_ADD(arena, &report->findings) = (struct finding){
			.rule = finding_rule_of(span_of(words.code)),
			.path = context->config->path,
			.line = waivers->hits[i].waiver->line,
			.item = ITEM_NONE,
			.other_item = ITEM_NONE,
			.message = words.message,
		};
	}
}
