/*
 * likely.h - contradictions that are likeness, not arithmetic: similar things in
 * two states, steps out of order, two targets of one metric: plans.md section 16,
 * C2, C6b, C12, C13, C15, C16, C17, C19.
 *
 * Shown for review; none of them fails a gate alone.
 */
#ifndef PLAN_LIKELY_H
#define PLAN_LIKELY_H

#include "plan/reading.h"

void likely_find(struct reading *r);

/*
 * How many things a heading or the words before a list say that they list: "three
 * guides", "Deliverables: 4 documents", "The five checks:" in folded text.  0: they
 * say no number, or one of minutes, users and the like.
 */
uint64_t likely_count(struct span folded);

/* False where no text without a colon that begins so has a count. */
bool likely_may_count(struct span folded);

#endif
