/* Files: limits, links, whole-or-nothing writes, folders swapped and removed. */
#include "unit.h"

#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
	char root[64];
	struct arena *arena;
};

static int make_place(void **state)
{
	struct place *place = test_calloc(1, sizeof(*place));

	snprintf(place->root, sizeof(place->root), "/tmp/muster-file-XXXXXX");
	if (!mkdtemp(place->root))
		return -1;
	place->arena = arena_new(1 << 24);
	*state = place;
	return 0;
}

static int leave_place(void **state)
{
	struct place *place = *state;
	struct err err;
	int rc = file_remove_tree(place->root, &err);

	arena_free(place->arena);
	test_free(place);
	return rc;
}

/* "root/name"; as long as the place. */
static char *at(struct place *place, const char *name)
{
	return arena_string(place->arena,
			    arena_printf(place->arena, "%s/%s", place->root, name));
}

static void put(struct place *place, const char *name, const char *text)
{
	struct err err;

	assert_ok(file_stage(place->root, span_of(name), span_of(text), &err));
}

static void reading_stops_at_the_limit_and_not_before(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct span bytes;

	put(place, "five", "12345");

	assert_ok(file_read(&bytes, at(place, "five"), 5, place->arena, &err));
	assert_span_is(bytes, "12345");
	assert_int_equal(bytes.ptr[5], '\0');
	assert_err(ERR_LIMIT,
		   file_read(&bytes, at(place, "five"), 4, place->arena, &err));
	assert_int_equal(bytes.len, 0);
	assert_err(ERR_ABSENT,
		   file_read(&bytes, at(place, "six"), 4, place->arena, &err));
	assert_err(ERR_ABSENT,
		   file_read(&bytes, at(place, "five/x"), 4, place->arena, &err));
	assert_err(ERR_IO, file_read(&bytes, place->root, 4, place->arena, &err));
}

static void a_pipe_of_unknown_length_is_read_whole(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct span bytes;
	char block[30000];
	int ends[2];

	memset(block, 'x', sizeof(block));
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], block, sizeof(block)), sizeof(block));
	close(ends[1]);

	assert_ok(file_read_fd(&bytes, ends[0], "pipe", 1 << 20, place->arena, &err));
	close(ends[0]);
	assert_int_equal(bytes.len, sizeof(block));
}

static void an_empty_file_is_empty_and_not_absent(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct span bytes;

	put(place, "empty", "");

	assert_ok(file_read(&bytes, at(place, "empty"), 0, place->arena, &err));
	assert_int_equal(bytes.len, 0);
}

static int refuse_all(void *ctx, const struct file_seen *file, struct err *err)
{
	(void)ctx;
	return err_set(err, ERR_INTERNAL, "%.*s", SPAN_ARG(file->path));
}

static void check_below(struct place *place)
{
	static const char *const refused[] = {
		"link",  "folder-link/b", "a",     "a/fifo",
		"../x",  "/etc/passwd",   "a//b",  "",
		"a/b/c", "none",          "a/./b",
	};
	struct err err = { 0 };
	struct span bytes;

	assert_ok(file_read_below(&bytes, place->root, SPAN_LIT("a/b"), 9, place->arena,
				  &err));
	assert_span_is(bytes, "inside");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_err(ERR_ABSENT,
			   file_read_below(&bytes, place->root, span_of(refused[i]), 99,
					   place->arena, &err));
	assert_err(ERR_ABSENT, file_walk(place->root, SPAN_LIT("folder-link"),
					 refuse_all, NULL, &err));
	assert_string_equal(err.tag, "link");
	assert_err(ERR_LIMIT, file_read_below(&bytes, place->root, SPAN_LIT("a/b"), 5,
					      place->arena, &err));
}

static void reading_below_a_root_follows_no_link_and_leaves_it_never(void **state)
{
	struct place *place = *state;

	put(place, "a/b", "inside");
	assert_int_equal(symlink("a/b", at(place, "link")), 0);
	assert_int_equal(symlink("a", at(place, "folder-link")), 0);
	assert_int_equal(mkfifo(at(place, "a/fifo"), 0600), 0);

	check_below(place);
}

