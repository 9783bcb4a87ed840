#include "readers/image.h"

/* The last ':' behind the last '/', neither of them inside braces; -1: none. */
static ptrdiff_t tag_at(struct span text)
{
	ptrdiff_t colon = -1;
	unsigned depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '{')
			depth++;
		else if (c == '}' && depth > 0)
			depth--;
		else if (depth == 0 && c == ':')
			colon = (ptrdiff_t)i;
		else if (depth == 0 && c == '/')
			colon = -1;
	}
	return colon;
}

void image_split(struct span image, struct span *name, struct span *tag,
		 struct span *digest)
{
	ptrdiff_t at = span_rindex(image, '@');
	ptrdiff_t colon;

	*tag = *digest = SPAN_EMPTY;
	if (at >= 0) {
		*digest = span_from(image, (size_t)at + 1);
		image = span_sub(image, 0, (size_t)at);
	}
	colon = tag_at(image);
	if (colon >= 0) {
		*tag = span_from(image, (size_t)colon + 1);
		image = span_sub(image, 0, (size_t)colon);
	}
	*name = image;
}
