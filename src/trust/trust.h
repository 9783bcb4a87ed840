/*
 * trust.h - the verifier's trust folder (seal.md section 3.1).
 *
 *     allowed_signers   required
 *     revoked_keys      optional: OpenSSH public keys, one a line
 *     x509-roots.pem    optional: CA certificates for CMS seals and commits
 *     x509-crls.pem     optional: revocation lists of those authorities
 *     tsa-roots.pem     optional: CA certificates of time-stamp authorities
 *
 * A single file is allowed_signers alone.  A file that is there and cannot be read
 * whole is refused with everything else: half a trust folder is none.
 */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "trust/signers.h"

struct trust {
	struct signers signers;
	struct span x509_roots; /* PEM; empty: none */
	struct span x509_crls;  /* the same */
	struct span tsa_roots;  /* the same */
};

/* ERR_USAGE with the tags of signers.h; ERR_ABSENT, ERR_IO with E_IO. */
int trust_read(struct trust *out, const char *path, struct arena *arena,
	       struct err *err);

#endif
