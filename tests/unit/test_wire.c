/* What a worker says of an artifact: told whole, and believed in nothing. */
#include "unit.h"

#include "base/limits.h"
#include "readers/reader.h"
#include "readers/wire.h"

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

static int keep(void *ctx, struct span records, struct err *err)
{
	(void)err;
	buf_add(ctx, records);
	return 0;
}

/* Records put together by a test, as a worker would. */
struct told {
	struct buf records;
	struct wire_out out;
};

static void start(struct told *told)
{
	buf_init(&told->records, 64 * LIMIT_MIB);
	told->out = (struct wire_out){ .put = keep, .ctx = &told->records };
	wire_out_init(&told->out);
}

static void tell(struct told *told, struct fact fact)
{
	struct err err = { 0 };

	assert_ok(wire_add(&told->out, &fact, &err));
}

static void finish(struct told *told, struct artifact artifact)
{
	struct err err = { 0 };

	if (artifact.format.len == 0)
		artifact.format = SPAN_LIT("junit-xml");
	if (artifact.about.generated_at == 0)
		artifact.about.generated_at = CLOCK_NONE;
	assert_ok(wire_finish(&told->out, &artifact, &err));
	wire_out_release(&told->out);
}

struct heard {
	size_t facts;
	struct fact last;
	char name[32];
};

static int hear(void *ctx, const struct fact *fact, struct err *err)
{
	struct heard *heard = ctx;

	(void)err;
	heard->facts++;
	heard->last = *fact;
	if (fact->kind == FACT_CASE)
		snprintf(heard->name, sizeof(heard->name), "%.*s",
			 SPAN_ARG(fact->as.test.name));
	return 0;
}

/* 0: it makes sense, and to its end; 1: it does not, and *err says why. */
static int listen(struct artifact *artifact, struct heard *heard, struct span records,
		  struct err *err)
{
	struct fact_sink sink = { hear, heard };
	struct wire_in in;
	int rc;

	*artifact = (struct artifact){ .path = SPAN_LIT("r.xml") };
	*heard = (struct heard){ 0 };
	*err = (struct err){ 0 };
	wire_in_init(&in, artifact, &sink, arena);
	rc = wire_take(&in, records, err);
	return rc == 0 ? wire_end(&in, err) : rc;
}

static void makes_no_sense(struct told *told, const char *why)
{
	struct artifact artifact;
	struct heard heard;
	struct err err;

	assert_int_equal(listen(&artifact, &heard, buf_span(&told->records), &err), 1);
	if (!strstr(err.what, why))
		fail_msg("\"%s\" does not say \"%s\"", err.what, why);
	buf_release(&told->records);
}

static struct fact a_case(const char *name)
{
	struct fact fact = fact_new(FACT_CASE);

	fact.as.test.suite = 1;
	fact.as.test.name = span_of(name);
	fact.as.test.outcome = TEST_FAILED;
	return fact;
}

static struct fact a_suite(int64_t number)
{
	struct fact fact = fact_new(FACT_SUITE);

	fact.as.suite.number = number;
	fact.as.suite.name = SPAN_LIT("all");
	return fact;
}

