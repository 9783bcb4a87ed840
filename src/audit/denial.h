/*
 * denial.h - what an item's words deny: a pass, or that there is any of a thing.
 *
 * "Tests fail on arm" is not met by a report that passes, and "zero downtime"
 * not by one that does not count downtime.  English and the main words of
 * German, French, Spanish, Portuguese, Chinese and Japanese; in doubt something
 * is denied, because a claim that nobody showed is worse than one not taken.
 */
#ifndef AUDIT_DENIAL_H
#define AUDIT_DENIAL_H

#include "audit/wording.h"

enum none_of {
	NONE_FLAKY = 1,
	NONE_SKIPPED = 2,
	NONE_FINDING = 4, /* of any severity */
};

struct denial {
	bool fails;          /* they state a failure */
	unsigned none;       /* enum none_of: reports count these */
	struct span unknown; /* "no data loss", "except on ARM": no report tells */
	struct span number;  /* "10,000 users", "99.9 %": unless a threshold has it */
};

/* `words` are those of `text`; *out points into either or into `arena`. */
void denial_read(struct denial *out, const struct words *words, struct span text,
		 struct arena *arena);

/* The words that it looks up, in their order; false behind the last one. */
bool denial_word(size_t number, struct span *out);

#endif
