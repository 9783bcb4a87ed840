/*
 * print.h - for people on a terminal.
 *
 * Text from a repository reaches a terminal only through print_text() and what is
 * made of it, which show control, bidi and invalid bytes escaped (security.md X7).
 * Widths are columns of a terminal, by text/width.h; an escape takes as many as it
 * has characters.
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/err.h"
#include "base/span.h"

#include <stdio.h>

/* "where: what" and "fix: ...", a line each. */
void print_err(FILE *out, const struct err *err);

void print_text(FILE *out, struct span text);

/* Columns that print_text() takes for it. */
size_t print_width(struct span text);

/* Cut or padded to `width` columns. */
void print_cell(FILE *out, struct span text, size_t width);

/* The same without the padding, for a line's last cell; the columns it took. */
size_t print_cut(FILE *out, struct span text, size_t width);

/*
 * As much of the front of *rest as fits into `width` columns, broken behind a blank
 * where there is one, at least one character; *rest goes on behind it.
 */
struct span print_wrap(struct span *rest, size_t width);

/* Columns of the terminal on `out`, at least 40; 0 where it is no terminal. */
size_t print_columns(FILE *out);

#endif
