/*
 * apart.h - whether two items of the same words are two things: plans.md section 16.
 */
#ifndef PLAN_APART_H
#define PLAN_APART_H

#include "plan/reading.h"

/*
 * Whether what stands around two items tells them apart: rows whose other cells
 * differ ("dev | Smoke", "prod | Smoke"), entries below different bullets or below
 * different words in bold or before a colon.  Reads the lines above them, at most a
 * few hundred: for items that are found to clash, not for all.
 */
bool apart_items(struct reading *r, size_t a, size_t b);

#endif
