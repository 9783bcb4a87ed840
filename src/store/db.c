#include "store/db.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "store/portfolio.h"
#include "store/schema.h"
#include "store/stmt.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x6d757374 /* "must" */
#define PATIENCE_MS    10000

#define LITERAL_(number) #number
#define LITERAL(number)  LITERAL_(number)

/* clang-format off */
static const struct {
	int sqlite;
	enum err_code code;
	const char *tag, *fix;
} troubles[] = {
	{ SQLITE_BUSY,     ERR_IO,       "locked",     "another muster is at work; wait for it, or give --db another file" },
	{ SQLITE_LOCKED,   ERR_IO,       "locked",     "another muster is at work; wait for it, or give --db another file" },
	{ SQLITE_CORRUPT,  ERR_FORMAT,   "db-damaged", "move it away; the next run makes a new one, without earlier runs" },
	{ SQLITE_NOTADB,   ERR_FORMAT,   "db-foreign", "move it away, or give --db another file" },
	{ SQLITE_ERROR,    ERR_FORMAT,   "db-damaged", "move it away; the next run makes a new one, without earlier runs" },
	{ SQLITE_SCHEMA,   ERR_FORMAT,   "db-damaged", "move it away; the next run makes a new one, without earlier runs" },
	{ SQLITE_FULL,     ERR_IO,       "",           "make room on that disk, or give --db another file" },
	{ SQLITE_READONLY, ERR_IO,       "",           "make it writable, or give --db another file" },
	{ SQLITE_CANTOPEN, ERR_IO,       "",           "make its folder writable, or give --db another file" },
	{ SQLITE_PERM,     ERR_IO,       "",           "make it writable, or give --db another file" },
	{ SQLITE_IOERR,    ERR_IO,       "",           "look at the disk, or give --db another file" },
	{ SQLITE_TOOBIG,   ERR_LIMIT,    "",           "list what is so large under [pack] exclude" },
};
/* clang-format on */

int store_fail(const struct store *store, struct err *err)
{
	int code = sqlite3_errcode(store->db);
	const char *words = sqlite3_errmsg(store->db);

	if (code == SQLITE_NOMEM)
		oom();
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (troubles[i].sqlite != (code & 0xff))
			continue;
		err_set(err, troubles[i].code, "%s", words);
		err_at_path(err, span_of(store->path));
		err_tag(err, troubles[i].tag);
		return err_fix(err, "%s", troubles[i].fix);
	}
	err_set(err, ERR_INTERNAL, "SQLite says: %s", words);
	err_at_path(err, span_of(store->path));
	return err_fix(err, "please report this");
}

int store_damaged(const struct store *store, const char *table, const char *column,
		  struct err *err)
{
	err_set(err, ERR_FORMAT, "damaged database: column \"%s\" of \"%s\" holds %s",
		column, table, "what muster never writes");
	err_at_path(err, span_of(store->path));
	err_tag(err, "db-damaged");
	return err_fix(err, "move it away; the next run makes a new one, without %s",
		       "earlier runs");
}

int store_prepare(sqlite3_stmt **out, struct store *store, const char *sql,
		  struct err *err)
{
	*out = NULL;
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out,
			       NULL) != SQLITE_OK)
		return store_fail(store, err);
	return 0;
}

int store_step(bool *out, struct store *store, sqlite3_stmt *stmt, struct err *err)
{
	int code = sqlite3_step(stmt);

	*out = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return 0;
	return store_fail(store, err);
}

int store_done(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
	bool row;
	int rc = store_step(&row, store, stmt, err);

	sqlite3_reset(stmt);
	return rc;
}

int store_run(struct store *store, const char *sql, struct err *err)
{
	while (*sql) {
		SCOPED(sqlite3_stmt) stmt = NULL;
		bool row = true;

		if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, &sql) != SQLITE_OK)
			return store_fail(store, err);
		while (stmt && row) {
			int rc = store_step(&row, store, stmt, err);

			if (rc < 0)
				return rc;
		}
	}
	return 0;
}

int store_run_with(struct store *store, const char *sql, int64_t first, int64_t second,
		   struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	int rc = store_prepare(&stmt, store, sql, err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, first);
	if (sqlite3_bind_parameter_count(stmt) > 1)
		sqlite3_bind_int64(stmt, 2, second);
	return store_done(store, stmt, err);
}

