/*
 * Repositories for tests, made by stock git with fixed names and dates in a
 * folder of their own, without anybody's configuration.
 */
#ifndef GITFIX_H
#define GITFIX_H

#include "unit.h"

#include "base/file.h"
#include "repo/repo.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct fix {
	char root[64]; /* everything lies in it */
	struct arena *arena;
	struct repo *repo; /* closed at the end, where a test opened one */
	unsigned now;      /* seconds added to every commit's date */
};

static inline int fix_new(void **state)
{
	struct fix *fix = test_calloc(1, sizeof(*fix));
	struct err err;

	snprintf(fix->root, sizeof(fix->root), "/tmp/muster-git-XXXXXX");
	if (!mkdtemp(fix->root))
		return -1;
	fix->arena = arena_new((size_t)1 << 31);
	setenv("HOME", arena_printf(fix->arena, "%s/home", fix->root).ptr, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_NAME", "Ada Author", 1);
	setenv("GIT_AUTHOR_EMAIL", "ada@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "Carl Committer", 1);
	setenv("GIT_COMMITTER_EMAIL", "carl@example.org", 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	unsetenv("SUDO_UID");
	*state = fix;
	return file_make_folders(getenv("HOME"), &err);
}

static inline int fix_free(void **state)
{
	struct fix *fix = *state;
	struct err err;
	int rc;

	repo_close(fix->repo);
	rc = file_remove_tree(fix->root, &err);
	arena_free(fix->arena);
	test_free(fix);
	return rc;
}

/* What the shell script prints, run in the fixture's folder; it must succeed. */
static inline char *sh(struct fix *fix, const char *fmt, ...) LIKE_PRINTF(2, 3);
static inline char *sh(struct fix *fix, const char *fmt, ...)
{
	char *script = arena_alloc(fix->arena, 65536, 1);
	struct span out;
	struct err err = { 0 };
	int ends[2], status;
	va_list args;
	char date[32];
	pid_t child;

	va_start(args, fmt);
	vsnprintf(script, 65536, fmt, args);
	va_end(args);
	fix->now += 60;
	snprintf(date, sizeof(date), "%u +0000", 1700000000 + fix->now);
	setenv("GIT_AUTHOR_DATE", date, 1);
	setenv("GIT_COMMITTER_DATE", date, 1);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (chdir(fix->root) == 0)
			execl("/bin/sh", "sh", "-ec", script, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	assert_ok(file_read_fd(&out, ends[0], "git", 1 << 26, fix->arena, &err));
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (status != 0)
		fail_msg("%s: status %d", script, status);
	while (out.len > 0 && out.ptr[out.len - 1] == '\n')
		out.len--;
	return arena_string(fix->arena, out);
}

/* A new repository "r" with branch main and no commit. */
static inline void fix_init(struct fix *fix)
{
	sh(fix, "git init -qb main r");
}

/* Commit everything that lies in "r"; the id. */
static inline char *fix_commit(struct fix *fix, const char *subject)
{
	return sh(fix,
		  "cd r; git add -A 2> /dev/null; git commit -q --allow-empty -m '%s';"
		  "git rev-parse HEAD",
		  subject);
}

/* An object of raw bytes, as git itself would refuse to write it; the id. */
static inline char *fix_object(struct fix *fix, const char *type, struct span bytes)
{
	struct err err = { 0 };

	assert_ok(file_write(arena_printf(fix->arena, "%s/raw", fix->root).ptr, bytes,
			     &err));
	return sh(fix, "git -C r hash-object -w --literally -t %s ../raw", type);
}

/* The repository, opened; `name` is relative to the fixture. */
static inline struct repo *fix_open(struct fix *fix, const char *name)
{
	struct repo_options options = {
		.path = arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
	};
	struct err err = { 0 };

	repo_close(fix->repo);
	fix->repo = NULL;
	assert_ok(repo_open(&fix->repo, &options, &err));
	return fix->repo;
}

/* The same where it must fail. */
static inline void fix_open_fails(struct fix *fix, const char *name, enum err_code code,
				  struct err *out)
{
	struct repo_options options = {
		.path = arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
	};
	struct repo *repo;
	struct err err = { 0 };

	assert_err(code, repo_open(&repo, &options, &err));
	assert_null(repo);
	*out = err;
}

#define WITH_GIT(test) cmocka_unit_test_setup_teardown(test, fix_new, fix_free)

#endif
