#include "store/chain.h"

#include "base/buf.h"
#include "base/limits.h"
#include "store/maps.h"

#include <stdio.h>

#define STEP (64 * LIMIT_KIB) /* of bytes that are hashed at once */

/* clang-format off: one table a line */

/*
 * What rows belong to a run: those with its id, or ids from ?1 to ?2.  Ids are given in
 * one transaction and have no gaps (maps.h), so a table is read in its own order.
 */
enum rows { OF_RUN, OF_PLANS, OF_ITEMS, OF_REQUIREMENTS, ROWS };

#define BY_RUN         "WHERE run_id = ?1 ORDER BY 1, 2, 3"
#define BY_PLAN        "WHERE plan_id BETWEEN ?1 AND ?2 ORDER BY plan_id, seq"
#define BY_ITEM        "WHERE item_id BETWEEN ?1 AND ?2 ORDER BY item_id"
#define BY_ITEM_SEQ    "WHERE item_id BETWEEN ?1 AND ?2 ORDER BY item_id, seq"
#define BY_REQUIREMENT "WHERE requirement_id BETWEEN ?1 AND ?2 ORDER BY requirement_id"

static const struct {
	const struct mapping *map;
	enum rows rows;
	const char *rest;
} tables[] = {
	{ &run_map, OF_RUN, "WHERE run_id = ?1" },
	{ &gate_map, OF_RUN, BY_RUN },
	{ &input_map, OF_RUN, BY_RUN },
	{ &plan_candidate_map, OF_RUN, BY_RUN },
	{ &plan_map, OF_RUN, BY_RUN },
	{ &plan_meta_map, OF_PLANS, BY_PLAN },
	{ &item_map, OF_ITEMS, BY_ITEM },
	{ &heading_map, OF_ITEMS, BY_ITEM_SEQ },
	{ &ref_map, OF_ITEMS, BY_ITEM_SEQ },
	{ &threshold_map, OF_ITEMS, BY_ITEM_SEQ },
	{ &signoff_map, OF_ITEMS, BY_ITEM },
	{ &judgement_map, OF_ITEMS, BY_ITEM },
	{ &lineage_map, OF_ITEMS, BY_ITEM },
	{ &vote_map, OF_ITEMS, BY_ITEM_SEQ },
	{ &requirement_map, OF_REQUIREMENTS, BY_REQUIREMENT },
	{ &candidate_map, OF_REQUIREMENTS, BY_REQUIREMENT ", seq" },
	{ &suggestion_map, OF_ITEMS, BY_ITEM_SEQ },
	{ &finding_map, OF_RUN, BY_RUN },
	{ &artifact_map, OF_RUN, BY_RUN },
};

static const char counts_sql[] =
	"SELECT verdict, items, required FROM run_count WHERE run_id = ?1 ORDER BY 1";
static const char artifact_counts_sql[] =
	"SELECT artifact_id, name, n FROM run_artifact_count WHERE run_id = ?1"
	" ORDER BY 1, 2";

/* First and last of a run's ids; of no row a range that holds none. */
static const char *const range_sql[ROWS] = {
	[OF_PLANS] = "SELECT ifnull(min(plan_id), 1), ifnull(max(plan_id), 0) FROM plan"
		     " WHERE run_id = ?1",
	[OF_ITEMS] = "SELECT ifnull(min(item_id), 1), ifnull(max(item_id), 0) FROM item"
		     " WHERE plan_id BETWEEN ?1 AND ?2",
	[OF_REQUIREMENTS] = "SELECT ifnull(min(requirement_id), 1),"
			    " ifnull(max(requirement_id), 0) FROM requirement"
			    " WHERE item_id BETWEEN ?1 AND ?2",
};

/* clang-format on */

struct hashing {
	struct store *store;
	void *handle;
	struct buf buf; /* what is not hashed yet */
};

static void flush(struct hashing *h)
{
	h->store->hash->add(h->handle, buf_span(&h->buf));
	buf_clear(&h->buf);
}

static void add_bytes(struct hashing *h, char type, struct span bytes)
{
	buf_addch(&h->buf, type);
	buf_addu(&h->buf, bytes.len);
	buf_addch(&h->buf, ':');
	if (bytes.len > STEP) {
		flush(h);
		h->store->hash->add(h->handle, bytes);
		return;
	}
	buf_add(&h->buf, bytes);
	if (h->buf.len > STEP)
		flush(h);
}

