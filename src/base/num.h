/*
 * num.h - numbers from untrusted text, and arithmetic that says when it is wrong.
 *
 * No locale, no sign or blank that the grammar does not name, no rounding that
 * the name does not say.  On failure *out is untouched.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/span.h"

#include <stdint.h>

/* Decimal digits only, at most `max`. */
bool num_u64(struct span text, uint64_t max, uint64_t *out);

/* The same with an optional '-'. */
bool num_i64(struct span text, int64_t *out);

/* Hexadecimal digits only, at most 16 of them. */
bool num_hex(struct span text, uint64_t *out);

/*
 * A decimal number ("-1.25", "1e-3", "12") as an integer of 10^-scale units,
 * rounded down (towards minus infinity): num_scaled("79.996", 2) is 7999.
 * False for anything else, "NaN" and "Infinity" included, and on overflow.
 */
bool num_scaled(struct span text, unsigned scale, int64_t *out);

/* Seconds in decimal text to microseconds; refuses a negative number. */
bool num_seconds(struct span text, int64_t *out);

static inline bool num_add(size_t a, size_t b, size_t *out)
{
	return !__builtin_add_overflow(a, b, out);
}

static inline bool num_mul(size_t a, size_t b, size_t *out)
{
	return !__builtin_mul_overflow(a, b, out);
}

/* "1,234,567", inside `room`; for people. */
#define NUM_GROUPED 32
struct span num_grouped(char room[NUM_GROUPED], uint64_t number);

/* floor(part * 10000 / whole), saturating; 0 when whole is 0. */
int64_t num_basis_points(uint64_t part, uint64_t whole);

#endif
