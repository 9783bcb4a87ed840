/*
 * status.h - tables whose rows claim something: plans.md section 8.
 */
#ifndef PLAN_STATUS_H
#define PLAN_STATUS_H

#include "plan/reading.h"

/* A table as cells of source text, from Markdown or from HTML. */
struct grid_row {
	unsigned line;
	LIST(struct span) cells;
};
struct grid {
	struct grid_row header;
	LIST(struct grid_row) rows;
};

/* Cells of a Markdown row: split at pipes that are not escaped. */
void grid_split(struct reading *r, struct span line, struct grid_row *out);

/* Items, tallies or metadata of a table; `topics` are those of its place. */
void status_table(struct reading *r, const struct grid *grid, unsigned topics,
		  size_t parent, bool quoted);

#endif
