/* The door to expat: what is read, what is refused, and where. */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/decode.h"
#include "text/xml.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Every event as text: "<a x=1>", "</a>", "'text'". */
static int events(struct buf *out, struct span bytes, struct err *err)
{
	struct xml *xml = xml_open(SPAN_LIT("r.xml"), bytes, arena);
	enum xml_event event;
	int rc;

	for (;;) {
		struct span name, value;

		rc = xml_next(xml, &event, err);
		if (rc < 0 || event == XML_END)
			break;
		if (event == XML_TEXT) {
			buf_addch(out, '\'');
			buf_add(out, xml_text(xml));
			buf_addch(out, '\'');
			continue;
		}
		buf_adds(out, event == XML_OPEN ? "<" : "</");
		buf_add(out, xml_name(xml));
		for (size_t i = 0; xml_attr_at(xml, i, &name, &value); i++) {
			buf_addch(out, ' ');
			buf_add(out, name);
			buf_addch(out, '=');
			buf_add(out, value);
		}
		buf_addch(out, '>');
	}
	xml_close(xml);
	return rc;
}

static void assert_events(struct span bytes, const char *want)
{
	struct err err = { 0 };
	struct buf out;

	buf_init(&out, LIMIT_MIB);
	assert_ok(events(&out, bytes, &err));
	assert_span_is(buf_span(&out), want);
	buf_release(&out);
}

static void assert_refused(struct span bytes, const char *tag, const char *where)
{
	struct err err = { 0 };
	struct buf out;
	int rc;

	buf_init(&out, 64 * LIMIT_MIB);
	rc = events(&out, bytes, &err);
	if (rc == 0)
		fail_msg("%.*s is accepted: %.*s", SPAN_ARG(bytes),
			 SPAN_ARG(buf_span(&out)));
	buf_release(&out);
	assert_string_equal(err.tag, tag);
	if (where)
		assert_string_equal(err.where, where);
	assert_true(err.line > 0);
}

static void elements_attributes_and_text_come_in_order(void **state)
{
	(void)state;
	assert_events(
		SPAN_LIT("<?xml version='1.0'?><!-- c --><a x='1' y=''>t<b/>u</a>\n"),
		"<a x=1 y=>'t'<b></b>'u'</a>");
}

static void the_five_entities_references_and_cdata_are_decoded(void **state)
{
	(void)state;
	assert_events(SPAN_LIT("<a "
			       "x='&lt;&#65;&quot;'>&amp;&gt;&apos;&#x20AC;<![CDATA[<&]"
			       "]></a>"),
		      "<a x=<A\">'&>'\xe2\x82\xac<&'</a>");
}

static void a_prefix_is_no_part_of_the_name_and_leads_to_the_namespace(void **state)
{
	static const char text[] =
		"<p:a xmlns:p='urn:one' xmlns='urn:two'><b/><p:c xmlns:p='urn:"
		"three'/><p:d/></p:a>";
	static const char *const want[] = { "urn:one", "urn:two", "urn:three",
					    "urn:one" };
	struct xml *xml = xml_open(SPAN_LIT("r.xml"), SPAN_LIT(text), arena);
	struct err err = { 0 };
	enum xml_event event;
	size_t i = 0;

	(void)state;
	for (;;) {
		assert_ok(xml_next(xml, &event, &err));
		if (event == XML_END)
			break;
		if (event != XML_OPEN)
			continue;
		assert_int_equal(xml_name(xml).len, 1);
		assert_span_is(xml_namespace(xml), want[i]);
		i++;
	}
	assert_int_equal(i, 4);
	xml_close(xml);
}

static void skip_and_collect_end_behind_the_element(void **state)
{
	struct xml *xml = xml_open(SPAN_LIT("r.xml"),
				   SPAN_LIT("<a><s><s>x</s></s><t>one<u>two</"
					    "u>\xc3\xa9\xc3\xa9</t><z/></a>"),
				   arena);
	struct err err = { 0 };
	enum xml_event event;
	struct span text;

	(void)state;
	assert_ok(xml_next(xml, &event, &err));
	assert_ok(xml_next(xml, &event, &err));
	assert_ok(xml_skip(xml, &err));
	assert_ok(xml_next(xml, &event, &err));
	assert_span_is(xml_name(xml), "t");
	assert_ok(xml_collect(xml, &text, 9, &err));
	assert_span_is(text, "onetwo\xc3\xa9"); /* no half character */
	assert_ok(xml_next(xml, &event, &err));
	assert_span_is(xml_name(xml), "z");
	xml_close(xml);
}

