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
