/*
 * Formats that are known by the name of the file or folder, and what only a whole
 * path can show; the fixtures have no folders.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "readers/image.h"
#include "readers/reader.h"
#include "readers/rows.h"

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

static int take(void *ctx, const struct fact *fact, struct err *err)
{
	if (fact->kind != FACT_DOCUMENT)
		rows_add(ctx, fact);
	return buf_check(ctx, "the rows", err);
}

/* The rows of the text, the document's own left out. */
static struct span rows_of(struct artifact *artifact, const char *path,
			   struct span text)
{
	struct err err = { 0 };
	struct buf rows;
	struct fact_sink sink = { take, &rows };
	struct span out;

	buf_init(&rows, 64 * LIMIT_MIB);
	*artifact = (struct artifact){ .path = span_of(path), .size = text.len };
	assert_ok(reader_read(artifact, text, NULL, &sink, scratch, arena, &err));
	out = arena_copy(arena, buf_span(&rows));
	buf_release(&rows);
	arena_clear(scratch);
	return out;
}

static void assert_rows(const char *path, const char *text, const char *format,
			const char *want)
{
	struct artifact artifact;
	struct span rows = rows_of(&artifact, path, span_of(text));

	assert_span_is(artifact.format, format);
	assert_span_is(rows, want);
}

/* ---- migrations ---- */

