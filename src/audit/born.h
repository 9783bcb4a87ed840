/*
 * born.h - were the bytes of a file in history before the file was?
 *
 * A report that is renamed, copied, taken back after it was removed, or given another
 * mode has a new last commit and old bytes: what they were made from is what the tree
 * held when they came.  Looked for are the evidence roots and the folders of the
 * files, in one pass over history; a report that comes from another place is new.
 */
#ifndef AUDIT_BORN_H
#define AUDIT_BORN_H

#include "base/arena.h"
#include "base/err.h"
#include "base/table.h"
#include "repo/repo.h"
#include "repo/walk.h"

struct born_file {
	struct span path;
	struct span id;    /* of its blob, hex */
	struct span since; /* the last commit that changed it, hex */
};

struct birth {
	struct span commit; /* before `since`, hex: it brought the same bytes */
	bool copied;        /* the file that it brought is still there with them */
};

struct births {
	LIST(struct birth) at; /* at most 64 */
};

/* What history is asked for: seen from `commit`, which has this tree. */
struct born_source {
	struct repo *repo;
	struct span commit;
	const struct tree *tree;
	const struct span *roots; /* of evidence */
	size_t root_count;
};

/* Adds each file that has any to `out`, path to struct births, all in `arena`. */
int born_find(struct table *out, const struct born_source *source,
	      const struct born_file *files, size_t count, struct arena *arena,
	      struct err *err);

#endif
