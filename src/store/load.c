#include "store/maps.h"

#include "base/limits.h"
#include "model/changes.h"

/* Where an item or a requirement is in the report; elements move, places don't. */
struct place {
	size_t plan, item, requirement;
};

struct load {
	struct store *store;
	struct report *report;
	struct arena *arena;
	struct arena *scratch;
	int64_t plan, item, requirement; /* lowest ids of the run; 0: it has none */
	LIST(struct place) items;        /* by id less the lowest */
	LIST(struct place) requirements;
	int64_t artifact;       /* lowest id */
	LIST(size_t) artifacts; /* place in the report by id less the lowest */
	struct err *err;
};

/* What to do with one row, whose keys and columns are those of `map`. */
typedef int (*take_row)(struct load *load, sqlite3_stmt *stmt,
			const struct mapping *map);

/* Give every row of a SELECT between two ids to `take`, in the order it says. */
static int each(struct load *load, const struct mapping *map, const char *rest,
		int64_t low, int64_t high, take_row take)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = row_select(&stmt, load->store, map, rest, load->err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, low);
	if (sqlite3_bind_parameter_count(stmt) > 1)
		sqlite3_bind_int64(stmt, 2, high);
	while (rc == 0) {
		rc = store_step(&row, load->store, stmt, load->err);
		if (rc < 0 || !row)
			break;
		rc = take(load, stmt, map);
	}
	return rc;
}

static int get(struct load *load, sqlite3_stmt *stmt, const struct mapping *map,
	       void *record)
{
	return row_get(record, load->store, stmt, map, load->arena, load->err);
}

static int damaged(struct load *load, const struct mapping *map, size_t key)
{
	return store_damaged(load->store, map->table, map->keys[key], load->err);
}

static int take_gate(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	return get(load, stmt, map, LIST_ADD(load->arena, &load->report->gate));
}

static int take_input(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	return get(load, stmt, map, LIST_ADD(load->arena, &load->report->inputs));
}

static int take_plan_candidate(struct load *load, sqlite3_stmt *stmt,
			       const struct mapping *map)
{
	return get(load, stmt, map,
		   LIST_ADD(load->arena, &load->report->plan_candidates));
}

/* Where `id` is in a list of ids without gaps that starts at `low`; count: nowhere. */
static size_t place_of(int64_t id, int64_t low, size_t count)
{
	if (low == 0 || id < low || (uint64_t)(id - low) >= count)
		return count;
	return (size_t)(id - low);
}

static int take_plan(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	int64_t id = sqlite3_column_int64(stmt, 0);

	if (load->plan == 0)
		load->plan = id;
	if (id != load->plan + (int64_t)load->report->plans.count)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &load->report->plans));
}

static struct span text_at(struct arena *arena, sqlite3_stmt *stmt, int column)
{
	struct span text = { (const char *)sqlite3_column_text(stmt, column),
			     (size_t)sqlite3_column_bytes(stmt, column) };

	return arena_copy(arena, text);
}

static struct planned *plan_of(struct load *load, sqlite3_stmt *stmt, int column)
{
	size_t count = load->report->plans.count;
	size_t at = place_of(sqlite3_column_int64(stmt, column), load->plan, count);

	return at < count ? &load->report->plans.at[at] : NULL;
}

static int take_meta(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	struct planned *planned = plan_of(load, stmt, 0);

	if (!planned)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &planned->plan.meta));
}

static int take_item(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	int64_t id = sqlite3_column_int64(stmt, 0);
	struct planned *planned = plan_of(load, stmt, 1);
	struct place *place;
	struct item *item;
	int rc;

	if (load->item == 0)
		load->item = id;
	if (id != load->item + (int64_t)load->items.count)
		return damaged(load, map, 0);
	if (!planned)
		return damaged(load, map, 1);
	place = LIST_ADD(load->scratch, &load->items);
	place->plan = (size_t)(planned - load->report->plans.at);
	place->item = planned->plan.items.count;
	item = LIST_ADD(load->arena, &planned->plan.items);
	rc = get(load, stmt, map, item);
	/* What is above an item comes before it. */
	if (rc == 0 && item->parent != ITEM_NONE && item->parent >= place->item)
		return store_damaged(load->store, map->table, "parent", load->err);
	return rc;
}

