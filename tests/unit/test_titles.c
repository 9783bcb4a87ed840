/* Formats and kinds of facts in people's words, wherever people read them. */
#include "unit.h"

#include "readers/reader.h"
#include "site/page.h"

static void every_format_has_words_of_its_own_on_pages(void **state)
{
	struct arena *arena = arena_new(1 << 24);
	struct site_options options = { .templates = NULL };
	struct site site = { .arena = arena, .scratch = arena, .options = &options };
	struct err err = { 0 };

	(void)state;
	assert_ok(site_load_phrases(&site, &err));
	for (size_t i = 0; readers[i]; i++) {
		struct artifact artifact = { .format = span_of(readers[i]->name) };
		struct span words = artifact_kind(&site, &artifact);

		if (span_is(words, readers[i]->name))
			fail_msg("%s is shown as %.*s", readers[i]->name,
				 SPAN_ARG(words));
		for (size_t j = 0; j < i; j++) {
			struct artifact other = { .format = span_of(readers[j]->name) };

			if (span_eq(words, artifact_kind(&site, &other)))
				fail_msg("%s and %s are both shown as %.*s",
					 readers[i]->name, readers[j]->name,
					 SPAN_ARG(words));
		}
	}
	arena_free(arena);
}

static void every_format_has_a_title_that_is_no_other_ones(void **state)
{
	(void)state;
	for (size_t i = 0; readers[i]; i++) {
		assert_true(readers[i]->title && readers[i]->title[0] != '\0');
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(readers[i]->title, readers[j]->title);
	}
}

/* Kinds without a table of their own: who shows them stands behind each. */
static bool is_shown_elsewhere(enum fact_kind kind)
{
	switch ((int)kind) {
	case FACT_ABOUT:      /* "Written by", "Produced" */
	case FACT_SUITE:      /* a case's column */
	case FACT_WORKFLOW:   /* the jobs under it */
	case FACT_NEED:       /* the questions of plans alone */
	case FACT_SBOM:       /* the page's first line */
	case FACT_DEPENDENCY: /* the same */
	case FACT_DOCUMENT:   /* the same */
	case FACT_TEXT:       /* the same */
		return true;
	default:
		return false;
	}
}

/* Headings of the tables on an artifact's page. */
static void every_kind_of_fact_has_a_heading_on_pages(void **state)
{
	(void)state;
	for (unsigned kind = 0; kind < FACT_KINDS; kind++)
		if (!is_shown_elsewhere((enum fact_kind)kind) &&
		    !page_fact_title((enum fact_kind)kind))
			fail_msg("%s has no heading", fact_shapes[kind].word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_has_words_of_its_own_on_pages),
		cmocka_unit_test(every_format_has_a_title_that_is_no_other_ones),
		cmocka_unit_test(every_kind_of_fact_has_a_heading_on_pages),
	};

	return cmocka_run_group_tests_name("titles", tests, NULL, NULL);
}
