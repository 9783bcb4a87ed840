/*
 * csv.h - comma-separated values, record by record.
 *
 * RFC 4180, and what is written in its name: LF, CRLF or CR ends a record; the
 * separator may be a semicolon or a tab; a quoted field may hold separators, line
 * ends and doubled quotes; a quote inside an unquoted field is a quote.  Empty
 * lines between records are stepped over.
 *
 * Errors have a position and one of these tags: csv-syntax (something stands
 * behind a closing quote), truncated (a quote is never closed), too-big (a record
 * past LIMIT_RECORD_LINE), too-many (records past LIMIT_RECORDS, fields past
 * CSV_FIELDS).
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#define CSV_FIELDS 1024 /* in one record */

struct csv {
	LIST(struct span) fields; /* of the record; good until the next step */
	unsigned line;            /* the record starts on, from 1 */
	bool ended;               /* a line end stands behind the record */
	char separator;

	/* inside */
	struct span path, rest;
	struct arena *arena;
	char *decoded; /* room for the quoted fields of one record */
	size_t decoded_len;
	unsigned next_line;
	size_t records;
};

/*
 * `text` is UTF-8 and outlives the reader; `separator` is ',', ';', '\t' or 0: the
 * one of them that the first line has most of outside quotes, a comma where it has
 * none.  Cannot fail.
 */
void csv_open(struct csv *csv, struct span path, struct span text, char separator,
	      struct arena *arena);

/* Step to the next record; *more is false behind the last. */
int csv_next(struct csv *csv, bool *more, struct err *err);

/* The field, from 0; empty where the record has fewer. */
struct span csv_field(const struct csv *csv, size_t index);

/* The field that says `name`, spaces around it aside; -1 where none does. */
ptrdiff_t csv_find(const struct csv *csv, const char *name);

/*
 * Whether a header line has a field of that name, quoted or not, whatever separates
 * them.  For a look at a file before it is opened: takes no memory.
 */
bool csv_line_has(struct span line, const char *name);

/* Where the record starts. */
struct pos csv_pos(const struct csv *csv);

#endif
