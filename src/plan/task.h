/*
 * task.h - boxes, wherever a line can begin with one: plans.md section 3.1.
 */
#ifndef PLAN_TASK_H
#define PLAN_TASK_H

#include "base/span.h"
#include "model/plan.h"

struct box {
	enum claim claim;
	struct span mark;    /* as written, without the brackets */
	struct span written; /* with its brackets */
	size_t len;          /* bytes up to the text behind it */
	bool malformed;      /* "[]", "[ x]": P-BOX-FORM */
	bool glued;          /* "[x]text": a box only among boxes */
	bool optional;       /* "[x]* " */
};

/* A box at the front of the text, after emphasis marks; false where there is none. */
bool box_take(struct span text, struct box *out);

/* The boxes inside one line or cell: "[ ] GO  [x] NO-GO". */
struct box_choices {
	size_t boxes, ticked, open; /* all; with a tick; empty */
	struct span chosen;         /* from the words of the last ticked one on */
};

struct box_choices box_choices(struct span source);

/* Boxes that begin a line of `text`, list markers aside: for counting what is not read.
 */
size_t box_count(struct span text);

#endif
