/*
 * jail.h - work on what strangers wrote, in processes that can do nothing else.
 *
 * A worker gets bytes and gives bytes back (security.md section 7).  It has no
 * files, no network and no programs; when it crashes, hangs or eats memory, the
 * piece of work is tried once more in a fresh worker and then given up, and the
 * run goes on.  A worker that was taken over can only lie in its own replies:
 * check them as input.
 *
 * Start it early: a fork copies the page tables of what the parent holds.
 */
#ifndef BASE_JAIL_H
#define BASE_JAIL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/sandbox.h"
#include "base/span.h"

struct jail;

struct jail_options {
	unsigned workers; /* at least 1; at most 8 are started */
	enum sandbox_mode mode;
	size_t memory;    /* a worker's address space, bytes */
	unsigned cpu_ms;  /* of one piece of work */
	unsigned wall_ms; /* a backstop for a worker that sleeps */
	size_t reply_max; /* bytes; a longer reply counts as a crash */
	unsigned deaths;  /* after so many of them the machine is to blame */

	/*
	 * In the worker: once after the fork, for what needs a file the first
	 * time (may be NULL); then for each piece.  What does not fit into
	 * `reply` ends the worker as a lack of memory.
	 */
	void (*prepare)(void *ctx);
	void (*work)(void *ctx, struct span request, struct buf *reply);
	void *ctx;
};

/* How a piece of work ended. */
enum jail_end {
	JAIL_DONE,
	JAIL_CRASHED,   /* a signal, or a reply that makes no sense */
	JAIL_FORBIDDEN, /* it made a call that it may not make */
	JAIL_SLOW,      /* past cpu_ms or wall_ms */
	JAIL_MEMORY,    /* past memory or reply_max */
	JAIL_ENDS
};
extern const char *const jail_end_word[JAIL_ENDS]; /* "crashed" */

/* ERR_IO where no worker starts, or not at the level that the mode requires. */
int jail_open(struct jail **out, const struct jail_options *options, struct err *err);
void jail_close(struct jail *jail); /* NULL is fine */

/* The weakest worker's level: "full", "seccomp", "rlimits" or "off". */
const char *jail_level(const struct jail *jail);

/*
 * Pieces 0 to count-1.  `request` gives a piece's bytes, which stay where they
 * are until its reply; `reply` gets the answers in the order of the pieces,
 * whatever order they came in, with bytes good during the call.  ERR_INTERNAL
 * past options.deaths, or whatever the two say.
 */
struct jail_work {
	size_t count;
	int (*request)(void *ctx, size_t piece, struct span *out, struct err *err);
	int (*reply)(void *ctx, size_t piece, enum jail_end end, struct span bytes,
		     struct err *err);
	void *ctx;
};
int jail_run(struct jail *jail, const struct jail_work *work, struct err *err);

#endif
