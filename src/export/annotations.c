/*
 * annotations.c - what blocks, where forges show it beside the lines.
 *
 * Formats: GitHub's workflow commands (::error file=...::text) and GitLab's Code
 * Quality report (a subset of CodeClimate's).
 */
#include "export/export.h"
#include "export/parts.h"
#include "export/words.h"

/* GitHub's escapes; in a property, ':' and ',' too. */
static void add_github(struct buf *out, struct span text, bool property)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '%' || c < 0x20 || c == 0x7f ||
		    (property && (c == ':' || c == ',')))
			buf_addf(out, "%%%02X", c);
		else
			buf_addch(out, (char)c);
	}
}

static void add_command(struct buf *out, const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	buf_addf(out, "::%s file=",
		 judgement->verdict == VERDICT_CONTRADICTED ? "error" : "warning");
	add_github(out, planned->plan.path, true);
	buf_addf(out, ",line=%u,title=", item->line);
	add_github(out, span_of(verdict_label[judgement->verdict]), true);
	buf_adds(out, "::");
	add_github(out, item->plain, false);
	buf_adds(out, ": ");
	add_github(out, export_why(judgement), false);
	buf_addch(out, '\n');
}

int export_github(struct buf *out, const struct report *report, struct err *err)
{
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			if (export_blocks(&report->plans.at[p], i))
				add_command(out, &report->plans.at[p], i);
	return buf_check(out, "the annotations", err);
}

static const char *severity_of(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_CONTRADICTED:
		return "critical";
	case VERDICT_INDETERMINATE:
	case VERDICT_UNSUPPORTED:
	case VERDICT_STALE:
		return "major";
	case VERDICT_PARTIAL:
	case VERDICT_NEEDS_SIGNOFF:
		return "minor";
	case VERDICT_OPEN:
	case VERDICT_READY:
	case VERDICT_VERIFIED:
	case VERDICT_WAIVED:
	case VERDICT_NOT_APPLICABLE:
	case VERDICTS:
		break;
	}
	return "info";
}

static void write_issue(struct jsonout *json, struct buf *text, const struct run *run,
			const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	char uuid[UUID_TEXT];

	export_uuid(uuid, "item", run->project, planned->plan.path, item->id);
	buf_clear(text);
	buf_add(text, item->plain);
	buf_addf(text, ": %.*s", SPAN_ARG(export_why(judgement)));
	jsonout_object(json);
	jsonout_member(json, "description", buf_span(text));
	jsonout_member(json, "check_name", span_of(verdict_word[judgement->verdict]));
	jsonout_member(json, "fingerprint", span_of(uuid));
	jsonout_member(json, "severity", span_of(severity_of(judgement->verdict)));
	jsonout_key(json, "location");
	jsonout_object(json);
	jsonout_member(json, "path", planned->plan.path);
	jsonout_key(json, "lines");
	jsonout_object(json);
	jsonout_member_int(json, "begin", item->line);
	jsonout_end(json);
	jsonout_end(json);
	jsonout_end(json);
}

int export_gitlab(struct buf *out, const struct report *report, struct err *err)
{
	struct jsonout json;
	struct buf text;

	buf_init(&text, out->max);
	jsonout_init(&json, out, false);
	jsonout_array(&json);
	for (size_t p = 0; p < report->plans.count; p++)
		for (size_t i = 0; i < report->plans.at[p].judgements.count; i++)
			if (export_blocks(&report->plans.at[p], i))
				write_issue(&json, &text, &report->run,
					    &report->plans.at[p], i);
	jsonout_end(&json);
	buf_release(&text);
	return parts_end(&json, "the Code Quality report", err);
}
