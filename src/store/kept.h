/*
 * kept.h - what the facts of each artifact were made from, so that they may stay.
 *
 * Like the fact cache (cache.h), in the database that lives between runs, in a table of
 * its own that is made when it is first needed.  A row goes in the same transaction as
 * the facts that it is about: facts_begin() removes it, and who knows what he put there
 * writes it anew.  Who asks makes the key of everything that decides the facts, and
 * believes what comes back no more than a file: security.md D6.
 */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "base/buf.h"
#include "model/fact.h"
#include "store/db.h"

struct kept_entry {
	uint64_t size;      /* of the bytes that were read */
	char sha256[65];    /* their digest, hex */
	char check[65];     /* digest of `told` and `counts`, hex */
	struct span told;   /* what the reader said of the artifact: any bytes */
	struct span counts; /* kept_write_counts() */
};

/* Whether that artifact's facts are there, and of that key; texts are in `arena`. */
bool kept_find(struct kept_entry *out, struct store *store, int64_t artifact_id,
	       struct span key, struct arena *arena);

/* After facts_end() of that artifact; of no consequence where it cannot be. */
void kept_put(struct store *store, int64_t artifact_id, struct span key,
	      const struct kept_entry *entry);

/* Counts as bytes, and back; false for what is not such bytes. */
void kept_write_counts(struct buf *out, struct store *store,
		       const struct fact_counts *counts);
bool kept_read_counts(struct fact_counts *out, struct store *store, struct span bytes);

#endif
