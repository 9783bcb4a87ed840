/*
 * chain.h - the chain over runs: a digest of what a run recorded, and of the run
 * before.
 *
 * The content of a run is every row that belongs to it, facts apart, which are those
 * of the newest run alone: table after table in the order of chain.c, rows in the
 * order of their keys, each value as a letter for its type, its length in decimal, a
 * colon and its bytes; a table begins with its name and a LF.  A run's link is the
 * SHA-256 of "muster-chain/1", LF, the link of the run before or "-", LF, the content's
 * digest, LF; digests in lower-case hex.
 *
 * It shows edits between two heads that somebody kept elsewhere.  Whoever holds the
 * database, and nobody holding a head, can write it all anew: security.md D3.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "model/report.h"
#include "store/db.h"

#define CHAIN_TEXT 65

/* Inside the run's last transaction; the store has a hash. */
int chain_append(struct store *store, int64_t run_row, struct err *err);

enum chain_fault {
	CHAIN_HOLDS,
	CHAIN_CHANGED,  /* a row of that run is not as it was recorded */
	CHAIN_UNLINKED, /* it does not follow the run before: one went, came or was
			   moved */
	CHAIN_MISSING,  /* it has no link at all */
};

struct chain_state {
	uint64_t runs;          /* complete ones */
	enum chain_fault fault; /* of the first that is broken */
	struct run broken;      /* that one */
	char head[CHAIN_TEXT];  /* link of the newest run; "": none */
	bool wanted_seen;       /* the wanted link is one of them */
};

/* Every run from the first on; `wanted` is a head that was kept, or NULL. */
int chain_check(struct chain_state *out, struct store *store, const char *wanted,
		struct arena *arena, struct err *err);

/* The newest run's link; "" where there is none. */
int chain_head(char out[CHAIN_TEXT], struct store *store, struct err *err);

#endif
