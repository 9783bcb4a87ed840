/*
 * blocks.h - the walk over a plan's blocks that finds its items.
 */
#ifndef PLAN_BLOCKS_H
#define PLAN_BLOCKS_H

#include "plan/reading.h"

/* Everything below `root` that claims something becomes an item of the plan. */
void blocks_read(struct reading *r, const struct md_node *root);

#endif
