/*
 * seen.h - what an audit looks at besides git's objects, written down so that it
 * can be looked at again.
 *
 * Objects never change; the files beside them do.  A run asks about them through
 * here alone: the questions and their answers say whether the same run, made now,
 * would see anything else (standing.h).
 */
#ifndef AUDIT_SEEN_H
#define AUDIT_SEEN_H

#include "base/buf.h"
#include "repo/repo.h"
#include "repo/walk.h"

struct seen;

/* What is written down lives in `arena`. */
struct seen *seen_new(struct repo *repo, struct arena *arena);

/* The functions of repo/walk.h and repo/repo.h of like names. */
int seen_untracked(struct untracked_list *out, struct seen *seen,
		   const struct tree *tree, struct span root, struct arena *arena,
		   struct err *err);
int seen_read(struct span *out, struct seen *seen, struct span path, size_t limit,
	      struct arena *arena, struct err *err);
bool seen_is_ignored(struct seen *seen, struct span path);
bool seen_is_in_work_tree(struct seen *seen, struct span path);

/* Everything that was asked, with what came of it: any bytes, for seen_same(). */
void seen_write(struct buf *out, const struct seen *seen);

/*
 * Whether everything in `record` would be answered alike now.  `tree_id` is that of
 * the audited commit.  A record that nobody could have written is answered "no".
 */
bool seen_same(struct repo *repo, struct span tree_id, struct span record);

#endif
