/*
 * sshwire.h - SSH's wire form: a cursor over bytes that knows its end.
 *
 * RFC 4251 section 5.  Every function takes from the front of *rest and is false,
 * with nothing taken, where there is not enough.
 */
#ifndef TRUST_SSHWIRE_H
#define TRUST_SSHWIRE_H

#include "base/buf.h"
#include "base/span.h"

#include <stdint.h>

static inline bool sshwire_byte(struct span *rest, unsigned char *out)
{
	if (rest->len < 1)
		return false;
	*out = (unsigned char)rest->ptr[0];
	*rest = span_from(*rest, 1);
	return true;
}

static inline bool sshwire_u32(struct span *rest, uint32_t *out)
{
	const unsigned char *at = (const unsigned char *)rest->ptr;

	if (rest->len < 4)
		return false;
	*out = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
	       at[3];
	*rest = span_from(*rest, 4);
	return true;
}

/* A uint32 length and that many bytes. */
static inline bool sshwire_string(struct span *rest, struct span *out)
{
	struct span after = *rest;
	uint32_t len;

	if (!sshwire_u32(&after, &len) || len > after.len)
		return false;
	*out = span_sub(after, 0, len);
	*rest = span_from(after, len);
	return true;
}

/* Whether a string is a positive mpint in its one spelling. */
static inline bool sshwire_is_mpint(struct span number)
{
	const unsigned char *at = (const unsigned char *)number.ptr;

	if (number.len == 0 || (at[0] & 0x80))
		return false;
	return at[0] != 0 || (number.len > 1 && (at[1] & 0x80));
}

static inline void sshwire_add_string(struct buf *buf, struct span bytes)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_addch(buf, (char)(bytes.len >> shift & 0xff));
	buf_add(buf, bytes);
}

#endif
