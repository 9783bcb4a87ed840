/*
 * ids.h - names of items that survive ticking, signing and measuring: plans.md
 * section 5.
 */
#ifndef PLAN_IDS_H
#define PLAN_IDS_H

#include "plan/reading.h"

/* Give every item its id; P-DUP and P-ID-DUP where two are the same. */
void ids_give(struct reading *r);

#endif
