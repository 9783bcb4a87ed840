/*
 * decode.h - bytes of any charset that reports come in, as UTF-8.
 *
 * Read: UTF-8, UTF-16 and UTF-32 with a byte order mark or with an ASCII first
 * character, and what an XML declaration names: UTF-8, US-ASCII, ISO-8859-1 and
 * the single-byte sets of the table in decode.c (windows-125x, ISO-8859-x,
 * KOI8-R, as the WHATWG Encoding Standard has them).
 */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

struct decoded {
	struct span text; /* UTF-8 without mark; the input itself where it was that */
	const char *charset; /* "utf-8", "utf-16le", "windows-1252" */
	bool marked;         /* a byte order mark was dropped */
	bool guessed;        /* no charset said, and no UTF-8: read as windows-1252 */
	bool valid;          /* false: said to be UTF-8, and is not */
	size_t bad;          /* then: offset of the first byte that is wrong */
};

/*
 * Cannot fail: halves of surrogate pairs and bytes that a charset leaves open
 * become U+FFFD.  A charset that is named and unknown leaves the bytes as they
 * are, with `valid` false where they are no UTF-8.
 */
void decode(struct decoded *out, struct span bytes, struct arena *arena);

/* How many bytes from the start are whole, shortest-form UTF-8 characters. */
size_t decode_utf8(struct span bytes);

/* At most `max` bytes, without half a character at the end. */
struct span decode_cut(struct span text, size_t max);

/* One code point as UTF-8; returns its bytes, at most 4. */
size_t decode_put(char out[4], uint32_t point);

#endif
