/*
 * html.h - tables and boxes that plans write in HTML: plans.md section 3.5.
 */
#ifndef PLAN_HTML_H
#define PLAN_HTML_H

#include "plan/reading.h"
#include "plan/status.h"

/* Lines of the plan that hold HTML, read from front to back. */
struct html_source {
	struct span text; /* without quote marks; lines end in LF */
	size_t at;
	unsigned line; /* of text.ptr[at] */
};

/* The lines from `first` to `last`, which stand in `quotes` block quotes. */
struct html_source html_open(struct reading *r, unsigned first, unsigned last,
			     unsigned quotes);

/*
 * The next <table>; false where there is none.  Cells are Markdown again: code,
 * bold, struck text and links keep their marks, <input type=checkbox> is "[ ]" or
 * "[x]", other tags are gone.  A cell that spans rows or columns stands in each of
 * them; rows of <th> above the body are one header.  Tables in cells are text.
 */
bool html_table(struct reading *r, struct html_source *source, struct grid *out);

/* A box outside of tables with the words behind it, up to the end of their element. */
struct html_box {
	unsigned line, end_line;
	struct span text; /* "[x] words" */
};
bool html_box(struct reading *r, struct html_source *source, struct html_box *out);

#endif
