/* json_bundle.c - bundle.json, history.json and raw/index.json: seal.md section 2. */
#include "base/limits.h"
#include "base/table.h"
#include "export/export.h"
#include "export/parts.h"

#include <stdlib.h>

static void write_result(struct jsonout *json, const struct run *run)
{
	jsonout_key(json, "result");
	jsonout_object(json);
	if (run->result == RESULT_BYPASSED) {
		jsonout_key(json, "bypass");
		jsonout_object(json);
		jsonout_member(json, "by", run->bypassed_by);
		jsonout_member(json, "why", run->bypassed_why);
		jsonout_end(json);
	}
	parts_counts(json, "counts", run->counts);
	parts_time(json, "goodUntil", run->good_until);
	parts_word(json, "outcome", result_word[run->result]);
	jsonout_end(json);
}

static void write_run(struct jsonout *json, const struct run *run,
		      const struct bundle_facts *facts)
{
	jsonout_key(json, "run");
	jsonout_object(json);
	parts_time(json, "asOf", run->as_of);
	jsonout_member(json, "id", span_of(run->id));
	jsonout_key(json, "libs");
	jsonout_object(json);
	parts_word(json, "cmark-gfm", facts->libs.cmark);
	parts_word(json, "libarchive", facts->libs.archive);
	parts_word(json, "libgit2", facts->libs.git2);
	parts_word(json, "openssl", facts->libs.openssl);
	parts_word(json, "sqlite", facts->libs.sqlite);
	parts_word(json, "zlib", facts->libs.zlib);
	jsonout_end(json);
	jsonout_member(json, "tool", run->tool);
	jsonout_end(json);
}

static void write_seals(struct jsonout *json, const struct bundle_facts *facts)
{
	jsonout_key(json, "seals");
	jsonout_array(json);
	if (facts->cms)
		jsonout_string(json, SPAN_LIT("cms"));
	if (facts->dsse)
		jsonout_string(json, SPAN_LIT("dsse"));
	jsonout_end(json);
}

/* Digests of the statements that count, rejections too. */
static void write_counted(struct jsonout *json, const struct judgement *judgement)
{
	jsonout_key(json, "counted");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->votes.count; i++)
		if (judgement->votes.at[i].from == VOTE_STATEMENT &&
		    judgement->votes.at[i].reason == REASON_SIGNED_BY)
			jsonout_string(json, judgement->votes.at[i].sha256);
	jsonout_end(json);
}

