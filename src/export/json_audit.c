/* json_audit.c - `muster audit --json` and `muster log --json`: architecture.md. */
#include "base/limits.h"
#include "export/export.h"
#include "export/parts.h"

/* "sha256:..." of an artifact that was read. */
static void write_digest(struct jsonout *json, const struct artifact *artifact)
{
	char text[sizeof("sha256:") + sizeof(artifact->sha256)] = "sha256:";

	if (artifact->sha256[0] == '\0')
		return;
	memcpy(text + sizeof("sha256:") - 1, artifact->sha256,
	       sizeof(artifact->sha256));
	jsonout_member(json, "digest", span_of(text));
}

static void write_artifacts(struct jsonout *json, const struct report *report)
{
	jsonout_key(json, "artifacts");
	jsonout_array(json);
	for (size_t i = 0; i < report->artifacts.count; i++) {
		const struct artifact *artifact = &report->artifacts.at[i];

		jsonout_object(json);
		write_digest(json, artifact);
		jsonout_member(json, "format", artifact->format);
		jsonout_member(json, "path", artifact->path);
		jsonout_member_opt(json, "reason", artifact->reason);
		parts_word(json, "status", artifact_status_word[artifact->status]);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_requirement(struct jsonout *json, const struct report *report,
			      const struct requirement *need)
{
	struct span artifact = report_artifact_path(report, need->artifact);

	jsonout_object(json);
	jsonout_member(json, "actual", need->actual);
	jsonout_key(json, "artifact");
	if (artifact.len > 0)
		jsonout_string(json, artifact);
	else
		jsonout_null(json);
	parts_word(json, "basis", basis_word[need->basis]);
	jsonout_member(json, "expected", need->expected);
	parts_word(json, "freshness", freshness_word[need->freshness]);
	parts_line(json, "line", need->artifact_line);
	parts_word(json, "outcome", outcome_word[need->outcome]);
	parts_word(json, "reason", reason_word[need->reason]);
	parts_word(json, "strength", strength_code[need->strength]);
	jsonout_member(json, "text", need->text);
	jsonout_end(json);
}

/* What it was in the run before, where that is something else. */
static void write_lineage(struct jsonout *json, const struct lineage *was)
{
	if (was->how == LINEAGE_NONE)
		return;
	jsonout_key(json, "was");
	jsonout_object(json);
	jsonout_member_opt(json, "commit", was->commit);
	parts_word(json, "how", lineage_word[was->how]);
	jsonout_member(json, "id", was->id);
	parts_line(json, "line", was->line);
	jsonout_member(json, "plan", was->plan);
	jsonout_member(json, "text", was->text);
	jsonout_end(json);
}

/* Who set the mark in force, where history says so. */
static void write_mark(struct jsonout *json, const struct judgement *judgement)
{
	if (judgement->marked_commit.len == 0)
		return;
	jsonout_key(json, "marked");
	jsonout_object(json);
	parts_time(json, "at", judgement->marked_at);
	jsonout_member(json, "by", judgement->marked_by);
	jsonout_member(json, "commit", judgement->marked_commit);
	jsonout_member_opt(json, "committer", judgement->marked_through);
	jsonout_member(json, "mail", judgement->marked_mail);
	jsonout_member_opt(json, "signature", judgement->mark_signature);
	jsonout_member_opt(json, "signer", judgement->mark_signer);
	jsonout_end(json);
}

static void write_vote(struct jsonout *json, const struct signoff_vote *vote)
{
	jsonout_object(json);
	if (vote->at != CLOCK_NONE)
		parts_time(json, "at", vote->at);
	jsonout_member(json, "by", vote->by);
	jsonout_member_opt(json, "commit", vote->commit);
	parts_word(json, "from", vote_from_word[vote->from]);
	jsonout_member_opt(json, "key", vote->fingerprint);
	jsonout_member_opt(json, "name", vote->name);
	parts_word(json, "reason", reason_word[vote->reason]);
	jsonout_member_opt(json, "sha256", vote->sha256);
	parts_word(json, "vote", vote_word[vote->vote]);
	jsonout_member_opt(json, "why", vote->why);
	jsonout_end(json);
}

static void write_votes(struct jsonout *json, const struct judgement *judgement)
{
	jsonout_key(json, "votes");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->votes.count; i++)
		write_vote(json, &judgement->votes.at[i]);
	jsonout_end(json);
}

static void write_item(struct jsonout *json, const struct report *report,
		       const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	jsonout_object(json);
	parts_word(json, "claim", claim_word[item->claim]);
	jsonout_member_opt(json, "fix", judgement->fix);
	parts_word(json, "freshness", freshness_word[judgement->freshness]);
	jsonout_member(json, "id", item->id);
	jsonout_member_int(json, "line", item->line);
	write_mark(json, judgement);
	jsonout_member_bool(json, "parent", judgement->parent);
	jsonout_member(json, "plan", planned->plan.path);
	jsonout_member(json, "reason", span_of(reason_word[judgement->reason]));
	jsonout_member_bool(json, "required", judgement->required);
	jsonout_key(json, "requirements");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->requirements.count; i++)
		write_requirement(json, report, &judgement->requirements.at[i]);
	jsonout_end(json);
	parts_line(json, "row", judgement->row);
	jsonout_member_opt(json, "sentence", judgement->sentence);
	parts_word(json, "strength", strength_code[judgement->strength]);
	jsonout_member(json, "text", item->plain);
	parts_word(json, "verdict", verdict_word[judgement->verdict]);
	if (item->kind == ITEM_SIGNOFF)
		write_votes(json, judgement);
	if (judgement->verdict == VERDICT_WAIVED) {
		jsonout_key(json, "waiver");
		jsonout_object(json);
		parts_word(json, "covers", verdict_word[judgement->raw]);
		jsonout_member_opt(json, "why", judgement->sentence);
		jsonout_end(json);
	}
	write_lineage(json, &judgement->was);
	jsonout_end(json);
}

