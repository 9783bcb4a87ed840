/*
 * repo.h - the door to libgit2: open a repository, resolve a commit, read objects.
 *
 * Reads raw objects only.  Runs no hook, filter or helper, follows no replace
 * ref, writes nothing.  Ids are lower-case hex in spans.  Every object's bytes
 * are checked against their id.  A missing object is ERR_ABSENT with a fix that
 * fits (shallow, partial clone), never the end of the run.
 */
#ifndef REPO_REPO_H
#define REPO_REPO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

struct repo;

/*
 * What a run saw besides the objects, for one that is made again elsewhere: the
 * commit that stands for HEAD, a folder with the files that git did not track, and
 * where the original came from.
 */
struct repo_stand_in {
	struct span head;      /* full id */
	const char *work_tree; /* holds nothing that is tracked */
	bool dirty;            /* the original work tree differed from HEAD */
	struct span uri, name; /* as struct repo_facts has them */
};

struct repo_options {
	const char *path; /* folder in or of the repository; NULL: the current one */
	bool trust_any_owner; /* --trust-repo-owner */
	const struct repo_stand_in *stand_in; /* or NULL */
};

/*
 * ERR_USAGE where there is no repository, or it is somebody else's and the
 * user's safe.directory does not name it (the fix is the line to add).
 * Opens bare repositories, worktrees and gitfiles; security.md G5-G10.
 */
int repo_open(struct repo **out, const struct repo_options *options, struct err *err);
void repo_close(struct repo *repo);

struct repo_facts {
	struct span git_dir;   /* common directory, where muster/ lies */
	struct span work_tree; /* empty for a bare one */
	struct span name;      /* of the folder that holds it, without ".git" */
	struct span uri;       /* remote origin's URL without credentials, or empty */
	struct span object_format; /* "sha1" */
	bool shallow;
	bool has_replacements; /* refs/replace or grafts: `git log` may show otherwise
				*/
	bool partial;          /* a promisor remote: objects can be missing */
};
/* Spans live as long as the repo. */
const struct repo_facts *repo_facts(const struct repo *repo);

/*
 * Every file and folder that reading the repository needs from here on: its git
 * directories, the objects that it borrows, the work tree, the files of git's
 * settings.  Some may not be there.  In `arena`.
 */
struct repo_places {
	LIST(const char *) paths;
};
void repo_places(struct repo_places *out, const struct repo *repo, struct arena *arena);

struct repo_commit {
	struct span id, tree;
	struct span author, author_mail, committer, committer_mail;
	int64_t authored_at, committed_at;
	struct span subject; /* first line of the message */
	struct span ref;     /* branch that HEAD is on when this is HEAD, or empty */
	bool is_head;
	size_t parents;
};

/*
 * A revision as people name it ("HEAD", "v1.2", a unique prefix; never
 * "rev:path").  ERR_USAGE where it names no commit, ERR_ABSENT for an unborn
 * HEAD.  Spans in `arena`.
 */
int repo_resolve(struct repo_commit *out, struct repo *repo, const char *rev,
		 struct arena *arena, struct err *err);
int repo_commit(struct repo_commit *out, struct repo *repo, struct span id,
		struct arena *arena, struct err *err);

/*
 * The bytes of a blob (or any object) in `arena`, NUL behind them.  ERR_LIMIT
 * past `limit` (the header is read first), ERR_ABSENT where it is missing,
 * ERR_FORMAT where the bytes do not hash to the id.
 */
int repo_blob(struct span *out, struct repo *repo, struct span id, size_t limit,
	      struct arena *arena, struct err *err);
/* type is "blob", "commit", "tree" or "tag". */
int repo_object(struct span *out, const char **out_type, struct repo *repo,
		struct span id, size_t limit, struct arena *arena, struct err *err);
int repo_blob_size(uint64_t *out, struct repo *repo, struct span id, struct err *err);

/* Whether `ancestor` is `commit` or reached from it; ERR_ABSENT past a shallow end. */
int repo_is_ancestor(bool *out, struct repo *repo, struct span ancestor,
		     struct span commit, struct err *err);
/* The latest committer's time of the commit and all that it reaches here. */
int repo_latest(int64_t *out, struct repo *repo, struct span commit, struct err *err);

/* Whether the repository has that commit at all; a full id only. */
bool repo_has_commit(struct repo *repo, struct span id);

/* Ignored by git (.gitignore of the work tree)?  False for a bare repository. */
bool repo_is_ignored(struct repo *repo, struct span path);

/* Whether the work tree differs from HEAD in tracked files (content, not times). */
int repo_is_dirty(bool *out, struct repo *repo, struct err *err);

#endif
