/*
 * cert.h - certificates of seal keys: a leaf, and its chain where a CA issued it.
 *
 * A certificate says whose key it is only where the verifier trusts its issuer
 * or its key; reading one believes nothing.  X.509 v3, RFC 5280.
 */
#ifndef TRUST_CERT_H
#define TRUST_CERT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/digest.h"
#include "trust/key.h"

#include <stdint.h>

#define CERT_CHAIN 8 /* certificates in one file or seal, at most */

struct cert; /* never without a leaf */

/* What a leaf says; spans are in the caller's arena. */
struct cert_facts {
	struct span subject; /* RFC 2253, escaped: printable */
	struct span issuer;
	struct span mail; /* first e-mail of the alternative names, or empty */
	struct span wire; /* its key in SSH's form; empty: of a kind not used here */
	char key_id[DIGEST_TEXT];      /* of its key */
	int64_t not_before, not_after; /* CLOCK_NONE where unreadable */
	unsigned key_bits;
	enum key_kind key_kind;
	bool signs;       /* keyUsage allows signatures, or is not there */
	bool for_seals;   /* extKeyUsage: e-mail, code signing, any; or not there */
	bool self_issued; /* issuer and subject are one name */
};

void cert_free(struct cert *cert); /* NULL is fine */

static inline void cert_drop(struct cert **slot)
{
	cert_free(*slot);
}

/* `SCOPED_CERT cert = NULL;` is freed where the scope ends. */
#define SCOPED_CERT __attribute__((cleanup(cert_drop))) struct cert *

/*
 * A self-signed leaf as seal.md section 3.4 describes it: no CA, digital
 * signature and non-repudiation, e-mail protection and code signing, `mail` as
 * subject and alternative name.  The serial is random.
 */
int cert_self_signed(struct cert **out, struct key *key, struct span mail,
		     int64_t not_before, unsigned days, struct err *err);

/* One or more certificates in PEM, the leaf first; ERR_FORMAT, ERR_LIMIT. */
int cert_read(struct cert **out, struct span pem, const char *name, struct err *err);

struct span cert_pem(struct cert *cert, struct arena *arena);
void cert_look(struct cert_facts *out, struct cert *cert, struct arena *arena);

/* Whether the leaf is about this key. */
bool cert_is_about(struct cert *cert, struct key *key);

#endif
