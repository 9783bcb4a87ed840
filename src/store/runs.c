#include "store/runs.h"

#include "base/limits.h"
#include "base/table.h"
#include "store/chain.h"
#include "store/facts.h"
#include "store/maps.h"

#include <unistd.h>

#define HISTORY_MAX 24
#define NUMBERS     ((int64_t)1 << 24) /* ids that one artifact's facts have */
static int rollback(struct store *store, int rc)
{
	struct err ignored = { 0 }; /* the first error is the one to tell */

	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", &ignored);
	store->run_row = 0;
	store->has_artifacts = false;
	return rc;
}

/* The rows that runs_facts() wrote: runs_finish() writes them again, at last. */
#define OF_UNFINISHED " IN (SELECT run_id FROM run WHERE complete = 0)"
static const char drop_artifacts[] =
	"DELETE FROM run_artifact_count WHERE run_id" OF_UNFINISHED ";"
	"DELETE FROM run_artifact WHERE run_id" OF_UNFINISHED;

int runs_begin(struct store *store, struct run *run, struct err *err)
{
	int64_t last_run;
	int rc;

	run->row = 0;
	rc = store_run(store, "BEGIN IMMEDIATE", err);
	if (rc < 0)
		return rc;
	/* Counted before the sweep: the row of a run that was swept is never reused. */
	rc = store_number(&last_run, store, "SELECT max(run_id) FROM run", err);
	if (rc == 0)
		rc = store_run(store, drop_artifacts, err);
	if (rc == 0)
		rc = store_run(store, "DELETE FROM run WHERE complete = 0", err);
	if (rc == 0)
		rc = store_run_with(store,
				    "INSERT INTO run(run_id, complete) VALUES (?1, 0)",
				    last_run + 1, 0, err);
	if (rc < 0)
		return rollback(store, rc);
	store->next_artifact = 1;
	store->old_facts = OLD_FACTS;
	store->run_row = store->facts_row = run->row = last_run + 1;
	store->has_artifacts = false;
	return 0;
}

static int swept(const struct store *store, struct err *err)
{
	err_set(err, ERR_IO, "another muster took this run for unfinished");
	err_at_path(err, span_of(store->path));
	err_tag(err, "locked");
	return err_fix(err, "let one run end before the next begins, and run again");
}

static void give_ids(struct store *store, struct report *report)
{
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].id == 0)
			report->artifacts.at[i].id = store->next_artifact++;
}

int runs_facts(struct store *store, struct report *report, struct err *err)
{
	int64_t ours = 0;
	int rc;

	give_ids(store, report);
	rc = facts_settle(store, err);
	if (rc == 0)
		rc = save_artifacts(store, report, err);
	if (rc == 0)
		rc = store_run(store, "COMMIT; BEGIN IMMEDIATE", err);
	if (rc == 0)
		rc = store_number(&ours, store,
				  "SELECT max(run_id) FROM run WHERE complete = 0",
				  err);
	if (rc == 0 && ours != report->run.row)
		rc = swept(store, err);
	if (rc < 0)
		return rollback(store, rc);
	store->has_artifacts = true;
	return 0;
}

/*
 * How many commits had complete runs before this run's commit had its first,
 * and this one: a second run of a commit has the number of the first.
 */
static int give_number(struct store *store, struct run *run, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row;
	int rc = store_prepare(
		&stmt, store,
		"SELECT count(DISTINCT commit_oid) FROM run WHERE complete = 1"
		" AND commit_oid <> ?1 AND run_id < ifnull((SELECT min(run_id)"
		" FROM run WHERE complete = 1 AND commit_oid = ?1), ?2)",
		err);

	if (rc < 0)
		return rc;
	row_bind(stmt, 1, (struct value){ VALUE_TEXT, 0, run->commit });
	sqlite3_bind_int64(stmt, 2, run->row);
	rc = store_step(&row, store, stmt, err);
	run->number = 1 + sqlite3_column_int64(stmt, 0);
	return rc;
}

/* The unfinished row goes, the finished one comes; swept rows are gone for good. */
static int put_run(struct store *store, const struct run *run, struct err *err)
{
	struct batch batch;
	int rc = store_run_with(store,
				"DELETE FROM run WHERE run_id = ?1 AND complete = 0",
				run->row, 0, err);

	if (rc == 0 && sqlite3_changes(store->db) != 1)
		return swept(store, err);
	if (rc < 0)
		return rc;
	batch_init(&batch, &run_map);
	batch.is_report = true;
	rc = batch_add(&batch, store, (const int64_t[]){ run->row, 1 }, run, 0, err);
	if (rc == 0)
		rc = batch_flush(&batch, store, err);
	batch_release(&batch);
	return rc;
}

