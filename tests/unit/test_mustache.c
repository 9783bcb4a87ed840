/*
 * The cases of the Mustache specification, version 1.4.2 (github.com/mustache/spec,
 * folder specs), under its own names.  Names of values are in lower case here, and a
 * number is a text.  What the language leaves out is an error with file and line, never
 * text that goes through: those cases are in the second table.
 */
#include "unit.h"

#include "text/template.h"

static struct arena *arena;
static struct buf out;
static struct err err;

static int render(const char *text, const char *partial, const struct value *data)
{
	struct templates *templates = templates_new(arena);
	int rc;

	memset(&err, 0, sizeof(err));
	buf_clear(&out);
	rc = templates_add(templates, SPAN_LIT("main"), SPAN_LIT("main.html"),
			   span_of(text), &err);
	if (rc == 0 && partial)
		rc = templates_add(templates, SPAN_LIT("partial"),
				   SPAN_LIT("partial.html"), span_of(partial), &err);
	if (rc == 0)
		rc = templates_link(templates, &err);
	return rc < 0 ? rc : template_render(&out, templates, "main", data, &err);
}

/* What all the cases find: each name once, with the value of the specification. */
static struct value *context(void)
{
	struct value *data = value_new(arena);
	struct value *list, *one, *two, *three;

	value_text(data, "subject", SPAN_LIT("world"));
	value_text(data, "forbidden", SPAN_LIT("& \" < >"));
	value_text(data, "mph", SPAN_LIT("85"));
	value_text(data, "power", SPAN_LIT("1.21"));
	value_text(data, "string", SPAN_LIT("---"));
	value_text(data, "text", SPAN_LIT("from partial"));
	value_flag(data, "boolean", true);
	value_flag(data, "bool", true);
	value_flag(data, "no", false);
	value_text(data, "null", SPAN_EMPTY);
	one = value_object(data, "context");
	value_text(one, "name", SPAN_LIT("Joe"));
	value_text(data, "foo", SPAN_LIT("bar"));
	value_text(data, "two", SPAN_LIT("second"));
	list = value_list(data, "list");
	for (unsigned i = 1; i <= 3; i++)
		value_text(value_add(list), "item", arena_printf(arena, "%u", i));
	value_list(data, "empty");
	list = value_list(data, "strings");
	value_add_text(list, SPAN_LIT("a"));
	value_add_text(list, SPAN_LIT("b"));
	value_add_text(list, SPAN_LIT("c"));
	list = value_list(data, "marks");
	value_add_text(list, SPAN_LIT("&"));
	value_add_text(list, SPAN_LIT("<"));
	one = value_object(data, "sec");
	value_text(one, "b", SPAN_LIT("a.b"));
	two = value_object(one, "c");
	value_text(two, "d", SPAN_LIT("c.d"));
	three = value_object(two, "e");
	value_text(three, "b", SPAN_LIT("e.b"));
	list = value_list(data, "tops");
	one = value_add(list);
	value_text(one, "tname", SPAN_LIT("A"));
	list = value_list(one, "middles");
	two = value_add(list);
	value_text(two, "mname", SPAN_LIT("1"));
	list = value_list(two, "bottoms");
	value_text(value_add(list), "bname", SPAN_LIT("x"));
	value_text(value_add(list), "bname", SPAN_LIT("y"));
	return data;
}

struct spec_case {
	const char *name; /* of the specification */
	const char *text, *partial, *want;
};

