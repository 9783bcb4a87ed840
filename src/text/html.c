#include "text/html.h"

#define REPLACEMENT 0xFFFDU

/* Length of the character that `lead` opens and the first code point it may hold. */
static size_t utf8_length(unsigned char lead, unsigned *out_least)
{
	if (lead >= 0xC2 && lead <= 0xDF) {
		*out_least = 0x80;
		return 2;
	}
	if ((lead & 0xF0) == 0xE0) {
		*out_least = 0x800;
		return 3;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		*out_least = 0x10000;
		return 4;
	}
	return 0;
}

unsigned html_char(struct span *rest)
{
	unsigned char lead = (unsigned char)rest->ptr[0];
	unsigned least = 0;
	unsigned c;
	size_t len;

	if (lead < 0x80) {
		*rest = span_from(*rest, 1);
		return lead;
	}
	len = utf8_length(lead, &least);
	if (len == 0 || len > rest->len) {
		*rest = span_from(*rest, 1);
		return REPLACEMENT;
	}
	c = lead & (0xFFU >> (len + 1));
	for (size_t i = 1; i < len; i++) {
		unsigned char next = (unsigned char)rest->ptr[i];

		if ((next & 0xC0) != 0x80) {
			*rest = span_from(*rest, 1);
			return REPLACEMENT;
		}
		c = c << 6 | (next & 0x3FU);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
		*rest = span_from(*rest, 1);
		return REPLACEMENT;
	}
	*rest = span_from(*rest, len);
	return c;
}

/* What turns the direction of reading, or stands there unseen. */
static bool is_deceptive(unsigned c)
{
	return c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF || c == 0x2028 || c == 0x2029 ||
	       (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_noncharacter(unsigned c)
{
	return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* The plain bytes at the front that every context takes as they are. */
static size_t plain_run(struct span text)
{
	size_t i = 0;

	while (i < text.len) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c < 0x20 || c >= 0x7F || c == '&' || c == '<' || c == '>' ||
		    c == '"' || c == '\'')
			break;
		i++;
	}
	return i;
}

static void add_ascii(struct buf *buf, unsigned c, bool keep_lines)
{
	switch (c) {
	case '&':
		buf_adds(buf, "&amp;");
		break;
	case '<':
		buf_adds(buf, "&lt;");
		break;
	case '>':
		buf_adds(buf, "&gt;");
		break;
	case '"':
		buf_adds(buf, "&quot;");
		break;
	case '\'':
		buf_adds(buf, "&#39;");
		break;
	case '\t':
	case '\n':
		buf_addch(buf, keep_lines ? (char)c : ' ');
		break;
	default:
		if (c >= 0x20 && c != 0x7F)
			buf_addch(buf, (char)c);
	}
}

static void escape(struct buf *buf, struct span text, bool keep_lines)
{
	while (text.len > 0) {
		size_t run = plain_run(text);
		struct span before;
		unsigned c;

		buf_add(buf, span_sub(text, 0, run));
		text = span_from(text, run);
		if (text.len == 0)
			return;
		before = text;
		c = html_char(&text);
		if (c < 0x80)
			add_ascii(buf, c, keep_lines);
		else if (is_deceptive(c))
			buf_addf(buf, "&lt;U+%04X&gt;", c);
		else if (c == REPLACEMENT || is_noncharacter(c))
			buf_adds(buf, "\xEF\xBF\xBD");
		else if (c >= 0xA0)
			buf_add(buf, span_sub(before, 0, before.len - text.len));
	}
}

void html_text(struct buf *buf, struct span text)
{
	escape(buf, text, true);
}

void html_attr(struct buf *buf, struct span text)
{
	escape(buf, text, false);
}

static bool is_scheme_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

bool html_url_ok(struct span url)
{
	static const char *const allowed[] = { "https:", "http:", "mailto:" };
	size_t i = 0;

	/* A browser drops tabs and line ends inside an address, and trims it. */
	for (size_t at = 0; at < url.len; at++) {
		unsigned char c = (unsigned char)url.ptr[at];

		if (c <= 0x20 || c == 0x7F || c == '\\')
			return false;
	}
	for (size_t at = 0; at < sizeof(allowed) / sizeof(allowed[0]); at++)
		if (span_starts_nocase(url, allowed[at]))
			return true;
	if (span_starts(url, "/"))
		return false;
	while (i < url.len && is_scheme_byte(url.ptr[i]))
		i++;
	return i == url.len || url.ptr[i] != ':';
}

void html_url(struct buf *buf, struct span url)
{
	if (html_url_ok(url))
		html_attr(buf, url);
	else
		buf_addch(buf, '#');
}
