/*
 * drawn.h - what a site made of an artifact's facts, so that it need not do it again.
 *
 * Like the fact cache (cache.h), in the database that lives between runs, in a table of
 * its own that is made when it is first needed, and believed no more than a file.
 */
#ifndef STORE_DRAWN_H
#define STORE_DRAWN_H

#include "model/fact.h"
#include "store/db.h"

#define DRAWN_KEY 320

/* The data files of the one table of an artifact that has such files. */
struct drawn {
	int64_t artifact_id;
	char key[DRAWN_KEY]; /* of everything that decides them */
	uint64_t rows;
	unsigned filled;      /* columns that say something, a bit each */
	char js[65], csv[65]; /* their digests, hex */
};

/*
 * "WHAT FACTS", FACTS being what that artifact's facts were made from (kept.h); false
 * where that is not known, or the store's facts are another run's.
 */
bool drawn_key(char out[DRAWN_KEY], struct store *store, int64_t artifact_id,
	       const char *what);

bool drawn_find(struct drawn *out, struct store *store, int64_t artifact_id,
		const char *key);

/*
 * Which facts of that kind are the worst, in their order, as somebody found before;
 * `whole`: there are no others.  In the store's arena.  Only of facts
 * that are there still.
 */
bool orders_find(struct span *out, bool *whole, struct store *store,
		 int64_t artifact_id, enum fact_kind kind);

/* Within drawn_put() alone. */
void orders_put(struct store *store, int64_t artifact_id, enum fact_kind kind,
		struct span numbers, bool whole);

/* All of them at once, and what facts_each() found; of no consequence where it cannot
 * be. */
void drawn_put(struct store *store, const struct drawn *drawn, size_t count);

#endif
