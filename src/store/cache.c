#include "store/cache.h"

#include "base/limits.h"
#include "store/stmt.h"

#include <stdlib.h>

static const char cache_sql[] =
	"CREATE TABLE IF NOT EXISTS fact_cache ("
	"  cache_id INTEGER PRIMARY KEY," /* older entries have lower ones */
	"  key      TEXT NOT NULL UNIQUE,"
	"  size     INTEGER NOT NULL,"
	"  sha256   TEXT NOT NULL,"
	"  checksum TEXT NOT NULL,"
	"  records  BLOB NOT NULL"
	") STRICT";

struct cache {
	bool off; /* it is of no use: not there, or damaged */
	sqlite3_stmt *find, *put;
	LIST(int64_t) used; /* entries of this run */
};

/* Made by the first who asks.  NULL where it is of no use. */
static struct cache *cache_of(struct store *store)
{
	struct err ignored = { 0 };
	struct cache *cache = store->cache;

	if (!cache) {
		cache = store->cache = ARENA_NEW(store->arena, struct cache);
		cache->off =
			store->mode != STORE_WRITE ||
			store_run(store, cache_sql, &ignored) < 0 ||
			store_prepare(&cache->find, store,
				      "SELECT cache_id, size, sha256, checksum, records"
				      " FROM fact_cache WHERE key = ?1",
				      &ignored) < 0 ||
			store_prepare(&cache->put, store,
				      "INSERT OR REPLACE INTO fact_cache"
				      "(key, size, sha256, checksum, records)"
				      " VALUES (?1, ?2, ?3, ?4, ?5)",
				      &ignored) < 0;
	}
	return cache->off ? NULL : cache;
}

static bool get_entry(struct cache_entry *out, sqlite3_stmt *stmt, struct arena *arena)
{
	int64_t size = sqlite3_column_int64(stmt, 1);
	struct span records = { sqlite3_column_blob(stmt, 4),
				(size_t)sqlite3_column_bytes(stmt, 4) };

	if (size < 0 || records.len > LIMIT_CACHE_ENTRY ||
	    !store_digest(out->sha256, stmt, 2) || !store_digest(out->check, stmt, 3))
		return false;
	out->size = (uint64_t)size;
	out->records = arena_copy(arena, records);
	return true;
}

bool cache_find(struct cache_entry *out, struct store *store, struct span key,
		struct arena *arena)
{
	struct cache *cache = cache_of(store);
	bool found;

	*out = (struct cache_entry){ .size = 0 };
	if (!cache)
		return false;
	sqlite3_bind_text(cache->find, 1, key.ptr, (int)key.len, SQLITE_STATIC);
	found = sqlite3_step(cache->find) == SQLITE_ROW &&
		get_entry(out, cache->find, arena);
	if (found)
		*LIST_ADD(store->arena, &cache->used) =
			sqlite3_column_int64(cache->find, 0);
	sqlite3_reset(cache->find);
	return found;
}

void cache_use(struct store *store, struct span key)
{
	struct cache *cache = cache_of(store);

	if (!cache)
		return;
	sqlite3_bind_text(cache->find, 1, key.ptr, (int)key.len, SQLITE_STATIC);
	if (sqlite3_step(cache->find) == SQLITE_ROW)
		*LIST_ADD(store->arena, &cache->used) =
			sqlite3_column_int64(cache->find, 0);
	sqlite3_reset(cache->find);
}

void cache_put(struct store *store, struct span key, const struct cache_entry *entry)
{
	struct cache *cache = cache_of(store);

	if (!cache || entry->records.len > LIMIT_CACHE_ENTRY)
		return;
	sqlite3_bind_text(cache->put, 1, key.ptr, (int)key.len, SQLITE_STATIC);
	sqlite3_bind_int64(cache->put, 2, (int64_t)entry->size);
	sqlite3_bind_text(cache->put, 3, entry->sha256, 64, SQLITE_STATIC);
	sqlite3_bind_text(cache->put, 4, entry->check, 64, SQLITE_STATIC);
	sqlite3_bind_blob(cache->put, 5, entry->records.ptr, (int)entry->records.len,
			  SQLITE_STATIC);
	if (sqlite3_step(cache->put) == SQLITE_DONE)
		*LIST_ADD(store->arena, &cache->used) =
			sqlite3_last_insert_rowid(store->db);
	sqlite3_reset(cache->put);
	sqlite3_clear_bindings(cache->put); /* the bytes are somebody else's */
}

static int by_id(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static bool is_used(const struct cache *cache, int64_t id)
{
	return cache->used.count > 0 &&
	       bsearch(&id, cache->used.at, cache->used.count, sizeof(id), by_id);
}

void cache_prune(struct store *store, uint64_t most)
{
	SCOPED(sqlite3_stmt) list = NULL;
	struct cache *cache = cache_of(store);
	struct err ignored = { 0 };
	LIST(int64_t) unused = { NULL, 0, 0 };
	int64_t kept, last = 0;

	if (!cache ||
	    store_number(&kept, store, "SELECT sum(length(records)) FROM fact_cache",
			 &ignored) < 0 ||
	    kept <= (int64_t)most ||
	    store_prepare(&list, store,
			  "SELECT cache_id, length(records) FROM fact_cache"
			  " ORDER BY cache_id",
			  &ignored) < 0)
		return;
	if (cache->used.count > 1)
		qsort(cache->used.at, cache->used.count, sizeof(*cache->used.at),
		      by_id);
	while (kept > (int64_t)most && sqlite3_step(list) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(list, 0);

		if (id <= last || is_used(cache, id))
			continue;
		last = id;
		*LIST_ADD(store->arena, &unused) = id;
		kept -= sqlite3_column_int64(list, 1);
	}
	sqlite3_reset(list);
	for (size_t i = 0; i < unused.count; i++)
		if (store_run_with(store, "DELETE FROM fact_cache WHERE cache_id = ?1",
				   unused.at[i], 0, &ignored) < 0)
			return;
}

void cache_release(struct cache *cache)
{
	if (!cache)
		return;
	sqlite3_finalize(cache->find);
	sqlite3_finalize(cache->put);
}
