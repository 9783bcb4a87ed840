#include "text/base64.h"

#include <stdio.h>

static const char alphabet[2][65] = {
	[BASE64_STD] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
	[BASE64_URL] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/* Up to three bytes as four characters. */
static void encode_group(char out[4], const char *digits, const unsigned char *in,
			 size_t len)
{
	unsigned bits = (unsigned)in[0] << 16;

	if (len > 1)
		bits |= (unsigned)in[1] << 8;
	if (len > 2)
		bits |= in[2];
	out[0] = digits[bits >> 18];
	out[1] = digits[bits >> 12 & 63];
	out[2] = len > 1 ? digits[bits >> 6 & 63] : '=';
	out[3] = len > 2 ? digits[bits & 63] : '=';
}

struct span base64_encode(struct arena *arena, enum base64_kind kind, struct span bytes)
{
	size_t groups = bytes.len / 3 + (bytes.len % 3 != 0);
	char *text = arena_array(arena, groups + 1, 4, 1); /* + 1: room for the NUL */
	size_t len = groups * 4;

	for (size_t i = 0; i < groups; i++)
		encode_group(text + 4 * i, alphabet[kind],
			     (const unsigned char *)bytes.ptr + 3 * i,
			     bytes.len - 3 * i);
	if (kind == BASE64_URL)
		while (len > 0 && text[len - 1] == '=')
			len--;
	text[len] = '\0';
	return (struct span){ text, len };
}

/* What a character stands for; 64 and more: not in the alphabet. */
static unsigned value_of(enum base64_kind kind, char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	if (c == alphabet[kind][62])
		return 62;
	return c == alphabet[kind][63] ? 63 : 64;
}

/* Take the padding off; false where there is not as much as the kind asks for. */
static bool unpad(enum base64_kind kind, struct span *text)
{
	size_t pad = 0;

	while (pad < 2 && pad < text->len && text->ptr[text->len - 1 - pad] == '=')
		pad++;
	if ((pad > 0 || kind == BASE64_STD) && text->len % 4 != 0)
		return false;
	text->len -= pad;
	return text->len % 4 != 1;
}

bool base64_decode(struct span *out, enum base64_kind kind, struct span text,
		   struct arena *arena)
{
	unsigned bits = 0;
	size_t len = 0;
	char *bytes;

	*out = SPAN_EMPTY;
	if (!unpad(kind, &text))
		return false;
	bytes = arena_alloc(arena, text.len / 4 * 3 + 3, 1);
	for (size_t i = 0; i < text.len; i++) {
		unsigned value = value_of(kind, text.ptr[i]);

		if (value > 63)
			return false;
		bits = bits << 6 | value;
		if (i % 4 == 0)
			continue;
		bytes[len++] = (char)(bits >> (6 - 2 * (i % 4)) & 0xff);
	}
	/* Two or three characters leave four or two bits, which must be zero. */
	if (text.len % 4 != 0 && (bits & (text.len % 4 == 2 ? 15u : 3u)) != 0)
		return false;
	*out = (struct span){ bytes, len };
	return true;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_decode(struct span *out, struct span text, struct arena *arena)
{
	char *bytes;

	*out = SPAN_EMPTY;
	if (text.len % 2 != 0)
		return false;
	bytes = arena_alloc(arena, text.len / 2 + 1, 1);
	for (size_t i = 0; i < text.len / 2; i++) {
		int high = hex_value(text.ptr[2 * i]);
		int low = hex_value(text.ptr[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (char)(high << 4 | low);
	}
	*out = (struct span){ bytes, text.len / 2 };
	return true;
}

/* The next line, ended by LF or CRLF; without an end only the last may be. */
static bool armour_line(struct span *rest, struct span *out)
{
	if (!span_split(rest, '\n', out))
		return false;
	if (span_ends(*out, "\r"))
		out->len--;
	return true;
}

bool armour_decode(struct span *out, const char *label, struct span text,
		   struct arena *arena)
{
	char begin[96], end[96];
	struct span rest = text, line;
	char *joined;
	size_t len = 0;

	*out = SPAN_EMPTY;
	snprintf(begin, sizeof(begin), "-----BEGIN %s-----", label);
	snprintf(end, sizeof(end), "-----END %s-----", label);
	if (!armour_line(&rest, &line) || !span_is(line, begin))
		return false;
	joined = arena_alloc(arena, text.len, 1);
	for (;;) {
		if (!armour_line(&rest, &line) || line.len == 0)
			return false;
		if (span_is(line, end))
			break;
		memcpy(joined + len, line.ptr, line.len);
		len += line.len;
	}
	if (span_trim(rest).len != 0)
		return false;
	return base64_decode(out, BASE64_STD, (struct span){ joined, len }, arena);
}

void armour_encode(struct buf *buf, const char *label, struct span bytes, size_t width)
{
	size_t column = 0;
	char group[4];

	buf_addf(buf, "-----BEGIN %s-----\n", label);
	for (size_t i = 0; i < bytes.len; i += 3) {
		encode_group(group, alphabet[BASE64_STD],
			     (const unsigned char *)bytes.ptr + i, bytes.len - i);
		for (size_t k = 0; k < sizeof(group); k++) {
			if (column == width) {
				buf_addch(buf, '\n');
				column = 0;
			}
			buf_addch(buf, group[k]);
			column++;
		}
	}
	if (column > 0)
		buf_addch(buf, '\n');
	buf_addf(buf, "-----END %s-----\n", label);
}
