/*
 * endorse.h - whether somebody who may has signed a piece of evidence.
 *
 * Evidence is signed in one of four ways: beside the file by SSHSIG (FILE.sig) or
 * CMS (FILE.p7s), by a DSSE envelope or Sigstore bundle whose in-toto statement
 * names the file's SHA-256, and by the signed commit that brought it.  Whichever
 * it is, the key must stand in the operator's allowed_signers on a line that grants
 * "muster-evidence", or "muster-evidence/FAMILY" for the family of the evidence
 * ("tests", "scan"); for a commit the same line must grant "git" too.  A line
 * without namespaces= grants neither.
 *
 * Answers are those of commitsig.h, and never an error.  A certificate counts by
 * its key alone: a chain to a root enrols nobody for evidence.
 */
#ifndef TRUST_ENDORSE_H
#define TRUST_ENDORSE_H

#include "trust/commitsig.h"

#define ENDORSE_SIGNERS 4 /* of one file or envelope that are looked at */

/* Keys of envelopes decoded once.  Not for two threads. */
struct endorser;

/*
 * `trust` and `arena` live longer; NULL trusts nobody, and then only what is no
 * signature over the bytes can be told.  Keys must be valid at `when`, and at the
 * time that the signature claims where it claims one.
 */
struct endorser *endorser_new(const struct trust *trust, int64_t when,
			      struct arena *arena);
void endorser_free(struct endorser *endorser); /* NULL is fine */

static inline void endorser_drop(struct endorser **slot)
{
	endorser_free(*slot);
}
#define SCOPED_ENDORSER __attribute__((cleanup(endorser_drop))) struct endorser *

/*
 * From here on keys must be valid at that time instead; the time until now.  For what
 * an authority has stamped, which is judged at the time of the stamp (seal.md 3.5).
 */
int64_t endorser_judge_at(struct endorser *endorser, int64_t when);

/* Whether any line grants evidence of some family at all. */
bool endorser_has_any(const struct endorser *endorser);

/* The answers to one signature file; `count` is at least 1. */
struct endorsements {
	struct commitsig at[ENDORSE_SIGNERS];
	size_t count;
	/* An authority of tsa-roots.pem that stamped the signature; empty: none. */
	struct span stamped_by;
	int64_t stamped_at;
	struct span stamp_why; /* why a time stamp that is there does not count */
};

/*
 * Take a TimeStampResp over the signature's bytes; whether it counts.  The authority
 * must end at a root of tsa-roots.pem and have another key than every signer.
 */
bool endorse_stamp(struct endorsements *out, struct endorser *endorser,
		   struct span response, struct span signature, struct arena *arena);

/* Take over the answers for the time that the stamp of `out` proves: they are final. */
void endorse_proven(struct endorsements *out, const struct endorsements *then);

/*
 * A detached SSHSIG in the namespace "muster-evidence", "muster-evidence/FAMILY" or
 * "file"; what the key may is asked of its line in every case.
 */
void endorse_ssh(struct endorsements *out, struct endorser *endorser,
		 const char *family, struct span armour, struct span message,
		 struct arena *arena);

/*
 * A detached OpenPGP signature in armour (gpg --armor --detach-sign), of a binary
 * document.  It names no purpose: what the key may is asked of its line.
 */
void endorse_openpgp(struct endorsements *out, struct endorser *endorser,
		     const char *family, struct span armour, struct span message,
		     struct arena *arena);

/* A detached CMS signature, DER or PEM ("CMS", "PKCS7"). */
void endorse_cms(struct endorsements *out, struct endorser *endorser,
		 const char *family, struct span text, struct span message,
		 struct arena *arena);

/*
 * One DSSE envelope with the time stamp that it may bring, bare or in a Sigstore bundle
 * with a plain key.  *out_payload is what was signed, also where nobody is known to
 * have: look at the answers first.
 */
void endorse_envelope(struct endorsements *out, struct span *out_payload,
		      struct endorser *endorser, const char *family, struct span text,
		      struct arena *arena);

/* Whether the payload is an in-toto statement with a subject of that SHA-256. */
bool endorse_names(struct span payload, const char *sha256, struct arena *arena);

/*
 * Hold a commit's good signature to what evidence asks: one line grants both, it is
 * valid, and the signer is author and committer, of a commit that merges nothing.
 */
void endorse_commit(struct commitsig *sig, struct endorser *endorser,
		    const char *family, const struct commit_split *split,
		    struct arena *arena);

/* Two keys of two people: neither key nor any principal is the same. */
bool endorse_independent(const struct commitsig *a, const struct commitsig *b);

#endif
