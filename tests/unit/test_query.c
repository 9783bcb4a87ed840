/* Strangers' SQL: what it gives, and all that it may not do (security.md D2). */
#include "unit.h"

#include "base/buf.h"
#include "base/limits.h"
#include "store/query.h"

#include <stdlib.h>
#include <unistd.h>

#define NOW 1767261000 /* 2026-01-01 09:50 UTC */

static char path[64];
static struct query *query;

static int set_up(void **state)
{
	struct store *store;
	struct err err = { 0 };
	int fd;

	(void)state;
	snprintf(path, sizeof(path), "/tmp/muster-query-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_ok(query_open(&query, "/nonexistent/x", NOW, &err) == -ERR_ABSENT ? 0
										 : -1);
	err = (struct err){ 0 };
	assert_ok(store_open(&store, path, STORE_WRITE, &err));
	store_close(store);
	assert_ok(query_open(&query, path, NOW, &err));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	query_close(query);
	unlink(path);
	return 0;
}

static int add_row(void *ctx, const struct query_value *values, size_t count,
		   struct err *err)
{
	struct buf *out = ctx;

	(void)err;
	for (size_t i = 0; i < count; i++) {
		buf_adds(out, i > 0 ? "|" : "");
		buf_add(out, values[i].type == QUERY_NULL ? SPAN_LIT("NULL")
							  : values[i].text);
	}
	buf_addch(out, '\n');
	return 0;
}

static int ask(struct buf *out, const char *sql, struct err *err)
{
	const struct query_param params[] = {
		{ .name = ":commit", .text = SPAN_LIT("c0ffee") },
		{ .name = ":n", .is_number = true, .number = 42 },
	};
	const struct query_sink sink = { NULL, add_row, out };

	*err = (struct err){ 0 };
	buf_init(out, LIMIT_MIB);
	return query_run(query, span_of(sql), params, 2, &sink, err);
}

/* clang-format off: one query a line */
static const struct {
	const char *sql, *rows;
} fine[] = {
	{ "SELECT 1, 'a', NULL, 2.5", "1|a|NULL|2.5\n" },
	{ "SELECT 1;  -- and a comment\n", "1\n" },
	{ "WITH a(x) AS (VALUES (1),(2)) SELECT sum(x) FROM a", "3\n" },
	{ "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a WHERE x < 5) "
	  "SELECT group_concat(x) FROM a",
	  "1,2,3,4,5\n" },
	{ "SELECT :commit, :n, :other", "c0ffee|42|NULL\n" },
	{ "SELECT count(*) FROM v_item", "0\n" },
	{ "SELECT count(*) > 20 FROM sqlite_schema", "1\n" },
	{ "SELECT value FROM json_each('[1,2]')", "1\n2\n" },
	{ "SELECT json_extract('{\"a\":7}', '$.a'), '{\"a\":8}' ->> 'a'", "7|8\n" },
	/* "now" is the time of the audit */
	{ "SELECT datetime('now'), unixepoch(), date()",
	  "2026-01-01 09:50:00|1767261000|2026-01-01\n" },
	{ "SELECT sev('Critical'), sev('none'), sev('unknown'), sev(NULL)",
	  "5|0|NULL|NULL\n" },
	{ "SELECT glob_path('a/b/c.xml', 'a/**/*.xml'), glob_path('b.xml', 'a/*')",
	  "1|0\n" },
	/* semver.org section 11: the order of its own example */
	{ "SELECT semver_cmp('1.0.0-alpha','1.0.0-alpha.1'), "
	  "semver_cmp('1.0.0-alpha.1','1.0.0-alpha.beta'),"
	  " semver_cmp('1.0.0-alpha.beta','1.0.0-beta'), "
	  "semver_cmp('1.0.0-beta.2','1.0.0-beta.11'),"
	  " semver_cmp('1.0.0-rc.1','1.0.0')",
	  "-1|-1|-1|-1|-1\n" },
	{ "SELECT semver_cmp('v1.10.0','1.9.9'), semver_cmp('1.0.0+a','1.0.0+b'), "
	  "semver_cmp('1.2','1.2.0'), semver_cmp('x','1.0.0')",
	  "1|0|0|NULL\n" },
	{ "SELECT "
	  "semver_cmp('100000000000000000000000.0.0','99999999999999999999999.0.0')",
	  "1\n" },
};

