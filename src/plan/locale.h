/*
 * locale.h - the language that a plan is written in, for numbers and dates alone:
 * plans.md section 14.
 */
#ifndef PLAN_LOCALE_H
#define PLAN_LOCALE_H

#include "plan/reading.h"

/* Which sign stands before decimals. */
enum decimals {
	DECIMALS_UNSAID,
	DECIMALS_DOT,        /* the language writes so, or numbers of the plan do */
	DECIMALS_COMMA,      /* the language writes so */
	DECIMALS_COMMA_SHOWN /* another number of the plan can be nothing else */
};

/* From the whole text and its metadata; found once. */
enum decimals locale_decimals(struct reading *r);

/* "de", from metadata or from the words that are counted; empty: nobody knows. */
struct span locale_language(struct reading *r);

#endif