static void what_was_read_is_told_whole(void **state)
{
	struct artifact artifact, about = { .status = ARTIFACT_PARTIAL,
					    .reason = SPAN_LIT("fact-budget"),
					    .detail = SPAN_LIT("not all of it"),
					    .err_line = 7 };
	struct heard heard;
	struct told told;
	struct err err;

	(void)state;
	about.about.generated_at = 1700000000;
	about.about.generated_quality = CLOCK_ZONED;
	about.about.tool = SPAN_LIT("Ümlaut");
	start(&told);
	tell(&told, a_suite(1));
	tell(&told, a_case("one"));
	tell(&told, a_case("two"));
	finish(&told, about);

	assert_int_equal(listen(&artifact, &heard, buf_span(&told.records), &err), 0);
	assert_int_equal(heard.facts, 3);
	assert_string_equal(heard.name, "two");
	assert_int_equal(heard.last.as.test.duration_us, FACT_UNSAID);
	assert_int_equal(artifact.counts.suites, 1);
	assert_int_equal(artifact.counts.cases[TEST_FAILED], 2);
	assert_int_equal(artifact.status, ARTIFACT_PARTIAL);
	assert_span_is(artifact.reason, "fact-budget");
	assert_span_is(artifact.detail, "not all of it");
	assert_span_is(artifact.about.tool, "Ümlaut");
	assert_int_equal(artifact.about.generated_at, 1700000000);
	assert_int_equal(artifact.about.generated_quality, CLOCK_ZONED);
	assert_int_equal(artifact.err_line, 7);
	assert_span_is(artifact.format, "junit-xml");
	assert_int_equal(artifact.family, FAMILY_TESTS); /* of our own table */
	buf_release(&told.records);
}

static void a_text_that_is_no_utf8_ends_before_it(void **state)
{
	struct artifact artifact;
	struct heard heard;
	struct told told;
	struct err err;

	(void)state;
	start(&told);
	tell(&told, a_case("caf\xe9"));
	finish(&told, (struct artifact){ 0 });
	assert_int_equal(listen(&artifact, &heard, buf_span(&told.records), &err), 0);
	assert_string_equal(heard.name, "caf");
	buf_release(&told.records);
}

static void counts_of_what_could_not_be_read_are_nothing(void **state)
{
	struct artifact artifact;
	struct heard heard;
	struct told told;
	struct err err;

	(void)state;
	start(&told);
	tell(&told, a_case("one"));
	finish(&told, (struct artifact){ .status = ARTIFACT_UNREADABLE,
					 .reason = SPAN_LIT("xml-syntax") });
	assert_int_equal(listen(&artifact, &heard, buf_span(&told.records), &err), 0);
	assert_int_equal(artifact.counts.facts, 0);
	assert_int_equal(artifact.counts.cases[TEST_FAILED], 0);
	buf_release(&told.records);
}

static void lies_about_facts_are_refused(void **state)
{
	struct fact fact;
	struct told told;

	(void)state;
	start(&told);
	tell(&told, a_suite(1));
	tell(&told, a_suite(1)); /* its row would replace the other */
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a number out of order");

	start(&told);
	tell(&told, a_suite(1 << 24)); /* of another artifact */
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a number out of order");

	fact = a_case("one");
	fact.as.test.suite = 1 << 24;
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a damaged record");

	fact = a_case("one");
	fact.as.test.outcome = TEST_OUTCOMES;
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a word that is none");

	fact = fact_new(FACT_SCAN);
	fact.as.scan.number = 1;
	fact.as.scan.succeeded = 7;
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a damaged record");

	fact = fact_new(FACT_DOCUMENT);
	fact.as.document.words = -1;
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a damaged record");

	fact.as.document.words = INT64_MAX; /* two of them would overflow */
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a damaged record");

	fact = fact_new(FACT_NOTED);
	start(&told);
	tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "a note without a code");
}

static void lies_about_the_artifact_are_refused(void **state)
{
	struct artifact artifact;
	struct heard heard;
	struct told told;
	struct err err;

	(void)state;
	start(&told);
	finish(&told, (struct artifact){ .format = SPAN_LIT("oracle") });
	makes_no_sense(&told, "a reader that there is not");

	start(&told);
	finish(&told, (struct artifact){ .status = ARTIFACT_PARTIAL });
	makes_no_sense(&told, "a status without a reason");

	start(&told);
	finish(&told, (struct artifact){ .reason = SPAN_LIT("fine") });
	makes_no_sense(&told, "a status without a reason");

	start(&told);
	finish(&told, (struct artifact){ .status = ARTIFACT_MISSING,
					 .reason = SPAN_LIT("gone") });
	makes_no_sense(&told, "a damaged end");

	start(&told);
	finish(&told,
	       (struct artifact){ .about = { .subject_commit = SPAN_LIT("HEAD") } });
	makes_no_sense(&told, "a commit that is none");

	start(&told);
	finish(&told, (struct artifact){ 0 });
	buf_addch(&told.records, '\0');
	makes_no_sense(&told, "");

	start(&told);
	tell(&told, a_case("one"));
	wire_out_release(&told.out);
	assert_int_equal(listen(&artifact, &heard, SPAN_EMPTY, &err), 1);
	assert_non_null(strstr(err.what, "there is no end"));
	buf_release(&told.records);
}

