/*
 * span.h - bytes that are borrowed: a pointer and a length.
 *
 * A span owns nothing and ends with no NUL.  Whoever hands one out says in its
 * header until when it is good.  An empty span may have any pointer, also NULL.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const char *ptr;
	size_t len;
};

#define SPAN_EMPTY     ((struct span){ NULL, 0 })
#define SPAN_LIT(text) ((struct span){ (text), sizeof(text) - 1 })
/* The same inside a static table, where a compound literal is not constant. */
#define SPAN_INIT(text)                                                                \
	{                                                                              \
		(text), sizeof(text) - 1                                               \
	}
/* For "%.*s". */
#define SPAN_ARG(span) (int)(span).len, (span).ptr ? (span).ptr : ""

static inline struct span span_of(const char *text)
{
	return (struct span){ text, text ? strlen(text) : 0 };
}

static inline bool span_eq(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool span_is(struct span span, const char *text)
{
	return span_eq(span, span_of(text));
}

/* Byte order; a prefix comes before what it starts.  For sorting. */
int span_cmp(struct span a, struct span b);

/* The same for ASCII letters in either case; other bytes must be equal. */
bool span_eq_nocase(struct span a, struct span b);
bool span_is_nocase(struct span span, const char *text);

/* Inline, so that the length of a literal is known. */
static inline bool span_starts(struct span span, const char *prefix)
{
	size_t len = strlen(prefix);

	return span.len >= len && (len == 0 || memcmp(span.ptr, prefix, len) == 0);
}
static inline bool span_ends(struct span span, const char *suffix)
{
	size_t len = strlen(suffix);

	return span.len >= len &&
	       (len == 0 || memcmp(span.ptr + span.len - len, suffix, len) == 0);
}
bool span_starts_nocase(struct span span, const char *prefix);
bool span_ends_nocase(struct span span, const char *suffix);

/* From `from` on, at most `len` bytes; both are cut to what is there. */
static inline struct span span_sub(struct span span, size_t from, size_t len)
{
	if (from > span.len)
		from = span.len;
	if (len > span.len - from)
		len = span.len - from;
	return (struct span){ from > 0 ? span.ptr + from : span.ptr, len };
}
static inline struct span span_from(struct span span, size_t from)
{
	return span_sub(span, from, (size_t)-1);
}

/* Without spaces, tabs, CR and LF at both ends. */
struct span span_trim(struct span span);

/* Index of the first byte, needle or last byte; -1 where there is none. */
ptrdiff_t span_index(struct span span, char byte);
ptrdiff_t span_rindex(struct span span, char byte);
ptrdiff_t span_find(struct span span, struct span needle);
ptrdiff_t span_find_nocase(struct span span, const char *needle);

/*
 * Take the bytes before the next `byte` off the front of *rest, and that byte
 * with them; the last piece ends where *rest ends.  False when *rest is spent
 * (its pointer is NULL then), so "a,b," gives "a", "b" and "".
 */
bool span_split(struct span *rest, char byte, struct span *out);

/*
 * The next line of *rest without its line end (LF, CRLF or a lone CR).  False
 * when nothing is left; text that ends with a line end has no empty last line.
 */
bool span_line(struct span *rest, struct span *out);

/* Bytes before the first LF or CR; span.len where there is neither. */
size_t span_line_len(struct span span);

/* Edits that make one word the other; 63 past 62 bytes.  For "did you mean". */
size_t span_distance(struct span a, struct span b);

#endif
