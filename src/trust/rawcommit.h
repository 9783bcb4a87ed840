/*
 * rawcommit.h - a raw git commit or tag: what was signed, and what it says.
 *
 * The object is what `git cat-file` prints; gitformat-signature(5) and seal.md
 * section 7.  Taken apart here and not by libgit2, which leaves a second
 * signature among the signed bytes.  Stricter than git: a NUL anywhere, a header
 * missing, twice or out of order, and two signatures are refused.
 */
#ifndef TRUST_RAWCOMMIT_H
#define TRUST_RAWCOMMIT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/digest.h"

#include <stdint.h>

enum commit_object { COMMIT_COMMIT, COMMIT_TAG };

/* "name <mail> seconds +hhmm"; all empty where a line is anything else. */
struct commit_person {
	struct span name, mail;
	int64_t when; /* CLOCK_NONE */
};

struct commit_split {
	struct span payload;     /* what the signature is over */
	struct span signature;   /* armour and all; empty: none */
	struct span tree;        /* of a commit, in hexadecimal */
	struct span target;      /* of a tag: the id it is about, */
	struct span target_type; /* what that is ("commit"), */
	struct span tag_name;    /* and the tag's own name */
	size_t parents;
	struct span first_parent;
	struct commit_person author, committer; /* of a tag: the tagger, twice */
	struct span message;                    /* of a tag: without the signature */
};

/*
 * ERR_FORMAT or ERR_LIMIT with the tag E_COMMIT_MALFORMED or E_SIG_DUPLICATE,
 * and *out empty.  `format` says which header of a commit counts: gpgsig, or
 * gpgsig-sha256.  Spans live as long as `raw` and the arena.
 */
int commit_split(struct commit_split *out, enum commit_object object,
		 enum digest_git format, struct span raw, struct arena *arena,
		 struct err *err);

#endif
