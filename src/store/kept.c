#include "store/kept.h"

#include "base/limits.h"
#include "base/num.h"
#include "store/maps.h"

static const char kept_sql[] = "CREATE TABLE IF NOT EXISTS fact_kept ("
			       "  artifact_id INTEGER PRIMARY KEY,"
			       "  key         TEXT NOT NULL,"
			       "  size        INTEGER NOT NULL,"
			       "  sha256      TEXT NOT NULL,"
			       "  checksum    TEXT NOT NULL,"
			       "  told        BLOB NOT NULL,"
			       "  counts      BLOB NOT NULL"
			       ") STRICT";

struct kept {
	bool off; /* it is of no use: not there, or damaged */
	sqlite3_stmt *find, *put, *removal;
	struct count_names counts;
};

/* Made by the first who asks. */
static struct kept *kept_of(struct store *store)
{
	if (!store->kept) {
		store->kept = ARENA_NEW(store->arena, struct kept);
		count_names(&store->kept->counts, store->arena);
	}
	return store->kept;
}

static bool prepare(struct kept *kept, struct store *store)
{
	struct err ignored = { 0 };

	return store_prepare(
		       &kept->find, store,
		       "SELECT size, sha256, checksum, told, counts FROM fact_kept"
		       " WHERE artifact_id = ?1 AND key = ?2",
		       &ignored) == 0 &&
	       store_prepare(&kept->put, store,
			     "INSERT OR REPLACE INTO fact_kept"
			     "(artifact_id, key, size, sha256, checksum, told, counts)"
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			     &ignored) == 0;
}

/* NULL where it is of no use. */
static struct kept *use(struct store *store)
{
	struct kept *kept = kept_of(store);
	struct err ignored = { 0 };

	if (!kept->off && !kept->find)
		kept->off = store->mode != STORE_WRITE ||
			    store_run(store, kept_sql, &ignored) < 0 ||
			    !prepare(kept, store);
	return kept->off ? NULL : kept;
}

/* ---- counts --------------------------------------------------------------- */

/* Name, NUL, number in decimal, NUL, of each that is not 0; the sum of facts first. */
void kept_write_counts(struct buf *out, struct store *store,
		       const struct fact_counts *counts)
{
	const struct count_names *names = &kept_of(store)->counts;

	buf_addf(out, "%jd", (intmax_t)counts->facts);
	buf_addch(out, '\0');
	for (size_t i = 0; i < names->count; i++) {
		int64_t number = count_get(&names->at[i], counts);

		if (number == 0)
			continue;
		buf_adds(out, names->at[i].name);
		buf_addch(out, '\0');
		buf_addf(out, "%jd", (intmax_t)number);
		buf_addch(out, '\0');
	}
}

bool kept_read_counts(struct fact_counts *out, struct store *store, struct span bytes)
{
	const struct count_names *names = &kept_of(store)->counts;
	struct span name, number;

	*out = (struct fact_counts){ 0 };
	if (!span_split(&bytes, '\0', &number) || !num_i64(number, &out->facts))
		return false;
	while (bytes.len > 0) {
		const struct count_name *count;
		int64_t value;

		if (!span_split(&bytes, '\0', &name) ||
		    !span_split(&bytes, '\0', &number) || !num_i64(number, &value))
			return false;
		count = table_get(names->by_name, name);
		if (!count)
			return false;
		count_set(count, out, value);
	}
	return true;
}

/* ---- rows ----------------------------------------------------------------- */

static struct span get_bytes(sqlite3_stmt *stmt, int column, struct arena *arena)
{
	struct span bytes = { sqlite3_column_blob(stmt, column),
			      (size_t)sqlite3_column_bytes(stmt, column) };

	return arena_copy(arena, bytes);
}

bool kept_find(struct kept_entry *out, struct store *store, int64_t artifact_id,
	       struct span key, struct arena *arena)
{
	struct kept *kept = use(store);
	bool found;

	*out = (struct kept_entry){ .size = 0 };
	if (!kept)
		return false;
	sqlite3_bind_int64(kept->find, 1, artifact_id);
	sqlite3_bind_text(kept->find, 2, key.ptr, (int)key.len, SQLITE_STATIC);
	found = sqlite3_step(kept->find) == SQLITE_ROW &&
		sqlite3_column_int64(kept->find, 0) >= 0 &&
		store_digest(out->sha256, kept->find, 1) &&
		store_digest(out->check, kept->find, 2);
	if (found) {
		out->size = (uint64_t)sqlite3_column_int64(kept->find, 0);
		out->told = get_bytes(kept->find, 3, arena);
		out->counts = get_bytes(kept->find, 4, arena);
	}
	sqlite3_reset(kept->find);
	return found;
}

void kept_put(struct store *store, int64_t artifact_id, struct span key,
	      const struct kept_entry *entry)
{
	struct kept *kept = use(store);

	if (!kept)
		return;
	sqlite3_bind_int64(kept->put, 1, artifact_id);
	sqlite3_bind_text(kept->put, 2, key.ptr, (int)key.len, SQLITE_STATIC);
	sqlite3_bind_int64(kept->put, 3, (int64_t)entry->size);
	sqlite3_bind_text(kept->put, 4, entry->sha256, 64, SQLITE_STATIC);
	sqlite3_bind_text(kept->put, 5, entry->check, 64, SQLITE_STATIC);
	sqlite3_bind_blob(kept->put, 6, entry->told.ptr, (int)entry->told.len,
			  SQLITE_STATIC);
	sqlite3_bind_blob(kept->put, 7, entry->counts.ptr, (int)entry->counts.len,
			  SQLITE_STATIC);
	sqlite3_step(kept->put);
	sqlite3_reset(kept->put);
	sqlite3_clear_bindings(kept->put); /* the bytes are somebody else's */
}

/*
 * What would say of facts that they are what they are not any more must go; where it
 * cannot, as in a table of another shape, the table itself.
 */
static int drop(struct store *store, struct err *err)
{
	struct kept *kept = kept_of(store);

	kept_release(kept);
	kept->find = kept->put = kept->removal = NULL;
	kept->off = true;
	return store_run(store, "DROP TABLE IF EXISTS fact_kept", err);
}

int kept_remove(struct store *store, int64_t first, int64_t end, struct err *err)
{
	struct kept *kept = kept_of(store);
	struct err ignored = { 0 };

	if (!kept->removal &&
	    store_prepare(&kept->removal, store,
			  "DELETE FROM fact_kept WHERE artifact_id >= ?1"
			  " AND artifact_id < ?2",
			  &ignored) < 0)
		return drop(store, err);
	sqlite3_bind_int64(kept->removal, 1, first);
	sqlite3_bind_int64(kept->removal, 2, end);
	return store_done(store, kept->removal, err);
}

int kept_clear(struct store *store, struct err *err)
{
	int64_t tables;
	int rc = store_number(&tables, store,
			      "SELECT count(*) FROM sqlite_schema"
			      " WHERE name = 'fact_kept'",
			      err);

	if (rc < 0 || tables == 0)
		return rc;
	return store_run(store, "DELETE FROM fact_kept", err);
}

void kept_release(struct kept *kept)
{
	if (!kept)
		return;
	sqlite3_finalize(kept->find);
	sqlite3_finalize(kept->put);
	sqlite3_finalize(kept->removal);
}
