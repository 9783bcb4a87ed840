/*
 * approval.h - a detached sign-off statement: its text, and what its signature is
 * worth.
 *
 * The text is that of seal.md section 6: eleven lines in one order, LF, UTF-8
 * without control characters, at most 4 KiB, signed as SSHSIG in the namespace
 * "muster-signoff/<role>".  It is about one report by digest and counts for no
 * other.  Whether project, commit and field are those of the report at hand is the
 * caller's question.
 */
#ifndef TRUST_APPROVAL_H
#define TRUST_APPROVAL_H

#include "base/buf.h"
#include "model/report.h"
#include "trust/commitsig.h"

#define APPROVAL_BYTES ((size_t)4096)
#define APPROVAL_AHEAD 300 /* seconds that a signer's clock may be ahead */

struct approval {
	struct span report; /* SHA-256 of report.json, hex */
	struct span seal;   /* seal digest, hex; empty: written before sealing */
	struct span project, commit, field, role;
	enum vote decision;
	struct span by;
	int64_t at;
	struct span note;
};

/* ERR_FORMAT with the tag E_SIGNOFF_SYNTAX.  Spans point into `text`. */
int approval_parse(struct approval *out, struct span text, struct arena *arena,
		   struct err *err);

/*
 * The statement's bytes.  ERR_USAGE where a field has a control character or a
 * form that approval_parse() would refuse.
 */
int approval_write(struct span *out, const struct approval *approval,
		   struct arena *arena, struct err *err);

/* "security-lead.alice.signoff": of the field and the person; n from 1. */
struct span approval_name(const struct approval *approval, unsigned n,
			  struct arena *arena);

/* Lower-case letters, digits and dashes, at most 32. */
bool approval_is_role(struct span role);

struct approval_answer {
	enum reason reason; /* REASON_SIGNED_BY: a good signature of that person */
	const char *code;   /* "" or "E_SIGNOFF_BAD", ...: seal.md section 10 */
	struct span why;    /* one sentence without full stop; empty where it is good */
	struct commitsig sig;
};

/*
 * Judge the signature over `text`, which was parsed into `approval`.  `when` is the
 * time at which the key must be valid; a statement from the future is refused.
 */
void approval_judge(struct approval_answer *out, struct commitsig_verifier *verifier,
		    const struct approval *approval, struct span text,
		    struct span armour, int64_t when, bool accept_claimed,
		    struct arena *arena);

#endif
