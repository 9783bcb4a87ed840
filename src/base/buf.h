/*
 * buf.h - bytes that grow, up to a maximum given at birth.
 *
 * Adding cannot fail in the middle of a page: what would pass the maximum is
 * dropped and remembered, and buf_check() tells.  So a writer adds freely and
 * checks once at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/span.h"

#include <stdarg.h>
#include <stdint.h>

struct buf {
	char *ptr; /* never NULL after the first byte; not NUL-terminated */
	size_t len;
	size_t room;
	size_t max;
	bool over; /* something was dropped */
};

void buf_init(struct buf *buf, size_t max);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf); /* empty, usable, keeps its room */

void buf_add(struct buf *buf, struct span span);
void buf_addch(struct buf *buf, char c);
void buf_adds(struct buf *buf, const char *text);
void buf_addf(struct buf *buf, const char *fmt, ...) LIKE_PRINTF(2, 3);
void buf_vaddf(struct buf *buf, const char *fmt, va_list args);
void buf_addu(struct buf *buf, uint64_t number); /* decimal */

/* Borrowed until the next change. */
static inline struct span buf_span(const struct buf *buf)
{
	return (struct span){ buf->ptr, buf->len };
}

/* ERR_LIMIT where something was dropped; `what` names the thing in the message. */
int buf_check(const struct buf *buf, const char *what, struct err *err);

#endif
