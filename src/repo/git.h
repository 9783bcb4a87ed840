/*
 * git.h - inside the door: what the files of repo/ share of libgit2.
 *
 * For this folder alone; nobody else may see a git_ type.  Objects are read raw
 * and parsed here: libgit2's own commit and tree types read whole objects before
 * anybody could look at their size, and keep entries that git would refuse.
 */
#ifndef REPO_GIT_H
#define REPO_GIT_H

#include "base/limits.h"
#include "base/scoped.h"
#include "repo/graph.h"
#include "repo/repo.h"

#include <git2.h>

#define HEX_LEN 40 /* of an id; "sha1" is the only format that libgit2 1.5 reads */

SCOPED_TYPE(git_repository, git_repository_free)
SCOPED_TYPE(git_reference, git_reference_free)
SCOPED_TYPE(git_reference_iterator, git_reference_iterator_free)
SCOPED_TYPE(git_config, git_config_free)
SCOPED_TYPE(git_config_iterator, git_config_iterator_free)
SCOPED_TYPE(git_index, git_index_free)
SCOPED_TYPE(git_status_list, git_status_list_free)
SCOPED_TYPE(git_odb_object, git_odb_object_free)

/* Small objects that were read last, each where its id says; the oldest goes. */
#define KEPT_OBJECTS 4096
#define KEPT_LARGEST (512 * LIMIT_KIB) /* bytes of one */
#define KEPT_BYTES   (24 * LIMIT_MIB) /* of all; past that all go */
struct kept_objects {
	git_odb_object *at[KEPT_OBJECTS];
	size_t bytes;
};

struct repo {
	git_repository *git;
	git_odb *odb;
	struct arena *arena; /* lives as long as the repo */
	struct repo_facts facts;
	struct graph graph; /* commits that were needed so far */
	bool has_head;      /* false: unborn */
	git_oid head;       /* as it was when the repository was opened */
	struct span head_ref;
	bool stands_in; /* HEAD and work tree are what repo_stand_in says */
	bool dirty;     /* so it says */
	struct kept_objects kept;
};

/* Forty hex digits to an id; ERR_USAGE otherwise. */
int id_parse(git_oid *out, struct span hex, struct err *err);
struct span id_hex(const git_oid *id, struct arena *arena);

/*
 * What libgit2 just said, in our words: ERR_ABSENT with a fix that fits the
 * clone, ERR_FORMAT for an object that is damaged, ERR_IO for the system's
 * errors.  `id` may be NULL.  Empties libgit2's own error.
 */
int err_git(struct err *err, int code, const struct repo *repo, const git_oid *id,
	    const char *what);

/* err_fix() for something that this clone lacks; `hex` may be "". */
int fix_missing(struct err *err, const struct repo *repo, const char *hex);

/* libgit2's memory by way of base/capped.h; to be called behind its init. */
void git_memory(void);

/*
 * An object whose bytes match its id, at most `limit` bytes long.  A megabyte on
 * disk can be a gigabyte in memory, so libgit2 gets no more than the limit and half
 * of it at once; where that is too little, the header is asked first.  `type`
 * GIT_OBJECT_ANY takes all.
 */
int object_read(git_odb_object **out, struct repo *repo, const git_oid *id,
		git_object_t type, size_t limit, struct err *err);

/*
 * The same for what is asked for again soon: trees and plans as history passes by,
 * where each commit's is its child's parent's.
 */
int object_read_again(git_odb_object **out, struct repo *repo, const git_oid *id,
		      git_object_t type, size_t limit, struct err *err);
void objects_forget(struct repo *repo);

static inline struct span object_bytes(git_odb_object *object)
{
	return (struct span){ git_odb_object_data(object),
			      git_odb_object_size(object) };
}

/* The parts of a commit, borrowed from its bytes. */
struct raw_commit {
	git_oid tree;
	struct span parents; /* lines "parent <id>\n" */
	size_t parent_count;
	struct span author, committer; /* "Name <mail> 1700000000 +0100" */
	struct span message;
};
/* ERR_FORMAT where the headers are not as git writes them. */
int commit_parse(struct raw_commit *out, struct span bytes, const git_oid *id,
		 struct err *err);
/* Take the next id off `parents`; false at the end. */
bool commit_next_parent(struct span *parents, git_oid *out);
/* CLOCK_NONE where there is none. */
int64_t person_time(struct span person);
void person_words(struct span person, struct span *name, struct span *mail);

/* repo_commit() for those who have the id. */
int commit_describe(struct repo_commit *out, struct repo *repo, const git_oid *id,
		    struct arena *arena, struct err *err);

/* What a tag names; false where its first line says nothing. */
bool tag_target(struct span *tag, git_oid *out);

/* The entries of a tree, as they stand in its bytes. */
struct tree_item {
	struct span name;
	unsigned mode;
	git_oid id;
};
#define MODE_FOLDER    040000u
#define MODE_SUBMODULE 0160000u
#define MODE_LINK      0120000u
#define MODE_FILE      0100644u
#define MODE_PROGRAM   0100755u

enum tree_step { TREE_END, TREE_ITEM, TREE_BROKEN };
/* Take the next entry off the front of `rest`; broken bytes spend it. */
enum tree_step tree_next(struct span *rest, struct tree_item *out);

/*
 * git's order of entries: by bytes, a folder as if '/' stood behind its name.
 * So the paths of a walk in that order come sorted by their bytes.
 */
int tree_item_cmp(struct span a, bool a_folder, struct span b, bool b_folder);

#endif
