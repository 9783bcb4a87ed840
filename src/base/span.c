#include "base/span.h"

#include "base/sixteen.h"

#include <stdint.h>
#include <strings.h>

int span_cmp(struct span a, struct span b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

bool span_eq_nocase(struct span a, struct span b)
{
	return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len);
}

bool span_is_nocase(struct span span, const char *text)
{
	return span_eq_nocase(span, span_of(text));
}

bool span_starts_nocase(struct span span, const char *prefix)
{
	size_t len = strlen(prefix);

	return span.len >= len && same_nocase(span.ptr, prefix, len);
}

bool span_ends_nocase(struct span span, const char *suffix)
{
	size_t len = strlen(suffix);

	return span.len >= len && same_nocase(span.ptr + span.len - len, suffix, len);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span span)
{
	while (span.len > 0 && is_blank(span.ptr[0])) {
		span.ptr++;
		span.len--;
	}
	while (span.len > 0 && is_blank(span.ptr[span.len - 1]))
		span.len--;
	return span;
}

ptrdiff_t span_index(struct span span, char byte)
{
	const char *at = span.len ? memchr(span.ptr, byte, span.len) : NULL;

	return at ? at - span.ptr : -1;
}

ptrdiff_t span_rindex(struct span span, char byte)
{
	const char *at = span.len ? memrchr(span.ptr, byte, span.len) : NULL;

	return at ? at - span.ptr : -1;
}

ptrdiff_t span_find(struct span span, struct span needle)
{
	const char *at;

	if (needle.len == 0)
		return 0;
	if (span.len < needle.len)
		return -1;
	/* Short needles are most of them, and setting up memmem() costs more. */
	for (size_t i = 0; needle.len <= 4; i++) {
		size_t left = span.len - needle.len + 1;

		at = i < left ? memchr(span.ptr + i, needle.ptr[0], left - i) : NULL;
		if (!at)
			return -1;
		i = (size_t)(at - span.ptr);
		if (memcmp(at, needle.ptr, needle.len) == 0)
			return at - span.ptr;
	}
	at = memmem(span.ptr, span.len, needle.ptr, needle.len);
	return at ? at - span.ptr : -1;
}

ptrdiff_t span_find_nocase(struct span span, const char *needle)
{
	size_t len = strlen(needle);

	for (size_t i = 0; i + len <= span.len; i++)
		if (same_nocase(span.ptr + i, needle, len))
			return (ptrdiff_t)i;
	return -1;
}

bool span_split(struct span *rest, char byte, struct span *out)
{
	ptrdiff_t at;

	*out = SPAN_EMPTY;
	if (!rest->ptr)
		return false;
	at = span_index(*rest, byte);
	if (at < 0) {
		*out = *rest;
		*rest = SPAN_EMPTY;
		return true;
	}
	*out = span_sub(*rest, 0, (size_t)at);
	*rest = span_from(*rest, (size_t)at + 1);
	return true;
}

size_t span_line_len(struct span span)
{
	size_t end = 0;

	for (; end + 16 <= span.len; end += 16) {
		sixteen bytes = sixteen_at(span.ptr + end);

		if (sixteen_any((bytes == '\n') | (bytes == '\r')))
			break;
	}
	while (end < span.len && span.ptr[end] != '\n' && span.ptr[end] != '\r')
		end++;
	return end;
}

bool span_line(struct span *rest, struct span *out)
{
	size_t end;

	*out = SPAN_EMPTY;
	if (rest->len == 0)
		return false;
	end = span_line_len(*rest);
	*out = span_sub(*rest, 0, end);
	if (end + 1 < rest->len && rest->ptr[end] == '\r' && rest->ptr[end + 1] == '\n')
		end++;
	*rest = span_from(*rest, end + 1);
	return true;
}

size_t span_distance(struct span a, struct span b)
{
	size_t row[64];

	if (a.len >= 63 || b.len >= 63)
		return 63;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t change = corner + (a.ptr[i - 1] != b.ptr[j - 1]);

			corner = row[j];
			if (row[j] + 1 < change)
				change = row[j] + 1;
			if (row[j - 1] + 1 < change)
				change = row[j - 1] + 1;
			row[j] = change;
		}
	}
	return row[b.len];
}
