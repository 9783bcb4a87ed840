/*
 * base64.h - bytes as text and back: base64, hexadecimal, PEM-like armour.
 *
 * Decoding is strict, because two texts for one signature are one too many:
 * only the alphabet, padding exactly as the alphabet's rule says, no white
 * space, unused bits zero, nothing after the end.  RFC 4648 sections 4, 5, 8.
 */
#ifndef TEXT_BASE64_H
#define TEXT_BASE64_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"

enum base64_kind {
	BASE64_STD, /* '+' and '/', padded */
	BASE64_URL, /* '-' and '_', padding left out when writing, optional when reading
		     */
};

/* The text in arena memory, with a NUL that is not counted. */
struct span base64_encode(struct arena *arena, enum base64_kind kind,
			  struct span bytes);

/* False, and *out empty, where the text is anything else than base64. */
bool base64_decode(struct span *out, enum base64_kind kind, struct span text,
		   struct arena *arena);

/* Lower or upper case, an even number of digits. */
bool hex_decode(struct span *out, struct span text, struct arena *arena);

/*
 * "-----BEGIN <label>-----", lines of base64, "-----END <label>-----".  Reading
 * takes LF or CRLF, nothing before the first line and only white space behind
 * the last; there are no headers and no empty line inside.
 */
bool armour_decode(struct span *out, const char *label, struct span text,
		   struct arena *arena);
void armour_encode(struct buf *buf, const char *label, struct span bytes, size_t width);

#endif
