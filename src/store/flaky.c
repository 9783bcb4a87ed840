/* flaky.c - reports about one commit that say different things: runs.h. */
#include "base/limits.h"
#include "base/table.h"
#include "store/maps.h"

#define RUNS_BEFORE 12 /* that are looked at */

struct looking {
	struct store *store;
	struct report *report;
	struct arena *scratch;
	struct table *needs; /* "plan LF item LF text" to struct need */
	struct table *seen;  /* a need and a report's digest */
};

struct need {
	struct requirement *requirement;
	const struct artifact *artifact;
};

static bool says_something(const struct requirement *requirement)
{
	return requirement->outcome == OUTCOME_PASS ||
	       requirement->outcome == OUTCOME_FAIL;
}

static void list_needs(struct looking *l, const struct planned *planned, size_t item)
{
	struct judgement *judgement = &planned->judgements.at[item];

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		struct requirement *requirement = &judgement->requirements.at[i];
		const struct artifact *artifact;
		struct need *need;

		requirement->other_pass = requirement->other_fail = 0;
		if (!says_something(requirement) ||
		    requirement->artifact >= l->report->artifacts.count)
			continue;
		artifact = &l->report->artifacts.at[requirement->artifact];
		if (artifact->subject.len == 0 || artifact->sha256[0] == '\0')
			continue;
		need = ARENA_NEW(l->scratch, struct need);
		*need = (struct need){ requirement, artifact };
		*table_slot(l->needs,
			    arena_printf(l->scratch, "%.*s\n%.*s\n%.*s",
					 SPAN_ARG(planned->plan.path),
					 SPAN_ARG(planned->plan.items.at[item].id),
					 SPAN_ARG(requirement->text))) = need;
	}
}

static struct span column(sqlite3_stmt *stmt, int at)
{
	return (struct span){ (const char *)sqlite3_column_text(stmt, at),
			      (size_t)sqlite3_column_bytes(stmt, at) };
}

/* One requirement of a run before: is it one of ours, by another report? */
static void look(struct looking *l, sqlite3_stmt *stmt)
{
	struct span sha256 = column(stmt, 6);
	struct span key =
		arena_printf(l->scratch, "%.*s\n%.*s\n%.*s", SPAN_ARG(column(stmt, 0)),
			     SPAN_ARG(column(stmt, 1)), SPAN_ARG(column(stmt, 2)));
	const struct need *need = table_get(l->needs, key);
	void **slot;

	if (!need || !span_eq(need->artifact->path, column(stmt, 4)) ||
	    !span_eq(need->artifact->subject, column(stmt, 5)) ||
	    span_is(sha256, need->artifact->sha256))
		return;
	slot = table_slot(l->seen, arena_printf(l->scratch, "%.*s\n%.*s", SPAN_ARG(key),
						SPAN_ARG(sha256)));
	if (*slot)
		return;
	*slot = l;
	if (span_is(column(stmt, 3), outcome_word[OUTCOME_PASS]))
		need->requirement->other_pass++;
	else
		need->requirement->other_fail++;
}

static const char runs_sql[] =
	"SELECT run_id FROM run WHERE complete = 1 ORDER BY run_id DESC LIMIT ?1";
static const char needs_sql[] =
	"SELECT p.path, i.id, q.text, q.outcome, a.path, a.bound_commit, a.sha256"
	" FROM plan p JOIN item i USING (plan_id) JOIN requirement q USING (item_id)"
	" JOIN run_artifact a ON a.run_id = p.run_id AND a.artifact_id = q.artifact_id"
	" WHERE p.run_id = ?1 AND q.outcome IN ('pass','fail') ORDER BY "
	"q.requirement_id";
static const char artifacts_sql[] =
	"SELECT path, bound_commit, sha256 FROM run_artifact"
	" WHERE run_id = ?1 AND bound_commit IS NOT NULL";

/* Whether a run holds another report about a commit that one of ours is about. */
static int differs(bool *out, struct looking *l, const struct table *reports,
		   int64_t row, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool more = true;
	int rc = store_prepare(&stmt, l->store, artifacts_sql, err);

	*out = false;
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	while (!*out) {
		const struct artifact *artifact;

		rc = store_step(&more, l->store, stmt, err);
		if (rc < 0 || !more)
			return rc;
		artifact = table_get(reports, column(stmt, 0));
		*out = artifact && span_eq(artifact->subject, column(stmt, 1)) &&
		       !span_is(column(stmt, 2), artifact->sha256);
	}
	return 0;
}

static int look_at_run(struct looking *l, int64_t row, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool more = true;
	int rc = store_prepare(&stmt, l->store, needs_sql, err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	for (;;) {
		rc = store_step(&more, l->store, stmt, err);
		if (rc < 0 || !more)
			return rc;
		look(l, stmt);
	}
}

static int look_at_runs(struct looking *l, const struct table *reports, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool more = true;
	int rc = store_prepare(&stmt, l->store, runs_sql, err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, RUNS_BEFORE);
	for (;;) {
		bool other = false;
		int64_t row;

		rc = store_step(&more, l->store, stmt, err);
		if (rc < 0 || !more)
			return rc;
		row = sqlite3_column_int64(stmt, 0);
		rc = differs(&other, l, reports, row, err);
		if (rc == 0 && other)
			rc = look_at_run(l, row, err);
		if (rc < 0)
			return rc;
	}
}

/* Where all say the same nothing is flaky. */
static void settle(struct requirement *requirement)
{
	bool flaky = requirement->outcome == OUTCOME_PASS ? requirement->other_fail > 0
							  : requirement->other_pass > 0;

	if (!flaky)
		requirement->other_pass = requirement->other_fail = 0;
}

int runs_flaky(struct report *report, struct store *store, struct err *err)
{
	struct arena *scratch = arena_new(LIMIT_MODEL_BYTES);
	struct looking l = { .store = store,
			     .report = report,

			     .scratch = scratch,
			     .needs = table_new(scratch),
			     .seen = table_new(scratch) };
	struct table *reports = table_new(scratch);
	int rc;

	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].subject.len > 0)
			*table_slot_borrowed(reports, report->artifacts.at[i].path) =
				&report->artifacts.at[i];
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			list_needs(&l, &report->plans.at[p], i);
	rc = look_at_runs(&l, reports, err);
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++) {
			struct judgement *judgement =
				&report->plans.at[p].judgements.at[i];

			for (size_t k = 0; k < judgement->requirements.count; k++)
				settle(&judgement->requirements.at[k]);
		}
	arena_free(scratch);
	return rc;
}

int runs_flaky_count(uint64_t *out, struct store *store, int64_t row, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool more;
	int rc = store_prepare(&stmt, store,
			       "SELECT count(*) FROM plan p JOIN item i USING (plan_id)"
			       " JOIN requirement q USING (item_id) WHERE p.run_id = ?1"
			       " AND q.other_pass + q.other_fail > 0",
			       err);

	*out = 0;
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	rc = store_step(&more, store, stmt, err);
	*out = (uint64_t)sqlite3_column_int64(stmt, 0);
	return rc;
}
