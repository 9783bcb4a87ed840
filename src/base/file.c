#include "base/file.h"

#include "base/limits.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* security.md section 8: a later run knows them by this and removes them. */
#define TEMPORARY ".muster-tmp-"

#define HOLD_STEP_MS 50

/* err_errno(), but ERR_ABSENT where the thing is not there. */
static int fail(struct err *err, const char *what, const char *path)
{
	bool absent = errno == ENOENT || errno == ENOTDIR;
	int rc = err_errno(err, what, path);

	if (!absent)
		return rc;
	err->code = ERR_ABSENT;
	return -(int)ERR_ABSENT;
}

/* An error in words of our own, at `path`. */
static int refuse(struct err *err, enum err_code code, const char *path,
		  const char *what)
{
	err_set(err, code, "%s", what);
	return err_at_path(err, span_of(path));
}

/* "root/path" in `out`; ERR_LIMIT where the system could not take it. */
static int join(char out[PATH_MAX], const char *root, struct span path, struct err *err)
{
	int len = snprintf(out, PATH_MAX, "%s%s%.*s", root, path.len ? "/" : "",
			   SPAN_ARG(path));

	if (len >= 0 && len < PATH_MAX)
		return 0;
	err_set(err, ERR_LIMIT, "the path is longer than %d bytes", PATH_MAX - 1);
	return err_at_path(err, path.len ? path : span_of(root));
}

/* Reading. */

static int too_big(struct err *err, const char *name, size_t limit)
{
	err_set(err, ERR_LIMIT, "is larger than the limit of %zu bytes", limit);
	return err_at_path(err, span_of(name));
}

/* At first as much room as the file says it needs, and a byte to see its end. */
static size_t first_room(int fd, size_t limit)
{
	struct stat st;
	size_t size = 0;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		size = (uintmax_t)st.st_size > limit ? limit : (size_t)st.st_size;
	return size > 4095 ? size + 1 : 4096;
}

int file_read_fd(struct span *out, int fd, const char *name, size_t limit,
		 struct arena *arena, struct err *err)
{
	size_t room = first_room(fd, limit), len = 0;
	char *bytes = arena_alloc(arena, room, 1);

	*out = SPAN_EMPTY;
	for (;;) {
		ssize_t got = read(fd, bytes + len, room - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "cannot read", name);
		if (got == 0)
			break;
		len += (size_t)got;
		if (len > limit)
			return too_big(err, name, limit);
		if (len == room) {
			char *larger = arena_alloc(arena, room * 2, 1);

			memcpy(larger, bytes, len);
			bytes = larger;
			room *= 2;
		}
	}
	bytes[len] = '\0'; /* there is room: it grows as soon as it is full */
	*out = (struct span){ bytes, len };
	return 0;
}

int file_read(struct span *out, const char *path, size_t limit, struct arena *arena,
	      struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int rc;

	*out = SPAN_EMPTY;
	if (fd < 0)
		return fail(err, "cannot open", path);
	rc = file_read_fd(out, fd, path, limit, arena, err);
	close(fd);
	return rc;
}

static void close_keeping_errno(int fd)
{
	int saved = errno;

	close(fd);
	errno = saved;
}

static bool is_link_at(int folder, const char *name)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISLNK(st.st_mode);
}

