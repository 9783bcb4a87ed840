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

#endif
