/*
 * junit.c - a run as a JUnit report: a suite a plan, a case an item.
 *
 * Format: what Jenkins, GitLab and GitHub's test reporters read; evidence.md has
 * what is common to the dialects.
 */
#include "base/clock.h"
#include "export/export.h"
#include "export/words.h"
#include "text/xmlout.h"

struct tally {
	uint64_t tests, failures, errors, skipped;
};

static enum junit_state state_of(const struct judgement *judgement)
{
	const struct export_words *words = words_of(judgement);

	return judgement->required ? words->junit : words->junit_optional;
}

static void count(struct tally *tally, const struct judgement *judgement)
{
	enum junit_state state = state_of(judgement);

	tally->tests++;
	tally->failures += state == JUNIT_FAILURE;
	tally->errors += state == JUNIT_ERROR;
	tally->skipped += state == JUNIT_SKIPPED;
}

static void count_plan(struct tally *tally, const struct planned *planned)
{
	for (size_t i = 0; i < planned->judgements.count; i++)
		if (export_counts(planned, i))
			count(tally, &planned->judgements.at[i]);
}

static void write_tally(struct buf *out, const struct tally *tally)
{
	buf_addf(out, " tests=\"%ju\" failures=\"%ju\" errors=\"%ju\" skipped=\"%ju\"",
		 (uintmax_t)tally->tests, (uintmax_t)tally->failures,
		 (uintmax_t)tally->errors, (uintmax_t)tally->skipped);
}

/* What was expected and found, a line a requirement. */
static void write_details(struct buf *out, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		const struct requirement *need = &judgement->requirements.at[i];

		buf_adds(out, "\n");
		xmlout_text(out, need->text);
		buf_addf(out, ": %s", outcome_word[need->outcome]);
		if (need->actual.len > 0) {
			buf_adds(out, ": ");
			xmlout_text(out, need->actual);
		}
	}
	if (judgement->fix.len > 0) {
		buf_adds(out, "\nfix: ");
		xmlout_text(out, judgement->fix);
	}
}

static void write_state(struct buf *out, const struct judgement *judgement)
{
	static const char *const element[] = {
		[JUNIT_FAILURE] = "failure",
		[JUNIT_ERROR] = "error",
		[JUNIT_SKIPPED] = "skipped",
	};
	enum junit_state state = state_of(judgement);

	buf_addf(out, "<%s", element[state]);
	xmlout_attr(out, "message", export_why(judgement));
	if (state == JUNIT_SKIPPED) {
		buf_adds(out, "/>");
		return;
	}
	xmlout_attr(out, "type", span_of(verdict_word[judgement->verdict]));
	buf_adds(out, ">");
	write_details(out, judgement);
	buf_addf(out, "</%s>", element[state]);
}

static void write_case(struct buf *out, const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	buf_adds(out, "<testcase");
	xmlout_attr(out, "classname", planned->plan.path);
	xmlout_attr(out, "name", item->plain);
	xmlout_attr(out, "file", planned->plan.path);
	buf_addf(out, " line=\"%u\" time=\"0\"><properties>", item->line);
	buf_adds(out, "<property name=\"id\"");
	xmlout_attr(out, "value", item->id);
	buf_addf(out, "/><property name=\"verdict\" value=\"%s\"/>",
		 verdict_word[judgement->verdict]);
	buf_addf(out, "<property name=\"strength\" value=\"%s\"/></properties>",
		 strength_code[judgement->strength]);
	if (state_of(judgement) != JUNIT_PASS)
		write_state(out, judgement);
	buf_adds(out, "</testcase>\n");
}

static void write_plan(struct buf *out, const struct run *run,
		       const struct planned *planned)
{
	struct tally tally = { 0 };
	char at[CLOCK_TEXT];

	count_plan(&tally, planned);
	buf_adds(out, "<testsuite");
	xmlout_attr(out, "name", planned->plan.path);
	write_tally(out, &tally);
	if (run->as_of != CLOCK_NONE)
		buf_addf(out, " timestamp=\"%.19s\"", clock_format(run->as_of, at));
	buf_adds(out, " time=\"0\">\n<properties><property name=\"git.commit\"");
	xmlout_attr(out, "value", run->commit);
	buf_adds(out, "/></properties>\n");
	for (size_t i = 0; i < planned->judgements.count; i++)
		if (export_counts(planned, i))
			write_case(out, planned, i);
	buf_adds(out, "</testsuite>\n");
}

int export_junit(struct buf *out, const struct report *report, struct err *err)
{
	struct tally tally = { 0 };

	for (size_t p = 0; p < report->plans.count; p++)
		count_plan(&tally, &report->plans.at[p]);
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	xmlout_attr(out, "name", report->run.project);
	write_tally(out, &tally);
	buf_adds(out, " time=\"0\">\n");
	for (size_t p = 0; p < report->plans.count; p++)
		write_plan(out, &report->run, &report->plans.at[p]);
	buf_adds(out, "</testsuites>\n");
	return buf_check(out, "the JUnit export", err);
}