/*
 * What belongs to the place and not to the commit: a branch's name, a sandbox,
 * the way the clock was set.  A released database has none of it.
 */
static void forget_place(struct run *run)
{
	run->ref = run->sandbox = SPAN_EMPTY;
	run->as_of_from = NULL;
}

static int put_report(struct store *store, struct report *report, struct err *err)
{
	int rc = put_run(store, &report->run, err);

	return rc < 0 ? rc : save_report(store, report, err);
}

static int load_row(struct report *out, struct store *store, int64_t row,
		    struct arena *arena, struct err *err);

/* Saved, read again and shown; and saved anew where that changed something. */
static int put_reviewed(struct store *store, struct report *report,
			const struct runs_review *review, struct err *err)
{
	struct report stored;
	bool again = false;
	int rc = store_run(store, "SAVEPOINT reviewed", err);

	if (rc == 0)
		rc = put_report(store, report, err);
	if (rc == 0)
		rc = load_row(&stored, store, report->run.row, review->arena, err);
	if (rc == 0)
		rc = load_report(&stored, store, review->arena, err);
	if (rc == 0)
		rc = review->look(review->ctx, &again, &stored, err);
	if (rc == 0 && again)
		rc = store_run(store, "ROLLBACK TO reviewed", err);
	if (rc == 0 && again)
		rc = put_report(store, report, err);
	if (rc == 0)
		rc = store_run(store, "RELEASE reviewed", err);
	return rc;
}

static int finish(struct store *store, struct report *report, bool numbered,
		  const struct runs_review *review, struct err *err)
{
	struct run *run = &report->run;
	int rc;

	give_ids(store, report);
	rc = facts_settle(store, err);
	if (rc == 0)
		rc = store_run(store,
			       store->has_artifacts ? drop_artifacts
						    : "COMMIT; BEGIN IMMEDIATE",
			       err);
	for (size_t i = 0; i < report->plans.count; i++)
		if (report->plans.at[i].plan.bytes.ptr)
			report->plans.at[i].plan.size =
				report->plans.at[i].plan.bytes.len;
	run->number = 0;
	if (!numbered)
		forget_place(run);
	else if (rc == 0)
		rc = give_number(store, run, err);
	if (rc == 0)
		rc = review ? put_reviewed(store, report, review, err)
			    : put_report(store, report, err);
	if (rc == 0 && numbered && store->hash)
		rc = chain_append(store, run->row, err);
	if (rc == 0)
		rc = store_run(store, "COMMIT", err);
	if (rc < 0)
		return rollback(store, rc);
	store->run_row = 0;
	store->has_artifacts = false;
	return 0;
}

int runs_finish(struct store *store, struct report *report, struct err *err)
{
	return finish(store, report, true, NULL, err);
}

int runs_finish_reviewed(struct store *store, struct report *report,
			 const struct runs_review *review, struct err *err)
{
	return finish(store, report, true, review, err);
}

int runs_import(struct store *store, struct report *report, struct err *err)
{
	int rc;

	for (size_t i = 0; i < report->artifacts.count; i++)
		report->artifacts.at[i].id = 0;
	rc = runs_begin(store, &report->run, err);
	return rc < 0 ? rc : finish(store, report, true, NULL, err);
}

/* A run whose facts are committed: away with them, unless somebody did it. */
static int forget(struct store *store, int64_t row, struct err *err)
{
	int rc = store_run(store, "BEGIN IMMEDIATE", err);

	if (rc == 0)
		rc = store_run(store, drop_artifacts, err);
	if (rc == 0)
		rc = store_run_with(
			store, "DELETE FROM run WHERE run_id = ?1 AND complete = 0",
			row, 0, err);
	if (rc == 0 && sqlite3_changes(store->db) == 1)
		rc = facts_clear(store, err);
	if (rc == 0)
		rc = store_run(store, "COMMIT", err);
	return rc < 0 ? rollback(store, rc) : 0;
}

int runs_abandon(struct store *store, struct run *run, struct err *err)
{
	bool committed = sqlite3_get_autocommit(store->db) || store->has_artifacts;
	int rc = 0;

	if (!sqlite3_get_autocommit(store->db))
		rc = store_run(store, "ROLLBACK", err);
	if (rc == 0 && committed && run->row != 0)
		rc = forget(store, run->row, err);
	store->has_artifacts = false;
	store->run_row = 0;
	run->row = 0;
	if (store->facts)
		facts_forget(store);
	return rc;
}

