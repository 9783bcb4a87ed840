/*
 * age.h - when paths last changed, and whether a scope changed between commits.
 *
 * One pass over history for all paths together; trees are compared raw, equal
 * ids are skipped.  libgit2's diff and blame are never called: they cost 30 to
 * 200 times as much (performance.md section 2).
 */
#ifndef REPO_AGE_H
#define REPO_AGE_H

#include "repo/repo.h"

struct path_age {
	struct span path;   /* in: the path, as in the audited tree */
	struct span commit; /* out: last commit that changed it; empty: unknown */
	int64_t changed_at; /* out: its committer time */
	struct span author, author_mail; /* out */
	bool known; /* out: false where history ends first (shallow) */
};

/*
 * Fill `ages` as seen from `commit`: a commit changed a path when the path's
 * blob differs from that in every parent.  `ages` need not be sorted.  Spans in
 * `arena`.
 */
int repo_ages(struct path_age *ages, size_t count, struct repo *repo,
	      struct span commit, struct arena *arena, struct err *err);

/* Whether a path belongs to a scope. */
struct scope {
	bool (*has)(void *ctx, struct span path);
	void *ctx;
};

/*
 * Paths in scope that differ; counting stops at 1000.  A folder that differs and
 * cannot be read (broken, too deep, too large) counts as one in every scope.
 */
struct scope_change {
	uint64_t count;
	struct span first; /* in path order, in `arena` */
};

/* Compare the scope's content at two commits (or a commit and its parents). */
int repo_scope_change(struct scope_change *out, struct repo *repo, struct span from,
		      struct span to, const struct scope *scope, struct arena *arena,
		      struct err *err);

/* Does that commit itself change anything in scope, against every parent? */
int repo_commit_changes(struct scope_change *out, struct repo *repo, struct span commit,
			const struct scope *scope, struct arena *arena,
			struct err *err);

/*
 * Commits in `to` and not in `from` (empty: all of them), at most `max`, newest
 * first.
 */
int repo_commits_between(struct repo_commit **out, size_t *out_count, struct repo *repo,
			 struct span from, struct span to, size_t max,
			 struct arena *arena, struct err *err);

/*
 * The versions that history holds of `paths`: files, or folders (but the root)
 * for each file below them.  Calls `seen` from the newest to the oldest change of
 * a path, as far as commits' times can be believed; id is empty where the commit
 * removed the path.  A merge's change counts as in repo_ages(), and is followed
 * into every parent.  Return 1 from `seen` to stop following that path.  Where
 * history ends first (shallow), so do the versions.
 */
struct path_version {
	struct span path, id;
	const struct repo_commit *commit;
};
int repo_versions(struct repo *repo, struct span commit, const struct span *paths,
		  size_t count,
		  int (*seen)(void *ctx, const struct path_version *version), void *ctx,
		  struct arena *arena, struct err *err);

#endif
