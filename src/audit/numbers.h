/*
 * numbers.h - thresholds in an item's own words against what an artifact counted.
 *
 * Only where there is one way to read it: line coverage, problems by severity,
 * tests, and a statistic of the one metric that fits.  Ratios compare counts,
 * never a rounded percentage (evidence.md section 7).
 */
#ifndef AUDIT_NUMBERS_H
#define AUDIT_NUMBERS_H

#include "audit/shown.h"
#include "audit/wording.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/artifact.h"
#include "model/plan.h"

/* Does it ask for a number that evidence could show?  Approximate ones do not. */
bool threshold_binds(const struct threshold *threshold);

/* The family that it is about: coverage, metrics, scan, tests; 0: nobody knows. */
unsigned threshold_stated(const struct threshold *threshold);

/*
 * Hold one threshold against an artifact that was read.  False in *out_told where
 * the artifact cannot tell; then *out is empty.
 */
int threshold_judge(struct shown *out, bool *out_told,
		    const struct threshold *threshold, const struct artifact *artifact,
		    const struct fact_source *facts, struct arena *arena,
		    struct err *err);

/*
 * "12 tests": at least that many passed and none failed.  The artifact is a test
 * report that was read.
 */
void count_judge(struct shown *out, uint64_t count, const struct artifact *artifact,
		 struct arena *arena);

/* "About 100 tests" beside a report with 60 that passed: as with lines, below. */
bool tests_are_far(int64_t *out_passed, const struct item *item,
		   const struct artifact *artifact);

/*
 * "~600 lines" beside a document: true in *out_far where it is off by more than
 * the threshold's tolerance, a fifth where it has none.  That is a finding and a
 * cap, never a refutation.
 */
int lines_are_far(bool *out_far, int64_t *out_lines, const struct item *item,
		  const struct artifact *artifact, const struct fact_source *facts,
		  struct err *err);

#endif
