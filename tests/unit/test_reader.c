/* What stands around the readers: statuses, limits, the commit, times, one-line sums.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "readers/prose.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/rows.h"
#include "readers/when.h"

static struct arena *arena, *scratch;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new(LIMIT_SCRATCH_BYTES);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

struct seen {
	size_t facts, notes;
	char last_note[64];
	bool refuse;
};

static int see(void *ctx, const struct fact *fact, struct err *err)
{
	struct seen *seen = ctx;

	if (seen->refuse)
		return err_set(err, ERR_IO, "the disk is full");
	seen->facts += fact->kind != FACT_NOTED;
	if (fact->kind == FACT_NOTED) {
		seen->notes++;
		snprintf(seen->last_note, sizeof(seen->last_note), "%s",
			 fact->as.note.code);
	}
	return 0;
}

static int take_rows(void *ctx, const struct fact *fact, struct err *err)
{
	(void)err;
	rows_add(ctx, fact);
	return 0;
}

static struct artifact read_as(const char *path, struct span bytes, struct seen *seen)
{
	struct artifact artifact = { .path = span_of(path), .size = bytes.len };
	struct fact_sink sink = { see, seen };
	struct err err = { 0 };

	assert_ok(reader_read(&artifact, bytes, NULL, &sink, scratch, arena, &err));
	arena_clear(scratch);
	return artifact;
}

static void a_reader_has_a_name_of_its_own_and_says_what_it_reads(void **state)
{
	(void)state;
	for (size_t i = 0; readers[i]; i++) {
		assert_true(readers[i]->spec[0] != '\0' &&
			    readers[i]->reads[0] != '\0');
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(readers[i]->name, readers[j]->name);
	}
}

static void a_pointer_that_says_odd_things_is_not_quoted(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact =
		read_as("r.xml",
			SPAN_LIT("version https://git-lfs.github.com/spec/v1\n"
				 "oid sha256:4d7a\xff\x81 and more\nsize 12345\n"),
			&seen);

	(void)state;
	assert_int_equal(artifact.status, ARTIFACT_LFS_POINTER);
	assert_span_is(
		artifact.detail,
		"a Git LFS pointer to ? (12345 bytes); the content is not in the "
		"repository");
}

static void a_format_that_is_named_looks_behind_the_files_name(void **state)
{
	static const struct {
		const char *format, *bytes;
		enum artifact_status status;
	} rows[] = {
		{ "junit-xml", "<testsuite name='a'><testcase name='x'/></testsuite>",
		  ARTIFACT_OK },
		{ "gitleaks", "[]", ARTIFACT_OK },
		{ "gitleaks", "[1]", ARTIFACT_UNREADABLE },
		{ "junit-xml", "all 12 tests passed", ARTIFACT_UNREADABLE },
		{ "junit-xml", "", ARTIFACT_EMPTY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct artifact artifact = { .path = SPAN_LIT("report.txt") };
		struct seen seen = { 0 };
		struct fact_sink sink = { see, &seen };
		struct err err = { 0 };

		assert_ok(reader_read(&artifact, span_of(rows[i].bytes), rows[i].format,
				      &sink, scratch, arena, &err));
		assert_int_equal(artifact.status, rows[i].status);
		assert_true(seen.facts > 0 || artifact.status != ARTIFACT_OK);
		arena_clear(scratch);
	}
}

/* {"_type":..., "predicate":{"buildDefinition":{"buildType":
   "https://ci.example/Zq8-horse","externalParameters":{"password":"Zq8-horse"}}}} */
