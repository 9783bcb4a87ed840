/*
 * measure.h - what load tests and benchmarks measured, as facts.
 *
 * Values are exact decimal text in the units of evidence.md section 7: a tool's
 * seconds become milliseconds by moving the point, and no digit is lost.  What has
 * to be divided gets at most six decimals, and is rounded to the side that is
 * worse for the claim: times and error rates up, throughput down.
 *
 * Load tests of all tools share four names: response_time (ms), throughput (1/s),
 * errors (ratio and count) and requests (count).
 */
#ifndef READERS_MEASURE_H
#define READERS_MEASURE_H

#include "readers/put.h"
#include "text/tree.h"

#define MEASURE_TIME       SPAN_LIT("response_time")
#define MEASURE_THROUGHPUT SPAN_LIT("throughput")
#define MEASURE_ERRORS     SPAN_LIT("errors")
#define MEASURE_REQUESTS   SPAN_LIT("requests")

/*
 * The number times 10^power without exponent and needless zeros: "1.50e-3" and 3
 * make "1.5".  Empty where it is no decimal number or would get absurdly long.
 */
struct span measure_shift(struct span number, int power, struct arena *arena);

enum measure_round { MEASURE_DOWN, MEASURE_UP };

/* part / whole in decimal, at most six places; "0" where whole is 0. */
struct span measure_divide(uint64_t part, uint64_t whole, enum measure_round round,
			   struct arena *arena);

/* What to shift a time in "ns", "us", "ms" or "s" by to have ms; false for others. */
bool measure_unit(struct span unit, int *power);

/* One value of `metric`, whose name, labels and `computed` are set; none where `text`
 * is empty. */
int measure_put(struct put *put, const struct fact_metric *metric, const char *stat,
		struct span text, const char *unit);

/* A count. */
int measure_count(struct put *put, const struct fact_metric *metric, uint64_t count);

/*
 * errors rate and count, requests count: `metric` says labels and `computed`.
 * Nothing where there was no request: no error among none is no success.
 */
int measure_errors(struct put *put, const struct fact_metric *metric, uint64_t errors,
		   uint64_t requests);

/* A member of an object and the statistic that it is. */
struct measure_stat {
	const char *key, *stat;
};

/*
 * The members of `object` that `stats` names (a row without key ends it), each
 * shifted by `power`.  A member that is there and is no number is passed over.
 */
int measure_members(struct put *put, const struct fact_metric *metric,
		    struct node object, const struct measure_stat *stats, int power,
		    const char *unit);

/* Members that state what a list of single values comes to. */
struct measure_said {
	struct span list, min, max, mean; /* keys */
};

/*
 * The single values of `object` against what it says of them: min, max and mean as
 * facts, shifted by `power`, with a note and from the values where the two differ.
 * Without a list they are what the object says.
 */
int measure_samples(struct put *put, const struct fact_metric *metric,
		    struct node object, const struct measure_said *said, int power,
		    const char *unit);

/* "key=value" pairs of an object's members, sorted by key, in the arena. */
struct span measure_labels(struct node object, struct arena *arena);

/* "name=value" behind `labels`, with a comma where it has some. */
struct span measure_label(struct span labels, const char *name, struct span value,
			  struct arena *arena);

#endif
