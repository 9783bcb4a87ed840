/*
 * changes.h - what became of items between two runs.
 *
 * Items are the same where plan and id are, or where the later run says what the
 * item was in the earlier one (struct lineage).  Nothing is judged again: verdicts
 * are compared as they stand, parents left out.
 */
#ifndef MODEL_CHANGES_H
#define MODEL_CHANGES_H

#include "model/report.h"

/* In the order that people need them. */
enum change_kind {
	CHANGE_BROKEN, /* stood (verified, waived, not applicable), and no longer does
			*/
	CHANGE_WORSE,  /* did not stand, and is worse by verdict_rank */
	CHANGE_GONE,   /* no such item any more */
	CHANGE_NEW,
	CHANGE_OTHER, /* the same verdict for another reason */
	CHANGE_BETTER,
	CHANGE_FIXED, /* stands now */
	CHANGES
};
extern const char *const change_word[CHANGES]; /* "broken" */

struct change {
	enum change_kind kind;
	const struct planned *before, *after; /* NULL: new; NULL: gone */
	size_t before_item, after_item;

	/* What differs besides the verdict. */
	bool words;        /* the item's text */
	bool mark;         /* its claim */
	bool evidence;     /* a file that it rests on, or its bytes */
	struct span scope; /* a path in scope that changed since the evidence */
};

struct changes {
	LIST(struct change) list; /* by kind, required first, plan, line */
	uint64_t counts[CHANGES];
	uint64_t same;
};

/* Whether a verdict stands, as the default gate sees it. */
bool verdict_stands(enum verdict verdict);

/* Borrows both reports; in `arena`. */
void changes_between(struct changes *out, const struct report *before,
		     const struct report *after, struct arena *arena);

/* Required items that are not as good as they were, and required items that are new and
 * do not stand. */
uint64_t changes_worse(const struct changes *changes);

#endif