/* What openat2() does, name by name, for a kernel or a container without it. */
static int open_by_steps(int root, const char *path, int flags)
{
	int at = fcntl(root, F_DUPFD_CLOEXEC, 0), next;
	char name[NAME_MAX + 1];
	const char *slash;
	size_t len;

	for (; at >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
		len = (size_t)(slash - path);
		next = -1;
		errno = ENAMETOOLONG;
		if (len <= NAME_MAX) {
			memcpy(name, path, len);
			name[len] = '\0';
			next = openat(at, name,
				      O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		}
		close_keeping_errno(at);
		at = next;
	}
	if (at < 0)
		return -1;
	next = openat(at, path, flags | O_NOFOLLOW);
	if (next < 0 && errno == ENOTDIR && is_link_at(at, path))
		errno = ELOOP; /* what openat2() says */
	close_keeping_errno(at);
	return next;
}

/* A descriptor for `path` below `root` (a folder's), or -1 and errno. */
static int open_below(int root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC),
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};
	long fd = -1;

	for (int tries = 0; tries < 8; tries++) {
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
		if (fd >= 0 || errno != EAGAIN) /* EAGAIN: something was renamed */
			break;
	}
	/* An old container answers EPERM to a call that it does not know. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_by_steps(root, path, flags | O_CLOEXEC);
	return (int)fd;
}

/* Below `root`, as open_below(); errors are ours. */
static int open_path_below(int *out, const char *root, struct span path, int flags,
			   struct err *err)
{
	char text[PATH_MAX];
	int base;

	*out = -1;
	if (!path_is_clean(path) || path.len >= sizeof(text)) {
		err_set(err, ERR_ABSENT, "is no path below a folder");
		return err_at_path(err, path);
	}
	memcpy(text, path.ptr, path.len);
	text[path.len] = '\0';
	base = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (base < 0)
		return fail(err, "cannot open", root);
	*out = open_below(base, text, flags);
	close_keeping_errno(base);
	if (*out >= 0)
		return 0;
	if (errno == ELOOP || errno == EXDEV) {
		refuse(err, ERR_ABSENT, text, "is a symbolic link or behind one");
		return err_tag(err, "link");
	}
	return fail(err, "cannot open", text);
}

int file_open_below(int *out_fd, uint64_t *out_size, const char *root, struct span path,
		    struct err *err)
{
	char name[PATH_MAX];
	struct stat st;
	int fd, rc;

	*out_fd = -1;
	*out_size = 0;
	/* O_NONBLOCK: a FIFO would make us wait for a writer. */
	rc = open_path_below(&fd, root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, err);
	if (rc < 0)
		return rc;
	snprintf(name, sizeof(name), "%.*s", SPAN_ARG(path));
	if (fstat(fd, &st) < 0)
		rc = err_errno(err, "cannot look at", name);
	else if (!S_ISREG(st.st_mode))
		rc = refuse(err, ERR_ABSENT, name, "is no regular file");
	if (rc < 0) {
		close(fd);
		return rc;
	}
	*out_fd = fd;
	*out_size = (uint64_t)st.st_size;
	return 0;
}

int file_read_below(struct span *out, const char *root, struct span path, size_t limit,
		    struct arena *arena, struct err *err)
{
	char name[PATH_MAX];
	uint64_t size;
	int fd, rc;

	*out = SPAN_EMPTY;
	rc = file_open_below(&fd, &size, root, path, err);
	if (rc < 0)
		return rc;
	snprintf(name, sizeof(name), "%.*s", SPAN_ARG(path));
	rc = file_read_fd(out, fd, name, limit, arena, err);
	close(fd);
	return rc;
}

/* Writing. */

/* Sixteen hex digits that nobody has used: for names that do not stay. */
static void random_name(char out[17])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char bytes[8];

	if (getrandom(bytes, sizeof(bytes), GRND_NONBLOCK) != (ssize_t)sizeof(bytes)) {
		uintptr_t here = (uintptr_t)out ^ (uintptr_t)getpid() << 20;

		memcpy(bytes, &here, sizeof(bytes)); /* O_EXCL decides, not luck */
	}
	for (size_t i = 0; i < sizeof(bytes); i++) {
		out[2 * i] = hex[bytes[i] >> 4];
		out[2 * i + 1] = hex[bytes[i] & 15];
	}
	out[16] = '\0';
}

/* The folder part of `path` with its '/', or "". */
static struct span folder_of(const char *path)
{
	struct span whole = span_of(path);

	return span_sub(whole, 0, (size_t)(span_rindex(whole, '/') + 1));
}

