/*
 * portfolio.h - the database of many bundles: what `muster rollup` writes and reads.
 *
 * Its tables are those of portfolio_schema.sql, each with a comment a column.  The
 * same bundles give the same bytes, in whatever order they came and through however
 * many portfolios in between: what is written in the end is sorted, and a bundle that
 * came twice is there once.  One bundle at a time is in memory.
 */
#ifndef STORE_PORTFOLIO_H
#define STORE_PORTFOLIO_H

#include "base/err.h"
#include "model/portfolio.h"

/* Of the file, for SQLite's header; and of the tables: another one is refused. */
#define PORTFOLIO_APPLICATION 0x6d757270 /* "murp" */
#define PORTFOLIO_REVISION    1

struct portfolio;

/* A new file; syncs nothing, for it lies in a staging folder. */
int portfolio_create(struct portfolio **out, const char *path, struct err *err);

/*
 * To read alone.  ERR_ABSENT where there is none, ERR_FORMAT for what is damaged or no
 * portfolio, ERR_USAGE for one of another revision.
 */
int portfolio_open(struct portfolio **out, const char *path, struct err *err);
void portfolio_close(struct portfolio *portfolio); /* NULL is fine */

/* One whose digest is there already changes nothing.  Of what is not verified only
 * who it says it is, and what is wrong, is kept. */
int portfolio_add(struct portfolio *portfolio, const struct rolled *rolled,
		  struct err *err);

/*
 * Each bundle in the order of project, time, sequence, digest; *rolled is good during
 * the call.  What the database says is checked as far as its types go.
 */
struct portfolio_sink {
	int (*seen)(void *ctx, struct rolled *rolled, struct err *err);
	void *ctx;
};
int portfolio_each(struct portfolio *portfolio, const struct portfolio_sink *sink,
		   struct err *err);

/* What was added is there for others, and the file is closed. */
int portfolio_finish(struct portfolio **portfolio, struct err *err);

#endif
