/*
 * runs.h - runs in and out of the database.
 *
 * A run is two transactions: facts, then everything judged.  It counts when its
 * row says complete; an unfinished one is ignored and swept by the next.
 */
#ifndef STORE_RUNS_H
#define STORE_RUNS_H

#include "model/report.h"
#include "store/db.h"

/* Start: sweeps unfinished runs, gives run->row.  Facts follow (facts.h). */
int runs_begin(struct store *store, struct run *run, struct err *err);

/*
 * Everything of the report but facts, and complete = 1; gives run.number.  Facts
 * of earlier runs are dropped: earlier runs keep items, verdicts, requirements,
 * findings and artifact rows.
 */
int runs_finish(struct store *store, struct report *report, struct err *err);

/* Forget an unfinished run. */
int runs_abandon(struct store *store, struct run *run, struct err *err);

/* A complete run as it was saved; row 0: the newest.  ERR_ABSENT for none. */
int runs_load(struct report *out, struct store *store, int64_t row, struct arena *arena,
	      struct err *err);

/* Complete runs, newest first, without items; `max` 0: all. */
int runs_list(struct run **out, size_t *out_count, struct store *store, size_t max,
	      struct arena *arena, struct err *err);

/*
 * Fill report->history and report->past from complete runs of other commits
 * before this one, one run a commit, newest 24.
 */
int runs_history(struct report *report, struct store *store, struct arena *arena,
		 struct err *err);

/*
 * Write a fresh database that holds exactly this run: ordered inserts,
 * renumbered from 1, rollback journal, vacuumed, no wall-clock column.  Same
 * run, same libraries: same bytes.
 */
int runs_export(struct store *store, int64_t row, const char *path, struct err *err);

#endif
