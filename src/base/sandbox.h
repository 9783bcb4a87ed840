/*
 * sandbox.h - rights that the program gives up before it reads what strangers
 * wrote.  The door to libseccomp and to Landlock.
 *
 * The main process loses the start of programs, the network and the reach for
 * other processes and for the machine, and, once it has opened what it works on,
 * all files but those.  What is refused answers an error instead of ending the
 * process: a library that asks for a name service gets one that it knows how to
 * handle.  There is no way back, and children inherit it, so `capture`, `signoff`
 * and `serve` do not enter; the process of `serve` that answers does.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

enum sandbox_mode {
	SANDBOX_AUTO,    /* as much as the machine gives; the level says how much */
	SANDBOX_REQUIRE, /* an error where it does not give all */
	SANDBOX_OFF,     /* for debuggers and tracers */
	SANDBOX_MODES
};
extern const char *const sandbox_mode_word[SANDBOX_MODES]; /* "auto" */

/* False for a word that is none; *out untouched. */
bool sandbox_mode_of_word(struct span word, enum sandbox_mode *out);

/*
 * Give up the rights.  *out_level is what was reached, in a word for the run's
 * record: "seccomp" or "off".  ERR_IO, tagged "sandbox", where the mode is
 * SANDBOX_REQUIRE and the kernel or a container refuses.
 */
int sandbox_enter(enum sandbox_mode mode, const char **out_level, struct err *err);

/* The same for a process that has a socket which listens: it may take who connects. */
int sandbox_enter_serving(enum sandbox_mode mode, const char **out_level,
			  struct err *err);

/*
 * Give up every file but those, and what is below those that are folders; what the
 * program itself is loaded from can still be read.  What is not there is passed
 * over, so what is to be made needs the folder that it is made in.  Network, too,
 * where the kernel's Landlock knows it.
 *
 * *level is raised from "seccomp" to "full"; it stays where the kernel has no
 * Landlock, which is ERR_IO, tagged "sandbox", with SANDBOX_REQUIRE.
 */
struct sandbox_places {
	LIST(const char *) read, write;
};
int sandbox_lock(enum sandbox_mode mode, const struct sandbox_places *places,
		 const char **level, struct err *err);

/* The levels from the weakest on: "off", "rlimits", "seccomp", "full". */
const char *sandbox_weaker(const char *a, const char *b);

/* What still holds at a level that is not full: a sentence; NULL for "full". */
const char *sandbox_gap(const char *level);

/*
 * What a worker process keeps: reading and writing `fd`, memory that is not
 * executable, the monotonic clock, its end.  Any other call ends it.  For
 * base/jail.c, in the child, when nothing needs a file any more.  *out_level is
 * "full" (Landlock too), "seccomp" or "rlimits".
 */
struct sandbox_limits {
	size_t memory; /* bytes of address space; not under sanitizers */
	bool on_top;   /* of what the process has mapped by then */
	unsigned cpu_seconds;
};
int sandbox_worker(int fd, const struct sandbox_limits *limits, enum sandbox_mode mode,
		   const char **out_level, struct err *err);

#endif
