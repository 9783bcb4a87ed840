/* The hash table: what was put in is found, and walks are sorted. */
#include "unit.h"

#include "base/table.h"

#include <stdlib.h>

#define MANY 100000

static struct span number(struct arena *arena, unsigned i)
{
	return arena_printf(arena, "key %u", i);
}

static void a_hundred_thousand_keys_are_found_and_no_other(void **state)
{
	struct arena *arena = arena_new(1 << 28);
	struct table *table = table_new(arena);

	(void)state;
	for (unsigned i = 0; i < MANY; i++) {
		void **slot = table_slot(table, number(arena, i * 7));

		assert_null(*slot);
		*slot = (void *)(uintptr_t)(i + 1);
	}
	assert_int_equal(table_count(table), MANY);
	for (unsigned i = 0; i < MANY; i++) {
		assert_ptr_equal(table_get(table, number(arena, i * 7)),
				 (void *)(uintptr_t)(i + 1));
		assert_ptr_equal(*table_slot(table, number(arena, i * 7)),
				 (void *)(uintptr_t)(i + 1));
		assert_null(table_get(table, number(arena, i * 7 + 1)));
	}
	assert_int_equal(table_count(table), MANY);
	arena_free(arena);
}

static void a_walk_is_in_byte_order_whatever_the_order_of_adding(void **state)
{
	struct arena *arena = arena_new(1 << 28);
	struct table *forward = table_new(arena), *backward = table_new(arena);
	const struct table_entry *left, *right;

	(void)state;
	for (unsigned i = 0; i < 5000; i++) {
		*table_slot(forward, number(arena, i)) = (void *)1;
		*table_slot(backward, number(arena, 4999 - i)) = (void *)1;
	}
	left = table_sorted(forward, arena);
	right = table_sorted(backward, arena);
	for (unsigned i = 0; i < 5000; i++) {
		assert_true(span_eq(left[i].key, right[i].key));
		if (i > 0)
			assert_true(span_cmp(left[i - 1].key, left[i].key) < 0);
	}
	arena_free(arena);
}

static void an_empty_key_is_a_key_with_or_without_a_pointer(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct table *table = table_new(arena);

	(void)state;
	assert_null(table_get(table, SPAN_EMPTY));
	*table_slot_borrowed(table, SPAN_EMPTY) = table;
	assert_ptr_equal(table_get(table, SPAN_LIT("")), table);
	assert_ptr_equal(*table_slot(table, SPAN_EMPTY), table);
	assert_int_equal(table_count(table), 1);
	arena_free(arena);
}

static void keys_are_copied_unless_they_are_borrowed(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct table *table = table_new(arena);
	char key[] = "abc";

	(void)state;
	*table_slot(table, span_of(key)) = table;
	key[0] = 'x';
	assert_ptr_equal(table_get(table, SPAN_LIT("abc")), table);
	assert_null(table_get(table, SPAN_LIT("xbc")));
	*table_slot_borrowed(table, span_of(key)) = key;
	assert_ptr_equal(table_sorted(table, arena)[1].key.ptr, key);
	arena_free(arena);
}

static void keys_may_hold_any_byte_and_differ_by_length_alone(void **state)
{
	struct arena *arena = arena_new(1 << 24);
	struct table *table = table_new(arena);
	char zeros[64] = { 0 };

	(void)state;
	for (size_t len = 0; len < sizeof(zeros); len++)
		*table_slot(table, (struct span){ zeros, len }) = &zeros[len];
	assert_int_equal(table_count(table), sizeof(zeros));
	for (size_t len = 0; len < sizeof(zeros); len++)
		assert_ptr_equal(table_get(table, (struct span){ zeros, len }),
				 &zeros[len]);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hundred_thousand_keys_are_found_and_no_other),
		cmocka_unit_test(a_walk_is_in_byte_order_whatever_the_order_of_adding),
		cmocka_unit_test(an_empty_key_is_a_key_with_or_without_a_pointer),
		cmocka_unit_test(keys_are_copied_unless_they_are_borrowed),
		cmocka_unit_test(keys_may_hold_any_byte_and_differ_by_length_alone),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
