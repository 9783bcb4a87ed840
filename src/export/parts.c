#include "export/parts.h"

#include "base/clock.h"

/* The verdicts by their words, as RFC 8785 sorts keys. */
static const enum verdict by_word[VERDICTS] = {
	VERDICT_CONTRADICTED,   VERDICT_INDETERMINATE, VERDICT_NEEDS_SIGNOFF,
	VERDICT_NOT_APPLICABLE, VERDICT_OPEN,          VERDICT_PARTIAL,
	VERDICT_READY,          VERDICT_STALE,         VERDICT_UNSUPPORTED,
	VERDICT_VERIFIED,       VERDICT_WAIVED,
};

void parts_counts(struct jsonout *json, const char *key,
		  const uint64_t counts[VERDICTS])
{
	jsonout_key(json, key);
	jsonout_object(json);
	for (size_t i = 0; i < VERDICTS; i++)
		jsonout_member_int(json, verdict_word[by_word[i]],
				   (int64_t)counts[by_word[i]]);
	jsonout_end(json);
}

void parts_time(struct jsonout *json, const char *key, int64_t time)
{
	char text[CLOCK_TEXT];

	jsonout_key(json, key);
	if (time == CLOCK_NONE)
		jsonout_null(json);
	else
		jsonout_string(json, span_of(clock_format(time, text)));
}

void parts_line(struct jsonout *json, const char *key, unsigned line)
{
	if (line > 0)
		jsonout_member_int(json, key, line);
}

void parts_word(struct jsonout *json, const char *key, const char *word)
{
	jsonout_member_opt(json, key, span_of(word));
}

static struct span item_id(const struct plan *plan, size_t item)
{
	return plan && item < plan->items.count ? plan->items.at[item].id : SPAN_EMPTY;
}

void parts_findings(struct jsonout *json, const struct finding *findings, size_t count,
		    const struct plan *plan)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];

		jsonout_object(json);
		if (finding_certainty(finding->rule))
			parts_word(json, "certainty", finding_certainty(finding->rule));
		jsonout_member(json, "code", span_of(finding->rule->code));
		parts_line(json, "column", finding->column);
		jsonout_member_opt(json, "item", item_id(plan, finding->item));
		parts_line(json, "line", finding->line);
		jsonout_member(json, "message", finding->message);
		jsonout_member_opt(json, "other_item",
				   item_id(plan, finding->other_item));
		parts_line(json, "other_line", finding->other_line);
		jsonout_member_opt(json, "path", finding->path);
		parts_word(json, "severity", finding_level_word[finding->rule->level]);
		jsonout_end(json);
	}
}

void parts_input(struct jsonout *json, const struct input *input, struct span withheld)
{
	jsonout_object(json);
	jsonout_member_opt(json, "gitBlob", input->oid);
	jsonout_member(json, "name", input->name);
	jsonout_member(json, "origin", input->origin);
	jsonout_member(json, "role", input->role);
	jsonout_member_opt(json, "sha256", span_of(input->sha256));
	jsonout_member_opt(json, "withheld", withheld);
	jsonout_end(json);
}

int parts_end(struct jsonout *json, const char *name, struct err *err)
{
	jsonout_line(json);
	return buf_check(json->buf, name, err);
}
