/*
 * xccdf.c - a run as XCCDF 1.2 results: a Rule and a rule-result an item.
 *
 * Format: NIST IR 7275r4.  The standard asks for a score; the absolute one says no
 * more than whether all rules passed.
 */
#include "base/clock.h"
#include "export/export.h"
#include "export/words.h"
#include "text/xmlout.h"

#define RULE      "xccdf_org.muster_rule_"
#define RESULT    "xccdf_org.muster_testresult_"
#define BENCHMARK "xccdf_org.muster_benchmark_plans"

static const char *word_of(const struct judgement *judgement,
			   const struct export_words *words)
{
	return judgement->required ? words->xccdf : words->xccdf_optional;
}

static void rule_uuid(char out[UUID_TEXT], const struct planned *planned, size_t at)
{
	export_uuid(out, "rule", planned->plan.path, planned->plan.items.at[at].id,
		    SPAN_EMPTY);
}

/* What a waiver covers stands as the old result. */
static void write_override(struct buf *out, const struct judgement *judgement,
			   const char *time)
{
	buf_addf(out, "<override time=\"%s\" authority=\"waiver\"><old-result>%s", time,
		 word_of(judgement, words_of_raw(judgement)));
	buf_adds(out, "</old-result><new-result>informational</new-result><remark>");
	xmlout_text(out, export_why(judgement));
	buf_adds(out, "</remark></override>\n");
}

static void write_rule_result(struct buf *out, const struct planned *planned, size_t at,
			      const char *time)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];
	char uuid[UUID_TEXT];

	rule_uuid(uuid, planned, at);
	buf_addf(out, "<rule-result idref=\"" RULE "%s\" time=\"%s\" severity=\"%s\">",
		 uuid, time, judgement->required ? "high" : "low");
	buf_addf(out, "<result>%s</result>\n", word_of(judgement, words_of(judgement)));
	if (judgement->verdict == VERDICT_WAIVED)
		write_override(out, judgement, time);
	buf_adds(out, "<ident system=\"urn:muster:plan\">");
	xmlout_text(out, planned->plan.path);
	buf_adds(out, "</ident><ident system=\"urn:muster:item\">");
	xmlout_text(out, item->id);
	buf_adds(out, "</ident>\n<message severity=\"info\">");
	xmlout_text(out, item->plain);
	buf_addf(out, ": %s. ", verdict_label[judgement->verdict]);
	xmlout_text(out, export_why(judgement));
	buf_adds(out, "</message></rule-result>\n");
}

static bool all_pass(const struct report *report)
{
	for (unsigned v = 0; v < VERDICTS; v++)
		if (report->run.required[v] > 0 &&
		    strcmp(export_words[v].xccdf, "pass"))
			return false;
	return report->run.judged > 0;
}

static void write_rule(struct buf *out, const struct planned *planned, size_t at,
		       const char *time)
{
	const struct item *item = &planned->plan.items.at[at];
	char uuid[UUID_TEXT];

	(void)time;
	rule_uuid(uuid, planned, at);
	buf_addf(out,
		 "<Rule id=\"" RULE "%s\" selected=\"true\" severity=\"%s\"><title>",
		 uuid, planned->judgements.at[at].required ? "high" : "low");
	xmlout_text(out, item->plain);
	buf_adds(out, "</title></Rule>\n");
}

/* `write` for every item of the report; how many there were. */
static size_t each_item(struct buf *out, const struct report *report,
			void (*write)(struct buf *out, const struct planned *planned,
				      size_t at, const char *time),
			const char *time)
{
	size_t count = 0;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++) {
			if (!export_counts(planned, i))
				continue;
			write(out, planned, i, time);
			count++;
		}
	}
	return count;
}

static void write_head(struct buf *out, const struct run *run, const char *time)
{
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<Benchmark xmlns=\"http://checklists.nist.gov/xccdf/1.2\" "
		      "id=\"" BENCHMARK "\" resolved=\"true\">\n");
	buf_addf(out, "<status date=\"%.10s\">accepted</status>\n<title>Plans of ",
		 time);
	xmlout_text(out, run->project);
	buf_adds(out, "</title>\n<version>");
	xmlout_text(out, run->commit);
	buf_adds(out, "</version>\n");
}

static void write_result(struct buf *out, const struct run *run, const char *time)
{
	buf_addf(out, "<TestResult id=\"" RESULT "%s\" end-time=\"%s\"", run->id, time);
	xmlout_attr(out, "test-system", run->tool);
	buf_adds(out, " version=\"1\">\n<title>Readiness of ");
	xmlout_text(out, run->project);
	buf_adds(out, "</title>\n<remark>");
	xmlout_text(out, run->result_why);
	buf_adds(out, "</remark>\n<target>");
	xmlout_text(out, run->project);
	buf_addf(out,
		 "</target>\n<target-facts><fact name=\"urn:muster:commit\" "
		 "type=\"string\">%.*s</fact></target-facts>\n",
		 SPAN_ARG(run->commit));
}

int export_xccdf(struct buf *out, const struct report *report, struct err *err)
{
	const struct run *run = &report->run;
	char time[CLOCK_TEXT];

	clock_format(run->as_of == CLOCK_NONE ? 0 : run->as_of, time);
	write_head(out, run, time);
	if (each_item(out, report, write_rule, time) == 0) {
		err_set(err, ERR_USAGE,
			"no item was judged, and XCCDF has no result without one");
		return err_fix(err,
			       "export another format, or name the plans under [pack]");
	}
	write_result(out, run, time);
	each_item(out, report, write_rule_result, time);
	buf_addf(out,
		 "<score system=\"urn:xccdf:scoring:absolute\" "
		 "maximum=\"1\">%d</score>\n"
		 "</TestResult>\n</Benchmark>\n",
		 all_pass(report));
	return buf_check(out, "the XCCDF export", err);
}