/* clang-format off: one case a line or two */
static const struct spec_case supported[] = {
	/* interpolation.yml */
	{ "No Interpolation", "Hello from {Mustache}!\n", NULL,
	  "Hello from {Mustache}!\n" },
	{ "Basic Interpolation", "Hello, {{subject}}!\n", NULL, "Hello, world!\n" },
	{ "HTML Escaping", "These characters should be HTML escaped: {{forbidden}}\n",
	  NULL, "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n" },
	{ "Basic Integer Interpolation", "{{mph}} miles an hour!", NULL,
	  "85 miles an hour!" },
	{ "Basic Decimal Interpolation", "{{power}} jiggawatts!", NULL,
	  "1.21 jiggawatts!" },
	{ "Basic Null Interpolation", "I ({{null}}) be seen!", NULL, "I () be seen!" },
	{ "Interpolation - Surrounding Whitespace", "| {{string}} |", NULL, "| --- |" },
	{ "Interpolation - Standalone", "  {{string}}\n", NULL, "  ---\n" },
	{ "Interpolation With Padding", "|{{ string }}|", NULL, "|---|" },
	/* sections.yml */
	{ "Truthy", "\"{{#boolean}}This should be rendered.{{/boolean}}\"", NULL,
	  "\"This should be rendered.\"" },
	{ "Falsey", "\"{{#no}}This should not be rendered.{{/no}}\"", NULL, "\"\"" },
	{ "Null is falsey", "\"{{#null}}This should not be rendered.{{/null}}\"", NULL,
	  "\"\"" },
	{ "Context", "\"{{#context}}Hi {{name}}.{{/context}}\"", NULL, "\"Hi Joe.\"" },
	{ "Parent contexts", "\"{{#sec}}{{foo}}, {{b}}{{/sec}}\"", NULL,
	  "\"bar, a.b\"" },
	{ "List Contexts",
	  "{{#tops}}{{#middles}}{{tname}}{{mname}}.{{#bottoms}}{{tname}}{{mname}}{{"
	  "bname}}.{{/bottoms}}{{/middles}}{{/tops}}",
	  NULL, "A1.A1x.A1y." },
	{ "Deeply Nested Contexts",
	  "{{#sec}}{{b}}{{#c}}{{b}}{{d}}{{#e}}{{b}}{{d}}{{/e}}{{b}}{{/c}}{{b}}{{/sec}}",
	  NULL, "a.ba.bc.de.bc.da.ba.b" },
	{ "List", "\"{{#list}}{{item}}{{/list}}\"", NULL, "\"123\"" },
	{ "Empty List", "\"{{#empty}}Yay lists!{{/empty}}\"", NULL, "\"\"" },
	{ "Doubled",
	  "{{#bool}}\n* first\n{{/bool}}\n* {{two}}\n{{#bool}}\n* third\n{{/bool}}\n",
	  NULL, "* first\n* second\n* third\n" },
	{ "Nested (Truthy)", "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |", NULL,
	  "| A B C D E |" },
	{ "Nested (Falsey)", "| A {{#no}}B {{#no}}C{{/no}} D{{/no}} E |", NULL,
	  "| A  E |" },
	{ "Implicit Iterator - String", "\"{{#strings}}({{.}}){{/strings}}\"", NULL,
	  "\"(a)(b)(c)\"" },
	{ "Implicit Iterator - HTML Escaping", "\"{{#marks}}({{.}}){{/marks}}\"", NULL,
	  "\"(&amp;)(&lt;)\"" },
	{ "Sections - Surrounding Whitespace", " | {{#boolean}}\t|\t{{/boolean}} | \n",
	  NULL, " | \t|\t | \n" },
	{ "Internal Whitespace",
	  " | {{#boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n", NULL,
	  " |  \n  | \n" },
	{ "Indented Inline Sections",
	  " {{#boolean}}YES{{/boolean}}\n {{#boolean}}GOOD{{/boolean}}\n", NULL,
	  " YES\n GOOD\n" },
	{ "Standalone Lines", "| This Is\n{{#boolean}}\n|\n{{/boolean}}\n| A Line\n",
	  NULL, "| This Is\n|\n| A Line\n" },
	{ "Indented Standalone Lines",
	  "| This Is\n  {{#boolean}}\n|\n  {{/boolean}}\n| A Line\n", NULL,
	  "| This Is\n|\n| A Line\n" },
	{ "Standalone Line Endings", "|\r\n{{#boolean}}\r\n{{/boolean}}\r\n|", NULL,
	  "|\r\n|" },
	{ "Standalone Without Previous Line", "  {{#boolean}}\n#{{/boolean}}\n/", NULL,
	  "#\n/" },
	{ "Standalone Without Newline", "#{{#boolean}}\n/\n  {{/boolean}}", NULL,
	  "#\n/\n" },
	{ "Sections - Padding", "|{{# boolean }}={{/ boolean }}|", NULL, "|=|" },
	/* inverted.yml */
	{ "Inverted - Falsey", "\"{{^no}}This should be rendered.{{/no}}\"", NULL,
	  "\"This should be rendered.\"" },
	{ "Inverted - Truthy",
	  "\"{{^boolean}}This should not be rendered.{{/boolean}}\"", NULL, "\"\"" },
	{ "Inverted - Null is falsey", "\"{{^null}}This should be rendered.{{/null}}\"",
	  NULL, "\"This should be rendered.\"" },
	{ "Inverted - Context", "\"{{^context}}Hi {{name}}.{{/context}}\"", NULL,
	  "\"\"" },
	{ "Inverted - List", "\"{{^list}}{{n}}{{/list}}\"", NULL, "\"\"" },
	{ "Inverted - Empty List", "\"{{^empty}}Yay lists!{{/empty}}\"", NULL,
	  "\"Yay lists!\"" },
	{ "Inverted - Doubled",
	  "{{^no}}\n* first\n{{/no}}\n* {{two}}\n{{^no}}\n* third\n{{/no}}\n", NULL,
	  "* first\n* second\n* third\n" },
	{ "Inverted - Nested (Falsey)", "| A {{^no}}B {{^no}}C{{/no}} D{{/no}} E |",
	  NULL, "| A B C D E |" },
	{ "Inverted - Nested (Truthy)",
	  "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |", NULL, "| A  E |" },
	{ "Inverted - Surrounding Whitespace", " | {{^no}}\t|\t{{/no}} | \n", NULL,
	  " | \t|\t | \n" },
	{ "Inverted - Internal Whitespace",
	  " | {{^no}} {{! Important Whitespace }}\n {{/no}} | \n", NULL,
	  " |  \n  | \n" },
	{ "Inverted - Indented Inline Sections",
	  " {{^no}}NO{{/no}}\n {{^no}}WAY{{/no}}\n", NULL, " NO\n WAY\n" },
	{ "Inverted - Standalone Lines", "| This Is\n{{^no}}\n|\n{{/no}}\n| A Line\n",
	  NULL, "| This Is\n|\n| A Line\n" },
	{ "Inverted - Standalone Indented Lines",
	  "| This Is\n  {{^no}}\n|\n  {{/no}}\n| A Line\n", NULL,
	  "| This Is\n|\n| A Line\n" },
	{ "Inverted - Standalone Line Endings", "|\r\n{{^no}}\r\n{{/no}}\r\n|", NULL,
	  "|\r\n|" },
	{ "Inverted - Standalone Without Previous Line", "  {{^no}}\n^{{/no}}\n/", NULL,
	  "^\n/" },
	{ "Inverted - Standalone Without Newline", "^{{^no}}\n/\n  {{/no}}", NULL,
	  "^\n/\n" },
	{ "Inverted - Padding", "|{{^ no }}={{/ no }}|", NULL, "|=|" },
	/* partials.yml */
	{ "Partials - Basic Behavior", "\"{{>partial}}\"", "from partial",
	  "\"from partial\"" },
	{ "Partials - Context", "\"{{>partial}}\"", "*{{text}}*",
	  "\"*from partial*\"" },
	{ "Partials - Nested", "{{>partial}}", "*{{#context}}{{name}}{{/context}}*",
	  "*Joe*" },
	{ "Partials - Surrounding Whitespace", "| {{>partial}} |", "\t|\t",
	  "| \t|\t |" },
	{ "Inline Indentation", "  {{string}}  {{> partial}}\n", "&gt;\n&gt;",
	  "  ---  &gt;\n&gt;\n" },
	{ "Partials - Standalone Line Endings", "|\r\n{{>partial}}\r\n|", ">",
	  "|\r\n>|" },
	{ "Padding Whitespace", "|{{> partial }}|", "[]", "|[]|" },
	/* comments.yml */
	{ "Comments - Inline", "12345{{! Comment Block! }}67890\n", NULL,
	  "1234567890\n" },
	{ "Comments - Multiline",
	  "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", NULL,
	  "1234567890\n" },
	{ "Comments - Standalone", "Begin.\n{{! Comment Block! }}\nEnd.\n", NULL,
	  "Begin.\nEnd.\n" },
	{ "Comments - Indented Standalone",
	  "Begin.\n  {{! Indented Comment Block! }}\nEnd.\n", NULL, "Begin.\nEnd.\n" },
	{ "Comments - Standalone Line Endings", "|\r\n{{! Standalone Comment }}\r\n|",
	  NULL, "|\r\n|" },
	{ "Comments - Standalone Without Previous Line",
	  "  {{! I'm Still Standalone }}\n!", NULL, "!" },
	{ "Comments - Standalone Without Newline", "!\n  {{! I'm Still Standalone }}",
	  NULL, "!\n" },
	{ "Comments - Multiline Standalone",
	  "Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n", NULL,
	  "Begin.\nEnd.\n" },
	{ "Comments - Indented Multiline Standalone",
	  "Begin.\n  {{!\n    Something's going on here...\n  }}\nEnd.\n", NULL,
	  "Begin.\nEnd.\n" },
	{ "Comments - Indented Inline", "  12 {{! 34 }}\n", NULL, "  12 \n" },
	{ "Comments - Surrounding Whitespace", "12345 {{! Comment Block! }} 67890",
	  NULL, "12345  67890" },
	{ "Comments - Variable Name Collision",
	  "comments never show: >{{! subject }}<b>", NULL,
	  "comments never show: ><b>" },
};

