/*
 * parents.h - items that stand for what lies below them.
 *
 * A parent takes the worst of its judged children and of its own requirements,
 * by verdict_rank; optional open children are left out.  Parents are
 *
 *   - an item with judged child items (item.parent), sign-offs and raised
 *     blockers apart, which always stand for themselves;
 *   - a section claim: over the items beside which it stands whose headings start
 *     with its own.  item.headings of a section claim ends with the heading of
 *     the section it speaks of;
 *   - a document claim: over the whole plan, other document claims left out.
 *
 * A section or document claim with nothing judged below it stands for itself.
 * A parent that is not claimed done itself is `ready` at best: its own mark is
 * still to be set.
 */
#ifndef AUDIT_PARENTS_H
#define AUDIT_PARENTS_H

#include "audit/waive.h"

/*
 * Waivers and parents of one plan whose items are judged one by one.  Linear in
 * the items, times the depth of headings.
 */
void parents_fold(struct report *report, size_t plan,
		  const struct judge_context *context, const struct waivers *waivers,
		  struct arena *arena);

#endif
