/*
 * cache.h - what readers learnt from bytes that may come again.
 *
 * In the database that lives between runs, never in a released one: a table that
 * is made when it is first needed, beside those of schema.sql.  An entry is what a
 * key stands for; who asks makes the key of everything that decides the records,
 * and believes what comes back no more than a file: security.md D6.
 *
 * A cache that cannot be read is an empty one, and one that cannot be written stays
 * as it is: neither is an error.  What was written counts when its run does.
 */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include "store/db.h"

struct cache_entry {
	uint64_t size;   /* of the bytes that were read */
	char sha256[65]; /* their digest, hex */
	char check[65];  /* digest of the records, hex */
	struct span records;
};

/* Whether there is an entry of that key; its texts are in `arena`. */
bool cache_find(struct cache_entry *out, struct store *store, struct span key,
		struct arena *arena);

/* The entry of that key is wanted by this run, which does not read it: cache_prune().
 */
void cache_use(struct store *store, struct span key);

/* In place of the one that was there. */
void cache_put(struct store *store, struct span key, const struct cache_entry *entry);

/*
 * Before the run is finished: the oldest entries that it neither found nor put go,
 * until those that are left hold at most `most` bytes.
 */
void cache_prune(struct store *store, uint64_t most);

#endif