int store_number(int64_t *out, struct store *store, const char *sql, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row;
	int rc;

	*out = 0;
	rc = store_prepare(&stmt, store, sql, err);
	if (rc < 0)
		return rc;
	rc = store_step(&row, store, stmt, err);
	if (rc == 0 && row)
		*out = sqlite3_column_int64(stmt, 0);
	return rc;
}

void store_patience(struct store *store, int milliseconds)
{
	sqlite3_busy_timeout(store->db, milliseconds);
}

/* A file that somebody planted is no history: security.md D6. */
static int check_file(bool *out_there, const struct store *store, struct err *err)
{
	struct stat st;

	*out_there = lstat(store->path, &st) == 0;
	if (!*out_there && errno != ENOENT)
		return err_errno(err, "cannot look at the database", store->path);
	if (!*out_there)
		return 0;
	if (S_ISREG(st.st_mode) && st.st_uid == geteuid())
		return 0;
	err_set(err, ERR_USAGE, "the database is %s",
		S_ISREG(st.st_mode) ? "somebody else's file" : "no plain file");
	err_at_path(err, span_of(store->path));
	return err_fix(err, "give --db a file of your own");
}

/* The folder it lies in: <git dir>/muster. */
static int make_folder(const struct store *store, struct err *err)
{
	struct span folder = path_dir(span_of(store->path));

	if (folder.len == 0)
		return 0;
	if (file_make_folders(arena_string(store->arena, folder), err) == 0)
		return 0;
	return err_fix(err, "give --db a place that can be written");
}

/* SQLite opens what it may not write all the same, and fails much later. */
static int check_writable(const struct store *store, struct err *err)
{
	if (store->mode != STORE_WRITE || sqlite3_db_readonly(store->db, "main") != 1)
		return 0;
	err_set(err, ERR_IO, "the database cannot be written");
	err_at_path(err, span_of(store->path));
	return err_fix(err, "make it writable, or give --db another file");
}

static bool only_reads(const struct store *store)
{
	return store->mode == STORE_READ || store->mode == STORE_ASK;
}

static int open_file(struct store *store, struct err *err)
{
	int flags = only_reads(store) ? SQLITE_OPEN_READONLY
				      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	bool there = false;
	int rc = 0;

	if (store->mode != STORE_MEMORY)
		rc = check_file(&there, store, err);
	if (rc == 0 && only_reads(store) && !there) {
		err_set(err, ERR_ABSENT, "there is no database");
		err_at_path(err, span_of(store->path));
		return err_fix(err, "run \"muster build\" first, or give --db FILE");
	}
	if (rc == 0 && store->mode == STORE_WRITE && !there)
		rc = make_folder(store, err);
	if (rc < 0)
		return rc;
	/* Nobody asks how much memory it uses; refused, and fine, the second time. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_open_v2(store->path, &store->db,
			    flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
				    SQLITE_OPEN_EXRESCODE,
			    store->vfs) == SQLITE_OK)
		return check_writable(store, err);
	if (!store->db)
		oom();
	return store_fail(store, err);
}

/* Before the first page is read: what a planted database could use is off. */
static int set_up(struct store *store, struct err *err)
{
	static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA,
				   SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
				   SQLITE_DBCONFIG_ENABLE_TRIGGER };

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	for (size_t i = 0; i < sizeof(off) / sizeof(off[0]); i++)
		sqlite3_db_config(store->db, off[i], 0, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1);
	store_patience(store, PATIENCE_MS);
	return store_run(store,
			 "PRAGMA cell_size_check = ON;"
			 "PRAGMA mmap_size = 0;"
			 "PRAGMA temp_store = MEMORY;"
			 "PRAGMA cache_size = -16384;"
			 "PRAGMA foreign_keys = OFF;",
			 err);
}

/*
 * What a killed run left half-way is rolled back by whoever opens the database next,
 * and that is writing: a reader has it done first.  Where it cannot be, reading says
 * why.
 */