/* Signed commits that count, rejections too: git/ has them. */
static void write_ticks(struct jsonout *json, const struct judgement *judgement)
{
	jsonout_key(json, "ticks");
	jsonout_array(json);
	for (size_t i = 0; i < judgement->votes.count; i++) {
		const struct signoff_vote *vote = &judgement->votes.at[i];

		if (vote->from != VOTE_TICK || vote->reason != REASON_SIGNED_BY)
			continue;
		jsonout_object(json);
		jsonout_member(json, "by", vote->by);
		jsonout_member(json, "commit", vote->commit);
		parts_word(json, "vote", vote_word[vote->vote]);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_names(struct jsonout *json, const char *key, const struct span *names,
			size_t count)
{
	jsonout_key(json, key);
	jsonout_array(json);
	for (size_t i = 0; i < count; i++)
		jsonout_string(json, names[i]);
	jsonout_end(json);
}

/*
 * A field with all that decides about it later, by whoever verifies the bundle with
 * statements that nobody has written yet.
 */
static void write_field(struct jsonout *json, const struct planned *planned, size_t i,
			struct arena *arena)
{
	const struct judgement *judgement = &planned->judgements.at[i];
	const struct signoff_needs *needs = judgement->signoff_needs;
	const struct item *item = &planned->plan.items.at[i];
	struct report_claimants made;

	jsonout_object(json);
	if (item->signoff.statement)
		jsonout_member_bool(json, "anyRole", true);
	if (report_claimants(&made, planned, i, arena))
		write_names(json, "claimants", made.mails.at, made.mails.count);
	write_counted(json, judgement);
	jsonout_member(json, "field", report_field(planned, i, arena));
	jsonout_member_int(json, "line", item->line);
	jsonout_member(json, "plan", planned->plan.path);
	jsonout_member_int(json, "quorum", needs ? (int64_t)needs->quorum : 1);
	jsonout_member_bool(json, "required", judgement->required);
	jsonout_member(json, "role", item->signoff.role_slug);
	if (needs && needs->signers.count > 0)
		write_names(json, "signers", needs->signers.at, needs->signers.count);
	write_ticks(json, judgement);
	parts_word(json, "verdict", verdict_word[judgement->verdict]);
	jsonout_end(json);
}

/* The fields of one plan. */
static void write_signoffs(struct jsonout *json, const struct planned *planned,
			   struct arena *arena)
{
	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct item *item = &planned->plan.items.at[i];

		if (item->kind == ITEM_SIGNOFF && planned->judgements.at[i].judged)
			write_field(json, planned, i, arena);
	}
}

static void write_source(struct jsonout *json, const struct run *run)
{
	jsonout_key(json, "source");
	jsonout_object(json);
	jsonout_member(json, "commit", run->commit);
	jsonout_member(json, "objectFormat", run->object_format);
	jsonout_member(json, "tree", run->tree);
	jsonout_member(json, "uri", run->source_uri);
	jsonout_end(json);
}

static void add_withheld(struct table *table, struct span path, const struct span *why)
{
	*table_slot_borrowed(table, path) = (void *)(uintptr_t)why;
}

/* Why an input's bytes are not in the bundle; empty where they are. */
static struct span why_withheld(const struct table *table, const struct input *input)
{
	const struct span *why = table_get(table, input->name);

	return why ? *why : SPAN_EMPTY;
}

static struct table *list_withheld(const struct report *report, struct arena *arena)
{
	struct table *table = table_new(arena);

	for (size_t i = 0; i < report->plans.count; i++)
		if (report->plans.at[i].plan.withheld)
			add_withheld(table, report->plans.at[i].plan.path,
				     &report->plans.at[i].plan.withheld_why);
	for (size_t i = 0; i < report->artifacts.count; i++)
		if (report->artifacts.at[i].withheld)
			add_withheld(table, report->artifacts.at[i].path,
				     &report->artifacts.at[i].withheld_why);
	return table;
}

int export_bundle_json(struct buf *out, const struct report *report,
		       const struct bundle_facts *facts, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	const struct table *withheld = list_withheld(report, arena);
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	jsonout_member_int(&json, "epoch", facts->epoch);
	jsonout_member(&json, "format", SPAN_LIT("muster-bundle/1"));
	jsonout_key(&json, "inputs");
	jsonout_array(&json);
	for (size_t i = 0; i < report->inputs.count; i++)
		parts_input(&json, &report->inputs.at[i],
			    why_withheld(withheld, &report->inputs.at[i]));
	jsonout_end(&json);
	jsonout_member(&json, "project", report->run.project);
	write_result(&json, &report->run);
	write_run(&json, &report->run, facts);
	write_seals(&json, facts);
	jsonout_key(&json, "signoffs");
	jsonout_array(&json);
	for (size_t i = 0; i < report->plans.count; i++)
		write_signoffs(&json, &report->plans.at[i], arena);
	jsonout_end(&json);
	write_source(&json, &report->run);
	jsonout_end(&json);
	arena_free(arena);
	return parts_end(&json, "bundle.json", err);
}

static void write_past_run(struct jsonout *json, const struct past_run *run)
{
	jsonout_object(json);
	parts_time(json, "asOf", run->as_of);
	jsonout_member(json, "commit", run->commit);
	parts_counts(json, "counts", run->counts);
	jsonout_member(json, "id", run->id);
	jsonout_member_int(json, "number", run->number);
	parts_word(json, "outcome", result_word[run->result]);
	jsonout_end(json);
}

/* What the run before had in an item's place: the pages say it, so it is an input. */
static void write_lineage(struct jsonout *json, const struct planned *planned)
{
	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct lineage *was = &planned->judgements.at[i].was;

		if (was->how == LINEAGE_NONE)
			continue;
		jsonout_object(json);
		jsonout_member(json, "commit", was->commit);
		parts_word(json, "how", lineage_word[was->how]);
		jsonout_member(json, "item", planned->plan.items.at[i].id);
		jsonout_member(json, "oldItem", was->id);
		jsonout_member_int(json, "oldLine", was->line);
		jsonout_member(json, "oldPlan", was->plan);
		jsonout_member(json, "oldText", was->text);
		jsonout_member(json, "plan", planned->plan.path);
		jsonout_end(json);
	}
}

