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

/*
 * Start: sweeps unfinished runs, gives run->row.  Facts follow (facts.h); those of the
 * run before go when the first comes, or in the end, unless facts_stay() is said.  Nothing is lost when this run is abandoned, or the
 * process dies, before runs_finish().
 */
int runs_begin(struct store *store, struct run *run, struct err *err);

/*
 * Ends the first transaction for those who ask the facts with SQL (query.h): they
 * are committed, with the artifacts as they are now, and the second one begins, so
 * that nobody writes to the database while its file is read.  Not needed where
 * nobody asks.  Gives ids to artifacts; errors as runs_finish().
 */
int runs_facts(struct store *store, struct report *report, struct err *err);

/*
 * Everything of the report but facts, history and past, and complete = 1; gives
 * run.number and ids to artifacts that had no facts_begin().  Earlier runs keep
 * items, verdicts, requirements, findings and artifact rows.  ERR_IO with the tag
 * "locked" where another muster took this run for unfinished meanwhile.
 */
int runs_finish(struct store *store, struct report *report, struct err *err);

/*
 * The same, but `look` sees the report as it will be loaded, before anybody else can;
 * where it sets *again, it has changed `report`, and that is what is saved.
 */
struct runs_review {
	int (*look)(void *ctx, bool *again, struct report *stored, struct err *err);
	void *ctx;
	struct arena *arena; /* for what is loaded */
};
int runs_finish_reviewed(struct store *store, struct report *report,
			 const struct runs_review *review, struct err *err);

/* A run that another database had, whole but for its facts; numbered as the newest. */
int runs_import(struct store *store, struct report *report, struct err *err);

/* Forget an unfinished run. */
int runs_abandon(struct store *store, struct run *run, struct err *err);

/*
 * A complete run as it was saved, without history (runs_history() finds it);
 * row 0: the newest.  ERR_ABSENT for none, ERR_FORMAT for a damaged one.
 */
int runs_load(struct report *out, struct store *store, int64_t row, struct arena *arena,
	      struct err *err);

/* The run alone, without plans or artifacts; row and errors as for runs_load(). */
int runs_head(struct report *out, struct store *store, int64_t row, struct arena *arena,
	      struct err *err);

/*
 * What a terminal says of a run: the run, its own findings, every plan by its path
 * alone, and of the items that block (judged, no parent, and required or
 * contradicted) the first `most` in the order of trouble: line, text, verdict and
 * sentence, in their plans.  row and errors as for runs_load().
 */
int runs_glance(struct report *out, struct store *store, int64_t row, size_t most,
		struct arena *arena, struct err *err);

/* What an item of a recorded run is found by. */
struct run_name {
	size_t plan, item; /* its places in the report */
	struct span path;  /* of the plan */
	struct span id, declared_id, plain;
	unsigned line, end_line;
};

/* Of which items names are wanted; nothing: of all. */
struct name_wish {
	struct span id; /* its id or declared id, in either case, or */
	uint64_t line;  /* a line of its own text */
};

/* In the order of plans and items.  `row` is that of a run, never 0. */
int runs_names(struct run_name **out, size_t *out_count, struct store *store,
	       int64_t row, const struct name_wish *wish, struct arena *arena,
	       struct err *err);

/*
 * What one item's story needs: that plan whole, inputs, and the artifacts that its
 * requirements name but for their counts; of other plans their paths, of other
 * artifacts path, origin and family.  All are at their places.
 */
int runs_plan(struct report *out, struct store *store, int64_t row, size_t plan,
	      struct arena *arena, struct err *err);

/* Complete runs, newest first, without items; `max` 0: all. */
int runs_list(struct run **out, size_t *out_count, struct store *store, size_t max,
	      struct arena *arena, struct err *err);

/*
 * The newest complete run of each other commit before the first of this one,
 * oldest first, without items: what runs_history() looks at.
 */
int runs_earlier(struct run **out, size_t *out_count, struct store *store,
		 const struct run *run, struct arena *arena, struct err *err);

/*
 * Flaky evidence: what requirements pass or fail by a report, and by other reports, of
 * up to 12 runs before, about the same commit, the other way.  Fills other_pass and
 * other_fail of those; each report's bytes count once.
 */
int runs_flaky(struct report *report, struct store *store, struct err *err);

/* How many of a run's requirements are so. */
int runs_flaky_count(uint64_t *out, struct store *store, int64_t row, struct err *err);

/* What one item came to in a run, and what it was in the run before. */
struct run_item {
	struct span plan, id, plain;
	unsigned line;
	enum verdict verdict;
	enum lineage_how how;
	struct span old_plan, old_id, old_commit;
};

/* By the plan's path and the item's id; *found false where the run has none such. */
int runs_item(struct run_item *out, bool *found, struct store *store, int64_t row,
	      struct span plan, struct span id, struct arena *arena, struct err *err);

/* Plans with their items, headings and references of the run at `row`, no more. */
int runs_items(struct report *out, struct store *store, int64_t row,
	       struct arena *arena, struct err *err);

/*
 * Fill report->history and report->past from complete runs of other commits
 * before the first of this commit, the newest run of each, newest 24.  They are
 * numbered in that order from 1, as runs_finish() numbers this one: a second run
 * of a commit changes no number.
 */
int runs_history(struct report *report, struct store *store, struct arena *arena,
		 struct err *err);

/*
 * Write a fresh database to `path` that holds exactly this run: ordered inserts,
 * renumbered from 1, rollback journal, no free page, run.number left out.  Same
 * run, same libraries: same bytes, whatever else the store holds.  Facts are
 * those of the newest run: an earlier one has none.  Replaces a file that is
 * there; syncs nothing.
 */
int runs_export(struct store *store, int64_t row, const char *path, struct err *err);

#endif
