/*
 * With a folder as its argument this program writes the fixture's site there
 * (and with "hostile" behind it, the hostile one), for the tests in tests/site/.
 */
#include "site_fixture.h"

#include "base/buf.h"
#include "base/file.h"
#include "site/page.h"

#include <stdlib.h>
#include <unistd.h>

static struct err err;

struct sites {
	struct arena *arena;
	char plain[64], hostile[64];
};

static struct sites sites;

/* A new folder of its own under TMPDIR. */
static void make_folder(char out[64])
{
	const char *base = getenv("TMPDIR");

	snprintf(out, 64, "%.40s/site-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(out))
		fail_msg("cannot make %s", out);
}

static int write_site(struct arena *arena, const char *folder, bool hostile,
		      bool with_text)
{
	struct fixture fixture;
	struct site_options options;

	fixture_build(&fixture, arena, hostile);
	fixture.with_text = with_text;
	site_slugs(&fixture.report, arena);
	options = fixture_options(&fixture, folder);
	return site_write(&fixture.report, NULL, &options, &err);
}

static int write_sites(void **state)
{
	(void)state;
	sites.arena = arena_new(1 << 28);
	make_folder(sites.plain);
	make_folder(sites.hostile);
	if (write_site(sites.arena, sites.plain, false, false) < 0 ||
	    write_site(sites.arena, sites.hostile, true, false) < 0) {
		print_error("%s: %s: %s\n", err.where, err.what, err.fix);
		return -1;
	}
	return 0;
}

static int remove_sites(void **state)
{
	(void)state;
	file_remove_tree(sites.plain, &err);
	file_remove_tree(sites.hostile, &err);
	arena_free(sites.arena);
	return 0;
}

static struct span page_of(const char *folder, struct span path)
{
	struct span text;

	assert_ok(file_read_below(&text, folder, path, 1 << 26, sites.arena, &err));
	return text;
}

/* ---- a small reader of HTML --------------------------------------------- */

/* The tag names and attribute names of a page, in order: "p a[href title] i[class]". */
static void inventory(struct buf *out, struct span html)
{
	size_t i = 0;

	while (i < html.len) {
		if (html.ptr[i++] != '<')
			continue;
		if (html.ptr[i] == '!')
			continue;
		while (i < html.len && !strchr(" >\n", html.ptr[i]))
			buf_addch(out, html.ptr[i++]);
		while (i < html.len && html.ptr[i] != '>') {
			if (html.ptr[i] == '"')
				for (i++; i < html.len && html.ptr[i] != '"'; i++)
					;
			else if (html.ptr[i] != '=')
				buf_addch(out, html.ptr[i]);
			i++;
		}
		buf_addch(out, '\n');
	}
}

static void hostile_words_add_no_tag_and_no_attribute(void **state)
{
	const struct file_entry *files;
	size_t count;

	(void)state;
	assert_ok(file_list(&files, &count, sites.plain, 10000, sites.arena, &err));
	assert_true(count > 30);
	for (size_t i = 0; i < count; i++) {
		struct buf plain, hostile;

		if (!span_ends(files[i].path, ".html"))
			continue;
		buf_init(&plain, 1 << 24);
		buf_init(&hostile, 1 << 24);
		inventory(&plain, page_of(sites.plain, files[i].path));
		inventory(&hostile, page_of(sites.hostile, files[i].path));
		buf_addch(&plain, '\0');
		buf_addch(&hostile, '\0');
		if (strcmp(plain.ptr, hostile.ptr) != 0)
			fail_msg("%.*s has other tags", SPAN_ARG(files[i].path));
		buf_release(&plain);
		buf_release(&hostile);
	}
}

static void both_sites_have_the_same_files(void **state)
{
	const struct file_entry *plain, *hostile;
	size_t plain_count, hostile_count;

	(void)state;
	assert_ok(
		file_list(&plain, &plain_count, sites.plain, 10000, sites.arena, &err));
	assert_ok(file_list(&hostile, &hostile_count, sites.hostile, 10000, sites.arena,
			    &err));
	assert_int_equal(plain_count, hostile_count);
	for (size_t i = 0; i < plain_count; i++)
		assert_true(span_eq(plain[i].path, hostile[i].path));
}

static void no_page_holds_a_control_or_a_broken_character(void **state)
{
	const struct file_entry *files;
	size_t count;

	(void)state;
	assert_ok(file_list(&files, &count, sites.hostile, 10000, sites.arena, &err));
	for (size_t i = 0; i < count; i++) {
		struct span text = page_of(sites.hostile, files[i].path);

		for (size_t at = 0; at < text.len; at++) {
			unsigned char c = (unsigned char)text.ptr[at];

			if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
			    c == 0x7f)
				if (!span_ends(files[i].path, ".csv"))
					fail_msg("%.*s holds byte %u",
						 SPAN_ARG(files[i].path), c);
		}
		if (span_ends(files[i].path, ".html"))
			assert_int_equal(span_find(text, SPAN_LIT("\xe2\x80\xae")), -1);
	}
}