/* "folder/.muster-tmp-<random>" beside `path`. */
static int name_beside(char out[PATH_MAX], const char *path, struct err *err)
{
	char unique[17];
	int len;

	random_name(unique);
	len = snprintf(out, PATH_MAX, "%.*s" TEMPORARY "%s", SPAN_ARG(folder_of(path)),
		       unique);
	if (len >= 0 && len < PATH_MAX)
		return 0;
	err_set(err, ERR_LIMIT, "the path is longer than %d bytes", PATH_MAX - 1);
	return err_at_path(err, span_of(path));
}

static int write_all(int fd, struct span bytes)
{
	while (bytes.len > 0) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		bytes = span_from(bytes, (size_t)put);
	}
	return 0;
}

/* Make the name itself last.  Not every file system can; that is no error. */
static void sync_folder_of(const char *path)
{
	char folder[PATH_MAX];
	int fd;

	snprintf(folder, sizeof(folder), "%.*s.", SPAN_ARG(folder_of(path)));
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

/* A synced temporary sibling of `path` that holds `bytes`. */
static int write_beside(char temporary[PATH_MAX], const char *path, mode_t mode,
			struct span bytes, struct err *err)
{
	int fd, rc;

	rc = name_beside(temporary, path, err);
	if (rc < 0)
		return rc;
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  mode);
	if (fd < 0)
		return err_errno(err, "cannot create", path);
	rc = write_all(fd, bytes);
	if (rc == 0)
		rc = fsync(fd);
	if (rc < 0)
		rc = err_errno(err, "cannot write", path);
	if (close(fd) < 0 && rc == 0)
		rc = err_errno(err, "cannot write", path);
	if (rc < 0)
		unlink(temporary);
	return rc;
}

int file_write(const char *path, struct span bytes, struct err *err)
{
	char temporary[PATH_MAX];
	int rc;

	rc = write_beside(temporary, path, 0644, bytes, err);
	if (rc < 0)
		return rc;
	if (rename(temporary, path) < 0) {
		rc = err_errno(err, "cannot put the new file in place", path);
		unlink(temporary);
		return rc;
	}
	sync_folder_of(path);
	return 0;
}

int file_begin(int *out_fd, char **out_name, const char *path, struct arena *arena,
	       struct err *err)
{
	char temporary[PATH_MAX];
	int rc;

	*out_fd = -1;
	*out_name = NULL;
	rc = name_beside(temporary, path, err);
	if (rc < 0)
		return rc;
	*out_fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		       0644);
	if (*out_fd < 0)
		return err_errno(err, "cannot create", path);
	*out_name = arena_string(arena, span_of(temporary));
	return 0;
}

int file_put(int fd, struct span bytes, const char *name, struct err *err)
{
	return write_all(fd, bytes) < 0 ? err_errno(err, "cannot write", name) : 0;
}

int file_commit(int fd, const char *name, const char *path, struct err *err)
{
	int rc = 0;

	if (fsync(fd) < 0)
		rc = err_errno(err, "cannot write", path);
	if (close(fd) < 0 && rc == 0)
		rc = err_errno(err, "cannot write", path);
	if (rc == 0 && rename(name, path) < 0)
		rc = err_errno(err, "cannot put the new file in place", path);
	if (rc < 0)
		unlink(name);
	else
		sync_folder_of(path);
	return rc;
}

void file_abandon(int fd, const char *name)
{
	close(fd);
	unlink(name);
}

/* Rename where nothing is there yet; -1 and errno otherwise. */
static int rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (link(from, to) < 0)
		return -1;
	return unlink(from);
}

int file_write_private(const char *path, struct span bytes, struct err *err)
{
	char temporary[PATH_MAX];
	int rc;

	rc = write_beside(temporary, path, 0600, bytes, err);
	if (rc < 0)
		return rc;
	if (rename_new(temporary, path) < 0) {
		if (errno == EEXIST) {
			refuse(err, ERR_USAGE, path, "is there already");
			rc = err_fix(err, "choose another name, or move it away first");
		} else {
			rc = err_errno(err, "cannot put the new file in place", path);
		}
		unlink(temporary);
		return rc;
	}
	sync_folder_of(path);
	return 0;
}

