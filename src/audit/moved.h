/*
 * moved.h - where a file lies now that history had at another path.
 *
 * A path that some commit removed, while the same commit added the same bytes
 * elsewhere, was moved; so was what it was moved to, and so on.  Followed as far as
 * MOVED_ROUNDS; bytes that were changed in the same commit are not followed.
 */
#ifndef AUDIT_MOVED_H
#define AUDIT_MOVED_H

#include "repo/age.h"
#include "repo/walk.h"

#define MOVED_ROUNDS 4  /* moves of one file, each a pass over history */
#define MOVED_TREES  64 /* commits that are looked into, of all paths together */

struct moved_place {
	struct repo *repo;
	struct span commit;      /* full hex */
	const struct tree *tree; /* the audited one */
};

/*
 * For each of `paths`, which the tree does not have: out[i] is the path in the tree
 * that it was moved to, or empty.  Spans in `arena`; `scratch` is cleared.
 */
int moved_find(struct span *out, const struct moved_place *place,
	       const struct span *paths, size_t count, struct arena *arena,
	       struct arena *scratch, struct err *err);

#endif
