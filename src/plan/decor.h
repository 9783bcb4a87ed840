/*
 * decor.h - glyphs that decorate: plans.md section 9.3.
 */
#ifndef PLAN_DECOR_H
#define PLAN_DECOR_H

#include "plan/reading.h"

/*
 * Take back what three sibling headings or more claim by one and the same glyph,
 * where boxes or state cells below each of them say more.  In front of headings it
 * is decoration, always; behind them it is one unless it is true of one of them:
 * then it claims, and of the others it is wrong (C4).  What is taken back is marked
 * `decorated`, so that clash.c can say where it would have been wrong.
 */
void decor_headings(struct reading *r);

/* The glyph that every box of a list (three or more) has in front; or empty. */
struct span decor_of_list(struct reading *r, const struct md_node *list);

#endif