/* Folders. */

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int make_folder(const char *path, struct err *err)
{
	int saved;

	if (mkdir(path, 0777) == 0)
		return 0;
	saved = errno;
	if (file_is_folder(path))
		return 0;
	errno = saved; /* what mkdir() said, not the look that came after */
	if (errno == EEXIST)
		return refuse(err, ERR_IO, path, "is in the way: it is no folder");
	return err_errno(err, "cannot make the folder", path);
}

int file_make_folders(const char *path, struct err *err)
{
	char text[PATH_MAX];
	char *slash;
	int rc;

	rc = join(text, path, SPAN_EMPTY, err);
	if (rc < 0)
		return rc;
	for (slash = text; (slash = strchr(slash, '/')) != NULL; slash++) {
		if (slash == text)
			continue;
		*slash = '\0';
		rc = make_folder(text, err);
		if (rc < 0)
			return rc;
		*slash = '/';
	}
	return make_folder(text, err);
}

static int open_staged(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
}

/* Where `path` stands below the staging folder. */
static int staged_name(char out[PATH_MAX], const char *root, struct span path,
		       struct err *err)
{
	if (!path_is_clean(path)) {
		err_set(err, ERR_INTERNAL, "is no path below the staging folder");
		return err_at_path(err, path);
	}
	return join(out, root, path, err);
}

static int make_folder_of(const char *path, struct err *err)
{
	char folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%.*s", SPAN_ARG(path_dir(span_of(path))));
	return file_make_folders(folder, err);
}

int file_stage(const char *root, struct span path, struct span bytes, struct err *err)
{
	char text[PATH_MAX];
	int fd, rc = staged_name(text, root, path, err);

	if (rc < 0)
		return rc;
	fd = open_staged(text);
	if (fd < 0 && errno == ENOENT) {
		rc = make_folder_of(text, err);
		if (rc < 0)
			return rc;
		fd = open_staged(text);
	}
	if (fd < 0)
		return err_errno(err, "cannot create", text);
	rc = write_all(fd, bytes);
	if (rc < 0)
		rc = err_errno(err, "cannot write", text);
	if (close(fd) < 0 && rc == 0)
		rc = err_errno(err, "cannot write", text);
	return rc;
}

int file_stage_again(const char *root, struct span path, const char *from,
		     struct err *err)
{
	char text[PATH_MAX];
	struct arena *arena;
	struct span bytes;
	int rc = staged_name(text, root, path, err);

	if (rc == 0)
		rc = make_folder_of(text, err);
	if (rc < 0 || link(from, text) == 0)
		return rc;
	if (errno == EEXIST)
		return err_errno(err, "cannot create", text);
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	rc = file_read(&bytes, from, LIMIT_ARTIFACT_BYTES, arena, err);
	if (rc == 0)
		rc = file_stage(root, path, bytes, err);
	arena_free(arena);
	return rc;
}

