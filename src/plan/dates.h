/*
 * dates.h - dates as people write them in plans: plans.md section 14.
 */
#ifndef PLAN_DATES_H
#define PLAN_DATES_H

#include "base/arena.h"
#include "base/span.h"

/*
 * The date at the front of folded `text`: ISO, YYYY/MM/DD, DD.MM.YYYY, "January 5,
 * 2026", "5 january 2026", "2026年1月5日".  *iso is "2026-01-05"; returns the
 * bytes read, 0 where there is none.  "18/02/2026" and "02/18/2026" can be one date
 * alone, "01/05/2026" is nobody's guess: none.
 */
size_t date_at(struct arena *arena, struct span text, struct span *iso);

/* "01/05/2026" and nothing else, where the language writes the day first. */
bool date_day_first(struct arena *arena, struct span text, struct span *iso);

/* Anywhere in the text. */
bool date_in(struct arena *arena, struct span text, struct span *iso);

#endif