static int load_row(struct report *out, struct store *store, int64_t row,
		    struct arena *arena, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool found;
	int rc;

	*out = (struct report){ .run.row = 0 };
	rc = row_select(&stmt, store, &run_map,
			"WHERE complete = 1 AND (run_id = ?1 OR ?1 = 0)"
			" ORDER BY run_id DESC LIMIT 1",
			err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	rc = store_step(&found, store, stmt, err);
	if (rc < 0)
		return rc;
	if (!found) {
		err_set(err, ERR_ABSENT, "the database holds no such run");
		err_at_path(err, span_of(store->path));
		return err_fix(err,
			       "run \"muster build\" first; \"muster log\" lists runs");
	}
	rc = load_run(&out->run, store, stmt, arena, err);
	if (rc == 0 && store->run_row == 0)
		store->facts_row = out->run.row;
	return rc;
}

int runs_load(struct report *out, struct store *store, int64_t row, struct arena *arena,
	      struct err *err)
{
	int rc = load_row(out, store, row, arena, err);

	return rc < 0 ? rc : load_report(out, store, arena, err);
}

int runs_head(struct report *out, struct store *store, int64_t row, struct arena *arena,
	      struct err *err)
{
	return load_row(out, store, row, arena, err);
}

int runs_glance(struct report *out, struct store *store, int64_t row, size_t most,
		struct arena *arena, struct err *err)
{
	int rc = load_row(out, store, row, arena, err);

	return rc < 0 ? rc : load_glance(out, store, most, arena, err);
}

int runs_names(struct run_name **out, size_t *out_count, struct store *store,
	       int64_t row, const struct name_wish *wish, struct arena *arena,
	       struct err *err)
{
	return load_names(out, out_count, store, row, wish, arena, err);
}

int runs_plan(struct report *out, struct store *store, int64_t row, size_t plan,
	      struct arena *arena, struct err *err)
{
	int rc = load_row(out, store, row, arena, err);

	return rc < 0 ? rc : load_plan(out, store, plan, arena, err);
}

int runs_list(struct run **out, size_t *out_count, struct store *store, size_t max,
	      struct arena *arena, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	LIST(struct run) runs = { NULL, 0, 0 };
	bool row = true;
	int rc;

	*out = NULL;
	*out_count = 0;
	rc = row_select(&stmt, store, &run_map,
			"WHERE complete = 1 ORDER BY run_id DESC LIMIT ?1", err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, max > 0 && max < INT64_MAX ? (int64_t)max : -1);
	while (rc == 0) {
		rc = store_step(&row, store, stmt, err);
		if (rc < 0 || !row)
			break;
		rc = load_run(LIST_ADD(arena, &runs), store, stmt, arena, err);
	}
	*out = runs.at;
	*out_count = runs.count;
	return rc;
}

/*
 * The newest run of every other commit whose first run is older than the first
 * of this run's commit; in the order of those first runs, which numbers them.
 */
static const char history_sql[] =
	"WHERE run_id IN (SELECT max(run_id) FROM run WHERE complete = 1"
	" AND commit_oid <> ?1 AND run_id < ?2 GROUP BY commit_oid HAVING min(run_id) <"
	" ifnull((SELECT min(run_id) FROM run WHERE complete = 1 AND commit_oid = ?1), "
	"?2))"
	" ORDER BY (SELECT min(run_id) FROM run first WHERE first.complete = 1"
	" AND first.commit_oid = run.commit_oid)";

static struct past_run past_of(const struct run *run, int64_t number)
{
	struct past_run past = {
		.id = span_of(run->id),
		.commit = run->commit,
		.number = number,
		.as_of = run->as_of,
		.result = run->result,
	};

	memcpy(past.counts, run->counts, sizeof(past.counts));
	return past;
}

/* Every run of the history, oldest first, in `arena`. */
static int list_history(struct run **out, size_t *out_count, struct store *store,
			const struct run *run, struct arena *arena, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	LIST(struct run) runs = { NULL, 0, 0 };
	bool row = true;
	int rc = row_select(&stmt, store, &run_map, history_sql, err);

	if (rc < 0)
		return rc;
	row_bind(stmt, 1, (struct value){ VALUE_TEXT, 0, run->commit });
	sqlite3_bind_int64(stmt, 2, run->row > 0 ? run->row : INT64_MAX);
	while (rc == 0) {
		rc = store_step(&row, store, stmt, err);
		if (rc < 0 || !row)
			break;
		rc = load_run(LIST_ADD(arena, &runs), store, stmt, arena, err);
	}
	*out = runs.at;
	*out_count = runs.count;
	return rc;
}

int runs_earlier(struct run **out, size_t *out_count, struct store *store,
		 const struct run *run, struct arena *arena, struct err *err)
{
	return list_history(out, out_count, store, run, arena, err);
}

int runs_items(struct report *out, struct store *store, int64_t row,
	       struct arena *arena, struct err *err)
{
	*out = (struct report){ .run.row = row };
	return load_items(out, store, arena, err);
}

static struct span text_at(sqlite3_stmt *stmt, int column, struct arena *arena)
{
	return arena_copy(arena,
			  span_of((const char *)sqlite3_column_text(stmt, column)));
}

int runs_item(struct run_item *out, bool *found, struct store *store, int64_t row,
	      struct span plan, struct span id, struct arena *arena, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	int rc = store_prepare(
		&stmt, store,
		"SELECT i.plain, i.line, j.verdict, l.how, l.old_plan, l.old_id,"
		" l.old_commit FROM plan p JOIN item i USING (plan_id)"
		" JOIN judgement j USING (item_id) LEFT JOIN item_lineage l USING "
		"(item_id)"
		" WHERE p.run_id = ?1 AND p.path = ?2 AND i.id = ?3 AND j.judged = 1"
		" ORDER BY i.item_id LIMIT 1",
		err);

	*out = (struct run_item){ .plan = plan, .id = id };
	*found = false;
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	row_bind(stmt, 2, (struct value){ VALUE_TEXT, 0, plan });
	row_bind(stmt, 3, (struct value){ VALUE_TEXT, 0, id });
	rc = store_step(found, store, stmt, err);
	if (rc < 0 || !*found)
		return rc;
	out->plain = text_at(stmt, 0, arena);
	out->line = (unsigned)sqlite3_column_int64(stmt, 1);
	if (!verdict_of_word(text_at(stmt, 2, arena), &out->verdict))
		return store_damaged(store, "judgement", "verdict", err);
	for (enum lineage_how how = LINEAGE_NONE + 1; how < LINEAGES; how++)
		if (span_is(text_at(stmt, 3, arena), lineage_word[how]))
			out->how = how;
	out->old_plan = text_at(stmt, 4, arena);
	out->old_id = text_at(stmt, 5, arena);
	out->old_commit = text_at(stmt, 6, arena);
	return 0;
}

/* Verdicts of one past run that are not those of the run before it. */
static int add_changes(struct report *report, struct store *store,
		       const struct run *run, int64_t number, struct table *last,
		       struct arena *scratch, struct arena *arena, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = store_prepare(
		&stmt, store,
		"SELECT p.path, i.id, j.verdict FROM plan p"
		" JOIN item i USING (plan_id) JOIN judgement j USING (item_id)"
		" WHERE p.run_id = ?1 AND j.judged = 1 ORDER BY i.item_id",
		err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, run->row);
	for (;;) {
		struct past_verdict past = { .run = number };
		void **slot;

		rc = store_step(&row, store, stmt, err);
		if (rc < 0 || !row)
			return rc;
		past.plan = span_of((const char *)sqlite3_column_text(stmt, 0));
		past.item = span_of((const char *)sqlite3_column_text(stmt, 1));
		if (!verdict_of_word(span_of((const char *)sqlite3_column_text(stmt,
									       2)),
				     &past.verdict))
			return store_damaged(store, "judgement", "verdict", err);
		/* An id has no LF, so the last one parts the two. */
		slot = table_slot(last, arena_printf(scratch, "%.*s\n%.*s",
						     SPAN_ARG(past.plan),
						     SPAN_ARG(past.item)));
		if (*slot == verdict_word[past.verdict])
			continue;
		memcpy(slot, &verdict_word[past.verdict], sizeof(*slot));
		past.plan = arena_copy(arena, past.plan);
		past.item = arena_copy(arena, past.item);
		*LIST_ADD(arena, &report->past) = past;
	}
}

int runs_history(struct report *report, struct store *store, struct arena *arena,
		 struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_SCRATCH_BYTES);
	struct table *last = table_new(scratch);
	struct run *runs = NULL;
	size_t count = 0;
	int rc = list_history(&runs, &count, store, &report->run, arena, err);

	report->history.count = report->past.count = 0;
	for (size_t i = count > HISTORY_MAX ? count - HISTORY_MAX : 0;
	     i < count && rc == 0; i++) {
		int64_t number = (int64_t)i + 1;

		*LIST_ADD(arena, &report->history) = past_of(&runs[i], number);
		rc = add_changes(report, store, &runs[i], number, last, scratch, arena,
				 err);
	}
	arena_free(scratch);
	return rc;
}

