#include "store/standing.h"

#include "base/limits.h"
#include "store/row.h"

static const char standing_sql[] = "CREATE TABLE IF NOT EXISTS standing ("
				   "  run_id    INTEGER PRIMARY KEY,"
				   "  key       TEXT NOT NULL,"
				   "  seen      BLOB NOT NULL,"
				   "  out       TEXT NOT NULL,"
				   "  out_state TEXT NOT NULL"
				   ") STRICT";

static bool get_hex(char out[65], sqlite3_stmt *stmt, int column)
{
	int len = sqlite3_column_bytes(stmt, column);

	out[0] = '\0';
	if (len != 0 && len != 64)
		return false;
	if (len == 64)
		memcpy(out, sqlite3_column_text(stmt, column), 64);
	out[len] = '\0';
	return true;
}

static struct span get_bytes(sqlite3_stmt *stmt, int column, struct arena *arena)
{
	struct span bytes = { sqlite3_column_blob(stmt, column),
			      (size_t)sqlite3_column_bytes(stmt, column) };

	return arena_copy(arena, bytes);
}

bool standing_find(struct standing *out, struct store *store, struct arena *arena)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct err ignored = { 0 };
	bool found = false;

	*out = (struct standing){ .row = 0 };
	if (store_prepare(&stmt, store,
			  "SELECT run_id, key, seen, out, out_state FROM standing"
			  " WHERE run_id = (SELECT max(run_id) FROM run"
			  " WHERE complete = 1)",
			  &ignored) < 0 ||
	    store_step(&found, store, stmt, &ignored) < 0 || !found)
		return false;
	out->row = sqlite3_column_int64(stmt, 0);
	out->seen = get_bytes(stmt, 2, arena);
	out->out = get_bytes(stmt, 3, arena);
	return get_hex(out->key, stmt, 1) && get_hex(out->out_state, stmt, 4);
}

void standing_put(struct store *store, const struct standing *standing)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct err ignored = { 0 };

	if (store->mode != STORE_WRITE ||
	    store_run(store, standing_sql, &ignored) < 0 ||
	    store_run(store, "DELETE FROM standing", &ignored) < 0 ||
	    store_prepare(&stmt, store, "INSERT INTO standing VALUES (?1,?2,?3,?4,?5)",
			  &ignored) < 0)
		return;
	sqlite3_bind_int64(stmt, 1, standing->row);
	row_bind(stmt, 2, (struct value){ VALUE_TEXT, 0, span_of(standing->key) });
	sqlite3_bind_blob(stmt, 3, standing->seen.ptr ? standing->seen.ptr : "",
			  (int)standing->seen.len, SQLITE_STATIC);
	row_bind(stmt, 4, (struct value){ VALUE_TEXT, 0, standing->out });
	row_bind(stmt, 5,
		 (struct value){ VALUE_TEXT, 0, span_of(standing->out_state) });
	sqlite3_step(stmt);
	sqlite3_reset(stmt);
}
