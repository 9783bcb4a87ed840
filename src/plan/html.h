/*
 * html.h - tables that plans write in HTML: plans.md section 3.5.
 */
#ifndef PLAN_HTML_H
#define PLAN_HTML_H

#include "plan/status.h"

/*
 * The next <table> of the block from line *line of the plan on; false where there
 * is none.  Cells are plain text, <input type=checkbox> is "[ ]" or "[x]".
 */
bool html_table(struct reading *r, const struct md_node *html, unsigned *line,
		struct grid *out);

#endif
