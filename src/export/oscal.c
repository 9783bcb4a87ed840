/*
 * oscal.c - a run as OSCAL assessment results 1.1.2: an observation and a finding
 * for every judged item, a risk where one is open.
 *
 * Format: NIST OSCAL, assessment-results model, JSON.  Ids are UUIDv5 of the items'
 * identity, so that the same item has the same id in every run.
 */
#include "base/clock.h"
#include "export/export.h"
#include "export/parts.h"
#include "export/words.h"

#define NAMESPACE "urn:muster"

struct writing {
	struct jsonout json;
	const struct report *report;
	struct buf text;
};

static void write_uuid(struct writing *w, const char *key, const char *kind,
		       struct span part, struct span other)
{
	char uuid[UUID_TEXT];

	export_uuid(uuid, kind, w->report->run.project, part, other);
	jsonout_member(&w->json, key, span_of(uuid));
}

/* OSCAL's strings are not empty and neither begin nor end with a blank. */
static struct span text_or(struct span text, const char *other)
{
	text = span_trim(text);
	return text.len > 0 ? text : span_of(other);
}

static void write_prop(struct writing *w, const char *name, const char *value)
{
	jsonout_object(&w->json);
	jsonout_member(&w->json, "name", span_of(name));
	jsonout_member(&w->json, "ns", SPAN_LIT(NAMESPACE));
	jsonout_member(&w->json, "value", span_of(value));
	jsonout_end(&w->json);
}

static void write_props(struct writing *w, const struct item *item,
			const struct judgement *judgement)
{
	jsonout_key(&w->json, "props");
	jsonout_array(&w->json);
	write_prop(w, "claim", claim_word[item->claim]);
	write_prop(w, "freshness", freshness_word[judgement->freshness]);
	write_prop(w, "reason",
		   judgement->reason == REASON_NONE ? "none"
						    : reason_word[judgement->reason]);
	write_prop(w, "required", judgement->required ? "yes" : "no");
	write_prop(w, "strength", strength_code[judgement->strength]);
	write_prop(w, "verdict", verdict_word[judgement->verdict]);
	jsonout_end(&w->json);
}

static void write_evidence(struct writing *w, const struct judgement *judgement)
{
	bool any = false;

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *need = &judgement->requirements.at[i];

		if (!any) {
			jsonout_key(&w->json, "relevant-evidence");
			jsonout_array(&w->json);
		}
		any = true;
		buf_clear(&w->text);
		buf_add(&w->text, text_or(need->text, "requirement"));
		buf_addf(&w->text, ": %s", outcome_word[need->outcome]);
		if (need->actual.len > 0)
			buf_addf(&w->text, ", %.*s", SPAN_ARG(need->actual));
		jsonout_object(&w->json);
		jsonout_member(&w->json, "description", buf_span(&w->text));
		jsonout_end(&w->json);
	}
	if (any)
		jsonout_end(&w->json);
}

static void write_observation(struct writing *w, const struct planned *planned,
			      size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	jsonout_object(&w->json);
	write_uuid(w, "uuid", "observation", planned->plan.path, item->id);
	jsonout_member(&w->json, "title", text_or(item->plain, "(no text)"));
	jsonout_member(&w->json, "description", text_or(export_why(judgement), "-"));
	write_props(w, item, judgement);
	jsonout_key(&w->json, "methods");
	jsonout_array(&w->json);
	jsonout_string(&w->json, item->kind == ITEM_SIGNOFF ? SPAN_LIT("INTERVIEW")
				 : judgement->needs == CLASS_OUTCOME
					 ? SPAN_LIT("TEST")
					 : SPAN_LIT("EXAMINE"));
	jsonout_end(&w->json);
	write_evidence(w, judgement);
	parts_time(&w->json, "collected", w->report->run.as_of);
	jsonout_end(&w->json);
}

static void write_risk(struct writing *w, const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	jsonout_object(&w->json);
	write_uuid(w, "uuid", "risk", planned->plan.path, item->id);
	jsonout_member(&w->json, "title", text_or(item->plain, "(no text)"));
	jsonout_member(&w->json, "description", text_or(export_why(judgement), "-"));
	jsonout_member(&w->json, "statement", text_or(export_why(judgement), "-"));
	jsonout_member(&w->json, "status", span_of(words_of(judgement)->oscal_risk));
	jsonout_end(&w->json);
}

/* An id as a token: a letter or '_' first, then those, digits, '.', '-' and '_'. */
static void add_token(struct buf *text, struct span id)
{
	buf_adds(text, "item-");
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';

		buf_addch(text, fine ? c : '_');
	}
}

static void write_link(struct writing *w, const char *list, const char *key,
		       const char *kind, const struct planned *planned, size_t at)
{
	jsonout_key(&w->json, list);
	jsonout_array(&w->json);
	jsonout_object(&w->json);
	write_uuid(w, key, kind, planned->plan.path, planned->plan.items.at[at].id);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
}

static void write_finding(struct writing *w, const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	const struct export_words *words = words_of(judgement);

	jsonout_object(&w->json);
	write_uuid(w, "uuid", "finding", planned->plan.path, item->id);
	jsonout_member(&w->json, "title", text_or(item->plain, "(no text)"));
	jsonout_member(&w->json, "description", text_or(export_why(judgement), "-"));
	write_props(w, item, judgement);
	jsonout_key(&w->json, "target");
	jsonout_object(&w->json);
	jsonout_member(&w->json, "type", SPAN_LIT("objective-id"));
	buf_clear(&w->text);
	add_token(&w->text, item->id);
	jsonout_member(&w->json, "target-id", buf_span(&w->text));
	jsonout_key(&w->json, "status");
	jsonout_object(&w->json);
	jsonout_member(&w->json, "state", span_of(words->oscal_state));
	jsonout_member(&w->json, "reason", span_of(words->oscal_reason));
	jsonout_end(&w->json);
	jsonout_end(&w->json);
	write_link(w, "related-observations", "observation-uuid", "observation",
		   planned, at);
	if (words->oscal_risk)
		write_link(w, "related-risks", "risk-uuid", "risk", planned, at);
	jsonout_end(&w->json);
}

