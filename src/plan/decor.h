/*
 * decor.h - glyphs that decorate: plans.md section 9.3.
 */
#ifndef PLAN_DECOR_H
#define PLAN_DECOR_H

#include "plan/reading.h"

/*
 * Take back what three sibling headings or more claim by one and the same glyph,
 * where boxes or state cells below each of them say more; and what one heading
 * claims by a glyph that is its topic's picture, as its siblings have theirs.
 *
 * In front of headings such a glyph is decoration, always; behind them it is one
 * unless it is true of one of them: then it claims, and of the others it is wrong
 * (C4).  What all siblings share and is taken back is marked `decorated`, so that
 * clash.c can say where it would have been wrong.
 */
void decor_headings(struct reading *r);

/*
 * "- [ ] `make check` - PASS", three times or more and never ticked: the words say
 * what is expected, and disagree with no box.  Their C7 findings are taken back; the
 * claims stay open.
 */
void decor_expected(struct reading *r);

/* The glyph that every box of a list (three or more) has in front; or empty. */
struct span decor_of_list(struct reading *r, const struct md_node *list);

#endif
