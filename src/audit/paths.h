/*
 * paths.h - from a path as people write it to a path of the audited tree.
 *
 * An index over the tree's files, its folders and the untracked evidence, built
 * once; a reference is looked up in the tiers of plans.md section 11.3 at a cost
 * that does not grow with the tree.  Only a pattern walks: the range below its
 * fixed beginning, once for each pattern.
 *
 * Finding a path says that something is there, never what it is worth.
 */
#ifndef AUDIT_PATHS_H
#define AUDIT_PATHS_H

#include "base/arena.h"
#include "base/err.h"
#include "model/plan.h"
#include "repo/walk.h"

#define PATHS_CANDIDATES 8 /* near misses that are listed; `more` counts the rest */

struct paths; /* lives in the arena it was made in */

struct paths_source {
	const struct tree *tree;
	/* Untracked and external evidence and members of archives; any order. */
	const struct span *untracked;
	size_t untracked_count;
	/* Does an ignore rule of git match?  NULL: nobody knows. */
	bool (*is_ignored)(void *ctx, struct span path);
	/* Does a file lie there in the work tree?  NULL: there is none to look at. */
	bool (*is_in_work_tree)(void *ctx, struct span path);
	void *ctx;
};

struct paths *paths_new(const struct paths_source *source, struct arena *arena);

/* A file or folder of exactly that path, tracked or not. */
bool paths_exists(const struct paths *paths, struct span path);

/* How many files and folders there are, and each tracked or untracked file of them. */
size_t paths_nodes(const struct paths *paths);
bool paths_is_file(const struct paths *paths, size_t number, struct span *out);

/* Where a reference stands, which says what it can be relative to. */
struct paths_place {
	struct span plan_dir;      /* of the plan; empty: the root */
	struct span context;       /* ref.context */
	struct span evidence_root; /* item.evidence_root */
	/* A Markdown link, its path decoded: the plan's folder comes first. */
	bool is_link;
	bool is_requirement; /* two readings that differ are ambiguous */
};

struct found {
	enum ref_how how;
	struct span path;   /* what was found; of a pattern the first match */
	struct span wanted; /* what was looked for, from the root */
	struct span anchor; /* behind '#' */
	unsigned line;      /* "a/b.ts:12", "a/b.ts#L12-L20"; 0: none */
	bool is_folder;
	bool is_symlink;              /* exists, but nobody follows it */
	bool in_work_tree;            /* missing or removed, and lies there unread */
	LIST(struct span) matches;    /* of a pattern, in path order */
	LIST(struct span) candidates; /* near misses, in path order */
	size_t more;                  /* candidates that are not listed */
};

/*
 * A dash that only looks like '-' (U+2011, a minus) and characters that nobody sees
 * are read as what they stand for where nothing has the path as it is written: then
 * it is HOW_CASE at best.
 *
 * HOW_REMOVED is never the answer here: ask paths_settle() for what is
 * HOW_MISSING.  Spans live as long as `arena` and the source.
 */
void paths_resolve(struct found *out, struct paths *paths, struct span written,
		   const struct paths_place *place, struct arena *arena);

/*
 * Which of `paths` some ancestor had: sets out[i] where paths[i] was there once.
 * One call for all of them, because it costs one pass over history.
 */
typedef int paths_existed_fn(void *ctx, bool *out, const struct span *paths,
			     size_t count, struct err *err);

/* Turn HOW_MISSING into HOW_REMOVED where history had the path. */
int paths_settle(struct found *const *found, size_t count, paths_existed_fn *existed,
		 void *ctx, struct arena *arena, struct err *err);

/* exact, relative, context, name, glob, untracked: the path proves existence. */
bool how_is_found(enum ref_how how);

/* suffix, elsewhere, case: the thing is there, the reference is wrong. */
bool how_is_drift(enum ref_how how);

#endif