static void recover(const struct store *store)
{
	struct err ignored = { 0 };
	struct store *writer = NULL;
	char journal[PATH_MAX];
	int len = snprintf(journal, sizeof(journal), "%s-journal", store->path);

	if (len < 0 || (size_t)len >= sizeof(journal) || access(journal, F_OK) < 0)
		return;
	store_open_with(&writer, store->path, STORE_WRITE, store->vfs, &ignored);
	store_close(writer);
}

/* All tables, in the transaction that is open. */
static int make_tables(struct store *store, struct err *err)
{
	int rc = store_run(store, (const char *)schema_sql, err);

	if (rc == 0)
		rc = store_run(store,
			       "PRAGMA application_id = " LITERAL(
				       APPLICATION_ID) ";"
						       "PRAGMA user_version = " LITERAL(
							       STORE_REVISION) ";",
			       err);
	return rc;
}

static int foreign(const struct store *store, struct err *err)
{
	err_set(err, ERR_FORMAT, "it is a SQLite database, but no muster database");
	err_at_path(err, span_of(store->path));
	err_tag(err, "db-foreign");
	return err_fix(err, "move it away, or give --db another file");
}

/* Its tables are not those of schema.sql: half of what is asked would fail. */
static int other_revision(const struct store *store, int64_t revision, struct err *err)
{
	bool newer = revision > STORE_REVISION;

	err_set(err, ERR_USAGE,
		"the database was written by %s muster (revision %lld; this one "
		"has %d)",
		newer ? "a newer" : "an older", (long long)revision, STORE_REVISION);
	err_at_path(err, span_of(store->path));
	err_tag(err, newer ? "db-newer" : "db-older");
	return err_fix(err, newer ? "use that muster, or give --db another file"
				  : "move it away, and the next run makes a new one, "
				    "without earlier runs; or give --db another file");
}

static int other_portfolio(const struct store *store, int64_t revision, struct err *err)
{
	bool newer = revision > PORTFOLIO_REVISION;

	err_set(err, ERR_USAGE, "the portfolio was made by %s muster",
		newer ? "a newer" : "an older");
	err_at_path(err, span_of(store->path));
	err_tag(err, newer ? "db-newer" : "db-older");
	return err_fix(err, newer ? "use that muster" : "roll its bundles up again");
}

/* *out: the revision; 0 for a database without anything in it. */
static int read_revision(int64_t *out, struct store *store, struct err *err)
{
	int64_t application, tables;
	int rc = store_number(&application, store, "PRAGMA application_id", err);

	*out = 0;
	if (rc == 0)
		rc = store_number(&tables, store, "SELECT count(*) FROM sqlite_schema",
				  err);
	if (rc == 0)
		rc = store_number(out, store, "PRAGMA user_version", err);
	if (rc < 0)
		return rc;
	if (application == 0 && tables == 0 && *out == 0)
		return 0;
	store->is_portfolio =
		store->mode == STORE_ASK && application == PORTFOLIO_APPLICATION;
	if (store->is_portfolio)
		return *out == PORTFOLIO_REVISION ? 0
						  : other_portfolio(store, *out, err);
	if (application != APPLICATION_ID || *out <= 0)
		return foreign(store, err);
	return *out == STORE_REVISION ? 0 : other_revision(store, *out, err);
}

static int make(struct store *store, struct err *err)
{
	int64_t revision;
	int rc = store_run(store, "BEGIN IMMEDIATE", err);

	if (rc < 0)
		return rc;
	/* Read again: another muster may have done it while we waited. */
	rc = read_revision(&revision, store, err);
	if (rc == 0 && revision == 0)
		rc = make_tables(store, err);
	if (rc == 0)
		rc = store_run(store, "COMMIT", err);
	return rc;
}

static int bring_up(struct store *store, struct err *err)
{
	int64_t revision;
	int rc;

	if (only_reads(store))
		recover(store);
	rc = open_file(store, err);

	if (rc == 0)
		rc = set_up(store, err);
	if (rc == 0)
		rc = read_revision(&revision, store, err);
	if (rc < 0 || revision == STORE_REVISION || store->is_portfolio)
		return rc;
	if (!only_reads(store))
		return make(store, err);
	err_set(err, ERR_ABSENT, "the database holds no run yet");
	err_at_path(err, span_of(store->path));
	return err_fix(err, "run \"muster build\" first");
}

