/*
 * pick_run.h - the recorded run that a person means.
 *
 * By number ("12", as `muster log` prints it), by the run's id or a commit, six
 * hexadecimal digits of either at least, or "last": the newest.
 */
#ifndef CLI_PICK_RUN_H
#define CLI_PICK_RUN_H

#include "cli/command.h"
#include "model/report.h"
#include "store/db.h"

/*
 * The run's row in the store.  Of several runs of one commit the newest counts.
 * ERR_USAGE where none or several fit.
 */
int pick_run(int64_t *out_row, struct invocation *in, struct store *store,
	     const char *word, struct err *err);

/* The newest run of another commit than that of `row`, and before it; ERR_USAGE: none.
 */
int pick_run_before(int64_t *out_row, struct invocation *in, struct store *store,
		    int64_t row, struct err *err);

#endif
