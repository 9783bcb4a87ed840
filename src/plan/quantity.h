/*
 * quantity.h - one number with its unit, as people write it: plans.md section 12.
 *
 * Text is folded.  Values are exact decimals in millionths.
 */
#ifndef PLAN_QUANTITY_H
#define PLAN_QUANTITY_H

#include "plan/locale.h"

struct quantity {
	int64_t micro, other_micro; /* the same, but where `ambiguous` */
	bool ambiguous; /* "1.600" where nobody knows whether the dot groups */
	struct span
		unit;  /* canonical: "ns" "s" "B" "bp" "1/s" or a noun; may be empty */
	bool coarse;   /* minutes or more: how long work takes */
	bool severity; /* "critical", "high": others may follow */
};

/*
 * The number at the front, without unit; its bytes, or 0 for what is none: a date,
 * a version, a time of day, a pair ("401/403"), a price.  May ask for the plan's
 * language, which costs a pass over the text the first time.
 */
size_t quantity_number(struct reading *r, struct span text, struct quantity *out);

/* The unit or count noun that follows; scales *out; its bytes with blanks, or 0. */
size_t quantity_unit(struct reading *r, struct span text, struct quantity *out);

/* "critical" beside "high": a severity's noun at the front; its bytes, or 0. */
size_t quantity_severity(struct span text, struct span *noun);

/* Something that tests or checks are called, at the front; its bytes, or 0. */
size_t quantity_all_noun(struct span text);

/* A number at the front that shows which sign its writer puts before decimals. */
size_t quantity_sign(struct span text, enum decimals *out);

#endif
