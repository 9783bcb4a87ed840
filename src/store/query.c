#include "store/query.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/table.h"
#include "store/maps.h"
#include "store/searched.h"
#include "store/stmt.h"
#include "text/glob.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define STEPS_BETWEEN 500 /* looks at the count, in instructions of SQLite */
#define COLUMNS_MAX   100

/* clang-format off: sorted; looked up with bsearch() */
static const char *const functions[] = {
	"->",
	"->>",
	"abs",
	"avg",
	"ceil",
	"ceiling",
	"char",
	"coalesce",
	"count",
	"cume_dist",
	"date",
	"datetime",
	"dense_rank",
	"first_value",
	"floor",
	"format",
	"glob",
	"glob_path",
	"group_concat",
	"hex",
	"ifnull",
	"iif",
	"instr",
	"json",
	"json_array",
	"json_array_length",
	"json_each",
	"json_extract",
	"json_group_array",
	"json_group_object",
	"json_object",
	"json_quote",
	"json_tree",
	"json_type",
	"json_valid",
	"julianday",
	"lag",
	"last_value",
	"lead",
	"length",
	"like",
	"likelihood",
	"likely",
	"lower",
	"ltrim",
	"max",
	"min",
	"mod",
	"nth_value",
	"ntile",
	"nullif",
	"percent_rank",
	"pow",
	"power",
	"printf",
	"quote",
	"rank",
	"replace",
	"round",
	"row_number",
	"rtrim",
	"semver_cmp",
	"sev",
	"sign",
	"sqrt",
	"strftime",
	"substr",
	"substring",
	"sum",
	"time",
	"total",
	"trim",
	"trunc",
	"typeof",
	"unicode",
	"unixepoch",
	"unlikely",
	"upper",
};

static const struct {
	int limit, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, LIMIT_SQL_VALUE },
	{ SQLITE_LIMIT_SQL_LENGTH, LIMIT_SQL_TEXT },
	{ SQLITE_LIMIT_COLUMN, COLUMNS_MAX },
	{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 20 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 50 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};
/* clang-format on */

/*
 * SQLite asks its VFS what time it is.  This one is the default with another
 * answer, so that "now" in a query is the time of the audit.
 */
struct stopped_clock {
	sqlite3_vfs vfs;
	int64_t now;
	char name[40];
};

struct query {
	struct arena *arena; /* holds this struct too */
	struct stopped_clock clock;
	struct store *store;
	char refused[160];  /* what the authorizer said no to */
	struct span mapped; /* the database's file, or empty */
	bool facts_alone;
	struct table *tables; /* then: names of tables and views, in lower case */
	struct arena *scratch;
	uint64_t steps, max_steps;
	int64_t stop_at; /* microseconds of the monotonic clock */
	bool out_of_steps, out_of_time;
	struct searched searched; /* of facts alone */
};

/* ---- what is allowed ---- */

static int by_name(const void *key, const void *entry)
{
	return strcasecmp(key, *(const char *const *)entry);
}

static bool is_listed(const char *function)
{
	return bsearch(function, functions, sizeof(functions) / sizeof(functions[0]),
		       sizeof(functions[0]), by_name) != NULL;
}

static int refuse(struct query *query, const char *what, const char *name)
{
	if (query->refused[0] == '\0')
		snprintf(query->refused, sizeof(query->refused), "%s%s%.100s", what,
			 name ? " " : "", name ? name : "");
	return SQLITE_DENY;
}

/* Tables of the database itself, and those that json_each() and json_tree() give. */
static bool is_readable(const char *table, const char *database)
{
	if (!table)
		return false;
	if (strncasecmp(table, "sqlite_", 7) == 0)
		return strcasecmp(table, "sqlite_schema") == 0 ||
		       strcasecmp(table, "sqlite_master") == 0;
	if (strncasecmp(table, "pragma_", 7) == 0 || strcasecmp(table, "dbstat") == 0)
		return false;
	return !database || strcmp(database, "main") == 0 ||
	       strcasecmp(table, "json_each") == 0 ||
	       strcasecmp(table, "json_tree") == 0 ||
	       strcasecmp(table, "matches") == 0 || strcasecmp(table, "lines") == 0;
}

