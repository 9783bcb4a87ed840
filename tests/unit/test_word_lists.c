/* Lists that are searched by halves must be in order, or words in them get lost. */
#include "unit.h"

#include "audit/denial.h"
#include "audit/promise.h"
#include "audit/wording.h"
#include "plan/refs.h"
#include "text/utf8.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void assert_sorted(bool (*word_at)(size_t number, struct span *out))
{
	struct span before = SPAN_EMPTY, word;
	size_t count = 0;

	for (; word_at(count, &word); count++) {
		if (span_cmp(before, word) >= 0)
			fail_msg("\"%.*s\" stands before \"%.*s\"", SPAN_ARG(before),
				 SPAN_ARG(word));
		if (!span_eq(utf8_fold(arena, word), word))
			fail_msg("\"%.*s\" is never what a text folds to",
				 SPAN_ARG(word));
		before = word;
	}
	assert_true(count > 100);
}

static void words_of_denial_are_sorted_and_folded(void **state)
{
	(void)state;
	assert_sorted(denial_word);
}

static void words_of_claims_are_sorted_and_folded(void **state)
{
	(void)state;
	assert_sorted(wording_word);
	assert_sorted(promise_word);
}

static void a_pair_of_words_is_no_longer_than_what_it_is_looked_up_in(void **state)
{
	struct span word;
	(void)state;

	for (size_t i = 0; wording_word(i, &word); i++)
		if (span_index(word, ' ') >= 0)
			assert_true(word.len <= 32);
}

static void names_in_references_are_sorted_list_by_list(void **state)
{
	(void)state;
	for (size_t list = 0; list < REFS_LISTS; list++) {
		struct span before = SPAN_EMPTY, name;
		size_t count = 0;

		for (; refs_name(list, count, &name); count++) {
			if (span_cmp(before, name) >= 0)
				fail_msg("\"%.*s\" stands before \"%.*s\"",
					 SPAN_ARG(before), SPAN_ARG(name));
			before = name;
		}
		assert_true(count > 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_denial_are_sorted_and_folded),
		cmocka_unit_test(words_of_claims_are_sorted_and_folded),
		cmocka_unit_test(
			a_pair_of_words_is_no_longer_than_what_it_is_looked_up_in),
		cmocka_unit_test(names_in_references_are_sorted_list_by_list),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
