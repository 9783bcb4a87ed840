/* Words of other formats: XML's characters, and ids that are the same everywhere. */
#include "unit.h"

#include "export/export.h"
#include "export/words.h"
#include "text/xmlout.h"

static struct buf buf;

static int set_up(void **state)
{
	(void)state;
	buf_init(&buf, 4096);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_release(&buf);
	return 0;
}

static void text_is(struct span text, const char *want)
{
	buf_clear(&buf);
	xmlout_text(&buf, text);
	assert_span_is(buf_span(&buf), want);
}

static void markup_is_escaped_between_tags(void **state)
{
	(void)state;
	text_is(SPAN_LIT("a < b && c > \"d\""), "a &lt; b &amp;&amp; c &gt; \"d\"");
	text_is(SPAN_LIT("]]>"), "]]&gt;");
	text_is(SPAN_LIT("a\tb\nc\rd"), "a\tb\nc&#13;d");
	text_is(SPAN_LIT("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"),
		"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
}

/* XML 1.0, production [2]: what is no Char stands in no document, not even escaped. */
static void characters_that_xml_has_not_are_replaced(void **state)
{
	(void)state;
	text_is((struct span){ "a\0b", 3 }, "a\xEF\xBF\xBD"
					    "b");
	text_is(SPAN_LIT("\x1B[31m"), "\xEF\xBF\xBD[31m");
	text_is(SPAN_LIT("\xEF\xBF\xBE"), "\xEF\xBF\xBD");
	text_is(SPAN_LIT("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	text_is(SPAN_LIT("a\xFFz"), "a\xEF\xBF\xBDz");
}

static void an_attribute_keeps_its_line_ends(void **state)
{
	(void)state;
	xmlout_attr(&buf, "message", SPAN_LIT("a \"b\"\n\tc <d>"));
	assert_span_is(buf_span(&buf),
		       " message=\"a &quot;b&quot;&#10;&#9;c &lt;d&gt;\"");
}

/* Python's uuid.uuid5() over the same name in the same namespace. */
static void ids_are_uuids_of_version_5(void **state)
{
	char uuid[UUID_TEXT];

	(void)state;
	export_uuid(uuid, "item", SPAN_LIT("acme/widget"), SPAN_LIT("checklists/a.md"),
		    SPAN_LIT("unit"));
	assert_string_equal(uuid, "27eb8cbd-0e7c-567b-8711-db0e7d94b540");
	export_uuid(uuid, "plans", SPAN_LIT("p"), SPAN_EMPTY, SPAN_EMPTY);
	assert_string_equal(uuid, "38aa67c1-11ed-54fb-9c3b-f3475233cec8");
}

/* verdicts.md: nothing but verified and ready is told as a pass. */
static void only_what_is_shown_passes_anywhere(void **state)
{
	(void)state;
	for (unsigned v = 0; v < VERDICTS; v++) {
		const struct export_words *words = &export_words[v];
		bool pass = v == VERDICT_VERIFIED || v == VERDICT_READY;

		assert_int_equal(strcmp(words->xccdf, "pass") == 0, pass);
		assert_int_equal(strcmp(words->xccdf_optional, "pass") == 0, pass);
		assert_int_equal(strcmp(words->hdf, "passed") == 0, pass);
		assert_int_equal(words->junit == JUNIT_PASS, pass);
		assert_int_equal(words->junit_optional == JUNIT_PASS, pass);
		assert_int_equal(strcmp(words->sarif_kind, "pass") == 0,
				 v == VERDICT_VERIFIED);
		assert_int_equal(words->sarif_level != NULL,
				 strcmp(words->sarif_kind, "fail") == 0);
		if (words->oscal_state)
			assert_int_equal(strcmp(words->oscal_state, "satisfied") == 0,
					 pass);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(markup_is_escaped_between_tags),
		TEST(characters_that_xml_has_not_are_replaced),
		TEST(an_attribute_keeps_its_line_ends),
		TEST(ids_are_uuids_of_version_5),
		TEST(only_what_is_shown_passes_anywhere),
	};

	return cmocka_run_group_tests_name("export words", tests, NULL, NULL);
}
