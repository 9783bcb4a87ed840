/*
 * walk.h - the files of one commit's tree, in path order, and the untracked ones
 * beside them.
 *
 * An own iterative walk with limits (security.md G1-G3): odd names and modes
 * become findings and their entry is left out.
 */
#ifndef REPO_WALK_H
#define REPO_WALK_H

#include "model/finding.h"
#include "repo/repo.h"

enum tree_mode { TREE_FILE, TREE_EXECUTABLE, TREE_SYMLINK, TREE_SUBMODULE };

struct tree_entry {
	struct span path;
	struct span id; /* hex */
	enum tree_mode mode;
};

struct tree {
	LIST(struct tree_entry) entries; /* sorted by path bytes; no folders */
	LIST(struct finding) findings;
	bool incomplete; /* a limit was hit, or a subtree is missing */
};

/* Spans in `arena`.  ERR_ABSENT when the root tree itself is missing. */
int repo_walk(struct tree *out, struct repo *repo, struct span tree_id,
	      struct arena *arena, struct err *err);

/* The entry of that path, by binary search; NULL where there is none. */
const struct tree_entry *tree_find(const struct tree *tree, struct span path);

/* Index of the first entry at or behind `path`: to walk a folder. */
size_t tree_lower_bound(const struct tree *tree, struct span path);

/*
 * Regular files below `root` of the work tree that the tree does not track,
 * ignored ones too, sorted; links are left out with a finding.  None for a bare
 * repository or a root that is not there.
 */
struct untracked {
	struct span path;
	uint64_t size;
};
struct untracked_list {
	LIST(struct untracked) files;
	LIST(struct finding) findings;
};
int repo_untracked(struct untracked_list *out, struct repo *repo,
		   const struct tree *tree, struct span root, struct arena *arena,
		   struct err *err);

/*
 * Every path of the work tree that HEAD does not have as it is, sorted: what was
 * changed, added or removed since, and files that are neither tracked nor ignored.
 * Contents decide, not times; line ends as git converts them.  ERR_IO for a bare
 * repository.
 */
struct work_change {
	struct span path;
	struct span id; /* blob that git would make of it; empty: nothing is there */
	enum tree_mode mode;
	bool is_tracked; /* by HEAD or the index */
};
struct work_changes {
	LIST(struct work_change) changes;
};
int repo_work_changes(struct work_changes *out, struct repo *repo, struct arena *arena,
		      struct err *err);

/* Whether a regular file lies there; no link is followed. */
bool repo_is_in_work_tree(struct repo *repo, struct span path);
/* Bytes of one of them: opened below the work tree, following no link. */
int repo_untracked_read(struct span *out, struct repo *repo, struct span path,
			size_t limit, struct arena *arena, struct err *err);

#endif