static void write_items(struct jsonout *json, const struct report *report)
{
	jsonout_key(json, "items");
	jsonout_array(json);
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (planned->judgements.at[i].judged)
				write_item(json, report, planned, i);
	}
	jsonout_end(json);
}

static void write_findings(struct jsonout *json, const struct report *report)
{
	jsonout_key(json, "findings");
	jsonout_array(json);
	parts_findings(json, report->findings.at, report->findings.count, NULL);
	for (size_t i = 0; i < report->plans.count; i++) {
		const struct plan *plan = &report->plans.at[i].plan;

		parts_findings(json, plan->findings.at, plan->findings.count, plan);
	}
	jsonout_end(json);
}

int export_audit_json(struct buf *out, const struct report *report, struct err *err)
{
	const struct run *run = &report->run;
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	write_artifacts(&json, report);
	parts_time(&json, "as_of", run->as_of);
	jsonout_member(&json, "commit", run->commit);
	parts_counts(&json, "counts", run->counts);
	write_findings(&json, report);
	jsonout_member(&json, "format", SPAN_LIT("muster-audit/1"));
	write_items(&json, report);
	jsonout_member(&json, "muster", run->tool);
	parts_word(&json, "result", result_word[run->result]);
	jsonout_member(&json, "run", span_of(run->id));
	jsonout_member_opt(&json, "sandbox", run->sandbox);
	jsonout_member(&json, "tree", run->tree);
	jsonout_end(&json);
	return parts_end(&json, "the audit's JSON", err);
}

/* ---- one item's story ------------------------------------------------------- */

static void write_list(struct jsonout *json, const char *key, const struct span *list,
		       size_t count)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < count; i++)
		jsonout_string(json, list[i]);
	jsonout_end(json);
}

static void write_since(struct jsonout *json, const struct told_since *since)
{
	jsonout_key(json, "since");
	jsonout_array(json);
	for (size_t i = 0; i < since->commits.count; i++) {
		const struct told_commit *one = &since->commits.at[i];

		jsonout_object(json);
		parts_time(json, "at", one->at);
		jsonout_member_opt(json, "changed", one->changed);
		jsonout_member_int(json, "changedCount", (int64_t)one->changed_count);
		jsonout_member(json, "commit", one->id);
		jsonout_member(json, "subject", one->subject);
		jsonout_end(json);
	}
	jsonout_end(json);
	jsonout_member_bool(json, "sinceMore", since->more);
}

