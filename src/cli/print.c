#include "cli/print.h"

#include <stdint.h>

/*
 * One character off the front: its code point, or -1 for a byte that is no
 * UTF-8; *len is the bytes taken.
 */
static int32_t next_char(struct span text, size_t *len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)text.ptr[0];
	size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
	uint32_t point = size == 1 ? first : first & (0x7fu >> size);

	*len = 1;
	if ((size == 4 && first >> 3 != 30) || size > text.len)
		return -1;
	for (size_t i = 1; i < size; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (byte >> 6 != 2)
			return -1;
		point = point << 6 | (byte & 0x3f);
	}
	if (point < least[size] || point > 0x10ffff ||
	    (point >= 0xd800 && point < 0xe000))
		return -1;
	*len = size;
	return (int32_t)point;
}

static bool is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f ||
	       c == 0x061c || c == 0x2028 || c == 0x2029;
}

/* Columns on a terminal: enough of East Asian Width for tables to line up. */
static size_t width_of(int32_t c)
{
	if ((c >= 0x300 && c < 0x370) || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f))
		return 0;
	if ((c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
	    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
	    (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
	    c == 0x2705 || c == 0x274c || c == 0x23f3 || c == 0x2b1c)
		return 2;
	return 1;
}

/* The character as it may be shown; returns its columns. */
static size_t show(char out[16], struct span text, int32_t c, size_t len)
{
	if (c < 0)
		return (size_t)snprintf(out, 16, "\\x%02x", (unsigned char)text.ptr[0]);
	if (is_control(c) && c < 0x100)
		return (size_t)snprintf(out, 16, "\\x%02x", (unsigned)c);
	if (is_control(c))
		return (size_t)snprintf(out, 16, "<U+%04X>", (unsigned)c);
	memcpy(out, text.ptr, len);
	out[len] = '\0';
	return width_of(c);
}

void print_text(FILE *out, struct span text)
{
	while (text.len > 0) {
		char shown[16];
		size_t len;
		int32_t c = next_char(text, &len);

		show(shown, text, c, len);
		fputs(shown, out);
		text = span_from(text, len);
	}
}

size_t print_width(struct span text)
{
	size_t width = 0;

	while (text.len > 0) {
		char shown[16];
		size_t len;
		int32_t c = next_char(text, &len);

		width += show(shown, text, c, len);
		text = span_from(text, len);
	}
	return width;
}

size_t print_cut(FILE *out, struct span text, size_t width)
{
	size_t used = 0;

	while (text.len > 0) {
		char shown[16];
		size_t len, columns;
		int32_t c = next_char(text, &len);

		columns = show(shown, text, c, len);
		if (used + columns > width ||
		    (used + columns == width && text.len > len)) {
			fputs("…", out);
			used++;
			break;
		}
		fputs(shown, out);
		used += columns;
		text = span_from(text, len);
	}
	return used;
}

void print_cell(FILE *out, struct span text, size_t width)
{
	for (size_t used = print_cut(out, text, width); used < width; used++)
		fputc(' ', out);
}

void print_err(FILE *out, const struct err *err)
{
	fputs("muster: ", out);
	if (err->where[0]) {
		print_text(out, span_of(err->where));
		fputs(": ", out);
	}
	print_text(out, span_of(err->what));
	fputc('\n', out);
	if (err->fix[0]) {
		fputs("  fix: ", out);
		print_text(out, span_of(err->fix));
		fputc('\n', out);
	}
}
