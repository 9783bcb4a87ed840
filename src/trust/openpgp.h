/*
 * openpgp.h - OpenPGP signatures of version 4 over bytes: no keyring, no trust.
 *
 * RFC 4880 (and RFC 9580 where it speaks of version 4): armour, one signature
 * packet of type 0x00, RSA, ECDSA or EdDSA (the older one, algorithm 22) with
 * SHA-256, 384 or 512.  Everything else is refused by name: seal.md section 3.3.
 * Which key has signed is not in it, but for a hint: the caller tries keys.
 *
 * Errors are ERR_FORMAT with the tag E_SIG_PARSE or E_ALG_REFUSED.
 */
#ifndef TRUST_OPENPGP_H
#define TRUST_OPENPGP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/key.h"
#include "trust/rawsig.h"

#include <stdint.h>

enum openpgp_algorithm { OPENPGP_RSA, OPENPGP_ECDSA, OPENPGP_EDDSA };

/* Spans point into arena memory. */
struct openpgp {
	enum openpgp_algorithm algorithm;
	enum rawsig_hash hash;
	struct span hashed; /* from the version through the hashed subpackets */
	struct span r, s;   /* RSA: all in r */
	struct span issuer; /* what it says of its key, in hexadecimal; may be empty */
	int64_t created_at;
	int64_t expires_at; /* CLOCK_NONE: never */
	unsigned char check[2];
};

int openpgp_parse(struct openpgp *out, struct span armour, struct arena *arena,
		  struct err *err);

/*
 * The digest that the signature is over, with `payload` in front; false where its
 * first two bytes are not those in the signature, so that no key can have made it
 * over these bytes.
 */
struct openpgp_digest {
	unsigned char bytes[RAWSIG_DIGEST];
	size_t len;
};
bool openpgp_digest(struct openpgp_digest *out, const struct openpgp *sig,
		    struct span payload);

/* Whether a key of that kind could have made it. */
bool openpgp_fits(const struct openpgp *sig, enum key_kind kind);
bool openpgp_holds(const struct openpgp *sig, struct key *key,
		   const struct openpgp_digest *digest);

#endif
