/* cmd_items.c - muster items: what the plan reader reads, before any evidence. */
#include "audit/config.h"
#include "audit/discover.h"
#include "audit/paths.h"
#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/plan_print.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "plan/parse.h"
#include "repo/repo.h"
#include "repo/walk.h"
#include "text/jsonout.h"

#include <string.h>
#include <unistd.h>

static int read_bytes(struct span *out, const char *path, struct arena *arena,
		      struct err *err)
{
	/* Past its own limit the plan reader says so in a finding. */
	size_t limit = LIMIT_PLAN_BYTES * 16;
	int rc = strcmp(path, "-") == 0
			 ? file_read_fd(out, STDIN_FILENO, "-", limit, arena, err)
			 : file_read(out, path, limit, arena, err);

	if (rc < 0)
		err->code = ERR_USAGE; /* the command line names what cannot be read */
	return rc < 0 ? -(int)err->code : 0;
}

/* ---- for machines: architecture.md, "Stable JSON" ---- */

static void json_refs(struct jsonout *json, const struct item *item)
{
	jsonout_key(json, "refs");
	jsonout_array(json);
	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];

		jsonout_object(json);
		jsonout_member(json, "kind", span_of(ref_kind_word[ref->kind]));
		jsonout_member(json, "role", span_of(ref_role_word[ref->role]));
		jsonout_member(json, "raw", ref->raw);
		jsonout_member_int(json, "line", ref->line);
		if (ref->kind == REF_PATH || ref->kind == REF_GLOB)
			jsonout_member(json, "path", ref->locator);
		jsonout_member_opt(json, "evidence", ref->evidence);
		jsonout_member_opt(json, "selector", ref->selector);
		jsonout_member_opt(json, "predicates", ref->predicates);
		if (ref->count > 0)
			jsonout_member_int(json, "count", (int64_t)ref->count);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void json_thresholds(struct jsonout *json, const struct item *item)
{
	jsonout_key(json, "thresholds");
	jsonout_array(json);
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *t = &item->thresholds.at[i];

		jsonout_object(json);
		jsonout_member(json, "metric", t->metric);
		jsonout_member_opt(json, "stat", t->stat);
		jsonout_member(json, "op", span_of(threshold_op_word[t->op]));
		if (!t->symbolic) {
			jsonout_member_int(json, "value_micro", t->low_micro);
			if (t->high_micro != t->low_micro)
				jsonout_member_int(json, "high_micro", t->high_micro);
		}
		if (t->tolerance_bp > 0)
			jsonout_member_int(json, "tolerance_bp", t->tolerance_bp);
		if (t->ambiguous)
			jsonout_member_bool(json, "ambiguous", true);
		jsonout_member_opt(json, "unit", t->unit);
		jsonout_member(json, "role", span_of(threshold_role_word[t->role]));
		jsonout_member(json, "raw", t->raw);
		jsonout_member_int(json, "line", t->line);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void json_signoff(struct jsonout *json, const struct item *item)
{
	if (item->kind != ITEM_SIGNOFF)
		return;
	jsonout_key(json, "signoff");
	jsonout_object(json);
	jsonout_member_opt(json, "role", item->signoff.role);
	jsonout_member_opt(json, "name", item->signoff.name);
	jsonout_member_opt(json, "date", item->signoff.date);
	jsonout_member_bool(json, "blank_name", item->signoff.blank_name);
	jsonout_member_bool(json, "blank_date", item->signoff.blank_date);
	jsonout_member_bool(json, "statement", item->signoff.statement);
	jsonout_end(json);
}

static void json_item(struct jsonout *json, const struct plan *plan,
		      const struct item *item)
{
	jsonout_object(json);
	jsonout_member(json, "plan", plan->path);
	jsonout_member_int(json, "line", item->line);
	jsonout_member_int(json, "end_line", item->end_line);
	jsonout_member(json, "id", item->id);
	jsonout_member_opt(json, "declared_id", item->declared_id);
	jsonout_member(json, "kind", span_of(item_kind_word[item->kind]));
	jsonout_member(json, "claim", span_of(claim_word[item->claim]));
	jsonout_member(json, "claim_from", span_of(claim_from_word[item->claim_from]));
	jsonout_member(json, "level", span_of(item_level_word[item->level]));
	jsonout_member_int(json, "polarity", item->polarity);
	jsonout_key(json, "heading");
	jsonout_array(json);
	for (size_t i = 0; i < item->headings.count; i++)
		jsonout_string(json, item->headings.at[i]);
	jsonout_end(json);
	if (item->parent != ITEM_NONE)
		jsonout_member(json, "parent", plan->items.at[item->parent].id);
	jsonout_member(json, "text", item->plain);
	json_refs(json, item);
	json_thresholds(json, item);
	json_signoff(json, item);
	jsonout_member_opt(json, "qualified", item->qualified);
	jsonout_member_opt(json, "hedge", item->hedge);
	jsonout_member_bool(json, "judged", item->judged);
	jsonout_member_opt(json, "skip", item->skip);
	jsonout_member(json, "rule", span_of(item->rule));
	jsonout_end(json);
	jsonout_line(json);
}

static void json_finding(struct jsonout *json, const struct plan *plan,
			 const struct finding *finding)
{
	jsonout_object(json);
	jsonout_member(json, "finding", span_of(finding->rule->code));
	if (finding_certainty(finding->rule))
		jsonout_member(json, "certainty",
			       span_of(finding_certainty(finding->rule)));
	jsonout_member(json, "severity",
		       span_of(finding_level_word[finding->rule->level]));
	jsonout_member(json, "plan", plan->path);
	jsonout_member_int(json, "line", finding->line);
	if (finding->other_line > 0)
		jsonout_member_int(json, "other_line", finding->other_line);
	jsonout_member(json, "message", finding->message);
	jsonout_end(json);
	jsonout_line(json);
}

static int print_json(const struct invocation *in, const struct plan *plan,
		      struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, false);
	for (size_t i = 0; i < plan->items.count; i++)
		json_item(&json, plan, &plan->items.at[i]);
	for (size_t i = 0; invocation_has(in, "findings") && i < plan->findings.count;
	     i++)
		json_finding(&json, plan, &plan->findings.at[i]);
	rc = buf_check(&buf, "the items as JSON", err);
	/* A plan without an item gives no line. */
	if (rc == 0 && buf.len > 0)
		fwrite(buf.ptr, 1, buf.len, in->out);
	buf_release(&buf);
	return rc;
}

