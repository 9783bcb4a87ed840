/*
 * sums.h - tables that count: plans.md sections 8.8 and 13.
 */
#ifndef PLAN_SUMS_H
#define PLAN_SUMS_H

#include "plan/reading.h"

struct grid;

/*
 * Compare what the table's numbers come to with what it says: a row of sums, "11/20"
 * beside "75 %", parts that are more than the whole (C8).  True where its rows are
 * tallies and no items.
 */
bool sums_table(struct reading *r, const struct grid *grid);

#endif
