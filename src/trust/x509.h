/*
 * x509.h - the verifier's certificate authorities and what they have revoked.
 *
 * x509-roots.pem and x509-crls.pem of the trust folder (seal.md sections 3.1, 3.5):
 * CA certificates and CRLs in PEM, RFC 5280.  A chain is judged at a time that is
 * given; a CRL is judged by what it says, also about times before it was written,
 * which `openssl cms -crl_check -attime` cannot do.
 */
#ifndef TRUST_X509_H
#define TRUST_X509_H

#include "trust/cms.h"

struct x509_trust;

/*
 * Either text may be empty; the paths are for messages.  ERR_USAGE, tagged
 * E_TRUST_SYNTAX, with the line of what cannot be read.
 */
struct x509_files {
	struct span roots, roots_path;
	struct span crls, crls_path;
};
int x509_trust_open(struct x509_trust **out, const struct x509_files *files,
		    struct err *err);
void x509_trust_free(struct x509_trust *trust); /* NULL is fine */

static inline void x509_trust_drop(struct x509_trust **slot)
{
	x509_trust_free(*slot);
}
#define SCOPED_X509_TRUST __attribute__((cleanup(x509_trust_drop))) struct x509_trust *

bool x509_trust_has_roots(const struct x509_trust *trust);

/*
 * Whether signer `index` chains to a root at time `when`.  ERR_TRUST with the tag
 * E_SEAL_UNTRUSTED where it ends at nobody whom we know, E_CERT_CHAIN for any other
 * complaint.  What the certificate may be used for is the caller's question.
 */
int x509_trust_chain(struct x509_trust *trust, struct cms *cms, size_t index,
		     int64_t when, struct err *err);

/*
 * Whether a CRL revokes a certificate of that chain at `when`: ERR_TRUST, tagged
 * E_KEY_REVOKED.  A key that was or may have been stolen is refused at every time;
 * one that was only given up (superseded, out of use, its owner moved) from that
 * day on.  Where there are CRLs but none by the CA of the signer's certificate, or
 * one that the CA has not signed: E_CERT_CHAIN.  No CRLs at all: 0.
 */
int x509_trust_revoked(struct x509_trust *trust, struct cms *cms, size_t index,
		       int64_t when, struct err *err);

/*
 * The same for a key that is trusted by itself, and whose certificate may end
 * anywhere: its being on a list in the name of its CA condemns it.
 */
int x509_trust_condemned(struct x509_trust *trust, struct cms *cms, size_t index,
			 int64_t when, struct err *err);

/* Whether a list had promised a newer one before that time. */
bool x509_trust_is_stale(const struct x509_trust *trust, int64_t when);

/* What is in the files, for people; spans in the arena. */
struct x509_root_facts {
	struct span subject;
	int64_t not_before, not_after;
	bool authority; /* basicConstraints says CA */
	unsigned line;
};
struct x509_crl_facts {
	struct span issuer;
	int64_t this_update, next_update; /* CLOCK_NONE: not said */
	size_t revoked;
	bool by_root; /* signed by one of the roots */
	unsigned line;
};
struct x509_survey {
	LIST(struct x509_root_facts) roots;
	LIST(struct x509_crl_facts) crls;
};
void x509_trust_look(struct x509_survey *out, const struct x509_trust *trust,
		     const struct x509_files *files, struct arena *arena);

#endif
