/*
 * listed.h - C16 inside an item: "4/4" over three sub-bullets, "5 tests" over four.
 *
 * A number of an item's own words is compared with the one list below it.  Where
 * the words hold several numbers and one of them fits, or a number is so far from
 * what is listed that it counts something else, nothing is said.
 */
#ifndef PLAN_LISTED_H
#define PLAN_LISTED_H

#include "plan/reading.h"

/* `below` is the first block under the item's own words; NULL: there is none. */
void listed_check(struct reading *r, size_t item, const struct md_node *below);

/* The same for a heading "(4/4)" over `listed` entries of its own section. */
bool listed_is_close(uint64_t said, uint64_t listed);

#endif