bool store_digest(char out[65], sqlite3_stmt *stmt, int column)
{
	int len = sqlite3_column_bytes(stmt, column);

	if (len != 64)
		return false;
	memcpy(out, sqlite3_column_text(stmt, column), 64);
	out[64] = '\0';
	return true;
}

int store_open(struct store **out, const char *path, enum store_mode mode,
	       struct err *err)
{
	return store_open_with(out, path, mode, NULL, err);
}

int store_open_with(struct store **out, const char *path, enum store_mode mode,
		    const char *vfs, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct store *store = ARENA_NEW(arena, struct store);
	int rc;

	*out = NULL;
	store->arena = arena;
	store->mode = mode;
	store->vfs = vfs;
	store->path =
		mode == STORE_MEMORY ? ":memory:" : arena_string(arena, span_of(path));
	rc = bring_up(store, err);
	if (rc < 0) {
		store_close(store);
		return rc;
	}
	*out = store;
	return 0;
}

void store_close(struct store *store)
{
	sqlite3_stmt *stmt = NULL;

	if (!store)
		return;
	facts_release(store->facts);
	cache_release(store->cache);
	kept_release(store->kept);
	drawn_release(store);
	do {
		sqlite3_finalize(stmt);
		stmt = store->db ? sqlite3_next_stmt(store->db, NULL) : NULL;
	} while (stmt);
	sqlite3_close(store->db); /* rolls back */
	arena_free(store->arena);
}

/* What `sql` gives, a line a row, behind `prefix`. */
static int list_rows(struct buf *out, struct store *store, const char *sql,
		     const char *prefix, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = store_prepare(&stmt, store, sql, err);

	while (rc == 0 && row) {
		rc = store_step(&row, store, stmt, err);
		if (rc < 0 || !row)
			break;
		buf_adds(out, prefix);
		buf_add(out, (struct span){ (const char *)sqlite3_column_text(stmt, 0),
					    (size_t)sqlite3_column_bytes(stmt, 0) });
		buf_addch(out, '\n');
	}
	return rc;
}

/* The definitions of everything in it, as text. */
static int read_schema(struct buf *out, struct store *store, struct err *err)
{
	return list_rows(out, store,
			 "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM"
			 " sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'"
			 " AND name NOT IN ('fact_cache', 'fact_kept', 'fact_order', "
			 "'site_drawn', "
			 "'standing') "
			 "ORDER BY name, type",
			 "", err);
}

static int compare_schema(struct buf *out, struct store *store, struct err *err)
{
	struct store *fresh = NULL;
	struct buf ours, wanted;
	int rc = store_open(&fresh, NULL, STORE_MEMORY, err);

	buf_init(&ours, LIMIT_TEMPLATE_BYTES);
	buf_init(&wanted, LIMIT_TEMPLATE_BYTES);
	if (rc == 0)
		rc = read_schema(&wanted, fresh, err);
	if (rc == 0)
		rc = read_schema(&ours, store, err);
	if (rc == 0 && !span_eq(buf_span(&ours), buf_span(&wanted)))
		buf_adds(out, "its tables are not those that muster makes\n");
	buf_release(&ours);
	buf_release(&wanted);
	store_close(fresh);
	return rc;
}

void store_set_text(struct store *store, store_text_fn *text, void *ctx)
{
	store->text = text;
	store->text_ctx = ctx;
}

void store_set_hash(struct store *store, const struct store_hash *hash)
{
	store->hash = hash;
}

int store_check(struct store *store, struct span *out_trouble, struct arena *arena,
		struct err *err)
{
	struct buf trouble;
	int rc;

	*out_trouble = SPAN_EMPTY;
	buf_init(&trouble, LIMIT_MIB);
	rc = compare_schema(&trouble, store, err);
	if (rc == 0)
		rc = list_rows(&trouble, store,
			       "SELECT quick_check FROM pragma_quick_check"
			       " WHERE quick_check <> 'ok'",
			       "", err);
	if (rc == 0)
		rc = list_rows(&trouble, store,
			       "SELECT DISTINCT \"table\" || ' points to a row of '"
			       " || parent || ' that is not there'"
			       " FROM pragma_foreign_key_check ORDER BY 1",
			       "", err);
	if (rc == 0)
		*out_trouble = arena_copy(arena, buf_span(&trouble));
	buf_release(&trouble);
	return rc;
}
