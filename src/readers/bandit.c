/*
 * bandit.c - what Bandit found in Python code, in its JSON (`bandit -f json`).
 *
 *     { "errors": [ { "filename", "reason" } ], "generated_at",
 *       "metrics": { "_totals": { "SEVERITY.HIGH", ... }, FILE: { ... } },
 *       "results": [ { "test_id", "issue_severity", "issue_confidence", ... } ] }
 *
 * Severity is the tool's own word; its confidence stands beside it, and lowers
 * nothing.  A file among `errors` was not looked at: the report is partial.  The
 * tests for passwords in the code (B105 to B107) quote them in `issue_text`, which is
 * not read there; `code` never is.  Source: Bandit's documentation of its JSON
 * formatter.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

static enum bid bandit_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node first = node_first(node_get(root, "results"));

	if (probe->lex != LEX_JSON || !node_is(node_get(root, "results"), NODE_ARRAY) ||
	    !node_is(node_get(root, "errors"), NODE_ARRAY))
		return BID_NO;
	if (node_is(node_at(root, "metrics/_totals"), NODE_OBJECT) &&
	    node_exists(node_get(root, "generated_at")))
		return BID_STATED;
	return node_exists(node_get(first, "issue_severity")) &&
			       node_exists(node_get(first, "test_id"))
		       ? BID_SHAPE
		       : BID_NO;
}

static bool quotes_passwords(struct span test)
{
	return span_is(test, "B105") || span_is(test, "B106") || span_is(test, "B107");
}

static int add_result(struct put *put, struct node result, int64_t counted[SEVERITIES])
{
	struct fact fact = found_problem(1, "sast", node_line(result));
	struct fact_problem *problem = &fact.as.problem;
	struct span severity = node_text(node_get(result, "issue_severity"));
	struct span confidence = node_text(node_get(result, "issue_confidence"));

	problem->rule_id = node_text(node_get(result, "test_id"));
	if (problem->rule_id.len == 0 || severity.len == 0)
		return found_fail(put, node_pos(result), "missing-required:test_id",
				  "this is no result as Bandit writes one",
				  "write it again with `bandit -f json`");
	problem->title = node_text(node_get(result, "test_name"));
	if (!quotes_passwords(problem->rule_id))
		problem->message = node_text(node_get(result, "issue_text"));
	problem->severity = put_severity(severity);
	problem->severity_raw = severity;
	if (confidence.len > 0)
		problem->severity_raw =
			arena_printf(put->scratch, "%.*s, confidence %.*s",
				     SPAN_ARG(decode_cut(severity, 40)),
				     SPAN_ARG(decode_cut(confidence, 40)));
	problem->path = node_text(node_get(result, "filename"));
	problem->src_line = found_line(node_number(node_get(result, "line_number")));
	problem->cwe = found_cwe(put, node_number(node_at(result, "issue_cwe/id")));
	counted[problem->severity]++;
	return put_fact(put, &fact);
}

/* What the totals say of each severity, against what is listed. */
static int check_totals(struct put *put, struct node totals,
			const int64_t counted[SEVERITIES])
{
	int rc = 0;

	for (struct node n = node_first(totals); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct span key = node_key(n);
		enum severity severity;
		int64_t said;

		if (!span_starts(key, "SEVERITY.") || !node_integer(n, &said))
			continue;
		severity = put_severity(span_from(key, 9));
		if (severity == SEVERITY_UNKNOWN && !span_is(key, "SEVERITY.UNDEFINED"))
			continue;
		/* `-ll` leaves the lower ones out of the list, and counts them. */
		if (severity > SEVERITY_HIGH && said > counted[severity])
			rc = put_note(put, "totals-mismatch", node_line(n),
				      "it says %lld %s and lists %lld", (long long)said,
				      severity_word[severity],
				      (long long)counted[severity]);
		else
			rc = found_total(put, node_line(n), severity_word[severity],
					 said, counted[severity]);
	}
	return rc;
}

static int add_errors(struct put *put, struct node all)
{
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = found_skipped(put, node_line(n),
				   node_text(node_get(n, "filename")),
				   node_text(node_get(n, "reason")));
	return rc;
}

/* Lines that a comment `# nosec` keeps out of the report. */
static int add_nosec(struct put *put, struct node totals)
{
	int64_t lines;

	if (!node_integer(node_get(totals, "nosec"), &lines) || lines <= 0)
		return 0;
	return put_note(put, "suppressed-elsewhere", node_line(totals),
			"%lld lines are left out by comments in the code",
			(long long)lines);
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = found_scan(1, "bandit", "sast");
	struct node metrics = node_get(root, "metrics");
	struct node time = node_get(root, "generated_at");
	bool has_totals = node_exists(node_get(metrics, "_totals"));
	int rc = put_about(put, (struct fact_about){ .generated_at = CLOCK_NONE,
						     .tool = fact.as.scan.tool });

	if (rc == 0)
		rc = put_time(put, node_text(time), "/generated_at", node_line(time));
	if (node_is(metrics, NODE_OBJECT))
		fact.as.scan.targets = (int64_t)node_count(metrics) - has_totals;
	if (fact.as.scan.targets == 0 && node_count(node_get(root, "results")) == 0) {
		fact.as.scan.succeeded = 0;
		if (rc == 0)
			rc = found_nothing(put, node_line(metrics));
	}
	return rc < 0 ? rc : put_fact(put, &fact);
}

static int bandit_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	struct node totals = node_at(root, "metrics/_totals");
	int64_t counted[SEVERITIES] = { 0 };
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(node_get(root, "results"), NODE_ARRAY))
		rc = found_fail(&put, node_pos(root), "missing-required:results",
				"it has no list of results",
				"write it again with `bandit -f json`");
	if (rc == 0)
		rc = add_scan(&put, root);
	if (rc == 0)
		rc = add_errors(&put, node_get(root, "errors"));
	for (struct node n = node_first(node_get(root, "results"));
	     rc == 0 && node_exists(n); n = node_next(n))
		rc = add_result(&put, n, counted);
	if (rc == 0)
		rc = check_totals(&put, totals, counted);
	return rc < 0 ? rc : add_nosec(&put, totals);
}

extern const struct reader reader_bandit;
const struct reader reader_bandit = {
	.name = "bandit",
	.title = "Bandit",
	.spec = "Bandit JSON formatter",
	.reads = "a scan of Python code, files it gave up as what it left out",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "bandit" },
	.usual = "*bandit*.json",
	.bid = bandit_bid,
	.read = bandit_read,
};
