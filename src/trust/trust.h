/*
 * trust.h - the verifier's trust folder (seal.md section 3.1).
 *
 *     allowed_signers   required
 *     revoked_keys      optional: OpenSSH public keys, one a line
 *     x509-roots.pem    optional: CA certificates for CMS seals
 *
 * A single file is allowed_signers alone.  x509-crls.pem is not read yet, and a
 * folder that has one is refused, rather than a revoked certificate believed.
 */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "trust/signers.h"

struct trust {
	struct signers signers;
	struct span x509_roots; /* PEM; empty: none */
};

/* ERR_USAGE with the tags of signers.h; ERR_ABSENT, ERR_IO with E_IO. */
int trust_read(struct trust *out, const char *path, struct arena *arena,
	       struct err *err);

#endif
