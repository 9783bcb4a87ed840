/*
 * json_report.c - report.json: what people sign.
 *
 * Nothing here may move under a signature: no as-of time, run number, history,
 * tool, trust or outcome; no verdict of a sign-off item, and none of a parent,
 * which sums up sign-offs too.  Sentences are left out as well: they may name
 * ages.  What is judged stands in `items`, what only sums up in `parents`, what
 * was read and not judged in `listed`.
 */
#include "base/limits.h"
#include "export/export.h"
#include "export/parts.h"

static void write_requirement(struct jsonout *json, const struct report *report,
			      const struct requirement *need)
{
	jsonout_object(json);
	jsonout_member_opt(json, "actual", need->actual);
	jsonout_member_opt(json, "artifact",
			   report_artifact_path(report, need->artifact));
	parts_line(json, "artifactLine", need->artifact_line);
	parts_word(json, "basis", basis_word[need->basis]);
	jsonout_member_opt(json, "expected", need->expected);
	parts_word(json, "freshness", freshness_word[need->freshness]);
	parts_word(json, "freshnessReason", reason_word[need->freshness_reason]);
	parts_line(json, "line", need->line);
	parts_word(json, "needs", claim_class_word[need->needs]);
	parts_word(json, "outcome", outcome_word[need->outcome]);
	jsonout_member_opt(json, "path", need->path);
	parts_word(json, "reason", reason_word[need->reason]);
	parts_word(json, "strength", strength_code[need->strength]);
	jsonout_member(json, "text", need->text);
	jsonout_end(json);
}

static void write_requirements(struct jsonout *json, const struct report *report,
			       const struct judgement *judgement)
{
	jsonout_key(json, "requirements");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->requirements.count; i++)
		write_requirement(json, report, &judgement->requirements.at[i]);
	jsonout_end(json);
}

enum part { PART_ITEMS, PART_LISTED, PART_PARENTS };

static enum part part_of(const struct planned *planned, size_t item)
{
	if (item >= planned->judgements.count || !planned->judgements.at[item].judged)
		return PART_LISTED;
	return planned->judgements.at[item].parent ? PART_PARENTS : PART_ITEMS;
}

/* A judged item; the members that a sign-off or a parent has not stay out. */
static void write_item(struct jsonout *json, const struct report *report,
		       const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	enum part part = part_of(planned, at);
	const struct judgement *judgement =
		part == PART_LISTED ? NULL : &planned->judgements.at[at];
	bool stands = part == PART_ITEMS && item->kind != ITEM_SIGNOFF;

	jsonout_object(json);
	parts_word(json, "claim", claim_word[item->claim]);
	if (stands)
		parts_word(json, "freshness", freshness_word[judgement->freshness]);
	jsonout_member(json, "id", item->id);
	parts_word(json, "kind", item_kind_word[item->kind]);
	parts_word(json, "level", item_level_word[item->level]);
	parts_line(json, "line", item->line);
	if (stands && judgement->raw != judgement->verdict)
		parts_word(json, "rawVerdict", verdict_word[judgement->raw]);
	if (stands)
		parts_word(json, "reason", reason_word[judgement->reason]);
	if (judgement)
		jsonout_member_bool(json, "required", judgement->required);
	if (judgement && item->kind != ITEM_SIGNOFF)
		write_requirements(json, report, judgement);
	if (stands)
		parts_word(json, "strength", strength_code[judgement->strength]);
	jsonout_member(json, "text", item->plain);
	if (stands)
		parts_word(json, "verdict", verdict_word[judgement->verdict]);
	jsonout_end(json);
}

static void write_items(struct jsonout *json, const char *key,
			const struct report *report, const struct planned *planned,
			enum part part)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < planned->plan.items.count; i++)
		if (part_of(planned, i) == part)
			write_item(json, report, planned, i);
	jsonout_end(json);
}

