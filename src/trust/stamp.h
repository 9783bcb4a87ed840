/*
 * stamp.h - time stamps: a third party's word that bytes were there at a time.
 *
 * RFC 3161 with RFC 5816.  muster asks nobody: a query is written to a file,
 * whoever has a network sends it to an authority, and the answer comes back as a
 * file.  What is taken of an answer is in seal.md section 3.3: imprints of SHA-256,
 * 384 or 512, a certificate made for time stamps alone and named by its SHA-2
 * digest (ESSCertIDv2), which the token brings with it.
 */
#ifndef TRUST_STAMP_H
#define TRUST_STAMP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/x509.h"

#include <stdint.h>

/*
 * A TimeStampReq in DER: SHA-256 of `bytes`, a random nonce, and the wish for the
 * authority's certificate.
 */
int stamp_query(struct span *out, struct span bytes, struct arena *arena,
		struct err *err);

struct stamp_rules {
	struct x509_trust *tsa; /* authorities; NULL: nobody is believed */
	struct span query; /* the TimeStampReq that was sent, or empty: not compared */
};

struct stamp {
	int64_t at;       /* genTime, seconds */
	struct span tsa;  /* subject of the authority's certificate */
	struct span wire; /* its key in SSH's form, or empty */
	bool chained;     /* it ends at one of the roots, at genTime */
};

/*
 * Read a TimeStampResp and verify it over exactly `bytes`.  ERR_TRUST with the tag
 * E_TS_BAD for one that was not granted, is about other bytes, answers another
 * query, or whose signature does not hold; E_TS_UNTRUSTED where there are roots and
 * the authority does not end at one, was not valid at that time, or is revoked.
 * Without roots it succeeds with `chained` false.
 */
int stamp_verify(struct stamp *out, struct span response, struct span bytes,
		 const struct stamp_rules *rules, struct arena *arena, struct err *err);

#endif