static void a_script_file_cannot_end_its_element(void **state)
{
	struct span text;

	(void)state;
	text = page_of(sites.hostile, SPAN_LIT("data/search.js"));
	assert_int_equal(span_find(text, SPAN_LIT("<")), -1);
	assert_int_equal(span_find(text, SPAN_LIT("\xe2\x80\xa8")), -1);
	assert_true(span_starts(text, "muster_index(["));
	assert_true(span_ends(text, "]);\n"));
}

static void a_script_string_has_no_tag_and_no_line_end_of_its_own(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 4096);
	script_string(&buf, SPAN_LIT("plain \xE2\x80\xA6 text"));
	script_string(&buf, SPAN_LIT("</script>\xE2\x80\xA8 \"x\"\xE2\x80\xA9<"));
	script_string(&buf, SPAN_LIT("\xE2\x80")); /* cut inside a character */
	assert_true(span_is(buf_span(&buf),
			    "\"plain \xE2\x80\xA6 text\""
			    "\"\\u003c/script>\\u2028 \\\"x\\\"\\u2029\\u003c\""
			    "\"\xEF\xBF\xBD\xEF\xBF\xBD\""));
	buf_release(&buf);
}

static void a_spreadsheet_gets_no_formula(void **state)
{
	struct span text;

	(void)state;
	text = page_of(sites.plain, SPAN_LIT("data/artifact-0.csv"));
	assert_true(span_find(text, SPAN_LIT(",\"'=expected invoiced, got pending\"")) >
		    0);
	assert_int_equal(span_find(text, SPAN_LIT(",=")), -1);
}

/* ---- what the pages say ------------------------------------------------- */

static void assert_says(const char *page, const char *words_)
{
	struct span text = page_of(sites.plain, span_of(page));

	if (span_find(text, span_of(words_)) < 0)
		fail_msg("%s does not say \"%s\"", page, words_);
}

static void the_overview_answers(void **state)
{
	(void)state;
	assert_says("index.html", "<h1 id=\"ans\">Not ready.</h1>");
	/* seven rows, and each of their verdicts is there */
	assert_says("index.html",
		    "All seven conditions of the <b>release</b> gate fail.");
	/* verified: 9, 12, 25, 45; nineteen judged */
	assert_says("index.html", "4 of 19 items are verified.");
	assert_says("index.html", "3 claims are contradicted</a>: 1 by fresh evidence, "
				  "1 by the plan itself, 1 by a file"
				  " that is not there.");
}

