/*
 * trust.h - the verifier's trust folder (seal.md section 3.1).
 *
 *     allowed_signers   required
 *     revoked_keys      optional: OpenSSH public keys, one a line
 *     x509-roots.pem    optional: CA certificates for CMS seals and X.509 commits
 *     x509-crls.pem     optional: revocation lists of those CAs
 *     tsa-roots.pem     optional: CA certificates of time-stamp authorities
 *
 * A single file is allowed_signers alone.  A file that is there and cannot be read
 * whole is refused with everything else: half a trust folder is none.
 */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "trust/signers.h"
#include "trust/x509.h"

struct trust {
	struct signers signers;
	struct x509_trust *x509; /* NULL: neither roots nor lists */
	struct x509_files x509_files;
	struct x509_trust *tsa; /* the same for time stamps; NULL: no tsa-roots.pem */
};

/*
 * ERR_USAGE with the tags of signers.h; ERR_ABSENT, ERR_IO with E_IO.  *out is to be
 * released on success; zeroed, it trusts nobody and needs no release.
 */
int trust_read(struct trust *out, const char *path, struct arena *arena,
	       struct err *err);
void trust_release(struct trust *trust);

/*
 * The same for files that lie elsewhere than in a folder: allowed_signers and
 * revoked_keys are in `trust` already.  Empty ones are not there; spans live as long
 * as it.  To be released, also where it fails.
 */
int trust_add_pem(struct trust *trust, const struct x509_files *files,
		  const struct x509_files *tsa, struct err *err);

#endif