static void a_secret_inside_a_payload_withholds_the_file_and_is_not_shown(void **state)
{
	struct artifact artifact = { .path = SPAN_LIT("build.intoto.json") };
	struct err err = { 0 };
	struct buf rows;
	struct fact_sink sink = { take_rows, &rows };
	struct span bytes =
		SPAN_LIT("{\"payloadType\":\"application/vnd.in-toto+json\",\n"
			 "\"payload\":\""
			 "eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEiLCJz"
			 "dWJqZWN0IjpbeyJuYW1lIjoic2hvcCIsImRpZ2VzdCI6eyJzaGEyNTYiOiJh"
			 "YTExIn19XSwicHJlZGljYXRlVHlwZSI6Imh0dHBzOi8vc2xzYS5kZXYvcHJv"
			 "dmVuYW5jZS92MSIsInByZWRpY2F0ZSI6eyJidWlsZERlZmluaXRpb24iOnsi"
			 "YnVpbGRUeXBlIjoiaHR0cHM6Ly9jaS5leGFtcGxlL1pxOC1ob3JzZSIsImV4"
			 "dGVybmFsUGFyYW1ldGVycyI6eyJwYXNzd29yZCI6IlpxOC1ob3JzZSJ9fX19"
			 "\",\n\"signatures\":[{\"sig\":\"YWJj\"}]}\n");

	(void)state;
	buf_init(&rows, LIMIT_MIB);
	assert_ok(reader_read(&artifact, bytes, NULL, &sink, scratch, arena, &err));
	assert_int_equal(artifact.status, ARTIFACT_OK);
	assert_int_equal(artifact.counts.attestations, 1);
	assert_true(
		span_find(buf_span(&rows), SPAN_LIT("https://ci.example/[secret of 9 "
						    "characters withheld]")) > 0);
	assert_true(span_find(buf_span(&rows), SPAN_LIT("Zq8-horse")) < 0);
	assert_true(artifact.withheld);
	assert_span_is(artifact.withheld_why, "line 2 holds a password");
	buf_release(&rows);
}

static void a_sink_that_fails_ends_the_reading_with_its_own_words(void **state)
{
	struct artifact artifact = { .path = SPAN_LIT("r.xml") };
	struct seen seen = { .refuse = true };
	struct fact_sink sink = { see, &seen };
	struct err err = { 0 };

	(void)state;
	assert_err(ERR_IO, reader_read(&artifact, SPAN_LIT("<testsuite name='a'/>"),
				       NULL, &sink, scratch, arena, &err));
	assert_string_equal(err.what, "the disk is full");
}

static void what_cannot_be_read_has_no_counts(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact =
		read_as("r.xml", SPAN_LIT("<testsuite><testcase name='a'/><testcase"),
			&seen);

	(void)state;
	assert_int_equal(artifact.status, ARTIFACT_UNREADABLE);
	assert_span_is(artifact.reason, "truncated");
	assert_int_equal(artifact.counts.facts, 0);
	assert_int_equal(fact_cases(&artifact.counts), 0);
	assert_span_is(artifact.format, "junit-xml");
}

static void a_format_that_is_named_is_taken(void **state)
{
	struct artifact artifact = { .path = SPAN_LIT("notes.txt") };
	struct seen seen = { 0 };
	struct fact_sink sink = { see, &seen };
	struct err err = { 0 };

	(void)state;
	assert_ok(reader_read(&artifact, SPAN_LIT("# Title\n\nwords\n"), "markdown-doc",
			      &sink, scratch, arena, &err));
	assert_span_is(artifact.format, "markdown-doc");
	assert_int_equal(artifact.counts.headings, 1);
	assert_ok(reader_read(&artifact, SPAN_LIT("x"), "no-such", &sink, scratch,
			      arena, &err));
	assert_int_equal(artifact.status, ARTIFACT_UNSUPPORTED);
	assert_int_equal(artifact.counts.headings, 0);
}

static void notes_past_their_limit_are_counted_in_one(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact;
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "SF:a.c\n");
	for (unsigned i = 0; i < 1000; i++)
		buf_adds(&text, "WHAT:1\n");
	buf_adds(&text, "DA:1,1\nend_of_record\n");
	artifact = read_as("a.info", buf_span(&text), &seen);
	buf_release(&text);
	assert_int_equal(artifact.status, ARTIFACT_OK);
	assert_int_equal(seen.notes, LIMIT_NOTES + 1);
	assert_string_equal(seen.last_note, "more-notes");
}