/* Whether the open file, `size` bytes long, holds `bytes`. */
static bool holds(int fd, uint64_t size, struct span bytes)
{
	unsigned char part[65536];
	size_t done = 0;

	if (size != bytes.len)
		return false;
	while (done < bytes.len) {
		ssize_t n = read(fd, part, sizeof(part));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || (size_t)n > bytes.len - done ||
		    memcmp(part, bytes.ptr + done, (size_t)n) != 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

/* The second name is there, and leads to the file that was compared. */
static bool link_same(int fd, const char *from, const char *to)
{
	struct stat was, is;

	if (link(from, to) < 0)
		return false;
	if (fstat(fd, &was) == 0 && lstat(to, &is) == 0 && was.st_dev == is.st_dev &&
	    was.st_ino == is.st_ino)
		return true;
	unlink(to);
	return false;
}

int file_stage_like(const char *root, struct span path, struct span bytes,
		    const char *earlier, struct err *err)
{
	char to[PATH_MAX], from[PATH_MAX];
	struct err ignored = { 0 };
	bool linked = false;
	uint64_t size;
	int fd, rc;

	if (!earlier || file_open_below(&fd, &size, earlier, path, &ignored) < 0)
		return file_stage(root, path, bytes, err);
	rc = staged_name(to, root, path, err);
	if (rc == 0)
		rc = join(from, earlier, path, err);
	if (rc == 0 && holds(fd, size, bytes)) {
		rc = make_folder_of(to, err);
		linked = rc == 0 && link_same(fd, from, to);
	}
	close(fd);
	return rc < 0 || linked ? rc : file_stage(root, path, bytes, err);
}

/* `path` without slashes behind it, if a folder may be put there. */
static int swap_target(char out[PATH_MAX], const char *path, struct err *err)
{
	struct span whole = span_of(path), base;
	struct stat st;

	while (span_ends(whole, "/"))
		whole.len--;
	base = path_base(whole);
	if (base.len == 0 || span_is(base, ".") || span_is(base, "..")) {
		refuse(err, ERR_USAGE, path, "cannot be replaced as a whole");
		return err_fix(err, "name a folder of its own for what is written");
	}
	if (whole.len >= PATH_MAX)
		return join(out, path, SPAN_EMPTY, err);
	snprintf(out, PATH_MAX, "%.*s", SPAN_ARG(whole));
	if (lstat(out, &st) < 0 || S_ISDIR(st.st_mode))
		return 0;
	if (!S_ISLNK(st.st_mode))
		return refuse(err, ERR_USAGE, out, "is in the way: it is no folder");
	refuse(err, ERR_USAGE, out, "is a symbolic link");
	return err_fix(err, "name the folder that it points to");
}

/*
 * The descriptor of a folder that nobody else holds: it is the lock.  Or -1,
 * *out_taken where somebody has it; some disks know no locks.
 */
static int hold_folder(const char *path, bool *out_taken)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	*out_taken = false;
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	*out_taken = errno == EWOULDBLOCK;
	close(fd);
	return -1;
}

/* Whether the folder that is held still has that name: it may have been swapped. */
static bool is_still(int fd, const char *path)
{
	struct stat held, there;

	return fstat(fd, &held) == 0 && stat(path, &there) == 0 &&
	       held.st_ino == there.st_ino && held.st_dev == there.st_dev;
}

int file_hold(int *out_fd, const char *path, unsigned patience_ms, struct err *err)
{
	const struct timespec pause = { 0, HOLD_STEP_MS * 1000000L };
	bool taken = true;

	*out_fd = -1;
	for (unsigned waited = 0; taken; waited += HOLD_STEP_MS) {
		*out_fd = hold_folder(path, &taken);
		if (*out_fd >= 0 && !is_still(*out_fd, path)) {
			close(*out_fd);
			*out_fd = -1;
			taken = true;
		}
		if (!taken)
			return 0;
		if (waited >= patience_ms)
			break;
		nanosleep(&pause, NULL);
	}
	err_set(err, ERR_IO, "another muster is at work there");
	err_at_path(err, span_of(path));
	return err_tag(err, "locked");
}

/* Staging folders beside `target` whose process is gone; a trouble is no error. */
static void sweep_beside(const char *target)
{
	struct span folder = folder_of(target);
	const struct dirent *entry;
	char path[PATH_MAX];
	DIR *dir;

	snprintf(path, sizeof(path), "%.*s", SPAN_ARG(folder));
	dir = opendir(folder.len > 0 ? path : ".");
	while (dir && (entry = readdir(dir)) != NULL) {
		struct err ignored = { 0 };
		bool taken;
		int fd, len;

		if (!span_starts(span_of(entry->d_name), TEMPORARY))
			continue;
		len = snprintf(path, sizeof(path), "%.*s%s", SPAN_ARG(folder),
			       entry->d_name);
		if (len < 0 || len >= (int)sizeof(path))
			continue;
		fd = hold_folder(path, &taken);
		if (fd < 0)
			continue;
		file_remove_tree(path, &ignored);
		close(fd);
	}
	if (dir)
		closedir(dir);
}

/*
 * Made and held.  Another run's sweep may take it in between: then it is gone,
 * or held by that run, and another name is tried.
 */
static int make_held(char staged[PATH_MAX], const char *target, struct err *err)
{
	for (int attempt = 0; attempt < 8; attempt++) {
		struct stat st;
		bool taken;
		int rc = name_beside(staged, target, err);

		if (rc < 0)
			return rc;
		if (mkdir(staged, 0777) < 0)
			return err_errno(err, "cannot make a folder beside it", target);
		hold_folder(staged, &taken);
		if (!taken && stat(staged, &st) == 0)
			return 0;
	}
	err_set(err, ERR_IO, "every folder made beside it is taken away");
	err_at_path(err, span_of(target));
	return err_fix(err, "look for another program that is at work there");
}

int file_stage_beside(char **out, const char *path, struct arena *arena,
		      struct err *err)
{
	char target[PATH_MAX], staged[PATH_MAX];
	int rc;

	*out = NULL;
	rc = swap_target(target, path, err);
	if (rc < 0)
		return rc;
	if (folder_of(target).len > 0) {
		snprintf(staged, sizeof(staged), "%.*s", SPAN_ARG(folder_of(target)));
		rc = file_make_folders(staged, err);
		if (rc < 0)
			return rc;
	}
	sweep_beside(target);
	rc = make_held(staged, target, err);
	if (rc < 0)
		return rc;
	*out = arena_string(arena, span_of(staged));
	return 0;
}

/* What has been written below `path` is on the disk. */
static int sync_tree(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0)
		return fail(err, "cannot open", path);
	if (syncfs(fd) < 0)
		rc = err_errno(err, "cannot write it out", path);
	close(fd);
	return rc;
}

