/*
 * crl.h - revocation lists of certificate authorities (RFC 5280, section 5).
 *
 * They are the operator's: x509-crls.pem of the trust folder.  Which entry counts
 * when is seal.md section 3.5: superseded, cessationOfOperation and
 * affiliationChanged refuse what was signed from that day on, any other reason and
 * none refuse always.
 */
#ifndef TRUST_CRL_H
#define TRUST_CRL_H

#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether muster can read every list in the file: complete ones, direct, without a
 * critical extension that it does not know.  ERR_USAGE with E_TRUST_SYNTAX; `path`
 * is for messages.
 */
int crl_check(struct span pem, struct span path, struct err *err);

/* The same for a file of certificates of authorities. */
int crl_check_roots(struct span pem, struct span path, struct err *err);

/* What the lists say about a certificate and those above it. */
struct crl_answer {
	bool revoked;       /* refused at the time that was asked for */
	const char *reason; /* "keyCompromise"; "" where not revoked */
	bool unlisted;      /* no list of the leaf's authority that it has signed */
	bool forged;        /* a list in its name that it has not signed */
	bool stale;         /* a list that should have been replaced by now */
};

#endif
