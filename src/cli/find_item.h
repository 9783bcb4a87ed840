/*
 * find_item.h - the item that a person means: an id, a declared id, FILE:LINE,
 * or words that only one item has.
 */
#ifndef CLI_FIND_ITEM_H
#define CLI_FIND_ITEM_H

#include "base/err.h"
#include "model/report.h"
#include "store/db.h"

struct found_item {
	const struct planned *planned;
	size_t index;
};

/*
 * ERR_USAGE where none or several fit; the message lists up to five of several
 * with their ids.
 */
int find_item(struct found_item *out, const struct report *report, struct span words,
	      struct err *err);

/* The same without the report: its places in the run at that row, never 0. */
struct found_place {
	size_t plan, item;
};

int find_recorded(struct found_place *out, struct store *store, int64_t row,
		  struct span words, struct arena *arena, struct err *err);

#endif
