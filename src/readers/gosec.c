/*
 * gosec.c - what gosec found in Go code, in its JSON (`gosec -fmt json`).
 *
 *     { "Golang errors": { FILE: [ { "line", "column", "error" } ] },
 *       "Issues": [ { "severity", "confidence", "cwe", "rule_id", "details", "file",
 *       "line": "12" or "12-14", "nosec", "suppressions" } ],
 *       "Stats": { "files", "lines", "nosec", "found" }, "GosecVersion" }
 *
 * A file that did not compile was not looked at: the report is partial.  `code` is
 * never read.  Source: gosec's report/json and its Issue type.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

static enum bid gosec_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node stats = node_get(root, "Stats");

	if (probe->lex != LEX_JSON || !node_exists(node_get(root, "Issues")) ||
	    !node_is(stats, NODE_OBJECT) || !node_exists(node_get(stats, "found")))
		return BID_NO;
	return node_exists(node_get(root, "Golang errors")) ||
			       node_exists(node_get(root, "GosecVersion"))
		       ? BID_STATED
		       : BID_SHAPE;
}

static void take_suppression(struct fact_problem *problem, struct node issue)
{
	struct node first = node_first(node_get(issue, "suppressions"));

	problem->suppressed =
		node_is_true(node_get(issue, "nosec")) || node_exists(first);
	if (!problem->suppressed)
		return;
	problem->suppress_reason = node_text(node_get(first, "justification"));
	if (problem->suppress_reason.len == 0)
		problem->suppress_reason = SPAN_LIT("#nosec");
}

static struct span cwe_of(struct put *put, struct node cwe)
{
	struct node id = node_get(cwe, "id");

	return found_cwe(put, node_word(node_exists(id) ? id : node_get(cwe, "ID")));
}

static int add_issue(struct put *put, struct node issue, int64_t *open)
{
	struct fact fact = found_problem(1, "sast", node_line(issue));
	struct fact_problem *problem = &fact.as.problem;
	struct span severity = node_text(node_get(issue, "severity"));
	struct span confidence = node_text(node_get(issue, "confidence"));

	problem->rule_id = node_text(node_get(issue, "rule_id"));
	if (problem->rule_id.len == 0 || severity.len == 0)
		return found_fail(put, node_pos(issue), "missing-required:rule_id",
				  "this is no issue as gosec writes one",
				  "write it again with `gosec -fmt json`");
	problem->message = node_text(node_get(issue, "details"));
	problem->severity = put_severity(severity);
	problem->severity_raw = arena_printf(put->scratch, "%.*s, confidence %.*s",
					     SPAN_ARG(decode_cut(severity, 40)),
					     SPAN_ARG(decode_cut(confidence, 40)));
	problem->path = node_text(node_get(issue, "file"));
	problem->src_line = found_line(node_word(node_get(issue, "line")));
	problem->cwe = cwe_of(put, node_get(issue, "cwe"));
	take_suppression(problem, issue);
	*open += !problem->suppressed;
	return put_fact(put, &fact);
}

static int add_errors(struct put *put, struct node files)
{
	int rc = 0;

	for (struct node n = node_first(files); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = found_skipped(put, node_line(n), node_key(n),
				   node_text(node_get(node_first(n), "error")));
	return rc;
}

/* `found` counts all issues or, where suppressed ones are listed, those left. */
static int check_totals(struct put *put, struct node stats, int64_t listed,
			int64_t open)
{
	struct node found = node_get(stats, "found");
	int64_t said;

	if (!node_integer(found, &said) || said == open)
		return 0;
	return found_total(put, node_line(found), "issues", said, listed);
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = found_scan(1, "gosec", "sast");
	struct fact_scan *scan = &fact.as.scan;
	struct node files = node_at(root, "Stats/files");
	int64_t count;
	int rc;

	scan->tool_version = node_text(node_get(root, "GosecVersion"));
	rc = put_about(put, (struct fact_about){ .generated_at = CLOCK_NONE,
						 .tool = scan->tool,
						 .tool_version = scan->tool_version });
	if (node_integer(files, &count) && count >= 0)
		scan->targets = count;
	if (scan->targets == 0 && node_count(node_get(root, "Issues")) == 0) {
		scan->succeeded = 0;
		if (rc == 0)
			rc = found_nothing(put, node_line(files));
	}
	return rc < 0 ? rc : put_fact(put, &fact);
}

static int gosec_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node issues = node_get(root, "Issues");
	int64_t open = 0;
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(issues, NODE_ARRAY) && !node_is(issues, NODE_NULL))
		rc = found_fail(&put, node_pos(root), "missing-required:Issues",
				"it has no list of issues",
				"write it again with `gosec -fmt json`");
	if (rc == 0)
		rc = add_scan(&put, root);
	if (rc == 0)
		rc = add_errors(&put, node_get(root, "Golang errors"));
	for (struct node n = node_first(issues); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_issue(&put, n, &open);
	if (rc == 0)
		rc = check_totals(&put, node_get(root, "Stats"), node_count(issues),
				  open);
	return rc;
}

extern const struct reader reader_gosec;
const struct reader reader_gosec = {
	.name = "gosec",
	.title = "gosec",
	.spec = "gosec JSON report",
	.reads = "a scan of Go code, suppressed issues as such",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "gosec" },
	.usual = "*gosec*.json",
	.bid = gosec_bid,
	.read = gosec_read,
};
