/*
 * thresholds.h - numbers that a plan promises: plans.md section 12.
 */
#ifndef PLAN_THRESHOLDS_H
#define PLAN_THRESHOLDS_H

#include "plan/reading.h"

/* Every threshold of the source; `in_body`: not on the item's own line. */
void thresholds_take(struct reading *r, size_t item, struct span source, unsigned line,
		     bool in_body);

/* "Actual: ____": where the blank of a value that was to be measured begins, or -1. */
ptrdiff_t thresholds_blank(struct span folded);

/* A row's target and measured cells about the thing that `subject` names. */
void thresholds_pair(struct reading *r, size_t item, struct span subject,
		     struct span target, struct span actual, unsigned line);

/* "~600" in a column of lines. */
void thresholds_lines(struct reading *r, size_t item, struct span value, unsigned line);

#endif