static void lines_and_columns_count_from_one(void **state)
{
	struct xml *xml =
		xml_open(SPAN_LIT("r.xml"), SPAN_LIT("<a>\n  <b/>\r\n<c/></a>"), arena);
	struct err err = { 0 };
	enum xml_event event = XML_TEXT;

	(void)state;
	while (event != XML_END) {
		assert_ok(xml_next(xml, &event, &err));
		if (event == XML_OPEN && span_is(xml_name(xml), "b")) {
			assert_int_equal(xml_pos(xml).line, 2);
			assert_int_equal(xml_pos(xml).column, 3);
		}
		if (event == XML_OPEN && span_is(xml_name(xml), "c"))
			assert_int_equal(xml_pos(xml).line, 3);
	}
	xml_close(xml);
}

static void a_document_cut_anywhere_is_truncated(void **state)
{
	static const char text[] = "<a x='1'>\n<b>&amp;<![CDATA[x]]></b><!-- c --></a>";

	(void)state;
	for (size_t len = 1; len + 1 < sizeof(text); len++)
		assert_refused((struct span){ text, len }, "truncated", NULL);
	assert_refused(SPAN_LIT(""), "truncated", NULL);
	assert_refused(SPAN_LIT("<a>\n<b k='v'>"), "truncated", "r.xml:2:10");
}

static void what_is_not_well_formed_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("<a>\n</b>"), "xml-syntax", "r.xml:2:3");
	assert_refused(SPAN_LIT("<a x=1/>"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a x='1' x='2'/>"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a>&nbsp;</a>"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a>\x1b[0m</a>"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a>&#27;</a>"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a>\xff</a>"), "xml-encoding", "r.xml:1:4");
	assert_refused(SPAN_LIT("text"), "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<a/>text"), "xml-syntax", "r.xml:1:5");
}

static void several_roots_are_refused(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("<a/>\n<a/>"), "xml-multiple-roots", "r.xml:2:1");
}

static void a_doctype_is_fine_unless_it_declares(void **state)
{
	struct xml *xml = xml_open(SPAN_LIT("r.xml"),
				   SPAN_LIT("<!DOCTYPE report PUBLIC \"-//JACOCO//DTD "
					    "Report 1.1//EN\" \"r.dtd\"><a/>"),
				   arena);
	struct err err = { 0 };
	enum xml_event event;

	(void)state;
	assert_ok(xml_next(xml, &event, &err));
	assert_span_is(xml_doctype(xml), "-//JACOCO//DTD Report 1.1//EN");
	xml_close(xml);
	assert_refused(SPAN_LIT("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
		       "xml-doctype", NULL);
	assert_refused(SPAN_LIT("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a>&b;</a>"),
		       "xml-syntax", NULL);
	assert_refused(SPAN_LIT("<!DOCTYPE a SYSTEM 'x' [ ]><a/>"), "xml-doctype",
		       NULL);
}

static void a_billion_laughs_are_refused_at_the_door(void **state)
{
	(void)state;
	assert_refused(SPAN_LIT("<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b "
				"'&a;&a;&a;&a;&a;&a;&a;'>"
				"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]><l>&c;</l>"),
		       "xml-doctype", NULL);
}

static void depth_is_bounded(void **state)
{
	char *text = arena_alloc(arena, 3 * 300000, 1);

	(void)state;
	for (size_t i = 0; i < 300000; i++)
		memcpy(text + 3 * i, "<a>", 3);
	assert_refused((struct span){ text, 900000 }, "too-deep", "r.xml:1:769");
}

static void attributes_are_bounded(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "<a");
	for (unsigned i = 0; i < 257; i++)
		buf_addf(&text, " a%u='x'", i);
	buf_adds(&text, "/>");
	assert_refused(buf_span(&text), "too-many", NULL);
	buf_release(&text);
}

static void a_token_without_end_is_bounded(void **state)
{
	char *text = arena_alloc(arena, 4 * LIMIT_MIB, 1);

	(void)state;
	memset(text, 'x', 4 * LIMIT_MIB);
	memcpy(text, "<a b='", 6);
	memcpy(text + 4 * LIMIT_MIB - 4, "'/>\n", 4);
	assert_refused((struct span){ text, 4 * LIMIT_MIB }, "too-big", NULL);
}

static void long_text_comes_whole_through_many_chunks(void **state)
{
	size_t size = 3 * LIMIT_MIB, seen = 0;
	char *text = arena_alloc(arena, size, 1);
	struct xml *xml;
	struct err err = { 0 };
	enum xml_event event = XML_TEXT;

	(void)state;
	memset(text, 'x', size);
	memcpy(text, "<a>", 3);
	memcpy(text + size - 4, "</a>", 4);
	xml = xml_open(SPAN_LIT("r.xml"), (struct span){ text, size }, arena);
	while (event != XML_END) {
		assert_ok(xml_next(xml, &event, &err));
		if (event == XML_TEXT)
			seen += xml_text(xml).len;
	}
	xml_close(xml);
	assert_int_equal(seen, size - 7);
}

