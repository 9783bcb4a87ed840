/*
 * sarif.c - a run as SARIF 2.1.0: every judged item a result, and the findings.
 *
 * Format: OASIS SARIF 2.1.0.  A result's `level` says something with kind "fail"
 * alone (3.27.10), so it is left out elsewhere.
 */
#include "base/limits.h"
#include "export/export.h"
#include "export/parts.h"
#include "export/words.h"

#define SCHEMA                                                                         \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"          \
	"sarif-schema-2.1.0.json"

static void write_text(struct jsonout *json, const char *key, struct span text)
{
	jsonout_key(json, key);
	jsonout_object(json);
	jsonout_member(json, "text", text);
	jsonout_end(json);
}

/* A path as a URI reference: RFC 3986, section 2.1. */
static void add_uri(struct buf *buf, struct span path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~/", c)))
			buf_addch(buf, (char)c);
		else
			buf_addf(buf, "%%%02X", c);
	}
}

static void write_location(struct jsonout *json, struct span path, unsigned line)
{
	struct buf uri;

	buf_init(&uri, LIMIT_JSON_OUT);
	add_uri(&uri, path);
	jsonout_object(json);
	jsonout_key(json, "physicalLocation");
	jsonout_object(json);
	jsonout_key(json, "artifactLocation");
	jsonout_object(json);
	jsonout_member(json, "uri", buf_span(&uri));
	jsonout_member(json, "uriBaseId", SPAN_LIT("%SRCROOT%"));
	jsonout_end(json);
	if (line > 0) {
		jsonout_key(json, "region");
		jsonout_object(json);
		jsonout_member_int(json, "startLine", line);
		jsonout_end(json);
	}
	jsonout_end(json);
	jsonout_end(json);
	buf_release(&uri);
}

static void write_locations(struct jsonout *json, const char *key, struct span path,
			    unsigned line)
{
	jsonout_key(json, key);
	jsonout_array(json);
	write_location(json, path, line);
	jsonout_end(json);
}

/* ---- rules ---------------------------------------------------------------- */

static void write_verdict_rules(struct jsonout *json)
{
	for (unsigned v = 0; v < VERDICTS; v++) {
		jsonout_object(json);
		jsonout_member(json, "id", span_of(verdict_word[v]));
		write_text(json, "shortDescription", span_of(verdict_phrase[v]));
		jsonout_end(json);
	}
}

static void write_finding_rules(struct jsonout *json)
{
	for (size_t i = 0; i < finding_rule_count; i++) {
		const struct finding_rule *rule = &finding_rules[i];

		jsonout_object(json);
		jsonout_member(json, "id", span_of(rule->code));
		write_text(json, "shortDescription", span_of(rule->title));
		write_text(json, "help", span_of(rule->fix));
		jsonout_end(json);
	}
}

static void write_driver(struct jsonout *json, const struct run *run)
{
	struct span version = run->tool;
	ptrdiff_t blank = span_index(version, ' ');

	if (blank >= 0)
		version = span_from(version, (size_t)blank + 1);
	jsonout_key(json, "tool");
	jsonout_object(json);
	jsonout_key(json, "driver");
	jsonout_object(json);
	jsonout_member(json, "name", SPAN_LIT("muster"));
	jsonout_member(json, "version", version);
	jsonout_key(json, "rules");
	jsonout_array(json);
	write_verdict_rules(json);
	write_finding_rules(json);
	jsonout_end(json);
	jsonout_end(json);
	jsonout_end(json);
}

/* ---- results -------------------------------------------------------------- */

static void write_related(struct jsonout *json, const struct report *report,
			  const struct judgement *judgement)
{
	bool first = true;

	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *need = &judgement->requirements.at[i];
		struct span path = report_artifact_path(report, need->artifact);

		if (path.len == 0)
			continue;
		if (first) {
			jsonout_key(json, "relatedLocations");
			jsonout_array(json);
		}
		first = false;
		write_location(json, path, need->artifact_line);
	}
	if (!first)
		jsonout_end(json);
}

static void write_suppression(struct jsonout *json, const struct judgement *judgement)
{
	if (judgement->verdict != VERDICT_WAIVED)
		return;
	jsonout_key(json, "suppressions");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_member(json, "kind", SPAN_LIT("external"));
	jsonout_member(json, "status", SPAN_LIT("accepted"));
	jsonout_member_opt(json, "justification", judgement->sentence);
	jsonout_end(json);
	jsonout_end(json);
}

