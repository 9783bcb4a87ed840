/*
 * finding.h - the catalogue of what can be odd, and one oddity.
 *
 * A finding is for people: it has a stable code, a level, a place, one sentence
 * with the input's own words in quotes and a hint.  It never stops a run.
 */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "base/span.h"

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR, FINDING_LEVELS };
extern const char *const finding_level_word[FINDING_LEVELS]; /* "note" */

struct finding_rule {
	const char *code;  /* "P-ENC-MOJIBAKE", "C7", "config-widens" */
	const char *name;  /* short name: "tick-vs-text"; NULL where it has none */
	enum finding_level level;
	bool certain;	   /* a contradiction that is arithmetic, not likeness */
	const char *title; /* what it is, in general */
	const char *fix;   /* what to do about it */
};

/* Sorted by code. */
extern const struct finding_rule finding_rules[];
extern const size_t finding_rule_count;

/*
 * For contradictions (C1 to C20): "certain" where it is arithmetic or identity,
 * "possible" where it is likeness, for review; NULL for notes and everything else.
 */
const char *finding_certainty(const struct finding_rule *rule);

/* NULL where no rule has that code: a bug. */
const struct finding_rule *finding_rule_of(struct span code);

struct finding {
	const struct finding_rule *rule;
	struct span path; /* plan or artifact; empty: the run as a whole */
	unsigned line, column; /* 0: unknown */
	unsigned other_line;   /* of a contradiction */
	size_t item, other_item; /* index in the plan's items, or ITEM_NONE */
	struct span message;
};

#endif
