/*
 * coverage.h - what the readers of coverage reports share.
 *
 * Coverage is two counts, covered and all; a share is never kept.  A report's
 * own totals are rows that say so (computed false) beside those that are counted
 * here from its files; where they differ, the counted ones win and a note says it.
 */
#ifndef READERS_COVERAGE_H
#define READERS_COVERAGE_H

#include "readers/put.h"

struct coverage {
	struct put put;
	struct {
		int64_t covered, total;           /* counted from files */
		int64_t said_covered, said_total; /* FACT_UNSAID */
	} of[COVERAGE_METRICS];
	unsigned said_line; /* where the report's totals stand */
};

void coverage_init(struct coverage *coverage, const struct fact_sink *sink,
		   struct arena *scratch, struct err *err);

/*
 * A file's counts, added to the totals.  Nothing where there is nothing to
 * cover; ERR_FORMAT, out-of-range, where more is covered than there is.
 */
int coverage_file(struct coverage *coverage, enum coverage_metric metric,
		  struct span name, int64_t covered, int64_t total, unsigned line);

/* A package's: a row, and no part of the totals. */
int coverage_package(struct coverage *coverage, enum coverage_metric metric,
		     struct span name, int64_t covered, int64_t total, unsigned line);

/* What the report says of the whole; negative counts are unsaid. */
void coverage_said(struct coverage *coverage, enum coverage_metric metric,
		   int64_t covered, int64_t total, unsigned line);

/*
 * The totals, and a note where the report's differ from the files'.  A report
 * that lists no file has its own totals alone; one without either has none, and
 * a note: no coverage is not full coverage.
 */
int coverage_totals(struct coverage *coverage);

/*
 * Lines of a file in any order, each number << 1 | hit, some of them several
 * times: a line is hit where one of its entries is.  Sorts them.
 */
void coverage_lines(uint64_t *lines, size_t count, int64_t *out_covered,
		    int64_t *out_total);

#endif
