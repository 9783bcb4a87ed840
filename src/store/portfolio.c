#include "store/portfolio.h"

#include "base/file.h"
#include "base/limits.h"
#include "store/portfolio_schema.h"
#include "store/row.h"

#include <stdlib.h>


#define LITERAL_(number) #number
#define LITERAL(number)  LITERAL_(number)

/* clang-format off: one column a line */

static const struct column bundle_columns[] = {
	COLUMN(rolled, digest, "digest", CELL_CHARS),
	COLUMN(rolled, name, "name", CELL_SAID),
	COLUMN(rolled, verified, "verified", CELL_BOOL),
	COLUMN(rolled, code, "code", CELL_TEXT),
	COLUMN(rolled, detail, "detail", CELL_CUT),
	COLUMN(rolled, project, "project", CELL_CUT),
	COLUMN(rolled, commit, "commit_oid", CELL_CUT),
	COLUMN(rolled, source_uri, "source_uri", CELL_CUT),
	COLUMN(rolled, tool, "tool", CELL_CUT),
	COLUMN(rolled, seal, "seal", CELL_CHARS),
	COLUMN(rolled, sealed_by, "sealed_by", CELL_TEXT),
	COLUMN(rolled, sequence, "sequence", CELL_ID),
	COLUMN(rolled, as_of, "as_of_s", CELL_TIME),
	COLUMN(rolled, good_until, "good_until_s", CELL_TIME),
	COLUMN_WORD_OR_NONE(rolled, outcome, "outcome", result_word, RESULTS),
	COLUMN(rolled, required_left, "required_left", CELL_SIZE),
};

struct count_row {
	enum verdict verdict;
	uint64_t items;
};
static const struct column count_columns[] = {
	COLUMN_WORD(count_row, verdict, "verdict", verdict_word, VERDICTS),
	COLUMN(count_row, items, "items", CELL_SIZE),
};

static const struct column rolled_item_columns[] = {
	COLUMN(rolled_item, plan, "plan", CELL_CUT_SAID),
	COLUMN(rolled_item, line, "line", CELL_LINE),
	COLUMN(rolled_item, id, "id", CELL_CUT_SAID),
	COLUMN(rolled_item, text, "text", CELL_CUT),
	COLUMN_WORD(rolled_item, verdict, "verdict", verdict_word, VERDICTS),
	COLUMN(rolled_item, reason, "reason", CELL_CUT),
	COLUMN(rolled_item, required, "required", CELL_BOOL),
};

static const struct column field_columns[] = {
	COLUMN(rolled_field, field, "field", CELL_CUT_SAID),
	COLUMN(rolled_field, role, "role", CELL_CUT),
	COLUMN(rolled_field, required, "required", CELL_BOOL),
	COLUMN(rolled_field, given, "given", CELL_BOOL),
	COLUMN(rolled_field, rejected, "rejected", CELL_BOOL),
};

#define MAP(table, columns, ...)                                                       \
	{                                                                              \
		table, { __VA_ARGS__ }, columns,                                       \
			sizeof(columns) / sizeof((columns)[0])                         \
	}

static const struct mapping bundle_map = MAP("bundle", bundle_columns, "bundle_id");
static const struct mapping count_map = MAP("bundle_count", count_columns, "bundle_id");
static const struct mapping rolled_item_map =
	MAP("bundle_item", rolled_item_columns, "bundle_id", "seq");
static const struct mapping field_map =
	MAP("bundle_signoff", field_columns, "bundle_id", "seq");

/* clang-format on */

enum target { TO_BUNDLE, TO_COUNT, TO_ITEM, TO_FIELD, TARGETS };

static const struct mapping *const target_map[TARGETS] = {
	[TO_BUNDLE] = &bundle_map,
	[TO_COUNT] = &count_map,
	[TO_ITEM] = &rolled_item_map,
	[TO_FIELD] = &field_map,
};

/* Parts of a bundle on their way out. */
enum part { PART_COUNTS, PART_ITEMS, PART_FIELDS, PARTS };

struct portfolio {
	struct store store; /* the handle alone */
	struct batch batches[TARGETS];
	sqlite3_stmt *find;         /* a digest */
	sqlite3_stmt *parts[PARTS]; /* rows of one bundle */
	int64_t last;               /* bundle_id given last */
	bool writes;
};

static int new_handle(struct portfolio **out, const char *path, int flags,
		      struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MIB);
	struct portfolio *portfolio = ARENA_NEW(arena, struct portfolio);

	portfolio->store.arena = arena;
	portfolio->store.path = arena_string(arena, span_of(path));
	*out = portfolio;
	for (size_t i = 0; i < TARGETS; i++)
		batch_init(&portfolio->batches[i], target_map[i]);
	if (sqlite3_open_v2(path, &portfolio->store.db, flags, NULL) != SQLITE_OK)
		return store_fail(&portfolio->store, err);
	return store_run(&portfolio->store,
			 "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
			 "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048;"
			 "PRAGMA trusted_schema = OFF",
			 err);
}

