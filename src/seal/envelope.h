/*
 * envelope.h - a statement in its DSSE envelope in its Sigstore bundle, opened:
 * steps 6 to 8 for seal/attestation.sigstore.json and seal/vsa.sigstore.json.
 *
 * The payload is decoded once; the same bytes are verified and parsed.
 */
#ifndef SEAL_ENVELOPE_H
#define SEAL_ENVELOPE_H

#include "seal/seals.h"
#include "text/tree.h"
#include "trust/key.h"

struct envelope {
	struct span path; /* of the file, for what is said */
	struct span type, payload, signature, keyid;
	struct span stamp; /* TimeStampResp over the signature, or empty */
	struct node statement;
	struct key *key;
};

void envelope_release(struct envelope *envelope);
#define SCOPED_ENVELOPE __attribute__((cleanup(envelope_release))) struct envelope

/* Names for the errors, which differ between a seal and a closing attestation. */
struct envelope_words {
	const char *parse, *type; /* "E_DSSE_PARSE", "E_DSSE_TYPE" */
	const char *bad;          /* instead of the tags of dsse.h; NULL: those */
	const char *predicate;    /* the predicateType that it must have */
};

/*
 * Read the file at `path`, find its key among the verifier's or in the bundle, and
 * verify the signature.  False where anything is wrong, and said; `statement` is
 * an in-toto statement of the right kind then, and `key` is set.
 */
bool envelope_open(struct envelope *out, struct verifying *v, struct span path,
		   struct span text, const struct envelope_words *words);

/*
 * The statement in the file without a look at its signature, for what proves
 * nothing; absent where it cannot be read.
 */
struct node envelope_peek(struct span text, struct arena *arena);

#endif