/* Where Mustache does something else, and where the error points. */
static const struct {
	const char *name, *text, *partial, *where, *what;
} refused[] = {
	{ "Triple Mustache", "x\n{{{forbidden}}}", NULL, "main.html:2",
	  "no unescaped form" },
	{ "Ampersand", "{{&forbidden}}", NULL, "main.html:1", "no unescaped form" },
	{ "Basic Context Miss Interpolation", "I ({{cannot}}) be seen!", NULL,
	  "main.html:1:4", "no value \"cannot\"" },
	{ "Dotted Names - Basic Interpolation", "{{person.name}}", NULL,
	  "main.html:1:1", "is no name" },
	{ "Implicit Iterators - Basic Interpolation", "Hello, {{.}}!", NULL,
	  "main.html:1:8", "no text that could stand" },
	{ "Context Misses", "[{{#missing}}x{{/missing}}]", NULL, "main.html:1:2",
	  "no value \"missing\"" },
	{ "Inverted - Context Misses", "[{{^missing}}x{{/missing}}]", NULL,
	  "main.html:1:2", "no value \"missing\"" },
	{ "Dotted Names - Truthy", "{{#a.b.c}}Here{{/a.b.c}}", NULL, "main.html:1:1",
	  "is no name" },
	{ "Partials - Failed Lookup", "\n{{>text}}", NULL, "main.html:2:1",
	  "no template \"text\"" },
	{ "Partials - Recursion", "{{>partial}}",
	  "{{foo}}<{{#list}}{{>partial}}{{/list}}>", NULL, NULL },
	{ "Pair Behavior", "{{=<% %>=}}(<%text%>)", NULL, "main.html:1:1",
	  "delimiters cannot be changed" },
	{ "Special Characters", "({{=[ ]=}}[text])", NULL, "main.html:1:2",
	  "delimiters cannot be changed" },
	{ "Inheritance: Default", "{{$title}}Default title{{/title}}\n", NULL,
	  "main.html:1:1", "no tag of this language" },
	{ "Inheritance: Super", "\n{{<include}}{{/include}}", NULL, "main.html:2:1",
	  "no tag of this language" },
	{ "Dynamic Names", "{{>*dynamic}}", NULL, "main.html:1:1", "is no name" },
};
/* clang-format on */

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(16 << 20);
	buf_init(&out, 1 << 16);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	arena_free(arena);
	return 0;
}

