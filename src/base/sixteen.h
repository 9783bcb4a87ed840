/*
 * sixteen.h - sixteen bytes at once, for loops that look for a few bytes in a text.
 *
 * A vector of GNU C: one register where a machine has such, and plain code where it
 * has none.  Bytes are signed, so those past ASCII are negative.  A comparison gives
 * a vector of -1 (true) and 0; comparisons are joined with '|' and '&'.
 */
#ifndef BASE_SIXTEEN_H
#define BASE_SIXTEEN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef signed char sixteen __attribute__((vector_size(16)));

/* Sixteen bytes that need no alignment. */
static inline sixteen sixteen_at(const char *bytes)
{
	sixteen out;

	memcpy(&out, bytes, sizeof(out));
	return out;
}

/* Whether a byte of it is not zero. */
static inline bool sixteen_any(sixteen bytes)
{
	uint64_t halves[2];

	memcpy(halves, &bytes, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

#endif
