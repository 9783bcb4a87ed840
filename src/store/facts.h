/*
 * facts.h - the sink that inserts, and facts back out.
 *
 * A fact's row id is artifact id * 2^24 + its number, so a range on the row id
 * is the artifact's index (performance.md section 5); the number of a suite,
 * scan, job is the one its reader gave.
 */
#ifndef STORE_FACTS_H
#define STORE_FACTS_H

#include "model/artifact.h"
#include "store/db.h"

/*
 * Facts of the run before may stay where the same artifact is at the same place, and
 * says the same (kept.h).  Say so before the first facts_begin(): else that sweeps
 * them all, which is cheaper where most of them would change.
 */
void facts_stay(struct store *store);

/* In place of facts_begin() to facts_end(): those at artifact->id stay. */
void facts_kept(struct store *store, struct artifact *artifact);

/*
 * Opens a savepoint.  artifact->id is its place in the report, from 1; 0: the one
 * behind the last that was given, and so it is set.  Older facts of that id go.
 */
int facts_begin(struct store *store, int64_t run_row, struct artifact *artifact,
		struct err *err);

/* Good between facts_begin() and facts_end(). */
struct fact_sink facts_sink(struct store *store);

/* What the sink took so far is void; the same artifact begins again. */
int facts_again(struct store *store, struct err *err);

/*
 * Ends it: the facts stay when status is ok or partial and are rolled back
 * otherwise.  The artifact row itself is written by runs_finish().
 */
int facts_end(struct store *store, const struct artifact *artifact, struct err *err);

enum facts_order {
	FACTS_IN_ORDER,
	/*
	 * Failed cases first, severe problems first, lowest coverage.  For pages: of
	 * cases and problems it gives what they show, and nothing in other fields.
	 */
	FACTS_WORST_FIRST,
};

/* After the last artifact: what older facts are left goes. */
int facts_settle(struct store *store, struct err *err);

/*
 * Of the run that is begun, or else of the one that was loaded last: those of any other
 * than the newest are not there.  Hand facts of one kind of one artifact to `sink`,
 * `limit` at most (0: all) after skipping `offset`.  What was put in comes out, cut
 * texts and NULs apart (limits.h; a NUL in a text is stored as U+2400).  FACT_ABOUT
 * gives nothing: it is in the artifact.
 */
int facts_each(struct store *store, int64_t artifact_id, enum fact_kind kind,
	       enum facts_order order, size_t offset, size_t limit,
	       const struct fact_sink *sink, struct err *err);

/*
 * Cases whose suite, class, file or name matches `selector` ('*' matches any
 * run; else whole name, or the file's base name), counted by outcome.
 */
int facts_cases(int64_t out[TEST_OUTCOMES], struct store *store, int64_t artifact_id,
		struct span selector, struct err *err);

#endif
