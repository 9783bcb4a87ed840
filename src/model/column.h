/*
 * column.h - a struct and its columns: one constant table says how they fit.
 *
 * The same table writes a row into the database and reads it back, prints it,
 * and carries it from a worker to the run.  Names are those of store/schema.sql.
 */
#ifndef MODEL_COLUMN_H
#define MODEL_COLUMN_H

#include "base/span.h"

#include <stddef.h>
#include <stdint.h>

enum cell {
	CELL_TEXT, /* struct span; empty is NULL */
	CELL_SAID, /* struct span; empty is '' */
	CELL_CUT,  /* as CELL_TEXT, cut at LIMIT_TEXT */
	CELL_CUT_SAID,
	CELL_LONG,  /* as CELL_TEXT, cut at LIMIT_TEXT_LONG */
	CELL_NAME,  /* const char *; "" and NULL are NULL */
	CELL_CHARS, /* char[size]; "" is NULL */
	CELL_I64,
	CELL_UNSAID, /* int64_t; FACT_UNSAID is NULL */
	CELL_TIME,   /* int64_t; CLOCK_NONE is NULL */
	CELL_ID,     /* int64_t; 0 is NULL */
	CELL_PARENT, /* int64_t number in the same artifact; 0 is NULL */
	CELL_SIZE,   /* size_t or uint64_t */
	CELL_INDEX,  /* size_t from 0, stored from 1; (size_t)-1 is NULL */
	CELL_INT,
	CELL_INT_UNSAID, /* int; FACT_UNSAID is NULL */
	CELL_UINT,
	CELL_LINE, /* unsigned; 0 is NULL */
	CELL_BOOL,
	CELL_WORD,         /* an enum; a word of "" is NULL */
	CELL_WORD_OR_NONE, /* the same; the value past the words is NULL */
};

struct column {
	const char *name;
	enum cell cell;
	size_t offset;
	size_t size;              /* CELL_CHARS: room; with words: their number */
	const char *const *words; /* CELL_WORD; of a text: what it may say */
};

/* clang-format off */
#define COLUMN(type, field, name, cell) \
	{ name, cell, offsetof(struct type, field), sizeof(((struct type *)NULL)->field), NULL }
#define COLUMN_WORD(type, field, name, words, count) \
	{ name, CELL_WORD, offsetof(struct type, field), count, words }
#define COLUMN_SAID_OF(type, field, name, words, count) \
	{ name, CELL_SAID, offsetof(struct type, field), count, words }
#define COLUMN_WORD_OR_NONE(type, field, name, words, count) \
	{ name, CELL_WORD_OR_NONE, offsetof(struct type, field), count, words }
/* clang-format on */

#endif