/* Kernels before 5.6 say ENOSYS, containers of that age EPERM. */
static void without_openat2_the_same_holds(void **state)
{
	static const int errors[] = { ENOSYS, EPERM };
	struct place *place = *state;

	put(place, "a/b", "inside");
	assert_int_equal(symlink("a/b", at(place, "link")), 0);
	assert_int_equal(symlink("a", at(place, "folder-link")), 0);
	assert_int_equal(mkfifo(at(place, "a/fifo"), 0600), 0);
	for (size_t i = 0; i < 2; i++) {
		pid_t child = fork();
		int status;

		if (child == 0) {
			scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

			seccomp_rule_add(filter, SCMP_ACT_ERRNO((unsigned)errors[i]),
					 SCMP_SYS(openat2), 0);
			if (seccomp_load(filter) < 0)
				_exit(2);
			check_below(place);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
	}
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

static void writing_replaces_the_whole_file_and_leaves_no_sibling(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	struct span bytes;
	mode_t mask = umask(027);
	size_t count;

	put(place, "target", "a long old text");
	assert_int_equal(symlink("target", at(place, "out")), 0);

	assert_ok(file_write(at(place, "out"), SPAN_LIT("new"), &err));
	umask(mask);
	assert_int_equal(mode_of(at(place, "out")), 0640);
	assert_ok(file_list(&files, &count, place->root, 10, place->arena, &err));
	assert_int_equal(count, 2);
	assert_ok(file_read(&bytes, at(place, "out"), 99, place->arena, &err));
	assert_span_is(bytes, "new");
	assert_ok(file_read(&bytes, at(place, "target"), 99, place->arena, &err));
	assert_span_is(bytes, "a long old text");
	assert_err(ERR_IO, file_write(at(place, "no/out"), SPAN_LIT("x"), &err));
}

static void a_private_file_is_private_and_never_replaced(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	struct span bytes;
	mode_t mask = umask(0);
	size_t count;

	assert_ok(file_write_private(at(place, "key"), SPAN_LIT("secret"), &err));
	umask(mask);
	assert_int_equal(mode_of(at(place, "key")), 0600);

	assert_err(ERR_USAGE,
		   file_write_private(at(place, "key"), SPAN_LIT("x"), &err));
	assert_ok(file_read(&bytes, at(place, "key"), 99, place->arena, &err));
	assert_span_is(bytes, "secret");
	assert_ok(file_list(&files, &count, place->root, 10, place->arena, &err));
	assert_int_equal(count, 1);
}

static ino_t inode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	return st.st_ino;
}

static void stage_like(struct place *place, const char *name, const char *text)
{
	struct err err = { 0 };
	struct span bytes;

	assert_ok(file_stage_like(at(place, "new"), span_of(name), span_of(text),
				  at(place, "old"), &err));
	assert_ok(file_read_below(&bytes, at(place, "new"), span_of(name), 99,
				  place->arena, &err));
	assert_span_is(bytes, text);
}

static void what_an_earlier_folder_has_stays_the_same_file(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	struct span bytes;

	assert_ok(file_stage(at(place, "old"), SPAN_LIT("a/same"), SPAN_LIT("text"),
			     &err));
	assert_ok(file_stage(at(place, "old"), SPAN_LIT("other"), SPAN_LIT("text"),
			     &err));
	assert_ok(file_stage(at(place, "old"), SPAN_LIT("longer"), SPAN_LIT("text and"),
			     &err));
	assert_int_equal(symlink("a/same", at(place, "old/link")), 0);
	stage_like(place, "a/same", "text");
	stage_like(place, "other", "TEXT");
	stage_like(place, "longer", "text");
	stage_like(place, "link", "text");
	stage_like(place, "fresh", "text");
	assert_true(inode_of(at(place, "new/a/same")) ==
		    inode_of(at(place, "old/a/same")));
	assert_true(inode_of(at(place, "new/other")) !=
		    inode_of(at(place, "old/other")));
	assert_true(inode_of(at(place, "new/link")) !=
		    inode_of(at(place, "old/a/same")));
	/* Nothing of the earlier folder was written to. */
	assert_ok(file_read(&bytes, at(place, "old/other"), 99, place->arena, &err));
	assert_span_is(bytes, "text");
	assert_err(ERR_INTERNAL,
		   file_stage_like(at(place, "new"), SPAN_LIT("../x"), SPAN_LIT("x"),
				   at(place, "old"), &err));
}

static void folders_are_made_where_they_are_missing_and_files_are_in_the_way(
	void **state)
{
	struct place *place = *state;
	struct err err = { 0 };

	put(place, "file", "");

	assert_ok(file_make_folders(at(place, "a/b//c/"), &err));
	assert_true(file_is_folder(at(place, "a/b/c")));
	assert_ok(file_make_folders(at(place, "a/b/c"), &err));
	assert_ok(file_make_folders("/", &err));
	assert_err(ERR_IO, file_make_folders(at(place, "file"), &err));
	assert_err(ERR_IO, file_make_folders(at(place, "file/x"), &err));
	assert_err(ERR_IO, file_make_folders("", &err));
}

static void staging_refuses_a_path_that_leaves_the_folder(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };

	assert_err(ERR_INTERNAL,
		   file_stage(place->root, SPAN_LIT("../x"), SPAN_LIT("x"), &err));
	put(place, "once", "x");
	assert_err(ERR_IO,
		   file_stage(place->root, SPAN_LIT("once"), SPAN_LIT("x"), &err));
}

