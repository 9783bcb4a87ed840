#include "unit.h"

#include "text/phrase.h"

static struct arena *arena;
static struct phrases *phrases;
static struct buf out;
static struct err err;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(4 << 20);
	phrases = phrases_new(arena);
	buf_init(&out, 1 << 16);
	memset(&err, 0, sizeof(err));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	arena_free(arena);
	return 0;
}

static int add(const char *text)
{
	return phrases_add(phrases, SPAN_LIT("strings.conf"), span_of(text), &err);
}

/* The sentence of that key, "n" being the number and "who" a name. */
static struct span said(const char *key, uint64_t n)
{
	const struct phrase_value values[] = { { "n", SPAN_EMPTY, n },
					       { "who", SPAN_LIT("Ann"), 0 } };
	const struct phrase *phrase = phrases_get(phrases, span_of(key));

	assert_non_null(phrase);
	buf_clear(&out);
	phrase_write(&out, phrase, values, 2);
	return buf_span(&out);
}

static void a_sentence_has_its_values_and_forms(void **state)
{
	(void)state;
	assert_ok(add("[language]\ntag = en\n[a]\nb = {n} {n|item is|items are} of "
		      "{who}.\n"));
	assert_span_is(said("a.b", 1), "1 item is of Ann.");
	assert_span_is(said("a.b", 0), "0 items are of Ann.");
	assert_span_is(said("a.b", 12345), "12,345 items are of Ann.");
}

/*
 * From CLDR 45, common/supplemental/plurals.xml: the samples of each rule, forms being
 * named by their category.
 */
static void plurals_are_those_of_cldr(void **state)
{
	static const struct {
		const char *tag, *forms;
		uint64_t number;
		const char *form;
	} cases[] = {
		{ "en", "one|other", 1, "one" },
		{ "en", "one|other", 0, "other" },
		{ "en", "one|other", 101, "other" },
		{ "de-AT", "one|other", 1, "one" },
		{ "fr", "one|other", 0, "one" },
		{ "fr", "one|other", 1, "one" },
		{ "fr", "one|other", 2, "other" },
		{ "ja", "other", 1, "other" },
		{ "ru", "one|few|many", 1, "one" },
		{ "ru", "one|few|many", 21, "one" },
		{ "ru", "one|few|many", 11, "many" },
		{ "ru", "one|few|many", 3, "few" },
		{ "ru", "one|few|many", 13, "many" },
		{ "ru", "one|few|many", 102, "few" },
		{ "ru", "one|few|many", 0, "many" },
		{ "pl", "one|few|many", 1, "one" },
		{ "pl", "one|few|many", 21, "many" },
		{ "pl", "one|few|many", 22, "few" },
		{ "pl", "one|few|many", 12, "many" },
		{ "cs", "one|few|other", 4, "few" },
		{ "cs", "one|few|other", 5, "other" },
		{ "ar", "zero|one|two|few|many|other", 0, "zero" },
		{ "ar", "zero|one|two|few|many|other", 2, "two" },
		{ "ar", "zero|one|two|few|many|other", 103, "few" },
		{ "ar", "zero|one|two|few|many|other", 11, "many" },
		{ "ar", "zero|one|two|few|many|other", 100, "other" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span text =
			arena_printf(arena, "[language]\ntag = %s\n[a]\nb = {n|%s}\n",
				     cases[i].tag, cases[i].forms);

		phrases = phrases_new(arena);
		assert_ok(phrases_add(phrases, SPAN_LIT("x"), text, &err));
		assert_span_is(said("a.b", cases[i].number), cases[i].form);
	}
}

static void what_is_wrong_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text, *where, *what, *fix;
	} cases[] = {
		{ "[a]\nb = c\n", "strings.conf", "which language", "tag = en" },
		{ "[language]\ntag = xx\n", "strings.conf:2", "no plural rule", "" },
		{ "[language]\ntag = en\n[a]\nb = {n|x}\n", "strings.conf:4",
		  "has 1 forms, not 2", "one other" },
		{ "[language]\ntag = en\n[a]\nb = {n|x|y|z}\n", "strings.conf:4",
		  "has 3 forms, not 2", "one other" },
		{ "[language]\ntag = en\n[a]\n\nb = {n\n", "strings.conf:5",
		  "a brace stands alone", "" },
		{ "[language]\ntag = en\n[a]\nb = n}\n", "strings.conf:4",
		  "a brace stands alone", "" },
		{ "[language]\ntag = en\n[a]\nb = {N}\n", "strings.conf:4",
		  "no value's name", "" },
		{ "[language]\ntag = en\n[a]\nb = a `x\n", "strings.conf:4",
		  "opened and not closed", "" },
		{ "[language]\ntag = en\n[a]\nb = \"a \\\\x\"\n", "strings.conf:4",
		  "nothing special", "" },
		{ "[language]\ntag = en\n[a]\nb = x\nb = y\n", "strings.conf:5",
		  "stands there twice", "" },
		{ "[language\n", "strings.conf:1", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		phrases = phrases_new(arena);
		memset(&err, 0, sizeof(err));
		assert_err(ERR_FORMAT, add(cases[i].text));
		assert_true(span_starts(span_of(err.where), cases[i].where));
		assert_non_null(strstr(err.what, cases[i].what));
		assert_non_null(strstr(err.fix, cases[i].fix));
	}
}

static void a_backslash_takes_a_mark_its_meaning(void **state)
{
	(void)state;
	assert_ok(add(
		"[language]\ntag = en\n[a]\nb = \"\\\\{n\\\\} \\\\*x\\\\* \\\\`\"\n"));
	assert_span_is(said("a.b", 1), "{n} *x* `");
}

/* A second file may say less, and nothing that the first does not know. */
static void another_language_replaces_by_key(void **state)
{
	(void)state;
	assert_ok(add("[language]\ntag = en\n[a]\nb = {n} {n|item|items}\nc = kept "
		      "{n|x|y}\n"));
	assert_ok(add("[language]\ntag = pl\n[a]\nb = {n} {n|punkt|punkty|punktów}\n"));
	assert_span_is(said("a.b", 3), "3 punkty");
	assert_span_is(said("a.c", 3), "kept y");
	assert_err(ERR_FORMAT, add("[language]\ntag = de\n[a]\nbb = x\n"));
	assert_string_equal(err.where, "strings.conf:4");
	assert_non_null(strstr(err.fix, "\"a.b\" is the nearest"));
	memset(&err, 0, sizeof(err));
	assert_err(ERR_FORMAT, add("[language]\ntag = de\n[a]\nb = {m}\n"));
	assert_non_null(strstr(err.what, "has no value {m}"));
	assert_non_null(strstr(err.fix, "{n} {n|punkt|"));
	memset(&err, 0, sizeof(err));
	assert_err(ERR_FORMAT, add("[language]\ntag = de\n[a]\nb = **{n}**\n"));
	assert_non_null(strstr(err.what, "no code, bold or stress"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sentence_has_its_values_and_forms,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(plurals_are_those_of_cldr, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_named_with_its_line,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_backslash_takes_a_mark_its_meaning,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_language_replaces_by_key,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