/* clang-format off: what checks read besides the tables of facts */
static const char *const fact_views[] = {
	"artifact", "test_case",    "finding_alias", "v_test",
	"v_open",   "v_clean_scan", "json_each",     "json_tree",
	"matches",  "lines",        "run_artifact", /* by way of a view: refuse_words()
						     */
};
/* clang-format on */

static bool is_fact(const struct query *query, const char *table, const char *column)
{
	struct span name = utf8_fold(query->scratch, span_of(table));
	bool is_stored = table_get(query->tables, name);

	arena_clear(query->scratch);
	/* A subquery or WITH that is only counted is read as a table of its name. */
	if (!is_stored && column[0] == '\0')
		return true;
	/* The views ask which run is the newest; no column: how many there are. */
	if (strcasecmp(table, "run") == 0)
		return column[0] == '\0' || strcasecmp(column, "run_id") == 0;
	for (size_t i = 0; i < sizeof(fact_views) / sizeof(fact_views[0]); i++)
		if (strcasecmp(table, fact_views[i]) == 0)
			return true;
	for (size_t i = 0; i < FACT_KINDS; i++)
		if (fact_shapes[i].table &&
		    strcasecmp(table, fact_shapes[i].table) == 0)
			return true;
	return false;
}

static bool mentions(struct span sql, const char *word)
{
	for (size_t i = 0; i < sql.len; i++)
		if (span_starts_nocase(span_from(sql, i), word))
			return true;
	return false;
}

/*
 * What the authorizer cannot see.  It cannot tell the view `artifact` from a WITH of
 * that name, so the table below it, which has the rows of earlier runs, may not be
 * named at all; and the machine's time zone is asked for in a text.
 */
static bool refuse_words(struct query *query, struct span sql)
{
	if (mentions(sql, "run_artifact"))
		refuse(query, "reading the table", "run_artifact");
	else if (mentions(sql, "localtime"))
		refuse(query, "the modifier", "localtime");
	return query->refused[0] != '\0';
}

static int authorize(void *ctx, int action, const char *first, const char *second,
		     const char *database, const char *inner)
{
	struct query *query = ctx;

	(void)inner;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return is_readable(first, database) && (!query->facts_alone ||
							is_fact(query, first, second))
			       ? SQLITE_OK
			       : refuse(query, "reading the table", first);
	case SQLITE_FUNCTION:
		return second && is_listed(second)
			       ? SQLITE_OK
			       : refuse(query, "the function", second);
	case SQLITE_PRAGMA:
		return refuse(query, "PRAGMA", first);
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return refuse(query, "ATTACH and DETACH", NULL);
	default:
		return refuse(query, "anything but SELECT", NULL);
	}
}

static int count_steps(void *ctx)
{
	struct query *query = ctx;

	query->steps += STEPS_BETWEEN;
	query->out_of_steps = query->steps > query->max_steps;
	query->out_of_time = clock_monotonic_us() > query->stop_at;
	return query->out_of_steps || query->out_of_time;
}

/* ---- functions of ours ---- */

static struct span text_of(sqlite3_value *value)
{
	struct span text = { (const char *)sqlite3_value_text(value), 0 };

	text.len = text.ptr ? (size_t)sqlite3_value_bytes(value) : 0;
	return text;
}

static void sev(sqlite3_context *context, int count, sqlite3_value **values)
{
	static const char *const words[] = { "none",   "info", "low",
					     "medium", "high", "critical" };
	struct span word = text_of(values[0]);

	(void)count;
	for (int i = 0; i < (int)(sizeof(words) / sizeof(words[0])); i++)
		if (span_is_nocase(word, words[i]))
			sqlite3_result_int(context, i);
}

static void glob_of_path(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct span path = text_of(values[0]), pattern = text_of(values[1]);

	(void)count;
	if (path.ptr && pattern.ptr)
		sqlite3_result_int(context, glob_match(pattern, path, 0));
}

/* "1.2.3-rc.1+build", "v" in front allowed: semver.org 2.0.0, section 11. */
struct version {
	struct span core[3];
	struct span pre;
};

static bool is_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

/* By value, without converting: digits may be any number. */
static int compare_numbers(struct span a, struct span b)
{
	while (a.len > 1 && a.ptr[0] == '0')
		a = span_from(a, 1);
	while (b.len > 1 && b.ptr[0] == '0')
		b = span_from(b, 1);
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return span_cmp(a, b);
}

