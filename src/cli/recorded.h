/*
 * recorded.h - the newest recorded run, for commands that only look.
 *
 * Read-only, so that looking never waits for a writer.
 */
#ifndef CLI_RECORDED_H
#define CLI_RECORDED_H

#include "cli/command.h"
#include "model/report.h"
#include "repo/repo.h"
#include "store/db.h"

struct recorded {
	struct repo *repo; /* NULL with --db */
	struct store *store;
	struct report report;
};

/*
 * ERR_USAGE where no run is recorded yet.  recorded_close() is due also after an
 * error.
 */
int recorded_open(struct recorded *out, struct invocation *in, struct err *err);
/* The same of the run alone: runs_head(). */
int recorded_head(struct recorded *out, struct invocation *in, struct err *err);
void recorded_close(struct recorded *recorded);

#endif
