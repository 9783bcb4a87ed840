/* json_diff.c - `muster diff --json`: what became of items between two runs. */
#include "base/limits.h"
#include "export/export.h"
#include "export/parts.h"

static void write_run(struct jsonout *json, const char *key, const struct run *run)
{
	jsonout_key(json, key);
	jsonout_object(json);
	jsonout_member(json, "commit", run->commit);
	jsonout_member(json, "id", span_of(run->id));
	if (run->number > 0)
		jsonout_member_int(json, "number", run->number);
	parts_word(json, "result", result_word[run->result]);
	jsonout_end(json);
}

static void write_side(struct jsonout *json, const char *key,
		       const struct planned *planned, size_t at)
{
	const struct judgement *judgement;

	if (!planned)
		return;
	judgement = &planned->judgements.at[at];
	jsonout_key(json, key);
	jsonout_object(json);
	jsonout_member(json, "id", planned->plan.items.at[at].id);
	jsonout_member_int(json, "line", planned->plan.items.at[at].line);
	jsonout_member(json, "plan", planned->plan.path);
	parts_word(json, "reason", reason_word[judgement->reason]);
	jsonout_member_bool(json, "required", judgement->required);
	jsonout_member(json, "text", planned->plan.items.at[at].plain);
	parts_word(json, "verdict", verdict_word[judgement->verdict]);
	jsonout_member_opt(json, "why", judgement->sentence);
	jsonout_end(json);
}

static void write_change(struct jsonout *json, const struct change *change)
{
	jsonout_object(json);
	write_side(json, "after", change->after, change->after_item);
	write_side(json, "before", change->before, change->before_item);
	jsonout_key(json, "changed");
	jsonout_array(json);
	if (change->evidence)
		jsonout_string(json, SPAN_LIT("evidence"));
	if (change->mark)
		jsonout_string(json, SPAN_LIT("mark"));
	if (change->scope.len > 0)
		jsonout_string(json, SPAN_LIT("scope"));
	if (change->words)
		jsonout_string(json, SPAN_LIT("words"));
	jsonout_end(json);
	parts_word(json, "kind", change_word[change->kind]);
	jsonout_member_opt(json, "scope", change->scope);
	jsonout_end(json);
}

int export_diff_json(struct buf *out, const struct report *before,
		     const struct report *after, const struct changes *changes,
		     struct err *err)
{
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	write_run(&json, "after", &after->run);
	write_run(&json, "before", &before->run);
	jsonout_key(&json, "changes");
	jsonout_array(&json);
	for (size_t i = 0; i < changes->list.count; i++)
		write_change(&json, &changes->list.at[i]);
	jsonout_end(&json);
	jsonout_member_int(&json, "same", (int64_t)changes->same);
	jsonout_end(&json);
	return parts_end(&json, "the changes", err);
}