/* The number in decimal, as SQLite would write it. */
static void add_integer(struct hashing *h, int64_t number)
{
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	char text[24];
	size_t at = sizeof(text);

	do {
		text[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		text[--at] = '-';
	add_bytes(h, 'i', (struct span){ text + at, sizeof(text) - at });
}

static void add_cell(struct hashing *h, sqlite3_stmt *stmt, int column)
{
	int type = sqlite3_column_type(stmt, column);
	const char *text;

	if (type == SQLITE_NULL) {
		buf_addch(&h->buf, 'n');
		return;
	}
	if (type == SQLITE_INTEGER) {
		add_integer(h, sqlite3_column_int64(stmt, column));
		return;
	}
	text = (const char *)sqlite3_column_text(stmt, column);
	add_bytes(h, type == SQLITE_TEXT ? 't' : 'x',
		  (struct span){ text, (size_t)sqlite3_column_bytes(stmt, column) });
}

struct range {
	int64_t first, last; /* OF_RUN: the run twice */
};

static int add_rows(struct hashing *h, const char *table, sqlite3_stmt *stmt,
		    struct range range, struct err *err)
{
	int columns = sqlite3_column_count(stmt);
	bool more = true;

	buf_adds(&h->buf, table);
	buf_addch(&h->buf, '\n');
	sqlite3_bind_int64(stmt, 1, range.first);
	if (sqlite3_bind_parameter_count(stmt) > 1)
		sqlite3_bind_int64(stmt, 2, range.last);
	for (;;) {
		int rc = store_step(&more, h->store, stmt, err);

		if (rc < 0 || !more)
			return rc;
		for (int i = 0; i < columns; i++)
			add_cell(h, stmt, i);
		buf_addch(&h->buf, '\n');
	}
}

static int add_query(struct hashing *h, const char *table, const char *sql, int64_t row,
		     struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	int rc = store_prepare(&stmt, h->store, sql, err);

	return rc < 0 ? rc : add_rows(h, table, stmt, (struct range){ row, row }, err);
}

/* Each range is found by the one before: plans, their items, their requirements. */
static int find_ranges(struct range ranges[ROWS], struct store *store, int64_t row,
		       struct err *err)
{
	ranges[OF_RUN] = (struct range){ row, row };
	for (enum rows i = OF_PLANS; i < ROWS; i++) {
		SCOPED(sqlite3_stmt) stmt = NULL;
		bool more;
		int rc = store_prepare(&stmt, store, range_sql[i], err);

		if (rc < 0)
			return rc;
		sqlite3_bind_int64(stmt, 1, ranges[i - 1].first);
		if (sqlite3_bind_parameter_count(stmt) > 1)
			sqlite3_bind_int64(stmt, 2, ranges[i - 1].last);
		rc = store_step(&more, store, stmt, err);
		if (rc < 0)
			return rc;
		ranges[i] = (struct range){ sqlite3_column_int64(stmt, 0),
					    sqlite3_column_int64(stmt, 1) };
	}
	return 0;
}

static int add_tables(struct hashing *h, int64_t row, struct err *err)
{
	struct range ranges[ROWS];
	int rc = find_ranges(ranges, h->store, row, err);

	if (rc == 0)
		rc = add_query(h, "run_count", counts_sql, row, err);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && rc == 0; i++) {
		SCOPED(sqlite3_stmt) stmt = NULL;

		rc = row_select(&stmt, h->store, tables[i].map, tables[i].rest, err);
		if (rc == 0)
			rc = add_rows(h, tables[i].map->table, stmt,
				      ranges[tables[i].rows], err);
	}
	return rc < 0 ? rc
		      : add_query(h, "artifact_count", artifact_counts_sql, row, err);
}

static int digest_content(char out[CHAIN_TEXT], struct store *store, int64_t row,
			  struct err *err)
{
	struct hashing h = { .store = store, .handle = store->hash->start() };
	int rc;

	buf_init(&h.buf, LIMIT_MODEL_BYTES);
	rc = add_tables(&h, row, err);
	flush(&h);
	store->hash->finish(h.handle, out);
	buf_release(&h.buf);
	return rc;
}

static void digest_link(char out[CHAIN_TEXT], struct store *store, const char *previous,
			const char *content)
{
	char text[2 * CHAIN_TEXT + 32];
	void *handle = store->hash->start();
	int len = snprintf(text, sizeof(text), "muster-chain/1\n%s\n%s\n",
			   previous[0] ? previous : "-", content);

	store->hash->add(handle, (struct span){ text, (size_t)len });
	store->hash->finish(handle, out);
}

static void copy_text(char out[CHAIN_TEXT], sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	snprintf(out, CHAIN_TEXT, "%s", text ? text : "");
}

int chain_head(char out[CHAIN_TEXT], struct store *store, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row;
	int rc =
		store_prepare(&stmt, store,
			      "SELECT link FROM run_chain ORDER BY run_id DESC LIMIT 1",
			      err);

	out[0] = '\0';
	if (rc == 0)
		rc = store_step(&row, store, stmt, err);
	if (rc == 0 && row)
		copy_text(out, stmt, 0);
	return rc;
}

int chain_append(struct store *store, int64_t run_row, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	char previous[CHAIN_TEXT], content[CHAIN_TEXT], link[CHAIN_TEXT];
	int rc = chain_head(previous, store, err);

	if (rc == 0)
		rc = digest_content(content, store, run_row, err);
	if (rc == 0)
		rc = store_prepare(&stmt, store,
				   "INSERT INTO run_chain(run_id, content, previous,"
				   " link) VALUES (?1, ?2, ?3, ?4)",
				   err);
	if (rc < 0)
		return rc;
	digest_link(link, store, previous, content);
	sqlite3_bind_int64(stmt, 1, run_row);
	row_bind(stmt, 2, (struct value){ VALUE_TEXT, 0, span_of(content) });
	if (previous[0])
		row_bind(stmt, 3, (struct value){ VALUE_TEXT, 0, span_of(previous) });
	row_bind(stmt, 4, (struct value){ VALUE_TEXT, 0, span_of(link) });
	return store_done(store, stmt, err);
}

/* What is wrong with one run's link; *link becomes what it says. */
static int check_run(enum chain_fault *out, struct store *store, const struct run *run,
		     char link[CHAIN_TEXT], struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	char before[CHAIN_TEXT], content[CHAIN_TEXT], said[CHAIN_TEXT];
	char previous[CHAIN_TEXT], wanted[CHAIN_TEXT];
	bool row;
	int rc = store_prepare(&stmt, store,
			       "SELECT content, previous, link FROM run_chain"
			       " WHERE run_id = ?1",
			       err);

	memcpy(before, link, sizeof(before));
	link[0] = '\0';
	*out = CHAIN_MISSING;
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, run->row);
	rc = store_step(&row, store, stmt, err);
	if (rc < 0 || !row)
		return rc;
	copy_text(said, stmt, 0);
	copy_text(previous, stmt, 1);
	copy_text(link, stmt, 2);
	rc = digest_content(content, store, run->row, err);
	digest_link(wanted, store, previous, said);
	*out = strcmp(content, said) != 0      ? CHAIN_CHANGED
	       : strcmp(previous, before) != 0 ? CHAIN_UNLINKED
	       : strcmp(link, wanted) != 0     ? CHAIN_CHANGED
					       : CHAIN_HOLDS;
	return rc;
}

int chain_check(struct chain_state *out, struct store *store, const char *wanted,
		struct arena *arena, struct err *err)
{
	char link[CHAIN_TEXT] = "";
	struct run *runs;
	size_t count;
	int rc;

	*out = (struct chain_state){ .fault = CHAIN_HOLDS };
	rc = runs_list(&runs, &count, store, 0, arena, err);
	for (size_t i = count; i > 0 && rc == 0; i--) {
		enum chain_fault fault;

		rc = check_run(&fault, store, &runs[i - 1], link, err);
		out->runs++;
		if (rc == 0 && fault != CHAIN_HOLDS && out->fault == CHAIN_HOLDS) {
			out->fault = fault;
			out->broken = runs[i - 1];
		}
		/* Only a head that the whole way to it leads to is seen. */
		if (rc == 0 && wanted && out->fault == CHAIN_HOLDS &&
		    strcmp(wanted, link) == 0)
			out->wanted_seen = true;
	}
	memcpy(out->head, link, sizeof(out->head));
	return rc;
}