static const struct place *item_place(struct load *load, sqlite3_stmt *stmt, int column)
{
	int64_t id = sqlite3_column_int64(stmt, column);
	size_t at = place_of(id, load->item, load->items.count);

	return at < load->items.count ? &load->items.at[at] : NULL;
}

static struct item *item_of(struct load *load, sqlite3_stmt *stmt)
{
	const struct place *place = item_place(load, stmt, 0);

	return place ? &load->report->plans.at[place->plan].plan.items.at[place->item]
		     : NULL;
}

static int take_heading(struct load *load, sqlite3_stmt *stmt,
			const struct mapping *map)
{
	struct item *item = item_of(load, stmt);

	if (!item)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &item->headings));
}

static int take_ref(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	struct item *item = item_of(load, stmt);

	if (!item)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &item->refs));
}

static int take_threshold(struct load *load, sqlite3_stmt *stmt,
			  const struct mapping *map)
{
	struct item *item = item_of(load, stmt);

	if (!item)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &item->thresholds));
}

static int take_signoff(struct load *load, sqlite3_stmt *stmt,
			const struct mapping *map)
{
	struct item *item = item_of(load, stmt);

	if (!item)
		return damaged(load, map, 0);
	return get(load, stmt, map, &item->signoff);
}

/* One an item, in the same order. */
static int take_judgement(struct load *load, sqlite3_stmt *stmt,
			  const struct mapping *map)
{
	const struct place *place = item_place(load, stmt, 0);
	struct judgement *judgement;
	struct planned *planned;
	int rc;

	if (!place)
		return damaged(load, map, 0);
	planned = &load->report->plans.at[place->plan];
	if (planned->judgements.count != place->item)
		return damaged(load, map, 0);
	judgement = LIST_ADD(load->arena, &planned->judgements);
	rc = get(load, stmt, map, judgement);
	/* Two reasons share a word; the row of the decision table tells them apart. */
	if (judgement->reason == REASON_UNREADABLE && judgement->row == 16)
		judgement->reason = REASON_UNREADABLE_EVIDENCE;
	return rc;
}

static struct judgement *judgement_of(struct load *load, const struct place *place);

static int take_lineage(struct load *load, sqlite3_stmt *stmt,
			const struct mapping *map)
{
	const struct place *place = item_place(load, stmt, 0);
	struct judgement *judgement = place ? judgement_of(load, place) : NULL;

	if (!judgement)
		return damaged(load, map, 0);
	return get(load, stmt, map, &judgement->was);
}

static int take_vote(struct load *load, sqlite3_stmt *stmt, const struct mapping *map)
{
	const struct place *place = item_place(load, stmt, 0);
	struct judgement *judgement = place ? judgement_of(load, place) : NULL;

	if (!judgement)
		return damaged(load, map, 0);
	return get(load, stmt, map, LIST_ADD(load->arena, &judgement->votes));
}

static struct judgement *judgement_of(struct load *load, const struct place *place)
{
	struct planned *planned = &load->report->plans.at[place->plan];

	return place->item < planned->judgements.count
		       ? &planned->judgements.at[place->item]
		       : NULL;
}

/* The artifact's place in the report from its id in `column`; false: no such. */
static bool get_artifact(size_t *out, struct load *load, sqlite3_stmt *stmt, int column)
{
	int64_t id = sqlite3_column_int64(stmt, column);
	size_t at = place_of(id, load->artifact, load->artifacts.count);

	*out = ARTIFACT_NONE;
	if (id == 0)
		return true;
	if (at < load->artifacts.count)
		*out = load->artifacts.at[at];
	return *out != ARTIFACT_NONE;
}

static int take_requirement(struct load *load, sqlite3_stmt *stmt,
			    const struct mapping *map)
{
	int64_t id = sqlite3_column_int64(stmt, 0);
	const struct place *item = item_place(load, stmt, 1);
	struct judgement *judgement = item ? judgement_of(load, item) : NULL;
	struct requirement *requirement;
	struct place *place;

	if (load->requirement == 0)
		load->requirement = id;
	if (id != load->requirement + (int64_t)load->requirements.count)
		return damaged(load, map, 0);
	if (!judgement)
		return damaged(load, map, 1);
	place = LIST_ADD(load->scratch, &load->requirements);
	*place = *item;
	place->requirement = judgement->requirements.count;
	requirement = LIST_ADD(load->arena, &judgement->requirements);
	if (!get_artifact(&requirement->artifact, load, stmt, 3))
		return damaged(load, map, 3);
	return get(load, stmt, map, requirement);
}