/*
 * For file systems that cannot exchange: two renames.  Killed in between, the
 * old folder lies beside its place under a temporary name.
 */
static int swap_by_steps(const char *staged, const char *path, char old[PATH_MAX],
			 struct err *err)
{
	int rc;

	rc = name_beside(old, path, err);
	if (rc < 0)
		return rc;
	if (rename(path, old) < 0)
		return err_errno(err, "cannot move the old folder away", path);
	if (rename(staged, path) < 0) {
		rc = err_errno(err, "cannot put the new folder in place", path);
		rename(old, path);
	}
	return rc;
}

int file_swap(const char *staged, const char *path, struct err *err)
{
	char target[PATH_MAX], old[PATH_MAX];
	bool taken;
	int held, rc;

	rc = swap_target(target, path, err);
	if (rc < 0)
		return rc;
	rc = sync_tree(staged, err);
	if (rc < 0)
		return rc;
	/* Under its temporary name no other run shall sweep it while we do. */
	held = hold_folder(target, &taken);
	snprintf(old, sizeof(old), "%s", staged);
	if (renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_EXCHANGE) < 0) {
		if (errno == ENOENT) {
			old[0] = '\0';
			if (rename(staged, target) < 0)
				rc = err_errno(err,
					       "cannot put the new folder in place",
					       target);
		} else if (errno == EINVAL || errno == ENOSYS) {
			rc = swap_by_steps(staged, target, old, err);
		} else {
			rc = err_errno(err, "cannot put the new folder in place",
				       target);
		}
	}
	if (rc == 0) {
		sync_folder_of(target);
		rc = old[0] ? file_remove_tree(old, err) : 0;
	}
	if (held >= 0)
		close(held);
	return rc;
}

/* Walking: one open folder a level, so no name is looked up twice. */

struct level {
	DIR *dir;
	size_t path_len; /* of the path that leads here */
};

struct walker {
	char path[LIMIT_PATH_BYTES + 1]; /* relative to the root */
	struct level levels[LIMIT_TREE_DEPTH];
	size_t depth;
};