static void an_item_page_has_its_sections_in_order(void **state)
{
	static const char *const order[] = { "class=\"verdict v-contradicted\"",
					     "<h2>The claim</h2>", "<h2>Evidence</h2>",
					     "<h2>Checks</h2>",
					     "<h2>Over the runs</h2>" };
	struct span text;
	ptrdiff_t last = 0;

	(void)state;
	text = page_of(sites.plain, SPAN_LIT("item/hardening/e2e.html"));
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		ptrdiff_t at = span_find(text, span_of(order[i]));

		assert_true(at > last);
		last = at;
	}
	assert_says("item/hardening/e2e.html", "checklists/hardening.md:24");
}

static void history_is_told_in_spans(void **state)
{
	(void)state;
	/* item 0: verified from run 1, unproven from 7, waived now (run 12) */
	assert_says("item/hardening/images-scanned.html",
		    "<b>Verified</b> <span class=\"sub\">runs <a "
		    "href=\"../../history.html#run-1\">1</a>–6");
	assert_says("item/hardening/images-scanned.html",
		    "<b>Unproven</b> <span class=\"sub\">runs <a "
		    "href=\"../../history.html#run-7\">7</a>–11");
}

static void an_item_that_is_not_judged_has_no_page(void **state)
{
	char path[128];

	(void)state;
	snprintf(path, sizeof(path), "%s/item/hardening/blocker.html", sites.plain);
	assert_false(file_exists(path));
	assert_says("plan/hardening.html", "A blocker that is not raised.");
}

static void a_repaired_plan_says_so(void **state)
{
	(void)state;
	assert_says("plan/template.html",
		    "damaged by a wrong character set (macroman) in 3 places,"
		    " first in line 4");
	assert_says("plan/template.html", "This plan is a template");
}

static void a_long_table_goes_to_a_data_file(void **state)
{
	(void)state;
	assert_says("evidence/artifact-0.html", "200 of 262 are on this page");
	assert_says("evidence/artifact-0.html", "src=\"../data/artifact-0.js\"");
	assert_says("data/artifact-0.js", "muster_rows(\"artifact-0\",[");
}

static void every_page_has_the_policy(void **state)
{
	const struct file_entry *files;
	size_t count;

	(void)state;
	assert_ok(file_list(&files, &count, sites.plain, 10000, sites.arena, &err));
	for (size_t i = 0; i < count; i++) {
		struct span text;

		if (!span_ends(files[i].path, ".html"))
			continue;
		text = page_of(sites.plain, files[i].path);
		assert_true(
			span_find(text,
				  SPAN_LIT("default-src 'none'; script-src 'self'")) >
			0);
		assert_int_equal(span_find(text, SPAN_LIT(" style=\"")), -1);
		assert_int_equal(span_find(text, SPAN_LIT("<style")), -1);
		assert_int_equal(span_find(text, SPAN_LIT("href=\"http")), -1);
		assert_int_equal(span_find(text, SPAN_LIT("href=\"/")), -1);
		assert_int_equal(span_find(text, SPAN_LIT("href=\"seal/")), -1);
	}
}

/* The value of an attribute of the tag that begins at `tag`, or empty. */
static struct span attribute(struct span tag, const char *name)
{
	ptrdiff_t at;
	struct span value;

	tag = span_sub(tag, 0, (size_t)span_index(tag, '>'));
	at = span_find(tag, span_of(name));
	if (at < 0)
		return SPAN_EMPTY;
	value = span_from(tag, (size_t)at + strlen(name) + 2);
	return span_sub(value, 0, (size_t)span_index(value, '"'));
}

/* A picture has words of its own, or is left out and stands beside them. */
static void every_chart_has_a_text_form(void **state)
{
	const struct file_entry *files;
	size_t count, charts = 0;

	(void)state;
	assert_ok(file_list(&files, &count, sites.plain, 10000, sites.arena, &err));
	for (size_t i = 0; i < count; i++) {
		struct span rest;
		ptrdiff_t at;

		if (!span_ends(files[i].path, ".html"))
			continue;
		rest = page_of(sites.plain, files[i].path);
		while ((at = span_find(rest, SPAN_LIT("<svg "))) >= 0) {
			rest = span_from(rest, (size_t)at);
			charts++;
			if (span_is(attribute(rest, "role"), "img"))
				assert_true(attribute(rest, "aria-label").len > 0 ||
					    attribute(rest, "aria-labelledby").len > 0);
			else
				assert_true(span_is(attribute(rest, "aria-hidden"),
						    "true"));
			rest = span_from(rest, 4);
		}
	}
	assert_true(charts > 20);
}

