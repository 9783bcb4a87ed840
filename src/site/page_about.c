#include "site/page.h"

#define FINDINGS_SHOWN 200

/* clang-format off: tables keep one row a line */
static const char *const standing_says[STANDINGS] = {
	[STANDING_PASSES] = "Passes",
	[STANDING_WORK] = "Needs work",
	[STANDING_BLOCKS] = "Blocks",
	[STANDING_APART] = "Counted apart",
};
/* clang-format on */

static void add_verdicts(struct value *value)
{
	struct value *list = value_list(value, "verdicts");

	for (unsigned i = 0; i < VERDICTS; i++) {
		enum verdict verdict = verdict_by_trouble[i];
		struct value *entry = value_add(list);

		value_text(entry, "word", span_of(verdict_word[verdict]));
		value_text(entry, "label", span_of(verdict_label[verdict]));
		value_text(entry, "meaning", span_of(verdict_meaning[verdict]));
		value_text(entry, "family",
			   span_of(standing_says[verdict_standing(verdict)]));
	}
}

static void add_limits(struct value *value, const struct report *report)
{
	struct value *list = value_list(value, "limits");

	if (report->run.shallow)
		value_add_text(
			list,
			SPAN_LIT("History ends early in this clone, so some evidence"
				 " cannot be dated."));
	if (report->run.dirty)
		value_add_text(
			list,
			SPAN_LIT("The working tree had changes; the audit is of the"
				 " commit."));
}

static void add_findings(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *list = value_list(value, "findings");

	for (size_t i = 0; i < report->findings.count && i < FINDINGS_SHOWN; i++) {
		const struct finding *finding = &report->findings.at[i];
		struct value *entry = value_add(list);

		value_text(entry, "level",
			   span_of(finding->rule
					   ? finding_level_word[finding->rule->level]
					   : "note"));
		value_text(entry, "path", finding->path);
		value_text(entry, "message", finding->message);
	}
	value_flag(value, "has_findings", report->findings.count > 0);
	if (report->findings.count > FINDINGS_SHOWN)
		value_printf(value, "more_findings", "%.*s more are in report.json.",
			     SPAN_ARG(words_count(site->scratch,
						  report->findings.count -
							  FINDINGS_SHOWN)));
	else
		value_text(value, "more_findings", SPAN_EMPTY);
}

static void add_made(struct value *list, const char *name, struct span text)
{
	struct value *entry;

	if (text.len == 0)
		return;
	entry = value_add(list);
	value_text(entry, "name", span_of(name));
	value_text(entry, "text", text);
}

int page_about(struct site *site, struct err *err)
{
	const struct run *run = &site->report->run;
	struct value *value = page_begin(site, SPAN_LIT("about.html"));
	struct value *made;
	char as_of[CLOCK_TEXT];
	struct page page = { .template = "about",
			     .title = SPAN_LIT("About this report"),
			     .nav = "about.html",
			     .class = "about" };

	value_commit(value, "commit", run->commit);
	value_printf(value, "strength", "%s, %s,", strength_code[run->strength_needed],
		     strength_word[run->strength_needed]);
	add_verdicts(value);
	add_limits(value, site->report);
	add_findings(site, value);
	made = value_list(value, "made");
	add_made(made, "Tool", run->tool);
	add_made(made, "Run", span_of(run->id));
	/* Neither branch nor sandbox: the same commit gives the same page anywhere. */
	add_made(made, "Judged as of",
		 arena_copy(site->scratch, span_of(clock_format(run->as_of, as_of))));
	add_made(made, "Gate profile", run->profile);
	add_made(made, "Source", run->source_uri);
	add_made(made, "Subject of the evidence", run->subject);
	add_made(made, "Inputs",
		 arena_printf(site->scratch, "%.*s, listed in bundle.json",
			      SPAN_ARG(words_count(site->scratch,
						   site->report->inputs.count))));
	return page_end(site, &page, value, err);
}