/* Takes `fd`, also where it fails. */
static int walk_into(struct walker *walker, int fd, size_t path_len, struct err *err)
{
	DIR *dir;

	walker->path[path_len] = '\0';
	if (walker->depth == LIMIT_TREE_DEPTH) {
		close(fd);
		err_set(err, ERR_LIMIT, "folders lie deeper than the limit of %d",
			LIMIT_TREE_DEPTH);
		return err_at_path(err, (struct span){ walker->path, path_len });
	}
	dir = fdopendir(fd);
	if (!dir) {
		int rc = err_errno(err, "cannot read the folder", walker->path);

		close(fd);
		return rc;
	}
	walker->levels[walker->depth++] = (struct level){ dir, path_len };
	return 0;
}

/* Put `name` behind the path of the level on top. */
static int walk_name(struct walker *walker, const char *name, size_t *out_len,
		     struct err *err)
{
	size_t len = walker->levels[walker->depth - 1].path_len;
	size_t more = strlen(name);

	if (len + 1 + more > LIMIT_PATH_BYTES) {
		err_set(err, ERR_LIMIT, "a path below it is longer than %d bytes",
			LIMIT_PATH_BYTES);
		return err_at_path(err, (struct span){ walker->path, len });
	}
	if (len > 0)
		walker->path[len++] = '/';
	memcpy(walker->path + len, name, more + 1);
	*out_len = len + more;
	return 0;
}

/* The next name of the level on top; NULL at its end, errno 0 or not. */
static const char *walk_next(struct walker *walker)
{
	const struct dirent *entry;

	do {
		errno = 0;
		entry = readdir(walker->levels[walker->depth - 1].dir);
	} while (entry &&
		 (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
	return entry ? entry->d_name : NULL;
}

static void walk_leave(struct walker *walker)
{
	closedir(walker->levels[--walker->depth].dir);
}

static enum file_kind kind_of(const struct stat *st)
{
	if (S_ISREG(st->st_mode))
		return FILE_REGULAR;
	if (S_ISDIR(st->st_mode))
		return FILE_FOLDER;
	return S_ISLNK(st->st_mode) ? FILE_LINK : FILE_ODD;
}

/* One name of the level on top: into the folder, or shown to `seen`. */
static int walk_entry(struct walker *walker, const char *name,
		      int (*seen)(void *ctx, const struct file_seen *file,
				  struct err *err),
		      void *ctx, struct err *err)
{
	int at = dirfd(walker->levels[walker->depth - 1].dir);
	struct file_seen file;
	struct stat st;
	size_t len;
	int fd, rc;

	rc = walk_name(walker, name, &len, err);
	if (rc < 0)
		return rc;
	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		/* Gone since the folder was read: then it is not there. */
		return errno == ENOENT ? 0
				       : err_errno(err, "cannot look at", walker->path);
	file = (struct file_seen){ .path = { walker->path, len },
				   .kind = kind_of(&st),
				   .size = (uint64_t)st.st_size,
				   .inode = st.st_ino,
				   .changed_s = st.st_ctim.tv_sec,
				   .changed_ns = st.st_ctim.tv_nsec };
	rc = seen(ctx, &file, err);
	if (rc < 0 || file.kind != FILE_FOLDER)
		return rc < 0 ? rc : 0;
	if (rc > 0)
		return 0;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "cannot open the folder", walker->path);
	return walk_into(walker, fd, len, err);
}

int file_walk(const char *root, struct span below,
	      int (*seen)(void *ctx, const struct file_seen *file, struct err *err),
	      void *ctx, struct err *err)
{
	struct walker walker;
	const char *name;
	int fd, rc = 0;

	walker.depth = 0;
	if (below.len > 0) {
		rc = open_path_below(&fd, root, below, O_RDONLY | O_DIRECTORY, err);
		if (rc < 0)
			return rc;
		memcpy(walker.path, below.ptr, below.len);
	} else {
		fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0)
			return fail(err, "cannot open the folder", root);
	}
	rc = walk_into(&walker, fd, below.len, err);
	while (rc == 0 && walker.depth > 0) {
		name = walk_next(&walker);
		if (name)
			rc = walk_entry(&walker, name, seen, ctx, err);
		else if (errno != 0)
			rc = err_errno(err, "cannot read the folder", root);
		else
			walk_leave(&walker);
	}
	while (walker.depth > 0)
		walk_leave(&walker);
	return rc;
}

