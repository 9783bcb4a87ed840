#include "text/slug.h"

#include "base/num.h"
#include "text/utf8.h"

struct span slug_of(struct arena *arena, struct span plain)
{
	struct span text = utf8_fold(arena, plain);
	char *out = ARENA_ARRAY(arena, char, text.len + 1);
	size_t used = 0, len;

	for (size_t i = 0; i < text.len; i += len) {
		int32_t c = utf8_next(span_from(text, i), &len);
		bool digit = c >= '0' && c <= '9';

		if (c == ' ' || c == '-') {
			if (used > 0 && out[used - 1] != '-')
				out[used++] = '-';
		} else if (digit || c == '_' || utf8_is_letter(c) ||
			   (c >= 0x300 && c < 0x370)) {
			memcpy(out + used, text.ptr + i, len);
			used += len;
		}
	}
	while (used > 0 && out[used - 1] == '-')
		used--;
	return (struct span){ out, used };
}

struct span slug_decode(struct arena *arena, struct span url)
{
	char *out;
	size_t used = 0;

	if (span_index(url, '%') < 0)
		return url;
	out = ARENA_ARRAY(arena, char, url.len + 1);
	for (size_t i = 0; i < url.len; i++) {
		uint64_t byte;

		/* A control character or NUL is no part of a path. */
		if (url.ptr[i] == '%' && i + 2 < url.len &&
		    num_hex(span_sub(url, i + 1, 2), &byte) && byte >= 0x20) {
			out[used++] = (char)byte;
			i += 2;
		} else {
			out[used++] = url.ptr[i];
		}
	}
	return (struct span){ out, used };
}

/* What stands between quotes at the front of the text; empty: nothing does. */
static struct span quoted(struct span text)
{
	ptrdiff_t end = -1;

	if (text.len > 2 && (text.ptr[0] == '"' || text.ptr[0] == '\''))
		end = span_index(span_sub(text, 1, 200), text.ptr[0]);
	return end > 0 ? span_sub(text, 1, (size_t)end) : SPAN_EMPTY;
}

/* The name behind "{#", up to a blank or the brace. */
static struct span braced(struct span text)
{
	size_t n = 0;

	while (n < text.len && n < 200 && text.ptr[n] != ' ' && text.ptr[n] != '}' &&
	       text.ptr[n] != '\n')
		n++;
	return span_sub(text, 0, n);
}

struct table *slug_declared(struct arena *arena, struct span text)
{
	static const char *const keys[] = { "id=", "name=", "{#" };
	struct table *names = table_new(arena);

	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct span rest = text;
		ptrdiff_t at;

		while ((at = span_find(rest, span_of(keys[k]))) >= 0) {
			struct span name;

			rest = span_from(rest, (size_t)at + strlen(keys[k]));
			name = k == 2 ? braced(rest) : quoted(rest);
			if (name.len > 0)
				*table_slot(names, name) = names;
		}
	}
	return names;
}

unsigned slug_line(struct span fragment)
{
	size_t n = 1;
	uint64_t line;

	if (fragment.len < 2 || (fragment.ptr[0] != 'L' && fragment.ptr[0] != 'l'))
		return 0;
	while (n < fragment.len && fragment.ptr[n] >= '0' && fragment.ptr[n] <= '9')
		n++;
	if (n == 1 || !num_u64(span_sub(fragment, 1, n - 1), UINT32_MAX, &line) ||
	    (n < fragment.len && fragment.ptr[n] != '-' && fragment.ptr[n] != 'C'))
		return 0;
	return (unsigned)line;
}
