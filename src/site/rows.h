/*
 * rows.h - a table of facts: rows on the page, and all of them in a data file.
 *
 * The page shows the first rows; where there are more, every row goes to
 * data/<artifact>.js, which the page's script pages through, and to a .csv for
 * people without scripts.  Inside src/site/ alone.
 */
#ifndef SITE_ROWS_H
#define SITE_ROWS_H

#include "site/page.h"

#define ROWS_ON_PAGE 200
#define ROWS_IN_DATA 50000
#define ROWS_COUNTED 10000 /* of a table without data files */
#define ROWS_COLUMNS 10

enum column_kind {
	COLUMN_TEXT,
	COLUMN_NUMBER,
	COLUMN_OUTCOME, /* an icon and a word */
	COLUMN_SHARE,   /* a percentage and its bar */
};

struct column_spec {
	const char *name; /* a key of [column] */
	enum column_kind kind;
};

struct rows {
	struct site *site;
	struct value *list; /* of rows, on the page */
	const struct column_spec *columns;
	size_t column_count;
	size_t count; /* rows seen */
	struct buf js, csv;
	bool data;  /* there are data files */
	bool again; /* those of the earlier site, see `drawn` */
	struct site_drawn drawn;
	bool filled[ROWS_COLUMNS]; /* a row says something there */

	/* The row at hand. */
	struct value *cells;
	size_t column;
};

/*
 * Starts a table in the list `tables`; `total` is how many rows will come.
 * `main` marks the one table of a page that may have data files.
 */
void rows_begin(struct rows *rows, struct site *site, const struct column_spec *columns,
		uint64_t total, bool main);

/*
 * After rows_begin(): whether the data files of the earlier site will do; `title` as
 * for rows_end().  Then the rows on the page are all that need come.
 */
bool rows_again(struct rows *rows, size_t artifact, const char *title);

/* One row: as many cells as there are columns, in their order. */
void rows_row(struct rows *rows);
void rows_text(struct rows *rows, struct span text);
void rows_number(struct rows *rows, int64_t number); /* "-" where it is not said */
void rows_share(struct rows *rows, int64_t tenths);  /* of a per cent; -1: not said */
void rows_outcome(struct rows *rows, enum verdict icon, struct span word);

/*
 * Ends it.  A column in which no row says anything is not on the page; the .csv and
 * the data file keep it, so that their columns are always the same.  *out_data is set
 * where the page must load the data file.  `title` and `order` are keys of [facts] and
 * [order].
 */
int rows_end(struct rows *rows, struct value *tables, const struct artifact *artifact,
	     const char *title, const char *order, bool *out_data, struct err *err);

#endif