/* Keys in order, as everywhere. */
static void write_told(struct jsonout *json, const struct report *report,
		       const struct requirement *need, const struct told_since *since)
{
	const struct artifact *artifact =
		need->artifact == ARTIFACT_NONE ? NULL
						: &report->artifacts.at[need->artifact];

	jsonout_object(json);
	write_list(json, "candidates", need->candidates.at, need->candidates.count);
	jsonout_member_opt(json, "capped", need->strength_cap);
	if (artifact && artifact->changed_count > 0) {
		jsonout_member(json, "changed", artifact->changed);
		jsonout_member_int(json, "changedCount",
				   (int64_t)artifact->changed_count);
	}
	parts_word(json, "how", ref_how_word[need->how]);
	parts_line(json, "line", need->line);
	jsonout_member_opt(json, "path", need->path);
	if (since && since->known)
		write_since(json, since);
	if (artifact)
		jsonout_member_opt(json, "subject", artifact->subject);
	jsonout_end(json);
}

static void write_suggestions(struct jsonout *json, const struct report *report,
			      const struct judgement *judgement)
{
	jsonout_key(json, "suggestions");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->suggestions.count; i++) {
		const struct suggestion *one = &judgement->suggestions.at[i];

		jsonout_object(json);
		jsonout_member_opt(json, "artifact",
				   report_artifact_path(report, one->artifact));
		jsonout_member(json, "line", span_trim(one->annotation));
		jsonout_member_opt(json, "why", one->why);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_item_findings(struct jsonout *json, const struct plan *plan,
				size_t item)
{
	jsonout_key(json, "findings");
	jsonout_array(json);
	for (size_t i = 0; i < plan->findings.count; i++)
		if (plan->findings.at[i].item == item ||
		    plan->findings.at[i].other_item == item)
			parts_findings(json, &plan->findings.at[i], 1, plan);
	jsonout_end(json);
}

int export_explain_json(struct buf *out, const struct report *report,
			const struct planned *planned, size_t item,
			const struct told_since *since, struct err *err)
{
	const struct item *told = &planned->plan.items.at[item];
	const struct judgement *judgement = &planned->judgements.at[item];
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	parts_time(&json, "as_of", report->run.as_of);
	jsonout_member(&json, "commit", report->run.commit);
	jsonout_key(&json, "evidence");
	jsonout_array(&json);
	for (size_t i = 0; i < judgement->requirements.count; i++)
		write_told(&json, report, &judgement->requirements.at[i],
			   since ? &since[i] : NULL);
	jsonout_end(&json);
	write_item_findings(&json, &planned->plan, item);
	jsonout_member(&json, "format", SPAN_LIT("muster-explain/1"));
	write_list(&json, "heading", told->headings.at, told->headings.count);
	jsonout_member_opt(&json, "hedge", told->hedge);
	jsonout_member(&json, "id", told->id);
	if (judgement->judged) {
		jsonout_key(&json, "item");
		write_item(&json, report, planned, item);
	}
	parts_word(&json, "kind", item_kind_word[told->kind]);
	parts_word(&json, "level", item_level_word[told->level]);
	jsonout_member_int(&json, "line", told->line);
	if (judgement->judged)
		parts_word(&json, "needs", claim_class_word[judgement->needs]);
	jsonout_member(&json, "plan", planned->plan.path);
	if (judgement->judged)
		parts_word(&json, "raw", verdict_word[judgement->raw]);
	jsonout_member(&json, "run", span_of(report->run.id));
	jsonout_member_opt(&json, "skipped", told->skip);
	write_suggestions(&json, report, judgement);
	jsonout_member(&json, "text", told->plain);
	jsonout_end(&json);
	return parts_end(&json, "the item's JSON", err);
}

int export_runs_json(struct buf *out, const struct run *runs, size_t count,
		     struct err *err)
{
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_array(&json);
	for (size_t i = 0; i < count; i++) {
		const struct run *run = &runs[i];

		jsonout_object(&json);
		parts_time(&json, "as_of", run->as_of);
		jsonout_member(&json, "commit", run->commit);
		parts_counts(&json, "counts", run->counts);
		jsonout_member_opt(&json, "muster", run->tool);
		jsonout_member_int(&json, "number", run->number);
		jsonout_member_opt(&json, "ref", run->ref);
		parts_word(&json, "result", result_word[run->result]);
		jsonout_member(&json, "run", span_of(run->id));
		jsonout_end(&json);
	}
	jsonout_end(&json);
	return parts_end(&json, "the log's JSON", err);
}
