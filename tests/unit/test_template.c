#include "unit.h"

#include "text/template.h"

static struct arena *arena;
static struct buf out;
static struct err err;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(4 << 20);
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

/* Parse `text` as the only template, with `partial` beside it where there is one. */
static int render(const char *text, const char *partial, const struct value *data)
{
	struct templates *templates = templates_new(arena);
	int rc = templates_add(templates, SPAN_LIT("main"), SPAN_LIT("main.html"),
			       span_of(text), &err);

	buf_clear(&out);
	if (rc == 0 && partial)
		rc = templates_add(templates, SPAN_LIT("part"), SPAN_LIT("part.html"),
				   span_of(partial), &err);
	if (rc == 0)
		rc = templates_link(templates, &err);
	if (rc < 0)
		return rc;
	return template_render(&out, templates, "main", data, &err);
}

static struct value *some_data(void)
{
	struct value *data = value_new(arena);
	struct value *list;
	struct value *one;

	value_text(data, "title", SPAN_LIT("<b> & co"));
	value_text(data, "empty", SPAN_EMPTY);
	value_text(data, "link", SPAN_LIT("javascript:alert(1)"));
	value_slot(data, "bar", SPAN_LIT("<svg></svg>"));
	value_slot(data, "no_bar", SPAN_EMPTY);
	value_count(data, "many", 1234567);
	list = value_list(data, "rows");
	one = value_add(list);
	value_text(one, "name", SPAN_LIT("first"));
	one = value_add(list);
	value_text(one, "name", SPAN_LIT("second"));
	value_list(data, "none");
	list = value_list(data, "words");
	value_add_text(list, SPAN_LIT("a"));
	value_add_text(list, SPAN_LIT("b"));
	one = value_object(data, "who");
	value_text(one, "mail", SPAN_LIT("a@b.example"));
	return data;
}

static void a_value_is_escaped_where_it_stands(void **state)
{
	(void)state;
	assert_ok(render("<p title=\"{{title}}\">{{title}}</p>", NULL, some_data()));
	assert_span_is(buf_span(&out),
		       "<p title=\"&lt;b&gt; &amp; co\">&lt;b&gt; &amp; co</p>");
}

static void an_address_must_be_one(void **state)
{
	(void)state;
	assert_ok(render("<a href=\"{{link}}\">x</a>", NULL, some_data()));
	assert_span_is(buf_span(&out), "<a href=\"#\">x</a>");
}

static void sections_repeat_and_inverted_ones_fill_gaps(void **state)
{
	(void)state;
	assert_ok(render("{{#rows}}<i>{{name}}</i>{{/rows}}{{^rows}}no{{/rows}}"
			 "{{#none}}yes{{/none}}{{^none}}none{{/none}}"
			 "{{#empty}}yes{{/empty}}{{^empty}}empty{{/empty}}"
			 "{{#no_bar}}yes{{/no_bar}}{{#words}}{{.}};{{/words}}"
			 "{{#who}}{{mail}} {{title}}{{/who}}",
			 NULL, some_data()));
	assert_span_is(buf_span(&out), "<i>first</i><i>second</i>noneemptya;b;"
				       "a@b.example &lt;b&gt; &amp; co");
}

static void a_slot_is_html_between_tags_alone(void **state)
{
	(void)state;
	assert_ok(render("<p>{{bar}}</p>", NULL, some_data()));
	assert_span_is(buf_span(&out), "<p><svg></svg></p>");
	assert_err(ERR_FORMAT, render("<p title=\"{{bar}}\">", NULL, some_data()));
}

static void a_line_with_only_a_section_tag_goes(void **state)
{
	(void)state;
	assert_ok(render("<ul>\n  {{#rows}}\n<li>{{name}}\n  {{/rows}}\n</ul>\n"
			 "{{! gone }}\n{{many}}\n",
			 NULL, some_data()));
	assert_span_is(buf_span(&out),
		       "<ul>\n<li>first\n<li>second\n</ul>\n1,234,567\n");
}

