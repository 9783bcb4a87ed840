#include "text/xmlout.h"

#include "text/html.h"

/* XML 1.0, production [2]. */
static bool is_char(unsigned c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
	       (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

static const char *entity(unsigned c, bool in_attribute)
{
	switch (c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return in_attribute ? "&quot;" : NULL;
	case '\r':
		return "&#13;";
	case '\n':
		return in_attribute ? "&#10;" : NULL;
	case '\t':
		return in_attribute ? "&#9;" : NULL;
	default:
		return NULL;
	}
}

static void add(struct buf *buf, struct span text, bool in_attribute)
{
	while (text.len > 0) {
		const char *start = text.ptr;
		unsigned c = html_char(&text);
		const char *name = entity(c, in_attribute);

		if (name)
			buf_adds(buf, name);
		else if (!is_char(c) || c == 0xFFFD)
			buf_adds(buf, "\xEF\xBF\xBD");
		else
			buf_add(buf,
				(struct span){ start, (size_t)(text.ptr - start) });
	}
}

void xmlout_text(struct buf *buf, struct span text)
{
	add(buf, text, false);
}

void xmlout_attr(struct buf *buf, const char *name, struct span text)
{
	buf_addf(buf, " %s=\"", name);
	add(buf, text, true);
	buf_addch(buf, '"');
}
