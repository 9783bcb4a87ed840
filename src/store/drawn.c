#include "store/drawn.h"

#include "store/row.h"

#include <stdio.h>

static const char drawn_sql[] = "CREATE TABLE IF NOT EXISTS site_drawn ("
				"  artifact_id INTEGER PRIMARY KEY,"
				"  key         TEXT NOT NULL,"
				"  n_rows      INTEGER NOT NULL,"
				"  filled      INTEGER NOT NULL,"
				"  js          TEXT NOT NULL,"
				"  csv         TEXT NOT NULL"
				") STRICT";

static const char order_sql[] = "CREATE TABLE IF NOT EXISTS fact_order ("
				"  artifact_id INTEGER NOT NULL,"
				"  kind        INTEGER NOT NULL,"
				"  key         TEXT NOT NULL,"
				"  whole       INTEGER NOT NULL,"
				"  numbers     BLOB NOT NULL,"
				"  PRIMARY KEY (artifact_id, kind)"
				") STRICT, WITHOUT ROWID";

static bool get_hex(char out[65], sqlite3_stmt *stmt, int column)
{
	if (sqlite3_column_bytes(stmt, column) != 64)
		return false;
	memcpy(out, sqlite3_column_text(stmt, column), 64);
	out[64] = '\0';
	return true;
}

/* Prepared once a store: there are as many artifacts as there are. */
static sqlite3_stmt *statement(struct store *store, enum drawn_stmt which,
			       const char *sql)
{
	struct err ignored = { 0 };

	if (!store->drawn[which] &&
	    store_prepare(&store->drawn[which], store, sql, &ignored) < 0)
		return NULL;
	return store->drawn[which];
}

bool drawn_key(char out[DRAWN_KEY], struct store *store, int64_t artifact_id,
	       const char *what)
{
	sqlite3_stmt *stmt =
		statement(store, DRAWN_FACTS,
			  "SELECT key FROM fact_kept WHERE artifact_id = ?1"
			  " AND ?2 = (SELECT max(run_id) FROM run)");
	char facts[65];
	bool found;
	int len = 0;

	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, artifact_id);
	sqlite3_bind_int64(stmt, 2, store->facts_row);
	found = sqlite3_step(stmt) == SQLITE_ROW && get_hex(facts, stmt, 0);
	sqlite3_reset(stmt);
	if (found)
		len = snprintf(out, DRAWN_KEY, "%s %s", what, facts);
	return len > 0 && len < DRAWN_KEY;
}

bool drawn_find(struct drawn *out, struct store *store, int64_t artifact_id,
		const char *key)
{
	sqlite3_stmt *stmt = statement(store, DRAWN_FIND,
				       "SELECT n_rows, filled, js, csv FROM site_drawn"
				       " WHERE artifact_id = ?1 AND key = ?2");
	int64_t rows, filled;
	bool found;

	*out = (struct drawn){ .artifact_id = artifact_id };
	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, artifact_id);
	sqlite3_bind_text(stmt, 2, key, -1, SQLITE_STATIC);
	found = sqlite3_step(stmt) == SQLITE_ROW && get_hex(out->js, stmt, 2) &&
		get_hex(out->csv, stmt, 3);
	rows = found ? sqlite3_column_int64(stmt, 0) : 0;
	filled = found ? sqlite3_column_int64(stmt, 1) : 0;
	sqlite3_reset(stmt);
	out->rows = (uint64_t)rows;
	out->filled = (unsigned)filled;
	return found && rows > 0 && filled >= 0 && filled <= UINT16_MAX;
}

static void put_all(struct store *store, const struct drawn *drawn, size_t count)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct err ignored = { 0 };

	if (store_prepare(&stmt, store,
			  "INSERT OR REPLACE INTO site_drawn"
			  "(artifact_id, key, n_rows, filled, js, csv)"
			  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			  &ignored) < 0)
		return;
	for (size_t i = 0; i < count; i++) {
		sqlite3_bind_int64(stmt, 1, drawn[i].artifact_id);
		sqlite3_bind_text(stmt, 2, drawn[i].key, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 3, (int64_t)drawn[i].rows);
		sqlite3_bind_int64(stmt, 4, (int64_t)drawn[i].filled);
		sqlite3_bind_text(stmt, 5, drawn[i].js, 64, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 6, drawn[i].csv, 64, SQLITE_STATIC);
		if (store_done(store, stmt, &ignored) < 0)
			return;
	}
}

void drawn_put(struct store *store, const struct drawn *drawn, size_t count)
{
	struct err ignored = { 0 };

	if (store->mode != STORE_WRITE ||
	    store_run(store, "BEGIN IMMEDIATE", &ignored) < 0)
		return;
	if (count > 0 && store_run(store, drawn_sql, &ignored) == 0)
		put_all(store, drawn, count);
	if (store_run(store, order_sql, &ignored) == 0)
		facts_keep_orders(store);
	store_run(store, "COMMIT", &ignored);
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", &ignored);
}

bool orders_find(struct span *out, bool *whole, struct store *store,
		 int64_t artifact_id, enum fact_kind kind)
{
	sqlite3_stmt *stmt = statement(store, DRAWN_ORDER,
				       "SELECT o.numbers, o.whole FROM fact_order o"
				       " JOIN fact_kept k USING (artifact_id, key)"
				       " WHERE o.artifact_id = ?1 AND o.kind = ?2"
				       " AND ?3 = (SELECT max(run_id) FROM run)");
	bool found;

	if (!stmt)
		return false;
	sqlite3_bind_int64(stmt, 1, artifact_id);
	sqlite3_bind_int64(stmt, 2, kind);
	sqlite3_bind_int64(stmt, 3, store->facts_row);
	found = sqlite3_step(stmt) == SQLITE_ROW;
	*whole = found && sqlite3_column_int64(stmt, 1) == 1;
	*out = SPAN_EMPTY;
	if (found)
		*out = arena_copy(store->arena,
				  (struct span){
					  sqlite3_column_blob(stmt, 0),
					  (size_t)sqlite3_column_bytes(stmt, 0) });
	sqlite3_reset(stmt);
	return found;
}

void orders_put(struct store *store, int64_t artifact_id, enum fact_kind kind,
		struct span numbers, bool whole)
{
	sqlite3_stmt *stmt =
		statement(store, DRAWN_PUT_ORDER,
			  "INSERT OR REPLACE INTO fact_order"
			  "(artifact_id, kind, key, whole, numbers)"
			  " SELECT artifact_id, ?2, key, ?3, ?4 FROM fact_kept"
			  " WHERE artifact_id = ?1"
			  " AND ?5 = (SELECT max(run_id) FROM run)");
	struct err ignored = { 0 };

	if (!stmt)
		return;
	sqlite3_bind_int64(stmt, 1, artifact_id);
	sqlite3_bind_int64(stmt, 2, kind);
	sqlite3_bind_int64(stmt, 3, whole);
	sqlite3_bind_blob(stmt, 4, numbers.ptr, (int)numbers.len, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 5, store->facts_row);
	store_done(store, stmt, &ignored);
	sqlite3_clear_bindings(stmt); /* the bytes are somebody else's */
}

void drawn_release(struct store *store)
{
	for (unsigned i = 0; i < DRAWN_STMTS; i++)
		sqlite3_finalize(store->drawn[i]);
}