static int take_candidate(struct load *load, sqlite3_stmt *stmt,
			  const struct mapping *map)
{
	int64_t id = sqlite3_column_int64(stmt, 0);
	size_t at = place_of(id, load->requirement, load->requirements.count);
	const struct place *place;
	struct judgement *judgement;

	if (at == load->requirements.count)
		return damaged(load, map, 0);
	place = &load->requirements.at[at];
	judgement = judgement_of(load, place);
	if (!judgement)
		return damaged(load, map, 0);
	return get(load, stmt, map,
		   LIST_ADD(load->arena, &judgement->requirements.at[place->requirement]
						  .candidates));
}

static int take_suggestion(struct load *load, sqlite3_stmt *stmt,
			   const struct mapping *map)
{
	const struct place *place = item_place(load, stmt, 0);
	struct judgement *judgement = place ? judgement_of(load, place) : NULL;
	struct suggestion *suggestion;

	if (!judgement)
		return damaged(load, map, 0);
	suggestion = LIST_ADD(load->arena, &judgement->suggestions);
	if (!get_artifact(&suggestion->artifact, load, stmt, 2))
		return damaged(load, map, 2);
	return get(load, stmt, map, suggestion);
}

/* A rule that this muster no longer has keeps its code and level. */
static const struct finding_rule *rule_of(struct load *load,
					  const struct finding_row *row)
{
	const struct finding_rule *known = finding_rule_of(row->code);
	struct finding_rule *rule;

	if (known && known->level == row->level)
		return known;
	rule = ARENA_NEW(load->arena, struct finding_rule);
	*rule = known ? *known
		      : (struct finding_rule){ .title = "A finding of another muster",
					       .fix = "see its message" };
	rule->code = arena_string(load->arena, row->code);
	rule->level = row->level;
	return rule;
}

static int take_finding(struct load *load, sqlite3_stmt *stmt,
			const struct mapping *map)
{
	bool of_run = sqlite3_column_type(stmt, 2) == SQLITE_NULL;
	struct planned *planned = of_run ? NULL : plan_of(load, stmt, 2);
	struct finding_row row = { .code = SPAN_EMPTY };
	int rc = get(load, stmt, map, &row);

	if (rc < 0)
		return rc;
	if (!of_run && !planned)
		return damaged(load, map, 2);
	row.finding.rule = rule_of(load, &row);
	if (planned)
		*LIST_ADD(load->arena, &planned->plan.findings) = row.finding;
	else
		*LIST_ADD(load->arena, &load->report->findings) = row.finding;
	return 0;
}

static int take_artifact(struct load *load, sqlite3_stmt *stmt,
			 const struct mapping *map)
{
	struct artifact *artifact = LIST_ADD(load->arena, &load->report->artifacts);

	artifact->id = sqlite3_column_int64(stmt, 0);
	if (artifact->id <= 0)
		return damaged(load, map, 0);
	return get(load, stmt, map, artifact);
}

/*
 * From ids to places.  Ids have few gaps (an artifact that was begun and did not
 * come into the report), so an array will do.
 */
static int index_artifacts(struct load *load)
{
	const struct artifact *artifacts = load->report->artifacts.at;
	size_t count = load->report->artifacts.count;
	int64_t high = 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || artifacts[i].id < load->artifact)
			load->artifact = artifacts[i].id;
		if (artifacts[i].id > high)
			high = artifacts[i].id;
	}
	if (count == 0)
		return 0;
	if ((uint64_t)(high - load->artifact) > 4 * count + LIMIT_TREE_ENTRIES)
		return damaged(load, &artifact_map, 0);
	load->artifacts.count = (size_t)(high - load->artifact) + 1;
	load->artifacts.at = ARENA_ARRAY(load->scratch, size_t, load->artifacts.count);
	for (size_t i = 0; i < load->artifacts.count; i++)
		load->artifacts.at[i] = ARTIFACT_NONE;
	for (size_t i = 0; i < count; i++)
		load->artifacts.at[artifacts[i].id - load->artifact] = i;
	return 0;
}

