/*
 * closing.h - the closing attestation: who has verified the bundle, with which
 * sign-offs, and what it came to.
 *
 * in-toto Statement v1 with the predicate verification_summary v1 of SLSA (seal.md
 * section 5), in seal/vsa.sigstore.json, by a key with the namespace muster-close.
 * It lists the seals and every file in signoffs/: from then on none can be added,
 * removed or changed.
 */
#ifndef SEAL_CLOSING_H
#define SEAL_CLOSING_H

#include "seal/seals.h"

#define STATEMENT_VSA "https://slsa.dev/verification_summary/v1"

/*
 * Step 12 up to the set that it closes; v->signoffs_at becomes the time of its time
 * stamp, by when every sign-off was there.  Before step 11.
 */
void verify_closing(struct verifying *v);

/* Whether it says no more than the bundle with its sign-offs.  Behind step 11. */
void verify_closed_outcome(struct verifying *v);

struct closing {
	struct span verifier; /* a URI: who says so */
	int64_t when;
};

/* The payload for a bundle that has been verified. */
int closing_make(struct span *out, const struct verification *verified,
		 const struct closing *closing, struct arena *arena, struct err *err);

#endif
