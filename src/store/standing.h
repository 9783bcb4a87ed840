/*
 * standing.h - what the newest run looked at: whether it still stands.
 *
 * Like the fact cache (cache.h), in the database that lives between runs, in a
 * table of its own that is made when it is first needed; believed no more than a
 * file, and of no consequence where it cannot be read or written.
 */
#ifndef STORE_STANDING_H
#define STORE_STANDING_H

#include "store/db.h"

struct standing {
	int64_t row;          /* the run */
	char key[65];         /* digest of what decided it, hex */
	struct span seen;     /* any bytes: audit/seen.h */
	struct span out;      /* folder that its site was written to, or empty */
	char out_state[65];   /* digest of that folder's state, hex, or "" */
};

/* Of the newest complete run; false where nothing is known of it.  In `arena`. */
bool standing_find(struct standing *out, struct store *store, struct arena *arena);

/* In place of what was known, after runs_finish(). */
void standing_put(struct store *store, const struct standing *standing);

#endif