static void facts_past_the_budget_are_counted_and_not_kept(void **state)
{
	struct fact fact = a_case("one");
	struct artifact artifact;
	struct heard heard;
	struct told told;
	struct err err = { 0 };

	(void)state;
	start(&told);
	for (unsigned i = 0; i < LIMIT_FACTS; i++)
		tell(&told, fact);
	assert_ok(wire_add_past(&told.out, &fact, &err));
	finish(&told, (struct artifact){ .status = ARTIFACT_PARTIAL,
					 .reason = SPAN_LIT("fact-budget") });
	assert_int_equal(listen(&artifact, &heard, buf_span(&told.records), &err), 0);
	assert_int_equal(heard.facts, LIMIT_FACTS);
	assert_int_equal(artifact.counts.cases[TEST_FAILED], LIMIT_FACTS + 1);
	buf_release(&told.records);

	start(&told);
	for (unsigned i = 0; i < LIMIT_FACTS + 1; i++)
		tell(&told, fact);
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "more facts than are kept");

	start(&told);
	assert_ok(wire_add_past(&told.out, &fact, &err));
	finish(&told, (struct artifact){ 0 });
	makes_no_sense(&told, "more facts than are kept");
}

/* A reply that a worker, or a disk, has changed in one place. */
static void a_changed_byte_or_a_cut_never_does_harm(void **state)
{
	static const unsigned char flips[] = { 0x01, 0x80, 0xff, 0x10 };
	struct artifact artifact;
	struct heard heard;
	struct told told;
	struct err err;
	char *bytes;

	(void)state;
	start(&told);
	tell(&told, a_suite(1));
	tell(&told, a_case("one"));
	finish(&told, (struct artifact){ .status = ARTIFACT_PARTIAL,
					 .reason = SPAN_LIT("fact-budget"),
					 .detail = SPAN_LIT("not all of it") });
	bytes = told.records.ptr;
	for (size_t i = 0; i < told.records.len; i++) {
		for (size_t f = 0; f < sizeof(flips); f++) {
			char was = bytes[i];
			int rc;

			bytes[i] = (char)((unsigned char)was ^ flips[f]);
			rc = listen(&artifact, &heard, buf_span(&told.records), &err);
			assert_true(rc == 0 || (rc == 1 && err.what[0]));
			bytes[i] = was;
		}
		assert_int_equal(listen(&artifact, &heard, (struct span){ bytes, i },
					&err),
				 1);
	}
	buf_release(&told.records);
}

static void the_revision_names_every_reader(void **state)
{
	struct span revision = wire_revision(arena);

	(void)state;
	for (size_t i = 0; readers[i]; i++)
		assert_true(span_find(revision, span_of(readers[i]->name)) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_read_is_told_whole),
		cmocka_unit_test(a_text_that_is_no_utf8_ends_before_it),
		cmocka_unit_test(counts_of_what_could_not_be_read_are_nothing),
		cmocka_unit_test(lies_about_facts_are_refused),
		cmocka_unit_test(lies_about_the_artifact_are_refused),
		cmocka_unit_test(facts_past_the_budget_are_counted_and_not_kept),
		cmocka_unit_test(a_changed_byte_or_a_cut_never_does_harm),
		cmocka_unit_test(the_revision_names_every_reader),
	};

	return cmocka_run_group_tests_name("wire", tests, set_up, tear_down);
}
