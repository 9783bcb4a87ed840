/* The working tree's part of repo.h: what is ignored, and what differs from HEAD. */
#include "repo/repo.h"

#include "base/limits.h"
#include "base/path.h"
#include "repo/git.h"
#include "repo/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

bool repo_is_ignored(struct repo *repo, struct span path)
{
	char text[LIMIT_PATH_BYTES + 1];
	int ignored = 0;

	if (repo->facts.work_tree.len == 0 || !path_is_clean(path))
		return false;
	memcpy(text, path.ptr, path.len);
	text[path.len] = '\0';
	if (git_ignore_path_is_ignored(&ignored, repo->git, text) < 0)
		git_error_clear();
	return ignored == 1;
}

struct checkout {
	struct repo *repo;
	int root;              /* the work tree */
	struct timespec index; /* when the index was written */
	bool modes;            /* core.filemode */
};

static unsigned mode_in_git(enum tree_mode mode)
{
	switch (mode) {
	case TREE_FILE:
		return MODE_FILE;
	case TREE_EXECUTABLE:
		return MODE_PROGRAM;
	case TREE_SYMLINK:
		return MODE_LINK;
	case TREE_SUBMODULE:
		return MODE_SUBMODULE;
	}
	return 0;
}

/* Whether the index holds just what HEAD holds. */
static bool is_head(git_index *index, const struct tree *head)
{
	char hex[HEX_LEN + 1];

	if (git_index_entrycount(index) != head->entries.count)
		return false;
	for (size_t i = 0; i < head->entries.count; i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		const struct tree_entry *want = &head->entries.at[i];

		git_oid_tostr(hex, sizeof(hex), &entry->id);
		if (git_index_entry_stage(entry) != 0 ||
		    !span_is(want->path, entry->path) || !span_is(want->id, hex) ||
		    mode_in_git(want->mode) != entry->mode)
			return false;
	}
	return true;
}

/*
 * Whether nobody wrote the file since git looked at it.  A file as young as the
 * index could have been written again in the same tick of the clock.
 */
static bool is_untouched(const struct checkout *checkout, const git_index_entry *entry,
			 const struct stat *st)
{
	struct timespec written = { entry->mtime.seconds, entry->mtime.nanoseconds };

	return st->st_mtim.tv_sec == written.tv_sec &&
	       st->st_mtim.tv_nsec == written.tv_nsec &&
	       st->st_ctim.tv_sec == entry->ctime.seconds &&
	       st->st_ctim.tv_nsec == entry->ctime.nanoseconds &&
	       (uint32_t)st->st_size == entry->file_size &&
	       (uint32_t)st->st_ino == entry->ino &&
	       (written.tv_sec < checkout->index.tv_sec ||
		(written.tv_sec == checkout->index.tv_sec &&
		 written.tv_nsec < checkout->index.tv_nsec));
}

static bool same_link(const struct checkout *checkout, const git_index_entry *entry)
{
	char target[PATH_MAX];
	ssize_t len = readlinkat(checkout->root, entry->path, target, sizeof(target));
	git_oid id;

	return len >= 0 &&
	       git_odb_hash(&id, target, (size_t)len, GIT_OBJECT_BLOB) == 0 &&
	       git_oid_equal(&id, &entry->id);
}

/* Whether the file on disk is what the index says; line ends as git converts them. */
static bool is_same(const struct checkout *checkout, const git_index_entry *entry)
{
	struct stat st;
	git_oid id;

	if (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE)
		return true; /* sparse checkout */
	if (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)
		return false;
	if (entry->mode == MODE_SUBMODULE)
		return true; /* its content is another repository's */
	if (fstatat(checkout->root, entry->path, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return false;
	if (entry->mode == MODE_LINK)
		return S_ISLNK(st.st_mode) && same_link(checkout, entry);
	if (!S_ISREG(st.st_mode))
		return false;
	if (checkout->modes &&
	    (entry->mode == MODE_PROGRAM) != ((st.st_mode & S_IXUSR) != 0))
		return false;
	if (is_untouched(checkout, entry, &st))
		return true;
	return git_repository_hashfile(&id, checkout->repo->git, entry->path,
				       GIT_OBJECT_BLOB, NULL) == 0 &&
	       git_oid_equal(&id, &entry->id);
}

static bool trusts_modes(struct repo *repo)
{
	SCOPED(git_config) config = NULL;
	int modes = 1;

	if (git_repository_config_snapshot(&config, repo->git) == 0)
		git_config_get_bool(&modes, config, "core.filemode");
	git_error_clear();
	return modes != 0;
}

/* The index, read anew, and when it was written; none at all is an empty one. */
static int open_index(git_index **out, struct checkout *checkout, struct err *err)
{
	git_buf path = { 0 };
	struct stat st = { 0 };
	int rc;

	rc = git_repository_item_path(&path, checkout->repo->git,
				      GIT_REPOSITORY_ITEM_INDEX);
	if (rc == 0)
		rc = git_index_open(out, path.ptr);
	if (rc < 0)
		rc = err_git(err, GIT_ERROR, checkout->repo, NULL,
			     "the index cannot be read");
	else if (stat(path.ptr, &st) == 0)
		checkout->index = st.st_mtim;
	git_buf_dispose(&path);
	return rc;
}

static int head_tree(struct tree *out, struct repo *repo, struct arena *arena,
		     struct err *err)
{
	struct repo_commit commit;
	int rc;

	*out = (struct tree){ 0 };
	if (!repo->has_head)
		return 0;
	rc = commit_describe(&commit, repo, &repo->head, arena, err);
	return rc < 0 ? rc : repo_walk(out, repo, commit.tree, arena, err);
}

static int compare(bool *out, struct checkout *checkout, struct arena *arena,
		   struct err *err)
{
	SCOPED(git_index) index = NULL;
	struct tree head;
	int rc;

	rc = open_index(&index, checkout, err);
	if (rc == 0)
		rc = head_tree(&head, checkout->repo, arena, err);
	if (rc < 0)
		return rc;
	checkout->modes = trusts_modes(checkout->repo);
	*out = !is_head(index, &head);
	for (size_t i = 0; !*out && i < git_index_entrycount(index); i++)
		*out = !is_same(checkout, git_index_get_byindex(index, i));
	git_error_clear();
	return 0;
}

int repo_is_dirty(bool *out, struct repo *repo, struct err *err)
{
	struct checkout checkout = { .repo = repo };
	struct arena *arena;
	char *root;
	int rc;

	*out = false;
	if (repo->facts.work_tree.len == 0)
		return 0;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	root = arena_string(arena, repo->facts.work_tree);
	checkout.root = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (checkout.root < 0) {
		rc = err_errno(err, "cannot open the working tree", root);
	} else {
		rc = compare(out, &checkout, arena, err);
		close(checkout.root);
	}
	arena_free(arena);
	return rc;
}