/* ---- the command ---- */

/*
 * `options` NULL: a bare file, shown whatever it holds; a file of HEAD without an
 * item is no plan.
 */
static int show_plan(const struct invocation *in, struct span path, struct span bytes,
		     const struct plan_options *options, struct plan_counts *counts,
		     struct arena *arena, struct arena *scratch, struct err *err)
{
	struct plan plan;
	int rc = plan_parse(&plan, path, bytes, options, arena, scratch, err);

	if (rc < 0 || (options && plan.items.count == 0 && plan.findings.count == 0))
		return rc;
	if (counts->plans > 0 && !invocation_has(in, "json") &&
	    (!in->quiet || (invocation_has(in, "findings") && plan.findings.count > 0)))
		fputc('\n', in->out);
	plan_count(counts, &plan);
	if (invocation_has(in, "json"))
		return print_json(in, &plan, err);
	if (!in->quiet)
		plan_print_items(in, &plan);
	if (!invocation_has(in, "findings"))
		return 0;
	if (!in->quiet && plan.findings.count > 0)
		fputc('\n', in->out);
	arena_clear(scratch);
	plan_print_findings(in, &plan, scratch);
	return 0;
}

/* What was done to the bytes, for the person who reads the screen. */
static void tell_repair(const char *path, const struct plan_encoding *encoding,
			bool changed)
{
	bool plain = span_is(encoding->charset, "utf-8") && encoding->mojibake.len == 0;

	fputs("muster: ", stderr);
	print_text(stderr, span_of(path));
	fputs(": ", stderr);
	if (!changed) {
		fputs("nothing to repair\n", stderr);
		return;
	}
	if (plain)
		fputs("dropped the byte order mark", stderr);
	else if (!span_is(encoding->charset, "utf-8"))
		fprintf(stderr, "decoded from %.*s%s", SPAN_ARG(encoding->charset),
			encoding->mojibake.len > 0 ? "; " : "");
	if (encoding->mojibake.len > 0)
		fprintf(stderr,
			"UTF-8 was read as %.*s and saved again: undone %u time%s, "
			"first in line %u",
			SPAN_ARG(encoding->mojibake), encoding->runs,
			encoding->runs == 1 ? "" : "s", encoding->first_line);
	fputc('\n', stderr);
}

