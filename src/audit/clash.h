/*
 * clash.h - plans against history and against each other: the contradictions of
 * plans.md section 16 that the reader of one plan cannot see.
 *
 * C6: a sign-off whose date lies after the commit that wrote it.  C14: the same of
 * a "done on" or "Last updated".  C20: two plans claim one file in two states.
 * Findings are added to the plans; no claim is changed.
 */
#ifndef AUDIT_CLASH_H
#define AUDIT_CLASH_H

#include "audit/match.h"
#include "model/report.h"

/*
 * Dates against the commit that changed the plan last, or where history does not
 * say, against the audited one at `commit_at`.  A day is in the future when it has
 * not begun anywhere on earth.
 */
void clash_dates(struct report *report, int64_t commit_at, struct arena *arena);

/* What each item is about comes from `match`, once its references are settled. */
void clash_plans(struct report *report, const struct match *match, struct arena *arena);

#endif