static int make(struct portfolio *portfolio, struct err *err)
{
	struct store *store = &portfolio->store;
	int rc = store_run(store,
			   "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
			   "BEGIN",
			   err);

	if (rc == 0)
		rc = store_run(store, (const char *)portfolio_schema_sql, err);
	if (rc == 0)
		rc = store_run(store,
			       "PRAGMA application_id = " LITERAL(
				       PORTFOLIO_APPLICATION) ";"
						       "PRAGMA user_version = " LITERAL(
							       PORTFOLIO_REVISION) ";",
			       err);
	if (rc == 0)
		rc = store_prepare(&portfolio->find, store,
				   "SELECT 1 FROM bundle WHERE digest = ?1", err);
	return rc;
}

int portfolio_create(struct portfolio **out, const char *path, struct err *err)
{
	int rc = new_handle(out, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);

	if (rc == 0)
		rc = make(*out, err);
	(*out)->writes = true;
	if (rc < 0) {
		portfolio_close(*out);
		*out = NULL;
	}
	return rc;
}

static int check_kind(struct portfolio *portfolio, struct err *err)
{
	struct store *store = &portfolio->store;
	int64_t application, revision;
	int rc = store_number(&application, store, "PRAGMA application_id", err);

	if (rc == 0)
		rc = store_number(&revision, store, "PRAGMA user_version", err);
	if (rc < 0)
		return rc;
	if (application != PORTFOLIO_APPLICATION) {
		err_set(err, ERR_FORMAT, "it is no portfolio of muster's");
		err_at_path(err, span_of(store->path));
		return err_fix(err, "give --rollup a folder that muster rollup made");
	}
	if (revision == PORTFOLIO_REVISION)
		return 0;
	err_set(err, ERR_USAGE, "the portfolio was made by %s muster",
		revision > PORTFOLIO_REVISION ? "a newer" : "an older");
	err_at_path(err, span_of(store->path));
	return err_fix(err, "roll its bundles up again");
}

int portfolio_open(struct portfolio **out, const char *path, struct err *err)
{
	int rc;

	*out = NULL;
	if (!file_exists(path)) {
		err_set(err, ERR_ABSENT, "there is no portfolio");
		err_at_path(err, span_of(path));
		return err_fix(err, "give --rollup a folder that muster rollup made");
	}
	rc = new_handle(out, path, SQLITE_OPEN_READONLY, err);
	if (rc == 0)
		rc = check_kind(*out, err);
	if (rc < 0) {
		portfolio_close(*out);
		*out = NULL;
	}
	return rc;
}

void portfolio_close(struct portfolio *portfolio)
{
	if (!portfolio)
		return;
	for (size_t i = 0; i < TARGETS; i++)
		batch_release(&portfolio->batches[i]);
	for (size_t i = 0; i < PARTS; i++)
		sqlite3_finalize(portfolio->parts[i]);
	sqlite3_finalize(portfolio->find);
	sqlite3_close(portfolio->store.db); /* rolls back */
	arena_free(portfolio->store.arena);
}

static int put(struct portfolio *portfolio, enum target target, int64_t seq,
	       const void *record, struct err *err)
{
	return batch_add(&portfolio->batches[target], &portfolio->store,
			 (const int64_t[MAPPING_KEYS]){ portfolio->last, seq }, record,
			 0, err);
}

/* What is inside a bundle, and nothing of one that is not verified. */
static int put_inside(struct portfolio *portfolio, const struct rolled *rolled,
		      struct err *err)
{
	int rc = 0;

	for (unsigned v = 0; v < VERDICTS && rc == 0; v++) {
		struct count_row row = { (enum verdict)v, rolled->counts[v] };

		if (row.items > 0)
			rc = put(portfolio, TO_COUNT, 0, &row, err);
	}
	for (size_t i = 0; i < rolled->items.count && rc == 0; i++)
		rc = put(portfolio, TO_ITEM, (int64_t)i + 1, &rolled->items.at[i], err);
	for (size_t i = 0; i < rolled->fields.count && rc == 0; i++)
		rc = put(portfolio, TO_FIELD, (int64_t)i + 1, &rolled->fields.at[i],
			 err);
	return rc;
}

static int flush(struct portfolio *portfolio, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < TARGETS && rc == 0; i++)
		rc = batch_flush(&portfolio->batches[i], &portfolio->store, err);
	return rc;
}

int portfolio_add(struct portfolio *portfolio, const struct rolled *rolled,
		  struct err *err)
{
	struct rolled kept = *rolled;
	bool there;
	int rc;

	sqlite3_bind_text(portfolio->find, 1, rolled->digest, -1, SQLITE_STATIC);
	rc = store_step(&there, &portfolio->store, portfolio->find, err);
	sqlite3_reset(portfolio->find);
	if (rc < 0 || there)
		return rc;
	if (!kept.verified) {
		kept.outcome = RESULTS;
		kept.required_left = 0;
		kept.good_until = INT64_MIN;
	}
	portfolio->last++;
	rc = put(portfolio, TO_BUNDLE, 0, &kept, err);
	if (rc == 0 && kept.verified)
		rc = put_inside(portfolio, &kept, err);
	return rc < 0 ? rc : flush(portfolio, err);
}