static void an_error_stays(void **state)
{
	struct xml *xml = xml_open(SPAN_LIT("r.xml"), SPAN_LIT("<a><b></a>"), arena);
	struct err first = { 0 }, second = { 0 };
	enum xml_event event = XML_TEXT;
	int rc = 0;

	(void)state;
	while (rc == 0)
		rc = xml_next(xml, &event, &first);
	assert_int_equal(event, XML_END);
	assert_int_equal(xml_next(xml, &event, &second), rc);
	assert_string_equal(first.where, second.where);
	assert_int_equal(xml_skip(xml, &second), rc);
	xml_close(xml);
	xml_close(xml);
}

static void control_characters_can_be_repaired(void **state)
{
	struct span out;

	(void)state;
	assert_int_equal(xml_repair(&out,
				    SPAN_LIT("<a>\x1b[0m&#27;&#x1B;&#10;&amp;</a>"),
				    arena),
			 3);
	assert_events(out, "<a>'\xef\xbf\xbd[0m\xef\xbf\xbd\xef\xbf\xbd\n&'</a>");
	assert_int_equal(xml_repair(&out, SPAN_LIT("<a>\t\r\n&#9;</a>"), arena), 0);
}

static void utf16_and_single_byte_charsets_become_utf8(void **state)
{
	struct decoded text;

	(void)state;
	decode(&text, SPAN_LIT("\xff\xfe<\0a\0/\0>\0"), arena);
	assert_string_equal(text.charset, "utf-16le");
	assert_events(text.text, "<a></a>");
	decode(&text, SPAN_LIT("\xfe\xff\0<\0a\0>\xd8\x3d\xde\x00\0<\0/\0a\0>"), arena);
	assert_events(text.text, "<a>'\xf0\x9f\x98\x80'</a>");
	decode(&text,
	       SPAN_LIT("<?xml version='1.0' encoding='windows-1251'?><a>\xcf</a>"),
	       arena);
	assert_string_equal(text.charset, "windows-1251");
	assert_events(text.text, "<a>'\xd0\x9f'</a>"); /* U+041F */
	decode(&text,
	       SPAN_LIT("<?xml version='1.0' encoding=\"ISO-8859-15\"?><a>\xa4</a>"),
	       arena);
	assert_events(text.text, "<a>'\xe2\x82\xac'</a>"); /* the euro sign */
	decode(&text, SPAN_LIT("<a>\xe9</a>"), arena);
	assert_true(text.guessed);
	assert_events(text.text, "<a>'\xc3\xa9'</a>");
	decode(&text, SPAN_LIT("<?xml version='1.0' encoding='UTF-8'?><a>\xe9</a>"),
	       arena);
	assert_false(text.valid);
}

/* Sixteen bytes are looked at together. */
static void a_character_that_xml_refuses_is_found_wherever_it_stands(void **state)
{
	struct span out;
	char text[40];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++) {
		memset(text, 'a', sizeof(text));
		text[at] = '\x01';
		assert_int_equal(xml_repair(&out, (struct span){ text, sizeof(text) },
					    arena),
				 1);
		assert_int_equal(out.len, sizeof(text) + 2);
		assert_memory_equal(out.ptr + at, "\xef\xbf\xbd", 3);
		text[at] = '\t';
		assert_int_equal(xml_repair(&out, (struct span){ text, sizeof(text) },
					    arena),
				 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(elements_attributes_and_text_come_in_order),
		TEST(the_five_entities_references_and_cdata_are_decoded),
		TEST(a_prefix_is_no_part_of_the_name_and_leads_to_the_namespace),
		TEST(skip_and_collect_end_behind_the_element),
		TEST(lines_and_columns_count_from_one),
		TEST(a_document_cut_anywhere_is_truncated),
		TEST(what_is_not_well_formed_is_refused_with_its_place),
		TEST(several_roots_are_refused),
		TEST(a_doctype_is_fine_unless_it_declares),
		TEST(a_billion_laughs_are_refused_at_the_door),
		TEST(depth_is_bounded),
		TEST(attributes_are_bounded),
		TEST(a_token_without_end_is_bounded),
		TEST(long_text_comes_whole_through_many_chunks),
		TEST(an_error_stays),
		TEST(control_characters_can_be_repaired),
		TEST(utf16_and_single_byte_charsets_become_utf8),
		TEST(a_character_that_xml_refuses_is_found_wherever_it_stands),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
