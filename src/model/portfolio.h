/*
 * portfolio.h - many bundles side by side: what `muster rollup` keeps of each.
 *
 * A bundle that does not verify is kept with what is wrong with it, and of what it
 * says only whom it claims to be about: nothing in it counts.
 */
#ifndef MODEL_PORTFOLIO_H
#define MODEL_PORTFOLIO_H

#include "base/arena.h"
#include "model/verdict.h"

/* An item that does not stand: neither verified nor waived nor not applicable. */
struct rolled_item {
	struct span plan, id, text, reason; /* of `reason` the word */
	unsigned line;
	bool required;
	enum verdict verdict;
};

/* A sign-off field, as the statements stood when the bundle was verified. */
struct rolled_field {
	struct span field, role;
	bool required;
	bool given; /* by a statement or a signed tick, and rejected by nobody */
	bool rejected;
};

/* One bundle. */
struct rolled {
	char digest[65];  /* SHA-256 of all that follows: what makes two of them one */
	struct span name; /* its name as muster makes it; not verified: its file's */
	bool verified;
	struct span code,
		detail; /* not verified: the first error, as verify names it */
	struct span project, commit, source_uri, tool;
	char seal[65];         /* seal digest, hex */
	struct span sealed_by; /* whom the operator trusts, and whose key sealed it */
	int64_t sequence;      /* 0: the seal does not say */
	int64_t as_of;
	int64_t good_until;  /* CLOCK_NONE: nothing that counted lapses */
	enum result outcome; /* RESULTS: not verified */
	uint64_t counts[VERDICTS];
	uint64_t required_left; /* required items and fields that do not stand */
	LIST(struct rolled_item) items;
	LIST(struct rolled_field) fields;
};

/* What a bundle comes to at a time. */
enum rolled_state {
	ROLLED_READY,
	ROLLED_WAIVERS,
	ROLLED_LAPSED, /* it was ready, and something that counted has ended since */
	ROLLED_NOT_READY,
	ROLLED_INDETERMINATE,
	ROLLED_BYPASSED,
	ROLLED_UNVERIFIED,
	ROLLED_STATES
};
extern const char *const rolled_state_word[ROLLED_STATES]; /* "not-ready" */
enum rolled_state rolled_state(const struct rolled *rolled, int64_t at);
bool rolled_is_ready(enum rolled_state state);

/*
 * Several bundles of one project: whether `a` speaks for it rather than `b`.  The
 * later as-of time, else the higher sequence, else the worse outcome.
 */
bool rolled_speaks(const struct rolled *a, const struct rolled *b);

/* In the order of the database: project, time, sequence, digest. */
struct portfolio_view {
	LIST(struct rolled) bundles;
	int64_t at; /* the time it is looked at */
};

/* Which bundles speak for a project, by index; in the order of projects. */
struct portfolio_sum {
	LIST(size_t) newest;
	LIST(size_t)
	earlier; /* verified, and of a project that a later one speaks for */
	LIST(size_t) unverified;
	uint64_t states[ROLLED_STATES]; /* of the newest */
	uint64_t counts[VERDICTS];      /* items of the newest */
	uint64_t ready;
};
void portfolio_sum(struct portfolio_sum *out, const struct portfolio_view *view,
		   struct arena *arena);

#endif