static bool has_observation(const struct planned *planned, size_t at)
{
	return export_counts(planned, at);
}

static bool has_risk(const struct planned *planned, size_t at)
{
	return export_counts(planned, at) &&
	       words_of(&planned->judgements.at[at])->oscal_risk;
}

static bool has_finding(const struct planned *planned, size_t at)
{
	return export_counts(planned, at) &&
	       words_of(&planned->judgements.at[at])->oscal_state;
}

/* A list of what `has` says, left out where that is nothing. */
static void write_list(struct writing *w, const char *key,
		       bool (*has)(const struct planned *planned, size_t at),
		       void (*write)(struct writing *w, const struct planned *planned,
				     size_t at))
{
	bool any = false;

	for (size_t p = 0; p < w->report->plans.count; p++) {
		const struct planned *planned = &w->report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			if (!has(planned, i))
				continue;
			if (!any) {
				jsonout_key(&w->json, key);
				jsonout_array(&w->json);
			}
			any = true;
			write(w, planned, i);
		}
	}
	if (any)
		jsonout_end(&w->json);
}

static void write_metadata(struct writing *w)
{
	const struct run *run = &w->report->run;

	buf_clear(&w->text);
	buf_addf(&w->text, "Readiness of %.*s", SPAN_ARG(run->project));
	jsonout_key(&w->json, "metadata");
	jsonout_object(&w->json);
	jsonout_member(&w->json, "title", buf_span(&w->text));
	parts_time(&w->json, "last-modified", run->as_of);
	jsonout_member(&w->json, "version", run->commit);
	jsonout_member(&w->json, "oscal-version", SPAN_LIT("1.1.2"));
	jsonout_end(&w->json);
}

static void write_result(struct writing *w)
{
	const struct run *run = &w->report->run;

	jsonout_object(&w->json);
	write_uuid(w, "uuid", "result", span_of(run->id), SPAN_EMPTY);
	jsonout_member(&w->json, "title", span_of(result_word[run->result]));
	jsonout_member(&w->json, "description", text_or(run->result_why, "-"));
	parts_time(&w->json, "start", run->as_of);
	jsonout_key(&w->json, "reviewed-controls");
	jsonout_object(&w->json);
	jsonout_key(&w->json, "control-selections");
	jsonout_array(&w->json);
	jsonout_object(&w->json);
	jsonout_key(&w->json, "include-all");
	jsonout_object(&w->json);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
	write_list(w, "observations", has_observation, write_observation);
	write_list(w, "risks", has_risk, write_risk);
	write_list(w, "findings", has_finding, write_finding);
	jsonout_end(&w->json);
}

/* The plans, as what was planned; OSCAL asks for one to be named. */
static void write_resources(struct writing *w)
{
	jsonout_key(&w->json, "back-matter");
	jsonout_object(&w->json);
	jsonout_key(&w->json, "resources");
	jsonout_array(&w->json);
	jsonout_object(&w->json);
	write_uuid(w, "uuid", "plans", SPAN_EMPTY, SPAN_EMPTY);
	jsonout_member(&w->json, "title", SPAN_LIT("The plans that were audited"));
	for (size_t i = 0; i < w->report->plans.count; i++) {
		if (i == 0) {
			jsonout_key(&w->json, "props");
			jsonout_array(&w->json);
		}
		jsonout_object(&w->json);
		jsonout_member(&w->json, "name", SPAN_LIT("plan"));
		jsonout_member(&w->json, "ns", SPAN_LIT(NAMESPACE));
		jsonout_member(&w->json, "value",
			       text_or(w->report->plans.at[i].plan.path, "-"));
		jsonout_end(&w->json);
	}
	if (w->report->plans.count > 0)
		jsonout_end(&w->json);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
	jsonout_end(&w->json);
}

int export_oscal(struct buf *out, const struct report *report, struct err *err)
{
	struct writing w = { .report = report };
	char uuid[UUID_TEXT], href[UUID_TEXT + 1];
	int rc;

	buf_init(&w.text, out->max);
	jsonout_init(&w.json, out, false);
	export_uuid(uuid, "plans", report->run.project, SPAN_EMPTY, SPAN_EMPTY);
	href[0] = '#';
	memcpy(href + 1, uuid, sizeof(uuid));
	jsonout_object(&w.json);
	jsonout_key(&w.json, "assessment-results");
	jsonout_object(&w.json);
	write_uuid(&w, "uuid", "assessment-results", span_of(report->run.id),
		   SPAN_EMPTY);
	write_metadata(&w);
	jsonout_key(&w.json, "import-ap");
	jsonout_object(&w.json);
	jsonout_member(&w.json, "href", span_of(href));
	jsonout_end(&w.json);
	jsonout_key(&w.json, "results");
	jsonout_array(&w.json);
	write_result(&w);
	jsonout_end(&w.json);
	write_resources(&w);
	jsonout_end(&w.json);
	jsonout_end(&w.json);
	rc = parts_end(&w.json, "the OSCAL export", err);
	buf_release(&w.text);
	return rc;
}