/* Two escapes of one character are the same text. */
static struct span unescaped(struct span text)
{
	struct buf plain;
	struct span copy;

	buf_init(&plain, 1 << 16);
	for (size_t i = 0; i < text.len; i++) {
		if (span_starts(span_from(text, i), "&quot;") ||
		    span_starts(span_from(text, i), "&#34;")) {
			buf_addch(&plain, '"');
			i += text.ptr[i + 1] == '#' ? 4 : 5;
		} else {
			buf_addch(&plain, text.ptr[i]);
		}
	}
	copy = arena_copy(arena, buf_span(&plain));
	buf_release(&plain);
	return copy;
}

static void the_specifications_cases_hold(void **state)
{
	const struct value *data = context();

	(void)state;
	for (size_t i = 0; i < sizeof(supported) / sizeof(supported[0]); i++) {
		const struct spec_case *c = &supported[i];
		struct span want, got;

		if (render(c->text, c->partial, data) < 0)
			fail_msg("%s: %s: %s", c->name, err.where, err.what);
		want = unescaped(span_of(c->want));
		got = unescaped(buf_span(&out));
		if (!span_eq(got, want))
			fail_msg("%s: \"%.*s\"", c->name, SPAN_ARG(got));
	}
}

static void what_is_left_out_is_an_error_with_its_place(void **state)
{
	const struct value *data = context();

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		if (render(refused[i].text, refused[i].partial, data) == 0)
			fail_msg("%s is taken", refused[i].name);
		assert_int_equal(err.code, ERR_FORMAT);
		if (!refused[i].where) {
			assert_non_null(strstr(err.what, "includes itself"));
			continue;
		}
		if (strcmp(err.where, refused[i].where) != 0 ||
		    !strstr(err.what, refused[i].what))
			fail_msg("%s: %s: %s", refused[i].name, err.where, err.what);
	}
}

/*
 * Three differences that are no errors: inside {{#text}} a name means what it meant
 * outside; a partial alone on its line goes in without the line's indentation, since
 * HTML does not care and <pre> would; and it keeps no line end of its own tag.
 */
static void where_we_differ_without_an_error(void **state)
{
	const struct value *data = context();

	(void)state;
	assert_ok(render("{{#foo}}{{foo}}{{/foo}}", NULL, data));
	assert_span_is(buf_span(&out), "bar");
	assert_ok(render("\\\n {{>partial}}\n/\n", "|\n{{text}}\n|\n", data));
	assert_span_is(buf_span(&out), "\\\n|\nfrom partial\n|\n/\n");
	assert_ok(render("x\n  {{>partial}}", "y\ny", data));
	assert_span_is(buf_span(&out), "x\ny\ny");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_specifications_cases_hold, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_left_out_is_an_error_with_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(where_we_differ_without_an_error,
						set_up, tear_down),
	};

	return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
