/*
 * legend.h - what the author says that signs mean: plans.md section 9.6.
 *
 * A legend extends the table of marks for its plan, wherever in it it stands, and
 * its entries are no items.  The configuration stands above it.
 */
#ifndef PLAN_LEGEND_H
#define PLAN_LEGEND_H

#include "plan/claim.h"
#include "plan/reading.h"
#include "plan/status.h"

/*
 * Every legend that has a heading or label of its own; before blocks are read.  And
 * whether boxes with red dots show that the dots before boxes rank them in this plan,
 * and are no states.
 */
void legend_find(struct reading *r);

/*
 * An entry like "✅ done", "[~] = partly", "P: in progress": kept.  False, and
 * nothing kept, where the text is none.
 */
bool legend_take(struct reading *r, struct span plain);

/* Whether the text would be an entry; `alone`: with nothing behind the state. */
bool legend_is_entry(struct reading *r, struct span plain, bool alone);

/* A table of signs and their meanings; its entries are kept. */
bool legend_table(struct reading *r, const struct grid *grid);

/* What the legend says of a mark in a box or cell; false: no state. */
bool legend_mark(const struct reading *r, struct span mark, enum claim *out);

/*
 * "✅ = done | ❌ = pending": two signs or more with what each means, joined by "=", and
 * nothing else.
 */
bool legend_is_line(struct span plain);

/* Whether it makes the sign a priority ("must be done first"), which is no state. */
bool legend_ranks(const struct reading *r, struct span sign);

/*
 * What the legend's rank of an item ("P0", a red dot) says of its level, where the
 * legend says that what has it is required or optional: plans.md section 6.7.
 */
bool legend_level(const struct reading *r, struct span plain, enum item_level *level);

/* The text of a boxed item without the dot in front that ranks it. */
struct span legend_unranked(const struct reading *r, struct span plain);

/* What it says of a glyph at either end of the text; `box` refined by it. */
void legend_apply(struct reading *r, struct claim_reading *claim, enum claim box,
		  struct span plain);

#endif
