/*
 * clock.h - the only source of time.
 *
 * Times are seconds since 1970-01-01T00:00:00Z.  Everything that reaches a
 * database or a page comes from the commit or from here, in UTC, RFC 3339.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

#define CLOCK_NONE INT64_MIN /* "no time said" */
#define CLOCK_TEXT 24	     /* room for clock_format(), NUL included */

/* The machine's clock.  Only where architecture.md says "now". */
int64_t clock_now(void);

/* Microseconds that only grow; for progress and timings, never for output. */
int64_t clock_monotonic_us(void);

/* SOURCE_DATE_EPOCH, CLOCK_NONE where it is not set, ERR_USAGE where it is bad. */
int clock_source_date(int64_t *out, struct err *err);

/* "2026-11-21T04:05:06Z"; "-" for CLOCK_NONE and years outside 0000-9999. */
const char *clock_format(int64_t time, char out[CLOCK_TEXT]);

/* What a time in a report said about its zone: evidence.md §7. */
enum clock_quality { CLOCK_UNSAID, CLOCK_GUESSED, CLOCK_DATE, CLOCK_NAIVE, CLOCK_ZONED };
extern const char *const clock_quality_word[];

/*
 * RFC 3339 with 'T' or a space, any fraction (dropped), a zone (a space may
 * stand before it) or none; a date alone.  The quality says which; CLOCK_UNSAID and no *out where it is none of
 * them or names a day that does not exist.
 */
enum clock_quality clock_parse(struct span text, int64_t *out);

/* Days from 1970-01-01 of a day of the Gregorian calendar; month and day from 1. */
int64_t clock_days(int64_t year, unsigned month, unsigned day);

#endif
