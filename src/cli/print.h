/*
 * print.h - for people on a terminal.
 *
 * Text from a repository reaches a terminal only through print_text(), which
 * shows control, bidi and invalid bytes escaped (security.md X7).
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/err.h"
#include "base/span.h"

#include <stdio.h>

/* "where: what" and "fix: ...", a line each. */
void print_err(FILE *out, const struct err *err);

void print_text(FILE *out, struct span text);

/* Cut or padded to `width` columns; multi-byte characters count one, wide ones two. */
void print_cell(FILE *out, struct span text, size_t width);

/* The columns that print_text() takes. */
size_t print_width(struct span text);

/* The same without the padding, for a line's last cell; the columns it took. */
size_t print_cut(FILE *out, struct span text, size_t width);

#endif
