#include "unit.h"

#include "plan/marks.h"
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

static void words_are_sorted_and_mean_one_thing_each(void **state)
{
	(void)state;
	for (size_t i = 1; i < word_mark_count; i++)
		if (span_cmp(word_marks[i - 1].word, word_marks[i].word) >= 0)
			fail_msg("\"%.*s\" stands before \"%.*s\"",
				 SPAN_ARG(word_marks[i - 1].word),
				 SPAN_ARG(word_marks[i].word));
}

static void words_are_folded_as_the_text_they_are_looked_for_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < word_mark_count; i++) {
		assert_true(utf8_is_valid(word_marks[i].word));
		assert_true(span_eq(utf8_fold(arena, word_marks[i].word),
				    word_marks[i].word));
	}
}

static void glyphs_are_sorted_and_mean_one_thing_each(void **state)
{
	(void)state;
	for (size_t i = 1; i < glyph_mark_count; i++)
		assert_true(span_cmp(glyph_marks[i - 1].glyph, glyph_marks[i].glyph) <
			    0);
	for (size_t i = 0; i < glyph_mark_count; i++) {
		size_t len;

		assert_true(utf8_is_valid(glyph_marks[i].glyph));
		assert_true(glyph_at(glyph_marks[i].glyph, &len) == &glyph_marks[i]);
		assert_int_equal(len, glyph_marks[i].glyph.len);
	}
}

static enum claim claim_of(const char *text, bool cell)
{
	struct word_hit hit;

	return word_at(utf8_fold(arena, span_of(text)), cell, &hit) ? hit.claim
								    : CLAIM_NONE;
}

static void the_longest_word_counts_and_denial_turns_it(void **state)
{
	(void)state;
	assert_int_equal(claim_of("Ready for review", false), CLAIM_READY);
	assert_int_equal(claim_of("not ready", false), CLAIM_FAILED);
	assert_int_equal(claim_of("not done", false), CLAIM_OPEN);
	assert_int_equal(claim_of("not implemented", false), CLAIM_OPEN);
	assert_int_equal(claim_of("Not started", false), CLAIM_OPEN);
	assert_int_equal(claim_of("donely", false), CLAIM_NONE);
	assert_int_equal(claim_of("\xe6\x9c\xaa\xe5\xae\x8c\xe6\x88\x90", false),
			 CLAIM_OPEN);
	assert_int_equal(claim_of("\xe5\xae\x8c\xe6\x88\x90\xe3\x81\xa7\xe3\x81\x99",
				  false),
			 CLAIM_DONE);
}

static void yes_and_no_are_states_in_cells_alone(void **state)
{
	(void)state;
	assert_int_equal(claim_of("yes", true), CLAIM_DONE);
	assert_int_equal(claim_of("yes", false), CLAIM_NONE);
	assert_int_equal(claim_of("no", true), CLAIM_OPEN);
	assert_int_equal(claim_of("no", false), CLAIM_NONE);
}

static void boxes_mean_what_the_table_says(void **state)
{
	(void)state;
	assert_int_equal(box_claim(SPAN_LIT(" ")), CLAIM_OPEN);
	assert_int_equal(box_claim(SPAN_LIT("x")), CLAIM_DONE);
	assert_int_equal(box_claim(SPAN_LIT("-")), CLAIM_DROPPED);
	assert_int_equal(box_claim(SPAN_LIT("~")), CLAIM_IN_PROGRESS);
	assert_int_equal(box_claim(SPAN_LIT(">")), CLAIM_DEFERRED);
	assert_int_equal(box_claim(SPAN_LIT("*")), CLAIM_UNKNOWN);
	assert_int_equal(box_claim(SPAN_LIT("\xe2\x9c\x85")), CLAIM_DONE);
}

static void a_denied_hedge_is_none(void **state)
{
	size_t at, len;
	(void)state;

	assert_true(hedge_in(SPAN_LIT("passes locally"), &at, &len));
	assert_int_equal(at, 7);
	assert_int_equal(len, 7);
	assert_false(hedge_in(SPAN_LIT("no mocks in the code"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("mock server removed"), &at, &len));
	assert_false(hedge_in(SPAN_LIT("agents_use_mock=1"), &at, &len));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_sorted_and_mean_one_thing_each),
		cmocka_unit_test(words_are_folded_as_the_text_they_are_looked_for_in),
		cmocka_unit_test(glyphs_are_sorted_and_mean_one_thing_each),
		cmocka_unit_test(the_longest_word_counts_and_denial_turns_it),
		cmocka_unit_test(yes_and_no_are_states_in_cells_alone),
		cmocka_unit_test(boxes_mean_what_the_table_says),
		cmocka_unit_test(a_denied_hedge_is_none),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
