/* Arenas: zeroed, aligned, bounded, and lists that grow in them. */
#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed_and_aligned_also_after_a_clear(void **state)
{
	struct arena *arena = arena_new(1 << 24);

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 3000; size += 7) {
			size_t align = (size_t)1 << size % 5;
			unsigned char *bytes = arena_alloc(arena, size, align);

			assert_int_equal((uintptr_t)bytes % align, 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(bytes[i], 0);
			memset(bytes, 0xff, size);
		}
		arena_clear(arena);
		assert_int_equal(arena_used(arena), 0);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void a_large_piece_leaves_the_block_in_use_in_use(void **state)
{
	struct arena *arena = arena_new(1 << 24);
	char *before, *large, *after;

	(void)state;
	before = arena_alloc(arena, 16, 16);
	large = arena_alloc(arena, 1 << 20, 16);
	after = arena_alloc(arena, 16, 16);

	assert_ptr_equal(after, before + 16);
	for (size_t i = 0; i < 1 << 20; i++)
		assert_int_equal(large[i], 0);
	arena_clear(arena);
	assert_ptr_equal(arena_alloc(arena, 16, 16), before);
	arena_free(arena);
}

/* oom() ends the process with status 4: architecture.md's "could not work". */
static void ends_in_oom(void (*act)(struct arena *arena))
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		close(STDERR_FILENO);
		act(arena_new(1000));
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 4);
}

static void take_too_much(struct arena *arena)
{
	arena_alloc(arena, 600, 1);
	arena_alloc(arena, 401, 1);
}

static void take_a_product_that_overflows(struct arena *arena)
{
	arena_array(arena, (size_t)1 << 60, 17, 1);
}

static void take_all_there_is(struct arena *arena)
{
	arena_alloc(arena, (size_t)-1, 1);
}

static void past_the_limit_the_process_ends(void **state)
{
	struct arena *arena = arena_new(1000);

	(void)state;
	arena_alloc(arena, 600, 1);
	arena_alloc(arena, 400, 1);
	assert_int_equal(arena_used(arena), 1000);
	arena_free(arena);
	ends_in_oom(take_too_much);
	ends_in_oom(take_a_product_that_overflows);
	ends_in_oom(take_all_there_is);
}

static void copies_have_a_nul_behind_them(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct span copy = arena_copy(arena, (struct span){ "a\0b", 3 });

	(void)state;
	assert_int_equal(copy.len, 3);
	assert_memory_equal(copy.ptr, "a\0b", 4);
	assert_string_equal(arena_string(arena, SPAN_EMPTY), "");
	assert_non_null(arena_copy(arena, SPAN_EMPTY).ptr);
	copy = arena_printf(arena, "%d-%s", 7, "x");
	assert_span_is(copy, "7-x");
	assert_int_equal(copy.ptr[3], '\0');
	arena_free(arena);
}

static void a_list_keeps_what_was_added(void **state)
{
	struct arena *arena = arena_new(1 << 26);
	LIST(size_t) list = { 0 };

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		size_t *item = LIST_ADD(arena, &list);

		assert_int_equal(*item, 0);
		*item = i;
	}
	assert_int_equal(list.count, 100000);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.at[i], i);
	/* Doubling: what is thrown away is never more than what is kept. */
	assert_true(arena_used(arena) <= 4 * list.count * sizeof(size_t));
	arena_free(arena);
}

static void the_last_list_grows_where_it_stands(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	LIST(size_t) list = { 0 };
	const size_t *first;
	char *behind;

	(void)state;
	*LIST_ADD(arena, &list) = 1;
	first = list.at;
	for (size_t i = 1; i < 100; i++)
		*LIST_ADD(arena, &list) = i;
	assert_ptr_equal(list.at, first);
	assert_int_equal(list.at[0], 1);
	assert_int_equal(arena_used(arena), list.room * sizeof(size_t));
	/* Something stands behind it now, which stays as it is. */
	behind = arena_string(arena, SPAN_LIT("behind"));
	for (size_t i = 100; i < 300; i++)
		*LIST_ADD(arena, &list) = i;
	assert_ptr_not_equal(list.at, first);
	assert_int_equal(list.at[99], 99);
	assert_string_equal(behind, "behind");
	arena_free(arena);
}

static void a_list_with_room_moves_once_the_room_is_full(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	LIST(size_t) list = { 0 };
	const size_t *first;

	(void)state;
	LIST_RESERVE(arena, &list, 5);
	first = list.at;
	arena_string(arena, SPAN_LIT("behind"));
	for (size_t i = 0; i < 5; i++)
		*LIST_ADD(arena, &list) = i;
	assert_ptr_equal(list.at, first);
	assert_int_equal(*LIST_ADD(arena, &list), 0);
	assert_ptr_not_equal(list.at, first);
	assert_int_equal(list.at[4], 4);
	arena_free(arena);
}

static void a_seed_stays_and_is_another_in_each_arena(void **state)
{
	struct arena *one = arena_new(1 << 20), *two = arena_new(1 << 20);
	uint64_t seed = arena_seed(one)[0];

	(void)state;
	arena_clear(one);
	assert_int_equal(arena_seed(one)[0], seed);
	assert_int_not_equal(arena_seed(two)[0], seed);
	arena_free(one);
	arena_free(two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned_also_after_a_clear),
		cmocka_unit_test(a_large_piece_leaves_the_block_in_use_in_use),
		cmocka_unit_test(past_the_limit_the_process_ends),
		cmocka_unit_test(copies_have_a_nul_behind_them),
		cmocka_unit_test(a_list_keeps_what_was_added),
		cmocka_unit_test(a_list_with_room_moves_once_the_room_is_full),
		cmocka_unit_test(a_seed_stays_and_is_another_in_each_arena),
		cmocka_unit_test(the_last_list_grows_where_it_stands),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
