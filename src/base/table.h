/*
 * table.h - a hash table from bytes to pointers, in an arena.
 *
 * Keys are copied into the arena unless they are there already; values are the
 * caller's.  The hash is seeded once an arena, so strangers' keys cannot be
 * chosen to collide; order of storage means nothing and is never walked into
 * output: table_sorted() is the only walk.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/arena.h"
#include "base/span.h"

struct table;

struct table_entry {
	struct span key;
	void *value;
};

struct table *table_new(struct arena *arena);

/* The value's slot, new and NULL where the key was not there. */
void **table_slot(struct table *table, struct span key);

/* The same, for a key that lives as long as the table: no copy. */
void **table_slot_borrowed(struct table *table, struct span key);

/* The value, or NULL. */
void *table_get(const struct table *table, struct span key);

size_t table_count(const struct table *table);

/* Every entry in byte order of the keys, in arena memory; table_count() of them. */
const struct table_entry *table_sorted(const struct table *table, struct arena *arena);

#endif
