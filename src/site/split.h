/*
 * split.h - the pages of a plan that is too long for one: site.md section 4.
 *
 * A part starts with a section where it can; a section that is longer by itself is
 * cut between the items of a list or the rows of a table that stand at the top of the
 * document.  What is nested stays with what it is nested in.
 */
#ifndef SITE_SPLIT_H
#define SITE_SPLIT_H

#include "site/page.h"
#include "text/md.h"

/* Lines from `from` up to `to`, which is the next part's. */
struct split_part {
	unsigned from, to;
};

struct split {
	LIST(struct split_part) parts; /* at least one */
};

/* Fills `index`'s part and parts too, in the site's arena; the split in `arena`. */
void split_plan(struct split *out, struct site *site, size_t plan,
		const struct md_node *root, struct arena *arena);

/* Lists and tables at the top of the document: the blocks that are cut. */
bool split_cuts(const struct md_node *block);

#endif
