#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>

struct table {
	struct arena *arena;
	struct table_entry *entries; /* open addressing; key.ptr NULL: free */
	uint64_t *hashes;
	size_t room; /* a power of two */
	size_t count;
	const uint64_t *seed;
};

static uint64_t rotate(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

struct sip {
	uint64_t a, b, c, d;
};

static inline struct sip sip_round(struct sip v)
{
	v.a += v.b;
	v.b = rotate(v.b, 13) ^ v.a;
	v.a = rotate(v.a, 32);
	v.c += v.d;
	v.d = rotate(v.d, 16) ^ v.c;
	v.a += v.d;
	v.d = rotate(v.d, 21) ^ v.a;
	v.c += v.b;
	v.b = rotate(v.b, 17) ^ v.c;
	v.c = rotate(v.c, 32);
	return v;
}

/* SipHash-1-3 (Aumasson and Bernstein). */
static uint64_t hash_of(const uint64_t seed[2], struct span key)
{
	struct sip v = { seed[0] ^ 0x736f6d6570736575, seed[1] ^ 0x646f72616e646f6d,
			 seed[0] ^ 0x6c7967656e657261, seed[1] ^ 0x7465646279746573 };
	uint64_t last = (uint64_t)key.len << 56;
	size_t i = 0;

	for (; i + 8 <= key.len; i += 8) {
		uint64_t word;

		memcpy(&word, key.ptr + i, 8);
		v.d ^= word;
		v = sip_round(v);
		v.a ^= word;
	}
	for (unsigned shift = 0; i < key.len; i++, shift += 8)
		last |= (uint64_t)(unsigned char)key.ptr[i] << shift;
	v.d ^= last;
	v = sip_round(v);
	v.a ^= last;
	v.c ^= 0xff;
	v = sip_round(sip_round(sip_round(v)));
	return v.a ^ v.b ^ v.c ^ v.d;
}

struct table *table_new(struct arena *arena)
{
	struct table *table = ARENA_NEW(arena, struct table);

	table->arena = arena;
	table->room = 16;
	table->entries = ARENA_ARRAY(arena, struct table_entry, table->room);
	table->hashes = ARENA_ARRAY(arena, uint64_t, table->room);
	table->seed = arena_seed(arena);
	return table;
}

/* The place of the key, or the free place where it belongs. */
static size_t place_of(const struct table *table, uint64_t hash, struct span key)
{
	size_t at = (size_t)hash & (table->room - 1);

	while (table->entries[at].key.ptr) {
		if (table->hashes[at] == hash && span_eq(table->entries[at].key, key))
			break;
		at = (at + 1) & (table->room - 1);
	}
	return at;
}

static void grow(struct table *table)
{
	struct table_entry *old = table->entries;
	uint64_t *hashes = table->hashes;
	size_t room = table->room;

	table->room = room * 2;
	table->entries = ARENA_ARRAY(table->arena, struct table_entry, table->room);
	table->hashes = ARENA_ARRAY(table->arena, uint64_t, table->room);
	for (size_t i = 0; i < room; i++) {
		size_t at;

		if (!old[i].key.ptr)
			continue;
		at = place_of(table, hashes[i], old[i].key);
		table->entries[at] = old[i];
		table->hashes[at] = hashes[i];
	}
}

static void **slot_of(struct table *table, struct span key, bool copy)
{
	uint64_t hash = hash_of(table->seed, key);
	size_t at = place_of(table, hash, key);

	if (table->entries[at].key.ptr)
		return &table->entries[at].value;
	if ((table->count + 1) * 4 > table->room * 3) {
		grow(table);
		at = place_of(table, hash, key);
	}
	if (copy || !key.ptr)
		key = arena_copy(table->arena, key);
	table->entries[at].key = key;
	table->hashes[at] = hash;
	table->count++;
	return &table->entries[at].value;
}

void **table_slot(struct table *table, struct span key)
{
	return slot_of(table, key, true);
}

void **table_slot_borrowed(struct table *table, struct span key)
{
	return slot_of(table, key, false);
}

void *table_get(const struct table *table, struct span key)
{
	return table->entries[place_of(table, hash_of(table->seed, key), key)].value;
}

size_t table_count(const struct table *table)
{
	return table->count;
}

static int by_key(const void *a, const void *b)
{
	const struct table_entry *left = a, *right = b;

	return span_cmp(left->key, right->key);
}

const struct table_entry *table_sorted(const struct table *table, struct arena *arena)
{
	struct table_entry *sorted =
		ARENA_ARRAY(arena, struct table_entry, table->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < table->room; i++)
		if (table->entries[i].key.ptr)
			sorted[count++] = table->entries[i];
	qsort(sorted, count, sizeof(*sorted), by_key);
	return sorted;
}
