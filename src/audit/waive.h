/*
 * waive.h - waivers of muster.conf and of the plans: which item each one covers,
 * and whether it counts.
 *
 * A waiver covers exactly one item; one that a plan holds ("Waiver: until ...")
 * covers the item that it stands below.  It counts when it names owner, approver,
 * reason and end, the approver is not the owner, and the end has not come; one
 * that the audited tree brings counts only where no signature is asked for, and
 * is marked self-declared.  A contradicted item cannot be waived.  A waiver never
 * gives `verified`, and the raw verdict stays (laws 2 of verdicts.md).
 */
#ifndef AUDIT_WAIVE_H
#define AUDIT_WAIVE_H

#include "audit/judge.h"

#define WAIVER_WARNING_DAYS 14 /* ahead of its end */

/* What a waiver means. */
struct waiver_hit {
	const struct config_waiver *waiver;
	bool in_plan;      /* the plan holds it, which the audited tree brings always */
	size_t plan, item; /* the first judged item it selects */
	size_t count;      /* of them; it counts with 1 alone */
};

struct waivers {
	struct waiver_hit
		*hits; /* the configuration's in their order, then the plans' */
	size_t count;
	const struct waiver_hit ***of; /* of[plan][item]: the one to use, or NULL */
};

/* After judge_item() on every item: which item each waiver means. */
void waive_match(struct waivers *out, const struct report *report,
		 const struct judge_context *context, struct arena *arena);

/* The waiver step for one judged item; raw stays as it is. */
void waive_item(const struct waivers *waivers, size_t plan, size_t item,
		const struct judge_context *context, struct judgement *judgement,
		struct arena *arena);

/* After every waiver step: the findings, in the waivers' order. */
void waive_findings(struct report *report, const struct waivers *waivers,
		    const struct judge_context *context, struct arena *arena);

#endif
