/*
 * vouch.h - who has signed the evidence that requirements rest on: S4 and S5.
 *
 * Strength stops at S3 until an enrolled key that may sign this kind of evidence has
 * signed these very bytes (trust/endorse.h): beside the file in FILE.sig (SSHSIG) or
 * FILE.p7s (CMS), in an envelope whose statement names its SHA-256 or that is the
 * evidence itself, or by the commit that brought the file.  A file in an archive is
 * signed where the archive is.  Two signers who share neither key nor principal
 * make it S5, and so does a time stamp of an authority in tsa-roots.pem: the bundle's
 * own, or over FILE.sig in FILE.sig.tsr, over FILE.p7s in FILE.p7s.tsr.
 *
 * It stays at S3 where the only signer is whoever set the item's mark, where nobody
 * knows who did, where only the audited tree vouches for the key, and where that
 * which says what commit the file is about is itself unsigned.  A signature that does
 * not hold over the bytes takes the requirement down to S1, and is a finding: such
 * evidence is worth less than unsigned evidence, never more.
 */
#ifndef AUDIT_VOUCH_H
#define AUDIT_VOUCH_H

#include "audit/gather.h"
#include "audit/shown.h"
#include "trust/trust.h"

struct vouch_source {
	struct gather *gather; /* its report has marks, and requirements with dates */
	const struct trust *trust; /* NULL: nobody is enrolled */
	bool self_declared;        /* the audited tree's own */
	int64_t when;              /* at which keys must be valid */
	struct fact_source facts;
};

/* Once, after ticks_find() and before judge_report(); spans in `arena`. */
int vouch_all(const struct vouch_source *source, struct arena *arena, struct err *err);

#endif
