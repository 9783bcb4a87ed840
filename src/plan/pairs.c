#include "plan/pairs.h"

#include "plan/items.h"

bool pair_of(struct span plain, struct span *key, struct span *value)
{
	size_t spaces = 0, skip = 1;
	ptrdiff_t colon = span_index(plain, ':');
	ptrdiff_t wide = span_find(plain, SPAN_LIT("\xef\xbc\x9a"));

	if (wide > 0 && (colon < 0 || wide < colon)) {
		colon = wide;
		skip = 3;
	}
	if (colon <= 0 || colon > 60)
		return false;
	*key = span_trim(span_sub(plain, 0, (size_t)colon));
	*value = span_trim(span_from(plain, (size_t)colon + skip));
	for (size_t i = 0; i < key->len; i++)
		spaces += key->ptr[i] == ' ';
	/* "http://", "12:30" and sentences are no pairs. */
	return key->len > 0 && spaces <= 4 && value->len > 0 &&
	       !span_starts(*value, "//") &&
	       !(key->ptr[key->len - 1] >= '0' && key->ptr[key->len - 1] <= '9' &&
		 skip == 1 && plain.ptr[colon + 1] != ' ');
}

bool pairs_next(struct span *rest, struct span *key, struct span *value)
{
	struct span text = *rest;
	ptrdiff_t bar;

	if (text.len == 0)
		return false;
	bar = span_find(text, SPAN_LIT(" | "));
	if (bar > 0) {
		*rest = span_from(text, (size_t)bar + 3);
		text = span_sub(text, 0, (size_t)bar);
	} else {
		*rest = SPAN_EMPTY;
	}
	return pair_of(text, key, value);
}

static struct span unquoted(struct span value)
{
	if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
	    value.ptr[value.len - 1] == value.ptr[0])
		return span_sub(value, 1, value.len - 2);
	return value;
}

unsigned pairs_front_matter(struct reading *r)
{
	struct span fence = span_trim(reading_line(r, 1));
	char equals = span_is(fence, "+++") ? '=' : ':';
	unsigned end = 2;

	if (!span_is(fence, "---") && !span_is(fence, "+++"))
		return 0;
	while (end <= r->line_count &&
	       !span_eq(span_trim(reading_line(r, end)), fence) &&
	       !span_is(span_trim(reading_line(r, end)), "..."))
		end++;
	if (end > r->line_count)
		return 0;
	/* A rule over a paragraph is no front matter: every line must be a pair or
	 * inside one. */
	for (unsigned n = 2; n < end; n++) {
		struct span line = reading_line(r, n);

		if (line.len > 0 && line.ptr[0] != ' ' && line.ptr[0] != '#' &&
		    line.ptr[0] != '-' && line.ptr[0] != '\t' && line.ptr[0] != '[' &&
		    span_index(line, equals) <= 0)
			return 0;
	}
	for (unsigned n = 2; n < end; n++) {
		struct span line = reading_line(r, n);
		ptrdiff_t at = span_index(line, equals);

		if (at > 0 && line.ptr[0] != ' ' && line.ptr[0] != '#' &&
		    line.ptr[0] != '-')
			items_pair(r, span_trim(span_sub(line, 0, (size_t)at)),
				   unquoted(span_trim(span_from(line, (size_t)at + 1))),
				   n);
	}
	return end;
}
