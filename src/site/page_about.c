#include "site/page.h"

#define FINDINGS_SHOWN 200

static void add_verdicts(const struct site *site, struct value *value)
{
	static const char *const standing[STANDINGS] = { "passes", "work", "blocks",
							 "apart" };
	struct value *list = value_list(value, "verdicts");

	for (unsigned i = 0; i < VERDICTS; i++) {
		enum verdict verdict = verdict_by_trouble[i];
		struct value *entry = value_add(list);

		value_text(entry, "word", span_of(verdict_word[verdict]));
		value_text(entry, "label",
			   say_word(site, "verdict", verdict_word[verdict]));
		value_text(entry, "meaning",
			   say_word(site, "meaning", verdict_word[verdict]));
		value_text(entry, "family",
			   say_word(site, "standing",
				    standing[verdict_standing(verdict)]));
	}
}

static void add_limits(const struct site *site, struct value *value,
		       const struct report *report)
{
	struct value *list = value_list(value, "limits");

	if (report->run.shallow)
		value_add_text(list, say(site, "about.limit-shallow"));
	if (report->run.dirty)
		value_add_text(list, say(site, "about.limit-dirty"));
}

static void add_findings(struct site *site, struct value *value)
{
	const struct report *report = site->report;
	struct value *list = value_list(value, "findings");

	for (size_t i = 0; i < report->findings.count && i < FINDINGS_SHOWN; i++) {
		const struct finding *finding = &report->findings.at[i];
		struct value *entry = value_add(list);

		value_text(entry, "level",
			   say_word(site, "level",
				    finding->rule
					    ? finding_level_word[finding->rule->level]
					    : "note"));
		value_text(entry, "path", finding->path);
		value_text(entry, "message", finding->message);
	}
	value_flag(value, "has_findings", report->findings.count > 0);
	if (report->findings.count > FINDINGS_SHOWN)
		value_text(value, "more_findings",
			   SAY(site, "about.more-findings",
			       say_number("more",
					  report->findings.count - FINDINGS_SHOWN)));
	else
		value_text(value, "more_findings", SPAN_EMPTY);
}

static void add_made(const struct site *site, struct value *list, const char *name,
		     struct span text)
{
	struct value *entry;

	if (text.len == 0)
		return;
	entry = value_add(list);
	value_text(entry, "name", say_word(site, "made", name));
	value_text(entry, "text", text);
}

int page_about(struct site *site, struct err *err)
{
	const struct run *run = &site->report->run;
	struct value *value = page_begin(site, SPAN_LIT("about.html"));
	struct value *made;
	char as_of[CLOCK_TEXT];
	struct page page = { .template = "about",
			     .title = say(site, "about.title"),
			     .nav = "about.html",
			     .class = "about" };

	value_commit(value, "commit", run->commit);
	value_text(value, "strength",
		   SAY(site, "about.strength-of",
		       say_text("code", span_of(strength_code[run->strength_needed])),
		       say_text("word",
				say_word(site, "strength",
					 strength_word[run->strength_needed]))));
	add_verdicts(site, value);
	add_limits(site, value, site->report);
	add_findings(site, value);
	made = value_list(value, "made");
	add_made(site, made, "tool", run->tool);
	add_made(site, made, "run", span_of(run->id));
	/* Neither branch nor sandbox: the same commit gives the same page anywhere. */
	add_made(site, made, "judged-as-of",
		 arena_copy(site->scratch, span_of(clock_format(run->as_of, as_of))));
	add_made(site, made, "gate-profile", run->profile);
	add_made(site, made, "source", run->source_uri);
	add_made(site, made, "subject-of-the-evidence", run->subject);
	add_made(site, made, "inputs",
		 SAY(site, "about.inputs",
		     say_number("inputs", site->report->inputs.count)));
	return page_end(site, &page, value, err);
}
