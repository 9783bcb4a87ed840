/*
 * eslint.c - what ESLint found, in the output of its formatters `json` and
 * `json-with-metadata`.
 *
 *     [ { "filePath", "messages": [ { "ruleId", "severity": 2, "message", "line" } ],
 *         "suppressedMessages", "errorCount", "warningCount" } ]
 *     { "results": [ ... ], "metadata" }
 *
 * Each file that was linted has an element, also where it is clean: an empty list
 * means that no file was linted.  A message with "fatal" says that the file could
 * not be parsed, so the rules never ran on it.  Source: ESLint's documentation of
 * its formatters and of the LintResult and LintMessage types.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

struct eslint {
	struct put put;
	struct span path;
	int64_t errors, warnings; /* of one file */
};

static bool is_result(struct node node)
{
	return node_is(node_get(node, "filePath"), NODE_STRING) &&
	       node_is(node_get(node, "messages"), NODE_ARRAY) &&
	       node_is(node_get(node, "errorCount"), NODE_NUMBER);
}

static struct node results_of(struct node root)
{
	return node_is(root, NODE_OBJECT) ? node_get(root, "results") : root;
}

static enum bid eslint_bid(const struct probe *probe)
{
	struct node root = probe->root;

	if (probe->lex != LEX_JSON)
		return BID_NO;
	if (node_is(node_at(root, "metadata/rulesMeta"), NODE_OBJECT) &&
	    node_is(node_get(root, "results"), NODE_ARRAY))
		return BID_SHAPE;
	return node_is(root, NODE_ARRAY) && is_result(node_first(root)) ? BID_SHAPE
									: BID_NO;
}

static int fail_shape(struct eslint *e, struct node node, const char *tag)
{
	return found_fail(&e->put, node_pos(node), tag,
			  "this is no result as ESLint writes one",
			  "write it again with `eslint --format json`");
}

static int add_message(struct eslint *e, struct node node, bool suppressed)
{
	struct fact fact = found_problem(1, "lint", node_line(node));
	struct fact_problem *problem = &fact.as.problem;
	int64_t severity = 0;

	if (!node_integer(node_get(node, "severity"), &severity) || severity < 0 ||
	    severity > 2)
		return fail_shape(e, node, "out-of-range:severity");
	problem->level = severity == 2   ? SPAN_LIT("error")
			 : severity == 1 ? SPAN_LIT("warning")
					 : SPAN_LIT("none");
	problem->severity = put_severity(problem->level);
	problem->severity_raw = node_number(node_get(node, "severity"));
	problem->rule_id = node_text(node_get(node, "ruleId"));
	problem->message = node_text(node_get(node, "message"));
	problem->path = e->path;
	problem->src_line = found_line(node_number(node_get(node, "line")));
	problem->suppressed = suppressed;
	if (suppressed) {
		struct node why = node_first(node_get(node, "suppressions"));

		problem->suppress_reason = node_text(node_get(why, "justification"));
		if (problem->suppress_reason.len == 0)
			problem->suppress_reason = node_text(node_get(why, "kind"));
	} else {
		e->errors += severity == 2;
		e->warnings += severity == 1;
	}
	return put_fact(&e->put, &fact);
}

static int add_messages(struct eslint *e, struct node all, bool suppressed)
{
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		rc = add_message(e, n, suppressed);
		if (rc == 0 && !suppressed && node_is_true(node_get(n, "fatal")))
			rc = found_skipped(&e->put, node_line(n), e->path,
					   SPAN_LIT("it could not be parsed"));
	}
	return rc;
}

/* The file's own counts, where they are said, against what stands in the list. */
static int check_counts(struct eslint *e, struct node node)
{
	struct node errors = node_get(node, "errorCount");
	struct node warnings = node_get(node, "warningCount");
	int64_t said;
	int rc = 0;

	if (node_integer(errors, &said))
		rc = found_total(&e->put, node_line(errors), "errors", said, e->errors);
	if (rc == 0 && node_integer(warnings, &said))
		rc = found_total(&e->put, node_line(warnings), "warnings", said,
				 e->warnings);
	return rc;
}

static int add_file(struct eslint *e, struct node node)
{
	int rc;

	if (!is_result(node))
		return fail_shape(e, node, "missing-required:messages");
	e->path = node_text(node_get(node, "filePath"));
	e->errors = e->warnings = 0;
	rc = add_messages(e, node_get(node, "messages"), false);
	if (rc == 0)
		rc = add_messages(e, node_get(node, "suppressedMessages"), true);
	return rc < 0 ? rc : check_counts(e, node);
}

static int eslint_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct eslint e = { .put = { sink, scratch, err } };
	struct node all = results_of(probe->root);
	struct fact scan = found_scan(1, "eslint", "lint");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(all, NODE_ARRAY))
		return fail_shape(&e, probe->root, "missing-required:messages");
	rc = put_about(&e.put, (struct fact_about){ .generated_at = CLOCK_NONE,
						    .tool = scan.as.scan.tool });
	scan.as.scan.targets = node_count(all);
	if (node_count(all) == 0) {
		scan.as.scan.succeeded = 0;
		if (rc == 0)
			rc = found_nothing(&e.put, node_line(all));
	}
	if (rc == 0)
		rc = put_fact(&e.put, &scan);
	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_file(&e, n);
	return rc;
}

extern const struct reader reader_eslint;
const struct reader reader_eslint = {
	.name = "eslint",
	.title = "ESLint",
	.spec = "ESLint formatters: json, json-with-metadata",
	.reads = "a scan of the linted files, messages, suppressed ones as such",
	.family = FAMILY_SCAN,
	.revision = 2,
	.tools = { "eslint" },
	.reads_nothing = true,
	.usual = "*eslint*.json",
	.bid = eslint_bid,
	.read = eslint_read,
};