static bool read_version(struct version *out, struct span text)
{
	ptrdiff_t at;

	*out = (struct version){ .pre = SPAN_EMPTY };
	if (span_starts(text, "v") || span_starts(text, "V"))
		text = span_from(text, 1);
	at = span_index(text, '+');
	if (at >= 0)
		text = span_sub(text, 0, (size_t)at);
	at = span_index(text, '-');
	if (at >= 0) {
		out->pre = span_from(text, (size_t)at + 1);
		text = span_sub(text, 0, (size_t)at);
		if (out->pre.len == 0)
			return false;
	}
	for (size_t i = 0; i < 3; i++) {
		out->core[i] = SPAN_LIT("0");
		if (i > 0 && text.ptr == NULL)
			continue;
		at = span_index(text, '.');
		out->core[i] = at >= 0 ? span_sub(text, 0, (size_t)at) : text;
		text = at >= 0 ? span_from(text, (size_t)at + 1)
			       : (struct span){ NULL, 0 };
		if (!is_number(out->core[i]))
			return false;
	}
	return text.ptr == NULL;
}

static int compare_pre(struct span a, struct span b)
{
	struct span left, right;

	if (a.len == 0 || b.len == 0)
		return (a.len == 0) - (b.len == 0);
	for (;;) {
		bool more_left = span_split(&a, '.', &left);
		bool more_right = span_split(&b, '.', &right);
		int order;

		if (!more_left || !more_right)
			return (int)more_left - (int)more_right;
		if (is_number(left) != is_number(right))
			return is_number(left) ? -1 : 1;
		order = is_number(left) ? compare_numbers(left, right)
					: span_cmp(left, right);
		if (order != 0)
			return order;
	}
}

static void semver_cmp(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct version a, b;
	int order = 0;

	(void)count;
	if (!read_version(&a, text_of(values[0])) ||
	    !read_version(&b, text_of(values[1])))
		return;
	for (size_t i = 0; i < 3 && order == 0; i++)
		order = compare_numbers(a.core[i], b.core[i]);
	if (order == 0)
		order = compare_pre(a.pre, b.pre);
	sqlite3_result_int(context, (order > 0) - (order < 0));
}

/* clang-format off */
static const struct {
	const char *name;
	int args;
	void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
} own_functions[] = {
	{ "sev",        1, sev },
	{ "semver_cmp", 2, semver_cmp },
	{ "glob_path",  2, glob_of_path },
};
/* clang-format on */

/* ---- opening ---- */

static int julian_ms(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
	const struct stopped_clock *stopped = (const struct stopped_clock *)(void *)vfs;

	*out = (stopped->now + 210866760000) * 1000; /* from noon of 24 Nov 4714 BC */
	return SQLITE_OK;
}

static void stop_clock(struct stopped_clock *stopped, int64_t now)
{
	stopped->vfs = *sqlite3_vfs_find(NULL);
	snprintf(stopped->name, sizeof(stopped->name), "muster-%p", (void *)stopped);
	stopped->vfs.pNext = NULL;
	stopped->vfs.zName = stopped->name;
	stopped->vfs.xCurrentTimeInt64 = julian_ms;
	stopped->now = now;
	sqlite3_vfs_register(&stopped->vfs, 0);
}

static void restrict_to_reading(struct query *query)
{
	sqlite3 *db = query->store->db;

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
	for (size_t i = 0; i < sizeof(own_functions) / sizeof(own_functions[0]); i++)
		sqlite3_create_function_v2(db, own_functions[i].name,
					   own_functions[i].args,
					   SQLITE_UTF8 | SQLITE_DETERMINISTIC |
						   SQLITE_INNOCUOUS,
					   NULL, own_functions[i].call, NULL, NULL,
					   NULL);
	sqlite3_set_authorizer(db, authorize, query);
	sqlite3_progress_handler(db, STEPS_BETWEEN, count_steps, query);
	sqlite3_hard_heap_limit64(LIMIT_SQL_HEAP);
}

static struct query *new_query(int64_t now)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct query *query = ARENA_NEW(arena, struct query);

	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1);
	if (sqlite3_initialize() != SQLITE_OK)
		oom();
	query->arena = arena;
	query->max_steps = LIMIT_SQL_STEPS;
	stop_clock(&query->clock, now);
	return query;
}