struct listing {
	LIST(struct file_entry) files;
	size_t max;
	struct arena *arena;
};

static int list_one(void *ctx, const struct file_seen *file, struct err *err)
{
	struct listing *listing = ctx;
	struct file_entry *entry;

	if (file->kind == FILE_FOLDER)
		return 0;
	if (file->kind != FILE_REGULAR) {
		err_set(err, ERR_FORMAT, "is %s, not a file or a folder",
			file->kind == FILE_LINK ? "a symbolic link" : "a special file");
		return err_at_path(err, file->path);
	}
	if (listing->files.count >= listing->max) {
		err_set(err, ERR_LIMIT, "there are more than %zu files", listing->max);
		return err_at_path(err, file->path);
	}
	entry = LIST_ADD(listing->arena, &listing->files);
	*entry = (struct file_entry){
		.path = arena_copy(listing->arena, file->path),
		.size = file->size,
		.inode = file->inode,
		.changed_s = file->changed_s,
		.changed_ns = file->changed_ns,
	};
	return 0;
}

static int by_path(const void *a, const void *b)
{
	const struct file_entry *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

int file_list(const struct file_entry **out, size_t *out_count, const char *root,
	      size_t max, struct arena *arena, struct err *err)
{
	struct listing listing = { .max = max, .arena = arena };
	int rc;

	*out = NULL;
	*out_count = 0;
	rc = file_walk(root, SPAN_EMPTY, list_one, &listing, err);
	if (rc < 0)
		return rc;
	if (listing.files.count > 0)
		qsort(listing.files.at, listing.files.count, sizeof(*listing.files.at),
		      by_path);
	*out = listing.files.at;
	*out_count = listing.files.count;
	return 0;
}

/* Removing. */

/* One name of the level on top: gone, or its folder entered. */
static int remove_entry(struct walker *walker, const char *name, struct err *err)
{
	int at = dirfd(walker->levels[walker->depth - 1].dir);
	size_t len;
	int fd, rc;

	rc = walk_name(walker, name, &len, err);
	if (rc < 0)
		return rc;
	if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR)
		return err_errno(err, "cannot remove", walker->path);
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "cannot open the folder", walker->path);
	return walk_into(walker, fd, len, err);
}

/* The level on top is empty: leave it and remove it. */
static int remove_folder(struct walker *walker, struct err *err)
{
	char name[NAME_MAX + 1];
	struct span path = { walker->path, walker->levels[walker->depth - 1].path_len };
	int at;

	snprintf(name, sizeof(name), "%.*s", SPAN_ARG(path_base(path)));
	walk_leave(walker);
	if (walker->depth == 0)
		return 0;
	at = dirfd(walker->levels[walker->depth - 1].dir);
	if (unlinkat(at, name, AT_REMOVEDIR) < 0 && errno != ENOENT) {
		walker->path[path.len] = '\0';
		return err_errno(err, "cannot remove the folder", walker->path);
	}
	return 0;
}

int file_remove_tree(const char *path, struct err *err)
{
	struct walker walker;
	const char *name;
	int fd, rc;

	if (unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR)
		return 0;
	if (errno != EISDIR)
		return err_errno(err, "cannot remove", path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_errno(err, "cannot open the folder", path);
	walker.depth = 0;
	rc = walk_into(&walker, fd, 0, err);
	while (rc == 0 && walker.depth > 0) {
		name = walk_next(&walker);
		if (name)
			rc = remove_entry(&walker, name, err);
		else if (errno != 0)
			rc = err_errno(err, "cannot read the folder", path);
		else
			rc = remove_folder(&walker, err);
	}
	while (walker.depth > 0)
		walk_leave(&walker);
	if (rc == 0 && rmdir(path) < 0)
		rc = err_errno(err, "cannot remove the folder", path);
	return rc;
}
