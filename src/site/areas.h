/*
 * areas.h - findings and coverage by area: which part of the code they are in.
 *
 * An area is a folder as deep as a chart has room for, below what all paths share; or
 * a component, where a finding names one.  The chart is a table with a bar a row, so
 * that it is its own text form.  Inside src/site/ alone.
 */
#ifndef SITE_AREAS_H
#define SITE_AREAS_H

#include "site/page.h"

/* Lives in the arena it was made in. */
struct areas *areas_new(struct arena *arena);

/* What an artifact says of one place; those that are suppressed or gone are passed
 * over. */
void areas_problem(struct areas *areas, const struct fact_problem *problem);
void areas_coverage(struct areas *areas, const struct fact_coverage *coverage);

/* All that `from` has seen, and one report more. */
void areas_merge(struct areas *areas, const struct areas *from);

/*
 * Charts in the list `key`: findings, coverage, or none, where there are fewer than two
 * areas to compare.  `merged`: of several reports.
 */
void value_areas(struct site *site, struct value *object, const char *key,
		 const struct areas *areas, bool merged);

#endif