/* Once its database is open, or could not be. */
static int finish_opening(struct query **out, struct query *query, int rc,
			  struct err *err)
{
	if (rc == 0)
		rc = store_run(query->store,
			       "PRAGMA query_only = ON;"
			       /* Known from now on; making them known is no SELECT. */
			       "SELECT 1 FROM json_each('[]'), json_tree('[]');",
			       err);
	if (rc < 0) {
		query_close(query);
		return rc;
	}
	restrict_to_reading(query);
	*out = query;
	return 0;
}

int query_open(struct query **out, const char *path, int64_t now, struct err *err)
{
	struct query *query = new_query(now);

	*out = NULL;
	return finish_opening(out, query,
			      store_open_with(&query->store, path, STORE_ASK,
					      query->clock.name, err),
			      err);
}

int query_facts_of(struct query_facts *out, struct store *store, bool by_path,
		   struct err *err)
{
	sqlite3_int64 size = 0;

	*out = (struct query_facts){ .path = NULL };
	if (by_path && store->mode != STORE_MEMORY) {
		out->path = store->path;
		return 0;
	}
	out->bytes.ptr = (const char *)sqlite3_serialize(store->db, "main", &size, 0);
	out->bytes.len = (size_t)size;
	return out->bytes.ptr ? 0 : store_fail(store, err);
}

void query_facts_release(struct query_facts *facts)
{
	sqlite3_free((void *)(uintptr_t)facts->bytes.ptr);
	*facts = (struct query_facts){ .path = NULL };
}

static int map_file(struct span *out, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st = { .st_size = 0 };
	void *bytes = MAP_FAILED;

	*out = SPAN_EMPTY;
	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
		bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (fd >= 0)
		close(fd);
	if (bytes == MAP_FAILED)
		return err_errno(err, "cannot read the database", path);
	*out = (struct span){ bytes, (size_t)st.st_size };
	return 0;
}

