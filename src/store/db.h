/*
 * db.h - the door to SQLite: open, prepare, finish.
 *
 * One database holds the runs and the facts of the newest one; schema.sql has a
 * comment for every column.  Everything right of the audit reads from here.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/err.h"

struct store;

/*
 * Of the tables: the only place that says it.  Raise it with every change of
 * schema.sql, by one between two releases; a database of another revision is
 * refused with what to do, for no older one was ever released.
 */
#define STORE_REVISION 5

enum store_mode {
	STORE_WRITE,  /* made when it is not there */
	STORE_READ,   /* ERR_ABSENT when it is not there; never written */
	STORE_ASK,    /* STORE_READ, and a portfolio (portfolio.h) is welcome, too */
	STORE_MEMORY, /* for a run whose history cannot be kept; path is ignored */
};

/*
 * ERR_FORMAT for a damaged or foreign file (fix: where to move it), ERR_USAGE
 * for a database of a newer or older muster, ERR_IO when it is locked longer than 10 s
 * or cannot be written.
 */
int store_open(struct store **out, const char *path, enum store_mode mode,
	       struct err *err);
void store_close(struct store *store); /* rolls back what is unfinished */

/*
 * What every text of a report's rows becomes on its way in: good until the next
 * call.  The audit hides secrets so; texts of facts were seen to by their reader.
 */
typedef struct span store_text_fn(void *ctx, struct span text);
void store_set_text(struct store *store, store_text_fn *text, void *ctx);

/*
 * How to make a SHA-256 in pieces: OpenSSL has a door of its own.  With one, every
 * run that is finished gets its link of the chain (chain.h).
 */
struct store_hash {
	void *(*start)(void);
	void (*add)(void *handle, struct span bytes);
	void (*finish)(void *handle, char out_hex[65]); /* and gives it back */
};
void store_set_hash(struct store *store, const struct store_hash *hash);

/* PRAGMA quick_check and the schema against schema.sql; each trouble a line. */
int store_check(struct store *store, struct span *out_trouble, struct arena *arena,
		struct err *err);

#endif