static void a_migration_has_its_number_from_its_name_or_folder(void **state)
{
	static const struct {
		const char *path, *row;
	} rows[] = {
		{ "prisma/migrations/20261121093000_add_users/migration.sql",
		  "number=\"20261121093000\" name=\"add_users\" direction=up" },
		{ "migrations/2026-11-21-093000_add/up.sql",
		  "number=\"2026-11-21-093000\" name=\"add\" direction=up" },
		{ "migrations/2026-11-21-093000_add/down.sql",
		  "number=\"2026-11-21-093000\" name=\"add\" direction=down" },
		{ "db/migrate/000007_x.up.sql",
		  "number=\"000007\" name=\"x\" direction=up" },
		{ "db/migrate/rollback/000007_x.sql",
		  "number=\"000007\" name=\"x\" direction=down" },
		{ "db/V2_1__two words.sql",
		  "number=\"2_1\" name=\"two words\" direction=up" },
		{ "db/U2.1__back.sql", "number=\"2.1\" name=\"back\" direction=down" },
		{ "db/R__views.sql", "name=\"views\" direction=up" },
		{ "migrations/seed.sql", "name=\"seed\" direction=up" },
		{ "sql/007-rollback_payments.sql",
		  "number=\"007\" name=\"rollback_payments\" direction=up" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_rows(rows[i].path, "SELECT 1;", "sql-migration",
			    arena_printf(arena,
					 "migration %s n_statements=1 "
					 "n_destructive=0 n_unguarded=0\n",
					 rows[i].row)
				    .ptr);
	assert_rows("sql/report.sql", "SELECT 1;", "text",
		    "text_stat n_lines=1 n_bytes=9 n_error=0 n_warn=0 n_fatal=0\n");
}

static void statements_are_counted_outside_strings_and_bodies(void **state)
{
	static const struct {
		const char *text;
		int statements, destructive, unguarded;
	} rows[] = {
		{ "", 0, 0, 0 },
		{ ";;;", 0, 0, 0 },
		{ "SELECT ';'; SELECT \";\"", 2, 0, 0 },
		{ "SELECT E'\\';'; SELECT 1", 2, 0, 0 },
		{ "SELECT '\\'; SELECT 1", 2, 0, 0 },
		{ "DO $x$ DROP TABLE a; $x$;", 1, 0, 0 },
		{ "/* ; /* ; */ ; */ DROP TABLE a", 1, 1, 1 },
		{ "CREATE OR REPLACE VIEW v AS SELECT 1", 1, 0, 0 },
		{ "CREATE TRIGGER t BEGIN DELETE FROM a; DROP TABLE b; END; SELECT 1",
		  2, 0, 1 },
		{ "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN 1 THEN 2 END; "
		  "END; "
		  "SELECT 2",
		  2, 0, 1 },
		{ "BEGIN; DROP TABLE IF EXISTS a; COMMIT", 1, 1, 0 },
		{ "ALTER TABLE a ADD b int; ALTER TABLE a DROP b", 2, 1, 1 },
		{ "TRUNCATE a", 1, 1, 0 },
		{ "DROP TABLE a -- ;\n, b; SELECT 1", 2, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct artifact artifact;

		if (rows[i].text[0] == '\0')
			continue;
		rows_of(&artifact, "1_a.sql", span_of(rows[i].text));
		if (artifact.counts.statements != rows[i].statements ||
		    artifact.counts.destructive != rows[i].destructive ||
		    artifact.counts.unguarded != rows[i].unguarded)
			fail_msg("%s: %d statements, %d destructive, %d unguarded",
				 rows[i].text, (int)artifact.counts.statements,
				 (int)artifact.counts.destructive,
				 (int)artifact.counts.unguarded);
	}
}

/* ---- owners ---- */

static void owners_of_a_section_are_those_of_its_lines(void **state)
{
	(void)state;
	assert_rows(".github/CODEOWNERS",
		    "# all of it\n"
		    "* @acme/all\n"
		    "/docs/ @ann ben@acme.example # words\n"
		    "/build/\n"
		    "[Backend] @acme/back\n"
		    "a\\ b.c\n"
		    "x.c @dora\n"
		    "^[Optional][2]\n"
		    "[a-z]*.md @eve\n"
		    "lib/\n",
		    "codeowners",
		    "codeowner pattern=\"*\" owner=\"@acme/all\" line=2\n"
		    "codeowner pattern=\"/docs/\" owner=\"@ann\" line=3\n"
		    "codeowner pattern=\"/docs/\" owner=\"ben@acme.example\" line=3\n"
		    "codeowner pattern=\"/build/\" line=4\n"
		    "codeowner pattern=\"a\\\\ b.c\" owner=\"@acme/back\" line=6\n"
		    "codeowner pattern=\"x.c\" owner=\"@dora\" line=7\n"
		    "codeowner pattern=\"[a-z]*.md\" owner=\"@eve\" line=9\n"
		    "codeowner pattern=\"lib/\" line=10\n");
}

static void a_section_first_makes_no_json_of_the_owners(void **state)
{
	(void)state;
	assert_rows("CODEOWNERS", "[Docs] @ann\n*.md\n", "codeowners",
		    "codeowner pattern=\"*.md\" owner=\"@ann\" line=2\n");
	assert_rows("my.codeowners", "/a @ann\n", "text",
		    "text_stat n_lines=1 n_bytes=7 n_error=0 n_warn=0 n_fatal=0\n");
}

/* ---- images ---- */

static void an_image_has_a_name_a_tag_and_a_digest(void **state)
{
	static const struct {
		const char *image, *name, *tag, *digest;
	} rows[] = {
		{ "redis", "redis", "", "" },
		{ "redis:7", "redis", "7", "" },
		{ "host:5000/redis", "host:5000/redis", "", "" },
		{ "host:5000/redis:7", "host:5000/redis", "7", "" },
		{ "redis@sha256:ab", "redis", "", "sha256:ab" },
		{ "h:5/a/b:c@sha256:ab", "h:5/a/b", "c", "sha256:ab" },
		{ "a:${TAG:-x}", "a", "${TAG:-x}", "" },
		{ "${REG:-h:5}/a", "${REG:-h:5}/a", "", "" },
		{ "", "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span name, tag, digest;

		image_split(span_of(rows[i].image), &name, &tag, &digest);
		assert_span_is(name, rows[i].name);
		assert_span_is(tag, rows[i].tag);
		assert_span_is(digest, rows[i].digest);
	}
}

/* ---- names ---- */

static void a_dockerfile_is_known_by_its_name_or_by_what_it_says(void **state)
{
	static const struct {
		const char *path, *text, *format;
	} rows[] = {
		{ "Dockerfile", "from alpine\n", "dockerfile" },
		{ "api/Dockerfile.dev", "ARG X\nFROM alpine\n", "dockerfile" },
		{ "Containerfile", "FROM alpine\n", "dockerfile" },
		{ "build/image", "FROM alpine\nRUN x\n", "dockerfile" },
		{ "build/image", "FROM here to there\nnothing\n", "text" },
		{ "build/image", "from os import path\nimport x\n", "text" },
		{ "Dockerfile", "RUN x\n", "text" },
		{ "Dockerfile.md", "FROM alpine\n", "markdown-doc" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct artifact artifact;

		rows_of(&artifact, rows[i].path, span_of(rows[i].text));
		assert_span_is(artifact.format, rows[i].format);
	}
}

static void a_file_of_secrets_is_withheld_and_its_keys_are_not(void **state)
{
	struct artifact artifact;
	struct span rows = rows_of(&artifact, ".env.production",
				   SPAN_LIT("DB_PASSWORD=Zq8-horse-battery\n"
					    "LEGACY_SHARED_TOKEN_ENABLED=false\n"));

	(void)state;
	assert_true(artifact.withheld);
	assert_span_is(artifact.format, "dotenv");
	assert_true(span_find(rows, SPAN_LIT("horse")) < 0);
	assert_true(span_find(rows, SPAN_LIT("key=\"LEGACY_SHARED_TOKEN_ENABLED\" "
					     "has_value=1 value_class=\"boolean\" "
					     "value=\"false\"")) > 0);
}

static void data_of_a_secret_is_in_no_fact(void **state)
{
	struct artifact artifact;
	struct span rows = rows_of(
		&artifact, "s.json",
		SPAN_LIT("{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": "
			 "{\"name\": \"dG9wLXNlY3JldC1wdw==\"}, \"data\": {\"p\": "
			 "\"dG9wLXNlY3JldC1wdw==\"}}"));

	(void)state;
	assert_true(artifact.withheld);
	assert_true(span_find(rows, SPAN_LIT("dG9w")) < 0);
}

/* ---- budgets ---- */

static void more_values_than_the_budget_are_a_part(void **state)
{
	struct artifact artifact;
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_addch(&text, '[');
	for (unsigned i = 0; i < 60000; i++)
		buf_adds(&text, i ? ",1" : "1");
	buf_addch(&text, ']');
	rows_of(&artifact, "v.json", buf_span(&text));
	buf_release(&text);
	assert_int_equal(artifact.status, ARTIFACT_PARTIAL);
	assert_span_is(artifact.reason, "fact-budget");
	assert_int_equal(artifact.counts.values, 50000);
}

static void a_pointer_too_long_to_ask_for_is_left_out(void **state)
{
	struct artifact artifact;
	struct buf text;

	(void)state;
	buf_init(&text, LIMIT_MIB);
	buf_adds(&text, "{\"");
	for (unsigned i = 0; i < 5000; i++)
		buf_addch(&text, '/');
	buf_adds(&text, "\": [1, 2], \"b\": 3}");
	rows_of(&artifact, "v.json", buf_span(&text));
	buf_release(&text);
	assert_int_equal(artifact.status, ARTIFACT_OK);
	assert_int_equal(artifact.counts.values, 2); /* the root and "b" */
}

/* ---- Makefiles ---- */

static void a_makefile_has_the_targets_that_it_has_rules_for(void **state)
{
	static const char text[] = "CC := gcc\n"
				   ".PHONY: test\n"
				   "test unit: all \\\n"
				   "  more: less\n"
				   "\tfalse: x\n"
				   "%.o: %.c\n"
				   "$(B)/x: y\n"
				   "debug: CFLAGS = -g\n"
				   "A ::= b\n"
				   "# note: no\n"
				   "define TEXT\n"
				   "inside: no\n"
				   "endef\n"
				   "clean::\n";
	struct artifact artifact;
	struct span rows = rows_of(&artifact, "src/Makefile", span_of(text));

	(void)state;
	assert_span_is(artifact.format, "makefile");
	assert_true(span_find(rows, SPAN_LIT("/targets/test\"")) >= 0);
	assert_true(span_find(rows, SPAN_LIT("/targets/unit\"")) >= 0);
	assert_true(span_find(rows, SPAN_LIT("/targets/clean\"")) >= 0);
	assert_int_equal(artifact.counts.values, 3);
	rows = rows_of(&artifact, "GNUmakefile", SPAN_LIT("-include a.mk\nall:\n"));
	assert_true(span_find(rows, SPAN_LIT("/files/include\"")) >= 0);
	rows_of(&artifact, "notes.txt", SPAN_LIT("all: we need\n"));
	assert_span_is(artifact.format, "text");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(a_migration_has_its_number_from_its_name_or_folder),
		TEST(statements_are_counted_outside_strings_and_bodies),
		TEST(owners_of_a_section_are_those_of_its_lines),
		TEST(a_section_first_makes_no_json_of_the_owners),
		TEST(an_image_has_a_name_a_tag_and_a_digest),
		TEST(a_dockerfile_is_known_by_its_name_or_by_what_it_says),
		TEST(a_file_of_secrets_is_withheld_and_its_keys_are_not),
		TEST(data_of_a_secret_is_in_no_fact),
		TEST(more_values_than_the_budget_are_a_part),
		TEST(a_pointer_too_long_to_ask_for_is_left_out),
		TEST(a_makefile_has_the_targets_that_it_has_rules_for),
	};

	return cmocka_run_group_tests_name("named readers", tests, NULL, NULL);
}