/* The bytes take the place of an empty database that is never written. */
static int attach_bytes(struct query *query, struct span bytes, struct err *err)
{
	int rc = store_open_with(&query->store, NULL, STORE_MEMORY, query->clock.name,
				 err);

	if (rc < 0)
		return rc;
	if (sqlite3_deserialize(query->store->db, "main",
				(unsigned char *)(uintptr_t)bytes.ptr,
				(sqlite3_int64)bytes.len, (sqlite3_int64)bytes.len,
				SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		return store_fail(query->store, err);
	return 0;
}

static int list_tables(struct query *query, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = store_prepare(&stmt, query->store,
			       "SELECT lower(name) FROM sqlite_schema", err);

	query->tables = table_new(query->arena);
	query->scratch = arena_new(LIMIT_SCRATCH_BYTES);
	while (rc == 0 && row) {
		rc = store_step(&row, query->store, stmt, err);
		if (rc == 0 && row)
			*table_slot(query->tables,
				    span_of((const char *)sqlite3_column_text(stmt,
									      0))) =
				query;
	}
	return rc;
}

int query_open_facts(struct query **out, const struct query_facts *facts, int64_t now,
		     struct err *err)
{
	struct query *query = new_query(now);
	int rc = 0;

	*out = NULL;
	query->facts_alone = true;
	if (facts->path)
		rc = map_file(&query->mapped, facts->path, err);
	if (rc == 0)
		rc = attach_bytes(query, facts->path ? query->mapped : facts->bytes,
				  err);
	if (rc == 0)
		rc = list_tables(query, err);
	query->searched.texts = facts->texts;
	if (rc == 0 && facts->texts.at &&
	    searched_register(query->store->db, &query->searched) != SQLITE_OK)
		rc = store_fail(query->store, err);
	/* Known from now on, as those of JSON. */
	if (rc == 0 && facts->texts.at)
		rc = store_run(query->store,
			       "EXPLAIN SELECT 1 FROM matches('x', 'x'), lines('x')",
			       err);
	return finish_opening(out, query, rc, err);
}

void query_set_now(struct query *query, int64_t now)
{
	query->clock.now = now;
}

bool query_is_portfolio(const struct query *query)
{
	return query->store->is_portfolio;
}

void query_set_steps(struct query *query, uint64_t steps)
{
	query->max_steps = steps;
}

void query_close(struct query *query)
{
	if (!query)
		return;
	store_close(query->store);
	if (query->mapped.ptr)
		munmap((void *)(uintptr_t)query->mapped.ptr, query->mapped.len);
	sqlite3_vfs_unregister(&query->clock.vfs);
	sqlite3_hard_heap_limit64(0);
	arena_free(query->scratch);
	arena_free(query->arena);
}

/* ---- running ---- */

/* What SQLite said, in words for the author of the query. */
static int query_fail(const struct query *query, struct err *err)
{
	sqlite3 *db = query->store->db;
	int code = sqlite3_errcode(db) & 0xff;

	if (query->refused[0]) {
		err_set(err, ERR_USAGE, "a query may not use %s", query->refused);
		err_tag(err, "sql-refused");
		return err_fix(err, "a query reads the database's own tables and views "
				    "with one SELECT; .schema lists them");
	}
	if (query->out_of_steps) {
		err_set(err, ERR_LIMIT, "the query takes more than %ju steps",
			(uintmax_t)query->max_steps);
		err_tag(err, "sql-steps");
		return err_fix(err, "join on keys, and select fewer rows");
	}
	if (query->out_of_time) {
		err_set(err, ERR_LIMIT, "the query takes longer than %d seconds",
			LIMIT_SQL_SECONDS);
		err_tag(err, "sql-time");
		return err_fix(err, "join on keys, and select fewer rows");
	}
	if (query->facts_alone && query->searched.budget == 0) {
		err_set(err, ERR_LIMIT, "its search of the tree takes too long");
		err_tag(err, "sql-search");
		return err_fix(err, "name fewer files, or a simpler pattern");
	}
	if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG) {
		err_set(err, ERR_LIMIT, "the query needs more than %zu MiB of memory",
			code == SQLITE_NOMEM ? LIMIT_SQL_HEAP / LIMIT_MIB
					     : (size_t)LIMIT_SQL_VALUE / LIMIT_MIB);
		err_tag(err, code == SQLITE_NOMEM ? "sql-memory" : "sql-size");
		return err_fix(err, "select fewer rows or shorter texts");
	}
	if (code != SQLITE_ERROR)
		return store_fail(query->store, err);
	err_set(err, ERR_USAGE, "%s", sqlite3_errmsg(db));
	err_tag(err, "sql-error");
	return err_fix(err, ".schema lists the tables, views and columns there are");
}

static int several(struct err *err)
{
	err_set(err, ERR_USAGE, "a query is one SELECT statement");
	err_tag(err, "sql-several");
	return err_fix(err, "give the others as queries of their own");
}

/* Whether nothing but blanks, ';' and comments is left. */
static bool is_blank_sql(struct query *query, const char *rest)
{
	sqlite3_stmt *stmt = NULL;
	bool blank = true;

	while (*rest && blank) {
		blank = sqlite3_prepare_v2(query->store->db, rest, -1, &stmt, &rest) ==
				SQLITE_OK &&
			!stmt;
		sqlite3_finalize(stmt);
	}
	return blank;
}

static int prepare(sqlite3_stmt **out, struct query *query, struct span sql,
		   struct err *err)
{
	const char *text, *rest;

	if (sql.len > (size_t)LIMIT_SQL_TEXT) {
		err_set(err, ERR_LIMIT, "the query has more than %d bytes",
			LIMIT_SQL_TEXT);
		err_tag(err, "sql-size");
		return err_fix(err, "say it shorter");
	}
	if (span_index(sql, '\0') >= 0) {
		err_set(err, ERR_USAGE, "there is a NUL byte in the query");
		err_tag(err, "sql-error");
		return err_fix(err, "remove it");
	}
	if (query->facts_alone && refuse_words(query, sql))
		return query_fail(query, err);
	text = arena_string(query->arena, sql);
	if (sqlite3_prepare_v2(query->store->db, text, -1, out, &rest) != SQLITE_OK)
		return query_fail(query, err);
	if (!*out || !is_blank_sql(query, rest))
		return several(err);
	if (!sqlite3_stmt_readonly(*out) || sqlite3_column_count(*out) == 0)
		return several(err);
	return 0;
}

static bool is_given(const char *name, const struct query_param *params, size_t count)
{
	for (size_t i = 0; name && i < count; i++)
		if (strcmp(name, params[i].name) == 0)
			return true;
	return false;
}

/* What nobody binds is NULL, and NULL compares in silence. */
static int look_at_params(const struct query *query, sqlite3_stmt *stmt,
			  const struct query_param *params, size_t count,
			  struct err *err)
{
	int last = sqlite3_bind_parameter_count(stmt);

	for (int i = 1; query->facts_alone && i <= last; i++) {
		const char *name = sqlite3_bind_parameter_name(stmt, i);

		if (is_given(name, params, count))
			continue;
		err_set(err, ERR_USAGE, "there is no parameter %s", name ? name : "?");
		err_tag(err, "sql-error");
		return err_fix(err, "docs/checks.md lists them");
	}
	return 0;
}

static void bind(sqlite3_stmt *stmt, const struct query_param *params, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int at = sqlite3_bind_parameter_index(stmt, params[i].name);

		if (at == 0)
			continue;
		if (params[i].is_number)
			sqlite3_bind_int64(stmt, at, params[i].number);
		else if (params[i].text.ptr)
			sqlite3_bind_text64(stmt, at, params[i].text.ptr,
					    params[i].text.len, SQLITE_TRANSIENT,
					    SQLITE_UTF8);
	}
}