/* A name that no count has is left out: another muster counted more. */
static int load_counts(struct load *load)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	struct count_names names;
	bool row = true;
	int rc = store_prepare(
		&stmt, load->store,
		"SELECT artifact_id, name, n FROM run_artifact_count WHERE run_id = ?1"
		" ORDER BY 1, 2",
		load->err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, load->report->run.row);
	count_names(&names, load->scratch);
	for (;;) {
		const struct count_name *count;
		struct span name;
		size_t at;

		rc = store_step(&row, load->store, stmt, load->err);
		if (rc < 0 || !row)
			return rc;
		name = (struct span){ (const char *)sqlite3_column_text(stmt, 1),
				      (size_t)sqlite3_column_bytes(stmt, 1) };
		count = table_get(names.by_name, name);
		if (count && get_artifact(&at, load, stmt, 0) && at != ARTIFACT_NONE)
			count_set(count, &load->report->artifacts.at[at].counts,
				  sqlite3_column_int64(stmt, 2));
	}
}

/* Findings name items by number: they must be there. */
static int check_findings(struct load *load, const struct finding *findings,
			  size_t count, size_t items)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];

		if ((finding->item != ITEM_NONE && finding->item >= items) ||
		    (finding->other_item != ITEM_NONE && finding->other_item >= items))
			return store_damaged(load->store, "audit_finding", "item",
					     load->err);
	}
	return 0;
}

static int check_plans(struct load *load)
{
	int rc = 0;

	for (size_t i = 0; i < load->report->plans.count && rc == 0; i++) {
		const struct plan *plan = &load->report->plans.at[i].plan;

		rc = check_findings(load, plan->findings.at, plan->findings.count,
				    plan->items.count);
	}
	return rc;
}

/* The audit's own findings name items of the plan at their path. */
static int check_run_findings(struct load *load)
{
	const struct report *report = load->report;
	int rc = 0;

	for (size_t f = 0; f < report->findings.count; f++) {
		const struct finding *finding = &report->findings.at[f];

		if (finding->item == ITEM_NONE && finding->other_item == ITEM_NONE)
			continue;
		for (size_t i = 0; i < report->plans.count && rc == 0; i++)
			if (span_eq(report->plans.at[i].plan.path, finding->path))
				rc = check_findings(load, finding, 1,
						    report->plans.at[i]
							    .plan.items.count);
	}
	return rc;
}

/* The highest id behind a list of `count` that starts at `low`. */
static int64_t high_id(int64_t low, size_t count)
{
	return low + (int64_t)count - 1;
}

#define OF_RUN   "WHERE run_id = ?1 ORDER BY "
#define OF_PLANS "WHERE plan_id BETWEEN ?1 AND ?2 ORDER BY "
#define OF_ITEMS "WHERE item_id BETWEEN ?1 AND ?2 ORDER BY "

static int load_of_run(struct load *load)
{
	/* clang-format off */
	const struct { const struct mapping *map; const char *rest; take_row take; } of_run[] = {
		{ &gate_map,           OF_RUN "seq",         take_gate },
		{ &input_map,          OF_RUN "seq",         take_input },
		{ &plan_candidate_map, OF_RUN "seq",         take_plan_candidate },
		{ &artifact_map,       OF_RUN "seq",         take_artifact },
		{ &plan_map,           OF_RUN "plan_id",     take_plan },
	};
	/* clang-format on */
	int rc = 0;

	for (size_t i = 0; i < sizeof(of_run) / sizeof(of_run[0]) && rc == 0; i++)
		rc = each(load, of_run[i].map, of_run[i].rest, load->report->run.row, 0,
			  of_run[i].take);
	if (rc == 0)
		rc = index_artifacts(load);
	return rc;
}

/* Of the plans with these ids. */
static int load_of_plans(struct load *load, int64_t low, int64_t high)
{
	int rc;

	if (load->plan == 0)
		return 0;
	rc = each(load, &plan_meta_map, OF_PLANS "plan_id, seq", low, high, take_meta);
	if (rc == 0)
		rc = each(load, &item_map, OF_PLANS "item_id", low, high, take_item);
	return rc;
}

