/* The working tree's part of repo.h: what is ignored, and what differs from HEAD. */
#include "repo/repo.h"

#include "base/limits.h"
#include "base/path.h"
#include "repo/git.h"
#include "repo/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
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

	*out = repo->stands_in && repo->dirty;
	if (repo->facts.work_tree.len == 0 || repo->stands_in)
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

/* ---- what differs, by name ------------------------------------------------ */

static enum tree_mode mode_of_file(mode_t mode)
{
	if (S_ISLNK(mode))
		return TREE_SYMLINK;
	if (S_ISDIR(mode))
		return TREE_SUBMODULE;
	return mode & S_IXUSR ? TREE_EXECUTABLE : TREE_FILE;
}

/* The blob that git would make of what lies there; zeros for what cannot be read. */
static struct span id_of_file(struct repo *repo, int root, const char *path,
			      enum tree_mode mode, struct arena *arena)
{
	git_oid id = { { 0 } };
	char target[PATH_MAX];
	ssize_t len;

	switch (mode) {
	case TREE_SYMLINK:
		len = readlinkat(root, path, target, sizeof(target));
		if (len >= 0)
			git_odb_hash(&id, target, (size_t)len, GIT_OBJECT_BLOB);
		break;
	case TREE_FILE:
	case TREE_EXECUTABLE:
		git_repository_hashfile(&id, repo->git, path, GIT_OBJECT_BLOB, NULL);
		break;
	case TREE_SUBMODULE:
		break;
	}
	git_error_clear();
	return id_hex(&id, arena);
}

static void add_change(struct work_changes *out, struct repo *repo, int root,
		       const git_status_entry *entry, struct arena *arena)
{
	const git_diff_delta *delta = entry->index_to_workdir ? entry->index_to_workdir
							      : entry->head_to_index;
	const char *path =
		delta->new_file.path ? delta->new_file.path : delta->old_file.path;
	struct work_change *change = LIST_ADD(arena, &out->changes);
	struct stat st;

	change->path = arena_copy(arena, span_of(path));
	if (span_ends(change->path, "/"))
		change->path.len--;
	change->is_tracked = !(entry->status & GIT_STATUS_WT_NEW);
	if (fstatat(root, path, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	change->mode = mode_of_file(st.st_mode);
	change->id = id_of_file(repo, root, path, change->mode, arena);
}

static int change_cmp(const void *a, const void *b)
{
	const struct work_change *first = a, *second = b;

	return span_cmp(first->path, second->path);
}

/* Git is told not to look at these; what lies there counts all the same. */
static void add_hidden(struct work_changes *out, struct repo *repo, int root,
		       git_index *index, struct arena *arena)
{
	for (size_t i = 0; i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		char hex[HEX_LEN + 1];
		struct work_change change;
		struct stat st;

		if (!(entry->flags & GIT_INDEX_ENTRY_VALID) &&
		    !(entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE))
			continue;
		if (entry->mode == MODE_SUBMODULE ||
		    fstatat(root, entry->path, &st, AT_SYMLINK_NOFOLLOW) < 0)
			continue; /* a sparse checkout has no such file */
		change = (struct work_change){
			.path = arena_copy(arena, span_of(entry->path)),
			.mode = mode_of_file(st.st_mode),
			.is_tracked = true,
		};
		change.id = id_of_file(repo, root, entry->path, change.mode, arena);
		git_oid_tostr(hex, sizeof(hex), &entry->id);
		if (!span_is(change.id, hex))
			*LIST_ADD(arena, &out->changes) = change;
	}
}

int repo_work_changes(struct work_changes *out, struct repo *repo, struct arena *arena,
		      struct err *err)
{
	git_status_options options = { .version = GIT_STATUS_OPTIONS_VERSION };
	SCOPED(git_status_list) list = NULL;
	SCOPED(git_index) index = NULL;
	char *path = arena_string(arena, repo->facts.work_tree);
	int root, rc;

	*out = (struct work_changes){ 0 };
	options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
	options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED |
			GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS;
	root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return err_errno(err, "cannot open the working tree", path);
	rc = git_status_list_new(&list, repo->git, &options);
	if (rc < 0) {
		close(root);
		return err_git(err, rc, repo, NULL, "the working tree cannot be read");
	}
	for (size_t i = 0; i < git_status_list_entrycount(list); i++)
		add_change(out, repo, root, git_status_byindex(list, i), arena);
	if (git_repository_index(&index, repo->git) == 0)
		add_hidden(out, repo, root, index, arena);
	git_error_clear();
	close(root);
	if (out->changes.count > 1)
		qsort(out->changes.at, out->changes.count, sizeof(out->changes.at[0]),
		      change_cmp);
	return 0;
}
