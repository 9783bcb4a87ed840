/*
 * capturing.h - what `muster capture` states about the tree: before and after.
 *
 * The scope is what --scope gives, else [pack] scope of HEAD's muster.conf, else all
 * but documents; evidence, what muster writes and what the command is to write are
 * never part of it.  Contents are compared, as git would store them.
 */
#ifndef CLI_CAPTURING_H
#define CLI_CAPTURING_H

#include "seal/captured.h"

struct capturing;

struct config;

/*
 * HEAD, its configuration and what differs from it now, in `arena`.  `config` is the
 * operator's; NULL: the tree's counts.
 */
int capturing_look(struct capturing **out, const struct config *config,
		   struct arena *arena, struct err *err);

/* evidence/NAME.ENDING below the first evidence root of the working tree. */
const char *capturing_target(const struct capturing *capturing, const char *name,
			     const char *ending);

struct capturing_ask {
	const char *const *scopes;  /* --scope; NULL-terminated, as the other */
	const char *const *outputs; /* files that the command is to write */
	const char *target;         /* the statement's own file */
};

/* Before the command: the scope, its imprint, what is dirty, the commit, the time. */
int capturing_begin(struct captured *said, struct capturing *capturing,
		    const struct capturing_ask *ask, struct err *err);

/* After it: what moved meanwhile, the files it wrote and did not, the time. */
int capturing_end(struct captured *said, struct capturing *capturing, struct err *err);

#endif
