/* Findings and coverage by area, and the mark that what they say gives an artifact. */
#include "unit.h"

#include "site/areas.h"
#include "text/jsonout.h"

static struct arena *arena;
static struct site_options options;
static struct site site;
static struct areas *areas;
static struct err err;

static int make(void **state)
{
	(void)state;
	arena = arena_new(1 << 26);
	site = (struct site){ .arena = arena, .scratch = arena, .options = &options };
	areas = areas_new(arena);
	return site_load_phrases(&site, &err);
}

static int drop(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void found(const char *path, const char *component, enum severity severity)
{
	struct fact_problem problem = { .path = span_of(path),
					.component = span_of(component),
					.severity = severity };

	areas_problem(areas, &problem);
}

static void covers(enum coverage_scope scope, const char *name, int64_t covered,
		   int64_t total)
{
	struct fact_coverage coverage = { .scope = scope,
					  .metric = COVERAGE_LINE,
					  .name = span_of(name),
					  .covered = covered,
					  .total = total };

	areas_coverage(areas, &coverage);
}

/* "title: name 1 2; name 3 4." of each chart. */
static const char *charts(bool merged)
{
	struct value *value = value_new(arena);
	struct buf out;
	struct span text;

	buf_init(&out, 1 << 20);
	value_areas(&site, value, "areas", areas, merged);
	for (const struct value *chart = value_get(value, SPAN_LIT("areas"))->first;
	     chart; chart = chart->next) {
		buf_addf(&out,
			 "%.*s:", SPAN_ARG(value_get(chart, SPAN_LIT("title"))->text));
		for (const struct value *row =
			     value_get(chart, SPAN_LIT("rows"))->first;
		     row; row = row->next) {
			buf_addf(&out, " %.*s",
				 SPAN_ARG(value_get(row, SPAN_LIT("name"))->text));
			for (const struct value *cell =
				     value_get(row, SPAN_LIT("cells"))->first;
			     cell; cell = cell->next)
				buf_addf(&out, " %.*s", SPAN_ARG(cell->text));
			buf_addch(&out, ';');
		}
		buf_addch(&out, '\n');
	}
	text = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return arena_string(arena, text);
}

static void findings_are_counted_by_folder_the_worst_first(void **state)
{
	(void)state;
	found("src/web/a.js", "", SEVERITY_LOW);
	found("src/web/b.js", "", SEVERITY_LOW);
	found("src/db/q.js", "", SEVERITY_CRITICAL);
	found("file:///src/db/r.js", "", SEVERITY_LOW);
	found("./src/db/s.js", "", SEVERITY_LOW);
	assert_string_equal(charts(false),
			    "Findings by area: src/db 1 2; src/web \xE2\x80\x93 2;\n");
}

static void what_is_suppressed_or_gone_is_in_no_area(void **state)
{
	struct fact_problem suppressed = { .path = SPAN_LIT("a/x.c"),
					   .suppressed = true };
	struct fact_problem gone = { .path = SPAN_LIT("b/x.c"),
				     .baseline = SPAN_LIT("absent") };

	(void)state;
	areas_problem(areas, &suppressed);
	areas_problem(areas, &gone);
	found("c/x.c", "", SEVERITY_HIGH);
	assert_string_equal(charts(false), "");
	found("d/x.c", "", SEVERITY_HIGH);
	assert_string_equal(charts(false), "Findings by area: c 1; d 1;\n");
}

static void a_component_a_file_on_top_and_no_place_are_areas(void **state)
{
	(void)state;
	found("", "", SEVERITY_UNKNOWN);
	found("Makefile", "", SEVERITY_HIGH);
	found("package-lock.json", "left-pad", SEVERITY_CRITICAL);
	assert_string_equal(
		charts(false),
		"Findings by area: left-pad 1 \xE2\x80\x93 \xE2\x80\x93; the top "
		"folder \xE2\x80\x93 1 \xE2\x80\x93; no place named \xE2\x80\x93 "
		"\xE2\x80\x93 1;\n");
}

static void areas_are_as_deep_as_the_chart_has_rows_for(void **state)
{
	char path[64];

	(void)state;
	/* 3 packages of 20 folders: 60 would not fit, 3 do. */
	for (unsigned p = 0; p < 3; p++)
		for (unsigned i = 0; i < 20; i++) {
			snprintf(path, sizeof(path), "packages/p%u/d%02u/x.c", p, i);
			found(path, "", p == 1 ? SEVERITY_HIGH : SEVERITY_LOW);
		}
	assert_string_equal(
		charts(false),
		"Findings by area: packages/p1 20 \xE2\x80\x93; packages/p0 "
		"\xE2\x80\x93 20; packages/p2 \xE2\x80\x93 20;\n");
}

static void areas_that_do_not_fit_are_summed(void **state)
{
	char path[64];
	const char *said;

	(void)state;
	for (unsigned i = 0; i < 30; i++) {
		snprintf(path, sizeof(path), "d%02u/x.c", i);
		found(path, "", i == 29 ? SEVERITY_HIGH : SEVERITY_LOW);
	}
	said = charts(false);
	assert_non_null(strstr(said, "Findings by area: d29 1 \xE2\x80\x93; d00"));
	assert_non_null(strstr(said, "21 other areas \xE2\x80\x93 21;"));
}

static void coverage_is_by_folder_the_lowest_first(void **state)
{
	(void)state;
	covers(COVERAGE_TOTAL, "", 1, 2);
	covers(COVERAGE_FILE, "src/a/x.c", 90, 100);
	covers(COVERAGE_FILE, "src/b/x.c", 10, 100);
	covers(COVERAGE_FILE, "src/b/y.c", 10, 100);
	/* Files are there, so packages would say it twice. */
	covers(COVERAGE_PACKAGE, "src", 110, 300);
	assert_string_equal(charts(false), "Coverage by area: src/b 10.0 20 of 200; "
					   "src/a 90.0 90 of 100;\n");
}

static void numbers_that_lie_are_left_out_of_coverage(void **state)
{
	(void)state;
	covers(COVERAGE_FILE, "a/x.c", 200, 100);
	covers(COVERAGE_FILE, "b/x.c", -1, 100);
	covers(COVERAGE_FILE, "c/x.c", 1, INT64_MAX);
	covers(COVERAGE_FILE, "d/x.c", 1, 0);
	covers(COVERAGE_FILE, "e/x.c", 1, 2);
	covers(COVERAGE_FILE, "f/x.c", 2, 2);
	assert_string_equal(charts(false), "Coverage by area: e 50.0 1 of 2; f 100.0 2 "
					   "of 2;\n");
}

static void reports_are_added_up(void **state)
{
	struct areas *all = areas_new(arena);

	(void)state;
	found("a/x.c", "", SEVERITY_HIGH);
	found("b/x.c", "", SEVERITY_HIGH);
	areas_merge(all, areas);
	areas_merge(all, areas);
	areas = all;
	assert_string_equal(charts(true), "Findings by area: a 2; b 2;\n");
}

/* ---- marks -------------------------------------------------------------- */

struct mark_case {
	enum family family;
	enum outcome outcome;
	enum severity open; /* SEVERITIES: none */
	enum freshness freshness;
	enum verdict mark;
};

/* clang-format off: one a line */

static const struct mark_case mark_cases[] = {
	{ FAMILY_SARIF, OUTCOME_PASS, SEVERITIES, FRESHNESS_EXACT, VERDICT_VERIFIED },
	{ FAMILY_SARIF, OUTCOME_PASS, SEVERITY_CRITICAL, FRESHNESS_EXACT,
	  VERDICT_CONTRADICTED },
	{ FAMILY_SARIF, OUTCOME_PASS, SEVERITY_HIGH, FRESHNESS_STALE,
	  VERDICT_CONTRADICTED },
	{ FAMILY_SARIF, OUTCOME_PASS, SEVERITY_MEDIUM, FRESHNESS_EXACT,
	  VERDICT_PARTIAL },
	{ FAMILY_SCAN, OUTCOME_PASS, SEVERITY_LOW, FRESHNESS_EXACT, VERDICT_OPEN },
	{ FAMILY_SCAN, OUTCOME_UNBINDABLE, SEVERITY_UNKNOWN, FRESHNESS_EXACT,
	  VERDICT_OPEN },
	{ FAMILY_SCAN, OUTCOME_PASS, SEVERITY_UNKNOWN, FRESHNESS_EXACT,
	  VERDICT_INDETERMINATE },
	{ FAMILY_SBOM, OUTCOME_PASS, SEVERITY_HIGH, FRESHNESS_EXACT,
	  VERDICT_CONTRADICTED },
	{ FAMILY_SCAN, OUTCOME_FAIL, SEVERITY_HIGH, FRESHNESS_EXACT,
	  VERDICT_CONTRADICTED },
	{ FAMILY_SCAN, OUTCOME_PASS, SEVERITIES, FRESHNESS_FOREIGN, VERDICT_STALE },
	{ FAMILY_COVERAGE, OUTCOME_UNBINDABLE, SEVERITIES, FRESHNESS_EXACT,
	  VERDICT_OPEN },
	{ FAMILY_NONE, OUTCOME_ABSENT, SEVERITIES, FRESHNESS_NONE,
	  VERDICT_UNSUPPORTED },
};

/* clang-format on */

static void an_artifact_with_findings_is_never_drawn_as_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mark_cases) / sizeof(mark_cases[0]); i++) {
		const struct mark_case *one = &mark_cases[i];
		struct artifact artifact = { .family = one->family,
					     .outcome = one->outcome,
					     .freshness = one->freshness,
					     .counts = { .scans = 1 } };
		enum verdict mark;

		if (one->open < SEVERITIES)
			artifact.counts.open[one->open] = 214;
		artifact_says(&site, &artifact, &mark);
		if (mark != one->mark)
			fail_msg("row %zu is drawn as %s", i, verdict_word[mark]);
	}
}

