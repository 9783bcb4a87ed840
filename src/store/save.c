#include "base/limits.h"
#include "store/maps.h"

/* The tables of a report. */
enum target {
	TO_GATE,
	TO_INPUT,
	TO_PLAN_CANDIDATE,
	TO_PLAN,
	TO_PLAN_META,
	TO_ITEM,
	TO_HEADING,
	TO_REF,
	TO_THRESHOLD,
	TO_SIGNOFF,
	TO_JUDGEMENT,
	TO_LINEAGE,
	TO_VOTE,
	TO_REQUIREMENT,
	TO_CANDIDATE,
	TO_SUGGESTION,
	TO_FINDING,
	TO_ARTIFACT,
	TARGETS
};

static const struct mapping *const target_map[TARGETS] = {
	[TO_GATE] = &gate_map,
	[TO_INPUT] = &input_map,
	[TO_PLAN_CANDIDATE] = &plan_candidate_map,
	[TO_PLAN] = &plan_map,
	[TO_PLAN_META] = &plan_meta_map,
	[TO_ITEM] = &item_map,
	[TO_HEADING] = &heading_map,
	[TO_REF] = &ref_map,
	[TO_THRESHOLD] = &threshold_map,
	[TO_SIGNOFF] = &signoff_map,
	[TO_JUDGEMENT] = &judgement_map,
	[TO_LINEAGE] = &lineage_map,
	[TO_VOTE] = &vote_map,
	[TO_REQUIREMENT] = &requirement_map,
	[TO_CANDIDATE] = &candidate_map,
	[TO_SUGGESTION] = &suggestion_map,
	[TO_FINDING] = &finding_map,
	[TO_ARTIFACT] = &artifact_map,
};

struct save {
	struct store *store;
	struct report *report;
	struct batch batches[TARGETS];
	struct count_names counts;
	int64_t run, plan, item, requirement, finding; /* ids given last */
	int rc;                                        /* the first that failed */
	struct err *err;
};

/* One row; after a failure nothing more is done, so that lists need no checks. */
static void put(struct save *save, enum target target, const int64_t *keys,
		const void *record)
{
	if (save->rc == 0)
		save->rc = batch_add(&save->batches[target], save->store, keys, record,
				     0, save->err);
}

#define KEYS(...) ((const int64_t[MAPPING_KEYS]){ __VA_ARGS__ })

/* Every element of a list as a row with the keys `owner` and a number from 1. */
static void put_list(struct save *save, enum target target, int64_t owner,
		     const void *elements, size_t count, size_t size)
{
	for (size_t i = 0; i < count; i++)
		put(save, target, KEYS(owner, (int64_t)i + 1),
		    (const char *)elements + i * size);
}

#define PUT_LIST(save, target, owner, list)                                            \
	put_list((save), (target), (owner), (list).at, (list).count, sizeof(*(list).at))

static void put_findings(struct save *save, int64_t plan,
			 const struct finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct finding_row row = {
			.code = span_of(findings[i].rule->code),
			.level = findings[i].rule->level,
			.finding = findings[i],
		};

		put(save, TO_FINDING,
		    KEYS(++save->finding, save->run, plan, (int64_t)i + 1), &row);
	}
}

/* The row of an artifact by its place in the report; 0: none. */
static int64_t artifact_id(const struct save *save, size_t index)
{
	return index < save->report->artifacts.count
		       ? save->report->artifacts.at[index].id
		       : 0;
}

static void put_judgement(struct save *save, const struct judgement *judgement)
{
	int64_t item = save->item;

	put(save, TO_JUDGEMENT, KEYS(item), judgement);
	if (judgement->was.how != LINEAGE_NONE)
		put(save, TO_LINEAGE, KEYS(item), &judgement->was);
	PUT_LIST(save, TO_VOTE, item, judgement->votes);
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *need = &judgement->requirements.at[i];

		put(save, TO_REQUIREMENT,
		    KEYS(++save->requirement, item, (int64_t)i + 1,
			 artifact_id(save, need->artifact)),
		    need);
		PUT_LIST(save, TO_CANDIDATE, save->requirement, need->candidates);
	}
	for (size_t i = 0; i < judgement->suggestions.count; i++) {
		const struct suggestion *suggestion = &judgement->suggestions.at[i];

		put(save, TO_SUGGESTION,
		    KEYS(item, (int64_t)i + 1, artifact_id(save, suggestion->artifact)),
		    suggestion);
	}
}

static bool has_signoff(const struct item *item)
{
	const struct signoff_field *field = &item->signoff;

	return item->kind == ITEM_SIGNOFF ||
	       field->role.len + field->role_slug.len + field->name.len +
			       field->date.len >
		       0 ||
	       field->decision != DECISION_NONE || field->blank_name ||
	       field->blank_date || field->statement;
}