static const struct {
	const char *sql, *tag;
	enum err_code code;
} refused[] = {
	{ "DELETE FROM run", "sql-refused", ERR_USAGE },
	{ "INSERT INTO run(id) VALUES ('x')", "sql-refused", ERR_USAGE },
	{ "CREATE TABLE x(a)", "sql-refused", ERR_USAGE },
	{ "CREATE TEMP TABLE x(a)", "sql-refused", ERR_USAGE },
	{ "DROP TABLE run", "sql-refused", ERR_USAGE },
	{ "PRAGMA user_version", "sql-refused", ERR_USAGE },
	{ "SELECT * FROM pragma_table_info('run')", "sql-refused", ERR_USAGE },
	{ "ATTACH '/etc/passwd' AS x", "sql-refused", ERR_USAGE },
	{ "VACUUM INTO '/tmp/x'", "sql-several", ERR_USAGE },
	{ "SELECT load_extension('x')", "sql-refused", ERR_USAGE },
	{ "SELECT readfile('/etc/passwd')", "sql-error", ERR_USAGE },
	{ "SELECT random()", "sql-refused", ERR_USAGE },
	{ "SELECT randomblob(4)", "sql-refused", ERR_USAGE },
	{ "SELECT zeroblob(1000000)", "sql-refused", ERR_USAGE },
	{ "SELECT sqlite_version()", "sql-refused", ERR_USAGE },
	{ "BEGIN", "sql-refused", ERR_USAGE },
	{ "SELECT 1; SELECT 2", "sql-several", ERR_USAGE },
	{ "", "sql-several", ERR_USAGE },
	{ "-- nothing", "sql-several", ERR_USAGE },
	{ "SELECT nope FROM run", "sql-error", ERR_USAGE },
	{ "SELEC 1", "sql-error", ERR_USAGE },
	{ "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT "
	  "count(*) FROM a",
	  "sql-steps", ERR_LIMIT },
	{ "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a LIMIT "
	  "100001) SELECT x FROM a",
	  "sql-rows", ERR_LIMIT },
	{ "SELECT length(printf('%900000d', 1) || printf('%900000d', 1))", "sql-size",
	  ERR_LIMIT },
	{ "WITH RECURSIVE a(x, y) AS (SELECT 1, printf('%900000d', 1) UNION ALL SELECT "
	  "x + 1, y || '' FROM a LIMIT 500)"
	  " SELECT y FROM a ORDER BY x DESC",
	  "sql-memory", ERR_LIMIT },
};
/* clang-format on */

static void a_query_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
		struct err err;
		struct buf out;

		if (ask(&out, fine[i].sql, &err) < 0)
			fail_msg("%s: %s", fine[i].sql, err.what);
		if (!span_is(buf_span(&out), fine[i].rows))
			fail_msg("%s gives %.*s", fine[i].sql, (int)out.len, out.ptr);
		buf_release(&out);
	}
}

static void a_query_does_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct err err;
		struct buf out;
		int rc = ask(&out, refused[i].sql, &err);

		if (rc != -(int)refused[i].code || strcmp(err.tag, refused[i].tag) != 0)
			fail_msg("%s: %d %s, %s", refused[i].sql, rc, err.tag,
				 err.what);
		assert_true(err.fix[0] != '\0');
		buf_release(&out);
	}
}

static void a_refusal_leaves_nothing_behind(void **state)
{
	struct err err;
	struct buf out;

	(void)state;
	assert_true(ask(&out, "SELECT random()", &err) < 0);
	buf_release(&out);
	assert_ok(ask(&out, "SELECT 7", &err));
	assert_true(span_is(buf_span(&out), "7\n"));
	buf_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_query_reads),
		TEST(a_query_does_nothing_else),
		TEST(a_refusal_leaves_nothing_behind),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
