/*
 * commitsig.h - who signed a commit, a tag or a statement, in one answer.
 *
 * No git, gpg or ssh is started, and no keyring is read: the signature is taken
 * out of the raw object (seal.md section 7), verified here, and its key looked
 * up in the trust folder of the operator (trust.h).  SSH signatures of all kinds
 * of keys, OpenPGP v4, X.509 by CMS.
 *
 * An answer is never an error: an object that cannot be taken apart is signed by
 * nobody, and `state`, `tag` and `why` say so.  Only COMMITSIG_GOOD means that a
 * key which the trust folder knows has signed these very bytes and may; whether
 * its principal may do what the commit does is the caller's question.
 */
#ifndef TRUST_COMMITSIG_H
#define TRUST_COMMITSIG_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/digest.h"
#include "trust/key.h"
#include "trust/rawcommit.h"
#include "trust/signers.h"
#include "trust/trust.h"

#include <stdint.h>

enum commitsig_kind {
	COMMITSIG_UNSIGNED,
	COMMITSIG_SSH,
	COMMITSIG_OPENPGP,
	COMMITSIG_X509,
	COMMITSIG_UNKNOWN, /* a signature in no form that git knows */
	COMMITSIG_KINDS
};
/* "none", "ssh", "openpgp", "x509", "unknown". */
extern const char *const commitsig_kind_word[COMMITSIG_KINDS];

enum commitsig_state {
	COMMITSIG_NONE, /* there is no signature */
	COMMITSIG_GOOD,
	COMMITSIG_BAD,         /* it is not over these bytes, or not by this key */
	COMMITSIG_UNKNOWN_KEY, /* it holds, by a key that trust does not name */
	COMMITSIG_NOT_YET,     /* the key is valid later only */
	COMMITSIG_EXPIRED,     /* the key was valid earlier only */
	COMMITSIG_REVOKED,
	COMMITSIG_NOT_ALLOWED, /* the key is known, but not for this */
	COMMITSIG_MALFORMED,   /* the object or the signature cannot be read */
	COMMITSIG_UNSUPPORTED, /* an algorithm or a form that muster does not take */
	COMMITSIG_STATES
};
/* "none", "good", "bad", "unknown-key", "not-yet-valid", "expired", ... */
extern const char *const commitsig_state_word[COMMITSIG_STATES];

struct commitsig {
	enum commitsig_kind kind;
	enum commitsig_state state;
	const char *tag;  /* "" for NONE and GOOD, else "E_SIG_BAD", ... */
	struct span why;  /* one sentence without full stop; empty for NONE and GOOD */
	struct span wire; /* the key in SSH's form; empty where it is not known */
	struct span fingerprint; /* "SHA256:...", or what OpenPGP hints at, in hex */
	enum key_kind key_kind;  /* KEY_KINDS where it is not known */
	/*
	 * The line of allowed_signers that grants it; NULL where none does, and
	 * for a certificate that only chains to a root.
	 */
	const struct signer *signer;
	/*
	 * The line's first, or the certificate's e-mail: whoever it is said to be,
	 * also where the answer is no.
	 */
	struct span principal;
	int64_t signed_at; /* the signature's own claim; CLOCK_NONE */
	bool hardware;     /* by a key in hardware, */
	bool verified;     /* which asked for a PIN or a finger */
	bool by_claim;     /* GOOD only at the time that the commit claims */
	/* The first second at which it is GOOD no more, as far as is known; 0: never. */
	int64_t ends_at;
};

/* Keys decoded once, and what was learned on the way.  Not for two threads. */
struct commitsig_verifier;

/*
 * `trust` lives longer than the verifier; NULL: nobody is trusted.  What it
 * remembers lies in `arena`, which lives as long.
 */
struct commitsig_verifier *commitsig_verifier_new(const struct trust *trust,
						  struct arena *arena);
void commitsig_verifier_free(struct commitsig_verifier *verifier); /* NULL is fine */

static inline void commitsig_verifier_drop(struct commitsig_verifier **slot)
{
	commitsig_verifier_free(*slot);
}
#define SCOPED_COMMITSIG_VERIFIER                                                      \
	__attribute__((cleanup(commitsig_verifier_drop))) struct commitsig_verifier *

struct commitsig_ask {
	enum commit_object object;
	enum digest_git format;
	/*
	 * The time at which keys must be valid (seal.md section 3.5): the proven
	 * time, or now.  They must be valid at the committer's date as well, as
	 * git asks; a claim makes nothing good that is not good now, but with
	 * accept_claimed, and then only if it is not a day before `parents_at`,
	 * the latest committer's date of the parents (CLOCK_NONE: not known).
	 */
	int64_t when;
	bool accept_claimed;
	int64_t parents_at;
};

/*
 * Take the object apart and judge its signature; *out_split is filled where that
 * worked, else empty.  Spans of both live as long as `raw` and `arena`.
 */
void commitsig_check(struct commitsig *out, struct commit_split *out_split,
		     struct commitsig_verifier *verifier,
		     const struct commitsig_ask *ask, struct span raw,
		     struct arena *arena);

/*
 * The same for a detached SSH signature over `message` in the namespace `name`
 * ("muster-signoff/qa"); `claimed_at` stands for the committer's date, CLOCK_NONE
 * where nothing is claimed.  Never COMMITSIG_NONE.
 */
void commitsig_check_statement(struct commitsig *out,
			       struct commitsig_verifier *verifier, const char *name,
			       const struct commitsig_ask *ask, int64_t claimed_at,
			       struct span armour, struct span message,
			       struct arena *arena);

#endif