/* The repaired bytes as they are, for a file: this is no listing. */
static int repair(const struct invocation *in, const char *path, struct err *err)
{
	struct plan_encoding encoding;
	struct span bytes, text;
	int rc = read_bytes(&bytes, path, in->arena, err);

	if (rc < 0)
		return rc;
	if (bytes.len > LIMIT_PLAN_BYTES) {
		err_set(err, ERR_USAGE, "%zu bytes are no plan; the limit is 1 MiB",
			bytes.len);
		err_at_path(err, span_of(path));
		return err_fix(err, "split the file");
	}
	text = plan_repair(bytes, &encoding, in->arena);
	if (encoding.charset.len == 0) {
		err_set(err, ERR_USAGE, "it holds NUL bytes: this is no text");
		err_at_path(err, span_of(path));
		return err_fix(err, "name a Markdown file");
	}
	if (text.len > 0)
		fwrite(text.ptr, 1, text.len, in->out);
	if (!in->quiet)
		tell_repair(path, &encoding, !span_eq(bytes, text));
	return 0;
}

static int read_file(const struct invocation *in, const char *path,
		     struct plan_counts *counts, struct arena *scratch, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
	struct span bytes, name = span_of(path);
	int rc = read_bytes(&bytes, path, arena, err);

	if (span_is(name, "-"))
		name = SPAN_LIT("(standard input)");
	if (rc == 0)
		rc = show_plan(in, name, bytes, NULL, counts, arena, scratch, err);
	arena_free(arena);
	arena_clear(scratch);
	return rc;
}

/* ---- the plans of HEAD ---- */

struct head {
	struct repo *repo;
	struct tree tree;
	struct config config;
	struct paths *paths;
	struct plan_options options;
};

static bool in_tree(void *ctx, struct span path)
{
	return paths_exists(ctx, path);
}

/* --config FILE, else muster.conf of the tree, on top of the defaults. */
static int read_config(struct head *head, struct invocation *in, struct err *err)
{
	const char *path = invocation_value(in, "config");
	const struct tree_entry *entry =
		tree_find(&head->tree, SPAN_LIT("muster.conf"));
	struct span bytes;
	int rc;

	config_default(&head->config, in->arena);
	if (path)
		rc = file_read(&bytes, path, LIMIT_CONFIG_BYTES, in->arena, err);
	else if (entry)
		rc = repo_blob(&bytes, head->repo, entry->id, LIMIT_CONFIG_BYTES,
			       in->arena, err);
	else
		return 0;
	if (rc < 0)
		return rc;
	return config_read(&head->config,
			   path ? span_of(path) : SPAN_LIT("muster.conf"), bytes,
			   path ? CONFIG_OPERATOR : CONFIG_TREE, in->arena, err);
}

