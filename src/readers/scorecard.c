/*
 * scorecard.c - how OpenSSF Scorecard rates a repository, in its JSON.
 *
 *     { "date", "repo": { "name", "commit" }, "scorecard": { "version" },
 *       "score": 7.2, "checks": [ { "name", "score": 10, "reason",
 *       "documentation": { "short" } } ] }
 *
 * A check is a control and a metric.  10 of 10 is a pass, less is not met in full and
 * so a fail, with the score beside it; -1 says that nothing could be found out: an
 * error where the tool broke, else not reviewed.  Source: the JSON2 result of
 * ossf/scorecard.
 */
#include "base/num.h"
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define WHOLE 10 /* the highest score of a check */

static enum bid scorecard_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON || !node_is(node_get(root, "checks"), NODE_ARRAY))
		return BID_NO;
	return node_is(node_at(root, "scorecard/version"), NODE_STRING) &&
			       node_is(node_get(root, "repo"), NODE_OBJECT)
		       ? BID_STATED
		       : BID_NO;
}

static int add_score(struct put *put, struct span name, struct span score)
{
	struct fact fact = fact_new(FACT_METRIC);
	int64_t tenths;

	if (!num_scaled(score, 1, &tenths) || tenths < 0)
		return 0;
	fact.as.metric.name = name;
	fact.as.metric.stat = SPAN_LIT("score");
	fact.as.metric.unit = SPAN_LIT("score");
	fact.as.metric.text = score;
	return put_fact(put, &fact);
}

static enum control_result result_of(int64_t score, struct span reason)
{
	if (score < 0)
		return span_starts(reason, "internal error") ? CONTROL_ERROR
							     : CONTROL_NOT_REVIEWED;
	return score == WHOLE ? CONTROL_PASS : CONTROL_FAIL;
}

static int add_check(struct put *put, struct node check)
{
	struct fact fact = fact_new(FACT_CONTROL);
	struct fact_control *control = &fact.as.control;
	struct span score = node_number(node_get(check, "score"));
	int64_t value;
	int rc;

	control->framework = SPAN_LIT("OpenSSF Scorecard");
	control->control = node_text(node_get(check, "name"));
	if (control->control.len == 0 || !num_scaled(score, 0, &value) || value < -1 ||
	    value > WHOLE)
		return found_fail(put, node_pos(check), "missing-required:score",
				  "this is no check as Scorecard writes one",
				  "write it again with `scorecard --format json`");
	control->title = node_text(node_at(check, "documentation/short"));
	control->message = node_text(node_get(check, "reason"));
	control->result = result_of(value, control->message);
	control->result_raw = score;
	control->line = node_line(check);
	rc = put_fact(put, &fact);
	return rc < 0 ? rc : add_score(put, control->control, score);
}

static int add_about(struct put *put, struct node root)
{
	struct node date = node_get(root, "date");
	struct fact_about about = { .generated_at = CLOCK_NONE };
	int rc;

	about.tool = SPAN_LIT("scorecard");
	about.tool_version = node_text(node_at(root, "scorecard/version"));
	about.subject_name = node_text(node_at(root, "repo/name"));
	rc = put_about(put, about);
	if (rc == 0)
		rc = put_time(put, node_text(date), "/date", node_line(date));
	if (rc == 0)
		rc = put_commit(put, node_text(node_at(root, "repo/commit")),
				"/repo/commit");
	return rc;
}

static int scorecard_read(const struct probe *probe, const struct fact_sink *sink,
			  struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node checks = node_get(root, "checks");
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(checks, NODE_ARRAY))
		rc = found_fail(&put, node_pos(root), "missing-required:checks",
				"it has no list of checks",
				"write it again with `scorecard --format json`");
	if (rc == 0)
		rc = add_about(&put, root);
	if (rc == 0 && node_count(checks) == 0)
		rc = put_note(&put, "no-results", node_line(checks),
			      "no check was run");
	if (rc == 0)
		rc = add_score(&put, SPAN_LIT("scorecard"),
			       node_number(node_get(root, "score")));
	for (struct node n = node_first(checks); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_check(&put, n);
	return rc;
}

extern const struct reader reader_scorecard;
const struct reader reader_scorecard = {
	.name = "scorecard",
	.title = "OpenSSF Scorecard",
	.spec = "OpenSSF Scorecard JSON results (version 2 format)",
	.reads = "checks as controls, their scores as metrics, the commit",
	.family = FAMILY_CONTROL,
	.revision = 1,
	.tools = { "scorecard" },
	.usual = "*scorecard*.json",
	.bid = scorecard_bid,
	.read = scorecard_read,
};