static void a_sarif_report_says_its_levels_beside_severities(void **state)
{
	struct artifact artifact = { .family = FAMILY_SARIF,
				     .outcome = OUTCOME_PASS,
				     .counts = { .scans = 1 } };
	enum verdict mark;

	(void)state;
	assert_true(span_is(artifact_says(&site, &artifact, &mark), "no open finding"));
	artifact.counts.open[SEVERITY_CRITICAL] = 214;
	assert_true(span_is(artifact_says(&site, &artifact, &mark),
			    "findings: 214 critical, none at level error"));
	artifact.counts.open_errors = 3;
	assert_true(span_is(artifact_says(&site, &artifact, &mark),
			    "findings: 214 critical, 3 at level error"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(findings_are_counted_by_folder_the_worst_first),
		TEST(what_is_suppressed_or_gone_is_in_no_area),
		TEST(a_component_a_file_on_top_and_no_place_are_areas),
		TEST(areas_are_as_deep_as_the_chart_has_rows_for),
		TEST(areas_that_do_not_fit_are_summed),
		TEST(coverage_is_by_folder_the_lowest_first),
		TEST(numbers_that_lie_are_left_out_of_coverage),
		TEST(reports_are_added_up),
		TEST(an_artifact_with_findings_is_never_drawn_as_good),
		TEST(a_sarif_report_says_its_levels_beside_severities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