static int hand_columns(sqlite3_stmt *stmt, const struct query_sink *sink,
			struct err *err)
{
	struct span names[COLUMNS_MAX];
	int count = sqlite3_column_count(stmt);

	if (!sink->columns)
		return 0;
	for (int i = 0; i < count && i < COLUMNS_MAX; i++)
		names[i] = span_of(sqlite3_column_name(stmt, i));
	return sink->columns(sink->ctx, names, (size_t)count, err);
}

static struct query_value value_at(sqlite3_stmt *stmt, int at)
{
	struct query_value value = { .type = QUERY_NULL };

	switch (sqlite3_column_type(stmt, at)) {
	case SQLITE_INTEGER:
		value.type = QUERY_INTEGER;
		value.integer = sqlite3_column_int64(stmt, at);
		break;
	case SQLITE_FLOAT:
		value.type = QUERY_REAL;
		break;
	case SQLITE_TEXT:
		value.type = QUERY_TEXT;
		break;
	case SQLITE_BLOB:
		value.type = QUERY_BLOB;
		value.text.ptr = sqlite3_column_blob(stmt, at);
		value.text.len = (size_t)sqlite3_column_bytes(stmt, at);
		return value;
	default:
		return value;
	}
	value.text.ptr = (const char *)sqlite3_column_text(stmt, at);
	value.text.len = (size_t)sqlite3_column_bytes(stmt, at);
	return value;
}

static int hand_rows(struct query *query, sqlite3_stmt *stmt,
		     const struct query_sink *sink, struct err *err)
{
	struct query_value values[COLUMNS_MAX];
	int count = sqlite3_column_count(stmt);

	for (size_t rows = 0;; rows++) {
		int code = sqlite3_step(stmt), rc;

		if (code == SQLITE_DONE)
			return 0;
		if (code != SQLITE_ROW)
			return query_fail(query, err);
		if (rows == LIMIT_SQL_ROWS) {
			err_set(err, ERR_LIMIT, "the query gives more than %d rows",
				LIMIT_SQL_ROWS);
			err_tag(err, "sql-rows");
			return err_fix(err, "add a LIMIT, or count them in the query");
		}
		for (int i = 0; i < count && i < COLUMNS_MAX; i++)
			values[i] = value_at(stmt, i);
		rc = sink->row(sink->ctx, values, (size_t)count, err);
		if (rc < 0)
			return rc;
	}
}

int query_run(struct query *query, struct span sql, const struct query_param *params,
	      size_t param_count, const struct query_sink *sink, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	int rc;

	query->refused[0] = '\0';
	query->steps = 0;
	query->out_of_steps = query->out_of_time = false;
	query->searched.budget = LIMIT_SEARCH_STEPS;
	query->stop_at = clock_monotonic_us() + LIMIT_SQL_SECONDS * (int64_t)1000000;
	rc = prepare(&stmt, query, sql, err);
	if (rc == 0)
		rc = look_at_params(query, stmt, params, param_count, err);
	if (rc < 0)
		return rc;
	bind(stmt, params, param_count);
	rc = hand_columns(stmt, sink, err);
	return rc < 0 ? rc : hand_rows(query, stmt, sink, err);
}