static void a_partial_sees_what_is_in_reach(void **state)
{
	(void)state;
	assert_ok(render("{{#rows}}{{>part}}{{/rows}}", "[{{name}}]", some_data()));
	assert_span_is(buf_span(&out), "[first][second]");
}

static void a_partial_that_includes_itself_is_refused(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("{{>part}}", "{{>main}}", some_data()));
	assert_non_null(strstr(err.what, "includes itself"));
}

static void an_unknown_partial_is_named_with_its_place(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("<p>\n  <b>{{>prat}}</b>", NULL, some_data()));
	assert_string_equal(err.where, "main.html:2:6");
}

static void an_unknown_name_gets_the_nearest_one(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("x\n{{titel}}", NULL, some_data()));
	assert_string_equal(err.where, "main.html:2:1");
	assert_non_null(strstr(err.fix, "\"title\""));
}

static void a_section_closed_by_another_name_is_told(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("{{#rows}}\n{{/row}}", NULL, some_data()));
	assert_non_null(strstr(err.fix, "{{/rows}}"));
	assert_err(ERR_FORMAT, render("{{#rows}}", NULL, some_data()));
	assert_err(ERR_FORMAT, render("{{/rows}}", NULL, some_data()));
	assert_err(ERR_FORMAT, render("{{rows", NULL, some_data()));
}

static void there_is_no_unescaped_form(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("{{{title}}}", NULL, some_data()));
	assert_err(ERR_FORMAT, render("{{&title}}", NULL, some_data()));
}

static void a_value_stands_in_text_or_a_quoted_attribute_alone(void **state)
{
	(void)state;
	assert_err(ERR_FORMAT, render("<{{title}}>", NULL, some_data()));
	assert_err(ERR_FORMAT, render("<p title={{title}}>", NULL, some_data()));
	assert_err(ERR_FORMAT, render("<p onclick=\"{{title}}\">", NULL, some_data()));
	assert_err(ERR_FORMAT, render("<script>{{title}}</script>", NULL, some_data()));
	assert_err(ERR_FORMAT, render("<style>a{{title}}</style>", NULL, some_data()));
	assert_err(ERR_FORMAT, render("<!-- {{title}} -->", NULL, some_data()));
	assert_ok(render("<!-- > --><script src=\"a.js\"></script>{{many}}", NULL,
			 some_data()));
}

static void sections_have_a_depth(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text, 4096);
	for (int i = 0; i <= TEMPLATE_DEPTH; i++)
		buf_adds(&text, "{{#who}}");
	buf_addch(&text, '\0');

	assert_err(ERR_LIMIT, render(text.ptr, NULL, some_data()));
	buf_release(&text);
}

static void values_can_be_written_as_json(void **state)
{
	struct jsonout json;

	(void)state;
	jsonout_init(&json, &out, false);
	value_dump(&json, some_data());
	assert_span_is(buf_span(&out),
		       "{\"title\":\"<b> & "
		       "co\",\"empty\":\"\",\"link\":\"javascript:alert(1)\","
		       "\"bar\":{\"html\":\"<svg></svg>\"},\"no_bar\":{\"html\":\"\"},"
		       "\"many\":\"1,234,567\",\"rows\":[{\"name\":\"first\"},"
		       "{\"name\":\"second\"}],\"none\":[],\"words\":[\"a\",\"b\"],"
		       "\"who\":{\"mail\":\"a@b.example\"}}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_value_is_escaped_where_it_stands,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_address_must_be_one, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			sections_repeat_and_inverted_ones_fill_gaps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_slot_is_html_between_tags_alone,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_line_with_only_a_section_tag_goes,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_partial_sees_what_is_in_reach, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_partial_that_includes_itself_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_unknown_partial_is_named_with_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_name_gets_the_nearest_one,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_section_closed_by_another_name_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(there_is_no_unescaped_form, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_value_stands_in_text_or_a_quoted_attribute_alone, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(sections_have_a_depth, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(values_can_be_written_as_json, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
