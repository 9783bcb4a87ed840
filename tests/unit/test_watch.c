/* What counts as a change, and what does not. */
#include "unit.h"

#include "base/file.h"
#include "serve/watch.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct err err;

struct place {
	char root[64];
	struct arena *arena;
	struct watch *watch;
};

static const char *at(struct place *place, const char *name)
{
	return arena_printf(place->arena, "%s/%s", place->root, name).ptr;
}

static void put(struct place *place, const char *name)
{
	FILE *file = fopen(at(place, name), "w");

	assert_non_null(file);
	fputs("x", file);
	fclose(file);
}

static int make_place(void **state)
{
	struct place *place = test_calloc(1, sizeof(*place));

	snprintf(place->root, sizeof(place->root), "/tmp/muster-watch-XXXXXX");
	if (!mkdtemp(place->root))
		return -1;
	place->arena = arena_new(1 << 24);
	*state = place;
	assert_ok(file_make_folders(at(place, "a/b"), &err));
	assert_ok(file_make_folders(at(place, "site/report"), &err));
	assert_ok(file_make_folders(at(place, ".git/refs"), &err));
	assert_ok(watch_open(&place->watch, place->arena, &err));
	watch_except(place->watch, at(place, "site/report"));
	watch_except(place->watch, at(place, "site/.muster-tmp-"));
	watch_tree(place->watch, place->root);
	assert_false(watch_changed(place->watch));
	return 0;
}

static int leave_place(void **state)
{
	struct place *place = *state;

	watch_close(place->watch);
	file_remove_tree(place->root, &err);
	arena_free(place->arena);
	test_free(place);
	return 0;
}

static void what_is_written_renamed_or_removed_anywhere_counts_once(void **state)
{
	struct place *place = *state;

	put(place, "a/b/plan.md");
	assert_true(watch_changed(place->watch));
	assert_false(watch_changed(place->watch));
	assert_int_equal(rename(at(place, "a/b/plan.md"), at(place, "a/plan.md")), 0);
	assert_true(watch_changed(place->watch));
	unlink(at(place, "a/plan.md"));
	assert_true(watch_changed(place->watch));
	rmdir(at(place, "a/b"));
	assert_true(watch_changed(place->watch));
}

static void a_folder_that_comes_later_is_watched_and_counts_by_its_files(void **state)
{
	struct place *place = *state;

	mkdir(at(place, "new"), 0755);
	assert_false(watch_changed(place->watch));
	put(place, "new/report.xml");
	assert_true(watch_changed(place->watch));
	/* Made and filled before anybody could look. */
	assert_ok(file_make_folders(at(place, "deep/er"), &err));
	put(place, "deep/er/file");
	assert_true(watch_changed(place->watch));
	put(place, "deep/er/other");
	assert_true(watch_changed(place->watch));
}

static void what_builds_editors_and_git_write_does_not_count(void **state)
{
	struct place *place = *state;

	put(place, "site/report/index.html");
	assert_ok(file_make_folders(at(place, "site/.muster-tmp-1/x"), &err));
	put(place, "site/.muster-tmp-1/x/y");
	put(place, ".git/refs/x");
	put(place, "a/.plan.md.swp");
	put(place, "a/plan.md~");
	put(place, "a/index.lock");
	assert_false(watch_changed(place->watch));
	assert_ok(file_make_folders(at(place, "site/signoffs"), &err));
	put(place, "site/signoffs/lead.txt");
	assert_true(watch_changed(place->watch));
}

static void of_a_folder_some_names_can_count_alone(void **state)
{
	static const char *const names[] = { "HEAD", NULL };
	struct place *place = *state;

	watch_names(place->watch, at(place, ".git"), names);
	put(place, ".git/index");
	assert_false(watch_changed(place->watch));
	put(place, ".git/HEAD");
	assert_true(watch_changed(place->watch));
}

static void a_link_to_a_folder_is_not_entered(void **state)
{
	struct place *place = *state;

	assert_int_equal(symlink("/tmp", at(place, "a/tmp")), 0);
	watch_changed(place->watch);
	put(place, "site/report/x");
	watch_tree(place->watch, at(place, "a/tmp"));
	watch_names(place->watch, at(place, "a/tmp"), (const char *[]){ NULL });
	assert_int_equal(watch_missed(place->watch), 0);
	assert_false(watch_changed(place->watch));
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, leave_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(what_is_written_renamed_or_removed_anywhere_counts_once),
		IN_PLACE(a_folder_that_comes_later_is_watched_and_counts_by_its_files),
		IN_PLACE(what_builds_editors_and_git_write_does_not_count),
		IN_PLACE(of_a_folder_some_names_can_count_alone),
		IN_PLACE(a_link_to_a_folder_is_not_entered),
	};

	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
