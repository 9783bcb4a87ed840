/*
 * cms.h - the seal's first container: a detached CMS signature in DER.
 *
 * RFC 5652 signedData with the CAdES baseline B attributes (ETSI EN 319 122-1):
 * contentType, signingTime, messageDigest, signing-certificate-v2.  Algorithms
 * are those of seal.md section 3.3, nothing else.
 *
 * cms_verify() says whether the bytes are signed by the keys in the
 * certificates that the signature brings; whether anybody trusts those keys is
 * the caller's question (signers.h, x509.h).
 *
 * Errors carry a tag: E_CMS_PARSE, E_CMS_BAD, E_ALG_REFUSED.
 */
#ifndef TRUST_CMS_H
#define TRUST_CMS_H

#include "trust/cert.h"

#define CMS_SIGNERS 4

/*
 * The signature over `content`, in arena memory.  `key` is the private key of
 * the leaf of `cert`; `now` becomes the signing time, which is a claim.
 * ERR_USAGE for an Ed25519 key, which OpenSSL's CMS cannot use, and for a key
 * that is not the certificate's.
 */
int cms_sign(struct span *out, struct key *key, struct cert *cert, struct span content,
	     int64_t now, struct arena *arena, struct err *err);

struct cms_signer {
	struct cert_facts cert;
	int64_t claimed_at; /* signingTime; CLOCK_NONE where there is none */
	bool names_cert;    /* signing-certificate-v2 is there, and right */
};

struct cms; /* a signature that was read */

void cms_free(struct cms *cms);

static inline void cms_drop(struct cms **slot)
{
	cms_free(*slot);
}
#define SCOPED_CMS __attribute__((cleanup(cms_drop))) struct cms *

/*
 * Read `der` and verify it over exactly `content`.  On success *out holds it
 * and *out_signers has 1 to CMS_SIGNERS entries in arena memory, every one of
 * which has signed.
 */
int cms_verify(struct cms **out, struct cms_signer **out_signers, size_t *out_count,
	       struct span der, struct span content, struct arena *arena,
	       struct err *err);

#endif