static int load_of_items(struct load *load)
{
	/* clang-format off */
	const struct { const struct mapping *map; const char *rest; take_row take; } of_items[] = {
		{ &heading_map,     OF_ITEMS "item_id, seq",    take_heading },
		{ &ref_map,         OF_ITEMS "item_id, seq",    take_ref },
		{ &threshold_map,   OF_ITEMS "item_id, seq",    take_threshold },
		{ &signoff_map,     OF_ITEMS "item_id",         take_signoff },
		{ &judgement_map,   OF_ITEMS "item_id",         take_judgement },
		{ &lineage_map,     OF_ITEMS "item_id",         take_lineage },
		{ &vote_map,        OF_ITEMS "item_id, seq",    take_vote },
		{ &requirement_map, OF_ITEMS "requirement_id",  take_requirement },
		{ &suggestion_map,  OF_ITEMS "item_id, seq",    take_suggestion },
	};
	/* clang-format on */
	int rc = 0;

	if (load->item == 0)
		return 0;
	for (size_t i = 0; i < sizeof(of_items) / sizeof(of_items[0]) && rc == 0; i++)
		rc = each(load, of_items[i].map, of_items[i].rest, load->item,
			  high_id(load->item, load->items.count), of_items[i].take);
	if (rc < 0 || load->requirement == 0)
		return rc;
	return each(
		load, &candidate_map,
		"WHERE requirement_id BETWEEN ?1 AND ?2 ORDER BY requirement_id, seq",
		load->requirement, high_id(load->requirement, load->requirements.count),
		take_candidate);
}

int load_report(struct report *report, struct store *store, struct arena *arena,
		struct err *err)
{
	struct load load = {
		.store = store,
		.report = report,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.err = err,
	};
	int rc = load_of_run(&load);

	if (rc == 0)
		rc = load_counts(&load);
	if (rc == 0)
		rc = load_of_plans(&load, load.plan,
				   high_id(load.plan, report->plans.count));
	if (rc == 0)
		rc = load_of_items(&load);
	if (rc == 0)
		rc = each(&load, &finding_map, OF_RUN "audit_finding_id",
			  report->run.row, 0, take_finding);
	if (rc == 0)
		rc = check_plans(&load);
	if (rc == 0)
		rc = check_run_findings(&load);
	arena_free(load.scratch);
	return rc;
}

/* The rest of a SELECT of name_map that gives what the wish may mean. */
static const char *names_rest(const struct name_wish *wish)
{
	if (wish->id.len > 0)
		return "WHERE p.run_id = ?1 AND (i.id = ?2 COLLATE NOCASE"
		       " OR i.declared_id = ?2 COLLATE NOCASE)"
		       " ORDER BY plan_id, i.item_id";
	if (wish->line > 0)
		return "WHERE p.run_id = ?1 AND i.line <= ?2"
		       " AND ifnull(i.end_line, i.line) >= ?2"
		       " ORDER BY plan_id, i.item_id";
	return "WHERE p.run_id = ?1 ORDER BY plan_id, i.item_id";
}

int load_names(struct run_name **out, size_t *out_count, struct store *store,
	       int64_t row, const struct name_wish *wish, struct arena *arena,
	       struct err *err)
{
	LIST(struct run_name) names = { NULL, 0, 0 };
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool found = true;
	int rc;

	*out = NULL;
	*out_count = 0;
	rc = row_select(&stmt, store, &name_map, names_rest(wish), err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, row);
	if (wish->id.len > 0)
		row_bind(stmt, 2, (struct value){ VALUE_TEXT, 0, wish->id });
	else if (wish->line > 0)
		sqlite3_bind_int64(stmt, 2, (int64_t)wish->line);
	while (rc == 0) {
		rc = store_step(&found, store, stmt, err);
		if (rc < 0 || !found)
			break;
		rc = row_get(LIST_ADD(arena, &names), store, stmt, &name_map, arena,
			     err);
	}
	*out = names.at;
	*out_count = names.count;
	return rc;
}

