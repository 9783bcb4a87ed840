#include "serve/watch.h"

#include "base/limits.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEEN                                                                           \
	(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |        \
	 IN_DELETE_SELF | IN_MOVE_SELF)

struct folder {
	const char *path;         /* NULL: no such watch */
	const char *const *names; /* NULL: a tree */
};

struct watch {
	struct arena *arena;
	int fd;
	LIST(const char *) except;
	LIST(struct folder) folders; /* by watch descriptor */
	size_t count, missed;
};

int watch_open(struct watch **out, struct arena *arena, struct err *err)
{
	struct watch *watch = ARENA_NEW(arena, struct watch);

	*out = NULL;
	watch->arena = arena;
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch->fd < 0) {
		err_errno(err, "cannot watch for changes", "inotify");
		return err_fix(err, "end a program that watches files, or raise "
				    "fs.inotify.max_user_instances");
	}
	*out = watch;
	return 0;
}

void watch_close(struct watch *watch)
{
	if (watch)
		close(watch->fd);
}

int watch_fd(const struct watch *watch)
{
	return watch->fd;
}

size_t watch_missed(const struct watch *watch)
{
	return watch->missed;
}

void watch_except(struct watch *watch, const char *prefix)
{
	*LIST_ADD(watch->arena, &watch->except) =
		arena_string(watch->arena, span_of(prefix));
}

static bool is_left_out(const struct watch *watch, struct span path)
{
	for (size_t i = 0; i < watch->except.count; i++)
		if (span_starts(path, watch->except.at[i]))
			return true;
	return false;
}

static void add_folder(struct watch *watch, const char *path, const char *const *names)
{
	int wd = -1;

	if (watch->count < LIMIT_WATCHES)
		wd = inotify_add_watch(watch->fd, path,
				       SEEN | IN_ONLYDIR | IN_DONT_FOLLOW);
	if (wd < 0) {
		watch->missed++;
		return;
	}
	while (watch->folders.count <= (size_t)wd)
		*LIST_ADD(watch->arena, &watch->folders) = (struct folder){ 0 };
	if (!watch->folders.at[wd].path)
		watch->count++;
	watch->folders.at[wd] =
		(struct folder){ .path = arena_string(watch->arena, span_of(path)),
				 .names = names };
}

void watch_names(struct watch *watch, const char *path, const char *const *names)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		add_folder(watch, path, names);
}

/* Kinds that a disk does not tell are asked for. */
static bool is_folder(int dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

struct todo {
	LIST(const char *) paths;
};

/* Put the folders of `path` on the list; whether it has files that count. */
static bool list_folders(struct watch *watch, struct todo *todo, const char *path)
{
	const struct dirent *entry;
	bool files = false;
	DIR *dir = opendir(path);

	if (!dir)
		return false;
	while ((entry = readdir(dir)) != NULL) {
		struct span name = span_of(entry->d_name);
		struct span below =
			arena_printf(watch->arena, "%s/%s", path, entry->d_name);

		if (span_is(name, ".") || span_is(name, "..") ||
		    is_left_out(watch, below))
			continue;
		if (!is_folder(dirfd(dir), entry))
			files = true;
		else if (!span_is(name, ".git") && below.len < PATH_MAX)
			*LIST_ADD(watch->arena, &todo->paths) = below.ptr;
	}
	closedir(dir);
	return files;
}

/*
 * The watch first, then its folders: what comes in between is seen by one of the two.
 * Wide before deep, so that the limit leaves out what lies deepest.
 */
static bool add_tree(struct watch *watch, const char *path)
{
	struct todo todo = { 0 };
	bool files = false;

	*LIST_ADD(watch->arena, &todo.paths) = path;
	for (size_t i = 0; i < todo.paths.count; i++) {
		add_folder(watch, todo.paths.at[i], NULL);
		if (watch->count < LIMIT_WATCHES)
			files |= list_folders(watch, &todo, todo.paths.at[i]);
	}
	return files;
}

void watch_tree(struct watch *watch, const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		add_tree(watch, arena_string(watch->arena, span_of(path)));
}

static bool is_passing(struct span name)
{
	return span_ends(name, "~") || span_ends(name, ".lock") ||
	       span_ends(name, ".swp") || span_ends(name, ".swx") ||
	       span_is(name, "4913"); /* vim asks whether it may write here */
}

static bool is_named(const char *const *names, struct span name)
{
	for (; *names; names++)
		if (span_is(name, *names))
			return true;
	return false;
}

/* Whether the event counts; a new folder is watched, and counts by its files. */
static bool take_event(struct watch *watch, const struct inotify_event *event)
{
	struct span name = event->len ? span_of(event->name) : SPAN_EMPTY;
	struct folder *folder;
	char path[PATH_MAX];

	if (event->mask & IN_Q_OVERFLOW)
		return true;
	if (event->wd < 0 || (size_t)event->wd >= watch->folders.count ||
	    !watch->folders.at[event->wd].path)
		return false;
	folder = &watch->folders.at[event->wd];
	if (event->mask & IN_IGNORED) {
		folder->path = NULL;
		watch->count--;
		return false;
	}
	if (name.len == 0)
		return !folder->names; /* the folder itself went away */
	if (folder->names)
		return is_named(folder->names, name);
	snprintf(path, sizeof(path), "%s/%s", folder->path, event->name);
	if (is_passing(name) || span_is(name, ".git") ||
	    is_left_out(watch, span_of(path)))
		return false;
	if ((event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO)))
		return add_tree(watch, arena_string(watch->arena, span_of(path)));
	/* A file is whole when it is closed; links and sockets are never. */
	return !(event->mask & IN_ISDIR) || (event->mask & (IN_DELETE | IN_MOVED_FROM));
}

bool watch_changed(struct watch *watch)
{
	_Alignas(struct inotify_event) char bytes[16384];
	bool changed = false;

	for (;;) {
		ssize_t got = read(watch->fd, bytes, sizeof(bytes));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return changed;
		for (size_t at = 0; at + sizeof(struct inotify_event) <= (size_t)got;) {
			struct inotify_event event;
			const struct inotify_event *whole = (const void *)(bytes + at);

			memcpy(&event, bytes + at, sizeof(event));
			changed |= take_event(watch, whole);
			at += sizeof(event) + event.len;
		}
	}
}
