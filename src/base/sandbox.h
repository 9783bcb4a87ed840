/*
 * sandbox.h - rights that the program gives up before it reads what strangers
 * wrote.  The door to libseccomp and to Landlock.
 *
 * The main process keeps the file system, because git's and SQLite's libraries
 * need it; it loses the start of programs, the network and the reach for other
 * processes and for the machine.  What is refused answers EPERM instead of
 * ending the process: a library that asks for a name service gets an error that
 * it knows how to handle.  There is no way back, and children inherit it, so
 * `capture`, `signoff` and `serve` do not enter.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

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

/*
 * What a worker process keeps: reading and writing `fd`, memory that is not
 * executable, the monotonic clock, its end.  Any other call ends it.  For
 * base/jail.c, in the child, when nothing needs a file any more.  *out_level is
 * "full" (Landlock too), "seccomp" or "rlimits".
 */
struct sandbox_limits {
	size_t memory; /* bytes of address space; not under sanitizers */
	unsigned cpu_seconds;
};
int sandbox_worker(int fd, const struct sandbox_limits *limits, enum sandbox_mode mode,
		   const char **out_level, struct err *err);

#endif
