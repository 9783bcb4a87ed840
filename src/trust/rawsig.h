/*
 * rawsig.h - whether bare numbers are a signature by a key: no container, no trust.
 *
 * Shared by the containers of this folder (SSHSIG, OpenPGP).  Nothing here can
 * fail: a signature holds, or it does not.
 */
#ifndef TRUST_RAWSIG_H
#define TRUST_RAWSIG_H

#include "base/span.h"
#include "trust/key.h"

enum rawsig_hash { RAWSIG_SHA256, RAWSIG_SHA384, RAWSIG_SHA512, RAWSIG_HASHES };

#define RAWSIG_DIGEST 64 /* room for the longest */

/* "SHA-256", ... */
extern const char *const rawsig_hash_word[RAWSIG_HASHES];

/* The digest of the parts one behind the other; its length. */
size_t rawsig_digest(enum rawsig_hash hash, const struct span *parts, size_t count,
		     unsigned char out[RAWSIG_DIGEST]);

/* PKCS#1 v1.5 over a digest; a signature without its leading zeros is taken. */
bool rawsig_rsa(struct key *key, enum rawsig_hash hash, struct span digest,
		struct span signature);

/* r and s: unsigned, big-endian. */
bool rawsig_ecdsa(struct key *key, struct span digest, struct span r, struct span s);

/* 64 bytes, over the message itself. */
bool rawsig_ed25519(struct key *key, struct span message, struct span signature);

#endif
