/*
 * csv.h - tables as text: rows of fields.
 *
 * Source: RFC 4180.  The separator is the comma, semicolon or tab that the first
 * line has most of; a field may be quoted, with "" for a quote in it, and may then
 * hold separators and line ends.  A blank line is no row.
 *
 * Errors have a position and one of these tags: truncated (a quoted field never
 * ends), csv-syntax (something stands behind the closing quote), too-many, too-big.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

struct csv_row {
	const struct span *fields; /* until the next row is asked for */
	size_t count;
	unsigned line; /* where it starts */
};

struct csv {
	struct span path, text;
	size_t at;
	unsigned line;
	char separator;
	size_t rows;
	struct arena *arena;
	LIST(struct span) fields;
};

void csv_init(struct csv *csv, struct span path, struct span text, struct arena *arena);

/* 1: a row; 0: there is none left; negative: an error. */
int csv_next(struct csv *csv, struct csv_row *row, struct err *err);

#endif
