#include "base/buf.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf){ .max = max };
}

void buf_release(struct buf *buf)
{
	free(buf->ptr);
	*buf = (struct buf){ .max = buf->max };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->over = false;
}

/* Whether `more` bytes fit; makes room for them. */
static bool make_room(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 256;

	if (buf->over || more > buf->max - buf->len) {
		buf->over = true;
		return false;
	}
	/* A byte is kept for the NUL of vsnprintf(), which nobody counts. */
	if (more < buf->room - buf->len)
		return true;
	while (room - buf->len <= more)
		room *= 2; /* at most twice max, which is far below SIZE_MAX */
	buf->ptr = realloc(buf->ptr, room);
	if (!buf->ptr)
		oom();
	buf->room = room;
	return true;
}

void buf_add(struct buf *buf, struct span span)
{
	if (span.len == 0 || !make_room(buf, span.len))
		return;
	memcpy(buf->ptr + buf->len, span.ptr, span.len);
	buf->len += span.len;
}

void buf_addch(struct buf *buf, char c)
{
	if (!make_room(buf, 1))
		return;
	buf->ptr[buf->len++] = c;
}

void buf_adds(struct buf *buf, const char *text)
{
	buf_add(buf, span_of(text));
}

void buf_vaddf(struct buf *buf, const char *fmt, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	if (len > 0 && make_room(buf, (size_t)len)) {
		vsnprintf(buf->ptr + buf->len, (size_t)len + 1, fmt, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void buf_addf(struct buf *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	buf_vaddf(buf, fmt, args);
	va_end(args);
}

void buf_addu(struct buf *buf, uint64_t number)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	buf_add(buf, (struct span){ digits + at, sizeof(digits) - at });
}

int buf_check(const struct buf *buf, const char *what, struct err *err)
{
	if (!buf->over)
		return 0;
	return err_set(err, ERR_LIMIT, "%s would be larger than %zu bytes", what,
		       buf->max);
}
