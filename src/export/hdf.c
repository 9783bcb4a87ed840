/*
 * hdf.c - a run as Heimdall Data Format: a profile a plan, a control an item.
 *
 * Format: MITRE's HDF, the execution JSON of InSpec.
 */
#include "base/clock.h"
#include "export/export.h"
#include "export/parts.h"
#include "export/words.h"

static void write_source(struct jsonout *json, struct span path, unsigned line)
{
	jsonout_key(json, "source_location");
	jsonout_object(json);
	jsonout_member(json, "ref", path);
	jsonout_member_int(json, "line", line);
	jsonout_end(json);
}

static void write_waiver(struct jsonout *json, const struct judgement *judgement)
{
	jsonout_key(json, "waiver_data");
	jsonout_object(json);
	if (judgement->verdict == VERDICT_WAIVED) {
		jsonout_member(json, "justification", export_why(judgement));
		jsonout_member_bool(json, "skipped_due_to_waiver", false);
	}
	jsonout_end(json);
}

/* Seven tenths for what is required, three for what is not, none for n/a. */
static void write_impact(struct jsonout *json, const struct judgement *judgement)
{
	jsonout_key(json, "impact");
	if (judgement->verdict == VERDICT_NOT_APPLICABLE)
		jsonout_int(json, 0);
	else
		jsonout_tenths(json, judgement->required ? 7 : 3);
}

static void write_tags(struct jsonout *json, const struct item *item,
		       const struct judgement *judgement)
{
	jsonout_key(json, "tags");
	jsonout_object(json);
	jsonout_member(json, "claim", span_of(claim_word[item->claim]));
	jsonout_member(json, "freshness",
		       span_of(freshness_word[judgement->freshness]));
	jsonout_member(json, "reason", span_of(reason_word[judgement->reason]));
	jsonout_member(json, "strength", span_of(strength_code[judgement->strength]));
	jsonout_member(json, "verdict", span_of(verdict_word[judgement->verdict]));
	jsonout_end(json);
}

static void write_result(struct jsonout *json, const struct run *run,
			 const struct judgement *judgement)
{
	const struct export_words *words = words_of_raw(judgement);
	const char *status = words->hdf;

	jsonout_key(json, "results");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_member(json, "status", span_of(status));
	jsonout_member(json, "code_desc", export_why(judgement));
	jsonout_key(json, "run_time");
	jsonout_int(json, 0);
	parts_time(json, "start_time", run->as_of);
	if (strcmp(status, "failed") == 0)
		jsonout_member(json, "message", export_why(judgement));
	else if (strcmp(status, "skipped") == 0)
		jsonout_member(json, "skip_message", export_why(judgement));
	else if (strcmp(status, "error") == 0) {
		jsonout_member(json, "message", export_why(judgement));
		jsonout_key(json, "backtrace");
		jsonout_array(json);
		jsonout_end(json);
	}
	jsonout_end(json);
	jsonout_end(json);
}

static void write_control(struct jsonout *json, const struct run *run,
			  const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	jsonout_object(json);
	jsonout_member(json, "id", item->id);
	jsonout_member(json, "title", item->plain);
	jsonout_member(json, "desc", item->text.len > 0 ? item->text : item->plain);
	jsonout_key(json, "descriptions");
	jsonout_array(json);
	if (judgement->fix.len > 0) {
		jsonout_object(json);
		jsonout_member(json, "label", SPAN_LIT("fix"));
		jsonout_member(json, "data", judgement->fix);
		jsonout_end(json);
	}
	jsonout_end(json);
	write_impact(json, judgement);
	jsonout_key(json, "refs");
	jsonout_array(json);
	jsonout_end(json);
	write_tags(json, item, judgement);
	jsonout_member(json, "code", SPAN_EMPTY);
	write_source(json, planned->plan.path, item->line);
	write_waiver(json, judgement);
	write_result(json, run, judgement);
	jsonout_end(json);
}

static void write_empty(struct jsonout *json, const char *key)
{
	jsonout_key(json, key);
	jsonout_array(json);
	jsonout_end(json);
}

static void write_profile(struct jsonout *json, const struct run *run,
			  const struct planned *planned)
{
	jsonout_object(json);
	jsonout_member(json, "name", planned->plan.path);
	jsonout_member(json, "title",
		       planned->plan.title.len > 0 ? planned->plan.title
						   : planned->plan.path);
	jsonout_member(json, "version", span_sub(run->commit, 0, 12));
	jsonout_member(json, "sha256", span_of(planned->sha256));
	jsonout_member(json, "status", SPAN_LIT("loaded"));
	write_empty(json, "supports");
	write_empty(json, "attributes");
	write_empty(json, "groups");
	jsonout_key(json, "controls");
	jsonout_array(json);
	for (size_t i = 0; i < planned->judgements.count; i++)
		if (export_counts(planned, i))
			write_control(json, run, planned, i);
	jsonout_end(json);
	jsonout_end(json);
}

int export_hdf(struct buf *out, const struct report *report, struct err *err)
{
	const struct run *run = &report->run;
	struct jsonout json;

	jsonout_init(&json, out, false);
	jsonout_object(&json);
	jsonout_key(&json, "platform");
	jsonout_object(&json);
	jsonout_member(&json, "name", SPAN_LIT("muster"));
	jsonout_member(&json, "release", run->tool);
	jsonout_member(&json, "target_id", run->project);
	jsonout_end(&json);
	jsonout_member(&json, "version", run->tool);
	jsonout_key(&json, "statistics");
	jsonout_object(&json);
	jsonout_end(&json);
	jsonout_key(&json, "profiles");
	jsonout_array(&json);
	for (size_t p = 0; p < report->plans.count; p++)
		write_profile(&json, run, &report->plans.at[p]);
	jsonout_end(&json);
	jsonout_end(&json);
	return parts_end(&json, "the HDF export", err);
}
