/*
 * pairs.h - "Key: value", once or several times on a line: plans.md section 14.
 */
#ifndef PLAN_PAIRS_H
#define PLAN_PAIRS_H

#include "plan/reading.h"

/* The text as one pair; the key is short and has no sentence in it. */
bool pair_of(struct span plain, struct span *key, struct span *value);

/* Take the next pair off a line: pairs stand apart by " | " or by a line's end. */
bool pairs_next(struct span *rest, struct span *key, struct span *value);

/* YAML or TOML between fences at the top of the file; the lines it takes, or 0. */
unsigned pairs_front_matter(struct reading *r);

#endif
