/*
 * clash.h - a plan against itself: contradictions of plans.md section 16.
 */
#ifndef PLAN_CLASH_H
#define PLAN_CLASH_H

#include "plan/reading.h"

void clash_find(struct reading *r);

#endif
