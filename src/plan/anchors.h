/*
 * anchors.h - links inside the plan: each must lead to a heading, an item's id or
 * an HTML anchor of it.  Rules: plans.md section 11.4.
 */
#ifndef PLAN_ANCHORS_H
#define PLAN_ANCHORS_H

#include "plan/reading.h"

/* Whether a link inside the plan may stand in its text: most plans have none. */
bool anchors_may(struct span text);

/*
 * P-ANCHOR for each link that leads nowhere; once the items are read.  `root` is of
 * md_parse(), with what stands in the lines.
 */
void anchors_check(struct reading *r, const struct md_node *root);

#endif
