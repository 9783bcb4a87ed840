/*
 * keys.h - steps 7 and 8 of verification: whether anybody trusts the key that has
 * signed, and whether it was valid when it did (seal.md section 3.5).
 *
 * The time of a signature is, in this order: that of a time stamp on it by an
 * authority which the verifier knows; what the verifier says (--at); now.
 */
#ifndef SEAL_KEYS_H
#define SEAL_KEYS_H

#include "seal/seals.h"
#include "trust/cms.h"

/* A key that somebody wants to be trusted by, and the times that are known. */
struct claim {
	struct span path, wire;
	const char *name;              /* the namespace that it needs */
	int64_t claimed_at;            /* by itself; CLOCK_NONE */
	int64_t proven_at;             /* by a time stamp; CLOCK_NONE */
	const struct cert_facts *cert; /* NULL: a bare key */
};

/* Where a signature comes from whose certificate may be issued by an authority. */
struct claim_chain {
	struct cms *cms;
	size_t index;
};

/*
 * The principal whom the key speaks for, empty where nobody trusts it; what is
 * wrong is said as errors of `v`.  `chain` is NULL for a bare key.
 */
struct span claim_judge(struct verifying *v, const struct claim *claim,
			const struct claim_chain *chain);

/*
 * The time of the stamp `path` over `bytes`, or CLOCK_NONE; what is wrong with it
 * is said as errors and warnings of `v`.
 */
int64_t claim_stamp(struct verifying *v, struct span path, struct span response,
		    struct span bytes);

/* What is known about when it was signed, for the answer. */
int64_t claim_time(const struct claim *claim, const char **out_source);

#endif
