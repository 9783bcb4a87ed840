/*
 * compare.h - two or more trees, raw: what differs, skipping equal ids.
 *
 * For this folder alone.  libgit2's own diff expands equal subtrees and costs 30
 * to 200 times as much.  Recursion is bounded by LIMIT_TREE_DEPTH; trees in no
 * proper order give more differences, never fewer.
 */
#ifndef REPO_COMPARE_H
#define REPO_COMPARE_H

#include "repo/git.h"

/* A path that differs; `mode` 0 and a zero id where the first tree lacks it. */
struct leaf {
	git_oid id;
	unsigned mode;
	bool unread; /* a folder that differs, below which nobody could look */
};

/*
 * Show every path whose entry in trees[0] differs from that in each of the
 * other trees; NULL stands for an empty tree.  `prefix` is put before the
 * paths.  What is broken, too deep or too much to be read is shown as `unread`:
 * whoever asks what changed must take it for a change.  `shown` returns 1 to end
 * it; paths are good during the call and come in their order.  ERR_ABSENT for a
 * missing tree.
 */
int compare_trees(struct repo *repo, const git_oid *const *trees, size_t count,
		  struct span prefix,
		  int (*shown)(void *ctx, struct span path, const struct leaf *leaf,
			       struct err *err),
		  void *ctx, struct err *err);

/*
 * For sorted `paths[which[i]]`: whether two trees hold the same there (nothing in
 * both is the same), and what the first one holds where they differ; other leaves
 * stay as they are.  A path can name a folder.
 */
int compare_paths(bool *same, struct leaf *leaves, struct repo *repo,
		  const git_oid *first, const git_oid *second, const struct span *paths,
		  const size_t *which, size_t count, struct err *err);

#endif
