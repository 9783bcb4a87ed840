/*
 * row.h - a struct and its row: one constant table says how they fit.
 *
 * The same table writes the INSERT, binds, writes the SELECT and reads back, so
 * what was put in comes out.  Not for other folders.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "base/buf.h"
#include "model/column.h"
#include "model/fact.h"
#include "store/stmt.h"

#define MAPPING_KEYS 4

struct mapping {
	const char *table;
	const char *keys[MAPPING_KEYS]; /* in front of the columns; bound apart */
	const struct column *columns;
	size_t count;
};

/* Give the number of its keys or of all its columns. */
size_t mapping_keys(const struct mapping *mapping);
size_t mapping_width(const struct mapping *mapping);

/* "INSERT INTO t(...) VALUES (...),(...)" with that many rows. */
int row_insert(sqlite3_stmt **out, struct store *store, const struct mapping *mapping,
	       size_t rows, struct err *err);

/* SQL put together from names in constant tables; releases `sql`. */
int row_prepare(sqlite3_stmt **out, struct store *store, struct buf *sql,
		struct err *err);

/* "SELECT ... FROM t " and `rest`, which is literal. */
int row_select(sqlite3_stmt **out, struct store *store, const struct mapping *mapping,
	       const char *rest, struct err *err);

/* Add the names, separated by commas, keys first. */
void row_names(struct buf *sql, const struct mapping *mapping);

/* Remove every row; without a condition, which SQLite does page by page. */
int row_clear(struct store *store, const struct mapping *mapping, struct err *err);

/* A value on its way into a statement. */
struct value {
	enum { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT } kind;
	int64_t number;
	struct span text; /* borrowed from the record */
};

/* What `column` of `record` stores; `base` is artifact id * 2^24, for parents. */
struct value row_value(const struct column *column, const void *record, int64_t base);

/* `text` must last until the statement is stepped; a NUL in it becomes U+2400. */
void row_bind(sqlite3_stmt *stmt, int at, struct value value);

/*
 * Rows on their way into one table, up to BATCH_ROWS in one INSERT: preparing a
 * statement's run, and looking words up in a CHECK's list, cost more than a row.
 * Text is copied when a row is added.
 */
#define BATCH_ROWS  64
#define BATCH_SIZES 3

struct batch {
	const struct mapping *mapping;
	sqlite3_stmt *stmts[BATCH_SIZES];
	struct value *values; /* text: `number` is where it starts in `text` */
	struct buf text;
	size_t rows;
	bool is_report; /* texts go through store->text: a report's, not facts' */
};

void batch_init(struct batch *batch, const struct mapping *mapping);
void batch_release(struct batch *batch);

/* Keys of 0 are NULL; `base` as for row_value(). */
int batch_add(struct batch *batch, struct store *store, const int64_t *keys,
	      const void *record, int64_t base, struct err *err);
int batch_flush(struct batch *batch, struct store *store, struct err *err);
void batch_drop(struct batch *batch); /* what waits, not what was flushed */

/*
 * The columns of the current row into `record`.  Text is copied into `arena`, or
 * good until the next step where arena is NULL.  ERR_FORMAT for what no muster
 * writes.
 */
int row_get(void *record, struct store *store, sqlite3_stmt *stmt,
	    const struct mapping *mapping, struct arena *arena, struct err *err);

/* facts.c: how that kind is stored; no table where it is not. */
struct mapping facts_mapping(enum fact_kind kind);

#endif
