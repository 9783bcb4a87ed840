/*
 * codes.h - what a code block says: commands in an item's body, trees of files:
 * plans.md sections 11.5 and 11.6.
 */
#ifndef PLAN_CODES_H
#define PLAN_CODES_H

#include "plan/reading.h"

/* Commands and "# Expected:" comments of a block that belongs to an item. */
void codes_body(struct reading *r, size_t item, const struct md_node *code);

/* An ASCII tree under a deliverables heading: its leaves are deliverables. */
void codes_tree(struct reading *r, const struct md_node *code, unsigned topics);

#endif
