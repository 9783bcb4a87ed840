/*
 * semgrep.c - what Semgrep found in the code, in its JSON (`semgrep --json`).
 *
 *     { "version", "results": [ { "check_id", "path", "start": { "line" },
 *         "extra": { "severity", "message", "metadata", "fingerprint",
 *         "is_ignored" } } ], "errors": [ ... ], "paths": { "scanned" } }
 *
 * Severities are INFO, WARNING and ERROR of rules about code, and LOW to CRITICAL of
 * those about dependencies and of newer ones.  An element of `errors` is a file or a
 * rule that was given up, so the report is partial.  The lines that matched are never
 * read, nor the message of a rule for secrets, which may quote one.  Source: Semgrep's
 * documentation of its JSON and SARIF fields, and semgrep_output_v1.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

static bool is_finding(struct node node)
{
	return node_is(node_get(node, "check_id"), NODE_STRING) &&
	       node_is(node_get(node, "path"), NODE_STRING) &&
	       node_is(node_get(node, "extra"), NODE_OBJECT);
}

static enum bid semgrep_bid(const struct probe *probe)
{
	struct node root = probe->root;
	struct node results = node_get(root, "results");

	if (probe->lex != LEX_JSON || !node_is(results, NODE_ARRAY) ||
	    !node_is(node_get(root, "errors"), NODE_ARRAY))
		return BID_NO;
	if (node_is(node_at(root, "paths/scanned"), NODE_ARRAY) &&
	    node_is(node_get(root, "version"), NODE_STRING))
		return BID_STATED;
	if (is_finding(node_first(results)))
		return BID_SHAPE;
	return node_is(node_get(root, "paths"), NODE_OBJECT) ? BID_SHAPE : BID_NO;
}

static const char *kind_of(struct node result)
{
	struct node extra = node_get(result, "extra");

	if (span_find(node_text(node_get(result, "check_id")), SPAN_LIT("secrets.")) >=
		    0 ||
	    node_exists(node_at(extra, "metadata/secret_type")))
		return "secret";
	return node_is(node_get(extra, "sca_info"), NODE_OBJECT) ? "vulnerability"
								 : "sast";
}

static void take_dependency(struct fact_problem *problem, struct node info)
{
	struct node found = node_at(info, "dependency_match/found_dependency");

	if (node_is(node_get(info, "reachable"), NODE_TRUE))
		problem->reachable = 1;
	else if (node_is(node_get(info, "reachable"), NODE_FALSE))
		problem->reachable = 0;
	problem->component = node_text(node_get(found, "package"));
	problem->component_version = node_text(node_get(found, "version"));
}

static int add_result(struct put *put, struct node result)
{
	struct node extra = node_get(result, "extra");
	struct node cwe = node_at(extra, "metadata/cwe");
	struct fact fact = found_problem(1, kind_of(result), node_line(result));
	struct fact_problem *problem = &fact.as.problem;

	if (!is_finding(result))
		return found_fail(put, node_pos(result), "missing-required:check_id",
				  "this is no result as Semgrep writes one",
				  "write it again with `semgrep --json`");
	problem->rule_id = node_text(node_get(result, "check_id"));
	problem->severity_raw = node_text(node_get(extra, "severity"));
	problem->severity = put_severity(problem->severity_raw);
	if (!span_is(problem->kind, "secret"))
		problem->message = node_text(node_get(extra, "message"));
	problem->path = node_text(node_get(result, "path"));
	problem->src_line = found_line(node_number(node_at(result, "start/line")));
	if (node_is(cwe, NODE_ARRAY))
		cwe = node_first(cwe);
	problem->cwe = found_cwe(put, node_text(cwe));
	problem->fingerprint = node_text(node_get(extra, "fingerprint"));
	if (span_is(problem->fingerprint, "requires login"))
		problem->fingerprint = SPAN_EMPTY;
	problem->suppressed = node_is_true(node_get(extra, "is_ignored"));
	if (problem->suppressed)
		problem->suppress_reason = SPAN_LIT("ignored in the code");
	take_dependency(problem, node_get(extra, "sca_info"));
	return put_fact(put, &fact);
}

/* The kind of an error is a word, or a list that starts with one. */
static int add_errors(struct put *put, struct node all)
{
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct node type = node_get(n, "type");

		if (node_is(type, NODE_ARRAY))
			type = node_first(type);
		rc = found_skipped(put, node_line(n), node_text(node_get(n, "path")),
				   node_text(type));
	}
	return rc;
}

static int add_scan(struct put *put, struct node root)
{
	struct fact fact = found_scan(1, "semgrep", "sast");
	struct fact_scan *scan = &fact.as.scan;
	struct node scanned = node_at(root, "paths/scanned");
	int rc;

	scan->tool_version = node_text(node_get(root, "version"));
	rc = put_about(put, (struct fact_about){ .generated_at = CLOCK_NONE,
						 .tool = scan->tool,
						 .tool_version = scan->tool_version });
	if (node_is(scanned, NODE_ARRAY))
		scan->targets = node_count(scanned);
	if (scan->targets == 0 && node_count(node_get(root, "results")) == 0) {
		scan->succeeded = 0;
		if (rc == 0)
			rc = found_nothing(put, node_line(scanned));
	}
	return rc < 0 ? rc : put_fact(put, &fact);
}

static int semgrep_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct node root = probe->root;
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(node_get(root, "results"), NODE_ARRAY))
		rc = found_fail(&put, node_pos(root), "missing-required:results",
				"it has no list of results",
				"write it again with `semgrep --json`");
	if (rc == 0)
		rc = add_scan(&put, root);
	if (rc == 0)
		rc = add_errors(&put, node_get(root, "errors"));
	for (struct node n = node_first(node_get(root, "results"));
	     rc == 0 && node_exists(n); n = node_next(n))
		rc = add_result(&put, n);
	return rc;
}

extern const struct reader reader_semgrep;
const struct reader reader_semgrep = {
	.name = "semgrep",
	.title = "Semgrep",
	.spec = "Semgrep JSON output (semgrep_output_v1)",
	.reads = "a scan of code, ignored findings as such, errors as what it left out",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "semgrep" },
	.usual = "*semgrep*.json",
	.bid = semgrep_bid,
	.read = semgrep_read,
};
