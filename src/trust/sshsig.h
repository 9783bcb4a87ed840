/*
 * sshsig.h - SSH signatures: parse the armour and the blob, verify over bytes.
 *
 * Format: OpenSSH's PROTOCOL.sshsig, and PROTOCOL.u2f for keys in hardware;
 * seal.md section 6.1.  Stricter than ssh-keygen: `reserved` is empty, a key in
 * hardware says that somebody was present, numbers are minimal and positive, and
 * nothing stands behind the end at any level.
 *
 * Nothing here knows whom a key speaks for: see commitsig.h and signers.h.
 * Errors carry a tag: E_SIG_PARSE, E_ALG_REFUSED, E_SSH_CERT_UNSUPPORTED from
 * reading; E_SIG_NAMESPACE, E_SIG_BAD, E_SK_NO_PRESENCE from verifying.
 */
#ifndef TRUST_SSHSIG_H
#define TRUST_SSHSIG_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/key.h"
#include "trust/rawsig.h"

#include <stdint.h>

#define SSHSIG_LABEL "SSH SIGNATURE"

/* Spans point into the blob, which lies in the arena or is the caller's. */
struct sshsig {
	struct span wire; /* the public key, as signers.h knows keys */
	struct span name; /* the namespace that the signature claims */
	struct span r, s; /* ECDSA's numbers; others: all in r */
	enum key_kind kind;
	enum rawsig_hash message; /* how the message was hashed: 256 or 512 */
	enum rawsig_hash hash;    /* RSA and ECDSA: what the key has signed */
	bool hardware;
	struct span application; /* of a key in hardware: "ssh:" */
	unsigned char flags;     /* PROTOCOL.u2f: see below */
	uint32_t counter;
};

#define SSHSIG_PRESENT  0x01 /* somebody touched the key */
#define SSHSIG_VERIFIED 0x04 /* and gave the PIN, or a finger */

/* From "-----BEGIN SSH SIGNATURE-----" on; ERR_FORMAT, ERR_LIMIT. */
int sshsig_parse(struct sshsig *out, struct span armour, struct arena *arena,
		 struct err *err);

/* From the bytes in it. */
int sshsig_parse_blob(struct sshsig *out, struct span blob, struct err *err);

/*
 * Whether the signature is over `message` in the namespace `name`, by the key
 * it brings.  ERR_TRUST; the namespace is compared before anything is computed.
 * `key` is that key, decoded (key_from_wire()), or NULL to have it decoded here.
 */
int sshsig_verify(const struct sshsig *sig, const char *name, struct span message,
		  struct key *key, struct err *err);

#endif
