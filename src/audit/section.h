/*
 * section.h - what a sign-off stands for: the part of a plan that it is a sign-off
 * of, as lines that can be compared between two versions.
 *
 * A field below a heading that has nothing but sign-offs stands for the section
 * above that heading; any other field for its own section; below a heading of
 * level 1, or none, for the whole document.  Other sign-off fields are left out,
 * so that a second signature does not supersede the first.
 */
#ifndef AUDIT_SECTION_H
#define AUDIT_SECTION_H

#include "model/plan.h"

struct section_range {
	unsigned first, last; /* lines of plan.text, both within */
};

struct section_range section_of(const struct plan *plan, size_t item,
				struct arena *arena);

/*
 * The lines of the range without blanks at their ends, blank ones left out, and
 * those of other sign-off fields than `item`.
 */
struct section_line {
	struct span text;
	unsigned line;
};
struct section_lines {
	LIST(struct section_line) lines;
};
void section_lines(struct section_lines *out, const struct plan *plan, size_t item,
		   struct section_range range, struct arena *arena);

/*
 * Whether both say the same; else the first line of `now` that differs in
 * *out_line, 0 where only something was removed at the end.
 */
bool section_same(const struct section_lines *was, const struct section_lines *now,
		  unsigned *out_line);

/* A line without what layout alone decides: indent, bullet, runs of blanks. */
struct span section_key(struct span line, struct arena *arena);

/* "## Approval"; its level, or 0. */
unsigned section_heading(struct span line);

#endif
