/*
 * notation.h - what authors write for muster itself: {#id key=value}, comments
 * that begin "muster:", and comments in general: plans.md section 17.
 */
#ifndef PLAN_NOTATION_H
#define PLAN_NOTATION_H

#include "plan/reading.h"

/* Take {#id ...} and muster comments off the end of an item's source, and obey. */
void notation_attributes(struct reading *r, size_t item, struct span *source);

/* Comments inside a paragraph; `item` may be ITEM_NONE. */
void notation_annotations(struct reading *r, size_t item, struct span source,
			  unsigned line);

/* A declared level or id stands above what the text says; once the item is read. */
void notation_settle(struct reading *r, size_t item);

/*
 * "Waiver: until 2026-12-31 by @lead, owner @sam - reason" of that item; false:
 * the source is something else.
 */
bool notation_waiver(struct reading *r, size_t item, struct span source, unsigned line);

/* A block of HTML: annotations in comments, tables. */
void notation_html(struct reading *r, const struct md_node *html, size_t parent);

#endif