static void write_plan(struct jsonout *json, const struct report *report,
		       const struct planned *planned)
{
	const struct plan *plan = &planned->plan;

	jsonout_object(json);
	jsonout_key(json, "findings");
	jsonout_array(json);
	parts_findings(json, plan->findings.at, plan->findings.count, plan);
	jsonout_end(json);
	jsonout_member_opt(json, "gitBlob", plan->oid);
	jsonout_member_bool(json, "incomplete", plan->incomplete);
	write_items(json, "items", report, planned, PART_ITEMS);
	write_items(json, "listed", report, planned, PART_LISTED);
	write_items(json, "parents", report, planned, PART_PARENTS);
	jsonout_member(json, "path", plan->path);
	jsonout_member_opt(json, "sha256", span_of(planned->sha256));
	jsonout_member_bool(json, "template", plan->is_template);
	jsonout_member_opt(json, "title", plan->title);
	jsonout_end(json);
}

static void write_artifact(struct jsonout *json, const struct artifact *artifact)
{
	jsonout_object(json);
	jsonout_member_opt(json, "boundCommit", artifact->subject);
	jsonout_member(json, "format", artifact->format);
	parts_word(json, "freshness", freshness_word[artifact->freshness]);
	parts_word(json, "freshnessReason", reason_word[artifact->freshness_reason]);
	jsonout_member_opt(json, "gitBlob", artifact->oid);
	parts_word(json, "origin", artifact_origin_word[artifact->origin]);
	jsonout_member(json, "path", artifact->path);
	jsonout_member_opt(json, "reason", artifact->reason);
	jsonout_member_opt(json, "sha256", span_of(artifact->sha256));
	parts_word(json, "status", artifact_status_word[artifact->status]);
	if (artifact->withheld)
		jsonout_member(json, "withheld", artifact->withheld_why);
	jsonout_end(json);
}

/* Plans and artifacts stand in their own lists; trust moves, and stays out. */
static bool is_named_here(const struct input *input)
{
	return !span_is(input->role, "plan") && !span_is(input->role, "artifact") &&
	       !span_is(input->role, "trust") && !span_is(input->role, "template") &&
	       !span_is(input->role, "history");
}

static void write_signoffs(struct jsonout *json, const struct planned *planned,
			   struct arena *arena)
{
	for (size_t i = 0; i < planned->plan.items.count; i++) {
		const struct item *item = &planned->plan.items.at[i];

		if (item->kind != ITEM_SIGNOFF || part_of(planned, i) == PART_LISTED)
			continue;
		jsonout_object(json);
		jsonout_member(json, "field", report_field(planned, i, arena));
		jsonout_member(json, "item", item->id);
		parts_line(json, "line", item->line);
		jsonout_member(json, "plan", planned->plan.path);
		jsonout_member_bool(json, "required",
				    planned->judgements.at[i].required);
		jsonout_member(json, "role", item->signoff.role_slug);
		jsonout_end(json);
	}
}

/* Members "artifacts" to "inputs", in their sorted order. */
static void write_inputs(struct jsonout *json, const struct report *report)
{
	jsonout_key(json, "artifacts");
	jsonout_array(json);
	for (size_t i = 0; i < report->artifacts.count; i++)
		write_artifact(json, &report->artifacts.at[i]);
	jsonout_end(json);
	jsonout_member(json, "commit", report->run.commit);
	jsonout_key(json, "findings");
	jsonout_array(json);
	parts_findings(json, report->findings.at, report->findings.count, NULL);
	jsonout_end(json);
	jsonout_member(json, "format", SPAN_LIT("muster-report/1"));
	jsonout_key(json, "inputs");
	jsonout_array(json);
	for (size_t i = 0; i < report->inputs.count; i++)
		if (is_named_here(&report->inputs.at[i]))
			parts_input(json, &report->inputs.at[i], SPAN_EMPTY);
	jsonout_end(json);
}

int export_report_json(struct buf *out, const struct report *report, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	write_inputs(&json, report);
	jsonout_member_opt(&json, "objectFormat", report->run.object_format);
	jsonout_key(&json, "plans");
	jsonout_array(&json);
	for (size_t i = 0; i < report->plans.count; i++)
		write_plan(&json, report, &report->plans.at[i]);
	jsonout_end(&json);
	jsonout_member(&json, "project", report->run.project);
	jsonout_key(&json, "signoffs");
	jsonout_array(&json);
	for (size_t i = 0; i < report->plans.count; i++)
		write_signoffs(&json, &report->plans.at[i], arena);
	jsonout_end(&json);
	jsonout_member_opt(&json, "tree", report->run.tree);
	jsonout_end(&json);
	arena_free(arena);
	return parts_end(&json, "report.json", err);
}
