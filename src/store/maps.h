/*
 * maps.h - how the structs of a report fit the tables of schema.sql.
 *
 * Not for other folders.  The ids of a run's plans, items and requirements are
 * given in one transaction, so they have no gaps.
 */
#ifndef STORE_MAPS_H
#define STORE_MAPS_H

#include "base/table.h"
#include "model/report.h"
#include "store/row.h"
#include "store/runs.h"

/* Keys: run_id, complete. */
extern const struct mapping run_map;
/* Keys: run_id, seq. */
extern const struct mapping gate_map, input_map, plan_candidate_map;
/* Keys: plan_id, run_id, seq; of the second, paths alone. */
extern const struct mapping plan_map, plan_brief_map;
/* Keys: plan_id, seq. */
extern const struct mapping plan_meta_map;
/* Keys: item_id, plan_id, seq. */
extern const struct mapping item_map;
/* No key: a struct run_name, from two tables. */
extern const struct mapping name_map;
/* Keys: item_id, seq. */
extern const struct mapping heading_map, ref_map, threshold_map;
/* Key: item_id. */
extern const struct mapping signoff_map, judgement_map, lineage_map, vote_map;
/* Keys: requirement_id, item_id, seq, artifact_id. */
extern const struct mapping requirement_map;
/* Keys: requirement_id, seq. */
extern const struct mapping candidate_map;
/* Keys: item_id, seq, artifact_id. */
extern const struct mapping suggestion_map;
/* Keys: audit_finding_id, run_id, plan_id, seq. */
extern const struct mapping finding_map;
/* Keys: artifact_id, run_id, seq; of the second, what says whether it is a report. */
extern const struct mapping artifact_map, artifact_brief_map;

/* What finding_map reads and writes: the rule by its code. */
struct finding_row {
	struct span code;
	enum finding_level level;
	struct finding finding;
};

/* One number of an artifact's counts, under its name in run_artifact_count. */
struct count_name {
	char name[48]; /* "cases.passed" */
	size_t offset; /* in struct fact_counts */
	bool is_flag;  /* a bool, else an int64_t */
};

/* All of them, in the order of struct fact_counts, and by their names. */
struct count_names {
	struct count_name *at;
	size_t count;
	struct table *by_name; /* a struct count_name */
};

void count_names(struct count_names *out, struct arena *arena);
int64_t count_get(const struct count_name *name, const struct fact_counts *counts);
void count_set(const struct count_name *name, struct fact_counts *counts,
	       int64_t number);

/* save.c: everything of the report but facts and the run's own row. */
int save_report(struct store *store, struct report *report, struct err *err);

/* The artifacts alone: rows that runs_finish() takes away before it saves all. */
int save_artifacts(struct store *store, struct report *report, struct err *err);

/* load.c: the same back; report->run is there already. */
int load_report(struct report *report, struct store *store, struct arena *arena,
		struct err *err);

/* What items are found by; runs_names(). */
int load_names(struct run_name **out, size_t *out_count, struct store *store,
	       int64_t row, const struct name_wish *wish, struct arena *arena,
	       struct err *err);

/* One plan whole, and what it asks for; of all else what runs_plan() says. */
int load_plan(struct report *report, struct store *store, size_t plan,
	      struct arena *arena, struct err *err);

/* load.c: the rest of runs_glance(). */
int load_glance(struct report *report, struct store *store, size_t most,
		struct arena *arena, struct err *err);

/* load.c: plans with items, headings and references, and no more. */
int load_items(struct report *report, struct store *store, struct arena *arena,
	       struct err *err);

/* load.c: the run of the current row of a SELECT of run_map. */
int load_run(struct run *run, struct store *store, sqlite3_stmt *stmt,
	     struct arena *arena, struct err *err);

#endif