/* Reports about one commit that differ: earlier runs say it, so it is an input. */
static void write_flaky(struct jsonout *json, const struct planned *planned)
{
	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];

		for (size_t k = 0; k < judgement->requirements.count; k++) {
			const struct requirement *need = &judgement->requirements.at[k];

			if (!requirement_is_flaky(need))
				continue;
			jsonout_object(json);
			jsonout_member(json, "item", planned->plan.items.at[i].id);
			jsonout_member_int(json, "otherFail",
					   (int64_t)need->other_fail);
			jsonout_member_int(json, "otherPass",
					   (int64_t)need->other_pass);
			jsonout_member(json, "plan", planned->plan.path);
			jsonout_member_int(json, "requirement", (int64_t)k + 1);
			jsonout_end(json);
		}
	}
}

static bool has_flaky(const struct report *report)
{
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			for (size_t k = 0;
			     k < planned->judgements.at[i].requirements.count; k++)
				if (requirement_is_flaky(&planned->judgements.at[i]
								  .requirements.at[k]))
					return true;
	}
	return false;
}

static bool has_lineage(const struct report *report)
{
	for (size_t i = 0; i < report->plans.count; i++) {
		const struct planned *planned = &report->plans.at[i];

		for (size_t k = 0; k < planned->judgements.count; k++)
			if (planned->judgements.at[k].was.how != LINEAGE_NONE)
				return true;
	}
	return false;
}

int export_history_json(struct buf *out, const struct report *report, struct err *err)
{
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	if (has_flaky(report)) {
		jsonout_key(&json, "flaky");
		jsonout_array(&json);
		for (size_t i = 0; i < report->plans.count; i++)
			write_flaky(&json, &report->plans.at[i]);
		jsonout_end(&json);
	}
	jsonout_member(&json, "format", SPAN_LIT("muster-history/1"));
	if (has_lineage(report)) {
		jsonout_key(&json, "lineage");
		jsonout_array(&json);
		for (size_t i = 0; i < report->plans.count; i++)
			write_lineage(&json, &report->plans.at[i]);
		jsonout_end(&json);
	}
	jsonout_key(&json, "runs");
	jsonout_array(&json);
	for (size_t i = 0; i < report->history.count; i++)
		write_past_run(&json, &report->history.at[i]);
	jsonout_end(&json);
	jsonout_key(&json, "verdicts");
	jsonout_array(&json);
	for (size_t i = 0; i < report->past.count; i++) {
		const struct past_verdict *past = &report->past.at[i];

		jsonout_object(&json);
		jsonout_member(&json, "item", past->item);
		jsonout_member(&json, "plan", past->plan);
		jsonout_member_int(&json, "run", past->run);
		parts_word(&json, "verdict", verdict_word[past->verdict]);
		jsonout_end(&json);
	}
	jsonout_end(&json);
	jsonout_end(&json);
	return parts_end(&json, "history.json", err);
}

/* One input as raw/index.json has it. */
struct raw {
	const char *role;
	struct span role_span; /* where role is NULL */
	struct span path, oid, name, withheld;
	const char *sha256;
	bool sized;
	uint64_t size;
};