/* What was read in brief, now whole. */
static int take_whole_plan(struct load *load, sqlite3_stmt *stmt,
			   const struct mapping *map)
{
	struct planned *planned = plan_of(load, stmt, 0);

	return planned ? get(load, stmt, map, planned) : damaged(load, map, 0);
}

static int take_whole_artifact(struct load *load, sqlite3_stmt *stmt,
			       const struct mapping *map)
{
	size_t at;

	if (!get_artifact(&at, load, stmt, 0) || at == ARTIFACT_NONE)
		return damaged(load, map, 0);
	return get(load, stmt, map, &load->report->artifacts.at[at]);
}

static int load_brief(struct load *load)
{
	/* clang-format off */
	const struct { const struct mapping *map; const char *rest; take_row take; } of_run[] = {
		{ &input_map,          OF_RUN "seq",     take_input },
		{ &artifact_brief_map, OF_RUN "seq",     take_artifact },
		{ &plan_brief_map,     OF_RUN "plan_id", take_plan },
	};
	/* clang-format on */
	int rc = 0;

	for (size_t i = 0; i < sizeof(of_run) / sizeof(of_run[0]) && rc == 0; i++)
		rc = each(load, of_run[i].map, of_run[i].rest, load->report->run.row, 0,
			  of_run[i].take);
	if (rc == 0)
		rc = index_artifacts(load);
	return rc;
}

static int load_whole(struct load *load, int64_t plan)
{
	int rc = each(load, &plan_map, "WHERE plan_id = ?1", plan, 0, take_whole_plan);

	if (rc == 0)
		rc = load_of_plans(load, plan, plan);
	if (rc == 0)
		rc = load_of_items(load);
	if (rc == 0)
		rc = each(load, &finding_map,
			  "WHERE run_id = ?1 AND plan_id = ?2"
			  " ORDER BY audit_finding_id",
			  load->report->run.row, plan, take_finding);
	if (rc == 0)
		rc = check_plans(load);
	if (rc < 0 || load->items.count == 0)
		return rc;
	return each(load, &artifact_map,
		    "WHERE run_id = (SELECT p.run_id FROM item i JOIN plan p"
		    " USING (plan_id) WHERE i.item_id = ?1) AND artifact_id IN"
		    " (SELECT artifact_id FROM requirement"
		    " WHERE item_id BETWEEN ?1 AND ?2)",
		    load->item, high_id(load->item, load->items.count),
		    take_whole_artifact);
}

int load_plan(struct report *report, struct store *store, size_t plan,
	      struct arena *arena, struct err *err)
{
	struct load load = {
		.store = store,
		.report = report,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.err = err,
	};
	int rc = load_brief(&load);

	if (rc == 0 && plan >= report->plans.count)
		rc = store_damaged(store, "plan", "seq", err);
	if (rc == 0)
		rc = load_whole(&load, load.plan + (int64_t)plan);
	arena_free(load.scratch);
	return rc;
}

int load_items(struct report *report, struct store *store, struct arena *arena,
	       struct err *err)
{
	struct load load = {
		.store = store,
		.report = report,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.err = err,
	};
	int rc =
		each(&load, &plan_map, OF_RUN "plan_id", report->run.row, 0, take_plan);

	if (rc == 0 && load.plan != 0)
		rc = each(&load, &item_map, OF_PLANS "item_id", load.plan,
			  high_id(load.plan, report->plans.count), take_item);
	if (rc == 0 && load.item != 0)
		rc = each(&load, &heading_map, OF_ITEMS "item_id, seq", load.item,
			  high_id(load.item, load.items.count), take_heading);
	if (rc == 0 && load.item != 0)
		rc = each(&load, &ref_map, OF_ITEMS "item_id, seq", load.item,
			  high_id(load.item, load.items.count), take_ref);
	arena_free(load.scratch);
	return rc;
}

/* Of the items that block by that verdict the first ones, as many as are left to take.
 */