static void put_plan(struct save *save, const struct planned *planned, int64_t seq)
{
	int64_t plan = ++save->plan;

	put(save, TO_PLAN, KEYS(plan, save->run, seq), planned);
	PUT_LIST(save, TO_PLAN_META, plan, planned->plan.meta);
	for (size_t i = 0; i < planned->plan.items.count; i++) {
		const struct item *item = &planned->plan.items.at[i];

		put(save, TO_ITEM, KEYS(++save->item, plan, (int64_t)i + 1), item);
		PUT_LIST(save, TO_HEADING, save->item, item->headings);
		PUT_LIST(save, TO_REF, save->item, item->refs);
		PUT_LIST(save, TO_THRESHOLD, save->item, item->thresholds);
		if (has_signoff(item))
			put(save, TO_SIGNOFF, KEYS(save->item), &item->signoff);
		if (i < planned->judgements.count)
			put_judgement(save, &planned->judgements.at[i]);
	}
	put_findings(save, plan, planned->plan.findings.at,
		     planned->plan.findings.count);
}

/* Counts that are 0 have no row. */
static void put_counts(struct save *save, sqlite3_stmt *stmt,
		       const struct artifact *artifact)
{
	for (size_t i = 0; save->rc == 0 && i < save->counts.count; i++) {
		int64_t number = count_get(&save->counts.at[i], &artifact->counts);

		if (number == 0)
			continue;
		sqlite3_bind_int64(stmt, 1, save->run);
		sqlite3_bind_int64(stmt, 2, artifact->id);
		sqlite3_bind_text(stmt, 3, save->counts.at[i].name, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 4, number);
		save->rc = store_done(save->store, stmt, save->err);
	}
}

static void put_artifacts(struct save *save)
{
	SCOPED(sqlite3_stmt) counts = NULL;

	if (save->rc == 0)
		save->rc = store_prepare(
			&counts, save->store,
			"INSERT INTO run_artifact_count(run_id, artifact_id,"
			" name, n) VALUES (?1, ?2, ?3, ?4)",
			save->err);
	for (size_t i = 0; i < save->report->artifacts.count; i++) {
		struct artifact *artifact = &save->report->artifacts.at[i];

		put(save, TO_ARTIFACT, KEYS(artifact->id, save->run, (int64_t)i + 1),
		    artifact);
		put_counts(save, counts, artifact);
	}
}

static void put_run_counts(struct save *save)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	const struct run *run = &save->report->run;

	if (save->rc == 0)
		save->rc = store_prepare(&stmt, save->store,
					 "INSERT INTO run_count(run_id, verdict, items,"
					 " required) VALUES (?1, ?2, ?3, ?4)",
					 save->err);
	for (unsigned i = 0; i < VERDICTS && save->rc == 0; i++) {
		sqlite3_bind_int64(stmt, 1, save->run);
		sqlite3_bind_text(stmt, 2, verdict_word[i], -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 3, (int64_t)run->counts[i]);
		sqlite3_bind_int64(stmt, 4, (int64_t)run->required[i]);
		save->rc = store_done(save->store, stmt, save->err);
	}
}

static void get_ready(struct save *save, struct arena *arena)
{
	/* clang-format off */
	const struct { int64_t *id; const char *sql; } last[] = {
		{ &save->plan,        "SELECT max(plan_id) FROM plan" },
		{ &save->item,        "SELECT max(item_id) FROM item" },
		{ &save->requirement, "SELECT max(requirement_id) FROM requirement" },
		{ &save->finding,     "SELECT max(audit_finding_id) FROM audit_finding" },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]) && save->rc == 0; i++)
		save->rc =
			store_number(last[i].id, save->store, last[i].sql, save->err);
	count_names(&save->counts, arena);
	for (size_t i = 0; i < TARGETS; i++) {
		batch_init(&save->batches[i], target_map[i]);
		save->batches[i].is_report = true;
	}
}

static void flush(struct save *save)
{
	for (size_t i = 0; i < TARGETS; i++) {
		if (save->rc == 0)
			save->rc =
				batch_flush(&save->batches[i], save->store, save->err);
		batch_release(&save->batches[i]);
	}
}

int save_artifacts(struct store *store, struct report *report, struct err *err)
{
	struct save save = { .store = store, .report = report, .err = err };
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);

	save.run = report->run.row;
	get_ready(&save, arena);
	put_artifacts(&save);
	flush(&save);
	arena_free(arena);
	return save.rc;
}

int save_report(struct store *store, struct report *report, struct err *err)
{
	struct save save = { .store = store, .report = report, .err = err };
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);

	save.run = report->run.row;
	get_ready(&save, arena);
	put_run_counts(&save);
	PUT_LIST(&save, TO_GATE, save.run, report->gate);
	PUT_LIST(&save, TO_INPUT, save.run, report->inputs);
	PUT_LIST(&save, TO_PLAN_CANDIDATE, save.run, report->plan_candidates);
	put_artifacts(&save);
	for (size_t i = 0; i < report->plans.count; i++)
		put_plan(&save, &report->plans.at[i], (int64_t)i + 1);
	put_findings(&save, 0, report->findings.at, report->findings.count);
	flush(&save);
	arena_free(arena);
	return save.rc;
}