/* Rows of one part of a bundle. */
static int begin_part(struct portfolio *portfolio, enum part part, int64_t bundle,
		      struct err *err)
{
	static const struct mapping *const maps[PARTS] = { &count_map, &rolled_item_map,
							   &field_map };
	sqlite3_stmt **stmt = &portfolio->parts[part];
	int rc = 0;

	if (!*stmt)
		rc = row_select(stmt, &portfolio->store, maps[part],
				"WHERE bundle_id = ?1 ORDER BY 1, 2", err);
	if (rc == 0) {
		sqlite3_reset(*stmt);
		sqlite3_bind_int64(*stmt, 1, bundle);
	}
	return rc;
}

static int load_counts(struct portfolio *portfolio, struct rolled *out,
		       struct arena *arena, struct err *err)
{
	sqlite3_stmt *stmt = portfolio->parts[PART_COUNTS];
	bool row = true;
	int rc = 0;

	for (;;) {
		struct count_row count;

		rc = store_step(&row, &portfolio->store, stmt, err);
		if (rc < 0 || !row)
			return rc;
		rc = row_get(&count, &portfolio->store, stmt, &count_map, arena, err);
		if (rc < 0)
			return rc;
		out->counts[count.verdict] = count.items;
	}
}

static int load_items(struct portfolio *portfolio, struct rolled *out,
		      struct arena *arena, struct err *err)
{
	sqlite3_stmt *stmt = portfolio->parts[PART_ITEMS];
	bool row = true;
	int rc;

	for (;;) {
		rc = store_step(&row, &portfolio->store, stmt, err);
		if (rc < 0 || !row)
			return rc;
		rc = row_get(LIST_ADD(arena, &out->items), &portfolio->store, stmt,
			     &rolled_item_map, arena, err);
		if (rc < 0)
			return rc;
	}
}

static int load_fields(struct portfolio *portfolio, struct rolled *out,
		       struct arena *arena, struct err *err)
{
	sqlite3_stmt *stmt = portfolio->parts[PART_FIELDS];
	bool row = true;
	int rc;

	for (;;) {
		rc = store_step(&row, &portfolio->store, stmt, err);
		if (rc < 0 || !row)
			return rc;
		rc = row_get(LIST_ADD(arena, &out->fields), &portfolio->store, stmt,
			     &field_map, arena, err);
		if (rc < 0)
			return rc;
	}
}

static int load_inside(struct portfolio *portfolio, struct rolled *out, int64_t bundle,
		       struct arena *arena, struct err *err)
{
	int rc = begin_part(portfolio, PART_COUNTS, bundle, err);

	if (rc == 0)
		rc = load_counts(portfolio, out, arena, err);
	if (rc == 0)
		rc = begin_part(portfolio, PART_ITEMS, bundle, err);
	if (rc == 0)
		rc = load_items(portfolio, out, arena, err);
	if (rc == 0)
		rc = begin_part(portfolio, PART_FIELDS, bundle, err);
	if (rc == 0)
		rc = load_fields(portfolio, out, arena, err);
	return rc;
}

static int each_row(struct portfolio *portfolio, sqlite3_stmt *stmt,
		    const struct portfolio_sink *sink, struct arena *arena,
		    struct err *err)
{
	bool row = true;

	for (;;) {
		struct rolled rolled = { .digest = "" };
		int rc = store_step(&row, &portfolio->store, stmt, err);

		if (rc < 0 || !row)
			return rc;
		arena_clear(arena);
		rc = row_get(&rolled, &portfolio->store, stmt, &bundle_map, arena, err);
		if (rc == 0 && rolled.verified && rolled.outcome == RESULTS)
			rc = store_damaged(&portfolio->store, "bundle", "outcome", err);
		if (rc == 0 && rolled.verified)
			rc = load_inside(portfolio, &rolled,
					 sqlite3_column_int64(stmt, 0), arena, err);
		if (rc == 0)
			rc = sink->seen(sink->ctx, &rolled, err);
		if (rc < 0)
			return rc;
	}
}

int portfolio_each(struct portfolio *portfolio, const struct portfolio_sink *sink,
		   struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	int rc = row_select(&stmt, &portfolio->store, &bundle_map,
			    "ORDER BY ifnull(project, ''), ifnull(as_of_s, 0),"
			    " ifnull(sequence, 0), digest",
			    err);

	if (rc == 0)
		rc = each_row(portfolio, stmt, sink, arena, err);
	arena_free(arena);
	return rc;
}

int portfolio_finish(struct portfolio **portfolio, struct err *err)
{
	int rc = flush(*portfolio, err);

	if (rc == 0)
		rc = store_run(&(*portfolio)->store, "COMMIT", err);
	portfolio_close(*portfolio);
	*portfolio = NULL;
	return rc;
}
