/*
 * judge.h - from claims and what their requirements came to, to verdicts.
 *
 * The matcher has filled judgement.needs and judgement.requirements; this module
 * folds them into a case, asks the decision table (decide.h), says why in words
 * (why.h), applies waivers (waive.h), folds parents (parents.h) and closes the run
 * with counts, the gate's rows and the result (gate.h).  It looks at no file, no
 * history and no clock: the same report in gives the same report out.
 *
 * Who signed what is known before: ticks.h fills the marks and votes, signoff.h
 * what votes come to.  Without them a sign-off is blank or unsigned.
 */
#ifndef AUDIT_JUDGE_H
#define AUDIT_JUDGE_H

#include "audit/config.h"
#include "audit/decide.h"
#include "model/report.h"

struct judge_context {
	const struct config *config;
	const struct config_gate *gate; /* the profile in force */
	int64_t as_of;
	bool trust_given; /* --trust: what the tree says for itself needs a signature */
	/* Who overrides the gate, and why; empty: nobody does. */
	struct span bypass_by, bypass_why;
};

/* Release, every profile that needs S3 or more, and every run given --trust. */
bool judge_wants_signatures(const struct judge_context *context);

/* The strength that a requirement of that class needs for this item. */
enum strength judge_strength_needed(const struct judge_context *context,
				    const struct planned *planned,
				    const struct item *item, enum claim_class needs);

/* What the plan's own findings say about one item: judge_notes(). */
struct judge_note {
	const struct finding *conflict; /* C1, or NULL */
	const struct finding *miscount; /* C8, C16 on its own lines, or NULL */
};

/* One for each item of the plan, in `arena`. */
struct judge_note *judge_notes(const struct planned *planned, struct arena *arena);

/* The case that an item is; planned->judgements.at[index].requirements are given. */
void judge_fold(struct case_facts *out, const struct judge_context *context,
		const struct planned *planned, size_t index,
		const struct judge_note *note);

/*
 * One item by itself: fills judged, required, verdict = raw, reason, row,
 * strength, freshness, sentence and fix.  No waiver, no parent.
 */
void judge_item(const struct judge_context *context, struct planned *planned,
		size_t index, const struct judge_note *note, struct arena *arena);

/*
 * Every item of every plan, waivers and parents, then the run: counts, gate,
 * result, result_why, profile, strength_needed, require_all, and findings about
 * waivers and about a run that judged nothing.  Items without judgements get
 * them.  Linear in items, but for rules and waivers, which are tried on each.
 *
 * Call it last: error-level findings of the run make it INDETERMINATE.
 */
void judge_report(struct report *report, const struct judge_context *context,
		  struct arena *arena);

#endif
