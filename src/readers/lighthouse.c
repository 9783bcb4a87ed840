/*
 * lighthouse.c - Lighthouse's JSON of one page (--output=json):
 *
 *     lighthouseVersion, fetchTime, runtimeError (code, message)
 *     categories  performance, accessibility, ...: score 0 to 1, or null
 *     audits      first-contentful-paint, ...: numericValue, numericUnit
 *
 * A score that is null could not be computed: a note, and no fact.  Addresses are
 * not kept: their queries may hold tokens.
 *
 * Source: GoogleChrome/lighthouse, docs/understanding-results.md.
 */
#include "readers/measure.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

static enum bid lighthouse_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON ||
	    !node_is(node_get(root, "lighthouseVersion"), NODE_STRING))
		return BID_NO;
	return node_is(node_get(root, "categories"), NODE_OBJECT) ||
			       node_is(node_get(root, "audits"), NODE_OBJECT)
		       ? BID_STATED
		       : BID_NO;
}

static int put_category(struct put *put, struct node category)
{
	struct node score = node_get(category, "score");
	struct fact_metric metric = { .name = node_key(category) };

	if (!node_is(score, NODE_NUMBER))
		return put_note(put, "no-score", node_line(category),
				"the category %.*s has no score",
				SPAN_ARG(decode_cut(metric.name, 100)));
	return measure_put(put, &metric, "score",
			   measure_shift(node_number(score), 0, put->scratch), "score");
}

/* Those that measure something: in ms, bytes or without a unit. */
static int put_audit(struct put *put, struct node audit)
{
	struct node value = node_get(audit, "numericValue");
	struct span unit = node_text(node_get(audit, "numericUnit"));
	struct fact_metric metric = { .name = node_key(audit) };
	const char *ours = NULL;

	if (span_is(unit, "millisecond"))
		ours = "ms";
	else if (span_is(unit, "byte"))
		ours = "B";
	else if (span_is(unit, "unitless") || span_is(unit, "element"))
		ours = "";
	if (!ours || !node_is(value, NODE_NUMBER))
		return 0;
	return measure_put(put, &metric, "value",
			   measure_shift(node_number(value), 0, put->scratch), ours);
}

/* The page did not load, and what stands below it is no measurement. */
static int check_run(const struct probe *probe, struct err *err)
{
	struct node error = node_get(probe->root, "runtimeError");
	struct span code = node_text(node_get(error, "code"));

	if (!node_is(error, NODE_OBJECT) || code.len == 0 || span_is(code, "NO_ERROR"))
		return 0;
	err_set(err, ERR_FORMAT, "Lighthouse could not run: %.*s",
		SPAN_ARG(decode_cut(code, 80)));
	err_tag(err, "tool-reported-error");
	err_fix(err, "run Lighthouse again on a page that loads");
	return err_at(err, node_pos(error));
}

static int lighthouse_read(const struct probe *probe, const struct fact_sink *sink,
			   struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node categories = node_get(root, "categories");
	struct node audits = node_get(root, "audits");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = check_run(probe, err);
	if (rc == 0)
		rc = put_about(&put,
			       (struct fact_about){
				       .generated_at = CLOCK_NONE,
				       .tool = SPAN_LIT("Lighthouse"),
				       .tool_version = node_text(
					       node_get(root, "lighthouseVersion")) });
	if (rc == 0)
		rc = put_time(&put, node_text(node_get(root, "fetchTime")),
			      "/fetchTime", node_line(node_get(root, "fetchTime")));
	for (struct node n = node_first(categories); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = put_category(&put, n);
	if (rc == 0 && node_count(categories) == 0)
		rc = put_note(&put, "no-score", node_line(categories),
			      "no category is in it");
	for (struct node n = node_first(audits); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = put_audit(&put, n);
	return rc;
}

extern const struct reader reader_lighthouse;
const struct reader reader_lighthouse = {
	.name = "lighthouse",
	.title = "Lighthouse report",
	.spec = "GoogleChrome/lighthouse: Understanding the results",
	.reads = "category scores from 0 to 1, and the audits' numbers",
	.family = FAMILY_METRICS,
	.revision = 1,
	.tools = { "lighthouse", "lhr" },
	.usual = "*.report.json lhr-*.json",
	.bid = lighthouse_bid,
	.read = lighthouse_read,
};
