/*
 * stmt.h - what the files of this folder share: the handle and its statements.
 *
 * Not for other folders.  Values are bound, never written into SQL; SQL is
 * literal, or put together from the names in constant tables (row.h).
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "base/scoped.h"
#include "store/db.h"

#include <sqlite3.h>
#include <stdint.h>

struct facts; /* facts.c */
struct cache; /* cache.c */
struct kept;  /* kept.c */

/* drawn.c: its statements. */
enum drawn_stmt { DRAWN_FACTS, DRAWN_FIND, DRAWN_ORDER, DRAWN_PUT_ORDER, DRAWN_STMTS };

/* Facts of the run before, while another is begun. */
enum old_facts {
	OLD_FACTS,      /* all there, of no use */
	OLD_FACTS_STAY, /* those that nobody removed are this run's */
	OLD_FACTS_GONE,
};

struct store {
	sqlite3 *db;
	struct arena *arena; /* holds this struct too */
	const char *path;
	const char *vfs; /* NULL: SQLite's default */
	enum store_mode mode;
	int64_t run_row;       /* begun and not finished; 0: none */
	int64_t facts_row;     /* whose facts facts_each() reads */
	int64_t next_artifact; /* behind the highest id that was given */
	enum old_facts old_facts;
	bool is_portfolio;   /* STORE_ASK: its tables are portfolio_schema.sql's */
	bool has_artifacts;  /* runs_facts() wrote them, and committed the facts */
	struct facts *facts; /* made by the first artifact */
	struct cache *cache; /* made by the first who asks */
	struct kept *kept;   /* the same */
	sqlite3_stmt *drawn[DRAWN_STMTS];
	store_text_fn *text; /* may be NULL */
	void *text_ctx;
	const struct store_hash *hash; /* may be NULL: runs get no link */
};

/* SCOPED(sqlite3_stmt) stmt = NULL; finalizes itself. */
SCOPED_TYPE(sqlite3_stmt, sqlite3_finalize)

/* Our words for what SQLite just said; always negative. */
int store_fail(const struct store *store, struct err *err);

/* ERR_FORMAT: a value that no muster writes. */
int store_damaged(const struct store *store, const char *table, const char *column,
		  struct err *err);

/* store_open() through a VFS that was registered before. */
int store_open_with(struct store **out, const char *path, enum store_mode mode,
		    const char *vfs, struct err *err);

int store_prepare(sqlite3_stmt **out, struct store *store, const char *sql,
		  struct err *err);

/* *out says whether there is a row to read. */
int store_step(bool *out, struct store *store, sqlite3_stmt *stmt, struct err *err);

/* A statement that gives nothing back, then reset for the next time. */
int store_done(struct store *store, sqlite3_stmt *stmt, struct err *err);

/* A SHA-256 in hex, as columns keep it; false where it is none. */
bool store_digest(char out[65], sqlite3_stmt *stmt, int column);

/* Every statement of `sql`, which binds and gives back nothing. */
int store_run(struct store *store, const char *sql, struct err *err);

/* The same with ?1 and ?2 bound. */
int store_run_with(struct store *store, const char *sql, int64_t first, int64_t second,
		   struct err *err);

/* The one number that `sql` asks for; 0 for NULL or no row. */
int store_number(int64_t *out, struct store *store, const char *sql, struct err *err);

/* How long to wait for a lock; store_open() says 10 s. */
void store_patience(struct store *store, int milliseconds);

/* facts.c: what its buffers hold goes. */
void facts_release(struct facts *facts);

/* cache.c: its statements go; NULL is fine. */
void cache_release(struct cache *cache);

/* drawn.c: the same. */
void drawn_release(struct store *store);

/* kept.c: the same. */
void kept_release(struct kept *kept);

/* kept.c: what is known of artifacts from `first` on, before `end`, goes; or all. */
int kept_remove(struct store *store, int64_t first, int64_t end, struct err *err);
int kept_clear(struct store *store, struct err *err);

/* facts.c: orders_put() for each that was made. */
void facts_keep_orders(struct store *store);

/* facts.c: every fact goes. */
int facts_clear(struct store *store, struct err *err);

/* facts.c: an artifact that is open is not any more. */
void facts_forget(struct store *store);

#endif
