/*
 * query.h - SQL that people wrote: it reads, and nothing else.
 *
 * `muster query` and checks run one SELECT over a database that nobody writes at
 * that moment (security.md D2).  An authorizer lets through reading of the
 * tables and views of schema.sql, and the functions of a list; there is no
 * ATTACH, PRAGMA, write, extension, random number or clock ("now" is the run's
 * as-of time).  Steps, rows, bytes of a value and memory are bounded; a query
 * that goes past a bound is an error, never a shorter answer.
 *
 * Beside SQLite's own functions: sev(word) is 5 for critical to 0 for none and
 * NULL for unknown; semver_cmp(a, b) is -1, 0, 1 and NULL where one is no
 * version; glob_path(path, pattern) knows `**`.  Checks have two tables more:
 * matches(pattern, path) and lines(path), over the tree's text (store/searched.h).
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/err.h"
#include "base/span.h"
#include "store/db.h"

#include <stdint.h>

enum query_type { QUERY_NULL, QUERY_INTEGER, QUERY_REAL, QUERY_TEXT, QUERY_BLOB };

/* A cell, good during the call.  Text of numbers as SQLite writes them. */
struct query_value {
	enum query_type type;
	int64_t integer;
	struct span text;
};

/* ":commit" and the like; a name that the query does not use is fine. */
struct query_param {
	const char *name; /* with its colon */
	bool is_number;
	int64_t number;
	struct span text;
};

struct query_sink {
	/* Once, before the first row, also where there is none; may be NULL. */
	int (*columns)(void *ctx, const struct span *names, size_t count,
		       struct err *err);
	int (*row)(void *ctx, const struct query_value *values, size_t count,
		   struct err *err);
	void *ctx;
};

struct query; /* a connection of its own, with a clock of its own */

/*
 * `now`, in seconds, is what "now" means.  Errors of store_open(STORE_ASK).
 * Ask before anything else opens a database in this process, so that memory is
 * bounded too; in a worker its own limit is.
 */
int query_open(struct query **out, const char *path, int64_t now, struct err *err);
void query_close(struct query *query); /* NULL is fine */
void query_set_now(struct query *query, int64_t now);

/* Whether the tables are portfolio_schema.sql's, not those of runs. */
bool query_is_portfolio(const struct query *query);

/* One file of the tree, for store/searched.h. */
struct query_text {
	struct span path;
	struct span text; /* UTF-8 */
	const char *why;  /* it is not here; NULL: it is */
};
struct query_texts {
	const struct query_text *at; /* by path */
	size_t count;
};

/*
 * The facts of one run, for checks: a connection that reads tables of facts, the
 * views over them and `artifact`, and nothing that was judged, nor any earlier run,
 * so that the answer is one of the audited commit alone.  A parameter that is not
 * given is an error (sql-error), never NULL.
 *
 * After runs_facts(); `path` while the run's transaction keeps writers away, from
 * another process than the store's: SQLite's locks are the process's.
 */
struct query_facts {
	const char *path;  /* the database's file, or NULL: */
	struct span bytes; /* a copy of the whole database */
	struct query_texts texts; /* for matches() and lines(); none: they are unknown */
};

/* `by_path` where there is a file; else, and for a database in memory, a copy. */
int query_facts_of(struct query_facts *out, struct store *store, bool by_path,
		   struct err *err);
void query_facts_release(struct query_facts *facts);

/* Needs no file and makes no system call afterwards; `facts` must outlive it. */
int query_open_facts(struct query **out, const struct query_facts *facts, int64_t now,
		     struct err *err);

/* So many steps instead of limits.h's; for those that a configuration bounds. */
void query_set_steps(struct query *query, uint64_t steps);

/*
 * Run one SELECT.
 *   ERR_USAGE  the SQL is wrong (tag sql-error), asks for what is not allowed
 *              (sql-refused), or is no single statement (sql-several);
 *   ERR_LIMIT  past a bound (sql-steps, sql-time, sql-rows, sql-size, sql-memory);
 *   or what the sink said.
 */
int query_run(struct query *query, struct span sql, const struct query_param *params,
	      size_t param_count, const struct query_sink *sink, struct err *err);

#endif