/*
 * Facts of one kind, from one of two attached databases to the other.  Ids stay as they
 * are and every row goes: SQLite copies such a table without taking its rows apart.
 */
static int copy_kind(struct store *store, const struct mapping *map, const char *to,
		     const char *from, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct buf sql;
	int rc;

	buf_init(&sql, LIMIT_RECORD_LINE);
	buf_adds(&sql, "INSERT INTO ");
	buf_adds(&sql, to);
	buf_adds(&sql, map->table);
	buf_adds(&sql, " SELECT * FROM ");
	buf_adds(&sql, from);
	buf_adds(&sql, map->table);
	rc = row_prepare(&stmt, store, &sql, err);
	return rc < 0 ? rc : store_done(store, stmt, err);
}

static int attach(struct store *store, const char *path, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	int rc = store_prepare(&stmt, store, "ATTACH ?1 AS other", err);

	if (rc < 0)
		return rc;
	sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC);
	return store_done(store, stmt, err);
}

/* Whether the facts there are those of that run: nobody else's are ever copied. */
static int has_facts(bool *out, struct store *store, const char *from, int64_t row,
		     struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct buf sql;
	int rc;

	*out = false;
	buf_init(&sql, LIMIT_RECORD_LINE);
	buf_adds(&sql, "SELECT 1 WHERE ?1 = (SELECT max(run_id) FROM ");
	buf_adds(&sql, from);
	buf_adds(&sql, "run)");
	rc = row_prepare(&stmt, store, &sql, err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	rc = store_step(out, store, stmt, err);
	return rc;
}

/*
 * A database in memory has no name that another could attach, so then the source
 * attaches the copy; else the copy attaches the source, which may be read-only.
 */
static int copy_facts(struct store *copy, struct store *source, int64_t row,
		      struct err *err)
{
	bool pull = source->mode != STORE_MEMORY, there = false;
	struct store *store = pull ? copy : source;
	const char *to = pull ? "main." : "other.";
	const char *from = pull ? "other." : "main.";
	int rc = attach(store, pull ? source->path : copy->path, err);

	if (rc == 0)
		rc = store_run(store, "BEGIN", err);
	if (rc == 0)
		rc = has_facts(&there, store, from, row, err);
	for (unsigned kind = 0; kind < FACT_KINDS && there && rc == 0; kind++) {
		struct mapping map = facts_mapping((enum fact_kind)kind);

		if (map.table)
			rc = copy_kind(store, &map, to, from, err);
	}
	if (rc == 0)
		rc = store_run(store, "COMMIT; DETACH other", err);
	return rc < 0 ? rollback(store, rc) : 0;
}

/* Like the run's number, it hangs on what else the store holds. */
static void forget_others(struct judgement *judgement)
{
	judgement->was = (struct lineage){ .how = LINEAGE_NONE };
	for (size_t i = 0; i < judgement->requirements.count; i++)
		judgement->requirements.at[i].other_pass =
			judgement->requirements.at[i].other_fail = 0;
}

static void forget_lineage(struct report *report)
{
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			forget_others(&report->plans.at[p].judgements.at[i]);
}

static int write_copy(struct store *copy, struct store *source, struct report *report,
		      struct err *err)
{
	int64_t row = report->run.row;
	/* What fails half-way is thrown away whole, so nothing is synced. */
	int rc = store_run(copy,
			   "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
			   "PRAGMA cache_size = -2048", /* it is written once */
			   err);

	if (rc == 0)
		rc = runs_begin(copy, &report->run, err);
	forget_lineage(report);
	if (rc == 0)
		rc = finish(copy, report, false, NULL, err);
	if (rc == 0)
		rc = copy_facts(copy, source, row, err);
	return rc;
}

int runs_export(struct store *store, int64_t row, const char *path, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct report report;
	struct store *copy = NULL;
	int rc;

	/* Pages that held facts make room for the report, which is read again. */
	sqlite3_db_release_memory(store->db);
	rc = runs_load(&report, store, row, arena, err);

	if (rc < 0) {
		arena_free(arena);
		return rc;
	}
	unlink(path);
	rc = store_open(&copy, path, STORE_WRITE, err);
	if (rc == 0)
		rc = write_copy(copy, store, &report, err);
	store_close(copy);
	if (rc < 0)
		unlink(path);
	arena_free(arena);
	return rc;
}