static void every_chart_is_where_it_says_something(void **state)
{
	static const struct {
		const char *page, *chart, *text;
	} rows[] = {
		/* The bar of verdicts and its legend. */
		{ "index.html", "<section class=\"sum\"", "<ul class=\"legend\">" },
		/* The map of sections: a link with words for every item. */
		{ "index.html", "<table class=\"heat\">", "<ul class=\"cells\">" },
		{ "index.html", "<svg class=\"chart\"", "Show as a table" },
		{ "history.html", "<svg class=\"chart\"", "<tr id=\"run-" },
		{ "item/hardening/e2e.html", "Over the runs", "runs " },
		{ "evidence/index.html", "Findings by area", ">libxml2<" },
		{ "evidence/index.html", "Coverage by area", "719 of 1,000" },
		{ "evidence/artifact-1.html", "Findings by area", ">src/parser<" },
		{ "evidence/artifact-3.html", "Coverage by area", ">berth<" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span page = page_of(sites.plain, span_of(rows[i].page));

		if (span_find(page, span_of(rows[i].chart)) < 0 ||
		    span_find(page, span_of(rows[i].text)) < 0)
			fail_msg("%s has no %s with %s", rows[i].page, rows[i].chart,
				 rows[i].text);
	}
}

static void every_verdict_has_its_colour_and_shape(void **state)
{
	struct span css;

	(void)state;
	css = page_of(sites.plain, SPAN_LIT("assets/muster.css"));
	for (unsigned v = 0; v < VERDICTS; v++) {
		char rule[64];

		snprintf(rule, sizeof(rule), ".v-%s{--i:url(", verdict_word[v]);
		assert_true(span_find(css, span_of(rule)) >= 0);
		snprintf(rule, sizeof(rule), ".v-%s{--v:var(--%s)}", verdict_word[v],
			 verdict_word[v]);
		assert_true(span_find(css, span_of(rule)) >= 0);
		snprintf(rule, sizeof(rule), "has(#f-%s:not(:checked))",
			 verdict_word[v]);
		assert_true(span_find(css, span_of(rule)) >= 0);
	}
}

static void two_writings_are_the_same_bytes(void **state)
{
	const struct file_entry *files;
	size_t count;
	char again[64];

	(void)state;
	make_folder(again);
	assert_ok(write_site(sites.arena, again, false, false));
	assert_ok(file_list(&files, &count, sites.plain, 10000, sites.arena, &err));
	for (size_t i = 0; i < count; i++)
		assert_true(span_eq(page_of(sites.plain, files[i].path),
				    page_of(again, files[i].path)));
	assert_ok(file_remove_tree(again, &err));
}

static void a_page_can_be_had_as_json(void **state)
{
	struct fixture fixture;
	struct site_options options;
	struct span json;

	(void)state;
	fixture_build(&fixture, sites.arena, false);
	site_slugs(&fixture.report, sites.arena);
	options = fixture_options(&fixture, "/nonexistent");
	assert_ok(site_dump_context(&json, "index.html", &fixture.report, NULL,
				    &options, sites.arena, &err));
	assert_true(span_find(json, SPAN_LIT("\"answer\":\"Not ready.\"")) > 0);
	assert_err(ERR_ABSENT, site_dump_context(&json, "nosuch.html", &fixture.report,
						 NULL, &options, sites.arena, &err));
}

static void an_operators_template_replaces_ours_by_name(void **state)
{
	struct fixture fixture;
	struct site_options options;
	char folder[64], templates[64];

	(void)state;
	make_folder(folder);
	make_folder(templates);
	fixture_build(&fixture, sites.arena, false);
	site_slugs(&fixture.report, sites.arena);
	options = fixture_options(&fixture, folder);
	options.templates = templates;
	assert_ok(file_stage(templates, SPAN_LIT("search.html"),
			     SPAN_LIT("<p>Ours</p>"), &err));
	assert_ok(file_stage(templates, SPAN_LIT("assets/theme.css"),
			     SPAN_LIT(":root{}"), &err));
	assert_ok(site_write(&fixture.report, NULL, &options, &err));
	assert_true(span_find(page_of(folder, SPAN_LIT("search.html")),
			      SPAN_LIT("<p>Ours</p>")) > 0);
	assert_true(span_find(page_of(folder, SPAN_LIT("about.html")),
			      SPAN_LIT("assets/theme.css")) > 0);

	assert_ok(file_remove_tree(folder, &err));
	assert_ok(file_remove_tree(templates, &err));
	assert_ok(file_stage(templates, SPAN_LIT("search.html"),
			     SPAN_LIT("\n<p>{{projekt}}</p>"), &err));
	assert_err(ERR_FORMAT, site_write(&fixture.report, NULL, &options, &err));
	assert_non_null(strstr(err.where, "search.html:2:4"));
	assert_non_null(strstr(err.fix, "project"));
	assert_ok(file_remove_tree(folder, &err));
	assert_ok(file_remove_tree(templates, &err));
}

static void a_report_without_anything_is_still_a_site(void **state)
{
	struct report empty = { 0 };
	struct site_options options = { 0 };
	char folder[64];

	(void)state;
	make_folder(folder);
	options.folder = folder;
	empty.run.result = RESULT_INDETERMINATE;
	empty.run.result_why = SPAN_LIT("No plan was found.");
	empty.run.commit_at = CLOCK_NONE;
	empty.run.as_of = CLOCK_NONE;
	assert_ok(site_write(&empty, NULL, &options, &err));
	assert_true(span_find(page_of(folder, SPAN_LIT("index.html")),
			      SPAN_LIT("Could not judge.")) > 0);
	assert_ok(file_remove_tree(folder, &err));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_words_add_no_tag_and_no_attribute),
		cmocka_unit_test(both_sites_have_the_same_files),
		cmocka_unit_test(no_page_holds_a_control_or_a_broken_character),
		cmocka_unit_test(a_script_file_cannot_end_its_element),
		cmocka_unit_test(a_script_string_has_no_tag_and_no_line_end_of_its_own),
		cmocka_unit_test(a_spreadsheet_gets_no_formula),
		cmocka_unit_test(the_overview_answers),
		cmocka_unit_test(an_item_page_has_its_sections_in_order),
		cmocka_unit_test(history_is_told_in_spans),
		cmocka_unit_test(an_item_that_is_not_judged_has_no_page),
		cmocka_unit_test(a_repaired_plan_says_so),
		cmocka_unit_test(a_long_table_goes_to_a_data_file),
		cmocka_unit_test(every_page_has_the_policy),
		cmocka_unit_test(every_chart_has_a_text_form),
		cmocka_unit_test(every_chart_is_where_it_says_something),
		cmocka_unit_test(every_verdict_has_its_colour_and_shape),
		cmocka_unit_test(two_writings_are_the_same_bytes),
		cmocka_unit_test(a_page_can_be_had_as_json),
		cmocka_unit_test(an_operators_template_replaces_ours_by_name),
		cmocka_unit_test(a_report_without_anything_is_still_a_site),
	};

	if (argc > 1) {
		struct arena *arena = arena_new(1 << 28);
		int rc = write_site(arena, argv[1], argc > 2, argc <= 2);

		if (rc < 0)
			print_error("%s: %s: %s\n", err.where, err.what, err.fix);
		arena_free(arena);
		return rc < 0;
	}
	return cmocka_run_group_tests(tests, write_sites, remove_sites);
}
