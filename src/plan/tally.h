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

/* A tally that stands in `line` and is named by `label`; -1: not said. */
size_t tally_add(struct reading *r, unsigned line, struct span plain, struct span label,
		 int64_t done, int64_t total);

/* Whether `said` percent are `done` of `total`, rounded up, down or to the nearest. */
bool tally_is_share(int64_t said, uint64_t done, uint64_t total);
/* C8 of a percentage that is not; `item` may be ITEM_NONE. */
void tally_wrong_share(struct reading *r, unsigned line, size_t item, int64_t said,
		       uint64_t done, uint64_t total);

/* "23/24 configurations (90%)" in folded words: C8 where it is not so. */
void tally_shares(struct reading *r, unsigned line, size_t item, struct span folded);

/* "4/4", "7 of 9" at the front of folded text; the bytes read, or 0. */
size_t tally_ratio(struct span text, uint64_t *done, uint64_t *total);

/* Compare the tallies with what they count: C8, P-TALLY-UNSCOPED. */
void tally_check(struct reading *r);

#endif
