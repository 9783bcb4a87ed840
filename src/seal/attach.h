/*
 * attach.h - what others have made for a folder that muster has built: seals by a
 * key that muster does not hold, and time stamps.
 *
 * Nothing is stored that `muster verify` would refuse with the same trust: what came
 * back is verified in its place first.
 */
#ifndef SEAL_ATTACH_H
#define SEAL_ATTACH_H

#include "seal/bundle.h"
#include "seal/verify.h"

struct attachments {
	struct span p7s;       /* a CMS signature over SHA256SUMS, in DER */
	struct span signature; /* over pae.bin; `statement` is its payload */
	struct span statement;
	struct span bundle; /* a Sigstore bundle that holds both */
	struct span stamp;  /* TimeStampResp; over the CMS seal, or with `dsse` ... */
	struct span query;  /* the TimeStampReq that it answers, or empty */
	bool dsse;          /* ... over the signature in the Sigstore bundle */
	bool vsa;           /* ... or over the closing attestation */
};

/*
 * Put them into seal/, in the place of what they replace; a time stamp over
 * something that is replaced goes with it, and so does a closing attestation.
 * ERR_TRUST with the tag of the first thing that verify has against it, ERR_USAGE
 * for a time stamp whose authority nobody has named; *out_complete
 * says whether every promised seal is there now.
 */
int seal_attach(struct verification *out, bool *out_complete, const char *folder,
		const struct attachments *attachments,
		const struct verify_options *options, struct arena *arena,
		struct err *err);

/* The stamp alone, into `files`, for a caller that verifies them itself. */
int seal_add_stamp(struct seal_files *files, const struct attachments *attachments,
		   struct arena *arena, struct err *err);

/* The query for a time stamp over what `stamp` above would be about. */
int seal_query(struct span *out, const char *folder, bool dsse, bool vsa,
	       struct arena *arena, struct err *err);

#endif
