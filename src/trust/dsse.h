/*
 * dsse.h - the seal's second container: a DSSE envelope in a Sigstore bundle.
 *
 * DSSE 1.0.2 for the bytes that are signed, Sigstore bundle v0.3 for the JSON
 * around them.  Algorithms (seal.md section 3.3): ECDSA P-256 with SHA-256 and
 * a DER signature, Ed25519, RSA PKCS#1 v1.5 with SHA-256.
 *
 * A key id is a hint that chooses a key, never a reason to trust it.
 */
#ifndef TRUST_DSSE_H
#define TRUST_DSSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "trust/key.h"

#define DSSE_IN_TOTO    "application/vnd.in-toto+json"
#define SIGSTORE_BUNDLE "application/vnd.dev.sigstore.bundle.v0.3+json"

/* The pre-authentication encoding: what is signed. */
struct span dsse_pae(struct span type, struct span payload, struct arena *arena);

/* The raw signature; ERR_USAGE for a key that DSSE does not take. */
int dsse_sign(struct span *out, struct key *key, struct span type, struct span payload,
	      struct arena *arena, struct err *err);

/*
 * ERR_TRUST with a tag: E_ALG_REFUSED for the key, E_DSSE_SIG_FORMAT where an
 * ECDSA signature is not exactly one DER SEQUENCE{r,s}, E_DSSE_BAD where it
 * does not hold.
 */
int dsse_verify(struct key *key, struct span type, struct span payload,
		struct span signature, struct arena *arena, struct err *err);

/* What a Sigstore bundle holds. */
struct dsse_bundle {
	const char *key_id;
	struct span type, payload, signature;
	struct span stamp; /* TimeStampResp over the signature, or empty */
};

/* The Sigstore bundle as one line of canonical JSON, without LF. */
void dsse_write_bundle(struct buf *buf, const struct dsse_bundle *bundle,
		       struct arena *arena);

#endif