static void facts_past_their_limit_are_counted_and_not_kept(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact;
	struct buf text;

	(void)state;
	buf_init(&text, 64 * LIMIT_MIB);
	buf_adds(&text, "<testsuite name='a'>");
	for (unsigned i = 0; i < LIMIT_FACTS + 10; i++)
		buf_adds(&text, "<testcase name='x'/>");
	buf_adds(&text, "</testsuite>");
	artifact = read_as("a.xml", buf_span(&text), &seen);
	buf_release(&text);
	assert_int_equal(artifact.status, ARTIFACT_PARTIAL);
	assert_span_is(artifact.reason, "fact-budget");
	assert_int_equal(seen.facts, LIMIT_FACTS);
	assert_int_equal(fact_cases(&artifact.counts), LIMIT_FACTS + 10);
}

static void a_file_past_its_limit_is_not_read(void **state)
{
	struct seen seen = { 0 };
	struct span huge = { "x", LIMIT_ARTIFACT_BYTES + 1 }; /* nobody looks */
	struct artifact artifact = read_as("a.xml", huge, &seen);

	(void)state;
	assert_int_equal(artifact.status, ARTIFACT_TOO_BIG);
	assert_span_is(artifact.reason, "too-big");
}

static void a_long_message_is_cut_and_says_so(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact;
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "<testsuite><testcase name='a'><failure message='");
	for (unsigned i = 0; i < 3000; i++)
		buf_adds(&text, "\xc3\xa9");
	buf_adds(&text, "'/></testcase></testsuite>");
	artifact = read_as("a.xml", buf_span(&text), &seen);
	buf_release(&text);
	assert_int_equal(artifact.status, ARTIFACT_OK);
	assert_string_equal(seen.last_note, "cut");
}

/* evidence.md section 7. */
static void times_are_read_as_reports_write_them(void **state)
{
	static const struct {
		const char *text, *want;
		enum clock_quality quality;
	} rows[] = {
		{ "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z", CLOCK_ZONED },
		{ "2026-11-20 10:00:00.5+01:00", "2026-11-20T09:00:00Z", CLOCK_ZONED },
		{ "2026-11-20T10:00:00", "2026-11-20T10:00:00Z", CLOCK_NAIVE },
		{ "2026-11-20", "2026-11-20T00:00:00Z", CLOCK_DATE },
		{ "2026-11-20T10:00:00 UTC", "2026-11-20T10:00:00Z", CLOCK_ZONED },
		{ "Fri, 20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00:00Z",
		  CLOCK_ZONED },
		{ "20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00:00Z", CLOCK_ZONED },
		{ "Fri, 20 Nov 2026 10:00:00 +0200", "2026-11-20T08:00:00Z",
		  CLOCK_ZONED },
		{ "Fri, 20 Nov 2026 10:00:00", "2026-11-20T10:00:00Z", CLOCK_NAIVE },
		{ "Fri Nov 20 10:00:00 2026", "2026-11-20T10:00:00Z", CLOCK_NAIVE },
		{ "Fri Nov  6 10:00:00 2026", "2026-11-06T10:00:00Z", CLOCK_NAIVE },
		{ "Fri Nov 20 10:00:00 UTC 2026", "2026-11-20T10:00:00Z", CLOCK_ZONED },
		{ "Fri Nov 20 10:00:00 +0100 2026", "2026-11-20T09:00:00Z",
		  CLOCK_ZONED },
		{ "Fri Nov 20 10:00:00 CET 2026", "2026-11-20T10:00:00Z", CLOCK_NAIVE },
		{ "Our Nov 20 10:00:00 2026", "-", CLOCK_UNSAID },
		{ "Fri Nov 20 10:00 more words 2026", "-", CLOCK_UNSAID },
		{ "1795082400", "2026-11-19T10:00:00Z", CLOCK_ZONED },
		{ "1795082400000", "2026-11-19T10:00:00Z", CLOCK_ZONED },
		{ "1795082400000000", "2026-11-19T10:00:00Z", CLOCK_ZONED },
		{ "1/2/2026", "-", CLOCK_UNSAID },
		{ "31 Foo 2026 10:00:00 GMT", "-", CLOCK_UNSAID },
		{ "20 Nov 2026", "-", CLOCK_UNSAID },
		{ "", "-", CLOCK_UNSAID },
		{ "12", "-", CLOCK_UNSAID },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[CLOCK_TEXT];
		int64_t time;
		enum clock_quality quality = when_parse(span_of(rows[i].text), &time);

		assert_int_equal(quality, rows[i].quality);
		assert_string_equal(clock_format(time, text), rows[i].want);
	}
}

