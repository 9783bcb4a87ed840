#include "unit.h"

#include "plan/words.h"
/* What words.sh makes of the lists below. */
#include "plan/test_words.h"

WORDS(states, "open|not open|opening|in progress|done*|n/a|\"so\"");
WORDS(unspaced, "\xe5\xae\x8c\xe6\x88\x90|\xe5\xae\x8c");
WORDS(accents, "pr\xc3\xaate|pr\xc3\xaat|"
	       "\xc3\xa9"
	       "chec");

static void the_longest_word_counts(void **state)
{
	(void)state;
	assert_int_equal(words_start(&states, SPAN_LIT("opening soon")), 7);
	assert_int_equal(words_start(&states, SPAN_LIT("open now")), 4);
	assert_int_equal(words_start(&accents, SPAN_LIT("pr\xc3\xaate")), 6);
	assert_int_equal(words_start(&accents, SPAN_LIT("pr\xc3\xaat, now")), 5);
}

static void a_word_ends_where_no_letter_follows(void **state)
{
	(void)state;
	assert_int_equal(words_start(&states, SPAN_LIT("opened")), 0);
	assert_int_equal(words_start(&states, SPAN_LIT("open_file")), 0);
	assert_int_equal(words_start(&states, SPAN_LIT("open2")), 0);
	assert_int_equal(words_start(&states, SPAN_LIT("open\xc3\xa9")), 0);
	assert_int_equal(words_start(&states, SPAN_LIT("open: yes")), 4);
	assert_int_equal(words_start(&states, SPAN_LIT("n/a.")), 3);
}

static void a_star_matches_every_ending(void **state)
{
	(void)state;
	assert_int_equal(words_start(&states, SPAN_LIT("doneness")), 4);
	assert_int_equal(words_start(&states, SPAN_LIT("don")), 0);
}

static void scripts_without_spaces_need_no_word_ends(void **state)
{
	(void)state;
	assert_int_equal(words_start(&unspaced, SPAN_LIT("\xe5\xae\x8c\xe6\x88\x90"
							 "\xe4\xba\x86")),
			 6);
	assert_true(
		words_in(&unspaced, SPAN_LIT("\xe4\xba\x86\xe5\xae\x8c\xe4\xba\x86")));
}

static void the_first_hit_is_found_with_its_place(void **state)
{
	size_t at = 0, len = 0;

	(void)state;
	assert_true(
		words_find(&states, SPAN_LIT("reopen, in progress, open"), &at, &len));
	assert_int_equal(at, 8);
	assert_int_equal(len, 11);
	assert_true(words_in(&states, SPAN_LIT("it is \"so\"")));
	assert_false(words_in(&states, SPAN_LIT("reopen")));
	assert_false(words_in(&states, SPAN_LIT("")));
}

/* "reopen, in progress, open": behind no letter are 0, 7, 8, 11, 20 and 21. */
static void places_of_words_are_where_a_search_looks(void **state)
{
	static const struct span text = SPAN_INIT("reopen, in progress, open");
	static const struct span inside = SPAN_INIT("reopen in_progress");
	static char many[1024];
	struct words_places places;
	struct span long_text = { many, sizeof(many) };

	(void)state;
	words_places(&places, text);
	assert_true(places.all);
	assert_int_equal(places.count, 6);
	assert_int_equal(places.at[2], 8);
	assert_true(words_in_at(&states, text, &places));
	words_places(&places, inside);
	assert_false(words_in_at(&states, inside, &places));
	/* Too long for the places: the search itself answers. */
	for (size_t i = 0; i + 2 <= sizeof(many); i += 2)
		memcpy(many + i, "a ", 2);
	memcpy(many + sizeof(many) - 5, " open", 5);
	words_places(&places, long_text);
	assert_false(places.all);
	assert_true(words_in_at(&states, long_text, &places));
}

static void a_text_is_a_word_only_as_a_whole(void **state)
{
	(void)state;
	assert_true(words_are(&states, SPAN_LIT("not open")));
	assert_false(words_are(&states, SPAN_LIT("not open yet")));
	assert_false(words_are(&states, SPAN_LIT("")));
	assert_true(words_are(&accents, SPAN_LIT("\xc3\xa9"
						 "chec")));
}

/* Every word as it is written, and none beside them. */
static void the_index_holds_the_list(void **state)
{
	struct span rest = span_of(states.list), word;
	size_t count = 0;

	(void)state;
	while (span_split(&rest, '|', &word)) {
		if (word.ptr[word.len - 1] == '*')
			word.len--;
		assert_int_equal(words_start(&states, word), word.len);
		count++;
	}
	for (size_t c = 0; c < 256; c++) {
		const struct words_entry *entry = states.index->entries;
		size_t head = states.index->head[c];

		if (head == 0)
			continue;
		for (entry += head - 1;; entry++) {
			assert_int_equal((unsigned char)states.index->text[entry->at],
					 c);
			count--;
			if (!entry->more)
				break;
		}
	}
	assert_int_equal(count, 0);
}

WORDS_EACH(sizes, "big|very big|huge", "small|tiny", "big one|tiny");

static void of_several_lists_the_first_with_the_longest_word_is_told(void **state)
{
	size_t list = 9;

	(void)state;
	assert_int_equal(words_which(&sizes, SPAN_LIT("bigger"), &list), 0);
	assert_int_equal(list, 9);
	assert_int_equal(words_which(&sizes, SPAN_LIT("very big"), &list), 8);
	assert_int_equal(list, 0);
	assert_int_equal(words_which(&sizes, SPAN_LIT("big one"), &list), 7);
	assert_int_equal(list, 2);
	assert_int_equal(words_which(&sizes, SPAN_LIT("big two"), &list), 3);
	assert_int_equal(list, 0);
	assert_int_equal(words_which(&sizes, SPAN_LIT("tiny"), &list), 4);
	assert_int_equal(list, 1);
}

static void a_text_that_begins_as_no_word_does_may_be_none(void **state)
{
	(void)state;
	assert_true(words_may(&states, SPAN_LIT("opal")));
	assert_true(words_may(&states, SPAN_LIT("o")));
	assert_false(words_may(&states, SPAN_LIT("oak")));
	assert_false(words_may(&states, SPAN_LIT("x")));
	assert_false(words_may(&states, SPAN_LIT("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_word_counts),
		cmocka_unit_test(a_word_ends_where_no_letter_follows),
		cmocka_unit_test(a_star_matches_every_ending),
		cmocka_unit_test(scripts_without_spaces_need_no_word_ends),
		cmocka_unit_test(the_first_hit_is_found_with_its_place),
		cmocka_unit_test(places_of_words_are_where_a_search_looks),
		cmocka_unit_test(a_text_is_a_word_only_as_a_whole),
		cmocka_unit_test(the_index_holds_the_list),
		cmocka_unit_test(a_text_that_begins_as_no_word_does_may_be_none),
		cmocka_unit_test(
			of_several_lists_the_first_with_the_longest_word_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
