/*
 * past.h - earlier runs that come with a bundle: its history.json, and for a run
 * without a database of its own the bundle's run itself (--history).
 */
#ifndef CLI_PAST_H
#define CLI_PAST_H

#include "cli/command.h"
#include "model/report.h"
#include "store/db.h"

/*
 * The runs and verdicts of a folder's history.json into out->history and out->past.
 * ERR_FORMAT where it is none, or its numbers do not follow each other.
 */
int past_read(struct report *out, const char *folder, struct arena *arena,
	      struct err *err);

/*
 * --history BUNDLE: verified first; its run goes into `store`, as the newest one that
 * is recorded there, and *out gets the runs before it.  Nothing is done where the
 * option is not given or says "none".  A bundle that is older than what the store has
 * is only asked for what came before.
 */
int past_take(struct report *out, struct invocation *in, struct store *store,
	      struct err *err);

/*
 * Put `earlier` in front of what the store knows: runs of commits that are not among
 * those, numbered from 1 without gaps, the newest 24 kept.
 */
void past_join(struct report *report, const struct report *earlier,
	       struct arena *arena);

#endif
