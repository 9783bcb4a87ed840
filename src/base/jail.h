/*
 * jail.h - work on what strangers wrote, in processes that can do nothing else.
 *
 * A worker gets bytes and gives bytes back (security.md section 7).  It has no
 * files, no network and no programs; when it crashes, hangs or eats memory, the
 * piece of work is tried once more in a fresh worker and then given up, and the
 * run goes on.  A worker that was taken over can only lie in its own replies:
 * check them as input.  A request lies in memory that it shares with its worker
 * alone; a reply comes in parts through a socket, so that neither side ever
 * holds the whole of it.
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

#define JAIL_WORKERS 8  /* more are not started */
#define JAIL_WINDOW  32 /* pieces between request() and done(), at most */
#define JAIL_PART    ((size_t)2 << 20) /* bytes of one part of a reply, at most */

/* The bytes of one piece, two of them so that nobody has to join them. */
struct jail_request {
	struct span head, body;
};

/* A reply on its way out, in the worker. */
struct jail_reply;

/* Its next part; past options.reply_max the worker ends as out of memory. */
void jail_put(struct jail_reply *reply, struct span part);

struct jail_options {
	unsigned workers; /* at least 1 */
	enum sandbox_mode mode;
	size_t memory;      /* a worker's address space, bytes */
	bool memory_on_top; /* of what it has when it starts: a late fork is large */
	unsigned cpu_ms;    /* of one piece of work */
	unsigned wall_ms;   /* a backstop for a worker that sleeps */
	size_t request_max; /* bytes of one request */
	size_t reply_max;   /* bytes of one reply; a longer one ends the worker */
	unsigned deaths;    /* after so many of them the machine is to blame */

	/*
	 * In the worker: once after the fork, for what needs a file the first
	 * time (may be NULL); then for each piece.
	 */
	void (*prepare)(void *ctx);
	void (*work)(void *ctx, struct jail_request request, struct jail_reply *reply);
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

/* The mode it was opened with. */
enum sandbox_mode jail_mode(const struct jail *jail);

/* The weakest worker's level so far: "full", "seccomp", "rlimits" or "off". */
const char *jail_level(const struct jail *jail);

/* Whether a worker has died so far: another time it might not. */
bool jail_has_losses(const struct jail *jail);

/*
 * Pieces 0 to count-1.  `request` gives a piece's bytes, which stay where they
 * are until it is done; 1 says that there is nothing to ask of a worker.  Then,
 * in the order of the pieces, whatever order they were answered in: `part` for
 * every part of the reply, with bytes good during the call, and `done`.  Both may
 * return 1: what the worker said makes no sense, which counts as a crash.
 *
 * A piece whose worker died is tried once more, alone, in a fresh one: `again`
 * says that the parts told so far, if any, are void.  So it does before `done`
 * with an end that is not JAIL_DONE.
 *
 * ERR_INTERNAL past options.deaths, or whatever the callbacks say.
 */
struct jail_work {
	size_t count;
	int (*request)(void *ctx, size_t piece, struct jail_request *out,
		       struct err *err);
	int (*part)(void *ctx, size_t piece, struct span bytes, struct err *err);
	int (*again)(void *ctx, size_t piece, struct err *err);
	int (*done)(void *ctx, size_t piece, enum jail_end end, struct err *err);
	void *ctx;
};
int jail_run(struct jail *jail, const struct jail_work *work, struct err *err);

#endif