static int open_head(struct head *head, struct invocation *in, struct err *err)
{
	const struct repo_options options = { 0 };
	struct repo_commit commit;
	struct paths_source source = { .tree = &head->tree };
	struct plan_setting *settings;
	int rc = repo_open(&head->repo, &options, err);

	if (rc < 0)
		return rc;
	rc = repo_resolve(&commit, head->repo, "HEAD", in->arena, err);
	if (rc == 0)
		rc = repo_walk(&head->tree, head->repo, commit.tree, in->arena, err);
	if (rc == 0)
		rc = read_config(head, in, err);
	if (rc < 0)
		return rc;
	head->paths = paths_new(&source, in->arena);
	settings = ARENA_ARRAY(in->arena, struct plan_setting,
			       head->config.plan_keys.count + 1);
	for (size_t i = 0; i < head->config.plan_keys.count; i++) {
		const struct config_pair *pair = &head->config.plan_keys.at[i];

		settings[i] =
			(struct plan_setting){ pair->section, pair->key, pair->value };
	}
	head->options =
		(struct plan_options){ .settings = settings,
				       .setting_count = head->config.plan_keys.count,
				       .in_tree = in_tree,
				       .ctx = head->paths };
	return 0;
}

static int read_head(struct invocation *in, struct plan_counts *counts,
		     struct arena *scratch, struct err *err)
{
	struct head head = { 0 };
	struct discovered found = { 0 };
	int rc = open_head(&head, in, err);

	if (rc == 0)
		discover_plans(&found, &head.tree, &head.config, in->arena);
	for (size_t i = 0; rc == 0 && i < found.plans.count; i++) {
		const struct tree_entry *entry =
			&head.tree.entries.at[found.plans.at[i]];
		struct arena *arena = arena_new(LIMIT_MODEL_BYTES);
		struct span bytes;

		rc = repo_blob(&bytes, head.repo, entry->id, LIMIT_PLAN_BYTES * 16,
			       arena, err);
		if (rc == 0)
			rc = show_plan(in, entry->path, bytes, &head.options, counts,
				       arena, scratch, err);
		arena_free(arena);
		arena_clear(scratch);
	}
	if (rc == 0 && counts->plans == 0 && !in->quiet && !invocation_has(in, "json"))
		fputs("no plan in HEAD: name a file, or its pattern under [pack] "
		      "plans\n",
		      in->out);
	repo_close(head.repo);
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	const char *damaged = invocation_value(in, "repair");
	struct plan_counts counts = { 0 };
	struct arena *scratch;
	int rc = rights_give_up(in, err);

	if (rc < 0)
		return rc;
	if (damaged && in->arg_count > 0) {
		err_set(err, ERR_USAGE,
			"--repair takes one file, and \"%s\" is another", in->args[0]);
		return err_fix(err, "repair one file at a time");
	}
	if (damaged)
		return repair(in, damaged, err);
	scratch = arena_new(LIMIT_SCRATCH_BYTES);
	if (in->arg_count == 0)
		rc = read_head(in, &counts, scratch, err);
	for (int i = 0; i < in->arg_count && rc == 0; i++)
		rc = read_file(in, in->args[i], &counts, scratch, err);
	if (rc == 0 && counts.plans > 1 && !in->quiet && !invocation_has(in, "json")) {
		fputc('\n', in->out);
		plan_print_counts(in, &counts);
	}
	arena_free(scratch);
	return rc;
}

static const struct option options[] = {
	{ "findings", 'f', OPTION_FLAG, NULL,
	  "what is odd, with the line it stands in" },
	{ "json", 0, OPTION_FLAG, NULL, "JSON Lines, one object an item" },
	{ "repair", 0, OPTION_VALUE, "FILE",
	  "print the repaired text of a damaged plan" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_items = {
	.name = "items",
	.args = "[FILE...]",
	.summary = "What the plans say, item by item, before any evidence",
	.examples = "  muster items checklists/release.md\n"
		    "  muster items --findings plan.md        # contradictions, "
		    "blanks, damage\n"
		    "  muster items --json plan.md | jq -r "
		    "'select(.claim==\"open\").text'\n"
		    "  muster items --repair plan.md > fixed.md\n",
	.options = options,
	.min_args = 0,
	.max_args = -1,
	.run = run,
};
