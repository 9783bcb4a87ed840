/*
 * tally.h - how many, said in numbers: plans.md section 13.
 */
#ifndef PLAN_TALLY_H
#define PLAN_TALLY_H

#include "plan/reading.h"

/* A line like "Deliverables: 4/4 ✅" becomes a tally item; false: it is none. */
bool tally_take(struct reading *r, struct span plain, unsigned line);

/* "(12 items)", "(3)" at the end of the open section's heading. */
void tally_heading(struct reading *r);

/* A table of totals: a tally a row; C8 where its last row is no sum. */
struct grid;
bool tally_table(struct reading *r, const struct grid *grid);

/* "4/4", "7 of 9" at the front of folded text; the bytes read, or 0. */
size_t tally_ratio(struct span text, uint64_t *done, uint64_t *total);

/* Compare the tallies with what they count: C8, P-TALLY-UNSCOPED. */
void tally_check(struct reading *r);

#endif
