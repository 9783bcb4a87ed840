/*
 * tally.h - how many, said in numbers: plans.md section 13.
 */
#ifndef PLAN_TALLY_H
#define PLAN_TALLY_H

#include "plan/reading.h"

/* A line like "Deliverables: 4/4 ✅" becomes a tally item; false: it is none. */
bool tally_take(struct reading *r, struct span plain, unsigned line);

/* Compare the tallies with what they count: C8, P-TALLY-UNSCOPED. */
void tally_check(struct reading *r);

#endif