static int take_blocking(struct load *load, enum verdict verdict, size_t *left)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = store_prepare(
		&stmt, load->store,
		"SELECT i.plan_id, i.line, i.plain, j.required, j.sentence"
		" FROM judgement j JOIN item i USING (item_id)"
		" WHERE j.item_id BETWEEN ?1 AND ?2 AND j.verdict = ?3 AND j.judged"
		" AND NOT j.parent AND (j.required OR ?4) ORDER BY j.item_id LIMIT ?5",
		load->err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, load->item);
	sqlite3_bind_int64(stmt, 2, high_id(load->item, load->items.count));
	row_bind(stmt, 3,
		 (struct value){ VALUE_TEXT, 0, span_of(verdict_word[verdict]) });
	sqlite3_bind_int(stmt, 4, verdict == VERDICT_CONTRADICTED);
	sqlite3_bind_int64(stmt, 5, (int64_t)*left);
	for (;;) {
		struct planned *planned;
		struct judgement *judgement;
		struct item *item;

		rc = store_step(&row, load->store, stmt, load->err);
		if (rc < 0 || !row)
			return rc;
		planned = plan_of(load, stmt, 0);
		if (!planned)
			return damaged(load, &item_map, 1);
		item = LIST_ADD(load->arena, &planned->plan.items);
		judgement = LIST_ADD(load->arena, &planned->judgements);
		item->line = (unsigned)sqlite3_column_int64(stmt, 1);
		item->plain = text_at(load->arena, stmt, 2);
		judgement->judged = true;
		judgement->required = sqlite3_column_int(stmt, 3) != 0;
		judgement->verdict = verdict;
		judgement->sentence = text_at(load->arena, stmt, 4);
		--*left;
	}
}

/* The ids of the run's items, without the items. */
static int find_items(struct load *load)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row;
	int rc = store_prepare(&stmt, load->store,
			       "SELECT min(item_id), max(item_id) FROM item"
			       " WHERE plan_id BETWEEN ?1 AND ?2",
			       load->err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, load->plan);
	sqlite3_bind_int64(stmt, 2, high_id(load->plan, load->report->plans.count));
	rc = store_step(&row, load->store, stmt, load->err);
	load->item = sqlite3_column_int64(stmt, 0);
	load->items.count = (size_t)(sqlite3_column_int64(stmt, 1) - load->item + 1);
	return rc;
}

int load_glance(struct report *report, struct store *store, size_t most,
		struct arena *arena, struct err *err)
{
	struct load load = {
		.store = store,
		.report = report,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.err = err,
	};
	int rc = each(&load, &plan_brief_map, OF_RUN "plan_id", report->run.row, 0,
		      take_plan);

	if (rc == 0 && load.plan != 0)
		rc = find_items(&load);
	for (unsigned t = 0; t < VERDICTS && rc == 0 && load.item != 0 && most > 0; t++)
		if (!verdict_stands(verdict_by_trouble[t]))
			rc = take_blocking(&load, verdict_by_trouble[t], &most);
	if (rc == 0)
		rc = each(&load, &finding_map,
			  "WHERE run_id = ?1 AND plan_id IS NULL"
			  " ORDER BY audit_finding_id",
			  report->run.row, 0, take_finding);
	arena_free(load.scratch);
	return rc;
}

static int load_run_counts(struct run *run, struct store *store, struct err *err)
{
	SCOPED(sqlite3_stmt) stmt = NULL;
	bool row = true;
	int rc = store_prepare(&stmt, store,
			       "SELECT verdict, items, required FROM run_count"
			       " WHERE run_id = ?1 ORDER BY verdict",
			       err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, run->row);
	for (;;) {
		enum verdict verdict;

		rc = store_step(&row, store, stmt, err);
		if (rc < 0 || !row)
			return rc;
		if (!verdict_of_word(span_of((const char *)sqlite3_column_text(stmt,
									       0)),
				     &verdict))
			return store_damaged(store, "run_count", "verdict", err);
		run->counts[verdict] = (uint64_t)sqlite3_column_int64(stmt, 1);
		run->required[verdict] = (uint64_t)sqlite3_column_int64(stmt, 2);
	}
}

int load_run(struct run *run, struct store *store, sqlite3_stmt *stmt,
	     struct arena *arena, struct err *err)
{
	int rc = row_get(run, store, stmt, &run_map, arena, err);

	run->row = sqlite3_column_int64(stmt, 0);
	if (rc == 0)
		rc = load_run_counts(run, store, err);
	return rc;
}
