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

/* Boxes that begin a line of `text`, list markers aside: for counting what is not read.
 */
size_t box_count(struct span text);

#endif