static void a_swap_puts_the_new_folder_in_place_and_removes_the_old(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	char *staged;
	size_t count;

	for (int round = 0; round < 2; round++) {
		const char *name = round ? "new" : "old";

		assert_ok(file_stage_beside(&staged, at(place, "deep/site/"),
					    place->arena, &err));
		assert_ok(file_stage(staged, span_of(name), span_of("x"), &err));
		assert_ok(file_swap(staged, at(place, "deep/site/"), &err));
		assert_ok(
			file_list(&files, &count, place->root, 9, place->arena, &err));
		assert_int_equal(count, 1);
		assert_span_is(files[0].path,
			       round ? "deep/site/new" : "deep/site/old");
	}
}

static void without_rename_exchange_a_swap_still_works(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	char *staged;
	size_t count;
	pid_t child;
	int status;

	put(place, "site/old", "x");
	assert_ok(file_stage_beside(&staged, at(place, "site"), place->arena, &err));
	assert_ok(file_stage(staged, SPAN_LIT("new"), SPAN_LIT("x"), &err));
	child = fork();
	if (child == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(renameat2),
				 0);
		if (seccomp_load(filter) < 0)
			_exit(2);
		_exit(file_swap(staged, at(place, "site"), &err) < 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);

	assert_ok(file_list(&files, &count, place->root, 9, place->arena, &err));
	assert_int_equal(count, 1);
	assert_span_is(files[0].path, "site/new");
}

static void a_link_or_a_file_is_never_swapped_away(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };
	char *staged;

	put(place, "home/mine", "x");
	assert_int_equal(symlink("home", at(place, "site")), 0);

	assert_err(ERR_USAGE,
		   file_stage_beside(&staged, at(place, "site"), place->arena, &err));
	assert_err(ERR_USAGE,
		   file_stage_beside(&staged, at(place, "site/"), place->arena, &err));
	assert_err(ERR_USAGE, file_stage_beside(&staged, at(place, "home/mine"),
						place->arena, &err));
	assert_err(ERR_USAGE, file_stage_beside(&staged, ".", place->arena, &err));
	assert_err(ERR_USAGE, file_stage_beside(&staged, "/", place->arena, &err));
	assert_err(ERR_USAGE, file_swap(at(place, "home"), at(place, "site"), &err));
	assert_true(file_exists(at(place, "home/mine")));
}

static void a_list_is_sorted_by_the_bytes_of_whole_paths(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	size_t count;

	put(place, "b", "22");
	put(place, "a/x", "");
	put(place, "a.b", "");
	put(place, "a0", "");

	assert_ok(file_list(&files, &count, place->root, 4, place->arena, &err));
	assert_int_equal(count, 4);
	/* '.' is 0x2e, '/' 0x2f, '0' 0x30: LC_ALL=C sort says the same. */
	assert_span_is(files[0].path, "a.b");
	assert_span_is(files[1].path, "a/x");
	assert_span_is(files[2].path, "a0");
	assert_span_is(files[3].path, "b");
	assert_int_equal(files[3].size, 2);
	assert_err(ERR_LIMIT,
		   file_list(&files, &count, place->root, 3, place->arena, &err));
	assert_int_equal(count, 0);
}

static void a_list_refuses_links_and_special_files(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	size_t count;

	assert_int_equal(symlink("nowhere", at(place, "link")), 0);
	assert_err(ERR_FORMAT,
		   file_list(&files, &count, place->root, 9, place->arena, &err));
	assert_string_equal(err.where, "link");
	assert_err(ERR_ABSENT,
		   file_list(&files, &count, at(place, "no"), 9, place->arena, &err));
}