static void write_item(struct jsonout *json, const struct report *report,
		       const struct planned *planned, size_t at, struct buf *text)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	const struct export_words *words = words_of_raw(judgement);
	char uuid[UUID_TEXT];

	buf_clear(text);
	buf_add(text, item->plain);
	buf_addf(text, ": %s. %.*s", verdict_label[judgement->verdict],
		 SPAN_ARG(export_why(judgement)));
	export_uuid(uuid, "item", report->run.project, planned->plan.path, item->id);
	jsonout_object(json);
	jsonout_member(json, "ruleId", span_of(verdict_word[judgement->verdict]));
	jsonout_member(json, "kind", span_of(words->sarif_kind));
	if (words->sarif_level)
		jsonout_member(json, "level", span_of(words->sarif_level));
	write_text(json, "message", buf_span(text));
	jsonout_member(json, "correlationGuid", span_of(uuid));
	write_locations(json, "locations", planned->plan.path, item->line);
	write_related(json, report, judgement);
	jsonout_key(json, "partialFingerprints");
	jsonout_object(json);
	jsonout_member(json, "musterItem/v1", span_of(uuid));
	jsonout_end(json);
	write_suppression(json, judgement);
	jsonout_key(json, "properties");
	jsonout_object(json);
	jsonout_member(json, "claim", span_of(claim_word[item->claim]));
	jsonout_member(json, "freshness",
		       span_of(freshness_word[judgement->freshness]));
	jsonout_member(json, "id", item->id);
	jsonout_member(json, "reason", span_of(reason_word[judgement->reason]));
	jsonout_member_bool(json, "required", judgement->required);
	jsonout_member(json, "strength", span_of(strength_code[judgement->strength]));
	jsonout_member(json, "verdict", span_of(verdict_word[judgement->verdict]));
	jsonout_end(json);
	jsonout_end(json);
}

static const char *const finding_sarif[FINDING_LEVELS] = {
	[FINDING_ERROR] = "error",
	[FINDING_WARNING] = "warning",
	[FINDING_NOTE] = "note",
};

static void write_finding(struct jsonout *json, const struct finding *finding,
			  struct span plan)
{
	struct span path = finding->path.len > 0 ? finding->path : plan;

	jsonout_object(json);
	jsonout_member(json, "ruleId", span_of(finding->rule->code));
	jsonout_member(json, "level", span_of(finding_sarif[finding->rule->level]));
	write_text(json, "message", finding->message);
	if (path.len > 0)
		write_locations(json, "locations", path, finding->line);
	jsonout_end(json);
}

static void write_results(struct jsonout *json, const struct report *report)
{
	struct buf text;

	buf_init(&text, LIMIT_JSON_OUT);
	jsonout_key(json, "results");
	jsonout_array(json);
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (export_counts(planned, i))
				write_item(json, report, planned, i, &text);
		for (size_t i = 0; i < planned->plan.findings.count; i++)
			write_finding(json, &planned->plan.findings.at[i],
				      planned->plan.path);
	}
	for (size_t i = 0; i < report->findings.count; i++)
		write_finding(json, &report->findings.at[i], SPAN_EMPTY);
	jsonout_end(json);
	buf_release(&text);
}

static void write_origin(struct jsonout *json, const struct run *run)
{
	if (run->source_uri.len == 0)
		return;
	jsonout_key(json, "versionControlProvenance");
	jsonout_array(json);
	jsonout_object(json);
	jsonout_member(json, "repositoryUri", run->source_uri);
	jsonout_member(json, "revisionId", run->commit);
	jsonout_end(json);
	jsonout_end(json);
}

int export_sarif(struct buf *out, const struct report *report, struct err *err)
{
	const struct run *run = &report->run;
	struct jsonout json;

	jsonout_init(&json, out, false);
	jsonout_object(&json);
	jsonout_member(&json, "$schema", SPAN_LIT(SCHEMA));
	jsonout_member(&json, "version", SPAN_LIT("2.1.0"));
	jsonout_key(&json, "runs");
	jsonout_array(&json);
	jsonout_object(&json);
	write_driver(&json, run);
	jsonout_key(&json, "automationDetails");
	jsonout_object(&json);
	jsonout_member(&json, "id", SPAN_LIT("muster/"));
	jsonout_end(&json);
	write_origin(&json, run);
	jsonout_member(&json, "columnKind", SPAN_LIT("utf16CodeUnits"));
	write_results(&json, report);
	jsonout_key(&json, "properties");
	jsonout_object(&json);
	jsonout_member(&json, "commit", run->commit);
	jsonout_member(&json, "result", span_of(result_word[run->result]));
	jsonout_member(&json, "run", span_of(run->id));
	jsonout_end(&json);
	jsonout_end(&json);
	jsonout_end(&json);
	jsonout_end(&json);
	return parts_end(&json, "the SARIF export", err);
}
