/*
 * hadolint.c - what Hadolint found in Dockerfiles, in its JSON
 * (`hadolint -f json`).
 *
 *     [ { "code": "DL3008", "level": "warning", "file", "line", "column",
 *         "message" } ]
 *
 * Levels are error, warning, info and style.  Clean files have no element.  DL1000
 * says that the Dockerfile could not be parsed, so no rule ran on it.  Source:
 * Hadolint's documentation of its formatters and rules.
 */
#include "readers/found.h"
#include "readers/probe.h"
#include "readers/reader.h"

static bool is_finding(struct node node)
{
	return node_is(node_get(node, "code"), NODE_STRING) &&
	       node_is(node_get(node, "level"), NODE_STRING) &&
	       node_is(node_get(node, "file"), NODE_STRING) &&
	       node_is(node_get(node, "message"), NODE_STRING);
}

static enum bid hadolint_bid(const struct probe *probe)
{
	struct node first = node_first(probe->root);
	struct span code = node_text(node_get(first, "code"));

	if (probe->lex != LEX_JSON || !node_is(probe->root, NODE_ARRAY) ||
	    !is_finding(first))
		return BID_NO;
	return span_starts(code, "DL") || span_starts(code, "SC") ? BID_SHAPE : BID_NO;
}

/* On Windows it writes paths with back-slashes. */
static struct span path_of(struct put *put, struct span path)
{
	char *text;

	if (span_index(path, '\\') < 0)
		return path;
	text = arena_string(put->scratch, path);
	for (size_t i = 0; i < path.len; i++)
		if (text[i] == '\\')
			text[i] = '/';
	return (struct span){ text, path.len };
}

static int add_finding(struct put *put, struct node node)
{
	struct fact fact = found_problem(1, "lint", node_line(node));
	struct fact_problem *problem = &fact.as.problem;
	int rc;

	if (!is_finding(node))
		return found_fail(put, node_pos(node), "missing-required:code",
				  "this is no finding as Hadolint writes one",
				  "write it again with `hadolint -f json`");
	problem->rule_id = node_text(node_get(node, "code"));
	problem->message = node_text(node_get(node, "message"));
	problem->level = node_text(node_get(node, "level"));
	problem->severity_raw = problem->level;
	problem->severity = put_severity(problem->level);
	problem->path = path_of(put, node_text(node_get(node, "file")));
	problem->src_line = found_line(node_number(node_get(node, "line")));
	rc = put_fact(put, &fact);
	if (rc == 0 && span_is(problem->rule_id, "DL1000"))
		rc = found_skipped(put, node_line(node), problem->path,
				   SPAN_LIT("it could not be parsed"));
	return rc;
}

static int hadolint_read(const struct probe *probe, const struct fact_sink *sink,
			 struct arena *scratch, struct err *err)
{
	struct put put = { sink, scratch, err };
	struct fact scan = found_scan(1, "hadolint", "lint");
	struct node root = probe->root;
	int rc = probe_single(probe, err);

	if (rc == 0 && !node_is(root, NODE_ARRAY))
		rc = found_fail(&put, node_pos(root), "missing-required:code",
				"it is no list of findings",
				"write it again with `hadolint -f json`");
	if (rc == 0)
		rc = put_about(&put, (struct fact_about){ .generated_at = CLOCK_NONE,
							  .tool = scan.as.scan.tool });
	if (rc == 0)
		rc = put_fact(&put, &scan);
	for (struct node n = node_first(root); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_finding(&put, n);
	return rc;
}

extern const struct reader reader_hadolint;
const struct reader reader_hadolint = {
	.name = "hadolint",
	.title = "Hadolint",
	.spec = "Hadolint formatter json",
	.reads = "a scan of Dockerfiles and what it found",
	.family = FAMILY_SCAN,
	.revision = 1,
	.tools = { "hadolint" },
	.reads_nothing = true,
	.usual = "*hadolint*.json",
	.bid = hadolint_bid,
	.read = hadolint_read,
};