struct raw_list {
	LIST(struct raw) files;
};

static struct span role_of(const struct raw *raw)
{
	return raw->role ? span_of(raw->role) : raw->role_span;
}

static int by_path(const void *a, const void *b)
{
	const struct raw *left = a, *right = b;
	int order = span_cmp(left->path, right->path);

	return order != 0 ? order : span_cmp(role_of(left), role_of(right));
}

static void collect(struct raw_list *list, const struct report *report,
		    struct arena *arena)
{
	for (size_t i = 0; i < report->plans.count; i++) {
		const struct planned *planned = &report->plans.at[i];

		*LIST_ADD(arena, &list->files) = (struct raw){
			.role = "plan",
			.path = planned->plan.path,
			.oid = planned->plan.oid,
			.name = planned->raw_name,
			.withheld = planned->plan.withheld ? planned->plan.withheld_why
							   : SPAN_EMPTY,
			.sha256 = planned->sha256,
			.sized = true,
			.size = planned->plan.size,
		};
	}
	for (size_t i = 0; i < report->artifacts.count; i++) {
		const struct artifact *artifact = &report->artifacts.at[i];

		*LIST_ADD(arena, &list->files) = (struct raw){
			.role = "artifact",
			.path = artifact->path,
			.oid = artifact->oid,
			.name = artifact->withheld ? SPAN_EMPTY : artifact->raw_name,
			.withheld = artifact->withheld ? artifact->withheld_why
						       : SPAN_EMPTY,
			.sha256 = artifact->sha256,
			.sized = true,
			.size = artifact->size,
		};
	}
	for (size_t i = 0; i < report->inputs.count; i++) {
		const struct input *input = &report->inputs.at[i];

		if (!span_is(input->role, "plan") && !span_is(input->role, "artifact"))
			*LIST_ADD(arena, &list->files) = (struct raw){
				.role_span = input->role,
				.path = input->name,
				.oid = input->oid,
				.sha256 = input->sha256,
			};
	}
}

/* Any bytes as ASCII: RFC 3986's unreserved characters and '/' as they are. */
static struct span percent(struct span path, struct arena *arena)
{
	static const char hex[] = "0123456789ABCDEF";
	char *out = arena_array(arena, path.len, 3, 1);
	size_t len = 0;

	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || (c != 0 && strchr("-._~/@!", c));

		if (plain) {
			out[len++] = (char)c;
			continue;
		}
		out[len++] = '%';
		out[len++] = hex[c >> 4];
		out[len++] = hex[c & 15];
	}
	return (struct span){ out, len };
}

static void write_raw(struct jsonout *json, const struct raw *raw, struct arena *arena)
{
	jsonout_object(json);
	jsonout_member_opt(json, "gitBlob", raw->oid);
	jsonout_member_opt(json, "name", raw->name);
	jsonout_member(json, "path", percent(raw->path, arena));
	jsonout_member(json, "role", role_of(raw));
	jsonout_member_opt(json, "sha256", span_of(raw->sha256));
	if (raw->sized)
		jsonout_member_int(json, "size", (int64_t)raw->size);
	jsonout_member_opt(json, "withheld", raw->withheld);
	jsonout_end(json);
}

int export_raw_index_json(struct buf *out, const struct report *report, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct raw_list list = { { NULL, 0, 0 } };
	struct jsonout json;

	collect(&list, report, arena);
	if (list.files.count > 0)
		qsort(list.files.at, list.files.count, sizeof(*list.files.at), by_path);
	jsonout_init(&json, out, true);
	jsonout_object(&json);
	jsonout_key(&json, "files");
	jsonout_array(&json);
	for (size_t i = 0; i < list.files.count; i++)
		write_raw(&json, &list.files.at[i], arena);
	jsonout_end(&json);
	jsonout_member(&json, "format", SPAN_LIT("muster-raw/1"));
	jsonout_end(&json);
	arena_free(arena);
	return parts_end(&json, "raw/index.json", err);
}