static void severities_follow_the_map(void **state)
{
	(void)state;
	assert_int_equal(put_severity(SPAN_LIT("Moderate")), SEVERITY_MEDIUM);
	assert_int_equal(put_severity(SPAN_LIT("BLOCKER")), SEVERITY_CRITICAL);
	assert_int_equal(put_severity(SPAN_LIT("negligible")), SEVERITY_INFO);
	assert_int_equal(put_severity(SPAN_LIT("purple")), SEVERITY_UNKNOWN);
	assert_int_equal(put_severity_of_score(90), SEVERITY_CRITICAL);
	assert_int_equal(put_severity_of_score(89), SEVERITY_HIGH);
	assert_int_equal(put_severity_of_score(40), SEVERITY_MEDIUM);
	assert_int_equal(put_severity_of_score(1), SEVERITY_LOW);
	assert_int_equal(put_severity_of_score(0), SEVERITY_NONE);
}

static void headings_fold_to_comparable_words(void **state)
{
	(void)state;
	assert_span_is(prose_fold(arena,
				  SPAN_LIT("\xf0\x9f\x9a\x80  Kill-Switch (`panic`)!")),
		       "kill switch panic");
	assert_span_is(prose_fold(arena,
				  SPAN_LIT("\xc3\x9c"
					   "BER \xd0\x9f\xd0\x9b\xd0\x90\xd0\x9d")),
		       "\xc3\xbc"
		       "ber \xd0\xbf\xd0\xbb\xd0\xb0\xd0\xbd");
	assert_span_is(prose_fold(arena, SPAN_LIT("\xff---\xfe")), "");
}

static void placeholders_are_told_from_markup(void **state)
{
	(void)state;
	assert_int_equal(prose_placeholders(SPAN_LIT("TODO: write. TBD, <your name>")),
			 3);
	assert_int_equal(prose_placeholders(
				 SPAN_LIT("<br> <div class=\"x\"> a<b>c TODOS")),
			 0);
	assert_int_equal(prose_placeholders(SPAN_LIT("Lorem Ipsum [insert date]")), 2);
	assert_int_equal(prose_placeholders(
				 SPAN_LIT("vector<int> <https://example.org>")),
			 0);
}

static void a_summary_is_one_line_of_what_matters(void **state)
{
	struct seen seen = { 0 };
	struct artifact artifact =
		read_as("r.xml",
			SPAN_LIT(
				"<testsuite><testcase name='a'/><testcase "
				"name='b'><failure/></testcase>"
				"<testcase name='c'><skipped/></testcase></testsuite>"),
			&seen);

	(void)state;
	assert_span_is(reader_summary(&artifact, arena),
		       "3 tests, 1 failed, 1 skipped");
	artifact = read_as("a.info",
			   SPAN_LIT("SF:a\nDA:1,1\nDA:2,0\nDA:3,1\nend_of_record\n"),
			   &seen);
	assert_span_is(reader_summary(&artifact, arena),
		       "line coverage 66.66 % (2 of 3)");
	artifact = read_as("e.json", SPAN_LIT(" "), &seen);
	assert_span_is(reader_summary(&artifact, arena), "there is nothing in it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_reader_has_a_name_of_its_own_and_says_what_it_reads),
		TEST(a_pointer_that_says_odd_things_is_not_quoted),
		TEST(a_format_that_is_named_looks_behind_the_files_name),
		TEST(a_secret_inside_a_payload_withholds_the_file_and_is_not_shown),
		TEST(a_sink_that_fails_ends_the_reading_with_its_own_words),
		TEST(what_cannot_be_read_has_no_counts),
		TEST(a_format_that_is_named_is_taken),
		TEST(notes_past_their_limit_are_counted_in_one),
		TEST(facts_past_their_limit_are_counted_and_not_kept),
		TEST(a_file_past_its_limit_is_not_read),
		TEST(a_long_message_is_cut_and_says_so),
		TEST(times_are_read_as_reports_write_them),
		TEST(severities_follow_the_map),
		TEST(headings_fold_to_comparable_words),
		TEST(placeholders_are_told_from_markup),
		TEST(a_summary_is_one_line_of_what_matters),
	};

	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
