#include "cli/print.h"

#include "text/utf8.h"
#include "text/width.h"

#include <sys/ioctl.h>

/* The character as it may be shown; returns its columns. */
static size_t show(char out[16], struct span text, int32_t c, size_t len)
{
	if (c < 0)
		return (size_t)snprintf(out, 16, "\\x%02x", (unsigned char)text.ptr[0]);
	if (width_is_control((uint32_t)c) && c < 0x100)
		return (size_t)snprintf(out, 16, "\\x%02x", (unsigned)c);
	if (width_is_control((uint32_t)c))
		return (size_t)snprintf(out, 16, "<U+%04X>", (unsigned)c);
	memcpy(out, text.ptr, len);
	out[len] = '\0';
	return width_of_point((uint32_t)c);
}

void print_text(FILE *out, struct span text)
{
	while (text.len > 0) {
		char shown[16];
		size_t len;
		int32_t c = utf8_next(text, &len);

		show(shown, text, c, len);
		fputs(shown, out);
		text = span_from(text, len);
	}
}

size_t print_width(struct span text)
{
	size_t columns = 0;

	while (text.len > 0) {
		char shown[16];
		size_t len;
		int32_t c = utf8_next(text, &len);

		columns += show(shown, text, c, len);
		text = span_from(text, len);
	}
	return columns;
}

struct span print_wrap(struct span *rest, size_t width)
{
	struct span text = *rest;
	size_t used = 0, at = 0, blank = 0;

	while (at < text.len) {
		char shown[16];
		size_t len, columns;
		int32_t c = utf8_next(span_from(text, at), &len);

		columns = show(shown, span_from(text, at), c, len);
		if (used + columns > width && at > 0)
			break;
		if (c == ' ')
			blank = at + 1;
		used += columns;
		at += len;
	}
	/* A break that leaves most of the line empty serves nobody. */
	if (at < text.len && blank > at / 3)
		at = blank;
	*rest = span_from(text, at);
	return span_trim(span_sub(text, 0, at));
}

size_t print_columns(FILE *out)
{
	struct winsize size;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col == 0 ? 80 : size.ws_col < 40 ? 40 : size.ws_col;
}

size_t print_cut(FILE *out, struct span text, size_t width)
{
	size_t used = 0;

	while (text.len > 0) {
		char shown[16];
		size_t len, columns;
		int32_t c = utf8_next(text, &len);

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
