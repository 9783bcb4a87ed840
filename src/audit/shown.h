/*
 * shown.h - what one artifact shows by itself, when nobody said what it must.
 *
 * The artifact's own notion of failure decides: the table of verdicts.md, "What
 * a cited artifact must show when the plan names no predicate", one row and one
 * small function a family.  Absence is never a pass: no case that ran, no scan
 * that succeeded, no threshold give no outcome.
 */
#ifndef AUDIT_SHOWN_H
#define AUDIT_SHOWN_H

#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"
#include "model/verdict.h"

/* Facts of an artifact, wherever they are kept; both may be NULL in a test. */
struct fact_source {
	/* At most `limit` facts of one kind (0: all), in order. */
	int (*each)(void *ctx, const struct artifact *artifact, enum fact_kind kind,
		    size_t limit, const struct fact_sink *sink, struct err *err);
	/* Cases that a selector names, by outcome: facts_cases() of store/facts.h. */
	int (*cases)(void *ctx, int64_t out[TEST_OUTCOMES],
		     const struct artifact *artifact, struct span selector,
		     struct err *err);
	void *ctx;
};

struct shown {
	enum outcome outcome;
	enum reason reason; /* why it is no pass */
	enum claim_class
		shows;        /* the highest class that a pass of this kind can meet */
	struct span expected; /* "at least one case ran, none failed" */
	struct span actual;   /* "412 tests, 2 failed, 5 skipped" */
	unsigned line;        /* in the artifact; 0: none in particular */
	bool titled;          /* the document's own title names what the item names */
};

/*
 * What the reader's status alone decides: evidence.md section 11, its last
 * lines.  False where the artifact was read and its facts decide.
 */
bool shown_by_status(struct shown *out, const struct artifact *artifact,
		     struct arena *arena);

/*
 * What its family's own rule says over `counts`, which are the artifact's or a
 * selection of them.  An artifact read in part can fail, never pass.
 */
void shown_by_family(struct shown *out, const struct artifact *artifact,
		     const struct fact_counts *counts, struct arena *arena);

/*
 * What the artifact says by itself, for its page: its status or its family's rule,
 * where the family can show an outcome; OUTCOME_UNBINDABLE where it cannot.
 */
enum outcome shown_alone(const struct artifact *artifact, struct arena *scratch);

/* The highest class of claim that any file of the family can meet. */
enum claim_class shown_class(enum family family);

/* Statements among the counts that are a test's or a command's result. */
int64_t shown_attested(const struct fact_counts *counts);

/* Whether nothing is known of its content but that it can be read. */
bool shown_is_opaque(enum family family);

/*
 * For a claim that a thing is there: present and no placeholder.  Passes with
 * reason REASON_REPORT_FAILS where it is a report that fails.
 */
int shown_by_presence(struct shown *out, const struct artifact *artifact,
		      const struct fact_source *facts, struct arena *arena,
		      struct err *err);

/* "412 tests, 2 failed", from counts; empty for a family that counts nothing. */
struct span shown_in_words(enum family family, const struct fact_counts *counts,
			   struct arena *arena);

#endif
