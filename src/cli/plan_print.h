/*
 * plan_print.h - a plan that was read, for people: its items as a table, its
 * findings like a compiler's messages.
 *
 * On a terminal, text is wrapped to its width and coloured.  Elsewhere an item is one
 * line, uncut, so that grep finds all of it.
 */
#ifndef CLI_PLAN_PRINT_H
#define CLI_PLAN_PRINT_H

#include "cli/command.h"
#include "model/plan.h"

/* What several plans add up to. */
struct plan_counts {
	size_t plans, items, judged;
	size_t findings[FINDING_LEVELS];
};

/* Path and title, the items under their headings, counts of each kind. */
void plan_print_items(const struct invocation *in, const struct plan *plan);

/*
 * "plan.md:12:3: error: ... [C7]", the line of the repaired text with a caret, and
 * what to do.  The column is the stored byte's, the caret stands where it is shown.
 */
void plan_print_findings(const struct invocation *in, const struct plan *plan,
			 struct arena *scratch);

void plan_count(struct plan_counts *counts, const struct plan *plan);

/* "3 plans, 41 items (13 judged), 1 error, 0 warnings, 2 notes" */
void plan_print_counts(const struct invocation *in, const struct plan_counts *counts);

#endif