/* Folders nested `depth` deep, made by walking into them. */
static void nest(const char *root, unsigned depth)
{
	int at_fd = open(root, O_RDONLY | O_DIRECTORY);

	for (unsigned i = 0; i < depth; i++) {
		int next;

		assert_int_equal(mkdirat(at_fd, "d", 0755), 0);
		next = openat(at_fd, "d", O_RDONLY | O_DIRECTORY);
		close(at_fd);
		at_fd = next;
	}
	close(at_fd);
}

static void depth_is_limited_and_not_the_stack(void **state)
{
	struct place *place = *state;
	const struct file_entry *files;
	struct err err = { 0 };
	size_t count;

	nest(place->root, LIMIT_TREE_DEPTH - 1);
	assert_ok(file_list(&files, &count, place->root, 9, place->arena, &err));
	assert_ok(file_remove_tree(at(place, "d"), &err));
	nest(place->root, LIMIT_TREE_DEPTH);
	assert_err(ERR_LIMIT,
		   file_list(&files, &count, place->root, 9, place->arena, &err));
	assert_ok(file_remove_tree(at(place, "d"), &err));
}

static void removing_a_tree_follows_no_link(void **state)
{
	struct place *place = *state;
	struct err err = { 0 };

	put(place, "keep/mine", "x");
	put(place, "gone/a/b", "x");
	assert_int_equal(symlink("../../keep", at(place, "gone/a/link")), 0);
	assert_int_equal(symlink("keep", at(place, "link")), 0);

	assert_ok(file_remove_tree(at(place, "gone"), &err));
	assert_ok(file_remove_tree(at(place, "link"), &err));
	assert_ok(file_remove_tree(at(place, "gone"), &err));
	assert_false(file_exists(at(place, "gone")));
	assert_false(file_exists(at(place, "link")));
	assert_true(file_exists(at(place, "keep/mine")));
}

static void a_dangling_link_exists(void **state)
{
	struct place *place = *state;

	assert_int_equal(symlink("nowhere", at(place, "link")), 0);
	assert_true(file_exists(at(place, "link")));
	assert_false(file_is_folder(at(place, "link")));
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, leave_place)

/* One descriptor holds; another waits, and is told; what was swapped is held anew. */
static void a_folder_is_held_by_one_and_free_again_when_it_is_closed(void **state)
{
	struct place *place = *state;
	char path[128], other[128];
	struct err err = { 0 };
	int first, second;

	snprintf(path, sizeof(path), "%s/held", place->root);
	snprintf(other, sizeof(other), "%s/other", place->root);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_ok(file_hold(&first, path, 0, &err));
	assert_true(first >= 0);
	assert_err(ERR_IO, file_hold(&second, path, 60, &err));
	assert_string_equal(err.tag, "locked");
	assert_int_equal(second, -1);
	/* Another folder comes into its place: nobody holds that one. */
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_ok(file_hold(&second, path, 0, &err));
	close(second);
	close(first);
	assert_ok(file_hold(&first, other, 0, &err));
	close(first);
	snprintf(path, sizeof(path), "%s/nowhere", place->root);
	assert_ok(file_hold(&first, path, 0, &err));
	assert_int_equal(first, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(reading_stops_at_the_limit_and_not_before),
		IN_PLACE(a_pipe_of_unknown_length_is_read_whole),
		IN_PLACE(an_empty_file_is_empty_and_not_absent),
		IN_PLACE(reading_below_a_root_follows_no_link_and_leaves_it_never),
		IN_PLACE(without_openat2_the_same_holds),
		IN_PLACE(writing_replaces_the_whole_file_and_leaves_no_sibling),
		IN_PLACE(a_private_file_is_private_and_never_replaced),
		IN_PLACE(what_an_earlier_folder_has_stays_the_same_file),
		IN_PLACE(
			folders_are_made_where_they_are_missing_and_files_are_in_the_way),
		IN_PLACE(staging_refuses_a_path_that_leaves_the_folder),
		IN_PLACE(a_swap_puts_the_new_folder_in_place_and_removes_the_old),
		IN_PLACE(without_rename_exchange_a_swap_still_works),
		IN_PLACE(a_link_or_a_file_is_never_swapped_away),
		IN_PLACE(a_list_is_sorted_by_the_bytes_of_whole_paths),
		IN_PLACE(a_list_refuses_links_and_special_files),
		IN_PLACE(depth_is_limited_and_not_the_stack),
		IN_PLACE(removing_a_tree_follows_no_link),
		IN_PLACE(a_dangling_link_exists),
		IN_PLACE(a_folder_is_held_by_one_and_free_again_when_it_is_closed),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
