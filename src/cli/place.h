/*
 * place.h - where things lie that a command reads or writes: architecture.md,
 * "What is written where".
 */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "cli/command.h"
#include "repo/repo.h"

/*
 * The path of the database, in the invocation's arena, NUL behind it: --db, else
 * muster/muster.db in git's common directory, where no commit can plant it.
 * `repo` NULL: the repository of the current folder is asked, and closed again.
 */
int place_database(struct span *out, struct invocation *invocation, struct repo *repo,
		   struct err *err);

/* The folder itself, or the nearest above it that is there; in the arena. */
const char *place_nearest(const char *path, struct arena *arena);

/* The same for the folder that a file is to lie in. */
const char *place_above(const char *file, struct arena *arena);

/*
 * A folder that is written to, held against another muster that wants the same: made
 * where it is not there, and taken away again by place_leave() where it is still
 * empty then.  ERR_IO, "locked", where somebody holds it.
 */
struct place_claim {
	const char *folder;
	int held; /* -1: nothing */
	bool made;
};
#define PLACE_UNCLAIMED ((struct place_claim){ NULL, -1, false })
int place_claim(struct place_claim *out, const char *folder, struct err *err);
void place_leave(struct place_claim *claim);

#endif
