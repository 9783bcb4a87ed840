/*
 * items.h - what every item gets, whatever kind of line it comes from.
 */
#ifndef PLAN_ITEMS_H
#define PLAN_ITEMS_H

#include "plan/claim.h"
#include "plan/reading.h"

/* Line, column (of `text`, which is a piece of that line) and end. */
void items_place(struct reading *r, size_t item, unsigned line, struct span text,
		 unsigned end_line);

/* An author's id; `sure`: it stands in an id column. */
void items_id(struct reading *r, size_t item, struct span text, bool sure);

/* Level and polarity from the topics and the item's own words. */
void items_level(struct reading *r, size_t item, unsigned topics);

/* C7 where mark and words of the item disagree. */
void items_clash(struct reading *r, size_t item, const struct claim_reading *claim);

/* A hedging word of its own line, or of an evidence line (`caps`), or of the body. */
void items_hedge(struct reading *r, size_t item, struct span source, unsigned line,
		 bool caps);

/* Take over the claim of what stands above, where the item has none. */
void items_inherit(struct reading *r, size_t item);

/* "Key: value": metadata, or a claim of the section or the document. */
void items_pair(struct reading *r, struct span key, struct span value, unsigned line);

/* A claim of the section that is open, or of the document. */
size_t items_section_claim(struct reading *r, const struct claim_reading *claim,
			   struct span plain, unsigned line, bool document);

#endif
