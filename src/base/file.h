/*
 * file.h - files of the working tree and of the output, read with a limit and
 * written beside and renamed.
 *
 * Paths are C strings as the system takes them.  Errors name the path.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <stdint.h>

/*
 * The whole file in arena memory.  ERR_ABSENT where there is none, ERR_LIMIT
 * past `limit`, ERR_IO otherwise; a symbolic link is followed.
 */
int file_read(struct span *out, const char *path, size_t limit, struct arena *arena,
	      struct err *err);

/* The same from an open descriptor; `name` is for messages. */
int file_read_fd(struct span *out, int fd, const char *name, size_t limit,
		 struct arena *arena, struct err *err);

/*
 * Below `root`, without ever following a link or leaving it (openat2 with
 * RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS).  ERR_ABSENT also for a link and for
 * what is no regular file.
 */
int file_read_below(struct span *out, const char *root, struct span path, size_t limit,
		    struct arena *arena, struct err *err);

/* Whole or not at all: a temporary sibling, fsync, rename.  Mode 0644 & ~umask. */
int file_write(const char *path, struct span bytes, struct err *err);

/* The same with mode 0600 from the first byte; ERR_USAGE where it is there already. */
int file_write_private(const char *path, struct span bytes, struct err *err);

/*
 * The same for bytes that come in pieces: write to *out_fd, then file_commit()
 * or file_abandon(), either of which closes it.  *out_name is in the arena.
 */
int file_begin(int *out_fd, char **out_name, const char *path, struct arena *arena,
	       struct err *err);
int file_commit(int fd, const char *name, const char *path, struct err *err);
void file_abandon(int fd, const char *name);

/* All of it, or ERR_IO; `name` is for messages. */
int file_put(int fd, struct span bytes, const char *name, struct err *err);

/*
 * A descriptor for a regular file below `root`, as file_read_below() opens it,
 * and its size.
 */
int file_open_below(int *out_fd, uint64_t *out_size, const char *root, struct span path,
		    struct err *err);

/*
 * A plain write below a staging folder that is swapped whole later: makes the
 * folders in between, syncs nothing.
 */
int file_stage(const char *root, struct span path, struct span bytes, struct err *err);

/* The same with a second name for the file `from`; where a disk has none, a copy. */
int file_stage_again(const char *root, struct span path, const char *from,
		     struct err *err);

/*
 * file_stage(), or a second name for the same file of an earlier folder where that
 * has these very bytes: who keeps a copy of the folder copies what changed alone.
 * `earlier` may be NULL, or not there.
 */
int file_stage_like(const char *root, struct span path, struct span bytes,
		    const char *earlier, struct err *err);

/* mkdir -p. */
int file_make_folders(const char *path, struct err *err);

/*
 * Hold a folder until *out_fd is closed or the process ends: another that holds it is
 * waited for, and then ERR_IO with the tag "locked".  *out_fd is -1 where the disk
 * knows no locks or the folder cannot be opened: whoever comes next will say why.
 */
int file_hold(int *out_fd, const char *path, unsigned patience_ms, struct err *err);

/*
 * A new, empty folder beside `path`, for file_swap(); the name is in the arena.
 * A lock on it ends with the process, and folders of that kind that nobody
 * holds are removed first: they are what a killed run left.
 * ERR_USAGE where `path` is a link or a file: a checkout could bring a link
 * along that points to somebody's home.
 */
int file_stage_beside(char **out, const char *path, struct arena *arena,
		      struct err *err);

/*
 * Put the staged folder in the place of `path` in one step (RENAME_EXCHANGE; a
 * plain rename where `path` is not there yet), then remove what was there.  The
 * file system is synced first, once.
 */
int file_swap(const char *staged, const char *path, struct err *err);

/* rm -rf, following no link.  No error where there is nothing. */
int file_remove_tree(const char *path, struct err *err);

/*
 * Everything below the folder `below` (empty: `root` itself), in no order, with
 * paths relative to `root`; links are not followed, not even in `below`.
 * ERR_ABSENT where there is no such folder, tagged "link" where a link is there
 * instead; ERR_LIMIT past limits.h's depth or length of a path.  `seen` returns
 * 1 for a folder that is not to be entered, and an error to end the walk.
 */
enum file_kind { FILE_REGULAR, FILE_LINK, FILE_FOLDER, FILE_ODD };
struct file_seen {
	struct span path; /* good during the call */
	enum file_kind kind;
	uint64_t size;
	/* Of the disk: who writes the file, or puts another in its place, moves them.
	 */
	uint64_t inode;
	int64_t changed_s, changed_ns; /* ctime */
};
int file_walk(const char *root, struct span below,
	      int (*seen)(void *ctx, const struct file_seen *file, struct err *err),
	      void *ctx, struct err *err);

/*
 * Every regular file below `root`, as paths relative to it, sorted by bytes.
 * ERR_FORMAT with the path for anything but files and folders; ERR_LIMIT past
 * `max` of them.
 */
struct file_entry {
	struct span path;
	uint64_t size, inode;          /* as in struct file_seen */
	int64_t changed_s, changed_ns; /* too */
};
int file_list(const struct file_entry **out, size_t *out_count, const char *root,
	      size_t max, struct arena *arena, struct err *err);

bool file_exists(const char *path); /* of any kind; a dangling link counts */
bool file_is_folder(const char *path);

#endif
